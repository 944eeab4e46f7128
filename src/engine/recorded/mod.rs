// SPDX-License-Identifier: Apache-2.0
//! Calls that are recorded ([`crate::record`]): what changes something, with how it ended.

mod answered;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Error, Result, invalid};
use crate::base::limits::{RECORDING_BYTES_MAX_DEFAULT, RECORDING_BYTES_MIN};
use crate::base::op::Kind;
use crate::disk::{Disk, names};
use crate::record::{
    Begun, Called, Outcome, Recorder, Tape, Turn, Watch, WatchedClock, WatchedDisk,
};
#[cfg(feature = "sim")]
use crate::store::walk::Snapshot;

use super::notices::{Severity, Topic};
use super::options::{Durability, Options};
use super::{Engine, lock};
use answered::Answered;

/// Where what comes in is recorded.
#[derive(Clone)]
pub struct RecordingOptions {
    /// What the names of recordings begin with; each opening makes the next one, `<path>.000001`
    /// and so on.
    pub path: PathBuf,
    /// Where a recording ends, in bytes, [`RECORDING_BYTES_MIN`] or more.
    pub bytes_max: u64,
    /// The disk that it goes to; None for that of the database.
    pub disk: Option<Arc<dyn Disk>>,
}

impl RecordingOptions {
    /// Recordings of up to [`RECORDING_BYTES_MAX_DEFAULT`].
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), bytes_max: RECORDING_BYTES_MAX_DEFAULT, disk: None }
    }

    pub(super) fn check(&self, options: &Options) -> Result<()> {
        const MESSAGE: &str = "invalid engine options";
        if self.bytes_max < RECORDING_BYTES_MIN {
            let context = format!(
                "recording of {} bytes, allowed are {RECORDING_BYTES_MIN} or more",
                self.bytes_max
            );
            return Err(invalid(MESSAGE, context));
        }
        if options.read_only {
            return Err(invalid(MESSAGE, "read-only and a recording exclude each other"));
        }
        let is_own =
            self.path == options.path || names::side_of(&options.path, &self.path).is_some();
        if self.path.file_name().is_none() || is_own {
            let context = format!("{} cannot be a recording", self.path.display());
            return Err(invalid(MESSAGE, context));
        }
        Ok(())
    }
}

/// What becomes of a recording that was asked for.
#[derive(Default)]
pub(super) struct Recordings {
    pub recorder: Option<Arc<Recorder>>,
    /// Why there is none.
    pub failure: Option<Error>,
}

impl Recordings {
    /// Begins the recording that the options ask for; from here on they go through it.
    pub fn begin(options: &mut Options) -> Self {
        let Some(recording) = options.recording.clone() else { return Self::default() };
        let main = (options.durability != Durability::MemoryOnly).then_some(&*options.path);
        let path = main.map(Path::to_string_lossy).unwrap_or_default();
        let begun = Begun {
            library: env!("CARGO_PKG_VERSION"),
            path: &path,
            durability: options.durability as u8,
            value_bytes_max: options.value_bytes_max,
            clock_drift_ms: options.clock_drift_ms,
            memory_bytes: options.memory_bytes,
            maintain_on_write: options.maintain_on_write,
            feed_retain_bytes: options.feed_retain_bytes,
            history_bytes_max: options.history_bytes_max,
            knows_groups: options.kinds.has(Kind::Group),
            seed: options.seed,
        };
        let to = recording.disk.clone().unwrap_or_else(|| options.disk.clone());
        let from = main.map(|main| (&*options.disk, main));
        match Tape::begin(&to, &recording.path, recording.bytes_max)
            .and_then(|tape| Recorder::begin(tape, begun, from))
        {
            Ok(recorder) => {
                let recorder = Arc::new(recorder);
                let watch: Arc<dyn Watch> = recorder.clone();
                let (clock, disk) = (options.clock.clone(), options.disk.clone());
                options.clock = Arc::new(WatchedClock { clock, watch: watch.clone() });
                options.disk = Arc::new(WatchedDisk { disk, watch });
                Self { recorder: Some(recorder), failure: None }
            }
            Err(error) => Self { recorder: None, failure: Some(error) },
        }
    }
}

impl Engine {
    /// Makes a call and records it, if calls are recorded.
    pub(super) fn recorded<T: Answered>(
        &self,
        called: Called<'_>,
        call: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let turn = self.begin_call(|| called);
        self.end_call(turn, call())
    }

    /// A call begins. None when no call is recorded, or it is part of another one.
    pub(super) fn begin_call<'a>(&self, called: impl FnOnce() -> Called<'a>) -> Option<Turn<'_>> {
        self.recordings.recorder.as_ref()?.call(called)
    }

    /// It has ended, with this answer.
    pub(super) fn end_call<T: Answered>(
        &self,
        turn: Option<Turn<'_>>,
        answer: Result<T>,
    ) -> Result<T> {
        if let Some(turn) = turn {
            turn.end(self.outcome(&answer));
            // Once, as no call is recorded any more from here on.
            let failure = self.recordings.recorder.as_ref().and_then(|it| it.failure());
            if let Some(error) = failure {
                self.note_recording_ended(&error);
            }
        }
        answer
    }

    /// A number for a session or a writer of a recording; 0 without one.
    pub(super) fn recorded_number(&self) -> u64 {
        self.recordings.recorder.as_ref().map_or(0, |recorder| recorder.number())
    }

    /// Begins to keep what the state adds up to, which a recording says behind every call.
    pub(crate) fn keep_recorded_sum(&self) {
        // Without it a recording says less.
        let _ = self.keep_sum();
    }

    /// Everything as it stands now, for who replays a recording: unlike [`Engine::snapshot`] it
    /// leaves the tables in their layers, on which the size of upkeep's steps depends.
    #[cfg(feature = "sim")]
    pub(crate) fn layers(&self) -> Result<Snapshot> {
        Ok(self.state()?.store.snapshot())
    }

    pub(crate) fn outcome<T: Answered>(&self, answer: &Result<T>) -> Outcome {
        let mut outcome = outcome_of(answer);
        if let Ok(state) = lock(&self.state) {
            outcome.version = state.version;
            // When those that are acknowledged go is upkeep's, which depends on reads as well.
            let counts = state.pipeline.counts();
            outcome.owed_len = (counts.total - counts.applied) as u64;
            outcome.sum = state.store.sum().map(|sum| (sum.sum, sum.count));
        }
        outcome
    }

    /// The recording that is under way, or why there is none although one was asked for.
    pub(super) fn note_recording_begun(&self) {
        let Recordings { recorder, failure } = &self.recordings;
        let ended = recorder.as_ref().and_then(|recorder| recorder.failure());
        if let Some(error) = ended {
            self.note_recording_ended(&error);
        } else if let Some(recorder) = recorder {
            self.note(Severity::Info, Topic::Recording, || {
                format!("what comes in is recorded in {}", recorder.path().display())
            });
        }
        if let Some(error) = failure {
            self.note(Severity::Warning, Topic::Recording, || error.to_string());
        }
    }

    fn note_recording_ended(&self, error: &Error) {
        self.note(Severity::Warning, Topic::Recording, || {
            format!("the recording has ended: {error}")
        });
    }
}

/// The outcome of a call of which no engine is left, or there is none yet.
pub(crate) fn outcome_of<T: Answered>(answer: &Result<T>) -> Outcome {
    let (code, answer) = match answer {
        Ok(answer) => (0, answer.number()),
        Err(error) => (error.code() as u16, 0),
    };
    Outcome { code, answer, ..Outcome::default() }
}

/// The same of an opening.
pub(super) fn outcome_of_opening(opened: &Result<Engine>) -> Outcome {
    match opened {
        Ok(engine) => engine.outcome(&Ok(())),
        Err(error) => outcome_of::<()>(&Err(error.clone())),
    }
}
