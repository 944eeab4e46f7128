// SPDX-License-Identifier: Apache-2.0
//! What field teams write down: visits and counts of their own, states that both teams keep up.

use softadastra::base::random::Random;

use crate::wire::Job;

/// 2026-05-01 06:00 UTC, the first write. Each write is a second later, so that its time names it.
const START_MS: i64 = 1_777_615_200_000;
/// Sites that both teams visit.
const SHARED_SITES: u64 = 40;
const DELETES_PERCENT: u64 = 8;

const SPECIES: [&str; 6] = ["lapwing", "curlew", "redshank", "snipe", "skylark", "stonechat"];
const STATES: [&str; 4] = ["open", "flooded", "grazed", "closed until July"];
const REMARKS: [&str; 5] = [
    "two pairs near the ditch, one calling",
    "nest with four eggs, marked with a stick, keep the mower away",
    "nothing seen, strong wind from the west",
    "tracks of a fox along the fence; camera 3 has no power",
    "the farmer asks for a call before the next visit",
];

/// The writes of one node.
pub struct Work {
    random: Random,
    team: &'static str,
    shared_percent: u64,
    sites: u64,
    next: u64,
}

impl Work {
    /// About half as many keys as writes, so that many writes replace an earlier one.
    pub fn new(team: &'static str, seed: u64, writes: u64, shared_percent: u8) -> Self {
        let shared_percent = shared_percent.into();
        Self { random: Random::new(seed), team, shared_percent, sites: writes / 8 + 1, next: 0 }
    }

    /// The next write.
    pub fn job(&mut self) -> Job {
        let number = self.next;
        self.next += 1;
        let is_shared = self.random.up_to(99) < self.shared_percent;
        let key = if is_shared {
            format!("site/{:03}/state", self.random.up_to(SHARED_SITES - 1))
        } else {
            let species = self.pick(&SPECIES);
            format!("{}/site/{:04}/{species}", self.team, self.random.up_to(self.sites))
        };
        let is_delete = self.random.up_to(99) < DELETES_PERCENT;
        let value = match (is_delete, is_shared) {
            (true, _) => String::new(),
            (false, true) => format!("{} ({}, note {number})", self.pick(&STATES), self.team),
            (false, false) => {
                let count = self.random.up_to(30);
                let remark = self.pick(&REMARKS);
                format!(r#"{{"note":{number},"count":{count},"remark":"{remark}"}}"#)
            }
        };
        Job {
            number,
            is_delete,
            key: key.into_bytes(),
            value: value.into_bytes(),
            timestamp_ms: START_MS + 1_000 * number as i64,
        }
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        let at = self.random.up_to(from.len() as u64 - 1) as usize;
        from.get(at).copied().unwrap_or_default()
    }
}
