// SPDX-License-Identifier: Apache-2.0
//! The process: it writes until it is told to be quiet, and talks with its peers.

use std::io::{BufRead, Write};
use std::process::exit;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use softadastra::base::error::Result;
use softadastra::base::id::NodeId;
use softadastra::base::random::Random;
use softadastra::client::{Client, TransportOptions};

use super::options;
use super::process::{PREFIX, Start};

/// Keys that all of them write.
const SHARED_KEYS: u64 = 20;
/// Short, so that a link that stands still is found out soon.
const KEEPALIVE_MS: i64 = 200;

pub fn run(start: &Start) {
    // The harness has begun a line of its own.
    println!();
    if let Err(error) = live(start) {
        say(&format!("error {error}"));
        exit(1);
    }
    exit(0);
}

fn live(start: &Start) -> Result<()> {
    let mut options = options(&start.name, &start.log, start.seed);
    let mut transport = TransportOptions::new(start.host.clone(), 0);
    transport.keepalive_ms = KEEPALIVE_MS;
    options.transport = Some(transport);
    let client = Client::open(options)?;
    client.start_transport()?;
    connect(&client, start)?;
    say(&format!("port {}", client.served_port()?.unwrap_or(0)));
    let told = lines_in();
    let mut random = Random::new(start.seed);
    let (mut is_quiet, mut count) = (false, 0);
    loop {
        // One write at the least, so that every life has something to tell.
        if !is_quiet || count == 0 {
            count += 1;
            write(&client, start, count, &mut random)?;
        }
        client.wait(if is_quiet { 5 } else { random.up_to(10) as i64 })?;
        client.tick(random.up_to(9) == 0)?;
        while client.poll_event()?.is_some() {}
        match told.try_recv().as_deref() {
            Ok("quiet") => {
                is_quiet = true;
                // Called anew: whoever was away for long would be called late.
                connect(&client, start)?;
            }
            Ok("ask") => answer(&client)?,
            Ok("close") => {
                client.close()?;
                say("closed");
                return Ok(());
            }
            Ok(_) | Err(TryRecvError::Empty) => {}
            // Whoever started it has gone.
            Err(TryRecvError::Disconnected) => exit(1),
        }
    }
}

fn connect(client: &Client, start: &Start) -> Result<()> {
    for (name, at) in &start.peers {
        client.connect(&NodeId::new(name.as_str())?, &at.ip().to_string(), at.port())?;
    }
    Ok(())
}

/// One key of its own for each write, and now and then one that others write, too.
fn write(client: &Client, start: &Start, count: u64, random: &mut Random) -> Result<()> {
    let (name, life) = (&start.name, start.seed);
    let (key, value) = (format!("{name}/{life}/{count}"), format!("{}", random.draw()));
    client.put(key.as_bytes(), value.as_bytes())?;
    say(&format!("own {key} {value}"));
    let key = format!("shared/{}", random.up_to(SHARED_KEYS));
    if random.up_to(5) == 0 {
        client.remove(key.as_bytes())?;
    } else {
        client.put(key.as_bytes(), &vec![b'v'; random.up_to(3_000) as usize])?;
    }
    Ok(())
}

fn answer(client: &Client) -> Result<()> {
    let counts = client.sync_state()?.sync.counts;
    let work = counts.queued + counts.in_flight + counts.failed + counts.pending;
    let digest: String =
        client.engine().digest()?.iter().map(|byte| format!("{byte:02x}")).collect();
    say(&format!("state {work} {digest} {}", client.len()?));
    Ok(())
}

fn lines_in() -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(std::result::Result::ok) {
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    told
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more: the next look at the input ends it.
    let _ = out.write_all(format!("{PREFIX}{line}\n").as_bytes()).and_then(|()| out.flush());
}
