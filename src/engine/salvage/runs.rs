// SPDX-License-Identifier: Apache-2.0
//! The runs of a damaged database: whole ones as they are, damaged ones written anew without what
//! is damaged, beside the new database and for the time of the salvage only.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::op::Bytes;
use crate::disk::names::{self, Side};
use crate::outbox::entry::Entry;
use crate::store::place::{Place, Values};
use crate::store::policy::View;
use crate::store::run::{self, Run, RunId};
use crate::store::runs::{Piece, RunSet, in_space, space};
use crate::store::{Restored, Store};

use super::super::upkeep::manifest::{Listed, Manifest};
use super::super::upkeep::{Writing, cache_bytes, each_behind_states, entry_of};
use super::super::verify::{Finding, Part, of_run};
use super::{Salvage, report::Listing};

/// Keys of runs, spaces included, of which the newest entry may be gone.
#[derive(Default)]
pub(super) struct Wounds(Vec<Wound>);

struct Wound {
    first: Box<[u8]>,
    /// None: everything behind the first.
    last: Option<Box<[u8]>>,
    /// How many upper runs are above the damaged one.
    above: usize,
    /// The damaged run, for its filter.
    run: Option<Arc<Run>>,
    /// The loss that says so.
    loss: Option<usize>,
}

impl Wounds {
    fn covers(&self, space: u8, key: &[u8]) -> bool {
        let raw = in_space(space, key);
        let ends = |last: &Option<Box<[u8]>>| last.as_deref().is_none_or(|last| *raw <= *last);
        self.0.iter().any(|wound| *wound.first <= *raw && ends(&wound.last))
    }

    fn touches(&self, space: u8) -> bool {
        let ends = |last: &Option<Box<[u8]>>| {
            last.as_deref().is_none_or(|last| *last >= *in_space(space, &[]))
        };
        self.0.iter().any(|wound| wound.first.first() <= Some(&space) && ends(&wound.last))
    }

    /// Everything.
    pub fn all() -> Self {
        let (first, last, above, run, loss) = (Box::default(), None, 0, None, None);
        Self(vec![Wound { first, last, above, run, loss }])
    }

    /// Whether the newest state of a key may be gone.
    pub fn covers_key(&self, key: &[u8]) -> bool {
        self.covers(space::STATE, key)
    }

    /// Whether an entry of the outbox may be gone.
    pub fn covers_owed(&self, version: u64) -> bool {
        self.covers(space::OUTBOX, &version.to_be_bytes())
    }

    /// Whether the state of any key may be gone.
    pub fn touches_state(&self) -> bool {
        self.touches(space::STATE)
    }
}

/// The value runs that were looked at, and whether each is whole; None for one that is gone.
#[derive(Default)]
struct ValueRuns(BTreeMap<u64, Option<(Arc<Run>, bool)>>);

/// The state at the place that an entry says; None when the entry is the state.
fn whole(values: &Values, key: &[u8], entry: &[u8]) -> Result<Option<run::Found>> {
    match Place::of(entry)? {
        Some(place) => values.find(key, place, None).map(Some),
        None => Ok(None),
    }
}

/// What the runs still hold.
pub(super) struct Held {
    pub set: RunSet,
    pub restored: Restored,
    pub entries: Vec<Entry>,
    /// Versions that are owed no more, by the newest entry that there is.
    pub settled: BTreeSet<u64>,
}

impl Salvage<'_> {
    /// The list of runs, from wherever there is one.
    pub(super) fn manifest(&mut self) -> Option<Manifest> {
        let path = self.options.path.clone();
        let places = [names::manifest(&path), names::manifest_copy(&path)];
        let listings = [Listing::Manifest, Listing::Copy];
        let mut found: Option<Manifest> = None;
        for (place, listing) in places.into_iter().zip(listings) {
            match Manifest::read_at(&self.patient, &place) {
                Ok(Some(manifest)) if found.is_none() => {
                    self.report.listing = listing;
                    found = Some(manifest);
                }
                Ok(_) => {}
                Err(error) => self.lose_file(Part::Manifest, &place, error),
            }
        }
        let has_runs = self.sides.iter().any(|side| matches!(side, Side::Run(_)));
        if self.report.listing != Listing::Manifest && (found.is_some() || has_runs) {
            let place = names::manifest(&path);
            if !self.is_noted(&place) {
                self.lose_missing(Part::Manifest, place, "the manifest is missing");
            }
        }
        if found.is_none() && (has_runs || !self.report.losses.is_empty()) {
            self.report.listing = Listing::Lost;
        }
        found
    }

    /// Opens what the manifest lists, and what its copy could not know yet.
    pub(super) fn runs(&mut self, manifest: &Manifest) -> Result<Held> {
        let mut upper = manifest.upper.clone();
        if self.report.listing == Listing::Copy {
            upper.splice(0..0, self.runs_since(manifest));
        }
        let mut set = RunSet {
            origins: manifest.origins.clone(),
            ..RunSet::new(cache_bytes(self.options.memory_bytes))
        };
        let mut values = ValueRuns::default();
        for listed in &upper {
            let above = set.upper.len();
            let held = self.values_of(manifest, listed.number, &mut values);
            set.upper.extend(self.salvaged_run(manifest.log, listed, held, above)?);
        }
        let above = set.upper.len();
        for listed in &manifest.base {
            let held = self.values_of(manifest, listed.number, &mut values);
            set.base.extend(self.salvaged_run(manifest.log, listed, held, above)?);
        }
        let (mut entries, mut settled) = (Vec::new(), BTreeSet::new());
        each_behind_states(&set, |key, value| {
            if let Some((&space::OUTBOX, version)) = key.split_first() {
                match entry_of(version, value, &set.origins)? {
                    Some(entry) => entries.push(entry),
                    None => settled.extend(version.first_chunk().copied().map(u64::from_be_bytes)),
                }
            }
            Ok(())
        })?;
        let mut restored = Restored::default();
        let view = View::default();
        let store = Store::new(Arc::new(set.clone()), Restored::default());
        store.snapshot().states(Bound::Unbounded, None, |key, state| {
            if state.is_contested() {
                restored.contested.insert(Bytes::from(key));
            } else {
                restored.uncontested_len += u64::from(view.live(state).is_some());
            }
            Ok(true)
        })?;
        Ok(Held { set, restored, entries, settled })
    }

    /// Complete runs that are newer than the copy of the manifest: a crash came between the two.
    fn runs_since(&self, manifest: &Manifest) -> Vec<Listed> {
        let numbers = self.sides.iter().filter_map(|side| match side {
            Side::Run(number) if *number >= manifest.next_run => Some(*number),
            _ => None,
        });
        let mut numbers: Vec<u64> = numbers.collect();
        numbers.sort_unstable_by(|one, other| other.cmp(one));
        numbers.retain(|&number| {
            let path = names::run(&self.options.path, number);
            Run::open(&self.patient, &path, RunId { log: manifest.log, number }).is_ok()
        });
        numbers.into_iter().map(|number| Listed { number, after: None }).collect()
    }

    /// Sets runs aside that nobody can read without the list of origins.
    pub(super) fn set_runs_aside(&mut self) {
        for side in self.sides.clone() {
            if let Side::Run(number) = side {
                let place = names::run(&self.options.path, number);
                let context = place.display().to_string();
                const MESSAGE: &str = "a run cannot be read without the manifest";
                self.lose_file(Part::Run, &place, Error::new(Code::Corrupted, MESSAGE, context));
            }
        }
    }

    /// One run; None when nothing of it is left.
    fn salvaged_run(
        &mut self,
        log: u64,
        listed: &Listed,
        (values, are_sound): (Values, bool),
        above: usize,
    ) -> Result<Option<Piece>> {
        let id = RunId { log, number: listed.number };
        let path = names::run(&self.options.path, listed.number);
        let after = listed.after.clone();
        let mut is_sound = true;
        if let Ok(run) = Run::open(&self.patient, &path, id) {
            let read = run.verify(&mut |_| is_sound = false);
            if read.is_ok() && is_sound && are_sound {
                return Ok(Some(Piece { run: Arc::new(run), after, values: values.into() }));
            }
        }
        let (mut damages, mut unreadable) = (Vec::new(), Vec::new());
        let number = self.next_run();
        let disk = &*self.options.disk;
        let mut writing = Writing::start(disk, self.site.main, RunId { log, number })?;
        let rescued = run::rescue(
            &self.patient,
            &path,
            id,
            &mut |key, entry| match whole(&values, key, entry) {
                Ok(state) => writing.add(key, state.as_deref().unwrap_or(entry)),
                Err(error) => {
                    unreadable.push((Box::from(key), Place::of(entry).ok().flatten(), error));
                    Ok(())
                }
            },
            &mut |damage| damages.push(damage),
        );
        let rescued = match rescued {
            Ok(rescued) => rescued,
            Err(error) if !is_about_reading(&error) => return Err(error),
            Err(error) => {
                writing.abandon(disk);
                let loss = self.lose_missing_run(path, error);
                let (first, last) = (Box::default(), None);
                self.wounds.0.push(Wound { first, last, above, run: None, loss });
                return Ok(None);
            }
        };
        self.temporary.push(number);
        self.note_damages(damages, rescued, &after, above, &path);
        for (key, place, error) in unreadable {
            let counts = after.as_deref().is_none_or(|after| *key > *after);
            if let Some(place) = place.filter(|_| counts) {
                self.lose_placed(key, place, error, above);
            }
        }
        Ok(writing.finish(disk, log)?.map(|piece| Piece { after, ..piece }))
    }

    /// What was damaged in a run: the losses, and the keys of which something may be gone.
    fn note_damages(
        &mut self,
        damages: Vec<run::Damage>,
        rescued: run::Rescued,
        after: &Option<Arc<[u8]>>,
        above: usize,
        path: &Path,
    ) {
        let run = rescued.run.map(Arc::new);
        let lost = rescued.keys.map_or(0, |keys| keys.saturating_sub(rescued.rescued));
        let wounds = damages.iter().filter(|damage| damage.first.is_some()).count();
        for mut damage in damages {
            let counts = |last: &[u8]| after.as_deref().is_none_or(|after| *last > *after);
            let is_wound = damage.first.is_some() && damage.last.as_deref().is_none_or(counts);
            if !is_wound || (rescued.keys.is_some() && lost == 0) {
                (damage.first, damage.last) = (None, None);
            }
            if let Some(first) = &mut damage.first
                && first.is_empty()
            {
                // Nothing is known of where the keys begin.
                *first = [space::STATE].into();
            }
            if let (Some(first), Some(after)) = (&mut damage.first, after)
                && **first < **after
            {
                *first = (**after).into();
            }
            let (first, last) = (damage.first.clone(), damage.last.clone());
            self.note_aside(path, damage.at, damage.bytes);
            let is_only = wounds == 1 && after.is_none() && first.is_some();
            let loss = self
                .report
                .lose(of_run(path.to_path_buf(), damage), if is_only { lost } else { 0 });
            if let Some(first) = first {
                self.wounds.0.push(Wound { first, last, above, run: run.clone(), loss });
            }
        }
    }

    /// The value runs that a run refers to, and whether all of them are whole.
    fn values_of(&self, manifest: &Manifest, number: u64, known: &mut ValueRuns) -> (Values, bool) {
        let listed = manifest.values.iter().find(|listed| listed.run == number);
        // A run that the list does not know yet can have none but its own.
        let own = vec![(number + 1, 0)];
        let is_new = number >= manifest.next_run
            && self.sides.iter().any(|side| *side == Side::Run(number + 1));
        let referred = match listed {
            Some(listed) => listed.values.clone(),
            None if is_new => own,
            None => Vec::new(),
        };
        let (mut values, mut are_sound) = (Values::default(), true);
        for (number, bytes) in referred {
            let held = known.0.entry(number).or_insert_with(|| {
                let path = names::run(&self.options.path, number);
                let run = Run::open(&self.patient, &path, RunId { log: manifest.log, number });
                run.ok().map(|run| {
                    let mut is_sound = true;
                    let read = run.verify(&mut |_| is_sound = false);
                    (Arc::new(run), is_sound && read.is_ok())
                })
            });
            are_sound &= held.as_ref().is_some_and(|(_, is_sound)| *is_sound);
            if let Some((run, _)) = held {
                values.add(run, bytes);
            }
        }
        (values, are_sound)
    }

    /// A large state that cannot be read where its entry says.
    fn lose_placed(&mut self, key: Box<[u8]>, place: Place, error: Error, above: usize) {
        let path = names::run(&self.options.path, place.run);
        if self.sides.contains(&Side::Run(place.run)) {
            self.note_aside(&path, place.at, place.bytes);
        }
        let (first, last) = (Some(key.clone()), Some(key.clone()));
        let (at, bytes, part, block) = (place.at, place.bytes, run::Part::Block, None);
        let damage = run::Damage { at, bytes, part, block, first, last, error };
        let loss = self.report.lose(of_run(path, damage), 1);
        let (first, last) = (key.clone(), Some(key));
        self.wounds.0.push(Wound { first, last, above, run: None, loss });
    }

    fn lose_missing_run(&mut self, file: PathBuf, error: Error) -> Option<usize> {
        let (part, first, last) = (Part::Run, None, None);
        let finding = Finding { part, file, at: 0, bytes: 0, number: 0, first, last, error };
        self.report.lose(finding, 0)
    }

    /// Counts, for each damaged place of a run, the keys that have a newer version anyway.
    pub(super) fn count_superseded(&mut self, store: &Store, set: &RunSet) -> Result<()> {
        for wound in &self.wounds.0 {
            let (Some(run), Some(loss)) = (&wound.run, wound.loss) else { continue };
            let mut count = 0;
            let upper = set.upper.iter().take(wound.above).cloned().collect();
            let newer = RunSet { upper, base: Vec::new(), ..set.clone() };
            let Some((_, from)) = wound.first.split_first() else { continue };
            store.snapshot().over(newer).states(Bound::Included(from), None, |key, _| {
                let raw = in_space(space::STATE, key);
                if wound.last.as_deref().is_some_and(|last| *raw > *last) {
                    return Ok(false);
                }
                let was_there = *raw >= *wound.first && run.may_hold(&raw).unwrap_or(false);
                count += u64::from(was_there);
                Ok(true)
            })?;
            if let Some(loss) = self.report.losses.get_mut(loss) {
                loss.superseded_count = count;
            }
        }
        Ok(())
    }
}

/// Whether a file of the source could not be read: everything else is a failure of the salvage.
pub(super) fn is_about_reading(error: &Error) -> bool {
    matches!(error.code(), Code::FileNotFound | Code::FileReadError | Code::PermissionDenied)
}
