// SPDX-License-Identifier: Apache-2.0
//! A restored or copied database goes on under a new epoch (`docs/format/journal.md`, cut).
//!
//! Its files say that it gave the numbers up to some one; what it, or its twin, gave after those
//! files were copied is known to peers alone. So what it has written may have names that mean other
//! operations elsewhere, unless the peer that noticed has acknowledged it, or remembers it or a
//! later one by its stamp. All of that takes new names under the new epoch, with its values, stamps
//! and times as they were; the old names count as unknown, so that the operations which peers know
//! by them come in as anybody's.
//!
//! What keeps its name was the same before the lives parted. It must keep it: who has replaced it
//! since knows it by that name alone, and a new one would bring it back.

mod follow;
mod step;

pub(super) use step::{Renewal, Renewing};

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, Origin};
use crate::base::op::Bytes;
use crate::base::stamp::Stamp;
use crate::base::trail::Trail;
use crate::store::entry::KeyState;
use crate::wal::Log;

use super::Engine;
use super::task::{Task, unnamed};

/// Numbers of an earlier life of this replica that may have been given twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// That life.
    pub origin: Origin,
    /// The last number that is not in doubt.
    pub above: u64,
    /// What stands in the log before this place under a number in doubt is void.
    pub until: u64,
    /// Whether every key has been looked at.
    pub is_done: bool,
    /// Number and stamp of what is remembered of those in doubt, until then. No manifest has it: in
    /// the middle of a renewal one is hardly ever written, and then less stays replaced.
    pub steps: Vec<(u64, Stamp)>,
}

impl Cut {
    /// Whether an operation at that place of the log is not the one that has this name now.
    pub fn voids(&self, dot: &Dot, at: u64) -> bool {
        at < self.until && dot.seq > self.above && dot.origin == self.origin
    }
}

impl Engine {
    /// Goes on under a new epoch: the numbers of a life above `above` may have been given twice. If
    /// it is not the present one, somebody else has found that out. Durable when this returns, as
    /// the options say. Reads every key once.
    pub(super) fn renew(&self, life: &Origin, above: u64) -> Result<Origin> {
        let mut log = self.shared.log()?;
        let (old, new) = {
            let mut state = self.state()?;
            let old = state.identity.clone().ok_or_else(unnamed)?;
            if old != *life {
                return Ok(old);
            }
            if state.hold.has_above(&old, above) {
                // It cannot take another name, because nobody here can say what it means.
                let context = "operations of this node are of kinds that this build does not know";
                return Err(Error::new(Code::UnsupportedFormat, "cannot be renewed", context));
            }
            let new = state.mint(&old.node);
            (old, new)
        };
        let begin = Renewal::Begin { old, above, new: new.clone() };
        self.lead_renewal(&mut log, vec![Task::Renew(begin)])?;
        self.finish_renewals(&mut log)?;
        Ok(new)
    }

    /// The same when nobody is there who could say what of the present life is the same elsewhere:
    /// what some peer has acknowledged is, and what was there at the first opening behind that.
    pub(super) fn renew_outrun(&self) -> Result<()> {
        let (own, above) = {
            let state = self.state()?;
            let Some(own) = state.identity.clone() else { return Ok(()) };
            let acked = state.peers.iter().filter_map(|peer| peer.applied.of(&own));
            let same = acked.map(|ranges| ranges.watermark()).max().unwrap_or(0);
            let above = state.first_opened_behind(&own, same).unwrap_or(same);
            (own, above)
        };
        self.renew(&own, above).map(|_| ())
    }

    /// Compares what a peer remembers of this node's present life with what was done in it here:
    /// the last number that both have, with everything before it, and the first one behind it that
    /// is another operation here, or none. What is neither remembered nor owed any more was
    /// acknowledged: it is the same.
    /// Under a number of which the peer has met two operations, one is another one.
    pub(super) fn common_past(&self, own: &Origin, trail: &Trail) -> Result<(u64, Option<u64>)> {
        let mut common = 0;
        for &(seq, stamp) in trail.steps() {
            let dot = Dot { origin: own.clone(), seq };
            let (is_known, remembered, owed) = {
                let state = self.state()?;
                let remembered = state.latest.get(own).and_then(|trail| trail.stamp_of(seq));
                let outbox = state.pipeline.outbox();
                let version = outbox.version_of(&dot);
                let owed = version.and_then(|version| outbox.get(version));
                let owed = owed.map(|entry| (entry.version, entry.place));
                (state.knowledge.contains(&dot), remembered, owed)
            };
            let is_same = match (remembered, owed) {
                (Some(own), _) => own == stamp,
                (None, Some((version, place))) => self.operation(version, place)?.stamp == stamp,
                (None, None) => is_known,
            };
            if !is_same || trail.forked_at() == Some(seq) {
                return Ok((common, Some(seq)));
            }
            common = seq;
        }
        Ok((common, None))
    }

    /// Finishes what was begun in an earlier run, or when the disk was full in the middle of it.
    pub(super) fn resume_renewals(&self) -> Result<()> {
        let is_begun = self.state()?.cuts_begun().next().is_some();
        if is_begun { self.finish_renewals(&mut *self.shared.log()?) } else { Ok(()) }
    }

    /// The same for who has the log. Before that nobody writes: a write made now would have seen
    /// what is about to go, and one that comes would go with what it has the name of.
    pub(super) fn finish_renewals(&self, log: &mut Option<Log>) -> Result<()> {
        let cuts: Vec<Cut> = self.state()?.cuts_begun().cloned().collect();
        for cut in cuts {
            let snapshot = self.state()?.store.snapshot();
            let (mut gone, mut living) = (Vec::new(), BTreeMap::<_, Vec<Bytes>>::new());
            snapshot.states(Bound::Unbounded, None, |key, state| {
                if is_touched(state, &cut) {
                    // What is left of a group goes on as a group, and all in the old order.
                    match state.clone().cut(&cut.origin, cut.above) {
                        Some(version) => {
                            let write = (version.dot.seq, version.stamp);
                            living.entry(write).or_default().push(key.into());
                        }
                        None => gone.push(vec![key.into()]),
                    }
                }
                Ok(true)
            })?;
            drop(snapshot);
            let (old, above) = (&cut.origin, cut.above);
            let to_task = |keys| Task::Renew(Renewal::Keys { old: old.clone(), above, keys });
            let keys = gone.into_iter().chain(living.into_values()).map(to_task).collect();
            self.lead_renewal(log, keys)?;
            // Only when none of them has failed.
            let done = Renewal::Done { old: cut.origin, above: cut.above };
            self.lead_renewal(log, vec![Task::Renew(done)])?;
        }
        Ok(())
    }

    fn lead_renewal(&self, log: &mut Option<Log>, tasks: Vec<Task>) -> Result<()> {
        self.try_lead(log, tasks)?.into_iter().try_for_each(|answer| answer.map(drop))
    }
}

fn is_touched(state: &KeyState, cut: &Cut) -> bool {
    state.context.reaches_above(&cut.origin, cut.above)
}
