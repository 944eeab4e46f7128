// SPDX-License-Identifier: Apache-2.0
//! A run that is being written, and beside it the value run for its large states.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::PLACED_BYTES_MIN;
use crate::disk::{Access, Disk, names};
use crate::store::place::{Place, Values};
use crate::store::run::{Passage, Run, RunId, Writer};
use crate::store::runs::{Piece, space};

/// Numbers that a run takes: the one behind its own is for its value run.
pub const NUMBERS_LEN: u64 = 2;

/// The file and its writer.
pub struct Writing {
    /// The number of the run.
    pub number: u64,
    main: PathBuf,
    log: u64,
    writer: Writer,
    key: Vec<u8>,
    /// None: large states go among the others.
    values_disk: Option<Arc<dyn Disk>>,
    /// Made with the first large state.
    values_writer: Option<Writer>,
    /// Length of its blocks.
    value_bytes: u64,
    /// Value runs of others, of which places were copied.
    values: Values,
    entry: Vec<u8>,
}

impl Writing {
    /// Makes the file of a new run.
    pub fn start(disk: &dyn Disk, main: &Path, id: RunId) -> Result<Self> {
        Ok(Self {
            number: id.number,
            main: main.to_path_buf(),
            log: id.log,
            writer: start_file(disk, main, id)?,
            key: Vec::new(),
            values_disk: None,
            values_writer: None,
            value_bytes: 0,
            values: Values::default(),
            entry: Vec::new(),
        })
    }

    /// From here on large states go to a value run, whose number is the next one.
    pub fn with_values(self, disk: &Arc<dyn Disk>) -> Self {
        Self { values_disk: Some(disk.clone()), ..self }
    }

    /// Adds a thing of a space.
    pub fn add_in(&mut self, space: u8, key: &[u8], value: &[u8]) -> Result<()> {
        let mut whole = std::mem::take(&mut self.key);
        whole.clear();
        whole.push(space);
        whole.extend_from_slice(key);
        let added = self.writer.add(&whole, value);
        self.key = whole;
        added
    }

    /// Adds the state of a key.
    pub fn add_state(&mut self, key: &[u8], state: &[u8]) -> Result<()> {
        if state.len() < PLACED_BYTES_MIN {
            return self.add_in(space::STATE, key, state);
        }
        let mut whole = std::mem::take(&mut self.key);
        whole.clear();
        whole.push(space::STATE);
        whole.extend_from_slice(key);
        let added = self.add(&whole, state);
        self.key = whole;
        added
    }

    /// Begins the state of a key that is `front` and then a value that is not in memory.
    pub fn begin_state(&mut self, key: &[u8], front: &[u8], value: Passage) -> Result<()> {
        let mut whole = std::mem::take(&mut self.key);
        whole.clear();
        whole.push(space::STATE);
        whole.extend_from_slice(key);
        let begun = self.begin(&whole, front, value);
        self.key = whole;
        begun
    }

    /// Begins an entry under a key of a run: `front`, and then what stands in another file, which
    /// goes to the value run. [`Writing::go_on`] brings it there.
    pub fn begin(&mut self, key: &[u8], front: &[u8], rest: Passage) -> Result<()> {
        let placed = match self.values()? {
            Some(writer) => Some(writer.begin(key, front, rest)?),
            None => {
                self.writer.begin(key, front, rest)?;
                None
            }
        };
        placed.map_or(Ok(()), |place| self.note_place(key, place))
    }

    /// Whether an entry was begun that is not there as a whole.
    pub fn is_amid(&self) -> bool {
        self.values_writer.as_ref().is_some_and(Writer::is_amid) || self.writer.is_amid()
    }

    /// Goes on with the entry that was begun, for so many bytes at most. Returns how many that
    /// were.
    ///
    /// Errors: `NoSpace`, `FileWriteError`, and those of reading: the files are to be given up.
    pub fn go_on(&mut self, bytes: u64) -> Result<u64> {
        let amid = self.values_writer.as_mut().filter(|writer| writer.is_amid());
        amid.unwrap_or(&mut self.writer).go_on(bytes)
    }

    /// The files from which something came as it is, although it is damaged, and what is wrong.
    pub fn damaged(&self) -> Vec<(Arc<str>, Error)> {
        let writers = self.values_writer.iter().chain([&self.writer]);
        writers.flat_map(|writer| writer.damaged().iter().cloned()).collect()
    }

    /// Adds an entry under a key of a run; a large state goes to the value run.
    pub fn add(&mut self, key: &[u8], value: &[u8]) -> Result<()> {
        let is_large = value.len() >= PLACED_BYTES_MIN && key.first() == Some(&space::STATE);
        let values = if is_large { self.values()? } else { None };
        match values.map(|writer| writer.add_alone(key, value)).transpose()? {
            Some(place) => self.note_place(key, place),
            None => self.writer.add(key, value),
        }
    }

    /// The value run, made when it is needed first; None: there is none.
    fn values(&mut self) -> Result<Option<&mut Writer>> {
        let Some(disk) = &self.values_disk else { return Ok(None) };
        let id = RunId { log: self.log, number: self.number + 1 };
        if self.values_writer.is_none() {
            self.values_writer = Some(start_file(&**disk, &self.main, id)?);
        }
        Ok(self.values_writer.as_mut())
    }

    fn note_place(&mut self, key: &[u8], (at, bytes): (u64, u64)) -> Result<()> {
        self.value_bytes += bytes;
        self.entry.clear();
        Place { run: self.number + 1, at, bytes }.encode(&mut self.entry)?;
        self.writer.add(key, &self.entry)
    }

    /// Adds an entry that says the place of a state in a value run.
    pub fn add_place(
        &mut self,
        key: &[u8],
        entry: &[u8],
        place: Place,
        run: &Arc<Run>,
    ) -> Result<()> {
        self.values.add(run, place.bytes);
        self.writer.add(key, entry)
    }

    /// Length so far, in bytes, that of the value run included.
    pub fn bytes(&self) -> u64 {
        self.writer.bytes() + self.value_bytes
    }

    /// Length of the value run so far, in bytes.
    pub fn value_bytes(&self) -> u64 {
        self.value_bytes
    }

    /// Does a piece of what [`Writing::finish`] would do at once, about so many bytes of it. True
    /// when nothing of that is left but its syncs. A value run has little to end it: its keys are
    /// few.
    pub fn prepare_end(&mut self, bytes: u64) -> Result<bool> {
        Ok(self.writer.is_empty() || self.writer.prepare_end(bytes)?)
    }

    /// Completes the files, puts them and their names on stable storage, and opens them. None when
    /// nothing was added: the file is gone then.
    ///
    /// Errors: `NoSpace`, and nothing has happened; `LogStopped` when a sync failed.
    pub fn finish(mut self, disk: &dyn Disk, log: u64) -> Result<Option<Piece>> {
        if self.writer.is_empty() {
            self.abandon(disk);
            return Ok(None);
        }
        let has_values = self.values_writer.is_some();
        let paths = self.paths();
        let completed = self.values_writer.take().map(Writer::complete).transpose();
        let completed = completed.and_then(|values| Ok((self.writer.complete()?, values)));
        let (completed, values) = completed.map_err(|error| {
            paths.iter().for_each(|path| drop(disk.remove(path)));
            match error.code() {
                Code::NoSpace => error,
                // Whether the disk still keeps what it is told is in doubt from here on.
                _ => Error::new(Code::LogStopped, "failed to complete a run", error.to_string()),
            }
        })?;
        disk.sync_folder(&self.main).map_err(|cause| {
            let context = format!("{}: {cause}", self.main.display());
            Error::new(Code::LogStopped, "failed to sync the folder of a run", context)
        })?;
        let open = |number| {
            let path = names::run(&self.main, number);
            Run::open(disk, &path, RunId { log, number })
        };
        if let Some(values) = values.filter(|_| has_values) {
            let run = Arc::new(open(self.number + 1)?.knowing(values));
            self.values.add(&run, self.value_bytes);
        }
        let run = open(self.number)?.knowing(completed);
        Ok(Some(Piece { values: Arc::new(self.values), ..Piece::whole(Arc::new(run)) }))
    }

    /// Gives the files up.
    pub fn abandon(self, disk: &dyn Disk) {
        // What cannot be removed now is removed by the next opening.
        self.paths().iter().for_each(|path| drop(disk.remove(path)));
    }

    fn paths(&self) -> Vec<PathBuf> {
        let values = self.values_writer.as_ref().map(|_| self.number + 1);
        let numbers = std::iter::once(self.number).chain(values);
        numbers.map(|number| names::run(&self.main, number)).collect()
    }
}

fn start_file(disk: &dyn Disk, main: &Path, id: RunId) -> Result<Writer> {
    let path = names::run(main, id.number);
    let name: Arc<str> = path.to_string_lossy().into();
    let failed =
        |cause| Error::from_io(Code::FileWriteError, "failed to create run file", &name, &cause);
    let file = disk.open(&path, Access::Create).map_err(failed)?;
    // What an interrupted attempt left under this number is of no use.
    file.set_len(0).map_err(failed)?;
    Ok(Writer::new(file, name, id))
}
