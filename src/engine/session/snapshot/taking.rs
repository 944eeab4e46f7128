// SPDX-License-Identifier: Apache-2.0
//! The side that takes: pages are kept as they come, and all are put in place once the last is
//! there.

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::know::Knowledge;
use crate::base::limits::{
    ACK_WAIT_MS_FIRST, HELLO_BYTES_MAX, RANGES_LEN_MAX, SNAPSHOT_OFFERS_MAX, SNAPSHOT_WINDOW_BYTES,
    VERSION_MAX,
};
use crate::base::stamp::Stamp;
use crate::base::time::Now;
use crate::store::sum::StateSum;
use crate::sync::bootstrap::{Arrived, Incoming};
use crate::sync::session::repeat::Repeat;
use crate::sync::wire::decode_trails;
use crate::sync::wire::message::{Level, Message, SnapChunk, SnapOffer, SnapWant};

use super::super::super::Engine;
use super::super::super::incoming::{Begun, Offered, key_room};
use super::super::inbound::is_violation;
use super::super::outbound::FRAME_COST_BYTES;
use super::super::{Session, SessionEvent};

/// A snapshot of the peer on its way.
pub(super) struct Taking {
    id: u32,
    offered: Offered,
    after: Option<Vec<u8>>,
    stream: Incoming,
    round: u32,
    until: u64,
    pub(super) repeat: Repeat,
    /// Whether what is due is only to let the stream go further.
    is_renewal: bool,
    /// Whether the next page says what the giver remembers.
    wants_trails: bool,
    /// A page that could not be kept yet.
    page: Option<Vec<u8>>,
}

/// What has come is put in place.
pub(super) struct Installing {
    offered: Offered,
    /// How often that had happened before.
    before: u64,
    pub(super) repeat: Repeat,
}

impl Session {
    pub(in super::super) fn on_offer(
        &mut self,
        engine: &Engine,
        offer: &SnapOffer,
        now: Now,
    ) -> Result<()> {
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
    pub(super) fn next_want(&mut self, engine: &Engine, now: Now) -> Result<Option<Vec<u8>>> {
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

    pub(in super::super) fn on_snap_chunk(
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
    pub(super) fn install(&mut self, engine: &Engine, now: Now) -> Result<()> {
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
