use std::collections::{BTreeSet, HashSet};

use kurbo::Rect;

use super::{RedrawOrder, read_words};
use crate::PdfError;
use crate::drawing::{Drawing, GlyphStore, Wanted};
use crate::read::{PageText, SourcePlace, Tagged, bare, seen_words, words_of};
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
            let mut drawing = session.draw(page, Wanted::Places)?;
            read_words::lay(&mut drawing, &mut session.store, &order.read, page);
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
/// covered the page has not seen what else it says. A bookmark and the page's label go for the same reason, unless
/// their words can be read on the page.
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
    if drawing.links.is_empty() && drawing.bookmarks.is_empty() && drawing.label.is_none() {
        return;
    }
    let text = PageText::of(drawing, store);
    let shown = bare(&text.text());
    drawing.links.retain(|link| {
        let is_shown = match &link.to {
            SourcePlace::Address(address) => {
                let printed = address.split_once(':').map_or("", |(_, rest)| rest);
                shown.contains(&bare(printed.trim_start_matches('/')))
            }
            // All pages of the source are there, and it leads to the whole of one.
            SourcePlace::Away(_) => true,
        };
        !touches(link.area) && is_shown
    });
    let words = seen_words(&text);
    drawing.bookmarks.retain_mut(|own| {
        let found = words_of(&words, &own.title);
        if let Some(found) = &found {
            // As the page says it: what the source wrote may hold signs that nobody sees.
            own.title = words[found.clone()]
                .iter()
                .map(|word| word.text)
                .collect::<Vec<_>>()
                .join(" ");
            own.y = words[found.start].y;
        }
        found.is_some()
    });
    if let Some(label) = &mut drawing.label {
        label.is_shown = words_of(&words, &label.text()).is_some();
    }
}

fn each_element(list: &mut [Tagged], see: &mut impl FnMut(&mut Option<String>)) {
    for own in list {
        if let Tagged::Element(own) = own {
            see(&mut own.alternate);
            each_element(&mut own.children, see);
        }
    }
}
