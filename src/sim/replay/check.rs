// SPDX-License-Identifier: Apache-2.0
//! What is checked of a session that happens again.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::base::error::{Code, Result};
use crate::disk::{Fate, MemoryDisk};
use crate::engine::{Durability, Engine};
use crate::record::{self, Ended};

use super::super::node::unexpected;
use super::super::trace::{Outcome, Violation};
use super::Replay;

/// Calls whose answers depend on how far upkeep is, and so on reads, which are not recorded: how
/// much is left to be done, and how many acknowledged operations are still there to be pruned.
const UPKEEP: [&str; 3] = ["maintain", "maintain_for", "prune_completed"];
/// Calls that name an operation, which once it is acknowledged is there or gone, for the same
/// reason.
const NAMING: [&str; 3] = ["queue", "receive_ack", "report_send_failure"];

/// The call did and answered what it did and answered when it was recorded.
pub(super) fn compare(
    place: usize,
    name: &str,
    ended: &Ended,
    outcome: record::Outcome,
    (left, more): (u64, u64),
) -> Outcome<()> {
    let mut recorded = record::Outcome {
        code: ended.code,
        answer: ended.answer,
        version: ended.version,
        owed_len: ended.owed_len,
        sum: ended.sum,
    };
    if UPKEEP.contains(&name) {
        recorded.answer = outcome.answer;
    }
    let is_gone = |code| [0, Code::NotFound as u16, Code::InvalidState as u16].contains(&code);
    if NAMING.contains(&name) && is_gone(recorded.code) && is_gone(outcome.code) {
        recorded.code = outcome.code;
    }
    if recorded != outcome {
        let detail = format!("call {place}, {name}: {outcome:?}, recorded was {recorded:?}");
        return Err(Violation::new("not-as-recorded", detail));
    }
    if (left, more) != (0, 0) && name != "maintain_for" {
        let detail = format!(
            "call {place}, {name}: {left} recorded readings of the clock were not asked for, \
             {more} more were"
        );
        return Err(Violation::new("not-as-recorded", detail));
    }
    Ok(())
}

/// What no session may answer, and what is looked for.
pub(super) fn judge(
    place: usize,
    name: &str,
    outcome: record::Outcome,
    wanted: Option<u16>,
) -> Outcome<()> {
    let code = Code::from_number(outcome.code);
    if wanted.is_some() && wanted == Some(outcome.code) {
        return Err(Violation::new("wanted", format!("call {place}, {name}: {code:?}")));
    }
    if matches!(code, Some(Code::InternalError | Code::Poisoned)) {
        return Err(Violation::new("broken", format!("call {place}, {name}: {code:?}")));
    }
    Ok(())
}

/// The values of all keys: names, contexts and marks of deletes aside, which an opening may change.
fn values(engine: &Engine) -> Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    engine.layers()?.states(Bound::Unbounded, None, |key, state| {
        let living = state.siblings.iter().filter_map(|version| version.value.as_deref());
        let mut values: BTreeSet<&[u8]> = living.collect();
        let local = state.local.as_ref().and_then(|write| write.value.as_ref());
        let local = local.map(|value| value.load()).transpose()?;
        values.extend(local.as_deref());
        if !values.is_empty() {
            for bytes in std::iter::once(key).chain(values) {
                hasher.update(&(bytes.len() as u64).to_le_bytes());
                hasher.update(bytes);
            }
        }
        Ok(true)
    })?;
    Ok(hasher.finalize())
}

impl Replay<'_> {
    /// The power fails, on a copy of the disk; where writes are only handed to the system, the
    /// process ends instead. What is there is what was there, and sound.
    pub(super) fn cut_power(&mut self) -> Outcome<()> {
        let Some(engine) = &self.engine else { return Ok(()) };
        let durability = engine.options().durability;
        let is_stopped = engine.health().map_err(|error| unexpected(&error))?.is_stopped;
        let is_judged = !self.is_apart && !self.is_damaged;
        if durability == Durability::MemoryOnly || is_stopped || !is_judged {
            return Ok(());
        }
        let disk = match durability {
            Durability::Durable => self.disk.crash(),
            _ => self.disk.crash_keeping(|_| Fate::Kept),
        };
        let after = self.opened_again(&disk)?;
        let before = values(engine).map_err(|error| unexpected(&error))?;
        if values(&after).map_err(|error| unexpected(&error))? != before {
            return Err(Violation::new("changed-by-power-cut", "the values of keys"));
        }
        let report = after.verify().map_err(|error| unexpected(&error))?;
        if let Some(finding) = report.findings.first() {
            let detail = format!("{} {}", finding.file.display(), finding.error);
            return Err(Violation::new("unsound", detail));
        }
        self.report.restart_count += 1;
        Ok(())
    }

    fn opened_again(&self, disk: &MemoryDisk) -> Outcome<Engine> {
        Engine::open(self.options(disk))
            .map_err(|error| Violation::new("unopened", format!("after a power cut: {error}")))
    }
}
