// SPDX-License-Identifier: Apache-2.0
//! Who wrote what: node id, epoch, origin, dot, and the public sync id.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::error::{Code, Error, Result, invalid};
use super::limits::{NODE_ID_BYTES_MAX, SYNC_ID_BYTES_MAX};

/// The name of a node: 1 to 255 bytes of UTF-8, chosen by the user. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NodeId(Arc<str>);

impl NodeId {
    /// Checks the length and takes the name over.
    pub fn new(name: &str) -> Result<Self> {
        if name.is_empty() || name.len() > NODE_ID_BYTES_MAX {
            return Err(invalid(
                "invalid node id",
                format!("{} bytes, allowed are 1 to {NODE_ID_BYTES_MAX}", name.len()),
            ));
        }
        Ok(Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialOrd for NodeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for NodeId {
    /// By their bytes; copies of one name have those in one place, and need no look at them.
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl fmt::Debug for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// One life of a node: its name and the epoch minted when that life began.
///
/// Epoch 0 marks operations that came without one, made by hand through the documented C++ API.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The node's name.
    pub node: NodeId,
    /// Which life of it.
    pub epoch: u32,
}

/// The name of one operation, for ever: its origin and its place in that origin's sequence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// Who made it.
    pub origin: Origin,
    /// Its number there, contiguous from 1.
    pub seq: u64,
}

/// One opening of a database for writing: a random number, the same for all writes made until it
/// is closed, and for no others.
///
/// A node whose files were restored or copied gives numbers twice, and never in one opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opening(pub u32);

impl Opening {
    /// Nobody said in which: of operations made by hand, and of those of older builds.
    pub const UNKNOWN: Self = Self(0);

    /// Whether it is known.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }

    /// Whether writes of these two can be of one line, one made in view of the other, as far as
    /// that alone says.
    pub fn may_be(self, other: Self) -> bool {
        self == other || !self.is_known() || !other.is_known()
    }
}

impl Dot {
    /// The public form `<node>-<seq>`.
    pub fn sync_id(&self) -> String {
        format!("{}-{}", self.origin.node.as_str(), self.seq)
    }
}

/// Splits `<node>-<seq>`; None when the text does not have that form. The node itself may hold
/// dashes, the sequence number has no sign and no leading zero.
pub fn parse_sync_id(text: &str) -> Option<(&str, u64)> {
    let (node, digits) = text.rsplit_once('-')?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if node.is_empty() || !plain {
        return None;
    }
    digits.parse().ok().map(|seq| (node, seq))
}

/// Checks the length of a sync id that came from outside.
pub fn check_sync_id(text: &str) -> Result<()> {
    if text.is_empty() || text.len() > SYNC_ID_BYTES_MAX {
        return Err(invalid(
            "invalid sync id",
            format!("{} bytes, allowed are 1 to {SYNC_ID_BYTES_MAX}", text.len()),
        ));
    }
    Ok(())
}

/// A sequence number for an id that is not `<node>-<seq>`: FNV-1a (64 bit) of its text with the top
/// bit set, so that it never meets a counted one. Equal ids give equal numbers on every replica.
pub fn foreign_seq(text: &str) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    text.bytes().fold(BASIS, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(PRIME)) | (1 << 63)
}

/// `sync operation not found: <id>`.
pub fn not_found(id: &str) -> Error {
    Error::named(Code::NotFound, format!("sync operation not found: {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sync_id_splits_at_its_last_dash() {
        assert_eq!(parse_sync_id("node-a-42"), Some(("node-a", 42)));
        assert_eq!(parse_sync_id("a-18446744073709551615"), Some(("a", u64::MAX)));
        for text in ["", "-1", "a", "a-", "a-0", "a-01", "a-+1", "a-18446744073709551616", "a-1 "] {
            assert_eq!(parse_sync_id(text), None, "{text}");
        }
    }

    #[test]
    fn node_ids_have_1_to_255_bytes() {
        assert!(NodeId::new("").is_err());
        assert!(NodeId::new(&"n".repeat(255)).is_ok());
        let error = NodeId::new(&"n".repeat(256)).unwrap_err();
        assert_eq!(error.context(), "256 bytes, allowed are 1 to 255");
    }

    #[test]
    fn node_ids_are_in_the_order_of_their_bytes_and_copies_are_equal() {
        let names = ["", "a", "ab", "b", "é"].map(|end| NodeId::new(&format!("n{end}")).unwrap());
        for (a, one) in names.iter().enumerate() {
            for (b, other) in names.iter().enumerate() {
                assert_eq!(one.cmp(other), a.cmp(&b));
                assert_eq!(one.cmp(&NodeId::new(other.as_str()).unwrap()), a.cmp(&b));
                assert_eq!(one.partial_cmp(&other.clone()), Some(a.cmp(&b)));
            }
        }
    }

    #[test]
    fn foreign_ids_never_meet_counted_ones() {
        assert_ne!(foreign_seq("remote-x"), foreign_seq("remote-y"));
        assert!(foreign_seq("remote-x") > u64::MAX / 2);
    }
}
