// SPDX-License-Identifier: Apache-2.0
//! Looking after a database: copies, damage, health.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::engine::{Finding, Health, Report, verify};

use super::buf::input;
use super::engine::sda_engine;
use super::guard::{check_output, check_struct, get_struct, guard, guard_engine, put, put_struct};
use super::handle::{self, Tagged};
use super::options::sda_options;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status, status_of};

/// A finding in a file of the log.
pub const SDA_PART_LOG: u32 = 1;
/// A finding in the manifest.
pub const SDA_PART_MANIFEST: u32 = 2;
/// A finding in a run.
pub const SDA_PART_RUN: u32 = 3;
/// An operation that is owed and cannot be read.
pub const SDA_PART_OUTBOX: u32 = 4;
/// Files that are whole by themselves and do not fit each other.
pub const SDA_PART_FIT: u32 = 5;

/// What a copy holds.
#[repr(C)]
pub struct sda_backup {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// The last version in it.
    pub version: u64,
    /// Its files.
    pub file_count: u64,
    /// Their length together, in bytes.
    pub bytes: u64,
}

/// How a database is doing. All bytes are those of files, unless a field says memory.
#[repr(C)]
pub struct sda_health {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 when a failure has stopped the log: it takes nothing until the engine is opened again.
    pub is_stopped: u32,
    /// Status of the last piece of upkeep that failed, until one succeeds; 0 for none.
    pub failure: i32,
    /// 1 while a flush or a merge is under way.
    pub is_at_work: u32,
    /// Of the log since the last flush: what the next opening reads.
    pub tail_bytes: u64,
    /// Of the segment that is written to, without reserved space.
    pub active_bytes: u64,
    /// Sealed segments.
    pub sealed_count: u64,
    /// Of the sealed segments.
    pub sealed_bytes: u64,
    /// Of those that are kept for operations which are still owed, and for nothing else.
    pub held_bytes: u64,
    /// Version of the oldest operation that is owed or failed; 0 for none.
    pub oldest_owed_version: u64,
    /// The segment that it is in; 0 for none.
    pub oldest_owed_segment: u64,
    /// Runs.
    pub run_count: u64,
    /// Of the runs.
    pub run_bytes: u64,
    /// Of entries that count, about.
    pub live_bytes: u64,
    /// Of entries that later ones replaced, about: what merging gives back.
    pub waste_bytes: u64,
    /// Memory of the tables of changed keys.
    pub table_bytes: u64,
    /// Memory of blocks kept from runs.
    pub cache_bytes: u64,
    /// Memory of filters and fences.
    pub index_bytes: u64,
    /// Operations that are held because this build does not know their type: they are kept and
    /// handed on, and applied by a build that knows it. 16384 at most.
    pub unknown_kind_count: u64,
    /// What they take of 16 MiB, which is the most; what comes beyond is refused with
    /// `SDA_ERROR_BACKPRESSURE` and stays with its sender.
    pub unknown_kind_bytes: u64,
    /// Values in files of their own, because they were written piece by piece, that no flush has
    /// taken to a run yet.
    pub value_file_count: u64,
    /// Of those files.
    pub value_file_bytes: u64,
}

/// What a verification has read.
#[repr(C)]
pub struct sda_verified {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 when nothing is wrong.
    pub is_sound: u32,
    /// Files that were read.
    pub file_count: u64,
    /// Their length together, in bytes.
    pub bytes: u64,
    /// Valid groups of the log.
    pub group_count: u64,
    /// Keys that are shown; 0 when it cannot be told.
    pub key_count: u64,
    /// Operations that are owed, failed ones included; 0 when it cannot be told.
    pub owed_count: u64,
    /// The last version.
    pub last_version: u64,
    /// Bytes of a torn tail, which the next opening cuts; no damage.
    pub cut_bytes: u64,
    /// Findings, also those beyond the 4096 that are listed.
    pub finding_count: u64,
}

/// One thing that is wrong.
#[repr(C)]
pub struct sda_finding {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_PART_…`.
    pub part: u32,
    /// What a reader meets there: a status below 0.
    pub status: i32,
    /// 1 when `first_key` is known.
    pub has_keys: u32,
    /// Where it begins in the file, in bytes.
    pub at: u64,
    /// How many bytes are to be distrusted from there on; 0 where something is missing.
    pub bytes: u64,
    /// The number of the record of the log, or of the block of the run, from 1; 0: the head, the
    /// footer, or no single one.
    pub number: u64,
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

/// What is wrong with a database: a list.
pub struct sda_findings {
    report: Report,
    texts: Vec<String>,
}

impl Tagged for sda_findings {
    const TAG: u64 = 0x7364_615f_6669_6e64;
    const NAME: &'static str = "sda_findings";
}

impl sda_findings {
    fn give(report: Report) -> *mut Self {
        let texts = report.findings.iter().map(|finding| finding.error.to_string()).collect();
        handle::give(Self { report, texts })
    }
}

/// Copies the database as it stands now to another path. Writes and reads go on meanwhile; flushes
/// and merges wait. Every byte is checked on its way. The copy owes what is owed here, and goes on
/// as a new life of whatever node opens it: it never gives a number that was given here.
///
/// Parameters: `path`: the path of the copy's main file; its folder is made. `backup`: may be NULL,
/// else `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_ALREADY_EXISTS` when there is a file of a database at the
/// path, which the context names; `SDA_ERROR_INVALID_STATE` in memory, read-only, and while entries
/// are shown that no log holds or out of view; `SDA_ERROR_CORRUPTED` for damage here;
/// `SDA_ERROR_INVALID_ARGUMENT` for a path that is none; `SDA_ERROR_NO_SPACE` and file statuses:
/// what was made of the copy is removed, and this engine goes on.
/// Ownership: the path is borrowed for the call.
/// Threads: any.
/// Durability: on `SDA_OK` the copy is on stable storage; before, it is no database.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_backup(
    engine: *const sda_engine,
    path: *const u8,
    path_len: usize,
    backup: *mut sda_backup,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let path = input(path, path_len, "path")?;
            if backup.is_null() {
                return engine.backup(Path::new(OsStr::from_bytes(path))).map(|_| SDA_OK);
            }
            check_struct(backup, "backup")?;
            let made = engine.backup(Path::new(OsStr::from_bytes(path)))?;
            let told = sda_backup {
                struct_size: 0,
                reserved: 0,
                version: made.version,
                file_count: made.file_count,
                bytes: made.bytes,
            };
            put_struct(backup, told, "backup")
        })
    }
}

/// How the database is doing. Reads no file; waits for a piece of upkeep that is under way, and for
/// a backup.
///
/// Parameters: `engine`: an engine. `health`: `struct_size` set by the caller.
/// Returns: `SDA_OK`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_health(
    engine: *const sda_engine,
    health: *mut sda_health,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_struct(health, "health")?;
            put_struct(health, health_of(&engine.health()?), "health")
        })
    }
}

/// Reads all of an open database, manifest, runs and log, and lists all that is wrong with it.
/// Changes nothing. Reads and writes go on meanwhile; flushes and merges wait.
///
/// Parameters: `engine`: an engine. `findings`: where the list goes.
/// Returns: `SDA_OK`, whether something is wrong or not; `SDA_ERROR_LOCKED` for an engine opened
/// read-only beside a writer; `SDA_ERROR_FILE_READ`.
/// Ownership: the caller frees the list with `sda_findings_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_verify(
    engine: *const sda_engine,
    findings: *mut *mut sda_findings,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(findings, "findings")?;
            put(findings, sda_findings::give(engine.verify()?), "findings")
        })
    }
}

/// Reads all of a database that nobody has open for writing and lists all that is wrong with it,
/// also when it cannot be opened. Changes nothing, and holds the lock meanwhile.
///
/// Parameters: `options`: from `sda_options_init`; the path counts. `findings`: where the list
/// goes.
/// Returns: `SDA_OK`, whether something is wrong or not; `SDA_ERROR_LOCKED` when somebody writes;
/// `SDA_ERROR_FILE_READ` when there is no such database; `SDA_ERROR_INVALID_ARGUMENT` for options
/// out of range.
/// Ownership: the caller frees the list with `sda_findings_free`. The options are borrowed for the
/// call; the release function runs before it returns.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_verify(
    options: *const sda_options,
    findings: *mut *mut sda_findings,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let (options, _) =
                get_struct(options, sda_options::defaults(), "options")?.convert()?;
            check_output(findings, "findings")?;
            put(findings, sda_findings::give(verify(&options)?), "findings")
        })
    }
}

/// What a verification has read.
///
/// Parameters: `findings`: a list. `verified`: `struct_size` set by the caller.
/// Returns: `SDA_OK`.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_findings_totals(
    findings: *const sda_findings,
    verified: *mut sda_verified,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let report = &handle::borrow(findings)?.report;
            put_struct(verified, totals_of(report), "verified")
        })
    }
}

/// The number of findings in a list, at most 4096.
///
/// Parameters: `findings`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_findings_len(findings: *const sda_findings) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(findings) }.map_or(0, |findings| findings.report.findings.len())
}

/// One finding of a list.
///
/// Parameters: `findings`: a list. `index`: from 0. `finding`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the pointers are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_findings_get(
    findings: *const sda_findings,
    index: usize,
    finding: *mut sda_finding,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let all = handle::borrow(findings)?;
            check_struct(finding, "finding")?;
            let found = all.report.findings.get(index).zip(all.texts.get(index));
            let Some((found, text)) = found else { return Ok(SDA_NOTHING) };
            put_struct(finding, finding_of(found, text), "finding")
        })
    }
}

/// Frees a list.
///
/// Parameters: `findings`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_findings_free(findings: *mut sda_findings) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(findings) });
}

fn health_of(health: &Health) -> sda_health {
    sda_health {
        struct_size: 0,
        is_stopped: u32::from(health.is_stopped),
        failure: health.failure.as_ref().map_or(SDA_OK, |failure| status_of(failure.code())),
        is_at_work: u32::from(health.is_at_work),
        tail_bytes: health.tail_bytes,
        active_bytes: health.active_bytes,
        sealed_count: health.sealed_count,
        sealed_bytes: health.sealed_bytes,
        held_bytes: health.held_bytes,
        oldest_owed_version: health.oldest_owed_version,
        oldest_owed_segment: health.oldest_owed_segment,
        run_count: health.run_count,
        run_bytes: health.run_bytes,
        live_bytes: health.live_bytes,
        waste_bytes: health.waste_bytes,
        table_bytes: health.table_bytes,
        cache_bytes: health.cache_bytes,
        index_bytes: health.index_bytes,
        unknown_kind_count: health.unknown_kind_count,
        unknown_kind_bytes: health.unknown_kind_bytes,
        value_file_count: health.value_file_count,
        value_file_bytes: health.value_file_bytes,
    }
}

fn totals_of(report: &Report) -> sda_verified {
    sda_verified {
        struct_size: 0,
        is_sound: u32::from(report.is_sound()),
        file_count: report.file_count,
        bytes: report.bytes,
        group_count: report.group_count,
        key_count: report.key_count,
        owed_count: report.owed_count,
        last_version: report.last_version,
        cut_bytes: report.cut_bytes,
        finding_count: report.findings.len() as u64 + report.more_count,
    }
}

fn finding_of(found: &Finding, text: &str) -> sda_finding {
    let file = found.file.as_os_str().as_bytes();
    let [first, last] = [&found.first, &found.last].map(|key| key.as_deref().unwrap_or_default());
    sda_finding {
        struct_size: 0,
        part: found.part as u32,
        status: status_of(found.error.code()),
        has_keys: u32::from(found.first.is_some()),
        at: found.at,
        bytes: found.bytes,
        number: found.number,
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
