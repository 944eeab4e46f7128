// SPDX-License-Identifier: Apache-2.0
//! Where the files of a run are: on the disk of the build, not in `/tmp`, which may be memory.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// Bytes of a database: its main file and everything beside it whose name begins with that name.
pub fn database_bytes(main: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for path in database_files(main)? {
        bytes += tree_bytes(&path)?;
    }
    Ok(bytes)
}

/// Copies a database under another name in the same folder.
pub fn copy_database(main: &Path, copy: &Path) -> io::Result<()> {
    for path in database_files(main)? {
        copy_tree(&path, &copy.with_file_name(renamed(&path, main, copy)))?;
    }
    Ok(())
}

/// Removes a database with all its files.
pub fn remove_database(main: &Path) -> io::Result<()> {
    for path in database_files(main)? {
        if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
    }
    Ok(())
}

fn database_files(main: &Path) -> io::Result<Vec<PathBuf>> {
    let (folder, begin) = (main.parent().unwrap_or(Path::new(".")), name_of(main));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if name_of(&path).starts_with(&begin) {
            paths.push(path);
        }
    }
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The name of one file of the copy.
fn renamed(path: &Path, main: &Path, copy: &Path) -> String {
    name_of(path).replacen(&name_of(main), &name_of(copy), 1)
}

/// A file that vanishes while this looks counts nothing.
fn tree_bytes(path: &Path) -> io::Result<u64> {
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        metadata => metadata?,
    };
    if !metadata.is_dir() {
        return Ok(metadata.len());
    }
    fs::read_dir(path)?.map(|entry| tree_bytes(&entry?.path())).sum()
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy_tree(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
