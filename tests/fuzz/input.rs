// SPDX-License-Identifier: Apache-2.0
//! Bytes as a source of choices: what is missing is zero, so that every input means something.

pub struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    pub fn u16(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    pub fn u64(&mut self) -> u64 {
        u64::from_le_bytes(std::array::from_fn(|_| self.byte()))
    }

    /// A number from the ends of its range more often than not.
    pub fn odd(&mut self) -> u64 {
        match self.byte() {
            0 => 0,
            1 => 1,
            2 => u64::MAX,
            3 => i64::MAX as u64,
            4 => 1 << 63,
            5 => u64::from(u32::MAX),
            6..=15 => self.u64(),
            small => u64::from(small),
        }
    }

    /// Up to `max` bytes, with their number in front.
    pub fn piece(&mut self, max: usize) -> &'a [u8] {
        let len = usize::from(self.byte()).min(max).min(self.rest.len());
        self.take(len)
    }

    /// As [`Input::piece`], of up to 64 KiB.
    pub fn long_piece(&mut self) -> &'a [u8] {
        let len = usize::from(self.u16()).min(self.rest.len());
        self.take(len)
    }

    fn take(&mut self, len: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(len);
        self.rest = rest;
        taken
    }
}
