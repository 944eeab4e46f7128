// SPDX-License-Identifier: Apache-2.0
//! From a manifest to runs and facts, and the removal of what an interruption left behind.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::Result;
use crate::base::op::Bytes;
use crate::disk::Disk;
use crate::disk::names::{self, Side};
use crate::outbox::entry::Entry;
use crate::store::Restored;
use crate::store::place::Values;
use crate::store::run::{Run, RunId};
use crate::store::runs::{Chain, Piece, RunSet, space};
use crate::wal::Log;

use super::super::options::Options;
use super::flush::entry_of;
use super::manifest::{Listed, Manifest};
use super::{Upkeep, cache_bytes};

/// What the side files say.
pub struct Opened {
    /// The manifest.
    pub manifest: Manifest,
    /// The runs that it lists.
    pub runs: RunSet,
    /// What the store is told of them.
    pub restored: Restored,
    /// Entries of the outbox.
    pub entries: Vec<Entry>,
}

/// Opens the runs that the manifest lists. Their number of keys does not matter.
pub fn open_runs(options: &Options, manifest: Manifest) -> Result<Opened> {
    let open_run = |number| {
        let id = RunId { log: manifest.log, number };
        Run::open(&*options.disk, &names::run(&options.path, number), id).map(Arc::new)
    };
    let mut value_runs: BTreeMap<u64, Arc<Run>> = BTreeMap::new();
    let mut values: BTreeMap<u64, Values> = BTreeMap::new();
    for listed in &manifest.values {
        let held = values.entry(listed.run).or_default();
        for (number, bytes) in &listed.values {
            let run = match value_runs.get(number) {
                Some(run) => run,
                None => value_runs.entry(*number).or_insert(open_run(*number)?),
            };
            held.add(run, *bytes);
        }
    }
    let mut open = |listed: &Listed| {
        let run = open_run(listed.number)?;
        let values = values.remove(&listed.number).unwrap_or_default().into();
        Ok(Piece { run, after: listed.after.clone(), values })
    };
    let runs = RunSet {
        upper: manifest.upper.iter().map(&mut open).collect::<Result<_>>()?,
        base: manifest.base.iter().map(&mut open).collect::<Result<_>>()?,
        origins: manifest.origins.clone(),
        ..RunSet::new(cache_bytes(options.memory_bytes))
    };
    let mut contested = BTreeSet::new();
    let mut entries = Vec::new();
    each_behind_states(&runs, |key, value| {
        match key.split_first() {
            Some((&space::OUTBOX, version)) => {
                entries.extend(entry_of(version, value, &runs.origins)?);
            }
            Some((&space::CONTESTED, key)) if !value.is_empty() => {
                contested.insert(Bytes::from(key));
            }
            _ => {}
        }
        Ok(())
    })?;
    let facts = &manifest.facts;
    let mut restored =
        Restored { contested, uncontested_len: facts.uncontested_len, ..Restored::default() };
    restored.sum = facts.sum;
    restored.weight.live_bytes = facts.live_bytes;
    restored.weight.waste_in_runs_bytes = facts.waste_bytes;
    Ok(Opened { manifest, runs, restored, entries })
}

/// Calls `visit` with everything in the runs but states, the newest entry of each key.
pub fn each_behind_states(
    runs: &RunSet,
    mut visit: impl FnMut(&[u8], &[u8]) -> Result<()>,
) -> Result<()> {
    // Where no run goes beyond the states, nothing has to be read.
    let has_more = |piece: &Piece| piece.run.summary().last.first() > Some(&space::STATE);
    if !runs.pieces().any(has_more) {
        return Ok(());
    }
    let mut chains = runs.chains(Bound::Included(&[space::OUTBOX]), false)?;
    loop {
        let least = chains.iter().filter_map(Chain::key).min().map(<[u8]>::to_vec);
        let Some(key) = least else { return Ok(()) };
        let mut is_seen = false;
        for chain in &mut chains {
            if chain.key() == Some(&*key) {
                if !is_seen {
                    visit(&key, chain.value())?;
                }
                is_seen = true;
                chain.advance()?;
            }
        }
    }
}

/// Removes runs that no manifest lists, a manifest that was never put in place, and what had come
/// of a snapshot. What cannot be removed does no harm.
pub fn clean(disk: &dyn Disk, path: &Path, runs: &RunSet) {
    let listed = runs.numbers();
    for file in disk.beside(path).unwrap_or_default() {
        let is_left_over = match names::side_of(path, &file) {
            Some(Side::Run(number)) => !listed.contains(&number),
            Some(Side::ManifestNext | Side::Salvage | Side::Incoming) => true,
            _ => false,
        };
        if is_left_over {
            let _ = disk.remove(&file);
        }
    }
}

impl Upkeep {
    /// Goes on where the manifest stands, or starts.
    pub fn new(log: &Log, manifest: Option<&Manifest>) -> Self {
        let manifest = manifest.cloned().unwrap_or_default();
        Self {
            log: log.id(),
            next_run: manifest.next_run.max(1),
            origins: (*manifest.origins).clone(),
            facts: manifest.facts,
            ..Self::default()
        }
    }
}
