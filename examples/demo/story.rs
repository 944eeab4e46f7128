// SPDX-License-Identifier: Apache-2.0
//! The plot, step by step.

use std::time::{Duration, Instant};

use softadastra::base::random::Random;

use crate::show::{self, Progress, fact, step};
use crate::wire::{FromNode, ToNode};
use crate::world::{NAMES, World};
use crate::{Arguments, Outcome, audit};

/// Time between two looks at the counts.
const LOOK_EVERY: Duration = Duration::from_millis(100);
const A: usize = 0;
const B: usize = 1;

/// Tells it; fails when anything is lost or differs.
pub fn run(arguments: &Arguments, seed: u64) -> Outcome<()> {
    let start = Instant::now();
    let folder = tempfile::Builder::new().prefix("softadastra-demo-").tempdir()?;
    let mut random = Random::new(seed);
    let mut world = World::new(arguments, seed, folder.path());
    println!(
        "Softadastra Sync: {} writes on each of two nodes, {} % loss, seed {seed}",
        arguments.writes, arguments.loss
    );
    for node in [A, B] {
        world.start(node)?;
    }

    step("1. Both nodes write, with no connection");
    // Somewhere in the middle, and then at any instant.
    let writes = arguments.writes;
    let until = writes / 4 + random.up_to(writes / 2);
    let mut progress = Progress::new("durable", 2 * writes);
    write_until(&mut world, writes, &mut progress, |world| written(world, B) >= until)?;
    wait(&mut world, random.up_to(3_000))?;
    step("2. kill -9 node-b in the middle of it");
    kill_and_restart(&mut world, B)?;
    step("3. node-b goes on, both finish their work");
    let again = world.ask_again(B)?;
    fact(&format!("{again} writes of node-b that left no trace are asked for once more"));
    write_until(&mut world, writes, &mut progress, |world| {
        [A, B].iter().all(|&node| written(world, node) >= writes)
    })?;
    drop(progress);
    audit::written(&mut world)?;
    fact("each outbox holds exactly what was answered as durable");
    show_states(&mut world)?;

    step("4. They exchange what they owe each other, over a bad line");
    let half = writes / 3 + random.up_to(writes / 3);
    let patience = Instant::now() + Duration::from_secs(arguments.patience);
    let mut progress = Progress::new("acknowledged", 2 * writes);
    connect(&mut world, true)?;
    exchange_until(&mut world, patience, &mut progress, half)?;
    wait(&mut world, random.up_to(3_000))?;
    step("5. kill -9 node-a in the middle of that, too");
    kill_and_restart(&mut world, A)?;
    connect(&mut world, true)?;
    exchange_until(&mut world, patience, &mut progress, u64::MAX)?;
    drop(progress);
    show::line(world.channel.tally);
    show_states(&mut world)?;

    step("6. The books are compared");
    connect(&mut world, false)?;
    settle(&mut world)?;
    compare(&mut world)?;
    for site in &mut world.sites {
        site.child.close()?;
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("\nVERDICT: PASSED (seed {seed}, {seconds:.1} s): nothing lost, both nodes equal");
    Ok(())
}

fn write_until(
    world: &mut World,
    writes: u64,
    progress: &mut Progress,
    is_done: impl Fn(&World) -> bool,
) -> Outcome<()> {
    while !is_done(world) {
        world.ask_for_writes(writes)?;
        world.turn(Instant::now() + LOOK_EVERY)?;
        progress.set(written(world, A) + written(world, B));
    }
    Ok(())
}

fn written(world: &World, node: usize) -> u64 {
    world.sites.get(node).map_or(0, |site| site.book.entries.len() as u64)
}

/// Lets everything go on for so long.
fn wait(world: &mut World, micros: u64) -> Outcome<()> {
    let until = Instant::now() + Duration::from_micros(micros);
    while Instant::now() < until {
        world.turn(until)?;
    }
    Ok(())
}

fn kill_and_restart(world: &mut World, node: usize) -> Outcome<()> {
    world.kill(node)?;
    let name = world.site(node)?.child.name;
    let book = &world.site(node)?.book;
    let (durable, open) = (book.entries.len(), book.open.len());
    fact(&format!("{name} is dead: {durable} writes answered as durable, {open} under way"));
    let opened = world.start(node)?;
    fact(&format!(
        "{name} is back: version {}, {} owed, {} bytes of a torn tail cut",
        opened.version, opened.owed, opened.cut_bytes
    ));
    let seen = audit::restarted(world, node)?;
    fact(&format!(
        "all {} answered writes are in its state, and in its outbox ({}) or at the other node",
        seen.answered, seen.owed
    ));
    if seen.received > 0 {
        fact(&format!("all {} operations that it had acknowledged are known", seen.received));
    }
    fact(&format!("{} writes were durable although their answer was lost: noted now", seen.found));
    fact("no version and no id was used twice");
    show_states(world)
}

fn connect(world: &mut World, connects: bool) -> Outcome<()> {
    for site in &mut world.sites {
        site.child.tell(&ToNode::Connect(connects))?;
    }
    Ok(())
}

/// Moves frames until both owe nothing and have told each other that they hold the same, or until
/// so many are acknowledged.
fn exchange_until(
    world: &mut World,
    patience: Instant,
    progress: &mut Progress,
    enough: u64,
) -> Outcome<()> {
    let mut look_at = Instant::now();
    loop {
        world.turn(look_at)?;
        let now = Instant::now();
        if now < look_at {
            continue;
        }
        look_at = now + LOOK_EVERY;
        let mut owed = 0;
        let mut are_equal = true;
        for (node, name) in NAMES.iter().enumerate() {
            let state = world.state(node)?;
            if state.failed > 0 {
                return Err(format!("{name} gave {} operations up", state.failed).into());
            }
            owed += state.owed();
            are_equal &= state.converged;
        }
        let acknowledged = (written(world, A) + written(world, B)).saturating_sub(owed);
        progress.set(acknowledged);
        if acknowledged >= enough || owed == 0 && are_equal {
            return Ok(());
        }
        if now > patience {
            return Err(format!("{owed} operations are still owed, equal: {are_equal}").into());
        }
    }
}

/// Empties the line: repetitions that come after the end must change nothing.
fn settle(world: &mut World) -> Outcome<()> {
    while let Some(at) = world.channel.next_at() {
        world.turn(at)?;
    }
    // An answer stands behind everything that was said before it.
    for node in [A, B] {
        world.state(node)?;
    }
    Ok(())
}

fn compare(world: &mut World) -> Outcome<()> {
    let mut digests = Vec::new();
    for (node, name) in NAMES.iter().enumerate() {
        let FromNode::State(state) = world.ask(node, &ToNode::Prune)? else {
            return Err("no answer to a prune".into());
        };
        if state.outbox > 0 {
            return Err(format!("{name} has {} left in its outbox", state.outbox).into());
        }
        digests.push(state.digest);
    }
    fact("both outboxes are empty");
    show_states(world)?;
    let contested = audit::contested(world, A)?;
    if let Some((key, versions)) = contested.first() {
        fact(&format!("{} keys were written by both at once; for example {key}:", contested.len()));
        for (at, version) in versions.iter().enumerate() {
            fact(&format!("  {} {version}", if at == 0 { "shown:" } else { "kept: " }));
        }
    }
    let are_equal = digests.windows(2).all(|pair| pair.first() == pair.last());
    // All of the books are read even when the digests differ: they can name what is missing.
    let facts = audit::ended(world)?;
    facts.iter().for_each(|text| fact(text));
    if !are_equal {
        return Err("the digests of the two nodes differ".into());
    }
    fact("the digests of both states are equal");
    Ok(())
}

fn show_states(world: &mut World) -> Outcome<()> {
    let mut states = Vec::new();
    for (node, name) in NAMES.iter().enumerate() {
        states.push((*name, world.state(node)?));
    }
    show::states(&states);
    Ok(())
}
