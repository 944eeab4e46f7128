// SPDX-License-Identifier: Apache-2.0
//! Clients over TCP on this machine.
#![cfg(feature = "tcp")]
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::sync::{Arc, Barrier};
use std::thread;

use softadastra::client::{Client, TransportOptions};
use softadastra::ffi::host::SystemClock;
use softadastra::transport::keys::{Keys, Secret};
use support::client::{id, is_done, options, shows, until};

fn client(name: &str, keys: Keys) -> Client {
    let mut options = options(name, Arc::new(SystemClock::new()));
    options.transport = Some(TransportOptions::new("127.0.0.1", 0));
    options.keys = keys;
    let client = Client::open(options).unwrap();
    client.start_transport().unwrap();
    client
}

fn group() -> Keys {
    Keys::Group(Secret::new(&[7; 32]).unwrap())
}

fn call(from: &Client, name: &str, to: &Client) {
    from.connect(&id(name), "127.0.0.1", to.served_port().unwrap().unwrap()).unwrap();
}

#[test]
fn of_several_threads_that_start_the_transport_one_does() {
    for _ in 0..20 {
        let client = client("node-a", Keys::None);
        client.stop_transport().unwrap();
        let barrier = Barrier::new(8);
        let start = || {
            barrier.wait();
            client.start_transport().unwrap();
            client.served_port().unwrap()
        };
        let ports: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(ports, vec![client.served_port().unwrap(); 8]);
    }
}

#[test]
fn three_clients_bring_each_other_up_to_date() {
    for keys in [group(), Keys::None] {
        let [a, b, c] = ["node-a", "node-b", "node-c"].map(|name| client(name, keys.clone()));
        call(&a, "node-b", &b);
        call(&b, "node-a", &a);
        call(&b, "node-c", &c);
        call(&c, "node-a", &a);
        for (client, key) in [(&a, "a"), (&b, "b"), (&c, "c")] {
            client.put(key.as_bytes(), &[b'v'; 100_000]).unwrap();
            client.put(b"all", key.as_bytes()).unwrap();
        }
        let all = [&a, &b, &c];
        until(&all, "all is acknowledged", || {
            let digests = all.map(|client| client.engine().digest().unwrap());
            all.into_iter().all(is_done) && digests[0] == digests[1] && digests[1] == digests[2]
        });
        assert!(shows(&a, "all", "c") || shows(&a, "all", "b") || shows(&a, "all", "a"));
        for client in all {
            client.stop_transport().unwrap();
        }
    }
}
