// SPDX-License-Identifier: Apache-2.0
//! Parts of a section that need a process of their own: to read memory use, which others' freed
//! memory would blur, or to be killed.

use std::error::Error;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::table::Table;
use crate::{Outcome, Scale};

/// What stands before the name of the section and its arguments.
pub const CHILD: &str = "--child";

/// This program again, for a part of `section`.
fn command(section: &str, scale: Scale, arguments: &[&OsStr]) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    if scale.of(0, 1) == 1 {
        command.arg("--quick");
    }
    command.arg(CHILD).arg(section).args(arguments);
    Ok(command)
}

/// Runs a child to its end and takes over its facts: a name and a value per line.
pub fn facts(
    section: &str,
    scale: Scale,
    arguments: &[&OsStr],
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let output = command(section, scale, arguments)?.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    for line in String::from_utf8(output.stdout)?.lines() {
        if let Some((name, value)) = line.split_once('\t') {
            table.fact(name, value.to_owned());
        }
    }
    Ok(())
}

/// Runs a child until it says with [`ready_to_die`] that it is done, and kills it.
pub fn killed(section: &str, scale: Scale, arguments: &[&OsStr]) -> Outcome {
    let mut child =
        command(section, scale, arguments)?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    if let Some(stdout) = child.stdout.take() {
        BufReader::new(stdout).read_line(&mut line)?;
    }
    child.kill()?;
    child.wait()?;
    if line.trim_end() != READY {
        return Err(format!("the child of {section} ended before it was killed").into());
    }
    Ok(())
}

const READY: &str = "ready";

/// Tells the parent to kill this process, and waits for it; ends as well when the parent is gone.
pub fn ready_to_die() -> Outcome {
    println!("{READY}");
    std::io::stdout().flush()?;
    std::io::stdin().read_line(&mut String::new())?;
    Err("not killed".into())
}
