// SPDX-License-Identifier: Apache-2.0
//! The one place that knows how bodies become bytes.
//!
//! The layout is ours and documented in `docs/format/wal.md`: little-endian, fixed width, lengths
//! of sequences as u64, tags of enums as u32, one byte for a boolean. The crate behind it is
//! replaceable; the bytes are not. Decoding is bounded and total: a size is believed only as far as
//! bytes are left, and bytes left over are an error.

use bincode::config::{self, Config, Configuration, Fixint, Limit, LittleEndian, Varint};
use bincode::de::BorrowDecoder;
use bincode::enc::Encoder;
use bincode::enc::write::Writer;
use bincode::error::{DecodeError, EncodeError};
use bincode::{BorrowDecode, Encode};

use super::error::{Code, Error, Result};
use super::limits::GROUP_BYTES_MAX;

type Layout = Configuration<LittleEndian, Fixint, Limit<GROUP_BYTES_MAX>>;
type Compact = Configuration<LittleEndian, Varint, Limit<GROUP_BYTES_MAX>>;

const LAYOUT: Layout = config::legacy().with_limit::<GROUP_BYTES_MAX>();
/// Numbers take as many bytes as they need: for what is stored once per key.
const COMPACT: Compact = config::standard().with_limit::<GROUP_BYTES_MAX>();

/// What lists may ask for in memory before their items are there: for each byte of what is decoded,
const LIST_BYTES_PER_BYTE: usize = 32;
/// and beside that. No item of any list takes more than ten times as much memory as bytes.
const LIST_BYTES: usize = 4096;

/// Appends to a vector; the encoder's own writers want a slice or an `io::Write`.
struct Append<'a>(&'a mut Vec<u8>);

impl Writer for Append<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::result::Result<(), EncodeError> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// A list from outside: takes memory for items as they come, not for as many as are announced.
#[derive(Clone, Debug, Default)]
pub struct List<T>(pub Vec<T>);

impl<T: Encode> Encode for List<T> {
    fn encode<E: Encoder>(&self, encoder: &mut E) -> std::result::Result<(), EncodeError> {
        self.0.encode(encoder)
    }
}

impl<'a, T: BorrowDecode<'a, Given>, Given> BorrowDecode<'a, Given> for List<T> {
    fn borrow_decode<D: BorrowDecoder<'a, Context = Given>>(
        decoder: &mut D,
    ) -> std::result::Result<Self, DecodeError> {
        let len = u64::borrow_decode(decoder)?;
        let mut items = Vec::new();
        for _ in 0..len {
            items.push(T::borrow_decode(decoder)?);
        }
        Ok(Self(items))
    }
}

/// A value that is decoded from so many bytes, which are given along. A vector takes memory for as
/// many items as are announced, up to the limit of the layout, which is that of the largest group:
/// so all of the limit is used up in advance but for what the bytes can make good.
struct Bounded<T>(T);

impl<'a, T: BorrowDecode<'a, ()>> BorrowDecode<'a, usize> for Bounded<T> {
    fn borrow_decode<D: BorrowDecoder<'a, Context = usize>>(
        decoder: &mut D,
    ) -> std::result::Result<Self, DecodeError> {
        let bytes = *decoder.context();
        let allowed = bytes.saturating_mul(LIST_BYTES_PER_BYTE).saturating_add(LIST_BYTES);
        decoder.claim_bytes_read(GROUP_BYTES_MAX.saturating_sub(allowed))?;
        T::borrow_decode(&mut decoder.with_context(())).map(Self)
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

/// Reads one value from the front of `bytes`. Returns it with the rest.
pub fn take<'a, T: BorrowDecode<'a, ()>>(bytes: &'a [u8]) -> Result<(T, &'a [u8])> {
    take_as(bytes, LAYOUT)
}

/// As [`take`], in the compact layout.
pub fn take_compact<'a, T: BorrowDecode<'a, ()>>(bytes: &'a [u8]) -> Result<(T, &'a [u8])> {
    take_as(bytes, COMPACT)
}

fn take_as<'a, T: BorrowDecode<'a, ()>, C: Config>(
    bytes: &'a [u8],
    layout: C,
) -> Result<(T, &'a [u8])> {
    let (Bounded(value), used) =
        bincode::borrow_decode_from_slice_with_context(bytes, layout, bytes.len())
            .map_err(|cause| Error::new(Code::Corrupted, "failed to decode", cause.to_string()))?;
    Ok((value, bytes.get(used..).unwrap_or_default()))
}

fn decode_as<'a, T: BorrowDecode<'a, ()>, C: Config>(bytes: &'a [u8], layout: C) -> Result<T> {
    let (value, rest) = take_as(bytes, layout)?;
    if !rest.is_empty() {
        let context = format!("{} bytes left", rest.len());
        return Err(Error::new(Code::Corrupted, "failed to decode", context));
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
        assert!(decode::<List<u64>>(&bytes).is_err());
    }

    #[test]
    fn a_length_is_believed_as_far_as_the_bytes_can_make_it_good() {
        // A million lists, of which one is there: within the limit of the largest group.
        let bytes = [1u64 << 20, 1, 7].map(u64::to_le_bytes).concat();
        let error = decode::<Vec<Vec<u64>>>(&bytes).unwrap_err();
        assert!(error.context().contains("LimitExceeded"), "{error}");
        let bytes = [252, 0, 0, 16, 0, 1, 7];
        let error = decode_compact::<Vec<Vec<u64>>>(&bytes).unwrap_err();
        assert!(error.context().contains("LimitExceeded"), "{error}");
        // What takes the fewest bytes for its memory.
        for count in [1, 100, 100_000] {
            let list = vec![(Vec::<u64>::new(), 0u128, Some(0u64)); count];
            let mut bytes = Vec::new();
            encode_compact(&list, &mut bytes).unwrap();
            assert_eq!(decode_compact::<Vec<(Vec<u64>, u128, Option<u64>)>>(&bytes).unwrap(), list);
        }
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
