//! Letter, list and acts of many sources as one file.
//!
//! The file is written from front to back, and one act is in memory at a time: a bundle of ten thousand pages takes no
//! more memory than its largest act.

mod act;
mod betray;
mod list;
mod stamp;

use std::io::Write;
use std::sync::Arc;

use crate::letter::{Faces, LetterBlock, LetterOrder, PageNumbers, Sheets, sheets};
use crate::proof::Failure;
use crate::redraw::Told;
use crate::source::{Source, on_a_deep_stack};
use crate::write::{LinkTo, Target, Writer};
use crate::{Limits, PageArea, PdfError, ReadPage, RedrawReport, ReleaseDate};

pub use act::ActFile;

/// What the bundle is made of, in its order.
#[derive(Clone, Debug, Default)]
pub struct BundleOrder {
    pub title: String,
    /// The day the file says that it was made. Told, never looked up: the same order makes the same bytes.
    pub date: ReleaseDate,
    pub letter: Option<LetterOrder>,
    pub list: Option<BundleList>,
    /// The provisions that marks name, each with what it says.
    pub legend: Vec<(String, String)>,
    pub acts: Vec<BundleAct>,
}

/// The list of acts that stands before them.
#[derive(Clone, Debug, Default)]
pub struct BundleList {
    pub title: String,
    pub introduction: Vec<LetterBlock>,
}

#[derive(Clone, Debug, Default)]
pub struct BundleAct {
    /// As the case knows it: `3`, or `3.1` for an enclosure.
    pub number: String,
    pub title: String,
    pub day: Option<ReleaseDate>,
    /// `Indgående`, `Udgående`, `Internt`.
    pub kind: String,
    /// Who it is from or to.
    pub other_party: String,
    pub given: Given,
    /// Where they are known: its file is then asked for once only. One that has another number of them is refused.
    pub pages: Option<usize>,
    /// The provisions that something, or all of it, is withheld by.
    pub bases: Vec<String>,
    pub note: String,
    /// Covered wherever they stand in it.
    pub texts: Vec<String>,
    pub areas: Vec<PageArea>,
    /// What was read in pictures of its pages.
    pub read: Vec<ReadPage>,
    /// Named by its marks.
    pub basis: String,
    /// Marks that overlap such a place name this provision instead.
    pub bases_of_areas: Vec<(PageArea, String)>,
}

/// How much of an act the bundle has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Given {
    #[default]
    Whole,
    Partly,
    /// It stands in the list and nowhere else: what is withheld must be known to be appealed.
    Not,
}

/// What was put together, in numbers.
#[derive(Clone, Debug, Default)]
pub struct BundleReport {
    pub pages: usize,
    /// One for each act of the order; empty for those that are not given.
    pub acts: Vec<ActReport>,
    pub letters_without_shape: usize,
    /// The rules of PDF/UA-1 and PDF/A-2a that its parts break. None for a file that is small enough to be checked whole.
    pub broken_in_parts: Option<Vec<String>>,
}

/// Whoever checks a file against its standards holds it as objects: 100 MB for a thousand pages.
const MOST_CHECKED_WHOLE: usize = 2_000;

#[derive(Clone, Debug, Default)]
pub struct ActReport {
    /// In the bundle, counted from 1; 0 for an act that is not given.
    pub first_page: usize,
    pub redrawn: RedrawReport,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// An act of the order, from 0, cannot be read or redrawn.
    Act { act: usize, error: PdfError },
    /// What the list says of the act names something that is covered.
    ListBetrays { act: usize },
    /// Something that was to be covered can still be read in the act.
    StillThere { act: usize },
    /// The act's file was another one when it was read the second time.
    ActChanged { act: usize },
    /// The letter, or the file itself.
    Bundle(PdfError),
}

impl From<PdfError> for BundleError {
    fn from(error: PdfError) -> Self {
        Self::Bundle(error)
    }
}

/// Puts the bundle together. `file_of` hands out the file of an act, and is asked twice for each whose pages are not
/// known: they are counted before the first is written.
pub fn assemble<W: Write + Send>(
    order: &BundleOrder,
    file_of: &mut (dyn FnMut(usize) -> Result<ActFile, PdfError> + Send),
    sink: W,
    limits: Limits,
) -> Result<(W, BundleReport), BundleError> {
    if let Some(act) = betray::betraying_act(order) {
        return Err(BundleError::ListBetrays { act });
    }
    let mut outcome = Err(BundleError::Bundle(PdfError::NotWritten));
    on_a_deep_stack(|| {
        outcome = in_order(order, file_of, sink, limits);
        Ok(())
    })?;
    outcome
}

fn in_order<W: Write>(
    order: &BundleOrder,
    file_of: &mut dyn FnMut(usize) -> Result<ActFile, PdfError>,
    sink: W,
    limits: Limits,
) -> Result<(W, BundleReport), BundleError> {
    let counts = page_counts(order, file_of, limits)?;
    let mut writer = Writer::into(sink, &order.title, order.date)?;
    let mut faces = Faces::new()?;
    let targets: Vec<(Target, Target)> = order
        .acts
        .iter()
        .map(|_| (writer.target(), writer.target()))
        .collect();
    let mut place_of = |act: usize| {
        let is_there = counts.get(act).is_some_and(|count| *count > 0);
        is_there.then(|| LinkTo::Place(targets[act].0))
    };
    let mut set = |order: &LetterOrder, faces: &mut Faces| {
        sheets(order, faces, PageNumbers::None, &mut place_of)
    };
    let letter = match &order.letter {
        Some(letter) => Some((letter.title.clone(), set(letter, &mut faces)?)),
        None => None,
    };
    let legend = match list::legend(order) {
        Some(legend) => Some((legend.title.clone(), set(&legend, &mut faces)?)),
        None => None,
    };
    // The list tells on which page each act begins, which is known when its own length is.
    let before_list = pages_of(&letter) + pages_of(&legend);
    let mut list = None;
    if let Some(own) = &order.list {
        let mut list_pages = 0;
        for _ in 0..2 {
            let first_pages = first_pages(before_list + list_pages, &counts);
            let order = list::list(order, own, &first_pages, &counts);
            let set = set(&order, &mut faces)?;
            list_pages = set.pages.len();
            list = Some((order.title, set));
        }
    }
    let own_pages = before_list + pages_of(&list);
    let total = own_pages + counts.iter().sum::<usize>();
    let first_pages = first_pages(own_pages, &counts);
    if total > MOST_CHECKED_WHOLE {
        writer.check_parts();
    }
    let mut numbers = stamp::PageNumbers { next: 1, total };
    let has_list = list.is_some();
    for (title, set) in [letter, list, legend].into_iter().flatten() {
        writer.begin_section(&title);
        for anchor in &set.anchors {
            if let Some((_, row)) = targets.get(anchor.act) {
                writer.place_ahead(*row, anchor.page, anchor.y);
            }
        }
        for mut page in set.pages {
            numbers.stamp_own(&mut page, &mut faces);
            writer.add_page(page, &faces.store)?;
        }
    }
    let mut told: Vec<Option<Arc<Told>>> = Vec::with_capacity(order.acts.len());
    for (index, act) in order.acts.iter().enumerate() {
        let (own, row) = targets[index];
        if counts[index] > 0 {
            writer.begin_section(&act.name());
            writer.place_on_next_page(own, 0.0);
            let back = has_list.then_some(row);
            let mut stamps = stamp::Stamps::new(act, counts[index], back, &mut numbers, &mut faces);
            let file = file_of(index).map_err(|error| BundleError::Act { act: index, error })?;
            let own = Arc::new(Told::default());
            told.push(Some(Arc::clone(&own)));
            let pages = counts[index];
            let added = act::add(act, file, pages, limits, &mut writer, &mut stamps, &own);
            // What was found of an act may come to light while a later one is drawn.
            failure_of(&told)?;
            added.map_err(|trouble| trouble.of(index))?;
        } else {
            told.push(None);
        }
    }
    let undescribed = writer.undescribed().map(<[usize]>::to_vec);
    failure_of(&told)?;
    let undescribed = undescribed?;
    let broken_in_parts = writer.broken_rules()?;
    let sink = writer.finish()?;
    let acts = told.iter().zip(first_pages).map(|(told, first_page)| {
        let Some(told) = told else {
            return ActReport::default();
        };
        let undescribed = undescribed.get(first_page - 1..).unwrap_or_default();
        ActReport {
            first_page,
            redrawn: told.report(undescribed),
        }
    });
    let report = BundleReport {
        pages: total,
        acts: acts.collect(),
        letters_without_shape: faces.without_shape,
        broken_in_parts,
    };
    Ok((sink, report))
}

/// What nothing can come of, of the first act that says so.
fn failure_of(told: &[Option<Arc<Told>>]) -> Result<(), BundleError> {
    for (act, told) in told.iter().enumerate() {
        match told.as_ref().and_then(|told| told.failure()) {
            Some(Failure::Pdf(error)) => return Err(BundleError::Act { act, error }),
            Some(Failure::StillThere) => return Err(BundleError::StillThere { act }),
            None => {}
        }
    }
    Ok(())
}

fn page_counts(
    order: &BundleOrder,
    file_of: &mut dyn FnMut(usize) -> Result<ActFile, PdfError>,
    limits: Limits,
) -> Result<Vec<usize>, BundleError> {
    let count = |act: usize| {
        let file = file_of(act)?;
        let source = Source::open(file.untrusted, file.password.as_deref(), limits)?;
        Ok(source.page_count() as usize)
    };
    let mut count = count;
    order
        .acts
        .iter()
        .enumerate()
        .map(|(index, act)| match (act.given, act.pages) {
            (Given::Not, _) => Ok(0),
            (_, Some(pages @ 1..)) => Ok(pages),
            _ => count(index).map_err(|error| BundleError::Act { act: index, error }),
        })
        .collect()
}

/// Where each act begins, counted from 1.
fn first_pages(before: usize, counts: &[usize]) -> Vec<usize> {
    let mut next = before + 1;
    counts
        .iter()
        .map(|count| {
            let own = next;
            next += count;
            own
        })
        .collect()
}

fn pages_of(set: &Option<(String, Sheets)>) -> usize {
    set.as_ref().map_or(0, |(_, set)| set.pages.len())
}

impl BundleAct {
    /// `Akt 3: Ansøgning om støtte`
    pub(crate) fn name(&self) -> String {
        match self.title.trim() {
            "" => format!("Akt {}", self.number),
            title => format!("Akt {}: {title}", self.number),
        }
    }
}
