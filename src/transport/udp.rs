// SPDX-License-Identifier: Apache-2.0
//! The only other file that uses the system's sockets: datagrams to a group, never blocking.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};

use socket2::{Domain, Protocol, Socket, Type};

/// The group that beacons go to: one of those that stay within an organisation (RFC 2365).
const GROUP: Ipv4Addr = Ipv4Addr::new(239, 255, 83, 68);

/// A socket that shares its port with others on this machine, and hears the group.
pub struct GroupSocket {
    socket: UdpSocket,
    /// The interfaces that are spoken on.
    interfaces: Vec<Ipv4Addr>,
    port: u16,
}

impl GroupSocket {
    /// Joins the group on the interface with an address; on the usual one and within this machine
    /// for `0.0.0.0`.
    pub fn join(host: &str, port: u16) -> io::Result<Self> {
        let at = match super::udp_host(host) {
            Some(at) => at,
            None => return Err(io::Error::from(io::ErrorKind::InvalidInput)),
        };
        let socket = Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::UDP))?;
        socket.set_reuse_address(true)?;
        socket.set_nonblocking(true)?;
        socket.bind(&SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, port).into())?;
        socket.set_multicast_loop_v4(true)?;
        let wanted = if at.is_unspecified() { vec![at, Ipv4Addr::LOCALHOST] } else { vec![at] };
        let mut interfaces = Vec::new();
        let mut failed = None;
        for interface in wanted {
            match socket.join_multicast_v4(&GROUP, &interface) {
                Ok(()) => interfaces.push(interface),
                // A machine without a network still finds its own nodes.
                Err(cause) => failed = Some(cause),
            }
        }
        match failed {
            Some(cause) if interfaces.is_empty() => Err(cause),
            _ => Ok(Self { socket: socket.into(), interfaces, port }),
        }
    }

    /// Says something to the group. What cannot be sent now is said again later anyway.
    pub fn say(&self, bytes: &[u8]) {
        for interface in &self.interfaces {
            let socket = socket2::SockRef::from(&self.socket);
            if socket.set_multicast_if_v4(interface).is_ok() {
                let _ = self.socket.send_to(bytes, (GROUP, self.port));
            }
        }
    }

    /// The next datagram, with where it came from; None when there is none.
    pub fn hear(&self, into: &mut [u8]) -> Option<(usize, IpAddr)> {
        let heard = self.socket.recv_from(into).ok()?;
        Some((heard.0, SocketAddr::ip(&heard.1)))
    }
}
