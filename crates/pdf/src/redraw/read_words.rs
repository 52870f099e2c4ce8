//! Words that were read in a page's picture, laid beneath it as if the file had come with them.

use hayro_interpret::BlendMode;
use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use crate::drawing::{
    Drawing, GlyphSeen, GlyphStore, Item, Marked, PlacedGlyph, Run, ShapeId, Show,
};

/// What a reader of letters found on one page. It takes the place of what the file itself says stands under the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadPage {
    /// Counted from 1.
    pub page: u32,
    /// How far the page was turned clockwise to be read: 0, 90, 180 or 270.
    pub turned: u16,
    /// In reading order.
    pub words: Vec<ReadWord>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReadWord {
    pub text: String,
    /// In points from the top left of the page as it is shown.
    pub area: Rect,
}

const MOST_WORDS: usize = 20_000;
const LONGEST_WORD: usize = 200;
/// Letters of no shape, each as wide as another: the picture shows what they are.
const ADVANCE: f32 = 500.0;
const EM_TOP: f64 = 750.0;
const EM_BOTTOM: f64 = -210.0;
/// Readers measure what is black, and the edge of a letter is grey. In shares of the word's height.
const AROUND: f64 = 0.12;
const LEAST_AROUND: f64 = 0.6;
const KEY: u128 = u128::MAX - 32;

/// Lays the words into the page. Where the page has letters of its own that are seen, those stand.
pub(super) fn lay(drawing: &mut Drawing, store: &mut GlyphStore, pages: &[ReadPage], page: u32) {
    let mut own = pages.iter().filter(|own| own.page == page).peekable();
    if own.peek().is_none() {
        return;
    }
    leave_out_unseen(&mut drawing.items);
    let seen = seen_areas(drawing, store);
    let mut glyphs = Vec::new();
    for read in own {
        for word in read.words.iter().take(MOST_WORDS) {
            let area = word.area.abs();
            let is_there = area.is_finite()
                && area.area() > 0.0
                && area.overlaps(drawing.page_area())
                && !seen.iter().any(|letter| letter.contains(area.center()));
            if is_there {
                letters(&word.text, area, read.turned, store, &mut glyphs);
            }
        }
    }
    if !glyphs.is_empty() {
        drawing.items.push(Item::Run(Run {
            glyphs,
            show: Show::Unseen,
            blend: BlendMode::Normal,
            clip: None,
            spoken: None,
            marked: Marked::Not,
        }));
    }
}

fn leave_out_unseen(items: &mut Vec<Item>) {
    items.retain_mut(|item| match item {
        Item::Run(run) => {
            let is_unseen = match run.show {
                Show::Unseen => true,
                Show::Filled(colour) => colour.alpha <= 0.0,
                Show::Outlined(_) => false,
            };
            !is_unseen
        }
        Item::Group(group) => {
            leave_out_unseen(&mut group.items);
            !group.items.is_empty()
        }
        Item::Path(_) | Item::Picture(_) | Item::Drawn { .. } => true,
    });
}

fn seen_areas(drawing: &Drawing, store: &GlyphStore) -> Vec<Rect> {
    let mut areas = Vec::new();
    drawing.each_glyph(|glyph, _, seen| {
        let shape = store.shape(glyph.shape);
        if seen == GlyphSeen::Yes && !shape.is_space() {
            areas.push(glyph.place.transform_rect_bbox(shape.em_box()));
        }
    });
    areas
}

fn letters(
    text: &str,
    area: Rect,
    turned: u16,
    store: &mut GlyphStore,
    glyphs: &mut Vec<PlacedGlyph>,
) {
    let letters: Vec<char> = text
        .chars()
        .filter(|letter| !letter.is_control() && !letter.is_whitespace())
        .take(LONGEST_WORD)
        .collect();
    let around = |length: f64| (length * AROUND).max(LEAST_AROUND);
    let (wide, high) = (area.width(), area.height());
    let area = match turned {
        90 | 270 => area.inflate(around(wide), LEAST_AROUND),
        _ => area.inflate(LEAST_AROUND, around(high)),
    };
    // Along the word, and from its feet to its head.
    let (start, along, up) = match turned {
        90 => (
            Point::new(area.x1, area.y1),
            (0.0, -area.height()),
            (-area.width(), 0.0),
        ),
        180 => (
            Point::new(area.x1, area.y0),
            (-area.width(), 0.0),
            (0.0, area.height()),
        ),
        270 => (
            Point::new(area.x0, area.y0),
            (0.0, area.height()),
            (area.width(), 0.0),
        ),
        _ => (
            Point::new(area.x0, area.y1),
            (area.width(), 0.0),
            (0.0, -area.height()),
        ),
    };
    let (along, up) = (Vec2::from(along), Vec2::from(up));
    let step = along / letters.len().max(1) as f64;
    let across = up / (EM_TOP - EM_BOTTOM);
    let foot = start - across * EM_BOTTOM;
    let place = |at: f64, step: Vec2| {
        let (one, origin) = (step / f64::from(ADVANCE), foot + along * at);
        Affine::new([one.x, one.y, across.x, across.y, origin.x, origin.y])
    };
    for (index, letter) in letters.iter().enumerate() {
        let shape = shape_of(*letter, store);
        let at = index as f64 / letters.len() as f64;
        let place = place(at, step);
        glyphs.push(PlacedGlyph { shape, place });
    }
    // Words stand nearer to each other in some pictures than in any text. As wide whatever the word is.
    let shape = shape_of(' ', store);
    let place = place(1.0, along / along.hypot() * LEAST_AROUND);
    glyphs.push(PlacedGlyph { shape, place });
}

fn shape_of(letter: char, store: &mut GlyphStore) -> ShapeId {
    let text = letter.to_string();
    store.intern(KEY, u32::from(letter), &text, Some(ADVANCE), || {
        (BezPath::new(), ADVANCE, None)
    })
}
