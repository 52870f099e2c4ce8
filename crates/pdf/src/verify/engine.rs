use std::sync::Arc;

use super::Search;
use super::fold::Text;
use super::needles::Counts;
use crate::drawing::Wanted;
use crate::source::{Source, on_a_deep_stack};
use crate::{Limits, PageText, PdfError};

/// The engine keeps what it has unpacked for as long as a file is open: of ten thousand pages, hundreds of megabytes.
const PAGES_HELD: u32 = 500;

/// What the engine reads, page by page as a person would select the text, and from each page to the next. Tells how many
/// pages there are.
pub(super) fn search(
    bytes: &Arc<Vec<u8>>,
    limits: Limits,
    search: &mut Search,
) -> Result<u32, PdfError> {
    let mut shown = Counts::new();
    let mut across = Counts::new();
    let mut elsewhere = Counts::new();
    let mut parts = Counts::new();
    let pages = on_a_deep_stack(|| {
        let mut source = Source::open(Arc::clone(bytes), None, limits)?;
        let pages = source.page_count();
        let mut before: Option<PageText> = None;
        let mut next = 1;
        while next <= pages {
            let mut session = source.session();
            let last = pages.min(next + PAGES_HELD - 1);
            for number in next..=last {
                let drawing = session.draw(number, Wanted::Places)?;
                let page = PageText::of(&drawing, &session.store);
                let text = Text::of(&page.text());
                search.on_page(number, &text, &mut shown, Some(&mut elsewhere));
                let painted = Text::of(&page.painted_text());
                search.on_page(number, &painted, &mut shown, Some(&mut elsewhere));
                let mut found = Counts::new();
                search.needles.count_parts(&text, &mut found);
                found.retain(|text, _| search.texts[*text].is_covered_on(number));
                add(&mut parts, found);
                let pair: Vec<PageText> = before.take().into_iter().chain([page]).collect();
                if pair.len() == 2 {
                    add(&mut across, search.across(&pair, number));
                }
                before = pair.into_iter().next_back();
            }
            next = last + 1;
            if next <= pages {
                drop(session);
                source = source.afresh(Arc::clone(bytes))?;
            }
        }
        Ok(pages)
    })?;
    search.found("engine", &shown);
    search.found("across_pages", &across);
    for (text, count) in elsewhere {
        search.texts[text].told.elsewhere += count;
    }
    for (text, count) in parts {
        search.texts[text].told.parts += count;
    }
    Ok(pages)
}

fn add(all: &mut Counts, found: Counts) {
    for (text, count) in found {
        *all.entry(text).or_default() += count;
    }
}
