// SPDX-License-Identifier: Apache-2.0
//! One name for one write. A node that was restored, or copied, gives what it wrote in doubt a new
//! name (`docs/format/wire.md`, restored and copied databases), and can do so in each copy, and
//! again later: one write has several names then, which come in any order. Which of them it has
//! here follows from the context of its key alone, so that it is the same wherever the same has
//! come.

use super::entry::{KeyState, Version};
use super::siblings::Siblings;

impl KeyState {
    /// Gives each write that has had several names the one that lasts. What stands here under two
    /// of them is one write.
    pub(super) fn settle_names(&mut self) {
        let Self { context, siblings, .. } = self;
        let lasting = |one: &Version| context.lasting_name(&one.dot, one.stamp);
        let is_settled = |one: &Version| lasting(one).is_none_or(|name| name.dot == one.dot);
        if siblings.iter().all(is_settled) {
            return;
        }
        let mut settled = Siblings::default();
        for one in siblings.iter() {
            let mut one = one.clone();
            if let Some(name) = lasting(&one) {
                (one.dot, one.opening) = (name.dot.clone(), name.opening);
            }
            if !settled.has(&one) {
                settled.insert(one);
            }
        }
        *siblings = settled;
    }
}
