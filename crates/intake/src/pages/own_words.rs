use sagsbord_pdf::{GreyPage, Letter, PageText, Rect};

use crate::reading::OwnText;

/// What a page says by itself, and how much of it is pictures.
pub(super) struct OwnWords {
    pub(super) kind: OwnText,
    /// Where its words stand, in points, when what is read comes in addition to them.
    areas: Vec<Rect>,
    /// The part of the page that pictures cover, from 0 to 1.
    pictures: f64,
}

/// Letters that nobody can say, for one that somebody can, from which on none is believed.
const MOST_UNKNOWN: usize = 4;
/// Smaller pictures are marks and logos. What covers a fifth of a page may be a letter that was pasted in.
const LARGE: f64 = 0.2;

impl OwnWords {
    pub(super) fn of(text: &PageText) -> Self {
        let letters = || {
            let words = text.lines.iter().flat_map(|line| &line.words);
            words.flat_map(|word| &word.glyphs)
        };
        let seen = letters().filter(|letter| letter.is_seen).count();
        let unknown = letters()
            .filter(|letter| letter.is_seen && is_unknown(letter))
            .count();
        let kind = match (seen, letters().next()) {
            (0, None) => OwnText::None,
            (0, Some(_)) => OwnText::Unseen,
            _ if unknown * MOST_UNKNOWN > seen => OwnText::Garbled,
            _ => OwnText::Seen,
        };
        let page = Rect::new(0.0, 0.0, text.width.max(1.0), text.height.max(1.0));
        let covered: f64 = text
            .pictures
            .iter()
            .map(|picture| picture.intersect(page).area())
            .sum();
        let mut own = Self {
            kind,
            areas: Vec::new(),
            pictures: (covered / page.area()).min(1.0),
        };
        if own.kind == OwnText::Seen && own.wants_ocr() {
            let words = text.lines.iter().flat_map(|line| &line.words);
            own.areas = words.map(|word| word.area).collect();
        }
        own
    }

    pub(super) fn wants_ocr(&self) -> bool {
        self.kind != OwnText::Seen || self.pictures >= LARGE
    }

    /// So that nothing is read twice.
    pub(super) fn take_out_of(&self, drawn: &mut GreyPage) {
        let scale = f64::from(drawn.dpi) / 72.0;
        let side = |points: f64, most: u32| ((points * scale).max(0.0) as usize).min(most as usize);
        for area in &self.areas {
            // A letter's strokes may reach a little beyond its box.
            let area = area.inflate(0.7, 0.7);
            let (left, right) = (side(area.x0, drawn.width), side(area.x1, drawn.width));
            let (top, bottom) = (side(area.y0, drawn.height), side(area.y1, drawn.height));
            for row in top..bottom {
                let start = row * drawn.width as usize;
                let stretch = &mut drawn.pixels[start + left..start + right.max(left)];
                // In the colour that is beside it: on a picture, white would be a shape of its own.
                let beside = stretch.first().copied().unwrap_or(255).max(128);
                stretch.fill(beside);
            }
        }
    }
}

/// Nothing, the sign for what is not known, or a sign that each font may use as it likes.
fn is_unknown(letter: &Letter) -> bool {
    letter.text.is_empty()
        || letter.text.chars().any(|sign| {
            sign == '\u{FFFD}' || sign.is_control() || ('\u{E000}'..='\u{F8FF}').contains(&sign)
        })
}
