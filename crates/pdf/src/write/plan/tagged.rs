//! A plan made from what the source says of itself, where that is to be believed.

use std::collections::{HashMap, HashSet};

use krilla::tagging::{ArtifactType, ListNumbering};
use kurbo::Rect;

use super::grid::regular_table;
use super::words::{self, Links};
use super::{Child, Element, HeadOf, Heading, Leaf, Level, PagePlan, Role, Spans, layout};
use crate::drawing::{Drawing, Item, Marked};
use crate::read::{PageTags, PageText, Tagged, TaggedElement, Word};

/// This share of the page's words must be in the tree…
const LEAST_TOLD: f64 = 0.5;
/// …and this share must be there or be said to be no part of the text.
const LEAST_KNOWN: f64 = 0.9;
const LONGEST_TITLE: usize = 120;
/// Said to be one paragraph, but more than a paragraph: the tree is of no help.
const MOST_WORDS: usize = 1_500;

/// None where the page must be judged by its looks.
pub(super) fn plan(drawing: &Drawing, read: &PageText, tags: &PageTags) -> Option<PagePlan> {
    let (glyphs, pictures) = marks(&drawing.items);
    let mut known = HashSet::new();
    each_content(&tags.upper, &mut |content| {
        known.insert(content);
    });
    let mut placed = place(read, &glyphs, &known)?;
    let mut plan = PagePlan::default();
    let artifacts = std::mem::take(&mut placed.artifacts);
    if !artifacts.is_empty() {
        let kind = ArtifactType::PaginationOther;
        words::pass_over(&mut plan, artifacts.into_iter(), kind);
    }
    let mut telling = Telling {
        plan,
        links: Links::of(drawing),
        words: placed.words,
        pictures,
    };
    let mut elements = Vec::new();
    telling.blocks(&tags.upper, &mut elements);
    let mut plan = telling.plan;
    plan.source_ends = ends(&tags.upper);
    // What is a picture, and in no element, is told where it stands, after the text.
    let mut placed: Vec<(Rect, Element)> = elements
        .into_iter()
        .map(|element| (Rect::ZERO, element))
        .collect();
    layout::add_figures(&mut plan, &mut placed, drawing, !read.lines.is_empty());
    plan.elements = placed.into_iter().map(|(_, element)| element).collect();
    Some(plan)
}

/// What each glyph and each picture is marked as, in the order of painting.
fn marks(items: &[Item]) -> (Vec<Marked>, HashMap<u32, Vec<u32>>) {
    fn walk(
        items: &[Item],
        glyphs: &mut Vec<Marked>,
        pictures: &mut HashMap<u32, Vec<u32>>,
        count: &mut u32,
    ) {
        for item in items {
            match item {
                Item::Run(run) => glyphs.extend(run.glyphs.iter().map(|_| run.marked)),
                Item::Drawn { marked, .. } => glyphs.push(*marked),
                Item::Picture(picture) => {
                    if let (Marked::Content(content), false) = (picture.marked, picture.is_ornament)
                    {
                        pictures.entry(content).or_default().push(*count);
                    }
                    *count += 1;
                }
                Item::Group(group) => walk(&group.items, glyphs, pictures, count),
                Item::Path(_) => {}
            }
        }
    }
    let (mut glyphs, mut pictures) = (Vec::new(), HashMap::new());
    walk(items, &mut glyphs, &mut pictures, &mut 0);
    (glyphs, pictures)
}

struct Placed<'r> {
    /// By the piece of content they are in, in reading order.
    words: HashMap<u32, Vec<(usize, &'r Word)>>,
    artifacts: Vec<&'r Word>,
}

/// Each word to the content it is in. Words that the source knows nothing of, marks above all, go with the one before
/// them on their line, or after, or before that.
fn place<'r>(read: &'r PageText, glyphs: &[Marked], known: &HashSet<u32>) -> Option<Placed<'r>> {
    let mark = |word: &Word| {
        let first = word.glyphs.first()?;
        match glyphs.get(first.order as usize)? {
            Marked::Content(content) if known.contains(content) => Some(Some(*content)),
            Marked::Artifact => Some(None),
            _ => None,
        }
    };
    let (mut told, mut known_words, mut all) = (0_usize, 0_usize, 0_usize);
    for word in read.lines.iter().flat_map(|line| &line.words) {
        let mark = mark(word);
        all += 1;
        known_words += usize::from(mark.is_some());
        told += usize::from(matches!(mark, Some(Some(_))));
    }
    let whole = all as f64;
    if all == 0 || (told as f64) < LEAST_TOLD * whole || (known_words as f64) < LEAST_KNOWN * whole
    {
        return None;
    }
    let mut placed = Placed {
        words: HashMap::new(),
        artifacts: Vec::new(),
    };
    let first = read
        .lines
        .iter()
        .flat_map(|line| &line.words)
        .find_map(|word| mark(word).flatten())?;
    let mut before = first;
    for (index, line) in read.lines.iter().enumerate() {
        let on_line = line.words.iter().find_map(|word| mark(word).flatten());
        let has_content = on_line.is_some();
        let mut last = on_line.unwrap_or(before);
        let is_artifact = !has_content && line.words.iter().any(|word| mark(word).is_some());
        for word in &line.words {
            match mark(word) {
                Some(None) => {
                    placed.artifacts.push(word);
                    continue;
                }
                None if is_artifact => {
                    placed.artifacts.push(word);
                    continue;
                }
                Some(Some(content)) => last = content,
                None => {}
            }
            placed.words.entry(last).or_default().push((index, word));
        }
        before = last;
    }
    let is_lump = placed.words.values().any(|words| words.len() > MOST_WORDS);
    (!is_lump).then_some(placed)
}

fn each_content(list: &[Tagged], see: &mut impl FnMut(u32)) {
    for own in list {
        match own {
            Tagged::Content(content) => see(*content),
            Tagged::Element(own) => each_content(&own.children, see),
        }
    }
}

/// The innermost block that the page begins with, and the one it ends with.
fn ends(list: &[Tagged]) -> Option<(usize, usize)> {
    fn end<'t>(mut own: &'t Tagged, of: fn(&'t [Tagged]) -> Option<&'t Tagged>) -> Option<usize> {
        loop {
            let Tagged::Element(element) = own else {
                return None;
            };
            if !matches!(kind(&element.role), Kind::Container) {
                return Some(element.number);
            }
            own = of(&element.children)?;
        }
    }
    Some((
        end(list.first()?, <[Tagged]>::first)?,
        end(list.last()?, <[Tagged]>::last)?,
    ))
}

/// What the format's roles are to us.
enum Kind {
    Container,
    Paragraph,
    Heading(u8),
    List,
    Table,
    Figure,
    Note,
    /// Part of a text, and no more.
    Inline,
}

fn kind(role: &str) -> Kind {
    match role {
        "P" | "Caption" | "TOCI" | "Code" => Kind::Paragraph,
        "H" | "H1" | "Title" => Kind::Heading(1),
        "H2" => Kind::Heading(2),
        "H3" => Kind::Heading(3),
        "H4" => Kind::Heading(4),
        "H5" => Kind::Heading(5),
        "H6" => Kind::Heading(6),
        "L" => Kind::List,
        "Table" => Kind::Table,
        "Figure" | "Formula" => Kind::Figure,
        "Note" => Kind::Note,
        "Span" | "Quote" | "Reference" | "BibEntry" | "Link" | "Annot" | "Lbl" | "Em"
        | "Strong" => Kind::Inline,
        _ => Kind::Container,
    }
}

struct Telling<'r> {
    plan: PagePlan,
    links: Links,
    words: HashMap<u32, Vec<(usize, &'r Word)>>,
    pictures: HashMap<u32, Vec<u32>>,
}

impl Telling<'_> {
    /// Elements one after the other; text that is in none of them becomes paragraphs.
    fn blocks(&mut self, list: &[Tagged], out: &mut Vec<Element>) {
        let mut loose: Vec<Child> = Vec::new();
        for own in list {
            match own {
                Tagged::Content(content) => self.content(*content, &mut loose),
                Tagged::Element(own) => match kind(&own.role) {
                    Kind::Inline => self.inline(&own.children, &mut loose),
                    Kind::Container => {
                        end_paragraph(&mut loose, out);
                        self.blocks(&own.children, out);
                    }
                    _ => {
                        end_paragraph(&mut loose, out);
                        out.extend(self.block(own));
                    }
                },
            }
        }
        end_paragraph(&mut loose, out);
    }

    fn block(&mut self, own: &TaggedElement) -> Option<Element> {
        let role = match kind(&own.role) {
            Kind::Heading(level) => {
                let (text, y) = self.title(own);
                Role::Heading(Heading {
                    level: Level::OfSource(level),
                    text,
                    y,
                })
            }
            Kind::List => return self.list(own),
            Kind::Table => return self.table(own),
            Kind::Figure => return self.figure(own),
            Kind::Note => Role::Note,
            Kind::Paragraph | Kind::Container | Kind::Inline => Role::Paragraph,
        };
        let mut children = Vec::new();
        self.inline(&own.children, &mut children);
        if children.is_empty() {
            return None;
        }
        // A paragraph around nothing but a picture is the picture.
        if let (Role::Paragraph, [Child::Element(_)]) = (&role, children.as_slice())
            && let Some(Child::Element(only)) = children.pop()
        {
            return Some(only);
        }
        Some(Element::new(role, children))
    }

    /// Text with what stands in it.
    fn inline(&mut self, list: &[Tagged], out: &mut Vec<Child>) {
        for own in list {
            match own {
                Tagged::Content(content) => self.content(*content, out),
                Tagged::Element(own) => match kind(&own.role) {
                    Kind::Inline | Kind::Container => self.inline(&own.children, out),
                    _ => out.extend(self.block(own).map(Child::Element)),
                },
            }
        }
    }

    fn content(&mut self, content: u32, out: &mut Vec<Child>) {
        if let Some(words) = self.words.remove(&content) {
            out.extend(words::tell(&mut self.plan, &mut self.links, &words));
        }
        for picture in self.pictures.remove(&content).unwrap_or_default() {
            let leaf = self.plan.leaf(Leaf::Figure);
            self.plan.pictures.insert(picture, leaf);
            let figure = Element::of_leaves(Role::Figure(None), [leaf]);
            out.push(Child::Element(figure));
        }
    }

    fn figure(&mut self, own: &TaggedElement) -> Option<Element> {
        let mut inner = Vec::new();
        self.inline(&own.children, &mut inner);
        // The picture itself is the figure; what was made one inside it is only its picture.
        let mut children = Vec::new();
        for child in inner {
            match child {
                Child::Element(figure) if matches!(figure.role, Role::Figure(_)) => {
                    children.extend(figure.children);
                }
                child => children.push(child),
            }
        }
        let role = Role::Figure(own.alternate.clone());
        (!children.is_empty()).then(|| Element::new(role, children))
    }

    fn list(&mut self, own: &TaggedElement) -> Option<Element> {
        let mut items = Vec::new();
        for item in &own.children {
            let item = match item {
                Tagged::Element(item) if item.role == "LI" => self.item(item),
                // A list in a list is part of the item before it, if there is one.
                Tagged::Element(inner) if inner.role == "L" => {
                    let inner = self.list(inner);
                    match (inner, items.last_mut()) {
                        (Some(inner), Some(Child::Element(last))) => {
                            add_to_body(last, inner);
                            None
                        }
                        (inner, _) => inner.map(|inner| body_only(vec![Child::Element(inner)])),
                    }
                }
                other => {
                    let mut children = Vec::new();
                    self.inline(std::slice::from_ref(other), &mut children);
                    (!children.is_empty()).then(|| body_only(children))
                }
            };
            items.extend(item.map(Child::Element));
        }
        let role = Role::List(ListNumbering::None);
        (!items.is_empty()).then(|| Element::new(role, items))
    }

    fn item(&mut self, own: &TaggedElement) -> Option<Element> {
        let (mut label, mut body) = (Vec::new(), Vec::new());
        for part in &own.children {
            match part {
                Tagged::Element(part) if part.role == "Lbl" => {
                    self.inline(&part.children, &mut label);
                }
                Tagged::Element(part) if part.role == "LBody" => {
                    self.inline(&part.children, &mut body);
                }
                other => self.inline(std::slice::from_ref(other), &mut body),
            }
        }
        let mut parts = Vec::new();
        if !label.is_empty() {
            parts.push(Child::Element(Element::new(Role::Label, label)));
        }
        if !body.is_empty() {
            parts.push(Child::Element(Element::new(Role::Body, body)));
        }
        (!parts.is_empty()).then(|| Element::new(Role::Item, parts))
    }

    fn table(&mut self, own: &TaggedElement) -> Option<Element> {
        let mut rows = Vec::new();
        self.rows(&own.children, &mut rows);
        (!rows.is_empty()).then(|| regular_table(rows))
    }

    fn rows(&mut self, list: &[Tagged], rows: &mut Vec<Child>) {
        for own in list {
            match own {
                Tagged::Element(row) if row.role == "TR" => {
                    let cells = self.cells(row, rows.is_empty());
                    if !cells.is_empty() {
                        rows.push(Child::Element(Element::new(Role::Row, cells)));
                    }
                }
                Tagged::Element(own) => self.rows(&own.children, rows),
                Tagged::Content(content) => {
                    // Text between rows is still text: a row of its own.
                    let mut children = Vec::new();
                    self.content(*content, &mut children);
                    if !children.is_empty() {
                        let cell = Element::new(Role::Cell(super::ONE_CELL), children);
                        let row = Element::new(Role::Row, vec![Child::Element(cell)]);
                        rows.push(Child::Element(row));
                    }
                }
            }
        }
    }

    fn cells(&mut self, row: &TaggedElement, is_first: bool) -> Vec<Child> {
        row.children
            .iter()
            .map(|own| {
                let mut children = Vec::new();
                let (role, list) = match own {
                    Tagged::Element(cell) => {
                        let (columns, rows) = cell.spans;
                        let spans = Spans { columns, rows };
                        let of = if is_first {
                            HeadOf::Column
                        } else {
                            HeadOf::Row
                        };
                        match cell.role.as_str() {
                            "TH" => (Role::Head(of, spans), cell.children.as_slice()),
                            "TD" => (Role::Cell(spans), cell.children.as_slice()),
                            _ => (Role::Cell(super::ONE_CELL), std::slice::from_ref(own)),
                        }
                    }
                    Tagged::Content(_) => (Role::Cell(super::ONE_CELL), std::slice::from_ref(own)),
                };
                self.inline(list, &mut children);
                Child::Element(Element::new(role, children))
            })
            .collect()
    }

    fn title(&self, own: &TaggedElement) -> (String, f64) {
        let mut words: Vec<&str> = Vec::new();
        let mut y = f64::MAX;
        each_content(&own.children, &mut |content| {
            for (_, word) in self.words.get(&content).into_iter().flatten() {
                words.push(&word.text);
                y = y.min(word.area.y0);
            }
        });
        let text = words.join(" ").chars().take(LONGEST_TITLE).collect();
        (text, if y < f64::MAX { y } else { 0.0 })
    }
}

fn end_paragraph(loose: &mut Vec<Child>, out: &mut Vec<Element>) {
    let mut text = Vec::new();
    for child in loose.drain(..) {
        match child {
            Child::Element(element) => {
                if !text.is_empty() {
                    out.push(Element::new(Role::Paragraph, std::mem::take(&mut text)));
                }
                out.push(element);
            }
            child => text.push(child),
        }
    }
    if !text.is_empty() {
        out.push(Element::new(Role::Paragraph, text));
    }
}

fn body_only(children: Vec<Child>) -> Element {
    let body = Element::new(Role::Body, children);
    Element::new(Role::Item, vec![Child::Element(body)])
}

fn add_to_body(item: &mut Element, inner: Element) {
    match item.children.last_mut() {
        Some(Child::Element(body)) if body.role == Role::Body => {
            body.children.push(Child::Element(inner));
        }
        _ => {
            let body = Element::new(Role::Body, vec![Child::Element(inner)]);
            item.children.push(Child::Element(body));
        }
    }
}
