// SPDX-License-Identifier: Apache-2.0
//! Writers that meet, on real threads. They stand apart from `commit.rs` because `tests/models`
//! takes that file in as well, with threads of its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use super::commit::Shared;
use crate::base::error::{Code, Result};
use crate::base::limits::COMMIT_BYTES_MAX;

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
