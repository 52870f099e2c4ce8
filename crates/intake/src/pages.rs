//! The pages of a PDF, as the file says them: their text, and what of it must be read from the picture instead.

mod own_words;
mod page_picture;
mod recognised;

use std::collections::HashMap;

use sagsbord_pdf::{AllHidden, PageText, PdfError, Stop, Viewer};

use crate::read::Unreadable;
use crate::reading::{OwnText, PageFlag, TakenPage};
use crate::{Limits, WhyUnreadable};

use own_words::OwnWords;
pub use page_picture::PagePicture;
pub(crate) use recognised::take_recognised;

/// A file whose pages can still be asked for as pictures.
pub(crate) struct OpenPages {
    pdf: Vec<u8>,
    password: Option<String>,
    limits: Limits,
    /// From the first page on that is asked for.
    viewer: Option<Viewer>,
    /// By the page's number, of those that have words of their own and are to be read all the same.
    own_words: HashMap<u32, OwnWords>,
}

/// What is asked of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It was made here: it hides nothing.
    Pages,
    HiddenToo,
}

/// Reads every page and tells it, with whether its text should be read from its picture.
pub(crate) fn read(
    pdf: Vec<u8>,
    password: Option<String>,
    limits: &Limits,
    wanted: Wanted,
    each: &mut (dyn FnMut(TakenPage, bool) + Send),
) -> Result<(OpenPages, AllHidden), Unreadable> {
    let read = match wanted {
        Wanted::HiddenToo => sagsbord_pdf::read_with_hidden,
        Wanted::Pages => without_hidden,
    };
    let mut drawn_small = DrawnSmall {
        pdf: &pdf,
        password: password.as_deref(),
        limits,
        viewer: None,
    };
    let mut own_words = HashMap::new();
    let mut number = 0;
    let hidden = read(
        pdf.clone(),
        password.as_deref(),
        pdf_limits(limits),
        &mut |text| {
            number += 1;
            let own = OwnWords::of(&text);
            let is_blank = own.kind == OwnText::None
                && text.pictures.is_empty()
                && !drawn_small.has_ink(number);
            let wants_ocr = own.wants_ocr() && !is_blank;
            let page = TakenPage {
                width: text.width as f32,
                height: text.height as f32,
                text: text.text(),
                read: None,
                flags: match is_blank {
                    true => vec![PageFlag::Blank],
                    false => Vec::new(),
                },
            };
            if wants_ocr && own.kind != OwnText::None {
                own_words.insert(number, own);
            }
            each(page, wants_ocr);
        },
    )?;
    let open = OpenPages {
        pdf,
        password,
        limits: *limits,
        viewer: None,
        own_words,
    };
    Ok((open, hidden))
}

fn without_hidden(
    pdf: Vec<u8>,
    password: Option<&str>,
    limits: sagsbord_pdf::Limits,
    each: &mut (dyn FnMut(PageText) + Send),
) -> Result<AllHidden, PdfError> {
    sagsbord_pdf::read_each_page(pdf, password, limits, each)?;
    Ok(AllHidden::default())
}

/// Pages on which nothing is written and no picture lies: whether something is drawn there is seen when it is.
struct DrawnSmall<'a> {
    pdf: &'a [u8],
    password: Option<&'a str>,
    limits: &'a Limits,
    viewer: Option<Option<Viewer>>,
}

impl DrawnSmall<'_> {
    /// True too where it cannot be drawn: then it is told when it is read.
    fn has_ink(&mut self, page: u32) -> bool {
        /// Enough for the thinnest stroke to leave a trace.
        const DPI: f32 = 60.0;
        /// Fainter than this is nothing anywhere.
        const TRACE: u8 = 250;
        let viewer = self.viewer.get_or_insert_with(|| {
            let limits = pdf_limits(self.limits);
            Viewer::open(self.pdf.to_vec(), self.password, limits).ok()
        });
        let drawn = viewer
            .as_ref()
            .map(|viewer| viewer.grey(page, DPI, &Stop::default()));
        match drawn {
            Some(Ok(drawn)) => drawn.pixels.iter().any(|pixel| *pixel < TRACE),
            _ => true,
        }
    }
}

/// Dots an inch at which letters are read best: fewer blur small letters, more only cost time.
const READING_DPI: f32 = 300.0;

impl OpenPages {
    /// Made ready for the recognition of text. Counted from 1.
    pub(crate) fn picture(&mut self, page: u32) -> Result<PagePicture, Unreadable> {
        let viewer = match self.viewer.take() {
            Some(viewer) => viewer,
            None => Viewer::open(
                std::mem::take(&mut self.pdf),
                self.password.as_deref(),
                pdf_limits(&self.limits),
            )?,
        };
        let drawn = viewer.grey(page, READING_DPI, &Stop::default());
        let size = (page as usize)
            .checked_sub(1)
            .and_then(|at| viewer.pages().get(at).copied());
        self.viewer = Some(viewer);
        let (mut drawn, size) = (drawn?, size.ok_or(WhyUnreadable::Missing)??);
        let own = self.own_words.get(&page);
        if let Some(own) = own {
            own.take_out_of(&mut drawn);
        }
        let kind = own.map_or(OwnText::None, |own| own.kind);
        PagePicture::beside(drawn, size, kind).ok_or(WhyUnreadable::Damaged.into())
    }
}

pub(crate) fn pdf_limits(limits: &Limits) -> sagsbord_pdf::Limits {
    sagsbord_pdf::Limits {
        file_bytes: limits.file_bytes * 2,
        pages: limits.pages,
        picture_pixels: limits.picture_pixels,
        ..sagsbord_pdf::Limits::default()
    }
}

impl From<PdfError> for Unreadable {
    fn from(error: PdfError) -> Self {
        let why = match error {
            PdfError::PasswordNeeded => WhyUnreadable::NeedsPassword,
            PdfError::WrongPassword => WhyUnreadable::WrongPassword,
            PdfError::FileTooLarge { .. } => WhyUnreadable::TooLarge,
            PdfError::TooManyPages { .. } => WhyUnreadable::TooManyPages,
            PdfError::PictureTooLarge { .. } => WhyUnreadable::TooManyPixels,
            PdfError::StreamTooLarge => WhyUnreadable::UnpacksToTooMuch,
            PdfError::TooSlow { .. } => WhyUnreadable::TookTooLong,
            _ => WhyUnreadable::Damaged,
        };
        Self {
            why,
            detail: match error.page() {
                Some(page) => format!("{} {page}", error.code()),
                None => error.code().to_owned(),
            },
        }
    }
}
