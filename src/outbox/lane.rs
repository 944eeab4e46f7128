// SPDX-License-Identifier: Apache-2.0
//! The entries in order of their versions, some side by side: versions ascend, so that a tree of
//! single entries would leave almost half of each node empty.

use std::collections::BTreeMap;

use super::entry::Entry;

/// Versions that share one stretch.
const STRETCH_LEN: u64 = 32;

/// Entries by version.
#[derive(Debug, Default)]
pub struct Lane {
    /// By version over [`STRETCH_LEN`]; none is empty, each is ordered by version.
    stretches: BTreeMap<u64, Vec<Entry>>,
    len: usize,
}

impl Lane {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Adds an entry in place of one with its version.
    pub fn insert(&mut self, entry: Entry) {
        // One at first: where few of the versions are in the outbox, most stretches have no more.
        let new = || Vec::with_capacity(1);
        let stretch = self.stretches.entry(entry.version / STRETCH_LEN).or_insert_with(new);
        match place(stretch, entry.version) {
            Ok(at) => {
                if let Some(old) = stretch.get_mut(at) {
                    *old = entry;
                }
            }
            Err(at) => {
                stretch.insert(at, entry);
                self.len += 1;
            }
        }
    }

    /// The entry with that version.
    pub fn get(&self, version: u64) -> Option<&Entry> {
        let stretch = self.stretches.get(&(version / STRETCH_LEN))?;
        stretch.get(place(stretch, version).ok()?)
    }

    /// The entry with that version, to be changed. Its version must stay.
    pub fn get_mut(&mut self, version: u64) -> Option<&mut Entry> {
        let stretch = self.stretches.get_mut(&(version / STRETCH_LEN))?;
        let at = place(stretch, version).ok()?;
        stretch.get_mut(at)
    }

    /// Takes an entry out.
    pub fn remove(&mut self, version: u64) -> Option<Entry> {
        let number = version / STRETCH_LEN;
        let stretch = self.stretches.get_mut(&number)?;
        let at = place(stretch, version).ok()?;
        let entry = stretch.remove(at);
        self.len -= 1;
        if stretch.is_empty() {
            self.stretches.remove(&number);
        } else if stretch.len() <= stretch.capacity() / 4 {
            // What stays behind for long, because it failed, must not hold the room of all others.
            stretch.shrink_to(2 * stretch.len());
        }
        Some(entry)
    }

    /// All entries, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.stretches.values().flatten()
    }

    /// The entries from a version on, oldest first.
    pub fn iter_from(&self, version: u64) -> impl Iterator<Item = &Entry> {
        let stretches = self.stretches.range(version / STRETCH_LEN..);
        stretches.flat_map(|(_, stretch)| stretch).filter(move |entry| entry.version >= version)
    }
}

fn place(stretch: &[Entry], version: u64) -> Result<usize, usize> {
    // The newest entry is asked for most: it was just written.
    match stretch.last() {
        Some(last) if last.version < version => Err(stretch.len()),
        Some(last) if last.version == version => Ok(stretch.len() - 1),
        _ => stretch.binary_search_by_key(&version, |entry| entry.version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{Dot, NodeId, Origin};
    use crate::outbox::entry::Place;

    fn entry(version: u64, place: u64) -> Entry {
        let origin = Origin { node: NodeId::new("a").unwrap(), epoch: 1 };
        Entry::new(Dot { origin, seq: version }, version, Place { at: place, bytes: 0 })
    }

    #[test]
    fn it_agrees_with_a_plain_map() {
        let mut lane = Lane::default();
        let mut plain = BTreeMap::new();
        let mut draw = 7u64;
        for step in 0..20_000 {
            draw = draw.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let version = (draw >> 33) % 300;
            // Fills for a while, then empties.
            if (draw >> 60) % 4 < if step % 4_000 < 2_000 { 3 } else { 1 } {
                lane.insert(entry(version, step));
                plain.insert(version, step);
            } else {
                let removed = lane.remove(version).map(|entry| entry.place.at);
                assert_eq!(removed, plain.remove(&version));
            }
            assert_eq!(lane.len(), plain.len());
            let found = lane.get(version / 2).map(|entry| entry.place.at);
            assert_eq!(found, plain.get(&(version / 2)).copied());
            assert_eq!(lane.get_mut(version).is_some(), plain.contains_key(&version));
        }
        let listed: Vec<_> = lane.iter().map(|entry| (entry.version, entry.place.at)).collect();
        assert_eq!(listed, plain.into_iter().collect::<Vec<_>>());
    }
}
