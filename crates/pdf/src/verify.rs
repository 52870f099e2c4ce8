//! Reads a finished file again, with eyes that did not write it, for what must not be in it.
//!
//! Two readers always look: the engine, page by page as a person would select the text, and a plain one of our own
//! ([`raw`]) that knows nothing of pages and takes every string, name and stream apart. The door may add what other
//! programs read. One hit is enough to stop a release.

mod bytes;
mod conformance;
mod engine;
mod fold;
mod needles;
pub(crate) mod raw;
mod shown;
mod strings;
mod unpack;

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::drawing::Wanted;
use crate::source::{Source, on_a_deep_stack};
use crate::{Limits, PageText, PdfError};
pub(crate) use conformance::broken_rules;
use fold::Text;
use needles::{Counts, Needles};

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
    verify_beside(bytes, covered, || others.to_vec(), None, limits)
}

/// The same while the others read: nobody waits for anybody. `broken_in_parts` are the rules of its standards that it breaks,
/// where its parts were held against them when they were written.
pub fn verify_beside(
    bytes: Vec<u8>,
    covered: &[CoveredText],
    others: impl FnOnce() -> Vec<OtherReading> + Send,
    broken_in_parts: Option<&[String]>,
    limits: Limits,
) -> Result<Verified, PdfError> {
    let mut search = Search::of(covered)?;
    let mut verified = Verified {
        fingerprint: fingerprint(&bytes),
        ..Verified::default()
    };
    let bytes = Arc::new(bytes);
    let (others, pages) = std::thread::scope(|scope| {
        let others = scope.spawn(others);
        let rules = scope.spawn(|| match broken_in_parts {
            Some(known) => known.to_vec(),
            None => broken_rules(&bytes, limits),
        });
        let plain = without_pages(&bytes, limits, &search.needles)?;
        verified.forbidden = plain.forbidden.told();
        verified.streams_not_unpacked = plain.not_unpacked;
        for (reader, counts) in [("strings", plain.strings), ("shown", plain.shown)] {
            verified.readers.push(reader.to_owned());
            search.without_pages(reader, &counts);
        }
        let pages = engine::search(&bytes, limits, &mut search)?;
        verified.broken_rules = rules.join().map_err(|_| PdfError::NotAPdf)?;
        Ok((others.join().map_err(|_| PdfError::NotAPdf)?, pages))
    })?;
    for other in others {
        verified.readers.push(other.reader.clone());
        let mut hits = Counts::new();
        for (page, text) in other.by_pages(pages) {
            search.on_page(page, &Text::of(text), &mut hits, None);
        }
        search.found(&other.reader, &hits);
    }
    verified
        .readers
        .extend(["engine", "across_pages"].map(str::to_owned));
    verified.pages = pages as usize;
    verified.secrets = search.texts.into_iter().map(OneText::told).collect();
    Ok(verified)
}

impl OtherReading {
    /// What it read on each page, as far as that is known; on page 0 what may stand on any.
    fn by_pages(&self, count: u32) -> Vec<(u32, &str)> {
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
            return vec![(0, &self.text)];
        }
        numbers.into_iter().zip(pieces).collect()
    }
}

/// What the two readers that know no pages found.
#[derive(Default)]
struct Plain {
    forbidden: strings::Forbidden,
    not_unpacked: usize,
    strings: Counts,
    shown: Counts,
}

/// Twice through the file: which tables say what a stream shows is known when all of them were seen.
fn without_pages(bytes: &[u8], limits: Limits, needles: &Needles) -> Result<Plain, PdfError> {
    let mut plain = Plain::default();
    let mut tables = shown::Tables::default();
    let mut place = 0;
    raw::each_piece(bytes, limits.stream_bytes, &mut |piece| {
        plain.forbidden.look_into(piece);
        plain.not_unpacked += usize::from(!piece.is_unpacked);
        tables.look_into(place, piece);
        place += 1;
        strings::count(piece, needles, &mut plain.strings);
    })?;
    place = 0;
    raw::each_piece(bytes, limits.stream_bytes, &mut |piece| {
        for text in tables.texts(place, piece) {
            needles.count(&text, &mut plain.shown);
        }
        place += 1;
    })?;
    Ok(plain)
}

/// All covered texts, looked for together.
struct Search {
    needles: Needles,
    texts: Vec<OneText>,
}

struct OneText {
    /// None for all of them; in order, and none inside another.
    pages: Option<Vec<RangeInclusive<u32>>>,
    told: Secret,
    /// Hits of readers that do not know pages.
    anywhere: Vec<(String, usize)>,
}

impl Search {
    fn of(covered: &[CoveredText]) -> Result<Self, PdfError> {
        Ok(Self {
            needles: Needles::of(covered.iter().map(|one| one.text.as_str()))?,
            texts: covered.iter().map(OneText::of).collect(),
        })
    }

    /// Counts what is covered on the page, and into `elsewhere` what is not.
    fn on_page(
        &self,
        page: u32,
        text: &Text,
        hits: &mut Counts,
        mut elsewhere: Option<&mut Counts>,
    ) {
        let mut found = Counts::new();
        self.needles.count(text, &mut found);
        for (number, count) in found {
            if self.texts[number].is_covered_on(page) {
                *hits.entry(number).or_default() += count;
            } else if let Some(elsewhere) = &mut elsewhere {
                *elsewhere.entry(number).or_default() += count;
            }
        }
    }

    /// What reaches from one page into the next, whose number it is, and is covered on both.
    fn across(&self, pair: &[PageText], number: u32) -> Counts {
        let mut hits = Counts::new();
        for text in across_pages(pair) {
            self.on_page(number, &text, &mut hits, None);
        }
        hits.retain(|text, _| self.texts[*text].is_covered_on(number - 1));
        hits
    }

    fn found(&mut self, reader: &str, hits: &Counts) {
        for (number, count) in hits {
            let own = &mut self.texts[*number].told.hits;
            own.push((reader.to_owned(), *count));
        }
    }

    fn without_pages(&mut self, reader: &str, hits: &Counts) {
        for (number, count) in hits {
            let own = &mut self.texts[*number].anywhere;
            own.push((reader.to_owned(), *count));
        }
    }
}

impl OneText {
    fn of(covered: &CoveredText) -> Self {
        Self {
            pages: (!covered.pages.is_empty()).then(|| in_order(&covered.pages)),
            told: Secret::default(),
            anywhere: Vec::new(),
        }
    }

    fn is_covered_on(&self, page: u32) -> bool {
        let Some(pages) = &self.pages else {
            return true;
        };
        let at = pages.partition_point(|own| *own.end() < page);
        page == 0 || pages.get(at).is_some_and(|own| own.contains(&page))
    }

    fn first_page(&self) -> u32 {
        let first = self.pages.as_ref().and_then(|pages| pages.first());
        first.map_or(1, |own| *own.start())
    }

    fn told(mut self) -> Secret {
        if self.told.elsewhere == 0 {
            self.told.hits.splice(0..0, self.anywhere);
        }
        self.told
    }
}

/// What is covered in a thousand acts has a thousand stretches of pages, and is asked for on every page.
fn in_order(pages: &[RangeInclusive<u32>]) -> Vec<RangeInclusive<u32>> {
    let mut sorted = pages.to_vec();
    sorted.sort_unstable_by_key(|own| *own.start());
    let mut joined: Vec<RangeInclusive<u32>> = Vec::with_capacity(sorted.len());
    for own in sorted {
        match joined.last_mut() {
            Some(last) if *own.start() <= *last.end() => {
                *last = *last.start()..=*last.end().max(own.end());
            }
            _ => joined.push(own),
        }
    }
    joined
}

/// What [`left`] found.
pub(crate) struct Left {
    /// The page that holds a text that is covered on it, from 0; the first of them where nobody can say which.
    pub(crate) on_page: Option<usize>,
    pub(crate) last_page: Option<PageText>,
}

/// Whether a piece of a file that is being made holds a text where it is covered, or goes on with one from the page `before`,
/// which is of the same source as its first. Pages that have no text yet are read.
pub(crate) fn left(
    bytes: &[u8],
    texts: Vec<Option<PageText>>,
    covered: &[CoveredText],
    before: Option<PageText>,
) -> Result<Left, PdfError> {
    let limits = Limits::default();
    let search = Search::of(covered)?;
    let plain = without_pages(bytes, limits, &search.needles)?;
    let pages = read_rest(bytes, texts)?;
    let mut on_page = None;
    let mut elsewhere = Counts::new();
    for (number, page) in (1..).zip(&pages) {
        let mut hits = Counts::new();
        for text in [page.text(), page.painted_text()] {
            search.on_page(number, &Text::of(&text), &mut hits, Some(&mut elsewhere));
        }
        if !hits.is_empty() {
            on_page.get_or_insert(number);
        }
    }
    let first = 1 + u32::from(before.is_none());
    let mut all: Vec<PageText> = before.into_iter().chain(pages).collect();
    for (number, pair) in (first..).zip(all.windows(2)) {
        if !search.across(pair, number).is_empty() {
            on_page.get_or_insert(number);
        }
    }
    let in_pieces = plain.strings.keys().chain(plain.shown.keys());
    let nowhere_else = in_pieces.filter(|text| !elsewhere.contains_key(text));
    on_page = on_page.or_else(|| {
        nowhere_else
            .map(|text| search.texts[*text].first_page())
            .min()
    });
    Ok(Left {
        on_page: on_page.map(|number| number as usize - 1),
        last_page: all.pop(),
    })
}

fn read_rest(bytes: &[u8], texts: Vec<Option<PageText>>) -> Result<Vec<PageText>, PdfError> {
    if texts.iter().all(Option::is_some) {
        return Ok(texts.into_iter().flatten().collect());
    }
    on_a_deep_stack(|| {
        let source = Source::open_own(Arc::new(bytes.to_vec()))?;
        let mut session = source.session();
        let pages = (1..).zip(texts).map(|(number, known)| match known {
            Some(text) => Ok(text),
            None => {
                let drawing = session.draw(number, Wanted::Places)?;
                Ok(PageText::of(&drawing, &session.store))
            }
        });
        pages.collect()
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
    use crate::{RedrawOrder, read_text, redraw};

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
            let covered = [covered_on("Karen Lund", 1..=9)];
            let left = left(&file(pages), vec![None; pages.len()], &covered, before)
                .expect("it is looked through");
            assert_eq!(left.on_page, expected, "{pages:?}");
        };
        check(None, &["Intet her", "og intet her"], None);
        check(None, &["Intet her", "Hej Karen Lund"], Some(1));
        check(None, &["brev til Karen", "Lund og omegn"], Some(1));
        check(Some("brev til Karen"), &["Lund og omegn", "mere"], Some(0));
        check(Some("brev til Karin"), &["Lund og omegn", "mere"], None);
    }

    fn covered_on(text: &str, pages: RangeInclusive<u32>) -> CoveredText {
        CoveredText {
            text: text.to_owned(),
            pages: vec![pages],
        }
    }

    #[test]
    fn what_is_covered_on_one_page_may_stand_on_another() {
        let check = |pages: &[&str], covered: &[(&str, u32)], expected: Option<usize>| {
            let covered = covered.iter();
            let covered: Vec<CoveredText> = covered
                .map(|(text, page)| covered_on(text, *page..=*page))
                .collect();
            let left = left(&file(pages), vec![None; pages.len()], &covered, None)
                .expect("it is looked through");
            assert_eq!(left.on_page, expected, "{pages:?}");
        };
        let lund = ("Karen Lund", 1);
        check(&["Intet her", "Hej Karen Lund"], &[lund], None);
        check(&["Hej Karen Lund", "Intet her"], &[lund], Some(0));
        check(&["Hej Karen Lund", "Karen Lund"], &[lund], Some(0));
        check(&["brev til Karen", "Lund og omegn"], &[lund], None);
        let both = [lund, ("Bo Ravn", 2)];
        check(&["Bo Ravn", "Karen Lund"], &both, None);
        check(&["Bo Ravn", "Karen Lund og Bo Ravn"], &both, Some(1));
    }
}
