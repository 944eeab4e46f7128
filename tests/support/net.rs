// SPDX-License-Identifier: Apache-2.0
//! Sessions between nodes over a channel that loses, repeats, reorders, delays and damages frames,
//! with one clock for all and one seed.

use softadastra::base::id::NodeId;
use softadastra::base::random::Random;
use softadastra::engine::{Session, SessionEvent, SessionOptions};

use super::node::Node;

/// What a channel does, each in so many of a thousand frames.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    pub lost: u64,
    pub repeated: u64,
    pub damaged: u64,
    /// Longest delay of a frame, in milliseconds: frames overtake one another.
    pub delay_ms: u64,
}

/// Who sends what to whom, and what goes in its place.
pub type Tamper = Box<dyn FnMut(usize, usize, Vec<u8>) -> Vec<Vec<u8>>>;

struct Frame {
    due_ms: i64,
    order: u64,
    from: usize,
    to: usize,
    bytes: Vec<u8>,
}

/// A session of one node with another.
struct End {
    session: Session,
    from: usize,
    to: usize,
}

/// The nodes, their sessions, and what is under way between them.
pub struct Net {
    pub nodes: Vec<Node>,
    pub faults: Faults,
    pub random: Random,
    pub frame_bytes_max: usize,
    pub events: Vec<(usize, usize, SessionEvent)>,
    pub bytes_sent: u64,
    pub frames_sent: u64,
    /// Errors of `handle` and `poll_transmit`, which the caller may look at.
    pub errors: Vec<String>,
    /// Whether a node may fail to say something, because of its disk.
    pub is_tolerant: bool,
    /// What of the options of sessions is not as usual.
    pub adjust: fn(&mut SessionOptions),
    /// Looks at every frame before it is sent, and says what goes in its place.
    pub tamper: Option<Tamper>,
    ends: Vec<End>,
    under_way: Vec<Frame>,
    cut: Vec<(usize, usize)>,
    now_ms: i64,
    order: u64,
    tags: std::collections::BTreeMap<(usize, usize), u64>,
}

impl Net {
    /// Nodes named `node-0` and so on, every one registered with those that `links` join it to.
    pub fn new(nodes: Vec<Node>, links: &[(usize, usize)], seed: u64) -> Self {
        let mut net = Self {
            nodes,
            faults: Faults::default(),
            random: Random::new(seed),
            frame_bytes_max: 1 << 20,
            events: Vec::new(),
            bytes_sent: 0,
            frames_sent: 0,
            errors: Vec::new(),
            is_tolerant: false,
            adjust: |_| {},
            tamper: None,
            ends: Vec::new(),
            under_way: Vec::new(),
            cut: Vec::new(),
            now_ms: 0,
            order: 0,
            tags: Default::default(),
        };
        for &(one, other) in links {
            net.register(one, other);
            net.register(other, one);
            net.connect(one, other);
        }
        net
    }

    pub fn name(&self, at: usize) -> NodeId {
        NodeId::new(&self.nodes[at].name).unwrap()
    }

    pub fn register(&self, at: usize, peer: usize) {
        self.nodes[at].engine().register_peer(&self.name(peer), 0).unwrap();
    }

    /// Opens a session at both ends, in place of those that there are.
    pub fn connect(&mut self, one: usize, other: usize) {
        self.disconnect(one, other);
        for (from, to) in [(one, other), (other, one)] {
            let session = self.session(from, to);
            self.ends.push(End { session, from, to });
        }
    }

    fn session(&self, from: usize, to: usize) -> Session {
        let mut options = SessionOptions::new(Some(self.name(to)));
        (self.adjust)(&mut options);
        self.nodes[from].engine().open_session(options).unwrap()
    }

    /// One more node, joined to another.
    pub fn join(&mut self, node: Node, to: usize) -> usize {
        let at = self.nodes.len();
        node.clock.pass(self.now_ms);
        self.nodes.push(node);
        self.register(at, to);
        self.register(to, at);
        self.connect(at, to);
        at
    }

    /// Ends the sessions between two nodes without a word.
    pub fn disconnect(&mut self, one: usize, other: usize) {
        let is_between = |from, to| (from, to) == (one, other) || (from, to) == (other, one);
        let nodes = &self.nodes;
        for end in self.ends.iter_mut().filter(|end| is_between(end.from, end.to)) {
            end.session.close(nodes[end.from].engine()).unwrap();
        }
        self.ends.retain(|end| !is_between(end.from, end.to));
        self.under_way.retain(|frame| !is_between(frame.from, frame.to));
    }

    /// Which sessions a node has, to be begun anew after it was restarted.
    pub fn reconnect(&mut self, at: usize) {
        let others: Vec<usize> =
            self.ends.iter().filter(|end| end.from == at).map(|end| end.to).collect();
        self.ends.retain(|end| end.from != at);
        for to in others {
            let session = self.session(at, to);
            self.ends.push(End { session, from: at, to });
        }
    }

    /// Lets nothing through from one node to another, or everything again.
    pub fn set_cut(&mut self, from: usize, to: usize, is_cut: bool) {
        self.cut.retain(|pair| *pair != (from, to));
        if is_cut {
            self.cut.push((from, to));
        }
    }

    pub fn heal(&mut self) {
        self.cut.clear();
        self.faults = Faults::default();
    }

    /// Sends what everybody has to say now.
    fn send(&mut self) {
        for at in 0..self.ends.len() {
            loop {
                let end = &mut self.ends[at];
                let engine = self.nodes[end.from].engine();
                let bytes = match end.session.poll_transmit(engine, self.frame_bytes_max) {
                    Ok(Some(bytes)) => bytes,
                    Ok(None) => break,
                    Err(error) => {
                        assert!(self.is_tolerant, "{error}");
                        self.errors.push(error.to_string());
                        break;
                    }
                };
                assert!(bytes.len() <= self.frame_bytes_max);
                let (from, to) = (end.from, end.to);
                let tag = u64::from_le_bytes(bytes[16..24].try_into().unwrap());
                self.tags.insert((from, to), tag);
                self.bytes_sent += bytes.len() as u64;
                self.frames_sent += 1;
                match self.tamper.as_mut().map(|tamper| tamper(from, to, bytes.clone())) {
                    Some(list) => {
                        list.into_iter().for_each(|bytes| self.put_under_way(from, to, bytes));
                    }
                    None => self.put_under_way(from, to, bytes),
                }
            }
        }
    }

    fn put_under_way(&mut self, from: usize, to: usize, mut bytes: Vec<u8>) {
        let faults = self.faults;
        let mut happens = |per_mille: u64| self.random.up_to(999) < per_mille;
        if happens(faults.lost) || self.cut.contains(&(from, to)) {
            return;
        }
        let times = if happens(faults.repeated) { 2 } else { 1 };
        if happens(faults.damaged) {
            let at = self.random.up_to(bytes.len() as u64 - 1) as usize;
            bytes[at] ^= 1 << self.random.up_to(7);
        }
        for _ in 0..times {
            let due_ms = self.now_ms + self.random.up_to(faults.delay_ms) as i64;
            self.order += 1;
            let (order, bytes) = (self.order, bytes.clone());
            self.under_way.push(Frame { due_ms, order, from, to, bytes });
        }
    }

    /// Hands on every frame whose time has come, those that are late first.
    fn deliver(&mut self) -> bool {
        let now_ms = self.now_ms;
        self.under_way.sort_by_key(|frame| (frame.due_ms, frame.order));
        let due = self.under_way.partition_point(|frame| frame.due_ms <= now_ms);
        let due: Vec<Frame> = self.under_way.drain(..due).collect();
        let any = !due.is_empty();
        for frame in due {
            self.inject(frame.from, frame.to, &frame.bytes);
        }
        any
    }

    /// Hands bytes to the session that `to` has with `from`.
    pub fn inject(&mut self, from: usize, to: usize, bytes: &[u8]) {
        let found = self.ends.iter_mut().find(|end| (end.from, end.to) == (to, from));
        let Some(end) = found else { return };
        if let Err(error) = end.session.handle(self.nodes[to].engine(), bytes) {
            self.errors.push(error.to_string());
        }
    }

    /// What frames of the session carry that a node has with another, as its last frame said.
    pub fn tag(&self, from: usize, to: usize) -> u64 {
        self.tags.get(&(from, to)).copied().unwrap_or_default()
    }

    fn take_events(&mut self) {
        for end in &mut self.ends {
            while let Some(event) = end.session.poll_event() {
                self.events.push((end.from, end.to, event));
            }
        }
    }

    /// Lets some time pass, from one thing to be done to the next.
    pub fn pass(&mut self, ms: i64) {
        let until_ms = self.now_ms + ms;
        loop {
            loop {
                self.send();
                if !self.deliver() {
                    break;
                }
            }
            self.take_events();
            let frame = self.under_way.iter().map(|frame| frame.due_ms).min();
            let wake = self.ends.iter().filter_map(|end| {
                let engine = self.nodes[end.from].engine();
                let at_ms = end.session.next_wakeup_at_ms(engine).unwrap()?;
                Some(self.now_ms + (at_ms - self.nodes[end.from].clock.wall_ms()).max(1))
            });
            let next = wake.chain(frame).min().unwrap_or(until_ms).min(until_ms);
            let step_ms = next - self.now_ms;
            if step_ms <= 0 {
                return;
            }
            self.now_ms = next;
            self.nodes.iter().for_each(|node| node.clock.pass(step_ms));
        }
    }

    /// Lets time pass until all nodes hold the same, at most so many steps of a second.
    pub fn settle(&mut self, seconds_max: usize) {
        for _ in 0..seconds_max {
            self.pass(1_000);
            if self.is_equal() {
                return;
            }
        }
        for end in &self.ends {
            println!("{:#?}", end.session);
        }
        let closed = |event: &SessionEvent| matches!(event, SessionEvent::Closed { .. });
        let closed: Vec<_> = self.events.iter().filter(|(_, _, event)| closed(event)).collect();
        let errors: std::collections::BTreeSet<_> = self.errors.iter().collect();
        panic!("not equal after {seconds_max} s: {:?}\n{closed:?}\n{errors:#?}", self.digests());
    }

    pub fn digests(&self) -> Vec<u128> {
        let sum = |node: &Node| node.engine().snapshot().unwrap().sum().unwrap().sum;
        self.nodes.iter().map(sum).collect()
    }

    pub fn is_equal(&self) -> bool {
        let digests = self.digests();
        digests.windows(2).all(|pair| pair[0] == pair[1])
    }

    /// How often an event of a kind was told.
    pub fn count(&self, is_kind: impl Fn(&SessionEvent) -> bool) -> usize {
        self.events.iter().filter(|(_, _, event)| is_kind(event)).count()
    }
}
