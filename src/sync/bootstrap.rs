// SPDX-License-Identifier: Apache-2.0
//! A snapshot on its way, as a stream of bytes (`docs/format/snapshot.md`): pages, each with its
//! length and its hash before it, then a length of 0 and the hash of all those hashes.
//!
//! The receiver drives: it says how far the stream may be sent, and asks again for what did not
//! come. The stream is the same however often a part of it is sent. Both sides hold a window and a
//! page of it.

use std::collections::{BTreeMap, VecDeque};

use crate::base::error::{Result, invalid};
use crate::base::limits::{SNAPSHOT_PAGE_BYTES_MAX, SNAPSHOT_WINDOW_BYTES};

const HASH_BYTES: usize = 32;
/// Length and hash.
const HEAD_BYTES: usize = 8 + HASH_BYTES;

/// The sender's side.
#[derive(Debug, Default)]
pub struct Outgoing {
    /// Pages that the receiver may still ask for, with their places in the stream.
    pages: VecDeque<(u64, Vec<u8>)>,
    /// Where the next page comes.
    end: u64,
    cursor: u64,
    until: u64,
    round: u32,
    hasher: blake3::Hasher,
    is_ended: bool,
}

impl Outgoing {
    /// The receiver has everything before `from` and takes what is before `until`. In a new round
    /// it has missed something: all of that is sent again.
    pub fn want(&mut self, round: u32, from: u64, until: u64) {
        if from > self.end || round < self.round {
            return;
        }
        if round > self.round {
            self.cursor = from.max(self.pages.front().map_or(self.end, |(at, _)| *at));
            self.until = 0;
        }
        self.round = round;
        self.until = self.until.max(until.min(from.saturating_add(SNAPSHOT_WINDOW_BYTES)));
        while self.pages.front().is_some_and(|(at, bytes)| at + bytes.len() as u64 <= from) {
            self.pages.pop_front();
        }
        self.cursor = self.cursor.max(from);
    }

    /// Whether the next page is to be pushed, or the end.
    pub fn wants_page(&self) -> bool {
        self.cursor == self.end && self.has_more()
    }

    /// Whether there is something to send.
    pub fn has_more(&self) -> bool {
        self.cursor < self.until && !(self.is_ended && self.cursor == self.end)
    }

    /// Whether the receiver has all of it.
    pub fn is_done(&self) -> bool {
        self.is_ended && self.pages.is_empty()
    }

    /// Adds a page; None when there are no more.
    pub fn push(&mut self, page: Option<&[u8]>) {
        let mut bytes = Vec::new();
        if let Some(page) = page {
            let hash = *blake3::hash(page).as_bytes();
            self.hasher.update(&hash);
            bytes.reserve_exact(HEAD_BYTES + page.len());
            bytes.extend_from_slice(&(page.len() as u64).to_le_bytes());
            bytes.extend_from_slice(&hash);
            bytes.extend_from_slice(page);
        } else {
            bytes.extend_from_slice(&0u64.to_le_bytes());
            bytes.extend_from_slice(self.hasher.finalize().as_bytes());
            self.is_ended = true;
        }
        let len = bytes.len() as u64;
        self.pages.push_back((self.end, bytes));
        self.end += len;
    }

    /// The next piece with its place, at most so many bytes of it.
    pub fn take(&mut self, bytes_max: usize) -> Option<(u64, Vec<u8>)> {
        let allowed = self.until.saturating_sub(self.cursor);
        let (at, bytes) =
            self.pages.iter().find(|(at, bytes)| self.cursor < at + bytes.len() as u64)?;
        let rest = bytes.get(usize::try_from(self.cursor.checked_sub(*at)?).ok()?..)?;
        let len = rest.len().min(bytes_max).min(usize::try_from(allowed).unwrap_or(usize::MAX));
        let piece = rest.get(..len).filter(|piece| !piece.is_empty())?.to_vec();
        let from = self.cursor;
        self.cursor += len as u64;
        Some((from, piece))
    }
}

/// What a look at the incoming stream gives.
#[derive(Debug, PartialEq, Eq)]
pub enum Arrived {
    /// More has to come first.
    Nothing,
    /// A page whose hash is right.
    Page(Vec<u8>),
    /// Everything has come.
    All,
}

/// The receiver's side.
#[derive(Debug, Default)]
pub struct Incoming {
    /// Where `front` ends in the stream.
    at: u64,
    /// What has come of the page that is next.
    front: Vec<u8>,
    /// Pieces behind a gap.
    ahead: BTreeMap<u64, Vec<u8>>,
    hasher: blake3::Hasher,
}

impl Incoming {
    /// Up to where the stream has come without a gap.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Where the first gap ends; None when nothing has come behind one.
    pub fn gap_end(&self) -> Option<u64> {
        self.ahead.keys().next().copied()
    }

    /// Takes a piece. Returns whether the stream goes further than before; what nobody asked for
    /// is dropped.
    pub fn take(&mut self, at: u64, piece: Vec<u8>) -> bool {
        let end = at.saturating_add(piece.len() as u64);
        if end <= self.at || end > self.at.saturating_add(SNAPSHOT_WINDOW_BYTES) {
            return false;
        }
        self.ahead.insert(at, piece);
        let before = self.at;
        while let Some((at, piece)) = self.ahead.pop_first() {
            if at > self.at {
                self.ahead.insert(at, piece);
                break;
            }
            let known = usize::try_from(self.at - at).unwrap_or(usize::MAX);
            let fresh = piece.get(known..).unwrap_or_default();
            self.front.extend_from_slice(fresh);
            self.at += fresh.len() as u64;
        }
        self.at > before
    }

    /// The next whole page, if it is there.
    ///
    /// Errors: `InvalidArgument` for a page that is too long, and for a hash that does not fit.
    pub fn arrived(&mut self) -> Result<Arrived> {
        let Some((head, rest)) = self.front.split_at_checked(HEAD_BYTES) else {
            return Ok(Arrived::Nothing);
        };
        let (len, hash) = head.split_at_checked(8).unwrap_or_default();
        let len = len.first_chunk().map_or(0, |len| u64::from_le_bytes(*len));
        if len == 0 {
            return match hash == self.hasher.finalize().as_bytes() {
                true => Ok(Arrived::All),
                false => Err(invalid(MESSAGE, "the hash of all pages does not fit")),
            };
        }
        if len > SNAPSHOT_PAGE_BYTES_MAX {
            let context = format!("page of {len} bytes, allowed are {SNAPSHOT_PAGE_BYTES_MAX}");
            return Err(invalid(MESSAGE, context));
        }
        let Some(page) = usize::try_from(len).ok().and_then(|len| rest.get(..len)) else {
            return Ok(Arrived::Nothing);
        };
        if blake3::hash(page).as_bytes() != hash {
            return Err(invalid(MESSAGE, "the hash of a page does not fit"));
        }
        self.hasher.update(hash);
        let page = page.to_vec();
        self.front.drain(..HEAD_BYTES + page.len());
        Ok(Arrived::Page(page))
    }
}

const MESSAGE: &str = "invalid snapshot";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::Random;

    fn pages(count: usize) -> Vec<Vec<u8>> {
        (0..count).map(|at| vec![at as u8; 1 + at * 37 % 300]).collect()
    }

    #[test]
    fn everything_arrives_through_loss_repetition_and_reordering() {
        for seed in 0..50 {
            let mut random = Random::new(seed);
            let pages = pages(20);
            let (mut out, mut into) = (Outgoing::default(), Incoming::default());
            let (mut left, mut got, mut round) = (pages.iter(), Vec::new(), 0);
            let mut under_way: Vec<(u64, Vec<u8>)> = Vec::new();
            'stream: loop {
                round += 1;
                let until = into.gap_end().unwrap_or(into.at() + random.up_to(500) + 1);
                out.want(round, into.at(), until);
                while out.has_more() {
                    if out.wants_page() {
                        out.push(left.next().map(Vec::as_slice));
                    }
                    let Some(piece) = out.take(1 + random.up_to(90) as usize) else { break };
                    under_way.extend((0..random.up_to(2)).map(|_| piece.clone()));
                }
                while !under_way.is_empty() {
                    let at = random.up_to(under_way.len() as u64 - 1) as usize;
                    let (at, piece) = under_way.swap_remove(at);
                    into.take(at, piece);
                    loop {
                        match into.arrived().unwrap() {
                            Arrived::Page(page) => got.push(page),
                            Arrived::Nothing => break,
                            Arrived::All => break 'stream,
                        }
                    }
                }
            }
            assert_eq!(got, pages);
            out.want(round + 1, into.at(), into.at() + 1);
            assert!(out.is_done() && !out.has_more());
        }
    }

    #[test]
    fn a_wrong_hash_is_an_error_wherever_it_is() {
        let mut out = Outgoing::default();
        out.want(1, 0, 1 << 16);
        let mut bytes = Vec::new();
        let mut left = pages(3).into_iter();
        while out.has_more() {
            if out.wants_page() {
                out.push(left.next().as_deref());
            }
            bytes.extend(out.take(1 << 16).unwrap().1);
        }
        let read = |bytes: &[u8]| {
            let mut into = Incoming::default();
            into.take(0, bytes.to_vec());
            loop {
                match into.arrived() {
                    Ok(Arrived::Page(_)) => {}
                    other => break other,
                }
            }
        };
        assert_eq!(read(&bytes).unwrap(), Arrived::All);
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            assert_ne!(read(&bytes).unwrap_or(Arrived::Nothing), Arrived::All, "byte {at}");
        }
    }

    #[test]
    fn no_more_is_held_than_was_asked_for() {
        let mut into = Incoming::default();
        assert!(!into.take(SNAPSHOT_WINDOW_BYTES, vec![1]));
        assert!(!into.take(u64::MAX, vec![1]));
        assert_eq!(into.gap_end(), None);
        let mut out = Outgoing::default();
        out.want(1, 0, u64::MAX);
        out.push(Some(&vec![7; 3 * SNAPSHOT_WINDOW_BYTES as usize]));
        let mut sent = 0;
        while let Some((_, piece)) = out.take(1 << 12) {
            sent += piece.len() as u64;
        }
        assert_eq!(sent, SNAPSHOT_WINDOW_BYTES);
    }
}
