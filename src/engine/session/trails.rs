// SPDX-License-Identifier: Apache-2.0
//! What a giver of a snapshot remembers of the origins in it, and its taker cannot get from the
//! state (`docs/format/snapshot.md`, trail); and what a sender of operations remembers of those
//! before them, which the receiver may lack (`docs/format/wire.md`, OPS). Without it the receiver
//! could not prove to a node that was restored which of its operations have the meaning that they
//! have elsewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::base::error::Result;
use crate::base::id::{Dot, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::{SNAPSHOT_TRAILS_LEN_MAX, TRAIL_LEN_MAX};
use crate::base::op::{Context, Operation};
use crate::base::stamp::Stamp;
use crate::sync::wire::encode_trails;
use crate::sync::wire::message::SnapTrail;

use super::super::Engine;
use super::super::journal::StepsBody;
use super::super::state::State;
use super::Session;

/// What a step takes in a frame, and what stands there beside steps and name, in bytes, at most.
const STEP_COST_BYTES: usize = 18;
const TRAIL_COST_BYTES: usize = 8;

impl Engine {
    /// What is remembered of the origins in `known`, in pieces for frames with that much room.
    pub(super) fn trails(
        &self,
        known: &Knowledge,
        room_bytes: usize,
    ) -> Result<VecDeque<SnapTrail>> {
        let state = self.state()?;
        let mut pieces = VecDeque::new();
        for (origin, _) in known.iter() {
            let Some(trail) = state.latest.get(origin) else { continue };
            let room = room_bytes.saturating_sub(origin.node.as_str().len() + TRAIL_COST_BYTES);
            let steps = trail.steps().chunks((room / STEP_COST_BYTES).max(1));
            // Numbers ascend in a frame, so the second operation of one has a frame of its own.
            for steps in steps.chain(trail.twin().as_ref().map(std::slice::from_ref)) {
                let steps = steps.iter().map(|(seq, stamp)| (*seq, stamp.0)).collect();
                pieces.push_back(SnapTrail { origin: origin.clone(), steps });
            }
        }
        Ok(pieces)
    }

    /// The same as the first page of a stream. What is more than anybody takes is left out: of
    /// those origins the taker can prove less to a node that is restored later.
    pub(super) fn page_of_trails(&self, known: &Knowledge) -> Result<Vec<u8>> {
        let mut trails = self.trails(known, usize::MAX)?;
        trails.truncate(SNAPSHOT_TRAILS_LEN_MAX);
        encode_trails(trails.make_contiguous())
    }
}

/// What is told with the operations of a frame.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// Of each origin, up to which number it was looked at, and what is told.
    of: BTreeMap<Origin, (u64, Vec<(u64, u64)>)>,
}

impl Before {
    /// What is to be told with this operation beside what is told already.
    pub(super) fn missing(
        &self,
        engine: &Engine,
        op: &Operation,
        known: &Knowledge,
        peer: Option<&Origin>,
    ) -> Vec<SnapTrail> {
        let mut told = self.seen(engine, op, known, peer);
        let steps = self.passed_over(engine, op, known);
        if !steps.is_empty() {
            told.push(SnapTrail { origin: op.dot.origin.clone(), steps });
        }
        told
    }

    /// What the operation has seen of others under numbers that the peer knows: those may be other
    /// operations there. Of its own life the peer hears in a greeting.
    fn seen(
        &self,
        engine: &Engine,
        op: &Operation,
        known: &Knowledge,
        peer: Option<&Origin>,
    ) -> Vec<SnapTrail> {
        let is_told = |dot: &Dot| {
            let told = self.of.get(&dot.origin).into_iter().flat_map(|(_, told)| told);
            told.into_iter().any(|(seq, _)| *seq == dot.seq)
        };
        let dots = op.contexts().flat_map(Context::dots).filter(|dot| {
            let is_of_others = dot.origin != op.dot.origin && Some(&dot.origin) != peer;
            is_of_others && known.contains(dot) && !is_told(dot)
        });
        let dots: BTreeSet<&Dot> = dots.collect();
        if dots.is_empty() {
            return Vec::new();
        }
        let Ok(state) = engine.state() else { return Vec::new() };
        let seen = dots.into_iter().filter_map(|dot| {
            let trail = state.latest.get(&dot.origin)?;
            let is_sure = trail.forked_at().is_none_or(|forked| dot.seq < forked);
            let stamp = trail.stamp_of(dot.seq).filter(|_| is_sure)?;
            Some(SnapTrail { origin: dot.origin.clone(), steps: vec![(dot.seq, stamp.0)] })
        });
        seen.collect()
    }

    /// Of the operations before this one, what the peer may lack.
    pub(super) fn passed_over(
        &self,
        engine: &Engine,
        op: &Operation,
        known: &Knowledge,
    ) -> Vec<(u64, u64)> {
        let Dot { origin, seq } = &op.dot;
        let told = self.of.get(origin).map_or(0, |(last, _)| *last);
        if *seq <= told.saturating_add(1) {
            return Vec::new();
        }
        let ranges = known.of(origin);
        let from = ranges.map_or(told, |ranges| ranges.watermark().max(told));
        if *seq <= from.saturating_add(1) {
            return Vec::new();
        }
        let Ok(state) = engine.state() else { return Vec::new() };
        let trail = state.latest.get(origin);
        let steps = trail.map(|trail| trail.before(*seq, from)).unwrap_or_default();
        let is_lacking = |(seq, _): &&(u64, Stamp)| ranges.is_none_or(|has| !has.contains(*seq));
        steps.iter().filter(is_lacking).map(|(seq, stamp)| (*seq, stamp.0)).collect()
    }

    /// Takes the operation into the frame, and those steps.
    pub(super) fn add(&mut self, dot: &Dot, trails: Vec<SnapTrail>) {
        if let Some((last, _)) = self.of.get_mut(&dot.origin) {
            *last = dot.seq.max(*last);
        } else {
            self.of.insert(dot.origin.clone(), (dot.seq, Vec::new()));
        }
        for SnapTrail { origin, mut steps } in trails {
            self.of.entry(origin).or_default().1.append(&mut steps);
        }
    }

    /// What is told, as it stands in a frame: of each origin the nearest.
    pub(super) fn told(self) -> Vec<SnapTrail> {
        let told = self.of.into_iter().filter(|(_, (_, steps))| !steps.is_empty());
        let nearest = |(origin, (_, mut steps)): (_, (_, Vec<(u64, u64)>))| {
            steps.sort_unstable();
            steps.dedup();
            steps.drain(..steps.len().saturating_sub(TRAIL_LEN_MAX));
            SnapTrail { origin, steps }
        };
        told.map(nearest).collect()
    }
}

impl Engine {
    /// Takes over what a peer told of operations before those that it sends, and of such that they
    /// have seen. It goes to the log together with them.
    pub(super) fn note_told(&self, ops: &[Operation], told: &[SnapTrail]) -> Result<()> {
        if told.is_empty() {
            return Ok(());
        }
        let mut until: BTreeMap<&Origin, u64> = BTreeMap::new();
        for op in ops {
            let seen = op.contexts().flat_map(Context::dots);
            let seen = seen.map(|dot| (&dot.origin, dot.seq.saturating_add(1)));
            for (origin, end) in seen.chain([(&op.dot.origin, op.dot.seq)]) {
                let until = until.entry(origin).or_default();
                *until = end.max(*until);
            }
        }
        let mut state = self.state()?;
        for trail in told {
            let until = until.get(&trail.origin).copied().unwrap_or_default();
            for (seq, stamp) in trail.steps.iter().filter(|(seq, _)| *seq < until) {
                state.note_step(&trail.origin, *seq, Stamp(*stamp));
            }
        }
        Ok(())
    }
}

impl State {
    /// Notes number and stamp of an operation that did not come. What this node itself did in its
    /// present life, nobody else tells it.
    fn note_step(&mut self, origin: &Origin, seq: u64, stamp: Stamp) {
        if !self.is_own(origin) && self.latest.entry(origin.clone()).or_default().learn(seq, stamp)
        {
            self.pipeline.marks.tell(origin, seq, stamp);
        }
    }

    /// Follows what the log says of such operations.
    pub(in super::super) fn replay_steps(&mut self, told: &[StepsBody<'_>]) -> Result<()> {
        for body in told {
            let trail = self.latest.entry(body.origin()?).or_default();
            body.steps.iter().for_each(|(seq, stamp)| trail.note(*seq, Stamp(*stamp)));
        }
        Ok(())
    }
}

impl Session {
    /// Takes what the peer remembers; of use only together with its snapshot.
    pub(super) fn on_trail(&mut self, engine: &Engine, trail: &SnapTrail) -> Result<()> {
        match self.peer() {
            Some(node) => engine.note_incoming_trail(node, trail),
            None => Ok(()),
        }
    }
}
