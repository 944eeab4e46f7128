// SPDX-License-Identifier: Apache-2.0
//! The main file of a log that others have prepared: a copy, whose sealed segments are in place.

use std::path::Path;

use crate::base::error::Result;
use crate::disk::{Access, Disk};

use super::claim::{MAKE_FAILED, write_error};
use super::head::Head;

/// Makes the main file at `path` with nothing but its head. What makes a folder of files a database
/// is this file, so it comes last.
///
/// Durability: on success the file and all entries of its folder are on stable storage.
///
/// Errors: `InvalidArgument` for a node id that is too long; `NoSpace`, `FileWriteError`,
/// `PermissionDenied`: the file may be there, whole or not.
pub fn make_main(disk: &dyn Disk, path: &Path, head: &Head) -> Result<()> {
    let bytes = head.encode()?;
    let made = disk.open(path, Access::Create).and_then(|file| {
        file.write_at(&bytes, 0)?;
        file.sync_data()?;
        disk.sync_folder(path)
    });
    made.map_err(|cause| write_error(MAKE_FAILED, &path.to_string_lossy(), &cause))
}
