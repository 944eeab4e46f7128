// SPDX-License-Identifier: Apache-2.0
//! The power fails under an emulated machine, again and again.
//!
//! The model is that of `kill.rs`: everything that the process had told as done is there when the
//! machine has started again. Ten lives go over one disk. `SDA_MACHINE` is the folder that
//! `.ci/machine` makes, `SDA_MACHINE_CUTS` says how often (50), `SDA_SEED` with which seed. The
//! seed fixes what is written, when the power is meant to fail and which sectors stay, not how far
//! the machine has come by then.

use std::path::{Path, PathBuf};
use std::time::Duration;

use softadastra::base::random::Random;

use super::boot::{Machine, Moment, Start};
use super::cache::{Left, Settled};
use super::guest::{LOG, LOOK, WRONG};
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
    let seed = number_from_env("SDA_SEED", 0xdead);
    let mut random = Random::new(seed);
    let mut sums = Sums::default();
    while sums.cuts < cuts {
        let mut disk = Disk::new("honest").unwrap();
        for life in 0..CUTS_PER_DISK.min(cuts - sums.cuts) {
            let moment = match random.up_to(3) {
                0 => Moment::Opening(Duration::from_millis(random.up_to(3_000))),
                _ => {
                    let span = Duration::from_micros(random.up_to(60_000));
                    Moment::Lines(1 + random.up_to(300), span)
                }
            };
            let left = [Left::All, Left::Nothing, Left::Some][random.up_to(2) as usize];
            // Not looking now and then lets one recovery follow another that was cut short.
            let looks = random.up_to(3) > 0;
            let lived = disk.live(Liar::Nobody, moment, left, looks, &mut random);
            let settled = lived.unwrap_or_else(|what| {
                panic!("SDA_SEED={seed}, cut {}, {moment:?}, {left:?}: {what}", sums.cuts)
            });
            sums.add(&settled);
            println!("cut {} ({life} of its disk), {moment:?}, {left:?}: {settled:?}", sums.cuts);
        }
        disk.last_look(&mut random)
            .unwrap_or_else(|what| panic!("SDA_SEED={seed}, after cut {}: {what}", sums.cuts));
        sums.add_disk(&disk.story);
    }
    println!("{cuts} power cuts of a machine, seed {seed}: {sums:?}");
    println!("{}", sums.row(seed));
    assert!(cuts < 10 || (sums.own > 0 && sums.lost_sectors > 0 && sums.acked > 0), "{sums:?}");
}

/// Without this, nobody would know that the test above can fail.
#[test]
#[ignore = "takes minutes and an emulator: .ci/machine"]
fn a_machine_that_does_not_sync_is_noticed() {
    for liar in [Liar::Process, Liar::Kernel] {
        let mut random = Random::new(number_from_env("SDA_SEED", 0xdead));
        let mut disk = Disk::new("lying").unwrap();
        // What an honest life left is there, also for the liar.
        let honest = disk.live(
            Liar::Nobody,
            Moment::Lines(100, Duration::ZERO),
            Left::Nothing,
            true,
            &mut random,
        );
        honest.unwrap_or_else(|what| panic!("{liar:?}, before its time: {what}"));
        let left = if liar == Liar::Kernel { Left::Nothing } else { Left::All };
        let mut noticed = Ok(());
        for _ in 0..CONTROL_LIVES {
            let told = disk.story.ledger.own.len();
            let lived =
                disk.live(liar, Moment::Lines(200, Duration::ZERO), left, true, &mut random);
            let more = disk.story.ledger.own.len() - told;
            println!("{liar:?}: {more} more writes told as durable, {lived:?}");
            noticed = lived.map(|_| ());
            if noticed.is_err() {
                break;
            }
        }
        let what = noticed.expect_err("a machine that does not sync was taken for one that does");
        assert!(what.contains(WRONG), "{liar:?}: {what}");
        println!("{liar:?}: noticed");
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

    fn live(
        &mut self,
        liar: Liar,
        moment: Moment,
        left: Left,
        looks: bool,
        random: &mut Random,
    ) -> Result<Settled, String> {
        let life = Life {
            log: Path::new(LOG).to_owned(),
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
        let start = Start { story: self.story.text.clone(), env };
        self.run(start, moment, left, random)
    }

    /// Looks at what the last life left, and at the file system.
    fn last_look(&mut self, random: &mut Random) -> Result<(), String> {
        let env = vec![(LOOK, random.draw().to_string()), (MOUNT, "barrier".to_owned())];
        let start = Start { story: self.story.text.clone(), env };
        self.run(start, Moment::Never, Left::All, random)?;
        self.machine.check_file_system()
    }

    fn run(
        &mut self,
        start: Start,
        moment: Moment,
        left: Left,
        random: &mut Random,
    ) -> Result<Settled, String> {
        let lived = self.machine.live(start, moment, (left, random), &mut self.story);
        lived.map_err(|what| format!("{what} (the kernel: {})", self.machine.console().display()))
    }
}

/// What the run covered.
#[derive(Debug, Default)]
struct Sums {
    cuts: u64,
    disks: u64,
    looks: u64,
    torn: u64,
    own: usize,
    acked: usize,
    received: usize,
    flushes: u64,
    sectors: u64,
    lost_sectors: u64,
}

impl Sums {
    fn add(&mut self, settled: &Settled) {
        self.cuts += 1;
        self.flushes += settled.flushes;
        self.sectors += settled.sectors;
        self.lost_sectors += settled.lost;
    }

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
        format!(
            "| {seed} | {} on {} | {} | {}, {} | {} | {}, {} |",
            self.cuts,
            self.disks,
            self.looks,
            self.own,
            self.received,
            self.flushes,
            self.sectors,
            self.lost_sectors
        )
    }
}
