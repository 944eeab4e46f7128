// SPDX-License-Identifier: Apache-2.0
//! Who was not let in: few events that count, however many come.

use std::collections::VecDeque;

use crate::base::error::Error;
use crate::base::limits::REFUSALS_LEN_MAX;

use super::TransportEvent;

/// Refusals that wait to be told. They are apart from other events, so that a flood of them holds
/// back nothing else.
#[derive(Debug, Default)]
pub struct Refusals(VecDeque<Refusal>);

#[derive(Debug)]
struct Refusal {
    from: String,
    error: Error,
    count: u64,
}

impl Refusals {
    /// Notes one more: with those for the same reason, or with the last when many reasons wait.
    pub fn push(&mut self, from: String, error: Error) {
        let is_full = self.0.len() >= REFUSALS_LEN_MAX;
        let alike = self.0.iter_mut().rev().find(|waiting| is_full || waiting.error == error);
        match alike {
            Some(waiting) => {
                let count = waiting.count + 1;
                *waiting = Refusal { from, error, count };
            }
            None => self.0.push_back(Refusal { from, error, count: 1 }),
        }
    }

    /// Takes the oldest.
    pub fn pop(&mut self) -> Option<TransportEvent> {
        let Refusal { from, error, count } = self.0.pop_front()?;
        Some(TransportEvent::Refused { from, error, count })
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}
