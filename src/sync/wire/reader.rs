// SPDX-License-Identifier: Apache-2.0
//! Reads the body of a frame, field by field. Its checksum fits, so whatever is wrong with it is
//! the sender's doing.

use bincode::BorrowDecode;

use crate::base::codec;
use crate::base::error::{Error, Result, invalid};
use crate::base::id::{NodeId, Origin};

/// What is left of a body.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

/// A frame that breaks the rules of the format.
pub(super) fn broken(context: impl Into<String>) -> Error {
    invalid("invalid frame", context)
}

/// Refuses a number that is over its limit.
pub(super) fn check_max(what: &str, number: u64, max: u64) -> Result<()> {
    if number <= max {
        return Ok(());
    }
    Err(broken(format!("{what} {number}, allowed are up to {max}")))
}

/// Refuses a number that has to be at least 1.
pub(super) fn check_positive(what: &str, number: u64) -> Result<()> {
    if number > 0 { Ok(()) } else { Err(broken(format!("{what} 0, must be greater than 0"))) }
}

impl<'a> Reader<'a> {
    pub fn new(body: &'a [u8]) -> Self {
        Self { rest: body }
    }

    /// The next field.
    pub fn take<T: BorrowDecode<'a, ()>>(&mut self, what: &str) -> Result<T> {
        let (value, rest) = codec::take_compact(self.rest)
            .map_err(|error| broken(format!("{what}: {}", error.context())))?;
        self.rest = rest;
        Ok(value)
    }

    /// The length of a list, believed only as far as bytes are left: an item has at least one.
    pub fn count(&mut self, what: &str, max: usize) -> Result<usize> {
        let count: u64 = self.take(what)?;
        check_max(what, count, max as u64)?;
        if count > self.rest.len() as u64 {
            let left = self.rest.len();
            return Err(broken(format!("{what} {count}, with {left} bytes left")));
        }
        usize::try_from(count).map_err(|cause| broken(format!("{what}: {cause}")))
    }

    pub fn node(&mut self, what: &str) -> Result<NodeId> {
        let name: &str = self.take(what)?;
        NodeId::new(name)
    }

    pub fn origin(&mut self) -> Result<Origin> {
        Ok(Origin { node: self.node("origin")?, epoch: self.take("epoch")? })
    }

    /// What no field has claimed.
    pub fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Refuses bytes that no field has claimed.
    pub fn end(self) -> Result<()> {
        if self.rest.is_empty() {
            return Ok(());
        }
        Err(broken(format!("{} bytes left over", self.rest.len())))
    }
}
