// SPDX-License-Identifier: Apache-2.0
//! The parts of the file as they are encoded, origins by their numbers, and back.

use std::collections::BTreeMap;

use bincode::{BorrowDecode, Encode};

use crate::base::error::Result;
use crate::base::id::{NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::stamp::Stamp;
use crate::base::trail::Trail;
use crate::store::encode::Origins;
use crate::sync::peer::Peer;

use super::super::super::renew::Cut;
use super::{Facts, Listed, ListedValues};

/// Origin, number and stamp, or mark, of an operation that is remembered.
pub(super) type StepBody = (u32, u64, u64);

/// What came with version 3.
#[derive(Default, Encode, BorrowDecode)]
pub(super) struct AddedLater {
    pub(super) absorbed: Option<AbsorbedBody>,
    pub(super) values: Vec<ListedValues>,
}

#[derive(Encode, BorrowDecode)]
pub(super) struct Body<'a> {
    pub(super) log: u64,
    pub(super) next_run: u64,
    pub(super) first_segment: u64,
    pub(super) version: u64,
    pub(super) stamp: u64,
    pub(super) uncontested_len: u64,
    pub(super) live_bytes: u64,
    pub(super) waste_bytes: u64,
    pub(super) last_submitted_version: u64,
    pub(super) origins: Vec<OriginBody<'a>>,
    pub(super) identity: Option<u32>,
    pub(super) own: Vec<u32>,
    pub(super) known: Vec<KnownBody>,
    pub(super) upper: Vec<ListedBody<'a>>,
    pub(super) base: Vec<ListedBody<'a>>,
}

/// What came with version 2.
#[derive(Default, Encode, BorrowDecode)]
pub(super) struct Added<'a> {
    pub(super) sum: Option<(u128, u64)>,
    pub(super) peers: Vec<PeerBody<'a>>,
    pub(super) history: Vec<(u64, Vec<KnownBody>)>,
    pub(super) latest: Vec<StepBody>,
    pub(super) cuts: Vec<CutBody>,
}

#[derive(Encode, BorrowDecode)]
pub(super) struct CutBody {
    pub(super) origin: u32,
    pub(super) above: u64,
    pub(super) until: u64,
    pub(super) is_done: bool,
}

/// What follows only while it is needed: after another replica's state was put in place, until the
/// next flush.
#[derive(Encode, BorrowDecode)]
pub(super) struct AbsorbedBody {
    pub(super) end: u64,
    pub(super) known: Vec<KnownBody>,
}

#[derive(Encode, BorrowDecode)]
pub(super) struct PeerBody<'a> {
    pub(super) node: &'a str,
    pub(super) lease_ms: i64,
    pub(super) durable: Vec<KnownBody>,
    pub(super) applied: Vec<KnownBody>,
}

#[derive(Encode, BorrowDecode)]
pub(super) struct OriginBody<'a> {
    pub(super) node: &'a str,
    pub(super) epoch: u32,
}

#[derive(Encode, BorrowDecode)]
pub(super) struct KnownBody {
    pub(super) origin: u32,
    pub(super) ranges: Vec<(u64, u64)>,
}

#[derive(Encode, BorrowDecode)]
pub(super) struct ListedBody<'a> {
    pub(super) number: u64,
    pub(super) after: Option<&'a [u8]>,
}

impl<'a> ListedBody<'a> {
    pub(super) fn of(listed: &'a Listed) -> Self {
        Self { number: listed.number, after: listed.after.as_deref() }
    }

    pub(super) fn to_listed(&self) -> Listed {
        Listed { number: self.number, after: self.after.map(Into::into) }
    }
}

impl<'a> Added<'a> {
    pub(super) fn of(facts: &'a Facts, origins: &mut Origins) -> Self {
        let peers = facts.peers.iter().map(|peer| PeerBody {
            node: peer.node.as_str(),
            lease_ms: peer.lease_ms,
            durable: known_bodies(&peer.durable, origins),
            applied: known_bodies(&peer.applied, origins),
        });
        let peers = peers.collect();
        let history = facts.history.iter();
        let history = history.map(|(file, known)| (*file, known_bodies(known, origins)));
        let history = history.collect();
        let latest = step_bodies(&facts.latest, origins);
        let cuts = facts.cuts.iter().map(|cut| CutBody {
            origin: origins.number(&cut.origin),
            above: cut.above,
            until: cut.until,
            is_done: cut.is_done,
        });
        let cuts = cuts.collect();
        let sum = facts.sum.map(|sum| (sum.sum, sum.count));
        Self { sum, peers, history, latest, cuts }
    }
}

impl PeerBody<'_> {
    pub(super) fn to_peer(&self, origins: &Origins) -> Result<Peer> {
        Ok(Peer {
            durable: to_known(&self.durable, origins)?,
            applied: to_known(&self.applied, origins)?,
            ..Peer::new(NodeId::new(self.node)?, self.lease_ms, 0)
        })
    }
}

impl CutBody {
    pub(super) fn to_cut(&self, origins: &Origins) -> Result<Cut> {
        let origin = origins.get(self.origin)?.clone();
        let Self { above, until, is_done, .. } = *self;
        Ok(Cut { origin, above, until, is_done, steps: Vec::new() })
    }
}

pub(super) fn step_bodies(
    trails: &BTreeMap<Origin, Trail>,
    origins: &mut Origins,
) -> Vec<StepBody> {
    let mut bodies = Vec::new();
    for (origin, trail) in trails {
        let number = origins.number(origin);
        bodies.extend(trail.all().map(|(seq, stamp)| (number, seq, stamp.0)));
    }
    bodies
}

pub(super) fn to_trails(bodies: &[StepBody], origins: &Origins) -> Result<BTreeMap<Origin, Trail>> {
    let mut trails: BTreeMap<Origin, Trail> = BTreeMap::new();
    for (number, seq, stamp) in bodies {
        let origin = origins.get(*number)?.clone();
        trails.entry(origin).or_default().note(*seq, Stamp(*stamp));
    }
    Ok(trails)
}

pub(super) fn known_bodies(known: &Knowledge, origins: &mut Origins) -> Vec<KnownBody> {
    let known = known.iter().map(|(origin, ranges)| KnownBody {
        origin: origins.number(origin),
        ranges: ranges.iter().collect(),
    });
    known.collect()
}

pub(super) fn to_known(bodies: &[KnownBody], origins: &Origins) -> Result<Knowledge> {
    let mut knowledge = Knowledge::default();
    for known in bodies {
        let name = origins.get(known.origin)?;
        for (first, last) in &known.ranges {
            knowledge.insert_range(name, *first, *last);
        }
    }
    Ok(knowledge)
}

impl OriginBody<'_> {
    pub(super) fn to_origin(&self) -> Result<Origin> {
        Ok(Origin { node: NodeId::new(self.node)?, epoch: self.epoch })
    }
}
