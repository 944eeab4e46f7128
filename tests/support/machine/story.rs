// SPDX-License-Identifier: Apache-2.0
//! What was heard of all lives on one disk, as text: the machine that has to look at the disk gets
//! it with the next start, and comes to the same ledger.

use crate::kill::ledger::Ledger;

/// The line with which a life begins.
pub const LIFE: &str = "life";
/// The first word of the line that ends a look at what is on the disk.
pub const LOOKED: &str = "looked";

/// The lines, and what follows from them.
#[derive(Default)]
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

    /// The story of a text, which may be filled up with empty lines.
    pub fn of(text: &str) -> Result<Self, String> {
        let mut story = Self::default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            story.tell(line)?;
        }
        Ok(story)
    }
}
