// SPDX-License-Identifier: Apache-2.0
//! What the sides of a conflict come from. The state keeps no value that was replaced, but the log
//! may still hold the operation that all sides have seen: the end of it is looked through.

use std::collections::BTreeMap;

use crate::base::error::{Code, Result};
use crate::base::id::Dot;
use crate::base::limits::BASE_LOG_BYTES_MAX;
use crate::base::op::{Bytes, Context, Kind};
use crate::base::part::Change;
use crate::base::stamp::Stamp;
use crate::wal::Position;

use super::Engine;
use super::journal::{self, Record};
use super::listing::Conflict;
use super::renew::Cut;

/// An operation on a contested key.
struct Seen {
    stamp: Stamp,
    context: Context,
    at: Position,
}

/// What the log says of the contested keys.
type Keys = BTreeMap<Bytes, BTreeMap<Dot, Seen>>;

impl Engine {
    /// Fills in the bases of these conflicts as far as the log tells them.
    ///
    /// Errors: those of reading the log; that it does not reach back far enough is none.
    pub(super) fn find_bases(&self, listed: &mut [Conflict]) -> Result<()> {
        let Some(reader) = self.reader.as_ref().filter(|_| !listed.is_empty()) else {
            return Ok(());
        };
        let mut keys: Keys = listed.iter().map(|c| (c.key.clone(), BTreeMap::new())).collect();
        let looked = match reader.last_segments(BASE_LOG_BYTES_MAX)? {
            Some(from) => {
                let cuts = self.state()?.cuts.clone();
                reader.walk(from, &mut |at, body| note(&mut keys, &cuts, at, body))
            }
            None => return Ok(()),
        };
        if let Err(error) = looked {
            // Files of the log go when nothing needs them any more, also now.
            return if error.code() == Code::NotFound { Ok(()) } else { Err(error) };
        }
        let mut body = Vec::new();
        for conflict in listed {
            let Some((dot, at)) = keys.get(&conflict.key).and_then(|seen| base_of(conflict, seen))
            else {
                continue;
            };
            match reader.read(at, &mut body) {
                Ok(()) => conflict.base = value_of(&conflict.key, &dot, &body)?,
                Err(error) if error.code() == Code::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn note(keys: &mut Keys, cuts: &[Cut], at: Position, body: &[u8]) -> Result<bool> {
    for record in journal::decode(body)? {
        let (Record::Operation { op, .. } | Record::Carried { op, .. }) = &record else { continue };
        if op.key().is_some_and(|key| !keys.contains_key(key)) {
            continue;
        }
        let op = op.bare().to_operation(u64::MAX)?;
        if cuts.iter().any(|cut| cut.voids(&op.dot, at.0)) {
            continue;
        }
        for Change { key, dot, stamp, context, .. } in op.changes() {
            if let Some(seen) = keys.get_mut(key) {
                seen.insert(dot.clone(), Seen { stamp, context: context.clone(), at });
            }
        }
    }
    Ok(true)
}

/// The last operation that every side has seen, and where it stands. Of several that did not know
/// of each other the greatest. None when that is not certain: a side, or one that may be later, is
/// not in the log any more.
fn base_of(conflict: &Conflict, seen: &BTreeMap<Dot, Seen>) -> Option<(Dot, Position)> {
    if conflict.local.is_some() {
        return None;
    }
    let sides = conflict.versions.iter().map(|side| seen.get(&side.dot).map(|s| &s.context));
    let sides: Vec<&Context> = sides.collect::<Option<_>>()?;
    let (first, others) = sides.split_first()?;
    // Of each origin the last one that all have seen.
    let common = first.dots().filter_map(|dot| {
        let of = |side: &&Context| side.seq_of(&dot.origin);
        let least = others.iter().map(of).try_fold(dot.seq, |least, seq| Some(least.min(seq?)));
        least.map(|seq| Dot { origin: dot.origin.clone(), seq })
    });
    let (held, gone): (Vec<Dot>, Vec<Dot>) = common.partition(|dot| seen.contains_key(dot));
    let is_before = |dot: &Dot| {
        let mut later = held.iter().filter(|other| *other != dot).filter_map(|o| seen.get(o));
        later.any(|later| later.context.seq_of(&dot.origin).is_some_and(|last| last >= dot.seq))
    };
    if !gone.iter().all(is_before) {
        return None;
    }
    let last = held.iter().filter(|dot| !is_before(dot));
    let last = last.max_by_key(|dot| (seen.get(dot).map(|one| one.stamp), *dot))?;
    Some((last.clone(), seen.get(last)?.at))
}

fn value_of(key: &Bytes, dot: &Dot, body: &[u8]) -> Result<Option<Bytes>> {
    for record in journal::decode(body)? {
        let (Record::Operation { op, .. } | Record::Carried { op, .. }) = &record else { continue };
        if op.dot()? != *dot {
            continue;
        }
        let op = op.to_operation(u64::MAX)?;
        let found = op.changes().find(|change| change.key == key && change.kind == Kind::Put);
        return Ok(found.map(|change| change.value.clone()));
    }
    Ok(None)
}
