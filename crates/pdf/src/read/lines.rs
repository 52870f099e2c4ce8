use kurbo::{Rect, Vec2};

use super::{GlyphBox, Letter, Line, Word};
use crate::drawing::GlyphStore;

/// In ems. Wider than this between two letters begins a word…
const WORD_GAP: f64 = 0.17;
/// …and wider than this a new line: another column or cell.
const COLUMN_GAP: f64 = 1.5;
/// How far two baselines of one line may lie apart: a raised footnote mark still belongs to it.
const BASELINE_DRIFT: f64 = 0.4;
/// The same letter so near to itself is printed twice to look bold.
const TWICE: f64 = 0.12;

/// Letters into words, words into lines; lines in no particular order yet.
pub(super) fn lines(boxes: &[GlyphBox], store: &GlyphStore) -> Vec<Line> {
    let mut lines = Vec::new();
    for direction in directions(boxes) {
        rows(direction, store, &mut lines);
    }
    lines
}

/// Letters that run the same way, each with its place along and across.
struct Along<'b> {
    glyph: &'b GlyphBox,
    along: f64,
    across: f64,
}

/// Text that runs another way is read apart. Two degrees are the same way: scanned pages are never straight.
fn directions(boxes: &[GlyphBox]) -> Vec<Vec<Along<'_>>> {
    let mut found: Vec<(Vec2, Vec<Along<'_>>)> = Vec::new();
    for glyph in boxes {
        let same = found
            .iter()
            .position(|(way, _)| way.dot(glyph.along) > 0.9994);
        let index = same.unwrap_or_else(|| {
            found.push((glyph.along, Vec::new()));
            found.len() - 1
        });
        let (way, group) = &mut found[index];
        let origin = glyph.origin.to_vec2();
        group.push(Along {
            glyph,
            along: origin.dot(*way),
            across: way.cross(origin),
        });
    }
    found.into_iter().map(|(_, group)| group).collect()
}

fn rows(mut glyphs: Vec<Along<'_>>, store: &GlyphStore, lines: &mut Vec<Line>) {
    glyphs.sort_by(|one, other| one.across.total_cmp(&other.across));
    let mut row: Vec<Along<'_>> = Vec::new();
    // The baseline of the letters that are the row's largest: marks and indices hang on it.
    let mut base = (0.0, 0.0);
    for glyph in glyphs {
        let size = glyph.glyph.size;
        let drift = BASELINE_DRIFT
            * if row.is_empty() {
                size
            } else {
                size.min(base.1)
            };
        if !row.is_empty() && glyph.across - base.0 > drift {
            split(std::mem::take(&mut row), store, lines);
            base = (0.0, 0.0);
        }
        if size > base.1 * 1.05 || base.1 == 0.0 {
            base = (glyph.across, size);
        }
        row.push(glyph);
    }
    split(row, store, lines);
}

/// A row into lines at its wide gaps, and lines into words at their narrow ones.
fn split(mut row: Vec<Along<'_>>, store: &GlyphStore, lines: &mut Vec<Line>) {
    row.sort_by(|one, other| {
        one.along
            .total_cmp(&other.along)
            .then(one.glyph.order.cmp(&other.glyph.order))
    });
    let mut line = Building::default();
    for item in row {
        let glyph = item.glyph;
        let shape = store.shape(glyph.shape);
        let em = glyph.size.min(line.size_or(glyph.size));
        if let Some(last_end) = line.end {
            let gap = item.along - last_end;
            if gap > COLUMN_GAP * glyph.size.max(line.size) {
                line.finish(lines);
            } else if gap > WORD_GAP * em {
                line.end_word();
            }
        }
        if shape.is_space() {
            line.end_word();
            line.reach(item.along + glyph.advance);
            continue;
        }
        let is_twice = line.last.is_some_and(|(text, along)| {
            *text == *shape.text && (item.along - along).abs() < TWICE * em
        });
        line.add(glyph, item.along, &shape.text, is_twice);
    }
    line.finish(lines);
}

#[derive(Default)]
struct Building<'s> {
    words: Vec<Word>,
    word: Option<Word>,
    end: Option<f64>,
    last: Option<(&'s str, f64)>,
    size: f64,
    is_upright: bool,
}

impl<'s> Building<'s> {
    fn size_or(&self, other: f64) -> f64 {
        if self.size > 0.0 { self.size } else { other }
    }

    fn reach(&mut self, end: f64) {
        self.end = Some(self.end.map_or(end, |before| before.max(end)));
    }

    fn add(&mut self, glyph: &GlyphBox, along: f64, text: &'s str, is_twice: bool) {
        self.size = self.size.max(glyph.size);
        self.is_upright = glyph.is_upright();
        self.reach(along + glyph.advance);
        let word = self.word.get_or_insert_with(|| Word {
            text: String::new(),
            area: glyph.area,
            glyphs: Vec::new(),
        });
        word.area = word.area.union(glyph.area);
        let text = if is_twice { "" } else { text };
        word.text.push_str(text);
        word.glyphs.push(Letter {
            text: text.into(),
            area: glyph.area,
            is_seen: glyph.is_seen,
            order: glyph.order,
        });
        if !is_twice {
            self.last = Some((text, along));
        }
    }

    fn end_word(&mut self) {
        if let Some(word) = self.word.take() {
            self.words.push(word);
        }
    }

    fn finish(&mut self, lines: &mut Vec<Line>) {
        self.end_word();
        let words = std::mem::take(&mut self.words);
        let area = words
            .iter()
            .map(|word| word.area)
            .reduce(|one, other| one.union(other));
        if let Some(area) = area {
            lines.push(Line {
                words,
                area,
                size: self.size,
                is_upright: self.is_upright,
                block: 0,
            });
        }
        *self = Self::default();
    }
}

/// How much of the lower of two boxes lies beside the other.
pub(super) fn beside(one: Rect, other: Rect) -> f64 {
    let overlap = one.y1.min(other.y1) - one.y0.max(other.y0);
    overlap / one.height().min(other.height()).max(1e-6)
}
