// SPDX-License-Identifier: Apache-2.0
//! A peer that knows less than it had acknowledged has an older database; one whose frames overtake
//! each other does not (G39).

use softadastra::disk::{Fault, Operation};
use softadastra::engine::SessionEvent;

use super::support::net::{Faults, Net};
use super::{nodes, pair};

fn went_back(net: &Net, at: usize) -> usize {
    let is_told = |(from, _, event): &&(usize, usize, SessionEvent)| {
        *from == at && *event == SessionEvent::WentBack
    };
    net.events.iter().filter(is_told).count()
}

#[test]
fn what_a_peer_knew_and_is_heard_late_is_not_taken_for_an_older_database() {
    for seed in 0..40 {
        let mut net = Net::new(nodes(2), &[(0, 1)], seed);
        net.faults = Faults { delay_ms: 5_000, ..Faults::default() };
        for round in 0..10 {
            net.nodes[0].put(&format!("a-{round}"), "v");
            net.nodes[1].put(&format!("b-{round}"), "v");
            net.pass(2_000);
        }
        net.settle(60);
        assert_eq!((went_back(&net, 0), went_back(&net, 1)), (0, 0), "seed {seed}");
    }
}

/// Node 1 has an older copy of its files again, from before `k`, and its peer has not heard of it.
fn with_an_older_database() -> Net {
    let mut net = pair();
    net.pass(1_000);
    net.nodes[1].engine().flush().unwrap();
    let old = net.nodes[1].disk.crash();
    net.nodes[0].put("k", "v");
    net.pass(1_000);
    assert!(net.is_equal());
    net.nodes[1].drop_engine();
    net.nodes[1].disk = old;
    net.nodes[1].seed += 100;
    net.nodes[1].open();
    assert_eq!(net.nodes[1].get("k"), None);
    net
}

#[test]
fn an_older_database_is_told_once_and_gets_again_what_it_had() {
    let mut net = with_an_older_database();
    // The session of the other side goes on.
    net.reconnect(1);
    net.settle(60);
    assert_eq!((went_back(&net, 0), went_back(&net, 1)), (1, 0));
    assert_eq!(net.nodes[1].get("k").as_deref(), Some("v"));
}

#[test]
fn who_went_back_is_not_said_to_have_what_it_lacks_while_that_cannot_be_written_down() {
    let mut net = with_an_older_database();
    let id = net.nodes[0].engine().outbox().unwrap()[0].op.dot.sync_id();
    let is_told = |net: &Net| net.nodes[0].engine().is_applied_at(&id, &net.name(1)).unwrap();
    assert!(is_told(&net), "as it was");
    net.is_tolerant = true;
    net.nodes[0].disk.inject(Fault::from(Some(Operation::Write), 1, libc::ENOSPC));
    net.faults = Faults { delay_ms: 500, ..Faults::default() };
    net.reconnect(1);
    while went_back(&net, 0) == 0 {
        net.pass(1);
    }
    assert_eq!((net.nodes[1].get("k"), is_told(&net)), (None, false));
    net.settle(60);
    net.pass(5_000);
    assert_eq!(net.nodes[1].get("k").as_deref(), Some("v"));
    assert!(is_told(&net) && went_back(&net, 0) == 1);
}
