// SPDX-License-Identifier: Apache-2.0
//! Nodes of older builds are updated: some when they are opened anew, and in the end those that
//! hold what their build does not know.

use std::collections::BTreeSet;

use crate::base::random::Random;
use crate::engine::Engine;

use super::node::{Node, unexpected};
use super::older::Build;
use super::trace::{Outcome, Violation};
use super::world::{ROUND_MS, ROUNDS_MAX, World};

impl World<'_> {
    /// Of the nodes of older builds some are opened with a later one.
    pub fn maybe_update(&mut self, at: usize, random: &mut Random) {
        let build = self.nodes[at].plan.build;
        if build.is_older() && random.up_to(2) == 0 {
            self.nodes[at].plan.build = build.updated(random);
            self.trace.mark("updated");
            let build = self.nodes[at].plan.build;
            self.trace.tell(|| format!("node-{at} is {build:?}"));
        }
    }

    /// Whatever a build only holds comes to all nodes as well. Owed to who holds it, it lets
    /// nothing come to rest: when all know the same, those nodes are updated.
    pub fn update_holders(&mut self) -> Outcome<()> {
        let is_holder = |node: &Node| !node.plan.build.has_groups;
        if !self.nodes.iter().any(is_holder) {
            return Ok(());
        }
        self.wait_for_knowledge()?;
        let mut random = Random::new(self.plan.seed() ^ 0x7570_6461);
        for at in 0..self.nodes.len() {
            if is_holder(&self.nodes[at]) {
                self.trace.mark_if(self.held_len(at)? > 0, "held-applied");
                self.nodes[at].plan.build = Build::PRESENT;
                self.restart(at, &mut random)?;
                if self.held_len(at)? > 0 {
                    return Err(Violation::new("still-held", format!("node-{at}")));
                }
            }
        }
        Ok(())
    }

    fn wait_for_knowledge(&mut self) -> Outcome<()> {
        let mut hashes = BTreeSet::new();
        for _ in 0..ROUNDS_MAX {
            self.pass(ROUND_MS)?;
            let engines = self.nodes.iter().filter_map(|node| node.engine.as_ref());
            let known: Result<_, _> = engines.map(Engine::known_hash).collect();
            hashes = known.map_err(|error| unexpected(&error))?;
            if hashes.len() < 2 {
                return Ok(());
            }
        }
        let errors: BTreeSet<_> = self.net.errors.iter().collect();
        Err(Violation::new("not-known", format!("{hashes:x?}; {errors:?}")))
    }

    fn held_len(&self, at: usize) -> Outcome<usize> {
        let Some(engine) = &self.nodes[at].engine else { return Ok(0) };
        engine.held_operations().map(|held| held.len()).map_err(|error| unexpected(&error))
    }
}
