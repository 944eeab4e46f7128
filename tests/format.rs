// SPDX-License-Identifier: Apache-2.0
//! Formats last: golden bytes of the journal's records and of the operation on the wire, and a
//! second implementation that reads and writes the same bytes (G10). The log's own bytes are in
//! `wal.rs`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use softadastra::base::codec;
use softadastra::base::error::Code;
use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::know::Knowledge;
use softadastra::base::op::{Context, Kind, Operation, Seen};
use softadastra::base::part::Part;
use softadastra::base::random::Random;
use softadastra::base::stamp::Stamp;
use softadastra::disk::MemoryDisk;
use softadastra::engine::journal::{
    self, CutBody, PeerBody, PeerHasBody, Record, RefusedBody, StepsBody,
};
use softadastra::store::entry::LocalWrite;
use softadastra::store::value::{Named, Placed, Value};
use softadastra::store::value_file::{self as file_of_value, ValueFile};
use softadastra::sync::message::{self, OperationBody};
use softadastra::sync::peer::Rejection;
use softadastra::sync::wire::message::Level;

const LIMIT: u64 = 1 << 20;

fn dot(node: &str, epoch: u32, seq: u64) -> Dot {
    Dot { origin: Origin { node: NodeId::new(node).unwrap(), epoch }, seq }
}

fn operation() -> Operation {
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

/// One whose context has stamps: of node-a's last version, not of node-b's, and a former name.
fn stamped() -> Operation {
    let mut context = Context::from_dots([dot("node-b", 9, 5)]);
    context.insert(&dot("node-a", 7, 41), Stamp(0x018B_CFE5_6800_0002), Opening::UNKNOWN);
    context.add(Seen::alone(&dot("node-a", 6, 40), operation().stamp));
    Operation { context, ..operation() }
}

/// One of which openings are known: its own, in which node-a's last version was made too, and that of
/// an earlier one.
fn opened() -> Operation {
    let opening = Opening(0x0A0B_0C0D);
    let mut context = Context::from_dots([dot("node-b", 9, 5)]);
    context.insert(&dot("node-a", 7, 41), Stamp(0x018B_CFE5_6800_0002), opening);
    context.insert(&dot("node-a", 7, 39), Stamp(0x018B_CFE5_6800_0001), Opening(0x0A0B_0C01));
    Operation { opening, context, ..operation() }
}

fn group() -> Operation {
    let part =
        Part { context: Context::from_dots([dot("node-b", 9, 3)]), ..Part::delete(b"cart:7") };
    Operation {
        kind: Kind::Group,
        context: Context::default(),
        key: b"".as_slice().into(),
        value: b"".as_slice().into(),
        parts: vec![Part::put(b"order:7", b"open"), part],
        ..operation()
    }
}

/// Bytes written as in the documents: hex with spaces and line breaks.
fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
}

/// The first block of hex after a heading of a format document.
fn documented(document: &str, heading: &str) -> Vec<u8> {
    let path = format!("{}/docs/format/{document}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let after = text.split_once(heading).unwrap_or_else(|| panic!("{heading} in {document}")).1;
    let block = after.split("```").nth(1).unwrap();
    hex(block.trim_start_matches("text"))
}

fn body(records: &[Record<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    journal::encode(records, &mut out).unwrap();
    out
}

#[test]
fn an_operation_on_the_wire_has_the_documented_bytes() {
    let mut out = Vec::new();
    message::encode(&operation(), &mut out).unwrap();
    assert_eq!(out, documented("operation.md", "## Example"), "{}", to_hex(&out));
    assert_eq!(message::decode(&out, LIMIT).unwrap(), operation());
}

#[test]
fn an_operation_with_stamps_in_its_context_has_the_documented_bytes() {
    let (op, mut out) = (stamped(), Vec::new());
    message::encode(&op, &mut out).unwrap();
    let heading = "### Example: stamps in a context";
    assert_eq!(out, documented("operation.md", heading), "{}", to_hex(&out));
    assert_eq!(message::decode(&out, LIMIT).unwrap(), op);
    refuses_every_flip_and_cut(&op);
}

#[test]
fn an_operation_with_openings_has_the_documented_bytes() {
    let (op, mut out) = (opened(), Vec::new());
    message::encode(&op, &mut out).unwrap();
    assert_eq!(out, documented("operation.md", "### Example: openings"), "{}", to_hex(&out));
    assert_eq!(message::decode(&out, LIMIT).unwrap(), op);
    refuses_every_flip_and_cut(&op);
    let alone = Operation { context: Context::default(), ..op };
    refuses_every_flip_and_cut(&alone);
}

#[test]
fn an_operation_has_one_version() {
    for (op, version) in [(operation(), 1), (stamped(), 2), (opened(), 3)] {
        for other in (1..=3).filter(|other| *other != version) {
            let mut out = Vec::new();
            message::encode(&op, &mut out).unwrap();
            out[4] = other;
            let sum = crc32fast::hash(&[&out[..8], &out[12..]].concat());
            out[8..12].copy_from_slice(&sum.to_le_bytes());
            let error = message::decode(&out, LIMIT).unwrap_err();
            assert_eq!(error.context(), format!("version {other}, its form is {version}"));
        }
    }
}

#[test]
fn bytes_that_say_openings_and_have_none_are_refused() {
    let (mut bytes, context) = (Vec::new(), Context::default());
    message::encode_context(&context, Opening(1), &mut bytes).unwrap();
    assert_eq!(message::decode_context(&bytes).unwrap(), (context, Opening(1)));
    let len = bytes.len();
    bytes[len - 4] = 0;
    assert_eq!(message::decode_context(&bytes).unwrap_err().code(), Code::Corrupted);
}

#[test]
fn a_group_on_the_wire_has_the_documented_bytes() {
    let (op, mut out) = (group(), Vec::new());
    message::encode(&op, &mut out).unwrap();
    assert_eq!(out, documented("operation.md", "### Example: group"), "{}", to_hex(&out));
    assert_eq!(message::decode(&out, LIMIT).unwrap(), op);
    let mut logged = Vec::new();
    let record = Record::operation(&op, 43, true, true);
    journal::encode(&[record], &mut logged).unwrap();
    assert!(logged.ends_with(&out[12..]), "the log has the same body");
}

fn cut_in_steps() -> Vec<Record<'static>> {
    let cut = |step, key| Record::Cut(CutBody { node: "node-a", epoch: 7, above: 42, step, key });
    vec![cut(1, b""), cut(2, b"k"), cut(3, b"")]
}

/// Value 7, and the bytes of its file.
fn value_file() -> (Vec<u8>, Arc<Placed>) {
    let (disk, main) = (MemoryDisk::new(), Path::new("a.wal"));
    let mut file = ValueFile::create(&disk, main, 7).unwrap();
    file.write(b"measured ").unwrap();
    file.write(b"the east field").unwrap();
    let placed = file.finish(&disk).unwrap();
    let bytes = disk.bytes("a.wal.value-00000007").unwrap();
    // It is found again by what the log says of it, and by nothing else.
    let named = placed.named().unwrap();
    assert_eq!(file_of_value::open(&disk, main, named).unwrap(), placed);
    let shorter = Named { bytes: named.bytes - 1, ..named };
    assert_eq!(file_of_value::open(&disk, main, shorter).unwrap_err().code(), Code::Corrupted);
    let missing = Named { number: 8, ..named };
    assert_eq!(file_of_value::open(&disk, main, missing).unwrap_err().code(), Code::FileNotFound);
    for (at, code) in [(0, Code::Corrupted), (8, Code::UnsupportedFormat), (16, Code::Corrupted)] {
        let mut other = bytes.clone();
        other[at] ^= 2;
        disk.set_bytes("a.wal.value-00000007", other);
        assert_eq!(file_of_value::open(&disk, main, named).unwrap_err().code(), code, "byte {at}");
    }
    (bytes, placed)
}

#[test]
fn a_value_file_has_the_documented_bytes() {
    let (bytes, _) = value_file();
    assert_eq!(bytes, documented("value.md", "### Example"), "{}", to_hex(&bytes));
}

#[test]
fn journal_records_have_the_documented_bytes() {
    let op = operation();
    let write = LocalWrite {
        stamp: Stamp(0x018B_CFE5_6800_0000),
        timestamp_ms: 1_700_000_000_000,
        version: 1,
        value: Some(b"x".as_slice().into()),
    };
    let (peer_node, mut known) = (NodeId::new("node-b").unwrap(), Knowledge::default());
    known.insert_range(&dot("node-a", 7, 1).origin, 1, 42);
    let peer = Record::Peer(PeerBody { node: "node-b", is_registered: true, lease_ms: 86_400_000 });
    let has = Record::PeerHas(PeerHasBody::of(&peer_node, Level::Applied, false, &known));
    let repair = Record::Repair { version: 44, op: OperationBody::of(&op) };
    let refusal = Rejection { code: 2, attempts: 5, at_ms: 1_700_000_000_000, due_ms: None };
    let refused = Record::Refused(vec![RefusedBody::of(&peer_node, &op.dot, &refusal)]);
    let unknown = Operation {
        kind: Kind::Other(200),
        key: b"k".as_slice().into(),
        value: [1, 2, 3].as_slice().into(),
        context: Context::default(),
        ..op.clone()
    };
    let held = Record::Held { version: 45, op: OperationBody::of(&unknown) };
    let told = BTreeMap::from([(40, Stamp(op.stamp.0 - 65_536)), (41, Stamp(op.stamp.0 - 1))]);
    let steps = Record::Steps(vec![StepsBody::of(&op.dot.origin, &told)]);
    let (_, placed) = value_file();
    let placed = LocalWrite { version: 2, value: Some(Value::There(placed)), ..write.clone() };
    let identity = Record::Identity { node: "node-a", epoch: 7 };
    let cases = [
        ("### Example: identity", body(&[identity])),
        ("### Example: local write", body(&[Record::local(b"k", &write)])),
        ("### Example: placed local write", body(&[Record::local(b"k", &placed)])),
        ("### Example: operation", body(&[Record::operation(&op, 43, true, true)])),
        ("### Example: peer, and what it has", body(&[peer, has])),
        ("### Example: a cut in three steps", body(&cut_in_steps())),
        ("### Example: conflict", body(&[Record::Conflict { version: 43 }])),
        ("### Example: repair", body(&[repair])),
        ("### Example: refused", body(&[refused])),
        ("### Example: held", body(&[held])),
        ("### Example: steps", body(&[steps])),
    ];
    for (heading, bytes) in cases {
        assert_eq!(bytes, documented("journal.md", heading), "{heading}: {}", to_hex(&bytes));
        let read = journal::decode(&bytes).unwrap();
        assert_eq!(body(&read), bytes, "{heading}");
    }
}

fn to_hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.chunks(24).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}

/// The same operation for the second implementation. Its field order is the format.
#[derive(Debug, PartialEq, wincode::SchemaWrite, wincode::SchemaRead)]
struct Second {
    node: String,
    epoch: u32,
    seq: u64,
    stamp: u64,
    version: u64,
    timestamp_ms: i64,
    created_ms: i64,
    kind: u8,
    key: Vec<u8>,
    value: Vec<u8>,
    context: Vec<(String, u32, u64)>,
}

#[test]
fn a_second_implementation_reads_and_writes_the_same_bytes() {
    let mut random = Random::new(11);
    for _ in 0..2_000 {
        let mut bytes_of = |max: u64| -> Vec<u8> {
            let len = random.up_to(max);
            (0..len).map(|_| random.draw() as u8).collect()
        };
        let (key, value) = (bytes_of(40), bytes_of(200));
        let op = Operation {
            dot: dot("node-a", random.draw() as u32, random.draw() | 1),
            stamp: Stamp(random.draw()),
            version: random.draw() | 1,
            timestamp_ms: (random.draw() >> 1) as i64 | 1,
            created_ms: (random.draw() >> 1) as i64 | 1,
            key: key.into(),
            value: value.into(),
            ..operation()
        };
        let mut ours = Vec::new();
        codec::encode(&OperationBody::of(&op), &mut ours).unwrap();
        let second: Second = wincode::deserialize(&ours).unwrap();
        assert_eq!((second.epoch, second.seq), (op.dot.origin.epoch, op.dot.seq));
        assert_eq!((&second.key[..], &second.value[..]), (&*op.key, &*op.value));
        assert_eq!(second.context.len(), 2);
        assert_eq!(wincode::serialize(&second).unwrap(), ours);
    }
}

/// A part for the second implementation.
#[derive(Debug, PartialEq, wincode::SchemaWrite, wincode::SchemaRead)]
struct SecondPart {
    kind: u8,
    key: Vec<u8>,
    value: Vec<u8>,
    context: Vec<(String, u32, u64)>,
}

#[test]
fn a_second_implementation_reads_and_writes_groups() {
    let mut ours = Vec::new();
    codec::encode(&OperationBody::of(&group()), &mut ours).unwrap();
    let second: Second = wincode::deserialize(&ours).unwrap();
    assert_eq!((second.kind, second.key.len(), second.context.len()), (3, 0, 0));
    let parts: Vec<SecondPart> = wincode::deserialize(&second.value).unwrap();
    assert_eq!((&parts[0].key[..], &parts[0].value[..]), (&b"order:7"[..], &b"open"[..]));
    assert_eq!((parts[1].kind, &parts[1].context), (2, &vec![("node-b".to_owned(), 9, 3)]));
    assert_eq!(wincode::serialize(&parts).unwrap(), second.value);
    assert_eq!(wincode::serialize(&second).unwrap(), ours);
}

#[test]
fn every_flipped_bit_and_every_cut_of_a_wire_operation_is_refused() {
    for op in [operation(), group()] {
        refuses_every_flip_and_cut(&op);
    }
}

fn refuses_every_flip_and_cut(op: &Operation) {
    let mut good = Vec::new();
    message::encode(op, &mut good).unwrap();
    for at in 0..good.len() {
        assert!(message::decode(&good[..at], LIMIT).is_err());
        for bit in 0..8 {
            let mut bad = good.clone();
            bad[at] ^= 1 << bit;
            assert!(message::decode(&bad, LIMIT).is_err(), "byte {at} bit {bit}");
        }
    }
    good.push(0);
    assert!(message::decode(&good, LIMIT).is_err());
}

#[test]
fn a_later_version_is_told_from_damage() {
    let mut bytes = Vec::new();
    message::encode(&operation(), &mut bytes).unwrap();
    bytes[4] = 4;
    let error = message::decode(&bytes, LIMIT).unwrap_err();
    assert_eq!(error.code(), Code::UnsupportedFormat);
    assert_eq!(error.context(), "version 4, known are 1 to 3");
}

#[test]
fn fields_out_of_range_are_refused_although_the_checksum_fits() {
    let refused = |op: Operation| {
        let mut bytes = Vec::new();
        message::encode(&op, &mut bytes).unwrap();
        message::decode(&bytes, LIMIT).unwrap_err().code()
    };
    let op = operation;
    let long = vec![0; LIMIT as usize + 1];
    let itself = Context::from_dots([op().dot]);
    let many = (0..4097u32).map(|n| Part::put(&n.to_le_bytes(), b"")).collect();
    let large = (0..3u8).map(|n| Part::put(&[n], &long[1..])).collect();
    let cases = [
        Operation { version: 0, ..op() },
        Operation { timestamp_ms: 0, ..op() },
        Operation { created_ms: -1, ..op() },
        Operation { dot: dot("node-a", 7, 0), ..op() },
        Operation { dot: dot("node-a", 7, 41), ..op() },
        Operation { key: b"".as_slice().into(), ..op() },
        Operation { value: long.into(), ..op() },
        Operation { kind: Kind::Delete, ..op() },
        Operation { parts: Vec::new(), ..group() },
        Operation { key: op().key, ..group() },
        Operation { context: op().context, ..group() },
        Operation { parts: vec![Part::put(b"k", b"1"), Part::delete(b"k")], ..group() },
        Operation { parts: vec![Part::put(b"", b"1")], ..group() },
        Operation { parts: vec![Part { value: op().value, ..Part::delete(b"k") }], ..group() },
        Operation { parts: vec![Part { context: itself, ..Part::put(b"k", b"") }], ..group() },
        Operation { parts: many, ..group() },
        Operation { parts: large, ..group() },
    ];
    for case in cases {
        let what = format!("{:?} {}", case.dot, case.version);
        assert_eq!(refused(case), Code::InvalidArgument, "{what}");
    }
}
