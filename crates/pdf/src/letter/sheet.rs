use hayro_interpret::{BlendMode, FillRule};
use kurbo::{Affine, Rect, Shape as _};

use super::Faces;
use super::lines::{RAISED_SIZE, SetLine, Style};
use crate::drawing::{
    Colour, Drawing, Item, Marked, PaintedPath, PathPaint, Picture, PictureData, PlacedGlyph, Run,
    Show,
};
use crate::write::{LeafId, NewPage, PagePlan};

/// A page being set, with what is told of it.
pub(crate) struct Sheet {
    pub(crate) items: Vec<Item>,
    pub(crate) plan: PagePlan,
    /// Places taken in the order of painting.
    glyphs: u32,
    words: u32,
    pictures: u32,
}

pub(crate) const BLACK: Colour = Colour {
    rgb: [0; 3],
    alpha: 1.0,
};
/// Dark enough to be read on white by weak eyes (contrast 7 to 1).
pub(crate) const GREY: Colour = Colour {
    rgb: [85; 3],
    alpha: 1.0,
};
pub(crate) const LINK: Colour = Colour {
    rgb: [0, 71, 128],
    alpha: 1.0,
};

/// In ems: as high as a reader of layouts still takes it for the same line.
const RAISED: f64 = 0.24;

impl Sheet {
    pub(crate) fn new() -> Self {
        Self {
            items: Vec::new(),
            plan: PagePlan::default(),
            glyphs: 0,
            words: 0,
            pictures: 0,
        }
    }

    /// Draws letters from `x` along the baseline `y`. Returns where they end.
    pub(crate) fn text(
        &mut self,
        faces: &mut Faces,
        letters: &[(char, Style)],
        (x, y): (f64, f64),
        (size, colour): (f64, Colour),
        leaf: LeafId,
    ) -> f64 {
        let mut glyphs = Vec::with_capacity(letters.len());
        let mut pen = x;
        for &(letter, style) in letters {
            let (shape, advance) = faces.glyph(letter, style.is_bold);
            let (size, y) = match style.note {
                Some(_) => (size * RAISED_SIZE, y - size * RAISED),
                None => (size, y),
            };
            let scale = size / 1000.0;
            let place = Affine::new([scale, 0.0, 0.0, -scale, pen, y]);
            if letter == ' ' {
                self.words += 1;
            } else {
                self.plan.glyphs.insert(self.glyphs, (leaf, self.words));
            }
            glyphs.push(PlacedGlyph { shape, place });
            self.glyphs += 1;
            pen += advance * scale;
        }
        if !glyphs.is_empty() {
            self.items.push(Item::Run(Run {
                glyphs,
                show: Show::Filled(colour),
                blend: BlendMode::Normal,
                clip: None,
                spoken: None,
                marked: Marked::Not,
            }));
        }
        pen
    }

    /// Draws a line whose letters all belong to one leaf. What comes next is another word.
    pub(crate) fn line(
        &mut self,
        faces: &mut Faces,
        line: &SetLine,
        at: (f64, f64),
        look: (f64, Colour),
        leaf: LeafId,
    ) -> f64 {
        let end = self.text(faces, &line.letters, at, look, leaf);
        self.end_word();
        end
    }

    pub(crate) fn end_word(&mut self) {
        self.words += 1;
    }

    pub(crate) fn fill(&mut self, area: Rect, colour: Colour) {
        self.items.push(Item::Path(PaintedPath {
            path: area.to_path(0.1),
            paint: PathPaint::Fill(colour, FillRule::NonZero),
            blend: BlendMode::Normal,
            clip: None,
        }));
    }

    pub(crate) fn picture(&mut self, data: PictureData, area: Rect, leaf: LeafId) {
        let place = Affine::translate((area.x0, area.y0))
            * Affine::scale_non_uniform(area.width(), area.height());
        self.items.push(Item::Picture(Picture {
            place,
            data,
            clip: None,
            is_ornament: false,
            marked: Marked::Not,
        }));
        self.plan.pictures.insert(self.pictures, leaf);
        self.pictures += 1;
    }

    pub(crate) fn page(self, (width, height): (f64, f64)) -> NewPage {
        NewPage {
            drawing: Drawing {
                width,
                height,
                items: self.items,
                ..Drawing::default()
            },
            plan: Some(self.plan),
            ..NewPage::default()
        }
    }
}
