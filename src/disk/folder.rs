// SPDX-License-Identifier: Apache-2.0
//! Which names lead to which files of the memory disk, now and after a power cut.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// What tells one file from all others, whatever it is called.
pub(super) type Identity = u64;

/// A change to the names that no sync has made durable yet.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// The name that was made or, by a removal, taken away.
    pub path: PathBuf,
    pub kind: TurnKind,
    pub file: Identity,
}

#[derive(Clone, Debug)]
pub(super) enum TurnKind {
    Made,
    Renamed { from: PathBuf },
    Removed,
}

/// The names as everyone sees them, the names on stable storage, and what lies between.
#[derive(Default)]
pub(super) struct Names {
    live: BTreeMap<PathBuf, Identity>,
    durable: BTreeMap<PathBuf, Identity>,
    turns: Vec<Turn>,
}

impl Names {
    /// Names that are all durable.
    pub fn of(durable: BTreeMap<PathBuf, Identity>) -> Self {
        Self { live: durable.clone(), durable, turns: Vec::new() }
    }

    pub fn find(&self, path: &Path) -> Option<Identity> {
        self.live.get(path).copied()
    }

    /// The names in use, in order.
    pub fn live(&self) -> &BTreeMap<PathBuf, Identity> {
        &self.live
    }

    /// What a power cut can undo, oldest first.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    pub fn make(&mut self, path: &Path, file: Identity) {
        self.turn(Turn { path: path.into(), kind: TurnKind::Made, file });
    }

    pub fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.find(from).ok_or_else(missing)?;
        if from != to {
            let kind = TurnKind::Renamed { from: from.into() };
            self.turn(Turn { path: to.into(), kind, file });
        }
        Ok(())
    }

    pub fn remove(&mut self, path: &Path) -> io::Result<()> {
        let file = self.find(path).ok_or_else(missing)?;
        self.turn(Turn { path: path.into(), kind: TurnKind::Removed, file });
        Ok(())
    }

    /// Puts a name on stable storage, whatever else was under way with it.
    pub fn fix(&mut self, path: &Path, file: Identity) {
        self.turns.retain(|turn| turn.path != path);
        self.live.insert(path.into(), file);
        self.durable.insert(path.into(), file);
    }

    /// Makes everything durable that happened in the folder of `path`.
    pub fn sync(&mut self, path: &Path) {
        for turn in std::mem::take(&mut self.turns) {
            if turn.path.parent() == path.parent() {
                turn.apply(&mut self.durable);
            } else {
                self.turns.push(turn);
            }
        }
    }

    /// The names after a power cut that keeps the turns that `pick` says yes to. Each may stay
    /// without the others, so a later one without an earlier one too.
    pub fn after_crash(&self, mut pick: impl FnMut(&Turn) -> bool) -> BTreeMap<PathBuf, Identity> {
        let mut names = self.durable.clone();
        for turn in self.turns.iter().filter(|turn| pick(turn)) {
            turn.apply(&mut names);
        }
        names
    }

    /// The files that have a name, or can have one after a power cut.
    pub fn reachable(&self) -> BTreeSet<Identity> {
        let named = self.live.values().chain(self.durable.values()).copied();
        named.chain(self.turns.iter().map(|turn| turn.file)).collect()
    }

    /// Whether a file has a name, or can have one after a power cut.
    pub fn reach(&self, file: Identity) -> bool {
        let mut named = self.live.values().chain(self.durable.values());
        named.any(|id| *id == file) || self.turns.iter().any(|turn| turn.file == file)
    }

    fn turn(&mut self, turn: Turn) {
        turn.apply(&mut self.live);
        self.turns.push(turn);
    }
}

impl Turn {
    fn apply(&self, names: &mut BTreeMap<PathBuf, Identity>) {
        let gone = match &self.kind {
            TurnKind::Made => None,
            TurnKind::Renamed { from } => Some(from),
            TurnKind::Removed => Some(&self.path),
        };
        // The name may lead elsewhere by now, when only some of the turns happened.
        if let Some(gone) = gone
            && names.get(gone) == Some(&self.file)
        {
            names.remove(gone);
        }
        if !matches!(self.kind, TurnKind::Removed) {
            names.insert(self.path.clone(), self.file);
        }
    }
}

fn missing() -> io::Error {
    io::Error::from_raw_os_error(libc::ENOENT)
}
