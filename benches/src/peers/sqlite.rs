// SPDX-License-Identifier: Apache-2.0
//! An outbox as applications build it by hand: SQLite, value and outbox row in one transaction.

use std::path::Path;

use rusqlite::{Connection, Result, Statement, params};

/// Set at opening. Pages of 4 KiB and the checkpoint every 1000 pages are SQLite's own defaults.
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -65536;
    CREATE TABLE state (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY, key BLOB NOT NULL, value BLOB NOT NULL, at_ms INTEGER NOT NULL);
";
const PUT: &str = "INSERT INTO state VALUES (?1, ?2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value";
const OWE: &str = "INSERT INTO outbox (key, value, at_ms) VALUES (?1, ?2, ?3)";

/// Makes a database that leaves all syncing to the system.
pub fn make(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(SETTINGS)?;
    Ok(connection)
}

/// Its statements, each prepared once.
pub struct Sqlite<'a> {
    begin: Statement<'a>,
    put: Statement<'a>,
    owe: Statement<'a>,
    commit: Statement<'a>,
}

impl<'a> Sqlite<'a> {
    pub fn prepare(connection: &'a Connection) -> Result<Self> {
        Ok(Self {
            begin: connection.prepare("BEGIN IMMEDIATE")?,
            put: connection.prepare(PUT)?,
            owe: connection.prepare(OWE)?,
            commit: connection.prepare("COMMIT")?,
        })
    }

    /// One put: state and outbox.
    pub fn put(&mut self, key: &[u8], value: &[u8], at_ms: i64) -> Result<()> {
        self.begin.execute([])?;
        self.put.execute(params![key, value])?;
        self.owe.execute(params![key, value, at_ms])?;
        self.commit.execute([])?;
        Ok(())
    }
}
