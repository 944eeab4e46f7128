// SPDX-License-Identifier: Apache-2.0
//! A walk over a range of the shown keys, all as they stood when it began.
//!
//! A walk through tables and runs borrows the snapshot, so that nobody could keep both; this one
//! reads a chunk of rows ahead into one buffer, and starts again behind it.

use std::ops::Bound;

use crate::base::error::Result;
use crate::base::limits::{SCAN_CHUNK_BYTES, SCAN_CHUNK_LEN};
use crate::store::walk::{Row, Snapshot};

use super::Engine;

/// Which keys a scan walks over: those that satisfy all three. An empty bound is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range<'a> {
    /// The first key.
    pub from: &'a [u8],
    /// The first key behind the range.
    pub to: &'a [u8],
    /// What every key begins with.
    pub prefix: &'a [u8],
}

impl<'a> Range<'a> {
    /// The keys that begin so.
    pub fn of_prefix(prefix: &'a [u8]) -> Self {
        Self { prefix, ..Self::default() }
    }

    /// The keys from one up to, not including, another.
    pub fn between(from: &'a [u8], to: &'a [u8]) -> Self {
        Self { from, to, ..Self::default() }
    }

    /// The first key, and the first behind the last; None for no end.
    fn bounds(&self) -> (Vec<u8>, Option<Vec<u8>>) {
        let from = self.from.max(self.prefix).to_vec();
        let to = (!self.to.is_empty()).then(|| self.to.to_vec());
        let to = match (to, behind_prefix(self.prefix)) {
            (Some(to), Some(behind)) => Some(to.min(behind)),
            (to, behind) => to.or(behind),
        };
        (from, to)
    }
}

/// The first key behind all that begin with `prefix`; None when nothing is behind them.
fn behind_prefix(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|&byte| byte < u8::MAX)?;
    let mut behind = prefix.get(..=last)?.to_vec();
    *behind.last_mut()? += 1;
    Some(behind)
}

/// Where a row that was read ahead ends in the buffer. It begins where the one before it ends.
struct Ends {
    key: usize,
    value: usize,
    version: u64,
    timestamp_ms: i64,
}

/// A walk that shows everything as it stood when it began, in byte order. It holds on to what it
/// shows: tables in memory that were replaced since, and runs on disk. Needs no engine.
pub struct Scan {
    snapshot: Snapshot,
    /// Where the next chunk begins: at the first key of the range, later behind the last row.
    start: Vec<u8>,
    is_begun: bool,
    to: Option<Vec<u8>>,
    bytes: Vec<u8>,
    ahead: Vec<Ends>,
    next: usize,
    is_last: bool,
}

impl Engine {
    /// Begins a walk over a range of the shown keys. Writes made later do not show in it.
    pub fn scan_range(&self, range: &Range<'_>) -> Result<Scan> {
        Ok(Scan::new(self.snapshot()?, range))
    }
}

impl Scan {
    /// A walk over a range of a snapshot.
    pub fn new(snapshot: Snapshot, range: &Range<'_>) -> Self {
        let (start, to) = range.bounds();
        Self {
            snapshot,
            start,
            is_begun: false,
            to,
            bytes: Vec::new(),
            ahead: Vec::new(),
            next: 0,
            is_last: false,
        }
    }

    /// The next row, valid until the next call; None at the end.
    ///
    /// Errors: `FileReadError`, `Corrupted`, those of a merge function. The walk has not moved
    /// then: it tells all rows before.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Row<'_>>> {
        if self.next >= self.ahead.len() && !self.is_last {
            self.read_ahead()?;
        }
        let at = self.next;
        let Some(ends) = self.ahead.get(at) else { return Ok(None) };
        let before = at.checked_sub(1).and_then(|before| self.ahead.get(before));
        let begin = before.map_or(0, |before| before.value);
        self.next += 1;
        Ok(Some(Row {
            key: self.bytes.get(begin..ends.key).unwrap_or_default(),
            value: self.bytes.get(ends.key..ends.value).unwrap_or_default(),
            version: ends.version,
            timestamp_ms: ends.timestamp_ms,
        }))
    }

    fn read_ahead(&mut self) -> Result<()> {
        let Self { snapshot, start, is_begun, to, bytes, ahead, .. } = self;
        self.next = 0;
        ahead.clear();
        bytes.clear();
        // One long value must not hold its room for as long as the scan lives.
        bytes.shrink_to(2 * SCAN_CHUNK_BYTES);
        let from = match (*is_begun, start.is_empty()) {
            (true, _) => Bound::Excluded(&**start),
            (false, true) => Bound::Unbounded,
            (false, false) => Bound::Included(&**start),
        };
        let outcome = snapshot.rows(from, to.as_deref(), |row| {
            bytes.extend_from_slice(row.key);
            let key = bytes.len();
            bytes.extend_from_slice(row.value);
            let (version, timestamp_ms) = (row.version, row.timestamp_ms);
            ahead.push(Ends { key, value: bytes.len(), version, timestamp_ms });
            Ok(ahead.len() < SCAN_CHUNK_LEN && bytes.len() < SCAN_CHUNK_BYTES)
        });
        if ahead.is_empty() {
            outcome.as_ref().map_err(Clone::clone)?;
        }
        // What was read before a failure is told first; the next chunk begins with the failure.
        self.is_last =
            outcome.is_ok() && ahead.len() < SCAN_CHUNK_LEN && bytes.len() < SCAN_CHUNK_BYTES;
        if let [.., last] = &**ahead {
            let before = ahead.len().checked_sub(2).and_then(|before| ahead.get(before));
            let begin = before.map_or(0, |before| before.value);
            start.clear();
            start.extend_from_slice(bytes.get(begin..last.key).unwrap_or_default());
            *is_begun = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::op::Kind;
    use crate::engine::still;

    #[test]
    fn a_scan_for_each_write_leaves_no_layers_behind() {
        let engine = still::engine();
        for key in 0..100_u32 {
            let scan = engine.scan_range(&Range::default()).unwrap();
            engine.write_local(Kind::Put, &key.to_be_bytes(), b"value", 1).unwrap();
            drop(scan);
        }
        let layers_len = engine.state().unwrap().store.layers_len();
        assert!(layers_len <= 2, "{layers_len}");
    }

    #[test]
    fn the_bounds_of_a_range_meet() {
        let bounds = |from: &str, to: &str, prefix: &str| {
            let range = Range { from: from.as_ref(), to: to.as_ref(), prefix: prefix.as_ref() };
            let (from, to) = range.bounds();
            let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
            (text(from), to.map(text))
        };
        assert_eq!(bounds("", "", ""), (String::new(), None));
        assert_eq!(bounds("a", "", ""), ("a".into(), None));
        assert_eq!(bounds("", "", "ab"), ("ab".into(), Some("ac".into())));
        assert_eq!(bounds("abx", "b", "ab"), ("abx".into(), Some("ac".into())));
        assert_eq!(bounds("a", "aba", "ab"), ("ab".into(), Some("aba".into())));
    }

    #[test]
    fn nothing_is_behind_a_prefix_of_last_bytes() {
        assert_eq!(behind_prefix(b"\xff\xff"), None);
        assert_eq!(behind_prefix(b"a\xff"), Some(b"b".to_vec()));
        assert_eq!(behind_prefix(b""), None);
    }
}
