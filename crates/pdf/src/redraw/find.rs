use std::cell::OnceCell;

use kurbo::Rect;
use unicode_normalization::UnicodeNormalization as _;

use crate::read::{Letter, Line, PageText};

/// From this many letters on, spaces and hyphens in the text are read over: a CPR number is one however it is split.
const LONG_ENOUGH: usize = 6;
/// In points. Marks end on this grid where nothing stands in the way, so that their width tells less.
const STEP: f64 = 12.0;
/// In points: squares over text that runs aslant come in these sizes.
const ASLANT_STEP: f64 = 8.0;
/// Between a mark and the letter beside it.
const AIR: f64 = 0.6;

/// A text as it is looked for.
pub(super) struct Sought {
    letters: Vec<char>,
    reads_over: bool,
}

impl Sought {
    pub(super) fn of(text: &str) -> Self {
        let reads_over = reads_over(text);
        Self {
            letters: squeezed(folded(text), reads_over),
            reads_over,
        }
    }
}

/// A page as it is looked through: its letters are folded once, however many texts are looked for.
pub(super) struct FoldedPage {
    page: PageText,
    /// In the orders of reading and of painting; first as it stands, then read over.
    streams: [OnceCell<Stream>; 4],
    /// Its first lines and its last ones, each by itself.
    edges: [OnceCell<(Vec<Stream>, Vec<Stream>)>; 2],
}

impl FoldedPage {
    pub(super) fn of(page: PageText) -> Self {
        Self {
            page,
            streams: Default::default(),
            edges: Default::default(),
        }
    }

    fn stream(&self, order: Order, reads_over: bool) -> &Stream {
        let place = usize::from(order == Order::Painting) + 2 * usize::from(reads_over);
        self.streams[place].get_or_init(|| Stream::of(&self.page, order, reads_over))
    }

    fn edges(&self, reads_over: bool) -> &(Vec<Stream>, Vec<Stream>) {
        self.edges[usize::from(reads_over)].get_or_init(|| {
            let line = |line: usize| {
                Stream::of_lines(&self.page, line..line + 1, Order::Reading, reads_over)
            };
            let lines = self.page.lines.len();
            let first = (0..lines.min(LINES_AT_AN_EDGE)).map(line).collect();
            let last = (lines.saturating_sub(LINES_AT_AN_EDGE)..lines).map(line);
            (first, last.collect())
        })
    }
}

/// The areas where a text stands on the page, wherever it is broken, spaced or hyphenated.
pub(super) fn places_of(page: &FoldedPage, sought: &Sought) -> Vec<Rect> {
    let wanted = &sought.letters;
    let mut areas = Vec::new();
    if wanted.is_empty() {
        return areas;
    }
    let reading = page.stream(Order::Reading, sought.reads_over);
    let painting = page.stream(Order::Painting, sought.reads_over);
    let both = [reading, painting];
    let different = match reading == painting {
        true => &both[..1],
        false => &both[..],
    };
    for text in different {
        let mut from = 0;
        while let Some(at) = find(&text.letters[from..], wanted) {
            let found = from + at..from + at + wanted.len();
            add_new(&mut areas, text.areas(&page.page, found.clone()));
            from = found.start + 1;
        }
    }
    areas
}

/// Where a text begins at the end of one page and ends at the start of the next. What stands at a page's foot or head
/// may come between, so that the last lines are tried with each of the first.
pub(super) fn places_across(
    page: &FoldedPage,
    next: &FoldedPage,
    sought: &Sought,
) -> (Vec<Rect>, Vec<Rect>) {
    let (wanted, reads_over) = (&sought.letters, sought.reads_over);
    let (mut ends, mut starts) = (Vec::new(), Vec::new());
    if wanted.len() < 2 {
        return (ends, starts);
    }
    let mut letters = Vec::new();
    for end in &page.edges(reads_over).1 {
        for start in &next.edges(reads_over).0 {
            // No more of a line than the text can reach into.
            let skipped = end.letters.len().saturating_sub(wanted.len());
            letters.clear();
            letters.extend(&end.letters[skipped..]);
            if !reads_over {
                letters.push(' ');
            }
            let gap = letters.len();
            letters.extend(start.letters.iter().take(wanted.len()));
            let mut from = 0;
            while let Some(at) = find(&letters[from..], wanted) {
                let (found, until) = (from + at, from + at + wanted.len());
                if found + skipped < end.letters.len() && until > gap {
                    let own = found + skipped..end.letters.len();
                    add_new(&mut ends, end.areas(&page.page, own));
                    add_new(&mut starts, start.areas(&next.page, 0..until - gap));
                }
                from = found + 1;
            }
        }
    }
    (ends, starts)
}

const LINES_AT_AN_EDGE: usize = 4;

fn add_new(areas: &mut Vec<Rect>, more: Vec<Rect>) {
    for area in more {
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
}

fn reads_over(wanted: &str) -> bool {
    let bare = folded(wanted).filter(|letter| letter.is_alphanumeric());
    bare.count() >= LONG_ENOUGH
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Reading,
    /// Should the layout be misread, the order of painting may still be the order of reading.
    Painting,
}

#[derive(PartialEq, Eq)]
struct Stream {
    letters: Vec<char>,
    /// Line, word and glyph of each letter; None for the space between.
    from: Vec<Option<(usize, usize, usize)>>,
}

impl Stream {
    fn of(page: &PageText, order: Order, reads_over: bool) -> Self {
        Self::of_lines(page, 0..page.lines.len(), order, reads_over)
    }

    fn of_lines(
        page: &PageText,
        lines: std::ops::Range<usize>,
        order: Order,
        reads_over: bool,
    ) -> Self {
        let mut glyphs = Vec::new();
        for line_index in lines {
            let line = &page.lines[line_index];
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
        if let Some(column) = written_downwards(&by_line, page) {
            return vec![column];
        }
        for (line, glyphs) in by_line {
            let line = &page.lines[line];
            if line.is_upright {
                let area = glyphs
                    .iter()
                    .map(|glyph| glyph.area)
                    .reduce(|one, other| one.union(other));
                areas.extend(area.map(|area| widened(area, line, page)));
            } else {
                areas.extend(aslant(&glyphs, line.size));
            }
        }
        areas
    }
}

/// One area for letters that stand below each other, each a line of its own.
fn written_downwards(by_line: &[(usize, Vec<&Letter>)], page: &PageText) -> Option<Rect> {
    let mut letters = by_line.iter().map(|(line, glyphs)| {
        let size = page.lines[*line].size;
        match glyphs.as_slice() {
            [glyph] => Some((glyph.area, size)),
            _ => None,
        }
    });
    let (mut column, size) = letters.next()??;
    let mut last = column;
    for letter in letters {
        let (area, _) = letter?;
        let is_below = area.y0 > last.y0
            && area.y0 - last.y0 < 2.0 * size
            && (area.center().x - last.center().x).abs() < 0.5 * size;
        if !is_below {
            return None;
        }
        column = column.union(area);
        last = area;
    }
    let middle = column.center();
    let half = (size / STEP).ceil() * STEP / 2.0;
    let end = column.y0 + (column.height() / STEP).ceil() * STEP;
    (by_line.len() > 2).then(|| {
        Rect::new(
            (middle.x - half).min(column.x0),
            column.y0,
            (middle.x + half).max(column.x1),
            end.min(page.height).max(column.y1),
        )
    })
}

/// Equal squares from the first letter to the last, so that none of them has a letter's width.
fn aslant(glyphs: &[&Letter], size: f64) -> Vec<Rect> {
    let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else {
        return Vec::new();
    };
    let (start, end) = (first.area.center(), last.area.center());
    let side = glyphs
        .iter()
        .map(|glyph| glyph.area.width().max(glyph.area.height()))
        .fold(size, f64::max);
    // A step is as long as a square's side, so that the last step too tells no more than that.
    let side = (side / ASLANT_STEP).ceil() * ASLANT_STEP;
    let steps = ((end - start).hypot() / side).ceil().clamp(1.0, 500.0);
    let step = (end - start) / (end - start).hypot().max(1e-6) * side;
    (0..=steps as usize * 2)
        .map(|count| Rect::from_center_size(start + step * (count as f64 * 0.5), (side, side)))
        .collect()
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
    // Nothing is composed of these alone.
    let (plain, other) = match text.is_ascii() {
        true => (text, ""),
        false => ("", text),
    };
    plain
        .chars()
        .chain(other.nfkc())
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
