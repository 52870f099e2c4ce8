use std::collections::{HashMap, HashSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier, String as PdfString};

use crate::source::text_of;

/// The tree that a source has of its own content, taken down once.
#[derive(Default)]
pub(crate) struct SourceTags {
    elements: Vec<Element>,
    /// For each page, counted from 1: its pieces in the order of the tree, and the elements they are in.
    pages: HashMap<u32, Vec<(u32, usize)>>,
}

struct Element {
    role: String,
    alternate: Option<String>,
    parent: Option<usize>,
    children: Vec<usize>,
    spans: (u32, u32),
}

/// The part of the tree that is about one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageTags {
    pub(crate) upper: Vec<Tagged>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tagged {
    Content(u32),
    Element(TaggedElement),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TaggedElement {
    /// One of the format's own roles: others are looked up in the source's role map.
    pub(crate) role: String,
    /// A description in place of what is shown. It may name what is covered.
    pub(crate) alternate: Option<String>,
    /// Columns and rows that a cell reaches over.
    pub(crate) spans: (u32, u32),
    pub(crate) children: Vec<Tagged>,
    /// The same number on another page is the same element.
    pub(crate) number: usize,
}

const MOST_ELEMENTS: usize = 400_000;
const DEEPEST: usize = 64;
const LONGEST_ALTERNATE: usize = 2_000;
const WIDEST_SPAN: u32 = 100;

impl SourceTags {
    /// Empty where there is no tree, or one that is too large to be a document's.
    pub(crate) fn of(pdf: &Pdf) -> Self {
        let mut reading = Reading {
            tags: Self::default(),
            roles: HashMap::new(),
            pages: page_numbers(pdf),
            seen: HashSet::new(),
        };
        let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let Some(tree) = catalogue.and_then(|own| own.get::<Dict<'_>>("StructTreeRoot")) else {
            return Self::default();
        };
        if let Some(roles) = tree.get::<Dict<'_>>("RoleMap") {
            for key in roles.keys().take(MOST_ROLES) {
                if let Some(role) = roles.get::<Name<'_>>(key.as_str()) {
                    let (own, role) = (key.as_str().to_owned(), role.as_str().to_owned());
                    reading.roles.insert(own, role);
                }
            }
        }
        let is_whole = reading.kids(&tree, None, None, 0);
        if is_whole {
            reading.tags
        } else {
            Self::default()
        }
    }

    /// None where the tree says nothing of the page.
    pub(crate) fn page(&self, page: u32) -> Option<PageTags> {
        let pieces = self.pages.get(&page)?;
        let mut upper: Vec<Tagged> = Vec::new();
        for (content, element) in pieces {
            let mut chain = vec![*element];
            while let Some(parent) = chain.last().and_then(|own| self.elements[*own].parent) {
                chain.push(parent);
            }
            chain.reverse();
            self.hang(&mut upper, &chain, *content);
        }
        self.fill_rows(&mut upper);
        Some(PageTags { upper })
    }

    /// Puts a piece of content into the innermost of the elements it is in, the outermost being first.
    fn hang(&self, list: &mut Vec<Tagged>, chain: &[usize], content: u32) {
        let Some((own, rest)) = chain.split_first() else {
            list.push(Tagged::Content(content));
            return;
        };
        let is_open = matches!(list.last(), Some(Tagged::Element(last)) if last.number == *own);
        if !is_open {
            self.fill_row_until(list, *own);
            list.push(Tagged::Element(self.tagged(*own)));
        }
        if let Some(Tagged::Element(last)) = list.last_mut() {
            self.hang(&mut last.children, rest, content);
        }
    }

    fn tagged(&self, own: usize) -> TaggedElement {
        let element = &self.elements[own];
        TaggedElement {
            role: element.role.clone(),
            alternate: element.alternate.clone(),
            spans: element.spans,
            children: Vec::new(),
            number: own,
        }
    }

    /// Cells without content stand before the next one that has some: a row without them is too short.
    fn fill_row_until(&self, row: &mut Vec<Tagged>, next: usize) {
        let Some(parent) = self.elements[next].parent else {
            return;
        };
        if self.elements[parent].role != "TR" {
            return;
        }
        for cell in self.elements[parent].children.iter().take(MOST_CELLS) {
            if *cell == next {
                break;
            }
            let is_there = row
                .iter()
                .any(|own| matches!(own, Tagged::Element(own) if own.number == *cell));
            if !is_there {
                row.push(Tagged::Element(self.tagged(*cell)));
            }
        }
    }

    fn fill_rows(&self, list: &mut [Tagged]) {
        for own in list {
            let Tagged::Element(own) = own else { continue };
            if own.role == "TR" {
                for cell in self.elements[own.number].children.iter().take(MOST_CELLS) {
                    let is_there = own
                        .children
                        .iter()
                        .any(|own| matches!(own, Tagged::Element(own) if own.number == *cell));
                    if !is_there {
                        own.children.push(Tagged::Element(self.tagged(*cell)));
                    }
                }
            }
            self.fill_rows(&mut own.children);
        }
    }
}

const MOST_ROLES: usize = 2_000;
/// Of one row; the rest are told without the empty ones among them.
const MOST_CELLS: usize = 200;

struct Reading {
    tags: SourceTags,
    roles: HashMap<String, String>,
    pages: HashMap<ObjectIdentifier, u32>,
    seen: HashSet<ObjectIdentifier>,
}

impl Reading {
    /// False when there is too much of it.
    fn kids(
        &mut self,
        own: &Dict<'_>,
        parent: Option<usize>,
        page: Option<u32>,
        depth: usize,
    ) -> bool {
        if depth > DEEPEST || self.tags.elements.len() > MOST_ELEMENTS {
            return false;
        }
        match own.get::<Object<'_>>("K") {
            Some(Object::Array(kids)) => {
                let raw: Vec<MaybeRef<Object<'_>>> = kids.raw_iter().collect();
                kids.iter::<Object<'_>>().zip(raw).all(|(kid, raw)| {
                    let reference = match raw {
                        MaybeRef::Ref(reference) => Some(reference.into()),
                        MaybeRef::NotRef(_) => None,
                    };
                    self.kid(kid, reference, parent, page, depth)
                })
            }
            Some(kid) => {
                let reference = own.get_ref("K").map(Into::into);
                self.kid(kid, reference, parent, page, depth)
            }
            None => true,
        }
    }

    fn kid(
        &mut self,
        kid: Object<'_>,
        reference: Option<ObjectIdentifier>,
        parent: Option<usize>,
        page: Option<u32>,
        depth: usize,
    ) -> bool {
        match kid {
            Object::Number(content) => self.content(content.as_i64(), parent, page),
            Object::Dict(own) => {
                if let Some(content) = own.get::<i32>("MCID") {
                    // Content of a form is numbered by itself; the page's own numbers would be taken for it.
                    if own.contains_key("Stm") {
                        return true;
                    }
                    let page = self.page_of(&own).or(page);
                    return self.content(content.into(), parent, page);
                }
                let Some(role) = own.get::<Name<'_>>("S") else {
                    return true;
                };
                // An element that contains itself has no end.
                if reference.is_some_and(|reference| !self.seen.insert(reference)) {
                    return true;
                }
                let page = self.page_of(&own).or(page);
                let number = self.element(&own, role.as_str(), parent);
                self.kids(&own, Some(number), page, depth + 1)
            }
            _ => true,
        }
    }

    fn element(&mut self, own: &Dict<'_>, role: &str, parent: Option<usize>) -> usize {
        let number = self.tags.elements.len();
        let alternate = own
            .get::<PdfString<'_>>("Alt")
            .map(|said| text_of(said.as_bytes(), LONGEST_ALTERNATE));
        self.tags.elements.push(Element {
            role: self.role(role),
            alternate: alternate.filter(|said| !said.trim().is_empty()),
            parent,
            children: Vec::new(),
            spans: spans(own),
        });
        if let Some(parent) = parent {
            self.tags.elements[parent].children.push(number);
        }
        number
    }

    fn content(&mut self, content: i64, parent: Option<usize>, page: Option<u32>) -> bool {
        if let (Ok(content), Some(parent), Some(page)) = (u32::try_from(content), parent, page) {
            self.tags
                .pages
                .entry(page)
                .or_default()
                .push((content, parent));
        }
        true
    }

    fn page_of(&self, own: &Dict<'_>) -> Option<u32> {
        let reference = own.get_ref("Pg")?;
        self.pages.get(&reference.into()).copied()
    }

    fn role(&self, own: &str) -> String {
        let mut role = own;
        for _ in 0..8 {
            match self.roles.get(role) {
                Some(next) if next != role => role = next,
                _ => break,
            }
        }
        role.to_owned()
    }
}

fn spans(own: &Dict<'_>) -> (u32, u32) {
    let of = |attributes: &Dict<'_>, key: &str| {
        let span = attributes.get::<i32>(key)?;
        u32::try_from(span)
            .ok()
            .map(|span| span.clamp(1, WIDEST_SPAN))
    };
    let mut spans = (1, 1);
    let mut read = |attributes: &Dict<'_>| {
        spans.0 = of(attributes, "ColSpan").unwrap_or(spans.0);
        spans.1 = of(attributes, "RowSpan").unwrap_or(spans.1);
    };
    match own.get::<Object<'_>>("A") {
        Some(Object::Dict(attributes)) => read(&attributes),
        Some(Object::Array(all)) => {
            for attributes in all.iter::<Object<'_>>().take(8) {
                if let Object::Dict(attributes) = attributes {
                    read(&attributes);
                }
            }
        }
        _ => {}
    }
    spans
}

pub(super) fn page_numbers(pdf: &Pdf) -> HashMap<ObjectIdentifier, u32> {
    let mut numbers = HashMap::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        if let Some(id) = page.raw().obj_id() {
            numbers.insert(id, index as u32 + 1);
        }
    }
    numbers
}
