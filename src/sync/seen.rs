// SPDX-License-Identifier: Apache-2.0
//! The bytes of a context (`docs/format/operation.md`): names, and stamps and openings where they
//! are known.

use bincode::de::BorrowDecoder;
use bincode::enc::Encoder;
use bincode::error::{DecodeError, EncodeError};
use bincode::{BorrowDecode, Encode};

use crate::base::error::{Result, invalid};
use crate::base::id::{Opening, Origin};
use crate::base::op::{Context, Seen, check_seen_len};
use crate::base::stamp::Stamp;

use super::message::DotBody;

/// In the count of a context's list: a stamp follows each of its dots;
const STAMPS_BIT: u64 = 1 << 63;
/// and an opening each stamp, and in the context of an operation that of the operation the list.
const OPENINGS_BIT: u64 = 1 << 62;

/// An item as it stands in the list of a context.
type Item<'a> = (DotBody<'a>, Stamp, Opening);

/// What stands in the list of a context.
#[derive(Clone, Debug)]
pub enum SeenBody<'a> {
    /// As it was read: dots as they stand there, stamps and openings.
    Read(Vec<Item<'a>>),
    /// To be written: needs no list of its own.
    Of(&'a [Seen]),
}

/// The context of an operation, and its opening.
#[derive(Clone, Debug)]
pub struct OpenedBody<'a> {
    pub(super) seen: SeenBody<'a>,
    pub(super) opening: Opening,
}

impl Encode for SeenBody<'_> {
    fn encode<E: Encoder>(&self, encoder: &mut E) -> std::result::Result<(), EncodeError> {
        self.encode_with(self.has_openings(), encoder)
    }
}

impl<'a, Given> BorrowDecode<'a, Given> for SeenBody<'a> {
    fn borrow_decode<D: BorrowDecoder<'a, Context = Given>>(
        decoder: &mut D,
    ) -> std::result::Result<Self, DecodeError> {
        let (body, has_openings) = Self::take(decoder)?;
        if has_openings && !body.has_openings() {
            return Err(DecodeError::Other("a context with openings has none"));
        }
        Ok(body)
    }
}

impl Encode for OpenedBody<'_> {
    fn encode<E: Encoder>(&self, encoder: &mut E) -> std::result::Result<(), EncodeError> {
        let is_opened = self.opening.is_known() || self.seen.has_openings();
        self.seen.encode_with(is_opened, encoder)?;
        if is_opened { self.opening.0.encode(encoder) } else { Ok(()) }
    }
}

impl<'a, Given> BorrowDecode<'a, Given> for OpenedBody<'a> {
    fn borrow_decode<D: BorrowDecoder<'a, Context = Given>>(
        decoder: &mut D,
    ) -> std::result::Result<Self, DecodeError> {
        let (seen, is_opened) = SeenBody::take(decoder)?;
        let opening = Opening(if is_opened { u32::borrow_decode(decoder)? } else { 0 });
        if is_opened && !opening.is_known() && !seen.has_openings() {
            return Err(DecodeError::Other("an operation with openings has none"));
        }
        Ok(Self { seen, opening })
    }
}

impl<'a> SeenBody<'a> {
    /// Of a context.
    pub(super) fn of(context: &'a Context) -> Self {
        Self::Of(context.seen())
    }

    fn encode_with<E: Encoder>(
        &self,
        is_opened: bool,
        encoder: &mut E,
    ) -> std::result::Result<(), EncodeError> {
        let is_stamped = self.has_stamps();
        let len = match self {
            Self::Read(list) => list.len(),
            Self::Of(list) => list.len(),
        };
        let bits = [(is_stamped, STAMPS_BIT), (is_opened, OPENINGS_BIT)];
        let bits = bits.iter().map(|(is_set, bit)| if *is_set { *bit } else { 0 });
        (len as u64 | bits.sum::<u64>()).encode(encoder)?;
        let mut put = |dot: DotBody<'_>, stamp: Stamp, opening: Opening| {
            dot.encode(encoder)?;
            if is_stamped {
                stamp.0.encode(encoder)?;
            }
            if is_opened { opening.0.encode(encoder) } else { Ok(()) }
        };
        match self {
            Self::Read(list) => list.iter().try_for_each(|(dot, stamp, of)| put(*dot, *stamp, *of)),
            Self::Of(list) => list
                .iter()
                .try_for_each(|seen| put(DotBody::of_seen(seen), seen.stamp, seen.opening)),
        }
    }

    /// Reads a list, and whether openings stand there.
    fn take<Given, D: BorrowDecoder<'a, Context = Given>>(
        decoder: &mut D,
    ) -> std::result::Result<(Self, bool), DecodeError> {
        let count = u64::borrow_decode(decoder)?;
        let (is_stamped, is_opened) = (count & STAMPS_BIT != 0, count & OPENINGS_BIT != 0);
        let mut list = Vec::new();
        for _ in 0..count & !(STAMPS_BIT | OPENINGS_BIT) {
            let dot = DotBody::borrow_decode(decoder)?;
            let stamp = if is_stamped { u64::borrow_decode(decoder)? } else { Seen::ANY.0 };
            let opening = if is_opened { u32::borrow_decode(decoder)? } else { 0 };
            list.push((dot, Stamp(stamp), Opening(opening)));
        }
        if is_stamped && list.iter().all(|(_, stamp, _)| *stamp == Seen::ANY) {
            return Err(DecodeError::Other("a context with stamps has none"));
        }
        Ok((Self::Read(list), is_opened))
    }

    fn has_stamps(&self) -> bool {
        match self {
            Self::Read(list) => list.iter().any(|(_, stamp, _)| *stamp != Seen::ANY),
            Self::Of(list) => list.iter().any(Seen::is_exact),
        }
    }

    fn has_openings(&self) -> bool {
        match self {
            Self::Read(list) => list.iter().any(|(.., opening)| opening.is_known()),
            Self::Of(list) => list.iter().any(Seen::is_opened),
        }
    }

    /// The context that it makes; what is of the origin `near` shares its name.
    pub(super) fn to_context(&self, near: Option<&Origin>) -> Result<Context> {
        match self {
            Self::Read(list) => {
                check_seen_len(list.len())?;
                let mut context = Context::default();
                for (dot, stamp, opening) in list {
                    context.add(dot.to_seen(*stamp, *opening, near)?);
                }
                check_order(list, &context)?;
                Ok(context)
            }
            Self::Of(list) => Ok(list.iter().cloned().collect()),
        }
    }
}

/// Whether a list stood as the context has it, which is the only form that it has.
fn check_order(list: &[Item<'_>], context: &Context) -> Result<()> {
    let is_same = |(item, seen): (&Item<'_>, &Seen)| {
        *item == (DotBody::of_seen(seen), seen.stamp, seen.opening)
    };
    if list.len() == context.seen().len() && list.iter().zip(context.seen()).all(is_same) {
        return Ok(());
    }
    let context = "items of a context out of order, or covered by others";
    Err(invalid("invalid remote sync operation", context))
}
