// SPDX-License-Identifier: Apache-2.0
//! What was heard of all lives on one disk, as text: the machine that has to look at the disk gets
//! it with the next start, and comes to the same ledger.

use crate::kill::ledger::Ledger;

/// The line with which a life begins.
pub const LIFE: &str = "life";
/// The first word of the line that ends a look at what is on the disk.
pub const LOOKED: &str = "looked";
/// Before a line that was said, but perhaps only after the moment at which the power failed.
const LATER: &str = "later ";

/// The lines, and what follows from them.
#[derive(Clone, Default)]
pub struct Story {
    pub text: String,
    pub ledger: Ledger,
    /// Looks that found everything as it should be,
    pub looks: u64,
    /// and those of them that found the torn end of a write.
    pub torn: u64,
}

impl Story {
    /// Goes on with a line; an error is a promise that was broken.
    pub fn tell(&mut self, line: &str) -> Result<(), String> {
        self.text.push_str(line);
        self.text.push('\n');
        if let Some(line) = line.strip_prefix(LATER) {
            return self.ledger.note_later(line);
        }
        match line.split(' ').next() {
            Some(LIFE) => self.ledger.begin_life(),
            Some(LOOKED) => {
                self.looks += 1;
                self.torn += u64::from(!line.ends_with(" 0"));
                self.ledger.looked();
            }
            _ => return self.ledger.note(line),
        }
        Ok(())
    }

    /// Goes on with what was said in a life whose power fails after so many flushes.
    pub fn tell_life(&mut self, lines: &[(usize, String)], flushes: usize) -> Result<(), String> {
        let (before, after): (Vec<_>, Vec<_>) = lines.iter().partition(|(at, _)| *at <= flushes);
        before.iter().try_for_each(|(_, line)| self.tell(line))?;
        after.iter().try_for_each(|(_, line)| self.tell(&format!("{LATER}{line}")))
    }

    /// The story of a text, which may be filled up with empty lines.
    pub fn of(text: &str) -> Result<Self, String> {
        let mut story = Self::default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            story.tell(line)?;
        }
        Ok(story)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_too_late_may_be_there_and_need_not() {
        let life = [
            (0, "life"),
            (0, "open 1 0"),
            (1, "own 1 1 P field/1 a 9"),
            (1, "acking 1"),
            (2, "own 2 2 P field/2 b 9"),
            (2, "acking 2"),
            (2, "acking 1"),
            (2, "recv 1 3 fresh"),
            (3, "recv 2 4 fresh"),
        ];
        let life = life.map(|(flushes, line)| (flushes, line.to_owned()));
        let mut story = Story::default();
        story.tell_life(&life, 1).unwrap();
        let told = &story.ledger;
        assert_eq!(told.own.keys().collect::<Vec<_>>(), [&1]);
        assert_eq!(told.acking, [1].into(), "number 2 may be another write yet");
        assert!(told.remotes.is_empty());
        // One of two threads each may have been about to say something, and one has.
        assert!(told.clone().check_unanswered(3, 2).is_ok());
        assert!(told.clone().check_unanswered(4, 2).is_err());

        // The next life finds both of the peer's, one that was on its way, and no more.
        for line in ["life", "open 1 1", "own 2 2 P field/3 c 9"] {
            story.tell(line).unwrap();
        }
        for line in ["recv 1 3 known", "recv 2 4 known", "recv 3 5 known"] {
            story.tell(line).unwrap();
        }
        let mut again = Story::of(&story.text).unwrap();
        assert_eq!(again.ledger.own, story.ledger.own);
        for story in [&mut story, &mut again] {
            let what = story.tell("recv 4 6 known").unwrap_err();
            assert!(what.contains("before it came"), "{what}");
        }
    }
}
