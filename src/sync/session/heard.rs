// SPDX-License-Identifier: Apache-2.0
//! What the other side knows, put together from its parts.

use std::collections::BTreeSet;

use crate::base::error::{Result, invalid};
use crate::base::know::Knowledge;
use crate::base::limits::KNOW_PARTS_LEN_MAX;

use super::super::wire::message::Know;

/// The parts that have come so far.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    round: u32,
    total: u32,
    parts: BTreeSet<u32>,
    known: Knowledge,
    is_whole: bool,
}

impl Heard {
    /// Takes a part in. Returns all of it when this was the last one that was missing. Parts of an
    /// older round say nothing new.
    ///
    /// Errors: `InvalidArgument` for a part that cannot be one, nothing changed.
    pub fn take(&mut self, part: &Know) -> Result<Option<Knowledge>> {
        let is_fine = part.index < part.total && part.total <= KNOW_PARTS_LEN_MAX;
        if !is_fine || (part.round == self.round && self.total > 0 && part.total != self.total) {
            let context = format!(
                "part {} of {}, in round {} after {} of {}",
                part.index, part.total, part.round, self.round, self.total
            );
            return Err(invalid("invalid part of a peer's knowledge", context));
        }
        if self.total > 0 && part.round < self.round {
            return Ok(None);
        }
        if self.total == 0 || part.round > self.round {
            let is_whole = self.is_whole;
            *self = Self { round: part.round, total: part.total, is_whole, ..Self::default() };
        }
        if !self.parts.insert(part.index) {
            return Ok(None);
        }
        self.known.join(&part.known);
        if self.parts.len() < self.total as usize {
            return Ok(None);
        }
        self.is_whole = true;
        Ok(Some(std::mem::take(&mut self.known)))
    }

    /// Whether all parts of some round have come.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }
}

/// What the other side knows, and what of that it only holds.
#[derive(Clone, Debug, Default)]
pub struct HeardAll {
    know: Heard,
    held: Heard,
    /// Knowledge that what is held belongs to, and that, each with its round, until both are there.
    told: Option<(u32, Knowledge)>,
    holding: Option<(u32, Knowledge)>,
    is_whole: bool,
}

impl HeardAll {
    /// Takes a part of its knowledge in; `holds`: what it only holds is said beside. Returns all
    /// that it knows and all that it holds once both are there.
    ///
    /// Errors: as [`Heard::take`].
    pub fn take(&mut self, part: &Know, holds: bool) -> Result<Option<(Knowledge, Knowledge)>> {
        let Some(known) = self.know.take(part)? else { return Ok(None) };
        if !holds {
            (self.told, self.holding, self.is_whole) = (None, None, true);
            return Ok(Some((known, Knowledge::default())));
        }
        self.told = Some((part.round, known));
        Ok(self.meet())
    }

    /// Takes a part of what it holds in. As [`HeardAll::take`].
    pub fn take_held(&mut self, part: &Know) -> Result<Option<(Knowledge, Knowledge)>> {
        if let Some(held) = self.held.take(part)? {
            self.holding = Some((part.round, held));
        }
        Ok(self.meet())
    }

    fn meet(&mut self) -> Option<(Knowledge, Knowledge)> {
        let is_one_round = |told: &(u32, _), holding: &(u32, _)| told.0 == holding.0;
        let (told, holding) = (self.told.as_ref()?, self.holding.as_ref()?);
        if !is_one_round(told, holding) {
            return None;
        }
        self.is_whole = true;
        let ((_, known), (_, held)) = (self.told.take()?, self.holding.take()?);
        Some((known, held))
    }

    /// Whether all of it has come in some round.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{Dot, NodeId, Origin};

    fn part(round: u32, index: u32, total: u32, node: &str) -> Know {
        let mut known = Knowledge::default();
        let origin = Origin { node: NodeId::new(node).unwrap(), epoch: 1 };
        known.insert(&Dot { origin, seq: 1 });
        Know { round, index, total, known }
    }

    #[test]
    fn the_whole_is_there_when_all_parts_are_in_any_order_and_once() {
        let mut heard = Heard::default();
        assert_eq!(heard.take(&part(1, 2, 3, "c")).unwrap(), None);
        assert_eq!(heard.take(&part(1, 0, 3, "a")).unwrap(), None);
        assert_eq!(heard.take(&part(1, 0, 3, "a")).unwrap(), None);
        assert!(!heard.is_whole());
        let whole = heard.take(&part(1, 1, 3, "b")).unwrap().unwrap();
        assert_eq!(whole.iter().count(), 3);
        assert!(heard.is_whole());
        assert_eq!(heard.take(&part(1, 1, 3, "b")).unwrap(), None);
    }

    #[test]
    fn a_new_round_starts_again_and_an_old_one_is_over() {
        let mut heard = Heard::default();
        assert_eq!(heard.take(&part(1, 0, 2, "a")).unwrap(), None);
        let whole = heard.take(&part(2, 0, 1, "b")).unwrap().unwrap();
        assert_eq!(whole.iter().count(), 1);
        assert_eq!(heard.take(&part(1, 1, 2, "c")).unwrap(), None);
        assert!(heard.is_whole());
    }

    #[test]
    fn who_holds_something_is_heard_when_both_parts_of_a_round_are_there() {
        let (known, held) = (|round| part(round, 0, 1, "a"), |round| part(round, 0, 1, "b"));
        for is_held_first in [false, true] {
            let mut heard = HeardAll::default();
            let mut take = |is_held: bool, round| match is_held {
                true => heard.take_held(&held(round)).unwrap(),
                false => heard.take(&known(round), true).unwrap(),
            };
            assert_eq!(take(is_held_first, 1), None);
            // The other one of that round was lost.
            assert_eq!(take(!is_held_first, 2), None);
            let both = take(is_held_first, 2).unwrap();
            assert_eq!(both, (known(2).known, held(2).known));
            assert_eq!(take(is_held_first, 2), None);
            assert!(heard.is_whole());
        }
        let mut heard = HeardAll::default();
        assert_eq!(heard.take(&known(1), true).unwrap(), None);
        assert!(!heard.is_whole());
        let alone = heard.take(&known(2), false).unwrap().unwrap();
        assert!(alone.1.is_empty() && heard.is_whole());
    }

    #[test]
    fn parts_that_cannot_be_are_refused() {
        let mut heard = Heard::default();
        assert!(heard.take(&part(1, 1, 1, "a")).is_err());
        assert!(heard.take(&part(1, 0, 0, "a")).is_err());
        assert!(heard.take(&part(1, 0, u32::MAX, "a")).is_err());
        heard.take(&part(1, 0, 2, "a")).unwrap();
        assert!(heard.take(&part(1, 1, 3, "a")).is_err());
    }
}
