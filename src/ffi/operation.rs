// SPDX-License-Identifier: Apache-2.0
//! Operations as C sees them: one to hand in, lists of them with their delivery state to read.

use std::sync::Arc;

use crate::base::error::{Result, invalid};
use crate::base::id::{Dot, NodeId, Origin, check_sync_id, foreign_seq, parse_sync_id};
use crate::base::limits::VALUE_BYTES_MAX;
use crate::base::op::{Bytes, Kind, Operation};
use crate::base::stamp::Stamp;
use crate::engine::Delivery;
use crate::outbox::entry::{Entry, Status};
use crate::sync::{message, parts};

use super::buf::{fill, input, input_text, sda_buf};
use super::guard::{check_struct, get_struct, guard, put, put_struct};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// The operation goes out.
pub const SDA_DIRECTION_LOCAL_TO_REMOTE: u32 = 1;
/// The operation came in.
pub const SDA_DIRECTION_REMOTE_TO_LOCAL: u32 = 2;

/// Written, not yet given to the queue.
pub const SDA_STATUS_PENDING: u32 = 1;
/// Waits to be handed out.
pub const SDA_STATUS_QUEUED: u32 = 2;
/// Handed out, not acknowledged.
pub const SDA_STATUS_IN_FLIGHT: u32 = 3;
/// Acknowledged by its destination.
pub const SDA_STATUS_APPLIED: u32 = 5;
/// Given up after the last allowed delivery.
pub const SDA_STATUS_FAILED: u32 = 6;

/// No acknowledgement is expected.
pub const SDA_ACK_NONE: u32 = 0;
/// An acknowledgement is waited for.
pub const SDA_ACK_WAITING: u32 = 1;
/// The acknowledgement came.
pub const SDA_ACK_RECEIVED: u32 = 2;
/// The acknowledgement did not come in time.
pub const SDA_ACK_TIMED_OUT: u32 = 3;

/// One operation. Pointers are borrowed: in an input for the call, in an output from the list that
/// it was read from.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sda_op {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// `SDA_OPERATION_PUT`, `SDA_OPERATION_DELETE` or `SDA_OPERATION_GROUP`; 4 to 255 for one of a
    /// later version, whose value is as it came.
    pub operation_type: u32,
    /// `SDA_DIRECTION_…`.
    pub direction: u32,
    /// The origin's epoch; 0 in an operation made by hand.
    pub epoch: u32,
    /// The origin's sequence number; 0 to take it from the sync id.
    pub sequence: u64,
    /// The origin's log-wide counter; greater than 0.
    pub version: u64,
    /// Hybrid logical clock, milliseconds << 16 | counter; 0 to take `timestamp_ms`.
    pub stamp: u64,
    /// When the application made the write, milliseconds since 1970; greater than 0.
    pub timestamp_ms: i64,
    /// When it was submitted, milliseconds since 1970; greater than 0.
    pub created_at_ms: i64,
    /// Public id, `<node>-<sequence>`, UTF-8.
    pub sync_id: *const u8,
    /// Length of the id in bytes.
    pub sync_id_len: usize,
    /// Name of the node that made it, UTF-8.
    pub origin: *const u8,
    /// Length of the name in bytes.
    pub origin_len: usize,
    /// The key; empty in a group.
    pub key: *const u8,
    /// Length of the key in bytes.
    pub key_len: usize,
    /// The value; empty in a delete; in a group its parts, as `docs/format/operation.md` has them.
    pub value: *const u8,
    /// Length of the value in bytes.
    pub value_len: usize,
    /// What the writer had seen of the key, and in which opening of its database it wrote: bytes to
    /// carry along unread. In a group, whose parts say what was seen, the opening alone.
    pub context: *const u8,
    /// Length of the context in bytes.
    pub context_len: usize,
}

/// An operation with where it stands in the outbox.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct sda_envelope {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// `SDA_STATUS_…`; 0 for an operation that is in no outbox.
    pub status: u32,
    /// `SDA_ACK_…`.
    pub ack_status: u32,
    /// Deliveries so far.
    pub retry_count: u32,
    /// When it was last handed out, milliseconds since 1970; 0 for never.
    pub last_attempt_at_ms: i64,
    /// When it may go out again, milliseconds since 1970; 0 for at once.
    pub next_retry_at_ms: i64,
    /// When its acknowledgement becomes late, milliseconds since 1970; 0 when none is waited for.
    pub ack_due_at_ms: i64,
    /// Status of the last delivery error; 0 for none.
    pub last_error: i32,
    /// Always 0.
    pub reserved: u32,
    /// The operation.
    pub op: sda_op,
}

/// A list of operations. One thread at a time; lives on after the engine was closed.
pub struct sda_ops {
    items: Vec<Item>,
}

struct Item {
    op: Arc<Operation>,
    entry: Option<Entry>,
    direction: u32,
    ack_due_at_ms: i64,
    sync_id: String,
    context: Vec<u8>,
    /// The parts of a group as bytes.
    parts: Vec<u8>,
}

impl Tagged for sda_ops {
    const TAG: u64 = 0x7364_615f_6f70_7300;
    const NAME: &'static str = "sda_ops";
}

impl sda_ops {
    /// A list of outbox entries. `ack_due` turns a due time into wall clock.
    pub fn of_deliveries(
        deliveries: Vec<Delivery>,
        ack_due: impl Fn(i64) -> i64,
    ) -> Result<*mut Self> {
        let mut items = Vec::with_capacity(deliveries.len());
        for Delivery { op, entry } in deliveries {
            let due = entry.ack_due_ms().map_or(0, &ack_due);
            items.push(Item::new(op, Some(entry), SDA_DIRECTION_LOCAL_TO_REMOTE, due)?);
        }
        Ok(handle::give(Self { items }))
    }

    /// A list of operations that are in no outbox.
    pub fn of_operations(ops: Vec<Arc<Operation>>, direction: u32) -> Result<*mut Self> {
        let items = ops.into_iter().map(|op| Item::new(op, None, direction, 0));
        Ok(handle::give(Self { items: items.collect::<Result<_>>()? }))
    }

    /// A list of one operation that is in no outbox.
    pub fn of_operation(op: Arc<Operation>, direction: u32) -> Result<*mut Self> {
        Self::of_operations(vec![op], direction)
    }
}

impl Item {
    fn new(
        op: Arc<Operation>,
        entry: Option<Entry>,
        direction: u32,
        ack_due_at_ms: i64,
    ) -> Result<Self> {
        let mut context = Vec::new();
        message::encode_context(&op.context, op.opening, &mut context)?;
        let mut parts = Vec::new();
        parts::encode(&op, &mut parts)?;
        let sync_id = op.dot.sync_id();
        Ok(Self { op, entry, direction, ack_due_at_ms, sync_id, context, parts })
    }

    fn envelope(&self) -> sda_envelope {
        let entry = self.entry.as_ref();
        let time = |time: fn(&Entry) -> i64| entry.map_or(0, time);
        sda_envelope {
            struct_size: 0,
            status: entry.map_or(0, |entry| entry.status as u32),
            ack_status: entry.map_or(SDA_ACK_NONE, ack_status),
            retry_count: entry.map_or(0, |entry| entry.attempts),
            last_attempt_at_ms: time(|entry| entry.last_attempt_at_ms),
            next_retry_at_ms: time(|entry| entry.next_attempt_at_ms),
            ack_due_at_ms: self.ack_due_at_ms,
            last_error: entry.map_or(0, |entry| -i32::from(entry.last_error)),
            reserved: 0,
            op: self.op(),
        }
    }

    fn op(&self) -> sda_op {
        let origin = self.op.dot.origin.node.as_str();
        let value: &[u8] = if self.op.is_group() { &self.parts } else { &self.op.value };
        sda_op {
            struct_size: size_of::<sda_op>() as u32,
            operation_type: u32::from(self.op.kind.number()),
            direction: self.direction,
            epoch: self.op.dot.origin.epoch,
            sequence: self.op.dot.seq,
            version: self.op.version,
            stamp: self.op.stamp.0,
            timestamp_ms: self.op.timestamp_ms,
            created_at_ms: self.op.created_ms,
            sync_id: self.sync_id.as_ptr(),
            sync_id_len: self.sync_id.len(),
            origin: origin.as_ptr(),
            origin_len: origin.len(),
            key: self.op.key.as_ptr(),
            key_len: self.op.key.len(),
            value: value.as_ptr(),
            value_len: value.len(),
            context: self.context.as_ptr(),
            context_len: self.context.len(),
        }
    }
}

impl sda_op {
    /// An operation with nothing in it.
    pub fn empty() -> Self {
        // SAFETY: integers and pointers, all of which may be zero.
        unsafe { std::mem::zeroed() }
    }

    /// The operation, its ids checked.
    ///
    /// # Safety
    /// Pointers and lengths are valid for the call.
    pub unsafe fn to_operation(self) -> Result<Operation> {
        const MESSAGE: &str = "invalid remote sync operation";
        // SAFETY: as promised by the caller.
        let (sync_id, origin, key, value, context) = unsafe {
            (
                input_text(self.sync_id, self.sync_id_len, "sync id")?,
                input_text(self.origin, self.origin_len, "origin")?,
                input(self.key, self.key_len, "key")?,
                input(self.value, self.value_len, "value")?,
                input(self.context, self.context_len, "context")?,
            )
        };
        check_sync_id(sync_id)?;
        let named = parse_sync_id(sync_id).filter(|(node, _)| *node == origin);
        let seq = match (self.epoch, self.sequence) {
            (0, 0) => named.map_or_else(|| foreign_seq(sync_id), |(_, seq)| seq),
            (_, seq) if named == Some((origin, seq)) => seq,
            // An id made by hand has the number that was made of it.
            (0, seq) if named.is_none() && seq == foreign_seq(sync_id) => seq,
            (_, seq) => {
                let context = format!("sync id {sync_id} is not {origin}-{seq}");
                return Err(invalid(MESSAGE, context));
            }
        };
        let stamp =
            if self.stamp == 0 { Stamp::from_ms(self.timestamp_ms) } else { Stamp(self.stamp) };
        let node = NodeId::new(origin)?;
        let kind = u8::try_from(self.operation_type).ok().and_then(Kind::from_number);
        let kind = kind.ok_or_else(|| {
            let context = format!("operation type {}, allowed are 1 to 255", self.operation_type);
            invalid(MESSAGE, context)
        })?;
        let (value, parts) = match kind {
            Kind::Group => (Bytes::default(), parts::decode(value)?),
            _ => (value.into(), Vec::new()),
        };
        let (context, opening) = message::decode_context(context)?;
        Ok(Operation {
            dot: Dot { origin: Origin { node, epoch: self.epoch }, seq },
            stamp,
            opening,
            context,
            version: self.version,
            timestamp_ms: self.timestamp_ms,
            created_ms: self.created_at_ms,
            kind,
            key: key.into(),
            value,
            parts,
        })
    }
}

fn ack_status(entry: &Entry) -> u32 {
    match entry.status {
        Status::InFlight if entry.awaits_ack => SDA_ACK_WAITING,
        Status::Pending | Status::Queued | Status::InFlight => SDA_ACK_NONE,
        Status::Applied => SDA_ACK_RECEIVED,
        Status::Failed => SDA_ACK_TIMED_OUT,
    }
}

/// The number of operations in a list.
///
/// Parameters: `ops`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_ops_len(ops: *const sda_ops) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(ops) }.map_or(0, |ops| ops.items.len())
}

/// One operation of a list.
///
/// Parameters: `ops`: a list. `index`: from 0. `envelope`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the pointers in the envelope are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_ops_get(
    ops: *const sda_ops,
    index: usize,
    envelope: *mut sda_envelope,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let ops = handle::borrow(ops)?;
            // As much of it as the caller's envelope has room for: it may be handed in again.
            let room = check_struct(envelope, "envelope")?;
            let Some(item) = ops.items.get(index) else { return Ok(SDA_NOTHING) };
            let mut out = item.envelope();
            let room = room.saturating_sub(std::mem::offset_of!(sda_envelope, op));
            out.op.struct_size = out.op.struct_size.min(room as u32);
            put_struct(envelope, out, "envelope")
        })
    }
}

/// Frees a list.
///
/// Parameters: `ops`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_ops_free(ops: *mut sda_ops) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(ops) });
}

/// The wire bytes of an operation, as `docs/format/operation.md` describes them.
///
/// Parameters: `op`: `struct_size` set by the caller. `bytes`: filled with the bytes.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for an operation that no peer would take.
/// Ownership: the caller frees the buffer.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_op_encode(
    op: *const sda_op,
    bytes: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let op = get_struct(op, sda_op::empty(), "op")?.to_operation()?;
            let mut out = Vec::with_capacity(op.payload_bytes() + 256);
            message::encode(&op, &mut out)?;
            message::decode(&out, VALUE_BYTES_MAX)?;
            fill(bytes, &out).map(|()| SDA_OK)
        })
    }
}

/// Reads the wire bytes of one operation, as a list of one with direction remote to local.
///
/// Parameters: `bytes`: exactly one operation, from anywhere. `ops`: where the list goes.
/// Returns: `SDA_OK`; `SDA_ERROR_CORRUPTED` for bytes that are not an operation;
/// `SDA_ERROR_UNSUPPORTED_FORMAT` for one of a later version; `SDA_ERROR_INVALID_ARGUMENT` for
/// fields out of range.
/// Ownership: the caller frees the list with `sda_ops_free`. The bytes are borrowed for the call.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_op_decode(
    bytes: *const u8,
    bytes_len: usize,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            super::guard::check_output(ops, "ops")?;
            let op = message::decode(input(bytes, bytes_len, "bytes")?, VALUE_BYTES_MAX)?;
            put(ops, sda_ops::of_operation(Arc::new(op), SDA_DIRECTION_REMOTE_TO_LOCAL)?, "ops")
        })
    }
}
