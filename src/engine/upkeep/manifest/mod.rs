// SPDX-License-Identifier: Apache-2.0
//! The manifest (`docs/format/manifest.md`): which runs count, from where on the log is to be read,
//! and the small facts that neither of them holds. It is replaced as a whole, by renaming.

mod body;
mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use bincode::{BorrowDecode, Encode};

use crate::base::codec;
use crate::base::error::{Code, Error, Result};
use crate::base::id::Origin;
use crate::base::know::Knowledge;
use crate::base::stamp::Stamp;
use crate::base::trail::Trail;
use crate::store::encode::Origins;
use crate::store::sum::StateSum;
use crate::sync::peer::Peer;

use super::super::renew::Cut;
use super::super::replaced::Replaced;

use body::{
    AbsorbedBody, Added, AddedLater, Body, ListedBody, OriginBody, StepBody, known_bodies,
    step_bodies, to_known, to_trails,
};

const MAGIC: [u8; 8] = *b"\x89SDAMAN\n";
/// Version 1 ends before [`Added`], 2 behind it, 3 behind [`AddedLater`], 4 behind the openings.
const VERSION: u32 = 7;
/// Magic, version, length of the body, checksum of those and the body.
const HEAD_BYTES: usize = 20;

/// What is known beside the runs, as of the moment when the last of them was frozen.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The first segment of the log that has to be read.
    pub first_segment: u64,
    /// The last version given.
    pub version: u64,
    /// The last stamp given or taken over.
    pub stamp: Stamp,
    /// Who writes here.
    pub identity: Option<Origin>,
    /// The latest origin under each name this replica ever wrote under.
    pub own: Vec<Origin>,
    /// Which operations were seen.
    pub knowledge: Knowledge,
    /// Keys shown of those with one candidate.
    pub uncontested_len: u64,
    /// Of all entries that count.
    pub live_bytes: u64,
    /// Of entries that later ones replaced.
    pub waste_bytes: u64,
    /// Version of the last submitted operation.
    pub last_submitted_version: u64,
    /// What the state adds up to, if that was kept.
    pub sum: Option<StateSum>,
    /// The registered peers.
    pub peers: Vec<Peer>,
    /// Which operations the files of the log hold, when there are peers.
    pub history: BTreeMap<u64, Knowledge>,
    /// The last operations of each origin.
    pub latest: BTreeMap<Origin, Trail>,
    /// With what this node went on in each of its lives after each opening.
    pub openings: BTreeMap<Origin, Trail>,
    /// Writes of others that writes made here have replaced.
    pub replaced: Replaced,
    /// Numbers of this node that were given twice.
    pub cuts: Vec<Cut>,
    /// Operations whose effects came with another replica's state since then, and the place in the
    /// log before which they are not to be followed again.
    pub absorbed: Option<(Knowledge, u64)>,
}

/// A run as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub struct Listed {
    /// Its number.
    pub number: u64,
    /// The last key that a merge has taken from it.
    pub after: Option<Arc<[u8]>>,
}

/// Everything that a manifest says.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// The log that it belongs to.
    pub log: u64,
    /// The number of the next run.
    pub next_run: u64,
    /// The facts.
    pub facts: Facts,
    /// The origins that runs name by number.
    pub origins: Arc<Origins>,
    /// Runs of any keys, newest first.
    pub upper: Vec<Listed>,
    /// Runs without a common key, in key order.
    pub base: Vec<Listed>,
    /// The runs that refer to value runs.
    pub values: Vec<ListedValues>,
}

/// The value runs that a run refers to.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ListedValues {
    /// The number of the run.
    pub run: u64,
    /// The number of each value run, and the length of the blocks referred to in it, in bytes.
    pub values: Vec<(u64, u64)>,
}

impl Manifest {
    /// The bytes of the file.
    pub fn encode(&self) -> Result<Vec<u8>> {
        let mut origins = Origins::clone(&self.origins);
        let facts = &self.facts;
        let identity = facts.identity.as_ref().map(|origin| origins.number(origin));
        let own = facts.own.iter().map(|origin| origins.number(origin)).collect();
        let known = known_bodies(&facts.knowledge, &mut origins);
        let added = Added::of(facts, &mut origins);
        let openings = step_bodies(&facts.openings, &mut origins);
        let replaced = facts.replaced.iter();
        let replaced: Vec<StepBody> =
            replaced.map(|(origin, seq, mark)| (origins.number(origin), seq, mark)).collect();
        let absorbed = facts.absorbed.as_ref().map(|(known, end)| AbsorbedBody {
            end: *end,
            known: known_bodies(known, &mut origins),
        });
        let list = origins.list().iter();
        let list =
            list.map(|origin| OriginBody { node: origin.node.as_str(), epoch: origin.epoch });
        let body = Body {
            log: self.log,
            next_run: self.next_run,
            first_segment: facts.first_segment,
            version: facts.version,
            stamp: facts.stamp.0,
            uncontested_len: facts.uncontested_len,
            live_bytes: facts.live_bytes,
            waste_bytes: facts.waste_bytes,
            last_submitted_version: facts.last_submitted_version,
            origins: list.collect(),
            identity,
            own,
            known,
            upper: self.upper.iter().map(ListedBody::of).collect(),
            base: self.base.iter().map(ListedBody::of).collect(),
        };
        let mut bytes = vec![0; HEAD_BYTES];
        codec::encode(&body, &mut bytes)?;
        codec::encode(&added, &mut bytes)?;
        codec::encode(&AddedLater { absorbed, values: self.values.clone() }, &mut bytes)?;
        codec::encode(&openings, &mut bytes)?;
        codec::encode(&replaced, &mut bytes)?;
        let body_bytes = u32::try_from(bytes.len() - HEAD_BYTES).unwrap_or(u32::MAX);
        let summed = [&MAGIC[..], &VERSION.to_le_bytes(), &body_bytes.to_le_bytes()].concat();
        let sum = sum_of(&summed, bytes.get(HEAD_BYTES..).unwrap_or_default());
        let head = summed.iter().chain(&sum);
        bytes.iter_mut().zip(head).for_each(|(to, from)| *to = *from);
        Ok(bytes)
    }

    /// Reads the bytes of a file; `path` is for messages.
    pub fn decode(bytes: &[u8], path: &Path) -> Result<Self> {
        let refused = |code, message, what: String| {
            Err(Error::new(code, message, format!("{}: {what}", path.display())))
        };
        let Some((magic, rest)) = bytes.split_first_chunk::<8>().filter(|(m, _)| **m == MAGIC)
        else {
            return refused(Code::Corrupted, DAMAGED, "not a manifest of this engine".into());
        };
        let Some((version, rest)) = rest.split_first_chunk() else {
            return refused(Code::Corrupted, DAMAGED, format!("{} bytes", bytes.len()));
        };
        let number = u32::from_le_bytes(*version);
        if number == 0 || number > VERSION {
            let what = format!("format version {number}, this build knows 1 to {VERSION}");
            return refused(Code::UnsupportedFormat, "manifest format is not supported", what);
        }
        let fields = rest.split_first_chunk::<4>().and_then(|(body_bytes, rest)| {
            rest.split_first_chunk::<4>().map(|(sum, body)| (body_bytes, sum, body))
        });
        let Some((body_bytes, sum, body)) = fields else {
            return refused(Code::Corrupted, DAMAGED, format!("{} bytes", bytes.len()));
        };
        let summed = [&magic[..], version, body_bytes].concat();
        let is_whole = u32::from_le_bytes(*body_bytes) as usize == body.len();
        if !is_whole || sum_of(&summed, body) != *sum {
            return refused(Code::Corrupted, DAMAGED, "checksum".into());
        }
        let (body, rest) = codec::take(body)?;
        let (added, rest) = match number {
            1 if rest.is_empty() => (Added::default(), rest),
            _ => codec::take(rest)?,
        };
        let (AddedLater { absorbed, values }, rest) = match (number, rest.is_empty()) {
            (3.., _) => codec::take(rest)?,
            (_, true) => (AddedLater::default(), rest),
            (_, false) => {
                let (absorbed, rest) = codec::take(rest)?;
                (AddedLater { absorbed: Some(absorbed), values: Vec::new() }, rest)
            }
        };
        let (openings, rest) = match number {
            4.. => codec::take(rest).map(|(openings, rest)| (Some(openings), rest))?,
            _ => (None, rest),
        };
        let replaced: Vec<StepBody> = match number {
            5.. => codec::decode(rest)?,
            _ => codec::decode::<()>(rest).map(|()| Vec::new())?,
        };
        let mut manifest = Self { values, ..Self::of(&body, &added, absorbed, openings)? };
        for (number, seq, mark) in replaced {
            let origin = manifest.origins.get(number)?;
            manifest.facts.replaced.note(origin, seq, mark);
        }
        manifest.checked()
    }

    /// Refuses two lists of the same run.
    fn checked(self) -> Result<Self> {
        let mut seen = BTreeSet::new();
        match self.values.iter().find(|listed| !seen.insert(listed.run)) {
            Some(twice) => {
                let context = format!("run {} has two lists of value runs", twice.run);
                Err(Error::new(Code::Corrupted, DAMAGED, context))
            }
            None => Ok(self),
        }
    }

    /// The numbers of all runs that it names, value runs included.
    pub fn numbers(&self) -> BTreeSet<u64> {
        let runs = self.upper.iter().chain(&self.base).map(|listed| listed.number);
        let values = self.values.iter().flat_map(|listed| &listed.values);
        runs.chain(values.map(|(number, _)| *number)).collect()
    }

    fn of(
        body: &Body<'_>,
        added: &Added<'_>,
        absorbed: Option<AbsorbedBody>,
        openings: Option<Vec<StepBody>>,
    ) -> Result<Self> {
        let list: Result<Vec<_>> = body.origins.iter().map(OriginBody::to_origin).collect();
        let origins: Origins = list?.into_iter().collect();
        let origin = |number: &u32| origins.get(*number).cloned();
        let history =
            added.history.iter().map(|(file, known)| Ok((*file, to_known(known, &origins)?)));
        let own: Vec<Origin> = body.own.iter().map(origin).collect::<Result<_>>()?;
        let latest = to_trails(&added.latest, &origins)?;
        let openings = match openings {
            Some(openings) => to_trails(&openings, &origins)?,
            // Of the operations made here nothing else was remembered before.
            None => own.iter().filter_map(|o| Some((o.clone(), latest.get(o)?.clone()))).collect(),
        };
        let facts = Facts {
            first_segment: body.first_segment,
            version: body.version,
            stamp: Stamp(body.stamp),
            identity: body.identity.as_ref().map(origin).transpose()?,
            own,
            knowledge: to_known(&body.known, &origins)?,
            uncontested_len: body.uncontested_len,
            live_bytes: body.live_bytes,
            waste_bytes: body.waste_bytes,
            last_submitted_version: body.last_submitted_version,
            sum: added.sum.map(|(sum, count)| StateSum { sum, count }),
            peers: added.peers.iter().map(|peer| peer.to_peer(&origins)).collect::<Result<_>>()?,
            history: history.collect::<Result<_>>()?,
            latest,
            openings,
            replaced: Replaced::default(),
            cuts: added.cuts.iter().map(|cut| cut.to_cut(&origins)).collect::<Result<_>>()?,
            absorbed: absorbed
                .map(|absorbed| Ok((to_known(&absorbed.known, &origins)?, absorbed.end)))
                .transpose()?,
        };
        Ok(Self {
            log: body.log,
            next_run: body.next_run,
            facts,
            upper: body.upper.iter().map(ListedBody::to_listed).collect(),
            base: body.base.iter().map(ListedBody::to_listed).collect(),
            values: Vec::new(),
            origins: Arc::new(origins),
        })
    }
}

const DAMAGED: &str = "manifest is damaged";

fn sum_of(head: &[u8], body: &[u8]) -> [u8; 4] {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(head);
    hasher.update(body);
    hasher.finalize().to_le_bytes()
}
