// SPDX-License-Identifier: Apache-2.0
//! Keys and values in SQLite, without an outbox: for opening and scanning.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Result, Statement, params};

/// A cache that holds everything; it belongs to the connection, not to the file.
const CACHE: &str = "PRAGMA cache_size = -1048576";
/// Once per file: the journal's mode stays with it. Syncing is left to the system while it is
/// filled, which is not measured.
const MAKE: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    CREATE TABLE kv (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
";
const GET: &str = "SELECT value FROM kv WHERE key = ?";
const RANGE: &str = "SELECT key, value FROM kv WHERE key >= ? AND key < ? ORDER BY key";

/// Makes a database of these rows and closes it.
pub fn make<K: AsRef<[u8]>, V: AsRef<[u8]>>(
    path: &Path,
    rows: impl Iterator<Item = (K, V)>,
) -> Result<()> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch(CACHE)?;
    connection.execute_batch(MAKE)?;
    let transaction = connection.transaction()?;
    {
        let mut put = transaction.prepare("INSERT OR REPLACE INTO kv VALUES (?, ?)")?;
        for (key, value) in rows {
            put.execute(params![key.as_ref(), value.as_ref()])?;
        }
    }
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)
}

/// Opens it and answers one get. The connection is returned so that closing it is nobody's time.
pub fn open_and_get(path: &Path, key: &[u8]) -> Result<(Connection, Option<Vec<u8>>)> {
    let connection = Connection::open(path)?;
    let value = connection.query_row(GET, params![key], |row| row.get(0)).optional()?;
    Ok((connection, value))
}

/// Opens it with a cache that holds everything.
pub fn open_cached(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(CACHE)?;
    Ok(connection)
}

/// The scan, prepared.
pub fn prepare_range(connection: &Connection) -> Result<Statement<'_>> {
    connection.prepare(RANGE)
}

/// The rows from `first` to below `end`, as an application gets them that keeps them.
pub fn owned(range: &mut Statement, first: &[u8], end: &[u8]) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut rows = range.query(params![first, end])?;
    let mut owned = Vec::new();
    while let Some(row) = rows.next()? {
        owned.push((row.get(0)?, row.get(1)?));
    }
    Ok(owned)
}

/// Visits the same rows where they are, and returns how many there were.
pub fn visited(range: &mut Statement, first: &[u8], end: &[u8]) -> Result<usize> {
    let mut rows = range.query(params![first, end])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        std::hint::black_box((row.get_ref(0)?, row.get_ref(1)?));
        count += 1;
    }
    Ok(count)
}
