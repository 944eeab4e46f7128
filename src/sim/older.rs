// SPDX-License-Identifier: Apache-2.0
//! Nodes that speak as older builds do. The engine is the present one: what goes from it to the
//! network, and what comes, passes through here, and an older build's words and understanding are
//! what is left. Which kinds of operations it knows is an option of the engine.

use crate::base::op::{Context, Operation};
use crate::base::random::Random;
use crate::sync::wire::message::{
    FEATURES, Frame, Hello, Message, Nature, STEPS_WITH_OPS, TRAILS_IN_STREAM,
};
use crate::sync::wire::{self, Limits};

/// How old a build is, oldest first. Each lacks what the later ones lack as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Age {
    /// Its hellos end before the trail, and it neither gives nor takes trails with a state.
    BeforeTrails,
    /// It skips HELD, and takes all that others know for applied there. It holds nothing itself.
    BeforeHeld,
    /// Its hellos have no features, and it names no two operations of one number.
    BeforeFeatures,
    /// It takes trails inside the stream of a state, and no steps with operations.
    BeforeSteps,
    /// Its contexts are numbers without stamps and openings.
    BeforeStamps,
    /// As this one.
    Present,
}

/// Which build a node runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Build {
    pub age: Age,
    /// Groups are a kind of operations that it knows; else it holds them.
    pub has_groups: bool,
}

/// What older builds there are.
const OLDER: [Build; 9] = [
    Build { age: Age::BeforeTrails, has_groups: true },
    Build { age: Age::BeforeHeld, has_groups: true },
    Build { age: Age::BeforeFeatures, has_groups: true },
    Build { age: Age::BeforeFeatures, has_groups: false },
    Build { age: Age::BeforeSteps, has_groups: true },
    Build { age: Age::BeforeSteps, has_groups: false },
    Build { age: Age::BeforeStamps, has_groups: true },
    Build { age: Age::BeforeStamps, has_groups: false },
    Build { age: Age::Present, has_groups: false },
];

impl Build {
    pub const PRESENT: Self = Self { age: Age::Present, has_groups: true };

    /// One of the older ones.
    pub fn older(random: &mut Random) -> Self {
        OLDER[random.up_to(OLDER.len() as u64 - 1) as usize]
    }

    pub fn is_older(self) -> bool {
        self != Self::PRESENT
    }

    /// What a node runs after it was updated, mostly the present one. All kinds are known then.
    pub fn updated(self, random: &mut Random) -> Self {
        let between =
            [Age::BeforeFeatures, Age::BeforeSteps, Age::BeforeStamps, Age::Present, Age::Present];
        let age = between[random.up_to(between.len() as u64 - 1) as usize];
        Self { age: age.max(self.age), has_groups: true }
    }

    /// Its name as a mark.
    pub fn name(self) -> &'static str {
        match self {
            Self { has_groups: false, .. } => "older-without-groups",
            Self { age: Age::BeforeTrails, .. } => "older-before-trails",
            Self { age: Age::BeforeHeld, .. } => "older-before-held",
            Self { age: Age::BeforeFeatures, .. } => "older-before-features",
            Self { age: Age::BeforeSteps, .. } => "older-before-steps",
            Self { age: Age::BeforeStamps, .. } => "older-before-stamps",
            Self { age: Age::Present, .. } => "present",
        }
    }
}

impl Age {
    /// A frame as a build of this age says it; None when it does not.
    pub fn said(self, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let Some(mut frame) = self.taken(&bytes) else { return Some(bytes) };
        match &mut frame.message {
            Message::Hello(hello) => {
                hello.features &= self.features();
                if self <= Self::BeforeFeatures {
                    drop_twin(hello);
                }
                if self <= Self::BeforeTrails {
                    hello.trail.clear();
                }
            }
            Message::SnapTrail(_) if self <= Self::BeforeTrails => return None,
            _ => return Some(bytes),
        }
        Some(encoded(&frame).unwrap_or(bytes))
    }

    /// A frame as a build of this age reads it; None when it skips it.
    ///
    /// Errors: what it says cannot be read by such a build.
    pub fn heard(self, bytes: Vec<u8>) -> Result<Option<Vec<u8>>, &'static str> {
        // What is damaged is for the engine to find.
        let Some(mut frame) = self.taken(&bytes) else { return Ok(Some(bytes)) };
        match &mut frame.message {
            Message::Hello(hello) => {
                hello.features &= self.features();
                let is_readable = self > Self::BeforeTrails
                    && (self > Self::BeforeFeatures || !drop_twin(&mut hello.clone()));
                if !is_readable {
                    hello.trail.clear();
                }
            }
            Message::Ops(ops) if !ops.before.is_empty() && self <= Self::BeforeSteps => {
                return Err("steps with operations");
            }
            Message::Ops(ops) if ops.list.iter().any(is_too_new) => {
                return Err("stamps or openings in contexts");
            }
            Message::Chunk(chunk) if chunk.offset == 0 => {
                let split = wire::split_ahead(&chunk.bytes);
                let has_steps = split.as_ref().map_or(true, |(steps, _)| !steps.is_empty());
                let begins = split.map_or(&chunk.bytes[..], |(_, op)| op);
                return match begins {
                    _ if has_steps && self <= Self::BeforeSteps => Err("steps before pieces"),
                    [b'S', b'D', b'O', b'P', 2..=u8::MAX, ..] => {
                        Err("stamps or openings in contexts")
                    }
                    [b'S', b'D', b'R', b'P', b'S', b'D', b'O', b'P', 2..=u8::MAX, ..] => {
                        Err("stamps or openings in contexts")
                    }
                    _ => Ok(Some(bytes)),
                };
            }
            Message::Ops(ops) if ops.nature == Nature::Held && self <= Self::BeforeHeld => {
                ops.nature = Nature::Applied;
            }
            Message::KnowHolding(know) if self <= Self::BeforeHeld => {
                frame.message = Message::Know(std::mem::take(know));
            }
            Message::Held(_) if self <= Self::BeforeHeld => return Ok(None),
            Message::SnapTrail(_) if self <= Self::BeforeTrails => return Ok(None),
            _ => return Ok(Some(bytes)),
        }
        Ok(Some(encoded(&frame).unwrap_or(bytes)))
    }

    fn features(self) -> u64 {
        match self {
            Self::BeforeTrails | Self::BeforeHeld | Self::BeforeFeatures => 0,
            Self::BeforeSteps => TRAILS_IN_STREAM,
            Self::BeforeStamps => TRAILS_IN_STREAM | STEPS_WITH_OPS,
            Self::Present => FEATURES,
        }
    }

    /// The frame that these bytes are, where this build differs from the present one.
    fn taken(self, bytes: &[u8]) -> Option<Frame> {
        let limits = Limits { frame_bytes_max: u32::MAX, value_bytes_max: u64::MAX };
        if self == Self::Present {
            return None;
        }
        let taken = wire::take(bytes, &limits).ok()?;
        (taken.used == bytes.len()).then_some(taken.frame)
    }
}

/// Leaves out of a trail the second operation of a number. Whether there was one.
fn drop_twin(hello: &mut Hello) -> bool {
    let len = hello.trail.len();
    let mut near = hello.last_seq;
    hello.trail.retain(|(seq, _)| std::mem::replace(&mut near, *seq) != *seq);
    hello.trail.len() < len
}

fn is_too_new(op: &Operation) -> bool {
    op.has_openings() || op.contexts().any(Context::has_stamps)
}

fn encoded(frame: &Frame) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    wire::encode(frame, &mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{Dot, NodeId, Origin};
    use crate::base::know::Knowledge;
    use crate::sync::wire::message::{Chunk, Know, Ops, SnapTrail};

    const AGES: [Age; 6] = [
        Age::BeforeTrails,
        Age::BeforeHeld,
        Age::BeforeFeatures,
        Age::BeforeSteps,
        Age::BeforeStamps,
        Age::Present,
    ];

    fn origin() -> Origin {
        Origin { node: NodeId::new("a").unwrap(), epoch: 1 }
    }

    fn bytes(message: Message) -> Vec<u8> {
        encoded(&Frame { session: 5, has_know: true, message }).unwrap()
    }

    fn hello(trail: &[(u64, u64)]) -> Hello {
        Hello {
            node: origin().node,
            epoch: 1,
            nonce: 7,
            echo: 8,
            protocol_min: 1,
            protocol_max: 1,
            features: FEATURES | 64,
            frame_bytes_max: 512,
            value_bytes_max: 9,
            to: None,
            last_seq: 9,
            last_stamp: 90,
            trail: trail.to_vec(),
        }
    }

    fn read(bytes: &[u8]) -> Message {
        Age::BeforeSteps.taken(bytes).unwrap().message
    }

    #[test]
    fn hellos_lose_what_a_build_does_not_say_and_does_not_read() {
        let (plain, forked) = ([(8, 80), (7, 70)], [(8, 80), (8, 81), (7, 70)]);
        // Features, the trail said where two of a number are known, and those that are read.
        let wanted: [(u64, &[_], &[_], &[_]); 6] = [
            (0, &[], &[], &[]),
            (0, &plain, &plain, &[]),
            (0, &plain, &plain, &[]),
            (1, &forked, &plain, &forked),
            (3, &forked, &plain, &forked),
            (79, &forked, &plain, &forked),
        ];
        for (age, (features, said, read_plain, read_forked)) in AGES.into_iter().zip(wanted) {
            let trails = [
                (said, &forked[..], true),
                (read_plain, &plain[..], false),
                (read_forked, &forked[..], false),
            ];
            for (trail, from, is_said) in trails {
                let frame = bytes(Message::Hello(hello(from)));
                let passed = match is_said {
                    true => age.said(frame),
                    false => age.heard(frame).unwrap(),
                };
                let wanted = Hello { features, ..hello(trail) };
                assert_eq!(read(&passed.unwrap()), Message::Hello(wanted), "{age:?}");
            }
        }
        // Without a trail nothing stands behind the known fields.
        let len = bytes(Message::Hello(hello(&[]))).len();
        assert_eq!(
            Age::BeforeTrails.said(bytes(Message::Hello(hello(&plain)))).unwrap().len(),
            len
        );
    }

    #[test]
    fn what_is_held_is_told_to_those_that_read_it() {
        let mut known = Knowledge::default();
        known.insert_range(&origin(), 1, 3);
        let know = Know { round: 1, index: 0, total: 1, known };
        for age in AGES {
            let frame = age.heard(bytes(Message::Held(know.clone()))).unwrap();
            assert_eq!(frame.is_none(), age <= Age::BeforeHeld, "{age:?}");
            let frame = age.heard(bytes(Message::KnowHolding(know.clone()))).unwrap().unwrap();
            let wanted = match age <= Age::BeforeHeld {
                true => Message::Know(know.clone()),
                false => Message::KnowHolding(know.clone()),
            };
            assert_eq!(read(&frame), wanted, "{age:?}");
            let ops = Ops { nature: Nature::Held, ..Ops::default() };
            let Message::Ops(ops) = read(&age.heard(bytes(Message::Ops(ops))).unwrap().unwrap())
            else {
                panic!("{age:?}");
            };
            assert_eq!(ops.nature == Nature::Held, age > Age::BeforeHeld, "{age:?}");
        }
    }

    #[test]
    fn trails_and_steps_are_for_those_that_take_them() {
        let trail = SnapTrail { origin: origin(), steps: vec![(1, 1), (2, 2)] };
        let steps = wire::ahead(&trail.steps).unwrap();
        let chunk = |bytes: &[u8]| {
            let dot = Dot { origin: origin(), seq: 3 };
            Message::Chunk(Chunk { dot, total_bytes: 100, offset: 0, bytes: bytes.to_vec() })
        };
        let ops = Ops { before: vec![trail.clone()], ..Ops::default() };
        for age in AGES {
            let beside = bytes(Message::SnapTrail(trail.clone()));
            let is_old = age <= Age::BeforeTrails;
            assert_eq!(age.said(beside.clone()).is_none(), is_old, "{age:?}");
            assert_eq!(age.heard(beside).unwrap().is_none(), is_old, "{age:?}");
            let is_old = age <= Age::BeforeSteps;
            for message in [Message::Ops(ops.clone()), chunk(&steps), chunk(&steps[..5])] {
                assert_eq!(age.heard(bytes(message)).is_err(), is_old, "{age:?}");
            }
            let is_old = age <= Age::BeforeStamps;
            for form in [&b"SDOP\x02"[..], b"SDOP\x03", b"SDRPSDOP\x02", b"SDRPSDOP\x03"] {
                assert_eq!(age.heard(bytes(chunk(form))).is_err(), is_old, "{age:?}");
            }
            for whole in [
                bytes(chunk(b"an operation")),
                bytes(chunk(b"SDOP\x01")),
                b"garbage".to_vec(),
                Vec::new(),
            ] {
                assert_eq!(age.heard(whole.clone()), Ok(Some(whole.clone())), "{age:?}");
                assert_eq!(age.said(whole.clone()), Some(whole), "{age:?}");
            }
        }
    }
}
