// SPDX-License-Identifier: Apache-2.0
//! Formats last: golden bytes of what stands in runs and in the manifest (G10). The bytes of a run
//! itself are in `run.rs`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::know::Knowledge;
use softadastra::base::op::{Context, Seen};
use softadastra::base::random::Random;
use softadastra::base::stamp::Stamp;
use softadastra::base::trail::Trail;
use softadastra::engine::renew::Cut;
use softadastra::engine::replaced::{Replaced, mark_of};
use softadastra::engine::upkeep::manifest::{Facts, Listed, ListedValues, Manifest};
use softadastra::store::encode::{self, Origins};
use softadastra::store::entry::{KeyState, LocalWrite, Version};
use softadastra::store::siblings::Siblings;
use softadastra::store::sum::StateSum;
use softadastra::sync::peer::Peer;

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
}

fn to_hex(bytes: &[u8]) -> String {
    let line = |part: &[u8]| part.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" ");
    bytes.chunks(24).map(line).collect::<Vec<_>>().join("\n")
}

fn documented(document: &str, heading: &str) -> Vec<u8> {
    let path = format!("{}/docs/format/{document}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let after = text.split_once(heading).unwrap_or_else(|| panic!("{heading} in {document}")).1;
    hex(after.split("```").nth(1).unwrap().trim_start_matches("text"))
}

fn origin(node: &str, epoch: u32) -> Origin {
    Origin { node: NodeId::new(node).unwrap(), epoch }
}

/// Two versions, a context that knows more, and a local write.
fn state() -> KeyState {
    let version = |node, seq, stamp, value: Option<&[u8]>| Version {
        dot: Dot { origin: origin(node, 7), seq },
        stamp: Stamp(stamp),
        opening: Opening::UNKNOWN,
        timestamp_ms: 1_700_000_000_000,
        version: seq + 1,
        value: value.map(Into::into),
    };
    let mut siblings = Siblings::default();
    siblings.insert(version("node-a", 42, 0x018B_CFE5_6800_0003, Some(b"Ada")));
    siblings.insert(version("node-b", 300, 0x018B_CFE5_6800_0001, None));
    let mut context = Context::from_dots([Dot { origin: origin("node-c", 1), seq: 5 }]);
    siblings.iter().for_each(|version| context.add(version.as_seen()));
    let local = LocalWrite {
        stamp: Stamp(0x018B_CFE5_6801_0000),
        timestamp_ms: 1,
        version: 99,
        value: Some(b"draft".as_slice().into()),
    };
    KeyState { context, siblings, local: Some(local) }
}

fn known(node: &str, first: u64, last: u64) -> Knowledge {
    let mut known = Knowledge::default();
    known.insert_range(&origin(node, 7), first, last);
    known
}

fn peer() -> Peer {
    Peer {
        durable: known("node-a", 1, 42),
        applied: known("node-a", 1, 41),
        ..Peer::new(NodeId::new("node-b").unwrap(), 86_400_000, 0)
    }
}

fn manifest() -> Manifest {
    let mut knowledge = Knowledge::default();
    knowledge.insert_range(&origin("node-a", 7), 1, 42);
    knowledge.insert_range(&origin("node-b", 7), 1, 3);
    knowledge.insert_range(&origin("node-b", 7), 300, 300);
    let origins: Origins = [origin("node-a", 7), origin("node-b", 7)].into_iter().collect();
    let cut = Cut {
        origin: origin("node-a", 7),
        above: 41,
        until: 300,
        is_done: true,
        steps: Vec::new(),
    };
    let facts = Facts {
        first_segment: 3,
        version: 99,
        stamp: Stamp(0x018B_CFE5_6801_0000),
        identity: Some(origin("node-a", 7)),
        own: vec![origin("node-a", 7)],
        knowledge,
        uncontested_len: 12,
        live_bytes: 1000,
        waste_bytes: 50,
        last_submitted_version: 43,
        sum: Some(StateSum { sum: 0x0102, count: 2 }),
        peers: vec![peer()],
        latest: [(
            origin("node-b", 7),
            [(300, Stamp(0x018B_CFE5_6800_0001))].into_iter().collect(),
        )]
        .into(),
        openings: [].into(),
        replaced: Replaced::default(),
        cuts: vec![cut],
        absorbed: None,
        history: [(3, known("node-a", 40, 42))].into(),
    };
    Manifest {
        log: 0x0123_4567_89AB_CDEF,
        next_run: 6,
        facts,
        origins: Arc::new(origins),
        upper: vec![Listed { number: 5, after: Some(b"\x01k".as_slice().into()) }],
        base: vec![Listed { number: 4, after: None }],
        values: Vec::new(),
    }
}

#[test]
fn a_state_has_the_documented_bytes() {
    let mut origins = Origins::default();
    let mut bytes = Vec::new();
    encode::encode(&state(), &mut origins, &mut bytes).unwrap();
    assert_eq!(bytes, documented("state.md", "### Example"), "{}", to_hex(&bytes));
    assert_eq!(encode::decode(&bytes, &origins).unwrap(), Some(state()));
    assert_eq!(encode::decode(&[], &origins).unwrap(), None);
}

#[test]
fn a_state_with_stamps_in_its_context_has_the_documented_bytes() {
    let mut origins = Origins::default();
    let (mut bytes, mut state) = (Vec::new(), state());
    let put = state.siblings[0].clone();
    let former = Dot { origin: origin("node-a", 6), seq: 2 };
    state.context = Context::default();
    let other = Dot { origin: origin("node-c", 1), seq: 5 };
    let other = Seen::up_to(&other, Stamp(0x018B_CFE5_6800_0002), Opening::UNKNOWN);
    state.siblings.iter().for_each(|version| state.context.add(version.as_seen()));
    state.context.add(other);
    state.context.add(Seen::alone(&former, put.stamp));
    encode::encode(&state, &mut origins, &mut bytes).unwrap();
    assert_eq!(bytes, documented("state.md", "### Example: stamps"), "{}", to_hex(&bytes));
    assert_eq!(encode::decode(&bytes, &origins).unwrap().as_ref(), Some(&state));
    let names: Vec<_> = state.context.former(&put.dot, put.stamp).collect();
    assert_eq!(names, [&former]);
}

#[test]
fn a_state_with_openings_has_the_documented_bytes() {
    let mut origins = Origins::default();
    let (mut bytes, mut state) = (Vec::new(), state());
    let with =
        |opening: u32| move |one: &Version| Version { opening: Opening(opening), ..one.clone() };
    let (put, delete) = (&state.siblings[0], &state.siblings[1]);
    state.siblings = [with(0x0A0B_0C0D)(put), delete.clone()].into_iter().collect();
    state.context = state.siblings.iter().map(Version::as_seen).collect();
    for (seq, stamp, opening) in [(5, 0x018B_CFE5_6800_0002, 9), (3, 0x018B_CFE5_6800_0000, 8)] {
        let dot = Dot { origin: origin("node-c", 1), seq };
        state.context.insert(&dot, Stamp(stamp), Opening(opening));
    }
    encode::encode(&state, &mut origins, &mut bytes).unwrap();
    assert_eq!(bytes, documented("state.md", "### Example: openings"), "{}", to_hex(&bytes));
    assert_eq!(encode::decode(&bytes, &origins).unwrap().as_ref(), Some(&state));
}

fn trail(steps: &[(u64, u64)]) -> Trail {
    steps.iter().map(|(seq, stamp)| (*seq, Stamp(*stamp))).collect()
}

/// As version 5 can say it: of another origin two operations of one number were met, what was made
/// here is remembered beside where it went on after an opening, and one of the other's was replaced.
fn manifest_of_version_5() -> Manifest {
    let mut manifest = manifest();
    manifest.values = vec![ListedValues { run: 4, values: vec![(2, 70_000)] }];
    let (own, other) = (origin("node-a", 7), origin("node-b", 7));
    let made = trail(&[(40, 0x40), (41, 0x41), (42, 0x42)]);
    let met = trail(&[(2, 5), (2, 6), (3, 7)]);
    manifest.facts.latest = [(own.clone(), made), (other.clone(), met)].into();
    manifest.facts.openings = [(own, trail(&[(1, 1), (41, 0x41)]))].into();
    manifest.facts.replaced.note(&other, 2, mark_of(Stamp(6), b"k"));
    manifest
}

#[test]
fn a_manifest_has_the_documented_bytes() {
    let wanted = manifest_of_version_5();
    let bytes = wanted.encode().unwrap();
    let golden = documented("manifest.md", "### Example of version 5");
    let read = Manifest::decode(&golden, Path::new("m")).unwrap();
    assert_eq!(read.encode().unwrap(), bytes, "the facts of version 7 are those of version 5");
    assert_eq!(to_hex(&bytes), to_hex(&sealed(7, &golden[20..])));
    let read = Manifest::decode(&bytes, Path::new("m")).unwrap();
    assert_eq!(read.encode().unwrap(), bytes);
    assert_eq!(read.numbers(), [2, 4, 5].into());
    assert_eq!(read.values, wanted.values);
    assert_eq!(read.facts.latest, wanted.facts.latest);
    assert_eq!(read.facts.openings, wanted.facts.openings);
    assert_eq!(read.facts.replaced, wanted.facts.replaced);
    assert_eq!(read.facts.latest[&origin("node-b", 7)].forked_at(), Some(2));
    assert_are_equal(&read, &wanted);
}

fn assert_are_equal(read: &Manifest, wanted: &Manifest) {
    assert_eq!((read.log, read.next_run, read.facts.first_segment), (wanted.log, 6, 3));
    assert_eq!(read.facts.knowledge, wanted.facts.knowledge);
    assert_eq!((&read.upper, &read.base), (&wanted.upper, &wanted.base));
    let (facts, wanted) = (&read.facts, &wanted.facts);
    assert_eq!(
        (&facts.cuts, facts.sum, &facts.history),
        (&wanted.cuts, wanted.sum, &wanted.history)
    );
    let [read] = &read.facts.peers[..] else { panic!("one peer") };
    assert_eq!((&read.node, read.lease_ms), (&peer().node, 86_400_000));
    assert_eq!((&read.durable, &read.applied), (&peer().durable, &peer().applied));
}

#[test]
fn manifests_of_versions_2_and_3_are_read() {
    let values = [vec![], vec![ListedValues { run: 4, values: vec![(2, 70_000)] }]];
    for (version, values) in (2..).zip(values) {
        let bytes = documented("manifest.md", &format!("### Example of version {version}"));
        let read = Manifest::decode(&bytes, Path::new("m")).unwrap();
        assert_are_equal(&read, &manifest());
        assert_eq!(read.values, values);
        assert_eq!(read.facts.latest, manifest().facts.latest);
        assert!(read.facts.openings.is_empty());
        // Nothing may follow.
        let mut longer = bytes[20..].to_vec();
        longer.push(0);
        assert!(Manifest::decode(&sealed(version, &longer), Path::new("m")).is_err());
    }
}

#[test]
fn a_manifest_of_version_4_is_read() {
    let bytes = documented("manifest.md", "### Example of version 4");
    let (read, wanted) =
        (Manifest::decode(&bytes, Path::new("m")).unwrap(), manifest_of_version_5());
    assert_are_equal(&read, &wanted);
    assert_eq!(read.facts.latest, wanted.facts.latest);
    assert_eq!(read.facts.openings, wanted.facts.openings);
    assert_eq!(read.facts.replaced, Replaced::default());
}

/// A file with this body.
fn sealed(version: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89SDAMAN\n".to_vec();
    bytes.extend(version.to_le_bytes());
    bytes.extend((body.len() as u32).to_le_bytes());
    let sum = crc32fast::hash(&[&bytes, body].concat());
    bytes.extend(sum.to_le_bytes());
    [&bytes, body].concat()
}

/// Before version 4 the operations that are remembered of a node's own lives were those with which
/// it went on after an opening.
#[test]
fn the_openings_of_an_older_manifest_are_found_among_what_it_remembers() {
    let mut written = manifest();
    let (own, other) = (origin("node-a", 7), origin("node-b", 7));
    let steps = trail(&[(1, 1), (41, 0x41)]);
    written.facts.latest = [(own.clone(), steps.clone()), (other, trail(&[(2, 5)]))].into();
    let bytes = written.encode().unwrap();
    // Version 2 ends where that of 5 says that there is nothing more.
    let body = &bytes[20..bytes.len() - 25];
    assert!(bytes[bytes.len() - 25..].iter().all(|byte| *byte == 0));
    let read = Manifest::decode(&sealed(2, body), Path::new("m")).unwrap().facts;
    assert_eq!(read.latest, written.facts.latest);
    assert_eq!(read.openings, [(own, steps)].into());
}

#[test]
fn a_run_with_two_lists_of_value_runs_is_refused() {
    let listed = ListedValues { run: 4, values: vec![(2, 1)] };
    let manifest = Manifest { values: vec![listed.clone(), listed], ..manifest() };
    let bytes = manifest.encode().unwrap();
    let error = Manifest::decode(&bytes, Path::new("a.manifest")).unwrap_err();
    assert_eq!(error.code(), Code::Corrupted);
    assert!(error.context().contains("run 4"), "{error}");
}

#[test]
fn a_manifest_of_version_1_is_read() {
    let bytes = documented("manifest.md", "### Example of version 1");
    let read = Manifest::decode(&bytes, Path::new("m")).unwrap();
    assert_eq!((read.log, read.next_run, read.facts.first_segment), (manifest().log, 6, 3));
    assert_eq!(read.facts.knowledge, manifest().facts.knowledge);
    assert_eq!((read.upper, read.base), (manifest().upper, manifest().base));
    assert!(read.facts.peers.is_empty() && read.facts.sum.is_none());
}

#[test]
fn every_flipped_bit_and_every_cut_of_a_manifest_is_refused() {
    let bytes = manifest().encode().unwrap();
    for len in 0..bytes.len() {
        assert!(Manifest::decode(&bytes[..len], Path::new("m")).is_err(), "{len} bytes");
    }
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let error = Manifest::decode(&flipped, Path::new("m")).unwrap_err();
        assert!(matches!(error.code(), Code::Corrupted | Code::UnsupportedFormat), "{error}");
    }
}

#[test]
fn any_bytes_for_a_state_are_read_or_refused() {
    let mut origins = Origins::default();
    let mut bytes = Vec::new();
    encode::encode(&state(), &mut origins, &mut bytes).unwrap();
    let mut random = Random::new(4);
    for _ in 0..100_000 {
        let mut bad = bytes.clone();
        for _ in 0..=random.up_to(3) {
            let at = random.up_to(bad.len() as u64 - 1) as usize;
            bad[at] = random.draw() as u8;
        }
        bad.truncate(random.up_to(bad.len() as u64) as usize);
        let _ = encode::decode(&bad, &origins);
    }
}
