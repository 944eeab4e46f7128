// SPDX-License-Identifier: Apache-2.0
//! What the writer of an operation had seen of its key.

use std::slice::from_ref;

use super::id::{Dot, Origin};

/// The versions of one key that a writer had seen, as the last sequence number per origin.
///
/// One number per origin is exact: the writes of one origin to one key follow one another, each
/// made with the one before it in view. This is the context of a dotted version vector (Preguiça et
/// al., "Dotted Version Vectors", 2010).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    seen: Seen,
}

/// Most keys have one writer, whose dot is held in place: copying it allocates nothing, and looking
/// at it follows no pointer. Equal dots are equal variants, because each count has its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Seen {
    #[default]
    None,
    One(Dot),
    /// At least two, in order of their origins.
    More(Vec<Dot>),
}

impl Context {
    /// Builds a context from dots in any order; of one origin the highest counts.
    pub fn from_dots(dots: impl IntoIterator<Item = Dot>) -> Self {
        let mut context = Self::default();
        for dot in dots {
            context.insert(&dot);
        }
        context
    }

    /// Whether the version was seen, or is older than one that was.
    pub fn covers(&self, dot: &Dot) -> bool {
        self.seq_of(&dot.origin).is_some_and(|seq| dot.seq <= seq)
    }

    /// Adds a version, and with it the older ones of its origin.
    pub fn insert(&mut self, dot: &Dot) {
        match self.place(&dot.origin) {
            Ok(at) => {
                if let Some(seen) = self.dots_mut().get_mut(at) {
                    seen.seq = seen.seq.max(dot.seq);
                }
            }
            Err(at) => self.insert_at(at, dot.clone()),
        }
    }

    /// Forgets what was seen of an origin above `last`. False when nothing was.
    pub fn cut(&mut self, origin: &Origin, last: u64) -> bool {
        let is_cut = |dot: &Dot| dot.origin == *origin && dot.seq > last;
        if !self.dots().iter().any(is_cut) {
            return false;
        }
        let kept = self.dots().iter().filter(|dot| !is_cut(dot) || last > 0);
        let kept = kept
            .map(|dot| if is_cut(dot) { Dot { seq: last, ..dot.clone() } } else { dot.clone() });
        *self = Self::from_dots(kept.collect::<Vec<_>>());
        true
    }

    /// Adds everything that the other has seen.
    pub fn join(&mut self, other: &Self) {
        for dot in other.dots() {
            self.insert(dot);
        }
    }

    /// The dots, in order of their origins.
    pub fn dots(&self) -> &[Dot] {
        match &self.seen {
            Seen::None => &[],
            Seen::One(only) => from_ref(only),
            Seen::More(list) => list,
        }
    }

    fn dots_mut(&mut self) -> &mut [Dot] {
        match &mut self.seen {
            Seen::None => &mut [],
            Seen::One(only) => std::slice::from_mut(only),
            Seen::More(list) => list,
        }
    }

    fn insert_at(&mut self, at: usize, dot: Dot) {
        self.seen = match std::mem::take(&mut self.seen) {
            Seen::None => Seen::One(dot),
            Seen::One(only) if at == 0 => Seen::More(vec![dot, only]),
            Seen::One(only) => Seen::More(vec![only, dot]),
            Seen::More(mut list) => {
                list.insert(at, dot);
                Seen::More(list)
            }
        };
    }

    /// The last number of an origin that was seen.
    pub fn seq_of(&self, origin: &Origin) -> Option<u64> {
        let at = self.place(origin).ok()?;
        self.dots().get(at).map(|seen| seen.seq)
    }

    /// Where the origin stands, or where it would.
    fn place(&self, origin: &Origin) -> Result<usize, usize> {
        self.dots().binary_search_by(|seen| seen.origin.cmp(origin))
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::NodeId;
    use super::*;

    fn dot(node: &str, seq: u64) -> Dot {
        Dot { origin: Origin { node: NodeId::new(node).unwrap(), epoch: 1 }, seq }
    }

    #[test]
    fn a_context_covers_what_it_saw_and_what_came_before() {
        let context = Context::from_dots([dot("b", 3), dot("a", 1), dot("b", 2)]);
        assert!(context.covers(&dot("b", 1)) && context.covers(&dot("b", 3)));
        assert!(!context.covers(&dot("b", 4)) && !context.covers(&dot("c", 1)));
        assert_eq!(context.dots(), [dot("a", 1), dot("b", 3)]);
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        let all = [dot("a", 1), dot("b", 2), dot("c", 3)];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let context = Context::from_dots(order.map(|at: usize| all[at].clone()));
            assert_eq!(context.dots(), all);
        }
    }
}
