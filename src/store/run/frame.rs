// SPDX-License-Identifier: Apache-2.0
//! Head and footer: what a run is, and where its parts are.

use crate::base::error::{Code, Error, Result};
use crate::base::limits::RUN_KEY_BYTES_MAX;

use super::RunId;
use super::sum::{Sum, damaged, take, take_slice, take_u32, take_u64};

pub(super) const HEAD_BYTES: usize = 36;
/// Length of what stands behind the two keys of the footer.
pub(super) const TAIL_BYTES: usize = 60;
const MAGIC: [u8; 8] = *b"\x89SDARUN\n";
const END_MAGIC: [u8; 8] = *b"\x89SDAEND\n";
const VERSION: u32 = 1;
/// How much of the tail its checksum covers.
const SUMMED_BYTES: usize = 48;

/// What stands before the checksum in the head.
fn head_fields(id: RunId) -> [u8; HEAD_BYTES - 4] {
    let mut bytes = [0; HEAD_BYTES - 4];
    let versions = [VERSION, HEAD_BYTES as u32].map(u32::to_le_bytes);
    let names = [id.log, id.number].map(u64::to_le_bytes);
    let all = MAGIC.iter().chain(versions.as_flattened()).chain(names.as_flattened());
    bytes.iter_mut().zip(all).for_each(|(to, from)| *to = *from);
    bytes
}

/// The head, checksum included.
pub(super) fn head(id: RunId) -> Vec<u8> {
    let fields = head_fields(id);
    [fields.as_slice(), &crc32fast::hash(&fields).to_le_bytes()].concat()
}

/// Whether these bytes begin the run `id`.
///
/// Errors: [`Code::UnsupportedFormat`] for foreign files and other versions, [`Code::Corrupted`]
/// for one that is too short, a damaged head, and any other run.
pub(super) fn check_head(bytes: &[u8], path: &str, id: RunId) -> Result<()> {
    let refused = |what: String| {
        let context = format!("{path}: {what}");
        Error::new(Code::UnsupportedFormat, "run file format is not supported", context)
    };
    if !bytes.iter().zip(&MAGIC).all(|(byte, wanted)| byte == wanted) {
        return Err(refused("not a run of this engine".into()));
    }
    let fields = &mut &*bytes;
    let version =
        take::<8>(fields).and_then(|_| take_u32(fields)).ok_or_else(|| short(path, bytes))?;
    if version != VERSION {
        return Err(refused(format!("format version {version}, this build knows {VERSION}")));
    }
    let read = || {
        let head_bytes = take_u32(fields)?;
        let found = RunId { log: take_u64(fields)?, number: take_u64(fields)? };
        Some((head_bytes, found, take_u32(fields)?))
    };
    let (head_bytes, found, sum) = { read }().ok_or_else(|| short(path, bytes))?;
    if head_bytes != HEAD_BYTES as u32 || sum != crc32fast::hash(&head_fields(found)) {
        return Err(damaged("run file head is damaged", path, 0, HEAD_BYTES as u64));
    }
    let other = |message, found: u64, wanted: u64| {
        let context = format!("{path}: {found:016x}, not {wanted:016x}");
        Err(Error::new(Code::Corrupted, message, context))
    };
    if found.log != id.log {
        return other("run file is of another database", found.log, id.log);
    }
    if found.number != id.number {
        return other("run file is another run", found.number, id.number);
    }
    Ok(())
}

fn short(path: &str, bytes: &[u8]) -> Error {
    cut_short(path, bytes.len() as u64)
}

fn cut_short(path: &str, file_bytes: u64) -> Error {
    let context = format!("{path}: it does not end with its footer after {file_bytes} bytes");
    Error::new(Code::Corrupted, "run file is cut short", context)
}

/// What the footer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Footer {
    pub keys: u64,
    pub filter_at: u64,
    pub fences_at: u64,
    pub file_bytes: u64,
    pub filter_sum: u32,
    pub fences_sum: u32,
    pub first: Box<[u8]>,
    pub last: Box<[u8]>,
}

impl Footer {
    /// Where it begins.
    pub fn at(&self) -> u64 {
        self.file_bytes.saturating_sub(self.own_bytes())
    }

    /// How long it is.
    pub fn own_bytes(&self) -> u64 {
        (self.first.len() + self.last.len() + TAIL_BYTES) as u64
    }

    /// The bytes of the footer. Its offset is where the fences end.
    pub fn encode(&self, id: RunId) -> Vec<u8> {
        let places = [self.keys, self.filter_at, self.fences_at, self.file_bytes];
        // Keys are within RUN_KEY_BYTES_MAX.
        let lengths = [self.first.len() as u32, self.last.len() as u32];
        let sums = [self.filter_sum, self.fences_sum];
        let mut bytes = [&*self.first, &self.last].concat();
        places.iter().for_each(|place| bytes.extend_from_slice(&place.to_le_bytes()));
        lengths.iter().chain(&sums).for_each(|number| bytes.extend(number.to_le_bytes()));
        let sum = Sum::new(id, self.at()).add(&bytes).finish();
        bytes.extend_from_slice(&sum.to_le_bytes());
        bytes.extend_from_slice(&END_MAGIC);
        bytes
    }

    /// The length of the footer that these bytes, the last ones of the file, are the end of.
    pub fn bytes_before(end: &[u8], path: &str, file_bytes: u64) -> Result<u64> {
        let read = || {
            let (_, tail) = end.split_last_chunk::<TAIL_BYTES>()?;
            let (_, magic) = tail.split_last_chunk::<8>()?;
            let lengths = &mut tail.get(32..40)?;
            (*magic == END_MAGIC).then_some((take_u32(lengths)?, take_u32(lengths)?))
        };
        let (first, last) = { read }().ok_or_else(|| cut_short(path, file_bytes))?;
        let bytes = u64::from(first) + u64::from(last) + TAIL_BYTES as u64;
        let longest = (RUN_KEY_BYTES_MAX * 2 + TAIL_BYTES) as u64;
        if bytes > longest || bytes > file_bytes {
            return Err(broken(
                path,
                file_bytes.saturating_sub(TAIL_BYTES as u64),
                TAIL_BYTES as u64,
            ));
        }
        Ok(bytes)
    }

    /// Reads a whole footer that ends the file.
    pub fn decode(bytes: &[u8], path: &str, id: RunId, file_bytes: u64) -> Result<Self> {
        let at = file_bytes.saturating_sub(bytes.len() as u64);
        let footer = Self::parse(bytes, at, id);
        let footer = footer.ok_or_else(|| broken(path, at, bytes.len() as u64))?;
        if footer.file_bytes != file_bytes {
            return Err(cut_short(path, file_bytes));
        }
        let is_ordered = footer.keys > 0
            && HEAD_BYTES as u64 <= footer.filter_at
            && footer.filter_at <= footer.fences_at
            && footer.fences_at <= at;
        is_ordered.then_some(footer).ok_or_else(|| broken(path, at, bytes.len() as u64))
    }

    fn parse(bytes: &[u8], at: u64, id: RunId) -> Option<Self> {
        let keys_bytes = bytes.len().checked_sub(TAIL_BYTES)?;
        let rest = &mut bytes.get(keys_bytes..)?;
        let (keys, filter_at) = (take_u64(rest)?, take_u64(rest)?);
        let (fences_at, file_bytes) = (take_u64(rest)?, take_u64(rest)?);
        let (first_bytes, last_bytes) = (take_u32(rest)? as usize, take_u32(rest)? as usize);
        let (filter_sum, fences_sum) = (take_u32(rest)?, take_u32(rest)?);
        let summed = bytes.get(..keys_bytes + SUMMED_BYTES)?;
        let keys_found = &mut bytes.get(..keys_bytes)?;
        let first = take_slice(keys_found, first_bytes)?.into();
        let last = take_slice(keys_found, last_bytes)?.into();
        let passes = take_u32(rest)? == Sum::new(id, at).add(summed).finish();
        let is_whole = passes && keys_found.is_empty() && take(rest)? == END_MAGIC;
        let footer =
            Self { keys, filter_at, fences_at, file_bytes, filter_sum, fences_sum, first, last };
        is_whole.then_some(footer)
    }
}

fn broken(path: &str, at: u64, bytes: u64) -> Error {
    damaged("run file footer is damaged", path, at, bytes)
}
