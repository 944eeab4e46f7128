// SPDX-License-Identifier: Apache-2.0
//! Starts a child, listens, and kills it.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::ledger::Ledger;

/// Before everything that the child says; the test harness in it says something too.
pub const PREFIX: &str = "! ";
/// A child that says nothing for this long hangs.
const SILENCE_MAX: Duration = Duration::from_secs(60);
const SIGKILL: i32 = 9;
/// Arguments with which a test program is the child.
pub const CHILD: [&str; 5] =
    ["--exact", "kill_child", "--ignored", "--nocapture", "--test-threads=1"];

/// What a child is told at its start.
#[derive(Debug)]
pub struct Life {
    pub log: PathBuf,
    pub seed: u64,
    pub number: u64,
    /// The first operation of the peer that this life has not been told to hold.
    pub next_remote: u64,
}

impl Life {
    pub fn from_env() -> Option<Self> {
        let number = |name: &str| std::env::var(name).ok()?.parse().ok();
        Some(Self {
            log: std::env::var_os("SDA_KILL_LOG")?.into(),
            seed: number("SDA_KILL_SEED")?,
            number: number("SDA_KILL_LIFE")?,
            next_remote: number("SDA_KILL_REMOTE")?,
        })
    }

    /// What [`Life::from_env`] reads in the child.
    pub fn env(&self) -> [(&'static str, OsString); 4] {
        [
            ("SDA_KILL_LOG", self.log.clone().into()),
            ("SDA_KILL_SEED", self.seed.to_string().into()),
            ("SDA_KILL_LIFE", self.number.to_string().into()),
            ("SDA_KILL_REMOTE", self.next_remote.to_string().into()),
        ]
    }

    fn start(&self, end: End) -> Child {
        let program = std::env::current_exe().unwrap();
        let mut command = match end {
            End::Call(call, count) => {
                let mut command = Command::new("strace");
                command.args(["-f", "-qq", "-o", "/dev/null", "-e"]);
                command.arg(format!("trace={call}")).arg("-e");
                command.arg(format!("inject={call}:signal=KILL:when={count}")).arg(program);
                command
            }
            End::After(_) | End::Lines(_) => Command::new(program),
        };
        command
            .args(CHILD)
            .envs(self.env())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// When a life ends. No test has all of these.
#[allow(dead_code)]
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// That long after its start.
    After(Duration),
    /// When it has said that many lines.
    Lines(u64),
    /// When one of its threads enters the system call of that name for the so manyth time: before the
    /// call is done. The system's own tracer counts and kills.
    Call(&'static str, u64),
}

/// What was heard of a life.
#[derive(Debug, Default)]
pub struct Lived {
    pub lines: u64,
    pub opened: bool,
}

/// Starts a child, kills it, and notes everything that it said, also what was read only after its
/// end: each line was said after the call it speaks of.
pub fn live(life: &Life, end: End, ledger: &mut Ledger) -> Result<Lived, String> {
    let start = Instant::now();
    let mut child = life.start(end);
    let stdout = child.stdout.take().unwrap();
    let (tell, told) = mpsc::channel();
    let reader = std::thread::spawn(move || read_lines(stdout, &tell));
    let mut lived = Lived::default();
    let mut result = Ok(());
    ledger.begin_life();
    loop {
        let wait = match end {
            End::After(span) => span.saturating_sub(start.elapsed()),
            End::Lines(_) | End::Call(..) => SILENCE_MAX,
        };
        match told.recv_timeout(wait) {
            Ok(line) => {
                result = result.and_then(|()| ledger.note(&line));
                lived.lines += 1;
                lived.opened |= line.starts_with("open ");
            }
            Err(RecvTimeoutError::Timeout) => {
                if !matches!(end, End::After(_)) {
                    result = result.and(Err("the child is silent".to_owned()));
                }
                break;
            }
            Err(RecvTimeoutError::Disconnected) if matches!(end, End::Call(..)) => break,
            Err(RecvTimeoutError::Disconnected) => {
                result = result.and(Err("the child ended by itself".to_owned()));
                break;
            }
        }
        let is_due = match end {
            End::After(span) => start.elapsed() >= span,
            End::Lines(count) => lived.lines >= count,
            End::Call(..) => false,
        };
        if is_due || result.is_err() {
            break;
        }
    }
    let killed = if matches!(end, End::Call(..)) { Ok(()) } else { child.kill() };
    let status = killed.and_then(|()| child.wait()).map_err(|error| format!("kill: {error}"))?;
    if status.signal() != Some(SIGKILL) {
        result = result.and_then(|()| Err(format!("the child ended with {status}")));
    }
    for line in told {
        result = result.and_then(|()| ledger.note(&line));
        lived.lines += 1;
        lived.opened |= line.starts_with("open ");
    }
    reader.join().map_err(|_| "the reader panicked".to_owned())?;
    result.map(|()| lived)
}

/// Passes on whole lines only.
pub fn read_lines(from: impl std::io::Read, tell: &mpsc::Sender<String>) {
    let mut from = BufReader::new(from);
    let mut line = String::new();
    while from.read_line(&mut line).is_ok_and(|len| len > 0) {
        if let Some(said) = line.strip_prefix(PREFIX).and_then(|said| said.strip_suffix('\n'))
            && tell.send(said.to_owned()).is_err()
        {
            return;
        }
        line.clear();
    }
}
