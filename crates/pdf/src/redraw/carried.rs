use std::collections::{BTreeSet, HashSet};

use kurbo::Rect;
use unicode_normalization::UnicodeNormalization as _;

use super::RedrawOrder;
use crate::PdfError;
use crate::drawing::{Drawing, GlyphStore, Wanted};
use crate::read::{PageText, Tagged};
use crate::source::Session;

/// The words that the order covers, on any page: descriptions and addresses may name them anywhere.
pub(super) struct CoveredWords {
    words: HashSet<String>,
}

/// Shorter words are in too many others.
const SHORTEST: usize = 3;

impl CoveredWords {
    pub(super) fn of(order: &RedrawOrder, session: &mut Session<'_>) -> Result<Self, PdfError> {
        let mut own = Self {
            words: HashSet::new(),
        };
        for text in &order.texts {
            own.add(text);
        }
        let pages: BTreeSet<u32> = order.areas.iter().map(|wanted| wanted.page).collect();
        for page in pages {
            let drawing = session.draw(page, Wanted::Places)?;
            let text = PageText::of(&drawing, &session.store);
            let areas = || order.areas.iter().filter(|wanted| wanted.page == page);
            for word in text.lines.iter().flat_map(|line| &line.words) {
                if areas().any(|wanted| wanted.area.abs().overlaps(word.area)) {
                    own.add(&word.text);
                }
            }
        }
        Ok(own)
    }

    fn add(&mut self, text: &str) {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words = words.map(bare).chain([bare(text)]);
        self.words
            .extend(words.filter(|word| word.chars().count() >= SHORTEST));
    }

    fn names(&self, text: &str) -> bool {
        let text = bare(text);
        self.words.iter().any(|word| text.contains(word.as_str()))
    }
}

/// What comes along beside what is drawn, less all that could name what is covered. A description goes when it has a
/// covered word, or when a picture of the page is touched. An address goes unless the page itself shows it: whoever
/// covered the page has not seen what else it says.
pub(super) fn leave_out_names(
    drawing: &mut Drawing,
    store: &GlyphStore,
    marks: &[Rect],
    covered: &CoveredWords,
) {
    let touches = |area: Rect| marks.iter().any(|mark| mark.overlaps(area));
    let is_touched = drawing.picture_places().into_iter().any(touches);
    if let Some(tags) = &mut drawing.tags {
        each_element(&mut tags.upper, &mut |alternate| {
            let names = |said: &String| is_touched || covered.names(said);
            if alternate.as_ref().is_some_and(names) {
                *alternate = None;
            }
        });
    }
    if drawing.links.is_empty() {
        return;
    }
    let shown = bare(&PageText::of(drawing, store).text());
    drawing.links.retain(|link| {
        let printed = link
            .address
            .split_once(':')
            .map_or("", |(_, rest)| rest)
            .trim_start_matches('/');
        !touches(link.area) && shown.contains(&bare(printed))
    });
}

fn each_element(list: &mut [Tagged], see: &mut impl FnMut(&mut Option<String>)) {
    for own in list {
        if let Tagged::Element(own) = own {
            see(&mut own.alternate);
            each_element(&mut own.children, see);
        }
    }
}

fn bare(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}
