//! Pages: read, redraw, verify. Bytes in, bytes out.
//!
//! A source is opened within [`Limits`], each of its pages is taken down as a list of what is drawn (`drawing`), and
//! that list is what all else works on: `read` finds lines and words in it, `redraw` takes out of it what is hidden or
//! covered, `write` draws what is left into a new file. `verify` reads a finished file with other eyes.

mod attachments;
mod bundle;
mod drawing;
mod error;
mod letter;
mod limits;
mod painted;
mod picture_pages;
mod proof;
mod read;
mod redraw;
mod render;
mod reveal;
mod source;
mod verify;
mod viewer;
mod write;

pub use attachments::{PdfAttachment, attachments};
pub use bundle::{
    ActFile, ActReport, BundleAct, BundleError, BundleList, BundleOrder, BundleReport, Given,
    assemble,
};
pub use error::PdfError;
pub use kurbo::Rect;
pub use letter::{
    LetterBlock, LetterColumn, LetterHead, LetterLink, LetterOrder, LetterSpan, LetterTable,
    LetterText, Logo, SetLetter, danish_day, set_letter,
};
pub use limits::Limits;
pub use picture_pages::{PagePicture, PictureSamples, pages_of_pictures};
pub use read::{Carried, Letter, Line, PageText, Word, carried, read_each_page, read_text};
pub use redraw::{
    AsImage, HiddenText, PageArea, ReadPage, ReadWord, RedrawOrder, RedrawReport, Redrawn,
    RedrawnPage, ReleaseDate, TOUCHED, redraw,
};
pub use render::{Area, render_png};
pub use reveal::{AllHidden, HiddenInPdf, HiddenInPdfKind, hidden_in, read_with_hidden};
pub use verify::{
    CoveredText, OtherReading, Secret, Verified, verify, verify_beside, verify_covered,
};
pub use viewer::{GreyPage, PageSize, Stop, Viewer};
