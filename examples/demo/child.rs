// SPDX-License-Identifier: Apache-2.0
//! A node as the parent sees it: a process that can be started, spoken to and killed.

use std::io::BufReader;
use std::path::PathBuf;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::Sender;

use crate::wire::{self, FromNode, ToNode};
use crate::{Outcome, Sabotage};

/// Something from a node.
#[derive(Debug)]
pub enum Event {
    /// It said something.
    Said(FromNode),
    /// It is gone; everything that it said before was passed on.
    Gone,
}

/// How to start a node, and the process when it runs.
pub struct Child {
    pub name: &'static str,
    number: usize,
    log: PathBuf,
    seed: u64,
    sabotage: Option<Sabotage>,
    tell: Sender<(usize, Event)>,
    running: Option<(std::process::Child, ChildStdin)>,
}

impl Child {
    /// Does not start it yet.
    pub fn new(
        number: usize,
        name: &'static str,
        log: PathBuf,
        seed: u64,
        sabotage: Option<Sabotage>,
        tell: Sender<(usize, Event)>,
    ) -> Self {
        Self { name, number, log, seed, sabotage, tell, running: None }
    }

    /// Starts the process.
    pub fn start(&mut self) -> Outcome<()> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--node", self.name, "--seed", &self.seed.to_string(), "--log"]);
        command.arg(&self.log);
        if let Some(sabotage) = self.sabotage {
            command.args(["--sabotage", sabotage.name()]);
        }
        // Salts and jitter of the next life differ.
        self.seed += 1;
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err("a node without pipes".into());
        };
        self.running = Some((process, input));
        let (number, tell) = (self.number, self.tell.clone());
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut is_heard = true;
            while is_heard {
                is_heard = match wire::receive::<FromNode>(&mut output) {
                    Ok(Some(message)) => tell.send((number, Event::Said(message))).is_ok(),
                    _ => false,
                };
            }
            // Nobody listens when the story is over.
            let _ = tell.send((number, Event::Gone));
        });
        Ok(())
    }

    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Tells it something.
    pub fn tell(&mut self, message: &ToNode) -> Outcome<()> {
        match &mut self.running {
            Some((_, input)) => wire::send(input, message),
            None => Err(format!("{} does not run", self.name).into()),
        }
    }

    /// SIGKILL: nothing of it runs any more when this returns.
    pub fn kill(&mut self) -> Outcome<()> {
        if let Some((mut process, _)) = self.running.take() {
            process.kill()?;
            process.wait()?;
        }
        Ok(())
    }

    /// Ends it in order and waits.
    pub fn close(&mut self) -> Outcome<()> {
        self.tell(&ToNode::Close)?;
        match self.running.take() {
            Some((mut process, input)) => {
                drop(input);
                let status = process.wait()?;
                if status.success() {
                    Ok(())
                } else {
                    Err(format!("{}: {status}", self.name).into())
                }
            }
            None => Ok(()),
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // After a failure: no process may outlive the story.
        let _ = self.kill();
    }
}
