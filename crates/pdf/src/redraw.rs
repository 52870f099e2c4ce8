//! A new file from an old one, with nothing in it but what may be seen.
//!
//! Each page is read into a [`Drawing`](crate::drawing::Drawing), what is hidden or covered is taken out of it, and what
//! is left is drawn anew. Nothing of the old file's structure is ever copied.

mod as_image;
mod carried;
mod clips;
mod cover;
mod cut;
mod find;
mod hidden;
mod label;
mod marks;
mod one_width;
mod pixels;
mod read_words;
mod shadow;
mod task;

use std::sync::Arc;

use kurbo::Rect;

use crate::drawing::{Drawing, Wanted};
use crate::painted::Painted;
use crate::proof::Failure;
use crate::render::{Look, Renderer};
use crate::source::{Session, Source, on_a_deep_stack};
use crate::write::Writer;
use crate::{Limits, PdfError};

use label::LabelFont;
use task::Task;

pub use cover::TOUCHED;
pub use hidden::HiddenText;
pub(crate) use hidden::{Unseen, leave_out_hidden};
pub use read_words::{ReadPage, ReadWord};
pub(crate) use task::{Told, each_page};

/// What is to be covered, and what the new file is called.
#[derive(Clone, Debug, Default)]
pub struct RedrawOrder {
    /// Covered wherever they stand, however they are split or spelt with spaces and hyphens.
    pub texts: Vec<String>,
    pub areas: Vec<PageArea>,
    /// What was read in pictures of pages. It is searched, covered and told as a page's own text is.
    pub read: Vec<ReadPage>,
    /// Nothing moves: marks are as wide as what they cover, rounded outward. Who knows the type can then often tell
    /// which name a mark covers.
    pub keeps_places: bool,
    /// The provision that every mark names: "OFL § 30, nr. 1". May be empty.
    pub basis: String,
    /// Marks that overlap such a place name this provision instead.
    pub bases: Vec<(PageArea, String)>,
    /// A file that is read aloud must have a title. It is ours to say: the source's may name somebody.
    pub title: String,
    pub date: ReleaseDate,
}

impl RedrawOrder {
    /// The provision that a mark names: of the place that it shares most with.
    fn basis_of(&self, page: u32, mark: Rect) -> &str {
        let shared = |area: &PageArea| area.area.abs().intersect(mark).area();
        let own = self
            .bases
            .iter()
            .filter(|(area, _)| area.page == page && area.area.abs().overlaps(mark));
        own.max_by(|(one, _), (other, _)| shared(one).total_cmp(&shared(other)))
            .map_or(&self.basis, |(_, basis)| basis)
    }
}

/// The day the new file says that it was made. Told, never looked up: the same order makes the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseDate {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Default for ReleaseDate {
    fn default() -> Self {
        Self {
            year: 2000,
            month: 1,
            day: 1,
        }
    }
}

/// A place on a page, in points from the top left of the page as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageArea {
    /// Counted from 1.
    pub page: u32,
    pub area: Rect,
}

#[derive(Clone, Debug)]
pub struct Redrawn {
    pub bytes: Vec<u8>,
    pub report: RedrawReport,
}

/// What was done, in numbers: no text of the file is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RedrawReport {
    pub pages: Vec<RedrawnPage>,
    /// For each text of the order, on how many places it was covered.
    pub places_of_texts: Vec<usize>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RedrawnPage {
    /// As they are shown.
    pub marks: Vec<Rect>,
    /// Marks of the one width, or in steps of several words.
    pub equal_marks: usize,
    /// Marks that are as wide as what they cover, rounded outward: their lines could not be set anew.
    pub telling_marks: usize,
    /// Lines in which other words moved so that a mark could have the one width.
    pub set_anew: Vec<Rect>,
    pub glyphs_taken: usize,
    pub pictures_changed: usize,
    pub paths_cut: usize,
    pub hidden: HiddenText,
    /// Why it is shown as an image of itself, when it is.
    pub as_image: Option<AsImage>,
    /// The share of its blocks that looked different when it was drawn anew, before it became an image if it did.
    pub difference: f64,
    /// Whether it was found to paint what its source paints, mark by mark, so that no pixels were compared.
    pub is_proven: bool,
    /// Pictures that nobody has described.
    pub pictures_without_text: usize,
    /// Where it may look different: its marks, and how far pictures were covered around them.
    pub(crate) may_differ: Vec<Rect>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsImage {
    /// The page asks for something that cannot be drawn anew.
    CannotBeSaid,
    /// Drawn anew it did not look like its source.
    LooksDifferent,
}

impl AsImage {
    pub fn code(self) -> &'static str {
        match self {
            Self::CannotBeSaid => "cannot_be_redrawn",
            Self::LooksDifferent => "looked_different",
        }
    }
}

/// Pixels a point of a page that is shown as an image: 300 an inch.
const IMAGE_SCALE: f32 = 300.0 / 72.0;

/// Draws, looks at what came out, and draws once more what does not look like its source.
pub fn redraw(
    untrusted: Vec<u8>,
    password: Option<&str>,
    order: &RedrawOrder,
    limits: Limits,
) -> Result<Redrawn, PdfError> {
    on_a_deep_stack(|| {
        let source = Arc::new(Source::open(untrusted, password, limits)?);
        for wanted in &order.areas {
            source.page(wanted.page)?;
        }
        let told = Arc::new(Told::default());
        drawn(&source, order, &told).map_err(|error| match told.failure() {
            Some(Failure::Pdf(error)) => error,
            _ => error,
        })
    })
}

fn drawn(source: &Arc<Source>, order: &RedrawOrder, told: &Arc<Told>) -> Result<Redrawn, PdfError> {
    let mut writer = Writer::new(&order.title, order.date)?;
    each_page(source, order, false, told, &mut |page, store| {
        writer.add_page(page, store)
    })?;
    let undescribed = writer.undescribed()?.to_vec();
    let bytes = writer.finish()?;
    let report = told.report(&undescribed);
    Ok(Redrawn { bytes, report })
}

fn redraw_page(
    task: &Task,
    session: &mut Session<'_>,
    labels: &LabelFont,
    page: u32,
    wanted_image: Option<AsImage>,
) -> Result<(Drawing, RedrawnPage, Painted), PdfError> {
    let source = &*task.source;
    let marks = task.marks.get(page as usize - 1).cloned();
    let marks = marks.unwrap_or_default();
    let wanted = Wanted::Everything { covered: &marks };
    let (mut drawing, painted) = session.draw_watched(page, wanted)?;
    let (mut hidden, mut places) = hidden::leave_out_hidden(&mut drawing, &session.store);
    if !places.veiled.is_empty() {
        let covered: Vec<Rect> = marks.iter().copied().chain(places.veiled).collect();
        drawing = session.draw(page, Wanted::Everything { covered: &covered })?;
        (hidden, places) = hidden::leave_out_hidden(&mut drawing, &session.store);
    }
    read_words::lay(&mut drawing, &mut session.store, &task.order.read, page);
    let as_image = wanted_image.or_else(|| drawing.unsaid.any().then_some(AsImage::CannotBeSaid));
    let is_drawn = |mark: &Rect| {
        let mut own = task.order.areas.iter().filter(|wanted| wanted.page == page);
        own.any(|wanted| wanted.area.abs().overlaps(*mark))
    };
    let (areas, words): (Vec<Rect>, Vec<Rect>) = marks.iter().partition(|mark| is_drawn(mark));
    // In a picture of the page nothing can move.
    let plan = (as_image.is_none() && !task.order.keeps_places)
        .then(|| one_width::plan(&drawing, &session.store, &words, &areas));
    let covered = plan.as_ref().map_or(&marks, |plan| &plan.covered);
    let taken = cover::cover(&mut drawing, &session.store, covered);
    let mut may_differ = pixels::reached(&drawing, &marks);
    let plan = plan.filter(|plan| plan.apply(&mut drawing));
    if as_image.is_some() {
        let image = Renderer::new(source).render(page, IMAGE_SCALE, Look::Fine)?;
        let covered: Vec<Rect> = may_differ
            .iter()
            .chain(&taken.boxes)
            .chain(&taken.beside)
            .copied()
            .collect();
        as_image::as_image(&mut drawing, image, &covered);
    }
    if let Some(plan) = &plan {
        let is_moved = |area: Rect| plan.moved.iter().any(|moved| moved.overlaps(area));
        drawing.links.retain(|link| !is_moved(link.area));
    }
    carried::leave_out_names(&mut drawing, &session.store, &marks, &task.covered);
    let shown = match &plan {
        Some(plan) => plan.shown.clone(),
        None => marks,
    };
    for mark in &shown {
        let basis = task.order.basis_of(page, *mark);
        let mark = labels.mark(*mark, basis, &mut session.store);
        drawing.items.extend(mark);
    }
    may_differ.extend(shown.iter().chain(&taken.beside).chain(&places.bitten));
    let set_anew = plan
        .as_ref()
        .map_or_else(Vec::new, |plan| plan.moved.clone());
    may_differ.extend(&set_anew);
    let equal_marks = plan.as_ref().map_or(0, |plan| plan.equal);
    let told = RedrawnPage {
        may_differ,
        telling_marks: shown.len() - equal_marks,
        equal_marks,
        set_anew,
        glyphs_taken: taken.glyphs,
        pictures_changed: taken.pictures,
        paths_cut: taken.paths,
        hidden,
        as_image,
        marks: shown,
        pictures_without_text: 0,
        difference: 0.0,
        is_proven: false,
    };
    Ok((drawing, told, painted))
}
