//! All texts that are looked for, at once: a text is walked through a single time, however many they are.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::bytes;
use super::fold::{self, Text};
use crate::PdfError;

/// Shorter secrets are only looked for as whole words: inside others they are everywhere.
const SHORT: usize = 5;
/// In bytes that may be anything, only what chance does not make: the more ways it can be written in, the longer.
const LETTERS_FOR_BYTES: usize = 6;
const WRITTEN_FOR_BYTES: usize = 7;
const DIGITS_FOR_BYTES: usize = 8;
const LEAST_PART: usize = 4;

/// Of each text that was found, by its place in the order they were given, how often.
pub(super) type Counts = HashMap<usize, usize>;

pub(super) struct Needles {
    /// Looked for in squeezed texts.
    long: Patterns,
    /// Those with letters that bytes do not have by chance.
    letters: Patterns,
    /// Numbers, as they are written.
    numbers: Patterns,
    /// All, as they are written.
    written: Patterns,
    /// Looked for as words.
    short: Patterns,
    /// Single words of theirs.
    parts: Patterns,
}

impl Needles {
    pub(super) fn of<'s>(secrets: impl Iterator<Item = &'s str>) -> Result<Self, PdfError> {
        let (mut long, mut short) = (Wanted::default(), Wanted::default());
        let (mut letters, mut parts) = (Wanted::default(), Wanted::default());
        let (mut numbers, mut written) = (Wanted::default(), Wanted::default());
        for (number, secret) in secrets.enumerate() {
            let words = fold::words(secret);
            let squeezed = words.replace(' ', "");
            let length = squeezed.chars().count();
            for word in words.split_whitespace() {
                if word.chars().count() >= LEAST_PART {
                    parts.add(format!(" {word} "), number);
                }
            }
            if let Some(end) = end_of_cpr(secret) {
                parts.add(end, number);
            }
            if !secret.contains(char::is_alphabetic) {
                for spelling in spellings_of_number(secret) {
                    written.add(fold::words(&spelling), number);
                    numbers.add(spelling, number);
                }
            } else {
                if length >= LETTERS_FOR_BYTES {
                    letters.add(squeezed.clone(), number);
                }
                if length >= WRITTEN_FOR_BYTES {
                    written.add(words.clone(), number);
                }
            }
            if length >= SHORT {
                long.add(squeezed, number);
            } else if length > 0 {
                short.add(words, number);
            }
        }
        Ok(Self {
            long: long.patterns()?,
            letters: letters.patterns()?,
            numbers: numbers.patterns()?,
            written: written.patterns()?,
            short: short.patterns()?,
            parts: parts.patterns()?,
        })
    }

    pub(super) fn count(&self, text: &Text, counts: &mut Counts) {
        let seam = |place: fn((usize, usize)) -> usize| text.seam.map(place);
        let (squeezed, words) = (seam(|seam| seam.0), seam(|seam| seam.1));
        self.long.count(&text.squeezed, squeezed, 0, counts);
        self.short.count(&text.words, words, 1, counts);
    }

    /// Bytes with letters in them that may be parted by anything.
    pub(super) fn count_in_bytes(&self, of: &[u8], counts: &mut Counts) {
        self.letters.count(&bytes::letters(of), None, 0, counts);
        self.numbers.count(&bytes::numbers(of), None, 1, counts);
    }

    /// Bytes that are next to never text.
    pub(super) fn count_in_pixels(&self, of: &[u8], counts: &mut Counts) {
        self.written.count(&bytes::words(of), None, 1, counts);
    }

    pub(super) fn count_parts(&self, text: &Text, counts: &mut Counts) {
        self.parts.count(&text.words, None, 1, counts);
    }
}

/// The four digits of a number that was written without a hyphen: beside a name they say the rest.
fn end_of_cpr(secret: &str) -> Option<String> {
    let digits = secret.trim();
    let is_cpr = digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_cpr.then(|| fold::words(&digits[6..]))
}

/// The ways to write a number that are looked for in bytes, none where chance makes it: small numbers beside each other are
/// coordinates.
fn spellings_of_number(secret: &str) -> BTreeSet<String> {
    let own = bytes::numbers(secret.as_bytes());
    let digits: String = own.chars().filter(char::is_ascii_digit).collect();
    let mut spellings = BTreeSet::new();
    if digits.len() < DIGITS_FOR_BYTES {
        return spellings;
    }
    if let (10, Some((day, end))) = (digits.len(), digits.split_at_checked(6)) {
        spellings.insert(format!(" {day} {end} "));
    }
    spellings.insert(format!(" {digits} "));
    if own.contains('.') || own.split(' ').any(|group| group.len() >= LONG_GROUP) {
        spellings.insert(own);
    }
    spellings
}

/// No coordinate has as many digits before its point.
const LONG_GROUP: usize = 6;

/// Each pattern once, with those that it stands for.
#[derive(Default)]
struct Wanted {
    places: HashMap<String, usize>,
    patterns: Vec<String>,
    owners: Vec<Vec<usize>>,
}

impl Wanted {
    fn add(&mut self, pattern: String, owner: usize) {
        match self.places.entry(pattern) {
            Entry::Occupied(known) => self.owners[*known.get()].push(owner),
            Entry::Vacant(new) => {
                self.patterns.push(new.key().clone());
                new.insert(self.owners.len());
                self.owners.push(vec![owner]);
            }
        }
    }

    fn patterns(self) -> Result<Patterns, PdfError> {
        let automaton = match self.patterns.is_empty() {
            true => None,
            // A table of states, whose size grows with the square of what is looked for, is nothing for thousands.
            false => Some(
                AhoCorasick::builder()
                    .kind(Some(AhoCorasickKind::ContiguousNFA))
                    .build(&self.patterns)
                    .map_err(|_| PdfError::TooMuchCovered)?,
            ),
        };
        Ok(Patterns {
            automaton,
            owners: self.owners,
        })
    }
}

struct Patterns {
    automaton: Option<AhoCorasick>,
    owners: Vec<Vec<usize>>,
}

impl Patterns {
    /// A text is not counted again inside itself. `edge` is how many letters at each end of a pattern are no part of what
    /// is looked for.
    fn count(&self, text: &str, seam: Option<usize>, edge: usize, counts: &mut Counts) {
        let Some(automaton) = &self.automaton else {
            return;
        };
        let mut ends: HashMap<usize, usize> = HashMap::new();
        for hit in automaton.find_overlapping_iter(text) {
            let pattern = hit.pattern().as_usize();
            let end = ends.entry(pattern).or_default();
            if hit.start() < *end {
                continue;
            }
            *end = hit.end();
            if seam.is_none_or(|seam| hit.start() + edge < seam && hit.end() - edge > seam) {
                for owner in &self.owners[pattern] {
                    *counts.entry(*owner).or_default() += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(secret: &str, text: &Text) -> usize {
        let mut counts = Counts::new();
        let needles = Needles::of([secret].into_iter()).expect("it is looked for");
        needles.count(text, &mut counts);
        counts.get(&0).copied().unwrap_or_default()
    }

    #[track_caller]
    fn check(secret: &str, text: &str, expected: usize) {
        assert_eq!(
            counted(secret, &Text::of(text)),
            expected,
            "{secret} in {text}"
        );
    }

    #[test]
    fn a_secret_is_found_however_it_is_written() {
        for text in [
            "610180-1234",
            "6101801234",
            "610180 1234",
            "6 1 0 1 8 0 – 1 2 3 4",
            "61018O-I234",
            "nr.610180\u{AD}-\n1234.",
        ] {
            check("610180-1234", text, 1);
        }
        check("Åse Ærø", "åse  ærø", 1);
        check("Hansen", "HANSEN", 1);
        check("Hansen", "Наnsеn", 1);
        check("Jensen", "Jеnsеn", 1);
        check("Sofie", "So\u{FB01}e", 1);
    }

    #[test]
    fn a_short_secret_is_a_word_of_its_own() {
        check("Bo", "Bodil og Bo bor her", 1);
        check("Bo", "Bo, bo og Bo", 2);
        check("Bo", "Bodil bor her", 0);
        check("Bo Ek", "her bor Bo Ek", 1);
    }

    #[test]
    fn what_nothing_is_left_of_is_found_nowhere() {
        check("", "Bodil og Bo bor her", 0);
        check(" – ", "Bodil – Bo bor her", 0);
    }

    #[test]
    fn in_bytes_only_what_chance_does_not_make_is_found() {
        #[track_caller]
        fn check(secret: &str, bytes: &[u8], in_bytes: usize, in_pixels: usize) {
            let needles = Needles::of([secret].into_iter()).expect("it is looked for");
            let (mut between, mut pixels) = (Counts::new(), Counts::new());
            needles.count_in_bytes(bytes, &mut between);
            needles.count_in_pixels(bytes, &mut pixels);
            let count = |counts: &Counts| counts.get(&0).copied().unwrap_or_default();
            let found = (count(&between), count(&pixels));
            assert_eq!(found, (in_bytes, in_pixels), "{secret}");
        }
        check("Karens", b"..KARENS..", 1, 0);
        check("Karen", b"..KAREN..", 0, 0);
        check("Bo", b" Bo ", 0, 0);
        check("Karen Lund", b"\0K\0a\0r\0e\0n\0 \0L\0u\0n\0d", 1, 1);
        check("Karen Lund", b"(Ka)(ren) \x01 (Lund)", 1, 0);
        check("Åse Sørensen", "<t>Åse  Sørensen</t>".as_bytes(), 1, 1);
        for written in ["nr.610180-1234", "(6101801234)", "%610180 1234\n"] {
            check("610180-1234", written.as_bytes(), 1, 1);
            check("6101801234", written.as_bytes(), 1, 1);
        }
        check("12.03.2026", b"/Date(12.03.2026)", 1, 1);
        check("12 34 56 78", b"(12345678)", 1, 1);
        // Places on a page.
        check("610180-1234", b"6.10 180.123 4 re 61 0180 1234 l", 0, 0);
        check("610180-1234", b"0.6101801234 0 0 1610180 1234.5 cm", 0, 1);
        check("12 34 56 78", b"12 34 56 78 re 1234 5678 m", 0, 0);
        check("1234 56", b"1234 56 l 123456 0 obj", 0, 0);
    }

    #[test]
    fn between_two_texts_only_what_reaches_over_the_seam_counts() {
        #[track_caller]
        fn check(secret: &str, first: &str, second: &str, expected: usize) {
            let found = counted(secret, &Text::joined(first, second));
            assert_eq!(found, expected, "{secret} in {first}|{second}");
        }
        check("Xylofonsen", "Kære Xylo-", "fonsen bor her", 1);
        check("Xylofonsen", "Xylofonsen", "Xylofonsen", 0);
        check("Bo Ek", "her bor Bo", "Ek i dag", 1);
        check("Bo", "her bor Bo", "i dag", 0);
    }

    #[test]
    fn many_are_counted_each_by_itself_in_one_walk() {
        let secrets = ["Karen Lund", "Lund", "KAREN  LUND", "Lunderskov", "anana"];
        let needles = Needles::of(secrets.into_iter()).expect("they are looked for");
        let text = Text::of("Karen Lund i Lunderskov, ikke Lund. Banananas");
        let mut counts = Counts::new();
        needles.count(&text, &mut counts);
        let told: Vec<usize> = (0..secrets.len())
            .map(|at| counts.get(&at).copied().unwrap_or_default())
            .collect();
        assert_eq!(told, [1, 2, 1, 1, 1]);
    }

    #[test]
    fn parts_are_counted_apart() {
        #[track_caller]
        fn check(secret: &str, text: &str, expected: usize) {
            let needles = Needles::of([secret].into_iter()).expect("it is looked for");
            let mut counts = Counts::new();
            needles.count_parts(&Text::of(text), &mut counts);
            let parts = counts.get(&0).copied().unwrap_or_default();
            assert_eq!((counted(secret, &Text::of(text)), parts), (0, expected));
        }
        check("6101801234", "Karen (cpr slutter på 1234)", 1);
        check("Karen Lund", "Lund sagde til Karen", 2);
    }
}
