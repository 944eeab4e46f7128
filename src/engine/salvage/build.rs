// SPDX-License-Identifier: Apache-2.0
//! Making the new database: what is owed goes to a file of the log, the state to runs of the base,
//! then the manifest, then the main file.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::slice::from_ref;

use crate::base::error::{Code, Error, Result};
use crate::base::id::Dot;
use crate::base::limits::{BASE_RUN_BYTES_MAX, COMMIT_BYTES_MAX};
use crate::base::op::Bytes;
use crate::disk::{Access, names};
use crate::outbox::entry::{Entry, Place, Status};
use crate::store::encode::{self, Origins};
use crate::store::policy::View;
use crate::store::run::RunId;
use crate::store::runs::space;
use crate::wal::{self, Head, Position};

use super::super::hold::Hold;
use super::super::journal::{self, Record};
use super::super::state::{State, place_of};
use super::super::upkeep::manifest::{Facts, Listed, Manifest};
use super::super::upkeep::{Writing, entry_bytes};
use super::super::verify::{Finding, Part};
use super::Salvage;
use super::follow::{Followed, LogFile};

/// Runs of the new base, one after the other.
struct Base<'s, 'a> {
    salvage: &'s mut Salvage<'a>,
    writing: Option<Writing>,
    listed: Vec<Listed>,
}

impl Base<'_, '_> {
    fn add(&mut self, space: u8, key: &[u8], value: &[u8]) -> Result<()> {
        if self.writing.as_ref().is_some_and(|writing| writing.bytes() >= BASE_RUN_BYTES_MAX) {
            self.end()?;
        }
        let writing = match &mut self.writing {
            Some(writing) => writing,
            None => {
                let number = self.salvage.next_run();
                let id = RunId { log: self.salvage.log, number };
                let site = &self.salvage.site;
                self.writing.insert(Writing::start(site.disk, site.main, id)?)
            }
        };
        writing.add_in(space, key, value)
    }

    fn end(&mut self) -> Result<()> {
        let Some(writing) = self.writing.take() else { return Ok(()) };
        let made = writing.finish(self.salvage.site.disk, self.salvage.log)?;
        let number = made.map(|piece| piece.run.summary().number);
        self.listed.extend(number.map(|number| Listed { number, after: None }));
        Ok(())
    }
}

impl Salvage<'_> {
    /// What is owed by everything that is intact, with what is left of each operation.
    pub(super) fn owed(&mut self, state: &State, followed: Followed) -> (Vec<Entry>, Vec<Dot>) {
        let listed = state.pipeline.outbox().entries().cloned();
        let mut all: BTreeMap<u64, Entry> =
            listed.map(|entry| (entry.version, entry)).chain(followed.found).collect();
        all.retain(|_, entry| entry.status != Status::Applied);
        let (mut owed, mut lost) = (Vec::new(), Vec::new());
        for (version, mut entry) in all {
            match followed.places.get(&version) {
                Some(at) => {
                    entry.place = Place { at: at.0, ..entry.place };
                    owed.push(entry);
                }
                None => lost.push(entry.dot),
            }
        }
        (owed, lost)
    }

    /// Writes every operation that is owed or held to one new, sealed file of the log, and notes
    /// where. Returns its length; None: there is none.
    pub(super) fn carry(
        &mut self,
        owed: &mut [Entry],
        hold: &Hold,
        files: &[LogFile],
        head: Head,
    ) -> Result<Option<u64>> {
        if owed.is_empty() && hold.is_empty() {
            return Ok(None);
        }
        let mut wanted: BTreeMap<Position, Vec<u64>> = BTreeMap::new();
        for entry in owed.iter() {
            wanted.entry(Position(entry.place.at)).or_default().push(entry.version);
        }
        let segment = head.segment;
        let path = names::segment(self.site.main, segment);
        let none = &mut |_, _, _: &[u8]| Ok(());
        let (mut log, _) = wal::open(&self.options.disk, &path, segment, || head, none)?;
        let mut places: BTreeMap<u64, Place> = BTreeMap::new();
        for file in files {
            let mut replay = |at: Position, _, body: &[u8]| {
                let Some(versions) = wanted.get(&at) else { return Ok(()) };
                for record in journal::decode(body)? {
                    let (version, op) = match record {
                        Record::Operation { version, op, .. } => (version, op),
                        Record::Carried { version, op } => (version, op),
                        _ => continue,
                    };
                    if versions.contains(&version) {
                        let carried = Record::Carried { version, op };
                        let at = log.stage(|out| journal::encode(from_ref(&carried), out))?;
                        places.insert(version, place_of(at, body.len()));
                    }
                }
                if log.staged_bytes() >= COMMIT_BYTES_MAX { log.commit(false) } else { Ok(()) }
            };
            let (disk, extent, number) = (&self.patient, file.extent, file.number);
            wal::rescue(disk, &file.path, extent, number, &mut replay, &mut |_| {})?;
        }
        hold.stage(&mut log)?;
        log.commit(false)?;
        log.close()?;
        for entry in owed {
            entry.place = *places.get(&entry.version).ok_or_else(|| {
                let context = format!("{}, version {}", entry.dot.sync_id(), entry.version);
                Error::new(Code::FileReadError, "the damaged database changes", context)
            })?;
        }
        let bytes = self.site.disk.open(&path, Access::Read).and_then(|file| file.len());
        bytes.map(Some).map_err(|cause| {
            let name = path.to_string_lossy();
            Error::from_io(Code::FileReadError, "failed to read a salvaged file", &name, &cause)
        })
    }

    /// Writes the state and the entries of the outbox to runs. Returns the manifest that names
    /// them; nobody writes in it, and the log that follows is up to the caller.
    pub(super) fn write_runs(
        &mut self,
        state: &State,
        owed: &[Entry],
        lost: &[Dot],
        mut origins: Origins,
    ) -> Result<Manifest> {
        let view = View::default();
        let mut contested: Vec<Bytes> = Vec::new();
        let (mut uncontested_len, mut contested_live, mut live_bytes) = (0, 0, 0);
        let mut newest = state.version;
        let mut still_shown: BTreeMap<&Dot, Option<Bytes>> =
            lost.iter().map(|dot| (dot, None)).collect();
        let mut base = Base { salvage: self, writing: None, listed: Vec::new() };
        let mut value = Vec::new();
        state.store.snapshot().states(Bound::Unbounded, None, |key, held| {
            if held.is_void() {
                return Ok(true);
            }
            value.clear();
            encode::encode(held, &mut origins, &mut value)?;
            base.add(space::STATE, key, &value)?;
            live_bytes += held.weight_bytes(key);
            let is_live = u64::from(view.live(held).is_some());
            if held.is_contested() {
                contested.push(key.into());
                contested_live += is_live;
            } else {
                uncontested_len += is_live;
            }
            for sibling in held.siblings.iter() {
                newest = newest.max(sibling.version);
                if let Some(place) = still_shown.get_mut(&sibling.dot) {
                    *place = Some(key.into());
                }
            }
            newest = newest.max(held.local.as_ref().map_or(0, |write| write.version));
            Ok(true)
        })?;
        for entry in owed {
            let value = entry_bytes(entry, &mut origins)?;
            base.add(space::OUTBOX, &entry.version.to_be_bytes(), &value)?;
        }
        for key in &contested {
            base.add(space::CONTESTED, key, &[1])?;
        }
        base.end()?;
        let listed = base.listed;
        for (dot, key) in still_shown {
            self.lose_owed(dot, key);
        }
        self.report.key_count = uncontested_len + contested_live;
        self.report.intact_version = newest;
        self.report.last_version = newest.saturating_add(self.headroom);
        let facts = Facts {
            version: self.report.last_version,
            stamp: state.clock.last(),
            knowledge: state.followed(),
            uncontested_len,
            live_bytes,
            last_submitted_version: state.pipeline.totals.last_submitted_version,
            ..Facts::default()
        };
        let (log, next_run) = (self.log, self.next_run());
        let origins = origins.into();
        let (upper, values) = (Vec::new(), Vec::new());
        Ok(Manifest { log, next_run, facts, origins, upper, base: listed, values })
    }

    /// An operation of which only the entry is left. Its key is known when its value still stands.
    fn lose_owed(&mut self, dot: &Dot, key: Option<Bytes>) {
        let what = if key.is_some() { "its value still stands" } else { "nothing is left of it" };
        let context = format!("{}: {what}", dot.sync_id());
        let error = Error::new(Code::Corrupted, "an owed operation is lost", context);
        let (part, file, at, bytes, number) = (Part::Outbox, self.options.path.clone(), 0, 0, 0);
        self.report.owed_lost_count += 1;
        let (first, last) = (key.clone(), key);
        self.report.lose(Finding { part, file, at, bytes, number, first, last, error }, 0);
    }
}
