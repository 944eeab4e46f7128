// SPDX-License-Identifier: Apache-2.0
//! A failing plan made smaller: kinds of events left out, then steps, as long as the same check
//! fails.

use super::plan::Plan;
use super::run;

/// The smallest plan that was found to fail as this one does, within so many runs.
pub fn shrink(plan: &Plan, runs_max: usize) -> Plan {
    let Some(wanted) = run(plan, false).violation.map(|violation| violation.check) else {
        return plan.clone();
    };
    let mut left = runs_max;
    let mut fails = |plan: &Plan| {
        left = left.saturating_sub(1);
        left > 0 && run(plan, false).violation.is_some_and(|found| found.check == wanted)
    };
    let mut plan = plan.clone();
    fewer_kinds(&mut plan, &mut fails);
    fewer_steps(&mut plan, &mut fails);
    fewer_kinds(&mut plan, &mut fails);
    plan
}

fn fewer_kinds(plan: &mut Plan, fails: &mut impl FnMut(&Plan) -> bool) {
    for kind in plan.kinds() {
        let mut smaller = plan.clone();
        smaller.leave_out(kind);
        if fails(&smaller) {
            *plan = smaller;
        }
    }
}

fn fewer_steps(plan: &mut Plan, fails: &mut impl FnMut(&Plan) -> bool) {
    let with = |plan: &Plan, steps: &[u64]| {
        let mut smaller = plan.clone();
        smaller.keep_steps(steps.to_vec());
        smaller
    };
    let steps = fewer(plan.steps().to_vec(), |steps| fails(&with(plan, steps)));
    *plan = with(plan, &steps);
}

/// Delta debugging: halves, quarters and so on are left out, down to single items.
pub(super) fn fewer<T: Copy>(items: Vec<T>, mut fails: impl FnMut(&[T]) -> bool) -> Vec<T> {
    let mut items = items;
    let mut piece = items.len().div_ceil(2);
    while piece > 0 {
        let mut at = 0;
        while at < items.len() {
            let behind = items.iter().skip(at + piece);
            let kept: Vec<T> = items.iter().take(at).chain(behind).copied().collect();
            if fails(&kept) {
                items = kept;
            } else {
                at += piece;
            }
        }
        piece = if piece == 1 { 0 } else { piece.div_ceil(2) };
    }
    items
}
