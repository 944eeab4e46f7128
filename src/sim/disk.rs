// SPDX-License-Identifier: Apache-2.0
//! What is done to the files of a disk from outside: bits that flip where they lie.

use std::path::{Path, PathBuf};

use crate::base::random::Random;
use crate::disk::{Disk, MemoryDisk};

use super::trace::{Outcome, Violation};

/// Flips a bit in one of the files that belong to a database. Which file; None when all are empty.
pub(super) fn flip(
    disk: &MemoryDisk,
    main: &Path,
    random: &mut Random,
) -> Outcome<Option<PathBuf>> {
    let files = disk.beside(main);
    let files = files.map_err(|error| Violation::new("unexpected-error", error.to_string()))?;
    let mut files: Vec<_> =
        files.into_iter().filter_map(|path| Some((disk.bytes(&path)?, path))).collect();
    for (bytes, _) in &mut files {
        // Reserved space is nobody's.
        let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        bytes.truncate(used);
    }
    files.retain(|(bytes, _)| !bytes.is_empty());
    let Some(last) = files.len().checked_sub(1) else { return Ok(None) };
    let (_, path) = files.swap_remove(random.up_to(last as u64) as usize);
    let mut bytes = disk.bytes(&path).unwrap_or_default();
    let used = bytes.iter().rposition(|byte| *byte != 0).unwrap_or(0);
    let at = random.up_to(used as u64) as usize;
    bytes[at] ^= 1 << random.up_to(7);
    disk.set_bytes(&path, bytes);
    Ok(Some(path))
}
