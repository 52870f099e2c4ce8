//! Puts small files into one large one as they come, so that no more than one of them is ever in memory.
//!
//! The page writer keeps a whole file until its end. So it is given few pages at a time, and what it makes of them,
//! a file of its own, is taken over here: objects get new numbers, what is the same is stored once, and the page
//! trees, structure trees and parent trees are hung under common ones.

mod catalogue;
mod output;
mod part;
mod tokens;

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use memchr::memmem;
use sha2::{Digest as _, Sha256};

pub(crate) use catalogue::Bookmark;
use catalogue::{PlacedPage, hex, list, outline, place, rows_of_labels, text};
use output::Output;
pub(super) use part::Part;
pub(super) use tokens::{integer, value};
use tokens::{references, renumbered};

use crate::PdfError;
use crate::read::PageLabel;

/// A piece of the structure that can reach over several parts: an act, a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SectionId(usize);

/// A place that links lead to, told before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Target(u32);

/// Links to a [`Target`] are written as addresses that begin so. No source's link can: others' are let through by
/// their schemes.
const TARGET_SCHEME: &str = "sagsbord-maal:";

impl Target {
    pub(crate) fn address(self) -> String {
        format!("{TARGET_SCHEME}{}", self.0)
    }
}

/// Links to a page of the file, counted from 0, are written as addresses that begin so.
const PAGE_SCHEME: &str = "sagsbord-side:";

pub(super) fn page_address(page: usize) -> String {
    format!("{PAGE_SCHEME}{page}")
}

pub(super) struct Joined<W> {
    output: Output<W>,
    page_root: u32,
    tree_root: u32,
    document: u32,
    pages: Vec<PlacedPage>,
    labels: Vec<Option<PageLabel>>,
    /// Pages that links lead to, and where it is told which they are.
    led_to: BTreeMap<usize, u32>,
    page_nodes: Vec<u32>,
    parent_nodes: Vec<u32>,
    next_parent: u32,
    /// Identifiers of notes, as they are written, and whose they are.
    ids: Vec<(Vec<u8>, u32)>,
    sections: Vec<Section>,
    /// The structure's upper level, where it is not in sections.
    children: Vec<u32>,
    /// Fonts, pictures, colour spaces: by the hash of what they are.
    shared: HashMap<[u8; 32], u32>,
    role_map: Vec<u8>,
    about: Option<About>,
    needs_profile: bool,
    keeps_addresses: bool,
}

/// A part as a file of its own, written as the whole is. Its links to other places of the whole stay addresses.
pub(super) fn alone(file: &[u8], heights: &[f64], sections: usize) -> Result<Vec<u8>, PdfError> {
    let mut joined = Joined::new(Vec::new())?;
    joined.keeps_addresses = true;
    let sections: Vec<SectionId> = (0..sections).map(|_| joined.section("Akt")).collect();
    joined.add(file, heights, &sections)?;
    joined.add_labels(vec![None; heights.len()]);
    joined.finish(&[Bookmark {
        title: "Akt".to_owned(),
        page: 0,
        y: 0.0,
        below: Vec::new(),
    }])
}

struct Section {
    number: u32,
    title: String,
    children: Vec<u32>,
}

/// What the parts say of themselves, which is the same for all of them but for their names.
struct About {
    info: Vec<u8>,
    metadata: String,
    /// What the file's colours are meant for.
    intents: Vec<Vec<u8>>,
    language: Vec<u8>,
}

/// What is mixed with what lies below it, and colours of no space of their own, are meant for a profile of the whole file.
/// A file that does without has none: some readers work it out anew on every page, which takes them longer than the page.
const NEEDS_PROFILE: [&[u8]; 6] = [b"/SMask", b"/ca", b"/CA", b"/BM", b"/Group", b"/Device"];

impl<W: Write> Joined<W> {
    pub(super) fn new(sink: W) -> Result<Self, PdfError> {
        let mut output = Output::new(sink)?;
        let (page_root, tree_root, document) =
            (output.reserve(), output.reserve(), output.reserve());
        Ok(Self {
            output,
            page_root,
            tree_root,
            document,
            pages: Vec::new(),
            labels: Vec::new(),
            led_to: BTreeMap::new(),
            page_nodes: Vec::new(),
            parent_nodes: Vec::new(),
            next_parent: 0,
            ids: Vec::new(),
            sections: Vec::new(),
            children: Vec::new(),
            shared: HashMap::new(),
            role_map: Vec::new(),
            about: None,
            needs_profile: false,
            keeps_addresses: false,
        })
    }

    pub(super) fn section(&mut self, title: &str) -> SectionId {
        let number = self.output.reserve();
        self.children.push(number);
        self.sections.push(Section {
            number,
            title: title.to_owned(),
            children: Vec::new(),
        });
        SectionId(self.sections.len() - 1)
    }

    pub(super) fn target(&mut self) -> Target {
        Target(self.output.reserve())
    }

    /// `page` must have been added.
    pub(super) fn place(&mut self, target: Target, page: usize, y: f64) -> Result<(), PdfError> {
        let place = place(&self.pages, page, y);
        self.output.object(target.0, place.into_bytes())
    }

    /// What the sources of the next pages call them.
    pub(super) fn add_labels(&mut self, labels: Vec<Option<PageLabel>>) {
        self.labels.extend(labels);
    }

    /// A link whose address is a target of ours, or a page, leads there.
    fn with_target(&mut self, body: Vec<u8>) -> Vec<u8> {
        if self.keeps_addresses {
            return body;
        }
        let target = value(&body, "A").and_then(|action| {
            let address = value(action, "URI")?
                .strip_prefix(b"(")?
                .strip_suffix(b")")?;
            let number = match address.strip_prefix(PAGE_SCHEME.as_bytes()) {
                Some(page) => {
                    let page = integer(page)? as usize;
                    let output = &mut self.output;
                    *self.led_to.entry(page).or_insert_with(|| output.reserve())
                }
                None => integer(address.strip_prefix(TARGET_SCHEME.as_bytes())?)?,
            };
            let start = action.as_ptr() as usize - body.as_ptr() as usize;
            Some((start..start + action.len(), number))
        });
        let Some((range, number)) = target else {
            return body;
        };
        let mut made = body[..range.start - 2].to_vec();
        made.extend_from_slice(format!("/Dest {number} 0 R").as_bytes());
        made.extend_from_slice(&body[range.end..]);
        made
    }

    /// Takes a part over. Its structure's upper level is either all in `sections`, one element each, or in none.
    pub(super) fn add(
        &mut self,
        file: &[u8],
        heights: &[f64],
        sections: &[SectionId],
    ) -> Result<(), PdfError> {
        let part = Part::of(file).ok_or(PdfError::NotWritten)?;
        let taken = Taking::of(self, &part, sections).ok_or(PdfError::NotWritten)?;
        if taken.pages.len() != heights.len() {
            return Err(PdfError::NotWritten);
        }
        taken.write(self, &part, heights)
    }

    pub(super) fn finish(mut self, bookmarks: &[Bookmark]) -> Result<W, PdfError> {
        let about = self.about.take().ok_or(PdfError::NotWritten)?;
        for (page, number) in std::mem::take(&mut self.led_to) {
            let place = place(&self.pages, page, 0.0);
            self.output.object(number, place.into_bytes())?;
        }
        let outline = outline(&mut self.output, bookmarks, &self.pages)?;
        let body = format!(
            "<</Type/Pages/Count {}/Kids{}>>",
            self.pages.len(),
            list(self.page_nodes.iter().copied())
        );
        self.output.object(self.page_root, body.into_bytes())?;
        let (told, silent): (Vec<Section>, Vec<Section>) = std::mem::take(&mut self.sections)
            .into_iter()
            .partition(|section| !section.children.is_empty());
        self.children
            .retain(|child| silent.iter().all(|section| section.number != *child));
        for section in told {
            let body = format!(
                "<</Type/StructElem/S/Part/P {} 0 R/T{}/K{}>>",
                self.document,
                text(&section.title),
                list(section.children)
            );
            self.output.object(section.number, body.into_bytes())?;
        }
        let body = format!(
            "<</Type/StructElem/S/Document/P {} 0 R/K{}>>",
            self.tree_root,
            list(std::mem::take(&mut self.children))
        );
        self.output.object(self.document, body.into_bytes())?;
        let tree = self.tree();
        self.output.object(self.tree_root, tree)?;
        self.end(about, outline)
    }

    fn tree(&mut self) -> Vec<u8> {
        let mut tree = format!(
            "<</Type/StructTreeRoot/K[{} 0 R]/ParentTree<</Kids{}>>/ParentTreeNextKey {}/RoleMap",
            self.document,
            list(std::mem::take(&mut self.parent_nodes)),
            self.next_parent
        )
        .into_bytes();
        tree.extend_from_slice(&self.role_map);
        if !self.ids.is_empty() {
            self.ids.sort();
            tree.extend_from_slice(b"/IDTree<</Names[");
            for (id, number) in std::mem::take(&mut self.ids) {
                tree.extend_from_slice(&id);
                tree.extend_from_slice(format!("{number} 0 R ").as_bytes());
            }
            tree.extend_from_slice(b"]>>");
        }
        tree.extend_from_slice(b">>");
        tree
    }

    fn end(mut self, about: About, outline: u32) -> Result<W, PdfError> {
        let id = hex(&self.output.digest());
        let metadata = about
            .metadata
            .replace(NAME_OF_FILE, &id)
            .replace(PAGES_OF_FILE, &self.pages.len().to_string());
        let numbers = [(); 3].map(|()| self.output.reserve());
        let [metadata_number, info, catalogue] = numbers;
        let head = format!("<</Type/Metadata/Subtype/XML/Length {}>>", metadata.len());
        self.output
            .stream(metadata_number, head.as_bytes(), metadata.as_bytes())?;
        self.output.object(info, about.info)?;
        let intents = self.intents(about.intents)?;
        let mut body = format!(
            "<</Type/Catalog/Pages {} 0 R/Metadata {metadata_number} 0 R/PageLabels<</Nums[{}]>>\
             {intents}/StructTreeRoot {} 0 R/MarkInfo<</Marked true/Suspects false>>\
             /ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines/Outlines {outline} 0 R/Lang",
            self.page_root,
            rows_of_labels(&self.labels),
            self.tree_root
        )
        .into_bytes();
        body.extend_from_slice(&about.language);
        body.extend_from_slice(b">>");
        self.output.object(catalogue, body)?;
        let entries = format!("/Root {catalogue} 0 R/Info {info} 0 R/ID[<{id}><{id}>]");
        self.output.finish(&entries)
    }

    fn intents(&mut self, intents: Vec<Vec<u8>>) -> Result<String, PdfError> {
        if !self.needs_profile {
            return Ok(String::new());
        }
        let mut numbers = Vec::with_capacity(intents.len());
        for intent in intents {
            let number = self.output.reserve();
            self.output.object(number, intent)?;
            numbers.push(number);
        }
        Ok(format!("/OutputIntents{}", list(numbers)))
    }
}

/// Stand in the metadata until the whole file is known.
const NAME_OF_FILE: &str = "{name of the file}";
const PAGES_OF_FILE: &str = "{pages of the file}";

/// One part on its way: what becomes of each of its objects.
struct Taking {
    /// New numbers, by the old ones.
    numbers: Vec<Option<u32>>,
    /// Objects that are this part's own and are written as they are.
    own: Vec<u32>,
    pages: Vec<u32>,
    page_node: u32,
    /// Keys and objects of the part's parent tree.
    parents: Vec<(u32, u32)>,
    parents_before: u32,
    about: AboutPart,
}

struct AboutPart {
    info: u32,
    metadata: u32,
    name: String,
    intents: Vec<u32>,
    language: Vec<u8>,
}

impl Taking {
    fn of<W: Write>(
        joined: &mut Joined<W>,
        part: &Part<'_>,
        sections: &[SectionId],
    ) -> Option<Self> {
        let catalogue = part.body(reference(part.trailer(), "Root")?)?;
        let page_root = reference(catalogue, "Pages")?;
        let pages = references(value(part.body(page_root)?, "Kids")?);
        let tree_root = reference(catalogue, "StructTreeRoot")?;
        let tree = part.body(tree_root)?;
        joined.role_map = value(tree, "RoleMap")?.to_vec();
        let document = *references(value(tree, "K")?).first()?;
        let mut taking = Self {
            numbers: vec![None; part.count() as usize],
            own: Vec::new(),
            page_node: joined.output.reserve(),
            pages,
            parents: Vec::new(),
            parents_before: joined.next_parent,
            about: AboutPart {
                info: reference(part.trailer(), "Info")?,
                metadata: reference(catalogue, "Metadata")?,
                name: name_of(part.trailer())?,
                intents: references(part.body(reference(catalogue, "OutputIntents")?)?),
                language: value(catalogue, "Lang")?.to_vec(),
            },
        };
        taking.numbers[page_root as usize] = Some(taking.page_node);
        taking.numbers[tree_root as usize] = Some(joined.tree_root);
        taking.numbers[document as usize] = Some(joined.document);
        for page in taking.pages.clone() {
            taking.own(joined, page)?;
            if let Some(annotations) = value(part.body(page)?, "Annots") {
                for annotation in references(annotations) {
                    taking.own(joined, annotation)?;
                }
            }
        }
        if let Some(parents) = value(tree, "ParentTree") {
            let nums = value(parents, "Nums")?;
            taking.parents = pairs(nums)?;
            joined.next_parent += integer(value(tree, "ParentTreeNextKey")?)?;
        }
        let upper = match value(part.body(document)?, "K") {
            Some(children) => references(children),
            None => Vec::new(),
        };
        if sections.is_empty() {
            for child in &upper {
                let number = taking.own(joined, *child)?;
                joined.children.push(number);
            }
        } else if sections.len() != upper.len() {
            return None;
        }
        for (element, section) in upper.iter().zip(sections) {
            let number = joined.sections.get(section.0)?.number;
            *taking.numbers.get_mut(*element as usize)? = Some(number);
        }
        taking.take_structure(joined, part)?;
        for (element, section) in upper.iter().zip(sections) {
            for child in references(value(part.body(*element)?, "K")?) {
                let number = (*taking.numbers.get(child as usize)?)?;
                joined.sections.get_mut(section.0)?.children.push(number);
            }
        }
        for (id, own) in value(tree, "IDTree").map_or_else(Vec::new, ids) {
            let number = taking.own(joined, own)?;
            joined.ids.push((id, number));
        }
        Some(taking)
    }

    fn own<W: Write>(&mut self, joined: &mut Joined<W>, old: u32) -> Option<u32> {
        let number = self.numbers.get_mut(old as usize)?;
        if number.is_none() {
            *number = Some(joined.output.reserve());
            self.own.push(old);
        }
        *number
    }

    /// Elements, and the lists of elements that the parent tree leads to.
    fn take_structure<W: Write>(&mut self, joined: &mut Joined<W>, part: &Part<'_>) -> Option<()> {
        for old in 1..part.count() {
            let is_element = part
                .body(old)
                .is_some_and(|body| body.starts_with(STRUCTURE));
            if is_element {
                self.own(joined, old)?;
            }
        }
        for (_, old) in self.parents.clone() {
            self.own(joined, old)?;
        }
        Some(())
    }

    fn write<W: Write>(
        mut self,
        joined: &mut Joined<W>,
        part: &Part<'_>,
        heights: &[f64],
    ) -> Result<(), PdfError> {
        for old in std::mem::take(&mut self.own) {
            let body = part.body(old).ok_or(PdfError::NotWritten)?;
            let body = self.moved(joined, part, body, 0)?;
            let body = joined.with_target(body);
            let number = self.number(old)?;
            joined.output.object(number, body)?;
        }
        let mut kids = Vec::with_capacity(self.pages.len());
        for (page, height) in self.pages.iter().zip(heights) {
            let number = self.number(*page)?;
            kids.push(number);
            let height = *height;
            joined.pages.push(PlacedPage { number, height });
        }
        let body = format!(
            "<</Type/Pages/Parent {} 0 R/Count {}/Kids{}>>",
            joined.page_root,
            kids.len(),
            list(kids)
        );
        joined.output.object(self.page_node, body.into_bytes())?;
        joined.page_nodes.push(self.page_node);
        self.write_parents(joined)?;
        if joined.about.is_none() {
            joined.about = Some(self.about(joined, part)?);
        }
        Ok(())
    }

    fn write_parents<W: Write>(&self, joined: &mut Joined<W>) -> Result<(), PdfError> {
        let (Some(first), Some(last)) = (self.parents.first(), self.parents.last()) else {
            return Ok(());
        };
        let before = self.parents_before;
        let mut body = format!("<</Limits[{} {}]/Nums[", first.0 + before, last.0 + before);
        for (key, old) in &self.parents {
            body.push_str(&format!("{} {} 0 R ", key + before, self.number(*old)?));
        }
        body.push_str("]>>");
        let node = joined.output.reserve();
        joined.parent_nodes.push(node);
        joined.output.object(node, body.into_bytes())
    }

    fn about<W: Write>(
        &mut self,
        joined: &mut Joined<W>,
        part: &Part<'_>,
    ) -> Result<About, PdfError> {
        let intents = self
            .about
            .intents
            .clone()
            .into_iter()
            .map(|old| {
                let body = part.body(old).ok_or(PdfError::NotWritten)?;
                self.moved(joined, part, body, 0)
            })
            .collect::<Result<_, _>>()?;
        let info = part.body(self.about.info).ok_or(PdfError::NotWritten)?;
        let metadata = part
            .stream(self.about.metadata)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .ok_or(PdfError::NotWritten)?;
        let pages = format!("<xmpTPg:NPages>{}<", self.pages.len());
        Ok(About {
            info: info.to_vec(),
            metadata: metadata
                .replace(&self.about.name, NAME_OF_FILE)
                .replace(&pages, &format!("<xmpTPg:NPages>{PAGES_OF_FILE}<")),
            intents,
            language: std::mem::take(&mut self.about.language),
        })
    }

    fn number(&self, old: u32) -> Result<u32, PdfError> {
        let number = self.numbers.get(old as usize).copied().flatten();
        number.ok_or(PdfError::NotWritten)
    }

    fn moved<W: Write>(
        &mut self,
        joined: &mut Joined<W>,
        part: &Part<'_>,
        body: &[u8],
        depth: usize,
    ) -> Result<Vec<u8>, PdfError> {
        if !body.starts_with(STRUCTURE) {
            let needs = |word: &&[u8]| memmem::find(body, word).is_some();
            joined.needs_profile = joined.needs_profile || NEEDS_PROFILE.iter().any(needs);
        }
        for old in references(body) {
            self.shared(joined, part, old, depth)?;
        }
        renumbered(body, self.parents_before, |old| self.number(old))
    }

    /// The number of an object that may be another's too; written if nobody has it yet.
    fn shared<W: Write>(
        &mut self,
        joined: &mut Joined<W>,
        part: &Part<'_>,
        old: u32,
        depth: usize,
    ) -> Result<u32, PdfError> {
        if let Ok(number) = self.number(old) {
            return Ok(number);
        }
        let body = part.body(old).ok_or(PdfError::NotWritten)?;
        if depth > DEEPEST_RESOURCE || body.starts_with(b"<</Type/Page") {
            return Err(PdfError::NotWritten);
        }
        let body = self.moved(joined, part, body, depth + 1)?;
        let stream = part.stream(old);
        let mut hash = Sha256::new();
        hash.update((body.len() as u64).to_le_bytes());
        hash.update(&body);
        hash.update(stream.unwrap_or_default());
        let hash = hash.finalize().into();
        let number = match joined.shared.get(&hash) {
            Some(number) => *number,
            None => {
                let number = joined.output.reserve();
                match stream {
                    Some(data) => joined.output.stream(number, &body, data)?,
                    None => joined.output.object(number, body)?,
                }
                joined.shared.insert(hash, number);
                number
            }
        };
        self.numbers[old as usize] = Some(number);
        Ok(number)
    }
}

const STRUCTURE: &[u8] = b"<</Type/StructElem";

/// Forms within forms; the page writer nests no deeper than the page itself.
const DEEPEST_RESOURCE: usize = 200;

fn reference(dictionary: &[u8], key: &str) -> Option<u32> {
    references(value(dictionary, key)?).first().copied()
}

/// `[0 8 0 R 1 9 0 R]`
fn pairs(nums: &[u8]) -> Option<Vec<(u32, u32)>> {
    let numbers: Vec<u32> = tokens::Tokens::of(nums)
        .filter(|token| token.kind == tokens::Kind::Integer)
        .map(|token| integer(&nums[token.range]))
        .collect::<Option<_>>()?;
    Some(
        numbers
            .chunks_exact(3)
            .map(|entry| (entry[0], entry[1]))
            .collect(),
    )
}

/// Identifiers, as they are written, and the elements that have them.
fn ids(tree: &[u8]) -> Vec<(Vec<u8>, u32)> {
    let Some(names) = value(tree, "Names") else {
        return Vec::new();
    };
    let strings = tokens::Tokens::of(names)
        .filter(|token| token.kind == tokens::Kind::String)
        .map(|token| names[token.range].to_vec());
    strings.zip(references(names)).collect()
}

fn name_of(trailer: &[u8]) -> Option<String> {
    let id = value(trailer, "ID")?;
    let first = tokens::Tokens::of(id).find(|token| token.kind == tokens::Kind::String)?;
    let name = id[first.range].strip_prefix(b"(")?.strip_suffix(b")")?;
    String::from_utf8(name.to_vec()).ok()
}
