// SPDX-License-Identifier: Apache-2.0
//! Writers that come at the same time share one write and one sync.
//!
//! Whoever finds the log free leads and writes at once: a lone writer waits for nobody. Who
//! comes meanwhile joins the group that waits. When the log is free again, the first of that group
//! is woken to lead it; whoever comes before it has woken joins the group and leads instead, so
//! that the disk never waits for one particular thread to get a processor. Leading always means
//! the front group: nobody is overtaken. (Group commit; Gray and Reuter, "Transaction Processing",
//! 1993, section 9.4.)
//!
//! Locks are taken in the order log, queue, turn.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{COMMIT_BYTES_MAX, COMMIT_LEN_MAX};

use super::lock;

/// Where a group stands.
enum Turn<A> {
    /// Still joined, or being written.
    Waiting,
    /// The log is free: the first member is to lead, unless somebody else does already.
    Free,
    /// The answers that were not fetched yet.
    Done(Vec<Option<Result<A>>>),
}

/// What the members of one group wait for.
struct Group<A> {
    turn: Mutex<Turn<A>>,
    /// Only the first member waits here,
    first: Condvar,
    /// and all others here: one call wakes them all.
    others: Condvar,
}

impl<A> Group<A> {
    fn new() -> Arc<Self> {
        let turn = Mutex::new(Turn::Waiting);
        Arc::new(Self { turn, first: Condvar::new(), others: Condvar::new() })
    }

    fn offer(&self) {
        if let Ok(mut turn) = self.turn.lock() {
            *turn = Turn::Free;
        }
        self.first.notify_one();
    }

    fn finish(&self, answers: Vec<Option<Result<A>>>) {
        if let Ok(mut turn) = self.turn.lock() {
            *turn = Turn::Done(answers);
        }
        self.first.notify_one();
        self.others.notify_all();
    }

    /// Waits as the first member. True when the group is done, false when the log is free.
    fn is_done_or_free(&self) -> Result<bool> {
        let mut turn = lock(&self.turn)?;
        loop {
            match *turn {
                Turn::Waiting => turn = self.first.wait(turn).map_err(|_| super::poisoned())?,
                Turn::Free => {
                    *turn = Turn::Waiting;
                    return Ok(false);
                }
                Turn::Done(_) => return Ok(true),
            }
        }
    }

    fn answer(&self, place: usize) -> Result<A> {
        let mut turn = lock(&self.turn)?;
        loop {
            if let Turn::Done(answers) = &mut *turn {
                let answer = answers.get_mut(place).and_then(Option::take);
                return answer.unwrap_or_else(|| Err(unanswered()));
            }
            turn = self.others.wait(turn).map_err(|_| super::poisoned())?;
        }
    }
}

/// A group that waits for the log.
struct Gathered<T, A> {
    group: Arc<Group<A>>,
    tasks: Vec<T>,
    bytes: usize,
}

/// Invariant: while nobody leads, the first member of the front group knows that the log is free.
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

    /// The front group, to be led by the caller, if nobody leads.
    fn claim(&mut self) -> Option<Gathered<T, A>> {
        if self.is_led {
            return None;
        }
        let front = self.waiting.pop_front();
        self.is_led = front.is_some();
        front
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
    /// tasks and returns one answer for each, in order; `lead_one` does the same for a task that
    /// nobody joined, which needs no lists.
    pub fn run(
        &self,
        task: T,
        bytes: usize,
        lead_one: impl FnOnce(&mut L, T) -> Result<A>,
        lead: impl Fn(&mut L, Vec<T>) -> Vec<Result<A>>,
    ) -> Result<A> {
        let mut queue = lock(&self.queue)?;
        if !queue.is_led && queue.waiting.is_empty() {
            queue.is_led = true;
            drop(queue);
            let _baton = Baton(self);
            return lead_one(&mut *lock(&self.log)?, task);
        }
        let (group, place) = queue.join(task, bytes);
        let front = queue.claim();
        drop(queue);
        self.lead_group(front, &lead);
        while place == 0 && !group.is_done_or_free()? {
            let front = lock(&self.queue)?.claim();
            self.lead_group(front, &lead);
        }
        group.answer(place)
    }

    fn lead_group(
        &self,
        gathered: Option<Gathered<T, A>>,
        lead: &impl Fn(&mut L, Vec<T>) -> Vec<Result<A>>,
    ) {
        let Some(Gathered { group, tasks, .. }) = gathered else { return };
        let mut members = Members { group, count: tasks.len(), answers: Vec::new() };
        // Dropped before the members are: the log is free before this group wakes.
        let _baton = Baton(self);
        let answers = match lock(&self.log) {
            Ok(mut log) => lead(&mut *log, tasks),
            Err(error) => tasks.iter().map(|_| Err(error.clone())).collect(),
        };
        members.answers = answers.into_iter().map(Some).collect();
    }
}

/// The members of a group, who learn their answers when this is dropped; without any when their
/// leader panicked.
struct Members<A> {
    group: Arc<Group<A>>,
    count: usize,
    answers: Vec<Option<Result<A>>>,
}

impl<A> Drop for Members<A> {
    fn drop(&mut self) {
        let mut answers = std::mem::take(&mut self.answers);
        answers.resize_with(self.count, || Some(Err(super::poisoned())));
        self.group.finish(answers);
    }
}

/// The right to lead. Dropped after the log was let go, also by a panic.
struct Baton<'a, L, T, A>(&'a Shared<L, T, A>);

impl<L, T, A> Drop for Baton<'_, L, T, A> {
    fn drop(&mut self) {
        let Ok(mut queue) = self.0.queue.lock() else { return };
        queue.is_led = false;
        if let Some(front) = queue.waiting.front() {
            front.group.offer();
        }
    }
}

fn unanswered() -> Error {
    Error::new(Code::InternalError, "a shared write left a task without an answer", "")
}
