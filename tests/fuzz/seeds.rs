// SPDX-License-Identifier: Apache-2.0
//! The first inputs of each target, made by the code itself: small, and each gets through.

use std::path::Path;
use std::sync::Arc;

use softadastra::base::id::{Dot, NodeId};
use softadastra::base::know::Knowledge;
use softadastra::base::op::{Kind, Operation};
use softadastra::disk::{Access, Disk, MemoryDisk};
use softadastra::engine::{Engine, Options};
use softadastra::store::encode::{self, Origins};
use softadastra::store::page;
use softadastra::store::run::Writer;
use softadastra::sync::bootstrap::Outgoing;
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;
use softadastra::sync::wire::message::*;
use softadastra::sync::wire::recon::{Found, KeyRange, RangeSum, Recon, ReconAnswer};
use softadastra::sync::wire::{HEAD_BYTES, ahead, encode as encode_frame, encode_trails};
use softadastra::wal;
#[cfg(feature = "sim")]
use softadastra::{
    base::part::Part,
    engine::{Durability, RecordingOptions, SessionOptions},
    record::Recording,
    sim::{Plan, run_recorded},
};

use super::targets::files::{LOG, RUN, RUN_ID, bytes_of};
use super::targets::live::StillClock;
#[cfg(feature = "sim")]
use super::targets::recording::{CALLS_LEN_MAX, HEAD_BYTES as RECORDING_HEAD_BYTES};

type Seed = (&'static str, usize, Vec<u8>);

fn engine(disk: &MemoryDisk) -> Engine {
    let clock = StillClock::shared();
    let engine = Engine::open(Options::new(LOG, 7, clock, Arc::new(disk.clone()))).unwrap();
    engine.attach(SyncOptions::new(NodeId::new("a").unwrap())).unwrap();
    engine
}

fn submitted(engine: &Engine) -> Operation {
    engine.submit(Kind::Delete, b"gone", b"", 2).unwrap();
    engine.write_local(Kind::Put, b"local", b"only", 3).unwrap();
    let op = engine.submit(Kind::Put, b"key", b"value", 1).unwrap().op;
    assert_eq!(engine.next_batch().unwrap().len(), 2);
    engine.receive_ack("a-1").unwrap();
    (*op).clone()
}

fn long(body: &[u8]) -> Vec<u8> {
    [&(body.len() as u16).to_le_bytes(), body].concat()
}

fn files(seeds: &mut Vec<Seed>) {
    let disk = MemoryDisk::new();
    let made = engine(&disk);
    submitted(&made);
    made.close().unwrap();
    let mut bodies = Vec::new();
    wal::scan(&disk, Path::new(LOG), 1, &mut |_, _, body: &[u8]| {
        bodies.push(body.to_vec());
        Ok(())
    })
    .unwrap();
    seeds.push(("log_file", 0, bytes_of(&disk, LOG)));
    seeds.push(("engine_journal", 0, bodies.iter().flat_map(|body| long(body)).collect()));
    seeds.extend(bodies.into_iter().enumerate().map(|(at, body)| ("journal", at, body)));

    let made = engine(&disk);
    made.submit(Kind::Put, b"more", b"value", 4).unwrap();
    made.checkpoint().unwrap();
    let manifest = bytes_of(&disk, &format!("{LOG}.manifest"));
    seeds.push(("manifest", 0, [&manifest[8..9], &manifest[20..]].concat()));

    let runs = MemoryDisk::new();
    let file = runs.open(Path::new(RUN), Access::Create).unwrap();
    let mut writer = Writer::new(file, RUN.into(), RUN_ID);
    for number in 0..20 {
        writer.add(format!("key:{number:012}").as_bytes(), b"value").unwrap();
    }
    writer.finish().unwrap();
    for target in ["run", "run_rescue"] {
        seeds.push((target, 0, bytes_of(&runs, RUN)));
    }
    // A payload of the original: version, kind, key, value, time.
    let payload =
        [&[1, 1][..], &1_u32.to_le_bytes(), b"k", &1_u32.to_le_bytes(), b"v", &9_i64.to_le_bytes()];
    let payload = payload.concat();
    seeds.push(("old_records", 0, [&[1, 1][..], &long(&payload)].concat()));
    let sum = payload
        .iter()
        .fold(2_166_136_261_u32, |sum, b| (sum ^ u32::from(*b)).wrapping_mul(16_777_619));
    let record = [
        &0x5741_4c31_u32.to_le_bytes()[..],
        &1_u32.to_le_bytes(),
        &1_u64.to_le_bytes(),
        &[1, 1],
        &9_i64.to_le_bytes(),
        &(payload.len() as u32).to_le_bytes(),
        &payload,
        &sum.to_le_bytes(),
    ];
    seeds.push(("old_log", 0, record.concat()));
}

fn states(seeds: &mut Vec<Seed>, op: &Operation, made: &Engine) {
    let page = page::next(&made.snapshot().unwrap(), None, 4096, true).unwrap().unwrap();
    let mut origins: Origins = [op.dot.origin.clone()].into_iter().collect();
    let mut number = 0;
    page::read(&page.bytes, 1 << 20, |_, state| {
        let mut bytes = Vec::new();
        encode::encode(&state, &mut origins, &mut bytes)?;
        seeds.push(("key_state", number, bytes));
        number += 1;
        Ok(())
    })
    .unwrap();
    let mut out = Outgoing::default();
    out.want(1, 0, 1 << 20);
    out.push(Some(&page.bytes));
    out.push(None);
    let mut stream = Vec::new();
    while let Some((_, piece)) = out.take(100) {
        stream.extend([&[2][..], &long(&piece)].concat());
    }
    seeds.push(("snapshot_stream", 0, stream));
    seeds.push(("page", 0, page.bytes));
    let mut bytes = Vec::new();
    message::encode(op, &mut bytes).unwrap();
    // Those with number 0 were made before there were openings, and stay.
    seeds.push(("operation", 1, bytes.split_off(12)));
    let mut context = op.context.clone();
    context.insert(&op.dot, op.stamp, op.opening);
    let mut bytes = Vec::new();
    message::encode_context(&context, op.opening, &mut bytes).unwrap();
    seeds.push(("context", 1, bytes));
}

fn messages(op: &Operation) -> Vec<(&'static str, Message)> {
    let (dot, mut known) = (op.dot.clone(), Knowledge::default());
    known.insert_range(&dot.origin, 1, 5);
    known.insert_range(&dot.origin, 8, 9);
    let know = Know { round: 1, index: 0, total: 1, known: known.clone() };
    let sum = Sum { know: 1, sum: 2, count: 3 };
    let range = |from: &[u8], to: &[u8]| KeyRange { from: from.into(), to: Some(to.into()) };
    let part = RangeSum { sum: 6, count: 7 };
    let hello = Hello {
        node: dot.origin.node.clone(),
        epoch: 1,
        nonce: 2,
        echo: 3,
        protocol_min: 1,
        protocol_max: 1,
        features: 0,
        frame_bytes_max: 65_536,
        value_bytes_max: 1 << 20,
        to: Some(NodeId::new("b").unwrap()),
        last_seq: 4,
        last_stamp: 5,
        trail: vec![(3, 4), (1, 2)],
    };
    let met_two = Hello { features: 1, trail: vec![(3, 4), (3, 9), (1, 2)], ..hello.clone() };
    let ops = Ops { list: vec![op.clone()], ..Ops::default() };
    let steps = vec![(1, 2), (3, 4)];
    let before = vec![SnapTrail { origin: op.dot.origin.clone(), steps }];
    let later = Operation { dot: Dot { seq: 9, ..op.dot.clone() }, ..op.clone() };
    let told = Ops { list: vec![later], before, ..Ops::default() };
    let unknown = Operation { kind: Kind::Other(200), ..op.clone() };
    let held = Ops { nature: Nature::Held, list: vec![unknown], ..Ops::default() };
    let asks = vec![(range(b"a", b"g"), part)];
    let wants = vec![(range(b"h", b"i"), vec![8, 9])];
    let parts = Found::Parts { bounds: vec![b"c".to_vec()], sums: vec![part, part] };
    let ranges = vec![(range(b"a", b"g"), parts), (range(b"p", b"q"), Found::List(vec![12]))];
    let after = Some(b"k".to_vec());
    let origin = dot.origin.clone();
    vec![
        ("frame_hello", Message::Hello(hello)),
        ("frame_know", Message::Know(know.clone())),
        ("frame_know", Message::KnowHolding(know.clone())),
        ("frame_know", Message::Held(know.clone())),
        ("frame_sum", Message::Sum { sum, asks: true }),
        ("frame_ops", Message::Ops(ops)),
        ("frame_ops", Message::Ops(held)),
        (
            "frame_chunk",
            Message::Chunk(Chunk {
                dot: dot.clone(),
                total_bytes: 9,
                offset: 1,
                bytes: vec![7, 8],
            }),
        ),
        ("frame_ack", Message::Ack(Ack { level: Level::Applied, known })),
        ("frame_nack", Message::Nack(Nack { dot, code: 1, retry_after_ms: 5 })),
        ("frame_bye", Message::Bye(Bye { code: 0, reason: "done".into() })),
        ("frame_snapshot", Message::SnapOffer(SnapOffer { know, stamp: 1, sum: 2, count: 3 })),
        (
            "frame_snapshot",
            Message::SnapWant(SnapWant { id: 1, round: 1, from: 2, until: 3, after }),
        ),
        ("frame_snapshot", Message::SnapChunk(SnapChunk { id: 1, at: 2, bytes: vec![7] })),
        ("frame_snapshot", Message::SnapTrail(SnapTrail { origin, steps: vec![(1, 2), (3, 4)] })),
        ("frame_recon", Message::Recon(Recon { run: 1, round: 2, sum, asks, wants })),
        ("frame_recon_answer", Message::ReconAnswer(ReconAnswer { run: 1, round: 2, sum, ranges })),
        ("frame_hello", Message::Hello(met_two)),
        ("frame_ops", Message::Ops(told)),
    ]
}

/// A number as the inputs of options spell one that is not small.
fn odd(number: u64) -> Vec<u8> {
    [&[6][..], &number.to_le_bytes()].concat()
}

/// What a recording has, as the target takes it: of the calls the first ones.
#[cfg(feature = "sim")]
fn entries(bytes: &[u8], calls_len: usize, torn: u8) -> Vec<u8> {
    let places: Vec<usize> = (0..calls_len).collect();
    let bytes = Recording::read(bytes).unwrap().with_calls(&places).unwrap();
    let (mut rest, mut out) = (&bytes[RECORDING_HEAD_BYTES..], vec![torn]);
    while let Some((len, behind)) = rest.split_first_chunk::<4>() {
        let (body, behind) = behind[4..].split_at(u32::from_le_bytes(*len) as usize);
        out.extend(long(body));
        rest = behind;
    }
    out
}

/// What was recorded of an engine that does this.
#[cfg(feature = "sim")]
fn recorded(disk: &MemoryDisk, durability: Durability, work: impl FnOnce(&Engine)) -> Vec<u8> {
    let (clock, to) = (StillClock::shared(), MemoryDisk::new());
    let mut options = Options::new(LOG, 7, clock, Arc::new(disk.clone()));
    options.durability = durability;
    let disk: Option<Arc<dyn Disk>> = Some(Arc::new(to.clone()));
    options.recording = Some(RecordingOptions { disk, ..RecordingOptions::new("rec") });
    let engine = Engine::open(options).unwrap();
    engine.attach(SyncOptions::new(NodeId::new("a").unwrap())).unwrap();
    work(&engine);
    engine.close().unwrap();
    bytes_of(&to, "rec.000001")
}

#[cfg(feature = "sim")]
fn recordings(seeds: &mut Vec<Seed>) {
    let disk = MemoryDisk::new();
    let first = recorded(&disk, Durability::Durable, |engine| {
        submitted(engine);
        let parts = vec![Part::put(b"one", b"1"), Part::delete(b"key")];
        engine.submit_group(parts, 5).unwrap();
        engine.register_peer(&NodeId::new("b").unwrap(), 1000).unwrap();
        engine.tick(true).unwrap();
        engine.checkpoint().unwrap();
    });
    // Over the files of the first one: a value in pieces, and one that is let go.
    let values = recorded(&disk, Durability::Fast, |engine| {
        let mut writer = engine.begin_value(b"long", 5, 6).unwrap();
        writer.write(b"val").unwrap();
        writer.write(b"ue").unwrap();
        engine.commit_value(&mut writer).unwrap();
        drop(engine.begin_value(b"long", 9, 7).unwrap());
        engine.maintain(1 << 20).unwrap();
        engine.reload().unwrap();
    });
    let memory = recorded(&MemoryDisk::new(), Durability::MemoryOnly, |engine| {
        let mut talk = engine.open_session(SessionOptions::new(None)).unwrap();
        let mut greeting = Vec::new();
        let hello = messages(&submitted(engine)).swap_remove(0).1;
        let hello = Frame { session: 0, has_know: false, message: hello };
        encode_frame(&hello, &mut greeting).unwrap();
        let _ = talk.handle(engine, &greeting);
        while talk.poll_transmit(engine, 4096).unwrap().is_some() {}
        engine.apply_unlogged(Kind::Put, b"key", b"apart", 8, 20).unwrap();
        talk.close(engine).unwrap();
    });
    // Of worlds, where disks fail.
    let mut plan = Plan::new(17);
    plan.keep_steps((0..40).collect());
    let of_world = run_recorded(&plan).1.into_iter().map(|(_, bytes)| entries(&bytes, 32, 0));
    let made = [(&first, 0), (&values, 0), (&memory, 0), (&first, 9)];
    let made = made.map(|(bytes, torn)| entries(bytes, CALLS_LEN_MAX, torn));
    let all = made.into_iter().chain(of_world.filter(|bytes| bytes.len() <= 4096).take(3));
    let whole = [memory.clone()];
    seeds.extend(all.chain(whole).enumerate().map(|(at, bytes)| ("recording", at, bytes)));
}

/// Target, number and bytes of every seed.
pub fn all() -> Vec<Seed> {
    let mut seeds = Vec::new();
    files(&mut seeds);
    let made = engine(&MemoryDisk::new());
    let op = submitted(&made);
    states(&mut seeds, &op, &made);
    for (at, (target, message)) in messages(&op).into_iter().enumerate() {
        let mut frame = Vec::new();
        let session = if target == "frame_hello" { 0 } else { 0x0102 };
        encode_frame(&Frame { session, has_know: true, message }, &mut frame).unwrap();
        let (number, body) = (frame[3], &frame[HEAD_BYTES..]);
        let which = if target == "frame_snapshot" { vec![number - 9, 1] } else { vec![1] };
        seeds.push((target, at, [&which, body].concat()));
        seeds.push(("frame", at, frame));
    }
    let [one, two] = [vec![(1, 2), (3, 4)], vec![(1, 3)]];
    let trails = [one, two].map(|steps| SnapTrail { origin: op.dot.origin.clone(), steps });
    seeds.push(("snapshot_trails", 0, encode_trails(&trails).unwrap()));
    let ahead = [&ahead(&[(1, 2), (3, 4)]).unwrap(), &b"operation"[..]].concat();
    seeds.push(("snapshot_trails", 1, ahead));
    // Both say hello, and go on for a while.
    let talk = [6, 4, 255, 255, 0, 6, 4, 255, 255, 0].repeat(8);
    seeds.push(("session", 0, talk));
    let fits =
        [7, 1 << 20, 60_000, 1 << 20, 0, 0, 16, 5, 1_000, 1_000, 65_536, 1 << 20, 1 << 20, 9];
    let fits: Vec<u8> = fits.into_iter().flat_map(odd).chain([0]).collect();
    let recorded = [&fits[..], &[4], &odd(1 << 20)].concat();
    seeds.extend([("options", 0, fits), ("options", 1, recorded)]);
    let some =
        b"\x00\x01k\x01\x10\x06\x00\x07\x03a-1\x0b\x00\x0f\x00\x11\x00\x01\x01g\x00".to_vec();
    seeds.push(("calls", 0, some));
    #[cfg(feature = "sim")]
    recordings(&mut seeds);
    seeds
}
