// SPDX-License-Identifier: Apache-2.0
//! What befalls nodes, their disks, and what joins them.

use crate::base::random::Random;
use crate::disk::{Fault, Operation};
use crate::engine::Engine;

use super::disk::flip;
use super::node::unexpected;
use super::older::Age;
use super::plan::Kind;
use super::trace::{Outcome, Violation};
use super::world::{Saved, World};

/// Errors that a disk gives: EIO, ENOSPC, EFBIG, EROFS, EDQUOT.
const ERRNOS: [i32; 5] = [libc::EIO, libc::ENOSPC, libc::EFBIG, libc::EROFS, libc::EDQUOT];
/// Copies of nodes that are kept.
const SAVED_LEN_MAX: usize = 4;
/// How often opening may be interrupted by another power cut.
const CUTS_WHILE_OPENING_MAX: u64 = 3;

impl World<'_> {
    /// What is done to a node rather than by it.
    pub fn befall(&mut self, kind: Kind, at: usize, random: &mut Random) -> Outcome<()> {
        match kind {
            Kind::Restart => self.restart(at, random),
            Kind::Kill => self.kill(at, random),
            Kind::PowerCut => self.restart_after_power_cut(at, random),
            Kind::CrashAt => self.crash_at(at, random),
            Kind::DiskError => self.fail_once(at, random),
            Kind::DiskFull => self.fill_disk(at, random),
            Kind::SyncFails => self.fail_sync(at, random),
            Kind::Cut => self.cut(random),
            Kind::Reconnect => {
                let Some((one, other)) = self.any_link(random) else { return Ok(()) };
                self.begin_session(one, other);
                self.begin_session(other, one);
                Ok(())
            }
            Kind::Backup => self.back_up(at, random),
            Kind::Rot => self.rot(at, random),
            Kind::Save => self.save(at),
            Kind::Restore => self.restore(at, random),
            Kind::Wipe => self.wipe(at, random),
            Kind::Leave => self.leave(at, random),
            Kind::Join => {
                let Some((one, other)) = self.any_link(random) else { return Ok(()) };
                self.join(one, other)?;
                self.join(other, one)
            }
            _ => Ok(()),
        }
    }

    fn any_link(&self, random: &mut Random) -> Option<(usize, usize)> {
        let last = self.plan.links.len().checked_sub(1)?;
        self.plan.links.get(random.up_to(last as u64) as usize).copied()
    }

    fn begin_session(&mut self, from: usize, to: usize) {
        if !self.left.contains(&(from, to)) {
            self.net.connect(&self.nodes, from, to);
        }
    }

    /// Opens a node after whatever happened, looks at it, and begins its sessions.
    fn open(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.report.restart_count += 1;
        self.nodes[at].is_troubled = false;
        self.maybe_update(at, random);
        self.nodes[at].open(random).map_err(|error| unexpected(&error))?;
        if let Some(engine) = &self.nodes[at].engine {
            let report = engine.report().map_err(|error| unexpected(&error))?;
            self.trace.mark_if(report.cut_bytes > 0, "torn-tail-cut");
            self.trace.mark_if(report.cut_groups > 0, "whole-groups-cut");
        }
        self.check_node(at)?;
        for other in self.neighbours(at) {
            if !self.left.contains(&(at, other)) {
                self.join(at, other)?;
            }
        }
        Ok(())
    }

    /// Closes and opens.
    pub fn restart(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.net.drop_ends(at);
        if let Some(engine) = self.nodes[at].engine.take() {
            let closed = engine.close();
            if self.tolerate(at, closed)?.is_some() {
                self.model.synced(at);
            }
        }
        self.nodes[at].disk.clear_faults();
        self.open(at, random)
    }

    /// The process ends: what the system has stays.
    fn kill(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.net.drop_ends(at);
        self.nodes[at].engine = None;
        self.nodes[at].disk.clear_faults();
        self.open(at, random)
    }

    /// The power fails.
    pub fn restart_after_power_cut(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.lose_power(at, random);
        self.open(at, random)
    }

    fn lose_power(&mut self, at: usize, random: &mut Random) {
        self.net.drop_ends(at);
        self.nodes[at].lose_power(random);
        self.model.power_failed(at);
    }

    /// Everything is in order again.
    pub fn mend(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.nodes[at].disk.set_capacity(None);
        self.nodes[at].disk.set_failed_sync_drops(false);
        self.nodes[at].disk.clear_faults();
        if self.nodes[at].engine.is_none() || self.nodes[at].is_stopped() {
            self.trace.mark("log-stopped");
            let is_kill = random.up_to(1) == 0 && !self.nodes[at].has_dropped;
            return match is_kill {
                true => self.kill(at, random),
                false => self.restart_after_power_cut(at, random),
            };
        }
        self.nodes[at].is_troubled = false;
        Ok(())
    }

    /// A few things that write, while something fails.
    fn stir(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        for _ in 0..=random.up_to(4) {
            match random.up_to(4) {
                0 => self.write(Kind::Put, at, random)?,
                1 => self.write(Kind::Delete, at, random)?,
                2 => self.write(Kind::Group, at, random)?,
                3 => self.keep_up(at, random)?,
                _ => self.pass(random.up_to(1_000) as i64)?,
            }
        }
        Ok(())
    }

    /// From some disk operation on nothing is answered; then the power is gone, perhaps again and
    /// again while the node opens.
    fn crash_at(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        let nth = 1 + random.up_to(40);
        self.nodes[at].is_troubled = true;
        self.nodes[at].disk.inject(Fault::from(None, nth, libc::EIO));
        self.stir(at, random)?;
        self.lose_power(at, random);
        for _ in 0..random.up_to(CUTS_WHILE_OPENING_MAX) {
            let nth = 1 + random.up_to(20);
            self.nodes[at].disk.inject(Fault::from(None, nth, libc::EIO));
            self.report.restart_count += 1;
            self.trace.mark("power-cut-while-opening");
            self.nodes[at].is_troubled = true;
            let _ = self.nodes[at].open(random);
            self.lose_power(at, random);
        }
        self.open(at, random)
    }

    /// One operation of the disk fails.
    fn fail_once(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        const FAILING: [Operation; 10] = [
            Operation::Open,
            Operation::Read,
            Operation::Write,
            Operation::Reserve,
            Operation::SetLen,
            Operation::Sync,
            Operation::SyncFolder,
            Operation::Rename,
            Operation::Remove,
            Operation::List,
        ];
        let operation = FAILING[random.up_to(FAILING.len() as u64 - 1) as usize];
        let errno = ERRNOS[random.up_to(ERRNOS.len() as u64 - 1) as usize];
        let nth = 1 + random.up_to(4);
        let fault = match random.up_to(1) {
            0 => Fault::once(Some(operation), nth, errno),
            _ => Fault::from(Some(operation), nth, errno),
        };
        let leaving = random.up_to(60) as usize;
        self.nodes[at].is_troubled = true;
        self.nodes[at].disk.inject(fault.leaving(leaving));
        self.stir(at, random)?;
        self.mend(at, random)
    }

    /// There is no room for a while.
    fn fill_disk(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.nodes[at].is_troubled = true;
        let room = random.up_to(3_000);
        let used = self.nodes[at].used_bytes();
        self.nodes[at].disk.set_capacity(Some(used + room));
        self.stir(at, random)?;
        self.mend(at, random)
    }

    /// A sync fails, and the system forgets what it was to write.
    fn fail_sync(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.nodes[at].is_troubled = true;
        let drops = random.up_to(1) == 0;
        self.nodes[at].disk.set_failed_sync_drops(drops);
        self.nodes[at].has_dropped = drops;
        let nth = 1 + random.up_to(3);
        self.nodes[at].disk.inject(Fault::once(Some(Operation::Sync), nth, libc::EIO));
        self.stir(at, random)?;
        self.mend(at, random)?;
        self.nodes[at].has_dropped = false;
        Ok(())
    }

    fn cut(&mut self, random: &mut Random) -> Outcome<()> {
        let Some((one, other)) = self.any_link(random) else { return Ok(()) };
        let is_cut = random.up_to(1) == 0;
        self.net.set_cut(one, other, is_cut);
        if random.up_to(2) > 0 {
            self.net.set_cut(other, one, is_cut);
        } else {
            self.trace.mark("cut-one-way");
        }
        Ok(())
    }

    /// A copy holds what its original shows.
    fn back_up(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        let path = std::path::PathBuf::from(format!("copy-{}.wal", random.draw()));
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        engine.backup(&path).map_err(|error| unexpected(&error))?;
        let options = self.nodes[at].options(path, self.nodes[at].disk.crash());
        let copy = Engine::open(options).map_err(|error| unexpected(&error))?;
        for key in self.model.keys() {
            let Some(held) = self.look(at, key)? else { return Ok(()) };
            let versions = copy.versions(&super::world::key_bytes(key));
            let (versions, _) = versions.map_err(|error| unexpected(&error))?;
            if self.model.held(key, &versions)? != held {
                let detail = format!("node-{at}: key {key}");
                return Err(Violation::new("copy-differs", detail));
            }
        }
        Ok(())
    }

    /// One flipped bit in a copy of the files: whatever is read is what was written, or an error.
    fn rot(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        let disk = self.nodes[at].disk.crash_keeping(|_| crate::disk::Fate::Kept);
        let Some(name) = flip(&disk, &self.nodes[at].path(), random)? else { return Ok(()) };
        self.trace.tell(|| format!("rot in {}", name.display()));
        let options = self.nodes[at].options(self.nodes[at].path(), disk);
        match crate::engine::verify(&options) {
            Ok(report) => self.trace.mark_if(!report.is_sound(), "rot-found"),
            Err(_) => self.trace.mark("rot-refused"),
        }
        let Ok(engine) = Engine::open(options) else {
            self.trace.mark("rot-not-opened");
            return Ok(());
        };
        for key in self.model.keys() {
            match engine.versions(&super::world::key_bytes(key)) {
                Ok((versions, _)) => drop(self.model.held(key, &versions)?),
                Err(_) => self.trace.mark("rot-not-read"),
            }
        }
        Ok(())
    }

    fn save(&mut self, at: usize) -> Outcome<()> {
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        engine.flush().map_err(|error| unexpected(&error))?;
        self.model.synced(at);
        if self.saved.len() == SAVED_LEN_MAX {
            self.saved.remove(0);
        }
        let (disk, has) = (self.nodes[at].disk.crash(), self.model.of(at));
        self.saved.push(Saved { at, disk, has });
        Ok(())
    }

    /// A node goes on from an old copy of its files.
    fn restore(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        let Some(saved) = self.saved.iter().find(|saved| saved.at == at) else { return Ok(()) };
        let (disk, has) = (saved.disk.crash(), saved.has.clone());
        self.note_acknowledged(at)?;
        self.trace.mark("restored");
        self.net.drop_ends(at);
        self.nodes[at].engine = None;
        self.nodes[at].disk = disk;
        self.nodes[at].is_rolled = true;
        self.nodes[at].feed_at = 0;
        self.model.went_back(at, &has);
        self.open(at, random)
    }

    /// A node begins again with nothing.
    fn wipe(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        self.note_acknowledged(at)?;
        self.net.drop_ends(at);
        self.nodes[at].lose_disk();
        self.nodes[at].feed_at = 0;
        self.model.went_back(at, &Default::default());
        self.open(at, random)
    }

    /// What the application was told to be applied elsewhere has to be there.
    fn note_acknowledged(&mut self, at: usize) -> Outcome<()> {
        if self.nodes[at].is_rolled {
            return Ok(());
        }
        for peer in self.neighbours(at) {
            // A build from before HELD takes for applied what others only hold, and any build a
            // group in pieces: those that hold operations know groups, but for these here.
            let (build, peers) = (self.plan.nodes[at].build, self.plan.nodes[peer].build);
            let is_misled = build.age <= Age::BeforeHeld && !peers.has_groups;
            if self.nodes[peer].is_rolled || is_misled {
                continue;
            }
            let name = self.nodes[peer].name.clone();
            let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
            for change in engine.outbox().map_err(|error| unexpected(&error))? {
                let id = change.op.dot.sync_id();
                let half_frame_bytes = self.plan.frame_bytes_max as usize / 2;
                let is_in_pieces = change.op.payload_bytes() > half_frame_bytes;
                if is_in_pieces && change.op.is_group() && !peers.has_groups {
                    continue;
                }
                if engine.is_applied_at(&id, &name).unwrap_or(false) {
                    self.trace.mark("told-applied");
                    self.model.take(peer, change.op.timestamp_ms, true);
                }
            }
        }
        Ok(())
    }

    /// Its peers let a node go.
    fn leave(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        for other in self.neighbours(at) {
            self.net.disconnect(&self.nodes, at, other);
            for (one, peer) in [(other, at), (at, other)] {
                if self.left.contains(&(one, peer)) || random.up_to(3) == 0 {
                    continue;
                }
                let name = self.nodes[peer].name.clone();
                let Some(engine) = &self.nodes[one].engine else { continue };
                let removed = engine.remove_peer(&name);
                if self.tolerate(one, removed)?.is_some() {
                    self.left.insert((one, peer));
                    self.has_left = true;
                }
            }
        }
        Ok(())
    }
}
