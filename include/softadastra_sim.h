/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file softadastra_sim.h
 * @brief The simulator of Softadastra Sync: seeded worlds in which everything fails that can, and recordings
 * that happen again.
 *
 * Only in a library that was built with the feature `sim`: `cargo build --release --features sim`. A
 * library that is shipped has none of this, and no other language than C does. The rules of
 * softadastra.h hold.
 */


#ifndef SOFTADASTRA_SIM_H
#define SOFTADASTRA_SIM_H

/* Generated from src/ffi by cbindgen. Do not edit: tests/header.rs compares it. */

#include <softadastra.h>

/**
 * The text ends with what happened, a line for each event.
 */
#define SDA_SIM_TRACE 1

/**
 * What a world was, or a recording that happened again.
 */
typedef struct sda_sim_report {
  /**
   * Size of this struct in bytes, set by the caller.
   */
  uint32_t struct_size;
  /**
   * 1 when a promise was broken.
   */
  uint32_t is_broken;
  /**
   * A hash of everything that happened, in order: the same for the same seed and version.
   */
  uint64_t trace_hash;
  /**
   * A hash of what all nodes held in the end.
   */
  uint64_t state_hash;
  /**
   * How often a node was killed, lost power, or was opened anew in another way.
   */
  uint64_t restart_count;
  /**
   * Frames that were sent; of a recording how often one was asked for.
   */
  uint64_t frame_count;
  /**
   * Operations that the application made; of a recording its calls.
   */
  uint64_t operation_count;
} sda_sim_report;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Runs the world of a seed: up to eight nodes of the real engine on disks, a network and clocks in
 * memory, all of which fail, and a model that checks what the application was told
 * (`tests/sim/README.md`). The same seed gives the same world in every build of one version.
 *
 * Parameters: `seed`: any number. `flags`: 0, or `SDA_SIM_TRACE`. `report`: `struct_size` set by
 * the caller. `text`: NULL, or where a text goes, UTF-8: of a broken promise its name, what was
 * found and the command that replays it; then the trace if it was asked for; of length 0 else.
 * Returns: `SDA_OK`, whether a promise was broken or not; `SDA_ERROR_INVALID_ARGUMENT` for other
 * flags and for a report that is NULL or has no size.
 * Ownership: the caller frees the text with `sda_buf_free`.
 * Threads: any, and as many at once as there is memory for: worlds share nothing.
 * Durability: everything is in memory, no file is touched.
 */
sda_status sda_sim_run(uint64_t seed,
                       uint32_t flags,
                       struct sda_sim_report *report,
                       sda_buf *text,
                       sda_error **error);

/**
 * Lets a recording happen again (`sda_options.recording_path`): every call that was recorded, on a
 * disk in memory, under the clock and with the failures that were recorded. Checks that each call
 * answers what it answered then, that what was acknowledged is there, and that what is on the disk
 * outlives power cuts and is sound (`tests/sim/README.md`).
 *
 * Parameters: `recording`, `recording_len`: the bytes of the file. `flags`: 0, or `SDA_SIM_TRACE`.
 * `report`: `struct_size` set by the caller. `text`: NULL, or where a text goes, UTF-8: of what
 * was broken its name and what was found; then a line for each call if the trace was asked for; of
 * length 0 else. `smaller`: NULL, or where a recording goes of few calls that fail in the same
 * way, which takes up to 2,000 runs to find; of length 0 when nothing was broken.
 * Returns: `SDA_OK`, whether something was broken or not; `SDA_ERROR_INVALID_ARGUMENT` for other
 * flags and for a report that is NULL or has no size; `SDA_ERROR_CORRUPTED` for bytes that are no
 * recording; `SDA_ERROR_UNSUPPORTED_FORMAT` for a recording of a later version.
 * Ownership: the caller frees both buffers with `sda_buf_free`.
 * Threads: any, and as many at once as there is memory for.
 * Durability: everything is in memory, no file is touched.
 */
sda_status sda_sim_replay(const uint8_t *recording,
                          size_t recording_len,
                          uint32_t flags,
                          struct sda_sim_report *report,
                          sda_buf *text,
                          sda_buf *smaller,
                          sda_error **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SOFTADASTRA_SIM_H */
