// SPDX-License-Identifier: Apache-2.0
//! A bad network between processes: it delays, stalls, cuts and damages what goes through it.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use softadastra::base::random::Random;

const STEP: Duration = Duration::from_millis(2);

/// How a line behaves at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Nobody gets through, and who was through hears so.
    pub is_cut: bool,
    /// Nothing goes through, and nobody hears so.
    pub is_stalled: bool,
    /// How long a piece takes, at most; pieces of one direction stay in order.
    pub delay_ms_max: u64,
    /// One in so many pieces is damaged; 0 for none.
    pub damage: u64,
}

#[derive(Debug)]
struct Shared {
    to: Option<SocketAddr>,
    line: Line,
    is_over: bool,
    /// Connections that were through, and pieces that were damaged.
    through: u64,
    damaged: u64,
}

/// One way to one process, under an address that stays.
pub struct Proxy {
    pub at: SocketAddr,
    shared: Arc<Mutex<Shared>>,
    threads: Vec<JoinHandle<()>>,
}

impl Proxy {
    pub fn new(host: &str, seed: u64) -> Self {
        let listener = TcpListener::bind((host, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let at = listener.local_addr().unwrap();
        let shared =
            Shared { to: None, line: Line::default(), is_over: false, through: 0, damaged: 0 };
        let shared = Arc::new(Mutex::new(shared));
        let threads = vec![std::thread::spawn({
            let shared = shared.clone();
            move || serve(&listener, &shared, &mut Random::new(seed))
        })];
        Self { at, shared, threads }
    }

    /// Where the process serves now; nowhere while it is dead.
    pub fn set_target(&self, to: Option<SocketAddr>) {
        self.shared.lock().unwrap().to = to;
    }

    pub fn set_line(&self, line: Line) {
        self.shared.lock().unwrap().line = line;
    }

    /// Connections that were through, and pieces that were damaged.
    pub fn counts(&self) -> (u64, u64) {
        let shared = self.shared.lock().unwrap();
        (shared.through, shared.damaged)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.lock().unwrap().is_over = true;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// One connection with what is under way in it.
struct Pair {
    ends: [TcpStream; 2],
    under_way: [VecDeque<(Instant, Vec<u8>)>; 2],
}

fn serve(listener: &TcpListener, shared: &Mutex<Shared>, random: &mut Random) {
    let mut pairs: Vec<Pair> = Vec::new();
    loop {
        let (line, to, is_over) = {
            let shared = shared.lock().unwrap();
            (shared.line, shared.to, shared.is_over)
        };
        if is_over {
            return;
        }
        while let Ok((caller, _)) = listener.accept() {
            // Whoever is not let through is hung up on.
            let called = to.filter(|_| !line.is_cut).map(TcpStream::connect);
            if let Some(Ok(called)) = called {
                for end in [&caller, &called] {
                    end.set_nonblocking(true).unwrap();
                    end.set_nodelay(true).unwrap();
                }
                shared.lock().unwrap().through += 1;
                pairs.push(Pair { ends: [caller, called], under_way: Default::default() });
            }
        }
        if line.is_cut {
            pairs.clear();
        } else if !line.is_stalled {
            pairs.retain_mut(|pair| carry(pair, line, shared, random));
        }
        std::thread::sleep(STEP);
    }
}

/// Carries what there is. Whether both ends are still there.
fn carry(pair: &mut Pair, line: Line, shared: &Mutex<Shared>, random: &mut Random) -> bool {
    let mut buffer = [0; 16 << 10];
    for from in 0..2 {
        loop {
            // What is under way is bounded, as in a real network.
            if pair.under_way[from].len() >= 64 {
                break;
            }
            match pair.ends[from].read(&mut buffer) {
                Ok(0) => return false,
                Ok(len) => {
                    let mut piece = buffer[..len].to_vec();
                    if line.damage > 0 && random.up_to(line.damage) == 0 {
                        piece[len / 2] ^= 0x10;
                        shared.lock().unwrap().damaged += 1;
                    }
                    let delay = Duration::from_millis(random.up_to(line.delay_ms_max));
                    let due = Instant::now() + delay;
                    let due = pair.under_way[from].back().map_or(due, |(last, _)| due.max(*last));
                    pair.under_way[from].push_back((due, piece));
                }
                Err(cause) if cause.kind() == ErrorKind::WouldBlock => break,
                Err(_) => return false,
            }
        }
        while let Some((due, piece)) = pair.under_way[from].front_mut()
            && *due <= Instant::now()
        {
            match pair.ends[1 - from].write(piece) {
                Ok(len) if len == piece.len() => {
                    pair.under_way[from].pop_front();
                }
                Ok(len) => {
                    piece.drain(..len);
                }
                Err(cause) if cause.kind() == ErrorKind::WouldBlock => break,
                Err(_) => return false,
            }
        }
    }
    true
}
