// SPDX-License-Identifier: Apache-2.0
//! The pure part against plain sets: the exact difference is found, whatever the sets, in a number
//! of rounds that grows with the logarithm of their size.

use std::collections::{BTreeMap, BTreeSet};

use softadastra::base::error::{Code, Result};
use softadastra::base::limits::RECON_FRUITLESS_MAX;
use softadastra::base::random::Random;
use softadastra::sync::recon::{Asker, Held, Picked, find, found_bytes, ranges_room};
use softadastra::sync::wire::message::Sum;
use softadastra::sync::wire::recon::{Found, KeyRange, RangeSum, Recon, ReconAnswer};

type Map = BTreeMap<Vec<u8>, u128>;

struct Set(Map);

impl Set {
    fn inside<'a>(&'a self, range: &'a KeyRange) -> impl Iterator<Item = (&'a Vec<u8>, &'a u128)> {
        self.0.iter().filter(|(key, _)| range.contains(key))
    }
}

impl Held for Set {
    fn sum(&mut self, range: &KeyRange) -> Result<RangeSum> {
        Ok(self.inside(range).fold(RangeSum::default(), |sum, (_, digest)| RangeSum {
            sum: sum.sum.wrapping_add(*digest),
            count: sum.count + 1,
        }))
    }

    fn split(&mut self, range: &KeyRange, parts: usize, bytes_max: usize) -> Result<Vec<Vec<u8>>> {
        let keys: Vec<_> = self.inside(range).map(|(key, _)| key.clone()).collect();
        let step = keys.len().div_ceil(parts).max(1);
        let bounds = keys.into_iter().skip(step).step_by(step);
        Ok(bounds.filter(|bound| bound.len() <= bytes_max).take(parts - 1).collect())
    }

    fn list(&mut self, range: &KeyRange, len_max: usize) -> Result<Option<Vec<u128>>> {
        let mut list: Vec<u128> = self.inside(range).map(|(_, digest)| *digest).collect();
        list.sort_unstable();
        Ok((list.len() <= len_max).then_some(list))
    }
}

/// Answers in as many messages as it takes, and says which versions it was asked for.
fn answer(set: &mut Set, asked: &Recon, room: usize) -> (Vec<ReconAnswer>, Vec<Picked>) {
    let mut ranges: Vec<(KeyRange, Found)> = Vec::new();
    for (range, sum) in &asked.asks {
        ranges.extend(find(set, range, *sum, room).unwrap().map(|found| (range.clone(), found)));
    }
    ranges.extend(asked.wants.iter().map(|(range, _)| (range.clone(), Found::Sent)));
    let (run, round, sum) = (asked.run, asked.round, Sum::default());
    let mut answers = vec![ReconAnswer { run, round, sum, ranges: Vec::new() }];
    let mut left = ranges_room(room);
    for (range, found) in ranges {
        let bytes = found_bytes(&range, &found);
        assert!(bytes <= ranges_room(room), "{bytes} bytes");
        if bytes > left {
            answers.push(ReconAnswer { run, round, sum, ranges: Vec::new() });
            left = ranges_room(room);
        }
        left -= bytes;
        answers.last_mut().unwrap().ranges.push((range, found));
    }
    (answers, asked.wants.clone())
}

/// Of a key that both have, the greater digest stays.
fn give(from: &Set, to: &mut Set, picked: &[Picked], moved: &mut BTreeSet<(Vec<u8>, u128)>) {
    for (range, digests) in picked {
        for (key, digest) in from.inside(range).filter(|(_, digest)| digests.contains(digest)) {
            moved.insert((key.clone(), *digest));
            let there = to.0.entry(key.clone()).or_default();
            *there = (*there).max(*digest);
        }
    }
}

struct Outcome {
    rounds: u32,
    gifts: BTreeSet<(Vec<u8>, u128)>,
    wanted: BTreeSet<(Vec<u8>, u128)>,
}

/// Both sides until the end; each message is lost with a chance of so many in a hundred.
fn reconcile(ours: &mut Set, theirs: &mut Set, room: usize, lost: u64, seed: u64) -> Outcome {
    let (mut asker, mut random, mut now_ms) = (Asker::new(1), Random::new(seed), 0);
    let (mut gifts, mut wanted) = (BTreeSet::new(), BTreeSet::new());
    loop {
        now_ms = asker.due_ms().unwrap_or(now_ms).max(now_ms);
        let asked = asker.ask(ours, Sum::default(), room, now_ms, &mut random).unwrap().unwrap();
        if random.up_to(99) < lost {
            continue;
        }
        let (answers, wants) = answer(theirs, &asked, room);
        if random.up_to(99) >= lost {
            give(theirs, ours, &wants, &mut wanted);
        }
        for answer in answers {
            for _ in 0..1 + random.up_to(lost.min(1)) {
                if random.up_to(99) < lost {
                    continue;
                }
                let step = asker.take(ours, answer.clone(), room).unwrap();
                if random.up_to(99) >= lost {
                    give(ours, theirs, &step.gifts, &mut gifts);
                }
                if step.is_done {
                    return Outcome { rounds: asker.rounds(), gifts, wanted };
                }
            }
        }
    }
}

fn key(random: &mut Random, span: u64) -> Vec<u8> {
    let number = random.up_to(span);
    let prefix = if random.up_to(3) == 0 { "a/long/prefix/of/many/keys/" } else { "" };
    format!("{prefix}{number}").into_bytes()
}

/// Two sets with so many keys in common, and up to so many that differ.
fn sets(random: &mut Random, len: u64, differing: u64) -> (Set, Set) {
    let mut ours = Map::new();
    for _ in 0..len {
        ours.insert(key(random, 4 * len), u128::from(random.draw()));
    }
    let mut theirs = ours.clone();
    for _ in 0..differing {
        let (one, digest) = (key(random, 4 * len), u128::from(random.draw()));
        match random.up_to(3) {
            0 => drop(ours.insert(one, digest)),
            1 => drop(theirs.insert(one, digest)),
            2 => drop(ours.remove(&one)),
            _ => drop(theirs.remove(&one)),
        }
    }
    (Set(ours), Set(theirs))
}

fn only_in(one: &Set, other: &Set) -> BTreeSet<(Vec<u8>, u128)> {
    let is_there = |key: &Vec<u8>, digest: &u128| other.0.get(key) == Some(digest);
    let only = one.0.iter().filter(|(key, digest)| !is_there(key, digest));
    only.map(|(key, digest)| (key.clone(), *digest)).collect()
}

#[test]
fn the_exact_difference_is_found_whatever_the_sets_and_the_frames() {
    let mut random = Random::new(1);
    for case in 0..300 {
        let len = [0, 1, 5, 40, 70, 300, 1_500][case % 7];
        let differing = [0, 1, 10, len, 2 * len][case % 5];
        let room = [448, 700, 1_000, 4_000, 1 << 20][case / 7 % 5];
        let (mut ours, mut theirs) = sets(&mut random, len, differing);
        let (gifts, mut wanted) = (only_in(&ours, &theirs), only_in(&theirs, &ours));
        // What is given comes first, and may replace what would be wanted.
        wanted.retain(|(key, digest)| ours.0.get(key).is_none_or(|own| own < digest));
        let outcome = reconcile(&mut ours, &mut theirs, room, 0, random.draw());
        assert_eq!(ours.0, theirs.0, "case {case}");
        assert_eq!(outcome.gifts, gifts, "case {case}");
        assert_eq!(outcome.wanted, wanted, "case {case}");
    }
}

#[test]
fn messages_that_are_lost_and_repeated_only_cost_time() {
    let mut random = Random::new(2);
    for case in 0..60 {
        let (mut ours, mut theirs) = sets(&mut random, 300, 30);
        let room = [448, 1 << 20][case % 2];
        reconcile(&mut ours, &mut theirs, room, 30, random.draw());
        assert_eq!(ours.0, theirs.0, "case {case}");
    }
}

#[test]
fn rounds_grow_with_the_logarithm_of_the_size() {
    let mut random = Random::new(3);
    for (len, rounds_max) in [(100, 6), (1_600, 7), (25_600, 8), (100_000, 9)] {
        let (mut ours, mut theirs) = sets(&mut random, len, 5);
        let outcome = reconcile(&mut ours, &mut theirs, 1 << 20, 0, 1);
        println!("{len} keys: {} rounds", outcome.rounds);
        assert!(outcome.rounds <= rounds_max, "{len} keys: {} rounds", outcome.rounds);
    }
}

#[test]
fn a_peer_that_answers_nonsense_is_given_up() {
    let mut random = Random::new(4);
    type Nonsense = fn(&KeyRange) -> Found;
    let kinds: [Nonsense; 3] = [
        |_| Found::Sent,
        |_| Found::List(vec![7]),
        |_| Found::Parts { bounds: Vec::new(), sums: vec![RangeSum { sum: 1, count: 9 }] },
    ];
    for nonsense in kinds {
        let (mut ours, _) = sets(&mut random, 50, 0);
        let (mut asker, mut now_ms) = (Asker::new(1), 0);
        let mut rounds = 0;
        let error = loop {
            now_ms = asker.due_ms().unwrap().max(now_ms);
            let asked = asker.ask(&mut ours, Sum::default(), 448, now_ms, &mut random);
            let asked = asked.unwrap().unwrap();
            let ranges = asked.asks.iter().map(|(range, _)| range);
            let ranges = ranges.chain(asked.wants.iter().map(|(range, _)| range));
            let ranges = ranges.map(|range| (range.clone(), nonsense(range))).collect();
            let (run, round, sum) = (asked.run, asked.round, asked.sum);
            rounds += 1;
            match asker.take(&mut ours, ReconAnswer { run, round, sum, ranges }, 448) {
                Ok(_) => assert!(rounds <= RECON_FRUITLESS_MAX + 1),
                Err(error) => break error,
            }
        };
        assert_eq!(error.code(), Code::InvalidState);
    }
}
