// SPDX-License-Identifier: Apache-2.0
//! The frames of a session (`docs/format/wire.md`): golden bytes, round trips, and what damaged and
//! hostile bytes come to.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/noting.rs"]
mod noting;

use noting::LARGEST;
use softadastra::base::error::{Code, Error};
use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::know::Knowledge;
use softadastra::base::op::{Context, Kind, Operation, Seen};
use softadastra::base::part::Part;
use softadastra::base::random::Random;
use softadastra::base::stamp::Stamp;
use softadastra::sync::message as operation;
use softadastra::sync::wire::message::{
    Ack, Bye, Chunk, Frame, Hello, Know, Level, Message, Nack, Nature, Ops, SnapTrail, Sum,
    TRAILS_IN_STREAM,
};
use softadastra::sync::wire::{self, HEAD_BYTES, Limits};

const LIMITS: Limits = Limits { frame_bytes_max: 1 << 20, value_bytes_max: 1 << 16 };
const SESSION: u64 = 0x1122_3344_5566_7788;

fn node(name: &str) -> NodeId {
    NodeId::new(name).unwrap()
}

fn origin(name: &str, epoch: u32) -> Origin {
    Origin { node: node(name), epoch }
}

fn dot(name: &str, epoch: u32, seq: u64) -> Dot {
    Dot { origin: origin(name, epoch), seq }
}

fn op() -> Operation {
    Operation {
        dot: dot("node-a", 7, 42),
        stamp: Stamp(0x018B_CFE5_6800_0003),
        opening: Opening::UNKNOWN,
        context: Context::from_dots([dot("node-a", 7, 41), dot("node-b", 9, 5)]),
        version: 43,
        timestamp_ms: 1_700_000_000_000,
        created_ms: 1_700_000_000_001,
        kind: Kind::Put,
        key: b"user:1".as_slice().into(),
        value: b"Ada".as_slice().into(),
        parts: Vec::new(),
    }
}

fn group() -> Operation {
    let part =
        Part { context: Context::from_dots([dot("node-b", 9, 3)]), ..Part::delete(b"cart:7") };
    Operation {
        dot: dot("node-a", 7, 43),
        version: 44,
        kind: Kind::Group,
        context: Context::default(),
        key: b"".as_slice().into(),
        value: b"".as_slice().into(),
        parts: vec![Part::put(b"order:7", b"open"), part],
        ..op()
    }
}

/// As in the document of operations.
fn opened() -> Operation {
    let opening = Opening(0x0A0B_0C0D);
    let mut context = Context::from_dots([dot("node-b", 9, 5)]);
    context.insert(&dot("node-a", 7, 41), Stamp(0x018B_CFE5_6800_0002), opening);
    context.insert(&dot("node-a", 7, 39), Stamp(0x018B_CFE5_6800_0001), Opening(0x0A0B_0C01));
    Operation { opening, context, ..op() }
}

fn unknown() -> Operation {
    Operation {
        kind: Kind::Other(200),
        context: Context::default(),
        key: b"k".as_slice().into(),
        value: [1, 2, 3].as_slice().into(),
        ..op()
    }
}

fn known() -> Knowledge {
    let mut known = Knowledge::default();
    known.insert_range(&origin("node-a", 7), 1, 42);
    known.insert_range(&origin("node-b", 9), 1, 5);
    known.insert_range(&origin("node-b", 9), 8, 9);
    known.insert_range(&origin("node-b", 9), 300, 300);
    known
}

fn hello() -> Hello {
    Hello {
        node: node("node-a"),
        epoch: 7,
        nonce: 0x0123_4567_89AB_CDEF,
        echo: 0,
        protocol_min: 1,
        protocol_max: 1,
        features: 0,
        frame_bytes_max: 1 << 20,
        value_bytes_max: 64 << 20,
        last_seq: 42,
        last_stamp: 0x018B_CFE5_6800_0003,
        trail: Vec::new(),
        to: Some(node("node-b")),
    }
}

fn frame(message: Message) -> Frame {
    let is_hello = matches!(message, Message::Hello(_));
    Frame { session: if is_hello { 0 } else { SESSION }, has_know: !is_hello, message }
}

fn ops(list: Vec<Operation>) -> Message {
    Message::Ops(Ops { list, ..Ops::default() })
}

/// An operation of a kind of a later version, and what stands before it.
fn with_steps() -> Message {
    let stamp = op().stamp.0;
    let steps = vec![(40, stamp - 65_536), (41, stamp - 1)];
    let before = vec![SnapTrail { origin: origin("node-a", 7), steps }];
    Message::Ops(Ops { list: vec![unknown()], before, ..Ops::default() })
}

/// Every type with the heading of its example in the document.
fn golden() -> Vec<(&'static str, Frame)> {
    let know = Know { round: 1, index: 0, total: 1, known: known() };
    let sum = Sum { know: known().hash(), sum: 0x0102_0304_0506_0708 << 64, count: 1000 };
    let mut held = Know { known: Knowledge::default(), ..know.clone() };
    held.known.insert(&dot("node-a", 7, 42));
    let bytes = b"Softadastra".to_vec();
    let chunk = Chunk { dot: dot("node-a", 7, 42), total_bytes: 70_000, offset: 512, bytes };
    let nack = Nack { dot: dot("node-b", 9, 6), code: 18, retry_after_ms: 60_000 };
    let messages = [
        ("### Example: HELLO", Message::Hello(hello())),
        ("### Example: KNOW", Message::Know(know)),
        ("### Example: SUM", Message::Sum { sum, asks: false }),
        ("### Example: OPS", ops(vec![op(), group()])),
        ("### Example: OPS with a kind of a later version", ops(vec![unknown()])),
        ("### Example: OPS with steps", with_steps()),
        ("### Example: OPS with openings", ops(vec![opened()])),
        ("### Example: CHUNK", Message::Chunk(chunk)),
        ("### Example: ACK", Message::Ack(Ack { level: Level::Durable, known: known() })),
        ("### Example: NACK", Message::Nack(nack)),
        ("### Example: HELD", Message::Held(held)),
        ("### Example: BYE", Message::Bye(Bye { code: 0, reason: "closing".to_owned() })),
    ];
    messages.into_iter().map(|(heading, message)| (heading, frame(message))).collect()
}

/// A hello with a trail, which may end early: it is ignored then.
fn with_trail() -> (&'static str, Frame) {
    let stamp = hello().last_stamp;
    let hello = Hello {
        echo: 0xFEDC_BA98_7654_3210,
        features: TRAILS_IN_STREAM,
        trail: vec![(41, stamp - 1), (40, stamp - 6), (40, stamp - 2), (30, stamp - 300)],
        ..hello()
    };
    let heading = "### Example: a HELLO that names two operations of one number";
    (heading, frame(Message::Hello(hello)))
}

fn encoded(frame: &Frame) -> Vec<u8> {
    let mut out = Vec::new();
    wire::encode(frame, &mut out).unwrap();
    out
}

fn taken(bytes: &[u8]) -> Result<Frame, Error> {
    wire::take(bytes, &LIMITS).map(|taken| taken.frame)
}

/// The first block of hex after a heading of the document.
fn documented(heading: &str) -> Vec<u8> {
    let path = format!("{}/docs/format/wire.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let after = text.split_once(heading).unwrap_or_else(|| panic!("{heading}")).1;
    let block = after.split("```").nth(1).unwrap().trim_start_matches("text");
    let digits: Vec<u32> = block.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
}

fn to_hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.chunks(24).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}

/// Puts the checksum right after bytes were changed.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&bytes[..12]);
    hasher.update(&bytes[16..]);
    bytes[12..16].copy_from_slice(&hasher.finalize().to_le_bytes());
    bytes
}

/// A sound frame of that type with any body.
fn raw(number: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = b"SF\x01".to_vec();
    bytes.extend_from_slice(&[number, 0, 0, 0, 0]);
    bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&SESSION.to_le_bytes());
    bytes.extend_from_slice(body);
    sealed(bytes)
}

/// The compact layout of a number, written a second time.
fn number(value: u64) -> Vec<u8> {
    let bytes = value.to_le_bytes();
    match value {
        0..=250 => vec![bytes[0]],
        251..=0xffff => [&[251], &bytes[..2]].concat(),
        0x1_0000..=0xffff_ffff => [&[252], &bytes[..4]].concat(),
        _ => [&[253], &bytes[..]].concat(),
    }
}

fn numbers(values: &[u64]) -> Vec<u8> {
    values.iter().flat_map(|value| number(*value)).collect()
}

fn text(bytes: &[u8]) -> Vec<u8> {
    [number(bytes.len() as u64), bytes.to_vec()].concat()
}

#[test]
fn every_type_of_frame_has_the_documented_bytes() {
    for (heading, frame) in golden().into_iter().chain([with_trail()]) {
        let bytes = encoded(&frame);
        assert_eq!(bytes, documented(heading), "{heading}\n{}", to_hex(&bytes));
        let taken = wire::take(&bytes, &LIMITS).unwrap();
        assert_eq!((taken.frame, taken.used), (frame, bytes.len()), "{heading}");
    }
}

/// An operation with any fields, small and large.
fn random_op(random: &mut Random) -> Operation {
    let number = |random: &mut Random| random.draw() >> random.up_to(60);
    let any_dot = |random: &mut Random| {
        let name = ["a", "node-b", "a node with a longer name"][random.up_to(2) as usize];
        dot(name, random.up_to(2) as u32 * 0x7fff_fff0, number(random).max(1))
    };
    let bytes = |random: &mut Random, max: u64| -> Vec<u8> {
        (0..random.up_to(max)).map(|_| random.draw() as u8).collect()
    };
    let name = Dot { origin: origin("writer", 1), seq: number(random).max(1) };
    let has_openings = random.up_to(1) == 0;
    let opening = |random: &mut Random| {
        let number = random.draw() as u32 >> random.up_to(31);
        Opening(if has_openings && random.up_to(2) > 0 { number } else { 0 })
    };
    let context = |random: &mut Random| -> Context {
        let has_stamps = random.up_to(1) == 0;
        let stamped = |random: &mut Random| {
            let dot = any_dot(random);
            match (has_stamps, random.up_to(4)) {
                (false, _) | (_, 0) => Seen::up_to(&dot, Seen::ANY, Opening::UNKNOWN),
                (_, 1) => Seen::alone(&dot, Stamp(number(random))),
                _ => Seen::up_to(&dot, Stamp(number(random)), opening(random)),
            }
        };
        (0..random.up_to(4)).map(|_| stamped(random)).collect()
    };
    let timestamp_ms = (random.draw() >> 2 >> random.up_to(40)).max(1) as i64;
    let mut op = Operation {
        dot: name,
        stamp: Stamp(number(random)),
        opening: opening(random),
        context: context(random),
        version: (number(random) >> 2).max(1),
        timestamp_ms,
        created_ms: (number(random) >> 1).max(1) as i64,
        kind: Kind::Put,
        key: [b"k".to_vec(), bytes(random, 300)].concat().into(),
        value: bytes(random, 400).into(),
        parts: Vec::new(),
    };
    match random.up_to(3) {
        0 => (op.kind, op.value) = (Kind::Delete, b"".as_slice().into()),
        1 => {
            (op.kind, op.context) = (Kind::Group, Context::default());
            (op.key, op.value) = (b"".as_slice().into(), b"".as_slice().into());
            op.parts = (0..=random.up_to(5))
                .map(|at| {
                    let key = [number_text(at).as_slice(), &bytes(random, 20)].concat();
                    let value = bytes(random, 50);
                    let part =
                        if at % 3 == 1 { Part::delete(&key) } else { Part::put(&key, &value) };
                    Part { context: context(random), ..part }
                })
                .collect();
        }
        _ => {}
    }
    op
}

fn number_text(number: u64) -> Vec<u8> {
    format!("key {number} ").into_bytes()
}

fn random_known(random: &mut Random) -> Knowledge {
    let mut known = Knowledge::default();
    for at in 0..random.up_to(6) {
        let origin = origin(["a", "bb"][at as usize % 2], random.draw() as u32 >> random.up_to(31));
        for _ in 0..=random.up_to(5) {
            let first = (random.draw() >> random.up_to(63)).max(1);
            let last = first.saturating_add(random.draw() >> random.up_to(63).max(1));
            known.insert_range(&origin, first, last);
        }
    }
    known
}

fn random_message(random: &mut Random) -> Message {
    let total = random.up_to((1 << 20) - 1) as u32 + 1;
    match random.up_to(8) {
        0 => Message::Hello(Hello {
            nonce: random.draw().max(1),
            echo: random.draw(),
            protocol_max: random.draw() as u8 | 1,
            features: random.draw(),
            frame_bytes_max: (random.draw() as u32).max(512),
            value_bytes_max: random.draw(),
            last_seq: random.draw(),
            last_stamp: random.draw(),
            to: (random.up_to(1) == 0).then(|| node(&"n".repeat(255))),
            ..hello()
        }),
        1 => {
            let variants = [Message::Know, Message::KnowHolding, Message::Held];
            variants[random.up_to(2) as usize](Know {
                round: random.draw() as u32,
                index: random.draw() as u32 % total,
                total,
                known: random_known(random),
            })
        }
        2 => Message::Sum {
            sum: Sum {
                know: random.draw(),
                sum: u128::from(random.draw()) << random.up_to(64),
                count: random.draw(),
            },
            asks: random.up_to(1) == 1,
        },
        3 => {
            let list = (0..random.up_to(5)).map(|_| random_op(random)).collect();
            let natures = [Nature::Applied, Nature::Held, Nature::Repair];
            let nature = natures[random.up_to(2) as usize];
            let list: Vec<Operation> = list;
            let mut before = Vec::new();
            if let Some(first) = list.first().filter(|_| random.up_to(1) == 0) {
                let steps = (1..=random.up_to(38) + 1).map(|at| (at * 7, random.draw())).collect();
                before.push(SnapTrail { origin: first.dot.origin.clone(), steps });
            }
            Message::Ops(Ops { nature, list, before, refused: Vec::new() })
        }
        4 => {
            let bytes: Vec<u8> = (0..=random.up_to(600)).map(|at| at as u8).collect();
            let offset = random.up_to(60_000);
            let total_bytes = offset + bytes.len() as u64 + random.up_to(9);
            Message::Chunk(Chunk {
                dot: dot("n", 0, random.draw().max(1)),
                total_bytes,
                offset,
                bytes,
            })
        }
        5 => {
            let level = [Level::Received, Level::Durable, Level::Applied][random.up_to(2) as usize];
            Message::Ack(Ack { level, known: random_known(random) })
        }
        6 => Message::Nack(Nack {
            dot: dot("n", random.draw() as u32, u64::MAX),
            code: random.up_to(65_534) as u16 + 1,
            retry_after_ms: random.up_to(2_592_000_000),
        }),
        7 => Message::Bye(Bye { code: random.draw() as u16, reason: "ä".repeat(127) }),
        _ => Message::Unknown(16 + random.up_to(239) as u8),
    }
}

#[test]
fn what_is_written_is_read() {
    let mut random = Random::new(1);
    let (mut frames, mut stream) = (Vec::new(), Vec::new());
    for _ in 0..3_000 {
        let session = random.draw();
        let has_know = random.up_to(1) == 1;
        let frame = Frame { session, has_know, message: random_message(&mut random) };
        wire::encode(&frame, &mut stream).unwrap();
        frames.push(frame);
    }
    let mut rest = stream.as_slice();
    for frame in frames {
        let length = wire::frame_bytes(&rest[..HEAD_BYTES], &LIMITS).unwrap().unwrap();
        let taken = wire::take(rest, &LIMITS).unwrap();
        assert_eq!(taken.frame, frame);
        assert_eq!(taken.used, length);
        rest = &rest[length..];
    }
    assert!(rest.is_empty());
}

#[test]
fn operations_are_written_from_where_they_stand_and_estimated_from_above() {
    let mut random = Random::new(2);
    for _ in 0..500 {
        let list: Vec<_> = (0..random.up_to(9)).map(|_| random_op(&mut random)).collect();
        let whole = Ops { nature: Nature::Repair, list: list.clone(), ..Ops::default() };
        let frame = Frame { session: 5, has_know: true, message: Message::Ops(whole) };
        let mut out = Vec::new();
        wire::encode_ops(5, true, Nature::Repair, &list, &[], &mut out).unwrap();
        assert_eq!(out, encoded(&frame));
        let mut origins = std::collections::BTreeSet::new();
        for op in &list {
            let parts = op.parts.iter().flat_map(|part| part.context.dots());
            let dots = op.context.dots().chain(parts).chain([&op.dot]);
            origins.extend(dots.map(|dot| &dot.origin));
        }
        let named: usize = origins.into_iter().map(wire::origin_bytes).sum();
        let ops: usize = list.iter().map(wire::op_bytes).sum();
        let most = HEAD_BYTES + 1 + 5 + named + 5 + ops;
        assert!(out.len() <= most, "{} bytes, estimated {most}", out.len());
        let dots: usize = list.iter().map(|op| op.context.dots().len()).sum();
        let parts = list.iter().flat_map(|op| &op.parts);
        let dots = dots + parts.map(|part| part.context.dots().len()).sum::<usize>();
        // What of a context stands without a stamp may stand in a frame in which others have one, and
        // an opening may be that of the one before.
        assert!(most <= out.len() + 10 + 10 * list.len() + 20 * dots, "{most} for {}", out.len());
    }
}

#[test]
fn a_frame_of_operations_is_not_longer_than_they_are_alone() {
    let value = [7u8; 100];
    for count in [1, 2, 10, 1_000] {
        let list: Vec<Operation> = (0..count)
            .map(|at| {
                let dot = dot("node-a", 0x9E37_79B9, 1_000_000 + at);
                let context = Context::from_dots([Dot { seq: dot.seq - 7, ..dot.clone() }]);
                let key = format!("user:{at}").into_bytes();
                Operation { dot, context, key: key.into(), value: value.as_slice().into(), ..op() }
            })
            .collect();
        let mut alone = Vec::new();
        list.iter().for_each(|op| operation::encode(op, &mut alone).unwrap());
        let together = encoded(&frame(ops(list))).len();
        assert!(together <= alone.len(), "{count}: {together} bytes, {} alone", alone.len());
    }
}

#[test]
fn knowledge_of_an_origin_takes_at_most_20_bytes() {
    let mut known = Knowledge::default();
    for at in 0..1_000u32 {
        let origin = origin(&format!("n{at}"), 0x9E37_79B9u32.wrapping_mul(at));
        known.insert_range(&origin, 1, 100_000_000);
        known.insert_range(&origin, 100_000_003, 100_000_010);
    }
    let bytes = encoded(&frame(Message::Ack(Ack { level: Level::Applied, known }))).len();
    assert!(bytes <= 20 * 1_000, "{bytes} bytes for 1000 origins");
}

#[test]
fn a_frame_written_by_hand_is_read() {
    let origins = [text(b"node-a"), number(7), text(b"node-b"), number(9)].concat();
    let fields = [42, 0x018B_CFE5_6800_0003, 43, 0, 2, 1];
    let first = [
        numbers(&[0]),
        numbers(&fields),
        text(b"user:1"),
        text(b"Ada"),
        numbers(&[2, 0, 41, 1, 5]),
    ];
    let parts = [
        numbers(&[2, 1]),
        text(b"order:7"),
        text(b"open"),
        numbers(&[0, 2]),
        text(b"cart:7"),
        text(b""),
        numbers(&[1, 1, 3]),
    ];
    let fields = [43, 0x018B_CFE5_6800_0003, 44, 0, 2, 3];
    let second = [numbers(&[0]), numbers(&fields), text(b""), text(&parts.concat()), numbers(&[0])];
    let body = [numbers(&[0, 2]), origins, numbers(&[2]), first.concat(), second.concat()];
    assert_eq!(taken(&raw(4, &body.concat())).unwrap().message, ops(vec![op(), group()]));
    let all = [numbers(&[1]), text(b"n"), numbers(&[0, u64::MAX, 0])].concat();
    let mut known = Knowledge::default();
    known.insert_range(&origin("n", 0), 1, u64::MAX);
    let ack = Message::Ack(Ack { level: Level::Received, known });
    assert_eq!(taken(&raw(6, &[vec![1], all].concat())).unwrap().message, ack);
}

#[test]
fn every_truncation_is_damage() {
    for (heading, frame) in golden() {
        let bytes = encoded(&frame);
        for end in 0..bytes.len() {
            let error = taken(&bytes[..end]).unwrap_err();
            assert_eq!(error.code(), Code::Corrupted, "{heading} {end}");
            let known = wire::frame_bytes(&bytes[..end], &LIMITS).unwrap();
            assert_eq!(known, (end >= HEAD_BYTES).then_some(bytes.len()), "{heading} {end}");
        }
        // The same with a length and a checksum that fit.
        let body = &bytes[HEAD_BYTES..];
        for end in 0..body.len() {
            let error = taken(&raw(bytes[3], &body[..end])).unwrap_err();
            assert_eq!(error.code(), Code::InvalidArgument, "{heading} body of {end}");
        }
    }
}

#[test]
fn every_flipped_bit_is_noticed() {
    for (heading, frame) in golden() {
        let bytes = encoded(&frame);
        for bit in 0..bytes.len() * 8 {
            let (at, mask) = (bit / 8, 1u8 << (bit % 8));
            let mut flipped = bytes.clone();
            flipped[at] ^= mask;
            let error = taken(&flipped).unwrap_err();
            // A length over the limit cannot be told from a lie before the frame is there.
            let is_long = (8..12).contains(&at) && error.code() == Code::InvalidArgument;
            assert!(error.code() == Code::Corrupted || is_long, "{heading} bit {bit}: {error}");
            if (12..16).contains(&at) {
                continue;
            }
            let is_ignored = match at {
                // Who asks is told in the head of a sum alone.
                // So is it of knowledge alone that something of it is only held.
                4 => mask != 1 && !matches!((bytes[3], mask), (3, 2) | (2, 4)),
                5..=7 => true,
                2 => bytes[3] == 1 && mask != 1,
                HEAD_BYTES => bytes[3] == 4 && mask > 16,
                _ => false,
            };
            match taken(&sealed(flipped)) {
                Ok(taken) => assert_eq!(taken == frame, is_ignored, "{heading} bit {bit}"),
                Err(error) => assert!(!is_ignored, "{heading} bit {bit}: {error}"),
            }
        }
    }
}

#[test]
fn any_bytes_under_a_sound_checksum_give_a_frame_or_an_error() {
    let mut random = Random::new(4);
    let bodies: Vec<_> = golden().iter().map(|(_, frame)| encoded(frame)).collect();
    let mut counts = [0; 2];
    for _ in 0..60_000 {
        let from = &bodies[random.up_to(bodies.len() as u64 - 1) as usize];
        let mut body = from[HEAD_BYTES..].to_vec();
        for _ in 0..=random.up_to(3) {
            let at = random.up_to(body.len() as u64) as usize;
            match random.up_to(3) {
                0 => body.truncate(at),
                1 => body.insert(at, [0, 1, 250, 251, 252, 253, 254, 255][at % 8]),
                _ => body.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.draw() as u8),
            }
        }
        let bytes = raw(from[3], &body);
        match taken(&bytes) {
            // What was read can be written, and reads as the same.
            Ok(frame) => {
                let again = taken(&encoded(&frame)).unwrap();
                assert_eq!(without_refused(again), without_refused(frame));
                counts[0] += 1;
            }
            Err(error) => {
                assert_eq!(error.code(), Code::InvalidArgument, "{error}");
                counts[1] += 1;
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 1_000), "{counts:?}");
}

fn without_refused(mut frame: Frame) -> Frame {
    if let Message::Ops(ops) = &mut frame.message {
        ops.refused.clear();
    }
    frame
}

/// A hello with some of its numbers changed.
fn hello_body(nonce: u64, versions: [u8; 2], frame_bytes_max: u64) -> Vec<u8> {
    let rest = [0, frame_bytes_max, 0, 0, 0, 0];
    [text(b"n"), numbers(&[1, nonce, 0]), versions.to_vec(), numbers(&rest)].concat()
}

/// One origin in a KNOW or an ACK.
fn known_body(values: &[u64]) -> Vec<u8> {
    [numbers(&[1]), text(b"node-a"), numbers(&[7]), numbers(values)].concat()
}

/// A frame of one operation over a table of two origins.
fn op_body(origin: u64, seq: u64, context: &[u64]) -> Vec<u8> {
    let table = [numbers(&[0, 2]), text(b"a"), number(1), text(b"b"), number(1)].concat();
    let op = [numbers(&[1, origin, seq, 9, 9, 2, 2, 1]), text(b"k"), text(b"v")].concat();
    [table, op, numbers(context)].concat()
}

fn chunk_body(seq: u64, total: u64, offset: u64, bytes: &[u8]) -> Vec<u8> {
    [text(b"n"), numbers(&[1, seq, total, offset]), text(bytes)].concat()
}

fn nack_body(code: u64, wait: u64) -> Vec<u8> {
    [text(b"n"), numbers(&[1, 1, code, wait])].concat()
}

/// Type, body, and what is wrong with it.
fn out_of_range() -> Vec<(u8, Vec<u8>, &'static str)> {
    let twice = [text(b"node-a"), numbers(&[7, 1, 0])].concat();
    let twice = [numbers(&[2]), twice.clone(), twice].concat();
    let ack = |known: Vec<u8>| [vec![2], known].concat();
    let many = |count: u64| [numbers(&[count]), vec![0; 64]].concat();
    let parts = |index, total| numbers(&[1, index, total, 0]);
    let long = |bytes: &[u8]| [numbers(&[0]), text(bytes)].concat();
    let most = "allowed are 1 or more up to 18446744073709551615";
    let gap = |text: &str| -> &'static str { format!("{text}, {most}").leak() };
    vec![
        (2, [parts(0, 1), vec![0, 0]].concat(), "2 bytes left over"),
        (6, ack([numbers(&[200]), vec![0; 3]].concat()), "origins 200, with 3 bytes left"),
        (7, text(&[b'n'; 256]), "256 bytes, allowed are 1 to 255"),
        (1, hello_body(0, [1, 1], 512), "nonce 0, must be greater than 0"),
        (1, hello_body(1, [0, 1], 512), "lowest protocol version 0, must be greater than 0"),
        (1, hello_body(1, [2, 1], 512), "lowest protocol version 2, allowed are up to 1"),
        (1, hello_body(1, [1, 1], 511), "frames of 511 bytes, allowed are 512 up"),
        (2, parts(0, 0), "number of parts 0, must be greater than 0"),
        (2, parts(0, 1_048_577), "number of parts 1048577, allowed are up to 1048576"),
        (2, parts(3, 3), "part 3, allowed are up to 2"),
        (6, ack(many(65_537)), "origins 65537, allowed are up to 65536"),
        (6, ack(known_body(&[1, 65_537])), "ranges 65537, allowed are up to 65536"),
        (6, ack(known_body(&[5, 1, 0, 1])), gap("a gap of 0 and a range of 1 after 5")),
        (6, ack(known_body(&[5, 1, 1, 0])), gap("a gap of 1 and a range of 0 after 5")),
        (
            6,
            ack(known_body(&[5, 1, u64::MAX - 5, 1])),
            gap("a gap of 18446744073709551610 and a range of 1 after 5"),
        ),
        (
            6,
            ack(known_body(&[5, 1, 1, u64::MAX])),
            gap("a gap of 1 and a range of 18446744073709551615 after 5"),
        ),
        (6, ack(known_body(&[0, 0])), "nothing is known of origin node-a"),
        (6, ack(twice), "origin node-a of epoch 7 is not in order"),
        (4, [vec![0], many(524_289)].concat(), "origins 524289, allowed are up to 524288"),
        (4, [vec![0, 0], many(16_385)].concat(), "operations 16385, allowed are up to 16384"),
        (4, op_body(2, 1, &[0]), "origin number 2, the table has 2 origins"),
        (4, op_body(0, 1, &[1, 2, 1]), "origin number 2, the table has 2 origins"),
        (4, op_body(0, 9, &[2, 0, 1, 0, 1]), "origin number 0 where 1 is the least"),
        (4, op_body(0, 9, &[3, 0, 1, 0]), "origins in a context 3, allowed are up to 2"),
        (4, op_body(0, 0, &[0]), "sequence number 0, must be greater than 0"),
        (5, chunk_body(0, 9, 0, b"x"), "sequence number 0, must be greater than 0"),
        (
            5,
            chunk_body(1, 76_482_262, 0, b"x"),
            "bytes of an operation 76482262, allowed are up to 76482261",
        ),
        (5, chunk_body(1, 9, 0, b""), "bytes of a chunk 0, must be greater than 0"),
        (5, chunk_body(1, 10, 9, b"xy"), "end of a chunk 11, allowed are up to 10"),
        (
            5,
            chunk_body(1, 10, u64::MAX, b"xy"),
            "end of a chunk 18446744073709551615, allowed are up to 10",
        ),
        (6, vec![0, 0], "level 0, known are 1 to 3"),
        (6, vec![4, 0], "level 4, known are 1 to 3"),
        (7, nack_body(0, 0), "error code 0, must be greater than 0"),
        (
            7,
            nack_body(1, 2_592_000_001),
            "milliseconds to wait 2592000001, allowed are up to 2592000000",
        ),
        (8, long(&[b'r'; 256]), "bytes of a reason 256, allowed are up to 255"),
    ]
}

#[test]
fn a_field_out_of_range_is_the_senders_fault_and_named_with_its_limit() {
    let path = format!("{}/docs/format/wire.md", env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(path).unwrap();
    let mut listed = 0;
    for (number, body, context) in out_of_range() {
        let error = taken(&raw(number, &body)).unwrap_err();
        assert_eq!((error.code(), error.context()), (Code::InvalidArgument, context));
        listed += usize::from(document.contains(&format!("`{context}`")));
    }
    assert!(listed >= 28, "{listed} of the texts in the document");
}

#[test]
fn a_hostile_length_allocates_nothing() {
    let refused = |bytes: &[u8]| {
        LARGEST.set(0);
        let error = taken(bytes).unwrap_err();
        // The words of the error, and nothing else.
        assert!((1..200).contains(&LARGEST.get()), "{} bytes for {error}", LARGEST.get());
        assert_eq!(error.code(), Code::InvalidArgument, "{error}");
        error
    };
    let mut head = raw(4, b"");
    head[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    let error = refused(&head);
    assert_eq!(error.context(), "frame of 4294967319 bytes, allowed are 1048576");
    assert_eq!(wire::frame_bytes(&head, &LIMITS).unwrap_err(), error);
    // Lengths within the limit of a list, or of any bytes, and nothing behind them.
    let lengths = [251u64, 60_000, 1 << 26, 1 << 30, u64::MAX].map(number);
    let before = [
        (1u8, vec![]),
        (2, numbers(&[1, 0, 1])),
        (2, [numbers(&[1, 0, 1, 1]), text(b"n"), numbers(&[1, 1])].concat()),
        (4, vec![0]),
        (4, vec![0, 0]),
        (4, [numbers(&[0, 1]), text(b"n"), numbers(&[1, 1, 0, 1, 1, 1, 2, 2, 1])].concat()),
        (4, op_body(0, 9, &[])),
        (5, [text(b"n"), numbers(&[1, 1, 9, 0])].concat()),
        (8, vec![0]),
    ];
    for (number, body) in before {
        for length in &lengths {
            refused(&raw(number, &[body.as_slice(), length].concat()));
        }
    }
    // The measure sees what it should.
    LARGEST.set(0);
    drop(vec![0u8; 1 << 16]);
    assert!(LARGEST.get() >= 1 << 16);
}

#[test]
fn a_hello_is_read_whatever_its_version_and_whatever_follows() {
    let bytes = encoded(&frame(Message::Hello(hello())));
    let mut later = raw(1, &[&bytes[HEAD_BYTES..], b"fields of the future"].concat());
    later[2] = 200;
    later[16..24].fill(0);
    assert_eq!(taken(&sealed(later)).unwrap().message, Message::Hello(hello()));
    let mut strict = LIMITS;
    strict.frame_bytes_max = 512;
    let named = Hello { node: node(&"a".repeat(255)), to: Some(node(&"b".repeat(255))), ..hello() };
    let long = encoded(&frame(Message::Hello(named.clone())));
    assert!(long.len() > 512);
    let taken = wire::take(&long, &strict).unwrap();
    assert_eq!(taken.frame.message, Message::Hello(named));
    let error = wire::take(&raw(1, &[0; 1001]), &strict).unwrap_err();
    assert_eq!(error.context(), "frame of 1025 bytes, allowed are 1024");
    let error = wire::take(&raw(2, &[0; 489]), &strict).unwrap_err();
    assert_eq!(error.context(), "frame of 513 bytes, allowed are 512");
}

#[test]
fn the_trail_of_a_hello_goes_as_far_as_there_is_room_and_nothing_else_is_taken_for_one() {
    let trail: Vec<(u64, u64)> = (2..42).map(|at| (42 - at, (500 - at) << 20)).collect();
    let told = Hello { trail: trail.clone(), ..hello() };
    let bytes = encoded(&frame(Message::Hello(told.clone())));
    assert_eq!(taken(&bytes).unwrap().message, Message::Hello(told.clone()));
    // With the longest names and numbers only a part of it fits.
    let named = Hello { node: node(&"a".repeat(255)), to: Some(node(&"b".repeat(255))), ..told };
    let far = (0..40).map(|at| (u64::MAX / 2 - at * (u64::MAX >> 20), at << 60));
    let named = Hello { last_seq: u64::MAX, trail: far.collect(), ..named };
    let long = encoded(&frame(Message::Hello(named.clone())));
    assert!(long.len() <= 1024 && long.len() > 980, "{}", long.len());
    let Message::Hello(read) = taken(&long).unwrap().message else { panic!("another message") };
    assert!(read.trail.len() > 10 && read.trail.len() < 40, "{}", read.trail.len());
    assert_eq!(read.trail, named.trail[..read.trail.len()]);
    // Two operations of one number, the last and an earlier one.
    for at in [0, 5] {
        let mut trail = trail.clone();
        trail.pop();
        let (seq, stamp) = if at == 0 { (42, hello().last_stamp) } else { trail[at - 1] };
        trail.insert(at, (seq, stamp + 9));
        let told = Message::Hello(Hello { trail, ..hello() });
        assert_eq!(taken(&encoded(&frame(told.clone()))).unwrap().message, told);
    }
    // The same one twice, a third one, numbers that do not go down, and those that end too early.
    let plain = encoded(&frame(Message::Hello(hello())));
    let third = [2, 0, 1, 0, 1];
    for wrong in [&[1, 0, 0][..], &third, &[1, 42, 1], &[1, 43, 1], &[2, 1, 1], &[41, 1, 1], &[251]]
    {
        let mut body = raw(1, &[&plain[HEAD_BYTES..], wrong].concat());
        body[16..24].fill(0);
        assert_eq!(taken(&sealed(body)).unwrap().message, Message::Hello(hello()), "{wrong:?}");
    }
}

#[test]
fn another_version_is_not_taken_for_damage_nor_damage_for_another_version() {
    for version in [0, 2, 255] {
        let mut bytes = encoded(&frame(Message::Bye(Bye { code: 0, reason: String::new() })));
        bytes[2] = version;
        assert_eq!(taken(&bytes).unwrap_err().code(), Code::Corrupted);
        let error = taken(&sealed(bytes)).unwrap_err();
        assert_eq!(error.code(), Code::UnsupportedFormat);
        assert_eq!(error.message(), "unsupported protocol version");
        assert_eq!(error.context(), format!("version {version}, known are 1 to 1"));
    }
    let mut bytes = encoded(&frame(Message::Hello(hello())));
    bytes[2] = 0;
    assert_eq!(taken(&sealed(bytes)).unwrap_err().code(), Code::UnsupportedFormat);
}

#[test]
fn a_frame_of_an_unknown_type_is_checked_and_skipped() {
    for number in [0, 16, 255] {
        let mut bytes = raw(number, b"whatever a later version says");
        let taken = wire::take(&bytes, &LIMITS).unwrap();
        assert_eq!(taken.frame.message, Message::Unknown(number));
        assert_eq!(taken.used, bytes.len());
        bytes[HEAD_BYTES] ^= 1;
        assert_eq!(wire::take(&bytes, &LIMITS).unwrap_err().code(), Code::Corrupted);
    }
}

/// An operation of origin 0 written by hand.
fn op_bytes(seq: u64, version: u64, kind: u8, value: &[u8], context: &[u64]) -> Vec<u8> {
    let numbers_before = numbers(&[0, seq, 1 << 40, version, 2, 2]);
    let key: &[u8] = if kind == 3 { b"" } else { b"k" };
    [numbers_before, vec![kind], text(key), text(value), numbers(context)].concat()
}

#[test]
fn lengths_of_unknown_kinds_are_held_against_what_is_there() {
    let table = [numbers(&[0, 1]), text(b"a"), number(1), number(1)].concat();
    let fixed = numbers(&[0, 1, 1 << 40, 9, 2, 2]);
    for kind in [4, 200, 255] {
        let whole = |key: &[u8], value: &[u8], context: &[u8]| {
            [&table[..], &fixed, &[kind], key, value, context].concat()
        };
        let (key, value) = (text(b"k"), text(b"v"));
        let read = taken(&raw(4, &whole(&key, &value, &[0]))).unwrap();
        let Message::Ops(read) = read.message else { panic!("no OPS") };
        assert_eq!((read.list[0].kind, read.refused.len()), (Kind::Other(kind), 0));
        for len in [3, 1 << 20, 1 << 40, u64::MAX] {
            for body in [
                whole(&number(len), &[], &[]),
                whole(&key, &number(len), &[]),
                whole(&key, &value, &number(len)),
            ] {
                LARGEST.set(0);
                assert_eq!(taken(&raw(4, &body)).unwrap_err().code(), Code::InvalidArgument);
                assert!(LARGEST.get() < 1 << 16);
            }
        }
    }
}

#[test]
fn one_operation_that_cannot_be_taken_blocks_no_other() {
    let part = |kind: u8| [numbers(&[1]), vec![kind], text(b"k"), text(b""), vec![0]].concat();
    let many = [number(4_097), vec![0; 5_000]].concat();
    let long = vec![0; (1 << 16) + 1];
    let cases: [(Vec<u8>, Code, &str); 12] = [
        (
            op_bytes(1, 0, 255, b"?", &[0]),
            Code::InvalidArgument,
            "version 0, must be greater than 0",
        ),
        (
            op_bytes(2, 9, 1, &long, &[0]),
            Code::InvalidArgument,
            "value of 65537 bytes, allowed are 65536",
        ),
        (op_bytes(3, 0, 1, b"", &[0]), Code::InvalidArgument, "version 0, must be greater than 0"),
        (op_bytes(4, 9, 2, b"v", &[0]), Code::InvalidArgument, "a delete with a value of 1 bytes"),
        (
            op_bytes(5, 9, 1, b"", &[1, 1, 0]),
            Code::InvalidArgument,
            "sequence number 0 in a context",
        ),
        (op_bytes(6, 9, 1, b"", &[1, 0, 6]), Code::InvalidArgument, "a-6 is in its own context"),
        (op_bytes(7, 9, 3, &part(3), &[0]), Code::UnsupportedFormat, "kind 3 in a group"),
        (
            op_bytes(8, 9, 3, &many, &[0]),
            Code::InvalidArgument,
            "group of 4097 parts, allowed are 4096",
        ),
        (op_bytes(9, 9, 3, &[0], &[0]), Code::InvalidArgument, "the group is empty"),
        (
            op_bytes(10, (1 << 62) + 1, 1, b"", &[0]),
            Code::InvalidArgument,
            "version 4611686018427387905, allowed are up to 4611686018427387904",
        ),
        (
            op_bytes(11, 9, 3, &part(1), &[1, 1, 1]),
            Code::InvalidArgument,
            "a group with a key, a value or a context of its own",
        ),
        (
            op_bytes(12, 9, 0, b"", &[0]),
            Code::UnsupportedFormat,
            "operation kind 0, allowed are 1 up",
        ),
    ];
    let table = [numbers(&[0, 2]), text(b"a"), number(1), text(b"b"), number(1)].concat();
    let mut body = [table, number(cases.len() as u64 + 2)].concat();
    body.extend(op_bytes(20, 9, 1, b"first", &[0]));
    cases.iter().for_each(|(bytes, ..)| body.extend(bytes));
    body.extend(op_bytes(21, 9, 3, &part(1), &[0]));
    let Message::Ops(read) = taken(&raw(4, &body)).unwrap().message else { panic!("no OPS") };
    let taken: Vec<_> = read.list.iter().map(|op| op.dot.seq).collect();
    assert_eq!(taken, [20, 21]);
    assert_eq!(read.refused.len(), cases.len());
    for (at, (refusal, (_, code, context))) in (1..).zip(read.refused.iter().zip(cases)) {
        assert_eq!(refusal.dot, dot("a", 1, at));
        assert_eq!((refusal.error.code(), refusal.error.context()), (code, context));
    }
}

#[test]
fn a_message_that_no_receiver_would_take_is_not_written() {
    let mut random = Random::new(9);
    let mut known = Knowledge::default();
    for seq in 0..=65_537u64 {
        known.insert(&dot("n", 1, 2 * seq + 2));
    }
    let unnamed = Operation { dot: dot("n", 1, 0), ..random_op(&mut random) };
    let chunk = Chunk { dot: dot("n", 1, 1), total_bytes: 1, offset: 1, bytes: vec![0] };
    let messages = [
        (Message::Hello(Hello { nonce: 0, ..hello() }), "nonce 0, must be greater than 0"),
        (
            Message::Ack(Ack { level: Level::Durable, known }),
            "ranges 65538, allowed are up to 65536",
        ),
        (ops(vec![unnamed]), "sequence number 0, must be greater than 0"),
        (ops(vec![op(); 16_385]), "operations 16385, allowed are up to 16384"),
        (Message::Chunk(chunk), "end of a chunk 2, allowed are up to 1"),
        (
            Message::Bye(Bye { code: 0, reason: "r".repeat(256) }),
            "bytes of a reason 256, allowed are up to 255",
        ),
        (Message::Unknown(8), "a known type without a body"),
    ];
    for (message, context) in messages {
        let mut out = b"before".to_vec();
        let error = wire::encode(&frame(message), &mut out).unwrap_err();
        assert_eq!((error.code(), error.context()), (Code::InvalidArgument, context));
        assert_eq!(out, b"before");
    }
    let value: Vec<u8> = vec![0; 64 << 20];
    let long = Operation { value: value.into(), ..op() };
    let mut out = b"before".to_vec();
    let error = wire::encode_ops(1, false, Nature::Applied, [&long], &[], &mut out).unwrap_err();
    assert!(error.context().ends_with("allowed are 67108864"), "{error}");
    assert_eq!(out, b"before");
}
