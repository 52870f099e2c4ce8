//! A file's bytes to what they hold. Runs in the worker only.

mod archive;
mod calendar;
mod mail;
mod office;
mod pdf;
mod picture;
mod text;

#[cfg(test)]
pub(crate) use mail::quotes::fingerprint as quote_fingerprint;

pub(crate) use text::wide as wide_letters;

use crate::{Found, Kind, Limits, TableRow, WhyUnreadable};

pub(crate) use pdf::take_hidden;
pub(crate) use picture::unpacked as pages_of_unpacked;

/// A file as it came.
pub struct OutsideFile<'a> {
    /// Untrusted, as all of it.
    pub bytes: &'a [u8],
    pub name: &'a str,
    pub kind: Kind,
    pub password: Option<&'a str>,
}

/// What is to be done with it next.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// Its own bytes are pages.
    PagesOfItself,
    /// A PDF was made of it.
    PagesMade(Vec<u8>),
    /// LibreOffice makes the pages. The hidden data of the old binary formats is found in the newer format that it
    /// can turn them into, named by its extension.
    ThroughOffice {
        extension: &'static str,
        look_into: Option<&'static str>,
    },
    /// A program from elsewhere makes JPEGs of its pictures.
    ThroughHeif,
    Container,
}

/// Why a file could not be read, with what a technician would ask for. Never holds text of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    pub why: WhyUnreadable,
    pub detail: String,
}

impl From<WhyUnreadable> for Unreadable {
    fn from(why: WhyUnreadable) -> Self {
        Self {
            why,
            detail: String::new(),
        }
    }
}

/// The first sheet in view of an Excel file as rows of texts.
pub(crate) fn table(untrusted: &[u8], limits: Limits) -> Result<Vec<TableRow>, Unreadable> {
    office::table(untrusted, limits)
}

pub(crate) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    match file.kind {
        Kind::Empty => Err(WhyUnreadable::Empty.into()),
        Kind::Unknown | Kind::Program => Err(WhyUnreadable::UnknownKind.into()),
        Kind::Pdf => pdf::read(file, found),
        Kind::Docx
        | Kind::Doc
        | Kind::Odt
        | Kind::Rtf
        | Kind::Xlsx
        | Kind::Xls
        | Kind::Ods
        | Kind::Pptx
        | Kind::Ppt
        | Kind::Odp => office::read(file, found),
        Kind::Csv | Kind::Text | Kind::Markdown | Kind::Html => text::read(file, found),
        Kind::Eml | Kind::Msg | Kind::Mbox | Kind::Tnef | Kind::SignedMail | Kind::Signature => {
            mail::read(file, found)
        }
        Kind::Calendar | Kind::ContactCard => calendar::read(file, found),
        Kind::Zip | Kind::SevenZ => archive::read(file, found),
        Kind::Jpeg | Kind::Png | Kind::Tiff | Kind::Heic | Kind::Webp | Kind::Bmp | Kind::Gif => {
            picture::read(file, found)
        }
    }
}
