// SPDX-License-Identifier: Apache-2.0
//! One write that got several new names, in copies that were put back or used beside each other: it
//! is there once, under the same name everywhere, until somebody replaces it who has seen it.

use std::slice::from_ref;

use softadastra::base::id::{Dot, Opening};
use softadastra::base::know::Knowledge;
use softadastra::base::op::{Context, Operation, Seen};
use softadastra::base::random::Random;
use softadastra::base::stamp::Stamp;
use softadastra::store::absorb::absorb;
use softadastra::store::decide::join;
use softadastra::store::entry::{KeyState, Version};

use super::lines::{origin, put, shuffled, state_of, told, versions};

/// A copy is put back a second time, from before its write got a new name, so that gets another one:
/// one of both stays, the same everywhere, whatever else comes when.
#[test]
fn of_two_new_names_of_one_write_the_same_one_stays_everywhere() {
    let named = |epoch, seq| Dot { origin: origin("a", epoch), seq };
    let seen = |list: &[Seen]| list.iter().cloned().collect::<Context>();
    let (stamp, none) = (Stamp(5), Opening::UNKNOWN);
    let mut random = Random::new(7);
    for (one, other) in [(2, 3), (3, 2)] {
        let former = put(named(1, 1), stamp, Opening(1), Context::default());
        let alone = Seen::alone(&former.dot, stamp);
        let renamed =
            [one, other].map(|epoch| put(named(epoch, 1), stamp, none, seen(from_ref(&alone))));
        let beside =
            put(Dot { origin: origin("b", 1), seq: 1 }, Stamp(6), none, Context::default());
        let mut made = vec![former, beside];
        made.extend(renamed.clone());
        for is_replaced in [false, true] {
            if is_replaced {
                let first = Seen::up_to(&renamed[0].dot, stamp, none);
                let dot = Dot { origin: origin("c", 1), seq: 1 };
                made.push(put(dot, Stamp(9), none, seen(&[alone.clone(), first])));
            }
            let wanted: &[Stamp] =
                if is_replaced { &[Stamp(9), Stamp(6)] } else { &[Stamp(6), stamp] };
            for _ in 0..500 {
                let order = shuffled(&mut random, &made);
                let state = state_of(&order);
                let told = || format!("{one}, {is_replaced}:\n{}", told(&order));
                let stamps: Vec<Stamp> = state.siblings.iter().map(|one| one.stamp).collect();
                assert_eq!(stamps, wanted, "{}", told());
                let epochs = state.siblings.iter().filter(|one| one.stamp == stamp);
                assert!(epochs.clone().all(|one| one.dot.origin.epoch == 3), "{}", told());
                // And so it is where a part of it comes with a state.
                let (ours, theirs) = order.split_at(random.up_to(order.len() as u64) as usize);
                let (here, there) = (state_of(ours), state_of(theirs));
                let nobody = Knowledge::default();
                for (one, other) in [(&here, &there), (&there, &here)] {
                    let merged = absorb(Some(one), Some(other.clone()), &nobody, &nobody, &nobody);
                    assert_eq!(versions(&merged.unwrap()), versions(&state), "{}", told());
                }
            }
        }
    }
}

/// And where it gets a third one, in the line of one of the two: it is never gone, nor there twice,
/// and has the same name everywhere.
#[test]
fn a_write_with_three_new_names_is_there_once() {
    let named = |epoch| Dot { origin: origin("a", epoch), seq: 1 };
    let stamp = Stamp(5);
    let alone = |epoch| Seen::alone(&named(epoch), stamp);
    let renamed = |epoch, former: &[Seen]| {
        put(named(epoch), stamp, Opening::UNKNOWN, former.iter().cloned().collect())
    };
    let mut random = Random::new(7);
    for (one, other, third) in [(2, 3, 4), (2, 4, 3), (3, 2, 4), (3, 4, 2), (4, 2, 3), (4, 3, 2)] {
        let made = [
            put(named(1), stamp, Opening(1), Context::default()),
            renamed(one, &[alone(1)]),
            renamed(other, &[alone(1)]),
            renamed(third, &[alone(1), alone(one)]),
        ];
        let wanted = [(named(other.max(third)), stamp)];
        for _ in 0..500 {
            let order = shuffled(&mut random, &made);
            assert_eq!(versions(&state_of(&order)), wanted, "{}", told(&order));
        }
    }
}

const WRITE: Stamp = Stamp(5);
const COPIES: u64 = 3;
const STEPS_MAX: u64 = 14;

/// What happened to a write of which each copy of its node has the number 1, and whether somebody
/// has replaced it.
fn history(random: &mut Random) -> (Vec<Operation>, bool) {
    let first = put(Dot { origin: origin("a", 1), seq: 1 }, WRITE, Opening(1), Context::default());
    let mut epochs: Vec<u32> = (2..20).collect();
    let mut copies = vec![(origin("a", 1), state_of([&first])); COPIES as usize];
    let (mut made, mut beside, mut is_replaced) = (vec![first], KeyState::default(), false);
    for clock in 10..10 + random.up_to(STEPS_MAX) {
        let heard = made[random.up_to(made.len() as u64 - 1) as usize].clone();
        let (own, state) = &mut copies[random.up_to(COPIES - 1) as usize];
        match random.up_to(9) {
            // It goes on under a new epoch, and what it made has a new name.
            0..=3 => {
                let epoch = epochs.swap_remove(random.up_to(epochs.len() as u64 - 1) as usize);
                let old = std::mem::replace(own, origin("a", epoch));
                let Some(version) = state.cut(&old, 0) else { continue };
                let mut context = state.context_of(&version);
                context.add(Seen::alone(&version.dot, version.stamp));
                let dot = Dot { origin: own.clone(), seq: 1 };
                let op = put(dot, version.stamp, Opening(clock as u32), context);
                join(state, &op.change(), 1);
                made.push(op);
            }
            // Its present name may be in doubt elsewhere: not taken before it has another one.
            4..=6 if !heard.context.dots().chain([&heard.dot]).any(|dot| dot.origin == *own) => {
                join(state, &heard.change(), 1);
            }
            7 | 8 => drop(join(&mut beside, &heard.change(), 1)),
            // Somebody else writes, the write in view or not.
            9 if random.up_to(2) == 0 => {
                is_replaced |= beside.siblings.iter().any(|one| one.stamp == WRITE);
                let dot = Dot { origin: origin("b", 1), seq: clock };
                let op = put(dot, Stamp(clock), Opening(1), beside.context.told());
                join(&mut beside, &op.change(), 1);
                made.push(op);
            }
            _ => {}
        }
    }
    (made, is_replaced)
}

#[test]
fn whatever_names_a_write_gets_it_is_there_once_and_has_the_same_one_everywhere() {
    let none = Knowledge::default();
    let mut random = Random::new(7);
    let mut counts = [0; 2];
    for seed in 0..20_000 {
        let (made, is_replaced) = history(&mut random);
        let whole = state_of(&made);
        let told = |order: &[Operation]| format!("{seed}:\n{}\n\n{}", told(&made), told(order));
        let left = whole.siblings.iter().filter(|one| one.stamp == WRITE).count();
        assert_eq!(left, usize::from(!is_replaced), "{}", told(&made));
        let order = shuffled(&mut random, &made);
        assert_eq!(versions(&state_of(&order)), versions(&whole), "{}", told(&order));
        // And so it is where a part of it comes with a state, or as a repair of the key.
        let (ours, theirs) = order.split_at(random.up_to(order.len() as u64) as usize);
        let (here, there) = (state_of(ours), state_of(theirs));
        for (one, other) in [(&here, &there), (&there, &here)] {
            let merged = absorb(Some(one), Some(other.clone()), &none, &none, &none);
            assert_eq!(versions(&merged.unwrap()), versions(&whole), "{}", told(&order));
        }
        let repair =
            |one: &Version| put(one.dot.clone(), one.stamp, one.opening, there.context_of(one));
        let repairs: Vec<_> = there.siblings.iter().map(repair).collect();
        let repaired = state_of(ours.iter().chain(&repairs));
        assert_eq!(versions(&repaired), versions(&whole), "{}", told(&order));
        let names = made.iter().filter(|op| op.stamp == WRITE).count();
        counts[usize::from(is_replaced)] += usize::from(names > 3);
    }
    assert!(counts.iter().all(|count| *count > 500), "{counts:?}");
}
