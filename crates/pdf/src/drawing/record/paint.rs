use hayro_interpret::encode::texture_dimensions;
use hayro_interpret::pattern::{Pattern, ShadingPattern, TilingPattern};
use hayro_interpret::{BlendMode, DrawMode, DrawProps, FillRule, Paint, StrokeProps};
use kurbo::{Affine, BezPath, Rect, Shape as _};

use super::{Recorder, Wanted};
use crate::drawing::{
    Colour, Group, Item, Marked, PaintedPath, PathPaint, Pen, Picture, PictureData, Pixels,
};
use crate::limits::MOST_TILES;

/// Pixels a point for what is only known as a function of the place.
const SHADING_SCALE: f32 = 2.0;
const MOST_SHADING_PIXELS: u64 = 8_000_000;

pub(super) fn plain_colour(paint: &Paint<'_>) -> Option<Colour> {
    match paint {
        Paint::Color(colour) => {
            let [red, green, blue, _] = colour.to_rgba().to_rgba8();
            let [.., alpha] = colour.to_rgba().components();
            Some(Colour {
                rgb: [red, green, blue],
                alpha: alpha.clamp(0.0, 1.0),
            })
        }
        Paint::Pattern(_) => None,
    }
}

pub(super) fn pen(stroke: &StrokeProps, colour: Colour, scale: f64) -> Pen {
    Pen {
        colour,
        width: f64::from(stroke.line_width).abs() * scale,
        cap: stroke.line_cap,
        join: stroke.line_join,
        miter: f64::from(stroke.miter_limit).max(1.0),
        dashes: stroke
            .dash_array
            .iter()
            .map(|dash| f64::from(dash.max(0.0)) * scale)
            .collect(),
        dash_offset: f64::from(stroke.dash_offset) * scale,
    }
}

impl Recorder<'_> {
    /// Something of many colours.
    fn add_place(&mut self, area: Rect) {
        if matches!(self.wanted, Wanted::Layers) {
            let place = Affine::translate((area.x0, area.y0))
                * Affine::scale_non_uniform(area.width(), area.height());
            let clip = self.clip();
            self.add(Item::Picture(Picture {
                place,
                data: PictureData::Place { is_solid: false },
                clip,
                is_ornament: true,
                marked: Marked::Not,
            }));
        }
    }

    pub(super) fn take_path<'a>(&mut self, path: &BezPath, props: &DrawProps<'a>, mode: &DrawMode) {
        if path.elements().is_empty() || !props.transform.is_finite() || !path.is_finite() {
            return;
        }
        match mode {
            DrawMode::Invisible => {}
            DrawMode::Fill(rule) => self.take_fill(path, props, *rule),
            DrawMode::Stroke(stroke) => self.take_stroke(path, props, stroke),
            DrawMode::FillAndStroke(rule, stroke) => {
                self.take_fill(path, props, *rule);
                self.take_stroke(path, props, stroke);
            }
        }
    }

    fn take_fill<'a>(&mut self, path: &BezPath, props: &DrawProps<'a>, rule: FillRule) {
        let path = props.transform * path;
        let clip = self.clip();
        match &props.paint {
            Paint::Color(_) => {
                let Some(colour) = plain_colour(&props.paint) else {
                    return;
                };
                let paint = PathPaint::Fill(colour, rule);
                let item = Item::Path(PaintedPath {
                    path,
                    paint,
                    blend: props.blend_mode,
                    clip,
                });
                self.add_masked(props.soft_mask.as_ref(), item);
            }
            Paint::Pattern(pattern) => self.take_pattern(path, rule, pattern, props),
        }
    }

    fn take_stroke<'a>(&mut self, path: &BezPath, props: &DrawProps<'a>, stroke: &StrokeProps) {
        if let Some(colour) = plain_colour(&props.paint) {
            let paint = PathPaint::Stroke(pen(stroke, colour, 1.0), props.transform);
            let item = PaintedPath {
                path: path.clone(),
                paint,
                blend: props.blend_mode,
                clip: self.clip(),
            };
            self.add_masked(props.soft_mask.as_ref(), Item::Path(item));
        } else if let Paint::Pattern(pattern) = &props.paint {
            let pen = pen(
                stroke,
                Colour {
                    rgb: [0; 3],
                    alpha: 1.0,
                },
                1.0,
            );
            let outline = kurbo::stroke(
                path.elements().iter().copied(),
                &pen.kurbo(),
                &Default::default(),
                0.05,
            );
            self.take_pattern(props.transform * outline, FillRule::NonZero, pattern, props);
        }
    }

    /// The shape is a clip, and the pattern is drawn inside it.
    fn take_pattern<'a>(
        &mut self,
        shape: BezPath,
        rule: FillRule,
        pattern: &Pattern<'a>,
        props: &DrawProps<'a>,
    ) {
        let outer = self.clip();
        let area = shape.bounding_box();
        let area = if area.overlaps(self.drawing.clip_bounds(outer)) {
            area.intersect(self.drawing.clip_bounds(outer))
        } else {
            return;
        };
        let inner = self.add_clip(shape, rule);
        self.clips.push(inner);
        let items = self.apart(|recorder| match pattern {
            Pattern::Shading(shading) if recorder.wants_everything() => {
                recorder.take_shading(shading, area);
            }
            Pattern::Shading(_) => recorder.add_place(area),
            Pattern::Tiling(tiling) => recorder.take_tiling(tiling, area),
        });
        self.clips.pop();
        if items.is_empty() {
            return;
        }
        let opacity = match pattern {
            Pattern::Shading(_) => 1.0,
            Pattern::Tiling(tiling) => tiling.opacity,
        };
        if opacity >= 1.0 && props.blend_mode == BlendMode::Normal && props.soft_mask.is_none() {
            for item in items {
                self.add(item);
            }
            return;
        }
        let group = Group {
            items,
            opacity: opacity.clamp(0.0, 1.0),
            blend: props.blend_mode,
            mask: None,
            clip: outer,
        };
        self.add_masked(props.soft_mask.as_ref(), Item::Group(group));
    }

    fn take_shading(&mut self, shading: &ShadingPattern, area: Rect) {
        let own_clip = shading.shading.clip_path.clone();
        let mut scale = SHADING_SCALE;
        loop {
            let (width, height) = texture_dimensions(area, scale);
            if u64::from(width) * u64::from(height) <= MOST_SHADING_PIXELS {
                break;
            }
            scale *= 0.5;
        }
        let texture = shading.encode().render_texture(area, scale);
        let count = texture.width as usize * texture.height as usize;
        let mut colour = Vec::with_capacity(count * 3);
        let mut alpha = texture.has_transparency.then(|| Vec::with_capacity(count));
        for pixel in texture.data.chunks_exact(4) {
            colour.extend_from_slice(&pixel[..3]);
            if let Some(alpha) = &mut alpha {
                alpha.push(pixel[3]);
            }
        }
        let clip = match own_clip {
            Some(path) => self.add_clip(path, FillRule::NonZero),
            None => self.clip(),
        };
        let (width, height) = (texture.width, texture.height);
        self.add(Item::Picture(Picture {
            place: texture.transform
                * Affine::scale_non_uniform(f64::from(width), f64::from(height)),
            data: PictureData::Pixels(
                Pixels {
                    width,
                    height,
                    colour,
                    is_grey: false,
                    alpha,
                    lossy: None,
                }
                .into(),
            ),
            clip,
            is_ornament: true,
            marked: self.marked(),
        }));
    }

    fn take_tiling<'a>(&mut self, tiling: &TilingPattern<'a>, area: Rect) {
        let (step_x, step_y) = (
            f64::from(tiling.x_step).abs(),
            f64::from(tiling.y_step).abs(),
        );
        if self.is_too_deep() || tiling.matrix.determinant().abs() < 1e-9 {
            self.drawing.unsaid.patterns += 1;
            return;
        }
        let area = tiling.matrix.inverse().transform_rect_bbox(area);
        let columns = range(area.x0 - tiling.bbox.x1, area.x1 - tiling.bbox.x0, step_x);
        let rows = range(area.y0 - tiling.bbox.y1, area.y1 - tiling.bbox.y0, step_y);
        let count = columns.clone().count().saturating_mul(rows.clone().count());
        if count > MOST_TILES {
            self.drawing.unsaid.patterns += 1;
            return;
        }
        for row in rows {
            for column in columns.clone() {
                self.count(1);
                let shift = (f64::from(column) * step_x, f64::from(row) * step_y);
                let place = tiling.matrix * Affine::translate(shift);
                tiling.interpret(self, place, false);
            }
        }
    }
}

fn range(from: f64, to: f64, step: f64) -> std::ops::RangeInclusive<i32> {
    let first = (from / step).ceil().clamp(-1e6, 1e6) as i32;
    let last = (to / step).floor().clamp(-1e6, 1e6) as i32;
    first..=last
}
