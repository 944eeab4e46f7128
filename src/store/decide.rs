// SPDX-License-Identifier: Apache-2.0
//! The conflict decision: one pure rule, the same on every replica, for any order of arrival.
//!
//! A key is a multi-value register with dotted version vectors (Preguiça et al., 2010): a write
//! removes exactly the versions in its context; a write that the key's own context covers was
//! replaced before it came. Joining contexts and filtering siblings is commutative, associative and
//! idempotent, so replicas that hold the same operations hold the same state.

use crate::base::op::Context;
use crate::base::part::Change;

use super::entry::{KeyState, Version};

/// What a change means for the key as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Seen or replaced already: a duplicate or a latecomer.
    Obsolete,
    /// Replaces everything that is there.
    Succeeds,
    /// Neither saw the other: both stay until a later write replaces them.
    Concurrent,
}

impl Verdict {
    /// Whether that is a conflict, where the key has a local write that the change knows nothing
    /// of.
    pub fn is_conflict(self, has_local: bool) -> bool {
        self == Self::Concurrent || (self == Self::Succeeds && has_local)
    }
}

/// Decides, changing nothing.
pub fn decide(state: &KeyState, op: &Change<'_>) -> Verdict {
    if is_seen(state, op) {
        Verdict::Obsolete
    } else if state.siblings.iter().all(|sibling| replaces(op, sibling, &state.context)) {
        Verdict::Succeeds
    } else {
        Verdict::Concurrent
    }
}

/// Takes the change into the state; `version` is this replica's counter for it.
pub fn join(state: &mut KeyState, op: &Change<'_>, version: u64) -> Verdict {
    let verdict = decide(state, op);
    if verdict != Verdict::Obsolete {
        let KeyState { siblings, context, .. } = state;
        siblings.retain(|sibling| !replaces(op, sibling, context));
    }
    take_context(state, op);
    if verdict != Verdict::Obsolete {
        state.siblings.insert(Version::written_by(op, version));
    }
    state.settle_names();
    verdict
}

/// Takes in what the change had seen, and that it was here, and not its version. The write itself
/// stays under whatever name it has here.
pub fn pass_over(state: &mut KeyState, op: &Change<'_>) {
    take_context(state, op);
    state.settle_names();
}

fn take_context(state: &mut KeyState, op: &Change<'_>) {
    let KeyState { siblings, context, .. } = state;
    siblings.retain(|sibling| !replaces_another(op, sibling, context));
    state.context.join(op.context);
    state.context.insert(op.dot, op.stamp, op.opening);
}

/// Whether taking the change in would leave the state other than it is.
pub fn is_news_to(state: &KeyState, op: &Change<'_>) -> bool {
    !is_seen(state, op)
        || !state.context.includes(op.context)
        || state.siblings.iter().any(|sibling| replaces_another(op, sibling, &state.context))
}

/// Whether it replaces that version, and is not the same write under another name.
fn replaces_another(op: &Change<'_>, sibling: &Version, seen: &Context) -> bool {
    !sibling.is_same_write(op.dot, op.stamp) && replaces(op, sibling, seen)
}

/// Whether taking the operation in is a conflict: it and something here did not know of each other.
/// A write that is only local knows of nothing elsewhere, and an own operation knows of it.
pub fn is_conflict(state: &KeyState, op: &Change<'_>, is_own: bool) -> bool {
    decide(state, op).is_conflict(!is_own && state.local.is_some())
}

/// A write replaces what it saw, and the earlier writes of its own origin to the same key: nobody
/// overlooks their own work. Those have lesser stamps, too, and what was made in an earlier opening
/// it has seen by name; any other one is of another line of that origin's writes. What has a new
/// name is known by the former one, too, which `seen`, the context of the key, has.
pub fn replaces(op: &Change<'_>, sibling: &Version, seen: &Context) -> bool {
    let is_own = sibling.dot.origin == op.dot.origin;
    let is_before = sibling.dot.seq < op.dot.seq && sibling.stamp <= op.stamp;
    let own_earlier = is_own && is_before && sibling.opening.may_be(op.opening);
    let Version { dot, stamp, opening, .. } = sibling;
    let mut former = seen.former(dot, *stamp);
    own_earlier
        || op.context.covers(dot, *stamp, *opening)
        || dot != op.dot && former.any(|former| op.context.names(former, *stamp))
}

/// Whether a change was taken in before, or replaced before it came. Where another version of its
/// name stands, a number that was seen says nothing. Of a write with a new name, the former one
/// says it, unless the write stands here under another name.
fn is_seen(state: &KeyState, op: &Change<'_>) -> bool {
    let KeyState { siblings, context, .. } = state;
    let is_covered = match siblings.has_twin(op.dot, op.stamp) {
        true => context.covers_exactly(op.dot, op.stamp, op.opening),
        false => context.covers(op.dot, op.stamp, op.opening),
    };
    let mut former = op.context.former(op.dot, op.stamp);
    is_covered
        || former.any(|former| context.names(former, op.stamp))
            && !siblings.iter().any(|sibling| sibling.is_same_write(op.dot, op.stamp))
}
