//! What lies in a file and is not seen on its pages: text under boxes, notes, form values, what the file says of itself.
//!
//! It is told so that a person can decide about it. When pages are redrawn none of it comes along, whatever is decided.

mod about;
mod beside;
mod letters;
mod revisions;
mod same_colour;

use std::collections::HashSet;

use kurbo::Rect;

use crate::drawing::Wanted;
use crate::read::{PageText, bare};
use crate::source::{Session, Source, on_a_deep_stack};
use crate::{Limits, PdfError};

/// Something that a reader of the pages does not see, and that somebody who takes the file apart does.
#[derive(Clone, Debug, PartialEq)]
pub struct HiddenInPdf {
    pub kind: HiddenInPdfKind,
    /// Counted from 1; None where it belongs to no page.
    pub page: Option<u32>,
    /// In points from the top left of the page as it is shown. It may lie off the page.
    pub area: Option<Rect>,
    /// Bounded, and empty where there is nothing to read. What has a name comes as `name: value`.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HiddenInPdfKind {
    /// The unsafe black box: the text is still there beneath it.
    UnderBox,
    UnderPicture,
    /// Painted with nothing.
    Invisible,
    /// What a scanner's program read in a page's picture; all of a page together.
    RecognisedText,
    /// In the colour of the ground that it stands on.
    SameColour,
    /// Off the page, cropped away or clipped.
    OffPage,
    SwitchedOffLayer,
    /// A note, a comment, a mark with a remark.
    Annotation,
    FormValue,
    Script,
    /// Read in place of what is shown.
    Description,
    /// An earlier state of the file, with the lines that its last one has not.
    EarlierRevision,
    /// What the file says of itself.
    Metadata,
    /// Bookmarks that say what their page does not, and names of layers.
    Name,
    /// A small picture of a page as it looked once.
    Thumbnail,
    /// What a program left for itself.
    PrivateData,
}

/// All that was found, and how much more there is beyond what is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllHidden {
    /// Page by page, then what belongs to the whole file.
    pub found: Vec<HiddenInPdf>,
    pub beyond: usize,
}

const MOST_FOUND: usize = 10_000;
const MOST_ON_A_PAGE: usize = 500;
/// Letters of one text.
const LONGEST_TEXT: usize = 2_000;

/// What lies in a file unseen.
pub fn hidden_in(
    untrusted: Vec<u8>,
    password: Option<&str>,
    limits: Limits,
) -> Result<AllHidden, PdfError> {
    read_with_hidden(untrusted, password, limits, &mut |_| ())
}

/// The same, and the text of each page as it is read: pages are gone through once.
pub fn read_with_hidden(
    untrusted: Vec<u8>,
    password: Option<&str>,
    limits: Limits,
    each: &mut (dyn FnMut(PageText) + Send),
) -> Result<AllHidden, PdfError> {
    on_a_deep_stack(|| {
        let revisions = revisions::earlier(&untrusted);
        let file = (!revisions.is_empty()).then(|| untrusted.clone());
        let source = Source::open(untrusted, password, limits)?;
        let mut all = AllHidden::default();
        let mut lines = file.is_some().then(HashSet::new);
        let has_layers = beside::has_layers(&source);
        let (mut session, mut other) = (source.session(), source.session());
        for page in 1..=source.page_count() {
            let mut found = AllHidden::default();
            let text = on_page(&mut session, page, &mut found)?;
            if has_layers {
                letters::switched_off(&mut session, &mut other, page, &mut found)?;
            }
            beside::on_page(&source, page, &text, &mut found)?;
            if let Some(lines) = &mut lines {
                lines.extend(text.lines.iter().map(|line| revisions::bare(&line.text())));
            }
            all.take(found, MOST_ON_A_PAGE);
            each(text);
        }
        beside::of_file(&source, &mut all)?;
        about::of_file(&source, &mut all)?;
        if let (Some(file), Some(lines)) = (file, lines) {
            revisions::tell(&file, &revisions, password, limits, &lines, &mut all);
        }
        Ok(all)
    })
}

fn on_page(
    session: &mut Session<'_>,
    page: u32,
    found: &mut AllHidden,
) -> Result<PageText, PdfError> {
    let mut drawing = session.draw(page, Wanted::Layers)?;
    let text = PageText::of(&drawing, &session.store);
    let same_colour = same_colour::letters(&drawing, &session.store);
    letters::unseen(&mut drawing, &session.store, same_colour, page, found);
    let said = std::mem::take(&mut drawing.said);
    let shown = match said.is_empty() {
        true => String::new(),
        false => bare(&text.painted_text()),
    };
    for said in said {
        let is_news = !bare(&said).is_empty() && !shown.contains(&bare(&said));
        if is_news {
            found.add(HiddenInPdfKind::Description, Some(page), None, said);
        }
    }
    Ok(text)
}

impl AllHidden {
    fn add(
        &mut self,
        kind: HiddenInPdfKind,
        page: Option<u32>,
        area: Option<Rect>,
        text: impl Into<String>,
    ) {
        if self.found.len() >= MOST_FOUND {
            self.beyond += 1;
            return;
        }
        let mut text: String = text.into();
        if let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) {
            text.truncate(end);
        }
        self.found.push(HiddenInPdf {
            kind,
            page,
            area,
            text,
        });
    }

    fn take(&mut self, other: Self, most: usize) {
        let room = most.min(MOST_FOUND.saturating_sub(self.found.len()));
        self.beyond += other.beyond + other.found.len().saturating_sub(room);
        self.found.extend(other.found.into_iter().take(room));
    }
}
