// SPDX-License-Identifier: Apache-2.0
//! The merge function of an engine: set, replaced, let go with the engine.

use std::sync::Arc;

use crate::base::error::Result;
use crate::base::inside::Inside;
use crate::record::Called;
use crate::store::merge::{Merge, MergeSlot, busy};

use super::Engine;

/// Holds the merge function, which goes when the engine does: a scan that outlives the engine must
/// not keep it.
pub(super) struct Merging(Arc<MergeSlot>);

impl Merging {
    pub(super) fn new(slot: Arc<MergeSlot>) -> Self {
        Self(slot)
    }

    /// Refuses a call that comes from inside the merge function.
    pub(super) fn check_outside(&self) -> Result<()> {
        if self.0.inside().is_this_thread() { Err(busy()) } else { Ok(()) }
    }
}

impl Drop for Merging {
    fn drop(&mut self) {
        self.0.set(None);
    }
}

impl Engine {
    /// Sets the function that says what [`crate::store::policy::Policy::Custom`] shows of a key
    /// with several versions, or takes it away; scans under way use it from their next chunk on.
    /// The former one is gone once no read is in it. It is not stored: set it again after opening.
    ///
    /// Errors: `Busy` from inside the function.
    pub fn set_merge(&self, function: Option<Arc<dyn Merge>>) -> Result<()> {
        let turn = self.begin_call(|| Called::SetMerge(function.is_some()));
        self.end_call(turn, self.change_merge(function))
    }

    fn change_merge(&self, function: Option<Arc<dyn Merge>>) -> Result<()> {
        let former = {
            let mut state = self.state()?;
            state.changes += 1;
            self.merging.0.set(function)
        };
        // Outside the lock: letting it go is the caller's code.
        drop(former);
        Ok(())
    }

    /// The threads that are in the merge function: none of them may call this engine.
    pub fn inside_merge(&self) -> Arc<Inside> {
        self.merging.0.inside().clone()
    }
}
