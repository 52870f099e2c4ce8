//! Puts the files together and reads each again. Nothing of it is kept before all of it is done.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use sagsbord_contract::{BundleDoubt, BundleVerification};
use sagsbord_pdf::{ActFile, BundleError, BundleReport, CoveredText, Limits, PdfError, assemble};

use super::order::{Act, FilePart};
use super::verify::{Finished, verified};
use crate::other_readers::pages_of_pixels;

/// What the building needs from outside: the bytes of a file by its fingerprint, a word of how far it has come, and
/// whether to go on.
pub(super) trait Workshop: Send + Sync {
    fn bytes(&self, sha256: &str) -> Option<Vec<u8>>;
    /// An act was read once more.
    fn step(&self);
    fn is_cancelled(&self) -> bool;
    /// A folder of its own, for what other programs are to read.
    fn folder(&self) -> &std::path::Path;
}

/// A finished file.
pub(super) struct Built {
    pub(super) bytes: Vec<u8>,
    pub(super) pages: u32,
}

pub(super) enum Outcome {
    Done(Built),
    /// Texts were not found again where they were marked: these acts, by their places, are to be covered by place.
    ByPlace(Vec<usize>),
    Cancelled,
    /// The doubts say why.
    Failed,
}

/// One file. What was found goes into the verification, whatever comes of it.
pub(super) fn put_together(
    part: &FilePart,
    acts: &[Act],
    workshop: &dyn Workshop,
    told: &mut BundleVerification,
) -> Outcome {
    let mut file_of = |place: usize| -> Result<ActFile, PdfError> {
        if workshop.is_cancelled() {
            return Err(PdfError::NotWritten);
        }
        workshop.step();
        let act = part.acts.get(place).and_then(|act| acts.get(*act));
        let source = act.and_then(|act| act.source.as_ref());
        let source = source.ok_or(PdfError::NotAPdf)?;
        let untrusted = workshop.bytes(&source.pages).ok_or(PdfError::NotAPdf)?;
        Ok(ActFile {
            untrusted,
            password: source.password.clone(),
        })
    };
    let assembled = assemble(&part.order, &mut file_of, Vec::new(), Limits::default());
    if workshop.is_cancelled() {
        return Outcome::Cancelled;
    }
    let (bytes, report) = match assembled {
        Ok(done) => done,
        Err(error) => {
            told.doubts.push(doubt_of(&error, part, acts));
            return Outcome::Failed;
        }
    };
    let by_place = missed(part, acts, &report);
    if !by_place.is_empty() {
        return Outcome::ByPlace(by_place);
    }
    count(part, acts, &report, told);
    let secrets = secrets(part, acts, &report);
    let finished = Finished {
        bytes: &bytes,
        covered: &secrets.covered,
        numbers: &secrets.numbers,
        pictures: &secrets.pictures,
        folder: workshop.folder(),
        broken_in_parts: report.broken_in_parts.as_deref(),
    };
    match verified(finished, told) {
        true => Outcome::Done(Built {
            pages: u32::try_from(report.pages).unwrap_or(u32::MAX),
            bytes,
        }),
        false => Outcome::Failed,
    }
}

fn number_of(part: &FilePart, acts: &[Act], place: usize) -> Option<u32> {
    let act = part.acts.get(place).and_then(|act| acts.get(*act));
    act.map(|act| act.listed.item.number)
}

fn doubt_of(error: &BundleError, part: &FilePart, acts: &[Act]) -> BundleDoubt {
    let doubt = |why: &str, place: Option<usize>, page: Option<u32>| BundleDoubt {
        why: why.to_owned(),
        number: place.and_then(|place| number_of(part, acts, place)),
        page,
        reader: None,
        count: 1,
    };
    match error {
        BundleError::Act { act, error } => doubt(error.code(), Some(*act), error.page()),
        BundleError::ListBetrays { act } => doubt("list_betrays", Some(*act), None),
        BundleError::StillThere { act } => doubt("still_there", Some(*act), None),
        BundleError::ActChanged { act } => doubt("act_changed", Some(*act), None),
        BundleError::Bundle(error) => doubt(error.code(), None, error.page()),
    }
}

/// Acts of which a text was covered on fewer places than it was marked on.
fn missed(part: &FilePart, acts: &[Act], report: &BundleReport) -> Vec<usize> {
    let told = part.acts.iter().zip(&report.acts);
    told.filter(|(act, told)| {
        let texts = acts.get(**act).map_or(&[][..], |act| &act.covered.texts);
        let mut places = texts.iter().zip(&told.redrawn.places_of_texts);
        places.any(|((_, marked), found)| found < marked)
    })
    .map(|(act, _)| *act)
    .collect()
}

fn count(part: &FilePart, acts: &[Act], report: &BundleReport, told: &mut BundleVerification) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    for (act, report) in part.acts.iter().zip(&report.acts) {
        let Some(act) = acts.get(*act) else { continue };
        let places = act
            .covered
            .texts
            .iter()
            .zip(&report.redrawn.places_of_texts);
        for ((_, marked), found) in places {
            told.covered_beyond += number(found.saturating_sub(*marked));
        }
        told.kept_beside += act.covered.kept_beside;
        for page in &report.redrawn.pages {
            told.pages_as_images += u32::from(page.as_image.is_some());
            told.telling_marks += number(page.telling_marks);
        }
    }
}

struct Secrets {
    covered: Vec<CoveredText>,
    /// Of each, the act that it is covered in first.
    numbers: Vec<u32>,
    /// Pages on which letters may stand as pixels.
    pictures: Vec<u32>,
}

/// Each text that is covered, with the pages of the file that it is covered on.
fn secrets(part: &FilePart, acts: &[Act], report: &BundleReport) -> Secrets {
    let mut secrets = Secrets {
        covered: Vec::new(),
        numbers: Vec::new(),
        pictures: Vec::new(),
    };
    let mut known: HashMap<String, usize> = HashMap::new();
    for (act, report) in part.acts.iter().zip(&report.acts) {
        let Some(act) = acts.get(*act) else { continue };
        let Ok(first) = u32::try_from(report.first_page) else {
            continue;
        };
        if first == 0 || act.covered.marks == 0 {
            continue;
        }
        for (text, pages) in &act.covered.secrets {
            let own = on_pages(first, pages);
            match known.get(text) {
                Some(place) => secrets.covered[*place].pages.push(own),
                None => {
                    known.insert(text.clone(), secrets.covered.len());
                    secrets.numbers.push(act.listed.item.number);
                    secrets.covered.push(CoveredText {
                        text: text.clone(),
                        pages: vec![own],
                    });
                }
            }
        }
        let of_pixels = pages_of_pixels(&report.redrawn).into_iter();
        secrets
            .pictures
            .extend(of_pixels.map(|page| first + page - 1));
    }
    secrets
}

fn on_pages(first: u32, pages: &RangeInclusive<u32>) -> RangeInclusive<u32> {
    let before = first.saturating_sub(1);
    before.saturating_add(*pages.start())..=before.saturating_add(*pages.end())
}
