// SPDX-License-Identifier: Apache-2.0
//! A process that ends at any disk operation, is started again, and then loses the power. What it
//! finds under a name need not have that name on the disk: nobody has synced the folder yet.

use softadastra::base::error::Result;
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::disk::{Effect, Fate, Fault};
use softadastra::engine::Engine;

use super::support::node::Node;
use super::{EIO, Told, check_told, fate, key};

/// What the power cut leaves. Removals alone are the worst: they rest on what is lost.
fn cut(mode: u64, effect: &Effect, random: &mut Random) -> Fate {
    match (mode, effect) {
        (4, Effect::Remove) => Fate::Kept,
        (4, _) => Fate::Lost,
        (mode, effect) => fate(mode, effect, random),
    }
}

/// Upkeep goes on while keys are written that nobody is owed, and is never at its end: so the files
/// that it replaces go, and the log has more than its head. Stops at the first error.
fn busy_script(node: &Node, told: &mut Told) -> Result<()> {
    let engine = node.engine();
    for number in 0..150u64 {
        let (key, value) = (key(number * 7 % 60), format!("{number:0>90}"));
        told.open = Some((key.clone(), Some(value.clone())));
        let time = node.clock.wall_ms();
        let done = engine.write_local(Kind::Put, key.as_bytes(), value.as_bytes(), time)?;
        told.model.insert(key, value);
        told.open = None;
        told.version = done.version;
        engine.maintain(1024)?;
    }
    Ok(())
}

fn calls_of_busy_script() -> u64 {
    let node = Node::small("a");
    let before = node.disk.calls().len();
    busy_script(&node, &mut Told::default()).unwrap();
    (node.disk.calls().len() - before) as u64
}

#[test]
fn a_power_cut_after_a_process_that_ended_anywhere_was_started_again_loses_nothing() {
    let calls = calls_of_busy_script();
    for nth in 1..=calls {
        let mut node = Node::small("a");
        let mut told = Told::default();
        node.disk.inject(Fault::from(None, nth, EIO));
        let _ = busy_script(&node, &mut told);
        node.drop_engine();
        node.disk.clear_faults();
        drop(Engine::open(node.options()).unwrap());
        for mode in [0, 3, 4] {
            let mut random = Random::new(nth * 31 + mode);
            let mut after = Node::small("a");
            after.drop_engine();
            after.disk = node.disk.crash_keeping(|p| cut(mode, &p.effect, &mut random));
            let what = format!("ended at call {nth} of {calls}, started, cut in mode {mode}");
            check_told(after, &told, &what);
        }
    }
    println!("counted {} power cuts", 3 * calls);
}
