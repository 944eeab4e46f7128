// SPDX-License-Identifier: Apache-2.0
//! The calls that change something, with all that they were given.
//!
//! The order of the variants and of their fields is the format: new ones go to the end.

use bincode::{BorrowDecode, Encode};

use crate::base::error::{Code, Error, Result};
use crate::base::id::NodeId;
use crate::base::op::Kind;
use crate::base::part::Part;
use crate::sync::message::OperationBody;
use crate::sync::options::{SyncOptions, WhenFull};
use crate::sync::wire::message::Level;

/// One call. Keys, values and names are as the caller gave them.
#[derive(Debug, Encode, BorrowDecode)]
pub enum Called<'a> {
    /// `Engine::open`.
    Open,
    /// `Engine::attach`.
    Attach(SyncBody<'a>),
    /// `Engine::configure`.
    Configure(SyncBody<'a>),
    /// `Engine::detach`.
    Detach,
    /// `Engine::set_policy`, by the number of the policy.
    SetPolicy(u8),
    /// `Engine::set_merge`: whether there is a function from there on. It is not in the recording.
    SetMerge(bool),
    /// `Engine::write_local`.
    WriteLocal(WriteBody<'a>),
    /// `Engine::submit`.
    Submit(WriteBody<'a>),
    /// `Engine::write_local_group`.
    WriteLocalGroup(Vec<PartBody<'a>>, i64),
    /// `Engine::submit_group`.
    SubmitGroup(Vec<PartBody<'a>>, i64),
    /// `Engine::submit_local_writes`.
    SubmitLocalWrites,
    /// `Engine::apply_unlogged`, with the version.
    ApplyUnlogged(WriteBody<'a>, u64),
    /// `Engine::begin_value`. Writers have numbers in the order in which they were begun.
    BeginValue {
        /// The number.
        writer: u64,
        /// The key.
        key: &'a [u8],
        /// The length of the value, in bytes.
        bytes: u64,
        /// When the application made the write, in milliseconds since 1970.
        timestamp_ms: i64,
    },
    /// `ValueWriter::write`.
    WriteValue(u64, &'a [u8]),
    /// `Engine::commit_value`.
    CommitValue(u64),
    /// A writer was let go.
    DropValue(u64),
    /// `Engine::next_batch`.
    NextBatch,
    /// `Engine::due_after`.
    DueAfter(u64),
    /// `Engine::receive_ack`.
    ReceiveAck(&'a str),
    /// `Engine::receive_ack_from`: of which operation, by whom.
    ReceiveAckFrom(&'a str, &'a str),
    /// `Engine::queue`.
    Queue(&'a str),
    /// `Engine::retry_expired`.
    RetryExpired,
    /// `Engine::report_send_failure`, with the number of the error.
    ReportSendFailure(&'a str, u16),
    /// `Engine::prune_completed`.
    PruneCompleted,
    /// `Engine::prune_failed`.
    PruneFailed,
    /// `Engine::discard_failed`.
    DiscardFailed(&'a str),
    /// `Engine::requeue_failed`.
    RequeueFailed(&'a str),
    /// `Engine::requeue_all_failed`.
    RequeueAllFailed,
    /// `Engine::tick`: whether it prunes.
    Tick(bool),
    /// `Engine::keep_up_bounded`.
    KeepUpBounded,
    /// `Engine::receive`.
    Receive(OperationBody<'a>),
    /// `Engine::receive_all`: the operations, and whether they are repairs.
    ReceiveAll(Vec<OperationBody<'a>>, bool),
    /// `Engine::register_peer`, with the lease in milliseconds.
    RegisterPeer(&'a str, i64),
    /// `Engine::remove_peer`.
    RemovePeer(&'a str),
    /// `Engine::expire_leases`.
    ExpireLeases,
    /// `Engine::open_session`. Sessions have numbers in the order in which they were begun.
    OpenSession(u64, SessionBody<'a>),
    /// `Session::handle`: the frames that came.
    Handle(u64, &'a [u8]),
    /// `Session::poll_transmit`, with the room for the frame in bytes.
    PollTransmit(u64, u64),
    /// `Session::close`.
    CloseSession(u64),
    /// `Engine::maintain`, in bytes.
    Maintain(u64),
    /// `Engine::maintain_for`, in bytes and milliseconds.
    MaintainFor(u64, i64),
    /// `Engine::checkpoint`.
    Checkpoint,
    /// `Engine::clear_memory`.
    ClearMemory,
    /// `Engine::reload`.
    Reload,
    /// `Engine::flush`.
    Flush,
    /// `Engine::backup`. To where is not in the recording.
    Backup,
    /// `Engine::keep_notices`, by the number of the severity; 0 for none.
    KeepNotices(u8),
    /// `Engine::close`.
    Close,
}

impl Called<'_> {
    /// The name of the function.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Attach(..) => "attach",
            Self::Configure(..) => "configure",
            Self::Detach => "detach",
            Self::SetPolicy(..) => "set_policy",
            Self::SetMerge(..) => "set_merge",
            Self::WriteLocal(..) => "write_local",
            Self::Submit(..) => "submit",
            Self::WriteLocalGroup(..) => "write_local_group",
            Self::SubmitGroup(..) => "submit_group",
            Self::SubmitLocalWrites => "submit_local_writes",
            Self::ApplyUnlogged(..) => "apply_unlogged",
            Self::BeginValue { .. } => "begin_value",
            Self::WriteValue(..) => "write_value",
            Self::CommitValue(..) => "commit_value",
            Self::DropValue(..) => "drop_value",
            Self::NextBatch => "next_batch",
            Self::DueAfter(..) => "due_after",
            Self::ReceiveAck(..) => "receive_ack",
            Self::ReceiveAckFrom(..) => "receive_ack_from",
            Self::Queue(..) => "queue",
            Self::RetryExpired => "retry_expired",
            Self::ReportSendFailure(..) => "report_send_failure",
            Self::PruneCompleted => "prune_completed",
            Self::PruneFailed => "prune_failed",
            Self::DiscardFailed(..) => "discard_failed",
            Self::RequeueFailed(..) => "requeue_failed",
            Self::RequeueAllFailed => "requeue_all_failed",
            Self::Tick(..) => "tick",
            Self::KeepUpBounded => "keep_up_bounded",
            Self::Receive(..) => "receive",
            Self::ReceiveAll(..) => "receive_all",
            Self::RegisterPeer(..) => "register_peer",
            Self::RemovePeer(..) => "remove_peer",
            Self::ExpireLeases => "expire_leases",
            Self::OpenSession(..) => "open_session",
            Self::Handle(..) => "handle",
            Self::PollTransmit(..) => "poll_transmit",
            Self::CloseSession(..) => "close_session",
            Self::Maintain(..) => "maintain",
            Self::MaintainFor(..) => "maintain_for",
            Self::Checkpoint => "checkpoint",
            Self::ClearMemory => "clear_memory",
            Self::Reload => "reload",
            Self::Flush => "flush",
            Self::Backup => "backup",
            Self::KeepNotices(..) => "keep_notices",
            Self::Close => "close",
        }
    }
}

/// A write to one key.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct WriteBody<'a> {
    kind: u8,
    /// The key.
    pub key: &'a [u8],
    /// The value.
    pub value: &'a [u8],
    /// When the application made the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
}

impl<'a> WriteBody<'a> {
    /// Of what a call was given.
    pub fn new(kind: Kind, key: &'a [u8], value: &'a [u8], timestamp_ms: i64) -> Self {
        Self { kind: kind.number(), key, value, timestamp_ms }
    }

    /// What the write does.
    pub fn kind(&self) -> Result<Kind> {
        kind_of(self.kind)
    }
}

/// A part of a group.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct PartBody<'a> {
    kind: u8,
    /// The key.
    pub key: &'a [u8],
    /// The value.
    pub value: &'a [u8],
}

impl<'a> PartBody<'a> {
    /// Of the part that a call was given.
    pub fn of(part: &'a Part) -> Self {
        Self { kind: part.kind.number(), key: &part.key, value: &part.value }
    }

    /// The part.
    pub fn to_part(self) -> Result<Part> {
        Ok(Part { kind: kind_of(self.kind)?, value: self.value.into(), ..Part::delete(self.key) })
    }
}

/// How operations go out.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct SyncBody<'a> {
    node: &'a str,
    batch_len: u64,
    attempts_max: u32,
    retry_interval_ms: i64,
    retry_cap_ms: i64,
    ack_timeout_ms: i64,
    clock_drift_ms: i64,
    auto_queue: bool,
    require_ack: bool,
    ack_level: u8,
    outbox_ops_max: u64,
    outbox_bytes_max: u64,
    when_full: u8,
}

impl<'a> SyncBody<'a> {
    /// Of the options that a call was given.
    pub fn of(options: &'a SyncOptions) -> Self {
        Self {
            node: options.node.as_str(),
            batch_len: options.batch_len as u64,
            attempts_max: options.attempts_max,
            retry_interval_ms: options.retry_interval_ms,
            retry_cap_ms: options.retry_cap_ms,
            ack_timeout_ms: options.ack_timeout_ms,
            clock_drift_ms: options.clock_drift_ms,
            auto_queue: options.auto_queue,
            require_ack: options.require_ack,
            ack_level: options.ack_level as u8,
            outbox_ops_max: options.outbox_ops_max,
            outbox_bytes_max: options.outbox_bytes_max,
            when_full: options.when_full as u8,
        }
    }

    /// The options.
    pub fn to_options(self) -> Result<SyncOptions> {
        let mut options = SyncOptions::new(NodeId::new(self.node)?);
        options.batch_len = usize::try_from(self.batch_len).unwrap_or(usize::MAX);
        options.attempts_max = self.attempts_max;
        options.retry_interval_ms = self.retry_interval_ms;
        options.retry_cap_ms = self.retry_cap_ms;
        options.ack_timeout_ms = self.ack_timeout_ms;
        options.clock_drift_ms = self.clock_drift_ms;
        options.auto_queue = self.auto_queue;
        options.require_ack = self.require_ack;
        options.ack_level = Level::from_number(self.ack_level)
            .ok_or_else(|| unknown("ack level", u64::from(self.ack_level)))?;
        options.outbox_ops_max = self.outbox_ops_max;
        options.outbox_bytes_max = self.outbox_bytes_max;
        options.when_full = WhenFull::from_number(self.when_full)
            .ok_or_else(|| unknown("when_full", u64::from(self.when_full)))?;
        Ok(options)
    }
}

/// How a session was begun.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct SessionBody<'a> {
    /// Who is expected.
    pub peer: Option<&'a str>,
    /// The lease of a peer that is not registered yet, in milliseconds.
    pub accept_lease_ms: Option<i64>,
    /// Longest frame that is taken, in bytes.
    pub frame_bytes_max: u32,
    /// Bytes of operations that may be under way at once.
    pub window_bytes: u64,
    /// Whether the peer's state is taken,
    pub accept_snapshot: bool,
    /// up to so many bytes,
    pub snapshot_bytes_max: u64,
    /// in steps of so many.
    pub snapshot_step_bytes: u64,
}

fn kind_of(number: u8) -> Result<Kind> {
    Kind::from_number(number).ok_or_else(|| unknown("kind", u64::from(number)))
}

fn unknown(what: &str, number: u64) -> Error {
    Error::new(Code::Corrupted, "the recording is damaged", format!("{what} {number}"))
}
