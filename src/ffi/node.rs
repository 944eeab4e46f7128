// SPDX-License-Identifier: Apache-2.0
//! Who the node of a client is.

use crate::client::NodeInfo;

use super::client::sda_client;
use super::guard::{check_output, guard, guard_client, put, put_struct};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, sda_error, sda_status};

/// Who a node is, as it was at one moment.
pub struct sda_node_info {
    info: NodeInfo,
}

impl Tagged for sda_node_info {
    const TAG: u64 = 0x7364_615f_6e6f_6465;
    const NAME: &'static str = "sda_node_info";
}

/// What there is to say of a node. Texts are UTF-8.
#[repr(C)]
pub struct sda_node_details {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// How many capabilities it has: what `sda_node_info_capability` lists.
    pub capability_count: u32,
    /// The name under which it writes.
    pub node_id: *const u8,
    /// Length of that in bytes.
    pub node_id_len: usize,
    /// How it is called towards people; its name when nothing else was set.
    pub display_name: *const u8,
    /// Length of that in bytes.
    pub display_name_len: usize,
    /// The host's name.
    pub hostname: *const u8,
    /// Length of that in bytes.
    pub hostname_len: usize,
    /// The host's operating system.
    pub os_name: *const u8,
    /// Length of that in bytes.
    pub os_name_len: usize,
    /// The application's version.
    pub version: *const u8,
    /// Length of that in bytes.
    pub version_len: usize,
    /// When the client was opened, in milliseconds since 1970.
    pub started_at_ms: i64,
    /// How long it had been open, in milliseconds.
    pub uptime_ms: i64,
}

/// Who the node of a client is.
///
/// Parameters: `refresh`: not 0 asks now; 0 answers what was asked last, or now if it never was.
/// `info`: where the handle goes.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees it with `sda_node_info_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_node_info(
    client: *const sda_client,
    refresh: u32,
    info: *mut *mut sda_node_info,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            check_output(info, "info")?;
            let known =
                if refresh == 0 { client.node_info()? } else { client.refresh_node_info()? };
            put(info, handle::give(sda_node_info { info: known }), "info")
        })
    }
}

/// All that is said of a node.
///
/// Parameters: `info`: from `sda_client_node_info`. `details`: `struct_size` set by the caller.
/// Returns: `SDA_OK`.
/// Ownership: the texts are borrowed from the info, valid until it is freed.
/// Threads: one at a time per info.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_node_info_get(
    info: *const sda_node_info,
    details: *mut sda_node_details,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard(error, || put_struct(details, filled(&handle::borrow(info)?.info), "details")) }
}

/// One capability of a node by name, such as `sync`.
///
/// Parameters: `index`: from 0. `name`: the name, UTF-8. `name_bytes`: its length in bytes.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the number of them.
/// Ownership: the text is borrowed from the info, valid until it is freed.
/// Threads: one at a time per info.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_node_info_capability(
    info: *const sda_node_info,
    index: usize,
    name: *mut *const u8,
    name_bytes: *mut usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let info = &handle::borrow(info)?.info;
            let Some(found) = info.capabilities.get(index) else { return Ok(SDA_NOTHING) };
            check_output(name_bytes, "name_bytes")?;
            put(name, found.as_ptr(), "name")?;
            put(name_bytes, found.len(), "name_bytes")
        })
    }
}

/// Frees what was said of a node.
///
/// Parameters: `info`: an info, or NULL, which does nothing.
/// Ownership: the info is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per info.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_node_info_free(info: *mut sda_node_info) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(info) });
}

fn filled(info: &NodeInfo) -> sda_node_details {
    sda_node_details {
        struct_size: 0,
        capability_count: info.capabilities.len() as u32,
        node_id: info.node_id.as_ptr(),
        node_id_len: info.node_id.len(),
        display_name: info.display_name.as_ptr(),
        display_name_len: info.display_name.len(),
        hostname: info.hostname.as_ptr(),
        hostname_len: info.hostname.len(),
        os_name: info.os_name.as_ptr(),
        os_name_len: info.os_name.len(),
        version: info.version.as_ptr(),
        version_len: info.version.len(),
        started_at_ms: info.started_at_ms,
        uptime_ms: info.uptime_ms,
    }
}
