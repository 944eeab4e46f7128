// SPDX-License-Identifier: Apache-2.0
//! The parts of a session that need neither log nor state: who greets whom, what of each side's
//! knowledge has crossed, and which operations are under way.
//!
//! Promises: nothing here reads a clock or waits; each part says when it has to be asked again.
//! Imports `base` and the messages; `engine` puts them together.

pub mod flight;
pub mod heard;
pub mod repeat;
