//! Reads a finished file again, with eyes that did not write it, for what must not be in it.
//!
//! Two readers always look: the engine, page by page as a person would select the text, and a plain one of our own
//! ([`raw`]) that knows nothing of pages and takes every string, name and stream apart. The door may add what other
//! programs read. One hit is enough to stop a release.

mod conformance;
mod engine;
mod fold;
pub(crate) mod raw;
mod shown;
mod strings;
mod unpack;

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::read::read_text;
use crate::{Limits, PageText, PdfError};
use fold::{Needle, Text};

/// What another program read in the same file.
#[derive(Clone, Debug)]
pub struct OtherReading {
    pub reader: String,
    /// Pages parted by form feeds.
    pub text: String,
    /// Those that were read, from 1; empty for all of them.
    pub pages: Vec<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub pages: usize,
    /// One for each secret, in the order they were given. The secrets themselves are in no report.
    pub secrets: Vec<Secret>,
    /// Who looked.
    pub readers: Vec<String>,
    /// What a released file must not contain at all, by name.
    pub forbidden: Vec<String>,
    /// Streams that the plain reader could not unpack, pictures aside: nobody knows what is in them.
    pub streams_not_unpacked: usize,
    /// SHA-256 of the file, so that the report can be held against it.
    pub fingerprint: String,
    /// Rules of PDF/UA-1 and PDF/A-2a that it breaks.
    pub broken_rules: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secret {
    /// Readers that found it, and how often.
    pub hits: Vec<(String, usize)>,
    /// How often one of its words (of four letters or more) stands in the text. It may be somebody else's.
    pub parts: usize,
    /// How often it stands on pages that it is not covered on.
    pub elsewhere: usize,
}

impl Verified {
    /// Nothing was found that must not be there, and the file is what it says it is.
    pub fn is_clean(&self) -> bool {
        self.holds_no_secret() && self.broken_rules.is_empty()
    }

    /// No secret was found, nothing that could carry one, and nothing that could not be looked into.
    pub fn holds_no_secret(&self) -> bool {
        self.forbidden.is_empty()
            && self.streams_not_unpacked == 0
            && self.secrets.iter().all(|secret| secret.hits.is_empty())
    }
}

/// A text that must not be read, and on which pages: an act may show what is covered in another.
#[derive(Clone, Debug, Default)]
pub struct CoveredText {
    pub text: String,
    /// Counted from 1. On all of them where none is named.
    pub pages: Vec<RangeInclusive<u32>>,
}

/// A file that cannot be read to its end is refused: what was not read was not checked.
pub fn verify(
    bytes: Vec<u8>,
    secrets: &[String],
    others: &[OtherReading],
    limits: Limits,
) -> Result<Verified, PdfError> {
    let covered = secrets.iter().map(|secret| CoveredText {
        text: secret.clone(),
        pages: Vec::new(),
    });
    verify_covered(bytes, &covered.collect::<Vec<_>>(), others, limits)
}

/// The same for texts that are covered on some pages only. The two readers that do not know pages count for such a text
/// when it stands on no other page either.
pub fn verify_covered(
    bytes: Vec<u8>,
    covered: &[CoveredText],
    others: &[OtherReading],
    limits: Limits,
) -> Result<Verified, PdfError> {
    let mut searches: Vec<Search<'_>> = covered.iter().map(Search::of).collect();
    let pieces = raw::pieces(&bytes, limits.stream_bytes)?;
    let mut verified = Verified {
        forbidden: strings::forbidden(&pieces),
        streams_not_unpacked: pieces.iter().filter(|piece| !piece.is_unpacked).count(),
        fingerprint: fingerprint(&bytes),
        ..Verified::default()
    };
    let bytes = Arc::new(bytes);
    verified.broken_rules = conformance::broken_rules(&bytes, limits);
    for (reader, texts) in [
        ("strings", strings::texts(&pieces)),
        ("shown", shown::texts(&pieces)),
    ] {
        verified.readers.push(reader.to_owned());
        for search in &mut searches {
            search.without_pages(reader, &texts);
        }
    }
    drop(pieces);
    let pages = engine::search(Arc::unwrap_or_clone(bytes), limits, &mut searches)?;
    for other in others {
        verified.readers.push(other.reader.clone());
        let read = other.by_pages(pages);
        for search in &mut searches {
            let hits = read.iter().map(|(page, text)| search.count(*page, text));
            let hits = hits.sum();
            search.found(&other.reader, hits);
        }
    }
    verified
        .readers
        .extend(["engine", "across_pages"].map(str::to_owned));
    verified.pages = pages as usize;
    verified.secrets = searches.into_iter().map(Search::told).collect();
    Ok(verified)
}

impl OtherReading {
    /// What it read on each page, as far as that is known; on page 0 what may stand on any.
    fn by_pages(&self, count: u32) -> Vec<(u32, Text)> {
        let mut pieces: Vec<&str> = self.text.split('\u{C}').collect();
        if pieces.last().is_some_and(|last| last.trim().is_empty()) {
            pieces.pop();
        }
        let numbers: Vec<u32> = if self.pages.is_empty() {
            (1..=count).collect()
        } else {
            self.pages.clone()
        };
        if pieces.len() != numbers.len() {
            return vec![(0, Text::of(&self.text))];
        }
        let texts = pieces.into_iter().map(Text::of);
        numbers.into_iter().zip(texts).collect()
    }
}

/// One text, looked for.
struct Search<'c> {
    needle: Needle,
    pages: &'c [RangeInclusive<u32>],
    told: Secret,
    /// Hits of readers that do not know pages.
    anywhere: Vec<(String, usize)>,
}

impl<'c> Search<'c> {
    fn of(covered: &'c CoveredText) -> Self {
        Self {
            needle: Needle::of(&covered.text),
            pages: &covered.pages,
            told: Secret::default(),
            anywhere: Vec::new(),
        }
    }

    fn is_covered_on(&self, page: u32) -> bool {
        page == 0 || self.pages.is_empty() || self.pages.iter().any(|own| own.contains(&page))
    }

    fn count(&self, page: u32, text: &Text) -> usize {
        if self.is_covered_on(page) {
            self.needle.count(text)
        } else {
            0
        }
    }

    fn found(&mut self, reader: &str, hits: usize) {
        if hits > 0 {
            self.told.hits.push((reader.to_owned(), hits));
        }
    }

    fn without_pages(&mut self, reader: &str, texts: &[Text]) {
        let hits: usize = texts.iter().map(|text| self.needle.count(text)).sum();
        if hits > 0 {
            self.anywhere.push((reader.to_owned(), hits));
        }
    }

    fn told(mut self) -> Secret {
        if self.told.elsewhere == 0 {
            self.told.hits.splice(0..0, self.anywhere);
        }
        self.told
    }
}

/// What [`left`] found.
pub(crate) struct Left {
    /// The page that holds a secret, from 0; the first where nobody can say which.
    pub(crate) on_page: Option<usize>,
    pub(crate) last_page: Option<PageText>,
}

/// Whether a piece of a file that is being made holds one of the secrets, or goes on with one from the page `before`.
pub(crate) fn left(
    bytes: Vec<u8>,
    secrets: &[String],
    before: Option<PageText>,
) -> Result<Left, PdfError> {
    let limits = Limits::default();
    let needles: Vec<Needle> = secrets.iter().map(|secret| Needle::of(secret)).collect();
    let holds = |text: &Text| needles.iter().any(|needle| needle.count(text) > 0);
    let pieces = raw::pieces(&bytes, limits.stream_bytes)?;
    let is_in_pieces =
        strings::texts(&pieces).iter().any(holds) || shown::texts(&pieces).iter().any(holds);
    drop(pieces);
    let pages = read_text(bytes, None, limits)?;
    let on_page = pages
        .iter()
        .position(|page| holds(&Text::of(&page.text())) || holds(&Text::of(&page.painted_text())));
    let first = before.is_some();
    let mut all: Vec<PageText> = before.into_iter().chain(pages).collect();
    let across = all
        .windows(2)
        .position(|pair| across_pages(pair).iter().any(holds))
        .map(|at| at + usize::from(!first));
    Ok(Left {
        on_page: on_page.or(across).or(is_in_pieces.then_some(0)),
        last_page: all.pop(),
    })
}

fn fingerprint(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the last lines of each page say with the first ones of the next: only there can a text begin on one page and
/// end on another. What stands in one line alone is blanked, as it has been counted.
fn across_pages(pages: &[PageText]) -> Vec<Text> {
    let mut texts = Vec::new();
    for pair in pages.windows(2) {
        let lasts = pair[0].lines.iter().rev().take(LINES_AT_AN_EDGE);
        for last in lasts {
            for first in pair[1].lines.iter().take(LINES_AT_AN_EDGE) {
                texts.push(Text::joined(&last.text(), &first.text()));
            }
        }
    }
    texts
}

const LINES_AT_AN_EDGE: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RedrawOrder, redraw};

    /// A file of ours, a page for each text.
    fn file(texts: &[&str]) -> Vec<u8> {
        let mut source = String::from(
            "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
             3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
        );
        let mut kids = String::new();
        for (index, text) in texts.iter().enumerate() {
            let (page, content) = (10 + 2 * index, 11 + 2 * index);
            let shown = format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET");
            source.push_str(&format!(
                "{page} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
                 /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n\
                 {content} 0 obj\n<< /Length {} >>\nstream\n{shown}\nendstream\nendobj\n",
                shown.len() + 1
            ));
            kids.push_str(&format!("{page} 0 R "));
        }
        source.push_str(&format!(
            "2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {} >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
            texts.len()
        ));
        let order = RedrawOrder::default();
        let redrawn = redraw(source.into_bytes(), None, &order, Limits::default());
        redrawn.expect("it is redrawn").bytes
    }

    #[test]
    fn a_piece_of_a_file_is_looked_through_with_the_page_before_it() {
        let check = |before: Option<&str>, pages: &[&str], expected: Option<usize>| {
            let before = before.map(|text| {
                let read = read_text(file(&[text]), None, Limits::default());
                read.expect("it is read").remove(0)
            });
            let secrets = ["Karen Lund".to_owned()];
            let left = left(file(pages), &secrets, before).expect("it is looked through");
            assert_eq!(left.on_page, expected, "{pages:?}");
        };
        check(None, &["Intet her", "og intet her"], None);
        check(None, &["Intet her", "Hej Karen Lund"], Some(1));
        check(None, &["brev til Karen", "Lund og omegn"], Some(1));
        check(Some("brev til Karen"), &["Lund og omegn", "mere"], Some(0));
        check(Some("brev til Karin"), &["Lund og omegn", "mere"], None);
    }
}
