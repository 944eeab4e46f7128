// SPDX-License-Identifier: Apache-2.0
//! The steps, and what the log says of each.

use std::sync::Arc;

use crate::base::id::Origin;
use crate::base::op::{Bytes, Operation};
use crate::store::table::Slot;

use super::super::effect::identity;
use super::super::journal::{CutBody, Record};

/// A step of going on under a new epoch.
pub(in super::super) enum Renewal {
    /// The new life begins; numbers of the old one above this are in doubt.
    Begin { old: Origin, above: u64, new: Origin },
    /// What keys have under a number in doubt takes a new name: one key, or those of a group.
    Keys { old: Origin, above: u64, keys: Vec<Bytes> },
    /// Every key was looked at.
    Done { old: Origin, above: u64 },
}

/// A step that can no longer fail but for the log.
pub(in super::super) enum Renewing {
    Begin { old: Origin, above: u64, new: Origin },
    Keys { old: Origin, above: u64, keys: Vec<(Bytes, Slot)>, op: Option<Arc<Operation>> },
    Done { old: Origin, above: u64 },
}

impl Renewing {
    /// The version of the operation in it, if there is one.
    pub(in super::super) fn version(&self) -> Option<u64> {
        match self {
            Self::Keys { op, .. } => op.as_ref().map(|op| op.version),
            _ => None,
        }
    }

    /// The records of all keys but the last.
    pub(in super::super) fn before(&self) -> Vec<Record<'_>> {
        match self {
            Self::Keys { old, above, keys, .. } => {
                let others = keys.split_last().map_or(&[][..], |(_, others)| others);
                others.iter().map(|(key, _)| record_of(old, *above, KEY, key)).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(in super::super) fn record(&self) -> Record<'_> {
        match self {
            Self::Begin { old, above, .. } => record_of(old, *above, BEGIN, &[]),
            Self::Keys { old, above, keys, .. } => {
                let last = keys.last().map_or(&[][..], |(key, _)| key);
                record_of(old, *above, KEY, last)
            }
            Self::Done { old, above } => record_of(old, *above, DONE, &[]),
        }
    }

    pub(in super::super) fn second(&self) -> Option<Record<'_>> {
        match self {
            Self::Begin { new, .. } => Some(identity(new)),
            Self::Keys { op, .. } => {
                op.as_ref().map(|op| Record::operation(op, op.version, true, true))
            }
            Self::Done { .. } => None,
        }
    }
}

fn record_of<'a>(old: &'a Origin, above: u64, step: u8, key: &'a [u8]) -> Record<'a> {
    let (node, epoch) = (old.node.as_str(), old.epoch);
    Record::Cut(CutBody { node, epoch, above, step, key })
}

pub(super) const BEGIN: u8 = 1;
pub(super) const KEY: u8 = 2;
const DONE: u8 = 3;
