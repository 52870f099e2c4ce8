use kurbo::Rect;
use unicode_normalization::UnicodeNormalization as _;

use crate::read::{Letter, Line, PageText};

/// From this many letters on, spaces and hyphens in the text are read over: a CPR number is one however it is split.
const LONG_ENOUGH: usize = 6;
/// In points. Marks end on this grid where nothing stands in the way, so that their width tells less.
const STEP: f64 = 12.0;
/// Between a mark and the letter beside it.
const AIR: f64 = 0.6;

/// The areas where a text stands on the page, wherever it is broken, spaced or hyphenated.
pub(super) fn places_of(page: &PageText, wanted: &str) -> Vec<Rect> {
    let bare = folded(wanted)
        .filter(|letter| letter.is_alphanumeric())
        .count();
    let reads_over = bare >= LONG_ENOUGH;
    let wanted: Vec<char> = squeezed(folded(wanted), reads_over);
    let mut areas = Vec::new();
    if wanted.is_empty() {
        return areas;
    }
    for order in [Order::Reading, Order::Painting] {
        let text = Stream::of(page, order, reads_over);
        let mut from = 0;
        while let Some(at) = find(&text.letters[from..], &wanted) {
            let found = from + at..from + at + wanted.len();
            for area in text.areas(page, found.clone()) {
                if !areas.contains(&area) {
                    areas.push(area);
                }
            }
            from = found.start + 1;
        }
    }
    areas
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Reading,
    /// Should the layout be misread, the order of painting may still be the order of reading.
    Painting,
}

struct Stream {
    letters: Vec<char>,
    /// Line, word and glyph of each letter; None for the space between.
    from: Vec<Option<(usize, usize, usize)>>,
}

impl Stream {
    fn of(page: &PageText, order: Order, reads_over: bool) -> Self {
        let mut glyphs = Vec::new();
        for (line_index, line) in page.lines.iter().enumerate() {
            for (word_index, word) in line.words.iter().enumerate() {
                for (glyph_index, glyph) in word.glyphs.iter().enumerate() {
                    glyphs.push((line_index, word_index, glyph_index, glyph));
                }
            }
        }
        if order == Order::Painting {
            glyphs.sort_by_key(|(.., glyph)| glyph.order);
        }
        let mut stream = Self {
            letters: Vec::new(),
            from: Vec::new(),
        };
        let mut last = None;
        for (line, word, index, glyph) in glyphs {
            if last.is_some_and(|last| last != (line, word)) && !reads_over {
                stream.push(' ', None);
            }
            last = Some((line, word));
            for letter in folded(&glyph.text) {
                if !(reads_over && is_read_over(letter)) {
                    stream.push(letter, Some((line, word, index)));
                }
            }
        }
        stream
    }

    fn push(&mut self, letter: char, from: Option<(usize, usize, usize)>) {
        self.letters.push(letter);
        self.from.push(from);
    }

    /// One area a line; letter by letter where the line runs aslant.
    fn areas(&self, page: &PageText, found: std::ops::Range<usize>) -> Vec<Rect> {
        let mut by_line: Vec<(usize, Vec<&Letter>)> = Vec::new();
        for (line, word, index) in self.from[found].iter().copied().flatten() {
            let glyph = &page.lines[line].words[word].glyphs[index];
            match by_line.last_mut() {
                Some((last, glyphs)) if *last == line => glyphs.push(glyph),
                _ => by_line.push((line, vec![glyph])),
            }
        }
        let mut areas = Vec::new();
        for (line, glyphs) in by_line {
            let line = &page.lines[line];
            if line.is_upright {
                let area = glyphs
                    .iter()
                    .map(|glyph| glyph.area)
                    .reduce(|one, other| one.union(other));
                areas.extend(area.map(|area| widened(area, line, page)));
            } else {
                areas.extend(glyphs.iter().map(|glyph| glyph.area));
            }
        }
        areas
    }
}

/// Out to the letters beside it, so that its ends are not those of what it covers.
fn widened(area: Rect, line: &Line, page: &PageText) -> Rect {
    if line.area.height() > line.area.width()
        && line
            .words
            .iter()
            .map(|word| word.glyphs.len())
            .sum::<usize>()
            > 2
    {
        return area;
    }
    let others = || {
        line.words
            .iter()
            .flat_map(|word| &word.glyphs)
            .map(|glyph| glyph.area)
    };
    let left = others()
        .map(|other| other.x1)
        .filter(|end| *end <= area.x0 + 0.05)
        .fold(f64::MIN, f64::max);
    let right = others()
        .map(|other| other.x0)
        .filter(|start| *start >= area.x1 - 0.05)
        .fold(f64::MAX, f64::min);
    let x0 = (area.x0 / STEP).floor() * STEP;
    let x1 = (area.x1 / STEP).ceil() * STEP;
    Rect::new(
        x0.max(left + AIR).max(0.0).min(area.x0),
        area.y0,
        x1.min(right - AIR).min(page.width).max(area.x1),
        area.y1,
    )
}

fn find(text: &[char], wanted: &[char]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part == wanted)
}

/// Small letters without disguise: composed alike, ligatures taken apart, dashes and spaces of all kinds made one.
fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| match letter {
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
            '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
            letter if letter.is_whitespace() => Some(' '),
            letter => Some(letter),
        })
}

fn is_read_over(letter: char) -> bool {
    letter == ' ' || letter == '-'
}

fn squeezed(letters: impl Iterator<Item = char>, reads_over: bool) -> Vec<char> {
    let mut kept: Vec<char> = Vec::new();
    for letter in letters {
        let is_second_space = letter == ' ' && kept.last().is_none_or(|last| *last == ' ');
        if !(is_second_space || reads_over && is_read_over(letter)) {
            kept.push(letter);
        }
    }
    while kept.last() == Some(&' ') {
        kept.pop();
    }
    kept
}
