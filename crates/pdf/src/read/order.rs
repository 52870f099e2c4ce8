use super::Line;
use super::lines::beside;

/// In points: columns narrower apart than this are one.
const GUTTER: f64 = 9.0;
/// A table's cells hold few words; a column of running text holds many.
const WORDS_OF_A_CELL: f64 = 5.0;

/// Top to bottom, column by column; rows of a table from left to right.
pub(super) fn into_reading_order(lines: &mut Vec<Line>) {
    let taken = std::mem::take(lines);
    let mut sorted = taken;
    sorted.sort_by(|one, other| {
        one.area
            .y0
            .total_cmp(&other.area.y0)
            .then(one.area.x0.total_cmp(&other.area.x0))
    });
    cut(sorted, 0, lines);
}

/// Lines sorted by their upper edge, cut at white space until nothing is left to cut.
fn cut(lines: Vec<Line>, depth: usize, ordered: &mut Vec<Line>) {
    if lines.len() < 2 || depth > 24 {
        ordered.extend(lines);
        return;
    }
    if let Some(gutter) = gutter(&lines) {
        let (left, right): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .partition(|line| line.area.center().x < gutter);
        cut(left, depth + 1, ordered);
        cut(right, depth + 1, ordered);
        return;
    }
    let Some(at) = first_band(&lines) else {
        by_rows(lines, ordered);
        return;
    };
    let mut upper = lines;
    let lower = upper.split_off(at);
    cut(upper, depth + 1, ordered);
    cut(lower, depth + 1, ordered);
}

/// A white strip from top to bottom with running text on both sides.
fn gutter(lines: &[Line]) -> Option<f64> {
    let mut spans: Vec<(f64, f64)> = lines
        .iter()
        .map(|line| (line.area.x0, line.area.x1))
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut best: Option<(f64, f64)> = None;
    let mut reach = spans.first()?.1;
    for (start, end) in spans {
        let gap = start - reach;
        if gap > GUTTER && best.is_none_or(|(_, width)| gap > width) {
            best = Some(((start + reach) / 2.0, gap));
        }
        reach = reach.max(end);
    }
    let (at, _) = best?;
    let is_running = |side: &dyn Fn(&Line) -> bool| {
        let side: Vec<&Line> = lines.iter().filter(|line| side(line)).collect();
        let words: usize = side.iter().map(|line| line.words.len()).sum();
        side.len() >= 3 && words as f64 / side.len() as f64 >= WORDS_OF_A_CELL
    };
    let left = is_running(&|line| line.area.center().x < at);
    let right = is_running(&|line| line.area.center().x >= at);
    (left && right).then_some(at)
}

/// Where the first white band ends whose two sides do not look alike: before it, all lines of a heading or a
/// single column; after it, something else. Cutting there lets the parts find their own columns.
fn first_band(lines: &[Line]) -> Option<usize> {
    let mut bottom = f64::MIN;
    let mut bands = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 && line.area.center().y > bottom {
            bands.push(index);
        }
        bottom = bottom.max(line.area.y1 - line.area.height() * 0.35);
    }
    let is_wide = |index: usize| {
        let line = &lines[index];
        let row = lines
            .iter()
            .filter(|other| beside(other.area, line.area) > 0.5)
            .count();
        row == 1
    };
    // Only where the number of columns changes is there anything to gain.
    bands.into_iter().find(|&at| is_wide(at - 1) != is_wide(at))
}

fn by_rows(lines: Vec<Line>, ordered: &mut Vec<Line>) {
    let mut row: Vec<Line> = Vec::new();
    for line in lines {
        if row
            .last()
            .is_some_and(|last| beside(last.area, line.area) < 0.5)
        {
            row.sort_by(|one, other| one.area.x0.total_cmp(&other.area.x0));
            ordered.append(&mut row);
        }
        row.push(line);
    }
    row.sort_by(|one, other| one.area.x0.total_cmp(&other.area.x0));
    ordered.append(&mut row);
}
