// SPDX-License-Identifier: Apache-2.0
//! Recorded calls, made again.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::error::{Code, Error, Result};
use crate::base::id::NodeId;
use crate::base::op::{Kind, Operation};
use crate::base::part::Part;
use crate::engine::recorded::outcome_of;
use crate::engine::{Engine, Session, SessionOptions, Severity, Submitted, ValueWriter};
use crate::record::{self, Called, Ended, Event, PartBody};
use crate::store::policy::Policy;
use crate::sync::message::OperationBody;

use super::super::node::unexpected;
use super::super::trace::{Outcome, Violation};
use super::Replay;

impl Replay<'_> {
    /// Makes a call. Where something is missing that it needs, because it was left out, nothing
    /// happens.
    pub(super) fn call(&mut self, event: &Event<'_>) -> Outcome<record::Outcome> {
        let called = &event.called;
        match called {
            Called::Open => return Ok(self.open()),
            Called::Close => return Ok(self.close()),
            Called::Backup => return Ok(self.back_up(event.ended.as_ref())),
            Called::ApplyUnlogged(..) | Called::ClearMemory => self.is_apart = true,
            Called::Reload => self.is_apart = false,
            _ => {}
        }
        let Some(engine) = &self.engine else { return Ok(record::Outcome::default()) };
        let (sessions, writers) = (&mut self.sessions, &mut self.writers);
        let made = match called {
            Called::OpenSession(..)
            | Called::Handle(..)
            | Called::PollTransmit(..)
            | Called::CloseSession(..) => talk(engine, called, sessions),
            Called::BeginValue { .. }
            | Called::WriteValue(..)
            | Called::CommitValue(..)
            | Called::DropValue(..) => write_value(engine, called, writers),
            Called::Submit(..) | Called::SubmitGroup(..) => submit(engine, called)?,
            _ => change(engine, called).unwrap_or_else(|| deliver(engine, called)),
        };
        if matches!(called, Called::PollTransmit(..)) {
            self.report.frame_count += 1;
        }
        made.map_err(|error| Violation::new("damaged-recording", error.to_string()))
    }

    fn open(&mut self) -> record::Outcome {
        (self.engine, self.is_apart) = (None, false);
        self.sessions.clear();
        self.writers.clear();
        match Engine::open(self.options(&self.disk)) {
            Ok(engine) => {
                engine.keep_recorded_sum();
                let outcome = engine.outcome(&Ok(()));
                self.engine = Some(engine);
                outcome
            }
            Err(error) => failed(&error),
        }
    }

    /// Where it went is not in the recording; whether something was in the way is.
    fn back_up(&mut self, ended: Option<&Ended>) -> record::Outcome {
        let Some(engine) = &self.engine else { return record::Outcome::default() };
        self.copies += 1;
        let at = format!("copy-{}", self.copies);
        if ended.is_some_and(|ended| ended.code == Code::FileAlreadyExists as u16) {
            self.disk.set_bytes(&at, Vec::new());
        }
        engine.outcome(&engine.backup(Path::new(&at)))
    }

    fn close(&mut self) -> record::Outcome {
        let Some(engine) = self.engine.take() else { return record::Outcome::default() };
        engine.close().map_or_else(|error| failed(&error), |()| record::Outcome::default())
    }
}

fn failed(error: &Error) -> record::Outcome {
    record::Outcome { code: error.code() as u16, ..record::Outcome::default() }
}

/// Writes that are owed, and what has to be shown of them.
fn submit(engine: &Engine, called: &Called<'_>) -> Outcome<Result<record::Outcome>> {
    let submitted = match called {
        Called::Submit(write) => {
            write.kind().map(|kind| engine.submit(kind, write.key, write.value, write.timestamp_ms))
        }
        Called::SubmitGroup(parts, timestamp_ms) => {
            parts_of(parts).map(|parts| engine.submit_group(parts, *timestamp_ms))
        }
        _ => return Ok(Ok(record::Outcome::default())),
    };
    if let Ok(Ok(submitted)) = &submitted {
        check_shown(engine, submitted)?;
    }
    Ok(submitted.map(|submitted| engine.outcome(&submitted)))
}

/// Who writes has seen all that is there: it is replaced.
fn check_shown(engine: &Engine, submitted: &Submitted) -> Outcome<()> {
    for change in submitted.op.changes() {
        let state = engine.layers().and_then(|layers| layers.state(change.key));
        let state = state.map_err(|error| unexpected(&error))?.unwrap_or_default();
        let is_deleted = change.kind == Kind::Delete;
        let is_there = state.siblings.iter().any(|version| {
            version.dot == submitted.op.dot && version.value.as_ref() == Some(change.value)
        });
        if !is_deleted && !is_there {
            let detail = format!("{}: {:?}", change.key.escape_ascii(), submitted.op.dot);
            return Err(Violation::new("lost", detail));
        }
        if is_deleted && state.siblings.iter().any(|version| version.value.is_some()) {
            return Err(Violation::new("resurrected", change.key.escape_ascii().to_string()));
        }
    }
    Ok(())
}

/// Calls of a session.
fn talk(
    engine: &Engine,
    called: &Called<'_>,
    sessions: &mut BTreeMap<u64, Session>,
) -> Result<record::Outcome> {
    Ok(match called {
        Called::OpenSession(number, body) => {
            let opened = engine.open_session(SessionOptions::of_body(*body)?);
            let outcome = engine.outcome(&opened);
            sessions.extend(opened.ok().map(|session| (*number, session)));
            outcome
        }
        Called::Handle(number, bytes) => with(sessions, *number, |session| {
            let handled = session.handle(engine, bytes);
            engine.outcome(&handled)
        }),
        Called::PollTransmit(number, bytes_max) => with(sessions, *number, |session| {
            let bytes_max = usize::try_from(*bytes_max).unwrap_or(usize::MAX);
            let frame = session.poll_transmit(engine, bytes_max);
            engine.outcome(&frame)
        }),
        Called::CloseSession(number) => with(sessions, *number, |session| {
            let closed = session.close(engine);
            engine.outcome(&closed)
        }),
        _ => record::Outcome::default(),
    })
}

fn with<T>(
    all: &mut BTreeMap<u64, T>,
    number: u64,
    call: impl FnOnce(&mut T) -> record::Outcome,
) -> record::Outcome {
    all.get_mut(&number).map(call).unwrap_or_default()
}

/// Values that come piece by piece.
fn write_value(
    engine: &Engine,
    called: &Called<'_>,
    writers: &mut BTreeMap<u64, ValueWriter>,
) -> Result<record::Outcome> {
    Ok(match called {
        Called::BeginValue { writer, key, bytes, timestamp_ms } => {
            let begun = engine.begin_value(key, *bytes, *timestamp_ms);
            let outcome = engine.outcome(&begun);
            writers.extend(begun.ok().map(|begun| (*writer, begun)));
            outcome
        }
        Called::WriteValue(writer, bytes) => {
            with(writers, *writer, |writer| outcome_of(&writer.write(bytes)))
        }
        Called::CommitValue(writer) => with(writers, *writer, |writer| {
            let committed = engine.commit_value(writer);
            engine.outcome(&committed)
        }),
        Called::DropValue(writer) => {
            writers.remove(writer);
            record::Outcome::default()
        }
        _ => record::Outcome::default(),
    })
}

/// Calls that change what the replica holds or is; None for others.
fn change(engine: &Engine, called: &Called<'_>) -> Option<Result<record::Outcome>> {
    Some(match called {
        Called::Attach(body) => body.to_options().map(|sync| engine.outcome(&engine.attach(sync))),
        Called::Configure(body) => {
            body.to_options().map(|sync| engine.outcome(&engine.configure(sync)))
        }
        Called::Detach => Ok(engine.outcome(&engine.detach())),
        Called::SetPolicy(number) => match Policy::from_number(*number) {
            Some(policy) => Ok(engine.outcome(&engine.set_policy(policy))),
            None => Err(unknown("policy", *number)),
        },
        Called::SetMerge(_) => Ok(engine.outcome(&engine.set_merge(None))),
        Called::WriteLocal(write) => write.kind().map(|kind| {
            let (key, value) = (write.key, write.value);
            engine.outcome(&engine.write_local(kind, key, value, write.timestamp_ms))
        }),
        Called::WriteLocalGroup(parts, timestamp_ms) => parts_of(parts)
            .map(|parts| engine.outcome(&engine.write_local_group(parts, *timestamp_ms))),
        Called::SubmitLocalWrites => Ok(engine.outcome(&engine.submit_local_writes())),
        Called::ApplyUnlogged(write, version) => write.kind().map(|kind| {
            let (key, value, timestamp_ms) = (write.key, write.value, write.timestamp_ms);
            engine.outcome(&engine.apply_unlogged(kind, key, value, timestamp_ms, *version))
        }),
        Called::Receive(body) => {
            body.to_operation(u64::MAX).map(|op| engine.outcome(&engine.receive(op)))
        }
        Called::ReceiveAll(bodies, is_repair) => {
            operations_of(bodies).map(|ops| engine.outcome(&engine.receive_all(ops, *is_repair)))
        }
        Called::RegisterPeer(node, lease_ms) => {
            NodeId::new(node).map(|node| engine.outcome(&engine.register_peer(&node, *lease_ms)))
        }
        Called::RemovePeer(node) => {
            NodeId::new(node).map(|node| engine.outcome(&engine.remove_peer(&node)))
        }
        Called::Maintain(bytes) => Ok(engine.outcome(&engine.maintain(*bytes))),
        Called::MaintainFor(bytes, ms) => Ok(engine.outcome(&engine.maintain_for(*bytes, *ms))),
        Called::Checkpoint => Ok(engine.outcome(&engine.checkpoint())),
        Called::ClearMemory => Ok(engine.outcome(&engine.clear_memory())),
        Called::Reload => Ok(engine.outcome(&engine.reload())),
        Called::Flush => Ok(engine.outcome(&engine.flush())),
        Called::KeepNotices(number) => {
            Ok(engine.outcome(&engine.keep_notices(Severity::from_number(*number))))
        }
        _ => return None,
    })
}

/// Calls that move operations.
fn deliver(engine: &Engine, called: &Called<'_>) -> Result<record::Outcome> {
    Ok(match called {
        Called::NextBatch => engine.outcome(&engine.next_batch()),
        Called::DueAfter(version) => engine.outcome(&engine.due_after(*version)),
        Called::ReceiveAck(id) => engine.outcome(&engine.receive_ack(id)),
        Called::ReceiveAckFrom(id, peer) => {
            engine.outcome(&engine.receive_ack_from(id, &NodeId::new(peer)?))
        }
        Called::Queue(id) => engine.outcome(&engine.queue(id)),
        Called::RetryExpired => engine.outcome(&engine.retry_expired()),
        Called::ReportSendFailure(id, code) => {
            let code = Code::from_number(*code).unwrap_or(Code::Unknown);
            engine.outcome(&engine.report_send_failure(id, code))
        }
        Called::PruneCompleted => engine.outcome(&engine.prune_completed()),
        Called::PruneFailed => engine.outcome(&engine.prune_failed()),
        Called::DiscardFailed(id) => engine.outcome(&engine.discard_failed(id)),
        Called::RequeueFailed(id) => engine.outcome(&engine.requeue_failed(id)),
        Called::RequeueAllFailed => engine.outcome(&engine.requeue_all_failed()),
        Called::Tick(prunes) => engine.outcome(&engine.tick(*prunes)),
        Called::KeepUpBounded => {
            engine.keep_up_bounded();
            engine.outcome(&Ok(()))
        }
        Called::ExpireLeases => engine.outcome(&engine.expire_leases()),
        _ => record::Outcome::default(),
    })
}

fn parts_of(parts: &[PartBody<'_>]) -> Result<Vec<Part>> {
    parts.iter().map(|part| part.to_part()).collect()
}

fn operations_of(bodies: &[OperationBody<'_>]) -> Result<Vec<Operation>> {
    bodies.iter().map(|body| body.to_operation(u64::MAX)).collect()
}

fn unknown(what: &str, number: u8) -> Error {
    Error::new(Code::Corrupted, "the recording is damaged", format!("{what} {number}"))
}
