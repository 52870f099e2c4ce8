use std::collections::HashMap;
use std::sync::Arc;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Node, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use super::black_and_white;
use super::font::Fonts;
use super::join::SectionId;
use super::page;
use super::plan::{Child, Element, PagePlan, Role, plan_pages};
use super::structure::{Headings, Structure};
use crate::drawing::{Drawing, GlyphStore, Item, ShapeId};
use crate::proof::{self, Expected, Failure, Original, PageAsImage};
use crate::read::{PageLabel, PageText};
use crate::source::Source;
use crate::verify::{self, CoveredText};
use crate::{PdfError, ReleaseDate};

/// The language of every text that does not say otherwise.
const LANGUAGE: &str = "da-DK";

/// What the file says of itself.
#[derive(Clone)]
pub(super) struct Front {
    pub(super) title: String,
    pub(super) date: ReleaseDate,
}

/// A page that has not been drawn yet.
pub(super) struct Waiting {
    pub(super) drawing: Drawing,
    pub(super) section: Option<SectionId>,
    /// Where whoever made the page knows what is on it.
    pub(super) plan: Option<PagePlan>,
    /// Drawn on top, and told before the rest of the page.
    pub(super) overlay: Option<(Vec<Item>, PagePlan)>,
    pub(super) expected: Option<Expected>,
}

/// Pages that are drawn together, so that they share fonts made of just the glyphs on them. Its shapes are its own:
/// pages of many sources come together here, and the same letter of the same font is one shape.
#[derive(Default)]
pub(super) struct Batch {
    waiting: Vec<Waiting>,
    bytes: usize,
    store: GlyphStore,
    first_page: usize,
    /// The source that the last page came from, by where it lies.
    last_source: usize,
}

/// A batch as a file of its own.
pub(super) struct Written {
    pub(super) file: Vec<u8>,
    pub(super) heights: Vec<f64>,
    /// What their sources call the pages.
    pub(super) labels: Vec<Option<PageLabel>>,
    /// Sections that its structure is in, in order; none where it is not in sections.
    pub(super) sections: Vec<SectionId>,
    /// For each page, its pictures that nobody has described.
    pub(super) undescribed: Vec<usize>,
    pub(super) headings: Headings,
    pub(super) last_page: Option<LastPage>,
}

/// By the pages' places in the batch.
type Images = Vec<(usize, PageAsImage)>;
/// Of each page that was read.
type Texts = Vec<Option<PageText>>;

/// What is read on the last page of a batch. The next batch may go on with a text that no page of the source may hold.
pub(super) struct LastPage {
    text: PageText,
    original: Arc<dyn Original>,
}

/// Enough for fonts to be shared, and few enough to be held.
const PAGES_TOGETHER: usize = 64;
const BYTES_TOGETHER: usize = 32 << 20;

impl Batch {
    pub(super) fn from(first_page: usize) -> Self {
        Self {
            first_page,
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() >= PAGES_TOGETHER || self.bytes >= BYTES_TOGETHER
    }

    pub(super) fn next_page(&self) -> usize {
        self.first_page + self.waiting.len()
    }

    pub(super) fn add(
        &mut self,
        mut page: Waiting,
        store: &GlyphStore,
        overlay_store: &GlyphStore,
    ) {
        self.bytes += page.drawing.bytes();
        if let Some(expected) = &page.expected {
            self.bytes += expected.bytes();
            let source = expected.original.source();
            let place = std::ptr::from_ref(source) as usize;
            // It is held until its pages have been looked at.
            if place != std::mem::replace(&mut self.last_source, place) {
                self.bytes += source.bytes();
            }
        }
        let mut moved = HashMap::new();
        take_shapes(&mut page.drawing.items, store, &mut self.store, &mut moved);
        if let Some((items, _)) = &mut page.overlay {
            let mut moved = HashMap::new();
            take_shapes(items, overlay_store, &mut self.store, &mut moved);
        }
        self.waiting.push(page);
    }

    /// Draws the pages, and looks at them. Those that do not look like their sources are drawn once more, as images.
    pub(super) fn write(
        mut self,
        front: &Front,
        headings: Headings,
        before: Option<LastPage>,
    ) -> Result<Written, PdfError> {
        if self.waiting.iter().all(|page| page.expected.is_none()) {
            return self.draw(front, headings);
        }
        let kept: Vec<Kept> = self.waiting.iter().map(Kept::of).collect();
        let headings_before = headings.clone();
        let mut written = self.draw(front, headings)?;
        let file = Arc::new(std::mem::take(&mut written.file));
        let (unlike, mut texts) = self.look_at(&file)?;
        written.file = Arc::unwrap_or_clone(file);
        if !unlike.is_empty() {
            texts.fill(None);
            for (page, kept) in self.waiting.iter_mut().zip(kept) {
                kept.back_to(page);
            }
            for (index, (mut drawing, store)) in unlike {
                let mut moved = HashMap::new();
                take_shapes(&mut drawing.items, &store, &mut self.store, &mut moved);
                self.waiting[index].drawing = drawing;
            }
            written = self.draw(front, headings_before)?;
        }
        written.last_page = self.look_for_secrets(&written.file, texts, before)?;
        Ok(written)
    }

    /// Images of the pages that do not look like their sources, and the texts of those that were read meanwhile.
    fn look_at(&mut self, file: &Arc<Vec<u8>>) -> Result<(Images, Texts), PdfError> {
        let drawn = Source::open_own(Arc::clone(file))?;
        let expected: Vec<Option<&Expected>> = self
            .waiting
            .iter()
            .map(|page| page.expected.as_ref())
            .collect();
        let found = proof::found(&drawn, &expected)?;
        let mut unlike = Vec::new();
        let mut texts = vec![None; self.waiting.len()];
        for (index, (page, looked)) in self.waiting.iter_mut().zip(found).enumerate() {
            let (Some(expected), Some(looked)) = (&mut page.expected, looked) else {
                continue;
            };
            texts[index] = looked.text;
            let found = looked.found;
            expected.original.tell(expected.page, found);
            if found.is_unlike() {
                let image = expected.as_image();
                let image = image.inspect_err(|error| {
                    expected.original.fail(Failure::Pdf(*error));
                })?;
                unlike.extend(image.map(|image| (index, image)));
            }
        }
        Ok((unlike, texts))
    }

    /// The last page's text, where there is something to look for on it.
    fn look_for_secrets(
        &self,
        file: &[u8],
        texts: Texts,
        before: Option<LastPage>,
    ) -> Result<Option<LastPage>, PdfError> {
        let covered = self.covered();
        let (Some(first), Some(last)) = (self.waiting.first(), self.waiting.last()) else {
            return Ok(None);
        };
        if covered.is_empty() {
            return Ok(None);
        }
        let before = before.filter(|before| {
            let first = first.original();
            first.is_some_and(|original| Arc::ptr_eq(original, &before.original))
        });
        let before = before.map(|before| before.text);
        let left = verify::left(file, texts, &covered, before)?;
        if let Some(index) = left.on_page {
            if let Some(original) = self.waiting.get(index).and_then(Waiting::original) {
                original.fail(Failure::StillThere);
            }
            return Err(PdfError::NotWritten);
        }
        let original = last.original().filter(|last| !last.secrets().is_empty());
        Ok(left
            .last_page
            .zip(original)
            .map(|(text, original)| LastPage {
                text,
                original: Arc::clone(original),
            }))
    }

    /// Each text that a page's source may not hold any more, and on which of its pages. A batch has pages of many.
    fn covered(&self) -> Vec<CoveredText> {
        let mut covered: Vec<CoveredText> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (number, page) in (1..).zip(&self.waiting) {
            let secrets = page.original().map_or(&[][..], |own| own.secrets());
            for secret in secrets {
                let at = *known.entry(secret).or_insert_with(|| {
                    covered.push(CoveredText {
                        text: secret.clone(),
                        pages: Vec::new(),
                    });
                    covered.len() - 1
                });
                covered[at].pages.push(number..=number);
            }
        }
        covered
    }

    fn draw(&mut self, front: &Front, mut headings: Headings) -> Result<Written, PdfError> {
        let mut plans = plan_pages(&mut self.waiting, &mut self.store);
        for (page, plan) in self.waiting.iter_mut().zip(&mut plans) {
            if let Some((items, above)) = page.overlay.take() {
                lay_over(&mut page.drawing, plan, items, above);
            }
            plan.adopt_orphans();
        }
        let drawings = || self.waiting.iter().map(|page| &page.drawing);
        let fonts = Fonts::of(drawings(), &self.store)?;
        let mut document = document(front)?;
        let mut structure = Structure::default();
        let mut undescribed = Vec::with_capacity(plans.len());
        let mut labels = Vec::with_capacity(plans.len());
        for (index, (page, plan)) in self.waiting.iter().zip(plans).enumerate() {
            let number = self.first_page + index;
            let (own, store) = (&page.drawing, &self.store);
            let mut drawn = page::draw(&mut document, own, &plan, store, &fonts, number)?;
            undescribed.push(figures_without_text(&plan.elements));
            let (pieces, links) = (&mut drawn.pieces, &drawn.links);
            structure.add(page.section, number, plan, pieces, links);
            structure.add_bookmarks(number, &own.bookmarks);
            // A bundle's pages are counted through.
            labels.push(own.label.clone().filter(|_| page.section.is_none()));
        }
        let heights = drawings().map(|drawing| drawing.height).collect();
        let (tree, sections) = tree(headings.tree(structure));
        document.set_tag_tree(tree);
        let file = document.finish().map_err(|_| PdfError::NotWritten)?;
        let file = black_and_white::packed(file);
        Ok(Written {
            file,
            heights,
            labels,
            sections,
            undescribed,
            headings,
            last_page: None,
        })
    }
}

impl Waiting {
    fn original(&self) -> Option<&Arc<dyn Original>> {
        self.expected.as_ref().map(|expected| &expected.original)
    }
}

/// What drawing a page uses up.
struct Kept {
    drawing: Drawing,
    plan: Option<PagePlan>,
    overlay: Option<(Vec<Item>, PagePlan)>,
}

impl Kept {
    fn of(page: &Waiting) -> Self {
        Self {
            drawing: page.drawing.clone(),
            plan: page.plan.clone(),
            overlay: page.overlay.clone(),
        }
    }

    fn back_to(self, page: &mut Waiting) {
        (page.drawing, page.plan, page.overlay) = (self.drawing, self.plan, self.overlay);
    }
}

fn document(front: &Front) -> Result<Document, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| PdfError::NotWritten)?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ascii_compatible: false,
        ..SerializeSettings::default()
    });
    let date = front.date;
    document.set_metadata(
        Metadata::new()
            .title(front.title.clone())
            .language(LANGUAGE.to_owned())
            .creator("Sagsbord".to_owned())
            .creation_date(DateTime::new(date.year).month(date.month).day(date.day)),
    );
    // The standard asks for bookmarks; the whole file gets its own when the batches are put together.
    let mut outline = Outline::new();
    let place = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new("1".to_owned(), place));
    document.set_outline(outline);
    Ok(document)
}

/// The batch's tree. Sections are its upper level, or else their elements are.
fn tree(upper: Vec<(Option<SectionId>, Vec<Node>)>) -> (TagTree, Vec<SectionId>) {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    let mut sections = Vec::new();
    for (section, nodes) in upper {
        match section {
            Some(section) if !nodes.is_empty() => {
                sections.push(section);
                tree.push(TagGroup::with_children(Tag::Part, nodes));
            }
            _ => nodes.into_iter().for_each(|node| tree.push(node)),
        }
    }
    (tree, sections)
}

/// Gives the glyphs the shapes of the batch's own store.
fn take_shapes(
    items: &mut [Item],
    from: &GlyphStore,
    to: &mut GlyphStore,
    moved: &mut HashMap<ShapeId, ShapeId>,
) {
    let mut own = |shape: &mut ShapeId, to: &mut GlyphStore| {
        *shape = *moved
            .entry(*shape)
            .or_insert_with(|| to.take(from.shape(*shape)));
    };
    fn walk(
        items: &mut [Item],
        to: &mut GlyphStore,
        own: &mut impl FnMut(&mut ShapeId, &mut GlyphStore),
    ) {
        for item in items {
            match item {
                Item::Run(run) => run
                    .glyphs
                    .iter_mut()
                    .for_each(|glyph| own(&mut glyph.shape, to)),
                Item::Drawn { glyph, items, .. } => {
                    own(&mut glyph.shape, to);
                    walk(items, to, own);
                }
                Item::Group(group) => {
                    walk(&mut group.items, to, own);
                    if let Some(mask) = &mut group.mask {
                        walk(&mut mask.items, to, own);
                    }
                }
                Item::Path(_) | Item::Picture(_) => {}
            }
        }
    }
    walk(items, to, &mut own);
}

/// Puts items on top of a page, told by their own plan.
fn lay_over(drawing: &mut Drawing, plan: &mut PagePlan, items: Vec<Item>, above: PagePlan) {
    let glyphs = page::glyphs_in(&drawing.items);
    let words = plan.glyphs.values().map(|(_, word)| word + 1).max();
    let (words, leaves, links) = (words.unwrap_or(0), plan.leaves.len(), plan.links.len());
    drawing.items.extend(items);
    for (order, (leaf, word)) in above.glyphs {
        plan.glyphs
            .insert(order + glyphs, (leaf + leaves, word + words));
    }
    plan.leaves.extend(above.leaves);
    plan.links.extend(above.links);
    let mut elements = above.elements;
    if !elements.is_empty() {
        plan.begins_midway = false;
    }
    elements
        .iter_mut()
        .for_each(|element| shift(element, leaves, links));
    elements.append(&mut plan.elements);
    plan.elements = elements;
}

fn shift(element: &mut Element, leaves: usize, links: usize) {
    for child in &mut element.children {
        match child {
            Child::Leaf(leaf) => *leaf += leaves,
            Child::Element(inner) => shift(inner, leaves, links),
            Child::Link(link, own) => {
                *link += links;
                own.iter_mut().for_each(|leaf| *leaf += leaves);
            }
        }
    }
}

fn figures_without_text(elements: &[Element]) -> usize {
    elements
        .iter()
        .map(|element| {
            let inner = element.children.iter().map(|child| match child {
                Child::Element(inner) => figures_without_text(std::slice::from_ref(inner)),
                Child::Leaf(_) | Child::Link(..) => 0,
            });
            usize::from(element.role == Role::Figure(None)) + inner.sum::<usize>()
        })
        .sum()
}
