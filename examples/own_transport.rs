// SPDX-License-Identifier: Apache-2.0
//! Two clients over a channel that the library knows nothing of: here two queues, elsewhere a radio
//! or a web socket. The same in C and C++: `cpp-examples/sdk`.
#![allow(missing_docs)]

use std::collections::VecDeque;
use std::sync::Arc;

use softadastra::base::error::Result;
use softadastra::base::id::NodeId;
use softadastra::client::{Client, ClientOptions, HostFacts};
use softadastra::disk::MemoryDisk;
use softadastra::engine::Options;
use softadastra::ffi::host::SystemClock;
use softadastra::sync::options::SyncOptions;

/// One direction of the channel.
type Queue = VecDeque<Vec<u8>>;

fn open(name: &str, seed: u64) -> Result<Client> {
    let (clock, disk) = (Arc::new(SystemClock::new()), Arc::new(MemoryDisk::default()));
    let engine = Options::new("notes.wal", seed, clock, disk);
    let sync = SyncOptions::new(NodeId::new(name)?);
    let client = Client::open(ClientOptions::new(engine, sync, HostFacts::default()))?;
    client.start_carrying()?;
    Ok(client)
}

/// One turn of one end: what came goes in, what is due goes out.
fn turn(client: &Client, link: u64, came: &mut Queue, goes: &mut Queue) -> Result<()> {
    for message in came.drain(..) {
        client.receive(link, &message)?;
    }
    client.tick(false)?;
    while let Some(message) = client.next_message(link)? {
        goes.push_back(message);
    }
    Ok(())
}

pub fn main() -> Result<()> {
    let (field, office) = (open("field", 1)?, open("office", 2)?);
    let version = field.put(b"well/4", b"dry")?;

    // The field calls, so the channel is its own at that end alone.
    let to_office = field.open_link(&NodeId::new("office")?, true)?;
    let to_field = office.open_link(&NodeId::new("field")?, false)?;
    let (mut down, mut up) = (Queue::new(), Queue::new());
    let mut is_done = false;
    for _ in 0..1_000 {
        turn(&field, to_office, &mut down, &mut up)?;
        turn(&office, to_field, &mut up, &mut down)?;
        is_done |= field.status_of(version)? == Some(softadastra::outbox::entry::Status::Applied);
    }
    let found = office.get(b"well/4")?.map(|note| note.value.to_vec()).unwrap_or_default();
    println!("office: {}, acknowledged: {is_done}", String::from_utf8_lossy(&found));
    assert!(is_done && found == b"dry");
    Ok(())
}
