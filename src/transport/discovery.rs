// SPDX-License-Identifier: Apache-2.0
//! Finding nodes: each says now and then where it serves (`docs/format/transport.md`).
//!
//! What is found is a hint where to call, no more: only the link proves who is there. Beacons that
//! the keys do not allow are passed over: under a group key those without its mark, under pinned
//! keys those of names that have no key, without keys those from beyond this machine.

use std::collections::BTreeMap;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::{
    BEACON_BYTES_MAX, BEACON_LOST_MS, BEACON_MS, BEACONS_TURN_LEN, PEERS_LEN_MAX,
};

use super::keys::Keys;
use super::udp::GroupSocket;
use super::{Address, udp_host};

const MAGIC: [u8; 5] = *b"SDAB\x01";
const HEAD_BYTES: usize = 17;
const MARK_BYTES: usize = 32;

/// What was found, or is there no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sighting {
    /// A node says where it serves; told again when that changes.
    Found(Address),
    /// A node has left, or was not heard for long.
    Lost(NodeId),
}

struct Seen {
    address: Address,
    first_ms: i64,
    last_ms: i64,
}

/// Finds nodes, and lets itself be found.
pub struct Discovery {
    socket: GroupSocket,
    keys: Keys,
    me: NodeId,
    /// Tells our own beacons from those of somebody who has our name.
    instance: u64,
    seen: BTreeMap<NodeId, Seen>,
    due_ms: i64,
    said_port: Option<u16>,
}

impl Discovery {
    /// Begins to listen.
    ///
    /// Errors: `PermissionDenied` for an interface beyond this machine without keys,
    /// `InvalidArgument` for a host that is no IPv4 address, and what the system answers.
    pub fn start(host: &str, port: u16, keys: Keys, me: NodeId, instance: u64) -> Result<Self> {
        let at = udp_host(host)
            .ok_or_else(|| invalid("invalid discovery options", format!("host {host}")))?;
        if !keys.are_there() && !at.is_loopback() {
            return Err(Error::new(
                Code::PermissionDenied,
                "discovery without a key stays within this machine",
                host,
            ));
        }
        let socket = GroupSocket::join(host, port).map_err(|cause| {
            let context = format!("{host}:{port}: {cause}");
            Error::new(Code::Unknown, "failed to start discovery", context)
        })?;
        let (seen, due_ms, said_port) = (BTreeMap::new(), i64::MIN, None);
        Ok(Self { socket, keys, me, instance, seen, due_ms, said_port })
    }

    /// Says where this node serves when it is time, and hears the others.
    pub fn turn(&mut self, now_ms: i64, served_port: Option<u16>) -> Vec<Sighting> {
        let mut sightings = Vec::new();
        let mut datagram = [0; BEACON_BYTES_MAX + 1];
        for _ in 0..BEACONS_TURN_LEN {
            let Some((len, from)) = self.socket.hear(&mut datagram) else { break };
            let bytes = datagram.get(..len).unwrap_or_default();
            let is_near = from.to_canonical().is_loopback();
            if let Some((node, port)) = self.read(bytes, is_near) {
                self.note(node, from.to_canonical().to_string(), port, now_ms, &mut sightings);
            }
        }
        if now_ms >= self.due_ms || self.said_port != served_port {
            // Who serves nothing listens alone.
            if let Some(port) = served_port.or(self.said_port.map(|_| 0)) {
                self.socket.say(&self.beacon(port));
            }
            self.said_port = served_port;
            self.due_ms = now_ms.saturating_add(BEACON_MS);
        }
        let late = |seen: &Seen| now_ms - seen.last_ms >= BEACON_LOST_MS;
        let lost = self.seen.iter().filter(|(_, seen)| late(seen)).map(|(node, _)| node.clone());
        for node in lost.collect::<Vec<_>>() {
            self.seen.remove(&node);
            sightings.push(Sighting::Lost(node));
        }
        sightings
    }

    /// Tells the others that this node leaves.
    pub fn stop(self) {
        if self.said_port.is_some() {
            self.socket.say(&self.beacon(0));
        }
    }

    /// Who was found, where, and for how long, in milliseconds.
    pub fn found(&self, now_ms: i64) -> impl Iterator<Item = (&Address, i64)> {
        self.seen.values().map(move |seen| (&seen.address, now_ms - seen.first_ms))
    }

    /// When to come back at the latest.
    pub fn due_ms(&self) -> i64 {
        self.due_ms
    }

    fn note(
        &mut self,
        node: NodeId,
        host: String,
        port: u16,
        now_ms: i64,
        sightings: &mut Vec<Sighting>,
    ) {
        if port == 0 {
            if self.seen.remove(&node).is_some() {
                sightings.push(Sighting::Lost(node));
            }
            return;
        }
        let is_full = self.seen.len() >= PEERS_LEN_MAX;
        if let Some(seen) = self.seen.get_mut(&node) {
            seen.last_ms = now_ms;
            // Heard on two interfaces, the first place stays as long as the port does.
            if seen.address.port == port {
                return;
            }
            (seen.address.host, seen.address.port) = (host, port);
            sightings.push(Sighting::Found(seen.address.clone()));
        } else if !is_full {
            let address = Address { node: node.clone(), host, port };
            sightings.push(Sighting::Found(address.clone()));
            self.seen.insert(node, Seen { address, first_ms: now_ms, last_ms: now_ms });
            // Whoever is new has not heard us.
            self.due_ms = i64::MIN;
        }
    }

    fn beacon(&self, port: u16) -> Vec<u8> {
        let name = self.me.as_str();
        let mut out = MAGIC.to_vec();
        out.push(u8::from(self.mark_key().is_some()));
        out.extend_from_slice(&port.to_le_bytes());
        out.extend_from_slice(&self.instance.to_le_bytes());
        // A name has at most 255 bytes.
        out.push(name.len() as u8);
        out.extend_from_slice(name.as_bytes());
        if let Some(key) = self.mark_key() {
            let mark = blake3::keyed_hash(&key, &out);
            out.extend_from_slice(mark.as_bytes());
        }
        out
    }

    /// The node that says where it serves, if the keys allow it.
    fn read(&self, bytes: &[u8], is_near: bool) -> Option<(NodeId, u16)> {
        let key = self.mark_key();
        let mark_bytes = if key.is_some() { MARK_BYTES } else { 0 };
        let (said, mark) = bytes.split_at_checked(bytes.len().checked_sub(mark_bytes)?)?;
        if let Some(key) = &key {
            // Compared in constant time.
            let mark: [u8; MARK_BYTES] = mark.try_into().ok()?;
            (blake3::keyed_hash(key, said) == mark).then_some(())?;
        }
        let (head, name) = said.split_at_checked(HEAD_BYTES)?;
        let (magic, rest) = head.split_at_checked(MAGIC.len())?;
        let [marked, low, high, instance @ .., name_bytes] = rest else { return None };
        let instance = u64::from_le_bytes(instance.try_into().ok()?);
        let is_fit = magic == MAGIC
            && *marked == u8::from(key.is_some())
            && usize::from(*name_bytes) == name.len();
        let node = NodeId::new(std::str::from_utf8(name).ok()?).ok()?;
        let is_allowed = match &self.keys {
            Keys::None => is_near,
            Keys::Group(_) => true,
            Keys::Pinned { peers, .. } => peers.contains_key(&node),
        };
        let is_other = node != self.me && instance != self.instance;
        (is_fit && is_allowed && is_other).then_some((node, u16::from_le_bytes([*low, *high])))
    }

    fn mark_key(&self) -> Option<[u8; 32]> {
        let Keys::Group(secret) = &self.keys else { return None };
        Some(blake3::derive_key("softadastra beacon 1", secret.bytes()))
    }
}
