// SPDX-License-Identifier: Apache-2.0
//! A plan of failures for the memory disk: which call fails, how often, with which number.

use std::io;

/// The calls that can be made to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// Opening or making a file.
    Open,
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Reserving space.
    Reserve,
    /// Cutting or extending.
    SetLen,
    /// Syncing a file.
    Sync,
    /// Syncing a folder.
    SyncFolder,
    /// Giving a file another name.
    Rename,
    /// Taking a file's name away.
    Remove,
    /// Listing a folder.
    List,
}

impl Operation {
    /// All of them. The order is part of a format (`docs/format/recording.md`): new ones go to the
    /// end.
    pub const ALL: [Self; 10] = [
        Self::Open,
        Self::Read,
        Self::Write,
        Self::Reserve,
        Self::SetLen,
        Self::Sync,
        Self::SyncFolder,
        Self::Rename,
        Self::Remove,
        Self::List,
    ];
}

/// One planned failure.
#[derive(Clone, Debug)]
pub struct Fault {
    operation: Option<Operation>,
    nth: u64,
    forever: bool,
    errno: i32,
    leaving: usize,
}

impl Fault {
    /// Fails the `nth` call of `operation` from now on, counted from 1, with the number `errno` of
    /// the operating system. `None` counts calls of every kind.
    pub fn once(operation: Option<Operation>, nth: u64, errno: i32) -> Self {
        Self { operation, nth, forever: false, errno, leaving: 0 }
    }

    /// As [`Fault::once`], and every later call of that kind fails too.
    pub fn from(operation: Option<Operation>, nth: u64, errno: i32) -> Self {
        Self { forever: true, ..Self::once(operation, nth, errno) }
    }

    /// A write that fails leaves its first `bytes` bytes in the file: a short write.
    pub fn leaving(self, bytes: usize) -> Self {
        Self { leaving: bytes, ..self }
    }
}

/// What a call meets.
pub(super) struct Failure {
    pub cause: io::Error,
    pub leaving: usize,
}

/// The planned failures and the calls counted so far.
#[derive(Default)]
pub(super) struct Plan {
    faults: Vec<(Fault, u64)>,
    calls: Vec<Operation>,
}

impl Plan {
    pub fn add(&mut self, fault: Fault) {
        self.faults.push((fault, 0));
    }

    pub fn clear(&mut self) {
        self.faults.clear();
    }

    pub fn calls(&self) -> &[Operation] {
        &self.calls
    }

    /// Counts a call and says how it fails, if it does.
    pub fn meet(&mut self, operation: Operation) -> Result<(), Failure> {
        self.calls.push(operation);
        let mut result = Ok(());
        for (fault, seen) in &mut self.faults {
            if fault.operation.is_some_and(|wanted| wanted != operation) {
                continue;
            }
            *seen += 1;
            if *seen == fault.nth || (fault.forever && *seen > fault.nth) {
                let cause = io::Error::from_raw_os_error(fault.errno);
                result = Err(Failure { cause, leaving: fault.leaving });
            }
        }
        result
    }
}
