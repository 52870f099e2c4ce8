//! Letters and lists: structured text in, tagged pages out.
//!
//! Set by us, in the same list of what is drawn that sources are read into, so that a letter and the acts it is sent
//! with become one file by one road.

mod day;
mod face;
mod flow;
mod head;
mod lines;
mod logo;
mod sheet;
mod table;

use crate::source::on_a_deep_stack;
use crate::write::{LinkTo, NewPage, Writer};
use crate::{PdfError, ReleaseDate};

pub use day::danish_day;
pub(crate) use face::Faces;
use flow::Flow;
pub(crate) use flow::{FOOT_LINE, RIGHT};
pub(crate) use lines::Style;
pub use logo::Logo;
pub(crate) use sheet::{BLACK, Sheet};

/// A letter to be set.
#[derive(Clone, Debug, Default)]
pub struct LetterOrder {
    /// Its heading, and what the file is called.
    pub title: String,
    pub head: LetterHead,
    pub body: Vec<LetterBlock>,
    /// A line at the foot of every page: who sends it, and where from.
    pub foot: String,
}

/// What stands above the heading. Each part may be empty.
#[derive(Clone, Debug, Default)]
pub struct LetterHead {
    pub logo: Option<Logo>,
    /// In the window of the envelope.
    pub recipient: Vec<String>,
    pub sender: Vec<String>,
    pub date: Option<ReleaseDate>,
    /// `Sagsnr.` and its like, each with what it is.
    pub facts: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub enum LetterBlock {
    /// Level 1 stands under the letter's own heading.
    Heading(u8, LetterText),
    Paragraph(LetterText),
    List {
        is_numbered: bool,
        items: Vec<LetterText>,
    },
    /// One item of a list with a mark of its own: `•`, `3.`. Items after each other are one list.
    Item {
        mark: String,
        /// 0 is the outermost list.
        level: u8,
        text: LetterText,
    },
    Table(LetterTable),
    /// What somebody else wrote: indented, with a bar at its side for each level.
    Quoted(u8, Box<LetterBlock>),
    /// A thin line across.
    Rule,
    NewPage,
}

#[derive(Clone, Debug, Default)]
pub struct LetterTable {
    pub columns: Vec<LetterColumn>,
    pub rows: Vec<Vec<LetterText>>,
}

#[derive(Clone, Debug, Default)]
pub struct LetterColumn {
    /// Repeated on each page that the table reaches. A table whose columns have none at all has no such row.
    pub head: String,
    /// How much of the width it has, beside the others.
    pub share: f64,
    /// Numbers stand under each other by their ends.
    pub is_number: bool,
}

/// A text, in pieces of one kind each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LetterText(pub Vec<LetterSpan>);

#[derive(Clone, Debug, PartialEq)]
pub enum LetterSpan {
    Plain(String),
    Bold(String),
    /// A footnote, numbered where it stands.
    Note(String),
    Link {
        text: String,
        to: LetterLink,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum LetterLink {
    /// Only `https:`, `http:` and `mailto:` become links; others stay text.
    Address(String),
    /// An act of the bundle, by its place in the order, from 0. Text only where there is no bundle.
    Act(usize),
}

/// A letter as a file of its own.
#[derive(Clone, Debug)]
pub struct SetLetter {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// Letters that the font does not have: they are drawn as empty boxes, and read as what they are.
    pub letters_without_shape: usize,
}

impl From<&str> for LetterText {
    fn from(text: &str) -> Self {
        Self(vec![LetterSpan::Plain(text.to_owned())])
    }
}

impl From<String> for LetterText {
    fn from(text: String) -> Self {
        Self(vec![LetterSpan::Plain(text)])
    }
}

/// Sets a letter. The day is told: the same letter makes the same bytes.
pub fn set_letter(order: &LetterOrder, date: ReleaseDate) -> Result<SetLetter, PdfError> {
    on_a_deep_stack(|| {
        let mut faces = Faces::new()?;
        let set = sheets(order, &mut faces, PageNumbers::Own, &mut |_| None)?;
        let mut writer = Writer::new(&order.title, date)?;
        let pages = set.pages.len();
        for sheet in set.pages {
            writer.add_page(sheet, &faces.store)?;
        }
        Ok(SetLetter {
            bytes: writer.finish()?,
            pages,
            letters_without_shape: faces.without_shape,
        })
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageNumbers {
    Own,
    /// Somebody else stamps them.
    None,
}

/// The letter's pages, and where on them its links to acts stand.
pub(crate) struct Sheets {
    pub(crate) pages: Vec<NewPage>,
    pub(crate) anchors: Vec<Anchor>,
}

pub(crate) struct Anchor {
    pub(crate) act: usize,
    /// Counted from 0.
    pub(crate) page: usize,
    pub(crate) y: f64,
}

/// Sets the letter. `place_of` says where the links to acts lead.
pub(crate) fn sheets(
    order: &LetterOrder,
    faces: &mut Faces,
    numbers: PageNumbers,
    place_of: &mut dyn FnMut(usize) -> Option<LinkTo>,
) -> Result<Sheets, PdfError> {
    let mut flow = Flow::new(faces, place_of, &order.foot);
    head::set(&mut flow, &order.head)?;
    if !order.title.is_empty() {
        flow.heading(1, &order.title.as_str().into());
    }
    for block in &order.body {
        set_block(&mut flow, block);
    }
    Ok(flow.finish(numbers))
}

fn set_block(flow: &mut Flow<'_>, block: &LetterBlock) {
    match block {
        LetterBlock::Heading(level, text) => flow.heading(level.saturating_add(1), text),
        LetterBlock::Paragraph(text) => flow.paragraph(text),
        LetterBlock::List { is_numbered, items } => flow.list(*is_numbered, items),
        LetterBlock::Item { mark, level, text } => flow.own_item(mark, *level, text),
        LetterBlock::Table(table) => table::set(flow, table),
        LetterBlock::Quoted(levels, block) => {
            let before = flow.begin_quote(*levels);
            // Quotations within it say their levels together.
            let mut inner = block.as_ref();
            while let LetterBlock::Quoted(_, block) = inner {
                inner = block;
            }
            set_block(flow, inner);
            flow.end_quote(before);
        }
        LetterBlock::Rule => flow.rule(),
        LetterBlock::NewPage => flow.new_sheet(),
    }
}
