// SPDX-License-Identifier: Apache-2.0
//! Reads what the tracer wrote: every call by which a process changes files, in order.

use std::collections::HashMap;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::kill::life::{CHILD, Life, PREFIX};

/// All that change files or make changes last, and what the process says. A call of another name
/// that did so would be missed, so those that the engine does not use are listed as well.
const TRACED: &str = "openat,open,creat,pwrite64,pwritev,pwritev2,write,writev,ftruncate,truncate,\
    fallocate,fdatasync,fsync,msync,sync,syncfs,rename,renameat,renameat2,link,linkat,unlink,\
    unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile";

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// A file was opened that may have been made by it.
    Create(PathBuf),
    Write {
        path: PathBuf,
        at: u64,
        bytes: Vec<u8>,
    },
    SetLen {
        path: PathBuf,
        len: u64,
    },
    /// The file is at least that long.
    Reserve {
        path: PathBuf,
        len: u64,
    },
    /// A thread begins to sync a file or folder. What is written from here on need not be in it.
    SyncBegins {
        thread: u64,
        path: PathBuf,
    },
    SyncDone {
        thread: u64,
    },
    MakeFolder(PathBuf),
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove(PathBuf),
    /// The process says something of what it was answered.
    Said(String),
}

/// Lets a child live until one of its threads has written `writes` times, and returns what it did.
pub fn record(life: &Life, trace: &Path, writes: u64) -> Result<Vec<Call>, String> {
    let status = Command::new("strace")
        .args(["-f", "-qq", "-y", "-xx", "-s", "67108864", "-o"])
        .arg(trace)
        .args(["-e", &format!("trace={TRACED}"), "-e"])
        .arg(format!("inject=pwrite64:signal=KILL:when={writes}"))
        .arg(std::env::current_exe().unwrap())
        .args(CHILD)
        .envs(life.env())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("strace: {error}"))?;
    if status.signal().is_none() {
        return Err(format!("the child ended with {status}"));
    }
    read(&std::fs::read_to_string(trace).map_err(|error| error.to_string())?)
}

/// The calls of a trace. Other threads' calls may begin and end while one is under way: what a call
/// does is done when it ends, and a sync covers what was done before it began.
pub fn read(trace: &str) -> Result<Vec<Call>, String> {
    let mut begun: HashMap<u64, String> = HashMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let wrong = || format!("the tracer wrote {:.200}", line);
        let (thread, text) = line.trim_start().split_once(' ').ok_or_else(wrong)?;
        let (thread, text) = (thread.parse().map_err(|_| wrong())?, text.trim_start());
        if text.starts_with("+++") || text.starts_with("---") {
            continue;
        }
        if let Some(resumed) = text.strip_prefix("<... ") {
            let (_, rest) = resumed.split_once("resumed>").ok_or_else(wrong)?;
            let whole = begun.remove(&thread).ok_or_else(wrong)? + rest;
            calls.extend(ended(thread, &whole).ok_or_else(wrong)?);
            continue;
        }
        let unfinished = text.strip_suffix("<unfinished ...>");
        let beginning = unfinished.unwrap_or(text);
        calls.extend(begins(thread, beginning).ok_or_else(wrong)?);
        match unfinished {
            Some(text) => _ = begun.insert(thread, text.to_owned()),
            None => calls.extend(ended(thread, text).ok_or_else(wrong)?),
        }
    }
    Ok(calls)
}

/// What counts from the moment a call begins. None if it cannot be read, no calls if nothing does.
fn begins(thread: u64, text: &str) -> Option<Option<Call>> {
    let (name, rest) = text.split_once('(')?;
    Some(match name {
        "fdatasync" | "fsync" => file(rest)?.map(|path| Call::SyncBegins { thread, path }),
        // The answer came before it was told, whether or not anybody hears of it.
        "write" if rest.starts_with("1<") => {
            let said = String::from_utf8(bytes_in(rest)?).ok()?;
            said.strip_prefix(PREFIX).map(|said| Call::Said(said.trim_end().to_owned()))
        }
        _ => None,
    })
}

/// What a call did that ended. None if it cannot be read.
fn ended(thread: u64, text: &str) -> Option<Option<Call>> {
    let (name, rest) = text.split_once('(')?;
    let (arguments, answer) = rest.rsplit_once(" = ")?;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let is_done = answer.starts_with(|first: char| first.is_ascii_digit());
    if !is_done {
        // A sync that failed or was cut off makes nothing last; the rest was not done.
        return Some(None);
    }
    let number = |from_last: usize| arguments.rsplit(", ").nth(from_last)?.trim().parse().ok();
    Some(match name {
        "openat" if arguments.contains("O_CREAT") => Some(Call::Create(file(answer)??)),
        "openat" => None,
        "pwrite64" => {
            let (mut bytes, at) = (bytes_in(arguments)?, number(0)?);
            // What a short write left out comes with the next one.
            bytes.truncate(answer.split(' ').next()?.parse().ok()?);
            file(arguments)?.map(|path| Call::Write { path, at, bytes })
        }
        "write" => None,
        "ftruncate" => {
            let len = number(0)?;
            file(arguments)?.map(|path| Call::SetLen { path, len })
        }
        "fallocate" => {
            let len = number(0)? + number(1)?;
            file(arguments)?.map(|path| Call::Reserve { path, len })
        }
        "fdatasync" | "fsync" => Some(Call::SyncDone { thread }),
        "mkdir" => Some(Call::MakeFolder(path_in(arguments)?)),
        "rename" => {
            let (from, to) = arguments.split_once(", ")?;
            Some(Call::Rename { from: path_in(from)?, to: path_in(to)? })
        }
        "unlink" => Some(Call::Remove(path_in(arguments)?)),
        // Of the traced calls, those that the engine is not known to use.
        _ => return None,
    })
}

/// The file behind a descriptor, which the tracer writes behind its number; None inside for one
/// that no name leads to any more.
fn file(text: &str) -> Option<Option<PathBuf>> {
    let (_, rest) = text.split_once('<')?;
    let (path, rest) = rest.split_once('>')?;
    Some(if rest.starts_with("(deleted)") { None } else { Some(path_of(unescaped(path)?)) })
}

fn path_in(text: &str) -> Option<PathBuf> {
    Some(path_of(bytes_in(text)?))
}

fn path_of(bytes: Vec<u8>) -> PathBuf {
    std::ffi::OsString::from_vec(bytes).into()
}

/// The bytes between quotation marks.
fn bytes_in(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once('"')?;
    let (bytes, rest) = rest.split_once('"')?;
    if rest.starts_with("...") { None } else { unescaped(bytes) }
}

/// `\x61\x62` is `ab`.
fn unescaped(text: &str) -> Option<Vec<u8>> {
    let mut pairs = text.split("\\x");
    let first = pairs.next()?;
    let bytes: Option<_> = pairs.map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
    if first.is_empty() { bytes } else { None }
}
