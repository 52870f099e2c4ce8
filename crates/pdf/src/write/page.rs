mod clips;
mod groups;
mod links;
mod paths;

use hayro_interpret::FillRule;
use krilla::Document;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use kurbo::Affine;

use super::font::{Fonts, fits};
use super::plan::{Leaf, LeafId, PagePlan};
use super::text::TextRun;
use super::{paint, picture};
use crate::PdfError;
use crate::drawing::{
    ClipId, Colour, Drawing, GlyphStore, Item, PaintedPath, PathPaint, PlacedGlyph, Run, Show,
};
use clips::push_clips;
pub(super) use groups::glyphs_in;
use paths::draw_path;

/// What was drawn of a page.
pub(super) struct DrawnPage {
    /// By leaf.
    pub(super) pieces: Vec<Vec<Identifier>>,
    /// By link.
    pub(super) links: Vec<Identifier>,
}

pub(super) fn draw(
    document: &mut Document,
    drawing: &Drawing,
    plan: &PagePlan,
    store: &GlyphStore,
    fonts: &Fonts,
    number: usize,
) -> Result<DrawnPage, PdfError> {
    let settings = PageSettings::from_wh(drawing.width as f32, drawing.height as f32)
        .ok_or(PdfError::NotWritten)?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let mut hand = Hand {
        drawing,
        store,
        plan,
        run: TextRun::new(fonts),
        fonts,
        open: None,
        clip: None,
        clips_pushed: 0,
        order: 0,
        pictures: 0,
        last_word: None,
        pieces: vec![Vec::new(); plan.leaves.len()],
        last_show: None,
    };
    for item in &drawing.items {
        hand.item(&mut surface, item);
    }
    // The page's last word may be followed by the next page's first.
    if matches!(hand.open, Some(Open::Leaf(_))) {
        hand.run.add_space();
    }
    hand.end(&mut surface);
    hand.leave_clips(&mut surface);
    let pieces = hand.pieces;
    surface.finish();
    let links = links::add(&mut page, number, &plan.links)?;
    page.finish();
    Ok(DrawnPage { pieces, links })
}

/// What is being drawn, to whoever does not see it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Ornament,
    Leaf(LeafId),
}

struct Hand<'d> {
    drawing: &'d Drawing,
    store: &'d GlyphStore,
    fonts: &'d Fonts,
    plan: &'d PagePlan,
    run: TextRun<'d>,
    open: Option<Open>,
    clip: ClipId,
    clips_pushed: usize,
    /// How many glyphs and pictures have been met.
    order: u32,
    pictures: u32,
    last_word: Option<u32>,
    pieces: Vec<Vec<Identifier>>,
    last_show: Option<Show>,
}

impl Hand<'_> {
    fn item(&mut self, surface: &mut Surface<'_>, item: &Item) {
        match item {
            Item::Run(run) => self.run(surface, run),
            Item::Drawn {
                glyph, clip, items, ..
            } => {
                let order = self.next_order();
                self.begin(surface, self.leaf_of(order), *clip);
                self.between_words(order);
                self.run.draw(surface);
                self.bare(surface, items);
                if self.plan.glyphs.contains_key(&order) {
                    self.run.add(surface, glyph, &Show::Unseen, self.store);
                    self.run.draw(surface);
                }
            }
            Item::Path(path) => {
                self.begin(surface, Open::Ornament, path.clip);
                self.run.draw(surface);
                draw_path(surface, path);
            }
            Item::Picture(own) => {
                let leaf = self.plan.pictures.get(&self.pictures).copied();
                self.pictures += 1;
                self.end(surface);
                self.begin(surface, leaf.map_or(Open::Ornament, Open::Leaf), own.clip);
                let _ = picture::draw(surface, own);
                self.end(surface);
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
        let leaf = self.leaf_among(run.glyphs.len() as u32);
        for glyph in &run.glyphs {
            let order = self.next_order();
            let is_space = self.store.shape(glyph.shape).is_space();
            let place = match (self.leaf_of(order), self.open, leaf) {
                // A space belongs to the line it is met in; on its own it is nothing.
                (Open::Ornament, Some(Open::Leaf(open)), _)
                    if is_space && self.clip == run.clip =>
                {
                    Open::Leaf(open)
                }
                (Open::Ornament, _, Some(leaf)) if is_space => Open::Leaf(leaf),
                (Open::Ornament, _, None) if is_space => continue,
                (place, ..) => place,
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
        let leaf = self.leaf_among(run.glyphs.len() as u32);
        self.begin(surface, Open::Ornament, run.clip);
        self.end(surface);
        let said = SpanTag::empty().with_actual_text(Some(spoken));
        let piece = surface.start_tagged(match leaf.filter(|leaf| self.is_told(*leaf)) {
            Some(_) => ContentTag::Span(said),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        });
        if let Some(leaf) = leaf.filter(|leaf| self.is_told(*leaf)) {
            self.pieces[leaf].push(piece);
        }
        self.with_colour(surface, &run.show);
        for glyph in &run.glyphs {
            self.next_order();
            self.run.add(surface, glyph, &run.show, self.store);
        }
        self.run.draw(surface);
        surface.end_tagged();
        self.last_word = self.word_of(self.order.saturating_sub(1));
    }

    /// What the glyph at this place in the order of painting belongs to.
    fn leaf_of(&self, order: u32) -> Open {
        match self.plan.glyphs.get(&order) {
            Some((leaf, _)) => Open::Leaf(*leaf),
            None => Open::Ornament,
        }
    }

    /// The first leaf that any of the next glyphs belongs to.
    fn leaf_among(&self, count: u32) -> Option<LeafId> {
        (self.order..self.order + count)
            .find_map(|order| self.plan.glyphs.get(&order))
            .map(|(leaf, _)| *leaf)
    }

    fn word_of(&self, order: u32) -> Option<u32> {
        self.plan.glyphs.get(&order).map(|(_, word)| *word)
    }

    fn is_told(&self, leaf: LeafId) -> bool {
        !matches!(self.plan.leaves.get(leaf), None | Some(Leaf::Artifact(_)))
    }

    fn next_order(&mut self) -> u32 {
        self.order += 1;
        self.order - 1
    }

    fn between_words(&mut self, order: u32) {
        let word = self.word_of(order);
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

    /// Makes `open` what is being drawn, inside `clip`.
    fn begin(&mut self, surface: &mut Surface<'_>, open: Open, clip: ClipId) {
        if self.open == Some(open) && self.clip == clip {
            return;
        }
        if self.open != Some(open) && matches!(self.open, Some(Open::Leaf(_))) {
            self.run.add_space();
        }
        self.end(surface);
        if self.clip != clip {
            self.leave_clips(surface);
            self.clips_pushed = push_clips(surface, self.drawing, clip);
            self.clip = clip;
        }
        let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
        let tag = match open {
            Open::Ornament => artifact(ArtifactType::Layout),
            Open::Leaf(leaf) => match self.plan.leaves.get(leaf) {
                Some(Leaf::Text) => ContentTag::Span(SpanTag::empty()),
                Some(Leaf::Figure) => ContentTag::Other,
                Some(Leaf::Artifact(kind)) => artifact(*kind),
                None => artifact(ArtifactType::Layout),
            },
        };
        let piece = surface.start_tagged(tag);
        if let Open::Leaf(leaf) = open
            && self.is_told(leaf)
        {
            self.pieces[leaf].push(piece);
        }
        self.open = Some(open);
    }

    fn end(&mut self, surface: &mut Surface<'_>) {
        self.run.draw(surface);
        if self.open.take().is_some() {
            surface.end_tagged();
        }
    }

    fn leave_clips(&mut self, surface: &mut Surface<'_>) {
        (0..self.clips_pushed).for_each(|_| surface.pop());
        self.clips_pushed = 0;
        self.clip = None;
    }
}

fn is_alike(one: &Show, other: &Show) -> bool {
    match (one, other) {
        (Show::Filled(one), Show::Filled(other)) => one == other,
        (Show::Unseen, Show::Unseen) => true,
        _ => false,
    }
}
