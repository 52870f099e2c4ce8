use std::collections::HashMap;
use std::sync::Arc;

use kurbo::{BezPath, PathEl, Point, Rect, Shape as _};

/// The outlines of a document's glyphs, each once, in thousandths of an em.
#[derive(Default)]
pub(crate) struct Outlines {
    by_key: HashMap<u128, Arc<Outline>>,
}

/// Shared by all that it is painted for: notes outlive the engine's run, and are compared on another thread.
pub(super) struct Outline {
    /// Its number in its document.
    pub(super) id: u32,
    pub(super) path: BezPath,
    pub(super) ink: Rect,
}

/// In thousandths of an em: how far an outline may run from the one it stands for. At 10 points this is three
/// hundredths of a point.
const OUTLINE_DRIFT: f64 = 3.0;
/// In square thousandths of an em, and as a share of the larger: what is filled inside it.
const INSIDE_DRIFT: (f64, f64) = (1_500.0, 0.02);
/// Outlines with more points than this are not compared.
const MOST_POINTS: usize = 4_000;

impl Outlines {
    pub(super) fn intern(&mut self, key: u128, make: impl FnOnce() -> BezPath) -> Arc<Outline> {
        let id = self.by_key.len() as u32;
        let known = self.by_key.entry(key).or_insert_with(|| {
            let path = make();
            let ink = path.bounding_box();
            Arc::new(Outline { id, path, ink })
        });
        Arc::clone(known)
    }
}

impl Outline {
    pub(super) fn is_blank(&self) -> bool {
        self.path.elements().is_empty()
    }
}

/// Whether two outlines leave the same ink: their lines lie on each other, and they enclose the same.
pub(super) fn leave_the_same_ink(one: &BezPath, other: &BezPath) -> bool {
    let (area, other_area) = (one.area(), other.area());
    let drift = INSIDE_DRIFT
        .0
        .max(INSIDE_DRIFT.1 * area.abs().max(other_area.abs()));
    if (area - other_area).abs() > drift {
        return false;
    }
    let (one, other) = (Lines::of(one), Lines::of(other));
    one.count <= MOST_POINTS
        && other.count <= MOST_POINTS
        && one.lie_on(&other)
        && other.lie_on(&one)
}

/// An outline as straight lines.
struct Lines {
    lines: Vec<(Point, Point)>,
    count: usize,
}

impl Lines {
    fn of(path: &BezPath) -> Self {
        let mut lines = Vec::new();
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        let mut is_open = false;
        let mut end = |start: Point, last: Point, is_open: bool| {
            if is_open && start != last {
                lines.push((last, start));
            }
        };
        let mut drawn = Vec::new();
        kurbo::flatten(path, 0.5, |element| match element {
            PathEl::MoveTo(point) => {
                end(start, last, is_open);
                (start, last, is_open) = (point, point, true);
            }
            PathEl::LineTo(point) => {
                drawn.push((last, point));
                last = point;
            }
            PathEl::ClosePath => {
                end(start, last, is_open);
                last = start;
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        });
        end(start, last, is_open);
        lines.append(&mut drawn);
        Self {
            count: lines.len(),
            lines,
        }
    }

    /// Whether each of these lines, looked at in steps, is near to one of the others.
    fn lie_on(&self, other: &Self) -> bool {
        self.lines.iter().all(|(from, to)| {
            let steps = ((*to - *from).hypot() / STEP).ceil().clamp(1.0, 64.0);
            (0..steps as u32).all(|step| {
                let point = from.lerp(*to, f64::from(step) / steps);
                other
                    .lines
                    .iter()
                    .any(|line| distance_squared(point, *line) <= OUTLINE_DRIFT * OUTLINE_DRIFT)
            })
        })
    }
}

/// In thousandths of an em.
const STEP: f64 = 20.0;

fn distance_squared(point: Point, (from, to): (Point, Point)) -> f64 {
    let way = to - from;
    let length = way.hypot2();
    let along = if length > 0.0 {
        ((point - from).dot(way) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point - (from + way * along)).hypot2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::{Affine, Circle};

    fn ring(inner: f64) -> BezPath {
        let mut ring = Circle::new((300.0, 300.0), 250.0).to_path(0.1);
        ring.extend(
            Circle::new((300.0, 300.0), inner)
                .to_path(0.1)
                .reverse_subpaths(),
        );
        ring
    }

    #[test]
    fn outlines_are_the_same_when_their_ink_is() {
        let check = |one: &BezPath, other: &BezPath, expected: bool, why: &str| {
            assert_eq!(leave_the_same_ink(one, other), expected, "{why}");
            assert_eq!(
                leave_the_same_ink(other, one),
                expected,
                "{why}, turned about"
            );
        };
        let letter = ring(180.0);
        let mut filled = Circle::new((300.0, 300.0), 250.0).to_path(0.1);
        check(&letter, &letter, true, "itself");
        check(
            &letter,
            &(Affine::translate((0.9, -0.9)) * letter.clone()),
            true,
            "rounded to another grid",
        );
        check(
            &letter,
            &(Affine::translate((6.0, 0.0)) * letter.clone()),
            false,
            "moved",
        );
        check(&letter, &ring(170.0), false, "a thinner letter");
        check(&letter, &filled, false, "its hole filled");
        filled.extend(Circle::new((300.0, 300.0), 180.0).to_path(0.1));
        check(
            &letter,
            &filled,
            false,
            "the same lines, and the hole filled",
        );
        let mut dotted = letter.clone();
        dotted.extend(Circle::new((300.0, 620.0), 20.0).to_path(0.1));
        check(&letter, &dotted, false, "a dot over it");
    }
}
