// SPDX-License-Identifier: Apache-2.0
//! What an engine has to say to whoever keeps an eye on it: what other libraries call logging.
//!
//! Notices are kept for [`Engine::poll_notice`], and only when somebody asked for them, so that the
//! engine calls nobody back and nothing is told from under a lock. With the feature `tracing` each
//! is an event as well. Nothing here is needed to be correct: what has to be known can be asked.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use crate::base::error::Result;
use crate::base::limits::NOTICES_LEN_MAX;
use crate::record::Called;

use super::session::SessionEvent;
use super::{Engine, lock};

/// How much a notice matters.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The engine takes no writes, or something is lost.
    Error = 1,
    /// Somebody should look at it; the engine goes on.
    Warning = 2,
    /// What happens in the course of things, and not often.
    Info = 3,
}

impl Severity {
    /// The severity with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Error),
            2 => Some(Self::Warning),
            3 => Some(Self::Info),
            _ => None,
        }
    }
}

/// What a notice is about.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What opening found.
    Open = 1,
    /// The log.
    Log = 2,
    /// Flushes and merges.
    Upkeep = 3,
    /// Deliveries.
    Outbox = 4,
    /// A registered peer.
    Peer = 5,
    /// What happened in a session.
    Session = 6,
    /// The recording of what comes in.
    Recording = 7,
}

/// Something that was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// What it is about.
    pub topic: Topic,
    /// What happened, in a sentence without a stop at the end. Its words may change.
    pub text: String,
    /// How many notices were dropped before this one because nobody fetched them.
    pub dropped_len: u64,
}

/// Those that wait to be fetched.
#[derive(Default)]
pub(super) struct Notices {
    /// The least severe that is kept, as a number; 0 for none.
    keeps: AtomicU8,
    len: AtomicUsize,
    waiting: Mutex<VecDeque<Notice>>,
}

impl Engine {
    /// Says which notices are kept from here on: those that matter at least so much, or none. The
    /// first are what opening found.
    pub fn keep_notices(&self, least: Option<Severity>) -> Result<()> {
        let keeps = least.map_or(0, |least| least as u8);
        let mut is_first = false;
        self.recorded(Called::KeepNotices(keeps), || {
            is_first = self.notices.keeps.swap(keeps, Ordering::AcqRel) == 0 && keeps > 0;
            if is_first { self.note_opening() } else { Ok(()) }
        })?;
        if is_first {
            self.note_recording_begun();
        }
        Ok(())
    }

    /// The oldest notice that was not fetched yet. Of those the last [`NOTICES_LEN_MAX`] are kept.
    pub fn poll_notice(&self) -> Result<Option<Notice>> {
        if !self.has_notices() {
            return Ok(None);
        }
        let mut waiting = lock(&self.notices.waiting)?;
        let notice = waiting.pop_front();
        self.notices.len.store(waiting.len(), Ordering::Release);
        Ok(notice)
    }

    /// Whether there is a notice to be fetched. Takes no lock.
    pub fn has_notices(&self) -> bool {
        self.notices.len.load(Ordering::Acquire) > 0
    }

    /// Keeps a notice, if it is one that is kept. May be called under any lock.
    pub(super) fn note(&self, severity: Severity, topic: Topic, text: impl FnOnce() -> String) {
        let is_kept = severity as u8 <= self.notices.keeps.load(Ordering::Acquire);
        if !is_kept && !cfg!(feature = "tracing") {
            return;
        }
        let text = text();
        #[cfg(feature = "tracing")]
        match severity {
            Severity::Error => tracing::error!(target: "softadastra", ?topic, "{text}"),
            Severity::Warning => tracing::warn!(target: "softadastra", ?topic, "{text}"),
            Severity::Info => tracing::info!(target: "softadastra", ?topic, "{text}"),
        }
        if !is_kept {
            return;
        }
        let at_ms = self.now().wall_ms;
        let Ok(mut waiting) = self.notices.waiting.lock() else { return };
        waiting.push_back(Notice { severity, at_ms, topic, text, dropped_len: 0 });
        if waiting.len() > NOTICES_LEN_MAX
            && let Some(dropped) = waiting.pop_front()
            && let Some(first) = waiting.front_mut()
        {
            first.dropped_len += dropped.dropped_len + 1;
        }
        self.notices.len.store(waiting.len(), Ordering::Release);
    }

    fn note_opening(&self) -> Result<()> {
        let report = self.report()?;
        self.note(Severity::Info, Topic::Open, || {
            let made = if report.created { "made" } else { "opened" };
            format!(
                "{made}: version {}, {} groups read, {} operations owed",
                report.last_version, report.group_count, report.owed_count
            )
        });
        if report.cut_bytes > 0 {
            self.note(Severity::Warning, Topic::Open, || {
                format!("{} bytes of a write that never ended were cut off", report.cut_bytes)
            });
        }
        if self.state()?.cuts_begun().next().is_some() {
            self.note(Severity::Warning, Topic::Log, || {
                "the disk was full: what was written since an old copy was put back goes on under \
                 names that are given up, until a write finds room"
                    .to_owned()
            });
        }
        if let Some(before) = &report.renamed_from {
            self.note(Severity::Warning, Topic::Open, || {
                format!("the database was written as {} before", before.as_str())
            });
        }
        Ok(())
    }

    /// Keeps what a session has to tell of itself.
    pub(super) fn note_event(&self, peer: &str, event: &SessionEvent) {
        self.note(severity(event), Topic::Session, || format!("{peer}: {}", words(event)));
    }
}

fn severity(event: &SessionEvent) -> Severity {
    use SessionEvent::*;
    match event {
        Irreparable { .. } => Severity::Error,
        Differs { .. } | Behind { .. } | Refused { .. } | WentBack | Renewed { .. } => {
            Severity::Warning
        }
        Closed { code, .. } if *code != 0 => Severity::Warning,
        Opened { .. }
        | Received { .. }
        | Converged { .. }
        | Repaired { .. }
        | SnapshotOffered { .. }
        | SnapshotInstalled { .. }
        | Closed { .. } => Severity::Info,
    }
}

fn words(event: &SessionEvent) -> String {
    use SessionEvent::*;
    match event {
        Opened { node, epoch } => format!("met {} of epoch {epoch}", node.as_str()),
        Received { count } => format!("{count} new operations came in"),
        Converged { ms } => format!("both hold the same, after {ms} ms"),
        Differs { ours, theirs } => {
            format!("both know the same and differ: {ours} versions here, {theirs} there")
        }
        Repaired { keys } => format!("{keys} keys were repaired"),
        Irreparable { code, reason } => format!("the repair failed with {code}: {reason}"),
        Behind { count } => format!("it lacks {count} operations that are kept nowhere any more"),
        SnapshotOffered { count } => format!("its state of {count} versions is on its way"),
        SnapshotInstalled { keys, bytes } => {
            format!("its state is in place: {keys} keys, {bytes} bytes")
        }
        Refused { dot, code } => format!("it refused {} with {code}", dot.sync_id()),
        WentBack => "it knows less than it had acknowledged".to_owned(),
        Renewed { epoch } => {
            format!("it knows more of this node than the node: epoch {epoch} begins")
        }
        Closed { code: 0, .. } => "closed".to_owned(),
        Closed { code, reason } => format!("closed with {code}: {reason}"),
    }
}
