use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kurbo::Rect;

use super::carried::CoveredWords;
use super::label::LabelFont;
use super::{AsImage, RedrawOrder, RedrawReport, RedrawnPage, marks, redraw_page};
use crate::PdfError;
use crate::drawing::GlyphStore;
use crate::proof::{Expected, Failure, Found, Original, PageAsImage};
use crate::source::Source;
use crate::write::NewPage;

/// One source and what is to be done with it: whoever looks at its pages when they are drawn can have any of them again.
pub(super) struct Task {
    pub(super) source: Arc<Source>,
    pub(super) order: RedrawOrder,
    /// Page by page.
    pub(super) marks: Vec<Vec<Rect>>,
    pub(super) covered: CoveredWords,
    secrets: Vec<String>,
    told: Arc<Told>,
}

/// What is told of a source's pages, while they are drawn and after.
#[derive(Default)]
pub(crate) struct Told {
    places_of_texts: OnceLock<Vec<usize>>,
    pages: Mutex<Vec<RedrawnPage>>,
    failure: Mutex<Option<Failure>>,
}

/// Hands out the source's pages without what is hidden or covered, in their order. Where the order's texts are
/// `checked`, no file is made that any of them can be read in.
pub(crate) fn each_page(
    source: &Arc<Source>,
    order: &RedrawOrder,
    checked: bool,
    told: &Arc<Told>,
    take: &mut dyn FnMut(NewPage, &GlyphStore) -> Result<(), PdfError>,
) -> Result<(), PdfError> {
    let mut session = source.session();
    let marks = marks::marks(source, order, &mut session)?;
    let labels = LabelFont::new(&mut session.store)?;
    let _ = told.places_of_texts.set(marks.places_of_texts);
    let task = Arc::new(Task {
        source: Arc::clone(source),
        order: order.clone(),
        marks: marks.pages,
        covered: CoveredWords::of(order, &mut session)?,
        secrets: if checked {
            order.texts.clone()
        } else {
            Vec::new()
        },
        told: Arc::clone(told),
    });
    for page in 1..=source.page_count() {
        let (drawing, own, painted) = redraw_page(&task, &mut session, &labels, page, None)?;
        let original: Arc<dyn Original> = Arc::clone(&task) as _;
        let expected = Expected::new(original, page, painted, own.may_differ.clone());
        held(&told.pages).push(own);
        let new = NewPage {
            drawing,
            expected: Some(expected),
            ..NewPage::default()
        };
        take(new, &session.store)?;
    }
    Ok(())
}

impl Original for Task {
    fn source(&self) -> &Source {
        &self.source
    }

    fn tell(&self, page: u32, found: Found) {
        self.told.change(page, |own| {
            own.difference = found.difference();
            own.is_proven = found == Found::SamePaint;
        });
    }

    fn as_image(&self, page: u32) -> Result<Option<PageAsImage>, PdfError> {
        let is_image = held(&self.told.pages)
            .get(page as usize - 1)
            .is_none_or(|own| own.as_image.is_some());
        if is_image {
            return Ok(None);
        }
        let mut session = self.source.session();
        let labels = LabelFont::new(&mut session.store)?;
        let image = Some(AsImage::LooksDifferent);
        let (drawing, told, _) = redraw_page(self, &mut session, &labels, page, image)?;
        self.told.change(page, |own| {
            *own = RedrawnPage {
                difference: own.difference,
                is_proven: own.is_proven,
                ..told
            };
        });
        Ok(Some((drawing, session.store)))
    }

    fn secrets(&self) -> &[String] {
        &self.secrets
    }

    fn fail(&self, failure: Failure) {
        held(&self.told.failure).get_or_insert(failure);
    }
}

impl Told {
    pub(crate) fn failure(&self) -> Option<Failure> {
        *held(&self.failure)
    }

    /// Once the file has been written. `undescribed` holds for each page its pictures that nobody has described.
    pub(crate) fn report(&self, undescribed: &[usize]) -> RedrawReport {
        let mut pages = std::mem::take(&mut *held(&self.pages));
        for (page, count) in pages.iter_mut().zip(undescribed) {
            page.pictures_without_text = *count;
        }
        RedrawReport {
            pages,
            places_of_texts: self.places_of_texts.get().cloned().unwrap_or_default(),
        }
    }

    fn change(&self, page: u32, change: impl FnOnce(&mut RedrawnPage)) {
        if let Some(own) = held(&self.pages).get_mut(page as usize - 1) {
            change(own);
        }
    }
}

/// A worker that panicked has left nothing half changed.
fn held<T>(own: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    own.lock().unwrap_or_else(PoisonError::into_inner)
}
