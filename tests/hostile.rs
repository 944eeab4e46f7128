// SPDX-License-Identifier: Apache-2.0
//! Peers that break the rules, or whose frames come from elsewhere: each is answered with a typed
//! error or with nothing, the state stays as it was, and what is kept of it is bounded (G11, G12).
//! Damaged and malformed bytes as such are tested in `wire.rs`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::type_complexity)]

mod support;

use std::cell::RefCell;
use std::rc::Rc;

use softadastra::base::error::Code;
use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::know::Knowledge;
use softadastra::base::limits::{
    BYE_REASON_BYTES_MAX, EVENTS_LEN_MAX, FORMER_LEN_MAX, NODE_ID_BYTES_MAX,
    OPERATION_EXTRA_BYTES_MAX, VALUE_BYTES_MAX_DEFAULT,
};
use softadastra::base::op::{Context, Kind, Operation};
use softadastra::base::stamp::Stamp;
use softadastra::engine::{SessionEvent, SessionOptions};
use softadastra::sync::wire::message::{Ack, Chunk, Frame, Hello, Know, Level, Message, Ops};
use softadastra::sync::{message, wire};
use support::net::Net;
use support::node::{Node, START_MS};

fn pair() -> Net {
    let mut net = Net::new(vec![Node::new("node-0"), Node::new("node-1")], &[(0, 1)], 3);
    net.nodes[0].put("k", "v");
    net.nodes[1].put("l", "w");
    net.pass(3_000);
    net
}

/// Everything of a node that a frame could change.
fn state(node: &Node) -> ([u8; 32], u128, u64, String) {
    let engine = node.engine();
    let sum = engine.snapshot().unwrap().sum().unwrap().sum;
    let counts = format!("{:?}", engine.sync_state().unwrap().counts);
    (engine.digest().unwrap(), sum, engine.version().unwrap(), counts)
}

fn ghost(name: &str) -> Origin {
    Origin { node: NodeId::new(name).unwrap(), epoch: 7 }
}

fn stamp_of(ms: i64, counter: u16) -> Stamp {
    Stamp((ms as u64) << 16 | u64::from(counter))
}

fn operation(name: &str, seq: u64, stamp: Stamp) -> Operation {
    Operation {
        dot: Dot { origin: ghost(name), seq },
        stamp,
        opening: Opening::UNKNOWN,
        context: Context::default(),
        version: seq,
        timestamp_ms: START_MS,
        created_ms: START_MS,
        kind: Kind::Put,
        key: format!("{name}-{seq}").as_bytes().into(),
        value: b"v".as_slice().into(),
        parts: Vec::new(),
    }
}

/// What the peer says in its session with the first node.
fn say(net: &mut Net, message: Message) {
    let frame = Frame { session: net.tag(1, 0), has_know: true, message };
    let mut bytes = Vec::new();
    wire::encode(&frame, &mut bytes).unwrap();
    net.inject(1, 0, &bytes);
}

/// Whether the first node has ended its session because of an error with this code.
fn was_ended(net: &mut Net, code: Code) -> bool {
    net.pass(0);
    let ended = |event: &SessionEvent| {
        matches!(event, SessionEvent::Closed { code: found, reason }
            if *found == code as u16 && !reason.is_empty())
    };
    net.events.iter().any(|(from, _, event)| *from == 0 && ended(event))
}

#[test]
fn an_acknowledgement_of_what_was_never_sent_ends_the_session_and_counts_for_nothing() {
    let mut net = pair();
    let before = state(&net.nodes[0]);
    let own = net.nodes[0].engine().peers().unwrap()[0].applied.clone();
    let mut known = own.clone();
    let (origin, _) = own.iter().next().map(|(origin, ranges)| (origin.clone(), ranges)).unwrap();
    known.insert_range(&origin, 1, 1_000);
    say(&mut net, Message::Ack(Ack { level: Level::Applied, known }));
    assert!(net.errors.iter().any(|error| error.contains("never sent")), "{:?}", net.errors);
    assert!(was_ended(&mut net, Code::InvalidArgument));
    assert_eq!(state(&net.nodes[0]), before);
    assert_eq!(net.nodes[0].engine().peers().unwrap()[0].applied, own);
    // It begins anew, and goes on as ever.
    net.connect(0, 1);
    net.nodes[0].put("after", "x");
    net.settle(30);
}

#[test]
fn a_session_that_is_played_again_changes_nothing() {
    let mut net = pair();
    type Heard = (usize, usize, Vec<u8>);
    let heard: Rc<RefCell<Vec<Heard>>> = Rc::default();
    let tape = heard.clone();
    net.tamper = Some(Box::new(move |from, to, bytes| {
        tape.borrow_mut().push((from, to, bytes.clone()));
        vec![bytes]
    }));
    net.connect(0, 1);
    net.nodes[0].put("k", "second");
    net.nodes[1].delete("l");
    net.pass(5_000);
    net.tamper = None;
    net.connect(0, 1);
    net.nodes[0].put("k", "third");
    net.nodes[1].put("l", "again");
    net.settle(30);
    net.pass(5_000);
    let before: Vec<_> = net.nodes.iter().map(state).collect();
    let ended = |net: &Net| net.count(|event| matches!(event, SessionEvent::Closed { .. }));
    let ended_before = ended(&net);
    let old = heard.borrow().clone();
    assert!(old.len() > 8, "{} frames", old.len());
    for round in 0..3 {
        for (from, to, bytes) in &old {
            net.inject(*from, *to, bytes);
        }
        net.pass(1_000 * round);
    }
    net.pass(120_000);
    assert_eq!(net.nodes.iter().map(state).collect::<Vec<_>>(), before);
    assert_eq!(ended(&net), ended_before);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    net.nodes[0].put("after", "x");
    net.settle(60);
}

#[test]
fn frames_for_another_peer_change_nothing() {
    let nodes = (0..3).map(|at| Node::new(&format!("node-{at}"))).collect();
    let mut net = Net::new(nodes, &[(0, 1), (0, 2)], 3);
    net.pass(3_000);
    type Heard = (usize, Vec<u8>);
    let heard: Rc<RefCell<Vec<Heard>>> = Rc::default();
    let tape = heard.clone();
    // What is for the second node never gets there.
    net.tamper = Some(Box::new(move |_, to, bytes| {
        if to != 1 {
            return vec![bytes];
        }
        tape.borrow_mut().push((to, bytes));
        Vec::new()
    }));
    net.nodes[0].put("k", "for the second node");
    net.pass(3_000);
    let before = state(&net.nodes[2]);
    let rejected = |net: &Net| net.nodes[2].engine().peers().unwrap()[0].traffic.frames_rejected;
    let rejected_before = rejected(&net);
    let old = heard.borrow().clone();
    assert!(!old.is_empty());
    for (_, bytes) in &old {
        net.inject(0, 2, bytes);
    }
    assert_eq!(state(&net.nodes[2]), before);
    assert_eq!(rejected(&net), rejected_before + old.len() as u64);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    net.tamper = None;
    net.settle(120);
}

#[test]
fn a_peer_that_claims_what_nobody_made_changes_no_state_and_holds_back_nobody() {
    let mut net = pair();
    let before = state(&net.nodes[0]);
    for round in 10..30 {
        let mut known = Knowledge::default();
        known.insert_range(&ghost(&format!("ghost-{round}")), 1, u64::MAX);
        say(&mut net, Message::Know(Know { round, index: 0, total: 1, known }));
    }
    assert_eq!(state(&net.nodes[0]), before);
    let told = |event: &SessionEvent| matches!(event, SessionEvent::Converged { .. });
    let converged = net.count(told);
    net.pass(30_000);
    assert_eq!(net.count(told), converged, "nobody is taken for equal who is not");
    // What is really new still goes across.
    net.connect(0, 1);
    net.nodes[0].put("after", "x");
    net.settle(60);
    assert_eq!(net.nodes[1].get("after").as_deref(), Some("x"));
}

#[test]
fn knowledge_in_parts_without_end_is_refused_and_an_open_round_says_nothing() {
    let mut net = pair();
    let before = state(&net.nodes[0]);
    let applied = net.nodes[0].engine().peers().unwrap()[0].applied.clone();
    for index in 0..2_000 {
        let mut known = Knowledge::default();
        known.insert_range(&ghost("ghost"), 1, u64::from(index) + 1);
        say(&mut net, Message::Know(Know { round: 50, index, total: 1 << 20, known }));
    }
    assert_eq!(net.nodes[0].engine().peers().unwrap()[0].applied, applied);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    // Another number of parts in the same round is a contradiction.
    say(&mut net, Message::Know(Know { round: 50, index: 0, total: 7, ..Know::default() }));
    assert!(was_ended(&mut net, Code::InvalidArgument));
    assert_eq!(state(&net.nodes[0]), before);
}

#[test]
fn operations_with_gaps_everywhere_are_taken_one_range_each_and_block_nobody() {
    let mut net = pair();
    let count = 4_000;
    for first in (0..count).step_by(400) {
        let seqs = first..first + 400;
        let stamp = |seq| stamp_of(START_MS, seq as u16);
        let list = seqs.map(|at| operation("ghost", 2 * at + 2, stamp(at))).collect();
        say(&mut net, Message::Ops(Ops { list, ..Ops::default() }));
    }
    let engine = net.nodes[0].engine();
    let peer = &engine.peers().unwrap()[0];
    let ranges = peer.applied.of(&ghost("ghost")).unwrap();
    assert_eq!((ranges.count(), ranges.watermark()), (count, 0));
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    // They are relayed like any others, gaps and all, and the same again changes nothing.
    let before = engine.version().unwrap();
    let list = (0..100).map(|at| operation("ghost", 2 * at + 2, stamp_of(START_MS, 1))).collect();
    say(&mut net, Message::Ops(Ops { list, ..Ops::default() }));
    assert_eq!(net.nodes[0].engine().version().unwrap(), before);
}

#[test]
fn a_frame_that_says_to_be_four_gibibytes_long_is_refused_by_its_head() {
    let mut net = pair();
    let before = state(&net.nodes[0]);
    let mut bytes = Vec::new();
    let message = Message::Ack(Ack { level: Level::Applied, known: Knowledge::default() });
    let frame = Frame { session: net.tag(1, 0), has_know: true, message };
    wire::encode(&frame, &mut bytes).unwrap();
    bytes[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    net.inject(1, 0, &bytes);
    assert_eq!(net.errors.len(), 1);
    assert!(
        net.errors[0].contains("42949673") || net.errors[0].contains("4294967295"),
        "{:?}",
        net.errors
    );
    assert_eq!(state(&net.nodes[0]), before);
    // A length may be damage: it is not the peer's fault, and the session goes on.
    net.nodes[0].put("after", "x");
    net.settle(30);
}

#[test]
fn writes_dated_in_the_year_3000_are_kept_and_move_no_clock() {
    const YEAR_3000_MS: i64 = 32_503_680_000_000;
    let mut net = pair();
    let list = vec![operation("ghost", 1, stamp_of(YEAR_3000_MS, 0))];
    say(&mut net, Message::Ops(Ops { list, ..Ops::default() }));
    assert_eq!(net.nodes[0].get("ghost-1").as_deref(), Some("v"));
    assert_eq!(net.nodes[0].engine().sync_state().unwrap().clock_refusals, 1);
    let op = net.nodes[0].put("now", "x").op;
    assert!(op.stamp.ms() < START_MS + 3_600_000, "{}", op.stamp.ms());
    // What is written by someone who has seen it replaces it all the same.
    net.nodes[0].put("ghost-1", "later");
    assert_eq!(net.nodes[0].get("ghost-1").as_deref(), Some("later"));
}

/// The first frame of a session of this node, whoever it is for.
/// An operation that comes in one piece.
fn in_a_piece(dot: &Dot, total_bytes: u64, bytes: Vec<u8>) -> Message {
    Message::Chunk(Chunk { dot: dot.clone(), total_bytes, offset: 0, bytes })
}

#[test]
fn an_operation_in_pieces_that_is_too_long_or_another_one_ends_the_session() {
    let op = operation("ghost", 1, stamp_of(START_MS, 1));
    let mut bytes = wire::ahead(&[]).unwrap();
    message::encode(&op, &mut bytes).unwrap();
    let limit = VALUE_BYTES_MAX_DEFAULT + OPERATION_EXTRA_BYTES_MAX;
    let cases = [
        (
            op.dot.clone(),
            limit + 1,
            format!("an operation {}, allowed are up to {limit}", limit + 1),
        ),
        (Dot { seq: 2, ..op.dot.clone() }, bytes.len() as u64, "has another name".to_owned()),
    ];
    for (dot, total_bytes, reason) in cases {
        let mut net = pair();
        let before = state(&net.nodes[0]);
        say(&mut net, in_a_piece(&dot, total_bytes, bytes.clone()));
        assert!(net.errors.iter().any(|error| error.contains(&reason)), "{:?}", net.errors);
        assert!(was_ended(&mut net, Code::InvalidArgument), "{reason}");
        assert_eq!(state(&net.nodes[0]), before, "{reason}");
    }
}

#[test]
fn an_operation_in_pieces_that_cannot_be_read_is_refused_and_blocks_nobody() {
    let mut net = pair();
    let before = state(&net.nodes[0]);
    let mut bytes = wire::ahead(&[]).unwrap();
    bytes.extend_from_slice(&[0xff; 64]);
    let dot = operation("ghost", 1, stamp_of(START_MS, 1)).dot;
    let said = Rc::new(RefCell::new(Vec::new()));
    let heard = said.clone();
    net.tamper = Some(Box::new(move |from, _, frame| {
        if from == 0 && frame[3] == 7 {
            heard.borrow_mut().push(frame.clone());
        }
        vec![frame]
    }));
    say(&mut net, in_a_piece(&dot, bytes.len() as u64, bytes));
    net.pass(1_000);
    assert_eq!(said.borrow().len(), 1, "{:?}", net.errors);
    assert_eq!(state(&net.nodes[0]), before);
    net.nodes[1].put("after", "x");
    net.settle(30);
}

#[test]
fn a_long_reason_goes_as_far_as_there_is_room() {
    let (node, peer) = (Node::new("node-0"), Node::new("node-1"));
    let long = NodeId::new(&"n".repeat(NODE_ID_BYTES_MAX)).unwrap();
    let expected = NodeId::new("node-1").unwrap();
    node.engine().register_peer(&expected, 0).unwrap();
    let options = SessionOptions::new(Some(expected));
    let mut session = node.engine().open_session(options).unwrap();
    let message = Message::Hello(Hello { node: long, ..greeting(&peer) });
    let mut bytes = Vec::new();
    wire::encode(&Frame { session: 0, has_know: false, message }, &mut bytes).unwrap();
    let error = session.handle(node.engine(), &bytes).unwrap_err();
    assert!(error.to_string().len() > BYE_REASON_BYTES_MAX);
    let told: Vec<_> = std::iter::from_fn(|| session.poll_event()).collect();
    let [SessionEvent::Closed { reason, .. }] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(*reason, error.to_string()[..BYE_REASON_BYTES_MAX]);
}

/// Beyond as many beginnings as are remembered, each is as good as the first.
#[test]
fn a_peer_that_begins_anew_without_end_is_heard_every_time() {
    let mut net = pair();
    for round in 0..FORMER_LEN_MAX + 3 {
        net.reconnect(1);
        net.nodes[1].put("k", &format!("round {round}"));
        net.settle(30);
    }
    assert!(!net.events.iter().any(|(.., event)| matches!(event, SessionEvent::Closed { .. })));
}

/// The last ones are there.
#[test]
fn events_that_nobody_fetches_are_kept_up_to_a_limit() {
    let nodes = [Node::new("node-0"), Node::new("node-1")];
    let [mut here, mut there] = [0, 1].map(|at: usize| {
        let other = NodeId::new(&nodes[1 - at].name).unwrap();
        nodes[at].engine().register_peer(&other, 0).unwrap();
        nodes[at].engine().open_session(SessionOptions::new(Some(other))).unwrap()
    });
    for round in 0..EVENTS_LEN_MAX + 100 {
        nodes[1].put("k", &format!("round {round}"));
        loop {
            let mut any = false;
            while let Some(frame) = there.poll_transmit(nodes[1].engine(), 1 << 16).unwrap() {
                (any, _) = (true, here.handle(nodes[0].engine(), &frame).unwrap());
            }
            while let Some(frame) = here.poll_transmit(nodes[0].engine(), 1 << 16).unwrap() {
                (any, _) = (true, there.handle(nodes[1].engine(), &frame).unwrap());
            }
            if !any {
                break;
            }
        }
    }
    let told: Vec<_> = std::iter::from_fn(|| here.poll_event()).collect();
    assert_eq!(told.len(), EVENTS_LEN_MAX);
    assert!(
        !told.iter().any(|event| matches!(event, SessionEvent::Opened { .. })),
        "the first went"
    );
    assert_eq!(nodes[0].engine().get(b"k").unwrap(), nodes[1].engine().get(b"k").unwrap());
}

fn greeting(node: &Node) -> Hello {
    let mut session = node.engine().open_session(SessionOptions::new(None)).unwrap();
    let bytes = session.poll_transmit(node.engine(), 1 << 16).unwrap().unwrap();
    let limits = wire::Limits { frame_bytes_max: 1 << 20, value_bytes_max: 1 << 20 };
    let frame = wire::take(&bytes, &limits).unwrap().frame;
    match frame.message {
        Message::Hello(hello) => hello,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_greeting_of_somebody_else_for_somebody_else_or_of_nobody_known_is_refused_with_the_reason() {
    let (node, peer, twin) = (Node::new("node-0"), Node::new("node-1"), Node::new("node-0"));
    let id = |name: &str| NodeId::new(name).unwrap();
    node.engine().register_peer(&id("node-1"), 0).unwrap();
    let before = state(&node);
    let refused = |of: Option<&str>, hello: Hello| {
        let options = SessionOptions::new(of.map(id));
        let mut session = node.engine().open_session(options).unwrap();
        let message = Message::Hello(hello);
        let mut bytes = Vec::new();
        wire::encode(&Frame { session: 0, has_know: false, message }, &mut bytes).unwrap();
        let error = session.handle(node.engine(), &bytes).unwrap_err();
        assert_eq!(state(&node), before);
        error
    };
    let hello = greeting(&peer);
    let cases = [
        (None, Hello { to: Some(id("node-9")), ..hello.clone() }, "meant for node-9"),
        (Some("node-1"), Hello { node: id("node-7"), ..hello.clone() }, "expected was node-1"),
        (Some("node-1"), Hello { protocol_min: 200, protocol_max: 201, ..hello.clone() }, "200 to"),
        (None, greeting(&twin), "named node-0 as this node is"),
        (None, Hello { node: id("node-7"), ..hello.clone() }, "node-7 is not registered"),
    ];
    use Code::{AlreadyExists, InvalidArgument, PermissionDenied, UnsupportedFormat};
    let codes =
        [InvalidArgument, InvalidArgument, UnsupportedFormat, AlreadyExists, PermissionDenied];
    for ((of, hello, reason), code) in cases.into_iter().zip(codes) {
        let error = refused(of, hello);
        assert!(error.context().contains(reason), "{error}");
        assert_eq!(error.code(), code, "{error}");
    }
    // What a mirror sends back is no peer.
    let mut session = node.engine().open_session(SessionOptions::new(None)).unwrap();
    let own = session.poll_transmit(node.engine(), 1 << 16).unwrap().unwrap();
    let error = session.handle(node.engine(), &own).unwrap_err();
    assert!(error.context().contains("a session with itself"), "{error}");
    assert_eq!(state(&node), before);
}
