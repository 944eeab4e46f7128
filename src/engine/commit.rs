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
//! Where a group costs a sync, who was in the last one is likely to come again at once. So the
//! next group is led by the one who makes it as large as that, and its first member gives the
//! others a moment, bounded by [`GATHER_WAIT_US`]. Without this, threads fall into two groups that
//! take turns, and each sync has half of them only. ([`Pace`])
//!
//! Locks are taken in the order log, queue, turn.

use std::collections::VecDeque;

use crate::base::error::Result;
use crate::base::limits::{COMMIT_BYTES_MAX, COMMIT_LEN_MAX};

use super::lock;
use super::locks::{Arc, Mutex, MutexGuard};
use super::members::{First, Group, Members, Turn};
use super::pace::Pace;

/// A group that waits for the log.
pub(super) struct Gathered<T, A> {
    group: Arc<Group<A>>,
    pub(super) tasks: Vec<T>,
    bytes: usize,
}

/// Invariant: while nobody leads, the first member of the front group knows that the log is free,
/// or is about to be told.
pub(super) struct Queue<T, A> {
    pub(super) is_led: bool,
    pub(super) waiting: VecDeque<Gathered<T, A>>,
    pace: Pace,
}

impl<T, A> Queue<T, A> {
    /// Whether a task can go out by itself, without being put into a group.
    fn lets_one_pass(&self) -> bool {
        !self.is_led && self.waiting.is_empty() && self.pace.is_enough(1)
    }

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

    /// The front group, to be led by the caller, if nobody leads and it is large enough or `late`.
    fn claim(&mut self, late: bool) -> Option<Gathered<T, A>> {
        let count = self.waiting.front()?.tasks.len();
        let is_enough = late || self.waiting.len() > 1 || self.pace.is_enough(count);
        if self.is_led || !is_enough {
            return None;
        }
        self.pace.start(count);
        self.is_led = true;
        self.waiting.pop_front()
    }

    /// Whether it is up to the first member of `group` to lead next.
    fn is_free_for(&self, group: &Arc<Group<A>>) -> bool {
        let front = self.waiting.front();
        !self.is_led && front.is_some_and(|front| Arc::ptr_eq(&front.group, group))
    }
}

/// The log behind its queue. `L` is what the leader holds, `T` a task, `A` its answer.
pub struct Shared<L, T, A> {
    log: Mutex<L>,
    pub(super) queue: Mutex<Queue<T, A>>,
}

impl<L, T, A> Shared<L, T, A> {
    /// Puts the log behind an empty queue. `gathers` says that a group is worth a short wait.
    pub fn new(log: L, gathers: bool) -> Self {
        let pace = Pace::new(gathers);
        let queue = Queue { is_led: false, waiting: VecDeque::new(), pace };
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
        if queue.lets_one_pass() {
            queue.is_led = true;
            queue.pace.start(1);
            drop(queue);
            let _baton = Baton { shared: self, count: 1, members: None };
            return lead_one(&mut *lock(&self.log)?, task);
        }
        let (group, place) = queue.join(task, bytes);
        if place == 0 {
            drop(queue);
            self.run_first(&group, &lead)?;
        } else {
            let front = queue.claim(false);
            drop(queue);
            self.lead_group(front, &lead);
        }
        group.answer(place)
    }

    /// Sees to it that the group is led, by its first member if by nobody else.
    fn run_first(
        &self,
        group: &Arc<Group<A>>,
        lead: &impl Fn(&mut L, Vec<T>) -> Vec<Result<A>>,
    ) -> Result<()> {
        let mut is_late = false;
        loop {
            let mut queue = lock(&self.queue)?;
            let is_free = queue.is_free_for(group);
            let front = queue.claim(is_late && is_free);
            drop(queue);
            let is_gathering = is_free && front.is_none();
            self.lead_group(front, lead);
            match group.first_turn(is_gathering)? {
                First::Done => return Ok(()),
                First::Free => is_late = false,
                First::Late => is_late = true,
            }
        }
    }

    fn lead_group(
        &self,
        gathered: Option<Gathered<T, A>>,
        lead: &impl Fn(&mut L, Vec<T>) -> Vec<Result<A>>,
    ) {
        let Some(Gathered { group, tasks, .. }) = gathered else { return };
        let count = tasks.len();
        let members = Some(Members::new(group, count));
        let mut baton = Baton { shared: self, count, members };
        let answers = match lock(&self.log) {
            Ok(mut log) => lead(&mut *log, tasks),
            Err(error) => tasks.iter().map(|_| Err(error.clone())).collect(),
        };
        if let Some(members) = &mut baton.members {
            members.answer(answers);
        }
    }
}

/// The right to lead. Dropped after the log was let go, also by a panic.
///
/// The log is free before the group wakes, so that its members can write again at once; and the
/// group wakes before the next leader does, so that they join it.
struct Baton<'a, L, T, A> {
    shared: &'a Shared<L, T, A>,
    count: usize,
    members: Option<Members<A>>,
}

impl<L, T, A> Drop for Baton<'_, L, T, A> {
    fn drop(&mut self) {
        let mut is_awaited = false;
        if let Ok(mut queue) = self.shared.queue.lock() {
            let joined = queue.waiting.front().map_or(0, |front| front.tasks.len());
            queue.is_led = false;
            queue.pace.finish(self.count, joined);
            is_awaited = joined > 0;
        }
        self.members = None;
        if is_awaited
            && let Ok(queue) = self.shared.queue.lock()
            && !queue.is_led
            && let Some(front) = queue.waiting.front()
        {
            front.group.tell(Turn::Free);
        }
    }
}
