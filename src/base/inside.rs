// SPDX-License-Identifier: Apache-2.0
//! Which threads are inside a callback of the caller, so that a call back into the engine that
//! waits for it is refused instead of waiting for itself.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};

/// The threads that are inside.
#[derive(Debug, Default)]
pub struct Inside {
    /// How many there are: asked first, because nearly always there is none.
    count: AtomicUsize,
    threads: Mutex<Vec<Thread>>,
}

#[derive(Debug)]
struct Thread {
    name: usize,
    /// Whether it was found here by a call that it must not make.
    was_asked: bool,
}

impl Inside {
    /// Whether this thread is one of them.
    pub fn is_this_thread(&self) -> bool {
        if self.count.load(Ordering::Relaxed) == 0 {
            return false;
        }
        let this = this_thread();
        let mut threads = self.threads();
        let found = threads.iter_mut().find(|thread| thread.name == this);
        found.map(|thread| thread.was_asked = true).is_some()
    }

    /// Notes this thread, until [`Entered::leave`] or the end of what is returned.
    pub fn enter(&self) -> Entered<'_> {
        let name = this_thread();
        self.count.fetch_add(1, Ordering::Relaxed);
        self.threads().push(Thread { name, was_asked: false });
        Entered { inside: self, name }
    }

    fn leave(&self, name: usize) -> bool {
        let mut threads = self.threads();
        let Some(at) = threads.iter().rposition(|thread| thread.name == name) else { return false };
        let thread = threads.swap_remove(at);
        self.count.fetch_sub(1, Ordering::Relaxed);
        thread.was_asked
    }

    fn threads(&self) -> MutexGuard<'_, Vec<Thread>> {
        self.threads.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// This thread is inside as long as this lives.
#[derive(Debug)]
pub struct Entered<'a> {
    inside: &'a Inside,
    name: usize,
}

impl Entered<'_> {
    /// Ends it. True when [`Inside::is_this_thread`] was asked meanwhile: by a call that had to be
    /// refused.
    pub fn leave(self) -> bool {
        let asked = self.inside.leave(self.name);
        std::mem::forget(self);
        asked
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.inside.leave(self.name);
    }
}

/// A number that no other living thread has. The standard library's would leave memory behind in
/// threads that it did not start.
fn this_thread() -> usize {
    thread_local! { static HERE: u8 = const { 0 } }
    HERE.with(|here| std::ptr::from_ref(here).addr())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_is_inside_until_it_leaves_and_knows_whether_it_was_asked() {
        let inside = Inside::default();
        assert!(!inside.is_this_thread());
        let entered = inside.enter();
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(!inside.is_this_thread()));
        });
        assert!(!entered.leave());
        let entered = inside.enter();
        assert!(inside.is_this_thread());
        assert!(entered.leave());
        drop(inside.enter());
        assert!(!inside.is_this_thread());
    }
}
