// SPDX-License-Identifier: Apache-2.0
//! Starts a process, talks with it, and kills it.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Before everything that the process says; the test harness in it says something too.
pub const PREFIX: &str = "! ";
/// A process that says nothing for this long hangs.
const SILENCE_MAX: Duration = Duration::from_secs(120);

/// What a process is told at its start.
pub struct Start {
    pub name: String,
    pub log: PathBuf,
    /// The address that it serves.
    pub host: String,
    /// Whom it calls, and where.
    pub peers: Vec<(String, SocketAddr)>,
    pub seed: u64,
    /// So many files may it open; None for as many as the test.
    pub files_max: Option<u32>,
}

impl Start {
    pub fn from_env() -> Option<Self> {
        let text = |name: &str| std::env::var(name).ok();
        let peers = text("SDA_MEMBER_PEERS")?;
        let peers = peers.split(',').filter_map(|peer| peer.split_once('='));
        Some(Self {
            name: text("SDA_MEMBER_NAME")?,
            log: text("SDA_MEMBER_LOG")?.into(),
            host: text("SDA_MEMBER_HOST")?,
            peers: peers.map(|(name, at)| (name.to_owned(), at.parse().unwrap())).collect(),
            seed: text("SDA_MEMBER_SEED")?.parse().ok()?,
            files_max: None,
        })
    }

    fn command(&self) -> Command {
        let own = std::env::current_exe().unwrap();
        let mut command = match self.files_max {
            None => Command::new(own),
            Some(files_max) => {
                let mut shell = Command::new("sh");
                shell.arg("-c").arg(format!("ulimit -n {files_max}; exec \"$0\" \"$@\"")).arg(own);
                shell
            }
        };
        let peers: Vec<_> = self.peers.iter().map(|(name, at)| format!("{name}={at}")).collect();
        command
            .args(["--exact", "member_child", "--ignored", "--nocapture", "--test-threads=1"])
            .env("SDA_MEMBER_NAME", &self.name)
            .env("SDA_MEMBER_LOG", &self.log)
            .env("SDA_MEMBER_HOST", &self.host)
            .env("SDA_MEMBER_PEERS", peers.join(","))
            .env("SDA_MEMBER_SEED", self.seed.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        command
    }
}

/// What a process answers when it is asked.
#[derive(Debug, PartialEq, Eq)]
pub struct State {
    /// Operations that are not acknowledged by all, or were given up.
    pub work: u64,
    pub digest: String,
    pub len: u64,
}

/// A process that runs.
pub struct Process {
    child: Child,
    input: Option<ChildStdin>,
    said: Receiver<String>,
    /// Where it serves.
    pub at: SocketAddr,
    written: Vec<(String, String)>,
}

impl Process {
    /// Starts one, and waits until it serves.
    pub fn start(start: &Start) -> Self {
        let mut child = start.command().spawn().unwrap();
        let (tell, said) = channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if let Some(line) = line.strip_prefix(PREFIX)
                    && tell.send(line.to_owned()).is_err()
                {
                    return;
                }
            }
        });
        let (input, at) = (child.stdin.take(), SocketAddr::from(([0; 4], 0)));
        let mut process = Self { child, input, said, at, written: Vec::new() };
        let port = process.answer("port ");
        process.at = SocketAddr::new(start.host.parse().unwrap(), port.parse().unwrap());
        process
    }

    pub fn tell(&mut self, line: &str) {
        // One that has ended is found out by what it does not answer.
        let _ = self.input.as_mut().unwrap().write_all(format!("{line}\n").as_bytes());
    }

    pub fn ask(&mut self) -> State {
        self.tell("ask");
        let answer = self.answer("state ");
        let [work, digest, len] = answer.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{answer}")
        };
        let number = |text: &str| text.parse().unwrap();
        State { work: number(work), digest: digest.to_owned(), len: number(len) }
    }

    /// Ends it in order. What it wrote.
    pub fn close(mut self) -> Vec<(String, String)> {
        self.tell("close");
        assert!(self.answer("closed").is_empty());
        assert!(self.child.wait().unwrap().success());
        std::mem::take(&mut self.written)
    }

    /// Kills it. What it wrote, also what is read only now: it was said after the write.
    pub fn kill(mut self) -> Vec<(String, String)> {
        self.end();
        while let Ok(line) = self.said.recv() {
            self.note(&line);
        }
        std::mem::take(&mut self.written)
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// The rest of the next line with that beginning.
    fn answer(&mut self, beginning: &str) -> String {
        loop {
            let line = self.said.recv_timeout(SILENCE_MAX).expect("the process ended or hangs");
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.to_owned();
            }
            self.note(&line);
        }
    }

    fn note(&mut self, line: &str) {
        assert!(!line.starts_with("error "), "{line}");
        if let Some((key, value)) = line.strip_prefix("own ").and_then(|own| own.split_once(' ')) {
            self.written.push((key.to_owned(), value.to_owned()));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}
