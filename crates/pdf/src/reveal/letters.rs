//! Letters that are on a page and are not seen on it.

use std::collections::HashMap;

use hayro_interpret::BlendMode;
use kurbo::{Affine, Rect};

use super::{AllHidden, HiddenInPdfKind as Kind};
use crate::PdfError;
use crate::drawing::{Colour, Drawing, GlyphStore, Item, Marked, PlacedGlyph, Run, Show, Wanted};
use crate::read::{Line, PageText};
use crate::redraw::{Unseen, leave_out_hidden};
use crate::source::Session;

/// Further off than this lies nothing that anybody set.
const FARTHEST: f64 = 100_000.0;
/// Letters without any size are read as if they had one point.
const EM: f64 = 1_000.0;
/// Of one kind on a page; more are told together.
const MOST_LINES: usize = 30;
const MOST_AREAS: usize = 200;
const LEAST_EXTENT: f64 = 1e-12;

/// What is hidden by whatever the page draws, line by line.
pub(super) fn unseen(
    drawing: &mut Drawing,
    store: &GlyphStore,
    same_colour: Vec<PlacedGlyph>,
    page: u32,
    found: &mut AllHidden,
) {
    let (_, places) = leave_out_hidden(drawing, store);
    let mut by_kind: Vec<(Kind, Vec<PlacedGlyph>)> = Vec::new();
    let mut add =
        |kind: Kind, glyph: PlacedGlyph| match by_kind.iter_mut().find(|(known, _)| *known == kind)
        {
            Some((_, glyphs)) => glyphs.push(glyph),
            None => by_kind.push((kind, vec![glyph])),
        };
    for (why, glyph) in places.letters.into_iter().rev() {
        let kind = match why {
            Unseen::Outside if glyph.place.determinant().abs() <= LEAST_EXTENT => Kind::Invisible,
            Unseen::Outside => Kind::OffPage,
            Unseen::UnderBox => Kind::UnderBox,
            Unseen::UnderPicture => Kind::UnderPicture,
            Unseen::Unpainted => Kind::Invisible,
            Unseen::Recognised => Kind::RecognisedText,
        };
        add(kind, glyph);
    }
    for glyph in same_colour {
        add(Kind::SameColour, glyph);
    }
    by_kind.sort_by_key(|(kind, _)| *kind);
    for (kind, glyphs) in by_kind {
        let is_drawn = glyphs.iter().any(|glyph| {
            let shape = store.shape(glyph.shape);
            !shape.is_blank()
        });
        let whole = area_of(&glyphs, store);
        let lines = lines(glyphs, store);
        if lines.is_empty() && is_drawn {
            // Letters that do not say what they are.
            found.add(kind, Some(page), whole, "");
        }
        tell(kind, lines, page, found);
    }
    let mut areas: Vec<Rect> = Vec::new();
    for area in places.under_boxes.into_iter().take(MOST_AREAS) {
        let is_told = found.found.iter().any(|own| {
            own.kind == Kind::UnderBox && own.area.is_some_and(|own| own.overlaps(area))
        });
        if !is_told && !areas.iter().any(|own| own.overlaps(area)) {
            areas.push(area);
        }
    }
    for area in areas {
        found.add(Kind::UnderBox, Some(page), Some(area), "");
    }
}

/// Line by line, as long as somebody would look at each.
fn tell(kind: Kind, lines: Vec<Line>, page: u32, found: &mut AllHidden) {
    if kind == Kind::RecognisedText || lines.len() > MOST_LINES {
        let areas = lines.iter().map(|line| line.area);
        let area = areas.reduce(|one, other| one.union(other));
        let text: Vec<String> = lines.iter().map(Line::text).collect();
        if area.is_some() {
            found.add(kind, Some(page), area, text.join("\n"));
        }
        return;
    }
    for line in lines {
        found.add(kind, Some(page), Some(line.area), line.text());
    }
}

/// What shows when all layers are switched on and else does not.
pub(super) fn switched_off(
    session: &mut Session<'_>,
    other: &mut Session<'_>,
    page: u32,
    found: &mut AllHidden,
) -> Result<(), PdfError> {
    let shown = session.draw(page, Wanted::Places)?;
    let all = other.draw_all_layers(page)?;
    // A glyph by what it says and where.
    let key = |glyph: &PlacedGlyph, store: &GlyphStore| {
        let place = glyph
            .place
            .as_coeffs()
            .map(|part| (part * 64.0).round() as i64);
        (store.shape(glyph.shape).text.clone(), place)
    };
    let mut known: HashMap<_, usize> = HashMap::new();
    shown.each_glyph(|glyph, _, _| *known.entry(key(glyph, &session.store)).or_default() += 1);
    let mut more = Vec::new();
    all.each_glyph(
        |glyph, _, _| match known.get_mut(&key(glyph, &other.store)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => more.push(*glyph),
        },
    );
    tell(
        Kind::SwitchedOffLayer,
        lines(more, &other.store),
        page,
        found,
    );
    Ok(())
}

/// As a page of their own, wherever they lie.
fn lines(glyphs: Vec<PlacedGlyph>, store: &GlyphStore) -> Vec<Line> {
    let glyphs: Vec<PlacedGlyph> = glyphs.into_iter().filter_map(with_extent).collect();
    let Some(whole) = area_of(&glyphs, store) else {
        return Vec::new();
    };
    let whole = whole.inflate(1.0, 1.0);
    let to_page = Affine::translate((-whole.x0, -whole.y0));
    let glyphs = glyphs.into_iter().map(|glyph| PlacedGlyph {
        place: to_page * glyph.place,
        ..glyph
    });
    let drawing = Drawing {
        width: whole.width(),
        height: whole.height(),
        items: vec![Item::Run(Run {
            glyphs: glyphs.collect(),
            show: Show::Filled(BLACK),
            blend: BlendMode::Normal,
            clip: None,
            spoken: None,
            marked: Marked::Not,
        })],
        ..Drawing::default()
    };
    let mut lines = PageText::of(&drawing, store).lines;
    lines.retain(|line| !line.text().trim().is_empty());
    for line in &mut lines {
        line.area = line.area + whole.origin().to_vec2();
    }
    lines
}

fn area_of(glyphs: &[PlacedGlyph], store: &GlyphStore) -> Option<Rect> {
    let areas = glyphs.iter().map(|glyph| {
        let em = store.shape(glyph.shape).em_box();
        glyph.place.transform_rect_bbox(em)
    });
    areas.reduce(|one, other| one.union(other))
}

const BLACK: Colour = Colour {
    rgb: [0; 3],
    alpha: 1.0,
};

fn with_extent(glyph: PlacedGlyph) -> Option<PlacedGlyph> {
    let [.., x, y] = glyph.place.as_coeffs();
    let is_near = x.abs() < FARTHEST && y.abs() < FARTHEST;
    let place = match glyph.place.determinant().abs() > LEAST_EXTENT {
        true => glyph.place,
        false => Affine::new([1.0 / EM, 0.0, 0.0, -1.0 / EM, x, y]),
    };
    let unit: Rect = place.transform_rect_bbox(Rect::new(0.0, 0.0, EM, EM));
    (is_near && unit.width() < FARTHEST && unit.height() < FARTHEST)
        .then_some(PlacedGlyph { place, ..glyph })
}
