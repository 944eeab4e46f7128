// SPDX-License-Identifier: Apache-2.0
//! The handshake of a link, and what seals its records (`docs/format/transport.md`).
//!
//! Without keys the same messages go in the clear, so that one state machine serves both.

use snow::{Builder, HandshakeState, TransportState};
use zeroize::Zeroize;

use crate::base::error::{Code, Error, Result};
use crate::base::id::NodeId;
use crate::base::limits::{HANDSHAKE_BYTES_MAX, RECORD_BYTES_MAX};

use super::keys::{KEY_BYTES, Keys, Secret};

const GROUP: &str = "Noise_NNpsk0_25519_ChaChaPoly_BLAKE2s";
const PINNED: &str = "Noise_IK_25519_ChaChaPoly_BLAKE2s";

/// What a link begins with: mark, version of the transport, way of proving, two bytes to come.
pub const PREAMBLE_BYTES: usize = 8;

/// A handshake under way.
pub enum Handshake {
    Clear,
    Noise(Box<HandshakeState>),
}

/// What a node says of itself in a handshake: its name, and whom it means.
#[derive(Debug, PartialEq, Eq)]
pub struct Introduction {
    pub node: NodeId,
    pub to: Option<NodeId>,
}

impl Introduction {
    fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for name in [Some(&self.node), self.to.as_ref()] {
            let name = name.map_or("", NodeId::as_str);
            // A name has at most 255 bytes.
            out.push(name.len() as u8);
            out.extend_from_slice(name.as_bytes());
        }
        out
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (node, rest) = take_name(bytes)?;
        let (to, rest) = take_name(rest)?;
        rest.is_empty().then_some(())?;
        let to = if to.is_empty() { None } else { Some(NodeId::new(to).ok()?) };
        Some(Self { node: NodeId::new(node).ok()?, to })
    }
}

fn take_name(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (len, rest) = bytes.split_first()?;
    let (name, rest) = rest.split_at_checked(usize::from(*len))?;
    Some((std::str::from_utf8(name).ok()?, rest))
}

/// What a link under these keys begins with.
pub fn preamble(keys: &Keys) -> [u8; PREAMBLE_BYTES] {
    let way = match keys {
        Keys::None => 0,
        Keys::Group(_) => 1,
        Keys::Pinned { .. } => 2,
    };
    [b'S', b'D', b'A', b'T', 1, way, 0, 0]
}

impl Handshake {
    /// The side that begins.
    pub fn dial(keys: &Keys, to: &NodeId) -> Result<Self> {
        let remote = match keys {
            Keys::Pinned { peers, .. } => Some(peers.get(to).ok_or_else(|| unknown(to))?),
            _ => None,
        };
        Self::begin(keys, remote, true)
    }

    /// The side that answers.
    pub fn answer(keys: &Keys) -> Result<Self> {
        Self::begin(keys, None, false)
    }

    fn begin(keys: &Keys, remote: Option<&[u8; KEY_BYTES]>, begins: bool) -> Result<Self> {
        let prologue = preamble(keys);
        let built = |name: &str, secret: &Secret| -> std::result::Result<_, snow::Error> {
            let builder = Builder::new(name.parse()?).prologue(&prologue)?;
            let builder = match keys {
                Keys::Group(_) => builder.psk(0, secret.bytes())?,
                _ => builder.local_private_key(secret.bytes())?,
            };
            let builder = match remote {
                Some(key) => builder.remote_public_key(key)?,
                None => builder,
            };
            if begins { builder.build_initiator() } else { builder.build_responder() }
        };
        let state = match keys {
            Keys::None => return Ok(Self::Clear),
            Keys::Group(secret) => built(GROUP, secret),
            Keys::Pinned { secret, .. } => built(PINNED, secret),
        };
        Ok(Self::Noise(Box::new(state.map_err(broken)?)))
    }

    /// The next message of this side.
    pub fn say(&mut self, introduction: &Introduction) -> Result<Vec<u8>> {
        let payload = introduction.encode();
        let Self::Noise(state) = self else { return Ok(payload) };
        let mut out = vec![0; HANDSHAKE_BYTES_MAX];
        let len = state.write_message(&payload, &mut out).map_err(broken)?;
        out.truncate(len);
        Ok(out)
    }

    /// Takes the message of the other side.
    ///
    /// Errors: `PermissionDenied` when it has not the key that it needs, or is not who it says.
    pub fn hear(&mut self, message: &[u8], keys: &Keys) -> Result<Introduction> {
        let introduction = match self {
            Self::Clear => Introduction::decode(message),
            Self::Noise(state) => {
                let mut payload = vec![0; message.len()];
                let len = state.read_message(message, &mut payload).map_err(|_| stranger())?;
                payload.truncate(len);
                Introduction::decode(&payload)
            }
        };
        let introduction = introduction.ok_or_else(stranger)?;
        if let (Self::Noise(state), Keys::Pinned { peers, .. }) = (&*self, keys) {
            let known = peers.get(&introduction.node).map(|key| &key[..]);
            if known.is_none() || known != state.get_remote_static() {
                return Err(unknown(&introduction.node));
            }
        }
        Ok(introduction)
    }

    /// What seals the records from here on.
    pub fn finish(self) -> Result<Seal> {
        match self {
            Self::Clear => Ok(Seal::Clear),
            Self::Noise(state) => {
                Ok(Seal::Noise(Box::new(state.into_transport_mode().map_err(broken)?)))
            }
        }
    }
}

/// What seals records.
pub enum Seal {
    Clear,
    Noise(Box<TransportState>),
}

impl Seal {
    /// Appends a record with its length.
    pub fn close(&mut self, plain: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let start = out.len();
        out.extend_from_slice(&[0, 0]);
        let len = match self {
            Self::Clear => {
                out.extend_from_slice(plain);
                plain.len()
            }
            Self::Noise(state) => {
                out.resize(start + 2 + plain.len() + 16, 0);
                let room = out.get_mut(start + 2..).unwrap_or_default();
                state.write_message(plain, room).map_err(broken)?
            }
        };
        debug_assert!(len <= RECORD_BYTES_MAX);
        out.truncate(start + 2 + len);
        if let Some(head) = out.get_mut(start..start + 2) {
            head.copy_from_slice(&(len as u16).to_le_bytes());
        }
        Ok(())
    }

    /// Opens a record into `plain`.
    ///
    /// Errors: `Corrupted` when it was changed, left out, repeated or made by somebody else.
    pub fn open(&mut self, record: &[u8], plain: &mut Vec<u8>) -> Result<()> {
        plain.clear();
        match self {
            Self::Clear => plain.extend_from_slice(record),
            Self::Noise(state) => {
                plain.resize(record.len(), 0);
                let opened = state.read_message(record, plain);
                let len = opened.map_err(|_| damaged("a record does not open"))?;
                plain.truncate(len);
            }
        }
        Ok(())
    }
}

/// A secret and the public key that belongs to it.
pub fn generate() -> Result<(Secret, [u8; KEY_BYTES])> {
    let params = PINNED.parse().map_err(broken)?;
    let mut pair = Builder::new(params).generate_keypair().map_err(broken)?;
    let secret = Secret::new(&pair.private);
    pair.private.zeroize();
    Ok((secret?, super::keys::key_of(&pair.public)?))
}

pub fn damaged(what: &'static str) -> Error {
    Error::new(Code::Corrupted, "the link is broken", what)
}

fn stranger() -> Error {
    Error::new(Code::PermissionDenied, "the other end did not prove who it is", "")
}

fn unknown(node: &NodeId) -> Error {
    let context = format!("no key fits {}", node.as_str());
    Error::new(Code::PermissionDenied, "the other end did not prove who it is", context)
}

fn broken(cause: snow::Error) -> Error {
    Error::new(Code::InternalError, "the handshake failed", format!("{cause}"))
}
