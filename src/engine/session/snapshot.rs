// SPDX-License-Identifier: Apache-2.0
//! Snapshots for a peer that lacks operations which no log holds any more, and those that a peer
//! gives (`docs/format/snapshot.md`).
//!
//! The giver offers until the taker has acknowledged what the snapshot follows from; the taker asks
//! for the next bytes until they come. Either may forget and begin again at any point.

use std::collections::VecDeque;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::know::Knowledge;
use crate::base::limits::{
    ACK_WAIT_MS_FIRST, HELLO_BYTES_MAX, RANGES_LEN_MAX, SNAPSHOT_OFFERS_MAX, SNAPSHOT_PAGE_BYTES,
    SNAPSHOT_WINDOW_BYTES, VERSION_MAX,
};
use crate::base::stamp::Stamp;
use crate::base::time::Now;
use crate::store::page;
use crate::store::sum::StateSum;
use crate::store::walk::Snapshot;
use crate::sync::bootstrap::{Arrived, Incoming, Outgoing};
use crate::sync::session::heard::Heard;
use crate::sync::session::repeat::Repeat;
use crate::sync::wire::decode_trails;
use crate::sync::wire::message::{Know, Level, Message, SnapChunk, SnapOffer, SnapTrail, SnapWant};

use super::super::Engine;
use super::super::incoming::{Begun, Offered, key_room};
use super::greet::Remote;
use super::inbound::is_violation;
use super::outbound::{FRAME_COST_BYTES, split};
use super::{Session, SessionEvent};

/// What a session gives and takes of snapshots.
#[derive(Default)]
pub struct Snapshots {
    /// Offers made so far.
    rounds: u32,
    giving: Option<Giving>,
    heard: Heard,
    taking: Option<Taking>,
    /// Snapshots accepted so far.
    accepted: u32,
    installing: Option<Installing>,
    /// How often a state was put in place by any session, as far as this one knows.
    installs: u64,
}

/// A snapshot for the peer.
struct Giving {
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

/// A snapshot of the peer on its way.
struct Taking {
    id: u32,
    offered: Offered,
    after: Option<Vec<u8>>,
    stream: Incoming,
    round: u32,
    until: u64,
    repeat: Repeat,
    /// Whether what is due is only to let the stream go further.
    is_renewal: bool,
    /// Whether the next page says what the giver remembers.
    wants_trails: bool,
    /// A page that could not be kept yet.
    page: Option<Vec<u8>>,
}

/// What has come is put in place.
struct Installing {
    offered: Offered,
    /// How often that had happened before.
    before: u64,
    repeat: Repeat,
}

impl Session {
    /// Offers the peer the state as it is now, unless it is being offered one.
    pub(super) fn offer_snapshot(&mut self, engine: &Engine) -> Result<()> {
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
    pub(super) fn settle_snapshot(&mut self) {
        let is_there = |giving: &mut Giving| self.lane.known.covers(&giving.offered.known);
        if self.snapshots.giving.take_if(is_there).is_some() {
            self.lane.caught_up();
        }
    }

    /// The next frame about snapshots.
    pub(super) fn next_snapshot(
        &mut self,
        engine: &Engine,
        room_bytes: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        self.install(engine, now)?;
        let installs = engine.state()?.installs;
        if self.snapshots.installs != installs {
            // What came with it is in no log: this peer may need it the same way.
            self.snapshots.installs = installs;
            self.lane.caught_up();
        }
        if let Some(frame) = self.next_want(engine, now)? {
            return Ok(Some(frame));
        }
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

    pub(super) fn on_want(&mut self, want: SnapWant, now: Now) {
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

    pub(super) fn on_offer(&mut self, engine: &Engine, offer: &SnapOffer, now: Now) -> Result<()> {
        let Some(known) = self.snapshots.heard.take(&offer.know)? else { return Ok(()) };
        check_known(&known)?;
        let sum = StateSum { sum: offer.sum, count: offer.count };
        let offered = Offered { known, stamp: Stamp(offer.stamp), sum };
        let ours = engine.state()?.knowledge.meet(&offered.known);
        let is_covered = ours.covers(&offered.known);
        if !is_covered && self.greet_if_behind(engine, &offered.known)? {
            return Ok(());
        }
        self.note_had(engine, &ours)?;
        if is_covered {
            self.acks.join(&offered.known);
            return Ok(());
        }
        let is_same = |other: &Offered| other.known == offered.known;
        let is_taken = self.snapshots.taking.as_ref().is_some_and(|t| is_same(&t.offered));
        if is_taken || self.snapshots.installing.is_some() || !self.options.accept_snapshot {
            return Ok(());
        }
        let (Some(node), Some(remote)) = (self.peer().cloned(), &self.remote) else {
            return Ok(());
        };
        if self.snapshots.accepted == SNAPSHOT_OFFERS_MAX {
            let context = format!("more than {SNAPSHOT_OFFERS_MAX} of them");
            return Err(invalid("invalid snapshot", context));
        }
        let wants_trails = remote.has_trails_in_stream();
        let frame_bytes = remote.frame_bytes_max.min(HELLO_BYTES_MAX) as usize - FRAME_COST_BYTES;
        match engine.begin_incoming(&node, &offered, key_room(frame_bytes), now)? {
            Begun::Busy => {}
            Begun::Whole => self.begin_install(engine, offered)?,
            Begun::Behind(after) => {
                self.snapshots.accepted += 1;
                self.event(SessionEvent::SnapshotOffered { count: offered.sum.count });
                self.snapshots.taking = Some(Taking {
                    id: offer.know.round,
                    offered,
                    after,
                    stream: Incoming::default(),
                    round: 1,
                    until: 0,
                    repeat: Repeat::now(),
                    is_renewal: true,
                    wants_trails,
                    page: None,
                });
            }
        }
        Ok(())
    }

    /// Who offers a state has the operations that it follows from: they are not sent to it any
    /// more, and so no acknowledgement of them would ever come.
    fn note_had(&mut self, engine: &Engine, known: &Knowledge) -> Result<()> {
        if let Some(node) = self.peer().cloned() {
            let mut state = engine.state()?;
            state.note_peer(&node, Level::Applied, known);
            engine.write_many_marks(state);
        }
        self.lane.known.join(known);
        self.settle_snapshot();
        Ok(())
    }

    /// Says how far the stream may be sent, or asks again for what did not come.
    fn next_want(&mut self, engine: &Engine, now: Now) -> Result<Option<Vec<u8>>> {
        let is_due = |taking: &Taking| taking.repeat.is_due(now.mono_ms);
        if !self.snapshots.taking.as_ref().is_some_and(is_due) {
            return Ok(None);
        }
        if self.let_go_of_known(engine)? {
            return Ok(None);
        }
        let has_page = |taking: &Taking| taking.page.is_some();
        if self.snapshots.taking.as_ref().is_some_and(has_page) {
            // Kept or not, it is not tried again at once.
            if let Some(taking) = &mut self.snapshots.taking {
                taking.repeat.said(now.mono_ms, &mut self.random);
            }
            self.keep_pages(engine, now)?;
        }
        let Some(taking) = &mut self.snapshots.taking else { return Ok(None) };
        let from = taking.stream.at();
        taking.until = from + SNAPSHOT_WINDOW_BYTES;
        if !std::mem::take(&mut taking.is_renewal) {
            taking.round += 1;
            taking.until = taking.stream.gap_end().unwrap_or(taking.until);
        }
        taking.repeat.said(now.mono_ms, &mut self.random);
        let (id, round, until) = (taking.id, taking.round, taking.until);
        let after = taking.after.clone();
        self.framed(Message::SnapWant(SnapWant { id, round, from, until, after })).map(Some)
    }

    /// Ends a transfer once everything that it would bring has come in other ways: the giver may
    /// have let it go by then, and would never answer. Whether this was so.
    fn let_go_of_known(&mut self, engine: &Engine) -> Result<bool> {
        let Some(taking) = &self.snapshots.taking else { return Ok(false) };
        let known = &taking.offered.known;
        if !engine.state()?.knowledge.covers(known) {
            return Ok(false);
        }
        self.acks.join(known);
        self.snapshots.taking = None;
        if let Some(node) = self.peer() {
            engine.drop_incoming(node)?;
        }
        Ok(true)
    }

    pub(super) fn on_snap_chunk(
        &mut self,
        engine: &Engine,
        chunk: SnapChunk,
        now: Now,
    ) -> Result<()> {
        let is_mine = |taking: &&mut Taking| taking.id == chunk.id;
        let Some(taking) = self.snapshots.taking.as_mut().filter(is_mine) else { return Ok(()) };
        if taking.stream.take(chunk.at, chunk.bytes) && taking.page.is_none() {
            taking.repeat = Repeat::default();
            taking.repeat.said(now.mono_ms, &mut self.random);
            taking.repeat.put_off(ACK_WAIT_MS_FIRST);
            taking.is_renewal = false;
        }
        self.keep_pages(engine, now)
    }

    /// Keeps the pages that have come.
    fn keep_pages(&mut self, engine: &Engine, now: Now) -> Result<()> {
        let kept = self.try_keep_pages(engine, now);
        if let Err(error) = &kept
            && let Some(node) = self.peer()
            && is_violation(error.code())
        {
            engine.drop_incoming(node)?;
        }
        kept
    }

    fn try_keep_pages(&mut self, engine: &Engine, now: Now) -> Result<()> {
        let Some(node) = self.peer().cloned() else { return Ok(()) };
        loop {
            let Some(taking) = &mut self.snapshots.taking else { return Ok(()) };
            let page = match taking.page.take() {
                Some(page) => page,
                None => match taking.stream.arrived()? {
                    Arrived::Page(page) => page,
                    Arrived::Nothing => break,
                    Arrived::All => return self.take_whole(engine),
                },
            };
            if std::mem::take(&mut taking.wants_trails) {
                let trails = decode_trails(&page)?;
                trails.iter().try_for_each(|trail| engine.note_incoming_trail(&node, trail))?;
                continue;
            }
            match engine.stage_page(&node, &page, self.options.snapshot_bytes_max, now) {
                Ok(true) => {}
                // Somebody else's has taken its place.
                Ok(false) => self.snapshots.taking = None,
                Err(error) => {
                    taking.page = Some(page);
                    return Err(error);
                }
            }
        }
        if let Some(taking) = &mut self.snapshots.taking
            && taking.stream.at() + SNAPSHOT_WINDOW_BYTES / 2 >= taking.until
            && taking.stream.gap_end().is_none()
        {
            taking.repeat = Repeat::now();
            taking.is_renewal = true;
        }
        Ok(())
    }

    fn take_whole(&mut self, engine: &Engine) -> Result<()> {
        let (Some(taking), Some(node)) = (self.snapshots.taking.take(), self.peer().cloned())
        else {
            return Ok(());
        };
        if engine.complete_incoming(&node)? {
            self.begin_install(engine, taking.offered)?;
        }
        Ok(())
    }

    fn begin_install(&mut self, engine: &Engine, offered: Offered) -> Result<()> {
        if self.renew_if_outrun(engine, [&engine.incoming_seen()?])? {
            // What has come stays, for the next offer.
            return Ok(());
        }
        let before = engine.state()?.installs;
        self.snapshots.installing = Some(Installing { offered, before, repeat: Repeat::now() });
        Ok(())
    }

    /// Does a piece of putting in place what has come.
    fn install(&mut self, engine: &Engine, now: Now) -> Result<()> {
        let Some(installing) = &mut self.snapshots.installing else { return Ok(()) };
        if !installing.repeat.is_due(now.mono_ms) {
            return Ok(());
        }
        if let Err(error) = engine.step_install(self.options.snapshot_step_bytes) {
            if is_about_what_came(&error) {
                engine.abandon_incoming()?;
                self.snapshots.installing = None;
            } else {
                installing.repeat.said(now.mono_ms, &mut self.random);
            }
            return Err(error);
        }
        let (installs, installed, ours) = {
            let state = engine.state()?;
            let ours = state.knowledge.meet(&installing.offered.known);
            (state.installs, state.installed, ours)
        };
        if installs == installing.before {
            if !engine.has_incoming()? {
                self.snapshots.installing = None;
            }
            return Ok(());
        }
        self.snapshots.installing = None;
        self.acks.join(&ours);
        self.note_had(engine, &ours)?;
        self.comparison.due_ms = Some(now.mono_ms);
        let (keys, bytes) = (installed.keys, installed.bytes);
        self.event(SessionEvent::SnapshotInstalled { keys, bytes });
        Ok(())
    }

    /// When there is something to do for snapshots, on the clock that only goes forward.
    pub(super) fn snapshot_due_ms(&self, engine: &Engine) -> Result<Option<i64>> {
        let own = &self.snapshots;
        if engine.state()?.installs != own.installs {
            return Ok(Some(i64::MIN));
        }
        let giving = own.giving.as_ref().filter(|_| self.heard.is_whole());
        let has_more = |giving: &Giving| {
            let has_trails = giving.owes_trails || !giving.trails.is_empty();
            has_trails
                || !giving.left.is_empty()
                || giving.stream.as_ref().is_some_and(|s| s.out.has_more())
        };
        let due = [
            own.installing.as_ref().and_then(|installing| installing.repeat.due_ms()),
            own.taking.as_ref().and_then(|taking| taking.repeat.due_ms()),
            giving.and_then(|giving| giving.repeat.due_ms()),
            giving.filter(|giving| has_more(giving)).map(|_| i64::MIN),
        ];
        Ok(due.into_iter().flatten().min())
    }

    /// Forgets what was under way; another session may go on with what has come.
    pub(super) fn end_snapshots(&mut self, engine: &Engine) -> Result<()> {
        let before = std::mem::take(&mut self.snapshots);
        match self.peer() {
            Some(node) if before.taking.is_some() => engine.release_incoming(node),
            _ => Ok(()),
        }
    }
}

/// Refuses knowledge that no replica can have.
fn check_known(known: &Knowledge) -> Result<()> {
    for (origin, ranges) in known.iter() {
        if ranges.last() > VERSION_MAX || ranges.gap_count() > RANGES_LEN_MAX {
            let context = format!(
                "sequence number {} and {} gaps of {}, allowed are {VERSION_MAX} and \
                 {RANGES_LEN_MAX}",
                ranges.last(),
                ranges.gap_count(),
                origin.node.as_str()
            );
            return Err(invalid("invalid snapshot", context));
        }
    }
    Ok(())
}

/// Whether what has come cannot be read, so that it has to come again.
fn is_about_what_came(error: &Error) -> bool {
    matches!(error.code(), Code::FileReadError | Code::InvalidArgument)
}
