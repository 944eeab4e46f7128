// SPDX-License-Identifier: Apache-2.0
//! Writers that come at the same time share one write and one sync.
//!
//! Whoever finds the log free leads and writes at once: a lone writer waits for nobody. Who comes
//! meanwhile joins the open group, and the first of a group leads it as soon as the log is free
//! again. Leading is handed on, never grabbed: somebody who comes in between joins the group that
//! waits, so that groups do not crumble, and the disk is at work again before the group before it
//! has woken. (Group commit; Gray and Reuter, "Transaction Processing", 1993, section 9.4.)
//!
//! Locks are taken in the order log, queue; the turn of a group is taken with neither held, or
//! under the queue.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{COMMIT_BYTES_MAX, COMMIT_LEN_MAX};

use super::lock;

/// Where a group stands.
enum Turn<A> {
    /// Still joined, or waiting for the log.
    Waiting,
    /// Its first member leads now.
    Lead,
    /// The answers that were not fetched yet.
    Done(Vec<Option<Result<A>>>),
}

/// What the members of one group wait for.
struct Group<A> {
    turn: Mutex<Turn<A>>,
    /// Only the first member waits here,
    leads: Condvar,
    /// and all others here: one call wakes them all.
    done: Condvar,
}

impl<A> Group<A> {
    fn new() -> Arc<Self> {
        let turn = Mutex::new(Turn::Waiting);
        Arc::new(Self { turn, leads: Condvar::new(), done: Condvar::new() })
    }

    fn hand_over(&self) {
        if let Ok(mut turn) = self.turn.lock() {
            *turn = Turn::Lead;
        }
        self.leads.notify_one();
    }

    fn finish(&self, answers: Vec<Option<Result<A>>>) {
        if let Ok(mut turn) = self.turn.lock() {
            *turn = Turn::Done(answers);
        }
        self.done.notify_all();
    }

    fn wait_to_lead(&self) -> Result<()> {
        let mut turn = lock(&self.turn)?;
        while matches!(*turn, Turn::Waiting) {
            turn = self.leads.wait(turn).map_err(|_| super::poisoned())?;
        }
        Ok(())
    }

    fn wait_for_answer(&self, place: usize) -> Result<A> {
        let mut turn = lock(&self.turn)?;
        loop {
            if let Turn::Done(answers) = &mut *turn {
                let answer = answers.get_mut(place).and_then(Option::take);
                return answer.unwrap_or_else(|| Err(unanswered()));
            }
            turn = self.done.wait(turn).map_err(|_| super::poisoned())?;
        }
    }
}

/// A group that waits for the log.
struct Gathered<T, A> {
    group: Arc<Group<A>>,
    tasks: Vec<T>,
    bytes: usize,
}

/// Invariant: while nobody leads, no group waits.
struct Queue<T, A> {
    is_led: bool,
    waiting: VecDeque<Gathered<T, A>>,
}

impl<T, A> Queue<T, A> {
    /// Puts a task into the last group with room for it. Returns the group and the place in it.
    fn join(&mut self, task: T, bytes: usize) -> (Arc<Group<A>>, usize) {
        if let Some(last) = self.waiting.back_mut()
            && last.tasks.len() < COMMIT_LEN_MAX
            && last.bytes + bytes <= COMMIT_BYTES_MAX
        {
            last.tasks.push(task);
            last.bytes += bytes;
            return (last.group.clone(), last.tasks.len() - 1);
        }
        let group = Group::new();
        self.waiting.push_back(Gathered { group: group.clone(), tasks: vec![task], bytes });
        (group, 0)
    }
}

/// The log behind its queue. `L` is what the leader holds, `T` a task, `A` its answer.
pub struct Shared<L, T, A> {
    log: Mutex<L>,
    queue: Mutex<Queue<T, A>>,
}

impl<L, T, A> Shared<L, T, A> {
    /// Puts the log behind an empty queue.
    pub fn new(log: L) -> Self {
        let queue = Queue { is_led: false, waiting: VecDeque::new() };
        Self { log: Mutex::new(log), queue: Mutex::new(queue) }
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
        let mut queue = lock(&self.queue)?;
        if !queue.is_led {
            queue.is_led = true;
            drop(queue);
            let _baton = Baton(self);
            let answer = lead(&mut *lock(&self.log)?, vec![task]).pop();
            return answer.unwrap_or_else(|| Err(unanswered()));
        }
        let (group, place) = queue.join(task, bytes);
        drop(queue);
        if place > 0 {
            return group.wait_for_answer(place);
        }
        group.wait_to_lead()?;
        self.lead_group(&group, lead)
    }

    fn lead_group(
        &self,
        group: &Group<A>,
        lead: impl Fn(&mut L, Vec<T>) -> Vec<Result<A>>,
    ) -> Result<A> {
        let mut members = Members { group, count: 0, answers: Vec::new() };
        // Dropped before the members are: the next group leads before this one wakes.
        let _baton = Baton(self);
        let mut log = lock(&self.log);
        // Taken only now, so that who came while the log was waited for is part of it.
        let gathered = lock(&self.queue)?.waiting.pop_front();
        let tasks = gathered.map(|gathered| gathered.tasks).unwrap_or_default();
        members.count = tasks.len();
        let answers = match &mut log {
            Ok(log) => lead(&mut *log, tasks),
            Err(error) => tasks.iter().map(|_| Err(error.clone())).collect(),
        };
        members.answers = answers.into_iter().map(Some).collect();
        let own = members.answers.first_mut().and_then(Option::take);
        own.unwrap_or_else(|| Err(unanswered()))
    }
}

/// The members of a group, who learn their answers when this is dropped; without any when their
/// leader panicked.
struct Members<'a, A> {
    group: &'a Group<A>,
    count: usize,
    answers: Vec<Option<Result<A>>>,
}

impl<A> Drop for Members<'_, A> {
    fn drop(&mut self) {
        let mut answers = std::mem::take(&mut self.answers);
        answers.resize_with(self.count, || Some(Err(super::poisoned())));
        self.group.finish(answers);
    }
}

/// The right to lead. Dropped after the log was let go, also by a panic: the first of the next
/// group gets it, or whoever comes.
struct Baton<'a, L, T, A>(&'a Shared<L, T, A>);

impl<L, T, A> Drop for Baton<'_, L, T, A> {
    fn drop(&mut self) {
        let Ok(mut queue) = self.0.queue.lock() else { return };
        match queue.waiting.front() {
            Some(next) => next.group.hand_over(),
            None => queue.is_led = false,
        }
    }
}

fn unanswered() -> Error {
    Error::new(Code::InternalError, "a shared write left a task without an answer", "")
}
