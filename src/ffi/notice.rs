// SPDX-License-Identifier: Apache-2.0
//! What an engine has to say to whoever keeps an eye on it: fetched, or told to a callback.

use std::ffi::c_void;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use crate::base::error::{Error, Result, invalid};
use crate::base::inside::Inside;
use crate::engine::{Engine, Notice, Severity};

use super::buf::{fill, sda_buf};
use super::engine::{Shared, sda_engine};
use super::guard::{check_output, check_struct, guard_engine, guard_shared, put_struct};
use super::host::sda_release_fn;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// No notices are kept.
pub const SDA_SEVERITY_NONE: u32 = 0;
/// The engine takes no writes, or something is lost.
pub const SDA_SEVERITY_ERROR: u32 = 1;
/// Somebody should look at it; the engine goes on.
pub const SDA_SEVERITY_WARNING: u32 = 2;
/// What happens in the course of things, and not often.
pub const SDA_SEVERITY_INFO: u32 = 3;

/// A notice of what opening found.
pub const SDA_TOPIC_OPEN: u32 = 1;
/// A notice about the log.
pub const SDA_TOPIC_LOG: u32 = 2;
/// A notice about flushes and merges.
pub const SDA_TOPIC_UPKEEP: u32 = 3;
/// A notice about deliveries.
pub const SDA_TOPIC_OUTBOX: u32 = 4;
/// A notice about a registered peer.
pub const SDA_TOPIC_PEER: u32 = 5;
/// A notice of what happened in a session.
pub const SDA_TOPIC_SESSION: u32 = 6;
/// A notice about the recording of what comes in.
pub const SDA_TOPIC_RECORDING: u32 = 7;

/// Something that an engine noticed.
#[repr(C)]
pub struct sda_notice {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_SEVERITY_…`.
    pub severity: u32,
    /// One of `SDA_TOPIC_…`.
    pub topic: u32,
    /// Always 0.
    pub reserved: u32,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Notices that were dropped before this one because nobody fetched them.
    pub dropped_len: u64,
}

/// Hears of a notice. `notice` and `text`, which is UTF-8, are borrowed for the call. Runs at the
/// end of a call on the engine, on its thread, never in two threads at once; calling the same
/// engine from it answers `SDA_ERROR_BUSY`. It must not throw.
pub type sda_notify_fn = Option<
    unsafe extern "C" fn(
        user_data: *mut c_void,
        notice: *const sda_notice,
        text: *const u8,
        text_len: usize,
    ),
>;

/// The caller's function. Whoever drops it last releases what it uses.
struct HostNotify {
    callback: sda_notify_fn,
    user_data: *mut c_void,
    release: sda_release_fn,
}

// SAFETY: the pointer is only handed to the callback, which the caller promises to be usable from
// every thread that calls the engine, and to the release.
unsafe impl Send for HostNotify {}
// SAFETY: as above.
unsafe impl Sync for HostNotify {}

impl Drop for HostNotify {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: the caller gave both together; this is the one call.
            unsafe { release(self.user_data) };
        }
    }
}

/// Who hears the notices of an engine.
#[derive(Default)]
pub(super) struct Listener {
    host: Mutex<Option<Arc<HostNotify>>>,
    telling: Mutex<()>,
    inside: Arc<Inside>,
}

impl Listener {
    /// The threads that are in the callback.
    pub fn inside(&self) -> Arc<Inside> {
        self.inside.clone()
    }

    /// Tells everything that waits, unless another thread does already. Called under no lock of the
    /// engine.
    pub fn tell(&self, engine: &Engine) {
        if !engine.has_notices() {
            return;
        }
        let host = self.host.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(host) = host else { return };
        let _one = match self.telling.try_lock() {
            Ok(one) => one,
            Err(TryLockError::Poisoned(broken)) => broken.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        let Some(callback) = host.callback else { return };
        while let Ok(Some(notice)) = engine.poll_notice() {
            let told = sda_notice::of(&notice);
            let _entered = self.inside.enter();
            // SAFETY: all pointers are valid for the call; the caller gave callback and user data
            // together and keeps them until the release.
            unsafe { callback(host.user_data, &told, notice.text.as_ptr(), notice.text.len()) };
        }
    }

    /// Lets the callback go, with the engine.
    pub fn forget(&self) {
        self.replace(None);
    }

    fn replace(&self, host: Option<Arc<HostNotify>>) {
        let mut place = self.host.lock().unwrap_or_else(PoisonError::into_inner);
        let former = std::mem::replace(&mut *place, host);
        drop(place);
        // Outside the lock: letting it go is the caller's code.
        drop(former);
    }
}

impl sda_notice {
    fn of(notice: &Notice) -> Self {
        Self {
            struct_size: size_of::<Self>() as u32,
            severity: notice.severity as u32,
            topic: notice.topic as u32,
            reserved: 0,
            at_ms: notice.at_ms,
            dropped_len: notice.dropped_len,
        }
    }
}

/// Says which notices the engine keeps from here on, and who hears them: what other libraries call
/// logging. The first are what opening found. Without a function they wait for
/// `sda_engine_poll_notice`, the last 256 of them. Nothing is kept before the first call.
///
/// Parameters: `least`: those are kept that matter at least so much, one of `SDA_SEVERITY_…`.
/// `notify`: the function; NULL for none. `user_data`: handed to it. `release`: called once with
/// `user_data` when nothing can call the function any more: it was replaced, the engine was closed,
/// or this call failed; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for an unknown severity; `SDA_ERROR_BUSY` from
/// inside the function.
/// Ownership: the engine keeps `user_data` until the release.
/// Threads: any.
/// Durability: none: set it again after opening.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_set_notify(
    engine: *const sda_engine,
    least: u32,
    notify: sda_notify_fn,
    user_data: *mut c_void,
    release: sda_release_fn,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above. The function is made first of all, so that the
    // release runs whatever else is wrong.
    unsafe {
        guard_shared(engine, error, set(least, HostNotify { callback: notify, user_data, release }))
    }
}

/// Fetches the oldest notice that waits. For who sets no function.
///
/// Parameters: `notice`: `struct_size` set. `text`: gets what happened, UTF-8; its words may
/// change.
/// Returns: `SDA_OK`; `SDA_NOTHING` when none waits, nothing written.
/// Ownership: `text` is freed with `sda_buf_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_poll_notice(
    engine: *const sda_engine,
    notice: *mut sda_notice,
    text: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_struct(notice, "notice")?;
            check_output(text, "text")?;
            let Some(found) = engine.poll_notice()? else { return Ok(SDA_NOTHING) };
            fill(text, found.text.as_bytes())?;
            put_struct(notice, sda_notice::of(&found), "notice")
        })
    }
}

fn set(least: u32, host: HostNotify) -> impl FnOnce(&Shared, &Engine) -> Result<sda_status> {
    move |shared, engine| {
        let least = severity(least)?;
        let host = host.callback.is_some().then(|| Arc::new(host));
        shared.listener.replace(host);
        engine.keep_notices(least).map(|()| SDA_OK)
    }
}

fn severity(number: u32) -> Result<Option<Severity>> {
    if number == SDA_SEVERITY_NONE {
        return Ok(None);
    }
    let found = u8::try_from(number).ok().and_then(Severity::from_number);
    found.map(Some).ok_or_else(|| unknown(number))
}

fn unknown(number: u32) -> Error {
    invalid("invalid argument", format!("severity {number}, allowed are 0 to 3"))
}
