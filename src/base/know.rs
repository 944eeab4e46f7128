// SPDX-License-Identifier: Apache-2.0
//! What a replica knows: per origin, the set of operations it holds. Used to recognise duplicates
//! and, later, to plan what to send and what may be collected.

use std::collections::BTreeMap;

use super::error::{Code, Error, Result};
use super::id::{Dot, Origin};
use super::limits::RANGES_LEN_MAX;
use super::ranges::Ranges;

/// Per origin, the sequence numbers that are known. Only ever grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    origins: BTreeMap<Origin, Ranges>,
}

impl Knowledge {
    /// Whether the operation is known.
    pub fn contains(&self, dot: &Dot) -> bool {
        self.origins.get(&dot.origin).is_some_and(|ranges| ranges.contains(dot.seq))
    }

    /// Adds an operation; false when it was known.
    pub fn insert(&mut self, dot: &Dot) -> bool {
        match self.origins.get_mut(&dot.origin) {
            Some(ranges) => ranges.insert(dot.seq),
            None => self.origins.entry(dot.origin.clone()).or_default().insert(dot.seq),
        }
    }

    /// Adds every operation of an origin from `first` to `last`, both included.
    pub fn insert_range(&mut self, origin: &Origin, first: u64, last: u64) {
        self.origins.entry(origin.clone()).or_default().insert_range(first, last);
    }

    /// Refuses an operation that would open one gap too many.
    pub fn check_room(&self, dot: &Dot) -> Result<()> {
        let gaps = self.origins.get(&dot.origin).map_or(0, Ranges::gap_count);
        if gaps < RANGES_LEN_MAX {
            return Ok(());
        }
        Err(Error::new(
            Code::InvalidState,
            "too many gaps in the operations of one origin",
            format!("{gaps} of {}, allowed are {RANGES_LEN_MAX}", dot.origin.node.as_str()),
        ))
    }

    /// The stored copy of an origin that is known, so that equal names share their bytes.
    pub fn shared(&self, origin: &Origin) -> Origin {
        self.origins.get_key_value(origin).map_or(origin, |(known, _)| known).clone()
    }

    /// What is known of one origin.
    pub fn of(&self, origin: &Origin) -> Option<&Ranges> {
        self.origins.get(origin)
    }

    /// Every origin with what is known of it, in order of node id and epoch.
    pub fn iter(&self) -> impl Iterator<Item = (&Origin, &Ranges)> {
        self.origins.iter()
    }
}
