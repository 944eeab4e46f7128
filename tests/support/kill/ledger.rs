// SPDX-License-Identifier: Apache-2.0
//! What the killed processes said: the only truth that the test believes.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::value_of;

/// A write that was answered with "durable".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub version: u64,
    pub key: String,
    /// None for a delete.
    pub value: Option<Vec<u8>>,
    /// Whether its acknowledgement was told.
    pub ack_told: bool,
}

/// All of it for one log, over all lives.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub epoch: Option<u32>,
    /// By sequence number.
    pub own: BTreeMap<u64, Own>,
    /// Sequence numbers whose acknowledgement was at least about to be handed in.
    pub acking: HashSet<u64>,
    /// Acknowledged before a flush returned: never owed again.
    pub settled: BTreeSet<u64>,
    /// Local writes by key: version and value of the last.
    pub locals: BTreeMap<String, (u64, Vec<u8>)>,
    /// The peer's operations by sequence number, with the version they got here; 0 when it was the
    /// life that was killed that got it.
    pub remotes: BTreeMap<u64, u64>,
    versions: HashSet<u64>,
    acked_unflushed: BTreeSet<u64>,
    may_know_next: bool,
    unchecked_lives: u64,
    /// Own writes, and the peer's, that may be there or not: they were told, perhaps too late.
    late_own: u64,
    late_remotes: BTreeSet<u64>,
}

impl Ledger {
    pub fn begin_life(&mut self) {
        // The last life may have taken one in without getting to say so.
        self.may_know_next = true;
        // Without a flush they may have been forgotten.
        self.acked_unflushed.clear();
        self.unchecked_lives += 1;
    }

    /// Refuses more unanswered writes than could be under way in the lives since the last look.
    pub fn check_unanswered(&mut self, found: u64, per_life_max: u64) -> Result<(), String> {
        let lives = std::mem::take(&mut self.unchecked_lives);
        let late = std::mem::take(&mut self.late_own);
        if found <= lives * per_life_max + late {
            return Ok(());
        }
        Err(format!("{found} writes in the outbox that nobody was told of, in {lives} lives"))
    }

    /// A look that found no promise broken, made elsewhere.
    #[allow(dead_code)]
    pub fn looked(&mut self) {
        (self.unchecked_lives, self.late_own) = (0, 0);
    }

    /// Notes a line that need not be true of what is looked at, but may be.
    #[allow(dead_code)]
    pub fn note_later(&mut self, line: &str) -> Result<(), String> {
        let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
        let number = || -> Result<u64, String> {
            let word = rest.split(' ').next().unwrap_or_default();
            word.parse().map_err(|_| format!("no number in: {line}"))
        };
        match what {
            "life" => self.unchecked_lives += 1,
            "own" => self.late_own += 1,
            "recv" => _ = self.late_remotes.insert(number()?),
            "acking" => {
                let seq = number()?;
                // The number of a write that the power took may be given again.
                if self.own.contains_key(&seq) {
                    self.acking.insert(seq);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The first operation of the peer that nobody was told of.
    pub fn next_remote(&self) -> u64 {
        self.remotes.last_key_value().map_or(1, |(seq, _)| seq + 1)
    }

    pub fn version_max(&self) -> u64 {
        self.versions.iter().copied().max().unwrap_or(0)
    }

    /// Notes a line.
    pub fn note(&mut self, line: &str) -> Result<(), String> {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| -> Result<u64, String> {
            let word = words.get(at).ok_or(format!("a short line: {line}"))?;
            word.parse().map_err(|_| format!("no number in: {line}"))
        };
        match words[0] {
            "open" => self.note_open(number(1)? as u32, number(2)?),
            "own" => {
                let len = number(6)? as usize;
                let value = (words[3] == "P").then(|| value_of(words[4], words[5], len));
                self.note_own(number(1)?, number(2)?, words[4], value)
            }
            "local" => {
                self.note_version(number(1)?)?;
                let value = value_of(words[2], words[3], number(4)? as usize);
                self.locals.insert(words[2].to_owned(), (number(1)?, value));
                Ok(())
            }
            "recv" => self.note_received(number(1)?, number(2)?, words[3] == "known"),
            "acking" => {
                self.acking.insert(number(1)?);
                Ok(())
            }
            "acked" => {
                self.acked_unflushed.insert(number(1)?);
                if let Some(own) = self.own.get_mut(&number(1)?) {
                    own.ack_told = true;
                }
                Ok(())
            }
            "flush" => {
                self.settled.append(&mut self.acked_unflushed);
                Ok(())
            }
            _ => Err(format!("the child said: {line}")),
        }
    }

    /// Notes a write that was found without having been answered: from now on it must stay.
    pub fn note_own(
        &mut self,
        version: u64,
        seq: u64,
        key: &str,
        value: Option<Vec<u8>>,
    ) -> Result<(), String> {
        self.note_version(version)?;
        let own = Own { version, key: key.to_owned(), value, ack_told: false };
        match self.own.insert(seq, own) {
            Some(before) => Err(format!("sequence number {seq} was given twice: {before:?}")),
            None => Ok(()),
        }
    }

    fn note_open(&mut self, epoch: u32, version: u64) -> Result<(), String> {
        if *self.epoch.get_or_insert(epoch) != epoch {
            return Err(format!("epoch {epoch} after {:?}", self.epoch));
        }
        if version < self.version_max() {
            return Err(format!("opened at version {version} after {}", self.version_max()));
        }
        Ok(())
    }

    fn note_version(&mut self, version: u64) -> Result<(), String> {
        if self.versions.insert(version) {
            return Ok(());
        }
        Err(format!("version {version} was given twice"))
    }

    fn note_received(&mut self, seq: u64, version: u64, known: bool) -> Result<(), String> {
        if self.remotes.contains_key(&seq) {
            // A repetition says nothing of the one that was cut off.
            return match known {
                true => Ok(()),
                false => Err(format!("peer-{seq} was received and is applied a second time")),
            };
        }
        let may_be_known = match known && self.late_remotes.contains(&seq) {
            true => true,
            false => std::mem::take(&mut self.may_know_next),
        };
        if known && !may_be_known {
            return Err(format!("peer-{seq} was known before it came"));
        }
        self.remotes.insert(seq, version);
        if known { Ok(()) } else { self.note_version(version) }
    }
}
