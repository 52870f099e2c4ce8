use super::Line;
use super::lines::beside;

/// What a run of lines is to a reader.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// The page's lines, by their index.
    Paragraph(Vec<usize>),
    /// With the size it is set in; levels are given when the whole document is known.
    Heading { lines: Vec<usize>, size: f64 },
    /// Its first line begins with a bullet or a number.
    ListItem(Vec<usize>),
    /// Rows of cells of lines. A cell may be empty.
    Table(Vec<Vec<Vec<usize>>>),
}

/// Larger than the page's running text by so much is a heading.
const HEADING: f64 = 1.14;
const LONGEST_HEADING: usize = 180;

/// The page's blocks in reading order. Each line is in exactly one.
pub(crate) fn blocks(lines: &[&Line]) -> Vec<Block> {
    let body = body_size(lines);
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some((table, next)) = table_from(lines, at) {
            blocks.push(Block::Table(table));
            at = next;
            continue;
        }
        let mut end = at + 1;
        while end < lines.len()
            && goes_on(lines[end - 1], lines[end], lines[at])
            && table_from(lines, end).is_none()
        {
            end += 1;
        }
        let own: Vec<usize> = (at..end).collect();
        let length: usize = lines[at..end]
            .iter()
            .map(|line| line.text().chars().count())
            .sum();
        let size = lines[at].size;
        blocks.push(
            if size >= body * HEADING && own.len() <= 3 && length <= LONGEST_HEADING {
                Block::Heading { lines: own, size }
            } else if is_marked(lines[at]) {
                Block::ListItem(own)
            } else {
                Block::Paragraph(own)
            },
        );
        at = end;
    }
    blocks
}

pub(super) fn number_blocks(lines: &mut [Line]) {
    let seen: Vec<&Line> = lines.iter().collect();
    let mut number = 0;
    let mut numbers = vec![0; lines.len()];
    for block in blocks(&seen) {
        let mut give = |own: &[usize]| {
            for &line in own {
                numbers[line] = number;
            }
            number += 1;
        };
        match &block {
            Block::Paragraph(own) | Block::ListItem(own) | Block::Heading { lines: own, .. } => {
                give(own);
            }
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| give(cell)),
        }
    }
    for (line, number) in lines.iter_mut().zip(numbers) {
        line.block = number;
    }
}

/// The size most letters of the page are set in.
fn body_size(lines: &[&Line]) -> f64 {
    let mut sizes: Vec<(i64, usize)> = Vec::new();
    for line in lines {
        let size = (line.size * 4.0).round() as i64;
        let letters = line
            .words
            .iter()
            .map(|word| word.glyphs.len())
            .sum::<usize>();
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, count)) => *count += letters,
            None => sizes.push((size, letters)),
        }
    }
    let most = sizes
        .into_iter()
        .max_by_key(|(size, count)| (*count, -*size));
    most.map_or(10.0, |(size, _)| size as f64 / 4.0)
}

fn goes_on(last: &Line, next: &Line, first: &Line) -> bool {
    let size = last.size.max(next.size);
    let is_same_size = (last.size - next.size).abs() < 0.08 * size;
    let step = next.area.y1 - last.area.y1;
    let is_below = step > 0.3 * size && step < 1.75 * size;
    let is_aligned = (next.area.x0 - first.area.x0).abs() < 2.5 * size
        || (next.area.x0 - last.area.x0).abs() < size;
    is_same_size && is_below && is_aligned && !is_marked(next) && !ends_short(last, next)
}

/// A line that leaves room for the next line's first word ended because its paragraph did.
fn ends_short(last: &Line, next: &Line) -> bool {
    let Some(word) = next.words.first() else {
        return false;
    };
    let ends_sentence = last
        .words
        .last()
        .is_some_and(|word| word.text.ends_with(['.', ':', '?', '!']));
    ends_sentence && last.area.x1 + word.area.width() * 1.6 < next.area.x1
}

fn is_marked(line: &Line) -> bool {
    let [first, _, ..] = line.words.as_slice() else {
        return false;
    };
    let mark = first.text.as_str();
    if matches!(mark, "•" | "◦" | "▪" | "–" | "-" | "*" | "·" | "‣") {
        return true;
    }
    let inner = mark.trim_end_matches(['.', ')']);
    let is_ordinal = inner.len() < mark.len() && !inner.is_empty() && inner.len() <= 3;
    is_ordinal
        && (inner.chars().all(|letter| letter.is_ascii_digit())
            || inner.len() == 1 && inner.chars().all(|letter| letter.is_ascii_lowercase()))
}

/// Rows of two or more cells that stand under each other, at least three of them.
fn table_from(lines: &[&Line], from: usize) -> Option<(Vec<Vec<Vec<usize>>>, usize)> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut at = from;
    while at < lines.len() {
        let mut row = vec![at];
        while let Some(next) = lines.get(at + row.len()) {
            let last = lines[at + row.len() - 1];
            if beside(last.area, next.area) > 0.5 && next.area.x0 > last.area.x1 {
                row.push(at + row.len());
            } else {
                break;
            }
        }
        let is_near = rows.last().is_none_or(|last: &Vec<usize>| {
            let above = lines[last[0]];
            lines[at].area.y0 - above.area.y1 < 2.5 * above.size
                && lines[at].area.y0 > above.area.y0
        });
        if row.len() < 2 || !is_near {
            break;
        }
        at += row.len();
        rows.push(row);
    }
    if rows.len() < 3 {
        return None;
    }
    let columns = columns(lines, &rows)?;
    let table = rows
        .into_iter()
        .map(|row| {
            let mut cells = vec![Vec::new(); columns.len()];
            for line in row {
                let centre = lines[line].area.center().x;
                let column = columns
                    .iter()
                    .rposition(|(start, _)| *start <= centre)
                    .unwrap_or(0);
                cells[column].push(line);
            }
            cells
        })
        .collect();
    Some((table, at))
}

/// The strips that the cells stand in: spans that overlap are one column.
fn columns(lines: &[&Line], rows: &[Vec<usize>]) -> Option<Vec<(f64, f64)>> {
    let mut spans: Vec<(f64, f64)> = rows
        .iter()
        .flatten()
        .map(|&line| (lines[line].area.x0, lines[line].area.x1))
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for span in spans {
        match columns.last_mut() {
            Some(last) if span.0 < last.1 => last.1 = last.1.max(span.1),
            _ => columns.push(span),
        }
    }
    (columns.len() >= 2 && columns.len() <= 40).then_some(columns)
}
