//! The pages of a PDF, as the file says them: their text, and what of it must be read from the picture instead.

use sagsbord_pdf::PdfError;

use crate::read::Unreadable;
use crate::reading::{PageFlag, TakenPage};
use crate::{Limits, WhyUnreadable};

/// A file whose pages can still be asked for as pictures.
pub(crate) struct OpenPages {
    pdf: Vec<u8>,
    password: Option<String>,
    limits: Limits,
}

/// A page made ready for the recognition of text.
pub(crate) struct PagePicture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dpi: f32,
    pub(crate) page_width: f32,
    pub(crate) page_height: f32,
    pub(crate) straightened: f32,
    pub(crate) grey: Vec<u8>,
}

/// Reads every page and tells it, with whether its text should be read from its picture.
pub(crate) fn read(
    pdf: Vec<u8>,
    password: Option<String>,
    limits: &Limits,
    each: &mut (dyn FnMut(TakenPage, bool) + Send),
) -> Result<OpenPages, Unreadable> {
    sagsbord_pdf::read_each_page(
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
    Ok(OpenPages {
        pdf,
        password,
        limits: *limits,
    })
}

impl OpenPages {
    pub(crate) fn picture(&mut self, _page: u32) -> Result<PagePicture, Unreadable> {
        let _ = (&self.pdf, &self.password, &self.limits);
        Err(WhyUnreadable::Missing.into())
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
