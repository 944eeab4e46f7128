// SPDX-License-Identifier: Apache-2.0
//! Links of a client that the application carries over channels of its own.

use super::buf::{fill, input, sda_buf};
use super::client::sda_client;
use super::engine::done;
use super::guard::{check_output, guard_client, put};
use super::peer::node_of;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// Begins to talk with peers over channels of the application: a radio, a cable, a web socket. The
/// options need no transport. A transport that ran before is stopped. Ends with
/// `sda_client_stop_transport`.
///
/// The application says with `sda_client_open_link` that a channel is there, hands what comes over
/// it to `sda_client_receive`, and carries what `sda_client_next_message` answers after each turn.
/// A channel must bring messages whole and in order, or be closed; who is at its other end is the
/// application's to know.
///
/// Parameters: `client`: a client.
/// Returns: `SDA_OK`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_start_carrying(
    client: *const sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| done(client.start_carrying())) }
}

/// Says that a channel with a node is there. Of two channels between the same nodes one stays.
///
/// Parameters: `node_id`: the node at the other end, UTF-8, 1 to 255 bytes. `is_ours`: not 0 at the
/// end that has begun the channel, 0 at the other. `link`: the name of the link, which is never
/// given twice.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` unless links are carried;
/// `SDA_ERROR_INVALID_ARGUMENT` for a name out of range; `SDA_ERROR_BACKPRESSURE` for one too many.
/// Ownership: the name is borrowed for the call.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_open_link(
    client: *const sda_client,
    node_id: *const u8,
    node_id_len: usize,
    is_ours: u32,
    link: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let node = node_of(node_id, node_id_len)?;
            check_output(link, "link")?;
            put(link, client.open_link(&node, is_ours != 0)?, "link")
        })
    }
}

/// Hands in a message that came over a link. It is dealt with in the next turn.
///
/// Parameters: `link`: from `sda_client_open_link`. `message`: as `sda_client_next_message` of the
/// other end answered it.
/// Returns: `SDA_OK`; `SDA_ERROR_CLOSED` for a link that is over; `SDA_ERROR_INVALID_ARGUMENT` for
/// a message that is longer than any; `SDA_ERROR_BACKPRESSURE` while much waits: take a turn and
/// hand it in again; `SDA_ERROR_INVALID_STATE` unless links are carried.
/// Ownership: the message is borrowed for the call.
/// Threads: any; it ends the wait of another thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_receive(
    client: *const sda_client,
    link: u64,
    message: *const u8,
    message_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            done(client.receive(link, input(message, message_len, "message")?))
        })
    }
}

/// Takes the next message that is to go over a link.
///
/// Parameters: `link`: from `sda_client_open_link`. `message`: filled with the message.
/// Returns: `SDA_OK`; `SDA_NOTHING` when there is none before the next turn, the buffer untouched;
/// `SDA_ERROR_CLOSED` for a link that is over: its channel is of no more use;
/// `SDA_ERROR_INVALID_STATE` unless links are carried.
/// Ownership: the caller frees the buffer; it may be reused for the next call.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_next_message(
    client: *const sda_client,
    link: u64,
    message: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            check_output(message, "message")?;
            match client.next_message(link)? {
                Some(bytes) => fill(message, &bytes).map(|()| SDA_OK),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

/// Says that a channel is there no more.
///
/// Parameters: `link`: from `sda_client_open_link`.
/// Returns: `SDA_OK`, also for a link that is over; `SDA_ERROR_INVALID_STATE` unless links are
/// carried.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_close_link(
    client: *const sda_client,
    link: u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| done(client.close_link(link))) }
}
