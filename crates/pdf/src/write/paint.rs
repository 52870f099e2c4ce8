use hayro_interpret::BlendMode as Source;
use krilla::blend::BlendMode;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use kurbo::{Affine, BezPath, Cap, Join, PathEl};

use crate::drawing::{Colour, Pen};

pub(super) fn fill(colour: Colour, rule: hayro_interpret::FillRule) -> Fill {
    Fill {
        paint: paint(colour).into(),
        opacity: share(colour.alpha),
        rule: fill_rule(rule),
    }
}

pub(super) fn stroke(pen: &Pen) -> Stroke {
    let is_dashed = pen.dashes.iter().sum::<f64>() > 0.0;
    Stroke {
        paint: paint(pen.colour).into(),
        width: pen.width as f32,
        miter_limit: pen.miter as f32,
        line_cap: match pen.cap {
            Cap::Butt => LineCap::Butt,
            Cap::Round => LineCap::Round,
            Cap::Square => LineCap::Square,
        },
        line_join: match pen.join {
            Join::Miter => LineJoin::Miter,
            Join::Round => LineJoin::Round,
            Join::Bevel => LineJoin::Bevel,
        },
        opacity: share(pen.colour.alpha),
        dash: is_dashed.then(|| StrokeDash {
            array: pen.dashes.iter().map(|dash| *dash as f32).collect(),
            offset: pen.dash_offset as f32,
        }),
    }
}

fn paint(colour: Colour) -> rgb::Color {
    let [red, green, blue] = colour.rgb;
    rgb::Color::new(red, green, blue)
}

pub(super) fn share(share: f32) -> NormalizedF32 {
    NormalizedF32::new(share.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

pub(super) fn fill_rule(rule: hayro_interpret::FillRule) -> FillRule {
    match rule {
        hayro_interpret::FillRule::NonZero => FillRule::NonZero,
        hayro_interpret::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

pub(super) fn transform(affine: Affine) -> Transform {
    let [a, b, c, d, e, f] = affine.as_coeffs().map(|number| number as f32);
    Transform::from_row(a, b, c, d, e, f)
}

/// None for what has no extent, or one that no file can hold.
pub(super) fn path(path: &BezPath) -> Option<Path> {
    let mut made = PathBuilder::new();
    let mut is_open = false;
    for element in path.elements() {
        // After a closed contour one may go on without moving; this writer's paths may not.
        match *element {
            PathEl::MoveTo(point) => made.move_to(point.x as f32, point.y as f32),
            PathEl::LineTo(point) => made.line_to(point.x as f32, point.y as f32),
            PathEl::QuadTo(one, point) => {
                made.quad_to(one.x as f32, one.y as f32, point.x as f32, point.y as f32);
            }
            PathEl::CurveTo(one, two, point) => made.cubic_to(
                one.x as f32,
                one.y as f32,
                two.x as f32,
                two.y as f32,
                point.x as f32,
                point.y as f32,
            ),
            PathEl::ClosePath if is_open => made.close(),
            PathEl::ClosePath => {}
        }
        is_open = !matches!(element, PathEl::ClosePath);
    }
    made.finish()
}

pub(super) fn blend(mode: Source) -> Option<BlendMode> {
    Some(match mode {
        Source::Normal => return None,
        Source::Multiply => BlendMode::Multiply,
        Source::Screen => BlendMode::Screen,
        Source::Overlay => BlendMode::Overlay,
        Source::Darken => BlendMode::Darken,
        Source::Lighten => BlendMode::Lighten,
        Source::ColorDodge => BlendMode::ColorDodge,
        Source::ColorBurn => BlendMode::ColorBurn,
        Source::HardLight => BlendMode::HardLight,
        Source::SoftLight => BlendMode::SoftLight,
        Source::Difference => BlendMode::Difference,
        Source::Exclusion => BlendMode::Exclusion,
        Source::Hue => BlendMode::Hue,
        Source::Saturation => BlendMode::Saturation,
        Source::Color => BlendMode::Color,
        Source::Luminosity => BlendMode::Luminosity,
    })
}
