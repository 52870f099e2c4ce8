use std::collections::HashMap;

use hayro_interpret::FillRule;
use krilla::Document;
use krilla::mask::{Mask as WrittenMask, MaskType};
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagTree};
use kurbo::{Affine, Rect, Shape as _};

use super::font::{Fonts, fits};
use super::tags::{self, Headings};
use super::text::TextRun;
use super::{paint, picture};
use crate::PdfError;
use crate::drawing::{
    ClipId, Colour, Drawing, GlyphStore, Group, Item, Mask, MaskKind, PaintedPath, PathPaint,
    PlacedGlyph, Run, Show, is_upright_box,
};
use crate::read::{PageText, blocks};

/// In points: a picture smaller than this is an ornament.
const LEAST_FIGURE: f64 = 12.0;

/// Draws a page and tells how many of its pictures nobody has described.
pub(super) fn draw(
    document: &mut Document,
    tree: &mut TagTree,
    headings: &mut Headings,
    number: usize,
    drawing: &Drawing,
    store: &GlyphStore,
    fonts: &Fonts,
) -> Result<usize, PdfError> {
    let read = PageText::of(drawing, store);
    let mut words = HashMap::new();
    for (line, text) in read.lines.iter().enumerate() {
        for (word, text) in text.words.iter().enumerate() {
            words.extend(text.glyphs.iter().map(|glyph| (glyph.order, (line, word))));
        }
    }
    let label = u32::try_from(number + 1)
        .ok()
        .and_then(std::num::NonZeroU32::new);
    let settings = PageSettings::from_wh(drawing.width as f32, drawing.height as f32)
        .ok_or(PdfError::NotWritten)?
        .with_page_label(PageLabel::new(Some(NumberingStyle::Arabic), None, label));
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let mut hand = Hand {
        drawing,
        store,
        words,
        run: TextRun::new(fonts),
        fonts,
        open: Open::Nothing,
        clip: None,
        clips_pushed: 0,
        order: 0,
        last_word: None,
        pieces: vec![Vec::new(); read.lines.len()],
        figures: Vec::new(),
        has_words: !read.lines.is_empty(),
        last_show: None,
    };
    for item in &drawing.items {
        hand.item(&mut surface, item);
    }
    hand.end(&mut surface);
    hand.leave_clips(&mut surface);
    surface.finish();
    page.finish();
    let blocks = blocks(&read.lines);
    let undescribed = hand.figures.len();
    tags::add_page(
        tree,
        headings,
        number,
        &read.lines,
        &blocks,
        &mut hand.pieces,
        hand.figures,
    );
    Ok(undescribed)
}

/// What is being drawn, to whoever does not see it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Artifact,
    Line(usize),
    Figure,
}

struct Hand<'d> {
    drawing: &'d Drawing,
    store: &'d GlyphStore,
    fonts: &'d Fonts,
    /// Line and word of each glyph, by its place in the order of painting.
    words: HashMap<u32, (usize, usize)>,
    run: TextRun<'d>,
    open: Open,
    clip: ClipId,
    clips_pushed: usize,
    order: u32,
    last_word: Option<(usize, usize)>,
    pieces: Vec<Vec<Identifier>>,
    figures: Vec<Identifier>,
    has_words: bool,
    last_show: Option<Show>,
}

impl Hand<'_> {
    fn item(&mut self, surface: &mut Surface<'_>, item: &Item) {
        match item {
            Item::Run(run) => self.run(surface, run),
            Item::Drawn { glyph, clip, items } => {
                let order = self.next_order();
                match self.words.get(&order) {
                    Some(word) => self.begin(surface, Open::Line(word.0), *clip),
                    None => self.begin(surface, Open::Artifact, *clip),
                }
                self.between_words(order);
                self.run.draw(surface);
                self.bare(surface, items);
                if self.words.contains_key(&order) {
                    self.run.add(surface, glyph, &Show::Unseen, self.store);
                    self.run.draw(surface);
                }
            }
            Item::Path(path) => {
                self.begin(surface, Open::Artifact, path.clip);
                self.run.draw(surface);
                draw_path(surface, path);
            }
            Item::Picture(own) => {
                let bounds = own.bounds();
                let is_figure = !own.is_ornament
                    && bounds.width() >= LEAST_FIGURE
                    && bounds.height() >= LEAST_FIGURE
                    && !(self.has_words && bounds.area() > 0.5 * self.drawing.page_area().area());
                self.end(surface);
                self.begin(
                    surface,
                    if is_figure {
                        Open::Figure
                    } else {
                        Open::Artifact
                    },
                    own.clip,
                );
                let _ = picture::draw(surface, own);
                if is_figure {
                    self.end(surface);
                }
            }
            Item::Group(group) => self.group(surface, group),
        }
    }

    fn run(&mut self, surface: &mut Surface<'_>, run: &Run) {
        if let Some(spoken) = &run.spoken {
            self.spoken_run(surface, run, spoken);
            return;
        }
        let blend = paint::blend(run.blend);
        // Runs that look alike are drawn together, so that the space between their words can be written.
        if !self
            .last_show
            .as_ref()
            .is_some_and(|last| is_alike(last, &run.show))
        {
            self.run.draw(surface);
        }
        self.last_show = Some(run.show.clone());
        let line = (self.order..self.order + run.glyphs.len() as u32)
            .find_map(|order| self.words.get(&order))
            .map(|word| word.0);
        for glyph in &run.glyphs {
            let order = self.next_order();
            let shape = self.store.shape(glyph.shape);
            let place = match self.words.get(&order) {
                Some((line, _)) => Open::Line(*line),
                // A space belongs to the line it is met in; on its own it is nothing.
                None if shape.is_space()
                    && self.clip == run.clip
                    && matches!(self.open, Open::Line(_)) =>
                {
                    self.open
                }
                None if shape.is_space() => match line {
                    Some(line) => Open::Line(line),
                    None => continue,
                },
                None => Open::Artifact,
            };
            self.begin(surface, place, run.clip);
            self.between_words(order);
            if !fits(self.store, glyph.shape) && !matches!(run.show, Show::Unseen) {
                self.run.draw(surface);
                self.outline(surface, glyph, &run.show);
            }
            self.with_colour(surface, &run.show);
            if blend.is_some() {
                self.run.draw(surface);
            }
            self.run.add(surface, glyph, &run.show, self.store);
            if let Some(blend) = blend {
                surface.push_blend_mode(blend);
                self.run.draw(surface);
                surface.pop();
            }
        }
    }

    /// Glyphs that something else is said for: a piece of its own in the line they stand in.
    fn spoken_run(&mut self, surface: &mut Surface<'_>, run: &Run, spoken: &str) {
        let from = self.order;
        let line = (from..from + run.glyphs.len() as u32).find_map(|order| self.words.get(&order));
        let line = line.map(|word| word.0);
        self.begin(surface, Open::Artifact, run.clip);
        self.end(surface);
        let said = SpanTag::empty().with_actual_text(Some(spoken));
        let piece = surface.start_tagged(match line {
            Some(_) => ContentTag::Span(said),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        });
        if let Some(line) = line {
            self.pieces[line].push(piece);
        }
        self.with_colour(surface, &run.show);
        for glyph in &run.glyphs {
            self.next_order();
            self.run.add(surface, glyph, &run.show, self.store);
        }
        self.run.draw(surface);
        surface.end_tagged();
        self.last_word = self.words.get(&(self.order.saturating_sub(1))).copied();
    }

    fn next_order(&mut self) -> u32 {
        self.order += 1;
        self.order - 1
    }

    fn between_words(&mut self, order: u32) {
        let word = self.words.get(&order).copied();
        if let (Some(last), Some(now)) = (self.last_word, word)
            && last != now
        {
            self.run.add_space();
        }
        self.last_word = word.or(self.last_word);
    }

    /// The caller draws what is pending first when the colour is another.
    fn with_colour(&mut self, surface: &mut Surface<'_>, show: &Show) {
        match show {
            Show::Filled(colour) => {
                surface.set_fill(Some(paint::fill(*colour, FillRule::NonZero)));
                surface.set_stroke(None);
            }
            Show::Outlined(pen) => {
                surface.set_fill(None);
                surface.set_stroke(Some(paint::stroke(pen)));
            }
            Show::Unseen => {
                surface.set_fill(Some(paint::fill(
                    Colour {
                        rgb: [0; 3],
                        alpha: 1.0,
                    },
                    FillRule::NonZero,
                )));
                surface.set_stroke(None);
            }
        }
    }

    fn outline(&self, surface: &mut Surface<'_>, glyph: &PlacedGlyph, show: &Show) {
        let path = glyph.place * &self.store.shape(glyph.shape).outline;
        let painted = match show {
            Show::Filled(colour) => PathPaint::Fill(*colour, FillRule::NonZero),
            Show::Outlined(pen) => PathPaint::Stroke(pen.clone(), Affine::IDENTITY),
            Show::Unseen => return,
        };
        let blend = hayro_interpret::BlendMode::Normal;
        draw_path(
            surface,
            &PaintedPath {
                path,
                paint: painted,
                blend,
                clip: None,
            },
        );
    }

    /// A group is one piece to the reader: what is inside it lies in a form of its own, where nothing can be tagged.
    fn group(&mut self, surface: &mut Surface<'_>, group: &Group) {
        let from = self.order;
        let count = glyphs_in(&group.items);
        self.order += count;
        let line = (from..self.order)
            .find_map(|order| self.words.get(&order))
            .map(|word| word.0);
        let open = match line {
            Some(line) => Open::Line(line),
            None if holds_picture(&group.items) => Open::Figure,
            None => Open::Artifact,
        };
        if open == Open::Figure {
            self.end(surface);
        }
        self.begin(surface, open, group.clip);
        self.run.draw(surface);
        let mut own = self.order;
        std::mem::swap(&mut own, &mut self.order);
        self.order = from;
        self.bare_group(surface, group);
        self.order = own;
        if open == Open::Figure {
            self.end(surface);
        }
    }

    fn bare_group(&mut self, surface: &mut Surface<'_>, group: &Group) {
        let pushed = push_clips(surface, self.drawing, group.clip);
        let mut more = 0;
        if let Some(blend) = paint::blend(group.blend) {
            surface.push_blend_mode(blend);
            more += 1;
        }
        if group.opacity < 1.0 {
            surface.push_opacity(paint::share(group.opacity));
            more += 1;
        } else {
            surface.push_isolated();
            more += 1;
        }
        if let Some(mask) = &group.mask {
            let mask = self.mask(surface, mask);
            surface.push_mask(mask);
            more += 1;
        }
        self.bare(surface, &group.items);
        (0..more + pushed).for_each(|_| surface.pop());
    }

    fn mask(&mut self, surface: &mut Surface<'_>, mask: &Mask) -> WrittenMask {
        let area = self.drawing.page_area();
        let mut builder = surface.stream_builder();
        let mut inner = builder.surface();
        if mask.kind == MaskKind::Luminosity && mask.backdrop != [0; 3] {
            let colour = Colour {
                rgb: mask.backdrop,
                alpha: 1.0,
            };
            draw_path(&mut inner, &filled(area, colour));
        }
        let order = self.order;
        self.bare(&mut inner, &mask.items);
        self.order = order;
        inner.finish();
        let kind = match mask.kind {
            MaskKind::Luminosity => MaskType::Luminosity,
            MaskKind::Alpha => MaskType::Alpha,
        };
        WrittenMask::new(builder.finish(), kind)
    }

    /// Draws without a word to the tree: the caller has said what it is.
    fn bare(&mut self, surface: &mut Surface<'_>, items: &[Item]) {
        for item in items {
            match item {
                Item::Run(run) => {
                    let pushed = push_clips(surface, self.drawing, run.clip);
                    let mut text = TextRun::new(self.fonts);
                    self.with_colour(surface, &run.show);
                    for glyph in &run.glyphs {
                        let order = self.next_order();
                        let word = self.words.get(&order).copied();
                        if word != self.last_word {
                            text.add_space();
                        }
                        self.last_word = word;
                        text.add(surface, glyph, &run.show, self.store);
                    }
                    text.draw(surface);
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Drawn { glyph, clip, items } => {
                    let is_read = self.words.contains_key(&self.order);
                    self.order += 1;
                    let pushed = push_clips(surface, self.drawing, *clip);
                    self.bare(surface, items);
                    if is_read {
                        let mut text = TextRun::new(self.fonts);
                        self.with_colour(surface, &Show::Unseen);
                        text.add(surface, glyph, &Show::Unseen, self.store);
                        text.draw(surface);
                    }
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Path(path) => {
                    let pushed = push_clips(surface, self.drawing, path.clip);
                    draw_path(surface, path);
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Picture(own) => {
                    let pushed = push_clips(surface, self.drawing, own.clip);
                    let _ = picture::draw(surface, own);
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Group(group) => self.bare_group(surface, group),
            }
        }
    }

    /// Makes `open` what is being drawn, inside `clip`.
    fn begin(&mut self, surface: &mut Surface<'_>, open: Open, clip: ClipId) {
        if self.open == open && self.clip == clip {
            return;
        }
        if let (Open::Line(last), true) = (self.open, self.open != open) {
            let _ = last;
            self.run.add_space();
        }
        self.end(surface);
        if self.clip != clip {
            self.leave_clips(surface);
            self.clips_pushed = push_clips(surface, self.drawing, clip);
            self.clip = clip;
        }
        match open {
            Open::Nothing => {}
            Open::Artifact => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
                    ArtifactType::Layout,
                )));
            }
            Open::Line(line) => {
                let piece = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                self.pieces[line].push(piece);
            }
            Open::Figure => {
                let piece = surface.start_tagged(ContentTag::Other);
                self.figures.push(piece);
            }
        }
        self.open = open;
    }

    fn end(&mut self, surface: &mut Surface<'_>) {
        self.run.draw(surface);
        if self.open != Open::Nothing {
            surface.end_tagged();
            self.open = Open::Nothing;
        }
    }

    fn leave_clips(&mut self, surface: &mut Surface<'_>) {
        (0..self.clips_pushed).for_each(|_| surface.pop());
        self.clips_pushed = 0;
        self.clip = None;
    }
}

/// All upright boxes of a chain as one, then the other shapes: archives allow few levels.
fn push_clips(surface: &mut Surface<'_>, drawing: &Drawing, clip: ClipId) -> usize {
    let mut shapes = Vec::new();
    let mut bounds: Option<Rect> = None;
    let mut at = clip;
    while let Some(clip) = at.and_then(|id| drawing.clips.get(id as usize)) {
        if is_upright_box(&clip.path) {
            let own = clip.path.bounding_box();
            bounds = Some(bounds.map_or(own, |before| {
                if before.overlaps(own) {
                    before.intersect(own)
                } else {
                    Rect::ZERO
                }
            }));
        } else {
            shapes.push(clip);
        }
        at = clip.parent;
    }
    let mut pushed = 0;
    if let Some(path) = bounds.and_then(|bounds| paint::path(&bounds.to_path(0.1))) {
        surface.push_clip_path(&path, &krilla::paint::FillRule::NonZero);
        pushed += 1;
    }
    for clip in shapes.into_iter().rev().take(MOST_CLIPS) {
        // A clip of nothing hides everything; a path that cannot be written must not show all.
        let path = paint::path(&clip.path).or_else(|| paint::path(&OUTSIDE.to_path(0.1)));
        if let Some(path) = path {
            surface.push_clip_path(&path, &paint::fill_rule(clip.rule));
            pushed += 1;
        }
    }
    pushed
}

const MOST_CLIPS: usize = 16;
/// Where no page reaches.
const OUTSIDE: Rect = Rect::new(-20_000.0, -20_000.0, -19_999.0, -19_999.0);

fn draw_path(surface: &mut Surface<'_>, own: &PaintedPath) {
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

fn is_alike(one: &Show, other: &Show) -> bool {
    match (one, other) {
        (Show::Filled(one), Show::Filled(other)) => one == other,
        (Show::Unseen, Show::Unseen) => true,
        _ => false,
    }
}

fn filled(area: Rect, colour: Colour) -> PaintedPath {
    PaintedPath {
        path: area.to_path(0.1),
        paint: PathPaint::Fill(colour, FillRule::NonZero),
        blend: hayro_interpret::BlendMode::Normal,
        clip: None,
    }
}

fn glyphs_in(items: &[Item]) -> u32 {
    items
        .iter()
        .map(|item| match item {
            Item::Run(run) => run.glyphs.len() as u32,
            Item::Drawn { .. } => 1,
            Item::Group(group) => glyphs_in(&group.items),
            Item::Path(_) | Item::Picture(_) => 0,
        })
        .sum()
}

fn holds_picture(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Picture(picture) => !picture.is_ornament,
        Item::Group(group) => holds_picture(&group.items),
        _ => false,
    })
}
