// SPDX-License-Identifier: Apache-2.0
//! Which entries a later entry has made superfluous: they were never handed out, and the later one
//! replaces what they wrote. Kept only where a full outbox is to make room that way.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::base::id::Origin;
use crate::base::op::Bytes;

/// What is kept of an entry that is the latest of its key.
#[derive(Debug)]
struct Noted {
    key: Bytes,
    origin: Origin,
    bytes: u64,
}

/// Entries by key, and those that are superfluous.
#[derive(Debug, Default)]
pub struct Coalescing {
    /// The latest entry that wrote a key alone.
    latest: BTreeMap<Bytes, u64>,
    noted: BTreeMap<u64, Noted>,
    /// The superfluous entries with their bytes: little for each, where few keys are written often.
    superseded: BTreeMap<u64, u64>,
    superseded_bytes: u64,
}

impl Coalescing {
    /// Notes that an entry writes a key, alone or as part of a group: what wrote it before under
    /// the same origin is superfluous by now.
    pub fn written(&mut self, key: &Bytes, origin: &Origin) {
        let Some(before) = self.latest.remove(key) else { return };
        let Some(noted) = self.noted.remove(&before) else { return };
        // A write of another life did not have to see it.
        if noted.origin == *origin {
            self.superseded_bytes += noted.bytes;
            self.superseded.insert(before, noted.bytes);
        }
    }

    /// Notes that an entry writes this key and no other.
    pub fn note(&mut self, version: u64, key: &Bytes, origin: &Origin, bytes: u64) {
        self.latest.insert(key.clone(), version);
        let noted = Noted { key: key.clone(), origin: origin.clone(), bytes };
        self.noted.insert(version, noted);
    }

    /// Notes that an entry was handed out, or is gone.
    pub fn forget(&mut self, version: u64) {
        if let Some(noted) = self.noted.remove(&version) {
            self.latest.remove(&noted.key);
        } else if let Some(bytes) = self.superseded.remove(&version) {
            self.superseded_bytes -= bytes;
        }
    }

    /// The entry that a write of this key under this origin will make superfluous, and its bytes.
    pub fn latest(&self, key: &Bytes, origin: &Origin) -> Option<(u64, u64)> {
        let version = *self.latest.get(key)?;
        let noted = self.noted.get(&version).filter(|noted| noted.origin == *origin)?;
        Some((version, noted.bytes))
    }

    /// The superfluous entries behind one, oldest first, each with its bytes.
    pub fn superseded_after(&self, version: u64) -> impl Iterator<Item = (u64, u64)> {
        let behind = self.superseded.range((Bound::Excluded(version), Bound::Unbounded));
        behind.map(|(&version, &bytes)| (version, bytes))
    }

    /// Whether an entry is superfluous.
    pub fn is_superseded(&self, version: u64) -> bool {
        self.superseded.contains_key(&version)
    }

    /// How many entries are superfluous, and their bytes.
    pub fn superseded(&self) -> (u64, u64) {
        (self.superseded.len() as u64, self.superseded_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::NodeId;

    fn origin(epoch: u32) -> Origin {
        Origin { node: NodeId::new("a").unwrap(), epoch }
    }

    fn write(index: &mut Coalescing, version: u64, key: &str, epoch: u32) {
        let key: Bytes = key.as_bytes().into();
        index.written(&key, &origin(epoch));
        index.note(version, &key, &origin(epoch), 10 + version);
    }

    #[test]
    fn an_entry_is_superfluous_once_its_key_was_written_again_by_the_same_life() {
        let mut index = Coalescing::default();
        write(&mut index, 1, "k", 1);
        write(&mut index, 2, "k", 1);
        write(&mut index, 3, "l", 1);
        write(&mut index, 4, "l", 2);
        assert_eq!(index.superseded_after(0).collect::<Vec<_>>(), [(1, 11)]);
        assert_eq!(index.superseded_after(1).count(), 0);
        assert_eq!(index.latest(&b"k"[..].into(), &origin(1)), Some((2, 12)));
        assert_eq!(index.latest(&b"k"[..].into(), &origin(2)), None);
        // A group writes a key and is never superfluous itself.
        index.written(&b"k"[..].into(), &origin(1));
        assert_eq!(index.superseded(), (2, 23));
        index.forget(1);
        index.forget(1);
        assert_eq!(index.superseded(), (1, 12));
        index.forget(2);
        index.forget(4);
        index.forget(3);
        assert_eq!(index.superseded(), (0, 0));
        assert!(index.latest.is_empty() && index.noted.is_empty());
    }
}
