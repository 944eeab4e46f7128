// SPDX-License-Identifier: Apache-2.0
//! One value, read piece by piece: what is in memory is lent from there, what stands on disk is
//! read as it is asked for, so that a long value needs no room of its own length.

use crate::base::error::Result;
use crate::base::op::Bytes;
use crate::store::encode;
use crate::store::entry::KeyState;
use crate::store::policy::{Given, Shown, View};
use crate::store::run::Stretch;
use crate::store::runs::{RunSet, Standing};
use crate::store::skim::{Span, skim};

use super::Engine;

/// The shown value of a key as it was when this was opened, whatever is written, merged and deleted
/// since. It holds on to the value, in memory or on disk. Needs no engine.
pub struct ValueReader {
    source: Source,
    bytes: u64,
    version: u64,
    timestamp_ms: i64,
}

enum Source {
    Memory(Bytes),
    Disk(Box<Stretch>),
}

impl Engine {
    /// Opens the shown value of a key; None when it is not shown.
    ///
    /// A long value that stands on disk is read through once, its checksum verified, before this
    /// returns; pieces that are read from disk later are held against sums of that reading. So no
    /// byte is given out that is not what was written. A value that a merge function makes is made
    /// here, as a whole.
    ///
    /// Errors: `FileReadError` and `Corrupted`, for this key alone; those of a merge function.
    pub fn open_value(&self, key: &[u8]) -> Result<Option<ValueReader>> {
        let (held, runs, view) = {
            let state = self.state()?;
            let held = state.store.look(key).held().map(Option::<&_>::cloned);
            (held, state.store.runs().clone(), state.store.shared_view())
        };
        match held {
            Some(held) => held.map_or(Ok(None), |state| in_memory(key, &state, &view)),
            None => in_runs(key, &runs, &view),
        }
    }
}

impl ValueReader {
    /// How long the value is, in bytes.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Whether it has no byte.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// This replica's counter when it was written.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The application's time of the write, in milliseconds since 1970.
    pub fn timestamp_ms(&self) -> i64 {
        self.timestamp_ms
    }

    /// Fills `out` from offset `at` of the value; less than asked for only where it ends.
    ///
    /// Errors: `FileReadError`; `Corrupted` when the disk now says something else than when the
    /// value was opened. What is in `out` then counts for nothing; the next call may succeed.
    pub fn read_at(&mut self, out: &mut [u8], at: u64) -> Result<usize> {
        let left = usize::try_from(self.bytes.saturating_sub(at)).unwrap_or(usize::MAX);
        let count = left.min(out.len());
        let out = out.get_mut(..count).unwrap_or_default();
        match &mut self.source {
            Source::Memory(value) => {
                let from = usize::try_from(at).unwrap_or(usize::MAX);
                let held = value.get(from..).and_then(|rest| rest.get(..count));
                out.copy_from_slice(held.unwrap_or_default());
                Ok(count)
            }
            Source::Disk(stretch) => stretch.read_at(out, at),
        }
    }

    fn in_memory(value: Bytes, version: u64, timestamp_ms: i64) -> Self {
        let bytes = value.len() as u64;
        Self { source: Source::Memory(value), bytes, version, timestamp_ms }
    }

    fn on_disk(stretch: Stretch, version: u64, timestamp_ms: i64) -> Self {
        let bytes = stretch.len();
        Self { source: Source::Disk(Box::new(stretch)), bytes, version, timestamp_ms }
    }
}

fn in_memory(key: &[u8], state: &KeyState, view: &View) -> Result<Option<ValueReader>> {
    if view.merges(state) {
        return view.show(key, state, copied);
    }
    let Some(shown) = view.live(state) else { return Ok(None) };
    let (version, timestamp_ms) = (shown.version, shown.timestamp_ms);
    Ok(match shown.value {
        Some(Given::There(placed)) => {
            Some(ValueReader::on_disk(placed.lend()?, version, timestamp_ms))
        }
        Some(Given::Here(lent)) => {
            let value = state.kept(lent);
            value.map(|value| ValueReader::in_memory(value, version, timestamp_ms))
        }
        None => None,
    })
}

fn in_runs(key: &[u8], runs: &RunSet, view: &View) -> Result<Option<ValueReader>> {
    let mut stretch = match runs.standing(key)? {
        None => return Ok(None),
        Some(Standing::Here(bytes)) => {
            return encode::with_shown(key, &bytes, &runs.origins, view, copied);
        }
        Some(Standing::There(stretch)) => stretch,
    };
    let state = skim(&mut stretch, &runs.origins)?;
    if view.merges(&state) {
        let whole = runs.state(key)?;
        return whole.map_or(Ok(None), |state| in_memory(key, &state, view));
    }
    let Some(shown) = view.live(&state) else { return Ok(None) };
    let name = shown.here().and_then(|shown| shown.value);
    let Some(span) = name.and_then(Span::of) else { return Ok(None) };
    let value = stretch.narrowed(span.at, span.bytes);
    Ok(Some(ValueReader::on_disk(value, shown.version, shown.timestamp_ms)))
}

fn copied(shown: Option<Shown<'_>>) -> Option<ValueReader> {
    let shown = shown?;
    Some(ValueReader::in_memory(shown.value?.into(), shown.version, shown.timestamp_ms))
}
