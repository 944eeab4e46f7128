// SPDX-License-Identifier: Apache-2.0
//! In the place of `engine/locks.rs`: the same types, whose every step the scheduler of `shuttle`
//! decides.

use std::sync::{LockResult, PoisonError};
use std::time::Duration;

use shuttle::sync::Condvar as Plain;
use shuttle::sync::atomic::{AtomicBool, Ordering};
pub use shuttle::sync::{Arc, Mutex, MutexGuard};
use shuttle::thread;

pub struct Condvar(Arc<Plain>);

pub struct Timer(bool);

impl Timer {
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    pub fn new() -> Self {
        Self(Arc::new(Plain::new()))
    }

    pub fn notify_one(&self) {
        self.0.notify_one();
    }

    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.0.wait(guard)
    }

    /// `shuttle` knows no time. Here it passes in a thread of its own, so that its end comes at any
    /// moment; when it comes late, whoever waits then is woken for nothing, which may happen anyway.
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        _: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, Timer)> {
        let [is_over, is_awake] = [(); 2].map(|()| Arc::new(AtomicBool::new(false)));
        let (condition, over, awake) = (self.0.clone(), is_over.clone(), is_awake.clone());
        thread::spawn(move || {
            // Again and again, because the first call may come before the wait has begun.
            while !awake.load(Ordering::SeqCst) {
                over.store(true, Ordering::SeqCst);
                condition.notify_one();
                thread::yield_now();
            }
        });
        let woken = self.0.wait(guard);
        is_awake.store(true, Ordering::SeqCst);
        let timer = Timer(is_over.load(Ordering::SeqCst));
        match woken {
            Ok(guard) => Ok((guard, timer)),
            Err(poisoned) => Err(PoisonError::new((poisoned.into_inner(), timer))),
        }
    }
}

pub struct OnceLock<T> {
    value: std::sync::OnceLock<T>,
    is_set: Mutex<bool>,
    told: Plain,
}

impl<T> OnceLock<T> {
    pub fn new() -> Self {
        Self { value: std::sync::OnceLock::new(), is_set: Mutex::new(false), told: Plain::new() }
    }

    pub fn set(&self, value: T) -> Result<(), T> {
        *self.is_set.lock().unwrap() = true;
        self.value.set(value)?;
        self.told.notify_all();
        Ok(())
    }

    pub fn wait(&self) -> &T {
        let mut is_set = self.is_set.lock().unwrap();
        while !*is_set {
            is_set = self.told.wait(is_set).unwrap();
        }
        self.value.get().unwrap()
    }
}
