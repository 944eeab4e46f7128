// SPDX-License-Identifier: Apache-2.0
//! Sessions between the nodes over a network that loses, repeats, delays, reorders, damages and
//! makes up frames, lets old ones come again, and is cut one way or both.

use crate::base::random::Random;
use crate::engine::{Engine, Session, SessionEvent, SessionOptions};

use super::node::Node;
use super::plan::{Plan, Rates};
use super::trace::{Outcome, Trace, Violation};

/// Frames of the past that may come again.
const PAST_LEN_MAX: usize = 64;
/// Frames that no honest pair of nodes has to say while nothing is written.
const FRAMES_MAX: u64 = 200_000;
/// The least room that a session has to be given for a frame, in bytes.
const ROOM_BYTES_MIN: u32 = 1024;
/// How long a host waits before it calls again after an error, or begins a session that has ended
/// anew, in milliseconds.
const PAUSE_MS: i64 = 1_000;

struct Frame {
    due_ms: i64,
    order: u64,
    from: usize,
    to: usize,
    bytes: Vec<u8>,
}

struct End {
    from: usize,
    to: usize,
    session: Session,
    paused_to_ms: i64,
    /// How often something had happened to its node when it was last asked and had nothing to say;
    /// 0: it had something, or failed. And when it has to be asked again if nothing else happens.
    turn: u64,
    due_ms: Option<i64>,
}

impl End {
    fn new(from: usize, to: usize, session: Session) -> Self {
        Self { from, to, session, paused_to_ms: 0, turn: 0, due_ms: None }
    }

    /// When it has something to say, as it sees it now.
    fn asks_at(&self, node: &Node, now_ms: i64) -> Option<i64> {
        let at_ms = self.session.next_wakeup_at_ms(node.engine.as_ref()?).ok()??;
        Some(now_ms + at_ms - node.clock.wall_ms())
    }

    /// Whether a host has no reason to ask it: nothing happened to its node since it was asked, and
    /// its moment has not come.
    fn is_idle(&self, turn: u64, now_ms: i64) -> bool {
        self.turn == turn && self.due_ms.is_none_or(|due_ms| due_ms > now_ms)
    }
}

/// The sessions and what is under way between them.
pub(super) struct Network {
    pub rates: Rates,
    pub now_ms: i64,
    pub frames: u64,
    /// States differed although the same was known.
    pub differs: Vec<(usize, usize)>,
    /// A node was sent what its build, an older one, cannot read.
    pub unreadable: Option<String>,
    /// Errors of sessions since they were last taken.
    pub errors: Vec<String>,
    options: SessionOptions,
    ends: Vec<End>,
    /// How often something happened to each node that its sessions may have to tell of.
    turns: Vec<u64>,
    under_way: Vec<Frame>,
    past: Vec<(usize, usize, Vec<u8>)>,
    cut: Vec<(usize, usize)>,
    order: u64,
    random: Random,
}

impl Network {
    pub fn new(plan: &Plan) -> Self {
        let mut options = SessionOptions::new(None);
        options.frame_bytes_max = plan.frame_bytes_max;
        options.window_bytes = plan.window_bytes;
        options.snapshot_step_bytes = plan.snapshot_step_bytes;
        Self {
            rates: plan.rates.clone(),
            now_ms: 0,
            frames: 0,
            differs: Vec::new(),
            unreadable: None,
            errors: Vec::new(),
            options,
            ends: Vec::new(),
            turns: vec![1; plan.nodes.len()],
            under_way: Vec::new(),
            past: Vec::new(),
            cut: Vec::new(),
            order: 0,
            random: Random::new(plan.seed() ^ 0x6e65_7477),
        }
    }

    /// Begins the session of one node with another anew. Nothing happens while that node is down.
    pub fn connect(&mut self, nodes: &[Node], from: usize, to: usize) {
        self.ends.retain(|end| (end.from, end.to) != (from, to));
        let Some(engine) = &nodes[from].engine else { return };
        let options = SessionOptions { peer: Some(nodes[to].name.clone()), ..self.options.clone() };
        match engine.open_session(options) {
            Ok(session) => self.ends.push(End::new(from, to, session)),
            Err(error) => self.errors.push(error.to_string()),
        }
    }

    /// Ends both sides of a session without a word.
    pub fn disconnect(&mut self, nodes: &[Node], one: usize, other: usize) {
        let is_between = |end: &End| [(one, other), (other, one)].contains(&(end.from, end.to));
        for end in self.ends.iter_mut().filter(|end| is_between(end)) {
            if let Some(engine) = &nodes[end.from].engine {
                let _ = end.session.close(engine);
            }
        }
        self.ends.retain(|end| !is_between(end));
    }

    /// A node went down: so did its ends.
    pub fn drop_ends(&mut self, at: usize) {
        self.ends.retain(|end| end.from != at);
    }

    pub fn set_cut(&mut self, from: usize, to: usize, is_cut: bool) {
        self.cut.retain(|pair| *pair != (from, to));
        if is_cut {
            self.cut.push((from, to));
        }
    }

    pub fn heal(&mut self) {
        self.cut.clear();
        self.rates = Rates::default();
        self.past.clear();
    }

    /// What a frame may have: a session asks for that much room, however little it takes itself.
    fn room_bytes(&self) -> usize {
        self.options.frame_bytes_max.max(ROOM_BYTES_MIN) as usize
    }

    pub fn is_quiet(&self) -> bool {
        self.under_way.is_empty()
    }

    /// What is open is waiting for some moment.
    pub fn has_wakeup(&self, nodes: &[Node]) -> bool {
        let is_waiting = |end: &End| end.asks_at(&nodes[end.from], self.now_ms).is_some();
        self.ends.iter().any(|end| end.session.is_closed() || is_waiting(end))
    }

    /// When the first of the sessions is to be looked at, as they see it now.
    fn next_wakeup(&mut self, nodes: &[Node]) -> Option<i64> {
        let mut next = None;
        for end in &mut self.ends {
            if end.turn != self.turns[end.from] {
                end.due_ms = end.asks_at(&nodes[end.from], self.now_ms);
            }
            let due_ms = if end.session.is_closed() { Some(i64::MIN) } else { end.due_ms };
            let wakeup = due_ms.map(|due_ms| due_ms.max(self.now_ms + 1).max(end.paused_to_ms));
            next = next.into_iter().chain(wakeup).min();
        }
        next
    }

    fn reopen(&mut self, nodes: &[Node]) {
        let now_ms = self.now_ms;
        let is_due = |end: &&End| end.session.is_closed() && end.paused_to_ms <= now_ms;
        let due: Vec<_> = self.ends.iter().filter(is_due).map(|end| (end.from, end.to)).collect();
        due.into_iter().for_each(|(from, to)| self.connect(nodes, from, to));
    }

    fn send(&mut self, nodes: &[Node], trace: &mut Trace) {
        let room_bytes = self.room_bytes();
        for at in 0..self.ends.len() {
            while let Some(engine) = &nodes[self.ends[at].from].engine {
                let end = &mut self.ends[at];
                let is_paused = end.paused_to_ms > self.now_ms && !end.session.is_closed();
                if is_paused || end.is_idle(self.turns[end.from], self.now_ms) {
                    break;
                }
                let before = state_of(engine);
                let said = end.session.poll_transmit(engine, room_bytes);
                self.turns[end.from] += u64::from(state_of(engine) != before);
                match said {
                    Ok(Some(bytes)) => {
                        let (from, to) = (end.from, end.to);
                        let kind = bytes.get(3).copied().unwrap_or_default();
                        let numbers = [from, to, usize::from(kind), bytes.len()];
                        trace.note("sent", &numbers.map(|number| number as u64));
                        if let Some(bytes) = nodes[from].plan.build.age.said(bytes) {
                            self.put_under_way(from, to, bytes, trace);
                        }
                    }
                    Ok(None) => {
                        end.turn = self.turns[end.from];
                        end.due_ms = end.asks_at(&nodes[end.from], self.now_ms);
                        break;
                    }
                    Err(error) => {
                        (end.paused_to_ms, end.turn) = (self.now_ms + PAUSE_MS, 0);
                        trace.tell(|| format!("{} to {}: {error}", end.from, end.to));
                        self.errors.push(error.to_string());
                        break;
                    }
                }
            }
        }
    }

    fn put_under_way(&mut self, from: usize, to: usize, bytes: Vec<u8>, trace: &mut Trace) {
        self.frames += 1;
        let rates = self.rates.clone();
        let is_cut = self.cut.contains(&(from, to));
        trace.mark_if(is_cut, "frame-cut");
        if self.happens(rates.garbage) {
            trace.mark("frame-garbage");
            let count = self.random.up_to(64);
            let bytes = (0..count).map(|_| self.random.draw() as u8).collect();
            self.push(from, to, bytes);
        }
        if self.happens(rates.replayed) && !self.past.is_empty() {
            trace.mark("frame-replayed");
            let at = self.random.up_to(self.past.len() as u64 - 1) as usize;
            let (from, to, bytes) = self.past[at].clone();
            self.push(from, to, bytes);
        }
        if rates.replayed > 0 {
            if self.past.len() == PAST_LEN_MAX {
                self.past.remove(0);
            }
            self.past.push((from, to, bytes.clone()));
        }
        if is_cut || self.happens(rates.lost) {
            trace.mark_if(!is_cut, "frame-lost");
            return;
        }
        let mut bytes = bytes;
        if self.happens(rates.damaged) && !bytes.is_empty() {
            trace.mark("frame-damaged");
            let at = self.random.up_to(bytes.len() as u64 - 1) as usize;
            bytes[at] ^= 1 << self.random.up_to(7);
        }
        if self.happens(rates.repeated) {
            trace.mark("frame-repeated");
            self.push(from, to, bytes.clone());
        }
        self.push(from, to, bytes);
    }

    fn happens(&mut self, per_mille: u64) -> bool {
        per_mille > 0 && self.random.up_to(999) < per_mille
    }

    fn push(&mut self, from: usize, to: usize, bytes: Vec<u8>) {
        let delay_ms = self.random.up_to(self.rates.delay_ms) as i64;
        self.order += 1;
        let (due_ms, order) = (self.now_ms + delay_ms, self.order);
        self.under_way.push(Frame { due_ms, order, from, to, bytes });
    }

    /// Hands on every frame whose time has come.
    fn deliver(&mut self, nodes: &[Node], trace: &mut Trace) -> bool {
        let now_ms = self.now_ms;
        self.under_way.sort_by_key(|frame| (frame.due_ms, frame.order));
        let due = self.under_way.partition_point(|frame| frame.due_ms <= now_ms);
        let due: Vec<Frame> = self.under_way.drain(..due).collect();
        let any = !due.is_empty();
        for frame in due {
            let is_met = |end: &&mut End| (end.from, end.to) == (frame.to, frame.from);
            let Some(end) = self.ends.iter_mut().find(is_met) else { continue };
            let Some(engine) = &nodes[frame.to].engine else { continue };
            self.turns[frame.to] += 1;
            let bytes = match nodes[frame.to].plan.build.age.heard(frame.bytes) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => continue,
                Err(what) => {
                    self.unreadable = Some(format!("{} from {}: {what}", frame.to, frame.from));
                    continue;
                }
            };
            if let Err(error) = end.session.handle(engine, &bytes) {
                trace.tell(|| format!("{} from {}: {error}", frame.to, frame.from));
                self.errors.push(error.to_string());
            }
        }
        any
    }

    fn take_events(&mut self, trace: &mut Trace) {
        for end in &mut self.ends {
            while let Some(event) = end.session.poll_event() {
                trace.tell(|| format!("{} with {}: {event:?}", end.from, end.to));
                trace.mark(name_of(&event));
                if matches!(event, SessionEvent::Differs { .. }) {
                    self.differs.push((end.from, end.to));
                }
                if matches!(event, SessionEvent::Closed { .. }) {
                    end.paused_to_ms = self.now_ms + PAUSE_MS;
                }
            }
        }
    }

    /// Lets some time pass, from one thing to be done to the next.
    pub fn pass(&mut self, nodes: &[Node], ms: i64, trace: &mut Trace) -> Outcome<()> {
        let (until_ms, frames) = (self.now_ms + ms, self.frames);
        // Meanwhile the application did something.
        self.turns.iter_mut().for_each(|turn| *turn += 1);
        loop {
            self.reopen(nodes);
            loop {
                self.send(nodes, trace);
                if !self.deliver(nodes, trace) {
                    break;
                }
                if self.frames - frames > FRAMES_MAX {
                    let detail = format!("{FRAMES_MAX} frames in {ms} ms");
                    return Err(Violation::new("storm", detail));
                }
            }
            self.take_events(trace);
            if let Some(detail) = self.unreadable.take() {
                return Err(Violation::new("unreadable", detail));
            }
            let frame = self.under_way.iter().map(|frame| frame.due_ms).min();
            let next = self.next_wakeup(nodes).into_iter().chain(frame).min();
            let next = next.unwrap_or(until_ms).min(until_ms);
            let step_ms = next - self.now_ms;
            if step_ms <= 0 {
                return Ok(());
            }
            self.now_ms = next;
            nodes.iter().for_each(|node| node.clock.pass(step_ms));
        }
    }
}

/// What changes when a session changes what the others of its node may say.
fn state_of(engine: &Engine) -> (Option<u64>, Option<u64>) {
    (engine.changes().ok(), engine.feed_end().ok())
}

fn name_of(event: &SessionEvent) -> &'static str {
    match event {
        SessionEvent::Opened { .. } => "session-opened",
        SessionEvent::Received { .. } => "session-received",
        SessionEvent::Converged { .. } => "session-converged",
        SessionEvent::Differs { .. } => "session-differs",
        SessionEvent::Repaired { .. } => "session-repaired",
        SessionEvent::Irreparable { .. } => "session-irreparable",
        SessionEvent::Behind { .. } => "session-behind",
        SessionEvent::SnapshotOffered { .. } => "snapshot-offered",
        SessionEvent::SnapshotInstalled { .. } => "snapshot-installed",
        SessionEvent::Refused { .. } => "session-refused",
        SessionEvent::WentBack => "session-went-back",
        SessionEvent::Renewed { .. } => "session-renewed",
        SessionEvent::Closed { code: 0, .. } => "session-closed",
        SessionEvent::Closed { .. } => "session-closed-with-error",
    }
}
