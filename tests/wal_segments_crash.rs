// SPDX-License-Identifier: Apache-2.0
//! Power cuts and failures at every call to the disk while a log rotates and gives segments up:
//! what was acknowledged as durable is there, and what is there is a prefix of what was written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/log.rs"]
mod log;

use std::path::Path;

use log::{Bodies, Cuts, PATH, fates, open, open_from, put, rotate, scan_from, stage};
use softadastra::base::error::{Code, Error, Result};
use softadastra::base::random::Random;
use softadastra::disk::{Fate, Fault, MemoryDisk, Operation, names};
use softadastra::wal::Log;

#[derive(Clone, Copy, Debug)]
enum Step {
    Fast,
    Durable,
    Two,
    Rotate,
    /// Moves the first segment that is needed up by one and removes the one before.
    Remove,
    Close,
    Drop,
}
use Step::{Close, Drop, Durable, Fast, Remove, Rotate, Two};

const SCRIPT: [Step; 24] = [
    Fast, Durable, Rotate, Rotate, Two, Fast, Rotate, Durable, Close, Fast, Rotate, Remove, Remove,
    Fast, Rotate, Drop, Two, Remove, Rotate, Fast, Rotate, Remove, Close, Durable,
];

/// A script in progress, and what it may count on.
struct Run {
    disk: MemoryDisk,
    log: Option<Log>,
    /// The segment and the body of each group, the last ones perhaps only attempted.
    groups: Vec<(u64, Vec<u8>)>,
    /// How many of them must survive a power cut.
    durable: usize,
    /// How many of them must survive the end of the process.
    committed: usize,
    first_segment: u64,
}

impl Run {
    fn new() -> Self {
        let disk = MemoryDisk::new();
        Self { disk, log: None, groups: Vec::new(), durable: 0, committed: 0, first_segment: 1 }
    }

    /// Runs the script until a call fails, which stands for the end of the power.
    fn run(&mut self) {
        let _ = self.reopen().and_then(|()| SCRIPT.iter().try_for_each(|step| self.step(*step)));
    }

    fn reopen(&mut self) -> Result<()> {
        self.log = None;
        let opened = open_from(&self.disk, self.first_segment)?;
        assert_eq!(opened.bodies, self.expected(self.groups.len()));
        self.log = Some(opened.log);
        self.durable = self.groups.len();
        Ok(())
    }

    fn step(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Fast => self.write(&[10], false),
            Step::Durable => self.write(&[33], true),
            Step::Two => self.write(&[20, 700], false),
            Step::Rotate => {
                rotate(self.log.as_mut().unwrap(), &self.disk.clone())?;
                self.durable = self.groups.len();
                Ok(())
            }
            Step::Remove => {
                self.first_segment += 1;
                let disk = self.disk.clone();
                self.log.as_mut().unwrap().remove_segment(&disk, self.first_segment - 1)
            }
            Step::Close => {
                self.log.take().unwrap().close()?;
                self.durable = self.groups.len();
                self.reopen()
            }
            Step::Drop => self.reopen(),
        }
    }

    fn write(&mut self, lengths: &[usize], durable: bool) -> Result<()> {
        let log = self.log.as_mut().unwrap();
        for length in lengths {
            let mut body = (self.groups.len() as u32).to_le_bytes().to_vec();
            body.resize(*length, self.groups.len() as u8 | 1);
            stage(log, &body)?;
            self.groups.push((log.tail().segment(), body));
        }
        log.commit(durable)?;
        self.committed = self.groups.len();
        if durable {
            self.durable = self.groups.len();
        }
        Ok(())
    }

    /// The first `count` groups, without those of segments that are no longer needed.
    fn expected(&self, count: usize) -> Bodies {
        let wanted = |group: &&(u64, Vec<u8>)| group.0 >= self.first_segment;
        self.groups[..count].iter().filter(wanted).map(|(_, body)| body.clone()).collect()
    }

    /// How many groups are there, if these are the first of them and as many as there must be.
    fn check(&self, found: &Bodies, count_min: usize, when: &str) -> usize {
        let fits = (count_min..=self.groups.len()).rev().find(|n| self.expected(*n) == *found);
        fits.unwrap_or_else(|| panic!("{} groups, not {count_min}: {when}", found.len()))
    }

    /// The same, unless such a disk was looked at before.
    fn survives_cut(&self, cuts: &mut Cuts, disk: &MemoryDisk, when: &str) {
        let groups: Vec<_> = self.groups.iter().map(|(at, body)| (at, body.len())).collect();
        if cuts.is_new(disk, &(groups, self.durable, self.first_segment)) {
            self.survives(disk, self.durable, when);
        }
    }

    /// Whether a disk that a power cut left opens with what has to be there, and goes on.
    fn survives(&self, disk: &MemoryDisk, count_min: usize, when: &str) {
        let scanned = scan_from(disk, self.first_segment);
        let opened = open_from(disk, self.first_segment);
        let mut opened = opened.unwrap_or_else(|error| panic!("{error}: {when}"));
        self.check(&opened.bodies, count_min, when);
        match scanned {
            Ok((_, bodies)) => assert_eq!(bodies, opened.bodies, "{when}"),
            Err(error) => {
                assert!(opened.recovered.created, "{error}: {when}");
            }
        }
        let mut bodies = opened.bodies;
        for body in [&b"after"[..], b"rotated"] {
            put(&mut opened.log, body, true).unwrap();
            bodies.push(body.to_vec());
            rotate(&mut opened.log, disk).unwrap_or_else(|error| panic!("{error}: {when}"));
        }
        drop(opened.log);
        assert!(disk.bytes(names::next(Path::new(PATH))).is_none());
        let again = open_from(&disk.crash(), self.first_segment);
        let again = again.unwrap_or_else(|error| panic!("{error}: again, {when}"));
        assert_eq!(again.bodies, bodies, "{when}");
    }
}

/// The disks that a power cut can leave: all pending changes lost, all kept, each for itself, all
/// but each, and some mixes with torn writes.
fn cuts(disk: &MemoryDisk, random: &mut Random, mixes: usize) -> Vec<MemoryDisk> {
    let count = disk.pending().len();
    let keeping = |is_kept: &dyn Fn(usize) -> bool| {
        let mut nth = 0;
        disk.crash_keeping(|_| {
            nth += 1;
            if is_kept(nth - 1) { Fate::Kept } else { Fate::Lost }
        })
    };
    let mut all = vec![disk.crash(), keeping(&|_| true)];
    for one in 0..count {
        all.push(keeping(&|nth| nth == one));
        all.push(keeping(&|nth| nth != one));
    }
    for _ in 0..mixes {
        all.push(disk.crash_keeping(|pending| {
            let fates = fates(pending);
            fates[(random.draw() % fates.len() as u64) as usize].clone()
        }));
    }
    all
}

fn calls_of(disk: &MemoryDisk) -> u64 {
    disk.calls().len() as u64
}

fn calls_of_script() -> u64 {
    let mut run = Run::new();
    run.run();
    assert_eq!(run.durable, run.groups.len());
    assert!(run.first_segment > 3);
    calls_of(&run.disk)
}

#[test]
fn a_power_cut_at_any_call_of_rotations_and_removals_loses_nothing_durable() {
    let mut random = Random::new(7);
    let (mut points, mut seen) = (0, Cuts::default());
    for nth in 1..=calls_of_script() {
        for leaving in [0, 25] {
            let mut run = Run::new();
            run.disk.inject(Fault::from(None, nth, libc::EIO).leaving(leaving));
            run.run();
            run.log = None;
            run.disk.clear_faults();
            points += 1;
            for (variant, after) in cuts(&run.disk, &mut random, 12).into_iter().enumerate() {
                run.survives_cut(&mut seen, &after, &format!("call {nth}, variant {variant}"));
            }
            // The end of the process alone takes nothing that was committed.
            run.survives(&run.disk, run.committed, &format!("call {nth}, process"));
        }
    }
    println!("{points} crash points");
    assert!(points > 300 && seen.tell() > 5000);
}

#[test]
fn a_power_cut_at_any_call_of_the_repair_after_a_power_cut_loses_nothing_either() {
    let mut random = Random::new(8);
    let (mut points, mut seen) = (0, Cuts::default());
    for nth in 1..=calls_of_script() {
        let mut run = Run::new();
        run.disk.inject(Fault::from(None, nth, libc::EIO));
        run.run();
        run.log = None;
        run.disk.clear_faults();
        // The process may also end without a power cut: then nothing pending is settled yet.
        for after in cuts(&run.disk, &mut random, 0).into_iter().take(4).chain([run.disk.clone()]) {
            let whole = after.crash_keeping(|_| Fate::Kept);
            let before = calls_of(&whole);
            open_from(&whole, run.first_segment).unwrap();
            for mth in 1..=calls_of(&whole) - before {
                let disk = after.crash_keeping(|_| Fate::Kept);
                disk.inject(Fault::from(None, mth, libc::EIO));
                let _ = open_from(&disk, run.first_segment);
                disk.clear_faults();
                points += 1;
                for cut in cuts(&disk, &mut random, 1) {
                    if !seen.is_new(&cut, &(nth, run.durable)) {
                        continue;
                    }
                    let opened = open_from(&cut, run.first_segment);
                    let opened = opened.unwrap_or_else(|e| panic!("{e}: {nth}, {mth}"));
                    run.check(&opened.bodies, run.durable, &format!("{nth}, {mth}"));
                }
            }
        }
    }
    println!("{points} crash points");
    seen.tell();
}

#[test]
fn an_interrupted_rotation_that_the_process_survived_is_finished_safely() {
    // The names are pending here, unlike after a power cut: each may still be undone.
    let mut random = Random::new(9);
    let (mut points, mut seen) = (0, Cuts::default());
    for nth in 1.. {
        let mut run = Run::new();
        run.reopen().unwrap();
        run.write(&[9, 99], false).unwrap();
        run.disk.inject(Fault::from(None, nth, libc::EIO));
        let is_done = run.step(Step::Rotate).is_ok();
        run.log = None;
        run.disk.clear_faults();
        let before = calls_of(&run.disk);
        let probe = run.disk.clone();
        let opened = open(&probe).unwrap();
        assert_eq!(opened.bodies, run.expected(2));
        drop(opened);
        let calls = calls_of(&run.disk) - before;
        for mth in 1..=calls {
            let mut run = Run::new();
            run.reopen().unwrap();
            run.write(&[9, 99], false).unwrap();
            run.disk.inject(Fault::from(None, nth, libc::EIO));
            let _ = run.step(Step::Rotate);
            run.log = None;
            run.disk.clear_faults();
            run.disk.inject(Fault::from(None, mth, libc::EIO));
            let _ = open(&run.disk);
            run.disk.clear_faults();
            points += 1;
            for cut in cuts(&run.disk, &mut random, 8) {
                let when = format!("rotation {nth}, opening {mth}");
                run.survives_cut(&mut seen, &cut, &when);
            }
            run.survives(&run.disk, run.committed, &format!("{nth}, {mth}, process"));
        }
        if is_done {
            break;
        }
    }
    println!("{points} crash points");
    seen.tell();
    assert!(points > 100);
}

/// A log with one sealed segment and three groups, the last not synced.
fn started(drops: bool) -> Run {
    let mut run = Run::new();
    run.disk.set_failed_sync_drops(drops);
    run.reopen().unwrap();
    run.write(&[11], false).unwrap();
    run.step(Step::Rotate).unwrap();
    run.write(&[12], true).unwrap();
    run.write(&[13], false).unwrap();
    run
}

#[test]
fn a_failure_at_any_call_of_a_rotation_leaves_the_log_usable_or_stopped() {
    let mut random = Random::new(10);
    let (mut count, mut stops, mut usable) = (0, 0, 0);
    for errno in [libc::ENOSPC, libc::EIO] {
        for (drops, is_forever) in [(false, false), (false, true), (true, false), (true, true)] {
            for nth in 1.. {
                let mut run = started(drops);
                let before = calls_of(&run.disk);
                let fault = if is_forever { Fault::from } else { Fault::once };
                run.disk.inject(fault(None, nth, errno).leaving(13));
                let result = run.step(Step::Rotate);
                run.disk.clear_faults();
                if calls_of(&run.disk) - before < nth {
                    break;
                }
                count += 1;
                match result {
                    Ok(()) => {}
                    Err(error) if error.code() == Code::LogStopped => {
                        stops += 1;
                        check_stopped(&mut run, &error);
                    }
                    Err(error) => {
                        usable += 1;
                        check_usable(&mut run, &error, errno);
                    }
                }
                run.log = None;
                for after in cuts(&run.disk, &mut random, 6) {
                    run.survives(&after, run.durable, &format!("call {nth}, {errno}"));
                }
                // A failed sync may have dropped what was not known to be durable.
                let kept = if drops { run.durable } else { run.committed };
                run.survives(&run.disk, kept, &format!("call {nth}, {errno}, process"));
            }
        }
    }
    println!("{usable} left the log usable, {stops} stopped it");
    println!("counted {count} failing calls");
    assert!(stops > 20 && usable > 40);
}

fn check_stopped(run: &mut Run, error: &Error) {
    let log = run.log.as_mut().unwrap();
    assert!(log.is_stopped() && error.context().starts_with(PATH), "{error}");
    assert_eq!(stage(log, b"x").unwrap_err().code(), Code::LogStopped);
    assert_eq!(rotate(log, &run.disk).unwrap_err().code(), Code::LogStopped);
    assert_eq!(log.remove_segment(&run.disk, 1).unwrap_err().code(), Code::LogStopped);
    // Readers go on, wherever the files are.
    let mut seen = Vec::new();
    let start = softadastra::wal::Position::start_of(1);
    let walked = log.reader().walk(start, &mut |_, body| {
        seen.push(body.to_vec());
        Ok(true)
    });
    walked.unwrap();
    assert_eq!(seen, run.expected(run.committed));
}

fn check_usable(run: &mut Run, error: &Error, errno: i32) {
    let log = run.log.as_ref().unwrap();
    assert!(!log.is_stopped(), "{error}");
    assert_eq!(log.tail().segment(), 2);
    assert_eq!(error.code() == Code::NoSpace, errno == libc::ENOSPC, "{error}");
    run.write(&[14], true).unwrap();
    run.step(Step::Rotate).unwrap();
    run.write(&[15], true).unwrap();
}

#[test]
fn a_disk_without_room_for_a_second_file_keeps_the_first_one_going() {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let mut log = open(&disk).unwrap().log;
    put(&mut log, b"one", true).unwrap();
    disk.set_capacity(Some(log.end() + 100));
    let error = rotate(&mut log, &disk).unwrap_err();
    assert_eq!(error.code(), Code::NoSpace);
    put(&mut log, b"two", true).unwrap();
    disk.set_capacity(None);
    rotate(&mut log, &disk).unwrap();
    put(&mut log, b"three", true).unwrap();
    assert_eq!(open(&disk.crash()).unwrap().bodies, [&b"one"[..], b"two", b"three"]);
}

#[test]
fn a_rename_that_reports_a_failure_leaves_the_old_file_in_use() {
    let mut run = started(false);
    run.disk.inject(Fault::once(Some(Operation::Rename), 1, libc::EIO));
    let error = run.step(Step::Rotate).unwrap_err();
    assert_eq!(error.message(), "failed to begin a new WAL file");
    check_usable(&mut run, &error, libc::EIO);
}
