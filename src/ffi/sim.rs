// SPDX-License-Identifier: Apache-2.0
//! Worlds of the simulator, and recordings that happen again, for whoever doubts a promise and
//! writes no Rust. Only there with the feature `sim`, and in a header of its own: a library that is
//! shipped has none of it.

use crate::base::error::{Result, invalid};
use crate::record::Recording;
use crate::sim::{Part, Plan, Report, replay, run, shrink_replay};

use super::buf::{fill, input, sda_buf};
use super::guard::{check_struct, guard, put_struct};
use super::status::{sda_error, sda_status};

/// The text ends with what happened, a line for each event.
pub const SDA_SIM_TRACE: u32 = 1;

/// Runs that looking for fewer calls of a recording takes at most.
const SHRINK_RUNS_MAX: usize = 2_000;

/// What a world was, or a recording that happened again.
#[repr(C)]
pub struct sda_sim_report {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 when a promise was broken.
    pub is_broken: u32,
    /// A hash of everything that happened, in order: the same for the same seed and version.
    pub trace_hash: u64,
    /// A hash of what all nodes held in the end.
    pub state_hash: u64,
    /// How often a node was killed, lost power, or was opened anew in another way.
    pub restart_count: u64,
    /// Frames that were sent; of a recording how often one was asked for.
    pub frame_count: u64,
    /// Operations that the application made; of a recording its calls.
    pub operation_count: u64,
}

/// Runs the world of a seed: up to eight nodes of the real engine on disks, a network and clocks in
/// memory, all of which fail, and a model that checks what the application was told
/// (`tests/sim/README.md`). The same seed gives the same world in every build of one version.
///
/// Parameters: `seed`: any number. `flags`: 0, or `SDA_SIM_TRACE`. `report`: `struct_size` set by
/// the caller. `text`: NULL, or where a text goes, UTF-8: of a broken promise its name, what was
/// found and the command that replays it; then the trace if it was asked for; of length 0 else.
/// Returns: `SDA_OK`, whether a promise was broken or not; `SDA_ERROR_INVALID_ARGUMENT` for other
/// flags and for a report that is NULL or has no size.
/// Ownership: the caller frees the text with `sda_buf_free`.
/// Threads: any, and as many at once as there is memory for: worlds share nothing.
/// Durability: everything is in memory, no file is touched.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sim_run(
    seed: u64,
    flags: u32,
    report: *mut sda_sim_report,
    text: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let is_told = check_flags(flags)?;
            check_struct(report, "report")?;
            let ran = run(&Plan::new(seed), is_told);
            if !text.is_null() {
                let replayed = format!(
                    "cargo run --release --features sim --example sim -- --seed {seed} --shrink\n"
                );
                fill(text, text_of(&format!("seed {seed}"), &ran, &replayed).as_bytes())?;
            }
            put_struct(report, report_of(&ran), "report")
        })
    }
}

/// Lets a recording happen again (`sda_options.recording_path`): every call that was recorded, on a
/// disk in memory, under the clock and with the failures that were recorded. Checks that each call
/// answers what it answered then, that what was acknowledged is there, and that what is on the disk
/// outlives power cuts and is sound (`tests/sim/README.md`).
///
/// Parameters: `recording`, `recording_len`: the bytes of the file. `flags`: 0, or `SDA_SIM_TRACE`.
/// `report`: `struct_size` set by the caller. `text`: NULL, or where a text goes, UTF-8: of what
/// was broken its name and what was found; then a line for each call if the trace was asked for; of
/// length 0 else. `smaller`: NULL, or where a recording goes of few calls that fail in the same
/// way, which takes up to 2,000 runs to find; of length 0 when nothing was broken.
/// Returns: `SDA_OK`, whether something was broken or not; `SDA_ERROR_INVALID_ARGUMENT` for other
/// flags and for a report that is NULL or has no size; `SDA_ERROR_CORRUPTED` for bytes that are no
/// recording; `SDA_ERROR_UNSUPPORTED_FORMAT` for a recording of a later version.
/// Ownership: the caller frees both buffers with `sda_buf_free`.
/// Threads: any, and as many at once as there is memory for.
/// Durability: everything is in memory, no file is touched.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sim_replay(
    recording: *const u8,
    recording_len: usize,
    flags: u32,
    report: *mut sda_sim_report,
    text: *mut sda_buf,
    smaller: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let is_told = check_flags(flags)?;
            check_struct(report, "report")?;
            let bytes = input(recording, recording_len, "recording")?;
            let recording = Recording::read(bytes)?;
            let part = Part::all(&recording);
            let ran = replay(&recording, &part, is_told);
            if !text.is_null() {
                fill(text, text_of("recording", &ran, "").as_bytes())?;
            }
            if !smaller.is_null() {
                let less = match &ran.violation {
                    Some(_) => {
                        let part = shrink_replay(&recording, &part, SHRINK_RUNS_MAX);
                        recording.with_calls(&part.calls)?
                    }
                    None => Vec::new(),
                };
                fill(smaller, &less)?;
            }
            let mut told = report_of(&ran);
            told.operation_count = recording.events.len() as u64;
            put_struct(report, told, "report")
        })
    }
}

/// Whether the trace is asked for.
fn check_flags(flags: u32) -> Result<bool> {
    match flags & !SDA_SIM_TRACE {
        0 => Ok(flags == SDA_SIM_TRACE),
        _ => Err(invalid("invalid argument", format!("flags: {flags}"))),
    }
}

fn report_of(ran: &Report) -> sda_sim_report {
    sda_sim_report {
        struct_size: 0,
        is_broken: u32::from(ran.violation.is_some()),
        trace_hash: ran.trace_hash,
        state_hash: ran.state_hash,
        restart_count: ran.restart_count,
        frame_count: ran.frame_count,
        operation_count: ran.operation_count,
    }
}

fn text_of(of: &str, ran: &Report, replayed: &str) -> String {
    let mut text = String::new();
    if let Some(violation) = &ran.violation {
        text = format!("{of}: {}: {}\n{replayed}", violation.check, violation.detail);
    }
    for line in &ran.lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}
