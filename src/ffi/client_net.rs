// SPDX-License-Identifier: Apache-2.0
//! What a client does with its peers: serve, call, find, wait.

use crate::base::error::Result;
use crate::client::KnownPeer;

use super::buf::{fill, input, input_text, sda_buf};
use super::client::sda_client;
use super::client_options::port_of;
use super::engine::done;
use super::guard::{check_output, check_struct, guard, guard_client, guard_wait, put, put_struct};
use super::handle::{self, Tagged};
use super::peer::node_of;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};
use super::sync::counted;

/// Peers that a client knows: a list.
pub struct sda_known_peers {
    all: Vec<KnownPeer>,
}

impl Tagged for sda_known_peers {
    const TAG: u64 = 0x7364_615f_6b6e_6f77;
    const NAME: &'static str = "sda_known_peers";
}

/// A peer that is found, called or there.
#[repr(C)]
pub struct sda_known_peer {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 while a link with it is open.
    pub is_connected: u32,
    /// 1 when it was found, and said lately that it is there.
    pub is_found: u32,
    /// The port that it serves; 0 for one that called and was not found.
    pub port: u32,
    /// Its name, UTF-8.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
    /// Where it serves, UTF-8; empty for one that called and was not found.
    pub host: *const u8,
    /// Length of that in bytes.
    pub host_len: usize,
}

/// Makes a secret key and the public key that belongs to it, from the system's randomness. Such a
/// secret serves as a group key as well; its public key is then of no use.
///
/// Parameters: `secret_key`, `public_key`: filled with 32 bytes each.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when this build has no transport;
/// `SDA_ERROR_INTERNAL` when the system has no randomness.
/// Ownership: the caller frees the buffers, and keeps the secret safe: the library does not.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_keys_generate(
    secret_key: *mut sda_buf,
    public_key: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            check_output(secret_key, "secret_key")?;
            check_output(public_key, "public_key")?;
            let (secret, public) = generated()?;
            fill(secret_key, &secret)?;
            fill(public_key, &public).map(|()| SDA_OK)
        })
    }
}

/// Lets a peer in by its public key, when the client was opened with a secret key. Holds from the
/// next start of transport and discovery on.
///
/// Parameters: `node_id`: its name, UTF-8, 1 to 255 bytes. `public_key`: 32 bytes.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a name or key out of range;
/// `SDA_ERROR_INVALID_STATE` when the client has no secret key.
/// Ownership: name and key are borrowed for the call.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_trust(
    client: *const sda_client,
    node_id: *const u8,
    node_id_len: usize,
    public_key: *const u8,
    public_key_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let key = input(public_key, public_key_len, "public key")?;
            done(client.trust(&node_of(node_id, node_id_len)?, key))
        })
    }
}

/// Begins to serve and to call, as the options say. Bytes move in `sda_client_tick`,
/// `sda_client_process_transport_events` and `sda_client_wait`, in no other call and in no thread.
///
/// Parameters: `client`: a client.
/// Returns: `SDA_OK`, also when it runs already; `SDA_ERROR_INVALID_STATE` when the options have no
/// transport, or this build has none; `SDA_ERROR_PERMISSION_DENIED` for an address beyond this
/// machine without a key; `SDA_ERROR_UNKNOWN` and others when the system refuses the address.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_start_transport(
    client: *const sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| done(client.start_transport())) }
}

/// Ends every link and serves no more. What is owed stays owed.
///
/// Parameters: `client`: a client.
/// Returns: `SDA_OK`, also when it does not run.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_stop_transport(
    client: *const sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| done(client.stop_transport())) }
}

/// Whether the transport runs, and which port it serves.
///
/// Parameters: `port`: the port; may be NULL.
/// Returns: `SDA_OK` when it runs; `SDA_NOTHING` when not, the output untouched.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_transport_running(
    client: *const sda_client,
    port: *mut u32,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            if !client.is_transport_running()? {
                return Ok(SDA_NOTHING);
            }
            let served = client.served_port()?.map_or(0, u32::from);
            if port.is_null() { Ok(SDA_OK) } else { put(port, served, "port") }
        })
    }
}

/// Registers a peer and has it called, now and whenever the link is lost, until
/// `sda_client_disconnect`. Whether it is reached is told by events.
///
/// Parameters: `node_id`: its name, UTF-8, 1 to 255 bytes: somebody else at that place is refused.
/// `host`: UTF-8; an IP address costs no time, a name is looked up within the call. `port`: 1 to
/// 65535.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a name, host or port that cannot be, and for
/// this node itself; `SDA_ERROR_PERMISSION_DENIED` for a place beyond this machine without a key,
/// and for a peer without one under pinned keys; `SDA_ERROR_INVALID_STATE` when the transport does
/// not run.
/// Ownership: name and host are borrowed for the call.
/// Threads: any.
/// Durability: the registration, as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_connect(
    client: *const sda_client,
    node_id: *const u8,
    node_id_len: usize,
    host: *const u8,
    host_len: usize,
    port: u32,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let node = node_of(node_id, node_id_len)?;
            let host = input_text(host, host_len, "host")?;
            done(client.connect(&node, host, port_of(port)?))
        })
    }
}

/// Ends the link with a peer and calls it no more. It stays registered, and may call.
///
/// Parameters: `node_id`: its name, UTF-8.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is neither called nor there;
/// `SDA_ERROR_INVALID_STATE` when the transport does not run.
/// Ownership: the name is borrowed for the call.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_disconnect(
    client: *const sda_client,
    node_id: *const u8,
    node_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            done(client.disconnect(&node_of(node_id, node_id_len)?))
        })
    }
}

/// Moves what there is to move between peers and this node, without waiting.
///
/// Parameters: `events_max`: events of the transport to be handled at most. `count`: how many were;
/// may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when the transport does not run;
/// `SDA_ERROR_UNKNOWN` when the network of the system fails.
/// Threads: any; one moves, the others wait for it.
/// Durability: as `sda_session_handle` and `sda_session_poll_transmit`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_process_transport_events(
    client: *const sda_client,
    events_max: u64,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let events_max = usize::try_from(events_max).unwrap_or(usize::MAX);
            counted(count, client.process_transport_events(events_max))
        })
    }
}

/// As `sda_client_process_transport_events`, but waits for something to happen: a message, a write,
/// a time that has come. The one call that waits, because it is asked to; any other call on the
/// client ends every wait that has begun, but another wait does not. `sda_client_close` ends all.
///
/// Parameters: `wait_ms`: how long at most, in milliseconds; 0 or less does not wait. `count`: how
/// many events of the transport were handled, often 0; may be NULL.
/// Returns: as `sda_client_process_transport_events`.
/// Threads: any.
/// Durability: as `sda_client_process_transport_events`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_wait(
    client: *const sda_client,
    wait_ms: i64,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_wait(client, error, |client| counted(count, client.wait(wait_ms))) }
}

/// Begins to look for peers, and to be found where the transport serves.
///
/// Parameters: `client`: a client.
/// Returns: `SDA_OK`, also when it runs already; `SDA_ERROR_INVALID_STATE` when the options have no
/// discovery, or this build has none; `SDA_ERROR_PERMISSION_DENIED` for an interface beyond this
/// machine without a key; `SDA_ERROR_INVALID_ARGUMENT` for a host that is no IPv4 address;
/// `SDA_ERROR_UNKNOWN` when the system refuses it.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_start_discovery(
    client: *const sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| done(client.start_discovery())) }
}

/// Looks for nobody any more. Links stay.
///
/// Parameters: `client`: a client.
/// Returns: `SDA_OK`, also when it does not run.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_stop_discovery(
    client: *const sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| done(client.stop_discovery())) }
}

/// Whether peers are looked for.
///
/// Parameters: `client`: a client.
/// Returns: `SDA_OK` when they are; `SDA_NOTHING` when not.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_discovery_running(
    client: *const sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            Ok(if client.is_discovery_running()? { SDA_OK } else { SDA_NOTHING })
        })
    }
}

/// The peers that are found, called or there, in order of their names.
///
/// Parameters: `client`: a client. `peers`: where the list goes.
/// Returns: `SDA_OK`; an empty list when nothing runs.
/// Ownership: the caller frees the list with `sda_known_peers_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_peers(
    client: *const sda_client,
    peers: *mut *mut sda_known_peers,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            check_output(peers, "peers")?;
            put(peers, handle::give(sda_known_peers { all: client.known_peers()? }), "peers")
        })
    }
}

/// The number of peers in a list.
///
/// Parameters: `peers`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_known_peers_len(peers: *const sda_known_peers) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(peers) }.map_or(0, |peers| peers.all.len())
}

/// One peer of a list.
///
/// Parameters: `peers`: a list. `index`: from 0. `peer`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the texts are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_known_peers_get(
    peers: *const sda_known_peers,
    index: usize,
    peer: *mut sda_known_peer,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let list = handle::borrow(peers)?;
            check_struct(peer, "peer")?;
            let Some(known) = list.all.get(index) else {
                return Ok(SDA_NOTHING);
            };
            let out = sda_known_peer {
                struct_size: 0,
                is_connected: u32::from(known.is_connected),
                is_found: u32::from(known.is_found),
                port: u32::from(known.port),
                node_id: known.node.as_str().as_ptr(),
                node_id_len: known.node.as_str().len(),
                host: known.host.as_ptr(),
                host_len: known.host.len(),
            };
            put_struct(peer, out, "peer")
        })
    }
}

/// Frees a list.
///
/// Parameters: `peers`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_known_peers_free(peers: *mut sda_known_peers) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(peers) });
}

#[cfg(feature = "tcp")]
fn generated() -> Result<([u8; 32], [u8; 32])> {
    let (secret, public) = crate::transport::keys::generate()?;
    Ok((*secret.bytes(), public))
}

#[cfg(not(feature = "tcp"))]
fn generated() -> Result<([u8; 32], [u8; 32])> {
    use crate::base::error::{Code, Error};
    Err(Error::new(Code::InvalidState, "transport is not initialized", "this build has no tcp"))
}
