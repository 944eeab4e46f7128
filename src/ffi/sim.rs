// SPDX-License-Identifier: Apache-2.0
//! Worlds of the simulator, for whoever doubts a promise and writes no Rust. Only there with the
//! feature `sim`, and in a header of its own: a library that is shipped has none of it.

use crate::base::error::invalid;
use crate::sim::{Plan, Report, run};

use super::buf::{fill, sda_buf};
use super::guard::{check_struct, guard, put_struct};
use super::status::{sda_error, sda_status};

/// The text ends with what happened, a line for each event.
pub const SDA_SIM_TRACE: u32 = 1;

/// What a world was.
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
    /// Frames that were sent.
    pub frame_count: u64,
    /// Operations that the application made.
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
            if flags & !SDA_SIM_TRACE != 0 {
                return Err(invalid("invalid argument", format!("flags: {flags}")));
            }
            check_struct(report, "report")?;
            let ran = run(&Plan::new(seed), flags & SDA_SIM_TRACE != 0);
            if !text.is_null() {
                fill(text, text_of(seed, &ran).as_bytes())?;
            }
            put_struct(report, report_of(&ran), "report")
        })
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

fn text_of(seed: u64, ran: &Report) -> String {
    let mut text = String::new();
    if let Some(violation) = &ran.violation {
        text = format!(
            "seed {seed}: {}: {}\n\
             cargo run --release --features sim --example sim -- --seed {seed} --shrink\n",
            violation.check, violation.detail
        );
    }
    for line in &ran.lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}
