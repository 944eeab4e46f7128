// SPDX-License-Identifier: Apache-2.0
//! What a seed makes of a world: how many nodes, how they are joined and set, how many steps, and a
//! random part of everything that can happen, each at a rate of its own.

use std::collections::BTreeSet;

use crate::base::random::Random;

use super::older::Build;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal,)*) => {
        /// Everything that can happen in a world.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// Its name on the command line.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    /// A key gets a value.
    Put "put",
    /// A key is deleted.
    Delete "delete",
    /// Several keys are written as one.
    Group "group",
    /// The application reads: values, versions, scans, its change feed.
    Read "read",
    /// The engine is closed and opened.
    Restart "restart",
    /// The process ends without closing.
    Kill "kill",
    /// The power fails, and any part of what was not synced is lost or torn.
    PowerCut "power-cut",
    /// The power fails at some disk operation from here on, and perhaps again while opening.
    CrashAt "crash-at",
    /// One disk operation fails.
    DiskError "disk-error",
    /// The disk is full for a while.
    DiskFull "disk-full",
    /// A sync fails, and what was to be synced is gone after the next power cut.
    SyncFails "sync-fails",
    /// State goes to runs, runs are merged, old log goes.
    Upkeep "upkeep",
    /// A wall clock is set.
    Jump "jump",
    /// A wall clock stops or goes on.
    Stuck "stuck",
    /// A wall clock is set years ahead, and back after some writes.
    Future "future",
    /// Links are cut or mended, both ways or one.
    Cut "cut",
    /// A session is begun anew.
    Reconnect "reconnect",
    /// A turn of the scheduler.
    Tick "tick",
    /// A node is copied and the copy is proved to hold what it must.
    Backup "backup",
    /// A bit of a copy of a node's files is flipped.
    Rot "rot",
    /// A copy of a node's files is kept.
    Save "save",
    /// A node goes on from a copy that was kept.
    Restore "restore",
    /// A node loses all of its files.
    Wipe "wipe",
    /// A node is let go by its peers.
    Leave "leave",
    /// A node is taken in again.
    Join "join",
    /// Only time passes.
    Wait "wait",
    /// Frames get lost.
    Lose "lose",
    /// Frames come twice.
    Repeat "repeat",
    /// Frames get damaged.
    Damage "damage",
    /// Frames are late and overtake one another.
    Delay "delay",
    /// Frames of long ago come again.
    Replay "replay",
    /// Bytes come that were never a frame.
    Garbage "garbage",
    /// Nodes are of older builds.
    Older "older",
}

/// From where on the kinds are rates of the network, or what nodes are, and no steps.
const NETWORK_FIRST: Kind = Kind::Lose;

/// Kinds that no world draws by itself, because they show a bug that is known and not yet mended:
/// `tests/sim/README.md` names each with a seed.
const KNOWN_BUGS: &[Kind] = &[];

impl Kind {
    /// Whether it is a step: no fault of the network, and not what nodes are.
    pub fn is_step(self) -> bool {
        self < NETWORK_FIRST
    }

    /// Whether worlds leave it out because of a known bug.
    pub fn is_known_bug(self) -> bool {
        KNOWN_BUGS.contains(&self)
    }
}

/// How a node is set.
#[derive(Clone, Debug)]
pub(super) struct NodePlan {
    pub is_fast: bool,
    pub memory_is_small: bool,
    pub history_is_short: bool,
    pub can_reserve: bool,
    pub outbox_ops_max: u64,
    pub coalesces: bool,
    pub build: Build,
}

/// What happens to frames, each in so many of a thousand.
#[derive(Clone, Debug, Default)]
pub(super) struct Rates {
    pub lost: u64,
    pub repeated: u64,
    pub damaged: u64,
    pub replayed: u64,
    pub garbage: u64,
    /// Longest delay, in milliseconds.
    pub delay_ms: u64,
}

/// Everything that a run depends on.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) seed: u64,
    pub(super) nodes: Vec<NodePlan>,
    pub(super) links: Vec<(usize, usize)>,
    pub(super) rates: Rates,
    pub(super) frame_bytes_max: u32,
    pub(super) window_bytes: u64,
    pub(super) snapshot_step_bytes: u64,
    pub(super) key_count: u64,
    pub(super) value_bytes_max: u64,
    pub(super) steps: Vec<u64>,
    weights: Vec<(Kind, u64)>,
    without: BTreeSet<Kind>,
}

impl Plan {
    /// What a seed says, without what shows a known bug.
    pub fn new(seed: u64) -> Self {
        let mut plan = Self::with_known_bugs(seed);
        KNOWN_BUGS.iter().for_each(|kind| plan.leave_out(*kind));
        plan
    }

    /// What a seed says.
    pub fn with_known_bugs(seed: u64) -> Self {
        let mut random = Random::new(seed ^ 0x706c_616e);
        let count = 1 + {
            let most = if random.up_to(3) == 0 { 7 } else { 3 };
            random.up_to(most)
        } as usize;
        let nodes = (0..count).map(|_| NodePlan::draw(&mut random)).collect();
        let links = links(count, &mut random);
        let mut some = |most: u64| if random.up_to(1) == 0 { 0 } else { random.up_to(most) };
        let rates = Rates {
            lost: some(300),
            repeated: some(300),
            damaged: some(50),
            replayed: some(50),
            garbage: some(20),
            delay_ms: some(2_000),
        };
        let frame_bytes_max = pick(&[512, 1024, 1500, 1 << 20], &mut random);
        let window_bytes = pick(&[1, 4096, 4 << 20], &mut random);
        let snapshot_step_bytes = pick(&[1, 256, 4 << 20], &mut random);
        let key_count = pick(&[1, 3, 12, 60], &mut random);
        let value_bytes_max = pick(&[8, 200, 5_000], &mut random);
        let weights = weights(&mut random);
        let steps = 0..5 + random.up_to(60);
        let mut plan = Self {
            seed,
            nodes,
            links,
            rates,
            frame_bytes_max,
            window_bytes,
            snapshot_step_bytes,
            key_count,
            value_bytes_max,
            steps: steps.collect(),
            weights,
            without: BTreeSet::new(),
        };
        plan.draw_older();
        plan
    }

    /// In one of three worlds of several nodes in which no old copy is put back, some nodes are of
    /// older builds: what those promise of copies is less. Drawn by itself, so that all else is in
    /// any world as it would be without.
    fn draw_older(&mut self) {
        let mut random = Random::new(self.seed ^ 0x6f6c_6465);
        let puts_back = [Kind::Save, Kind::Restore].iter().all(|kind| self.weight(*kind) > 0);
        if self.nodes.len() < 2 || puts_back || random.up_to(2) > 0 {
            return;
        }
        let first = random.up_to(self.nodes.len() as u64 - 1) as usize;
        for (at, node) in self.nodes.iter_mut().enumerate() {
            if at == first || random.up_to(2) == 0 {
                node.build = Build::older(&mut random);
            }
        }
    }

    fn weight(&self, kind: Kind) -> u64 {
        self.weights.iter().filter(|(other, _)| *other == kind).map(|(_, weight)| weight).sum()
    }

    /// The seed it came from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How many steps are left in it.
    pub fn steps(&self) -> &[u64] {
        &self.steps
    }

    /// Only these steps.
    pub fn keep_steps(&mut self, steps: Vec<u64>) {
        self.steps = steps;
    }

    /// What a world of this plan can meet.
    pub fn kinds(&self) -> Vec<Kind> {
        let rates = &self.rates;
        let beside = [
            (Kind::Lose, rates.lost),
            (Kind::Repeat, rates.repeated),
            (Kind::Damage, rates.damaged),
            (Kind::Delay, rates.delay_ms),
            (Kind::Replay, rates.replayed),
            (Kind::Garbage, rates.garbage),
            (Kind::Older, self.nodes.iter().filter(|node| node.build.is_older()).count() as u64),
        ];
        let all = self.weights.iter().chain(&beside);
        let on = all.filter(|(kind, rate)| *rate > 0 && !self.without.contains(kind));
        on.map(|(kind, _)| *kind).collect()
    }

    /// Takes a kind of events out of it; everything else stays as it was.
    pub fn leave_out(&mut self, kind: Kind) {
        self.without.insert(kind);
        match kind {
            Kind::Lose => self.rates.lost = 0,
            Kind::Repeat => self.rates.repeated = 0,
            Kind::Damage => self.rates.damaged = 0,
            Kind::Delay => self.rates.delay_ms = 0,
            Kind::Replay => self.rates.replayed = 0,
            Kind::Garbage => self.rates.garbage = 0,
            Kind::Older => self.nodes.iter_mut().for_each(|node| node.build = Build::PRESENT),
            _ => {}
        }
    }

    /// The draws of a step, which do not depend on other steps, and what it does, if anything.
    pub(super) fn step(&self, number: u64) -> (Random, Option<Kind>) {
        let mixed = Random::new(self.seed ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93)).draw();
        let mut random = Random::new(mixed);
        let sum: u64 = self.weights.iter().map(|(_, weight)| weight).sum();
        let mut at = random.up_to(sum.saturating_sub(1));
        for (kind, weight) in &self.weights {
            if at < *weight {
                return (random, (!self.without.contains(kind)).then_some(*kind));
            }
            at -= weight;
        }
        (random, None)
    }
}

impl NodePlan {
    fn draw(random: &mut Random) -> Self {
        let mut is = |one_in: u64| random.up_to(one_in - 1) == 0;
        let (is_fast, memory_is_small) = (is(4), is(2));
        let (history_is_short, can_reserve) = (is(3), is(2));
        let (is_bounded, coalesces) = (is(5), is(2));
        let outbox_ops_max = if is_bounded { 1 + random.up_to(12) } else { 0 };
        let build = Build::PRESENT;
        Self {
            is_fast,
            memory_is_small,
            history_is_short,
            can_reserve,
            outbox_ops_max,
            coalesces,
            build,
        }
    }
}

/// A tree, so that all are joined, and some links more.
fn links(count: usize, random: &mut Random) -> Vec<(usize, usize)> {
    let below = |at: usize, random: &mut Random| random.up_to(at as u64 - 1) as usize;
    let mut links: Vec<_> = (1..count).map(|at| (below(at, random), at)).collect();
    for _ in 0..random.up_to(count as u64) {
        let (one, other) = (below(count, random), below(count, random));
        let pair = (one.min(other), one.max(other));
        if one != other && !links.contains(&pair) {
            links.push(pair);
        }
    }
    links
}

/// Puts and time always; each of the rest in every second world.
fn weights(random: &mut Random) -> Vec<(Kind, u64)> {
    let mut weigh = |kind: &Kind| match kind {
        Kind::Put => 10,
        Kind::Wait => 1 + random.up_to(6),
        _ if random.up_to(1) == 0 => 0,
        Kind::Delete => 1 + random.up_to(6),
        _ => 1 + random.up_to(3),
    };
    let steps = Kind::ALL.iter().filter(|kind| kind.is_step());
    steps.map(|kind| (*kind, weigh(kind))).collect()
}

fn pick<T: Copy, const N: usize>(choices: &[T; N], random: &mut Random) -> T {
    choices[random.up_to(N as u64 - 1) as usize]
}
