//! One token and what the tokeniser saw of it.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Of the folded word; zero for punctuation.
    pub hash: u64,
    /// Byte offset in the whole text.
    pub start: usize,
    /// Where the folded form begins in the block's buffer.
    pub folded_start: u32,
    /// What the shipped lexicon says of the word.
    pub class: crate::lexicon::Class,
    /// The word list's form, plus one; zero when it has none.
    pub listed: u32,
    /// The form of the case's people, plus one; zero when it has none.
    pub party: u32,
    /// Bytes of the original.
    pub length: u16,
    pub folded_length: u8,
    pub kind: Kind,
    pub flags: Flags,
    /// What lies between it and the token before.
    pub gap: Gap,
    /// The ASCII sign of a punctuation token.
    pub sign: u8,
}

impl Token {
    pub(crate) fn end(&self) -> usize {
        self.start + usize::from(self.length)
    }

    pub(crate) fn is_sign(&self, sign: u8) -> bool {
        self.kind == Kind::Punctuation && self.sign == sign
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters only.
    Word,
    /// Letters and digits: `37B`, `AB12345`, `O1O190`.
    Mixed,
    /// Digits only.
    Number,
    /// One sign; the same sign repeated is one token.
    Punctuation,
    /// There is nothing here within a detector's reach.
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    None,
    Space,
    /// A tab, or three spaces or more: the next column of a table.
    Wide,
    Line,
    /// An empty line.
    Paragraph,
    /// A new page, or more emptiness than any text has. No detector looks across.
    Wall,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flags(u8);

impl Flags {
    /// The first letter is a capital.
    pub(crate) const CAPITAL: Flags = Flags(1);
    /// Two letters or more, all capitals.
    pub(crate) const ALL_CAPITALS: Flags = Flags(2);
    /// Characters without width stood inside.
    pub(crate) const HIDDEN: Flags = Flags(4);
    /// A letter of another alphabet, or in another dress, was read as the Latin letter it imitates.
    pub(crate) const DISGUISED: Flags = Flags(8);
    /// The word was divided at the end of a line.
    pub(crate) const DIVIDED: Flags = Flags(16);
    /// Longer than any word; the rest follows as the next token.
    pub(crate) const CUT: Flags = Flags(32);
    /// Its letters stood apart: `i d i o t`.
    pub(crate) const SPACED: Flags = Flags(64);
    /// Characters that only serve to deceive stood before it.
    pub(crate) const AFTER_TRICK: Flags = Flags(128);

    pub(crate) const fn empty() -> Flags {
        Flags(0)
    }

    pub(crate) fn has(self, flag: Flags) -> bool {
        self.0 & flag.0 != 0
    }

    /// Any sign that the text hides something.
    #[inline]
    pub(crate) fn is_odd(self) -> bool {
        self.0 & (Flags::HIDDEN.0 | Flags::DISGUISED.0 | Flags::AFTER_TRICK.0) != 0
    }

    pub(crate) fn set(&mut self, flag: Flags) {
        self.0 |= flag.0;
    }

    #[inline]
    pub(crate) fn set_if(&mut self, condition: bool, flag: Flags) {
        self.0 |= u8::from(condition) * flag.0;
    }
}
