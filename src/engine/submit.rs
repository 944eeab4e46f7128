// SPDX-License-Identifier: Apache-2.0
//! The calls that write: the application's own writes, and what peers sent.

use std::ops::Bound;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::VERSION_MAX;
use crate::base::op::{Bytes, Kind, check_write};
use crate::record::{Called, SyncBody, WriteBody};
use crate::store::entry::LocalWrite;
use crate::store::policy::{Policy, View};
use crate::store::stamp_max;
use crate::store::value::Value;
use crate::sync::options::SyncOptions;

use super::Engine;
use super::look::Lookup;
use super::plan::seen;
use super::state::State;
use super::task::{Answer, Submitted, Task, Write, Written, unnamed};

impl Engine {
    /// Writes locally: durable as the options say, never sent. A replicated write of the key with a
    /// later stamp is shown instead of it.
    ///
    /// Errors: `InvalidArgument` for a key, value or time out of range (nothing is changed), and
    /// what the log answers.
    pub fn write_local(
        &self,
        kind: Kind,
        key: &[u8],
        value: &[u8],
        timestamp_ms: i64,
    ) -> Result<Written> {
        self.recorded(Called::WriteLocal(WriteBody::new(kind, key, value, timestamp_ms)), || {
            let task = Task::Local(self.checked(kind, key, value, timestamp_ms, false)?);
            match self.run(task)? {
                Answer::Written(written) => Ok(written),
                _ => Err(mismatched()),
            }
        })
    }

    /// Writes and owes the write to the destination, in one log group.
    ///
    /// Errors: `InvalidState` without an attached sync engine; `Backpressure` when the outbox is
    /// full; else as [`Engine::write_local`].
    pub fn submit(
        &self,
        kind: Kind,
        key: &[u8],
        value: &[u8],
        timestamp_ms: i64,
    ) -> Result<Submitted> {
        self.recorded(Called::Submit(WriteBody::new(kind, key, value, timestamp_ms)), || {
            let write = self.checked(kind, key, value, timestamp_ms, true)?;
            match self.run(Task::Submit(write))? {
                Answer::Submitted(submitted) => Ok(submitted),
                _ => Err(mismatched()),
            }
        })
    }

    /// Submits every write that was only local so far, oldest first. Returns how many.
    ///
    /// Errors: as [`Engine::submit`], `Backpressure` included; those before stay submitted.
    pub fn submit_local_writes(&self) -> Result<usize> {
        self.recorded(Called::SubmitLocalWrites, || {
            let snapshot = self.state()?.store.snapshot();
            let mut writes: Vec<(Bytes, LocalWrite)> = Vec::new();
            snapshot.states(Bound::Unbounded, None, |key, state| {
                writes.extend(state.local.clone().map(|write| (key.into(), write)));
                Ok(true)
            })?;
            writes.sort_by_key(|(_, write)| write.version);
            let count = writes.len();
            for (key, write) in writes {
                let kind = if write.value.is_some() { Kind::Put } else { Kind::Delete };
                let value =
                    write.value.map_or_else(|| Ok(Bytes::default()), |value| value.load())?;
                self.submit(kind, &key, &value, write.timestamp_ms)?;
            }
            Ok(count)
        })
    }

    /// Brings a write from an older log into memory alone, under its own version. It is gone after
    /// [`Engine::reload`]; until then nothing goes from memory to runs.
    pub fn apply_unlogged(
        &self,
        kind: Kind,
        key: &[u8],
        value: &[u8],
        timestamp_ms: i64,
        version: u64,
    ) -> Result<Written> {
        let body = WriteBody::new(kind, key, value, timestamp_ms);
        self.recorded(Called::ApplyUnlogged(body, version), || {
            self.check_writable()?;
            check_one_key(kind)?;
            check_write(key, value, timestamp_ms, self.options.value_bytes_max)?;
            if version > VERSION_MAX {
                let context = format!("version {version}, allowed are up to {VERSION_MAX}");
                return Err(invalid("invalid store operation", context));
            }
            let mut state = self.state()?;
            let key: Bytes = key.into();
            let mut clock = state.clock;
            let (greatest, below) = seen(&state, &key, None, stamp_max)?;
            let stamp = clock.tick(timestamp_ms).max(greatest);
            let value = (kind == Kind::Put).then(|| Value::from(value));
            let write = LocalWrite { stamp, timestamp_ms, version, value };
            state.version = state.version.max(version);
            state.changes += 1;
            state.has_unlogged = true;
            let applied = state.store.apply_local(&key, write, below);
            Ok(Written::of(version, applied))
        })
    }

    /// Attaches the sync engine: from here on this replica writes under `options.node`. A log that
    /// was written under another name goes on under the new one; what the old one owes stays owed.
    ///
    /// Errors: `Busy` when one is attached already, `InvalidArgument` for options out of range.
    pub fn attach(&self, options: SyncOptions) -> Result<()> {
        let turn = self.begin_call(|| Called::Attach(SyncBody::of(&options)));
        self.end_call(turn, self.attach_with(options))
    }

    fn attach_with(&self, options: SyncOptions) -> Result<()> {
        self.check_writable()?;
        options.check()?;
        let node = options.node.clone();
        {
            let mut state = self.state()?;
            if let Some(attached) = &state.attached {
                const MESSAGE: &str = "the store has a sync engine already";
                return Err(Error::new(Code::Busy, MESSAGE, attached.node.as_str()));
            }
            state.follow_options(options);
        }
        self.assume(&node).inspect_err(|_| {
            if let Ok(mut state) = self.state() {
                state.attached = None;
            }
        })
    }

    /// Changes the settings of the attached sync engine, its name included.
    pub fn configure(&self, options: SyncOptions) -> Result<()> {
        let turn = self.begin_call(|| Called::Configure(SyncBody::of(&options)));
        self.end_call(turn, self.configure_with(options))
    }

    fn configure_with(&self, options: SyncOptions) -> Result<()> {
        options.check()?;
        let attached = self.state()?.attached.clone();
        match attached {
            None => return Err(unnamed()),
            Some(attached) if attached == options => return Ok(()),
            Some(attached) if attached.node != options.node => self.assume(&options.node)?,
            Some(_) => {}
        }
        self.state()?.follow_options(options);
        Ok(())
    }

    /// Lets another sync engine attach. What is owed stays owed.
    pub fn detach(&self) -> Result<()> {
        self.recorded(Called::Detach, || {
            self.state()?.attached = None;
            Ok(())
        })
    }

    /// Chooses which of several concurrent versions is shown.
    pub fn set_policy(&self, policy: Policy) -> Result<()> {
        self.recorded(Called::SetPolicy(policy as u8), || {
            let mut state = self.state()?;
            if state.store.view().policy != policy {
                let view = View { policy, ..state.store.view().clone() };
                state.store.set_view(view);
                state.changes += 1;
            }
            Ok(())
        })
    }

    /// Puts everything written so far out of view, in memory alone, until [`Engine::reload`].
    pub fn clear_memory(&self) -> Result<()> {
        self.recorded(Called::ClearMemory, || {
            let mut state = self.state()?;
            let version = state.version;
            state.store.hide_to(version);
            state.changes += 1;
            Ok(())
        })
    }

    /// The origin under a name: the one it wrote under before, or a newly minted one.
    fn assume(&self, node: &NodeId) -> Result<()> {
        let origin = {
            let mut state = self.state()?;
            if state.identity.as_ref().is_some_and(|origin| origin.node == *node) {
                return Ok(());
            }
            match state.own.get(node) {
                Some(origin) => origin.clone(),
                None => state.mint(node),
            }
        };
        let before = self.state()?.identity.clone();
        self.run(Task::Adopt { origin })?;
        self.state()?.report.renamed_from = before.map(|origin| origin.node);
        Ok(())
    }

    /// What is held when it comes is not written here.
    pub(super) fn check_known(&self, kind: Kind) -> Result<()> {
        if self.options.kinds.has(kind) {
            return Ok(());
        }
        let context = format!("operation kind {}", kind.number());
        Err(Error::new(Code::UnsupportedFormat, "unsupported store operation type", context))
    }

    fn checked(
        &self,
        kind: Kind,
        key: &[u8],
        value: &[u8],
        timestamp_ms: i64,
        is_sent: bool,
    ) -> Result<Write> {
        self.check_writable()?;
        check_one_key(kind)?;
        self.check_known(kind)?;
        check_write(key, value, timestamp_ms, self.options.value_bytes_max)?;
        let lookup = {
            let state = self.state()?;
            if is_sent && state.attached.is_none() {
                return Err(unnamed());
            }
            Lookup::of(&state, key)
        };
        let below = lookup.map(|lookup| lookup.below(key)).transpose()?;
        let value: &[u8] = if kind == Kind::Put { value } else { &[] };
        let (key, value) = (key.into(), value.into());
        let (placed, now) = (None, self.now());
        Ok(Write { kind, key, value, placed, timestamp_ms, now, below })
    }
}

impl State {
    /// Goes on with these settings.
    fn follow_options(&mut self, options: SyncOptions) {
        self.drift_ms = options.clock_drift_ms;
        self.pipeline.set_coalescing(options.coalesces());
        self.attached = Some(options);
    }
}

pub(super) fn check_one_key(kind: Kind) -> Result<()> {
    if !kind.is_of_one_key() {
        return Err(invalid("invalid store operation", "a group is not a write to one key"));
    }
    Ok(())
}

pub(super) fn mismatched() -> Error {
    Error::new(Code::InternalError, "a task got the answer of another kind", "")
}
