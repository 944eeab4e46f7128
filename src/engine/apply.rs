// SPDX-License-Identifier: Apache-2.0
//! The last step of a write: changing the state. The log has it by then, so nothing can fail.

use std::sync::Arc;

use crate::base::op::Operation;
use crate::base::time::Now;
use crate::store::table::Slot;
use crate::wal::Position;

use super::effect::Effect;
use super::group::PerKey;
use super::state::{State, place_of};
use super::task::{Answer, Received, Submitted, Written};

/// What a group has in the log beside key and value of its operation, in bytes, about.
pub(super) const RECORD_COST_BYTES: usize = 128;

/// Changes the state. Cannot fail: the log has it.
pub(super) fn apply(state: &mut State, effect: Effect, place: Option<Position>) -> Answer {
    let segment = place.map_or(0, Position::segment);
    // Without a log, the version is as good a name for the place as any.
    let place = |version, bytes| place_of(place.unwrap_or(Position(version)), bytes);
    match effect {
        Effect::Local(local) => Answer::Written(local.apply(state, segment)),
        Effect::LocalGroup(locals) => {
            let written = locals.into_iter().map(|local| local.apply(state, segment));
            Answer::Written(written.reduce(Written::and).unwrap_or_default())
        }
        Effect::Own { op, queued, below, leaving, .. } => {
            let version = op.version;
            state.version = version;
            state.knowledge.insert(&op.dot);
            state.note_own(&op);
            let written = below.apply(&op, version, |change, below| {
                state.apply_own_change(change, version, below)
            });
            if state.is_memory_only {
                state.held.insert(version, op.clone());
            }
            let place = place(version, op.payload_bytes() + RECORD_COST_BYTES);
            state.history.insert(place.file(), &op.dot);
            state.pipeline.submit(op.dot.clone(), version, place, queued);
            state.coalesce(&op, &leaving);
            Answer::Submitted(Submitted { op, written })
        }
        Effect::Remote { op, version, now, is_replaced, below, .. } => {
            let place = place(version, 0);
            state.history.insert(place.file(), &op.dot);
            if state.is_memory_only && state.history.is_kept() {
                state.held.insert(version, Arc::new(op.clone()));
            }
            Answer::Received(apply_remote(state, &op, version, now, below, is_replaced))
        }
        Effect::Repair { op, version, now, below } => {
            Answer::Received(apply_repair(state, &op, version, now, below))
        }
        Effect::Hold { op, version, now } => {
            Answer::Received(state.take_held(version, op, segment, now))
        }
        Effect::Keep { op, version } => {
            state.history.insert(segment, &op.dot);
            state.hold.insert(version, op, segment);
            Answer::Done
        }
        Effect::Known { is_held } => {
            state.pipeline.totals.duplicates += 1;
            known(is_held)
        }
        Effect::Unneeded => known(false),
        Effect::Outrun(task) => Answer::Outrun(task),
        Effect::Carry { version, op } => {
            let place = place(version, op.payload_bytes() + RECORD_COST_BYTES);
            state.history.insert(place.file(), &op.dot);
            state.pipeline.carried(version, place);
            Answer::Done
        }
        Effect::Renew(renewing) => {
            let version = renewing.version().unwrap_or(state.version + 1);
            state.follow_renewal(renewing, place(version, 0));
            Answer::Done
        }
        plain => {
            apply_plain(state, plain);
            Answer::Done
        }
    }
}

/// Follows what has no answer of its own.
fn apply_plain(state: &mut State, effect: Effect) {
    match effect {
        Effect::Adopt { origin } => state.adopt(origin),
        Effect::Discard { versions, .. } => {
            for version in versions {
                state.pipeline.discarded(version);
                state.held.remove(&version);
            }
        }
        Effect::Requeue { versions, .. } => {
            versions.into_iter().for_each(|version| state.requeue(version));
        }
        Effect::Peer(change) => state.follow_peer(change),
        _ => {}
    }
}

/// The answer to what changed nothing.
fn known(held: bool) -> Answer {
    Answer::Received(Received { duplicate: true, held, ..Received::default() })
}

/// Takes in a version that the state lacked.
fn apply_repair(
    state: &mut State,
    op: &Operation,
    version: u64,
    now: Now,
    below: PerKey<Slot>,
) -> Received {
    // It was counted when it came first.
    state.repairs += 1;
    let conflicts = state.pipeline.totals.conflicts;
    let received = apply_remote(state, op, version, now, below, false);
    state.pipeline.totals.conflicts = conflicts;
    received
}

/// Takes in what a peer made.
fn apply_remote(
    state: &mut State,
    op: &Operation,
    version: u64,
    now: Now,
    below: PerKey<Slot>,
    is_replaced: bool,
) -> Received {
    state.version = version;
    state.knowledge.insert(&op.dot);
    if state.hold.contains(&op.dot) {
        // It was noted when it came.
        state.hold.remove(&op.dot);
    } else {
        state.note_latest(op);
    }
    if !state.clock.observe(op.stamp, now.wall_ms, state.drift_ms) {
        state.clock_refusals += 1;
    }
    let written = below.apply(op, version, |change, below| match is_replaced {
        true => state.store.apply_replaced(change, version, below),
        false => state.store.apply_change(change, version, below),
    });
    let applied = written.applied;
    let totals = &mut state.pipeline.totals;
    totals.conflicts += u64::from(applied.conflict);
    if applied.in_view {
        totals.last_applied_remote_version = version;
    }
    let (applied, conflict) = (applied.in_view, applied.conflict);
    Received { applied, conflict, written, ..Received::default() }
}
