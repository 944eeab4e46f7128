// SPDX-License-Identifier: Apache-2.0
//! Reading a log of format 1, the one of the original (`docs/format/wal-1.md`). Nothing here writes
//! to it; `records.rs` does.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::FORMAT_1_PAYLOAD_BYTES_MAX;
use crate::disk::{Access, Disk, DiskFile};

use super::Position;
use super::claim::Lock;
use super::frame::{take, take_u32, take_u64};
use super::window::{WINDOW_BYTES, Window, failed, first_of};

/// What each record begins with, and so what the file begins with.
pub(super) const MAGIC: [u8; 4] = [0x31, 0x4c, 0x41, 0x57];
pub(super) const VERSION: u32 = 1;
/// Length of what stands before a payload.
const HEADER_BYTES: usize = 30;
/// Length of the checksum behind it.
const SUM_BYTES: usize = 4;
/// The greatest record type; 0 is none.
const KIND_MAX: u8 = 5;
/// The greatest record type that is nothing without a payload.
const MUTATION_MAX: u8 = 3;
const STATUS_MAX: u8 = 3;
/// How often the bytes behind the last good record may go through the checksum while records are
/// looked for there. A torn tail needs once; crafted bytes could ask for any number.
const SEARCH_FACTOR: u64 = 16;

/// What stands at the place of a log.
pub enum Found {
    /// No file.
    Missing,
    /// A file that is no log of format 1.
    Other,
    /// A log of format 1, locked.
    Old(OldLog),
}

/// A log of format 1. The exclusive lock is held as long as this value lives, also when the file
/// gets another name meanwhile; the original knows no lock, so it keeps out only this engine.
pub struct OldLog {
    file: Arc<dyn DiskFile>,
    name: Arc<str>,
    _lock: Lock,
}

/// One record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OldRecord<'a> {
    /// Where it begins.
    pub at: Position,
    /// Its place in the file, counted from 1.
    pub number: u64,
    /// The number that the original gave it: not 0, but neither ascending nor unique.
    pub sequence: u64,
    /// 1 put, 2 update, 3 delete, 4 checkpoint, 5 noop.
    pub kind: u8,
    /// 0 pending, 1 persisted, 2 applied, 3 failed.
    pub status: u8,
    /// When it was appended, in milliseconds since 1970; greater than 0.
    pub timestamp_ms: i64,
    /// What it carries; empty only for checkpoint and noop.
    pub payload: &'a [u8],
}

/// How far a log of format 1 goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OldWalk {
    /// Records.
    pub records: u64,
    /// Where the last one ends, in bytes.
    pub end: u64,
    /// Bytes behind it that are no record: what a crash left of a write.
    pub cut_bytes: u64,
}

/// Looks whether there is a log of format 1, and takes its lock if so.
///
/// Errors: [`Code::Locked`]; [`Code::FileReadError`]; [`Code::FileWriteError`] and
/// [`Code::PermissionDenied`] when it cannot be opened for writing.
pub fn find_old(disk: &dyn Disk, path: &Path) -> Result<Found> {
    let name: Arc<str> = path.to_string_lossy().into();
    let Some(file) = open(disk, path, &name)? else { return Ok(Found::Missing) };
    if !begins_as_format_1(&*file, &name)? {
        return Ok(Found::Other);
    }
    let lock = Lock::take(&file, &name)?;
    // Who held the lock until now may have put another file in its place.
    match open(disk, path, &name)? {
        None => Ok(Found::Missing),
        Some(now) if !begins_as_format_1(&*now, &name)? => Ok(Found::Other),
        Some(_) => Ok(Found::Old(OldLog { file, name, _lock: lock })),
    }
}

fn open(disk: &dyn Disk, path: &Path, name: &str) -> Result<Option<Arc<dyn DiskFile>>> {
    match disk.open(path, Access::Write) {
        Ok(file) => Ok(Some(file)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => {
            Err(Error::from_io(Code::FileWriteError, "failed to open WAL file", name, &cause))
        }
    }
}

fn begins_as_format_1(file: &dyn DiskFile, name: &str) -> Result<bool> {
    let mut bytes = [0; MAGIC.len()];
    let read = file.read_at(&mut bytes, 0).map_err(|cause| failed(name, 0, &cause))?;
    Ok(read == bytes.len() && bytes == MAGIC)
}

impl OldLog {
    /// Hands on every record in order, whatever it means. An error of `take` ends the reading.
    ///
    /// Bytes at the end that are no whole record are a torn tail, unless a whole record stands
    /// behind them: then they are damage.
    ///
    /// Errors: [`Code::Corrupted`] for damage, and for a whole record with fields that the original
    /// never wrote; [`Code::UnsupportedFormat`] for a version, type or status that is not known;
    /// each names position and record. [`Code::FileReadError`]; and those of `take`.
    pub fn read(&self, take: &mut dyn FnMut(&OldRecord<'_>) -> Result<()>) -> Result<OldWalk> {
        let mut walk = OldWalk::default();
        walk.go_on(&*self.file, &self.name, &mut |record| take(record).map(|()| true))?;
        Ok(walk)
    }
}

/// What stands before a payload, as far as it makes a record possible.
#[derive(Clone, Copy, Debug)]
struct Header {
    at: u64,
    sequence: u64,
    kind: u8,
    status: u8,
    timestamp_ms: i64,
    payload_bytes: usize,
}

impl Header {
    /// None: there can be no record here, or not a whole one.
    fn read(window: &mut Window<'_>, at: u64) -> Result<Option<Self>> {
        let bytes = window.get(at, HEADER_BYTES)?;
        let header = Self::parse(bytes, at);
        Ok(header.filter(|header| header.end() <= window.file_bytes))
    }

    fn parse(bytes: &[u8], at: u64) -> Option<Self> {
        let rest = &mut { bytes };
        if take(rest)? != MAGIC || take_u32(rest)? != VERSION {
            return None;
        }
        let sequence = take_u64(rest)?;
        let [kind, status] = take(rest)?;
        let timestamp_ms = take(rest).map(i64::from_le_bytes)?;
        let payload_bytes = usize::try_from(take_u32(rest)?).ok()?;
        let header = Self { at, sequence, kind, status, timestamp_ms, payload_bytes };
        (payload_bytes <= FORMAT_1_PAYLOAD_BYTES_MAX).then_some(header)
    }

    fn payload_at(&self) -> u64 {
        self.at + HEADER_BYTES as u64
    }

    /// Offset behind the checksum.
    fn end(&self) -> u64 {
        self.payload_at() + (self.payload_bytes + SUM_BYTES) as u64
    }

    fn record<'a>(&self, number: u64, payload: &'a [u8]) -> OldRecord<'a> {
        let Self { at, sequence, kind, status, timestamp_ms, .. } = *self;
        OldRecord { at: Position(at), number, sequence, kind, status, timestamp_ms, payload }
    }
}

/// The payload behind a header whose length fits into the file, if the checksum fits.
fn payload_of<'b>(
    window: &'b mut Window<'_>,
    header: &Header,
    large: &'b mut Vec<u8>,
) -> Result<Option<&'b [u8]>> {
    let (at, count) = (header.payload_at(), header.payload_bytes + SUM_BYTES);
    let body = if count <= WINDOW_BYTES {
        window.get(at, count)?
    } else {
        fill(window, at, count, large)?;
        large
    };
    let Some((payload, sum)) = body.split_last_chunk() else { return Ok(None) };
    let is_whole = body.len() == count && sum_of(payload) == u32::from_le_bytes(*sum);
    Ok(is_whole.then_some(payload))
}

/// Reads `count` bytes that the file is known to have.
fn fill(window: &Window<'_>, at: u64, count: usize, out: &mut Vec<u8>) -> Result<()> {
    out.clear();
    out.try_reserve_exact(count).map_err(|cause| {
        let context = format!("{}: byte {at}: {cause}", window.path);
        Error::new(Code::FileReadError, "failed to read WAL file", context)
    })?;
    out.resize(count, 0);
    let held = window.file.read_at(out, at).map_err(|cause| failed(window.path, at, &cause))?;
    if held < count {
        return Err(failed(window.path, at, &io::ErrorKind::UnexpectedEof.into()));
    }
    Ok(())
}

/// FNV-1a, 32 bits: the checksum of format 1, over the payload alone.
pub(super) fn sum_of(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, step)
}

/// Whether the fields are ones that can be understood. The checksum fits, so these bytes were
/// written in full: none of this is ever a torn tail.
pub(super) fn check(record: &OldRecord<'_>) -> std::result::Result<(), (Code, String)> {
    let OldRecord { sequence, kind, status, timestamp_ms, payload, .. } = *record;
    let unknown = |what: String| Err((Code::UnsupportedFormat, what));
    let damaged = |what: String| Err((Code::Corrupted, what));
    if !(1..=KIND_MAX).contains(&kind) {
        return unknown(format!("record type {kind}, known are 1 to {KIND_MAX}"));
    }
    if status > STATUS_MAX {
        return unknown(format!("record status {status}, known are 0 to {STATUS_MAX}"));
    }
    if sequence == 0 {
        return damaged("sequence 0".into());
    }
    if timestamp_ms <= 0 {
        return damaged(format!("timestamp {timestamp_ms} ms"));
    }
    if payload.is_empty() && kind <= MUTATION_MAX {
        return damaged("no payload".into());
    }
    Ok(())
}

impl OldWalk {
    /// Hands on the records behind the ones walked over, until `take` answers false or errs, or the
    /// file ends. Returns whether it ended; what stands behind the last record is judged then.
    pub(super) fn go_on(
        &mut self,
        file: &dyn DiskFile,
        name: &str,
        take: &mut dyn FnMut(&OldRecord<'_>) -> Result<bool>,
    ) -> Result<bool> {
        let mut window = Window::new(file, name)?;
        let mut large = Vec::new();
        while let Some(header) = Header::read(&mut window, self.end)? {
            let Some(payload) = payload_of(&mut window, &header, &mut large)? else { break };
            let record = header.record(self.records + 1, payload);
            check(&record).map_err(|(code, what)| self.refused(name, code, &what))?;
            let goes_on = take(&record)?;
            self.records += 1;
            self.end = header.end();
            if !goes_on {
                return Ok(false);
            }
        }
        if self.end < window.file_bytes {
            self.judge_tail(&mut window, &mut large)?;
            self.cut_bytes = window.file_bytes - self.end;
        }
        Ok(true)
    }

    /// Whether what stands behind the last record can be what a crash left of a write.
    fn judge_tail(&self, window: &mut Window<'_>, large: &mut Vec<u8>) -> Result<()> {
        let start = &mut window.get(self.end, MAGIC.len() + size_of::<u32>())?;
        let is_record = take(start) == Some(MAGIC);
        // A write that was not finished leaves the beginning of this version, or zeros.
        if let Some(version) = take_u32(start)
            && is_record
            && version != VERSION
            && version != 0
        {
            let what = format!("record version {version}, known is {VERSION}");
            return Err(self.refused(window.path, Code::UnsupportedFormat, &what));
        }
        match self.next_whole(window, large)? {
            Some(next) => Err(self.damage(window.path, &format!("record at byte {next}"))),
            None => Ok(()),
        }
    }

    /// Where the next whole record stands behind the place where one is missing.
    fn next_whole(&self, window: &mut Window<'_>, large: &mut Vec<u8>) -> Result<Option<u64>> {
        let mut work_left = (window.file_bytes - self.end).saturating_mul(SEARCH_FACTOR);
        let mut at = self.end + 1;
        loop {
            let piece = window.some(at)?;
            if piece.is_empty() {
                return Ok(None);
            }
            let [first, ..] = MAGIC;
            let Some(skipped) = first_of(piece, first) else {
                at += piece.len() as u64;
                continue;
            };
            at += skipped as u64;
            if let Some(header) = Header::read(window, at)? {
                let Some(left) = work_left.checked_sub(header.end() - at) else {
                    let what = "too much looks like a record to tell";
                    return Err(self.damage(window.path, what));
                };
                work_left = left;
                if payload_of(window, &header, large)?.is_some() {
                    return Ok(Some(at));
                }
            }
            at += 1;
        }
    }

    fn place(&self, path: &str) -> String {
        format!("{path}: record {} at byte {}", self.records + 1, self.end)
    }

    fn damage(&self, path: &str, next: &str) -> Error {
        let context = format!("{}; next valid: {next}", self.place(path));
        Error::new(Code::Corrupted, "WAL file is damaged", context)
    }

    fn refused(&self, path: &str, code: Code, what: &str) -> Error {
        let message = match code {
            Code::Corrupted => "WAL record is damaged",
            _ => "WAL record is not supported",
        };
        Error::new(code, message, format!("{}: {what}", self.place(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::MemoryDisk;

    const PATH: &str = "old.wal";
    const TIME_MS: i64 = 1_700_000_000_000;

    fn hex(text: &str) -> Vec<u8> {
        text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
    }

    /// Sequence 1, put, payload 01 02 03.
    fn put() -> Vec<u8> {
        hex("31 4c 41 57 01 00 00 00 01 00 00 00 00 00 00 00 01 01 00 68 e5 cf 8b 01 00 00 03 00 \
             00 00 01 02 03 ab 37 cf 56")
    }

    /// Sequence 2, noop, no payload.
    fn noop() -> Vec<u8> {
        hex("31 4c 41 57 01 00 00 00 02 00 00 00 00 00 00 00 05 01 00 68 e5 cf 8b 01 00 00 00 00 \
             00 00 c5 9d 1c 81")
    }

    /// Sequence, kind and payload of each record, and the end.
    type Seen = (Vec<(u64, u8, Vec<u8>)>, OldWalk);

    fn read(bytes: &[u8]) -> Result<Seen> {
        let disk = MemoryDisk::new();
        disk.set_bytes(PATH, bytes.to_vec());
        let Found::Old(log) = find_old(&disk, Path::new(PATH))? else { panic!("no old log") };
        let mut seen = Vec::new();
        let walk = log.read(&mut |record| {
            assert_eq!((record.number, record.status), (seen.len() as u64 + 1, 1));
            assert_eq!(record.timestamp_ms, TIME_MS);
            seen.push((record.sequence, record.kind, record.payload.to_vec()));
            Ok(())
        })?;
        assert_eq!(disk.bytes(PATH).unwrap(), bytes);
        Ok((seen, walk))
    }

    fn refusal(bytes: &[u8]) -> Error {
        read(bytes).unwrap_err()
    }

    /// A record with whatever fields and a checksum that fits.
    fn record(version: u32, kind: u8, status: u8, timestamp_ms: i64, payload: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(version.to_le_bytes());
        bytes.extend(3u64.to_le_bytes());
        bytes.extend([kind, status]);
        bytes.extend(timestamp_ms.to_le_bytes());
        bytes.extend((payload.len() as u32).to_le_bytes());
        bytes.extend(payload);
        bytes.extend(sum_of(payload).to_le_bytes());
        bytes
    }

    #[test]
    fn the_checksum_is_the_documented_one() {
        assert_eq!(sum_of(b""), 0x811c_9dc5);
        assert_eq!(sum_of(&[1, 2, 3]), 0x56cf_37ab);
        assert_eq!(sum_of(b"a"), 0xe40c_292c);
    }

    #[test]
    fn golden_records_are_read_as_documented() {
        let bytes = [put(), noop()].concat();
        let (seen, walk) = read(&bytes).unwrap();
        assert_eq!(seen, [(1, 1, vec![1, 2, 3]), (2, 5, vec![])]);
        assert_eq!(walk, OldWalk { records: 2, end: 71, cut_bytes: 0 });
        assert_eq!(record(1, 1, 1, TIME_MS, &[1, 2, 3])[16..], put()[16..]);
    }

    #[test]
    fn every_cut_keeps_the_whole_records_before_it() {
        let bytes = [put(), noop(), put()].concat();
        for len in MAGIC.len()..bytes.len() {
            let (seen, walk) = read(&bytes[..len]).unwrap();
            let whole = [37, 71].into_iter().filter(|end| *end <= len).count();
            assert_eq!(seen.len(), whole, "{len} bytes");
            assert_eq!(walk.end + walk.cut_bytes, len as u64);
        }
    }

    #[test]
    fn a_bad_checksum_at_the_end_is_a_torn_tail_and_damage_elsewhere() {
        let mut torn = [put(), put()].concat();
        torn[37 + 31] ^= 1;
        let (seen, walk) = read(&torn).unwrap();
        assert_eq!((seen.len(), walk.end, walk.cut_bytes), (1, 37, 37));
        torn.extend(noop());
        let error = refusal(&torn);
        assert_eq!((error.code(), error.message()), (Code::Corrupted, "WAL file is damaged"));
        let context = "old.wal: record 2 at byte 37; next valid: record at byte 74";
        assert_eq!(error.context(), context);
    }

    #[test]
    fn zeros_and_junk_at_the_end_are_a_torn_tail() {
        for junk in [vec![0; 5000], vec![0x31; 5000], noop()[..33].to_vec()] {
            let (seen, walk) = read(&[put(), junk.clone()].concat()).unwrap();
            assert_eq!((seen.len(), walk.cut_bytes), (1, junk.len() as u64));
        }
    }

    #[test]
    fn what_is_not_known_is_refused_with_its_place() {
        let cases = [
            (record(2, 1, 1, TIME_MS, b"x"), Code::UnsupportedFormat, "record version 2"),
            (record(1, 0, 1, TIME_MS, b"x"), Code::UnsupportedFormat, "record type 0"),
            (record(1, 6, 1, TIME_MS, b"x"), Code::UnsupportedFormat, "record type 6"),
            (record(1, 1, 4, TIME_MS, b"x"), Code::UnsupportedFormat, "record status 4"),
            (record(1, 1, 1, 0, b"x"), Code::Corrupted, "timestamp 0 ms"),
            (record(1, 3, 1, TIME_MS, b""), Code::Corrupted, "no payload"),
        ];
        for (bytes, code, text) in cases {
            for behind in [vec![], noop()] {
                let error = refusal(&[put(), bytes.clone(), behind].concat());
                assert_eq!(error.code(), code, "{error}");
                let place = format!("{PATH}: record 2 at byte 37: {text}");
                assert!(error.context().starts_with(&place), "{error}");
            }
        }
        let mut nameless = noop();
        nameless[8] = 0;
        assert!(refusal(&nameless).context().ends_with("byte 0: sequence 0"));
    }

    #[test]
    fn a_length_is_believed_only_as_far_as_the_file_goes() {
        for payload_bytes in [(64 << 20) + 1, u32::MAX, 64 << 20, 100] {
            let mut bytes = put();
            bytes[26..30].copy_from_slice(&u32::to_le_bytes(payload_bytes));
            let (seen, walk) = read(&bytes).unwrap();
            assert_eq!((seen.len(), walk.cut_bytes), (0, 37));
        }
    }

    #[test]
    fn a_payload_larger_than_the_window_is_read() {
        let payload = vec![7; 3 * WINDOW_BYTES];
        let bytes = [put(), record(1, 2, 1, TIME_MS, &payload), put()].concat();
        let (seen, walk) = read(&bytes).unwrap();
        assert_eq!((seen.len(), walk.cut_bytes), (3, 0));
        assert_eq!(seen[1].2, payload);
    }

    #[test]
    fn bytes_that_only_look_like_records_end_the_search() {
        let look = &record(1, 1, 1, TIME_MS, &[0; 60_000])[..HEADER_BYTES];
        let error = refusal(&look.repeat(4000));
        assert!(error.context().contains("too much looks like a record"), "{error}");
    }

    #[test]
    fn other_files_are_no_old_logs() {
        let disk = MemoryDisk::new();
        let path = Path::new(PATH);
        assert!(matches!(find_old(&disk, path), Ok(Found::Missing)));
        for bytes in [b"".as_slice(), b"1LA", b"WAL1 and more", &[0; 600]] {
            disk.set_bytes(PATH, bytes.to_vec());
            assert!(matches!(find_old(&disk, path), Ok(Found::Other)), "{bytes:?}");
        }
    }

    #[test]
    fn it_is_locked_while_it_is_looked_at() {
        let disk = MemoryDisk::new();
        disk.set_bytes(PATH, put());
        let first = find_old(&disk, Path::new(PATH)).unwrap();
        let second = find_old(&disk, Path::new(PATH)).map(|_| ()).unwrap_err();
        assert_eq!(second.code(), Code::Locked);
        drop(first);
        assert!(find_old(&disk, Path::new(PATH)).is_ok());
    }
}
