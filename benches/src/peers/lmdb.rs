// SPDX-License-Identifier: Apache-2.0
//! Keys and values in LMDB, whose reads go straight into a memory map.

use std::path::Path;

use heed::types::Bytes;
use heed::{CommitOrAbort, Database, Env, EnvFlags, EnvOpenOptions, Result};

/// Address space, not memory.
const MAP_BYTES: usize = 4 << 30;
const BATCH_LEN: usize = 100_000;

pub type Table<'a> = Database<'a, Bytes, Bytes>;

/// Makes an environment in the folder `path`, which must exist. Leaves all syncing to the system:
/// it is read here, and how it is filled is not measured.
pub fn make(path: &Path) -> Result<Env> {
    let mut options = EnvOpenOptions::new();
    options.map_size(MAP_BYTES);
    // SAFETY: the folder is this section's own, nobody else opens it or writes into it; without
    // syncing only a crash of the machine could damage the file, and nobody would read it then.
    unsafe {
        options.flags(EnvFlags::NO_SYNC);
        options.open(path)
    }
}

/// Makes the table and fills it.
pub fn fill<'a, K: AsRef<[u8]>, V: AsRef<[u8]>>(
    env: &'a Env,
    mut rows: impl Iterator<Item = (K, V)>,
) -> Result<Table<'a>> {
    let write = env.write_txn()?;
    let table: Table<'a> = env
        .create_databases_and_commit(write, |maker, write| {
            let table = maker.create_database(write, None)?;
            heed::Result::Ok(CommitOrAbort::<_, ()>::Commit(table))
        })?
        .unwrap_commit();
    let mut is_done = false;
    while !is_done {
        let mut write = env.write_txn()?;
        for _ in 0..BATCH_LEN {
            let Some((key, value)) = rows.next() else {
                is_done = true;
                break;
            };
            table.put(&mut write, key.as_ref(), value.as_ref())?;
        }
        write.commit()?;
    }
    Ok(table)
}
