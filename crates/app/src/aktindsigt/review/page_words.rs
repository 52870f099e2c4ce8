//! The words of a page and where they stand, as they are kept and checked.

use std::ops::Range;

use sagsbord_contract::ErrorCode;
use sagsbord_domain::aktindsigt::MarkArea;
use sagsbord_intake::{OwnText, ReadWord, TakenPage};
use sagsbord_store::ReviewedPage;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// A word of a page: its bytes in the page's text, its line, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct PlacedWord(
    pub(super) usize,
    pub(super) usize,
    pub(super) u32,
    pub(super) MarkArea,
);

impl PlacedWord {
    pub(super) fn bytes(&self) -> Range<usize> {
        self.0..self.1
    }

    pub(super) fn line(&self) -> u32 {
        self.2
    }

    pub(super) fn area(&self) -> MarkArea {
        self.3
    }
}

/// What a page says by itself comes before what was read in its picture; where only the picture counts, that alone.
pub(super) fn words_of(page: &TakenPage, own: Option<Vec<ReadWord>>) -> Vec<ReadWord> {
    let Some(read) = &page.read else {
        return own.unwrap_or_default();
    };
    if read.look.own_text != OwnText::Seen {
        return read.words.clone();
    }
    let mut words = own.unwrap_or_default();
    let next = words.last().map_or(0, |word| word.line + 1);
    words.extend(read.words.iter().cloned().map(|word| ReadWord {
        line: next + word.line,
        ..word
    }));
    words
}

/// Whether the file itself must be asked for the page's words.
pub(super) fn has_own_words(page: &TakenPage) -> bool {
    match &page.read {
        None => true,
        Some(read) => read.look.own_text == OwnText::Seen,
    }
}

pub(super) fn reviewed_page(
    number: u32,
    taken: &TakenPage,
    words: &[ReadWord],
) -> Result<ReviewedPage, AppError> {
    let mut text = String::new();
    let mut placed = Vec::with_capacity(words.len());
    let mut last = None;
    for word in words {
        if let Some(line) = last {
            text.push(if line == word.line { ' ' } else { '\n' });
        }
        let start = text.len();
        text.push_str(&word.text);
        // In hundredths of a point: more is noise, and makes a page twice as large.
        let area = word
            .area
            .map(|side| (f64::from(side) * 100.0).round() / 100.0);
        placed.push(PlacedWord(start, text.len(), word.line, area));
        last = Some(word.line);
    }
    let words = serde_json::to_string(&placed)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    Ok(ReviewedPage {
        page: number,
        width: f64::from(taken.width),
        height: f64::from(taken.height),
        text,
        words,
    })
}

pub(super) fn placed_words(page: &ReviewedPage) -> Result<Vec<PlacedWord>, AppError> {
    serde_json::from_str(&page.words).map_err(|error| AppError::caused(ErrorCode::Internal, error))
}

/// Where a stretch of a page's text stands: whole words, because half a word can be guessed, and one place for those
/// that stand beside each other on a line.
pub(super) fn areas_of(words: &[PlacedWord], stretch: &Range<usize>) -> Vec<MarkArea> {
    let first = words.partition_point(|word| word.1 <= stretch.start);
    let touched = words
        .iter()
        .skip(first)
        .take_while(|word| word.0 < stretch.end);
    joined(touched)
}

/// One place for words that stand beside each other on a line.
pub(super) fn joined<'a>(words: impl Iterator<Item = &'a PlacedWord>) -> Vec<MarkArea> {
    let mut areas: Vec<(u32, MarkArea)> = Vec::new();
    for word in words {
        let area = word.area();
        match areas.last_mut() {
            Some((line, last)) if *line == word.line() && stand_side_by_side(last, &area) => {
                *last = [
                    last[0].min(area[0]),
                    last[1].min(area[1]),
                    last[2].max(area[2]),
                    last[3].max(area[3]),
                ];
            }
            _ => areas.push((word.line(), area)),
        }
    }
    areas.into_iter().map(|(_, area)| area).collect()
}

/// Over the gap of a column nothing is covered.
fn stand_side_by_side(one: &MarkArea, other: &MarkArea) -> bool {
    let height = (one[3] - one[1]).max(other[3] - other[1]);
    let gap = (other[0] - one[2]).max(one[0] - other[2]);
    gap < 2.0 * height
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(start: usize, end: usize, line: u32, x0: f64, x1: f64) -> PlacedWord {
        let top = f64::from(line) * 14.0;
        PlacedWord(start, end, line, [x0, top, x1, top + 10.0])
    }

    #[test]
    fn a_stretch_stands_where_its_words_do_line_by_line() {
        // "Karin Berg," at the end of a line, "Havnevej 3" on the next, and far from it a second column.
        let words = [
            word(0, 5, 0, 100.0, 130.0),
            word(6, 11, 0, 133.0, 160.0),
            word(12, 20, 1, 10.0, 60.0),
            word(21, 22, 1, 63.0, 68.0),
            word(23, 28, 1, 300.0, 330.0),
        ];
        let check = |stretch: Range<usize>, expected: &[MarkArea]| {
            assert_eq!(areas_of(&words, &stretch), expected, "{stretch:?}");
        };
        check(0..5, &[[100.0, 0.0, 130.0, 10.0]]);
        check(2..3, &[[100.0, 0.0, 130.0, 10.0]]);
        check(0..10, &[[100.0, 0.0, 160.0, 10.0]]);
        check(
            6..22,
            &[[133.0, 0.0, 160.0, 10.0], [10.0, 14.0, 68.0, 24.0]],
        );
        check(
            12..28,
            &[[10.0, 14.0, 68.0, 24.0], [300.0, 14.0, 330.0, 24.0]],
        );
        check(5..6, &[]);
        check(28..40, &[]);
    }
}
