//! How alike the texts of two files are: the share of runs of five words that they have in common.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::reading::{Likeness, Outcome, Reading};

/// Words in a run. Fewer, and every letter of the municipality is alike; more, and one changed word parts two copies.
const RUN: usize = 5;
/// Runs kept of a text: those with the smallest fingerprints, which is a fair sample of all. With so many, likeness is
/// right within about two hundredths.
const KEPT: usize = 400;
/// Shorter texts say too little: two mails of "Tak for hjælpen" are not one.
const FEWEST_WORDS: usize = 20;
/// A run that so many files have is a form's own text.
const COMMON: usize = 400;

/// From here two files are shown as alike.
pub const ALIKE: Likeness = Likeness(900);

/// A text's fingerprint, ordered. Empty for a text that is too short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Vec<u32>);

impl Sketch {
    pub fn of(reading: &Reading) -> Self {
        match &reading.outcome {
            Outcome::Pages { pages, .. } => {
                Self::of_texts(pages.iter().map(|page| page.text.as_str()))
            }
            _ => Self::default(),
        }
    }

    pub fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut last = [0_u64; RUN];
        let mut words = 0_usize;
        let mut smallest: BTreeSet<u32> = BTreeSet::new();
        for text in texts {
            for word in text.split(|sign: char| !sign.is_alphanumeric()) {
                if word.is_empty() {
                    continue;
                }
                last.rotate_left(1);
                last[RUN - 1] = word_print(word);
                words += 1;
                if words < RUN {
                    continue;
                }
                let run = run_print(&last);
                if smallest.len() < KEPT || smallest.last().is_some_and(|most| run < *most) {
                    smallest.insert(run);
                    if smallest.len() > KEPT {
                        smallest.pop_last();
                    }
                }
            }
        }
        if words < FEWEST_WORDS {
            return Self::default();
        }
        Self(smallest.into_iter().collect())
    }

    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.0.is_empty() || other.0.is_empty() {
            return Likeness(0);
        }
        // The smallest of both together are a fair sample of the union.
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut common, mut all) = (0_u32, 0_u32);
        while all < KEPT as u32 {
            match (mine.peek(), theirs.peek()) {
                (Some(one), Some(another)) if one == another => {
                    common += 1;
                    mine.next();
                    theirs.next();
                }
                (Some(one), Some(another)) if one < another => {
                    mine.next();
                }
                (Some(_), Some(_)) | (None, Some(_)) => {
                    theirs.next();
                }
                (Some(_), None) => {
                    mine.next();
                }
                (None, None) => break,
            }
            all += 1;
        }
        Likeness(u16::try_from(common * 1000 / all.max(1)).unwrap_or(1000))
    }
}

/// For each text the earliest that it is alike to, if there is one; of several the one most alike.
pub(crate) fn earlier_alike(sketches: &[&Sketch]) -> Vec<Option<(usize, Likeness)>> {
    let mut with_run: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut alike = Vec::with_capacity(sketches.len());
    for (at, sketch) in sketches.iter().enumerate() {
        let mut common: HashMap<u32, usize> = HashMap::new();
        for run in &sketch.0 {
            let having = with_run.entry(*run).or_default();
            if having.len() < COMMON {
                for other in having.iter() {
                    *common.entry(*other).or_default() += 1;
                }
                having.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        // Texts that share less than half of the kept runs cannot reach the bound.
        let wanted = sketch.0.len() / 2;
        let best = common
            .into_iter()
            .filter(|(_, runs)| *runs >= wanted)
            .filter_map(|(other, _)| {
                let likeness = sketch.likeness(sketches.get(other as usize)?);
                (likeness >= ALIKE).then_some((other as usize, likeness))
            })
            .max_by_key(|(other, likeness)| (*likeness, std::cmp::Reverse(*other)));
        alike.push(best);
    }
    alike
}

/// Numbers count as words: two forms that differ in the CPR number alone differ.
fn word_print(word: &str) -> u64 {
    let mut print = 0xcbf2_9ce4_8422_2325_u64;
    for sign in word.chars().flat_map(char::to_lowercase) {
        print = (print ^ u64::from(u32::from(sign))).wrapping_mul(0x0000_0100_0000_01b3);
    }
    print
}

fn run_print(words: &[u64; RUN]) -> u32 {
    let mut print = 0x9e37_79b9_7f4a_7c15_u64;
    for word in words {
        print = (print ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
        print ^= print >> 32;
    }
    (print >> 16) as u32
}
