// SPDX-License-Identifier: Apache-2.0
//! Clients as processes of their own, on addresses of this machine, behind a bad network: links are
//! cut, stalled, delayed and damaged, processes are killed. In the end all hold the same, nothing is
//! owed, and each write is acknowledged by both peers (G35).
//!
//! `SDA_ROUNDS` says how many things go wrong (60), `SDA_SEED` which. What each process wrote is
//! kept by the test: a process tells a write only after the call returned.
#![cfg(all(feature = "tcp", target_os = "linux"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/member/mod.rs"]
mod member;
#[path = "support/proxy.rs"]
mod proxy;

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use folder::TempFolder;
use member::process::{Process, Start};
use member::{NAMES, open};
use proxy::{Line, Proxy};
use softadastra::base::id::NodeId;
use softadastra::base::random::Random;

/// How long the end may take; a run that hangs fails here. How long it took proves nothing.
const PATIENCE: Duration = Duration::from_secs(180);
/// From one look at the processes to the next: they need the cores more than the test does.
const ASK_AGAIN: Duration = Duration::from_millis(20);

/// Not a test: what the others start and kill.
#[test]
#[ignore = "the process that the other tests start and kill"]
fn member_child() {
    if let Some(start) = Start::from_env() {
        member::child::run(&start);
    }
}

fn number_from_env(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

/// Three processes, and a line for each direction between two of them.
struct World {
    folder: TempFolder,
    members: Vec<Option<Process>>,
    lines: BTreeMap<(usize, usize), Proxy>,
    lives: u64,
    /// What each has told as written: key and value.
    written: Vec<Vec<(String, String)>>,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut lines = BTreeMap::new();
        for from in 0..NAMES.len() {
            for to in (0..NAMES.len()).filter(|to| *to != from) {
                let seed = seed + (from * NAMES.len() + to) as u64;
                lines.insert((from, to), Proxy::new(&host_of(to), seed));
            }
        }
        let (members, written) = (vec![None, None, None], vec![Vec::new(); NAMES.len()]);
        let mut world = Self { folder: TempFolder::new(), members, lines, lives: 0, written };
        (0..NAMES.len()).for_each(|at| world.start(at));
        world
    }

    fn start(&mut self, at: usize) {
        self.lives += 1;
        let others = (0..NAMES.len()).filter(|other| *other != at);
        let start = Start {
            name: NAMES[at].into(),
            log: self.folder.join(&format!("{}/node.wal", NAMES[at])),
            host: host_of(at),
            peers: others
                .map(|other| (NAMES[other].to_owned(), self.lines[&(at, other)].at))
                .collect(),
            seed: self.lives,
            files_max: None,
        };
        let process = Process::start(&start);
        self.set_target(at, Some(process.at));
        self.members[at] = Some(process);
    }

    fn set_target(&self, at: usize, to: Option<SocketAddr>) {
        for ((_, target), line) in &self.lines {
            if *target == at {
                line.set_target(to);
            }
        }
    }

    fn kill(&mut self, at: usize) {
        self.set_target(at, None);
        if let Some(process) = self.members[at].take() {
            self.written[at].extend(process.kill());
        }
    }

    /// Both directions between two of them.
    fn set_line(&self, a: usize, b: usize, line: Line) {
        self.lines[&(a, b)].set_line(line);
        self.lines[&(b, a)].set_line(line);
    }

    fn heal(&mut self) {
        for line in self.lines.values() {
            line.set_line(Line::default());
        }
        for at in 0..NAMES.len() {
            if self.members[at].is_none() {
                self.start(at);
            }
        }
        self.members.iter_mut().flatten().for_each(|member| member.tell("quiet"));
    }

    /// Something goes wrong, or right again.
    fn misfortune(&mut self, random: &mut Random) {
        let (a, step) = (random.up_to(2) as usize, 1 + random.up_to(1) as usize);
        let b = (a + step) % NAMES.len();
        match random.up_to(9) {
            0 | 1 => self.set_line(a, b, Line { is_cut: true, ..Line::default() }),
            2 | 3 => self.set_line(a, b, Line { is_stalled: true, ..Line::default() }),
            4 => self.set_line(a, b, Line { delay_ms_max: 60, ..Line::default() }),
            5 => self.set_line(a, b, Line { delay_ms_max: 10, damage: 40, ..Line::default() }),
            6 | 7 if self.members[a].is_some() => self.kill(a),
            6 | 7 => self.start(a),
            _ => self.set_line(a, b, Line::default()),
        }
    }
}

fn host_of(at: usize) -> String {
    format!("127.0.0.{}", at + 1)
}

#[test]
fn three_processes_behind_a_bad_network_end_equal_with_every_write_acknowledged_by_both() {
    let (rounds, seed) = (number_from_env("SDA_ROUNDS", 60), number_from_env("SDA_SEED", 6));
    let mut random = Random::new(seed);
    let mut world = World::new(seed);
    for _ in 0..rounds {
        // Real processes go on writing and sending while one state of the network lasts.
        std::thread::sleep(Duration::from_millis(20 + random.up_to(160)));
        world.misfortune(&mut random);
    }
    world.heal();
    let end = Instant::now() + PATIENCE;
    loop {
        let states: Vec<_> = world.members.iter_mut().flatten().map(Process::ask).collect();
        let first = &states[0];
        if states.iter().all(|state| state.work == 0 && state.digest == first.digest) {
            break;
        }
        assert!(Instant::now() < end, "seed {seed}: {states:?}");
        std::thread::sleep(ASK_AGAIN);
    }
    for at in 0..NAMES.len() {
        let told = world.members[at].take().unwrap().close();
        world.written[at].extend(told);
    }
    check(&world, seed);
}

/// Opens what the processes left, and compares it with what they told.
fn check(world: &World, seed: u64) {
    let through: u64 = world.lines.values().map(|line| line.counts().0).sum();
    let damaged: u64 = world.lines.values().map(|line| line.counts().1).sum();
    let written: usize = world.written.iter().map(Vec::len).sum();
    println!(
        "seed {seed}: {} lives, {written} writes, {through} links, {damaged} pieces damaged",
        world.lives
    );
    assert!(written > 50 && world.lives > 3 && through > 6, "hardly anything has happened");
    let mut digests = Vec::new();
    for (at, name) in NAMES.iter().enumerate() {
        let client = open(name, &world.folder.join(&format!("{name}/node.wal")), 1_000).unwrap();
        for (key, value) in world.written.iter().flatten() {
            let found = client.get(key.as_bytes()).unwrap();
            let found = found.unwrap_or_else(|| panic!("seed {seed}: {name} lacks {key}"));
            assert_eq!(&*found.value, value.as_bytes(), "seed {seed}: {name}, {key}");
        }
        let state = client.sync_state().unwrap();
        assert_eq!(state.sync.counts.failed, 0, "seed {seed}: {name}");
        // Names of operations of another epoch would not be found.
        let own = world.written[at].len() as u64;
        for seq in 1..=own {
            for peer in NAMES.iter().filter(|peer| *peer != name) {
                let peer = NodeId::new(peer).unwrap();
                let is_applied = client.engine().is_applied_at(&format!("{name}-{seq}"), &peer);
                assert!(is_applied.unwrap(), "seed {seed}: {name}-{seq} at {}", peer.as_str());
            }
        }
        digests.push(client.engine().digest().unwrap());
    }
    assert!(digests.windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}");
}

#[test]
fn a_process_without_files_to_spare_serves_those_that_have_the_key() {
    let folder = TempFolder::new();
    let start = |name: &str, peers: Vec<_>, files_max| Start {
        name: name.into(),
        log: folder.join(&format!("{name}/node.wal")),
        host: host_of(0),
        seed: 1 + peers.len() as u64,
        peers,
        files_max,
    };
    // Fewer files than strangers may take.
    let mut served = Process::start(&start(NAMES[0], Vec::new(), Some(40)));
    let crowd: Vec<_> = (0..100).filter_map(|_| TcpStream::connect(served.at).ok()).collect();
    assert_eq!(crowd.len(), 100);
    served.tell("quiet");
    let peers = vec![(NAMES[0].to_owned(), served.at)];
    let mut newcomer = Process::start(&start(NAMES[1], peers, None));
    newcomer.tell("quiet");
    let end = Instant::now() + PATIENCE;
    loop {
        let (a, b) = (served.ask(), newcomer.ask());
        if b.work == 0 && b.len > 0 && a.digest == b.digest {
            break;
        }
        assert!(Instant::now() < end, "{a:?} {b:?}");
        std::thread::sleep(ASK_AGAIN);
    }
    drop(crowd);
    assert!(!newcomer.close().is_empty());
    served.close();
}
