//! What a covered word would leave beside itself if only the word were taken away.

use kurbo::Rect;

/// In heights of the mark: how far an underline, a frame or a ground of its own reaches beyond it.
const BESIDE: f64 = 0.4;
const ABOVE: f64 = 0.6;

/// Whether something is no larger than what is covered, and lies with it: an underline, a frame, a highlight or a
/// picture of just this word. Its ends would tell how wide the word was.
pub(super) fn belongs_to_covered(bounds: Rect, marks: &[Rect]) -> bool {
    marks.iter().any(|mark| {
        let unit = mark.width().min(mark.height());
        let (across, along) = (BESIDE * unit, ABOVE * unit);
        let reach = if mark.width() >= mark.height() {
            mark.inflate(across, along)
        } else {
            mark.inflate(along, across)
        };
        // A line has no height of its own.
        let bounds = bounds.inflate(0.01, 0.01);
        let shared = bounds.intersect(*mark);
        let is_beside = shared.width() < 0.5 * bounds.width() && mark.width() >= mark.height()
            || shared.height() < 0.5 * bounds.height() && mark.width() < mark.height();
        reach.contains_rect(bounds) && !is_beside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bounds: Rect, expected: bool) {
        let mark = Rect::new(100.0, 50.0, 160.0, 62.0);
        assert_eq!(belongs_to_covered(bounds, &[mark]), expected, "{bounds}");
    }

    #[test]
    fn what_is_as_wide_as_the_word_goes_with_it_and_longer_things_stay() {
        check(Rect::new(101.0, 61.0, 159.0, 61.5), true);
        check(Rect::new(101.0, 63.0, 159.0, 63.5), true);
        check(Rect::new(98.0, 48.0, 163.0, 65.0), true);
        check(Rect::new(101.0, 61.0, 300.0, 61.5), false);
        check(Rect::new(72.0, 40.0, 500.0, 70.0), false);
        check(Rect::new(101.0, 75.0, 159.0, 75.5), false);
    }

    #[test]
    fn a_dot_before_the_word_is_not_part_of_it() {
        check(Rect::new(96.0, 54.0, 99.0, 57.0), false);
    }
}
