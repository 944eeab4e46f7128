// SPDX-License-Identifier: Apache-2.0
//! The parts of a group: writes to several keys under one name, all of them or none.

use std::collections::BTreeSet;

use super::error::{Result, invalid};
use super::id::{Dot, Opening};
use super::limits::{GROUP_CONTEXT_LEN_MAX, GROUP_PARTS_MAX, KEY_BYTES_MAX};
use super::op::{Bytes, Context, Kind, check_context, check_write};
use super::stamp::Stamp;

const MESSAGE: &str = "invalid write group";

/// What a group does to one of its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// A put or a delete, or a kind that is not known.
    pub kind: Kind,
    /// To which key; each key once in a group.
    pub key: Bytes,
    /// The value; empty for a delete.
    pub value: Bytes,
    /// The versions of this key that the writer had seen; empty until the group is submitted.
    pub context: Context,
}

impl Part {
    /// Gives a key a value.
    pub fn put(key: &[u8], value: &[u8]) -> Self {
        Self { kind: Kind::Put, key: key.into(), value: value.into(), context: Context::default() }
    }

    /// Takes a key away.
    pub fn delete(key: &[u8]) -> Self {
        let (key, value) = (key.into(), Bytes::default());
        Self { kind: Kind::Delete, key, value, context: Context::default() }
    }

    /// Key and value, in bytes.
    pub fn payload_bytes(&self) -> usize {
        self.key.len() + self.value.len()
    }
}

/// What an operation does to one key, whether alone or as part of a group.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The operation's name.
    pub dot: &'a Dot,
    /// Orders it among concurrent ones.
    pub stamp: Stamp,
    /// In which opening of its writer's database it was made.
    pub opening: Opening,
    /// When the application made the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// A put or a delete.
    pub kind: Kind,
    /// The key.
    pub key: &'a Bytes,
    /// The value; empty for a delete.
    pub value: &'a Bytes,
    /// The versions of the key that the writer had seen.
    pub context: &'a Context,
}

/// Checks what every group must satisfy, in every durability mode, before anything is changed:
/// every part as if it were written alone, every key once, and no more payload than the largest
/// single write has.
pub fn check_parts(parts: &[Part], timestamp_ms: i64, value_bytes_max: u64) -> Result<()> {
    if parts.is_empty() {
        return Err(invalid(MESSAGE, "the group is empty"));
    }
    if parts.len() > GROUP_PARTS_MAX {
        return Err(invalid(
            MESSAGE,
            format!("group of {} parts, allowed are {GROUP_PARTS_MAX}", parts.len()),
        ));
    }
    let mut keys = BTreeSet::new();
    for part in parts {
        check_write(&part.key, &part.value, timestamp_ms, value_bytes_max)?;
        if part.kind == Kind::Group {
            return Err(invalid(MESSAGE, "a group within a group"));
        }
        if part.kind == Kind::Delete && !part.value.is_empty() {
            let context = format!("a delete with a value of {} bytes", part.value.len());
            return Err(invalid(MESSAGE, context));
        }
        if !keys.insert(&part.key) {
            return Err(twice(&part.key));
        }
    }
    let bytes: u64 = parts.iter().map(|part| part.payload_bytes() as u64).sum();
    let bytes_max = value_bytes_max.saturating_add(KEY_BYTES_MAX as u64);
    if bytes > bytes_max {
        let context = format!("keys and values of {bytes} bytes, allowed are {bytes_max}");
        return Err(invalid(MESSAGE, context));
    }
    Ok(())
}

/// Checks the contexts of a group with that name, stamp and opening.
pub fn check_part_contexts(
    parts: &[Part],
    dot: &Dot,
    stamp: Stamp,
    opening: Opening,
) -> Result<()> {
    let mut len = 0;
    for part in parts {
        check_context(&part.context)?;
        len += part.context.dots().len();
        if part.context.covers(dot, stamp, opening) {
            return Err(invalid(MESSAGE, format!("{} is in its own context", dot.sync_id())));
        }
    }
    if len > GROUP_CONTEXT_LEN_MAX {
        let context = format!("contexts of {len} origins, allowed are {GROUP_CONTEXT_LEN_MAX}");
        return Err(invalid(MESSAGE, context));
    }
    Ok(())
}

/// The answer to a key that stands in a group twice: which of the two counts, only the caller
/// knows.
pub fn twice(key: &[u8]) -> super::error::Error {
    const SHOWN_BYTES: usize = 64;
    let shown = key.get(..SHOWN_BYTES).unwrap_or(key);
    invalid(MESSAGE, format!("key {} twice in one group", shown.escape_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(parts: &[Part]) -> String {
        check_parts(parts, 1, 8).unwrap_err().context().to_owned()
    }

    #[test]
    fn a_group_out_of_range_names_what_is_wrong() {
        assert_eq!(refused(&[]), "the group is empty");
        assert_eq!(
            refused(&[Part::put(b"k", b""), Part::delete(b"k")]),
            "key k twice in one group"
        );
        assert_eq!(refused(&[Part::put(b"", b"")]), "the key is empty");
        assert_eq!(refused(&[Part::put(b"k", b"123456789")]), "value of 9 bytes, allowed are 8");
        let nested = Part { kind: Kind::Group, ..Part::put(b"k", b"") };
        assert_eq!(refused(&[nested]), "a group within a group");
        let number = |n: usize| Part::put(&n.to_le_bytes(), b"");
        let many: Vec<Part> = (0..=GROUP_PARTS_MAX).map(number).collect();
        assert_eq!(refused(&many), "group of 4097 parts, allowed are 4096");
        assert!(check_parts(&many[1..], 1, 8).is_ok());
        let long = |first: u8| Part::put(&vec![first; KEY_BYTES_MAX / 2], b"12345678");
        assert!(check_parts(&[long(1)], 1, 8).is_ok());
        assert_eq!(
            refused(&[long(1), long(2)]),
            "keys and values of 1048592 bytes, allowed are 1048584"
        );
    }
}
