//! The process that opens files from outside. It can reach neither files nor network; when it hangs, dies or takes
//! too much, the file it was at is told so in the manifest and the next process takes the next file.

mod frames;
mod serve;
mod talk;

pub(crate) use serve::serve;
pub(crate) use talk::{Answer, Worker};

use serde::{Deserialize, Serialize};

use crate::confine::Confinement;
use crate::reading::{ChildRole, Hidden, MailHead, QuotedPart, ReadWord, TakenPage};
use crate::{Kind, Limits, TableRow, WhyUnreadable};

/// What the program asks of a worker. A payload comes with it where it says so.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// With the file's bytes.
    Read {
        name: String,
        /// Where it is known better than by the bytes: what a converter made.
        kind: Option<Kind>,
        password: Option<String>,
        limits: Limits,
    },
    /// With a PDF that a converter made: its pages alone.
    Pages { limits: Limits },
    /// With JPEGs that another program made of one file's pictures, one after the other.
    Pictures { lengths: Vec<usize>, limits: Limits },
    /// With a PDF whose pages are to be looked at.
    Open {
        password: Option<String>,
        limits: Limits,
    },
    /// A page of the file that was opened.
    Show { page: u32, dpi: f32 },
    /// What is written on a page of the file that was opened, and where.
    Words { page: u32 },
    /// With an Excel file that is a list.
    Table { limits: Limits },
    /// A page of the file that was read last, made ready for the recognition of text.
    Picture { page: u32 },
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Tell {
    Ready(Confinement),
    /// With its bytes, unless it says why not.
    Child {
        name: String,
        role: ChildRole,
        lost: Option<WhyUnreadable>,
    },
    /// With a PDF.
    PagesMade,
    Page {
        page: TakenPage,
        /// Its text should be read from its picture.
        wants_ocr: bool,
    },
    Done {
        kind: Kind,
        next: Next,
        hidden: Vec<Hidden>,
        hidden_beyond: u32,
        mail: Option<MailHead>,
        quoted: Vec<QuotedPart>,
    },
    /// With grey pixels, row by row.
    Picture {
        width: u32,
        height: u32,
        dpi: f32,
        /// The page's size in points, as it is shown.
        page_width: f32,
        page_height: f32,
        /// Clockwise: 0, 90, 180 or 270.
        turned: u16,
        /// Degrees it was straightened by after that.
        straightened: f32,
        look: crate::reading::Look,
    },
    NoPicture,
    /// Width and height of each page in points; of one that cannot be shown nothing.
    Opened {
        pages: Vec<[f32; 2]>,
    },
    /// With a PNG.
    Shown,
    Words {
        words: Vec<ReadWord>,
    },
    Table {
        rows: Vec<TableRow>,
    },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Next {
    Pages {
        is_itself: bool,
    },
    ThroughOffice {
        extension: String,
        look_into: Option<String>,
    },
    ThroughHeif,
    Container,
    Unreadable {
        why: WhyUnreadable,
        detail: String,
    },
}
