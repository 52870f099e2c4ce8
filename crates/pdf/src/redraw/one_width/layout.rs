//! Where the words of a line go when its marks are equally wide.

use kurbo::Rect;

use crate::read::{Letter, Line};

/// In ems: how wide a mark is that covers a word, a name or a number.
const WIDTH: f64 = 4.0;
/// In ems: what is longer is covered in steps of this length; what is shorter gets the one width.
const LONG: f64 = 12.0;
/// In ems: the gap between words where the page does not show one.
const SPACE: f64 = 0.278;
/// In ems: letters keep what they were moved together or apart, to this step. Programs that set type spread the
/// rounding of a covered word's width over the letters after it, in finer steps than anybody sees.
const KERNING: f64 = 0.04;
/// In ems: between a mark and a comma at its end.
const AIR: f64 = 0.06;
/// In points: edges of lines that lie so near to each other are one edge.
const SAME_EDGE: f64 = 1.0;

pub(super) enum Piece {
    Letters {
        letters: Vec<PieceLetter>,
        begins_word: bool,
    },
    Mark {
        covered: Rect,
        begins_word: bool,
    },
}

impl Piece {
    pub(super) fn covered(&self) -> Option<Rect> {
        match self {
            Self::Mark { covered, .. } => Some(*covered),
            Self::Letters { .. } => None,
        }
    }
}

pub(super) struct PieceLetter {
    order: u32,
    x0: f64,
    x1: f64,
    /// Printed a second time to look bold: it moves as the letter before it.
    is_twin: bool,
}

impl From<&Letter> for PieceLetter {
    fn from(letter: &Letter) -> Self {
        Self {
            order: letter.order,
            x0: letter.area.x0,
            x1: letter.area.x1,
            is_twin: letter.text.is_empty(),
        }
    }
}

/// A line that was set anew.
pub(super) struct Set {
    pub(super) shifts: Vec<(u32, f64)>,
    pub(super) marks: Vec<Rect>,
    pub(super) area: Rect,
}

/// `others` are the page's lines in which nothing is covered; `edges` is where all its other lines begin.
pub(super) fn set(
    line: &Line,
    others: &[&Line],
    edges: &[f64],
    page_width: f64,
    pieces: &[Piece],
) -> Option<Set> {
    let em = line.size;
    let space = space(line, others) * em;
    let mut pen = 0.0;
    let mut places = Vec::new();
    let mut marks = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Letters {
                letters,
                begins_word,
            } => {
                let follows_mark = index > 0 && matches!(pieces[index - 1], Piece::Mark { .. });
                if *begins_word && index > 0 {
                    pen += space;
                } else if follows_mark {
                    pen += AIR * em;
                }
                let mut last: Option<&PieceLetter> = None;
                let mut shift = 0.0;
                for letter in letters {
                    if let Some(last) = last.filter(|_| !letter.is_twin) {
                        let step = KERNING * em;
                        pen += ((letter.x0 - last.x1) / step).round() * step;
                    }
                    if !letter.is_twin {
                        shift = pen - letter.x0;
                        pen += letter.x1 - letter.x0;
                        last = Some(letter);
                    }
                    places.push((letter.order, shift));
                }
            }
            Piece::Mark {
                covered,
                begins_word,
            } => {
                if index > 0 {
                    pen += if *begins_word { space } else { AIR * em };
                }
                let width = width(covered.width() / em) * em;
                marks.push(Rect::new(pen, covered.y0, pen + width, covered.y1));
                pen += width;
            }
        }
    }
    let start = start(line, others, edges, page_width, pen)?;
    Some(Set {
        shifts: places
            .into_iter()
            .map(|(order, shift)| (order, shift + start))
            .collect(),
        marks: marks
            .into_iter()
            .map(|mark| on_grid(mark + kurbo::Vec2::new(start, 0.0)))
            .collect(),
        area: Rect::new(start, line.area.y0, start + pen, line.area.y1),
    })
}

fn on_grid(mark: Rect) -> Rect {
    let rounded = |at: f64| (at * super::GRID).round() / super::GRID;
    Rect::new(rounded(mark.x0), mark.y0, rounded(mark.x1), mark.y1)
}

/// Of a mark, from that of what it covers, in ems.
fn width(covered: f64) -> f64 {
    if covered < LONG {
        WIDTH
    } else {
        (covered / LONG).floor() * LONG
    }
}

/// The usual gap between words of this size on the page, in ems.
fn space(line: &Line, others: &[&Line]) -> f64 {
    let mut gaps: Vec<f64> = others
        .iter()
        .filter(|other| (other.size - line.size).abs() < 0.02 * line.size)
        .flat_map(|other| other.words.windows(2))
        .map(|pair| (pair[1].area.x0 - pair[0].area.x1) / line.size)
        .filter(|gap| *gap > 0.1 && *gap < 0.6)
        .collect();
    if gaps.len() < ENOUGH_GAPS {
        return SPACE;
    }
    gaps.sort_by(f64::total_cmp);
    // To a hundredth of an em: finer would tell of single words.
    (gaps[gaps.len() / 2] * 100.0).round() / 100.0
}

const ENOUGH_GAPS: usize = 5;

/// Where the line begins, so that the edge or the middle stays that it has in common with other lines. That edge says
/// nothing of the line's own length.
fn start(line: &Line, others: &[&Line], edges: &[f64], page_width: f64, width: f64) -> Option<f64> {
    let is_shared = |edge: fn(&Line) -> f64| {
        others
            .iter()
            .any(|other| (edge(other) - edge(line)).abs() < SAME_EDGE)
    };
    let middle = line.area.center().x;
    let is_middle_of_page = (middle - page_width / 2.0).abs() < 2.0 * SAME_EDGE;
    let begins_with_others = edges
        .iter()
        .any(|edge| (edge - line.area.x0).abs() < SAME_EDGE);
    let start = if begins_with_others {
        line.area.x0
    } else if is_shared(|line| line.area.x1) {
        line.area.x1 - width
    } else if is_shared(|line| line.area.center().x) || is_middle_of_page {
        middle - width / 2.0
    } else {
        line.area.x0
    };
    start.is_finite().then_some(start)
}
