// SPDX-License-Identifier: Apache-2.0
//! Spans and events for who builds with the feature `tracing`. Alone in its program: which spans are
//! wanted is asked once in a program, and other tests want none.
#![cfg(feature = "tracing")]
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use support::net::Net;
use support::node::Node;

use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Remembers the names of spans and counts events.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<(BTreeSet<&'static str>, usize)>>);

impl Subscriber for Seen {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "softadastra"
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.lock().unwrap().0.insert(span.metadata().name());
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {
        self.0.lock().unwrap().1 += 1;
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[test]
fn a_subscriber_sees_spans_and_notices_without_asking() {
    let seen = Seen::default();
    tracing::subscriber::with_default(seen.clone(), || {
        let mut net = Net::new(vec![Node::new("node-0"), Node::new("node-1")], &[(0, 1)], 1);
        net.nodes[0].put("k", "v");
        net.pass(5_000);
        net.nodes[0].engine().checkpoint().unwrap();
    });
    let (names, events) = seen.0.lock().unwrap().clone();
    let wanted = ["group", "open", "session_handle", "session_transmit", "upkeep"];
    assert_eq!(names.into_iter().collect::<Vec<_>>(), wanted);
    assert!(events >= 4, "{events}");
}
