// SPDX-License-Identifier: Apache-2.0
//! Tables and runs read as one, in key order: of each key the newest entry, and no other.

use std::ops::Bound;
use std::sync::Arc;

use crate::base::error::Result;

use super::encode;
use super::entry::KeyState;
use super::policy::{Shown, View};
use super::run::Found;
use super::runs::{Chain, RunSet, in_space, space};
use super::sum::StateSum;
use super::table::{Keys, Table};

/// One layer.
enum Source<'a> {
    Table(Keys<'a>),
    Runs(Chain),
}

impl Source<'_> {
    /// Runs hold other things behind the states.
    fn key(&self) -> Option<&[u8]> {
        match self {
            Self::Table(keys) => keys.key(),
            Self::Runs(chain) => chain.key()?.strip_prefix(&[space::STATE]),
        }
    }

    fn advance(&mut self) -> Result<()> {
        match self {
            Self::Table(keys) => keys.advance(),
            Self::Runs(chain) => chain.advance()?,
        }
        Ok(())
    }
}

/// What a walk finds at a key.
pub enum Item<'a> {
    /// The key has no state: it was taken away.
    Absent,
    /// Its state, in memory.
    Memory(&'a KeyState),
    /// Its state, in the bytes of a run.
    Encoded(&'a [u8]),
    /// The same, read from the place that the run says.
    Placed(Found),
}

impl<'a> Item<'a> {
    /// The state, when it is in memory.
    pub fn memory(&self) -> Option<&'a KeyState> {
        match self {
            Self::Memory(state) => Some(state),
            _ => None,
        }
    }

    /// The bytes of the state, when they are in a run.
    pub fn encoded(&self) -> Option<&[u8]> {
        match self {
            Self::Encoded(bytes) => Some(bytes),
            Self::Placed(found) => Some(found),
            Self::Absent | Self::Memory(_) => None,
        }
    }
}

/// A walk, standing on a key or at the end.
pub struct Walk<'a> {
    /// Newest first.
    sources: Vec<Source<'a>>,
    /// The first key that is not walked to.
    to: Option<Box<[u8]>>,
    /// The newest source that stands on the least key.
    current: Option<usize>,
    /// Of the other sources the newest that stands on the least of their keys.
    next: Option<usize>,
    passed: Vec<u8>,
}

impl<'a> Walk<'a> {
    /// Over the states of keys in tables, newest first, and in the runs below them.
    pub fn over_states(
        tables: impl Iterator<Item = &'a Arc<Table>>,
        runs: Option<&RunSet>,
        from: Bound<&[u8]>,
        to: Option<&[u8]>,
    ) -> Result<Self> {
        let mut sources: Vec<_> = tables.map(|table| Source::Table(table.from(from))).collect();
        if let Some(runs) = runs.filter(|runs| !runs.is_empty()) {
            let start = match from {
                Bound::Included(key) | Bound::Excluded(key) => in_space(space::STATE, key),
                Bound::Unbounded => vec![space::STATE],
            };
            let start = if matches!(from, Bound::Excluded(_)) {
                Bound::Excluded(&*start)
            } else {
                Bound::Included(&*start)
            };
            sources.extend(runs.chains(start, true)?.into_iter().map(Source::Runs));
        }
        let to = to.map(Into::into);
        let mut walk = Self { sources, to, current: None, next: None, passed: Vec::new() };
        walk.pick();
        Ok(walk)
    }

    /// The key it stands on; None at the end.
    pub fn key(&self) -> Option<&[u8]> {
        self.source()?.key()
    }

    /// What stands there.
    ///
    /// Errors: those of reading a large state, which say nothing about other keys.
    pub fn item(&self) -> Result<Item<'_>> {
        Ok(match self.source() {
            Some(Source::Table(keys)) => keys.state().map_or(Item::Absent, Item::Memory),
            Some(Source::Runs(chain)) if !chain.value().is_empty() => match chain.placed()? {
                Some(found) => Item::Placed(found),
                None => Item::Encoded(chain.value()),
            },
            _ => Item::Absent,
        })
    }

    /// Goes on to the next key.
    pub fn advance(&mut self) -> Result<()> {
        let Some(current) = self.current else { return Ok(()) };
        if self.next_key() == self.key() {
            return self.pass_all(current);
        }
        // No other source stands on this key. Mostly the next one is in the same source again.
        if let Some(source) = self.sources.get_mut(current) {
            source.advance()?;
        }
        let key = self.key();
        let is_least = key.is_some_and(|key| match (self.next, self.next_key()) {
            (Some(next), Some(other)) => key < other || (key == other && current < next),
            _ => true,
        });
        if !is_least {
            self.pick();
        } else if !key.is_some_and(|key| self.is_within(key)) {
            self.current = None;
        }
        Ok(())
    }

    /// Goes on in every source that stands on the key of this one.
    fn pass_all(&mut self, current: usize) -> Result<()> {
        self.passed.clear();
        let Self { sources, passed, .. } = self;
        if let Some(key) = sources.get(current).and_then(|source| source.key()) {
            passed.extend_from_slice(key);
        }
        for source in sources.iter_mut().skip(current) {
            if source.key() == Some(passed) {
                source.advance()?;
            }
        }
        self.pick();
        Ok(())
    }

    fn next_key(&self) -> Option<&[u8]> {
        self.next.and_then(|next| self.sources.get(next)).and_then(Source::key)
    }

    fn is_within(&self, key: &[u8]) -> bool {
        self.to.as_deref().is_none_or(|to| key < to)
    }

    fn source(&self) -> Option<&Source<'a>> {
        self.current.and_then(|current| self.sources.get(current))
    }

    fn pick(&mut self) {
        type Standing<'a> = Option<(usize, &'a [u8])>;
        let (mut least, mut second): (Standing<'_>, Standing<'_>) = (None, None);
        for (at, source) in self.sources.iter().enumerate() {
            let Some(key) = source.key() else { continue };
            if least.is_none_or(|(_, other)| key < other) {
                second = least.replace((at, key));
            } else if second.is_none_or(|(_, other)| key < other) {
                second = Some((at, key));
            }
        }
        let next = second.map(|(at, _)| at);
        self.current = least.filter(|(_, key)| self.is_within(key)).map(|(at, _)| at);
        self.next = next;
    }
}

/// A shown key with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The key.
    pub key: &'a [u8],
    /// The value.
    pub value: &'a [u8],
    /// This replica's counter when it was written.
    pub version: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
}

/// A view of everything as it stood at one moment: writes made later do not show.
#[derive(Clone)]
pub struct Snapshot {
    /// Newest first.
    pub(super) tables: Vec<Arc<Table>>,
    pub(super) runs: Arc<RunSet>,
    pub(super) view: Arc<View>,
}

impl Snapshot {
    /// The same tables over other runs.
    pub fn over(self, runs: RunSet) -> Self {
        Self { runs: Arc::new(runs), ..self }
    }

    /// The states from one key up to, not including, another.
    pub fn walk(&self, from: Bound<&[u8]>, to: Option<&[u8]>) -> Result<Walk<'_>> {
        Walk::over_states(self.tables.iter(), Some(&self.runs), from, to)
    }

    /// Calls `visit` with each key and its state, in byte order, until it returns false.
    pub fn states(
        &self,
        from: Bound<&[u8]>,
        to: Option<&[u8]>,
        mut visit: impl FnMut(&[u8], &KeyState) -> Result<bool>,
    ) -> Result<()> {
        let mut walk = self.walk(from, to)?;
        while let Some(key) = walk.key() {
            let item = walk.item()?;
            let goes_on = match item.encoded() {
                Some(bytes) => match encode::decode(bytes, &self.runs.origins)? {
                    Some(state) => visit(key, &state)?,
                    None => true,
                },
                None => item.memory().map_or(Ok(true), |state| visit(key, state))?,
            };
            if !goes_on {
                return Ok(());
            }
            walk.advance()?;
        }
        Ok(())
    }

    /// The same without tables.
    pub fn of_runs(self) -> Self {
        Self { tables: Vec::new(), ..self }
    }

    /// Calls `visit` with each key that a table knows and the state that it has there.
    pub fn in_tables(
        &self,
        mut visit: impl FnMut(&[u8], Option<&KeyState>) -> Result<()>,
    ) -> Result<()> {
        let mut walk = Walk::over_states(self.tables.iter(), None, Bound::Unbounded, None)?;
        while let Some(key) = walk.key() {
            visit(key, walk.item()?.memory())?;
            walk.advance()?;
        }
        Ok(())
    }

    /// What the state adds up to. Reads all of it.
    pub fn sum(&self) -> Result<StateSum> {
        let mut sum = StateSum::default();
        self.states(Bound::Unbounded, None, |key, state| {
            sum = sum.plus(StateSum::of(key, state));
            Ok(true)
        })?;
        Ok(sum)
    }

    /// As [`Snapshot::states`], with what the view shows of each key that it shows. Calls the merge
    /// function, if the policy says so: no lock may be held.
    pub fn scan(
        &self,
        from: Bound<&[u8]>,
        to: Option<&[u8]>,
        mut visit: impl FnMut(&[u8], Shown<'_>) -> Result<bool>,
    ) -> Result<()> {
        let mut walk = self.walk(from, to)?;
        while let Some(key) = walk.key() {
            let visit = |shown: Option<Shown<'_>>| match shown {
                Some(shown) => visit(key, shown),
                None => Ok(true),
            };
            let item = walk.item()?;
            let goes_on = match (item.memory(), item.encoded()) {
                (Some(state), _) => self.view.show(key, state, visit)??,
                (None, Some(bytes)) => {
                    encode::with_shown(key, bytes, &self.runs.origins, &self.view, visit)??
                }
                (None, None) => true,
            };
            if !goes_on {
                return Ok(());
            }
            walk.advance()?;
        }
        Ok(())
    }

    /// As [`Snapshot::scan`], row by row.
    pub fn rows(
        &self,
        from: Bound<&[u8]>,
        to: Option<&[u8]>,
        mut visit: impl FnMut(Row<'_>) -> Result<bool>,
    ) -> Result<()> {
        self.scan(from, to, |key, shown| match shown {
            Shown { value: Some(value), version, timestamp_ms } => {
                visit(Row { key, value, version, timestamp_ms })
            }
            _ => Ok(true),
        })
    }

    /// The state of a key.
    pub fn state(&self, key: &[u8]) -> Result<Option<Box<KeyState>>> {
        match self.tables.iter().find_map(|table| table.get(key)) {
            Some(slot) => Ok(slot.clone()),
            None => self.runs.state(key),
        }
    }

    /// The view in force when it was taken.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The runs below.
    pub fn runs(&self) -> &RunSet {
        &self.runs
    }
}
