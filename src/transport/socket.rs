// SPDX-License-Identifier: Apache-2.0
//! The only file that uses the system's sockets: TCP, never blocking, behind one readiness queue.

use core::time::Duration;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token, Waker};

use super::{LinkId, Wake};

const LISTENER: Token = Token(usize::MAX);
const WAKER: Token = Token(usize::MAX - 1);
/// Readiness events that one look at the queue brings.
const READY_LEN_MAX: usize = 256;

/// Sockets by the names of their links.
pub struct Sockets {
    poll: Poll,
    events: Events,
    waker: Arc<Waker>,
    listener: Option<TcpListener>,
    streams: BTreeMap<LinkId, TcpStream>,
}

/// What became ready.
#[derive(Debug, Default)]
pub struct Ready {
    /// Somebody calls.
    pub is_called: bool,
    /// Links with something to read, to write, or at an end.
    pub links: Vec<LinkId>,
}

struct PollWake(Arc<Waker>);

impl Wake for PollWake {
    fn wake(&self) {
        // When it fails, the wait ends by its own time.
        let _ = self.0.wake();
    }
}

impl Sockets {
    pub fn new() -> io::Result<Self> {
        let poll = Poll::new()?;
        let waker = Arc::new(Waker::new(poll.registry(), WAKER)?);
        let events = Events::with_capacity(READY_LEN_MAX);
        Ok(Self { poll, events, waker, listener: None, streams: BTreeMap::new() })
    }

    pub fn waker(&self) -> Arc<dyn Wake> {
        Arc::new(PollWake(self.waker.clone()))
    }

    /// Serves an address. Returns the port, which the system chooses for port 0.
    pub fn listen(&mut self, at: SocketAddr) -> io::Result<u16> {
        let mut listener = TcpListener::bind(at)?;
        self.poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
        let port = listener.local_addr()?.port();
        self.listener = Some(listener);
        Ok(port)
    }

    /// Takes one call; None when nobody calls.
    pub fn accept(&mut self, link: LinkId) -> io::Result<Option<SocketAddr>> {
        let Some(listener) = &self.listener else { return Ok(None) };
        match listener.accept() {
            Ok((stream, from)) => self.add(link, stream).map(|()| Some(from)),
            Err(cause) if cause.kind() == io::ErrorKind::WouldBlock => Ok(None),
            Err(cause) => Err(cause),
        }
    }

    /// Begins to call an address; a failure may show at the first read or write.
    pub fn connect(&mut self, link: LinkId, to: SocketAddr) -> io::Result<()> {
        let stream = TcpStream::connect(to)?;
        self.add(link, stream)
    }

    fn add(&mut self, link: LinkId, mut stream: TcpStream) -> io::Result<()> {
        // Where it cannot be set, small messages wait for one another.
        let _ = stream.set_nodelay(true);
        let token = Token(usize::try_from(link).unwrap_or(0));
        let both = Interest::READABLE | Interest::WRITABLE;
        self.poll.registry().register(&mut stream, token, both)?;
        self.streams.insert(link, stream);
        Ok(())
    }

    /// Reads; 0 at the end, None when there is nothing now.
    pub fn read(&mut self, link: LinkId, into: &mut [u8]) -> io::Result<Option<usize>> {
        let Some(stream) = self.streams.get_mut(&link) else { return Ok(Some(0)) };
        unless_blocked(stream.read(into))
    }

    /// Writes; None when it takes nothing now.
    pub fn write(&mut self, link: LinkId, bytes: &[u8]) -> io::Result<Option<usize>> {
        let Some(stream) = self.streams.get_mut(&link) else { return Ok(None) };
        unless_blocked(stream.write(bytes))
    }

    pub fn close(&mut self, link: LinkId) {
        if let Some(mut stream) = self.streams.remove(&link) {
            // Closing takes it out as well.
            let _ = self.poll.registry().deregister(&mut stream);
        }
    }

    pub fn close_all(&mut self) {
        self.listener = None;
        self.streams.clear();
    }

    /// Waits until something is ready, at most `wait_ms`.
    pub fn wait(&mut self, wait_ms: i64) -> io::Result<Ready> {
        let wait = Duration::from_millis(wait_ms.max(0).unsigned_abs());
        match self.poll.poll(&mut self.events, Some(wait)) {
            Err(cause) if cause.kind() != io::ErrorKind::Interrupted => return Err(cause),
            _ => {}
        }
        let mut ready = Ready::default();
        for event in &self.events {
            match event.token() {
                LISTENER => ready.is_called = true,
                WAKER => {}
                Token(link) => ready.links.push(link as LinkId),
            }
        }
        Ok(ready)
    }
}

fn unless_blocked(outcome: io::Result<usize>) -> io::Result<Option<usize>> {
    match outcome {
        Ok(len) => Ok(Some(len)),
        Err(cause) => match cause.kind() {
            // A call that is not through yet says so, too.
            io::ErrorKind::WouldBlock | io::ErrorKind::NotConnected => Ok(None),
            io::ErrorKind::Interrupted => Ok(None),
            _ => Err(cause),
        },
    }
}

/// The address of a host. An IP address costs nothing; a name is asked of the system, which may
/// take its time.
pub fn resolve(host: &str, port: u16) -> io::Result<SocketAddr> {
    if host == "localhost" {
        return Ok(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    }
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Ok(SocketAddr::new(ip, port));
    }
    let mut found = (host, port).to_socket_addrs()?;
    found.next().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
}

/// Whether an address stays within this machine.
pub fn is_loopback(at: &SocketAddr) -> bool {
    at.ip().to_canonical().is_loopback()
}
