// SPDX-License-Identifier: Apache-2.0
//! One value, written piece by piece: it goes to a file of its own, and a record of the log makes
//! it the value of its key. So a long value needs no room of its own length, neither while it is
//! written nor afterwards.

use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::STREAMED_BYTES_MIN;
use crate::base::op::{Bytes, Kind, check_write};
use crate::disk::Disk;
use crate::record::{Called, Outcome, Recorder};
use crate::store::value::Placed;
use crate::store::value_file::ValueFile;

use super::Engine;
use super::options::Durability;
use super::recorded::outcome_of;
use super::submit::mismatched;
use super::task::{Answer, Task, Write, Written};
use super::value_files::Life;

/// A value on its way. Nothing of it is seen before it is committed, and nothing is left of it when
/// it goes without.
pub struct ValueWriter {
    key: Bytes,
    bytes: u64,
    done: u64,
    timestamp_ms: i64,
    to: To,
    life: Life,
    /// Why no more can be done with it.
    end: Option<&'static str>,
    /// How a recording calls it, and who writes that.
    number: u64,
    recorder: Option<Arc<Recorder>>,
}

enum To {
    Memory(Vec<u8>),
    File(Filling),
}

/// A file that goes again unless something keeps it.
struct Filling {
    file: ValueFile,
    disk: Arc<dyn Disk>,
    life: Life,
    /// Whether the log names it, or may do so.
    is_kept: bool,
}

impl Drop for ValueWriter {
    fn drop(&mut self) {
        let number = self.number;
        if let Some(recorder) = &self.recorder
            && let Some(turn) = recorder.call(|| Called::DropValue(number))
        {
            turn.end(Outcome::default());
        }
    }
}

impl Drop for Filling {
    fn drop(&mut self) {
        let is_open = self.life.hold();
        if *is_open && !self.is_kept {
            // What cannot be removed now is removed by the next opening.
            let _ = self.disk.remove(self.file.path());
        }
    }
}

impl Engine {
    /// Begins a local write of a value of that length, which comes piece by piece
    /// ([`ValueWriter::write`]) and counts once it is committed ([`Engine::commit_value`]). A short
    /// one, and one without a log, is kept in memory until then.
    ///
    /// Errors: `InvalidArgument` for a key, length or time out of range; `InvalidState` when it was
    /// opened read-only; `NoSpace`, `FileWriteError`. Nothing is changed then.
    pub fn begin_value(&self, key: &[u8], bytes: u64, timestamp_ms: i64) -> Result<ValueWriter> {
        let writer = self.recorded_number();
        self.recorded(Called::BeginValue { writer, key, bytes, timestamp_ms }, || {
            self.value_writer(writer, key, bytes, timestamp_ms)
        })
    }

    fn value_writer(
        &self,
        number: u64,
        key: &[u8],
        bytes: u64,
        timestamp_ms: i64,
    ) -> Result<ValueWriter> {
        self.check_writable()?;
        check_write(key, &[], timestamp_ms, 0)?;
        let bytes_max = self.options.value_bytes_max;
        if bytes > bytes_max {
            let context = format!("value of {bytes} bytes, allowed are {bytes_max}");
            return Err(invalid("failed to encode store operation", context));
        }
        let has_log = self.options.durability != Durability::MemoryOnly;
        let to = if has_log && bytes >= STREAMED_BYTES_MIN {
            let (disk, life) = (self.options.disk.clone(), self.living.0.clone());
            let file_number = self.state()?.values.take_number();
            let file = ValueFile::create(&*disk, &self.options.path, file_number)?;
            To::File(Filling { file, disk, life, is_kept: false })
        } else {
            To::Memory(Vec::new())
        };
        let (key, life) = (key.into(), self.living.0.clone());
        let recorder = self.recordings.recorder.clone();
        let (done, end) = (0, None);
        Ok(ValueWriter { key, bytes, done, timestamp_ms, to, life, end, number, recorder })
    }

    /// Makes what was written the value of its key, as [`Engine::write_local`] does with one that
    /// is in memory. After an error other than `LogStopped` it may be tried again.
    ///
    /// Errors: `InvalidArgument` while bytes are missing, and for a writer of another engine;
    /// `InvalidState` for one that was committed or whose writing has failed; `NoSpace`,
    /// `FileWriteError`; `LogStopped`, where whether it counts is known once the log is reopened.
    /// Durability: as the options say, and the bytes of the value are on stable storage before the
    /// log names them.
    pub fn commit_value(&self, writer: &mut ValueWriter) -> Result<Written> {
        let turn = self.begin_call(|| Called::CommitValue(writer.number));
        self.end_call(turn, self.commit_writer(writer))
    }

    fn commit_writer(&self, writer: &mut ValueWriter) -> Result<Written> {
        self.check_writable()?;
        writer.check_open()?;
        if !writer.life.is(&self.living.0) {
            return Err(invalid("invalid argument", "the value was begun at another engine"));
        }
        if writer.done < writer.bytes {
            let context = format!("{} of {} bytes", writer.done, writer.bytes);
            return Err(invalid("the value is not complete", context));
        }
        let timestamp_ms = writer.timestamp_ms;
        let written = match &mut writer.to {
            To::Memory(value) => self.write_local(Kind::Put, &writer.key, value, timestamp_ms)?,
            To::File(filling) => {
                let placed = self.completed(filling)?;
                let below = self.look_below(&writer.key)?;
                // Whatever comes: from here on the log may name it.
                filling.is_kept = true;
                let (key, now) = (writer.key.clone(), self.now());
                let (kind, value) = (Kind::Put, Bytes::default());
                let placed = Some(placed);
                let write = Write { kind, key, value, placed, timestamp_ms, now, below };
                let answer = self.run(Task::Local(write)).inspect_err(|error| {
                    filling.is_kept = may_be_logged(error.code());
                })?;
                match answer {
                    Answer::Written(written) => written,
                    _ => return Err(mismatched()),
                }
            }
        };
        writer.end = Some("the value was committed");
        Ok(written)
    }

    /// All of a value file on stable storage.
    fn completed(&self, filling: &mut Filling) -> Result<Arc<Placed>> {
        filling.file.finish(&*filling.disk).or_else(|error| {
            if error.code() == Code::LogStopped
                && let Some(log) = self.shared.log()?.as_mut()
            {
                log.halt();
            }
            Err(error)
        })
    }
}

/// Whether a commit that ended so may have reached the log. A file too many goes at the next
/// opening; one too few would be a value that is lost.
fn may_be_logged(code: Code) -> bool {
    matches!(code, Code::LogStopped | Code::Poisoned | Code::InternalError)
}

impl ValueWriter {
    /// How long the value is going to be, in bytes.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Whether it is to have no byte.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// How many bytes were written, so that more can follow.
    pub fn written(&self) -> u64 {
        self.done
    }

    /// Takes the next bytes of the value.
    ///
    /// Errors: `InvalidArgument` for more than it was said to have, none of them taken;
    /// `InvalidState` after it was committed or has failed; `NoSpace`, `FileWriteError`, after
    /// which it takes no more and is to be let go.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let recorder = self.recorder.clone();
        let call = || Called::WriteValue(self.number, bytes);
        let turn = recorder.as_ref().and_then(|recorder| recorder.call(call));
        let taken = self.take(bytes);
        if let Some(turn) = turn {
            turn.end(outcome_of(&taken));
        }
        taken
    }

    fn take(&mut self, bytes: &[u8]) -> Result<()> {
        self.check_open()?;
        let left = self.bytes - self.done;
        if bytes.len() as u64 > left {
            let context = format!("{} bytes more, {left} are missing", bytes.len());
            return Err(invalid("the value is longer than was said", context));
        }
        let taken = match &mut self.to {
            To::Memory(value) => {
                value.extend_from_slice(bytes);
                Ok(())
            }
            To::File(filling) => filling.file.write(bytes),
        };
        if taken.is_err() {
            self.end = Some("writing the value has failed");
        }
        self.done += bytes.len() as u64;
        taken
    }

    fn check_open(&self) -> Result<()> {
        match self.end {
            Some(why) => Err(Error::new(Code::InvalidState, why, "begin another one")),
            None => Ok(()),
        }
    }
}
