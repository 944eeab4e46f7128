// SPDX-License-Identifier: Apache-2.0
//! A look at the image of a disk without a machine, many times as fast as one that starts.
//!
//! The file system's own tools do what the kernel would do: they bring its journal to an end and
//! take the files out. Then the database is opened as the process in the machine opens it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use softadastra::base::random::Random;

use super::guest::DATABASE;
use crate::kill::check::{self, Seen};
use crate::kill::ledger::Ledger;

/// Nothing was wrong, or only what a machine without power leaves.
const SOUND: [i32; 2] = [0, 1];

/// Compares what is in the image with what was told. The image is changed by it.
pub fn at(image: &Path, ledger: &mut Ledger, random: &mut Random) -> Result<Seen, String> {
    let text = |error: std::io::Error| format!("{}: {error}", image.display());
    let folder = image.with_extension("files");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(text)?;
    let checked = Command::new("e2fsck").args(["-f", "-p"]).arg(image).output().map_err(text)?;
    if !checked.status.code().is_some_and(|code| SOUND.contains(&code)) {
        return Err(format!("the file system: {}", String::from_utf8_lossy(&checked.stdout)));
    }
    let (name, _) = DATABASE.split_once('/').unwrap_or((DATABASE, ""));
    let taken = Command::new("debugfs")
        .arg("-R")
        .arg(format!("rdump /{name} {}", folder.display()))
        .arg(image)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(text)?;
    if !taken.success() {
        return Err(format!("debugfs ended with {taken}"));
    }
    check::reopened(&folder.join(DATABASE), ledger, random)
}
