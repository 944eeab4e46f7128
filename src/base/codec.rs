// SPDX-License-Identifier: Apache-2.0
//! The one place that knows how bodies become bytes.
//!
//! The layout is ours and documented in `docs/format/wal.md`: little-endian, fixed width, lengths
//! of sequences as u64, tags of enums as u32, one byte for a boolean. The crate behind it is
//! replaceable; the bytes are not. Decoding is bounded and total: a size is believed only as far as
//! bytes are left, and bytes left over are an error.

use bincode::config::{self, Config, Configuration, Fixint, Limit, LittleEndian, Varint};
use bincode::enc::write::Writer;
use bincode::error::EncodeError;
use bincode::{BorrowDecode, Encode};

use super::error::{Code, Error, Result};
use super::limits::GROUP_BYTES_MAX;

type Layout = Configuration<LittleEndian, Fixint, Limit<GROUP_BYTES_MAX>>;
type Compact = Configuration<LittleEndian, Varint, Limit<GROUP_BYTES_MAX>>;

const LAYOUT: Layout = config::legacy().with_limit::<GROUP_BYTES_MAX>();
/// Numbers take as many bytes as they need: for what is stored once per key.
const COMPACT: Compact = config::standard().with_limit::<GROUP_BYTES_MAX>();

/// Appends to a vector; the encoder's own writers want a slice or an `io::Write`.
struct Append<'a>(&'a mut Vec<u8>);

impl Writer for Append<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::result::Result<(), EncodeError> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// Appends the bytes of `value` to `out`. On an error `out` is as before.
pub fn encode<T: Encode>(value: &T, out: &mut Vec<u8>) -> Result<()> {
    encode_as(value, out, LAYOUT)
}

/// As [`encode`], in the compact layout.
pub fn encode_compact<T: Encode>(value: &T, out: &mut Vec<u8>) -> Result<()> {
    encode_as(value, out, COMPACT)
}

fn encode_as<T: Encode, C: Config>(value: &T, out: &mut Vec<u8>, layout: C) -> Result<()> {
    let before = out.len();
    bincode::encode_into_writer(value, Append(out), layout).map_err(|cause| {
        out.truncate(before);
        Error::new(Code::InternalError, "failed to encode", cause.to_string())
    })
}

/// Reads one value that fills `bytes` exactly.
pub fn decode<'a, T: BorrowDecode<'a, ()>>(bytes: &'a [u8]) -> Result<T> {
    decode_as(bytes, LAYOUT)
}

/// As [`decode`], from the compact layout.
pub fn decode_compact<'a, T: BorrowDecode<'a, ()>>(bytes: &'a [u8]) -> Result<T> {
    decode_as(bytes, COMPACT)
}

fn decode_as<'a, T: BorrowDecode<'a, ()>, C: Config>(bytes: &'a [u8], layout: C) -> Result<T> {
    let (value, used) = bincode::borrow_decode_from_slice(bytes, layout)
        .map_err(|cause| Error::new(Code::Corrupted, "failed to decode", cause.to_string()))?;
    if used != bytes.len() {
        let left = bytes.len() - used;
        return Err(Error::new(Code::Corrupted, "failed to decode", format!("{left} bytes left")));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_length_is_an_error_and_allocates_nothing() {
        let mut bytes = u64::MAX.to_le_bytes().to_vec();
        bytes.push(7);
        assert!(decode::<Vec<u8>>(&bytes).is_err());
        assert!(decode::<&[u8]>(&bytes).is_err());
        assert!(decode::<Vec<u64>>(&bytes).is_err());
    }

    #[test]
    fn bytes_left_over_are_an_error() {
        let mut bytes = Vec::new();
        encode(&7u32, &mut bytes).unwrap();
        assert_eq!(decode::<u32>(&bytes).unwrap(), 7);
        bytes.push(0);
        assert_eq!(decode::<u32>(&bytes).unwrap_err().code(), Code::Corrupted);
    }
}
