//! What the quality check finds in a document and in its title, laid on the pages.

use sagsbord_contract::{ErrorCode, FindingRow, WhyUnreadable};
use sagsbord_domain::aktindsigt::{MarkArea, Regime};
use sagsbord_domain::{ItemId, fold};
use sagsbord_scan::{CasePeople, CaseScanner, Finding, TitleKind};
use sagsbord_store::{FoundInItem, ReviewedPage};
use serde::{Deserialize, Serialize};

use super::page_words::{PlacedWord, areas_of, placed_words};
use crate::AppError;
use crate::quality_check::findings::rows;

/// More of one document than anybody answers one by one: such a document is read, or withheld whole.
const MOST_FINDINGS: usize = 20_000;

/// Something that was found, at its place. What goes over the end of a page is one on each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Found {
    /// From 1; 0 in the title.
    pub(super) page: u32,
    pub(super) areas: Vec<MarkArea>,
    pub(super) text: String,
    /// The same for every way in which one value is written.
    pub(super) value: String,
    pub(super) person: Option<FoundPerson>,
    pub(super) row: FindingRow,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct FoundPerson {
    pub(super) name: String,
    /// The same in every document.
    pub(super) key: String,
}

/// All of one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ItemFound {
    pub(super) pages: u32,
    pub(super) why: Option<WhyUnreadable>,
    pub(super) findings: Vec<Found>,
}

impl ItemFound {
    pub(super) fn read(kept: &FoundInItem) -> Result<Self, AppError> {
        let internal = |error| AppError::caused(ErrorCode::Internal, error);
        let why = kept.why.as_ref();
        Ok(Self {
            pages: kept.pages,
            why: why
                .map(|why| serde_json::from_str(why))
                .transpose()
                .map_err(internal)?,
            findings: serde_json::from_str(&kept.findings).map_err(internal)?,
        })
    }

    pub(super) fn as_kept(&self, item: ItemId, print: String) -> Result<FoundInItem, AppError> {
        let internal = |error| AppError::caused(ErrorCode::Internal, error);
        let why = self.why.as_ref();
        Ok(FoundInItem {
            item,
            print,
            pages: self.pages,
            why: why
                .map(serde_json::to_string)
                .transpose()
                .map_err(internal)?,
            findings: serde_json::to_string(&self.findings).map_err(internal)?,
        })
    }
}

/// Everything that is found in a title and on the pages beneath it.
pub(super) fn find_in(
    scanner: &CaseScanner,
    people: &CasePeople,
    regime: Option<Regime>,
    title: &str,
    pages: &[ReviewedPage],
) -> Result<ItemFound, AppError> {
    let wire = regime.map(Into::into);
    let mut findings = Vec::new();
    let in_title = scanner.scan_title(title, TitleKind::Document);
    for (finding, row) in in_title.iter().zip(rows(title, &in_title, wire)) {
        // A title that says nothing is put right on the list: there is nothing in it to cover.
        let text = title.get(finding.span.bytes.clone()).unwrap_or_default();
        if !text.trim().is_empty() && finding.category != sagsbord_scan::Category::Title {
            findings.push(found(people, finding, row, 0, Vec::new(), text));
        }
    }
    let mut whole = String::new();
    let mut laid: Vec<Laid> = Vec::with_capacity(pages.len());
    for page in pages {
        let start = whole.len();
        whole.push_str(&page.text);
        laid.push(Laid {
            page: page.page,
            start,
            end: whole.len(),
            words: placed_words(page)?,
        });
        whole.push('\n');
    }
    // Read as one: who a page speaks of may stand on the page before it.
    let on_pages = scanner.scan(&whole);
    let told = rows(&whole, &on_pages, wire);
    for (finding, row) in on_pages.iter().zip(told) {
        let span = &finding.span.bytes;
        let first = laid.partition_point(|page| page.end <= span.start);
        for page in laid
            .iter()
            .skip(first)
            .take_while(|page| page.start < span.end)
        {
            let (start, end) = (span.start.max(page.start), span.end.min(page.end));
            let areas = areas_of(&page.words, &(start - page.start..end - page.start));
            let text = whole.get(start..end).unwrap_or_default();
            if !areas.is_empty() {
                findings.push(found(people, finding, row.clone(), page.page, areas, text));
            }
        }
        if findings.len() >= MOST_FINDINGS {
            break;
        }
    }
    Ok(ItemFound {
        pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        why: None,
        findings,
    })
}

struct Laid {
    page: u32,
    start: usize,
    end: usize,
    words: Vec<PlacedWord>,
}

fn found(
    people: &CasePeople,
    finding: &Finding,
    row: FindingRow,
    page: u32,
    areas: Vec<MarkArea>,
    text: &str,
) -> Found {
    let person = finding.person.and_then(|index| people.people.get(index));
    Found {
        page,
        areas,
        text: one_line(text),
        value: value_of(text),
        person: person.map(|person| FoundPerson {
            name: person.name.clone(),
            key: match &person.cpr {
                Some(cpr) => cpr.clone(),
                None => value_of(&person.name),
            },
        }),
        row,
    }
}

/// Letters and digits alone, folded: 010190-1234 is 0101901234, and Åse Holm-Berg is aaseholmberg.
pub(super) fn value_of(text: &str) -> String {
    let mut value = fold(text);
    value.retain(char::is_alphanumeric);
    value
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
