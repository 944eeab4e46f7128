// SPDX-License-Identifier: Apache-2.0
//! The log: every group of every file, how the files follow each other, and what is owed or kept in
//! files of its own because of what it says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::DAMAGE_LEN_MAX;
use crate::base::time::Now;
use crate::disk::names::{self, Side};
use crate::outbox::entry::Status;
use crate::wal::{self, Extent, LogDamage, Position, Survey};

use super::super::journal::{self, Record};
use super::super::state::State;
use super::{Finding, Inspection, Part};

impl Inspection<'_> {
    /// Every file of the log, oldest first. What `state` does not hold yet is followed.
    pub(super) fn segments(
        &mut self,
        main: Option<PathBuf>,
        end: Option<Position>,
        first_segment: u64,
        mut state: Option<&mut State>,
        now: Now,
    ) {
        let sealed = self.sides.iter().filter_map(|side| match side {
            Side::Segment(number) => Some(*number),
            _ => None,
        });
        let sealed: BTreeSet<u64> = sealed.collect();
        let mut before: Option<(u64, PathBuf, Survey)> = None;
        let files =
            sealed.iter().map(|&number| (Some(number), names::segment(&self.options.path, number)));
        let files: Vec<_> = files.chain(main.map(|main| (None, main))).collect();
        let mut next_needed = first_segment;
        for (number, file) in files {
            let extent = match (number, end) {
                (Some(_), _) => Extent::Sealed,
                (None, Some(end)) => Extent::Committed(end.offset()),
                (None, None) => Extent::Active,
            };
            let followed = number.is_none_or(|number| number >= first_segment);
            let state = state.as_deref_mut().filter(|_| followed);
            let Some(found) = self.segment(&file, extent, state, now) else { continue };
            let Some(head) = found.head.clone() else {
                before = None;
                continue;
            };
            if number.is_some_and(|number| number != head.segment) {
                let what = format!("its head says {}", head.segment);
                self.unfit(file.clone(), "WAL segment has another number than its name", what);
            }
            let number = number.unwrap_or(head.segment);
            while next_needed > 0 && next_needed < number {
                let gone = names::segment(&self.options.path, next_needed);
                self.missing(gone, "WAL segment is missing");
                next_needed += 1;
            }
            next_needed = next_needed.max(number + 1);
            if let Some((last, name, survey)) = &before
                && last + 1 == number
                && survey.end != head.before_bytes
            {
                let what = format!("it ends at byte {}, not {}", survey.end, head.before_bytes);
                self.unfit(
                    name.clone(),
                    "WAL segment has another length than it was sealed with",
                    what,
                );
            }
            before = Some((number, file, found));
        }
        if first_segment > 0 && next_needed == first_segment && self.report.is_sound() {
            let what = format!("needed is segment {first_segment}");
            self.unfit(self.options.path.clone(), "WAL file is older than what builds on it", what);
        }
    }

    fn segment(
        &mut self,
        file: &Path,
        extent: Extent,
        mut state: Option<&mut State>,
        now: Now,
    ) -> Option<Survey> {
        let disk = self.options.disk.clone();
        let mut damages = Vec::new();
        let mut version = self.version;
        let mut records = Vec::new();
        let mut replay = |at: Position, number: u64, body: &[u8]| {
            let followed =
                check_group(body, &mut version).and_then(|()| match state.as_deref_mut() {
                    Some(state) => state.replay(at, body, now),
                    None => Ok(()),
                });
            if let Err(error) = followed
                && records.len() < DAMAGE_LEN_MAX
            {
                let bytes = body.len() as u64;
                records.push(LogDamage { at: at.offset(), bytes, number, error });
            }
            Ok(())
        };
        let found =
            wal::survey(&*disk, file, extent, &mut replay, &mut |damage| damages.push(damage));
        self.version = version;
        damages.extend(records);
        for LogDamage { at, bytes, number, error } in damages {
            let (part, file, first, last) = (Part::Log, file.to_path_buf(), None, None);
            self.find(Finding { part, file, at, bytes, number, first, last, error });
        }
        match found {
            Ok(found) => {
                self.count(found.file_bytes);
                self.report.group_count += found.groups;
                self.report.cut_bytes += found.cut_bytes;
                if let Some(head) = &found.head
                    && *self.log.get_or_insert(head.id()) != head.id()
                {
                    let what = format!("log {:016x}", head.id());
                    self.unfit(file.to_path_buf(), "WAL segment belongs to another log", what);
                }
                Some(found)
            }
            Err(error) => {
                self.wrong(Part::Log, file.to_path_buf(), error);
                None
            }
        }
    }

    /// Whether the values that the log names in files of their own are what it says.
    pub(super) fn values(&mut self, state: &State) {
        for named in state.values.noted() {
            self.count(named.bytes);
            if let Err(error) = state.values.open(named).and_then(|placed| placed.lend()) {
                let file = names::value(&self.options.path, named.number);
                let (part, bytes, first, last) = (Part::Log, named.bytes, None, None);
                self.find(Finding { part, file, at: 0, bytes, number: 0, first, last, error });
            }
        }
    }

    /// Whether every operation that is owed can be read where its entry says.
    pub(super) fn outbox(&mut self, state: &State) {
        let Ok(reader) = wal::reader(&self.options.disk, &self.options.path) else { return };
        let mut body = Vec::new();
        for entry in state.pipeline.outbox().entries() {
            if entry.status == Status::Applied {
                continue;
            }
            self.report.owed_count += 1;
            let place = Position(entry.place.at);
            let held = reader.read(place, &mut body).and_then(|()| journal::decode(&body));
            let version_of = |record: &Record<'_>| match record {
                Record::Operation { version, .. } | Record::Carried { version, .. } => {
                    Some(*version)
                }
                _ => None,
            };
            let is_it = |record: &Record<'_>| version_of(record) == Some(entry.version);
            let why = match held {
                Ok(records) if records.iter().any(is_it) => continue,
                Ok(_) => "another record stands there".into(),
                Err(error) => error.to_string(),
            };
            let sealed = Side::Segment(place.segment());
            let file = if self.sides.contains(&sealed) {
                sealed.path(&self.options.path)
            } else {
                self.options.path.clone()
            };
            let context = format!("{}, version {}: {why}", entry.dot.sync_id(), entry.version);
            let error = Error::new(Code::Corrupted, "an owed operation cannot be read", context);
            let (part, at) = (Part::Outbox, place.offset());
            self.find(Finding {
                part,
                file,
                at,
                bytes: 0,
                number: 0,
                first: None,
                last: None,
                error,
            });
        }
    }
}

/// Whether a group says something, and versions ascend in it.
fn check_group(body: &[u8], last: &mut u64) -> Result<()> {
    for record in journal::decode(body)? {
        let version = match record {
            Record::Local(local) => local.to_write()?.1.version,
            Record::Placed(placed) => placed.version(),
            Record::Operation { version, op, .. } | Record::Repair { version, op } => {
                op.to_operation(u64::MAX)?;
                version
            }
            Record::Held { version, op } => {
                op.to_held()?;
                // One that stands there once more has the version that it had.
                *last = version.max(*last);
                continue;
            }
            _ => continue,
        };
        if version <= *last {
            return Err(Error::new(
                Code::Corrupted,
                "the versions in the log do not ascend",
                format!("version {version} after {last}"),
            ));
        }
        *last = version;
    }
    Ok(())
}
