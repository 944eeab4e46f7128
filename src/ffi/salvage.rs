// SPDX-License-Identifier: Apache-2.0
//! A new database from what is intact of a damaged one, and the list of what was lost.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::engine::{Listing, Loss, MissingVersions, SalvageReport, salvage};

use super::buf::input;
use super::guard::{check_output, check_struct, get_struct, guard, put, put_struct};
use super::handle::{self, Tagged};
use super::options::sda_options;
use super::status::{SDA_NOTHING, sda_error, sda_status, status_of};

/// There was no list of runs and no run: the database never flushed.
pub const SDA_LISTING_NONE: u32 = 0;
/// The list of runs was found in the manifest.
pub const SDA_LISTING_MANIFEST: u32 = 1;
/// The list of runs was found in the copy of the manifest.
pub const SDA_LISTING_COPY: u32 = 2;
/// Manifest and copy are damaged or missing: runs cannot be read and were set aside whole.
pub const SDA_LISTING_LOST: u32 = 3;

const _: () = assert!(SDA_LISTING_LOST == Listing::Lost as u32);

/// What became of a salvage.
#[repr(C)]
pub struct sda_salvaged {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_LISTING_…`.
    pub listing: u32,
    /// 1 when somebody wrote in the source: whoever opens the new database for writing is somebody
    /// else, so that no number is given twice.
    pub identity_renewed: u32,
    /// 1 when operations that may be in lost parts of the state were taken from what the new
    /// database claims to know, so that peers send them again.
    pub knowledge_dropped: u32,
    /// Keys that the new database shows.
    pub key_count: u64,
    /// Operations that it owes, failed ones included.
    pub owed_count: u64,
    /// Operations that are owed and of which nothing is left but their name: each is a loss, too.
    pub owed_lost_count: u64,
    /// Intact groups of the log.
    pub group_count: u64,
    /// The last version that is intact.
    pub intact_version: u64,
    /// The version from which the new database counts on: greater than any that was given.
    pub last_version: u64,
    /// Bytes of a torn tail of the log, which an opening of the source would have cut.
    pub cut_bytes: u64,
    /// Files of the new database.
    pub file_count: u64,
    /// Their length together, in bytes.
    pub bytes: u64,
    /// Bytes that were set aside.
    pub set_aside_bytes: u64,
    /// Losses, also those beyond the 4096 that are listed.
    pub loss_count: u64,
    /// Ranges of versions that are missing from the log, at most 4096.
    pub missing_count: u64,
}

/// One place of the source that does not count in the new database.
#[repr(C)]
pub struct sda_loss {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_PART_…`.
    pub part: u32,
    /// What a reader meets there: a status below 0.
    pub status: i32,
    /// 1 when keys may be concerned and `first_key` is known.
    pub has_keys: u32,
    /// Where it begins in the file, in bytes.
    pub at: u64,
    /// How many bytes were set aside from there on; 0 where something is missing.
    pub bytes: u64,
    /// The number of the record of the log, or of the block of the run, from 1; 0: no single one.
    pub number: u64,
    /// How many entries of a run stood there; 0 when it cannot be told.
    pub entry_count: u64,
    /// Keys that by the filter of the run stood there, one in a hundred by mistake, and that have a
    /// newer intact version anyway.
    pub superseded_count: u64,
    /// The path of the file.
    pub file: *const u8,
    /// Length of the path in bytes.
    pub file_len: usize,
    /// The error as a text, UTF-8.
    pub text: *const u8,
    /// Length of the text in bytes.
    pub text_len: usize,
    /// No lesser key is concerned.
    pub first_key: *const u8,
    /// Length of the key in bytes.
    pub first_key_len: usize,
    /// No greater key is concerned; of length 0: all behind the first may be.
    pub last_key: *const u8,
    /// Length of the key in bytes.
    pub last_key_len: usize,
}

/// Versions that stand in no intact group of the log, though others around them do.
#[repr(C)]
pub struct sda_missing {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 when nobody knows how many there were: `last` is 0 then.
    pub is_open: u32,
    /// The first of them.
    pub first: u64,
    /// The last of them.
    pub last: u64,
}

/// What a salvage found and lost: a list.
pub struct sda_losses {
    report: SalvageReport,
    texts: Vec<String>,
}

impl Tagged for sda_losses {
    const TAG: u64 = 0x7364_615f_6c6f_7373;
    const NAME: &'static str = "sda_losses";
}

impl sda_losses {
    fn give(report: SalvageReport) -> *mut Self {
        let texts = report.losses.iter().map(|loss| loss.finding.error.to_string()).collect();
        handle::give(Self { report, texts })
    }
}

/// Builds a new database from everything that is provably intact of a damaged one: all valid blocks
/// of all runs that count, and all valid groups of the log. Changes nothing in the source, and
/// holds its lock meanwhile. Damaged bytes are copied to `<path>.damaged-<name>`, one file for each
/// damaged file, at their own offsets. The new database owes what is owed as far as it is intact,
/// and goes on as a new life of whatever node opens it.
///
/// Parameters: `options`: from `sda_options_init`; their path is that of the source. `path`: the
/// path of the new main file; its folder is made. `losses`: where the list goes.
/// Returns: `SDA_OK`, whether something was lost or not; `SDA_ERROR_FILE_ALREADY_EXISTS` when
/// something is at the path, which the context names; `SDA_ERROR_LOCKED` when somebody writes the
/// source; `SDA_ERROR_FILE_READ` when there is no such database; `SDA_ERROR_CORRUPTED` or
/// `SDA_ERROR_UNSUPPORTED_FORMAT` when nothing at all is intact; `SDA_ERROR_INVALID_STATE` for
/// options in memory; `SDA_ERROR_INVALID_ARGUMENT` for options out of range and for a path that
/// cannot be; `SDA_ERROR_NO_SPACE` and file statuses: what was made is removed.
/// Ownership: the caller frees the list with `sda_losses_free`. Options and path are borrowed for
/// the call; the release function runs before it returns.
/// Threads: any.
/// Durability: on `SDA_OK` the new database is on stable storage; before, it is no database, and
/// after a crash the same call begins anew.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_salvage(
    options: *const sda_options,
    path: *const u8,
    path_len: usize,
    losses: *mut *mut sda_losses,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let (options, _) =
                get_struct(options, sda_options::defaults(), "options")?.convert()?;
            let path = input(path, path_len, "path")?;
            check_output(losses, "losses")?;
            let report = salvage(&options, Path::new(OsStr::from_bytes(path)))?;
            put(losses, sda_losses::give(report), "losses")
        })
    }
}

/// What became of a salvage.
///
/// Parameters: `losses`: a list. `salvaged`: `struct_size` set by the caller.
/// Returns: `SDA_OK`.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_losses_totals(
    losses: *const sda_losses,
    salvaged: *mut sda_salvaged,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let report = &handle::borrow(losses)?.report;
            put_struct(salvaged, totals_of(report), "salvaged")
        })
    }
}

/// The number of losses in a list, at most 4096.
///
/// Parameters: `losses`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_losses_len(losses: *const sda_losses) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(losses) }.map_or(0, |losses| losses.report.losses.len())
}

/// One loss of a list.
///
/// Parameters: `losses`: a list. `index`: from 0. `loss`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the pointers are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_losses_get(
    losses: *const sda_losses,
    index: usize,
    loss: *mut sda_loss,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let all = handle::borrow(losses)?;
            check_struct(loss, "loss")?;
            let found = all.report.losses.get(index).zip(all.texts.get(index));
            let Some((found, text)) = found else { return Ok(SDA_NOTHING) };
            put_struct(loss, loss_of(found, text), "loss")
        })
    }
}

/// One range of versions that are missing from the log, in ascending order.
///
/// Parameters: `losses`: a list. `index`: from 0. `missing`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below `missing_count`.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_losses_missing(
    losses: *const sda_losses,
    index: usize,
    missing: *mut sda_missing,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let all = handle::borrow(losses)?;
            check_struct(missing, "missing")?;
            let found = all.report.missing_versions.get(index);
            let Some(MissingVersions { first, last }) = found else { return Ok(SDA_NOTHING) };
            let (is_open, last) = (u32::from(last.is_none()), last.unwrap_or(0));
            let told = sda_missing { struct_size: 0, is_open, first: *first, last };
            put_struct(missing, told, "missing")
        })
    }
}

/// Frees a list.
///
/// Parameters: `losses`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_losses_free(losses: *mut sda_losses) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(losses) });
}

fn totals_of(report: &SalvageReport) -> sda_salvaged {
    sda_salvaged {
        struct_size: 0,
        listing: report.listing as u32,
        identity_renewed: u32::from(report.identity_renewed),
        knowledge_dropped: u32::from(report.knowledge_dropped),
        key_count: report.key_count,
        owed_count: report.owed_count,
        owed_lost_count: report.owed_lost_count,
        group_count: report.group_count,
        intact_version: report.intact_version,
        last_version: report.last_version,
        cut_bytes: report.cut_bytes,
        file_count: report.file_count,
        bytes: report.bytes,
        set_aside_bytes: report.set_aside_bytes,
        loss_count: report.losses.len() as u64 + report.more_count,
        missing_count: report.missing_versions.len() as u64,
    }
}

fn loss_of(loss: &Loss, text: &str) -> sda_loss {
    let found = &loss.finding;
    let file = found.file.as_os_str().as_bytes();
    let [first, last] = [&found.first, &found.last].map(|key| key.as_deref().unwrap_or_default());
    sda_loss {
        struct_size: 0,
        part: found.part as u32,
        status: status_of(found.error.code()),
        has_keys: u32::from(found.first.is_some()),
        at: found.at,
        bytes: found.bytes,
        number: found.number,
        entry_count: loss.entry_count,
        superseded_count: loss.superseded_count,
        file: file.as_ptr(),
        file_len: file.len(),
        text: text.as_ptr(),
        text_len: text.len(),
        first_key: first.as_ptr(),
        first_key_len: first.len(),
        last_key: last.as_ptr(),
        last_key_len: last.len(),
    }
}
