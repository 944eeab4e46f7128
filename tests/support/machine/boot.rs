// SPDX-License-Identifier: Apache-2.0
//! Starts the emulated machine, listens at its console, and ends it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use softadastra::base::random::Random;

use super::cache::{Cut, Requests, SECTOR_BYTES, Settled};
use super::story::Story;
use crate::kill::life::read_lines;

/// A machine that says nothing for this long hangs. It is emulated, perhaps on a busy computer.
const SILENCE_MAX: Duration = Duration::from_secs(240);
const DISK_BYTES: u64 = 256 << 20;
/// Room for the log of a life; what is not used takes up none.
const LOG_BYTES: u64 = 8 << 30;
/// So few that most of the time something is under way to the disk.
const WRITES_PER_SECOND: u64 = 40;
/// Without the check of its timer: on a busy computer the kernel would take it for broken.
const KERNEL_OPTIONS: &str = "console=ttyS0 quiet panic=-1 no_timer_check";
/// What the machine says before it opens the file system, and when that is closed again.
pub const BEGIN: &str = "begin";
pub const DONE: &str = "done";

/// When the emulator is ended.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// When the writing process, which has opened its database, has said that many lines.
    Lines(u64),
    /// When the machine has nothing more to do.
    Done,
}

/// What the processes of the machine find in their environment.
pub type Setting = (&'static str, String);

/// What there is of a life.
pub struct Lived {
    pub requests: Requests,
    /// What was said, and how many flushes the disk had done before it was heard: as many at least
    /// as when it was said, so that it holds at each moment that has so many.
    pub lines: Vec<(usize, String)>,
}

/// A machine that is switched off.
pub struct Machine {
    /// Where the kernel and its first file system are.
    parts: PathBuf,
    folder: PathBuf,
}

impl Machine {
    /// One whose disk has an empty file system.
    pub fn new(parts: &Path, folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let machine = Self { parts: parts.to_owned(), folder: folder.to_owned() };
        empty(&machine.disk(), DISK_BYTES)?;
        run(Command::new("mkfs.ext4")
            .args(["-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0"])
            .arg(machine.disk()))?;
        Ok(machine)
    }

    fn disk(&self) -> PathBuf {
        self.folder.join("disk")
    }

    /// Where a copy of the disk is put, and what it holds taken out.
    pub fn image(&self) -> PathBuf {
        self.folder.join("image")
    }

    /// What the kernel said in the last run.
    pub fn console(&self) -> PathBuf {
        self.folder.join("console")
    }

    /// Lets the machine run until that end. The disk stays as it was. An error is what the machine
    /// said that is not as it should be, after the story of the disk.
    pub fn live(&self, env: &[Setting], end: End, mut story: Story) -> Result<Lived, String> {
        let (run, log) = (self.folder.join("run"), self.folder.join("log"));
        let mut told = story.text.clone().into_bytes();
        let sectors = told.len() as u64 / SECTOR_BYTES + 1;
        told.resize((sectors * SECTOR_BYTES) as usize, b'\n');
        let written = fs::write(self.folder.join("story"), told);
        written.map_err(|error| format!("the story: {error}"))?;
        // The emulator works on a copy: what becomes of the disk is the cache's to say.
        copy(&self.disk(), &run)?;
        empty(&log, LOG_BYTES)?;
        let mut requests = Requests::of(&log)?;
        let mut qemu = self.switch_on(env)?;
        let stdout = qemu.stdout.take().ok_or("no output")?;
        let (tell, said) = mpsc::channel();
        let reader = std::thread::spawn(move || read_lines(stdout, &tell));
        let mut lines = Vec::new();
        let heard = listen(&said, end, |line| {
            requests.read_on()?;
            lines.push((requests.flushes(), line.to_owned()));
            story.tell(line)
        });
        let killed = qemu.kill().and_then(|()| qemu.wait());
        killed.map_err(|error| format!("the end of the emulator: {error}"))?;
        requests.read_on()?;
        // What was on its way when the power failed was said before.
        let late = said.iter().filter(|line| is_of_story(line));
        lines.extend(late.map(|line| (requests.flushes(), line)));
        reader.join().map_err(|_| "the reader panicked".to_owned())?;
        heard?;
        fs::remove_file(&run).map_err(|error| format!("{}: {error}", run.display()))?;
        Ok(Lived { requests, lines })
    }

    /// Makes the disk what a power cut in its last life leaves.
    pub fn settle(
        &self,
        requests: &Requests,
        cut: Cut,
        random: &mut Random,
    ) -> Result<Settled, String> {
        requests.settle(cut, &self.disk(), random)
    }

    /// The same with a copy of the disk.
    pub fn settle_copy(
        &self,
        requests: &Requests,
        cut: Cut,
        random: &mut Random,
    ) -> Result<Settled, String> {
        copy(&self.disk(), &self.image())?;
        requests.settle(cut, &self.image(), random)
    }

    fn switch_on(&self, env: &[Setting]) -> Result<Child, String> {
        let file = |name: &str| {
            let path = self.folder.join(name);
            format!("driver=file,node-name={name},filename={}", path.display())
        };
        let words: Vec<String> =
            env.iter().map(|(name, value)| format!("{name}={value}")).collect();
        // What the host holds of its own files outlives the emulator, so they need no syncs.
        let unsynced = "cache.no-flush=on";
        Command::new("setpriv")
            .args(["--pdeathsig", "KILL", "qemu-system-x86_64", "-accel", "tcg", "-cpu", "max"])
            .args(["-m", "320", "-nodefaults", "-no-user-config", "-no-reboot"])
            .args(["-display", "none", "-kernel"])
            .arg(self.parts.join("vmlinuz"))
            .arg("-initrd")
            .arg(self.parts.join("initramfs"))
            .args(["-append", &format!("{KERNEL_OPTIONS} {}", words.join(" "))])
            .args(["-serial", &format!("file:{}", self.console().display())])
            // One thread for all files: what the log holds is then never with a gap.
            .args(["-object", "main-loop,id=main-loop,thread-pool-max=1"])
            .args(["-blockdev", &format!("{},{unsynced}", file("run"))])
            .args(["-blockdev", &format!("{},{unsynced}", file("log"))])
            // A slow disk: what was asked of it is still in its cache when the power fails.
            .args(["-object", &format!("throttle-group,id=slow,x-iops-total={WRITES_PER_SECOND}")])
            .args(["-blockdev", "driver=throttle,node-name=slowed,throttle-group=slow,file=run"])
            .args(["-blockdev", "driver=blklogwrites,node-name=logged,file=slowed,log=log"])
            .args(["-device", "virtio-blk-pci,drive=logged,write-cache=on"])
            .args(["-blockdev", &format!("{},read-only=on", file("story"))])
            .args(["-device", "virtio-blk-pci,drive=story"])
            .args(["-device", "virtio-serial-pci", "-chardev", "stdio,id=said,signal=off"])
            .args(["-device", "virtconsole,chardev=said"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("qemu: {error}"))
    }

    /// Whether the file system, which was closed, is one that its own checker finds nothing in.
    pub fn check_file_system(&self) -> Result<(), String> {
        run(Command::new("e2fsck")
            .args(["-f", "-n"])
            .arg(self.disk())
            .stdout(Stdio::null())
            .stderr(Stdio::null()))
    }
}

/// Listens until the end has come.
fn listen(
    said: &Receiver<String>,
    end: End,
    mut tell: impl FnMut(&str) -> Result<(), String>,
) -> Result<(), String> {
    let mut count = None;
    loop {
        let line = said.recv_timeout(SILENCE_MAX).map_err(|error| match error {
            RecvTimeoutError::Timeout => "the machine is silent",
            RecvTimeoutError::Disconnected => "the machine ended by itself",
        })?;
        if is_of_story(&line) {
            tell(&line)?;
        }
        count = count.map(|count| count + 1).or(line.starts_with("open ").then_some(0));
        let is_over = match end {
            End::Lines(lines) => count == Some(lines),
            End::Done => line == DONE,
        };
        if is_over {
            return Ok(());
        }
    }
}

fn is_of_story(line: &str) -> bool {
    line != BEGIN && line != DONE
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    run(Command::new("cp").arg("--sparse=always").arg(from).arg(to))
}

/// A file of that length that is a hole.
fn empty(path: &Path, len: u64) -> Result<(), String> {
    let made = File::create(path).and_then(|file| file.set_len(len));
    made.map_err(|error| format!("{}: {error}", path.display()))
}

pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}")) }
}
