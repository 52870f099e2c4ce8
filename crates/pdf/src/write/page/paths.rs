use hayro_interpret::FillRule;
use krilla::surface::Surface;
use kurbo::{Rect, Shape as _};

use crate::drawing::{Colour, PaintedPath, PathPaint};
use crate::write::paint;

pub(super) fn draw_path(surface: &mut Surface<'_>, own: &PaintedPath) {
    let Some(path) = paint::path(&own.path) else {
        return;
    };
    let mut pushed = 0;
    if let Some(blend) = paint::blend(own.blend) {
        surface.push_blend_mode(blend);
        pushed += 1;
    }
    match &own.paint {
        PathPaint::Fill(colour, rule) => {
            surface.set_fill(Some(paint::fill(*colour, *rule)));
            surface.set_stroke(None);
        }
        PathPaint::Stroke(pen, transform) => {
            surface.set_fill(None);
            surface.set_stroke(Some(paint::stroke(pen)));
            surface.push_transform(&paint::transform(*transform));
            pushed += 1;
        }
    }
    surface.draw_path(&path);
    (0..pushed).for_each(|_| surface.pop());
}

pub(super) fn filled(area: Rect, colour: Colour) -> PaintedPath {
    PaintedPath {
        path: area.to_path(0.1),
        paint: PathPaint::Fill(colour, FillRule::NonZero),
        blend: hayro_interpret::BlendMode::Normal,
        clip: None,
    }
}
