// SPDX-License-Identifier: Apache-2.0
//! What the writer of an operation had seen of its key.

use std::slice::from_ref;

use super::id::{Dot, Opening, Origin};
use super::limits::OPENINGS_SEEN_MAX;
use super::seen::{Reach, Seen};
use super::stamp::Stamp;

/// The versions of one key that a writer had seen: of each origin the last one, by number and
/// stamp.
///
/// This is the context of a dotted version vector (Preguiça et al., "Dotted Version Vectors",
/// 2010): of each origin the last one says it all, because the writes of one origin to one key
/// follow one another, each made with the one before it in view, and their stamps ascend with their
/// numbers. Stamps and openings are there for the node whose files were restored or copied, which
/// can give a number twice (`docs/format/wire.md`): what was seen of such an origin may be more
/// than one line of writes. So here it is the last one of each opening that wrote the key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    seen: List,
}

/// Most keys have one writer, whose dot is held in place: copying it allocates nothing, and looking
/// at it follows no pointer. Equal lists are equal variants, because each count has its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum List {
    #[default]
    None,
    One(Seen),
    /// At least two, in order; none covers another.
    More(Vec<Seen>),
}

impl Context {
    /// Builds a context from dots in any order, whose stamps nobody knows; of one origin the
    /// highest counts.
    pub fn from_dots(dots: impl IntoIterator<Item = Dot>) -> Self {
        dots.into_iter().map(|dot| Seen::up_to(&dot, Seen::ANY, Opening::UNKNOWN)).collect()
    }

    /// Whether the version was seen, or one that was made in view of it.
    pub fn covers(&self, dot: &Dot, stamp: Stamp, opening: Opening) -> bool {
        self.of(&dot.origin).iter().any(|seen| seen.covers(dot.seq, stamp, opening))
    }

    /// The same, and it can be no other version of that name.
    pub fn covers_exactly(&self, dot: &Dot, stamp: Stamp, opening: Opening) -> bool {
        let mut seen = self.of(&dot.origin).iter();
        seen.any(|seen| seen.is_exact() && seen.covers(dot.seq, stamp, opening))
    }

    /// Whether this very version stands here, and not only one that was made in view of it, or of
    /// another line of its origin's writes.
    pub fn names(&self, dot: &Dot, stamp: Stamp) -> bool {
        let (seq, of_origin) = (dot.seq, self.of(&dot.origin));
        of_origin.iter().any(|seen| seen.is(seq, stamp))
    }

    /// Whether what was seen under this name was another version.
    pub fn names_another(&self, dot: &Dot, stamp: Stamp, opening: Opening) -> bool {
        let of_name = |seen: &Seen| seen.is_exact() && seen.is(dot.seq, seen.stamp);
        !self.covers(dot, stamp, opening) && self.of(&dot.origin).iter().any(of_name)
    }

    /// The former names of a write of that name (`docs/format/journal.md`, cut): such have its node
    /// and its stamp.
    pub fn former<'a>(&'a self, dot: &'a Dot, stamp: Stamp) -> impl Iterator<Item = &'a Dot> {
        let is_former = move |seen: &&Seen| {
            seen.is_alone() && seen.stamp == stamp && seen.dot.origin.node == dot.origin.node
        };
        self.seen().iter().filter(is_former).map(|seen| &seen.dot)
    }

    /// The name that a write with that one has in the end: the greatest of all of its names that
    /// is not a former one. None where it never got another.
    pub fn lasting_name(&self, dot: &Dot, stamp: Stamp) -> Option<&Seen> {
        self.former(dot, stamp).next()?;
        let is_name = |seen: &&Seen| {
            let is_of = seen.stamp == stamp && seen.dot.origin.node == dot.origin.node;
            is_of && seen.reach == Reach::UpTo
        };
        let is_former = |seen: &Seen| self.former(dot, stamp).any(|former| *former == seen.dot);
        self.seen().iter().rfind(|seen| is_name(seen) && !is_former(seen))
    }

    /// Whether everything that the other has seen was seen.
    pub fn includes(&self, other: &Self) -> bool {
        let says = |seen: &Seen| self.of(&seen.dot.origin).iter().any(|own| own.says(seen));
        other.seen().iter().all(says)
    }

    /// Adds a version, and with it those before it.
    pub fn insert(&mut self, dot: &Dot, stamp: Stamp, opening: Opening) {
        self.add(Seen::up_to(dot, stamp, opening));
    }

    /// Adds what was seen.
    pub fn add(&mut self, new: Seen) {
        let Some(new) = new.kept() else { return };
        let (from, to) = self.place(&new.dot.origin);
        let of_origin = self.seen().get(from..to).unwrap_or_default();
        if of_origin.iter().any(|seen| seen.says(&new)) {
            return;
        }
        if let [only] = of_origin
            && new.says(only)
        {
            if let Some(only) = self.seen_mut().get_mut(from) {
                *only = new;
            }
            return;
        }
        self.seen = match std::mem::take(&mut self.seen) {
            List::None => List::One(new),
            List::One(only) if only < new => List::More(vec![only, new]),
            List::One(only) => List::More(vec![new, only]),
            List::More(mut list) => {
                list.retain(|seen| seen.dot.origin != new.dot.origin || !new.says(seen));
                list.insert(list.partition_point(|seen| *seen < new), new);
                List::of(list)
            }
        };
    }

    /// Forgets what was seen of an origin above `last`, but for former names. False when nothing
    /// was.
    pub fn cut(&mut self, origin: &Origin, last: u64) -> bool {
        let is_cut = |seen: &&Seen| seen.dot.origin == *origin && seen.last() > last;
        if !self.reaches_above(origin, last) {
            return false;
        }
        let behind = Dot { origin: origin.clone(), seq: last.saturating_add(1) };
        let cut = |seen: &Seen| match seen {
            seen if !is_cut(&seen) => Some(seen.clone()),
            _ if last == 0 => None,
            seen if seen.is_exact() => Some(Seen::below(&behind, seen.stamp, seen.opening)),
            seen => Some(Seen { dot: Dot { seq: last, ..behind.clone() }, ..seen.clone() }),
        };
        *self = self.seen().iter().filter_map(cut).collect();
        true
    }

    /// Whether there is something that [`Self::cut`] forgets.
    pub fn reaches_above(&self, origin: &Origin, last: u64) -> bool {
        self.of(origin).iter().any(|seen| seen.last() > last)
    }

    /// The same for a build that knows no stamps here: numbers, which cover whatever has them, and
    /// no former names.
    pub fn plain(&self) -> Self {
        let seen = self.seen().iter().filter(|seen| seen.last() > 0);
        let dots = seen.map(|seen| Dot { seq: seen.last(), ..seen.dot.clone() });
        Self::from_dots(dots)
    }

    /// What a write made now says of it: the same, but of each origin only the last
    /// [`OPENINGS_SEEN_MAX`] openings by themselves. What was seen of earlier ones reaches back
    /// whatever they are, which is the same for who knows one line of that origin's writes.
    pub fn told(&self) -> Self {
        let openings_of = |origin: &Origin| self.of(origin).iter().filter(|seen| seen.is_opened());
        let is_told = |seen: &Seen| {
            let later = openings_of(&seen.dot.origin).filter(|other| *other > seen);
            !seen.is_opened() || later.take(OPENINGS_SEEN_MAX).count() < OPENINGS_SEEN_MAX
        };
        if self.seen().iter().all(is_told) {
            return self.clone();
        }
        let told = |seen: &Seen| match is_told(seen) {
            true => seen.clone(),
            false => Seen { opening: Opening::UNKNOWN, ..seen.clone() },
        };
        self.seen().iter().map(told).collect()
    }

    /// Adds everything that the other has seen.
    pub fn join(&mut self, other: &Self) {
        other.seen().iter().for_each(|seen| self.add(seen.clone()));
    }

    /// What was seen, in order of the origins, and of one origin of numbers and stamps.
    pub fn seen(&self) -> &[Seen] {
        match &self.seen {
            List::None => &[],
            List::One(only) => from_ref(only),
            List::More(list) => list,
        }
    }

    /// The names of it.
    pub fn dots(&self) -> impl ExactSizeIterator<Item = &Dot> + Clone {
        self.seen().iter().map(|seen| &seen.dot)
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.seen().is_empty()
    }

    /// Whether a stamp of it is known.
    pub fn has_stamps(&self) -> bool {
        self.seen().iter().any(Seen::is_exact)
    }

    /// Whether an opening of it is known.
    pub fn has_openings(&self) -> bool {
        self.seen().iter().any(Seen::is_opened)
    }

    /// The last number of an origin that was seen.
    pub fn seq_of(&self, origin: &Origin) -> Option<u64> {
        self.of(origin).last().map(|seen| seen.dot.seq)
    }

    /// What was seen of one origin.
    fn of(&self, origin: &Origin) -> &[Seen] {
        let (from, to) = self.place(origin);
        self.seen().get(from..to).unwrap_or_default()
    }

    /// Where the origin begins and ends, or would.
    fn place(&self, origin: &Origin) -> (usize, usize) {
        let list = self.seen();
        let from = list.partition_point(|seen| seen.dot.origin < *origin);
        let of_origin = |seen: &&Seen| seen.dot.origin == *origin;
        (from, from + list.iter().skip(from).take_while(of_origin).count())
    }

    fn seen_mut(&mut self) -> &mut [Seen] {
        match &mut self.seen {
            List::None => &mut [],
            List::One(only) => std::slice::from_mut(only),
            List::More(list) => list,
        }
    }
}

impl List {
    fn of(mut list: Vec<Seen>) -> Self {
        if list.len() > 1 { Self::More(list) } else { list.pop().map_or(Self::None, Self::One) }
    }
}

impl FromIterator<Seen> for Context {
    fn from_iter<T: IntoIterator<Item = Seen>>(list: T) -> Self {
        let mut context = Self::default();
        list.into_iter().for_each(|seen| context.add(seen));
        context
    }
}

#[cfg(test)]
mod tests {
    use super::super::error::Code;
    use super::super::id::NodeId;
    use super::super::random::Random;
    use super::super::seen::Reach;
    use super::*;

    fn dot(node: &str, seq: u64) -> Dot {
        Dot { origin: Origin { node: NodeId::new(node).unwrap(), epoch: 1 }, seq }
    }

    fn context(seen: &[(&str, u64, u64)]) -> Context {
        let seen = seen.iter().map(|(node, seq, stamp)| (dot(node, *seq), Stamp(*stamp)));
        seen.map(|(dot, stamp)| Seen::up_to(&dot, stamp, NONE)).collect()
    }

    const NONE: Opening = Opening::UNKNOWN;

    #[test]
    fn a_context_covers_what_it_saw_and_what_came_before() {
        let seen = context(&[("b", 3, 30), ("a", 1, 10), ("b", 2, 20)]);
        let covers = |node, seq, stamp| seen.covers(&dot(node, seq), Stamp(stamp), NONE);
        assert!(covers("b", 1, 10) && covers("b", 3, 30) && covers("a", 1, 10));
        assert!(!covers("b", 4, 40) && !covers("b", 4, 4) && !covers("c", 1, 10));
        assert_eq!(seen, context(&[("a", 1, 10), ("b", 3, 30)]));
        assert_eq!((seen.seq_of(&dot("b", 1).origin), seen.dots().len()), (Some(3), 2));
    }

    #[test]
    fn another_version_of_a_name_or_one_of_another_line_was_not_seen() {
        let seen = context(&[("a", 6, 60)]);
        let covers = |seq, stamp| seen.covers(&dot("a", seq), Stamp(stamp), NONE);
        assert!(!covers(6, 61) && !covers(6, 59) && !covers(5, 61) && covers(5, 59));
        assert!(seen.names_another(&dot("a", 6), Stamp(61), NONE));
        assert!(!seen.names_another(&dot("a", 6), Stamp(60), NONE));
        assert!(!seen.names_another(&dot("a", 5), Stamp(61), NONE));
        // Both lines may be seen, and a later write of one of them covers no more of the other.
        let both = context(&[("a", 6, 60), ("a", 6, 61), ("a", 5, 70)]);
        assert_eq!(both.seen().len(), 3);
        assert!(both.covers(&dot("a", 6), Stamp(61), NONE));
        assert!(!both.covers(&dot("a", 6), Stamp(62), NONE));
        let later = context(&[("a", 6, 60), ("a", 7, 65), ("a", 5, 70)]);
        assert_eq!(later, context(&[("a", 5, 70), ("a", 7, 65)]));
        assert_eq!(later.seq_of(&dot("a", 1).origin), Some(7));
    }

    #[test]
    fn a_number_without_a_stamp_covers_every_version_up_to_it() {
        let any = Context::from_dots([dot("a", 6), dot("a", 4)]);
        assert!(any.covers(&dot("a", 6), Stamp(1), NONE));
        assert!(any.covers(&dot("a", 4), Stamp(99), Opening(7)));
        assert!(!any.covers(&dot("a", 7), Stamp(1), NONE) && !any.has_stamps());
        assert!(!any.covers_exactly(&dot("a", 6), Stamp(1), NONE));
        let mut both = any.clone();
        both.insert(&dot("a", 5), Stamp(50), Opening(7));
        assert_eq!(both, any);
        both.insert(&dot("a", 8), Stamp(80), NONE);
        assert_eq!(both.seen().len(), 2, "who has seen 8 at 80 need not have seen 6 at 90");
        assert!(both.has_stamps() && both.includes(&any) && !any.includes(&both));
    }

    #[test]
    fn a_later_number_and_stamp_of_another_opening_says_nothing_of_those_before() {
        let opened = |list: &[(u64, u64, u32)]| {
            let seen = list.iter().map(|&(seq, stamp, opening)| {
                Seen::up_to(&dot("a", seq), Stamp(stamp), Opening(opening))
            });
            seen.collect::<Context>()
        };
        let seen = opened(&[(6, 60, 2)]);
        let covers =
            |seq, stamp, opening| seen.covers(&dot("a", seq), Stamp(stamp), Opening(opening));
        assert!(covers(6, 60, 2) && covers(5, 50, 2) && !covers(5, 50, 1) && !covers(7, 50, 2));
        assert!(covers(5, 50, 0), "nobody said in which opening");
        // What was seen of an earlier opening stands by itself, and one that says none reaches
        // into all.
        let both = opened(&[(6, 60, 2), (5, 50, 1)]);
        assert_eq!(both.seen().len(), 2);
        assert!(both.includes(&seen) && !seen.includes(&both));
        assert!(!seen.includes(&opened(&[(5, 50, 0)])) && both.has_openings());
        assert_eq!(opened(&[(6, 60, 2), (5, 50, 1), (6, 60, 0)]), opened(&[(6, 60, 0)]));
        // Cut, it still says of its own opening alone what was before.
        let mut cut = both.clone();
        cut.cut(&dot("a", 1).origin, 4);
        let left = |opening| cut.covers(&dot("a", 4), Stamp(40), Opening(opening));
        assert!(left(2) && left(1) && !left(3) && !cut.covers(&dot("a", 5), Stamp(50), Opening(1)));
    }

    #[test]
    fn an_opening_stands_beside_a_stamp_that_reaches_back() {
        let alone = Seen::alone(&dot("a", 6), Stamp(60));
        let unpacked = |packed, stamp| {
            Seen::unpacked(alone.dot.origin.clone(), packed, stamp, Opening(7))
                .map_err(|e| e.code())
        };
        assert_eq!(unpacked(6, Stamp(60)), Ok(Seen::up_to(&alone.dot, Stamp(60), Opening(7))));
        let refused = [(6, Seen::ANY), (alone.packed(), Stamp(60))].map(|(n, s)| unpacked(n, s));
        assert_eq!(refused, [const { Err(Code::InvalidArgument) }; 2]);
    }

    #[test]
    fn a_write_tells_the_last_openings_of_an_origin_by_themselves() {
        let lines = |count: u64| {
            (1..=count).map(|seq| Seen::up_to(&dot("a", seq), Stamp(seq), Opening(seq as u32)))
        };
        let few: Context = lines(OPENINGS_SEEN_MAX as u64).collect();
        assert_eq!(few.told(), few);
        let many: Context = lines(20).chain([Seen::alone(&dot("a", 30), Stamp(3))]).collect();
        let told = many.told();
        let openings: Vec<u32> = told.seen().iter().map(|seen| seen.opening.0).collect();
        assert_eq!(openings, [0, 17, 18, 19, 20, 0]);
        assert!(told.includes(&many) && !many.includes(&told));
        assert!(told.covers(&dot("a", 16), Stamp(16), Opening(16)));
        assert!(told.covers(&dot("a", 15), Stamp(9), Opening(99)), "reaches back whatever it is");
        assert!(!told.covers(&dot("a", 19), Stamp(18), Opening(99)));
    }

    #[test]
    fn what_is_cut_is_not_covered_any_more() {
        let mut seen = context(&[("a", 6, 60), ("a", 6, 61), ("b", 3, 30)]);
        assert!(seen.cut(&dot("a", 1).origin, 4) && !seen.cut(&dot("a", 1).origin, 4));
        assert!(seen.covers(&dot("a", 4), Stamp(59), NONE));
        assert!(!seen.covers(&dot("a", 5), Stamp(1), NONE));
        assert!(!seen.covers(&dot("a", 4), Stamp(62), NONE), "of another line");
        assert!(seen.cut(&dot("a", 1).origin, 0));
        assert_eq!(seen, context(&[("b", 3, 30)]));
    }

    /// A semilattice: joining is the union of what is covered, in any order and however often.
    #[test]
    fn joining_covers_what_either_covers_and_nothing_else() {
        let mut random = Random::new(11);
        let drawn = |random: &mut Random, has_any: bool| {
            let count = random.up_to(5);
            let draw = |random: &mut Random| {
                let is_any = has_any && random.up_to(5) == 0;
                let stamp = if is_any { u64::MAX } else { random.up_to(6) };
                let node = if random.up_to(2) == 0 { "b" } else { "a" };
                let reach = match random.up_to(5) {
                    0 if !is_any => Reach::Alone,
                    1 if !is_any => Reach::Below,
                    _ => Reach::UpTo,
                };
                let (dot, stamp) = (dot(node, 1 + random.up_to(5)), Stamp(stamp));
                Seen { dot, stamp, reach, opening: Opening(random.up_to(2) as u32) }
            };
            (0..count).map(|_| draw(random)).collect::<Vec<_>>()
        };
        let numbers = (1..=7).flat_map(|seq| (0..=7).map(move |stamp| (seq, stamp)));
        let versions = numbers.flat_map(|(seq, stamp)| (0..=2).map(move |of| (seq, stamp, of)));
        let versions = versions.flat_map(|(seq, stamp, of)| {
            ["a", "b"].map(|node| (dot(node, seq), Stamp(stamp), Opening(of)))
        });
        let versions: Vec<_> = versions.collect();
        for round in 0..20_000 {
            let [one, other, third] = std::array::from_fn(|_| drawn(&mut random, round % 2 == 0));
            let of = |list: &[&[Seen]]| list.concat().into_iter().collect::<Context>();
            let all = of(&[&one, &other, &third]);
            let mut joined = of(&[&third, &other]);
            joined.join(&of(&[&one]));
            // Where nobody knows a stamp, a former name may stay that says nothing more.
            if round % 2 == 1 {
                assert_eq!(all, of(&[&third, &one, &other, &one]));
                assert_eq!(joined, all);
                assert!(all.includes(&of(&[&one])));
            }
            let covered = |context: &Context| {
                let covers = |version: &&(Dot, Stamp, Opening)| {
                    context.covers(&version.0, version.1, version.2)
                };
                versions.iter().filter(covers).collect::<Vec<_>>()
            };
            assert_eq!(covered(&joined), covered(&all));
            assert!(all.seen().is_sorted());
            for (dot, stamp, opening) in &versions {
                let by_any = [&one, &other, &third].map(|list| of(&[list]));
                let by_any = by_any.iter().any(|context| context.covers(dot, *stamp, *opening));
                assert_eq!(all.covers(dot, *stamp, *opening), by_any);
            }
        }
    }
}
