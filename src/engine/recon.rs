// SPDX-License-Identifier: Apache-2.0
//! The state as a reconciliation sees it: sums of ranges of keys, and versions as operations.
//!
//! One walk over a snapshot puts up fences with the sum of everything before each. The sum of any
//! range is then that of two places, each at most one fence away. Short ranges are read as they are
//! now, so that what was repaired meanwhile counts.

use std::collections::VecDeque;
use std::ops::Bound;

use twox_hash::XxHash3_128;

use crate::base::error::Result;
use crate::base::limits::{
    RECON_BOUND_BYTES_MAX, RECON_FENCE_LEN, RECON_FENCES_LEN_MAX, RECON_LIST_LEN_MAX, VERSION_MAX,
};
use crate::base::op::{Kind, Operation};
use crate::store::entry::{KeyState, Version};
use crate::store::sum::StateSum;
use crate::store::walk::Snapshot;
use crate::sync::recon::{Held, Picked};
use crate::sync::wire::recon::{KeyRange, RangeSum};

/// Fences inside a range up to which it is read anew.
const NEAR_FENCES_LEN: usize = 4;
/// Keys with living versions that are read anew at most.
const NEAR_LEN_MAX: u64 = 4 * RECON_LIST_LEN_MAX as u64;

/// A place between two keys, and what is before it.
struct Fence {
    at: Box<[u8]>,
    before: RangeSum,
}

/// The sums of a snapshot.
pub struct Index {
    snapshot: Snapshot,
    salt: u64,
    fences: Vec<Fence>,
    total: RangeSum,
}

impl Index {
    /// Reads all of a snapshot once. Digests are salted, so that sums that meet by choice meet in
    /// one session alone.
    pub fn build(snapshot: Snapshot, salt: u64) -> Result<Self> {
        let mut fences: Vec<Fence> = Vec::new();
        let mut total = RangeSum::default();
        let (mut step, mut next) = (RECON_FENCE_LEN, RECON_FENCE_LEN);
        let mut before: Vec<u8> = Vec::new();
        walk(&snapshot, &KeyRange::default(), salt, |key, digest, _| {
            if total.count >= next
                && let Some(at) = separator(&before, key, RECON_BOUND_BYTES_MAX)
            {
                fences.push(Fence { at: at.into(), before: total });
                if fences.len() > RECON_FENCES_LEN_MAX {
                    let mut is_kept = false;
                    fences.retain(|_| {
                        is_kept = !is_kept;
                        is_kept
                    });
                    step *= 2;
                }
                next = total.count + step;
            }
            total = plus(total, digest);
            before.clear();
            before.extend_from_slice(key);
            true
        })?;
        Ok(Self { snapshot, salt, fences, total })
    }

    /// The sum of everything before a place.
    fn before(&self, at: &[u8]) -> Result<RangeSum> {
        let behind = self.fences.partition_point(|fence| *fence.at <= *at);
        let fence = behind.checked_sub(1).and_then(|place| self.fences.get(place));
        let (from, mut sum) = fence.map_or((&[][..], RangeSum::default()), |f| (&*f.at, f.before));
        if *from != *at {
            let range = KeyRange { from: from.to_vec(), to: Some(at.to_vec()) };
            walk(&self.snapshot, &range, self.salt, |_, digest, _| {
                sum = plus(sum, digest);
                true
            })?;
        }
        Ok(sum)
    }

    fn sum(&self, range: &KeyRange) -> Result<RangeSum> {
        let from = self.before(&range.from)?;
        let to = range.to.as_deref().map_or(Ok(self.total), |to| self.before(to))?;
        let count = to.count.saturating_sub(from.count);
        Ok(RangeSum { sum: to.sum.wrapping_sub(from.sum), count })
    }

    fn inside(&self, range: &KeyRange) -> &[Fence] {
        let from = self.fences.partition_point(|fence| *fence.at <= *range.from);
        let to = range
            .to
            .as_deref()
            .map_or(self.fences.len(), |to| self.fences.partition_point(|fence| *fence.at < *to));
        self.fences.get(from..to).unwrap_or_default()
    }
}

/// An index, and the state as it is now.
pub struct Seen<'a> {
    /// Of the state as it was when the reconciliation began.
    pub index: &'a Index,
    /// As it is now.
    pub now: Snapshot,
}

impl Held for Seen<'_> {
    fn sum(&mut self, range: &KeyRange) -> Result<RangeSum> {
        if self.index.inside(range).len() <= NEAR_FENCES_LEN {
            let mut sum = RangeSum::default();
            walk(&self.now, range, self.index.salt, |_, digest, _| {
                sum = plus(sum, digest);
                sum.count <= NEAR_LEN_MAX
            })?;
            if sum.count <= NEAR_LEN_MAX {
                return Ok(sum);
            }
        }
        self.index.sum(range)
    }

    fn split(
        &mut self,
        range: &KeyRange,
        parts: usize,
        bound_bytes_max: usize,
    ) -> Result<Vec<Vec<u8>>> {
        let inside = self.index.inside(range);
        let fitting = inside.iter().filter(|fence| fence.at.len() <= bound_bytes_max);
        let fitting: Vec<&[u8]> = fitting.map(|fence| &*fence.at).collect();
        if !fitting.is_empty() {
            let picks = (parts - 1).min(fitting.len());
            let places = (1..=picks).map(|pick| pick * (fitting.len() + 1) / (picks + 1) - 1);
            let bounds = places.filter_map(|place| fitting.get(place));
            return Ok(bounds.map(|bound| bound.to_vec()).collect());
        }
        let count = self.index.sum(range)?.count.max(2);
        let step = count.div_ceil(parts as u64);
        let (mut bounds, mut before, mut len) = (Vec::new(), Vec::new(), 0);
        walk(&self.now, range, self.index.salt, |key, _, _| {
            if len >= step
                && let Some(bound) = separator(&before, key, bound_bytes_max)
            {
                bounds.push(bound.to_vec());
                len = 0;
            }
            len += 1;
            before.clear();
            before.extend_from_slice(key);
            bounds.len() + 1 < parts
        })?;
        Ok(bounds)
    }

    fn list(&mut self, range: &KeyRange, len_max: usize) -> Result<Option<Vec<u128>>> {
        let mut list = Vec::new();
        walk(&self.now, range, self.index.salt, |_, digest, _| {
            list.push(digest);
            list.len() <= len_max
        })?;
        list.sort_unstable();
        list.dedup();
        Ok((list.len() <= len_max).then_some(list))
    }
}

/// Adds the versions of picked keys to a queue of operations, until they are about so many bytes.
/// What was passed leaves the range; returns whether all of it did.
pub fn take_versions(
    now: &Snapshot,
    salt: u64,
    picked: &mut Picked,
    bytes_max: usize,
    queue: &mut VecDeque<Operation>,
) -> Result<bool> {
    let (range, digests) = picked;
    let (mut bytes, mut next) = (0, None);
    walk(now, range, salt, |key, digest, state| {
        if bytes >= bytes_max {
            next = Some(key.to_vec());
            return false;
        }
        if digests.binary_search(&digest).is_ok() {
            let ops = repair_of(key, state);
            bytes += ops.iter().map(Operation::payload_bytes).sum::<usize>() + 1;
            queue.extend(ops);
        }
        true
    })?;
    let is_passed = next.is_none();
    if let Some(next) = next {
        range.from = next;
    }
    Ok(is_passed)
}

/// The versions of a key as operations. Each has seen what the key has seen, but for the versions
/// that live beside it: taken in one after the other they make the state whole, whatever is there,
/// and none replaces another.
pub fn repair_of(key: &[u8], state: &KeyState) -> Vec<Operation> {
    let to_operation = |version: &Version| Operation {
        dot: version.dot.clone(),
        stamp: version.stamp,
        opening: version.opening,
        context: state.context_of(version),
        version: version.version.clamp(1, VERSION_MAX),
        timestamp_ms: version.timestamp_ms,
        created_ms: version.timestamp_ms.max(1),
        kind: if version.value.is_some() { Kind::Put } else { Kind::Delete },
        key: key.into(),
        value: version.value.clone().unwrap_or_default(),
        parts: Vec::new(),
    };
    state.siblings.iter().map(to_operation).collect()
}

/// Calls `visit` with each key that has a living version, and its digest, until it returns false.
fn walk(
    snapshot: &Snapshot,
    range: &KeyRange,
    salt: u64,
    mut visit: impl FnMut(&[u8], u128, &KeyState) -> bool,
) -> Result<()> {
    let from = Bound::Included(&*range.from);
    snapshot.states(from, range.to.as_deref(), |key, state| {
        let sum = StateSum::of(key, state);
        Ok(sum.count == 0 || visit(key, salted(sum, salt), state))
    })
}

/// The digest of a key: of what its versions add up to, seeded with the salt.
fn salted(sum: StateSum, salt: u64) -> u128 {
    let mut bytes = [0; 24];
    let parts = sum.sum.to_le_bytes().into_iter().chain(sum.count.to_le_bytes());
    bytes.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
    XxHash3_128::oneshot_with_seed(salt, &bytes)
}

fn plus(sum: RangeSum, digest: u128) -> RangeSum {
    RangeSum { sum: sum.sum.wrapping_add(digest), count: sum.count + 1 }
}

/// The shortest place behind one key and not behind the next; None when it is too long.
fn separator<'a>(before: &[u8], key: &'a [u8], bytes_max: usize) -> Option<&'a [u8]> {
    let same = before.iter().zip(key).take_while(|(one, other)| one == other).count();
    if same >= bytes_max { None } else { key.get(..=same) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{NodeId, Opening};
    use crate::engine::still;
    use crate::sync::options::SyncOptions;

    #[test]
    fn a_repair_says_all_that_tells_one_write_from_another() {
        let engine = still::engine();
        engine.attach(SyncOptions::new(NodeId::new("a").unwrap())).unwrap();
        engine.submit(Kind::Put, b"k", b"1", 1).unwrap();
        let op = engine.submit(Kind::Put, b"k", b"2", 1).unwrap().op;
        assert_ne!(op.opening, Opening::UNKNOWN);
        let state = engine.snapshot().unwrap().state(b"k").unwrap().unwrap();
        let [repair] = &repair_of(b"k", &state)[..] else { panic!("one version") };
        assert_eq!((&repair.dot, repair.stamp), (&op.dot, op.stamp));
        assert_eq!((repair.opening, &repair.value), (op.opening, &op.value));
        assert!(!repair.context.covers(&op.dot, op.stamp, op.opening));
    }
}
