// SPDX-License-Identifier: Apache-2.0
//! A lock under which one thread at a time may sleep, and how everybody else ends that.
//!
//! Promises: who takes the lock never waits for a sleep, not even for one that begins meanwhile; a
//! nudge ends every wait that has begun before it, however many there are, and no later one; a wait
//! ends no other, but lets the next one sleep in its place; after the end all waits end at once.
//!
//! A wait counts itself first, then looks at what there is to do, and goes to sleep only if nobody
//! has nudged since it began. Who has changed something looks at the count afterwards. So either
//! the wait sees the change, or the nudge finds the wait.

use core::ops::{Deref, DerefMut};
use core::time::Duration;
use std::sync::Arc;

use crate::base::error::Result;
use crate::transport::Wake;

use super::locks::{AtomicUsize, Condvar, Mutex, MutexGuard, Ordering, PoisonError, fence};
use super::{lock, poisoned};

/// What is behind the lock, and who is there.
#[derive(Default)]
pub(super) struct Waits<T> {
    inner: Mutex<T>,
    line: Mutex<Line>,
    /// The line has changed.
    changed: Condvar,
    /// Waits that have begun and are not over. Changes at their ends alone.
    len: AtomicUsize,
}

/// Who is there.
#[derive(Default)]
struct Line {
    /// A wait that began at another count is over.
    nudges: u64,
    /// Threads that have the lock or are about to take it, waits that have their turn aside.
    takers_len: usize,
    /// A wait has its turn.
    is_led: bool,
    /// The wait that has its turn sleeps, and nobody has woken it.
    is_asleep: bool,
    /// Ends its sleep.
    waker: Option<Arc<dyn Wake>>,
    /// No wait waits any more.
    is_over: bool,
}

impl Line {
    /// Ends a sleep. What was told to a waker before the sleep would be gone: the lock is held with
    /// nothing in between from "may sleep" to here.
    fn wake(&mut self) {
        if self.is_asleep {
            self.is_asleep = false;
            if let Some(waker) = self.waker.take() {
                waker.wake();
            }
        }
    }
}

impl<T> Waits<T> {
    /// Takes the lock, and ends the waits that have begun.
    pub fn lock(&self) -> Result<Taken<'_, T>> {
        self.take(true)
    }

    /// Takes the lock, for what belongs to a wait: others go on with theirs afterwards.
    pub fn lock_between(&self) -> Result<Taken<'_, T>> {
        self.take(false)
    }

    fn take(&self, is_nudge: bool) -> Result<Taken<'_, T>> {
        let mut line = lock(&self.line)?;
        line.takers_len += 1;
        line.nudges = line.nudges.wrapping_add(u64::from(is_nudge));
        line.wake();
        drop(line);
        let taker = Taker(self);
        Ok(Taken { inner: lock(&self.inner)?, _taker: taker })
    }

    /// Ends the waits that have begun. Costs next to nothing while there are none.
    pub fn nudge(&self) {
        // Behind what was changed, as that of `begin` is before what is looked at.
        fence(Ordering::SeqCst);
        if self.len.load(Ordering::SeqCst) > 0 {
            self.change(|line| line.nudges = line.nudges.wrapping_add(1));
        }
    }

    /// Ends all waits, those to come as well.
    pub fn end(&self) {
        self.change(|line| line.is_over = true);
    }

    fn change(&self, change: impl FnOnce(&mut Line)) {
        let mut line = self.line();
        change(&mut line);
        line.wake();
        drop(line);
        self.changed.notify_all();
    }

    /// Begins a wait: nudges count from here on.
    pub fn begin(&self) -> Wait<'_, T> {
        self.len.fetch_add(1, Ordering::SeqCst);
        fence(Ordering::SeqCst);
        let nudges = self.line().nudges;
        Wait { waits: self, nudges }
    }

    /// Nothing that changes the line can panic half way.
    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lock, taken.
pub(super) struct Taken<'a, T> {
    // Given back before anybody hears of it.
    inner: MutexGuard<'a, T>,
    _taker: Taker<'a, T>,
}

struct Taker<'a, T>(&'a Waits<T>);

impl<T> Drop for Taker<'_, T> {
    fn drop(&mut self) {
        let mut line = self.0.line();
        line.takers_len -= 1;
        let is_last = line.takers_len == 0;
        drop(line);
        // Also for those in line whose waits it has ended.
        if is_last && self.0.len.load(Ordering::SeqCst) > 0 {
            self.0.changed.notify_all();
        }
    }
}

impl<T> Deref for Taken<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for Taken<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

/// A wait that has begun.
pub(super) struct Wait<'a, T> {
    waits: &'a Waits<T>,
    nudges: u64,
}

impl<T> Drop for Wait<'_, T> {
    fn drop(&mut self) {
        self.waits.len.fetch_sub(1, Ordering::SeqCst);
    }
}

impl<T> Wait<'_, T> {
    fn is_over(&self, line: &Line) -> bool {
        line.is_over || line.nudges != self.nudges
    }

    /// Stands in line until nobody else has a turn and nobody takes the lock, at most `wait_ms`.
    /// None when the wait is over.
    pub fn turn(&self, wait_ms: i64) -> Result<Option<Turn<'_, T>>> {
        let longest = Duration::from_millis(wait_ms.max(0).unsigned_abs());
        let is_taken = |line: &Line| line.is_led || line.takers_len > 0;
        let stands = |line: &mut Line| !self.is_over(line) && is_taken(line);
        let line = lock(&self.waits.line)?;
        let stood = self.waits.changed.wait_timeout_while(line, longest, stands);
        let mut line = stood.map_err(|_| poisoned())?.0;
        if self.is_over(&line) || is_taken(&line) {
            return Ok(None);
        }
        line.is_led = true;
        drop(line);
        let lead = Lead(self.waits);
        Ok(Some(Turn { inner: lock(&self.waits.inner)?, lead, wait: self }))
    }
}

/// The turn of a wait: it has the lock.
pub(super) struct Turn<'a, T> {
    // Given back before anybody hears of it.
    pub inner: MutexGuard<'a, T>,
    lead: Lead<'a, T>,
    wait: &'a Wait<'a, T>,
}

struct Lead<'a, T>(&'a Waits<T>);

impl<T> Drop for Lead<'_, T> {
    fn drop(&mut self) {
        let mut line = self.0.line();
        (line.is_led, line.is_asleep, line.waker) = (false, false, None);
        drop(line);
        self.0.changed.notify_all();
    }
}

impl<T> Turn<'_, T> {
    /// Sleeps, unless the wait is over or somebody takes the lock. Whether it slept until it woke
    /// by itself; if not, there may be more to wait for.
    pub fn sleep(
        &mut self,
        waker: Option<Arc<dyn Wake>>,
        sleep: impl FnOnce(&mut T) -> Result<()>,
    ) -> Result<bool> {
        let mut line = lock(&self.lead.0.line)?;
        if self.wait.is_over(&line) || line.takers_len > 0 {
            return Ok(false);
        }
        (line.is_asleep, line.waker) = (true, waker);
        drop(line);
        sleep(&mut self.inner)?;
        let mut line = lock(&self.lead.0.line)?;
        line.waker = None;
        Ok(core::mem::take(&mut line.is_asleep))
    }
}
