//! The pages of a PDF, as the file says them: their text, and what of it must be read from the picture instead.

mod page_picture;

use sagsbord_pdf::{AllHidden, PageText, PdfError, Stop, Viewer};

use crate::read::Unreadable;
use crate::reading::{PageFlag, TakenPage};
use crate::{Limits, WhyUnreadable};

pub use page_picture::PagePicture;

/// A file whose pages can still be asked for as pictures.
pub(crate) struct OpenPages {
    pdf: Vec<u8>,
    password: Option<String>,
    limits: Limits,
    /// From the first page on that is asked for.
    viewer: Option<Viewer>,
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
    let hidden = read(
        pdf.clone(),
        password.as_deref(),
        pdf_limits(limits),
        &mut |text| {
            let seen = text
                .lines
                .iter()
                .flat_map(|line| &line.words)
                .flat_map(|word| &word.glyphs)
                .any(|glyph| glyph.is_seen);
            let wants_ocr = !seen && !text.pictures.is_empty();
            let page = TakenPage {
                width: text.width as f32,
                height: text.height as f32,
                text: text.text(),
                read: None,
                flags: if !seen && text.pictures.is_empty() {
                    vec![PageFlag::Blank]
                } else {
                    Vec::new()
                },
            };
            each(page, wants_ocr);
        },
    )?;
    let open = OpenPages {
        pdf,
        password,
        limits: *limits,
        viewer: None,
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
        let (drawn, size) = (drawn?, size.ok_or(WhyUnreadable::Missing)??);
        PagePicture::of(drawn, size).ok_or(WhyUnreadable::Damaged.into())
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

/// What was read from the picture becomes the page's text.
pub(crate) fn take_recognised(page: &mut TakenPage, read: crate::reading::ReadByOcr) {
    let mut line = None;
    for word in &read.words {
        if !page.text.is_empty() {
            page.text
                .push(if line == Some(word.line) { ' ' } else { '\n' });
        }
        page.text.push_str(&word.text);
        line = Some(word.line);
    }
    page.read = Some(read);
}
