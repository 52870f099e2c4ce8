//! Places of a text from which a check can begin anew, as if it had come from the text's beginning.

use crate::detect::Moment;
use crate::stream::Pass;
use crate::text::{Flags, Gap, Kind, REACH, Token};

/// How much further back than detectors look a place to begin reading is sought.
const MORE: usize = 32;
/// The tokens before a mark's place that are kept in hand until it is made.
pub(super) const BACK: usize = REACH + MORE;
/// How far beyond the place it came to the tokeniser looks, at most.
const AHEAD: usize = 300;

#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Where the first token begins that detectors have not seen.
    pub place: usize,
    /// Where reading must begin, so that they see what stands before.
    pub from: usize,
    /// Characters before `from`.
    pub scalars: usize,
    /// Tokens from there to the place.
    pub back: usize,
    /// Of the token there.
    pub gap: Gap,
    pub trick: bool,
    pub moment: Moment,
    /// What was found before the place depends on nothing from here on.
    pub depends_until: usize,
    /// Of the stretch from this mark to the next.
    pub words: Words,
}

impl Mark {
    pub(super) fn of_beginning() -> Mark {
        Mark {
            place: 0,
            from: 0,
            scalars: 0,
            back: 0,
            gap: Gap::Wall,
            trick: false,
            moment: Moment::default(),
            depends_until: 0,
            words: Words::default(),
        }
    }

    /// Where the pass stands now, if a check can begin there.
    pub(super) fn of(pass: &Pass, text: &str) -> Option<Mark> {
        let tokens = &pass.block.tokens;
        let here = tokens.get(pass.seen)?;
        if pass
            .candidates
            .iter()
            .any(|candidate| candidate.bytes.end > here.start)
        {
            return None;
        }
        let first = first_to_read(tokens, pass.seen)?;
        let token = tokens.get(first)?;
        Some(Mark {
            place: here.start,
            from: token.start,
            scalars: pass.scalars
                + crate::stream::count_between(text, 0, pass.counted, token.start),
            back: pass.seen - first,
            gap: token.gap,
            trick: token.flags.has(Flags::AFTER_TRICK),
            moment: pass.memory.moment(),
            depends_until: if pass.cursor >= text.len() {
                usize::MAX
            } else {
                pass.cursor + AHEAD
            },
            words: Words::default(),
        })
    }

    /// Whether reading begins with that token.
    pub(super) fn begins_with(&self, token: &Token) -> bool {
        token.start == self.from
            && token.gap == self.gap
            && token.flags.has(Flags::AFTER_TRICK) == self.trick
    }

    pub(super) fn move_by(&mut self, bytes: isize, scalars: isize) {
        self.place = self.place.saturating_add_signed(bytes);
        self.from = self.from.saturating_add_signed(bytes);
        self.scalars = self.scalars.saturating_add_signed(scalars);
        self.depends_until = match self.depends_until {
            usize::MAX => usize::MAX,
            place => place.saturating_add_signed(bytes),
        };
        self.moment.move_by(bytes);
    }
}

/// As far back as detectors look, or to a wall; then on to a token that is the same wherever reading begins.
fn first_to_read(tokens: &[Token], seen: usize) -> Option<usize> {
    let mut first = seen;
    loop {
        let token = tokens.get(first)?;
        let far_enough = seen - first >= REACH || token.gap == Gap::Wall;
        if far_enough && stands_alone(token) {
            return Some(first);
        }
        if token.gap == Gap::Wall || seen - first >= BACK {
            return None;
        }
        first = first.checked_sub(1)?;
    }
}

/// Neither a sign, which may be one of several, nor a letter that may belong to a word spelt out.
fn stands_alone(token: &Token) -> bool {
    match token.kind {
        Kind::Word => token.folded_length > 2 && !token.flags.has(Flags::SPACED),
        Kind::Mixed | Kind::Number => true,
        Kind::Punctuation | Kind::Nothing => false,
    }
}

/// Which words may stand in a stretch of the text: two bits for each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Words([u64; 16]);

impl Words {
    pub(super) fn add(&mut self, hash: u64) {
        for bit in bits(hash) {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    pub(super) fn add_all(&mut self, other: &Words) {
        for (mine, its) in self.0.iter_mut().zip(&other.0) {
            *mine |= its;
        }
    }

    pub(super) fn may_have(&self, hash: u64) -> bool {
        bits(hash)
            .into_iter()
            .all(|bit| self.0[bit / 64] & (1 << (bit % 64)) != 0)
    }
}

fn bits(hash: u64) -> [usize; 2] {
    [(hash >> 54) as usize, (hash >> 40) as usize % 1_024]
}
