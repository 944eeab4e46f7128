// SPDX-License-Identifier: Apache-2.0
//! Power cuts at every call to the disk, with every part of the unsynced changes kept or lost: what
//! was acknowledged as durable is there, and what is there is a prefix of what was written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/log.rs"]
mod log;

use std::path::Path;

use log::{Bodies, Cuts, PATH, crashes, disk_of, groups_of, head, open, put, shared, stage};
use softadastra::base::error::Result;
use softadastra::base::random::Random;
use softadastra::disk::{Fate, Fault, MemoryDisk};
use softadastra::wal::{self, Log};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Fast,
    Durable,
    Large,
    TwoFast,
    TwoDurable,
    Sync,
    Close,
    Drop,
}

const STEPS: [Step; 8] = [
    Step::Fast,
    Step::Durable,
    Step::Large,
    Step::TwoFast,
    Step::TwoDurable,
    Step::Sync,
    Step::Close,
    Step::Drop,
];

/// A script in progress, and what it may count on.
struct Run {
    disk: MemoryDisk,
    can_reserve: bool,
    log: Option<Log>,
    /// All groups in order, the last ones perhaps only attempted.
    groups: Bodies,
    /// How many of them must survive.
    durable: usize,
    /// Whether an opening has returned: from then on the file exists for good.
    was_opened: bool,
}

impl Run {
    fn new(can_reserve: bool) -> Self {
        let disk = MemoryDisk::new();
        disk.set_can_reserve(can_reserve);
        Self { disk, can_reserve, log: None, groups: Vec::new(), durable: 0, was_opened: false }
    }

    /// Runs the script until it ends or a call fails, which stands for the end of the power.
    fn run(&mut self, steps: &[Step]) {
        let _ = self.reopen().and_then(|()| steps.iter().try_for_each(|step| self.step(*step)));
    }

    fn reopen(&mut self) -> Result<()> {
        let opened = open(&self.disk)?;
        assert_eq!(opened.bodies, self.groups);
        self.log = Some(opened.log);
        self.durable = self.groups.len();
        self.was_opened = true;
        Ok(())
    }

    fn step(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Fast => self.write(&[10], false),
            Step::Durable => self.write(&[10], true),
            Step::Large => self.write(&[5000], true),
            Step::TwoFast => self.write(&[20, 700], false),
            Step::TwoDurable => self.write(&[20, 10], true),
            Step::Sync => {
                self.log.as_mut().unwrap().sync()?;
                self.durable = self.groups.len();
                Ok(())
            }
            Step::Close => {
                self.log.take().unwrap().close()?;
                self.durable = self.groups.len();
                self.reopen()
            }
            Step::Drop => {
                self.log = None;
                self.reopen()
            }
        }
    }

    fn write(&mut self, lengths: &[usize], durable: bool) -> Result<()> {
        let log = self.log.as_mut().unwrap();
        for length in lengths {
            let body = vec![(self.groups.len() % 255) as u8 + 1; *length];
            stage(log, &body)?;
            self.groups.push(body);
        }
        log.commit(durable)?;
        if durable {
            self.durable = self.groups.len();
        }
        Ok(())
    }

    /// What a crash left must hold the promises, and must be good for more.
    fn check(&self, cuts: &mut Cuts, after: &MemoryDisk, what: &dyn Fn() -> String) {
        // The groups are told by their lengths.
        let lengths: Vec<usize> = self.groups.iter().map(Vec::len).collect();
        let expected = (lengths, self.durable, self.was_opened, self.can_reserve);
        if !cuts.is_new(after, &expected) {
            return;
        }
        let mut opened = open(after).unwrap_or_else(|error| panic!("{error}: {}", what()));
        let count = opened.bodies.len();
        assert!(count >= self.durable, "{count} of {} groups: {}", self.durable, what());
        assert!(count <= self.groups.len(), "{}", what());
        assert_eq!(opened.bodies, self.groups[..count], "{}", what());
        assert!(!(opened.recovered.created && self.was_opened), "{}", what());
        put(&mut opened.log, b"after", true).unwrap();
        let again = after.crash();
        let reopened = open(&again).unwrap_or_else(|error| panic!("{error}: {}", what()));
        let mut expected = opened.bodies;
        expected.push(b"after".to_vec());
        assert_eq!(reopened.bodies, expected, "{}", what());
    }
}

/// How many calls to the disk a script makes.
fn calls_of(steps: &[Step], can_reserve: bool) -> usize {
    let mut run = Run::new(can_reserve);
    run.run(steps);
    run.disk.calls().len()
}

/// The script, with the power gone before the `nth` call to the disk.
fn cut_off(steps: &[Step], can_reserve: bool, nth: usize) -> Run {
    let mut run = Run::new(can_reserve);
    run.disk.inject(Fault::from(None, nth as u64, libc::EIO));
    run.run(steps);
    run
}

/// Cuts the power before every call from `first` on and after the last; checks up to `count_max`
/// outcomes of each.
fn cut_everywhere(
    steps: &[Step],
    can_reserve: bool,
    first: usize,
    count_max: usize,
    random: &mut Random,
    cuts: &mut Cuts,
) {
    for nth in first..=calls_of(steps, can_reserve) + 1 {
        let run = cut_off(steps, can_reserve, nth);
        let mut draw = |bound: usize| random.up_to(bound as u64 - 1) as usize;
        crashes(&run.disk, count_max, &mut draw, &mut |after, fates| {
            run.check(cuts, &after, &|| format!("{steps:?} before call {nth}: {fates:?}"));
        });
    }
}

/// Four steps; five with `SDA_LONG=1`, which `.ci/long` sets.
#[test]
fn every_short_script_survives_a_power_cut_at_every_call() {
    let is_long = std::env::var_os("SDA_LONG").is_some();
    let cuts = cut_all_scripts(if is_long { 5 } else { 4 }).tell();
    assert!(cuts > if is_long { 1_000_000 } else { 200_000 }, "{cuts} cuts");
}

fn cut_all_scripts(length_max: usize) -> Cuts {
    let (mut random, mut cuts) = (Random::new(2), Cuts::default());
    for can_reserve in [true, false] {
        cut_everywhere(&[], can_reserve, 1, 1024, &mut random, &mut cuts);
        let mut scripts = vec![Vec::new()];
        for _ in 0..length_max {
            scripts = scripts
                .iter()
                .flat_map(|script| STEPS.map(|step| [script.as_slice(), &[step]].concat()))
                .collect();
            for script in &scripts {
                // Earlier cuts belong to the script without the last step.
                let first = calls_of(&script[..script.len() - 1], can_reserve) + 1;
                cut_everywhere(script, can_reserve, first, 256, &mut random, &mut cuts);
            }
        }
    }
    cuts
}

#[test]
fn all_subsets_of_up_to_ten_pending_changes_leave_a_prefix() {
    let scripts: [&[Step]; 4] = [
        &[Step::Durable, Step::Fast, Step::TwoFast, Step::Fast, Step::Fast],
        &[Step::Fast; 9],
        &[Step::Fast, Step::Drop, Step::Fast, Step::Fast, Step::TwoFast, Step::Fast, Step::Fast],
        &[Step::TwoFast, Step::Close, Step::TwoFast, Step::Fast, Step::Fast, Step::Fast],
    ];
    let mut cuts = Cuts::default();
    for steps in scripts {
        for can_reserve in [true, false] {
            let mut run = Run::new(can_reserve);
            run.run(steps);
            let pending = run.disk.pending();
            assert!((4..=10).contains(&pending.len()), "{pending:?}");
            for subset in 0..1u32 << pending.len() {
                let mut bit = 0;
                let after = run.disk.crash_keeping(|_| {
                    bit += 1;
                    if subset >> (bit - 1) & 1 == 1 { Fate::Kept } else { Fate::Lost }
                });
                let what = || format!("{steps:?}, subset {subset:b} of {pending:?}");
                run.check(&mut cuts, &after, &what);
            }
        }
    }
    cuts.tell();
}

/// What a power cut leaves of one write of 64 KiB: its beginning, that with zeros behind it, or its
/// end alone; up to any byte.
#[test]
fn a_write_of_64_kib_may_be_torn_at_any_byte() {
    const BYTES: usize = 64 << 10;
    let mut run = Run::new(false);
    run.reopen().unwrap();
    run.write(&[10], true).unwrap();
    let start = run.disk.bytes(PATH).unwrap().len();
    let lengths: Vec<usize> = (0..).map(|nth| 20 + 37 * nth % 400).take(BYTES / 240).collect();
    run.write(&lengths, false).unwrap();
    let whole = run.disk.bytes(PATH).unwrap();
    let written = whole.len() - start;
    assert!((BYTES..BYTES + 8_000).contains(&written), "{written} bytes");
    let ends: Vec<usize> = groups_of(&whole).iter().map(|(at, len)| at + len - start).collect();
    let mut cuts = Cuts::default();
    for at in 0..=written {
        let beginning = run.disk.crash_keeping(|_| Fate::Part(0..at));
        let zeros = disk_of([&whole[..start + at], &vec![0; written - at][..]].concat());
        let end = run.disk.crash_keeping(|_| Fate::Part(at..written));
        let before = ends.iter().filter(|end| **end <= at).count();
        // A group whose last bytes are zeros anyway is whole before its end: none here is.
        let after_end = if at == 0 { run.groups.len() } else { 1 };
        for (after, count) in [(beginning, before), (zeros, before), (end, after_end)] {
            if !cuts.is_new(&after, &()) {
                continue;
            }
            let mut nth = 0;
            let scanned =
                wal::open(&shared(&after), Path::new(PATH), 1, head, &mut |_, _, body| {
                    nth += 1;
                    assert_eq!(body, run.groups[nth - 1], "group {nth}, torn at {at}");
                    Ok(())
                });
            scanned.unwrap();
            assert_eq!(nth, count, "torn at {at}");
            if at % 1_024 == 0 {
                put(&mut open(&after).unwrap().log, b"after", true).unwrap();
                assert_eq!(open(&after.crash()).unwrap().bodies.len(), count + 1);
            }
        }
    }
    assert!(cuts.tell() > 3 * BYTES);
}

#[test]
fn long_scripts_survive_a_power_cut_at_every_call() {
    let mut cuts = Cuts::default();
    for seed in 0..120 {
        let mut random = Random::new(seed);
        let steps: Vec<Step> =
            (0..14).map(|_| STEPS[random.up_to(STEPS.len() as u64 - 1) as usize]).collect();
        cut_everywhere(&steps, seed % 2 == 0, 1, 48, &mut random, &mut cuts);
    }
    cuts.tell();
}

#[test]
fn recovery_itself_may_lose_power_at_every_call() {
    let (mut random, mut cuts) = (Random::new(3), Cuts::default());
    for seed in 0..80 {
        let steps: Vec<Step> =
            (0..6).map(|_| STEPS[random.up_to(STEPS.len() as u64 - 1) as usize]).collect();
        let can_reserve = seed % 2 == 0;
        let nth = 1 + random.up_to(calls_of(&steps, can_reserve) as u64) as usize;
        let run = cut_off(&steps, can_reserve, nth);
        let mut firsts = Vec::new();
        let mut draw = |bound: usize| random.up_to(bound as u64 - 1) as usize;
        crashes(&run.disk, 12, &mut draw, &mut |after, fates| firsts.push((after, fates.to_vec())));
        for (first, fates) in firsts {
            let calls = {
                let copy = first.crash();
                open(&copy).unwrap();
                copy.calls().len()
            };
            for second in 1..=calls + 1 {
                let copy = first.crash();
                copy.inject(Fault::from(None, second as u64, libc::EIO));
                assert_eq!(open(&copy).is_ok(), second > calls);
                crashes(&copy, 16, &mut draw, &mut |after, more| {
                    let what = || format!("{steps:?} before call {nth}: {fates:?}, {more:?}");
                    run.check(&mut cuts, &after, &what);
                });
            }
        }
    }
    cuts.tell();
}

#[test]
fn a_process_that_ends_without_a_power_cut_loses_no_committed_group() {
    for can_reserve in [true, false] {
        let steps = [Step::Fast, Step::TwoFast, Step::Durable, Step::Fast, Step::Large, Step::Fast];
        for nth in 1..=calls_of(&steps, can_reserve) + 1 {
            let mut run = Run::new(can_reserve);
            run.disk.inject(Fault::from(None, nth as u64, libc::EIO));
            let mut committed = 0;
            let result = run.reopen();
            for step in steps {
                if result.is_err() || run.step(step).is_err() {
                    break;
                }
                committed = run.groups.len();
            }
            run.log = None;
            run.disk.clear_faults();
            let opened = open(&run.disk).unwrap();
            assert!(opened.bodies.len() >= committed);
            assert_eq!(opened.bodies, run.groups[..opened.bodies.len()]);
        }
    }
}

#[test]
fn a_group_that_was_read_at_the_opening_is_durable_even_after_a_failed_sync_dropped_it() {
    let mut run = Run::new(false);
    run.disk.set_failed_sync_drops(true);
    run.run(&[Step::Durable, Step::Fast, Step::TwoFast]);
    run.disk.inject(Fault::once(Some(softadastra::disk::Operation::Sync), 1, libc::EIO));
    run.log.as_mut().unwrap().sync().unwrap_err();
    run.log = None;
    assert_eq!(open(&run.disk.crash()).unwrap().bodies.len(), 1);
    // The pages look fine and clean: reads find all four groups, the disk has one of them.
    let mut opened = open(&run.disk).unwrap();
    assert_eq!(opened.bodies, run.groups);
    assert_eq!(open(&run.disk.crash()).unwrap().bodies, run.groups);
    put(&mut opened.log, b"next", true).unwrap();
    assert_eq!(open(&run.disk.crash()).unwrap().bodies.len(), 5);
}
