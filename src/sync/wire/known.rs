// SPDX-License-Identifier: Apache-2.0
//! Knowledge as bytes: of each origin the watermark, then gaps and lengths in turn.

use crate::base::codec::encode_compact;
use crate::base::error::Result;
use crate::base::id::Origin;
use crate::base::know::Knowledge;
use crate::base::limits::{KNOW_ORIGINS_LEN_MAX, KNOW_RANGES_LEN_MAX};
use crate::base::ranges::Ranges;

use super::reader::{Reader, broken, check_max};

/// Appends knowledge. Origins of which nothing is known are left out.
pub(super) fn encode(known: &Knowledge, out: &mut Vec<u8>) -> Result<()> {
    let origins = || known.iter().filter(|(_, ranges)| !ranges.is_empty());
    let count = origins().count();
    check_max("origins", count as u64, KNOW_ORIGINS_LEN_MAX as u64)?;
    encode_compact(&count, out)?;
    for (origin, ranges) in origins() {
        check_max("ranges", ranges.gap_count() as u64, KNOW_RANGES_LEN_MAX as u64)?;
        encode_origin(origin, out)?;
        encode_compact(&ranges.watermark(), out)?;
        encode_compact(&ranges.gap_count(), out)?;
        let mut end = ranges.watermark();
        for (first, last) in ranges.above() {
            encode_compact(&(first - end - 1, last - first + 1), out)?;
            end = last;
        }
    }
    Ok(())
}

/// Appends an origin.
pub(super) fn encode_origin(origin: &Origin, out: &mut Vec<u8>) -> Result<()> {
    encode_compact(&(origin.node.as_str(), origin.epoch), out)
}

/// Reads knowledge.
pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Knowledge> {
    let mut known = Knowledge::default();
    let mut before: Option<Origin> = None;
    for _ in 0..reader.count("origins", KNOW_ORIGINS_LEN_MAX)? {
        let origin = reader.origin()?;
        check_order(before.as_ref(), &origin)?;
        let ranges = decode_ranges(reader, &origin)?;
        known.insert_ranges(&origin, ranges);
        before = Some(origin);
    }
    Ok(known)
}

/// Refuses an origin that does not come after the one before it.
pub(super) fn check_order(before: Option<&Origin>, origin: &Origin) -> Result<()> {
    if before.is_none_or(|before| before < origin) {
        return Ok(());
    }
    let (node, epoch) = (origin.node.as_str(), origin.epoch);
    Err(broken(format!("origin {node} of epoch {epoch} is not in order")))
}

fn decode_ranges(reader: &mut Reader<'_>, origin: &Origin) -> Result<Ranges> {
    let watermark: u64 = reader.take("watermark")?;
    let mut ranges = vec![(1, watermark)];
    let mut end = watermark;
    for _ in 0..reader.count("ranges", KNOW_RANGES_LEN_MAX)? {
        let (gap, length): (u64, u64) = reader.take("range")?;
        let last = end.checked_add(gap).and_then(|before| before.checked_add(length));
        let (Some(last), 1.., 1..) = (last, gap, length) else {
            let context = format!("a gap of {gap} and a range of {length} after {end}");
            return Err(broken(format!("{context}, allowed are 1 or more up to {}", u64::MAX)));
        };
        ranges.push((end + gap + 1, last));
        end = last;
    }
    let ranges: Ranges = ranges.into_iter().collect();
    if ranges.is_empty() {
        return Err(broken(format!("nothing is known of origin {}", origin.node.as_str())));
    }
    Ok(ranges)
}
