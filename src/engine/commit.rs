// SPDX-License-Identifier: Apache-2.0
//! Writers that come at the same time share one write and one sync.
//!
//! Whoever finds the log free leads: it takes what the others have queued meanwhile, writes all of
//! it at once, and hands each its answer. A lone writer waits for nobody. After it is done the
//! leader wakes the first one that queued in between, which leads next. (Group commit; Gray and
//! Reuter, "Transaction Processing", 1993, section 9.4.)

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, TryLockError};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{COMMIT_BYTES_MAX, COMMIT_LEN_MAX};

use super::lock;

/// What a waiting writer learns.
enum Turn<A> {
    Waiting,
    Lead,
    Done(Result<A>),
}

struct Seat<A> {
    turn: Mutex<Turn<A>>,
    woken: Condvar,
}

impl<A> Seat<A> {
    fn tell(&self, turn: Turn<A>) {
        if let Ok(mut place) = self.turn.lock()
            && !matches!(*place, Turn::Done(_))
        {
            *place = turn;
            self.woken.notify_one();
        }
    }
}

struct Queued<T, A> {
    task: T,
    bytes: usize,
    seat: Arc<Seat<A>>,
}

/// The log behind its queue. `L` is what the leader holds, `T` a task, `A` its answer.
pub struct Shared<L, T, A> {
    log: Mutex<L>,
    queue: Mutex<VecDeque<Queued<T, A>>>,
}

/// Answers every seat that its leader left without one: it panicked.
struct Unanswered<A>(VecDeque<Arc<Seat<A>>>);

impl<A> Drop for Unanswered<A> {
    fn drop(&mut self) {
        for seat in &self.0 {
            seat.tell(Turn::Done(Err(super::poisoned())));
        }
    }
}

impl<L, T, A> Shared<L, T, A> {
    /// Puts the log behind an empty queue.
    pub fn new(log: L) -> Self {
        Self { log: Mutex::new(log), queue: Mutex::default() }
    }

    /// The log itself, between two commits.
    pub fn log(&self) -> Result<MutexGuard<'_, L>> {
        lock(&self.log)
    }

    /// Gets the task written together with those of other threads. `lead` gets the log and all the
    /// tasks and returns one answer for each, in order.
    pub fn run(
        &self,
        task: T,
        bytes: usize,
        lead: impl Fn(&mut L, Vec<T>) -> Vec<Result<A>>,
    ) -> Result<A> {
        {
            let _wake = WakeNext(self);
            if let Some(mut log) = self.try_log()? {
                let answer = self.lead(&mut log, Some((task, bytes)), &lead);
                return answer.unwrap_or_else(|| Err(unanswered()));
            }
        }
        let seat = Arc::new(Seat { turn: Mutex::new(Turn::Waiting), woken: Condvar::new() });
        lock(&self.queue)?.push_back(Queued { task, bytes, seat: seat.clone() });
        // The leader may have looked at the queue for the last time just before.
        if let Some(log) = self.try_log()? {
            drop(log);
            drop(WakeNext(self));
        }
        loop {
            let mut turn = lock(&seat.turn)?;
            while matches!(*turn, Turn::Waiting) {
                turn = seat.woken.wait(turn).map_err(|_| super::poisoned())?;
            }
            match std::mem::replace(&mut *turn, Turn::Waiting) {
                Turn::Done(answer) => return answer,
                Turn::Lead | Turn::Waiting => drop(turn),
            }
            let _wake = WakeNext(self);
            let mut log = lock(&self.log)?;
            self.lead(&mut log, None, &lead);
        }
    }

    fn try_log(&self) -> Result<Option<MutexGuard<'_, L>>> {
        match self.log.try_lock() {
            Ok(log) => Ok(Some(log)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Poisoned(_)) => Err(super::poisoned()),
        }
    }

    /// Runs the leader's own task and as many queued ones as fit. Returns the own answer.
    fn lead(
        &self,
        log: &mut L,
        own: Option<(T, usize)>,
        lead: &impl Fn(&mut L, Vec<T>) -> Vec<Result<A>>,
    ) -> Option<Result<A>> {
        let has_own = own.is_some();
        let mut bytes = own.as_ref().map_or(0, |(_, bytes)| *bytes);
        let mut tasks: Vec<T> = own.into_iter().map(|(task, _)| task).collect();
        let mut seats = Unanswered(VecDeque::new());
        if let Ok(mut queue) = self.queue.lock() {
            while tasks.len() < COMMIT_LEN_MAX
                && let Some(next) = queue.front()
                && (tasks.is_empty() || bytes + next.bytes <= COMMIT_BYTES_MAX)
                && let Some(next) = queue.pop_front()
            {
                bytes += next.bytes;
                tasks.push(next.task);
                seats.0.push_back(next.seat);
            }
        }
        if tasks.is_empty() {
            return None;
        }
        let mut answers = lead(log, tasks).into_iter();
        let answer = if has_own { answers.next() } else { None };
        while let Some(seat) = seats.0.pop_front() {
            seat.tell(Turn::Done(answers.next().unwrap_or_else(|| Err(unanswered()))));
        }
        answer
    }
}

/// Dropped after the log was let go: the first in the queue leads next. When the leader panicked
/// nobody can, and all of them learn it.
struct WakeNext<'a, L, T, A>(&'a Shared<L, T, A>);

impl<L, T, A> Drop for WakeNext<'_, L, T, A> {
    fn drop(&mut self) {
        let Ok(mut queue) = self.0.queue.lock() else { return };
        if self.0.log.is_poisoned() {
            for left in queue.drain(..) {
                left.seat.tell(Turn::Done(Err(super::poisoned())));
            }
        } else if let Some(next) = queue.front() {
            next.seat.tell(Turn::Lead);
        }
    }
}

fn unanswered() -> Error {
    Error::new(Code::InternalError, "a shared write left a task without an answer", "")
}
