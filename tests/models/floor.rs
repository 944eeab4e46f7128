// SPDX-License-Identifier: Apache-2.0
//! What nodes know, and when a mark of a delete may be forgotten: three nodes that are registered with each
//! other and meet in pairs, a few writes and deletes of one key, state that is merged, the log that goes
//! with it, and a power cut, in every order.
//!
//! The model beside it knows only who has heard of which write. A value has to be shown in the end
//! exactly when nobody who wrote later had heard of it.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};

use stateright::{Checker, Model, Property};

use crate::support::joined::local;
use crate::support::net::Net;
use crate::support::node::Node;

const NODES: usize = 3;
const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];
const KEY: &str = "k";
/// Writes, merges and power cuts of a world.
const WRITES: usize = 3;
const MERGES: usize = 2;
const CUTS: usize = 1;
/// Worlds begin with a value that one other node has, or everybody, or that is deleted again where
/// two know of it, and then take so many steps; more with `SDA_LONG=1`, which `.ci/long` sets.
const BEGINNINGS: [&[Step]; 4] = [
    &[Step::Put(0), Step::Meet(0, 1)],
    &[Step::Put(0), Step::Meet(0, 1), Step::Meet(0, 2)],
    &[Step::Put(0), Step::Meet(0, 1), Step::Delete(1), Step::Meet(0, 1)],
    &[Step::Put(0), Step::Meet(0, 1), Step::Meet(0, 2), Step::Delete(0), Step::Meet(0, 1)],
];
const STEPS: usize = 3;
const STEPS_LONG: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Put(usize),
    Delete(usize),
    /// Two nodes tell each other everything, and part.
    Meet(usize, usize),
    /// The state of a node goes to runs, which are merged; marks and log go as far as they may.
    Merge(usize),
    Cut(usize),
}

#[derive(Clone, Debug)]
struct State {
    steps: Vec<Step>,
    /// All that can be told of it.
    view: String,
    broken: Option<String>,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.view == other.view && self.broken == other.broken
    }
}

impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.view.hash(hasher);
        self.broken.hash(hasher);
    }
}

struct World {
    net: Net,
    /// Of each node the writes that it has heard of.
    heard: [BTreeSet<usize>; NODES],
    /// Of each write what its writer had heard of, and whether it is a delete.
    writes: Vec<(BTreeSet<usize>, bool)>,
    merges: usize,
    cuts: usize,
}

impl World {
    fn after(steps: &[Step]) -> Self {
        let nodes = (0..NODES).map(|at| Node::new(&format!("node-{at}"))).collect();
        let net = Net::new(nodes, &[], 1);
        for (one, other) in PAIRS {
            net.register(one, other);
            net.register(other, one);
        }
        let heard = [const { BTreeSet::new() }; NODES];
        let mut world = Self { net, heard, writes: Vec::new(), merges: 0, cuts: 0 };
        steps.iter().for_each(|step| world.take(*step));
        world
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Put(at) => {
                self.net.nodes[at].put(KEY, &self.writes.len().to_string());
                self.note(at, false);
            }
            Step::Delete(at) => {
                self.net.nodes[at].delete(KEY);
                self.note(at, true);
            }
            Step::Meet(one, other) => {
                self.net.connect(one, other);
                self.net.pass(3_000);
                self.net.disconnect(one, other);
                let both = self.heard[one].union(&self.heard[other]).copied().collect();
                self.heard[one].clone_from(&both);
                self.heard[other] = both;
            }
            Step::Merge(at) => {
                self.merges += 1;
                merge(&self.net.nodes[at]);
            }
            Step::Cut(at) => {
                self.cuts += 1;
                let node = &mut self.net.nodes[at];
                node.seed += 1_000;
                node.cut_power();
            }
        }
    }

    fn note(&mut self, at: usize, is_delete: bool) {
        self.writes.push((self.heard[at].clone(), is_delete));
        self.heard[at].insert(self.writes.len() - 1);
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<_> = PAIRS.iter().map(|(one, other)| Step::Meet(*one, *other)).collect();
        for at in 0..NODES {
            if self.writes.len() < WRITES {
                steps.push(Step::Put(at));
                steps.push(Step::Delete(at));
            }
            if self.merges < MERGES {
                steps.push(Step::Merge(at));
            }
            if self.cuts < CUTS {
                steps.push(Step::Cut(at));
            }
        }
        steps
    }

    /// What a node has to show, when this is all that it has heard of.
    fn wanted(&self, heard: &BTreeSet<usize>) -> BTreeSet<usize> {
        let is_replaced = |id: &usize| heard.iter().any(|by| self.writes[*by].0.contains(id));
        heard.iter().filter(|id| !self.writes[**id].1 && !is_replaced(id)).copied().collect()
    }

    fn shown(&self, at: usize) -> BTreeSet<usize> {
        let (versions, _) = self.net.nodes[at].engine().versions(KEY.as_bytes()).unwrap();
        let values = versions.iter().filter_map(|version| version.value.as_ref());
        values.map(|value| std::str::from_utf8(value).unwrap().parse().unwrap()).collect()
    }

    fn check(&self, when: &str) -> Result<(), String> {
        for at in 0..NODES {
            let (shown, wanted) = (self.shown(at), self.wanted(&self.heard[at]));
            if shown != wanted {
                return Err(format!("{when}: node {at} shows {shown:?}, not {wanted:?}"));
            }
        }
        Ok(())
    }

    fn view(&self) -> String {
        let mut view = format!("{:?} {} {}", self.writes, self.merges, self.cuts);
        for (at, node) in self.net.nodes.iter().enumerate() {
            let (versions, _) = node.engine().versions(KEY.as_bytes()).unwrap();
            let marks: BTreeMap<_, _> =
                versions.iter().map(|v| (v.dot.sync_id(), v.value.is_some())).collect();
            let peers = node.engine().peer_statuses().unwrap();
            let peers: Vec<_> =
                peers.iter().map(|p| (p.known_len, p.applied_len, p.gone_len)).collect();
            view += &format!("; {:?} {marks:?} {peers:?}", self.heard[at]);
        }
        view
    }

    /// Whether a node has heard of a delete and holds nothing of the key, not even a mark.
    fn has_forgotten(&self) -> bool {
        (0..NODES).any(|at| {
            let (versions, _) = self.net.nodes[at].engine().versions(KEY.as_bytes()).unwrap();
            versions.is_empty() && self.heard[at].iter().any(|id| self.writes[*id].1)
        })
    }

    /// All meet until nobody can have anything new.
    fn heal(mut self) -> Result<(), String> {
        for (one, other) in PAIRS.into_iter().chain(PAIRS) {
            self.take(Step::Meet(one, other));
        }
        self.check("in the end")?;
        if self.net.is_equal() { Ok(()) } else { Err("the digests differ in the end".into()) }
    }
}

/// Has the runs of a node merged, over all of its keys.
fn merge(node: &Node) {
    for round in 0..8 {
        local(node, " first", node.clock.wall_ms() + round);
        local(node, "~last", node.clock.wall_ms() + round);
        node.engine().checkpoint().unwrap();
    }
    while node.engine().maintain(1 << 20).unwrap() {}
}

/// All such worlds, and in how many of them a node has forgotten the mark of a delete.
#[derive(Default)]
struct Floor {
    forgotten: AtomicUsize,
}

impl Floor {
    fn state(&self, steps: Vec<Step>) -> State {
        let world = World::after(&steps);
        let view = world.view();
        self.forgotten.fetch_add(usize::from(world.has_forgotten()), Ordering::Relaxed);
        let broken = world.check("now").and_then(|()| world.heal()).err();
        State { steps, view, broken }
    }
}

impl Model for Floor {
    type State = State;
    type Action = Step;

    fn init_states(&self) -> Vec<State> {
        BEGINNINGS.map(|steps| self.state(steps.to_vec())).into()
    }

    fn actions(&self, state: &State, actions: &mut Vec<Step>) {
        actions.extend(World::after(&state.steps).steps());
    }

    fn next_state(&self, state: &State, step: Step) -> Option<State> {
        Some(self.state([state.steps.as_slice(), &[step]].concat()))
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("what nobody replaced is shown", |_, state: &State| {
            state.broken.is_none()
        })]
    }
}

#[test]
fn what_is_deleted_stays_deleted_whoever_forgets_the_mark_and_whoever_meets_whom() {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let is_long = std::env::var_os("SDA_LONG").is_some();
    let depth = 1 + if is_long { STEPS_LONG } else { STEPS };
    let checker = Floor::default().checker().threads(cores).target_max_depth(depth);
    let checked = checker.spawn_bfs().join();
    let unique = checked.unique_state_count();
    let forgotten = checked.model().forgotten.load(Ordering::Relaxed);
    println!("{} states, {unique} of them different", checked.state_count());
    println!("{forgotten} in which a mark was forgotten");
    if let Some(path) = checked.discovery("what nobody replaced is shown") {
        let state = path.last_state();
        panic!("{}: {:?}", state.broken.as_deref().unwrap(), state.steps);
    }
    assert!(unique > 500 && forgotten > 20, "{unique}, {forgotten}");
}
