use kurbo::{BezPath, PathEl, Point};

/// In points: how far two pages may lie apart and still be painted the same.
pub(super) const DRIFT: f64 = 0.05;

/// Whether two paths are drawn with the same strokes. For what is filled it is the same whether its ends are joined.
pub(super) fn are_the_same(one: &BezPath, other: &BezPath, is_filled: bool) -> bool {
    let (one, other) = (plain(one, is_filled), plain(other, is_filled));
    one.len() == other.len()
        && one
            .iter()
            .zip(&other)
            .all(|(one, other)| one.is_like(other))
}

#[derive(Debug)]
enum Step {
    Move(Point),
    Line(Point),
    Curve(Point, Point, Point),
    Close,
}

impl Step {
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Move(one), Self::Move(other)) | (Self::Line(one), Self::Line(other)) => {
                are_near(*one, *other)
            }
            (Self::Curve(a, b, c), Self::Curve(x, y, z)) => {
                are_near(*a, *x) && are_near(*b, *y) && are_near(*c, *z)
            }
            (Self::Close, Self::Close) => true,
            _ => false,
        }
    }
}

pub(super) fn are_near(one: Point, other: Point) -> bool {
    (one.x - other.x).abs() <= DRIFT && (one.y - other.y).abs() <= DRIFT
}

/// Without what leaves no trace: strokes of no length, and moves that nothing follows.
fn plain(path: &BezPath, is_filled: bool) -> Vec<Step> {
    let mut steps = Vec::with_capacity(path.elements().len());
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    let mut waits = None;
    for element in path.elements() {
        if let PathEl::MoveTo(point) = *element {
            finish(&mut steps, is_filled, waits.is_some(), start, last);
            (start, last) = (point, point);
            waits = Some(point);
            continue;
        }
        if matches!(element, PathEl::ClosePath) {
            if waits.is_none() {
                if is_filled {
                    finish(&mut steps, true, false, start, last);
                } else {
                    steps.push(Step::Close);
                }
            }
            last = start;
            waits = Some(start);
            continue;
        }
        let step = match *element {
            PathEl::LineTo(point) if are_near(point, last) && is_filled => None,
            PathEl::LineTo(point) => Some((Step::Line(point), point)),
            PathEl::QuadTo(control, point) => {
                let lean = |end: Point| end + (control - end) * (2.0 / 3.0);
                Some((Step::Curve(lean(last), lean(point), point), point))
            }
            PathEl::CurveTo(one, two, point) => Some((Step::Curve(one, two, point), point)),
            PathEl::MoveTo(_) | PathEl::ClosePath => None,
        };
        if let Some((step, end)) = step {
            if let Some(begin) = waits.take() {
                steps.push(Step::Move(begin));
            }
            steps.push(step);
            last = end;
        }
    }
    finish(&mut steps, is_filled, waits.is_some(), start, last);
    steps
}

fn finish(steps: &mut Vec<Step>, is_filled: bool, is_empty: bool, start: Point, last: Point) {
    if is_filled && !is_empty && !are_near(start, last) {
        steps.push(Step::Line(start));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_the_same_when_they_are_drawn_the_same() {
        let check = |one: &str, other: &str, is_filled: bool, expected: bool| {
            let path = |text: &str| BezPath::from_svg(text).expect("a path");
            assert_eq!(
                are_the_same(&path(one), &path(other), is_filled),
                expected,
                "{one} | {other}"
            );
        };
        check("M0 0 L9 0 L9 9 Z", "M0 0 L9 0 L9 9", true, true);
        check("M0 0 L9 0 L9 9 Z", "M0 0 L9 0 L9 9", false, false);
        check("M0 0 L9 0 L9 9 L0 0 Z", "M0 0 L9 0 L9 9 Z", true, true);
        check("M0 0 L9 0 M5 5", "M0 0 L9 0", false, true);
        check("M0 0 Q3 6 6 0", "M0 0 C2 4 4 4 6 0", false, true);
        check("M0 0 L9 0", "M0 0 L9 0.2", false, false);
        check(
            "M0 0 L9 0 L9 9 Z M1 1 L2 1 L2 2 Z",
            "M0 0 L9 0 L9 9 Z",
            true,
            false,
        );
        check("M0 0 L9 0 L9 9 Z", "M0 0 L9 0.01 L9.02 9 Z", true, true);
    }
}
