// SPDX-License-Identifier: Apache-2.0
//! Inside the machine: a look at what the last life left, then a life.

use std::path::Path;

use softadastra::base::random::Random;

use super::story::{LIFE, LOOKED, Story};
use crate::kill::child;
use crate::kill::life::Life;
use crate::kill::{check, number_from_env};

/// Where the machine finds its database, with the disk's own place in front, and the story of it.
pub const DATABASE: &str = "data/node-a.wal";
pub const DISK: &str = "/disk";
pub const STORY: &str = "/dev/vdb";
/// The seed of a look; without it there is none.
pub const LOOK: &str = "SDA_MACHINE_LOOK";
/// The first word of what a look says that found something wrong.
pub const WRONG: &str = "wrong";

pub fn run() {
    // The harness has begun a line of its own.
    println!();
    if std::env::var_os(LOOK).is_some() {
        match look(number_from_env(LOOK, 0)) {
            Ok(lines) => lines.iter().for_each(|line| child::say(line)),
            Err(what) => return child::say(&format!("{WRONG} {}", what.replace('\n', " "))),
        }
    }
    if let Some(life) = Life::from_env() {
        child::say(LIFE);
        child::run(life);
    }
}

/// Compares the disk with the story. Returns what the story goes on with: writes that nobody had
/// heard of and that have to stay from now on, and that it was looked.
fn look(seed: u64) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(STORY).map_err(|error| format!("{STORY}: {error}"))?;
    let mut ledger = Story::of(&text)?.ledger;
    let heard: Vec<u64> = ledger.own.keys().copied().collect();
    let seen =
        check::reopened(&Path::new(DISK).join(DATABASE), &mut ledger, &mut Random::new(seed))?;
    let mut lines = Vec::new();
    for (seq, own) in &ledger.own {
        if heard.binary_search(seq).is_ok() {
            continue;
        }
        let key = &own.key;
        let what = match &own.value {
            None => format!("D {key} - 0"),
            Some(value) => {
                // The look has made sure that the value tells its key, its token and its length.
                let head = String::from_utf8_lossy(&value[..value.len().min(100)]).into_owned();
                let words: Vec<&str> = head.split(' ').collect();
                format!("P {key} {} {}", words[1], words[2])
            }
        };
        lines.push(format!("own {} {seq} {what}", own.version));
    }
    lines.push(format!("{LOOKED} {} {}", seen.unanswered, seen.cut_bytes));
    Ok(lines)
}
