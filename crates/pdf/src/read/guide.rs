//! What leads through a source: its table of contents, the names of places in it, and what its pages are called.

use std::collections::{HashMap, HashSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as PdfString,
};

use super::labels::{PageLabel, labels};
use super::tags::page_numbers;
use crate::source::text_of;

/// Taken down once for a source.
#[derive(Default)]
pub(crate) struct Guide {
    bookmarks: HashMap<u32, Vec<SourceBookmark>>,
    labels: HashMap<u32, PageLabel>,
    pages: HashMap<ObjectIdentifier, u32>,
    named: HashMap<Vec<u8>, u32>,
    page_count: u32,
}

/// An entry of a source's table of contents. What it says may stand on no page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SourceBookmark {
    /// Its place among all entries.
    pub(crate) number: u32,
    /// Those that it lies under, the outermost first.
    pub(crate) above: Vec<u32>,
    pub(crate) title: String,
    /// From the top of the page; known when its words have been found there.
    pub(crate) y: f64,
}

const MOST_BOOKMARKS: usize = 20_000;
const MOST_BOOKMARKS_A_PAGE: usize = 200;
const LONGEST_TITLE: usize = 300;
const MOST_NAMES: usize = 50_000;
const LONGEST_NAME: usize = 500;
const DEEPEST: usize = 12;

impl Guide {
    pub(crate) fn of(pdf: &Pdf) -> Self {
        let mut own = Self {
            pages: page_numbers(pdf),
            page_count: u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX),
            ..Self::default()
        };
        let Some(catalogue) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
            return own;
        };
        own.read_names(&catalogue);
        if let Some(tree) = catalogue.get::<Dict<'_>>("PageLabels") {
            own.labels = labels(&tree, own.page_count);
        }
        if let Some(outline) = catalogue.get::<Dict<'_>>("Outlines") {
            own.read_outline(&outline);
        }
        own
    }

    pub(crate) fn bookmarks(&self, page: u32) -> Vec<SourceBookmark> {
        self.bookmarks.get(&page).cloned().unwrap_or_default()
    }

    pub(crate) fn label(&self, page: u32) -> Option<PageLabel> {
        self.labels.get(&page).cloned()
    }

    pub(crate) fn number_of(&self, page: ObjectIdentifier) -> Option<u32> {
        self.pages.get(&page).copied()
    }

    /// The page that a link or a bookmark leads to, where it leads to one of this file.
    pub(crate) fn page_of(&self, own: &Dict<'_>) -> Option<u32> {
        let place = match own.get::<Object<'_>>("Dest") {
            Some(place) => place,
            None => {
                let action = own.get::<Dict<'_>>("A")?;
                let kind = action.get::<Name<'_>>("S")?;
                (kind.as_str() == "GoTo").then(|| action.get::<Object<'_>>("D"))??
            }
        };
        match place {
            Object::Name(name) => self.named.get::<[u8]>(name.as_ref()).copied(),
            Object::String(name) => self.named.get(name.as_bytes()).copied(),
            place => self.page_at(&place),
        }
    }

    /// Of a place that is spelt out.
    fn page_at(&self, place: &Object<'_>) -> Option<u32> {
        let list = match place {
            Object::Array(list) => list.clone(),
            Object::Dict(own) => own.get::<Array<'_>>("D")?,
            _ => return None,
        };
        let page = match list.raw_iter().next()? {
            MaybeRef::Ref(page) => *self.pages.get(&ObjectIdentifier::from(page))?,
            MaybeRef::NotRef(Object::Number(index)) => {
                u32::try_from(index.as_i64()).ok()?.checked_add(1)?
            }
            MaybeRef::NotRef(_) => return None,
        };
        (1..=self.page_count).contains(&page).then_some(page)
    }

    fn read_names(&mut self, catalogue: &Dict<'_>) {
        if let Some(names) = catalogue.get::<Dict<'_>>("Dests") {
            for name in names.keys().take(MOST_NAMES) {
                let name: &[u8] = name.as_ref();
                let place = names.get::<Object<'_>>(name);
                if let Some(page) = place.and_then(|place| self.page_at(&place)) {
                    self.named.insert(name.to_vec(), page);
                }
            }
        }
        let tree = catalogue
            .get::<Dict<'_>>("Names")
            .and_then(|names| names.get::<Dict<'_>>("Dests"));
        let mut open: Vec<Dict<'_>> = tree.into_iter().collect();
        let mut seen = HashSet::new();
        while let Some(branch) = open.pop() {
            if branch.obj_id().is_some_and(|id| !seen.insert(id)) || seen.len() > MOST_NAMES {
                continue;
            }
            if let Some(kids) = branch.get::<Array<'_>>("Kids") {
                let room = MOST_NAMES.saturating_sub(open.len());
                open.extend(kids.iter::<Dict<'_>>().take(room));
            }
            let Some(names) = branch.get::<Array<'_>>("Names") else {
                continue;
            };
            let mut name: Option<Vec<u8>> = None;
            for value in names.iter::<Object<'_>>() {
                match (value, name.take()) {
                    (Object::String(own), None) if own.as_bytes().len() <= LONGEST_NAME => {
                        name = Some(own.as_bytes().to_vec());
                    }
                    (place, Some(name)) if self.named.len() < MOST_NAMES => {
                        if let Some(page) = self.page_at(&place) {
                            self.named.insert(name, page);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn read_outline(&mut self, outline: &Dict<'_>) {
        let mut seen = HashSet::new();
        let first = outline.get::<Dict<'_>>("First");
        // What comes next, and what it lies under.
        let mut open: Vec<(Dict<'_>, Vec<u32>)> =
            first.map(|first| (first, Vec::new())).into_iter().collect();
        let mut number = 0;
        while let Some((own, above)) = open.pop() {
            let is_new = own.obj_id().is_some_and(|id| seen.insert(id));
            if !is_new || seen.len() > MOST_BOOKMARKS {
                continue;
            }
            number += 1;
            if let Some(next) = own.get::<Dict<'_>>("Next") {
                open.push((next, above.clone()));
            }
            if above.len() < DEEPEST
                && let Some(first) = own.get::<Dict<'_>>("First")
            {
                let under: Vec<u32> = above.iter().copied().chain([number]).collect();
                open.push((first, under));
            }
            let title = own.get::<PdfString<'_>>("Title");
            let title = title.map(|title| text_of(title.as_bytes(), LONGEST_TITLE));
            if let (Some(title), Some(page)) = (title, self.page_of(&own)) {
                let of_page = self.bookmarks.entry(page).or_default();
                if of_page.len() < MOST_BOOKMARKS_A_PAGE {
                    of_page.push(SourceBookmark {
                        number,
                        above,
                        title,
                        y: 0.0,
                    });
                }
            }
        }
    }
}
