use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_syntax::page::Page;
use kurbo::{Affine, Rect};

/// A place on a page that leads to an address.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SourceLink {
    pub(crate) area: Rect,
    pub(crate) address: String,
}

const MOST: usize = 500;
const LONGEST: usize = 2_000;

/// The page's links to addresses that only show something or write to somebody.
pub(crate) fn links_of(page: &Page<'_>, to_page: Affine) -> Vec<SourceLink> {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else {
        return Vec::new();
    };
    annotations
        .iter::<Object<'_>>()
        .take(MOST * 4)
        .filter_map(|own| match own {
            Object::Dict(own) => link_of(&own, to_page),
            _ => None,
        })
        .take(MOST)
        .collect()
}

fn link_of(own: &Dict<'_>, to_page: Affine) -> Option<SourceLink> {
    let kind = own.get::<Name<'_>>("Subtype")?;
    if kind.as_str() != "Link" {
        return None;
    }
    let corners = own.get::<[f32; 4]>("Rect")?.map(f64::from);
    let area = Rect::new(corners[0], corners[1], corners[2], corners[3]).abs();
    let action = own.get::<Dict<'_>>("A")?;
    let address = action.get::<PdfString<'_>>("URI")?;
    let address = std::str::from_utf8(address.as_bytes()).ok()?;
    let is_plain = address.len() <= LONGEST && address.bytes().all(|byte| byte.is_ascii_graphic());
    let is_harmless = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    (is_plain && is_harmless && area.is_finite()).then(|| SourceLink {
        area: to_page.transform_rect_bbox(area),
        address: address.to_owned(),
    })
}
