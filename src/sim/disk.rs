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
    // Reserved space is nobody's.
    let used = |path: PathBuf| Some((disk.used_bytes(&path).filter(|used| *used > 0)?, path));
    let mut files: Vec<_> = files.into_iter().filter_map(used).collect();
    let Some(last) = files.len().checked_sub(1) else { return Ok(None) };
    let (used, path) = files.swap_remove(random.up_to(last as u64) as usize);
    let at = random.up_to(used - 1);
    disk.flip(&path, at, random.up_to(7) as u32);
    Ok(Some(path))
}
