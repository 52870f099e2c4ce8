//! What hangs on pages and on the file beside what is drawn: notes, forms, scripts, descriptions, names.

use hayro_interpret::TransformExt as _;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use kurbo::{Affine, Rect};

use super::about::leaves;
use super::{AllHidden, HiddenInPdfKind as Kind, LONGEST_TEXT};
use crate::PdfError;
use crate::read::{PageText, seen_words, words_of};
use crate::source::{Source, each_table, names_one_of, text_of, unpacked_within};

const MOST_NOTES: usize = 5_000;
/// Fields within fields.
const DEEPEST_FIELD: usize = 8;
const MOST_LAYERS: usize = 1_000;
const MOST_PACKETS: usize = 50;
const MOST_PACKED: u64 = 4 << 20;
/// Shorter ones say how letters are to be read, and hide nothing.
const SHORTEST_READING: usize = 4;

fn catalogue(source: &Source) -> Option<Dict<'_>> {
    let xref = source.pdf().xref();
    xref.get::<Dict<'_>>(xref.root_id())
}

pub(super) fn has_layers(source: &Source) -> bool {
    catalogue(source).is_some_and(|own| own.contains_key("OCProperties"))
}

/// Notes, form fields, bookmarks and a small picture of one page.
pub(super) fn on_page(
    source: &Source,
    number: u32,
    text: &PageText,
    found: &mut AllHidden,
) -> Result<(), PdfError> {
    let page = source.page(number)?;
    let [a, b, c, d, e, f] = page.initial_transform(true).to_kurbo().as_coeffs();
    let to_page = Affine::new([a, b, c, d, e, f]);
    if let Some(notes) = page.raw().get::<Array<'_>>("Annots") {
        for note in notes.iter::<Object<'_>>().take(MOST_NOTES) {
            if let Object::Dict(note) = note {
                on_note(&note, number, to_page, found);
            }
        }
    }
    let bookmarks = source.guide().bookmarks(number);
    if !bookmarks.is_empty() {
        let words = seen_words(text);
        for own in bookmarks {
            if words_of(&words, &own.title).is_none() && !own.title.trim().is_empty() {
                found.add(Kind::Name, Some(number), None, own.title);
            }
        }
    }
    if page.raw().contains_key("Thumb") {
        found.add(Kind::Thumbnail, Some(number), None, "");
    }
    Ok(())
}

fn on_note(note: &Dict<'_>, page: u32, to_page: Affine, found: &mut AllHidden) {
    let area = note.get::<[f32; 4]>("Rect").map(|corners| {
        let [x0, y0, x1, y1] = corners.map(f64::from);
        to_page.transform_rect_bbox(Rect::new(x0, y0, x1, y1).abs())
    });
    let area = area.filter(Rect::is_finite);
    let kind = note.get::<Name<'_>>("Subtype");
    if kind.is_some_and(|kind| kind.as_str() == "Widget") {
        if let Some(text) = value_of_field(note) {
            found.add(Kind::FormValue, Some(page), area, text);
        }
        return;
    }
    let said: Vec<String> = ["Contents", "RC", "Subj"]
        .iter()
        .filter_map(|key| text(note, key))
        .collect();
    let Some(said) = said.first() else {
        return;
    };
    let said = match text(note, "T") {
        Some(author) => format!("{author}: {said}"),
        None => said.clone(),
    };
    found.add(Kind::Annotation, Some(page), area, said);
}

/// What belongs to no page: forms without a place, scripts, descriptions, names of layers, what programs left.
pub(super) fn of_file(source: &Source, all: &mut AllHidden) -> Result<(), PdfError> {
    const NAMES: [&str; 14] = [
        "JS",
        "FT",
        "V",
        "Alt",
        "ActualText",
        "E",
        "PieceInfo",
        "ByteRange",
        "Page",
        "Launch",
        "SubmitForm",
        "ImportData",
        "GoToR",
        "GoToE",
    ];
    let may = |data: &[u8]| names_one_of(data, &NAMES);
    each_table(source.pdf(), &may, &mut |own, _| {
        of_table(source, own, all);
        Ok(())
    })?;
    let Some(catalogue) = catalogue(source) else {
        return Ok(());
    };
    if let Some(layers) = catalogue
        .get::<Dict<'_>>("OCProperties")
        .and_then(|own| own.get::<Array<'_>>("OCGs"))
    {
        for layer in layers.iter::<Object<'_>>().take(MOST_LAYERS) {
            if let Object::Dict(layer) = layer
                && let Some(name) = text(&layer, "Name")
            {
                all.add(Kind::Name, None, None, name);
            }
        }
    }
    if let Some(form) = catalogue.get::<Dict<'_>>("AcroForm") {
        of_long_form(&form, all);
    }
    Ok(())
}

fn of_table(source: &Source, own: &Dict<'_>, all: &mut AllHidden) {
    match own.get::<Object<'_>>("JS") {
        Some(Object::String(script)) => {
            all.add(
                Kind::Script,
                None,
                None,
                text_of(script.as_bytes(), LONGEST_TEXT),
            );
        }
        Some(Object::Stream(script)) => {
            let script = unpacked_within(&script, MOST_PACKED).unwrap_or_default();
            all.add(Kind::Script, None, None, text_of(&script, LONGEST_TEXT));
        }
        _ => {}
    }
    let kind = own.get::<Name<'_>>("S");
    let kind = kind.as_ref().map_or("", |kind| kind.as_str());
    if matches!(
        kind,
        "Launch" | "SubmitForm" | "ImportData" | "GoToR" | "GoToE"
    ) {
        let file = match own.get::<Object<'_>>("F") {
            Some(Object::String(file)) => text_of(file.as_bytes(), LONGEST_TEXT),
            Some(Object::Dict(file)) => text(&file, "UF").or(text(&file, "F")).unwrap_or_default(),
            _ => String::new(),
        };
        all.add(Kind::Script, None, None, format!("{kind}: {file}"));
    }
    let is_field = own.contains_key("T") && (own.contains_key("FT") || own.contains_key("V"));
    let is_shown = own.get::<Name<'_>>("Subtype").is_some();
    if is_field
        && !is_shown
        && !own.contains_key("Kids")
        && let Some(text) = value_of_field(own)
    {
        all.add(Kind::FormValue, None, None, text);
    }
    // An element of the tree of tags.
    if own.contains_key("S") && own.contains_key("P") {
        let page = own
            .get_ref("Pg")
            .and_then(|page| source.guide().number_of(page.into()));
        let readings = ["Alt", "E", "ActualText"].iter().filter_map(|key| {
            let said = text(own, key)?;
            (*key != "ActualText" || said.chars().count() >= SHORTEST_READING).then_some(said)
        });
        for said in readings {
            all.add(Kind::Description, page, None, said);
        }
    }
    if own.contains_key("ByteRange") {
        for key in ["Name", "Reason", "Location", "ContactInfo"] {
            if let Some(said) = text(own, key) {
                all.add(Kind::Metadata, None, None, format!("{key}: {said}"));
            }
        }
    }
    // A page that was taken out of the tree of pages, and not out of the file.
    let is_page = own
        .get::<Name<'_>>("Type")
        .is_some_and(|kind| kind.as_str() == "Page");
    let is_lost = |id| source.guide().number_of(id).is_none();
    if is_page && own.obj_id().is_some_and(is_lost) {
        all.add(Kind::EarlierRevision, None, None, "");
    }
    if own.contains_key("PieceInfo") {
        all.add(Kind::PrivateData, None, None, "");
    }
}

/// `name: value`, where it has a value. What a field does not say its parents do.
fn value_of_field(own: &Dict<'_>) -> Option<String> {
    let (mut name, mut value) = (Vec::new(), None);
    let mut at = Some(own.clone());
    for _ in 0..DEEPEST_FIELD {
        let Some(field) = at else {
            break;
        };
        name.extend(text(&field, "T"));
        value = value.or_else(|| field.get::<Object<'_>>("V").and_then(|value| said(&value)));
        at = field.get::<Dict<'_>>("Parent");
    }
    name.reverse();
    value.map(|value| format!("{}: {value}", name.join(".")))
}

fn said(value: &Object<'_>) -> Option<String> {
    let text = match value {
        Object::String(text) => text_of(text.as_bytes(), LONGEST_TEXT),
        Object::Name(name) => name.as_str().to_owned(),
        Object::Stream(stream) => {
            text_of(&unpacked_within(stream, MOST_PACKED).ok()?, LONGEST_TEXT)
        }
        Object::Array(list) => {
            let all = list
                .iter::<Object<'_>>()
                .take(100)
                .filter_map(|own| match own {
                    Object::String(text) => Some(text_of(text.as_bytes(), LONGEST_TEXT)),
                    _ => None,
                });
            all.collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    // A box that is not ticked.
    (!text.trim().is_empty() && text != "Off").then_some(text)
}

/// A form that is a document of its own beside the pages.
fn of_long_form(form: &Dict<'_>, all: &mut AllHidden) {
    let packets: Vec<Stream<'_>> = match form.get::<Object<'_>>("XFA") {
        Some(Object::Stream(whole)) => vec![whole],
        Some(Object::Array(parts)) => parts
            .iter::<Object<'_>>()
            .take(2 * MOST_PACKETS)
            .filter_map(Object::into_stream)
            .collect(),
        _ => return,
    };
    for packet in packets {
        let bytes = unpacked_within(&packet, MOST_PACKED).unwrap_or_default();
        let xml = String::from_utf8_lossy(&bytes);
        let data = match xml.find("<xfa:datasets") {
            Some(at) => &xml[at..],
            None => continue,
        };
        for (name, value) in leaves(data) {
            all.add(Kind::FormValue, None, None, format!("{name}: {value}"));
        }
    }
}

fn text(own: &Dict<'_>, key: &str) -> Option<String> {
    let text = own.get::<PdfString<'_>>(key)?;
    let text = text_of(text.as_bytes(), LONGEST_TEXT);
    (!text.trim().is_empty()).then_some(text)
}
