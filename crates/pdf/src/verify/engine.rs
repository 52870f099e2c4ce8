use super::fold::Text;
use super::{Search, across_pages};
use crate::drawing::Wanted;
use crate::source::{Source, on_a_deep_stack};
use crate::{Limits, PageText, PdfError};

/// What the engine reads, page by page as a person would select the text, and from each page to the next. Tells how many
/// pages there are.
pub(super) fn search(
    bytes: Vec<u8>,
    limits: Limits,
    searches: &mut [Search<'_>],
) -> Result<u32, PdfError> {
    let mut hits = vec![(0, 0); searches.len()];
    let pages = on_a_deep_stack(|| {
        let source = Source::open(bytes, None, limits)?;
        let mut session = source.session();
        let mut before: Option<PageText> = None;
        for number in 1..=source.page_count() {
            let drawing = session.draw(number, Wanted::Places)?;
            let page = PageText::of(&drawing, &session.store);
            let read = [Text::of(&page.text()), Text::of(&page.painted_text())];
            let pair: Vec<PageText> = before.take().into_iter().chain([page]).collect();
            let across = across_pages(&pair);
            for (search, hits) in searches.iter_mut().zip(&mut hits) {
                let found: usize = read.iter().map(|text| search.needle.count(text)).sum();
                if search.is_covered_on(number) {
                    hits.0 += found;
                    search.told.parts += search.needle.count_parts(&read[0]);
                } else {
                    search.told.elsewhere += found;
                }
                if search.is_covered_on(number) && search.is_covered_on((number - 1).max(1)) {
                    let found = across.iter().map(|text| search.needle.count(text));
                    hits.1 += found.sum::<usize>();
                }
            }
            before = pair.into_iter().next_back();
        }
        Ok(source.page_count())
    })?;
    for (search, (shown, across)) in searches.iter_mut().zip(hits) {
        search.found("engine", shown);
        search.found("across_pages", across);
    }
    Ok(pages)
}
