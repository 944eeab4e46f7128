// SPDX-License-Identifier: Apache-2.0
//! The caller's merge function: what the policy Custom shows of a key with several versions.
//!
//! Promises: it is called with no lock held, only for a key with more than one version of which one
//! has a value, and never from within itself; what it answers is shown and never stored; when it
//! fails, panics or calls the engine back, the read that needed it gets an error and no value. The
//! slot is shared by an engine and everything begun with it, so that no snapshot keeps a function
//! from being let go.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::inside::Inside;
use crate::base::limits::VALUE_BYTES_MAX;
use crate::base::op::Bytes;

use super::entry::Version;

/// A key with versions that did not know of each other.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Contested<'a> {
    /// The key.
    pub key: &'a [u8],
    /// The versions, the one that every replica ranks first at the front; marks of deletes are
    /// among them. The same on every replica that knows the same operations, but for
    /// [`Version::version`], which is this replica's own counter: do not decide by it.
    pub versions: &'a [Version],
    /// The value that all versions come from, when it is known. The store keeps no value that was
    /// replaced, so that it never is in this version.
    pub base: Option<&'a [u8]>,
}

/// A pure function of the versions of a key: the same versions give the same value, on every
/// replica and for ever. Called from any thread, by several at once.
pub trait Merge: Send + Sync {
    /// The value to be shown; None for none, as after a delete.
    fn merge(&self, contested: &Contested<'_>) -> Result<Option<Bytes>>;
}

impl<F> Merge for F
where
    F: Fn(&Contested<'_>) -> Result<Option<Bytes>> + Send + Sync,
{
    fn merge(&self, contested: &Contested<'_>) -> Result<Option<Bytes>> {
        self(contested)
    }
}

/// Where the merge function of an engine is.
#[derive(Default)]
pub struct MergeSlot {
    function: Mutex<Option<Arc<dyn Merge>>>,
    inside: Arc<Inside>,
}

impl MergeSlot {
    /// Puts another function in place, or none. Returns the former one, which is gone once the
    /// calls end that are in it.
    pub fn set(&self, function: Option<Arc<dyn Merge>>) -> Option<Arc<dyn Merge>> {
        std::mem::replace(&mut *self.function(), function)
    }

    /// The threads that are in the function.
    pub fn inside(&self) -> &Arc<Inside> {
        &self.inside
    }

    /// What the function makes of a key's versions.
    ///
    /// Errors: `InvalidState` without a function, and in debug builds for one that answers the same
    /// question in two ways; `Busy` when the function called its engine, or is called from within
    /// itself; `InternalError` when it panicked; `InvalidArgument` for a value that is too long;
    /// its own.
    pub fn merged(&self, key: &[u8], versions: &[Version]) -> Result<Option<Bytes>> {
        if self.inside.is_this_thread() {
            return Err(busy());
        }
        let Some(function) = self.function().clone() else {
            return Err(Error::new(Code::InvalidState, "no merge function is set", named(key)));
        };
        let contested = Contested { key, versions, base: None };
        let merged = self.once(&*function, &contested)?;
        if cfg!(debug_assertions) && self.once(&*function, &contested)? != merged {
            const MESSAGE: &str = "the merge function answers one question in two ways";
            return Err(Error::new(Code::InvalidState, MESSAGE, named(key)));
        }
        let bytes = merged.as_ref().map_or(0, |value| value.len() as u64);
        if bytes > VALUE_BYTES_MAX {
            let context =
                format!("{}: {bytes} bytes, allowed are up to {VALUE_BYTES_MAX}", named(key));
            return Err(invalid("the merged value is too long", context));
        }
        Ok(merged)
    }

    fn once(&self, function: &dyn Merge, contested: &Contested<'_>) -> Result<Option<Bytes>> {
        let entered = self.inside.enter();
        let merged = catch_unwind(AssertUnwindSafe(|| function.merge(contested)));
        if entered.leave() {
            // Whatever it made of the refusal is not a function of the versions.
            return Err(busy());
        }
        merged.unwrap_or_else(|_| {
            let context = named(contested.key);
            Err(Error::new(Code::InternalError, "the merge function panicked", context))
        })
    }

    fn function(&self) -> MutexGuard<'_, Option<Arc<dyn Merge>>> {
        self.function.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl std::fmt::Debug for MergeSlot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MergeSlot").field("is_set", &self.function().is_some()).finish()
    }
}

/// Refuses what comes from inside a callback of the engine that is asked.
pub fn busy() -> Error {
    Error::new(Code::Busy, "the engine is in use by the callback that calls", "")
}

/// A key as errors name it: its beginning, so that a long one does not fill a log.
fn named(key: &[u8]) -> String {
    const SHOWN_BYTES: usize = 64;
    format!("key {}", key.get(..SHOWN_BYTES).unwrap_or(key).escape_ascii())
}
