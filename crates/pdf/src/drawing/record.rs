//! Takes down what the engine draws.

mod glyphs;
mod groups;
mod paint;
mod pictures;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::{Dict, String as PdfString};
use kurbo::{BezPath, PathEl, Point, Rect, Shape as _};

use super::{Clip, ClipId, Drawing, GlyphStore, Item, Marked, PictureData};
use crate::limits::{DEEPEST_GROUP, Limits};
use crate::painted::PictureNotes;
use crate::source::text_of;
use groups::Frame;
pub(crate) use pictures::jpeg_as_it_is;

/// What the list is for.
#[derive(Clone, Copy)]
pub(crate) enum Wanted<'m> {
    /// Where things are: pictures keep their place and no pixels, and only glyphs are shaped.
    Places,
    /// Where things are, and what lies over what.
    Layers,
    /// All that is needed to draw the page again. Pictures that meet one of the areas come as pixels.
    Everything { covered: &'m [Rect] },
}

const SAID: [&str; 3] = ["ActualText", "Alt", "E"];
const MOST_SAID: usize = 2_000;
const LONGEST_SAID: usize = 2_000;

/// Why taking down stopped before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    TooFull,
    TooSlow,
    PictureTooLarge,
}

pub(crate) struct Recorder<'s> {
    store: &'s mut GlyphStore,
    pictures: &'s mut HashMap<u128, PictureData>,
    notes: &'s PictureNotes,
    wanted: Wanted<'s>,
    limits: Limits,
    until: Instant,
    events: usize,
    trouble: Option<Trouble>,
    drawing: Drawing,
    /// The innermost clip of each `push`.
    clips: Vec<ClipId>,
    frames: Vec<Frame>,
    /// What each piece of marked content that is open is called.
    marks: Vec<Marked>,
}

impl<'s> Recorder<'s> {
    pub(crate) fn new(
        store: &'s mut GlyphStore,
        pictures: &'s mut HashMap<u128, PictureData>,
        notes: &'s PictureNotes,
        wanted: Wanted<'s>,
        limits: Limits,
        (width, height): (f32, f32),
    ) -> Self {
        Self {
            store,
            pictures,
            notes,
            wanted,
            limits,
            until: Instant::now() + limits.page_time,
            events: 0,
            trouble: None,
            drawing: Drawing {
                width: f64::from(width),
                height: f64::from(height),
                ..Drawing::default()
            },
            clips: Vec::new(),
            frames: vec![Frame::page()],
            marks: Vec::new(),
        }
    }

    pub(crate) fn finish(mut self) -> Drawing {
        // A source may forget to end its groups.
        while self.frames.len() > 1 {
            self.end_group();
        }
        if let Some(page) = self.frames.pop() {
            self.drawing.items = page.items;
        }
        self.drawing
    }

    /// For who has a look at the picture as well.
    pub(crate) fn picture<'a>(&mut self, image: &Image<'a, '_>, props: &ImageDrawProps<'a>) {
        self.count(1);
        self.take_image(image, props);
    }

    /// Counts what is drawn, and leaves the engine when it is too much. The engine has no other way to be stopped,
    /// and content that calls itself ten times at each of twelve depths never ends.
    fn count(&mut self, weight: usize) {
        let before = self.events;
        self.events += weight;
        if self.events > self.limits.items {
            self.leave(Trouble::TooFull);
        }
        if before >> 8 != self.events >> 8 && Instant::now() > self.until {
            self.leave(Trouble::TooSlow);
        }
    }

    fn leave(&mut self, trouble: Trouble) -> ! {
        self.trouble = Some(trouble);
        std::panic::resume_unwind(Box::new(trouble))
    }

    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    fn clip(&self) -> ClipId {
        self.clips.last().copied().flatten()
    }

    /// The innermost mark that says something.
    fn marked(&self) -> Marked {
        let said = self.marks.iter().rev().find(|mark| **mark != Marked::Not);
        said.copied().unwrap_or_default()
    }

    fn add(&mut self, item: Item) {
        if let Some(frame) = self.frames.last_mut() {
            frame.items.push(item);
        }
    }

    fn is_too_deep(&self) -> bool {
        self.frames.len() > DEEPEST_GROUP
    }

    fn wants_everything(&self) -> bool {
        matches!(self.wanted, Wanted::Everything { .. })
    }

    fn add_clip(&mut self, path: BezPath, rule: hayro_interpret::FillRule) -> ClipId {
        let parent = self.clip();
        let within = self.drawing.clip_bounds(parent);
        let own = path.bounding_box();
        let bounds = if own.overlaps(within) {
            own.intersect(within)
        } else {
            Rect::ZERO
        };
        // A clip that takes nothing away is none; most pages begin with such a one.
        if is_upright_box(&path) && own.contains_rect(within) {
            return parent;
        }
        let id = self.drawing.clips.len() as u32;
        self.drawing.clips.push(Clip {
            path: Arc::new(path),
            rule,
            parent,
            bounds,
        });
        Some(id)
    }
}

/// Four corners, upright: its bounding box is the whole of it.
pub(crate) fn is_upright_box(path: &BezPath) -> bool {
    let area = path.area().abs();
    let bounds = path.bounding_box();
    path.elements().len() <= 6
        && !path.elements().iter().any(|element| {
            matches!(
                element,
                kurbo::PathEl::QuadTo(..) | kurbo::PathEl::CurveTo(..)
            )
        })
        && (area - bounds.area()).abs() <= 1e-6 * bounds.area().max(1.0)
}

impl<'a> Device<'a> for Recorder<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(1 + path.elements().len() / 8 + dashes(path, mode));
        // A tile or a mask may hold text, so they are looked into even where only places are asked for.
        let may_hold_text = matches!(&props.paint, Paint::Pattern(_)) || props.soft_mask.is_some();
        if !matches!(self.wanted, Wanted::Places) || may_hold_text {
            self.take_path(path, &props, mode);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.count(1);
        let id = self.add_clip(clip.path.clone(), clip.fill);
        self.clips.push(id);
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
        self.count(1);
        self.begin_group(opacity, mask, blend);
    }

    fn pop_transparency_group(&mut self) {
        self.end_group();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(run.glyphs().len());
        self.take_run(run, &props, mode);
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.count(1);
        if let Some(own) = properties
            && matches!(self.wanted, Wanted::Layers)
        {
            let said = SAID.iter().filter_map(|key| own.get::<PdfString<'_>>(key));
            let said = said.map(|said| text_of(said.as_bytes(), LONGEST_SAID));
            let room = MOST_SAID.saturating_sub(self.drawing.said.len());
            self.drawing.said.extend(said.take(room));
        }
        let number = properties.and_then(|own| own.get::<i32>("MCID"));
        let number = number.and_then(|number| u32::try_from(number).ok());
        self.marks.push(match number {
            Some(number) => Marked::Content(number),
            None if tag == b"Artifact" => Marked::Artifact,
            None => Marked::Not,
        });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.picture(&image, &props);
    }
}

/// How many strokes a dashed line becomes: whoever draws it draws each. A curve is no longer than its corners.
fn dashes(path: &BezPath, mode: &DrawMode) -> usize {
    let (DrawMode::Stroke(pen) | DrawMode::FillAndStroke(_, pen)) = mode else {
        return 0;
    };
    let period: f64 = pen
        .dash_array
        .iter()
        .map(|dash| f64::from(dash.max(0.0)))
        .sum();
    if pen.dash_array.is_empty() || period <= 0.0 {
        return 0;
    }
    let mut length = 0.0;
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        let corners: &[Point] = match element {
            PathEl::MoveTo(to) => {
                (start, at) = (*to, *to);
                continue;
            }
            PathEl::ClosePath => &[start],
            PathEl::LineTo(to) => &[*to],
            PathEl::QuadTo(one, to) => &[*one, *to],
            PathEl::CurveTo(one, two, to) => &[*one, *two, *to],
        };
        for corner in corners {
            length += at.distance(*corner);
            at = *corner;
        }
    }
    // As two: each has two ends.
    (2.0 * length / period * pen.dash_array.len() as f64 / 2.0) as usize
}
