use std::collections::BTreeMap;

use hayro_interpret::BlendMode;
use hayro_interpret::FillRule;
use kurbo::{Affine, BezPath, Rect, Shape as _};

use crate::drawing::{
    Colour, GlyphStore, Item, Marked, PaintedPath, PathPaint, PlacedGlyph, Run, ShapeId, Show,
    Wanted,
};
use crate::source::Source;
use crate::{Limits, PdfError};

/// The letters that labels are drawn with.
pub(super) struct LabelFont {
    letters: BTreeMap<char, (ShapeId, f64)>,
}

const BLACK: Colour = Colour {
    rgb: [0; 3],
    alpha: 1.0,
};
const WHITE: Colour = Colour {
    rgb: [255; 3],
    alpha: 1.0,
};
/// In points. Smaller letters are not read; the mark then stands without, and is still told to a screen reader.
const SMALLEST: f64 = 4.0;
const LARGEST: f64 = 9.0;
/// In points: rather a shorter label than a smaller one.
const READABLE: f64 = 5.5;
/// Where the foot of a line's words is in its height.
const FOOT: f64 = 0.78;

/// No outline hashes to these on purpose.
const SPACE_KEY: u128 = u128::MAX - 1;
const WHOLE_KEY: u128 = u128::MAX - 2;

impl LabelFont {
    /// The engine's own Helvetica, had by reading a page that shows every letter of it.
    pub(super) fn new(store: &mut GlyphStore) -> Result<Self, PdfError> {
        let source = Source::open(alphabet(), None, Limits::default())?;
        let mut session = source.session();
        let drawing = session.draw(1, Wanted::Places)?;
        let mut letters = BTreeMap::new();
        drawing.each_glyph(|glyph, _, _| {
            let shape = session.store.shape(glyph.shape);
            if let Some(letter) = shape.text.chars().next() {
                let id = store.add(shape.outline.clone(), shape.advance, &shape.text);
                letters.insert(letter, (id, f64::from(shape.advance)));
            }
        });
        Ok(Self { letters })
    }

    /// A mark: a black box, as much of the label as fits, and the whole of it for whoever listens.
    pub(super) fn mark(&self, area: Rect, basis: &str, store: &mut GlyphStore) -> [Item; 2] {
        let spoken = spoken(basis);
        let section = basis
            .split_once('§')
            .map_or_else(String::new, |(_, rest)| format!("§{rest}"));
        let fitting = [spoken.as_str(), basis, section.as_str(), "Udeladt"]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>();
        let fitting = [READABLE, SMALLEST].into_iter().find_map(|least| {
            let mut texts = fitting.iter();
            texts.find_map(|text| self.fitted(text, area, least, store))
        });
        // Where nothing fits, one glyph stands for it. Some readers take no more than a few letters of one glyph.
        let (glyphs, show, is_whole) = match fitting {
            Some((text, glyphs)) => (glyphs, Show::Filled(WHITE), text == spoken),
            None => (vec![whole_box(area, store)], Show::Unseen, false),
        };
        let run = Run {
            glyphs,
            show,
            blend: BlendMode::Normal,
            clip: None,
            // What is said takes the place of the spaces at the mark's ends; the next word must stay apart.
            spoken: (!is_whole).then(|| format!("{spoken} ").into()),
            marked: Marked::Not,
        };
        [painted(area.to_path(0.1), BLACK), Item::Run(run)]
    }

    fn fitted<'t>(
        &self,
        text: &'t str,
        area: Rect,
        least: f64,
        store: &mut GlyphStore,
    ) -> Option<(&'t str, Vec<PlacedGlyph>)> {
        let is_upright = area.width() >= area.height() || area.height() < 3.0 * SMALLEST;
        let (long, short) = if is_upright {
            (area.width(), area.height())
        } else {
            (area.height(), area.width())
        };
        let width: f64 = text.chars().map(|letter| self.advance(letter)).sum::<f64>() / 1000.0;
        let size = ((long - 2.0) / width.max(0.1))
            .min(short * 0.74)
            .min(LARGEST);
        if size < least {
            return None;
        }
        let start = (long - width * size) / 2.0;
        // In the middle, but no further from the foot of the words beside it than one line allows.
        let base = (short / 2.0 + size * 0.35).max(short * FOOT - size * 0.3);
        let turn = if is_upright {
            Affine::translate((area.x0 + start, area.y0 + base))
        } else {
            Affine::translate((area.x0 + base, area.y1 - start))
                * Affine::rotate(-std::f64::consts::FRAC_PI_2)
        };
        let scale = Affine::scale_non_uniform(size / 1000.0, -size / 1000.0);
        // Spaces out to the edges keep the mark in the line it stands in.
        let margin = start / size * 1000.0;
        let space = store.intern(SPACE_KEY, 0, " ", None, || (BezPath::new(), 1000.0, None));
        let stretched = Affine::scale_non_uniform(margin.max(1.0) / 1000.0, 1.0);
        let blank = |at: f64| PlacedGlyph {
            shape: space,
            place: turn * scale * Affine::translate((at, 0.0)) * stretched,
        };
        let mut pen = 0.0;
        let mut glyphs = vec![blank(-margin)];
        for letter in text.chars() {
            if let Some((shape, advance)) = self.letters.get(&letter) {
                let place = turn * scale * Affine::translate((pen, 0.0));
                glyphs.push(PlacedGlyph {
                    shape: *shape,
                    place,
                });
                pen += advance;
            }
        }
        glyphs.push(blank(pen));
        Some((text, glyphs))
    }

    fn advance(&self, letter: char) -> f64 {
        self.letters
            .get(&letter)
            .map_or(0.0, |(_, advance)| *advance)
    }
}

/// What a screen reader says at a mark.
pub(super) fn spoken(basis: &str) -> String {
    if basis.is_empty() {
        "[Udeladt]".to_owned()
    } else {
        format!("[Udeladt, {basis}]")
    }
}

/// One glyph without outline whose em box is the mark.
fn whole_box(area: Rect, store: &mut GlyphStore) -> PlacedGlyph {
    let em = area.height().max(0.1) / 960.0;
    let along = area.width().max(0.1) / 1000.0;
    let shape = store.intern(WHOLE_KEY, 0, "[…]", None, || {
        (BezPath::new(), 1000.0, None)
    });
    let place = Affine::new([along, 0.0, 0.0, -em, area.x0, area.y1 - 210.0 * em]);
    PlacedGlyph { shape, place }
}

fn painted(path: BezPath, colour: Colour) -> Item {
    Item::Path(PaintedPath {
        path,
        paint: PathPaint::Fill(colour, FillRule::NonZero),
        blend: BlendMode::Normal,
        clip: None,
    })
}

/// A page that shows every letter of WinAnsi.
fn alphabet() -> Vec<u8> {
    let codes: String = (32..=126)
        .chain(160..=255)
        .map(|code| format!("{code:02X}"))
        .collect();
    let content = format!("BT /F 10 Tf 10 20 Td <{codes}> Tj ET");
    let length = content.len();
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000 40]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
         4 0 obj\n<</Length {length}>>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n\
         trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n"
    )
    .into_bytes()
}
