// SPDX-License-Identifier: Apache-2.0
//! The side that gives: offers, and the stream that was asked for.

use std::collections::VecDeque;

use crate::base::error::Result;
use crate::base::know::Knowledge;
use crate::base::limits::SNAPSHOT_PAGE_BYTES;
use crate::base::time::Now;
use crate::store::page;
use crate::store::walk::Snapshot;
use crate::sync::bootstrap::Outgoing;
use crate::sync::session::repeat::Repeat;
use crate::sync::wire::message::{Know, Message, SnapChunk, SnapOffer, SnapTrail, SnapWant};

use super::super::super::Engine;
use super::super::super::incoming::Offered;
use super::super::Session;
use super::super::greet::Remote;
use super::super::outbound::split;

/// A snapshot for the peer.
pub(super) struct Giving {
    /// The first round in which it was offered; later ones offer the same.
    first_id: u32,
    offered: Offered,
    /// Parts of the offer that are still to be said in this round.
    left: VecDeque<Knowledge>,
    total: u32,
    repeat: Repeat,
    snapshot: Snapshot,
    stream: Option<Stream>,
    /// What is remembered of the origins in it is to be said, and what of that is still to be.
    owes_trails: bool,
    trails: VecDeque<SnapTrail>,
}

/// The stream that the peer asked for.
struct Stream {
    id: u32,
    after: Option<Vec<u8>>,
    round: u32,
    out: Outgoing,
    /// Whether its first page says what is remembered of the origins in it.
    begins_with_trails: bool,
}

impl Giving {
    /// When there is something to say.
    pub(super) fn due_ms(&self) -> Option<i64> {
        let has_more = self.owes_trails
            || !self.trails.is_empty()
            || !self.left.is_empty()
            || self.stream.as_ref().is_some_and(|stream| stream.out.has_more());
        if has_more { Some(i64::MIN) } else { self.repeat.due_ms() }
    }
}

impl Session {
    /// Offers the peer the state as it is now, unless it is being offered one.
    pub(in super::super) fn offer_snapshot(&mut self, engine: &Engine) -> Result<()> {
        if self.snapshots.giving.is_some() {
            return Ok(());
        }
        engine.keep_sum()?;
        let (snapshot, offered) = {
            let state = engine.state()?;
            // What is held follows as operations: its file of the log goes only when it was written
            // once more.
            let known = state.followed();
            let sum = state.store.sum().unwrap_or_default();
            (state.store.snapshot(), Offered { known, stamp: state.clock.last(), sum })
        };
        self.snapshots.giving = Some(Giving {
            first_id: self.snapshots.rounds + 1,
            offered,
            left: VecDeque::new(),
            total: 0,
            repeat: Repeat::now(),
            snapshot,
            stream: None,
            owes_trails: false,
            trails: VecDeque::new(),
        });
        Ok(())
    }

    /// Lets the snapshot go once the peer has what it follows from.
    pub(in super::super) fn settle_snapshot(&mut self) {
        let is_there = |giving: &mut Giving| self.lane.known.covers(&giving.offered.known);
        if self.snapshots.giving.take_if(is_there).is_some() {
            self.lane.caught_up();
        }
    }

    /// The next frame of what is given.
    pub(super) fn next_given(
        &mut self,
        engine: &Engine,
        room_bytes: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        if !self.heard.is_whole() {
            return Ok(None);
        }
        let Some(giving) = &mut self.snapshots.giving else { return Ok(None) };
        if giving.left.is_empty() && giving.repeat.is_due(now.mono_ms) {
            engine.settle_for_peers()?;
            giving.left = split(giving.offered.known.clone(), room_bytes.saturating_sub(64).max(1));
            giving.total = u32::try_from(giving.left.len()).unwrap_or(u32::MAX);
            self.snapshots.rounds += 1;
        }
        if let Some(known) = giving.left.pop_front() {
            if giving.left.is_empty() {
                giving.repeat.said(now.mono_ms, &mut self.random);
            }
            let (round, total) = (self.snapshots.rounds, giving.total);
            let index = total - 1 - u32::try_from(giving.left.len()).unwrap_or(0);
            let (stamp, sum) = (giving.offered.stamp.0, giving.offered.sum);
            let know = Know { round, index, total, known };
            let offer = SnapOffer { know, stamp, sum: sum.sum, count: sum.count };
            return self.framed(Message::SnapOffer(offer)).map(Some);
        }
        if std::mem::take(&mut giving.owes_trails) {
            giving.trails = engine.trails(&giving.offered.known, room_bytes)?;
        }
        if let Some(trail) = giving.trails.pop_front() {
            return self.framed(Message::SnapTrail(trail)).map(Some);
        }
        let Some(stream) = &mut giving.stream else { return Ok(None) };
        let has_openings = self.remote.as_ref().is_some_and(Remote::knows_openings);
        if stream.out.wants_page() && std::mem::take(&mut stream.begins_with_trails) {
            stream.out.push(Some(&engine.page_of_trails(&giving.offered.known)?));
        } else if stream.out.wants_page() {
            let (after, bytes) = (stream.after.as_deref(), SNAPSHOT_PAGE_BYTES);
            let page = page::next(&giving.snapshot, after, bytes, has_openings)?;
            stream.out.push(page.as_ref().map(|page| page.bytes.as_slice()));
            stream.after = page.map(|page| page.last).or(stream.after.take());
        }
        let Some((at, bytes)) = stream.out.take(room_bytes) else { return Ok(None) };
        let id = stream.id;
        self.framed(Message::SnapChunk(SnapChunk { id, at, bytes })).map(Some)
    }

    pub(in super::super) fn on_want(&mut self, want: SnapWant, now: Now) {
        let rounds = self.snapshots.rounds;
        let begins_with_trails = self.remote.as_ref().is_some_and(Remote::has_trails_in_stream);
        let Some(giving) = &mut self.snapshots.giving else { return };
        let is_known = (giving.first_id..=rounds).contains(&want.id);
        let is_old = giving.stream.as_ref().is_some_and(|stream| want.id < stream.id);
        if !is_known || is_old {
            return;
        }
        if giving.stream.as_ref().is_none_or(|stream| want.id > stream.id) {
            let (id, after, round, out) = (want.id, want.after, want.round, Outgoing::default());
            giving.stream = Some(Stream { id, after, round, out, begins_with_trails });
            giving.owes_trails = !begins_with_trails;
        }
        let Some(stream) = &mut giving.stream else { return };
        // A new round: something did not come, maybe this.
        giving.owes_trails |= want.round > stream.round && !begins_with_trails;
        stream.round = want.round.max(stream.round);
        stream.out.want(want.round, want.from, want.until);
        // When nothing more comes, the peer has everything and its answer was lost, or it still
        // lacks something: both are found out with another offer.
        giving.left.clear();
        giving.repeat = Repeat::default();
        giving.repeat.said(now.mono_ms, &mut self.random);
    }
}
