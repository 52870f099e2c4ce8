//! Takes rectangles out of shapes by geometry: what is cut away is in no byte of the result.

use kurbo::{BezPath, PathEl, Point, Rect, flatten};

/// In points: curves become lines that stray no further than this.
const TOLERANCE: f64 = 0.03;

/// The shape without the areas. The areas' own edges belong to what is taken away.
pub(super) fn without(path: &BezPath, areas: &[Rect]) -> BezPath {
    let mut rings = rings(path);
    for area in areas {
        rings = rings.iter().flat_map(|ring| outside(ring, *area)).collect();
    }
    let mut left = BezPath::new();
    for ring in rings {
        for (index, point) in ring.iter().enumerate() {
            if index == 0 {
                left.move_to(*point);
            } else {
                left.line_to(*point);
            }
        }
        left.close_path();
    }
    left
}

type Ring = Vec<Point>;

fn rings(path: &BezPath) -> Vec<Ring> {
    let mut rings = Vec::new();
    let mut ring = Ring::new();
    flatten(path, TOLERANCE, |element| match element {
        PathEl::MoveTo(point) => {
            rings.push(std::mem::replace(&mut ring, vec![point]));
        }
        PathEl::LineTo(point) => ring.push(point),
        _ => {}
    });
    rings.push(ring);
    rings.retain(|ring| ring.len() >= 3);
    rings
}

/// The parts of a ring left of, right of, above and below the area. Cutting at a straight line keeps how often
/// each remaining point is gone around, so both fill rules stay true.
fn outside(ring: &Ring, area: Rect) -> Vec<Ring> {
    let misses = ring.iter().all(|point| point.x <= area.x0)
        || ring.iter().all(|point| point.x >= area.x1)
        || ring.iter().all(|point| point.y <= area.y0)
        || ring.iter().all(|point| point.y >= area.y1);
    if misses {
        return vec![ring.clone()];
    }
    let between = half(&half(ring, |point| point.x - area.x0), |point| {
        area.x1 - point.x
    });
    [
        half(ring, |point| area.x0 - point.x),
        half(ring, |point| point.x - area.x1),
        half(&between, |point| area.y0 - point.y),
        half(&between, |point| point.y - area.y1),
    ]
    .into_iter()
    .filter(|part| part.len() >= 3)
    .collect()
}

/// The part of a ring where `depth` is not negative.
fn half(ring: &Ring, depth: impl Fn(Point) -> f64) -> Ring {
    let mut kept = Ring::new();
    let Some(mut last) = ring.last().copied() else {
        return kept;
    };
    for &point in ring {
        let (before, now) = (depth(last), depth(point));
        if (before < 0.0) != (now < 0.0) {
            kept.push(last.lerp(point, before / (before - now)));
        }
        if now >= 0.0 {
            kept.push(point);
        }
        last = point;
    }
    kept
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::*;

    fn covers(path: &BezPath, x: f64, y: f64) -> bool {
        path.winding(Point::new(x, y)) != 0
    }

    #[test]
    fn what_was_inside_is_gone_and_what_was_outside_is_left() {
        let page = Rect::new(0.0, 0.0, 100.0, 100.0).to_path(0.1);
        let left = without(&page, &[Rect::new(20.0, 30.0, 60.0, 50.0)]);
        for (x, y, expected) in [
            (10.0, 40.0, true),
            (40.0, 40.0, false),
            (40.0, 20.0, true),
            (40.0, 60.0, true),
            (70.0, 40.0, true),
        ] {
            assert_eq!(covers(&left, x, y), expected, "at {x}, {y}");
        }
        assert!((left.area().abs() - (10_000.0 - 800.0)).abs() < 1e-6);
    }

    #[test]
    fn a_hole_stays_a_hole() {
        let mut ring = Rect::new(0.0, 0.0, 100.0, 100.0).to_path(0.1);
        ring.extend(
            Rect::new(10.0, 10.0, 90.0, 90.0)
                .to_path(0.1)
                .reverse_subpaths(),
        );
        let left = without(&ring, &[Rect::new(-5.0, 40.0, 20.0, 60.0)]);
        assert!(!covers(&left, 50.0, 50.0), "the middle was never painted");
        assert!(!covers(&left, 5.0, 50.0), "the left side is cut");
        assert!(covers(&left, 95.0, 50.0), "the right side is left");
        assert!(covers(&left, 5.0, 20.0), "above the cut it is left");
    }

    #[test]
    fn no_point_of_the_result_lies_inside_the_cut() {
        let circle = kurbo::Circle::new((50.0, 50.0), 30.0).to_path(0.1);
        let area = Rect::new(40.0, 10.0, 65.0, 55.0);
        let left = without(&circle, &[area]);
        let inner = area.inflate(-1e-9, -1e-9);
        let strays = left
            .elements()
            .iter()
            .filter_map(|element| element.end_point());
        assert_eq!(strays.filter(|point| inner.contains(*point)).count(), 0);
    }
}
