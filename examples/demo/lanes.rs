// SPDX-License-Identifier: Apache-2.0
//! Several calls into one engine at a time: what waits for the disk together syncs together.

use std::sync::Mutex;

use crate::Outcome;

/// Calls side by side.
const LANES: usize = 8;

/// Does something with every item, several at a time, and fails with the first failure.
pub fn side_by_side<T: Send>(items: Vec<T>, act: impl Fn(T) -> Outcome<()> + Sync) -> Outcome<()> {
    let lanes = LANES.min(items.len());
    if lanes < 2 {
        return items.into_iter().try_for_each(act);
    }
    let items = Mutex::new(items.into_iter());
    let next = || items.lock().ok().and_then(|mut items| items.next());
    let run = || -> Outcome<()> {
        while let Some(item) = next() {
            act(item)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..lanes).map(|_| scope.spawn(run)).collect();
        lanes.into_iter().try_for_each(|lane| match lane.join() {
            Ok(ended) => ended,
            Err(_) => Err("a lane panicked".into()),
        })
    })
}
