//! The pass over a text. A whole text and one that comes in pieces go the same way, so they find the same.

use crate::detect::{Candidate, Detectors, Knowledge, Memory};
use crate::finding::Finding;
use crate::recent::Recent;
use crate::resolve::settle;
use crate::scanner::CaseScanner;
use crate::stops::Stops;
use crate::text::{Block, End, REACH, Tokeniser, Window};

/// Tokens read at a time: enough that what is kept between two readings does not count, few enough to
/// stay in the processor's cache.
const TOKENS: usize = 4_096;
/// The last tokens read can still change: a sign repeated, letters that stand apart.
const UNSETTLED: usize = 8;
/// Text is gathered until this much is in hand.
const PIECE: usize = 256 * 1_024;

/// Takes text in pieces of any length and finds what the whole would show.
pub struct Stream {
    case: CaseScanner,
    pass: Pass,
    buffer: String,
}

impl Stream {
    pub(crate) fn new(case: CaseScanner) -> Self {
        Stream {
            pass: Pass::new(&case, PIECE),
            case,
            buffer: String::new(),
        }
    }

    /// Returns the findings that are settled now. Offsets count from the first piece's beginning.
    pub fn push(&mut self, piece: &str) -> Vec<Finding> {
        let mut settled = Vec::new();
        let mut rest = piece;
        while !rest.is_empty() {
            let mut cut = rest.len().min(PIECE);
            while !rest.is_char_boundary(cut) {
                cut += 1;
            }
            let (part, after) = rest.split_at(cut);
            self.buffer.push_str(part);
            rest = after;
            if self.buffer.len() >= PIECE {
                self.advance(End::MoreFollows, &mut settled);
            }
        }
        settled
    }

    /// No more follows: returns the last findings.
    pub fn finish(mut self) -> Vec<Finding> {
        let mut settled = Vec::new();
        self.advance(End::OfText, &mut settled);
        settled
    }

    fn advance(&mut self, end: End, settled: &mut Vec<Finding>) {
        let keep = self.pass.run(&self.case, &self.buffer, end, settled);
        self.buffer.drain(..keep);
        self.pass.dropped(keep);
    }
}

pub(crate) fn scan_whole(case: &CaseScanner, text: &str) -> Vec<Finding> {
    let mut settled = Vec::new();
    Pass::new(case, text.len()).run(case, text, End::OfText, &mut settled);
    settled
}

pub(crate) struct Pass {
    detectors: Detectors,
    pub tokeniser: Tokeniser,
    pub block: Block,
    pub stops: Stops,
    pub memory: Memory,
    pub candidates: Vec<Candidate>,
    /// Where the text in hand begins in the whole.
    base: usize,
    /// Characters before `counted`.
    pub scalars: usize,
    /// Up to where characters are counted, in the whole.
    pub counted: usize,
    /// How far the tokeniser came, in the text in hand.
    pub cursor: usize,
    /// Tokens of the block that detectors have seen.
    pub seen: usize,
}

impl Pass {
    fn new(case: &CaseScanner, length: usize) -> Self {
        Pass::with(case, Recent::for_text_of(length))
    }

    /// With what was remembered of words in an earlier pass.
    pub(crate) fn with(case: &CaseScanner, recent: Recent) -> Self {
        Pass {
            detectors: Detectors::that(case.shared.options.look_for),
            tokeniser: Tokeniser::default(),
            block: Block::default(),
            stops: Stops::with(recent),
            memory: Memory::default(),
            candidates: Vec::new(),
            base: 0,
            scalars: 0,
            counted: 0,
            cursor: 0,
            seen: 0,
        }
    }

    /// Goes as far as it can. Returns how many bytes of `text` are done with.
    fn run(
        &mut self,
        case: &CaseScanner,
        text: &str,
        end: End,
        settled: &mut Vec<Finding>,
    ) -> usize {
        loop {
            let before = self.cursor;
            self.read(case, text, end, TOKENS);
            let at_end = end == End::OfText && self.cursor >= text.len();
            let ready = if at_end || self.tokeniser.at_wall() {
                self.block.tokens.len()
            } else {
                self.most_ready()
            };
            self.detect(case, text, ready);
            self.count(text);
            let kept = self.forget(text, REACH);
            let cut = if at_end { usize::MAX } else { kept };
            self.settle(case, cut, settled);
            if at_end {
                return text.len();
            }
            if self.cursor == before {
                return kept.saturating_sub(self.base);
            }
        }
    }

    /// Turns the candidates before `cut` into findings, with the rules as the municipality wants them.
    pub(crate) fn settle(&mut self, case: &CaseScanner, cut: usize, settled: &mut Vec<Finding>) {
        let before_these = settled.len();
        settle(&mut self.candidates, cut, settled);
        let options = &case.shared.options;
        options
            .only_inform
            .ease(options.purpose, &mut settled[before_these..]);
    }

    /// Reads some tokens more and looks up their words.
    pub(crate) fn read(&mut self, case: &CaseScanner, text: &str, end: End, most: usize) {
        let fresh = self.block.tokens.len();
        self.cursor = self
            .tokeniser
            .read(text, self.base, self.cursor, end, most, &mut self.block);
        let changed = self.block.take_changed().unwrap_or(fresh);
        let from = fresh.min(changed);
        self.stops
            .look_up(case, &self.detectors, &mut self.block, from);
    }

    /// How many tokens of the block see all that they may see.
    pub(crate) fn most_ready(&self) -> usize {
        self.block.tokens.len().saturating_sub(REACH + UNSETTLED)
    }

    pub(crate) fn detect(&mut self, case: &CaseScanner, text: &str, ready: usize) {
        let knowledge = Knowledge {
            words: &case.shared.words,
            register: &case.register,
            options: &case.shared.options,
        };
        while let Some(stop) = self.stops.next_before(ready) {
            if self.detectors.columns {
                self.memory.columns.see(&self.block, stop.at());
            }
            if !stop.calls.meets(self.detectors.wanted) {
                continue;
            }
            let segment = self.stops.segment(&self.block);
            let window = Window::new(&self.block, text, self.base, stop.at(), &segment);
            for detector in self.detectors.for_calls(stop.calls) {
                detector.inspect(&window, &knowledge, &mut self.memory, &mut self.candidates);
            }
        }
        self.seen = ready.max(self.seen);
    }

    /// Fills in the character offsets of new candidates.
    pub(crate) fn count(&mut self, text: &str) {
        let mut fresh: Vec<&mut Candidate> = self
            .candidates
            .iter_mut()
            .filter(|candidate| candidate.scalars.end == 0)
            .collect();
        fresh.sort_by_key(|candidate| candidate.bytes.start);
        let mut counted = self.counted;
        let mut scalars = self.scalars;
        for candidate in fresh {
            let bytes = &candidate.bytes;
            scalars += count_between(text, self.base, counted, bytes.start);
            counted = bytes.start;
            let length = count_between(text, self.base, bytes.start, bytes.end);
            candidate.scalars = scalars..scalars + length;
        }
    }

    /// Lets go of tokens no detector will look at again, but for `back` before the next. Returns where the first
    /// that is kept begins, or how far the text was read where none is.
    pub(crate) fn forget(&mut self, text: &str, back: usize) -> usize {
        let mut gone = self
            .seen
            .saturating_sub(back)
            .max(self.stops.segment_start());
        if self.tokeniser.at_wall() && self.seen == self.block.tokens.len() {
            gone = self.seen;
        }
        self.block.forget(gone);
        self.stops.forget(gone);
        self.seen -= gone;
        let kept = match self.block.tokens.first() {
            Some(token) => token.start,
            None => self.base + self.cursor,
        };
        self.scalars += count_between(text, self.base, self.counted, kept);
        self.counted = kept;
        kept
    }

    fn dropped(&mut self, bytes: usize) {
        self.base += bytes;
        self.cursor -= bytes.min(self.cursor);
    }
}

/// Characters between two places of the whole: bytes that do not go on with a character.
pub(crate) fn count_between(text: &str, base: usize, from: usize, to: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let bytes = text
        .as_bytes()
        .get(from.saturating_sub(base)..to.saturating_sub(base))
        .unwrap_or_default();
    let mut going_on = 0;
    let (eights, rest) = bytes.as_chunks::<8>();
    for some in eights.chunks(255) {
        // Each lane counts its own; 255 fit.
        let lanes = some.iter().fold(0u64, |lanes, eight| {
            let eight = u64::from_le_bytes(*eight);
            lanes + ((eight >> 7) & !(eight >> 6) & ONES)
        });
        going_on += lanes
            .to_le_bytes()
            .iter()
            .map(|lane| usize::from(*lane))
            .sum::<usize>();
    }
    going_on += rest.iter().filter(|byte| **byte & 0xC0 == 0x80).count();
    bytes.len() - going_on
}
