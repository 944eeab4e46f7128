// SPDX-License-Identifier: Apache-2.0
//! What proves who a node is.

use std::collections::BTreeMap;

use zeroize::Zeroize;

use crate::base::error::{Result, invalid};
use crate::base::id::NodeId;

/// Bytes of every key.
pub const KEY_BYTES: usize = 32;

/// A secret that does not show itself, and leaves no trace of its own in memory: each copy is
/// overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; KEY_BYTES]);

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Secret {
    /// The bytes, to be kept somewhere safe.
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// Takes a secret.
    ///
    /// Errors: `InvalidArgument` unless it has [`KEY_BYTES`] bytes that are not all zero.
    pub fn new(bytes: &[u8]) -> Result<Self> {
        let mut key = key_of(bytes)?;
        let secret = Self(key);
        key.zeroize();
        Ok(secret)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// What proves who a node is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Nothing: links stay within this machine, and whoever is on it is believed.
    #[default]
    None,
    /// One secret that all nodes of a group have. Who has it is let in and believed to be who it
    /// says to be.
    Group(Secret),
    /// A secret of this node alone, and the public keys of those that are let in. Nobody can pass
    /// for another.
    Pinned {
        /// The secret.
        secret: Secret,
        /// Who is let in, each with its public key.
        peers: BTreeMap<NodeId, [u8; KEY_BYTES]>,
    },
}

impl Keys {
    /// Whether they prove anything.
    pub fn are_there(&self) -> bool {
        *self != Self::None
    }
}

/// The bytes of a key.
///
/// Errors: `InvalidArgument` unless there are [`KEY_BYTES`] bytes that are not all zero.
pub fn key_of(bytes: &[u8]) -> Result<[u8; KEY_BYTES]> {
    const MESSAGE: &str = "invalid key";
    let key = <[u8; KEY_BYTES]>::try_from(bytes).map_err(|_| {
        let context = format!("{} bytes, allowed are {KEY_BYTES}", bytes.len());
        invalid(MESSAGE, context)
    })?;
    if key == [0; KEY_BYTES] { Err(invalid(MESSAGE, "all bytes are zero")) } else { Ok(key) }
}

/// A new secret and the public key that belongs to it, from the system's randomness. The secret
/// serves for a group as well.
///
/// Errors: `InternalError` when the system has no randomness.
#[cfg(feature = "tcp")]
pub fn generate() -> Result<(Secret, [u8; KEY_BYTES])> {
    super::noise::generate()
}
