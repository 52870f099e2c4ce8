//! The tokens that are in hand at one time, with their folded text.

use super::token::Token;

#[derive(Debug, Default)]
pub(crate) struct Block {
    pub tokens: Vec<Token>,
    /// Longer than what is used, so that eight bytes can be written or read at any place in use.
    folded: Vec<u8>,
    used: usize,
    /// The first token that changed since it was last asked.
    changed: Option<usize>,
}

/// Room for the longest token and what is written beyond it.
const SLACK: usize = 512;

impl Block {
    /// Where the next token's folded text begins.
    #[inline]
    pub(super) fn begin(&mut self) -> usize {
        if self.folded.len() < self.used + SLACK {
            self.folded.resize((self.used + SLACK) * 2, 0);
        }
        self.used
    }

    /// Room for so many tokens more.
    pub(super) fn expect(&mut self, tokens: usize) {
        self.tokens.reserve(tokens);
    }

    /// A token was made anew from earlier ones.
    pub(super) fn changed(&mut self, index: usize) {
        self.changed = Some(self.changed.map_or(index, |before| before.min(index)));
    }

    pub(crate) fn take_changed(&mut self) -> Option<usize> {
        self.changed.take()
    }

    /// Writes the first `length` of eight bytes.
    #[inline]
    pub(super) fn write(&mut self, eight: u64, length: usize) {
        if let Some(place) = self.folded.get_mut(self.used..self.used + 8) {
            place.copy_from_slice(&eight.to_le_bytes());
            self.used += length;
        }
    }

    /// Begins with the first `length` of sixteen bytes; returns where.
    #[inline]
    pub(super) fn begin_with(&mut self, first: u64, second: u64, length: usize) -> usize {
        let start = self.used;
        let mut place = self.folded.get_mut(start..start + 16);
        if place.is_none() {
            self.begin();
            place = self.folded.get_mut(start..start + 16);
        }
        if let Some([one, other]) = place.map(|place| place.as_chunks_mut::<8>().0) {
            *one = first.to_le_bytes();
            *other = second.to_le_bytes();
            self.used = start + length;
        }
        start
    }

    pub(super) fn write_all(&mut self, bytes: &[u8]) {
        if let Some(place) = self.folded.get_mut(self.used..self.used + bytes.len()) {
            place.copy_from_slice(bytes);
            self.used += bytes.len();
        }
    }

    #[inline]
    pub(super) fn written_since(&self, start: usize) -> usize {
        self.used - start
    }

    /// From `start` on, with slack behind what was written.
    #[inline]
    pub(super) fn padded(&self, start: usize) -> &[u8] {
        self.folded.get(start..).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn folded(&self, token: &Token) -> &[u8] {
        let start = token.folded_start as usize;
        self.folded
            .get(start..start + usize::from(token.folded_length))
            .unwrap_or_default()
    }

    /// Lets `change` see a token with its folded text.
    pub(crate) fn change(&mut self, at: usize, change: impl FnOnce(&mut Token, &[u8])) {
        let Block { tokens, folded, .. } = self;
        if let Some(token) = tokens.get_mut(at) {
            let start = token.folded_start as usize;
            let word = folded.get(start..start + usize::from(token.folded_length));
            change(token, word.unwrap_or_default());
        }
    }

    /// Forgets the first `count` tokens.
    pub(crate) fn forget(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        let cut = match self.tokens.get(count) {
            Some(token) => token.folded_start as usize,
            None => self.used,
        };
        self.folded.copy_within(cut..self.used, 0);
        self.used -= cut;
        self.tokens.drain(..count);
        for token in &mut self.tokens {
            token.folded_start -= cut as u32;
        }
    }
}
