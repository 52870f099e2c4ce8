use std::collections::HashMap;

use krilla::text::{Font, GlyphId};
use kurbo::{Affine, BezPath, PathEl};
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::glyf::{GlyfLocaBuilder, Glyph, SimpleGlyph};
use write_fonts::tables::head::Head;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::loca::LocaFormat;
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::tables::os2::Os2;
use write_fonts::tables::post::Post;
use write_fonts::types::NameId;

use crate::PdfError;
use crate::drawing::{Drawing, GlyphStore, Item, PlacedGlyph, ShapeId, Show};

/// Fonts made of exactly the glyphs that some pages show, in the order they are met. The source's own font
/// programs are never copied: a subset of them would still hold the glyphs of what was covered.
pub(super) struct Fonts {
    fonts: Vec<Font>,
    places: HashMap<FontGlyph, (usize, GlyphId)>,
}

/// A shape as it is shown. Unseen, it is a glyph without outline that reads the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FontGlyph {
    shape: ShapeId,
    is_seen: bool,
}

/// Units of an em; the shapes' thousandths come out as whole twentieths of a percent.
const UNITS: u16 = 2000;
/// In shape units. Larger outlines do not fit a font, and are drawn as paths.
pub(super) const LARGEST: f64 = 15_000.0;
/// A font holds 65,535 glyphs; smaller ones are quicker to cut to size.
const MOST_GLYPHS: usize = 16_000;
/// In font units: how far a quadratic may stray from the cubic it stands for.
const ACCURACY: f64 = 0.6;

impl FontGlyph {
    pub(super) fn seen(shape: ShapeId) -> Self {
        Self {
            shape,
            is_seen: true,
        }
    }

    pub(super) fn unseen(shape: ShapeId) -> Self {
        Self {
            shape,
            is_seen: false,
        }
    }
}

impl Fonts {
    pub(super) fn of<'d>(
        drawings: impl Iterator<Item = &'d Drawing>,
        store: &GlyphStore,
    ) -> Result<Self, PdfError> {
        let mut wanted = Wanted::default();
        for drawing in drawings {
            wanted.meet(&drawing.items, store);
        }
        let mut fonts = Self {
            fonts: Vec::new(),
            places: HashMap::new(),
        };
        for glyphs in wanted.glyphs.chunks(MOST_GLYPHS) {
            let index = fonts.fonts.len();
            let bytes = made_of(glyphs, store).ok_or(PdfError::NotWritten)?;
            let font = Font::new(bytes.into(), 0).ok_or(PdfError::NotWritten)?;
            fonts.fonts.push(font);
            for (position, glyph) in glyphs.iter().enumerate() {
                fonts
                    .places
                    .insert(*glyph, (index, GlyphId::new(position as u32 + FIRST)));
            }
        }
        Ok(fonts)
    }

    pub(super) fn find(&self, glyph: FontGlyph) -> Option<(usize, GlyphId)> {
        self.places.get(&glyph).copied()
    }

    pub(super) fn font(&self, index: usize) -> Font {
        self.fonts[index].clone()
    }
}

/// Glyph 0 is the one for what is missing, glyph 1 the space that is put between words.
const FIRST: u32 = 2;
pub(super) const SPACE: u32 = 1;
/// In thousandths of an em.
pub(super) const SPACE_ADVANCE: f32 = 250.0;

#[derive(Default)]
struct Wanted {
    glyphs: Vec<FontGlyph>,
    known: std::collections::HashSet<FontGlyph>,
}

impl Wanted {
    fn meet(&mut self, items: &[Item], store: &GlyphStore) {
        for item in items {
            match item {
                Item::Run(run) => {
                    let is_seen = !matches!(run.show, Show::Unseen);
                    run.glyphs
                        .iter()
                        .for_each(|glyph| self.add(glyph, is_seen, store));
                }
                Item::Drawn { glyph, items, .. } => {
                    self.add(glyph, false, store);
                    self.meet(items, store);
                }
                Item::Group(group) => {
                    self.meet(&group.items, store);
                    if let Some(mask) = &group.mask {
                        self.meet(&mask.items, store);
                    }
                }
                Item::Path(_) | Item::Picture(_) => {}
            }
        }
    }

    fn add(&mut self, glyph: &PlacedGlyph, is_seen: bool, store: &GlyphStore) {
        let glyph = FontGlyph {
            shape: glyph.shape,
            is_seen: is_seen && fits(store, glyph.shape),
        };
        if self.known.insert(glyph) {
            self.glyphs.push(glyph);
        }
    }
}

/// Whether the shape's outline can stand in a font.
pub(super) fn fits(store: &GlyphStore, shape: ShapeId) -> bool {
    let ink = store.shape(shape).ink;
    ink.is_finite()
        && [ink.x0, ink.y0, ink.x1, ink.y1]
            .iter()
            .all(|edge| edge.abs() < LARGEST)
}

fn made_of(glyphs: &[FontGlyph], store: &GlyphStore) -> Option<Vec<u8>> {
    let mut outlines = GlyfLocaBuilder::new();
    let mut widths = vec![
        LongMetric::new(UNITS / 2, 0),
        LongMetric::new(width_of(SPACE_ADVANCE), 0),
    ];
    outlines.add_glyph(&Glyph::Empty).ok()?;
    outlines.add_glyph(&Glyph::Empty).ok()?;
    let mut most = Most::default();
    for glyph in glyphs {
        let shape = store.shape(glyph.shape);
        let made = if glyph.is_seen {
            outline(&shape.outline, &mut most)
        } else {
            Glyph::Empty
        };
        let bearing = match &made {
            Glyph::Simple(simple) => simple.bbox.x_min,
            _ => 0,
        };
        outlines.add_glyph(&made).ok()?;
        widths.push(LongMetric::new(width_of(shape.advance), bearing));
    }
    let count = u16::try_from(widths.len()).ok()?;
    let (glyf, loca, format) = outlines.build();
    let widest = widths
        .iter()
        .map(|metric| metric.advance)
        .max()
        .unwrap_or(UNITS);
    let head = Head {
        units_per_em: UNITS,
        x_min: most.x_min,
        y_min: most.y_min,
        x_max: most.x_max,
        y_max: most.y_max,
        lowest_rec_ppem: 6,
        index_to_loc_format: i16::from(format == LocaFormat::Long),
        ..Head::default()
    };
    let (ascent, descent) = (1600, -420);
    let hhea = Hhea {
        ascender: ascent.into(),
        descender: descent.into(),
        advance_width_max: widest.into(),
        caret_slope_rise: 1,
        number_of_h_metrics: count,
        ..Hhea::default()
    };
    let maxp = Maxp {
        num_glyphs: count,
        max_points: Some(most.points),
        max_contours: Some(most.contours),
        max_composite_points: Some(0),
        max_composite_contours: Some(0),
        max_zones: Some(1),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
        max_component_elements: Some(0),
        max_component_depth: Some(0),
    };
    let os2 = Os2 {
        s_typo_ascender: ascent,
        s_typo_descender: descent,
        us_win_ascent: ascent as u16,
        us_win_descent: descent.unsigned_abs(),
        ..Os2::default()
    };
    let mut builder = FontBuilder::new();
    builder
        .add_table(&head)
        .ok()?
        .add_table(&hhea)
        .ok()?
        .add_table(&maxp)
        .ok()?
        .add_table(&os2)
        .ok()?
        .add_table(&Hmtx::new(widths, Vec::new()))
        .ok()?
        .add_table(&Cmap::from_mappings([(' ', write_fonts::types::GlyphId::new(SPACE))]).ok()?)
        .ok()?
        .add_table(&Post::default())
        .ok()?
        .add_table(&names())
        .ok()?
        .add_table(&glyf)
        .ok()?
        .add_table(&loca)
        .ok()?;
    Some(builder.build())
}

const SCALE: f64 = UNITS as f64 / 1000.0;

/// In units, from thousandths of an em.
fn width_of(advance: f32) -> u16 {
    let width = (f64::from(advance) * SCALE).round();
    width.clamp(0.0, 65_535.0) as u16
}

/// How far a shape with such an advance moves the pen in a font made of it, in ems.
pub(super) fn pen_moves(advance: f32) -> f64 {
    f64::from(width_of(advance)) / f64::from(UNITS)
}

#[derive(Default)]
struct Most {
    points: u16,
    contours: u16,
    x_min: i16,
    y_min: i16,
    x_max: i16,
    y_max: i16,
}

fn outline(shape: &BezPath, most: &mut Most) -> Glyph {
    let path = quadratic(&(Affine::scale(SCALE) * shape.clone()));
    let Ok(simple) = SimpleGlyph::from_bezpath(&path) else {
        return Glyph::Empty;
    };
    if simple.contours.is_empty() {
        return Glyph::Empty;
    }
    let points: usize = simple.contours.iter().map(|contour| contour.len()).sum();
    let Ok(points) = u16::try_from(points) else {
        return Glyph::Empty;
    };
    most.points = most.points.max(points);
    most.contours = most.contours.max(simple.contours.len() as u16);
    most.x_min = most.x_min.min(simple.bbox.x_min);
    most.y_min = most.y_min.min(simple.bbox.y_min);
    most.x_max = most.x_max.max(simple.bbox.x_max);
    most.y_max = most.y_max.max(simple.bbox.y_max);
    Glyph::Simple(simple)
}

/// The path in lines and quadratics, every contour closed.
fn quadratic(path: &BezPath) -> BezPath {
    let mut made = BezPath::new();
    let mut last = kurbo::Point::ZERO;
    let mut is_open = false;
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => {
                if is_open {
                    made.close_path();
                }
                made.move_to(point);
                is_open = true;
                last = point;
            }
            PathEl::LineTo(point) => {
                made.line_to(point);
                last = point;
            }
            PathEl::QuadTo(control, point) => {
                made.quad_to(control, point);
                last = point;
            }
            PathEl::CurveTo(one, two, point) => {
                for (_, _, quad) in kurbo::CubicBez::new(last, one, two, point).to_quads(ACCURACY) {
                    made.quad_to(quad.p1, quad.p2);
                }
                last = point;
            }
            PathEl::ClosePath => {
                if is_open {
                    made.close_path();
                }
                is_open = false;
            }
        }
    }
    if is_open {
        made.close_path();
    }
    made
}

fn names() -> Name {
    let record = |id: NameId, text: &str| NameRecord::new(3, 1, 0x409, id, text.to_owned().into());
    Name::new(vec![
        record(NameId::FAMILY_NAME, "Sagsbord"),
        record(NameId::SUBFAMILY_NAME, "Regular"),
        record(NameId::FULL_NAME, "Sagsbord"),
        record(NameId::POSTSCRIPT_NAME, "Sagsbord"),
    ])
}
