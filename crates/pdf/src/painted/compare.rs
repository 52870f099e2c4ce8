use std::collections::HashMap;

use kurbo::{Affine, Point, Rect};

use crate::redraw::TOUCHED;

use super::outlines::{Outline, leave_the_same_ink};
use super::paths::{DRIFT, are_near, are_the_same};
use super::{ClipAt, ClipShape, Mark, Painted, Pen, What};

/// What is known of two documents' outlines, so that each pair is looked at once.
#[derive(Default)]
pub(crate) struct Compared {
    outlines: HashMap<(u32, u32), bool>,
}

/// In levels of 255.
const SHADE: u8 = 3;
/// The share of a glyph that a mark must reach over; a little less than what takes it.
const REACHED: f64 = 0.9 * TOUCHED;
/// Marks after one that are looked through for what paints it over.
const MOST_LATER: usize = 20_000;

/// Whether the second page paints what the first one does, outside of `covered`: every mark of the first, in its
/// order, and no other. True is a proof; false says only that pixels must decide.
pub(crate) fn paint_the_same(
    source: &Painted,
    drawn: &Painted,
    covered: &[Rect],
    compared: &mut Compared,
) -> bool {
    if source.needs_eyes || drawn.needs_eyes || !are_alike(source.page, drawn.page) {
        return false;
    }
    let mut pair = Pair {
        source,
        drawn,
        compared,
        clips: HashMap::new(),
    };
    let (mut old, mut new) = (0, 0);
    while old < source.marks.len() || new < drawn.marks.len() {
        let (one, other) = (source.marks.get(old), drawn.marks.get(new));
        match (one, other) {
            (Some(one), Some(other)) if pair.is_same(one, other) => {
                old += 1;
                new += 1;
            }
            (Some(one), _) if may_be_gone(one, covered) => old += 1,
            (_, Some(other)) if is_inside(other.area, covered) => new += 1,
            (Some(one), _) if is_painted_over(one, drawn, new) => old += 1,
            _ => return false,
        }
    }
    true
}

/// A glyph goes whole when a mark reaches into it; of all else only what lies under the mark may go.
fn may_be_gone(mark: &Mark, covered: &[Rect]) -> bool {
    match mark.what {
        What::Begin(_) | What::End => false,
        What::Glyph { .. } => covered.iter().any(|area| {
            let shared = area.intersect(mark.area).area();
            area.overlaps(mark.area) && shared >= REACHED * mark.area.area()
                || area.contains(mark.area.center())
        }),
        _ => is_inside(mark.area, covered),
    }
}

fn is_inside(area: Rect, covered: &[Rect]) -> bool {
    covered
        .iter()
        .any(|mark| mark.inflate(DRIFT, DRIFT).contains_rect(area))
}

/// What a solid box or picture of the new page lies on cannot be seen on the old one either, if that box is there too:
/// it is, or the comparison ends with a difference.
fn is_painted_over(mark: &Mark, drawn: &Painted, from: usize) -> bool {
    !matches!(mark.what, What::Begin(_) | What::End)
        && drawn.marks[from..].iter().take(MOST_LATER).any(|later| {
            matches!(later.what, What::Box)
                && later.colour[3] == 255
                && later.area.contains_rect(mark.area)
                && !drawn.is_shaped(later.clip)
        })
}

impl Painted {
    /// Whether a clip other than boxes bounds it.
    fn is_shaped(&self, clip: ClipAt) -> bool {
        self.shapes(clip).next().is_some()
    }

    /// The clips that are no boxes, from the innermost out.
    fn shapes(&self, clip: ClipAt) -> impl Iterator<Item = u32> + '_ {
        let mut at = clip;
        std::iter::from_fn(move || {
            loop {
                let own = at?;
                let clip = self.clips.get(own as usize)?;
                at = clip.parent;
                if matches!(clip.shape, ClipShape::Path(..)) {
                    return Some(own);
                }
            }
        })
    }
}

struct Pair<'p> {
    source: &'p Painted,
    drawn: &'p Painted,
    compared: &'p mut Compared,
    clips: HashMap<(ClipAt, ClipAt), bool>,
}

impl Pair<'_> {
    fn is_same(&mut self, one: &Mark, other: &Mark) -> bool {
        let is_one_colour = one
            .colour
            .iter()
            .zip(other.colour)
            .all(|(one, other)| one.abs_diff(other) <= SHADE);
        is_one_colour
            && self.is_same_what(&one.what, &other.what)
            && (matches!(one.what, What::Begin(_) | What::End) || are_alike(one.area, other.area))
            && self.are_clipped_alike(one.clip, other.clip)
    }

    fn is_same_what(&mut self, one: &What, other: &What) -> bool {
        match (one, other) {
            (
                What::Glyph { outline, place },
                What::Glyph {
                    outline: new,
                    place: new_place,
                },
            ) => stand_alike(*place, *new_place) && self.is_same_outline(outline, new),
            (What::Fill(one, rule), What::Fill(other, new_rule)) => {
                rule == new_rule && are_the_same(one, other, true)
            }
            (What::Line(one), What::Line(other)) => {
                let ((one, pen), (other, new_pen)) = (&**one, &**other);
                pen.is_like(new_pen) && are_the_same(one, other, false)
            }
            (What::Picture(one, place), What::Picture(other, new_place)) => {
                one == other && lie_alike(*place, *new_place)
            }
            (What::Begin(one), What::Begin(other)) => (one - other).abs() <= 0.01,
            (What::Box, What::Box) | (What::End, What::End) => true,
            _ => false,
        }
    }

    fn is_same_outline(&mut self, one: &Outline, other: &Outline) -> bool {
        *self
            .compared
            .outlines
            .entry((one.id, other.id))
            .or_insert_with(|| leave_the_same_ink(&one.path, &other.path))
    }

    fn are_clipped_alike(&mut self, one: ClipAt, other: ClipAt) -> bool {
        *self.clips.entry((one, other)).or_insert_with(|| {
            let mut shapes = self.source.shapes(one);
            let mut new_shapes = self.drawn.shapes(other);
            loop {
                match (shapes.next(), new_shapes.next()) {
                    (None, None) => return true,
                    (Some(one), Some(other)) => {
                        let one = self.source.clips.get(one as usize).map(|clip| &clip.shape);
                        let other = self.drawn.clips.get(other as usize).map(|clip| &clip.shape);
                        let (
                            Some(ClipShape::Path(one, rule)),
                            Some(ClipShape::Path(other, new_rule)),
                        ) = (one, other)
                        else {
                            return false;
                        };
                        if rule != new_rule || !are_the_same(one, other, true) {
                            return false;
                        }
                    }
                    _ => return false,
                }
            }
        })
    }
}

fn are_alike(one: Rect, other: Rect) -> bool {
    are_near(Point::new(one.x0, one.y0), Point::new(other.x0, other.y0))
        && are_near(Point::new(one.x1, one.y1), Point::new(other.x1, other.y1))
}

/// Two places of an outline of a thousand units.
fn stand_alike(one: Affine, other: Affine) -> bool {
    let (one, other) = (one.as_coeffs(), other.as_coeffs());
    let is_turned_alike = one[..4]
        .iter()
        .zip(&other[..4])
        .all(|(one, other)| (one - other).abs() * 1000.0 <= DRIFT);
    is_turned_alike && are_near(Point::new(one[4], one[5]), Point::new(other[4], other[5]))
}

/// Two places of the unit square.
fn lie_alike(one: Affine, other: Affine) -> bool {
    [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
        .into_iter()
        .all(|(x, y)| are_near(one * Point::new(x, y), other * Point::new(x, y)))
}

impl Pen {
    fn is_like(&self, other: &Self) -> bool {
        let is_near = |one: f64, other: f64| (one - other).abs() <= DRIFT;
        let is_dashed = |pen: &Self| pen.dashes.iter().sum::<f64>() > 0.0;
        let is_dashed_alike = match (is_dashed(self), is_dashed(other)) {
            (false, false) => true,
            (true, true) => {
                self.dashes.len() == other.dashes.len()
                    && is_near(self.dash_offset, other.dash_offset)
                    && self
                        .dashes
                        .iter()
                        .zip(&other.dashes)
                        .all(|(one, other)| is_near(*one, *other))
            }
            _ => false,
        };
        is_dashed_alike
            && self.nib_is_like(other)
            && self.cap == other.cap
            && self.join == other.join
            && (self.miter - other.miter).abs() <= 0.05
    }

    /// An even pen is round however it is turned.
    fn nib_is_like(&self, other: &Self) -> bool {
        let size = |[a, b, c, d]: [f64; 4]| (a.hypot(b), c.hypot(d), a * c + b * d);
        let (one, other) = (size(self.nib), size(other.nib));
        (one.0 - other.0).abs() <= DRIFT
            && (one.1 - other.1).abs() <= DRIFT
            && (one.2 - other.2).abs() <= DRIFT
    }
}
