// SPDX-License-Identifier: Apache-2.0
//! The caller's merge function, for the policy `SDA_POLICY_CUSTOM`.

use std::ffi::c_void;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::op::Bytes;
use crate::engine::Engine;
use crate::store::merge::{Contested, Merge};

use super::buf::{self, fill, input, sda_buf};
use super::engine::{done, sda_engine};
use super::guard::{guard, guard_engine};
use super::handle;
use super::host::sda_release_fn;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};
use super::versions::sda_versions;

/// Makes one value of the versions of a key that did not know of each other. It must be pure: the
/// same versions give the same answer, on every node and for ever, so it may look at nothing else;
/// `version` in a version is this replica's own counter and no part of that. Marks of deletes are
/// among the versions, the one that every replica ranks first is at the front.
///
/// `key`, `versions` and `base` are borrowed for the call; `versions` is read with
/// `sda_versions_len` and `sda_versions_get`. `base` is the value that all versions come from; it
/// is NULL when that is not known, which in this version it never is. The value goes into `merged`
/// with `sda_buf_set`. Returns `SDA_OK` for a value, also an empty one; `SDA_NOTHING` for none, as
/// after a delete; anything else fails the read with `SDA_ERROR_UNKNOWN`.
///
/// Runs inside the call that reads, on its thread, in several threads at once. Calling the same
/// engine from it answers `SDA_ERROR_BUSY`, there and to the read. It must not throw.
pub type sda_merge_fn = Option<
    unsafe extern "C" fn(
        user_data: *mut c_void,
        key: *const u8,
        key_len: usize,
        versions: *const sda_versions,
        base: *const u8,
        base_len: usize,
        merged: *mut sda_buf,
    ) -> sda_status,
>;

/// The caller's function. Whoever drops it last releases what it uses.
struct HostMerge {
    callback: sda_merge_fn,
    user_data: *mut c_void,
    release: sda_release_fn,
}

// SAFETY: the pointer is only handed to the callback, which the caller promises to be usable from
// every thread that reads, and to the release.
unsafe impl Send for HostMerge {}
// SAFETY: as above.
unsafe impl Sync for HostMerge {}

impl Merge for HostMerge {
    fn merge(&self, contested: &Contested<'_>) -> Result<Option<Bytes>> {
        let Some(callback) = self.callback else { return Err(failed(SDA_OK)) };
        let (key, base) = (contested.key, contested.base);
        let versions = handle::give(sda_versions::of(contested.versions.to_vec()));
        let mut merged = sda_buf { ptr: std::ptr::null_mut(), len: 0, cap: 0 };
        // SAFETY: all pointers are valid for the call; the caller gave callback and user data
        // together and keeps them until the release.
        let status = unsafe {
            callback(
                self.user_data,
                key.as_ptr(),
                key.len(),
                versions,
                base.map_or(std::ptr::null(), <[u8]>::as_ptr),
                base.map_or(0, <[u8]>::len),
                &mut merged,
            )
        };
        // SAFETY: given above, and lent for the call alone.
        drop(unsafe { handle::take(versions) });
        // SAFETY: all zeros, or filled by `sda_buf_set`.
        let value = unsafe { input(merged.ptr, merged.len, "merged") }.map(Bytes::from);
        // SAFETY: as above.
        unsafe { buf::free(&mut merged) };
        match status {
            SDA_OK => value.map(Some),
            SDA_NOTHING => Ok(None),
            other => Err(failed(other)),
        }
    }
}

impl Drop for HostMerge {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: the caller gave both together; this is the one call.
            unsafe { release(self.user_data) };
        }
    }
}

/// Sets the function that says what `SDA_POLICY_CUSTOM` shows of a key with several versions, one
/// of which has a value. What it answers is shown by every read and stored nowhere; writing it
/// resolves the conflict. `sda_store_len` does not call it: a key counts while one of its versions
/// has a value. Without a function, reads of such keys answer `SDA_ERROR_INVALID_STATE`. It is not
/// stored: set it again after opening.
///
/// Parameters: `merge`: the function; NULL takes the former one away. `user_data`: handed to it.
/// `release`: called once with `user_data` when nothing can call the function any more: it was
/// replaced or taken away, the engine was closed, or this call failed; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_BUSY` from inside the function.
/// Ownership: the engine keeps `user_data` until the release.
/// Threads: any; scans under way use the new function from their next rows on.
/// Durability: none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_set_merge(
    engine: *const sda_engine,
    merge: sda_merge_fn,
    user_data: *mut c_void,
    release: sda_release_fn,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above. The function is made first of all, so that the
    // release runs whatever else is wrong.
    unsafe { guard_engine(engine, error, set(HostMerge { callback: merge, user_data, release })) }
}

/// Replaces what a buffer holds with a copy of some bytes. For merge functions.
///
/// Parameters: `buf`: all zeros, or filled by the library. `bytes`: any; may be NULL when
/// `bytes_len` is 0.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL, nothing changed.
/// Ownership: the bytes are borrowed for the call; the buffer is freed with `sda_buf_free`, but for
/// the one that a merge function was handed, which the engine frees.
/// Threads: any; the buffer one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_buf_set(
    buf: *mut sda_buf,
    bytes: *const u8,
    bytes_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard(error, || done(fill(buf, input(bytes, bytes_len, "bytes")?))) }
}

fn set(host: HostMerge) -> impl FnOnce(&Engine) -> Result<sda_status> {
    move |engine| {
        let function = host.callback.is_some().then(|| Arc::new(host) as Arc<dyn Merge>);
        done(engine.set_merge(function))
    }
}

fn failed(status: sda_status) -> Error {
    Error::new(Code::Unknown, "the merge function failed", format!("status {status}"))
}
