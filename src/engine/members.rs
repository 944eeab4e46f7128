// SPDX-License-Identifier: Apache-2.0
//! Who wrote together, and what they wait for: the first for its turn to lead or for the answers,
//! the others for the answers alone.

use std::time::Duration;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::GATHER_WAIT_US;

use super::lock;
use super::locks::{Arc, Condvar, Mutex, OnceLock};

/// Where a group stands, for its first member.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Still joined, or being written.
    Waiting,
    /// The log is free: the first member is to lead, unless somebody else does already.
    Free,
    /// The answers are there.
    Done,
}

/// What the first member of a group has waited for.
pub(super) enum First {
    /// The group was written.
    Done,
    /// The log became free.
    Free,
    /// It has waited for others long enough.
    Late,
}

/// An answer until its member fetches it. Nobody else looks, so this lock is never waited for.
type Cell<A> = Mutex<Option<Result<A>>>;

/// What the members of one group wait for.
pub(super) struct Group<A> {
    /// Only the first member waits for this,
    turn: Mutex<Turn>,
    first: Condvar,
    /// and all others for this: one call wakes them all, and none of them needs a lock to go on.
    answers: OnceLock<Vec<Cell<A>>>,
}

impl<A> Group<A> {
    pub(super) fn new() -> Arc<Self> {
        let (turn, first) = (Mutex::new(Turn::Waiting), Condvar::new());
        Arc::new(Self { turn, first, answers: OnceLock::new() })
    }

    /// Tells the first member.
    pub(super) fn tell(&self, now: Turn) {
        if let Ok(mut turn) = self.turn.lock() {
            *turn = now;
        }
        self.first.notify_one();
    }

    /// Gives the members their answers, once.
    fn finish(&self, answers: Vec<Cell<A>>) {
        let _ = self.answers.set(answers);
        self.tell(Turn::Done);
    }

    /// Waits as the first member, when `is_gathering` not for long.
    pub(super) fn first_turn(&self, is_gathering: bool) -> Result<First> {
        let mut turn = lock(&self.turn)?;
        loop {
            match *turn {
                Turn::Free => {
                    *turn = Turn::Waiting;
                    return Ok(First::Free);
                }
                Turn::Done => return Ok(First::Done),
                Turn::Waiting if is_gathering => {
                    let wait = Duration::from_micros(GATHER_WAIT_US);
                    let woken = self.first.wait_timeout(turn, wait);
                    let (held, timer) = woken.map_err(|_| super::poisoned())?;
                    turn = held;
                    if timer.timed_out() && *turn == Turn::Waiting {
                        return Ok(First::Late);
                    }
                }
                Turn::Waiting => turn = self.first.wait(turn).map_err(|_| super::poisoned())?,
            }
        }
    }

    pub(super) fn answer(&self, place: usize) -> Result<A> {
        let cell = self.answers.wait().get(place).ok_or_else(unanswered)?;
        lock(cell)?.take().unwrap_or_else(|| Err(unanswered()))
    }
}

/// The members of a group, who learn their answers when this is dropped; without any when their
/// leader panicked.
pub(super) struct Members<A> {
    group: Arc<Group<A>>,
    count: usize,
    answers: Vec<Cell<A>>,
}

impl<A> Members<A> {
    pub(super) fn new(group: Arc<Group<A>>, count: usize) -> Self {
        Self { group, count, answers: Vec::new() }
    }

    /// What they will learn, in the order in which they joined.
    pub(super) fn answer(&mut self, answers: Vec<Result<A>>) {
        self.answers = answers.into_iter().map(|answer| Mutex::new(Some(answer))).collect();
    }
}

impl<A> Drop for Members<A> {
    fn drop(&mut self) {
        let mut answers = std::mem::take(&mut self.answers);
        answers.resize_with(self.count, || Mutex::new(Some(Err(super::poisoned()))));
        self.group.finish(answers);
    }
}

fn unanswered() -> Error {
    Error::new(Code::InternalError, "a shared write left a task without an answer", "")
}
