use std::sync::Arc;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, Paint,
    SoftMask, StrokeProps,
};
use kurbo::{Affine, BezPath, Rect, Shape as _};

use super::outlines::Outline;
use super::pictures::{PictureNotes, note_of};
use super::{Clip, ClipAt, ClipShape, Mark, Outlines, Painted, Pen, What};
use crate::drawing::is_upright_box;

/// Stands beside the recorder while the engine runs a page, and notes what it is told.
pub(crate) struct Witness<'b> {
    outlines: &'b mut Outlines,
    pictures: &'b PictureNotes,
    page: Rect,
    painted: Painted,
    clips: Vec<ClipAt>,
    /// For each group that is open, whether a mark tells of it.
    groups: Vec<bool>,
}

impl<'b> Witness<'b> {
    pub(crate) fn new(outlines: &'b mut Outlines, pictures: &'b PictureNotes, page: Rect) -> Self {
        Self {
            outlines,
            pictures,
            page,
            painted: Painted {
                page,
                ..Painted::default()
            },
            clips: Vec::new(),
            groups: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> Painted {
        self.painted
    }

    fn clip(&self) -> ClipAt {
        self.clips.last().copied().flatten()
    }

    fn clip_bounds(&self) -> Rect {
        self.clip()
            .and_then(|at| self.painted.clips.get(at as usize))
            .map_or(self.page, |clip| clip.bounds)
    }

    fn add_clip(&mut self, path: &BezPath, rule: FillRule) {
        let parent = self.clip();
        let within = self.clip_bounds();
        let own = path.bounding_box();
        let shape = if is_upright_box(path) {
            ClipShape::Box
        } else {
            ClipShape::Path(path.clone(), rule)
        };
        self.painted.clips.push(Clip {
            shape,
            parent,
            bounds: shared(own, within).unwrap_or(Rect::ZERO),
        });
        self.clips.push(Some((self.painted.clips.len() - 1) as u32));
    }

    /// What lies outside its clips or the page leaves no paint.
    fn mark(&mut self, what: What, colour: [u8; 4], reach: Rect) {
        if colour[3] == 0 {
            return;
        }
        // A line of no width is shown as thin as can be.
        if let Some(area) = shared(reach.inflate(0.01, 0.01), self.clip_bounds()) {
            let clip = self.clip();
            self.painted.marks.push(Mark {
                what,
                colour,
                clip,
                area,
            });
        }
    }

    fn is_plain(&mut self, blend: BlendMode, mask: Option<&SoftMask<'_>>) -> bool {
        let is_plain = blend == BlendMode::Normal && mask.is_none();
        self.painted.needs_eyes |= !is_plain;
        is_plain
    }

    fn plain_colour(&mut self, props: &DrawProps<'_>) -> Option<[u8; 4]> {
        match &props.paint {
            Paint::Color(colour) if self.is_plain(props.blend_mode, props.soft_mask.as_ref()) => {
                Some(colour.to_rgba().to_rgba8())
            }
            Paint::Color(_) | Paint::Pattern(_) => {
                self.painted.needs_eyes = true;
                None
            }
        }
    }

    fn fill(&mut self, path: &BezPath, props: &DrawProps<'_>, rule: FillRule) {
        if let Some(colour) = self.plain_colour(props) {
            let path = props.transform * path;
            let reach = path.bounding_box();
            let what = if is_upright_box(&path) {
                What::Box
            } else {
                What::Fill(path, rule)
            };
            self.mark(what, colour, reach);
        }
    }

    fn line(&mut self, path: BezPath, stroke: &StrokeProps, props: &DrawProps<'_>) {
        if let Some(colour) = self.plain_colour(props) {
            let [a, b, c, d, ..] = props.transform.as_coeffs();
            let width = f64::from(stroke.line_width).abs();
            let scale = props.transform.determinant().abs().sqrt();
            let pen = Pen {
                nib: [a, b, c, d].map(|part| part * width),
                cap: stroke.line_cap,
                join: stroke.line_join,
                miter: f64::from(stroke.miter_limit).max(1.0),
                dashes: stroke
                    .dash_array
                    .iter()
                    .map(|dash| f64::from(dash.max(0.0)) * scale)
                    .collect(),
                dash_offset: f64::from(stroke.dash_offset) * scale,
            };
            let reach = width * scale.max(a.hypot(b)).max(c.hypot(d)) / 2.0;
            let area = path.bounding_box().inflate(reach, reach);
            self.mark(What::Line(Box::new((path, pen))), colour, area);
        }
    }
}

/// What two boxes have in common, if it is only an edge.
fn shared(one: Rect, other: Rect) -> Option<Rect> {
    let shared = Rect::new(
        one.x0.max(other.x0),
        one.y0.max(other.y0),
        one.x1.min(other.x1),
        one.y1.min(other.y1),
    );
    (shared.x0 <= shared.x1 && shared.y0 <= shared.y1).then_some(shared)
}

impl<'a> Witness<'_> {
    pub(crate) fn path(&mut self, path: &BezPath, props: &DrawProps<'a>, mode: &DrawMode) {
        if path.elements().is_empty() {
            return;
        }
        if !props.transform.is_finite() || !path.is_finite() {
            self.painted.needs_eyes = true;
            return;
        }
        match mode {
            DrawMode::Invisible => {}
            DrawMode::Fill(rule) => self.fill(path, props, *rule),
            DrawMode::Stroke(stroke) => self.line(props.transform * path, stroke, props),
            DrawMode::FillAndStroke(rule, stroke) => {
                self.fill(path, props, *rule);
                self.line(props.transform * path, stroke, props);
            }
        }
    }

    pub(crate) fn glyphs(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: &DrawProps<'a>,
        mode: &DrawMode,
    ) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            match &**glyph {
                Glyph::Type3(drawn) => {
                    drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                    // The glyph's own paint is noted; what the text is painted with is not.
                    self.is_plain(props.blend_mode, props.soft_mask.as_ref());
                }
                Glyph::Outline(outline) => {
                    let key = outline.identifier().cache_key();
                    let outline = self.outlines.intern(key, || outline.outline());
                    if outline.is_blank() {
                        continue;
                    }
                    if !place.is_finite() {
                        self.painted.needs_eyes = true;
                        continue;
                    }
                    self.outline(outline, place, props, mode);
                }
            }
        }
    }

    fn outline(
        &mut self,
        outline: Arc<Outline>,
        place: Affine,
        props: &DrawProps<'a>,
        mode: &DrawMode,
    ) {
        let line = match mode {
            DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) => {
                Some((place * &outline.path, stroke))
            }
            _ => None,
        };
        if let DrawMode::Fill(_) | DrawMode::FillAndStroke(..) = mode
            && let Some(colour) = self.plain_colour(props)
        {
            let reach = place.transform_rect_bbox(outline.ink);
            self.mark(What::Glyph { outline, place }, colour, reach);
        }
        if let Some((path, stroke)) = line {
            self.line(path, stroke, props);
        }
    }

    pub(crate) fn picture(&mut self, image: &Image<'a, '_>, props: &ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let place = props.transform * Affine::scale_non_uniform(width, height);
        let reach = place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        if !self.is_plain(props.blend_mode, props.soft_mask.as_ref()) {
            return;
        }
        if shared(reach, self.clip_bounds()).is_none() {
            return;
        }
        match note_of(image, self.pictures) {
            Some(note) => self.mark(What::Picture(note, place), [0, 0, 0, 255], reach),
            None => self.painted.needs_eyes = true,
        }
    }

    pub(crate) fn group(&mut self, opacity: f32, mask: Option<&SoftMask<'a>>, blend: BlendMode) {
        self.is_plain(blend, mask);
        // Laid on wholly, a group of plain paint is that paint.
        let is_told = opacity < 1.0;
        if is_told {
            let area = self.clip_bounds();
            self.mark(What::Begin(opacity), [0, 0, 0, 255], area);
        }
        self.groups.push(is_told);
    }
}

/// Glyphs that are drawings themselves are looked into.
impl<'a> Device<'a> for Witness<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.path(path, &props, mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.add_clip(&clip.path, clip.fill);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.group(opacity, mask.as_ref(), blend);
    }

    fn pop_transparency_group(&mut self) {
        if self.groups.pop().unwrap_or(false) {
            let area = self.clip_bounds();
            self.mark(What::End, [0, 0, 0, 255], area);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.glyphs(run, &props, mode);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.picture(&image, &props);
    }
}
