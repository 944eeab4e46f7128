// SPDX-License-Identifier: Apache-2.0
//! What a disk holds: what was synced, for certain, and of the rest any part.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use softadastra::base::random::Random;

use super::record::Call;

/// A change of one file that is not synced yet.
#[derive(Clone, Debug)]
enum Change {
    Write(u64, Vec<u8>),
    Len(u64),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(at, new) => {
                let (at, end) = (*at as usize, *at as usize + new.len());
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[at..end].copy_from_slice(new);
            }
            Self::Len(len) => bytes.resize(*len as usize, 0),
        }
    }
}

#[derive(Clone, Debug, Default)]
struct File {
    synced: Vec<u8>,
    len: u64,
    waiting: Vec<Change>,
}

/// A change of a folder that is not synced yet.
#[derive(Clone, Debug)]
enum Entry {
    File(PathBuf, usize),
    Folder(PathBuf),
    Renamed(PathBuf, PathBuf, usize),
    Removed(PathBuf),
}

impl Entry {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::File(path, _) | Self::Folder(path) | Self::Removed(path) => path.parent(),
            Self::Renamed(_, to, _) => to.parent(),
        }
    }
}

/// The names that lead to files, and to folders (None).
type Names = BTreeMap<PathBuf, Option<usize>>;

fn apply(entry: &Entry, names: &mut Names) {
    match entry {
        Entry::File(path, file) => _ = names.insert(path.clone(), Some(*file)),
        Entry::Folder(path) => _ = names.insert(path.clone(), None),
        Entry::Removed(path) => _ = names.remove(path),
        Entry::Renamed(from, to, file) => {
            names.remove(from);
            names.insert(to.clone(), Some(*file));
        }
    }
}

/// What a sync that is under way will make last.
#[derive(Clone, Debug)]
enum Sync {
    File { file: usize, changes: usize },
    Folder { path: PathBuf, entries: usize },
}

/// Syncs that a machine is to take for done without doing anything, to see that this is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    None,
    Files,
    Folders,
}

/// What of the changes that were not synced the power leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Nothing,
    /// Any of the changes of files, and of the folders all up to some moment.
    Some,
}

/// The files below one folder.
#[derive(Clone, Debug)]
pub struct Machine {
    below: PathBuf,
    lies: Lies,
    files: Vec<File>,
    names: Names,
    synced_names: Names,
    waiting: Vec<Entry>,
    under_way: HashMap<u64, Sync>,
}

impl Machine {
    /// Holds what is there, all of it synced.
    pub fn holding(below: &Path, lies: Lies) -> Self {
        let mut machine = Self {
            below: below.to_owned(),
            lies,
            files: Vec::new(),
            names: Names::new(),
            synced_names: Names::new(),
            waiting: Vec::new(),
            under_way: HashMap::new(),
        };
        machine.load(below);
        machine.names.clone_into(&mut machine.synced_names);
        machine
    }

    fn load(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.names.insert(path.clone(), None);
                self.load(&path);
                continue;
            }
            let synced = fs::read(&path).unwrap();
            let len = synced.len() as u64;
            self.names.insert(path, Some(self.files.len()));
            self.files.push(File { synced, len, waiting: Vec::new() });
        }
    }

    /// Does what the process had done.
    pub fn take(&mut self, call: &Call) {
        match call {
            Call::Create(path) => {
                if path.starts_with(&self.below) && !self.names.contains_key(path) {
                    self.files.push(File::default());
                    self.enter(Entry::File(path.clone(), self.files.len() - 1));
                }
            }
            Call::Write { path, at, bytes } => {
                self.change(path, Change::Write(*at, bytes.clone()), at + bytes.len() as u64);
            }
            Call::Reserve { path, len } => {
                let file = self.file(path);
                if file.is_some_and(|file| self.files[file].len < *len) {
                    self.change(path, Change::Len(*len), *len);
                }
            }
            Call::SetLen { path, len } => {
                if let Some(file) = self.file(path) {
                    self.files[file].len = *len;
                    self.files[file].waiting.push(Change::Len(*len));
                }
            }
            Call::MakeFolder(path) if path.starts_with(&self.below) => {
                self.enter(Entry::Folder(path.clone()));
            }
            Call::Rename { from, to } => {
                if let Some(file) = self.file(from) {
                    self.enter(Entry::Renamed(from.clone(), to.clone(), file));
                }
            }
            Call::Remove(path) if self.file(path).is_some() => {
                self.enter(Entry::Removed(path.clone()));
            }
            Call::SyncBegins { thread, path } => self.begin_sync(*thread, path),
            Call::SyncDone { thread } => self.end_sync(*thread),
            Call::MakeFolder(_) | Call::Remove(_) | Call::Said(_) => {}
        }
    }

    fn file(&self, path: &Path) -> Option<usize> {
        *self.names.get(path)?
    }

    fn change(&mut self, path: &Path, change: Change, end: u64) {
        if let Some(file) = self.file(path) {
            let file = &mut self.files[file];
            file.len = file.len.max(end);
            file.waiting.push(change);
        }
    }

    fn enter(&mut self, entry: Entry) {
        apply(&entry, &mut self.names);
        self.waiting.push(entry);
    }

    fn begin_sync(&mut self, thread: u64, path: &Path) {
        let sync = match self.file(path) {
            Some(file) => Sync::File { file, changes: self.files[file].waiting.len() },
            None => Sync::Folder { path: path.to_owned(), entries: self.waiting.len() },
        };
        self.under_way.insert(thread, sync);
    }

    fn end_sync(&mut self, thread: u64) {
        match self.under_way.remove(&thread) {
            Some(Sync::File { file, changes }) if self.lies != Lies::Files => {
                self.sync_file(file, changes);
            }
            Some(Sync::Folder { path, entries }) if self.lies != Lies::Folders => {
                self.sync_folder(&path, entries);
            }
            _ => {}
        }
    }

    /// The first so many changes last. Another sync that is under way counts from the beginning.
    fn sync_file(&mut self, at: usize, changes: usize) {
        let file = &mut self.files[at];
        for change in file.waiting.drain(..changes.min(file.waiting.len())) {
            change.apply(&mut file.synced);
        }
        for sync in self.under_way.values_mut() {
            if let Sync::File { file, changes: others } = sync
                && *file == at
            {
                *others = others.saturating_sub(changes);
            }
        }
    }

    fn sync_folder(&mut self, folder: &Path, entries: usize) {
        let (now, later): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting)
            .into_iter()
            .enumerate()
            .partition(|(at, entry)| *at < entries && entry.folder() == Some(folder));
        for (_, entry) in &now {
            apply(entry, &mut self.synced_names);
        }
        for sync in self.under_way.values_mut() {
            if let Sync::Folder { entries, .. } = sync {
                *entries -= now.iter().filter(|(at, _)| at < entries).count();
            }
        }
        self.waiting = later.into_iter().map(|(_, entry)| entry).collect();
    }

    /// Writes what the power leaves into another folder. Returns how many changes it took.
    pub fn cut(&self, left: Left, random: &mut Random, to: &Path) -> usize {
        let mut names = self.synced_names.clone();
        let mut lost = self.waiting.len();
        fs::create_dir_all(to).unwrap();
        if left == Left::Some {
            let kept = random.up_to(self.waiting.len() as u64) as usize;
            self.waiting[..kept].iter().for_each(|entry| apply(entry, &mut names));
            lost -= kept;
        }
        for (path, file) in &names {
            let inside = path.strip_prefix(&self.below).unwrap();
            let is_reached = inside.ancestors().skip(1).all(|above| {
                above.as_os_str().is_empty() || names.contains_key(&self.below.join(above))
            });
            match file {
                _ if !is_reached => {}
                None => fs::create_dir_all(to.join(inside)).unwrap(),
                Some(file) => {
                    let file = &self.files[*file];
                    let mut bytes = file.synced.clone();
                    for change in &file.waiting {
                        let is_kept = left == Left::Some && random.up_to(1) == 0;
                        match is_kept {
                            true => change.apply(&mut bytes),
                            false => lost += 1,
                        }
                    }
                    fs::write(to.join(inside), bytes).unwrap();
                }
            }
        }
        lost
    }
}
