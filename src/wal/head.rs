// SPDX-License-Identifier: Apache-2.0
//! The first 512 bytes of a log file: what it is and who wrote it.

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::NODE_ID_BYTES_MAX;

use super::format1;
use super::frame::{put, take, take_u32, take_u64};
use super::window::Window;

/// Length of the head: one sector, so that writing groups never rewrites it.
pub(super) const HEAD_BYTES: usize = 512;
/// What each log file begins with.
pub(super) const MAGIC: [u8; 8] = *b"\x89SDALOG\n";
const VERSION: u32 = 2;
const SUM_AT: usize = HEAD_BYTES - 4;

/// What the head of a log file says. It is written once, when the file is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The node id of the replica that made the file, 0 to 255 bytes; empty: it had no name yet.
    pub node: String,
    /// Its epoch.
    pub epoch: u32,
    /// The number of this file in its log.
    pub segment: u64,
    /// A random number, drawn anew for each file: bytes of other files are no groups of this one.
    pub salt: u64,
    /// A random number, the same in all files of one log. 0 in files that are older than this
    /// field, see [`Head::id`].
    pub log: u64,
    /// How long the sealed segment before this one is, in bytes; 0 for the first.
    pub before_bytes: u64,
}

/// What stands in the head's place.
pub(super) enum Found {
    /// A head.
    Head(Head),
    /// Nothing, or the beginning of a head whose writing was interrupted: so many bytes.
    Nothing(u64),
}

/// Where the salt stands.
const SALT_AT: usize = 28;
/// Where the fields begin that follow the node id and its padding.
const LOG_AT: usize = 292;

const _: () = assert!(LOG_AT == 37 + NODE_ID_BYTES_MAX);

impl Head {
    /// What all files of the log have in common, and no other log has.
    pub fn id(&self) -> u64 {
        if self.log == 0 { self.salt } else { self.log }
    }

    /// The bytes of the head, checksum included.
    pub(super) fn encode(&self) -> Result<[u8; HEAD_BYTES]> {
        let node_bytes = u8::try_from(self.node.len()).map_err(|_| {
            let context = format!("{} bytes, at most {NODE_ID_BYTES_MAX}", self.node.len());
            invalid("node id is too long", context)
        })?;
        let fields = [
            MAGIC.as_slice(),
            &VERSION.to_le_bytes(),
            &(HEAD_BYTES as u32).to_le_bytes(),
            &self.epoch.to_le_bytes(),
            &self.segment.to_le_bytes(),
            &self.salt.to_le_bytes(),
            &[node_bytes],
            self.node.as_bytes(),
        ];
        let mut bytes = [0; HEAD_BYTES];
        put(&mut bytes, fields.into_iter().flatten());
        let behind = [self.log.to_le_bytes(), self.before_bytes.to_le_bytes()];
        put(bytes.get_mut(LOG_AT..).unwrap_or_default(), behind.as_flattened());
        if let Some((summed, sum)) = bytes.split_at_mut_checked(SUM_AT) {
            put(sum, &crc32fast::hash(summed).to_le_bytes());
        }
        Ok(bytes)
    }

    /// The head that these bytes are, if every one of them is right.
    fn decode(bytes: &[u8; HEAD_BYTES]) -> Option<Self> {
        let rest = &mut bytes.as_slice();
        let is_ours = take(rest)? == MAGIC
            && take_u32(rest)? == VERSION
            && take_u32(rest)? == HEAD_BYTES as u32;
        let (epoch, segment, salt) = (take_u32(rest)?, take_u64(rest)?, take_u64(rest)?);
        let [node_bytes] = take(rest)?;
        let node = std::str::from_utf8(rest.get(..usize::from(node_bytes))?).ok()?.to_owned();
        let behind = &mut bytes.get(LOG_AT..)?;
        let (log, before_bytes) = (take_u64(behind)?, take_u64(behind)?);
        let head = Self { node, epoch, segment, salt, log, before_bytes };
        // Encoding again compares the padding and the checksum too.
        (is_ours && head.encode().ok()? == *bytes).then_some(head)
    }
}

/// Looks at the head's place of a file.
///
/// Errors: [`Code::UnsupportedFormat`] for other formats and foreign files, [`Code::Corrupted`] for
/// a damaged head, [`Code::FileReadError`]. None of these files is ever to be written to.
pub(super) fn read(window: &mut Window<'_>) -> Result<Found> {
    let mut bytes = [0; HEAD_BYTES];
    put(&mut bytes, window.get(0, HEAD_BYTES)?);
    if let Some(head) = Head::decode(&bytes) {
        return Ok(Found::Head(head));
    }
    let path = window.path;
    let refused = |what: String| {
        let context = format!("{path}: {what}");
        Err(Error::new(Code::UnsupportedFormat, "WAL file format is not supported", context))
    };
    if bytes.starts_with(&format1::MAGIC) {
        return refused("record format 1, opening an engine on it for writing converts it".into());
    }
    let rest = &mut bytes.as_slice();
    let is_ours = take(rest) == Some(MAGIC);
    let version = take_u32(rest).unwrap_or_default();
    if is_ours && version != VERSION && version != 0 {
        return refused(format!("format version {version}, this build knows {VERSION}"));
    }
    let started_bytes = written_bytes(&bytes);
    if is_interrupted(&bytes, started_bytes) && window.zeros_from(HEAD_BYTES as u64)? {
        return Ok(Found::Nothing(started_bytes as u64));
    }
    if is_ours {
        return Err(damaged(path));
    }
    refused("not a log of this engine".into())
}

/// What the head may have said of the checksums of the groups, when it is not whole. Nothing else
/// of it is to be believed.
pub(super) fn guess(window: &mut Window<'_>, segment: u64) -> Option<Head> {
    let bytes = window.get(SALT_AT as u64, 8).ok()?;
    let salt = bytes.first_chunk().copied().map(u64::from_le_bytes)?;
    Some(Head { segment, salt, ..Head::default() })
}

/// The error of a file whose head is not whole.
pub(super) fn damaged(path: &str) -> Error {
    let context = format!("{path}: head of {HEAD_BYTES} bytes at byte 0");
    Error::new(Code::Corrupted, "WAL file head is damaged", context)
}

/// Length up to the last byte that is not zero.
fn written_bytes(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
}

/// Whether these can be the first `started_bytes` bytes of a head, the rest never written. A head
/// that got as far as its last byte is no such thing: it is whole, or it was damaged later.
fn is_interrupted(bytes: &[u8; HEAD_BYTES], started_bytes: usize) -> bool {
    let begins = |bytes: &[u8], with: &[u8]| bytes.iter().zip(with).all(|(a, b)| a == b);
    let started = bytes.get(..started_bytes).unwrap_or_default();
    let (summed, sum) = bytes.split_at_checked(SUM_AT).unwrap_or_default();
    let sum = sum.get(..started_bytes.saturating_sub(SUM_AT)).unwrap_or_default();
    begins(started, &MAGIC) && begins(sum, &crc32fast::hash(summed).to_le_bytes())
}
