// SPDX-License-Identifier: Apache-2.0
//! Where the files of a run are: on the disk of the build, not in `/tmp`, which may be memory.

use std::io;
use std::path::PathBuf;

use tempfile::TempDir;

/// A folder for the files of one section, removed with all it holds.
pub struct Folder(TempDir);

impl Folder {
    /// Makes one beside the program, or in the folder that `SOFTADASTRA_BENCH_DIR` names.
    pub fn make() -> io::Result<Self> {
        let place = match std::env::var_os("SOFTADASTRA_BENCH_DIR") {
            Some(place) => PathBuf::from(place),
            None => {
                let program = std::env::current_exe()?;
                program.parent().map(PathBuf::from).unwrap_or_default()
            }
        };
        tempfile::Builder::new().prefix("bench-").tempdir_in(place).map(Self)
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}
