// SPDX-License-Identifier: Apache-2.0
//! What a giver of a snapshot remembers of the origins in it, and its taker cannot get from the
//! state (`docs/format/snapshot.md`, trail). Without it the taker could not prove to a node that
//! was restored which of its operations have the meaning that they have elsewhere.

use std::collections::VecDeque;

use crate::base::error::Result;
use crate::base::know::Knowledge;
use crate::base::limits::SNAPSHOT_TRAILS_LEN_MAX;
use crate::sync::wire::encode_trails;
use crate::sync::wire::message::SnapTrail;

use super::super::Engine;
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

impl Session {
    /// Takes what the peer remembers; of use only together with its snapshot.
    pub(super) fn on_trail(&mut self, engine: &Engine, trail: &SnapTrail) -> Result<()> {
        match self.peer() {
            Some(node) => engine.note_incoming_trail(node, trail),
            None => Ok(()),
        }
    }
}
