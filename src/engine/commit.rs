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
use std::sync::{Arc, Mutex, MutexGuard};

use crate::base::error::Result;
use crate::base::limits::{COMMIT_BYTES_MAX, COMMIT_LEN_MAX};

use super::lock;
use super::members::{First, Group, Members, Turn};
use super::pace::Pace;

/// A group that waits for the log.
struct Gathered<T, A> {
    group: Arc<Group<A>>,
    tasks: Vec<T>,
    bytes: usize,
}

/// Invariant: while nobody leads, the first member of the front group knows that the log is free,
/// or is about to be told.
struct Queue<T, A> {
    is_led: bool,
    waiting: VecDeque<Gathered<T, A>>,
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
    queue: Mutex<Queue<T, A>>,
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread;

    use super::*;
    use crate::base::error::Code;

    /// Each write with the tasks in it, in order.
    type Writes = Vec<Vec<u32>>;
    type Log = Shared<Writes, u32, u32>;

    const FAULTY: u32 = 1_000;

    /// Ten times the task is its answer. What is written with [`FAULTY`] makes the leader panic.
    fn put(log: &Log, task: u32, bytes: usize) -> Result<u32> {
        let write = |writes: &mut Writes, tasks: Vec<u32>| {
            assert!(!tasks.contains(&FAULTY), "a planned panic");
            writes.push(tasks);
        };
        log.run(
            task,
            bytes,
            |writes, task| {
                write(writes, vec![task]);
                Ok(10 * task)
            },
            |writes, tasks| {
                let answers = tasks.iter().map(|task| Ok(10 * task)).collect();
                write(writes, tasks);
                answers
            },
        )
    }

    /// What became of tasks that came one after the other while the log was busy: the first of
    /// them holds it up, and goes alone. None: its thread panicked.
    fn put_while_busy(log: &Log, tasks: &[u32], bytes: usize) -> Vec<Option<Result<u32>>> {
        let has_come = |count: usize| {
            let queue = log.queue.lock().unwrap();
            let waiting: usize = queue.waiting.iter().map(|group| group.tasks.len()).sum();
            usize::from(queue.is_led) + waiting == count
        };
        thread::scope(|scope| {
            let busy = log.log().unwrap();
            let mut threads = Vec::new();
            for (before, &task) in tasks.iter().enumerate() {
                let attempt = move || put(log, task, bytes);
                let attempt = move || catch_unwind(AssertUnwindSafe(attempt)).ok();
                threads.push(scope.spawn(attempt));
                while !has_come(before + 1) {
                    thread::yield_now();
                }
            }
            drop(busy);
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }

    #[test]
    fn those_who_come_while_the_log_is_busy_share_a_write_and_have_answers_of_their_own() {
        for gathers in [false, true] {
            for _ in 0..50 {
                let (log, tasks) = (Log::new(Writes::new(), gathers), [1, 2, 3, 4, 5]);
                for (task, answer) in tasks.iter().zip(put_while_busy(&log, &tasks, 1)) {
                    assert_eq!(answer.unwrap().unwrap(), 10 * task);
                }
                assert_eq!(*log.log().unwrap(), [vec![1], vec![2, 3, 4, 5]]);
            }
        }
    }

    #[test]
    fn a_group_has_room_for_so_many_bytes_and_a_large_task_goes_alone() {
        let log = Log::new(Writes::new(), true);
        put_while_busy(&log, &[1, 2, 3, 4, 5], COMMIT_BYTES_MAX / 2);
        assert_eq!(*log.log().unwrap(), [vec![1], vec![2, 3], vec![4, 5]]);
        let log = Log::new(Writes::new(), true);
        put_while_busy(&log, &[1, 2, 3], COMMIT_BYTES_MAX + 1);
        assert_eq!(*log.log().unwrap(), [[1], [2], [3]]);
    }

    #[test]
    fn when_a_leader_panics_its_group_and_all_later_ones_learn_it() {
        for gathers in [false, true] {
            let log = Log::new(Writes::new(), gathers);
            let answers = put_while_busy(&log, &[1, 2, FAULTY, 3], 1);
            assert_eq!(answers[0].as_ref().unwrap().as_ref().unwrap(), &10);
            let (led, others): (Vec<_>, Vec<_>) =
                answers[1..].iter().partition(|answer| answer.is_none());
            assert_eq!((led.len(), others.len()), (1, 2), "one has led, and panicked");
            for answer in others {
                assert_eq!(answer.as_ref().unwrap().as_ref().unwrap_err().code(), Code::Poisoned);
            }
            assert_eq!(put(&log, 4, 1).unwrap_err().code(), Code::Poisoned);
        }
    }

    #[test]
    fn a_task_that_the_leader_has_forgotten_has_an_error_for_its_answer() {
        let log = Log::new(Writes::new(), false);
        let forget = |_: &mut Writes, _| Vec::new();
        let answer = thread::scope(|scope| {
            let busy = log.log().unwrap();
            let first = scope.spawn(|| put(&log, 1, 1));
            while !log.queue.lock().unwrap().is_led {
                thread::yield_now();
            }
            let second = scope.spawn(|| log.run(2, 1, |_, _| Ok(0), forget));
            while log.queue.lock().unwrap().waiting.is_empty() {
                thread::yield_now();
            }
            drop(busy);
            assert_eq!(first.join().unwrap().unwrap(), 10);
            second.join().unwrap()
        });
        assert!(answer.is_err());
    }
}
