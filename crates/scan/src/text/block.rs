//! The tokens that are in hand at one time, with their folded text.

use super::token::Token;

#[derive(Debug, Default)]
pub(crate) struct Block {
    pub tokens: Vec<Token>,
    pub folded: Vec<u8>,
}

impl Block {
    pub(crate) fn folded(&self, token: &Token) -> &[u8] {
        let start = token.folded_start as usize;
        self.folded
            .get(start..start + usize::from(token.folded_length))
            .unwrap_or_default()
    }

    /// Forgets the first `count` tokens.
    pub(crate) fn forget(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        let cut = match self.tokens.get(count) {
            Some(token) => token.folded_start as usize,
            None => self.folded.len(),
        };
        self.folded.drain(..cut);
        self.tokens.drain(..count);
        for token in &mut self.tokens {
            token.folded_start -= cut as u32;
        }
    }
}
