// SPDX-License-Identifier: Apache-2.0
//! What a client is told when it is opened.

use std::collections::BTreeMap;

use crate::base::error::{Result, invalid};
use crate::base::limits::KEEPALIVE_MS_DEFAULT;
use crate::client::{ClientOptions, DiscoveryOptions, TransportOptions};
use crate::transport::keys::{Keys, Secret};

use super::buf::{input, input_text};
use super::guard::{guard, put_struct};
use super::status::sda_status;

/// What a client is told beside the options of its engine. Fill it with `sda_client_options_init`
/// first.
#[repr(C)]
pub struct sda_client_options {
    /// Size of this struct in bytes, as the caller knows it.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// How the node is called towards people, UTF-8, up to 255 bytes; empty for its name. Default:
    /// empty.
    pub display_name: *const u8,
    /// Length of that in bytes.
    pub display_name_len: usize,
    /// The application's version, UTF-8, 1 to 255 bytes. Default: `0.1.0`.
    pub version: *const u8,
    /// Length of that in bytes.
    pub version_len: usize,
    /// Not 0 lets the client reach peers over TCP. Default: 0.
    pub transport_enabled: u32,
    /// The port to serve, 0 to 65535; 0 for one that the system chooses. Default: 0.
    pub transport_port: u32,
    /// The address to serve, UTF-8: an IP address, `localhost`, or a name of this host. Without a
    /// key it must stay within this machine. Default: `0.0.0.0`.
    pub transport_host: *const u8,
    /// Length of that in bytes.
    pub transport_host_len: usize,
    /// A secret of 32 bytes that all nodes of a group have; NULL for none. Default: none.
    pub group_key: *const u8,
    /// Its length: 0 or 32.
    pub group_key_len: usize,
    /// A secret of 32 bytes of this node alone, from `sda_keys_generate`; NULL for none. Peers are
    /// then let in with `sda_client_trust`. Excludes a group key. Default: none.
    pub secret_key: *const u8,
    /// Its length: 0 or 32.
    pub secret_key_len: usize,
    /// How long a link may be quiet before the other end is asked for a sign of life, in
    /// milliseconds, 1 to 30 days. Default: 15 s.
    pub keepalive_ms: i64,
    /// The lease under which a peer is registered that is met or called for the first time, in
    /// milliseconds, not negative; 0 for ever. Default: 0.
    pub lease_ms: i64,
    /// Not 0 lets the client find peers. Default: 0.
    pub discovery_enabled: u32,
    /// The port that all nodes use to find each other, 1 to 65535. Default: 0, which is none.
    pub discovery_port: u32,
    /// The IPv4 address of the interface to look on, UTF-8; `0.0.0.0` for the usual one. Without a
    /// key it must stay within this machine. Default: `0.0.0.0`.
    pub discovery_host: *const u8,
    /// Length of that in bytes.
    pub discovery_host_len: usize,
    /// Not 0 calls who is found, as long as the transport runs. Default: 1.
    pub discovery_connects: u32,
    /// Must be 0.
    pub reserved_2: u32,
}

const VERSION_DEFAULT: &str = "0.1.0";
const HOST_DEFAULT: &str = "0.0.0.0";

impl sda_client_options {
    /// The defaults.
    pub fn defaults() -> Self {
        Self {
            struct_size: size_of::<Self>() as u32,
            reserved: 0,
            display_name: std::ptr::null(),
            display_name_len: 0,
            version: VERSION_DEFAULT.as_ptr(),
            version_len: VERSION_DEFAULT.len(),
            transport_enabled: 0,
            transport_port: 0,
            transport_host: HOST_DEFAULT.as_ptr(),
            transport_host_len: HOST_DEFAULT.len(),
            group_key: std::ptr::null(),
            group_key_len: 0,
            secret_key: std::ptr::null(),
            secret_key_len: 0,
            keepalive_ms: KEEPALIVE_MS_DEFAULT,
            lease_ms: 0,
            discovery_enabled: 0,
            discovery_port: 0,
            discovery_host: HOST_DEFAULT.as_ptr(),
            discovery_host_len: HOST_DEFAULT.len(),
            discovery_connects: 1,
            reserved_2: 0,
        }
    }

    /// Takes what is told here over into the options.
    ///
    /// # Safety
    /// The texts are valid for the call.
    pub(super) unsafe fn convert(&self, options: &mut ClientOptions) -> Result<()> {
        for (name, value) in [("reserved", self.reserved), ("reserved_2", self.reserved_2)] {
            if value != 0 {
                return Err(invalid(MESSAGE, format!("{name} is {value}, must be 0")));
            }
        }
        // SAFETY: as promised by the caller.
        unsafe {
            let name = input_text(self.display_name, self.display_name_len, "display name")?;
            options.display_name = name.to_owned();
            options.version = input_text(self.version, self.version_len, "version")?.to_owned();
            options.keys = self.keys()?;
            if self.transport_enabled != 0 {
                let host = input_text(self.transport_host, self.transport_host_len, "host")?;
                let mut transport = TransportOptions::new(host, port_of(self.transport_port)?);
                transport.keepalive_ms = self.keepalive_ms;
                options.transport = Some(transport);
            }
            if self.discovery_enabled != 0 {
                let host = input_text(self.discovery_host, self.discovery_host_len, "host")?;
                options.discovery = Some(DiscoveryOptions {
                    host: host.to_owned(),
                    port: port_of(self.discovery_port)?,
                    connects: self.discovery_connects != 0,
                });
            }
        }
        options.lease_ms = self.lease_ms;
        Ok(())
    }

    /// # Safety
    /// The keys are valid for the call.
    unsafe fn keys(&self) -> Result<Keys> {
        // SAFETY: as promised by the caller.
        let (group, own) = unsafe {
            let group = input(self.group_key, self.group_key_len, "group key")?;
            (group, input(self.secret_key, self.secret_key_len, "secret key")?)
        };
        match (group.is_empty(), own.is_empty()) {
            (true, true) => Ok(Keys::None),
            (false, true) => Secret::new(group).map(Keys::Group),
            (true, false) => Ok(Keys::Pinned { secret: Secret::new(own)?, peers: BTreeMap::new() }),
            (false, false) => Err(invalid(MESSAGE, "a group key and a secret key")),
        }
    }
}

const MESSAGE: &str = "invalid client options";

pub(super) fn port_of(port: u32) -> Result<u16> {
    let context = || format!("port {port}, allowed are up to {}", u16::MAX);
    u16::try_from(port).map_err(|_| invalid(MESSAGE, context()))
}

/// Fills client options with the defaults.
///
/// Parameters: `options`: writable, `struct_size` set to its size by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
/// Ownership: the text of the version is static.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_options_init(options: *mut sda_client_options) -> sda_status {
    // SAFETY: the caller passes NULL or `struct_size` writable bytes.
    unsafe {
        guard(std::ptr::null_mut(), || {
            put_struct(options, sda_client_options::defaults(), "options")
        })
    }
}
