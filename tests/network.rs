// SPDX-License-Identifier: Apache-2.0
//! Random networks of 2 to 8 nodes on sessions: frames are lost, repeated, reordered, delayed and
//! damaged, links are cut one way or both, nodes are killed, lose power and are restarted, clocks
//! jump, state goes to runs. After healing, all nodes hold the same, and it is what a plain model of
//! "who had seen what when writing" gives: nothing durable is lost, no delete comes back, every
//! operation ends acknowledged (G3, G4, G5). `SDA_NETWORKS` sets how many runs, `SDA_SEED` where
//! they start.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use softadastra::base::id::Dot;
use softadastra::base::limits::MEMORY_BYTES_MIN;
use softadastra::base::part::Part;
use softadastra::base::random::Random;
use support::net::{Faults, Net};
use support::node::Node;

const KEYS: u64 = 5;

/// Every write of a key, with all writes of this key that the application had seen, directly or
/// through what it saw. It knows no contexts, no stamps, no log, no sessions.
#[derive(Default)]
struct Model {
    made: BTreeMap<String, BTreeMap<Dot, BTreeSet<Dot>>>,
    values: BTreeMap<(String, Dot), Option<String>>,
}

impl Model {
    fn write(&mut self, key: &str, dot: Dot, shown: &[Dot], value: Option<&str>) {
        let made = self.made.entry(key.to_owned()).or_default();
        let mut seen: BTreeSet<Dot> = shown.iter().cloned().collect();
        for dot in shown {
            seen.extend(made[dot].iter().cloned());
        }
        made.insert(dot.clone(), seen);
        self.values.insert((key.to_owned(), dot), value.map(str::to_owned));
    }

    /// What nobody who wrote the key had seen.
    fn standing(&self, key: &str) -> BTreeSet<Dot> {
        let Some(made) = self.made.get(key) else { return BTreeSet::new() };
        let is_seen = |dot: &Dot| made.values().any(|seen| seen.contains(dot));
        made.keys().filter(|dot| !is_seen(dot)).cloned().collect()
    }
}

struct World {
    net: Net,
    model: Model,
    random: Random,
    links: Vec<(usize, usize)>,
    seed: u64,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let count = 2 + random.up_to(6) as usize;
        let nodes = (0..count).map(|at| {
            let mut node = Node::new(&format!("node-{at}"));
            node.seed = seed.wrapping_mul(31) + at as u64;
            if random.up_to(1) == 0 {
                node.memory_bytes = MEMORY_BYTES_MIN;
            }
            node.restart();
            node
        });
        let nodes: Vec<Node> = nodes.collect();
        // A tree, so that all are joined, and some links more.
        let mut links: Vec<(usize, usize)> =
            (1..count).map(|at| (random.up_to(at as u64 - 1) as usize, at)).collect();
        for _ in 0..random.up_to(count as u64) {
            let (one, other) = (random.up_to(count as u64 - 1), random.up_to(count as u64 - 1));
            let pair = (one.min(other) as usize, one.max(other) as usize);
            if pair.0 != pair.1 && !links.contains(&pair) {
                links.push(pair);
            }
        }
        let mut net = Net::new(nodes, &links, seed);
        // A random part of the faults in each world, so that each also meets the others' absence.
        let mut some = |most: u64| if random.up_to(1) == 0 { 0 } else { random.up_to(most) };
        net.faults = Faults {
            lost: some(400),
            repeated: some(300),
            damaged: some(200),
            delay_ms: some(2_000),
        };
        net.frame_bytes_max = [1024, 1500, 1 << 20][random.up_to(2) as usize];
        Self { net, model: Model::default(), random, links, seed }
    }

    fn key(&mut self) -> String {
        format!("key-{}", self.random.up_to(KEYS - 1))
    }

    fn shown(&self, at: usize, key: &str) -> Vec<Dot> {
        let (versions, _) = self.net.nodes[at].engine().versions(key.as_bytes()).unwrap();
        versions.into_iter().map(|version| version.dot).collect()
    }

    fn write(&mut self, at: usize) {
        let (key, value) = (self.key(), format!("value-{}", self.random.up_to(1_000_000)));
        let shown = self.shown(at, &key);
        match self.random.up_to(6) {
            0..=3 => {
                let op = self.net.nodes[at].put(&key, &value).op;
                self.model.write(&key, op.dot.clone(), &shown, Some(&value));
            }
            4..=5 => {
                let op = self.net.nodes[at].delete(&key).op;
                self.model.write(&key, op.dot.clone(), &shown, None);
            }
            _ => {
                let other = format!("{key}-too");
                let shown_too = self.shown(at, &other);
                let parts = vec![
                    Part::put(key.as_bytes(), value.as_bytes()),
                    Part::delete(other.as_bytes()),
                ];
                let node = &self.net.nodes[at];
                let time = node.clock.wall_ms();
                let op = node.engine().submit_group(parts, time).unwrap().op;
                self.model.write(&key, op.dot.clone(), &shown, Some(&value));
                self.model.write(&other, op.dot.clone(), &shown_too, None);
            }
        }
    }

    fn step(&mut self) {
        let at = self.random.up_to(self.net.nodes.len() as u64 - 1) as usize;
        match self.random.up_to(24) {
            0..=11 => self.write(at),
            12 => self.restart(at, Node::restart),
            13 => self.restart(at, Node::kill),
            14 => self.restart(at, Node::cut_power),
            15..=16 => {
                let engine = self.net.nodes[at].engine();
                engine.checkpoint().unwrap();
                engine.maintain(1 << 16).unwrap();
            }
            17 => {
                let minutes = self.random.up_to(20) as i64 - 10;
                self.net.nodes[at].clock.jump(minutes * 60_000);
            }
            18..=20 => {
                let (one, other) = self.link();
                let is_cut = self.random.up_to(1) == 0;
                self.net.set_cut(one, other, is_cut);
                if self.random.up_to(2) > 0 {
                    self.net.set_cut(other, one, is_cut);
                }
            }
            21 => {
                let (one, other) = self.link();
                self.net.connect(one, other);
            }
            22 => {
                let engine = self.net.nodes[at].engine();
                engine.tick(self.random.up_to(1) == 0).unwrap();
            }
            _ => self.net.pass(self.random.up_to(20_000) as i64),
        }
        self.net.pass(self.random.up_to(500) as i64);
    }

    fn link(&mut self) -> (usize, usize) {
        self.links[self.random.up_to(self.links.len() as u64 - 1) as usize]
    }

    fn restart(&mut self, at: usize, how: fn(&mut Node)) {
        // Seeds come from the system, where there is one.
        self.net.nodes[at].seed = self.random.draw();
        how(&mut self.net.nodes[at]);
        self.net.reconnect(at);
    }

    fn run(&mut self) {
        let steps = 10 + self.random.up_to(50);
        for _ in 0..steps {
            self.step();
        }
        self.net.heal();
        for (one, other) in self.links.clone() {
            self.net.connect(one, other);
        }
        self.net.settle(1_000);
        self.net.pass(10_000);
    }

    fn check(&self) {
        for (key, made) in &self.model.made {
            let shown: BTreeSet<_> = self.net.nodes.iter().map(|node| node.get(key)).collect();
            assert_eq!(shown.len(), 1, "{key} is shown in several ways: {shown:?}");
            let standing = self.model.standing(key);
            for node in &self.net.nodes {
                let (versions, local) = node.engine().versions(key.as_bytes()).unwrap();
                let held: BTreeSet<Dot> = versions.iter().map(|v| v.dot.clone()).collect();
                // A delete that everybody has may be forgotten.
                let is_delete =
                    |dot: &Dot| self.model.values[&(key.clone(), dot.clone())].is_none();
                let fits = held.is_subset(&standing) && standing.difference(&held).all(is_delete);
                assert!(fits, "{key} at {}: {held:?} of {standing:?}; made {made:?}", node.name);
                assert!(local.is_none());
                for version in &versions {
                    let value = &self.model.values[&(key.clone(), version.dot.clone())];
                    let held = version.value.as_deref().map(<[u8]>::to_vec);
                    assert_eq!(held.as_deref(), value.as_ref().map(String::as_bytes));
                }
            }
        }
        for node in &self.net.nodes {
            let counts = node.engine().sync_state().unwrap().counts;
            assert_eq!(counts.applied, counts.total, "{}: {counts:?}", node.name);
            assert_eq!(node.engine().next_wakeup_at_ms().unwrap(), None);
        }
        // States may have differed for a while, where a write met a delete that was forgotten
        // elsewhere; what they add up to says that they do no more.
        assert!(self.net.is_equal(), "equal knowledge is equal state");
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[test]
fn networks_that_are_healed_hold_the_same_and_lose_nothing() {
    let (first, count) = (setting("SDA_SEED", 0), setting("SDA_NETWORKS", 1_000));
    for seed in first..first + count {
        let outcome = std::panic::catch_unwind(|| {
            let mut world = World::new(seed);
            world.run();
            world.check();
            assert_eq!(world.seed, seed);
        });
        if outcome.is_err() {
            panic!("failed: SDA_SEED={seed} SDA_NETWORKS=1 cargo test --release --test network");
        }
    }
    println!("{count} networks from seed {first}");
}
