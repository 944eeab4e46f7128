// SPDX-License-Identifier: Apache-2.0
//! The documented C++ classes beside the Rust engine, in one process.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::limits::VALUE_BYTES_MAX;
use softadastra::base::op::Kind;
use softadastra::disk::{FileDisk, MemoryDisk};
use softadastra::engine::{Engine, Options};
use softadastra::ffi::host::{SystemClock, system_seed};
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;
use softadastra_cxx::{Merge, driven, softadastra};

const NOW_MS: i64 = 1_700_000_000_000;

fn rust_engine(name: &str) -> Engine {
    let (clock, disk) = (Arc::new(SystemClock::new()), Arc::new(MemoryDisk::default()));
    let engine = Engine::open(Options::new("rust.wal", system_seed(), clock, disk)).unwrap();
    engine.attach(SyncOptions::new(NodeId::new(name).unwrap())).unwrap();
    engine
}

#[test]
fn what_cplusplus_wrote_is_there_for_rust() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cpp.wal").to_str().unwrap().to_owned();
    let digest = {
        let mut store = driven::store_open(&path, NOW_MS, 7).unwrap();
        let written = store.pin_mut().put("a/1", b"one").unwrap();
        assert!(written.created && !written.updated && !written.deleted);
        assert!(store.pin_mut().put("a/1", b"two").unwrap().updated);
        store.pin_mut().put("b", b"").unwrap();
        assert!(store.pin_mut().remove("b").unwrap().deleted);
        store.pin_mut().put("c", &[0, 255]).unwrap();
        assert_eq!(store.scan("a/").unwrap(), ["a/1=two"]);
        assert_eq!(store.get("none").unwrap_err().what(), "nothing");
        let second = driven::store_open(&path, NOW_MS, 7).err().unwrap();
        assert!(second.what().starts_with("locked|"), "{}", second.what());
        store.digest().unwrap()
    };
    let options = Options::new(&path, 7, Arc::new(SystemClock::new()), Arc::new(FileDisk));
    let engine = Engine::open(options).unwrap();
    assert_eq!(engine.get(b"a/1").unwrap().unwrap().value[..], b"two"[..]);
    assert_eq!(engine.get(b"c").unwrap().unwrap().value[..], [0, 255]);
    assert!(engine.get(b"b").unwrap().is_none());
    assert_eq!(engine.digest().unwrap()[..], digest[..]);
    engine.close().unwrap();
}

#[test]
fn an_operation_goes_from_rust_to_cplusplus_and_back() {
    let rust = rust_engine("rust");
    let mut cpp = driven::sync_open("cpp", 1).unwrap();
    let id = cpp.pin_mut().submit("k", "from C++").unwrap();
    assert_eq!((id.as_str(), cpp.owed()), ("cpp-1", 1));
    assert_eq!(cpp.pin_mut().next_batch().unwrap(), ["cpp-1"]);
    let bytes = cpp.encoded("cpp-1").unwrap();
    let operation = message::decode(&bytes, VALUE_BYTES_MAX).unwrap();
    assert!(rust.receive(operation.clone()).unwrap().applied);
    assert!(!rust.receive(operation).unwrap().applied);
    assert_eq!(rust.get(b"k").unwrap().unwrap().value[..], b"from C++"[..]);
    cpp.pin_mut().acknowledge("cpp-1").unwrap();
    let again = cpp.pin_mut().acknowledge("cpp-9").unwrap_err();
    assert!(again.what().contains("cpp-9"), "{}", again.what());
    let answer = rust.submit(Kind::Put, b"k", b"from Rust", NOW_MS).unwrap();
    let mut bytes = Vec::new();
    message::encode(&answer.op, &mut bytes).unwrap();
    assert!(cpp.pin_mut().receive(&bytes).unwrap());
    assert!(!cpp.pin_mut().receive(&bytes).unwrap());
    assert_eq!(cpp.pin_mut().store().get("k").unwrap(), b"from Rust");
    let damaged = cpp.pin_mut().receive(&bytes[..bytes.len() - 1]).unwrap_err();
    assert!(damaged.what().starts_with("corrupted|"), "{}", damaged.what());
}

#[test]
fn a_closure_of_rust_merges_for_cplusplus_until_it_is_let_go() {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let held = Arc::new(());
    let inside = held.clone();
    let custom = 6;
    let mut a = driven::sync_open("a", custom).unwrap();
    let mut b = driven::sync_open("b", custom).unwrap();
    a.pin_mut().submit("list", "milk").unwrap();
    b.pin_mut().submit("list", "eggs").unwrap();
    assert!(a.pin_mut().exchange(b.pin_mut()).unwrap());
    let merge = Merge(Box::new(move |key, versions| {
        let _ = &inside;
        CALLS.fetch_add(1, Ordering::Relaxed);
        let mut words = versions.to_vec();
        words.sort();
        if key == "list" { Ok(words.join("+")) } else { Err(format!("what is {key}?")) }
    }));
    a.pin_mut().store().set_merge(Box::new(merge)).unwrap();
    assert_eq!(a.pin_mut().store().get("list").unwrap(), b"eggs+milk");
    assert_eq!(a.pin_mut().store().scan("").unwrap(), ["list=eggs+milk"]);
    assert!(CALLS.load(Ordering::Relaxed) >= 1);
    // An exception in C++ comes out of the call that reads, and nothing is broken afterwards.
    assert_eq!(Arc::strong_count(&held), 2);
    a.pin_mut().store().throw_in_merge("no idea").unwrap();
    assert_eq!(Arc::strong_count(&held), 1, "the closure is let go of");
    assert_eq!(a.pin_mut().store().get("list").unwrap_err().what(), "no idea");
    assert_eq!(a.pin_mut().store().scan("").unwrap_err().what(), "no idea");
    a.pin_mut().submit("list", "settled").unwrap();
    assert_eq!(a.pin_mut().store().get("list").unwrap(), b"settled");
}

#[test]
fn an_error_of_a_rust_closure_comes_back_through_cplusplus() {
    let custom = 6;
    let mut a = driven::sync_open("a", custom).unwrap();
    let mut b = driven::sync_open("b", custom).unwrap();
    a.pin_mut().submit("k", "1").unwrap();
    b.pin_mut().submit("k", "2").unwrap();
    assert!(a.pin_mut().exchange(b.pin_mut()).unwrap());
    let merge = Merge(Box::new(|key, versions| Err(format!("{} of {key}", versions.len()))));
    a.pin_mut().store().set_merge(Box::new(merge)).unwrap();
    assert_eq!(a.pin_mut().store().get("k").unwrap_err().what(), "2 of k");
}

#[test]
fn what_was_moved_from_answers_and_does_not_crash() {
    let mut store = driven::store_open("", NOW_MS, 1).unwrap();
    let answers = store.pin_mut().moved_from();
    let (shown, rest): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|answer| !answer.contains('|'));
    assert_eq!(shown, ["empty"]);
    assert_eq!(rest.len(), 8);
    assert!(rest.iter().all(|answer| answer.starts_with("invalid state|")), "{rest:?}");
}

#[test]
fn a_client_says_the_documented_words() {
    let answers = driven::client_turn("node");
    let wanted = [
        "invalid_state|SDK client is not open",
        "ok",
        "ok",
        "invalid_argument|key cannot be empty",
        "not_found|key not found",
        "v",
        "ok",
        "ok",
        "0",
        "invalid_state|SDK client is not open",
    ];
    assert_eq!(answers, wanted);
}

#[test]
fn every_error_code_has_its_number_and_a_name_in_cplusplus() {
    let unknown = driven::code_name(u16::MAX);
    let mut names: Vec<String> = (1..=Code::LAST)
        .map(|number| {
            assert!(Code::from_number(number).is_some(), "{number}");
            driven::code_name(number)
        })
        .collect();
    assert!(names.iter().all(|name| *name != unknown && !name.is_empty()), "{names:?}");
    assert_eq!(driven::code_name(Code::LAST + 1), unknown);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), usize::from(Code::LAST), "each has its own name");
}
