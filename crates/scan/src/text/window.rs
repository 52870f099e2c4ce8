//! What a detector may see: the token that called it and a bounded number of neighbours. The bound makes
//! the findings independent of how the text was cut into pieces, and the time linear.

use std::ops::Range;

use super::block::Block;
use super::token::{Flags, Gap, Kind, Token};
use crate::lexicon::Class;

/// Tokens a detector may look at in each direction.
pub(crate) const REACH: usize = 48;

static NOTHING: Token = Token {
    hash: 0,
    start: 0,
    folded_start: 0,
    class: Class::NONE,
    listed: 0,
    party: 0,
    length: 0,
    folded_length: 0,
    kind: Kind::Nothing,
    flags: Flags::empty(),
    gap: Gap::Wall,
    sign: 0,
};

#[derive(Clone, Copy)]
pub(crate) struct Window<'a> {
    block: &'a Block,
    /// The text from `base` on.
    text: &'a str,
    base: usize,
    at: usize,
    first: usize,
    last: usize,
}

impl<'a> Window<'a> {
    /// `segment` are the tokens between two walls that `at` lies among.
    pub(crate) fn new(
        block: &'a Block,
        text: &'a str,
        base: usize,
        at: usize,
        segment: &Range<usize>,
    ) -> Self {
        Window {
            block,
            text,
            base,
            at,
            first: at.saturating_sub(REACH).max(segment.start),
            last: (at + REACH).min(segment.end - 1),
        }
    }

    /// The token at `offset` from the one that called; [`Kind::Nothing`] beyond reach.
    #[inline]
    pub(crate) fn at(&self, offset: isize) -> &'a Token {
        match self.at.checked_add_signed(offset) {
            Some(index) if index >= self.first && index <= self.last => &self.block.tokens[index],
            _ => &NOTHING,
        }
    }

    pub(crate) fn folded(&self, offset: isize) -> &'a [u8] {
        self.block.folded(self.at(offset))
    }

    /// As it was written.
    pub(crate) fn original(&self, offset: isize) -> &'a str {
        let token = self.at(offset);
        if token.kind == Kind::Nothing {
            return "";
        }
        self.text
            .get(token.start - self.base..token.end() - self.base)
            .unwrap_or_default()
    }

    /// The original bytes from the token at `from` to the end of the token at `to`.
    pub(crate) fn span(&self, from: isize, to: isize) -> Range<usize> {
        self.at(from).start..self.at(to).end()
    }

    /// The original text of a span within reach.
    pub(crate) fn text(&self, span: &Range<usize>) -> &'a str {
        self.text
            .get(span.start.saturating_sub(self.base)..span.end.saturating_sub(self.base))
            .unwrap_or_default()
    }
}
