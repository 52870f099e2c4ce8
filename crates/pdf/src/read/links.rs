use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_syntax::page::Page;
use kurbo::{Affine, Rect};

/// A place on a page that leads to an address, or to a page of the same file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SourceLink {
    pub(crate) area: Rect,
    pub(crate) to: SourcePlace,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SourcePlace {
    Address(String),
    /// So many pages on, or back.
    Away(i64),
}

const MOST: usize = 500;
const LONGEST: usize = 2_000;

/// The page's links to pages beside it, and to addresses that only show something or write to somebody. `page_of` knows
/// where a link leads in its own file.
pub(crate) fn links_of(
    page: &Page<'_>,
    number: u32,
    to_page: Affine,
    page_of: &dyn Fn(&Dict<'_>) -> Option<u32>,
) -> Vec<SourceLink> {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else {
        return Vec::new();
    };
    annotations
        .iter::<Object<'_>>()
        .take(MOST * 4)
        .filter_map(|own| match own {
            Object::Dict(own) => link_of(&own, number, to_page, page_of),
            _ => None,
        })
        .take(MOST)
        .collect()
}

fn link_of(
    own: &Dict<'_>,
    number: u32,
    to_page: Affine,
    page_of: &dyn Fn(&Dict<'_>) -> Option<u32>,
) -> Option<SourceLink> {
    let kind = own.get::<Name<'_>>("Subtype")?;
    if kind.as_str() != "Link" {
        return None;
    }
    let corners = own.get::<[f32; 4]>("Rect")?.map(f64::from);
    let area = Rect::new(corners[0], corners[1], corners[2], corners[3]).abs();
    let to = match address_of(own) {
        Some(address) => SourcePlace::Address(address),
        None => SourcePlace::Away(i64::from(page_of(own)?) - i64::from(number)),
    };
    area.is_finite().then(|| SourceLink {
        area: to_page.transform_rect_bbox(area),
        to,
    })
}

fn address_of(own: &Dict<'_>) -> Option<String> {
    let action = own.get::<Dict<'_>>("A")?;
    let address = action.get::<PdfString<'_>>("URI")?;
    let address = std::str::from_utf8(address.as_bytes()).ok()?;
    let is_plain = address.len() <= LONGEST && address.bytes().all(|byte| byte.is_ascii_graphic());
    let is_harmless = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    (is_plain && is_harmless).then(|| address.to_owned())
}
