// SPDX-License-Identifier: Apache-2.0
//! What two replicas remember of having met, so that one of them that is restored from an old copy,
//! or that is a copy of the other, is noticed before it does harm.
//!
//! At each meeting both draw the same new token from their nonces, and write it down before they
//! exchange anything. They may differ by one token, when one of them was cut off in between: so each
//! keeps the last one that both surely have, and the one after it. Two that have none in common have
//! parted ways: the one that has met the other less often is the older state.

/// Bits of a token that count meetings; the others are drawn.
const COUNT_BITS: u32 = 24;
const DRAWN_BITS: u32 = u64::BITS - COUNT_BITS;

/// What is remembered of one life of a peer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// The last token that both sides have; 0 for none.
    pub token: u64,
    /// The one after it, that the peer may not have; 0 for none.
    pub token_next: u64,
    /// This node's last operation when the newest of them was drawn.
    pub seq: u64,
}

/// How this node's memory of a peer compares with the peer's memory of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// The last meeting was the same, or neither remembers one.
    Same,
    /// The peer remembers meetings that this node does not: this node's state is an older one.
    WeAreOlder,
    /// The other way round.
    TheyAreOlder,
}

impl Meeting {
    /// Compares with what the peer says.
    pub fn compare(&self, theirs: (u64, u64)) -> Kinship {
        let (ours, theirs) = ([self.token, self.token_next], [theirs.0, theirs.1]);
        let is_shared = ours.iter().any(|token| *token != 0 && theirs.contains(token));
        let [our_count, their_count] =
            [ours, theirs].map(|tokens| tokens.iter().map(|token| count_of(*token)).max());
        let is_new = ours == [0, 0] && theirs == [0, 0];
        // A first meeting that was cut off: only one side has written it down.
        let is_first = |tokens: [u64; 2]| tokens[0] == 0 && count_of(tokens[1]) == 1;
        let is_beginning =
            (is_first(ours) || ours == [0, 0]) && (is_first(theirs) || theirs == [0, 0]);
        if is_shared || is_new || is_beginning {
            Kinship::Same
        } else if our_count <= their_count {
            Kinship::WeAreOlder
        } else {
            Kinship::TheyAreOlder
        }
    }

    /// What is to be remembered of a meeting of two that are the same: `theirs` are the tokens that
    /// the peer had, `drawn` what both drew together, `seq` this node's last operation.
    pub fn met(&self, theirs: (u64, u64), drawn: u64, seq: u64) -> Self {
        let theirs = [theirs.0, theirs.1];
        let shared = [self.token_next, self.token].into_iter();
        let shared = shared.filter(|token| *token != 0 && theirs.contains(token));
        let token = shared.max_by_key(|token| count_of(*token)).unwrap_or(0);
        let count = (count_of(token) + 1).min((1 << COUNT_BITS) - 1);
        Self { token, token_next: (count << DRAWN_BITS) | bits_of(drawn), seq }
    }

    /// Whether this is what both drew at a meeting that is remembered.
    pub fn is_of(&self, drawn: u64) -> bool {
        let drawn = bits_of(drawn);
        [self.token, self.token_next].iter().any(|token| *token != 0 && bits_of(*token) == drawn)
    }

    /// What is remembered once the peer is known to have written the newest token down.
    pub fn settled(&self) -> Self {
        match self.token_next {
            0 => *self,
            next => Self { token: next, token_next: 0, seq: self.seq },
        }
    }
}

fn bits_of(token: u64) -> u64 {
    (token & ((1 << DRAWN_BITS) - 1)).max(1)
}

fn count_of(token: u64) -> u64 {
    token >> DRAWN_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(meeting: &Meeting) -> (u64, u64) {
        (meeting.token, meeting.token_next)
    }

    /// Two that meet; either may be cut off before it writes the meeting down or learns that the
    /// other has.
    fn meet(one: &mut Meeting, other: &mut Meeting, drawn: u64, how: u64) {
        assert_eq!(one.compare(tokens(other)), Kinship::Same, "{one:?} {other:?}");
        assert_eq!(other.compare(tokens(one)), Kinship::Same);
        let (was_one, was_other) = (tokens(one), tokens(other));
        if how & 1 == 0 {
            *one = one.met(was_other, drawn, 0);
        }
        if how & 2 == 0 {
            *other = other.met(was_one, drawn, 0);
        }
        if how & 3 == 0 {
            if how & 4 == 0 {
                *one = one.settled();
            }
            if how & 8 == 0 {
                *other = other.settled();
            }
        }
    }

    #[test]
    fn meetings_that_are_cut_off_anywhere_leave_both_the_same() {
        for history in 0..1u64 << 20 {
            let (mut one, mut other) = (Meeting::default(), Meeting::default());
            for round in 0..5 {
                meet(&mut one, &mut other, history ^ (round << 32) ^ 5, history >> (4 * round));
            }
        }
    }

    #[test]
    fn an_older_state_of_either_side_is_noticed() {
        let (mut one, mut other) = (Meeting::default(), Meeting::default());
        let mut kept = Vec::new();
        for round in 1..6 {
            meet(&mut one, &mut other, round * 77, 0);
            kept.push((one, other));
        }
        for (old, _) in &kept[..4] {
            assert_eq!(old.compare(tokens(&other)), Kinship::WeAreOlder);
            assert_eq!(other.compare(tokens(old)), Kinship::TheyAreOlder);
        }
        assert_eq!(Meeting::default().compare(tokens(&other)), Kinship::WeAreOlder);
        assert_eq!(other.compare((0, 0)), Kinship::TheyAreOlder);
        // A copy that met the other in between: the other copy has parted ways.
        let (mut copy, mut peer) = kept[4];
        meet(&mut copy, &mut peer, 1234, 0);
        assert_eq!(one.compare(tokens(&peer)), Kinship::WeAreOlder);
    }

    #[test]
    fn two_copies_that_both_went_on_are_both_older() {
        let (mut one, mut other) = (Meeting::default(), Meeting::default());
        meet(&mut one, &mut other, 5, 0);
        let (mut left, mut right) = (one, other);
        let (mut with_left, mut with_right) = (other, one);
        meet(&mut left, &mut with_left, 6, 0);
        meet(&mut right, &mut with_right, 7, 0);
        assert_eq!(left.compare(tokens(&right)), Kinship::WeAreOlder);
        assert_eq!(right.compare(tokens(&left)), Kinship::WeAreOlder);
    }
}
