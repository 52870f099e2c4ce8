use kurbo::Rect;

use super::find::{self, FoldedPage, Sought};
use super::{RedrawOrder, read_words};
use crate::PdfError;
use crate::drawing::Wanted;
use crate::read::PageText;
use crate::source::{Session, Source};

/// What is to be covered on each page, and on how many places each text of the order was found.
pub(super) struct Marks {
    pub(super) pages: Vec<Vec<Rect>>,
    pub(super) places_of_texts: Vec<usize>,
}

/// Areas that were given, and those where the texts stand; what lies off the page is no mark.
pub(super) fn marks(
    source: &Source,
    order: &RedrawOrder,
    session: &mut Session<'_>,
) -> Result<Marks, PdfError> {
    let mut places_of_texts = vec![0; order.texts.len()];
    let mut pages: Vec<Vec<Rect>> = Vec::new();
    let mut before: Option<FoldedPage> = None;
    let sought: Vec<Sought> = order.texts.iter().map(|text| Sought::of(text)).collect();
    for page in 1..=source.page_count() {
        let mut marks: Vec<Rect> = order
            .areas
            .iter()
            .filter(|wanted| wanted.page == page)
            .map(|wanted| wanted.area.abs())
            .collect();
        if !order.texts.is_empty() {
            let mut drawing = session.draw(page, Wanted::Places)?;
            read_words::lay(&mut drawing, &mut session.store, &order.read, page);
            let text = FoldedPage::of(PageText::of(&drawing, &session.store));
            for (wanted, places) in sought.iter().zip(&mut places_of_texts) {
                let found = find::places_of(&text, wanted);
                *places += found.len();
                marks.extend(found);
                if let Some(before) = &before {
                    let (end, start) = find::places_across(before, &text, wanted);
                    *places += usize::from(!start.is_empty());
                    marks.extend(start);
                    if let Some(last) = pages.last_mut() {
                        last.extend(end);
                    }
                }
            }
            marks.retain(|mark| mark.overlaps(drawing.page_area()));
            before = Some(text);
        }
        pages.push(marks);
    }
    Ok(Marks {
        pages: pages.into_iter().map(merged).collect(),
        places_of_texts,
    })
}

/// Marks on one line that reach into each other are one: their seam would tell where one text ends.
fn merged(mut marks: Vec<Rect>) -> Vec<Rect> {
    marks.dedup();
    let mut merged: Vec<Rect> = Vec::new();
    for mark in marks {
        let mut mark = mark;
        while let Some(at) = merged.iter().position(|other| {
            let is_one_line = (other.y0 - mark.y0).abs() < 0.5 && (other.y1 - mark.y1).abs() < 0.5;
            other.contains_rect(mark)
                || mark.contains_rect(*other)
                || is_one_line && other.overlaps(mark)
        }) {
            mark = mark.union(merged.swap_remove(at));
        }
        merged.push(mark);
    }
    // On a grid: the last digits of a sum of letters' widths tell which letters they were.
    for mark in &mut merged {
        let on_grid = |at: f64| (at * super::one_width::GRID).round() / super::one_width::GRID;
        *mark = Rect::new(
            on_grid(mark.x0),
            on_grid(mark.y0),
            on_grid(mark.x1),
            on_grid(mark.y1),
        );
    }
    merged.sort_by(|one, other| {
        one.y0
            .total_cmp(&other.y0)
            .then(one.x0.total_cmp(&other.x0))
    });
    merged
}
