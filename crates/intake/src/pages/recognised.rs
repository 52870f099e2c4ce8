use std::collections::HashMap;

use crate::reading::{OwnText, PageFlag, ReadByOcr, ReadWord, TakenPage};

// These limits rest on pages that were made, not on municipalities' own: one page for each kind of harm and type
// (`cargo bench -p sagsbord-intake --bench ocr -- --table`), and a few pages set in three fonts that look like
// handwriting. Nobody's real hand was at hand. What they flag is for a person to look at; what they do not flag has
// not been proven to be read well.

/// Of the letters of a page. Of the made pages that were read with more than a twentieth of their letters wrong, none
/// reached it.
const SURE_ENOUGH: f32 = 85.0;
/// On those pages, a word that was read so was more often wrong than right.
const DOUBTFUL_WORD: f32 = 60.0;
/// Letters in such words, as a share of all: in the three fonts it was from a third to a half.
const HANDWRITING: f32 = 0.22;
/// Fewer say nothing of the hand that wrote them.
const FEWEST_WORDS: usize = 10;
/// Words that both readings must have, as a share, before they say the same.
const SAME: f32 = 0.85;

/// What was read from the picture becomes the page's text, or comes to it.
pub(crate) fn take_recognised(page: &mut TakenPage, read: ReadByOcr) {
    let text = read.text();
    match read.look.own_text {
        OwnText::Seen if text.is_empty() => {}
        OwnText::Seen => {
            page.text.push('\n');
            page.text.push_str(&text);
        }
        OwnText::None => page.text = text,
        OwnText::Unseen => {
            if !says_the_same(&page.text, &text) {
                flag(page, PageFlag::TextDiffers);
            }
            page.text = text;
        }
        OwnText::Garbled => {
            flag(page, PageFlag::TextDiffers);
            page.text = text;
        }
    }
    let has_own = read.look.own_text == OwnText::Seen;
    for seen in &read.look.flags {
        // What is left beside the page's own words may well be nothing.
        if !has_own || *seen != PageFlag::Blank {
            flag(page, *seen);
        }
    }
    let is_blank = read.look.flags.contains(&PageFlag::Blank);
    if read.words.is_empty() {
        if !is_blank && !has_own {
            flag(page, PageFlag::PictureOnly);
        }
    } else {
        if read.confidence < SURE_ENOUGH {
            flag(page, PageFlag::LowConfidence);
        }
        if looks_written_by_hand(&read.words) {
            flag(page, PageFlag::Handwriting);
        }
    }
    page.read = Some(read);
}

fn flag(page: &mut TakenPage, flag: PageFlag) {
    if !page.flags.contains(&flag) {
        page.flags.push(flag);
    }
}

fn looks_written_by_hand(words: &[ReadWord]) -> bool {
    let letters = |word: &&ReadWord| {
        word.text
            .chars()
            .filter(|sign| sign.is_alphabetic())
            .count()
    };
    let all: usize = words.iter().map(|word| letters(&word)).sum();
    let doubtful = || words.iter().filter(|word| word.confidence < DOUBTFUL_WORD);
    let in_doubt: usize = doubtful().map(|word| letters(&word)).sum();
    doubtful().filter(|word| letters(word) > 1).count() >= FEWEST_WORDS
        && in_doubt as f32 > all as f32 * HANDWRITING
}

/// Each word as often as in the other, whatever the order: two programs read columns differently.
fn says_the_same(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let mut words = HashMap::<String, i64>::new();
        let parts = text.split(|sign: char| !sign.is_alphanumeric());
        for word in parts.filter(|part| !part.is_empty()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
        words
    };
    let (one, other) = (words(one), words(other));
    let shared: i64 = one
        .iter()
        .map(|(word, count)| (*count).min(other.get(word).copied().unwrap_or(0)))
        .sum();
    let most = one.values().sum::<i64>().max(other.values().sum());
    shared as f32 >= most as f32 * SAME
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Look;

    fn taken(own: &str, kind: OwnText, words: &[(&str, f32)], flags: &[PageFlag]) -> TakenPage {
        let mut page = TakenPage {
            width: 595.0,
            height: 842.0,
            text: own.to_owned(),
            read: None,
            flags: Vec::new(),
        };
        let words: Vec<ReadWord> = words
            .iter()
            .map(|(text, confidence)| ReadWord {
                text: (*text).to_owned(),
                area: [0.0; 4],
                confidence: *confidence,
                line: 0,
            })
            .collect();
        let sum: f32 = words.iter().map(|word| word.confidence).sum();
        let read = ReadByOcr {
            confidence: sum / words.len().max(1) as f32,
            words,
            turned: 0,
            straightened: 0.0,
            look: Look {
                own_text: kind,
                flags: flags.to_vec(),
            },
        };
        take_recognised(&mut page, read);
        page
    }

    #[test]
    fn what_is_read_comes_to_the_page_as_its_own_text_allows() {
        let check = |own: &str, kind: OwnText, text: &str, flags: &[PageFlag]| {
            let page = taken(own, kind, &[("Kære", 95.0), ("Åse", 95.0)], &[]);
            assert_eq!(
                (page.text.as_str(), page.flags.as_slice()),
                (text, flags),
                "{kind:?}"
            );
        };
        check("", OwnText::None, "Kære Åse", &[]);
        check("Brev", OwnText::Seen, "Brev\nKære Åse", &[]);
        check("kære  ÅSE.", OwnText::Unseen, "Kære Åse", &[]);
        check(
            "Noget helt andet",
            OwnText::Unseen,
            "Kære Åse",
            &[PageFlag::TextDiffers],
        );
        check(
            "\u{E001}\u{E002}",
            OwnText::Garbled,
            "Kære Åse",
            &[PageFlag::TextDiffers],
        );
    }

    #[test]
    fn a_person_is_asked_to_look_where_reading_is_not_enough() {
        let check = |words: &[(&str, f32)], seen: &[PageFlag], expected: &[PageFlag]| {
            assert_eq!(
                taken("", OwnText::None, words, seen).flags,
                expected,
                "{words:?}"
            );
        };
        use PageFlag::{Blank, Face, Handwriting, LowConfidence, PictureOnly};
        check(&[("tydeligt", 96.0)], &[], &[]);
        check(&[("utydeligt", 70.0)], &[], &[LowConfidence]);
        check(&[("krims", 40.0); 20], &[], &[LowConfidence, Handwriting]);
        check(&[("krims", 40.0); 5], &[], &[LowConfidence]);
        check(&[], &[], &[PictureOnly]);
        check(&[], &[Blank], &[Blank]);
        check(&[], &[Face], &[Face, PictureOnly]);
    }
}
