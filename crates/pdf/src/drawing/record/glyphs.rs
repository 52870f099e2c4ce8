use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph, Type3Glyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{CacheKey as _, DrawMode, DrawProps, FillRule};
use kurbo::{Affine, BezPath, Rect, Shape as _};

use super::{Recorder, paint};
use crate::drawing::{Item, PaintedPath, PathPaint, Pen, PlacedGlyph, Run, ShapeId, Show};

impl Recorder<'_> {
    pub(super) fn take_run<'a>(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: &DrawProps<'a>,
        mode: &DrawMode,
    ) {
        let show = match (mode, paint::plain_colour(&props.paint)) {
            (DrawMode::Invisible, _) => Some(Show::Unseen),
            (DrawMode::Stroke(stroke), Some(colour)) => {
                // The engine's pen is in the space of `transform`; glyphs are placed on the page.
                let scale = props.transform.determinant().abs().sqrt();
                Some(Show::Outlined(paint::pen(stroke, colour, scale)))
            }
            (_, Some(colour)) => Some(Show::Filled(colour)),
            (_, None) => None,
        };
        let mut glyphs = Vec::with_capacity(run.glyphs().len());
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            if !place.is_finite() {
                continue;
            }
            match (&**glyph, &show) {
                (Glyph::Outline(outline), Some(_)) => {
                    let shape = self.shape_of(outline);
                    glyphs.push(PlacedGlyph { shape, place });
                }
                (Glyph::Outline(outline), None) => self.take_patterned(outline, place, props),
                (Glyph::Type3(drawn), _) => {
                    self.take_drawn(drawn, place, glyph.transform(), props, mode);
                }
            }
        }
        if let Some(show) = show
            && !glyphs.is_empty()
        {
            if let Show::Outlined(pen) = &show
                && self.repeats_last_run(&glyphs)
            {
                // Filled and stroked text comes twice. The second time it is lines only, or it would be read twice.
                self.add_outlines(&glyphs, pen);
                return;
            }
            let run = Item::Run(Run {
                glyphs,
                show,
                blend: props.blend_mode,
                clip: self.clip(),
                spoken: None,
                marked: self.marked(),
            });
            self.add_masked(props.soft_mask.as_ref(), run);
        }
    }

    fn shape_of(&mut self, glyph: &OutlineGlyph) -> ShapeId {
        let text = readable(glyph.as_unicode());
        self.store.intern(
            glyph.identifier().cache_key(),
            glyph.char_code(),
            &text,
            glyph.advance_width(),
            || {
                let outline = glyph.outline();
                let advance = glyph
                    .advance_width()
                    .unwrap_or_else(|| outline.bounding_box().x1 as f32);
                (outline, advance, None)
            },
        )
    }

    fn repeats_last_run(&self, glyphs: &[PlacedGlyph]) -> bool {
        let last = self.frames.last().and_then(|frame| frame.items.last());
        let Some(Item::Run(last)) = last else {
            return false;
        };
        matches!(last.show, Show::Filled(_))
            && last.glyphs.len() == glyphs.len()
            && last.glyphs.iter().zip(glyphs).all(|(one, other)| {
                one.shape == other.shape && one.place.as_coeffs() == other.place.as_coeffs()
            })
    }

    fn add_outlines(&mut self, glyphs: &[PlacedGlyph], pen: &Pen) {
        let clip = self.clip();
        for glyph in glyphs {
            let path = glyph.place * &self.store.shape(glyph.shape).outline;
            let line = Item::Path(PaintedPath {
                path,
                paint: PathPaint::Stroke(pen.clone(), Affine::IDENTITY),
                blend: hayro_interpret::BlendMode::Normal,
                clip,
            });
            // As part of the glyph, so that it goes when the glyph goes.
            let blank = self.store.blank_twin(glyph.shape);
            self.add(Item::Drawn {
                marked: self.marked(),
                glyph: PlacedGlyph {
                    shape: blank,
                    place: glyph.place,
                },
                clip,
                items: vec![line],
            });
        }
    }

    /// Text painted with a pattern: drawn as its outline, read as itself.
    fn take_patterned<'a>(&mut self, outline: &OutlineGlyph, place: Affine, props: &DrawProps<'a>) {
        let shape = self.shape_of(outline);
        let path = self.store.shape(shape).outline.clone();
        let clip = self.clip();
        let items = if self.wants_everything() {
            let props = DrawProps {
                transform: place,
                ..props.clone()
            };
            self.apart(|recorder| {
                recorder.take_path(&path, &props, &DrawMode::Fill(FillRule::NonZero));
            })
        } else {
            Vec::new()
        };
        self.add(Item::Drawn {
            marked: self.marked(),
            glyph: PlacedGlyph { shape, place },
            clip,
            items,
        });
    }

    fn take_drawn<'a>(
        &mut self,
        drawn: &Type3Glyph<'a>,
        place: Affine,
        glyph_transform: Affine,
        props: &DrawProps<'a>,
        mode: &DrawMode,
    ) {
        if self.is_too_deep() {
            return;
        }
        let is_seen = !matches!(mode, DrawMode::Invisible);
        let items = self.apart(|recorder| {
            drawn.interpret(recorder, props.transform, glyph_transform, &props.paint);
        });
        let text = readable(drawn.as_unicode());
        let clip = self.clip();
        let bounds = bounds_of(&items);
        let ink = if place.determinant().abs() > 1e-12 {
            bounds.map(|bounds| place.inverse().transform_rect_bbox(bounds))
        } else {
            None
        };
        let advance = drawn.advance_width().unwrap_or(0.0);
        let shape = self
            .store
            .intern(drawn.cache_key(), drawn.char_code(), &text, None, || {
                (BezPath::new(), advance, ink)
            });
        let glyph = PlacedGlyph { shape, place };
        if is_seen {
            self.add_masked(
                props.soft_mask.as_ref(),
                Item::Drawn {
                    glyph,
                    clip,
                    items,
                    marked: self.marked(),
                },
            );
        } else {
            let run = Run {
                glyphs: vec![glyph],
                show: Show::Unseen,
                blend: props.blend_mode,
                clip,
                spoken: None,
                marked: self.marked(),
            };
            self.add(Item::Run(run));
        }
    }
}

fn bounds_of(items: &[Item]) -> Option<Rect> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Path(path) => Some(path.bounds()),
            Item::Picture(picture) => Some(picture.bounds()),
            Item::Group(group) => bounds_of(&group.items),
            Item::Drawn { items, .. } => bounds_of(items),
            Item::Run(_) => None,
        })
        .reduce(|one, other| one.union(other))
}

/// The text of a glyph without what no reader should be told: control characters and private codes.
fn readable(text: Option<BfString>) -> String {
    let keep = |letter: char| match letter {
        '\u{F0B7}' | '\u{F0A7}' | '\u{F076}' | '\u{F0D8}' => Some('•'),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => None,
        '\0' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => None,
        '\t' | '\r' | '\n' | '\u{A0}' => Some(' '),
        letter if letter.is_control() => None,
        letter => Some(letter),
    };
    match text {
        None => String::new(),
        Some(BfString::Char(letter)) => keep(letter).map_or_else(String::new, String::from),
        Some(BfString::String(text)) => text.chars().filter_map(keep).collect(),
    }
}
