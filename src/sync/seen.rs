// SPDX-License-Identifier: Apache-2.0
//! The bytes of a context (`docs/format/operation.md`): names, and stamps where they are known.

use bincode::de::BorrowDecoder;
use bincode::enc::Encoder;
use bincode::error::{DecodeError, EncodeError};
use bincode::{BorrowDecode, Encode};

use crate::base::error::{Result, invalid};
use crate::base::id::Origin;
use crate::base::op::{Context, Seen, check_seen_len};
use crate::base::stamp::Stamp;

use super::message::DotBody;

/// In the count of a context's list: a stamp follows each of its dots.
const STAMPS_BIT: u64 = 1 << 63;

/// What stands in the list of a context.
#[derive(Clone, Debug)]
pub enum SeenBody<'a> {
    /// As it was read: dots as they stand there, and stamps.
    Read(Vec<(DotBody<'a>, Stamp)>),
    /// To be written: needs no list of its own.
    Of(&'a [Seen]),
}

impl Encode for SeenBody<'_> {
    fn encode<E: Encoder>(&self, encoder: &mut E) -> std::result::Result<(), EncodeError> {
        let is_stamped = self.has_stamps();
        let len = match self {
            Self::Read(list) => list.len(),
            Self::Of(list) => list.len(),
        };
        (len as u64 | if is_stamped { STAMPS_BIT } else { 0 }).encode(encoder)?;
        let mut put = |dot: DotBody<'_>, stamp: Stamp| {
            dot.encode(encoder)?;
            if is_stamped { stamp.0.encode(encoder) } else { Ok(()) }
        };
        match self {
            Self::Read(list) => list.iter().try_for_each(|(dot, stamp)| put(*dot, *stamp)),
            Self::Of(list) => {
                list.iter().try_for_each(|seen| put(DotBody::of_seen(seen), seen.stamp))
            }
        }
    }
}

impl<'a, Given> BorrowDecode<'a, Given> for SeenBody<'a> {
    fn borrow_decode<D: BorrowDecoder<'a, Context = Given>>(
        decoder: &mut D,
    ) -> std::result::Result<Self, DecodeError> {
        let count = u64::borrow_decode(decoder)?;
        let mut list = Vec::new();
        for _ in 0..count & !STAMPS_BIT {
            let dot = DotBody::borrow_decode(decoder)?;
            let is_stamped = count & STAMPS_BIT != 0;
            let stamp = if is_stamped { u64::borrow_decode(decoder)? } else { Seen::ANY.0 };
            list.push((dot, Stamp(stamp)));
        }
        if count & STAMPS_BIT != 0 && list.iter().all(|(_, stamp)| *stamp == Seen::ANY) {
            return Err(DecodeError::Other("a context with stamps has none"));
        }
        Ok(Self::Read(list))
    }
}

impl<'a> SeenBody<'a> {
    /// Of a context.
    pub(super) fn of(context: &'a Context) -> Self {
        Self::Of(context.seen())
    }

    fn has_stamps(&self) -> bool {
        match self {
            Self::Read(list) => list.iter().any(|(_, stamp)| *stamp != Seen::ANY),
            Self::Of(list) => list.iter().any(Seen::is_exact),
        }
    }

    /// The context that it makes; what is of the origin `near` shares its name.
    pub(super) fn to_context(&self, near: Option<&Origin>) -> Result<Context> {
        match self {
            Self::Read(list) => {
                check_seen_len(list.len())?;
                let mut context = Context::default();
                for (dot, stamp) in list {
                    context.add(dot.to_seen(*stamp, near)?);
                }
                check_order(list, &context)?;
                Ok(context)
            }
            Self::Of(list) => Ok(list.iter().cloned().collect()),
        }
    }
}

/// Whether a list stood as the context has it, which is the only form that it has.
fn check_order(list: &[(DotBody<'_>, Stamp)], context: &Context) -> Result<()> {
    let is_same = |((dot, stamp), seen): (&(DotBody<'_>, Stamp), &Seen)| {
        (*dot, *stamp) == (DotBody::of_seen(seen), seen.stamp)
    };
    if list.len() == context.seen().len() && list.iter().zip(context.seen()).all(is_same) {
        return Ok(());
    }
    let context = "items of a context out of order, or covered by others";
    Err(invalid("invalid remote sync operation", context))
}
