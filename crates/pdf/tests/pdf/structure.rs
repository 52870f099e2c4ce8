//! Reads what a screen reader would: the tree, and the text that hangs in it.

use std::collections::HashMap;
use std::io::Read as _;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};
use kurbo::{Affine, BezPath, Rect};

/// All objects that lie in packs, as they are written.
pub(crate) fn objects(file: &[u8]) -> String {
    let mut found = String::new();
    for at in memchr::memmem::find_iter(file, b"/Type/ObjStm") {
        let start = at + memchr::memmem::find(&file[at..], b"stream\n").expect("a stream") + 7;
        let mut plain = Vec::new();
        flate2::read::ZlibDecoder::new(&file[start..])
            .read_to_end(&mut plain)
            .expect("packed by Flate");
        found.push_str(&String::from_utf8_lossy(&plain));
        found.push('\n');
    }
    found
}

/// The tree as text: each block on a line of its own with its role, the cells of a row beside each other.
pub(crate) fn spoken(file: &[u8]) -> String {
    let pdf = Pdf::new(file.to_vec()).expect("it is sound");
    let texts = texts(&pdf);
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let tree: Dict<'_> = root.get("StructTreeRoot").expect("a tree");
    let mut out = String::new();
    element(&tree, &texts, None, &mut out);
    out
}

type Texts = HashMap<(ObjectIdentifier, i32), String>;

fn element(own: &Dict<'_>, texts: &Texts, page: Option<ObjectIdentifier>, out: &mut String) {
    let role = own
        .get::<Name<'_>>("S")
        .map(|name| name.as_str().to_owned());
    let role = role.unwrap_or_default();
    let page = own.get_ref("Pg").map(ObjectIdentifier::from).or(page);
    let is_block = matches!(
        role.as_str(),
        "P" | "H1" | "H2" | "H3" | "H4" | "LI" | "TR" | "Note" | "Figure" | "Part"
    );
    if is_block {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(&format!("{role}: "));
    }
    if matches!(role.as_str(), "TD" | "TH") && !out.ends_with(": ") {
        let kept = out.trim_end().len();
        out.truncate(kept);
        out.push_str(" | ");
    }
    if let Some(said) = own.get::<hayro_syntax::object::String<'_>>("Alt") {
        out.push_str(&format!("({})", utf16(said.as_bytes())));
    }
    match own.get::<Object<'_>>("K") {
        Some(Object::Array(children)) => {
            for child in children.iter::<Object<'_>>() {
                kid(child, texts, page, out);
            }
        }
        Some(child) => kid(child, texts, page, out),
        None => {}
    }
    if is_block {
        let kept = out.trim_end().len();
        out.truncate(kept);
        out.push('\n');
    }
}

fn kid(child: Object<'_>, texts: &Texts, page: Option<ObjectIdentifier>, out: &mut String) {
    match child {
        Object::Number(mcid) => {
            let text = page.and_then(|page| texts.get(&(page, mcid.as_i64() as i32)));
            out.push_str(text.map_or("", String::as_str));
        }
        Object::Dict(inner) => match inner.get::<i32>("MCID") {
            Some(mcid) => {
                let page = inner.get_ref("Pg").map(ObjectIdentifier::from).or(page);
                let text = page.and_then(|page| texts.get(&(page, mcid)));
                out.push_str(text.map_or("", String::as_str));
            }
            None if inner.contains_key("Obj") => {}
            None => element(&inner, texts, page, out),
        },
        _ => {}
    }
}

fn utf16(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(units) => {
            let units: Vec<u16> = units
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn texts(pdf: &Pdf) -> Texts {
    let cache = InterpreterCache::new();
    let mut texts = Texts::new();
    let ids = page_ids(pdf);
    for (page, id) in pdf.pages().iter().zip(ids) {
        let [a, b, c, d, e, f] = page.initial_transform(true).to_kurbo().as_coeffs();
        let mut context = Context::new(
            Affine::new([a, b, c, d, e, f]),
            Rect::new(0.0, 0.0, 2000.0, 2000.0),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        let mut listener = Listener {
            open: Vec::new(),
            heard: HashMap::new(),
        };
        interpret_page(page, &mut context, &mut listener);
        for (mcid, text) in listener.heard {
            texts.insert((id, mcid), text);
        }
    }
    texts
}

pub(crate) fn page_ids(pdf: &Pdf) -> Vec<ObjectIdentifier> {
    fn walk(node: &Dict<'_>, ids: &mut Vec<ObjectIdentifier>) {
        let kids: Array<'_> = node.get("Kids").expect("kids");
        for (kid, reference) in kids.iter::<Dict<'_>>().zip(kids.raw_iter()) {
            if kid.contains_key("Kids") {
                walk(&kid, ids);
            } else if let hayro_syntax::object::MaybeRef::Ref(reference) = reference {
                ids.push(reference.into());
            }
        }
    }
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let mut ids = Vec::new();
    walk(&root.get("Pages").expect("pages"), &mut ids);
    ids
}

struct Listener {
    open: Vec<(Option<i32>, bool)>,
    heard: HashMap<i32, String>,
}

impl Listener {
    fn mcid(&self) -> Option<i32> {
        self.open.iter().rev().find_map(|(mcid, _)| *mcid)
    }
}

impl<'a> Device<'a> for Listener {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        let Some(mcid) = self.mcid() else { return };
        if self.open.iter().any(|(_, is_said)| *is_said) {
            return;
        }
        let heard = self.heard.entry(mcid).or_default();
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => heard.push(letter),
                Some(BfString::String(text)) => heard.push_str(&text),
                None => {}
            }
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let mcid = properties.and_then(|own| own.get::<i32>("MCID"));
        let said =
            properties.and_then(|own| own.get::<hayro_syntax::object::String<'_>>("ActualText"));
        self.open.push((mcid, said.is_some()));
        if let (Some(said), Some(mcid)) = (said, self.mcid()) {
            let said = utf16(said.as_bytes());
            self.heard.entry(mcid).or_default().push_str(&said);
        }
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }
}
