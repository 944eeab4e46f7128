// SPDX-License-Identifier: Apache-2.0
//! Starts the emulated machine, listens at its console, and ends it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use softadastra::base::random::Random;

use super::cache::{self, Left, SECTOR_BYTES, Settled};
use super::story::Story;
use crate::kill::life::read_lines;

/// A machine that says nothing for this long hangs. It is emulated, perhaps on a busy computer.
const SILENCE_MAX: Duration = Duration::from_secs(240);
const DISK_BYTES: u64 = 256 << 20;
/// Room for the log of a life; what is not used takes up none.
const LOG_BYTES: u64 = 8 << 30;
/// So few that most of the time something is under way to the disk.
const WRITES_PER_SECOND: u64 = 40;
/// What the machine says before it opens the file system, and when that is closed again.
pub const BEGIN: &str = "begin";
pub const DONE: &str = "done";

/// When the power fails.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// That long after the machine was about to open its file system.
    Opening(Duration),
    /// That long after the writing process, which has opened its database, has said that many lines.
    Lines(u64, Duration),
    /// Not: the machine ends by itself.
    Never,
}

/// What the machine is told when it is switched on.
pub struct Start {
    /// What is known of its disk.
    pub story: String,
    pub env: Vec<(&'static str, String)>,
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

    /// What the kernel said in the last run.
    pub fn console(&self) -> PathBuf {
        self.folder.join("console")
    }

    /// Lets the machine run until that moment, and tells the story what it says. Then the disk is
    /// what its cache leaves. An error is what the machine said that is not as it should be.
    pub fn live(
        &self,
        start: Start,
        moment: Moment,
        (left, random): (Left, &mut Random),
        story: &mut Story,
    ) -> Result<Settled, String> {
        let (run, log) = (self.folder.join("run"), self.folder.join("log"));
        let mut told = start.story.into_bytes();
        let sectors = told.len() as u64 / SECTOR_BYTES + 1;
        told.resize((sectors * SECTOR_BYTES) as usize, b'\n');
        let written = fs::write(self.folder.join("story"), told);
        written.map_err(|error| format!("the story: {error}"))?;
        // The emulator works on a copy: what becomes of the disk is the cache's to say.
        self::run(Command::new("cp").arg("--sparse=always").arg(self.disk()).arg(&run))?;
        empty(&log, LOG_BYTES)?;
        let mut qemu = self.switch_on(&start.env)?;
        let stdout = qemu.stdout.take().ok_or("no output")?;
        let (tell, said) = mpsc::channel();
        let reader = std::thread::spawn(move || read_lines(stdout, &tell));
        let heard = listen(&said, moment, story);
        let killed = qemu.kill().and_then(|()| qemu.wait());
        killed.map_err(|error| format!("the end of the emulator: {error}"))?;
        // What was on its way when the power failed was said before.
        let heard = said.iter().fold(heard, |heard, line| heard.and_then(|()| note(&line, story)));
        reader.join().map_err(|_| "the reader panicked".to_owned())?;
        heard?;
        let settled = cache::settle(&log, &self.disk(), left, random)?;
        fs::remove_file(&run).map_err(|error| format!("{}: {error}", run.display()))?;
        Ok(settled)
    }

    fn switch_on(&self, env: &[(&str, String)]) -> Result<Child, String> {
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
            .args(["-append", &format!("console=ttyS0 quiet panic=-1 {}", words.join(" "))])
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

/// Listens until the moment has come.
fn listen(said: &Receiver<String>, moment: Moment, story: &mut Story) -> Result<(), String> {
    let mut end = None;
    let mut lines = None;
    loop {
        let wait = end.map_or(SILENCE_MAX, |end: Instant| end.duration_since(Instant::now()));
        let line = match said.recv_timeout(wait) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) if end.is_some() => return Ok(()),
            Err(RecvTimeoutError::Timeout) => return Err("the machine is silent".to_owned()),
            Err(RecvTimeoutError::Disconnected) => {
                return Err("the machine ended by itself".to_owned());
            }
        };
        note(&line, story)?;
        lines = lines.map(|lines| lines + 1).or(line.starts_with("open ").then_some(0));
        match moment {
            Moment::Opening(span) if line == BEGIN => end = Some(Instant::now() + span),
            Moment::Lines(count, span) if lines == Some(count) => end = Some(Instant::now() + span),
            Moment::Never if line == DONE => return Ok(()),
            Moment::Opening(_) | Moment::Lines(..) | Moment::Never => {}
        }
        if end.is_some_and(|end| end <= Instant::now()) {
            return Ok(());
        }
    }
}

fn note(line: &str, story: &mut Story) -> Result<(), String> {
    if line == BEGIN || line == DONE { Ok(()) } else { story.tell(line) }
}

/// A file of that length that is a hole.
fn empty(path: &Path, len: u64) -> Result<(), String> {
    let made = File::create(path).and_then(|file| file.set_len(len));
    made.map_err(|error| format!("{}: {error}", path.display()))
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}")) }
}
