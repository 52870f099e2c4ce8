use std::collections::HashSet;

use super::running::Running;
use super::{PagePlan, layout, tagged};
use crate::drawing::{Drawing, GlyphStore, Item, PlacedGlyph};
use crate::read::{Line, PageText};
use crate::write::batch::Waiting;

/// Plans the pages that wait, those of one document together. Their hyphens at line ends become soft ones.
pub(in crate::write) fn plan_pages(
    waiting: &mut [Waiting],
    store: &mut GlyphStore,
) -> Vec<PagePlan> {
    let reads: Vec<Option<PageText>> = waiting
        .iter()
        .map(|page| {
            page.plan
                .is_none()
                .then(|| PageText::of(&page.drawing, store))
        })
        .collect();
    let mut plans: Vec<PagePlan> = Vec::with_capacity(waiting.len());
    let mut from = 0;
    while from < waiting.len() {
        let document = waiting[from].section;
        let mut end = from + 1;
        while end < waiting.len() && waiting[end].section == document {
            end += 1;
        }
        let unplanned: Vec<&PageText> = reads[from..end].iter().flatten().collect();
        let mut running = Running::of(&unplanned).into_iter();
        for (page, read) in waiting[from..end].iter_mut().zip(&reads[from..end]) {
            plans.push(match (page.plan.take(), read) {
                (Some(told), _) => told,
                (None, Some(read)) => {
                    let running = running.next().unwrap_or_default();
                    soften_hyphens(&mut page.drawing, read, store);
                    let tags = page.drawing.tags.as_ref();
                    tags.and_then(|tags| tagged::plan(&page.drawing, read, tags))
                        .unwrap_or_else(|| layout::plan(&page.drawing, read, &running))
                }
                (None, None) => PagePlan::default(),
            });
        }
        go_on_from_page_to_page(&mut plans[from..]);
        from = end;
    }
    plans
}

/// An element of the source that is on two pages is one.
fn go_on_from_page_to_page(plans: &mut [PagePlan]) {
    for index in 1..plans.len() {
        let before = plans[index - 1].source_ends.map(|(_, last)| last);
        let own = plans[index].source_ends.map(|(first, _)| first);
        if before.is_some() && before == own {
            plans[index - 1].ends_midway = true;
            plans[index].begins_midway = true;
        }
    }
}

/// A hyphen that only breaks a word at the line's end is told as one: it is not heard, and a search reads over it.
fn soften_hyphens(drawing: &mut Drawing, read: &PageText, store: &mut GlyphStore) {
    let hyphens: HashSet<u32> = read
        .lines
        .windows(2)
        .filter(|lines| lines[0].block == lines[1].block)
        .filter_map(|lines| breaking_hyphen(&lines[0], &lines[1]))
        .collect();
    if hyphens.is_empty() {
        return;
    }
    let mut order = 0;
    each_glyph(&mut drawing.items, &mut |glyph| {
        if hyphens.contains(&order) {
            glyph.shape = store.reads_as(glyph.shape, SOFT_HYPHEN);
        }
        order += 1;
    });
}

const SOFT_HYPHEN: &str = "\u{AD}";

/// `kommu-` before `nen`, but neither `ind-` before `og` nor `CPR-` before `nummer`.
fn breaking_hyphen(line: &Line, next: &Line) -> Option<u32> {
    let word = line.words.last()?;
    let after = next.words.first()?.text.as_str();
    let hyphen = word.glyphs.last()?;
    let stem = word.text.strip_suffix(['-', '\u{2010}'])?;
    let is_one_glyph = matches!(&*hyphen.text, "-" | "\u{2010}");
    let last_letters = stem
        .chars()
        .rev()
        .take_while(|letter| letter.is_lowercase());
    let is_stem = last_letters.count() >= 2 && !stem.contains(['-', '/', '@', '.']);
    let goes_on = after.chars().next().is_some_and(char::is_lowercase)
        && !matches!(
            after,
            "og" | "eller" | "samt" | "and" | "or" | "und" | "oder"
        );
    (is_one_glyph && is_stem && goes_on).then_some(hyphen.order)
}

fn each_glyph(items: &mut [Item], see: &mut impl FnMut(&mut PlacedGlyph)) {
    for item in items {
        match item {
            Item::Run(run) => run.glyphs.iter_mut().for_each(&mut *see),
            Item::Drawn { glyph, .. } => see(glyph),
            Item::Group(group) => each_glyph(&mut group.items, see),
            Item::Path(_) | Item::Picture(_) => {}
        }
    }
}
