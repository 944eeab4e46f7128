// SPDX-License-Identifier: Apache-2.0
//! The power fails under a whole machine: kernel, file system and the child of `../kill` go with it.
//!
//! The machine is emulated, with all of its memory, so that nothing of it outlives the end of the
//! emulator. `boot` starts it and listens at its console. Its disk writes into a log, and `cache`
//! makes of that, for any moment of a life, what a disk holds whose write cache lost its power: what
//! was flushed, and any sectors of the rest. From one of these the machine starts again: `guest` is
//! the process inside, and first looks at what the last life left, which it knows from the `story`
//! that it is given. At many others `look` looks without a machine. `cuts` has the tests,
//! `.ci/machine` what they need.

mod boot;
mod cache;
mod cuts;
pub mod guest;
mod look;
mod story;
