//! A new file from an old one, with nothing in it but what may be seen.
//!
//! Each page is read into a [`Drawing`](crate::drawing::Drawing), what is hidden or covered is taken out of it, and what
//! is left is drawn anew. Nothing of the old file's structure is ever copied.

mod as_image;
mod carried;
mod clips;
mod cover;
mod cut;
mod faithful;
mod find;
mod hidden;
mod label;
mod marks;
mod one_width;
mod pixels;
mod proof;
mod shadow;

use std::collections::BTreeMap;

use kurbo::Rect;

use crate::drawing::{Drawing, GlyphStore, Wanted};
use crate::painted::KnownPictures;
use crate::render::{Look, Renderer};
use crate::source::{Session, Source, on_a_deep_stack};
use crate::write::Writer;
use crate::{Limits, PdfError};

use carried::CoveredWords;
use proof::Found;

pub use cover::TOUCHED;
pub use hidden::HiddenText;

/// What is to be covered, and what the new file is called.
#[derive(Clone, Debug, Default)]
pub struct RedrawOrder {
    /// Covered wherever they stand, however they are split or spelt with spaces and hyphens.
    pub texts: Vec<String>,
    pub areas: Vec<PageArea>,
    /// Nothing moves: marks are as wide as what they cover, rounded outward. Who knows the type can then often tell
    /// which name a mark covers.
    pub keeps_places: bool,
    /// The provision that every mark names: "OFL § 30, nr. 1". May be empty.
    pub basis: String,
    /// A file that is read aloud must have a title. It is ours to say: the source's may name somebody.
    pub title: String,
    pub date: ReleaseDate,
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

/// Draws, looks at what came out, and draws once more where it does not look like its source.
pub fn redraw(
    untrusted: Vec<u8>,
    password: Option<&str>,
    order: &RedrawOrder,
    limits: Limits,
) -> Result<Redrawn, PdfError> {
    on_a_deep_stack(|| {
        let source = Source::open(untrusted, password, limits)?;
        redraw_source(&source, order, limits)
    })
}

/// Call it inside [`on_a_deep_stack`].
pub(crate) fn redraw_source(
    source: &Source,
    order: &RedrawOrder,
    limits: Limits,
) -> Result<Redrawn, PdfError> {
    for wanted in &order.areas {
        source.page(wanted.page)?;
    }
    let (mut redrawn, known) = draw(source, order, &BTreeMap::new())?;
    let unlike = unlike_pages(source, &mut redrawn, &known, limits)?;
    if unlike.is_empty() {
        return Ok(redrawn);
    }
    let (mut again, _) = draw(source, order, &unlike)?;
    for (page, before) in again.report.pages.iter_mut().zip(&redrawn.report.pages) {
        page.difference = before.difference;
        page.is_proven = before.is_proven;
    }
    Ok(again)
}

fn draw(
    source: &Source,
    order: &RedrawOrder,
    as_images: &BTreeMap<u32, AsImage>,
) -> Result<(Redrawn, KnownPictures), PdfError> {
    let mut writer = Writer::new(&order.title, order.date)?;
    let (mut report, known) = each_page(source, order, as_images, &mut |drawing, store| {
        writer.add(drawing, store)
    })?;
    let undescribed = writer.undescribed()?.to_vec();
    for (page, count) in report.pages.iter_mut().zip(undescribed) {
        page.pictures_without_text = count;
    }
    let bytes = writer.finish()?;
    Ok((Redrawn { bytes, report }, known))
}

/// Hands out the source's pages without what is hidden or covered, in their order, and what was found out of its
/// pictures on the way.
pub(crate) fn each_page(
    source: &Source,
    order: &RedrawOrder,
    as_images: &BTreeMap<u32, AsImage>,
    take: &mut dyn FnMut(Drawing, &GlyphStore) -> Result<(), PdfError>,
) -> Result<(RedrawReport, KnownPictures), PdfError> {
    let mut session = source.session();
    let marks = marks::marks(source, order, &mut session)?;
    let task = Task {
        order,
        labels: label::LabelFont::new(&mut session.store)?,
        covered: CoveredWords::of(order, &mut session)?,
    };
    let mut report = RedrawReport {
        pages: Vec::new(),
        places_of_texts: marks.places_of_texts,
    };
    for (page, marks) in (1..).zip(marks.pages) {
        let as_image = as_images.get(&page).copied();
        let (drawing, told) = redraw_page(source, &mut session, page, marks, &task, as_image)?;
        report.pages.push(told);
        take(drawing, &session.store)?;
    }
    Ok((report, session.notes.known()))
}

/// Pages whose new look differs from their old one, outside the marks.
fn unlike_pages(
    source: &Source,
    redrawn: &mut Redrawn,
    known: &KnownPictures,
    limits: Limits,
) -> Result<BTreeMap<u32, AsImage>, PdfError> {
    let drawn = Source::open(redrawn.bytes.clone(), None, limits)?;
    let covered: Vec<Vec<Rect>> = redrawn
        .report
        .pages
        .iter()
        .map(|page| page.may_differ.clone())
        .collect();
    let found = proof::found(source, &drawn, &covered, known)?;
    let mut unlike = BTreeMap::new();
    for ((number, page), found) in (1..).zip(&mut redrawn.report.pages).zip(found) {
        page.difference = found.difference();
        page.is_proven = found == Found::SamePaint;
        if found.is_unlike() {
            unlike.insert(number, page.as_image.unwrap_or(AsImage::LooksDifferent));
        } else if let Some(reason) = page.as_image {
            unlike.insert(number, reason);
        }
    }
    // What is an image already is not made another time for that alone.
    let is_new = unlike
        .values()
        .any(|reason| *reason == AsImage::LooksDifferent);
    Ok(if is_new { unlike } else { BTreeMap::new() })
}

/// What is the same for all pages.
struct Task<'o> {
    order: &'o RedrawOrder,
    labels: label::LabelFont,
    covered: CoveredWords,
}

fn redraw_page(
    source: &Source,
    session: &mut Session<'_>,
    page: u32,
    marks: Vec<Rect>,
    task: &Task<'_>,
    wanted_image: Option<AsImage>,
) -> Result<(Drawing, RedrawnPage), PdfError> {
    let mut drawing = session.draw(page, Wanted::Everything { covered: &marks })?;
    let (mut hidden, mut places) = hidden::leave_out_hidden(&mut drawing, &session.store);
    if !places.veiled.is_empty() {
        let covered: Vec<Rect> = marks.iter().copied().chain(places.veiled).collect();
        drawing = session.draw(page, Wanted::Everything { covered: &covered })?;
        (hidden, places) = hidden::leave_out_hidden(&mut drawing, &session.store);
    }
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
    carried::leave_out_names(&mut drawing, &session.store, &marks, &task.covered);
    let shown = match &plan {
        Some(plan) => plan.shown.clone(),
        None => marks,
    };
    for mark in &shown {
        let mark = task
            .labels
            .mark(*mark, &task.order.basis, &mut session.store);
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
    Ok((drawing, told))
}
