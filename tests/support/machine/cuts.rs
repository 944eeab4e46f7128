// SPDX-License-Identifier: Apache-2.0
//! The power fails under an emulated machine, again and again.
//!
//! The model is that of `kill.rs`: everything that the process had told as done is there when the
//! machine has started again. Ten lives go over one disk, and each ends at a moment that is chosen
//! from what the machine asked of its disk; other moments of it are tried on images of the disk.
//! `SDA_MACHINE` is the folder that `.ci/machine` makes, `SDA_MACHINE_CUTS` says how many lives
//! (50), `SDA_MACHINE_IMAGES` how many images of each (40), `SDA_SEED` with which seed. The seed
//! fixes what is written, and how the moments are chosen, not what the machine asks of its disk.

use std::path::{Path, PathBuf};

use softadastra::base::random::Random;

use super::boot::{End, Lived, Machine, Setting};
use super::cache::{Cut, Left, Requests, Settled};
use super::guest::{DATABASE, DISK, LOOK, WRONG};
use super::look;
use super::story::Story;
use crate::kill::life::Life;
use crate::kill::number_from_env;

const CUTS_PER_DISK: u64 = 10;
/// How the machine opens its file system.
const MOUNT: &str = "SDA_MACHINE_MOUNT";
/// Lives after which a machine that does not sync has to be found out.
const CONTROL_LIVES: u64 = 5;

/// Who makes nothing last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Liar {
    Nobody,
    /// The syncs of the process do nothing; the kernel writes when it likes to.
    Process,
    /// The kernel writes at a sync, and does not flush the disk's cache.
    Kernel,
}

#[test]
#[ignore = "takes many minutes and an emulator: .ci/machine"]
fn a_machine_whose_power_fails_keeps_everything_acknowledged() {
    let cuts = number_from_env("SDA_MACHINE_CUTS", 50);
    let images = number_from_env("SDA_MACHINE_IMAGES", 40);
    let seed = number_from_env("SDA_SEED", 0xdead);
    let mut random = Random::new(seed);
    let mut sums = Sums::default();
    while sums.goes_on.cuts < cuts {
        let mut disk = Disk::new("honest").unwrap();
        for life in 0..CUTS_PER_DISK.min(cuts - sums.goes_on.cuts) {
            let fail = |what: String| -> ! {
                panic!("SDA_SEED={seed}, life {life} after {} cuts: {what}", sums.goes_on.cuts)
            };
            let end = End::Lines(1 + random.up_to(300));
            // Not looking now and then lets one recovery follow another that was cut short.
            let looks = random.up_to(3) > 0;
            let lived = disk.live(Liar::Nobody, end, looks, &mut random);
            let lived = lived.unwrap_or_else(|what| fail(what));
            let mut tried = Tally::default();
            for number in 0..images {
                let cut = cut_of_image(&lived.requests, number, &mut random);
                let found = disk.try_cut(&lived, cut, &mut random);
                tried.add(found.unwrap_or_else(|what| fail(format!("{cut:?}: {what}"))));
            }
            let cut = cut_of_life(&lived.requests, &mut random);
            let settled = disk.cut(&lived, cut, &mut random).unwrap_or_else(|what| fail(what));
            println!("cut {} of {life}, {end:?}: {cut:?}, {settled:?}", sums.goes_on.cuts + 1);
            println!("  on images: {tried:?}");
            sums.goes_on.add(settled);
            sums.tried.join(tried);
            sums.flushes += lived.requests.flushes();
            sums.sectors += lived.requests.sectors();
        }
        disk.last_look(&mut random)
            .unwrap_or_else(|what| panic!("SDA_SEED={seed}, {:?}: {what}", sums.goes_on));
        sums.add_disk(&disk.story);
    }
    println!("{cuts} power cuts of a machine, seed {seed}: {sums:?}");
    println!("{}", sums.row(seed));
    assert!(cuts < 10 || (sums.own > 0 && sums.acked > 0 && sums.tried.lost > 0), "{sums:?}");
}

/// A moment for an image: by turns one at which the cache was as full as it was in that life, and any.
fn cut_of_image(requests: &Requests, number: u64, random: &mut Random) -> Cut {
    let left = some_left(random);
    match number % 2 {
        0 => requests.full_cut(number as usize / 2, left),
        _ => requests.some_cut(random, left),
    }
}

/// A moment from which the machine goes on.
fn cut_of_life(requests: &Requests, random: &mut Random) -> Cut {
    let left = some_left(random);
    match random.up_to(2) {
        0 => requests.last_cut(left),
        1 => requests.full_cut(random.up_to(7) as usize, left),
        _ => requests.some_cut(random, left),
    }
}

fn some_left(random: &mut Random) -> Left {
    [Left::All, Left::Nothing, Left::Some, Left::Some][random.up_to(3) as usize]
}

/// Without this, nobody would know that the test above can fail: neither a look at an image, nor
/// that of the next life.
#[test]
#[ignore = "takes minutes and an emulator: .ci/machine"]
fn a_machine_that_does_not_sync_is_noticed() {
    for liar in [Liar::Process, Liar::Kernel] {
        let left = if liar == Liar::Kernel { Left::Nothing } else { Left::All };
        let random = &mut Random::new(number_from_env("SDA_SEED", 0xdead));
        let mut disk = Disk::new("lying").unwrap();
        // What an honest life left is there, also for the liar.
        let honest = disk.live(Liar::Nobody, End::Lines(100), true, random).and_then(|lived| {
            let cut = lived.requests.last_cut(Left::Nothing);
            disk.try_cut(&lived, cut, random)?;
            disk.cut(&lived, cut, random)
        });
        honest.unwrap_or_else(|what| panic!("{liar:?}, before its time: {what}"));
        let (mut noticed, mut convicted) = (None, 0);
        for _ in 0..CONTROL_LIVES {
            let told = disk.story.ledger.own.len();
            let lived = match disk.live(liar, End::Lines(200), true, random) {
                Ok(lived) => lived,
                Err(what) => {
                    noticed = Some(what);
                    break;
                }
            };
            let cuts = [lived.requests.last_cut(left), lived.requests.full_cut(0, left)];
            for cut in cuts {
                let tried = disk.try_cut(&lived, cut, random);
                convicted += u32::from(tried.is_err());
                println!("{liar:?}: {cut:?}: {tried:?}");
            }
            disk.cut(&lived, cuts[0], random).unwrap();
            println!("{liar:?}: {} more writes told", disk.story.ledger.own.len() - told);
        }
        let what = noticed.expect("a machine that does not sync was taken for one that does");
        assert!(what.contains(WRONG), "{liar:?}: {what}");
        assert!(convicted > 0, "{liar:?}: all images are taken for sound");
        println!("{liar:?}: noticed, {what}");
    }
}

/// One disk, and what is known of it.
struct Disk {
    machine: Machine,
    story: Story,
    lives: u64,
}

impl Disk {
    fn new(name: &str) -> Result<Self, String> {
        let parts = std::env::var_os("SDA_MACHINE").map(PathBuf::from);
        let parts = parts.ok_or("SDA_MACHINE is not set: .ci/machine starts this test")?;
        let machine = Machine::new(&parts, &parts.join(name))?;
        Ok(Self { machine, story: Story::default(), lives: 0 })
    }

    /// A life, whose end is still to be chosen.
    fn live(
        &mut self,
        liar: Liar,
        end: End,
        looks: bool,
        random: &mut Random,
    ) -> Result<Lived, String> {
        let life = Life {
            log: Path::new(DISK).join(DATABASE),
            seed: random.draw(),
            number: self.lives,
            next_remote: self.story.ledger.next_remote(),
        };
        self.lives += 1;
        let of_life = life.env().map(|(name, value)| (name, value.to_string_lossy().into_owned()));
        let mut env = of_life.to_vec();
        if looks {
            env.push((LOOK, random.draw().to_string()));
        }
        if liar == Liar::Process {
            env.push(("SDA_MACHINE_PRELOAD", "/no_sync.so".to_owned()));
        }
        let option = if liar == Liar::Kernel { "nobarrier" } else { "barrier" };
        env.push((MOUNT, option.to_owned()));
        self.run(&env, end)
    }

    /// Looks at what a power cut in the last life would leave.
    fn try_cut(&self, lived: &Lived, cut: Cut, random: &mut Random) -> Result<Settled, String> {
        let settled = self.machine.settle_copy(&lived.requests, cut, random)?;
        let mut story = self.story.clone();
        story.tell_life(&lived.lines, cut.flushes)?;
        look::at(&self.machine.image(), &mut story.ledger, random)?;
        Ok(settled)
    }

    /// Lets the power fail in the last life: the next one begins from there.
    fn cut(&mut self, lived: &Lived, cut: Cut, random: &mut Random) -> Result<Settled, String> {
        self.story.tell_life(&lived.lines, cut.flushes)?;
        self.machine.settle(&lived.requests, cut, random)
    }

    /// Looks at what the last life left, and at the file system.
    fn last_look(&mut self, random: &mut Random) -> Result<(), String> {
        let env = [(LOOK, random.draw().to_string()), (MOUNT, "barrier".to_owned())];
        let lived = self.run(&env, End::Done)?;
        self.cut(&lived, lived.requests.whole(), random)?;
        self.machine.check_file_system()
    }

    fn run(&self, env: &[Setting], end: End) -> Result<Lived, String> {
        let lived = self.machine.live(env, end, self.story.clone());
        lived.map_err(|what| format!("{what} (the kernel: {})", self.machine.console().display()))
    }
}

/// Power cuts, and sectors that were in the cache and that are gone.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    cuts: u64,
    cached: u64,
    lost: u64,
}

impl Tally {
    fn add(&mut self, settled: Settled) {
        self.join(Self { cuts: 1, cached: settled.cached, lost: settled.lost });
    }

    fn join(&mut self, other: Self) {
        self.cuts += other.cuts;
        self.cached += other.cached;
        self.lost += other.lost;
    }
}

/// What the run covered.
#[derive(Debug, Default)]
struct Sums {
    /// From these the machine went on,
    goes_on: Tally,
    /// and these were looked at as images.
    tried: Tally,
    disks: u64,
    looks: u64,
    torn: u64,
    own: usize,
    acked: usize,
    received: usize,
    flushes: usize,
    sectors: u64,
}

impl Sums {
    fn add_disk(&mut self, story: &Story) {
        self.disks += 1;
        self.looks += story.looks;
        self.torn += story.torn;
        self.own += story.ledger.own.len();
        self.acked += story.ledger.own.values().filter(|own| own.ack_told).count();
        self.received += story.ledger.remotes.len();
    }

    /// As the table of `docs/testing.md` has it, but for its first two columns.
    fn row(&self, seed: u64) -> String {
        let tally = |tally: &Tally| format!("{}: {}, {}", tally.cuts, tally.cached, tally.lost);
        format!(
            "| {seed} | {} on {} disks | {} | {} | {}, {} | {} of {} |",
            tally(&self.goes_on),
            self.disks,
            self.looks,
            tally(&self.tried),
            self.own,
            self.received,
            self.flushes,
            self.sectors
        )
    }
}
