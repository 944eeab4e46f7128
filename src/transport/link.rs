// SPDX-License-Identifier: Apache-2.0
//! One link as bytes in and bytes out (`docs/format/transport.md`): who is there, records, messages
//! in pieces, signs of life. Knows no socket.

use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::{
    HANDSHAKE_BYTES_MAX, HANDSHAKE_MS_MAX, KEEPALIVE_MISSED_MAX, MESSAGE_BYTES_MAX,
    RECORD_BYTES_MAX, RECORD_TAG_BYTES, SEND_QUEUE_BYTES_MAX,
};

use super::keys::Keys;
use super::noise::{Handshake, Introduction, PREAMBLE_BYTES, Seal, damaged, preamble};

/// What a record is, in its first byte.
const LAST_PIECE: u8 = 0;
const PIECE: u8 = 1;
const PING: u8 = 2;
const PONG: u8 = 3;
const BYE: u8 = 4;

/// Bytes of a message in one record.
const PIECE_BYTES_MAX: usize = RECORD_BYTES_MAX - RECORD_TAG_BYTES - 1;

/// What bytes that came have brought.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// Both ends know each other.
    Opened(NodeId),
    /// A whole message.
    Message(Vec<u8>),
    /// The other end ends the link.
    Bye,
}

/// What both ends share of a transport.
pub struct Terms {
    pub keys: Keys,
    pub me: NodeId,
    pub keepalive_ms: i64,
}

enum Stage {
    /// Nothing is known of whoever came.
    Stranger(Handshake),
    /// We have called and wait for the answer.
    Calling(Handshake),
    /// We have answered; its next record proves that it has the key now, and did not record a
    /// handshake earlier.
    Proving(Seal),
    Open(Seal),
    Over,
}

/// One link.
pub struct Link {
    terms: Arc<Terms>,
    stage: Stage,
    /// Whom we called, then who is there.
    peer: Option<NodeId>,
    inbound: Vec<u8>,
    /// Bytes that came before the link was open.
    stranger_bytes: usize,
    message: Vec<u8>,
    plain: Vec<u8>,
    outbound: Vec<u8>,
    written: usize,
    begun_ms: i64,
    heard_ms: i64,
    /// Pings since something was heard.
    pinged: i64,
    /// Since when the other end takes nothing of what waits; None while nothing does.
    stalled_ms: Option<i64>,
}

impl Link {
    /// Calls a node.
    pub fn dial(terms: Arc<Terms>, to: NodeId, now_ms: i64) -> Result<Self> {
        let mut handshake = Handshake::dial(&terms.keys, &to)?;
        let (node, wanted) = (terms.me.clone(), Some(to.clone()));
        let first = handshake.say(&Introduction { node, to: wanted })?;
        let mut link = Self::new(terms, Stage::Calling(handshake), Some(to), now_ms);
        link.outbound.extend_from_slice(&preamble(&link.terms.keys));
        Seal::Clear.close(&first, &mut link.outbound)?;
        Ok(link)
    }

    /// Lets somebody speak who came.
    pub fn accept(terms: Arc<Terms>, now_ms: i64) -> Result<Self> {
        let stage = Stage::Stranger(Handshake::answer(&terms.keys)?);
        Ok(Self::new(terms, stage, None, now_ms))
    }

    fn new(terms: Arc<Terms>, stage: Stage, peer: Option<NodeId>, now_ms: i64) -> Self {
        Self {
            terms,
            stage,
            peer,
            inbound: Vec::new(),
            stranger_bytes: 0,
            message: Vec::new(),
            plain: Vec::new(),
            outbound: Vec::new(),
            written: 0,
            begun_ms: now_ms,
            heard_ms: now_ms,
            pinged: 0,
            stalled_ms: None,
        }
    }

    /// Whether both ends know each other.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Open(_))
    }

    /// Whether whoever came has made a record under the keys; it may have been recorded earlier.
    pub fn has_shown_key(&self) -> bool {
        !matches!(self.stage, Stage::Stranger(_) | Stage::Over)
    }

    /// Bytes that it holds for either direction.
    pub fn held_bytes(&self) -> usize {
        self.inbound.len() + self.message.len() + self.outbound.len()
    }

    /// Whether it takes a message.
    pub fn has_room(&self) -> bool {
        self.is_open() && self.outgoing().len() < SEND_QUEUE_BYTES_MAX
    }

    /// Takes bytes that came.
    ///
    /// Errors: whatever is wrong with them; the link is over then.
    pub fn receive(&mut self, bytes: &[u8], now_ms: i64, heard: &mut Vec<Heard>) -> Result<()> {
        (self.heard_ms, self.pinged) = (now_ms, 0);
        if !self.is_open() {
            self.stranger_bytes += bytes.len();
        }
        self.inbound.extend_from_slice(bytes);
        let inbound = std::mem::take(&mut self.inbound);
        let mut rest = &inbound[..];
        let outcome = loop {
            match self.take(rest, heard) {
                Ok(0) => break Ok(()),
                Ok(used) => rest = rest.get(used..).unwrap_or_default(),
                Err(error) => break Err(error),
            }
        };
        self.inbound = match outcome {
            Ok(()) if rest.len() == inbound.len() => inbound,
            Ok(()) => rest.to_vec(),
            Err(_) => Vec::new(),
        };
        if outcome.is_err() {
            self.stage = Stage::Over;
        }
        // What fits the handshake and is followed by more was counted with it.
        if !self.is_open() && self.stranger_bytes > HANDSHAKE_BYTES_MAX {
            self.stage = Stage::Over;
            return Err(damaged("too much was said before the handshake was done"));
        }
        outcome
    }

    /// Takes what is whole at the front; how many bytes that was, 0 when nothing is.
    fn take(&mut self, bytes: &[u8], heard: &mut Vec<Heard>) -> Result<usize> {
        if matches!(self.stage, Stage::Over) {
            return Ok(0);
        }
        let is_stranger = matches!(self.stage, Stage::Stranger(_));
        let skipped = if is_stranger { PREAMBLE_BYTES } else { 0 };
        let expected = preamble(&self.terms.keys);
        if is_stranger && !bytes.iter().zip(expected).all(|(byte, wanted)| *byte == wanted) {
            return Err(damaged("it does not begin as a link under these keys does"));
        }
        let Some(&[low, high]) = bytes.get(skipped..skipped + 2) else { return Ok(0) };
        let end = skipped + 2 + usize::from(u16::from_le_bytes([low, high]));
        if !self.is_open() && end > HANDSHAKE_BYTES_MAX {
            return Err(damaged("the handshake is too long"));
        }
        let Some(record) = bytes.get(skipped + 2..end) else { return Ok(0) };
        self.on_record(record, heard)?;
        Ok(end)
    }

    fn on_record(&mut self, record: &[u8], heard: &mut Vec<Heard>) -> Result<()> {
        let terms = self.terms.clone();
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Stranger(mut handshake) => {
                let said = handshake.hear(record, &terms.keys)?;
                if said.to.as_ref() != Some(&terms.me) || said.node == terms.me {
                    return Err(other_node(said.to.as_ref()));
                }
                let (node, to) = (terms.me.clone(), Some(said.node.clone()));
                let answer = handshake.say(&Introduction { node, to })?;
                Seal::Clear.close(&answer, &mut self.outbound)?;
                self.peer = Some(said.node);
                self.stage = Stage::Proving(handshake.finish()?);
            }
            Stage::Calling(mut handshake) => {
                let said = handshake.hear(record, &terms.keys)?;
                if self.peer.as_ref() != Some(&said.node) || said.to.as_ref() != Some(&terms.me) {
                    return Err(other_node(Some(&said.node)));
                }
                self.stage = Stage::Open(handshake.finish()?);
                self.record(PING, &[])?;
                heard.push(Heard::Opened(said.node));
            }
            Stage::Proving(mut seal) => {
                seal.open(record, &mut self.plain)?;
                self.stage = Stage::Open(seal);
                heard.extend(self.peer.clone().map(Heard::Opened));
                self.on_plain(heard)?;
            }
            Stage::Open(mut seal) => {
                seal.open(record, &mut self.plain)?;
                self.stage = Stage::Open(seal);
                self.on_plain(heard)?;
            }
            Stage::Over => {}
        }
        Ok(())
    }

    fn on_plain(&mut self, heard: &mut Vec<Heard>) -> Result<()> {
        let Some((kind, piece)) = self.plain.split_first() else {
            return Err(damaged("an empty record"));
        };
        match *kind {
            LAST_PIECE | PIECE => {
                if self.message.len() + piece.len() > MESSAGE_BYTES_MAX {
                    return Err(damaged("a message is too long"));
                }
                self.message.extend_from_slice(piece);
                if *kind == LAST_PIECE {
                    heard.push(Heard::Message(std::mem::take(&mut self.message)));
                }
            }
            // Who asks on and on and takes no answer gets none; what waits for it is a sign too.
            PING if self.outgoing().len() < SEND_QUEUE_BYTES_MAX => self.record(PONG, &[])?,
            PING => {}
            PONG => {}
            BYE => {
                heard.push(Heard::Bye);
                self.stage = Stage::Over;
            }
            // Of a later version: it may be passed over.
            _ => {}
        }
        Ok(())
    }

    /// Sends a message, in as many records as it needs.
    pub fn send(&mut self, message: &[u8]) -> Result<()> {
        if message.len() > MESSAGE_BYTES_MAX {
            let context = format!("{} bytes, allowed are up to {MESSAGE_BYTES_MAX}", message.len());
            return Err(invalid("message too long for the link", context));
        }
        let mut rest = message;
        while rest.len() > PIECE_BYTES_MAX {
            let (piece, behind) = rest.split_at(PIECE_BYTES_MAX);
            self.record(PIECE, piece)?;
            rest = behind;
        }
        self.record(LAST_PIECE, rest)
    }

    /// Tells the other end that the link is over.
    pub fn say_bye(&mut self) -> Result<()> {
        self.record(BYE, &[])
    }

    fn record(&mut self, kind: u8, rest: &[u8]) -> Result<()> {
        let Stage::Open(seal) = &mut self.stage else { return Ok(()) };
        self.plain.clear();
        self.plain.push(kind);
        self.plain.extend_from_slice(rest);
        seal.close(&self.plain, &mut self.outbound)
    }

    /// What waits to be written.
    pub fn outgoing(&self) -> &[u8] {
        self.outbound.get(self.written..).unwrap_or_default()
    }

    /// So much of it was written.
    pub fn wrote(&mut self, len: usize, now_ms: i64) {
        self.written += len;
        if self.written >= self.outbound.len() {
            (self.written, self.stalled_ms) = (0, None);
            self.outbound.clear();
            return;
        }
        self.stalled_ms = Some(now_ms);
        if self.written > SEND_QUEUE_BYTES_MAX {
            self.outbound.drain(..self.written);
            self.written = 0;
        }
    }

    /// Looks at the time: asks whether the other end is there when it has long been quiet.
    ///
    /// Errors: `TimedOut` when it took too long to say who it is, to give a sign of life, or to
    /// take what was sent.
    pub fn look_at_time(&mut self, now_ms: i64) -> Result<()> {
        let late = |what| Error::new(Code::TimedOut, "the other end took too long", what);
        let keepalive_ms = self.terms.keepalive_ms;
        if !self.is_open() {
            let is_late = now_ms - self.begun_ms >= HANDSHAKE_MS_MAX;
            return if is_late { Err(late("to say who it is")) } else { Ok(()) };
        }
        let patience_ms = keepalive_ms * KEEPALIVE_MISSED_MAX;
        if !self.outgoing().is_empty() {
            let since_ms = *self.stalled_ms.get_or_insert(now_ms);
            if now_ms - since_ms >= patience_ms {
                return Err(late("to take what was sent"));
            }
        }
        if now_ms - self.heard_ms >= patience_ms {
            return Err(late("to give a sign of life"));
        }
        if now_ms - self.heard_ms >= keepalive_ms * (self.pinged + 1) {
            self.pinged += 1;
            self.record(PING, &[])?;
        }
        Ok(())
    }

    /// When to look at the time next.
    pub fn due_ms(&self) -> i64 {
        if !self.is_open() {
            return self.begun_ms + HANDSHAKE_MS_MAX;
        }
        let keepalive_ms = self.terms.keepalive_ms;
        let next = self.heard_ms + keepalive_ms * (self.pinged + 1).min(KEEPALIVE_MISSED_MAX);
        let stalled = self.stalled_ms.map(|ms| ms + keepalive_ms * KEEPALIVE_MISSED_MAX);
        stalled.map_or(next, |stalled| stalled.min(next))
    }
}

fn other_node(node: Option<&NodeId>) -> Error {
    let name = node.map_or("nobody", NodeId::as_str);
    let context = format!("meant or met is {name}");
    Error::new(Code::PermissionDenied, "the other end is or means another node", context)
}
