// SPDX-License-Identifier: Apache-2.0
//! The bytes of one file, and what a power cut makes of a change to them.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// What becomes of one unsynced change when the power fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It never happened.
    Lost,
    /// It is on the disk.
    Kept,
    /// Of a write, only this range of its own bytes is on the disk; anything else is lost.
    Part(Range<usize>),
    /// Of a write, only the new length is on the disk, the bytes there are zeros; anything else is
    /// lost.
    LengthOnly,
}

/// A change to a file.
#[derive(Clone)]
pub(super) enum Change {
    Write { at: u64, bytes: Arc<[u8]> },
    SetLen(u64),
}

/// A file's content. What lies behind the stored bytes, up to the length, is zeros. Copies have the
/// bytes in common until one of them is written to.
#[derive(Clone, Default)]
pub(super) struct Image {
    bytes: Arc<Vec<u8>>,
    len: u64,
}

impl Image {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { len: bytes.len() as u64, bytes: bytes.into() }
    }

    pub fn len(&self) -> u64 {
        self.len
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.bytes.to_vec();
        bytes.resize(index(self.len), 0);
        bytes
    }

    /// What of these offsets is stored: behind it are zeros, as far as the file goes.
    pub fn written(&self, range: Range<u64>) -> &[u8] {
        let stored = self.bytes.get(index(range.start)..).unwrap_or_default();
        let count = index(range.end.saturating_sub(range.start)).min(stored.len());
        stored.get(..count).unwrap_or_default()
    }

    /// Where the last byte ends that is not zero.
    pub fn used_bytes(&self) -> u64 {
        self.bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last as u64 + 1)
    }

    pub fn read(&self, out: &mut [u8], at: u64) -> usize {
        let count = index(self.len.saturating_sub(at)).min(out.len());
        let out = out.get_mut(..count).unwrap_or_default();
        let copied = copy(out, self.bytes.get(index(at)..).unwrap_or_default());
        out.get_mut(copied..).unwrap_or_default().fill(0);
        count
    }

    pub fn write(&mut self, at: u64, bytes: &[u8]) {
        let end = index(at) + bytes.len();
        let stored = Arc::make_mut(&mut self.bytes);
        if stored.len() < end {
            stored.resize(end, 0);
        }
        copy(stored.get_mut(index(at)..).unwrap_or_default(), bytes);
        self.len = self.len.max(end as u64);
    }

    pub fn set_len(&mut self, len: u64) {
        if len < self.bytes.len() as u64 {
            Arc::make_mut(&mut self.bytes).truncate(index(len));
        }
        self.len = len;
    }

    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Write { at, bytes } => self.write(*at, bytes),
            Change::SetLen(len) => self.set_len(*len),
        }
    }

    /// Applies what a power cut leaves of a change.
    pub fn apply_fate(&mut self, change: &Change, fate: Fate) {
        match (change, fate) {
            (change, Fate::Kept) => self.apply(change),
            (Change::Write { at, bytes }, Fate::Part(range)) => {
                let part = bytes.get(range.clone()).unwrap_or_default();
                self.write(at + range.start as u64, part);
            }
            (Change::Write { at, bytes }, Fate::LengthOnly) => {
                self.len = self.len.max(at + bytes.len() as u64);
            }
            _ => {}
        }
    }
}

/// As what can be read of it: whether zeros at its end are stored makes no difference.
impl Hash for Image {
    fn hash<H: Hasher>(&self, into: &mut H) {
        self.written(0..self.used_bytes()).hash(into);
        self.len.hash(into);
    }
}

/// Copies as many bytes as both sides have and says how many.
fn copy(to: &mut [u8], from: &[u8]) -> usize {
    let count = to.len().min(from.len());
    if let (Some(to), Some(from)) = (to.get_mut(..count), from.get(..count)) {
        to.copy_from_slice(from);
    }
    count
}

fn index(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
