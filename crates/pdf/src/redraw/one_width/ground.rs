//! Whether a line's words may move where they stand.

use kurbo::Rect;

use super::super::{hidden, shadow};
use crate::drawing::{Drawing, GlyphStore, Item, PathPaint, is_upright_box};
use crate::read::{Line, PageText, SourcePlace};

/// Nothing is drawn in the band but letters, even ground, rules that run past it, and what goes with a mark.
pub(super) fn is_free(drawing: &Drawing, store: &GlyphStore, band: Rect, marks: &[Rect]) -> bool {
    // A link lies where its words were. One that leads elsewhere in the file gives way: a list of contents is full of them.
    let has_link = drawing
        .links
        .iter()
        .any(|link| matches!(link.to, SourcePlace::Address(_)) && link.area.overlaps(band));
    !has_link
        && drawing.items.iter().all(|item| match item {
            Item::Run(_) => true,
            Item::Drawn { glyph, .. } => {
                let area = glyph
                    .place
                    .transform_rect_bbox(store.shape(glyph.shape).em_box());
                !area.overlaps(band)
            }
            Item::Path(path) => {
                let bounds = hidden::tight_bounds(path);
                let is_ground = matches!(path.paint, PathPaint::Fill(..))
                    && is_upright_box(&path.path)
                    && contains_loosely(bounds, band);
                !bounds.overlaps(band)
                    || is_ground
                    || shadow::belongs_to_covered(bounds, marks)
                    || bounds.x0 <= band.x0 && bounds.x1 >= band.x1 && bounds.height() < THIN
            }
            Item::Picture(picture) => !picture.bounds().overlaps(band),
            Item::Group(_) => false,
        })
}

/// In points: a rule under a line.
const THIN: f64 = 2.0;

/// No other text to the left or right is run into, and the page's outermost lines are not passed.
pub(super) fn has_room(page: &PageText, line: &Line, area: Rect) -> bool {
    let others = || {
        page.lines
            .iter()
            .filter(|other| !std::ptr::eq(*other, line))
    };
    let edge = others()
        .filter(|other| other.is_upright)
        .map(|other| other.area.x1)
        .fold(line.area.x1, f64::max)
        .max(page.width - MARGIN);
    let air = line.size * 0.5;
    area.x0 >= 0.0
        && area.x1 <= edge.min(page.width)
        && !others().any(|other| {
            let beside = other.area.y1.min(area.y1) - other.area.y0.max(area.y0);
            beside > 0.2 * area.height()
                && other.area.x1 > area.x0 - air
                && other.area.x0 < area.x1 + air
        })
}

/// In points: letters and marks come no nearer to the page's edge than this, unless others do.
const MARGIN: f64 = 36.0;

fn contains_loosely(bounds: Rect, band: Rect) -> bool {
    bounds.inflate(0.5, 0.5).contains_rect(band)
}
