//! Makes marks over words equally wide, so that no gap tells how wide its word was.
//!
//! A line in which a word is covered is set anew: its other words move together or apart, with gaps that depend on
//! nothing but the type. That is only done where the line allows it: plain letters on plain ground, with room and
//! nothing beside them that belongs to a place. Elsewhere the neighbours stay where they are, and the report says so.

mod ground;
mod layout;

use kurbo::{Affine, Rect};

use super::cover::touches;
use crate::drawing::{Drawing, GlyphStore, Item, PlacedGlyph, Show};
use crate::read::{Line, PageText};
use layout::Piece;

/// What becomes of a page's marks.
pub(super) struct OneWidth {
    /// Where the marks are drawn; the first `equal` of them say nothing of what they cover.
    pub(super) shown: Vec<Rect>,
    pub(super) equal: usize,
    /// What is taken away: no more than the words themselves in lines that were set anew.
    pub(super) covered: Vec<Rect>,
    /// Where the page may look other than its source: lines that were set anew, before and after.
    pub(super) moved: Vec<Rect>,
    /// How far each letter moves that is left, in the order of painting.
    shifts: Vec<Move>,
}

/// Call it before anything is covered. `words` are marks over text that was searched for, `areas` those that somebody
/// drew: their width is what that person chose.
pub(super) fn plan(
    drawing: &Drawing,
    store: &GlyphStore,
    words: &[Rect],
    areas: &[Rect],
) -> OneWidth {
    let mut plan = OneWidth {
        shown: Vec::new(),
        equal: 0,
        covered: Vec::new(),
        moved: Vec::new(),
        shifts: Vec::new(),
    };
    let mut rest: Vec<Rect> = words.to_vec();
    if !words.is_empty() {
        let glyphs = Glyphs::of(drawing, store, words, areas);
        let mut shifts = vec![Move::Stays; glyphs.all.len()];
        let text = PageText::of(drawing, store);
        for line in &text.lines {
            let own: Vec<Rect> = words
                .iter()
                .copied()
                .filter(|mark| is_over(*mark, line))
                .collect();
            // A mark that lies over two lines belongs to neither.
            let is_shared = own.iter().any(|mark| {
                text.lines
                    .iter()
                    .any(|other| !std::ptr::eq(other, line) && is_over(*mark, other))
            });
            if own.is_empty() || is_shared || areas.iter().any(|area| area.overlaps(line.area)) {
                continue;
            }
            let Some(pieces) = glyphs.pieces(line) else {
                continue;
            };
            let others: Vec<&Line> = text
                .lines
                .iter()
                .filter(|other| other.is_upright && !words.iter().any(|mark| is_over(*mark, other)))
                .collect();
            let edges: Vec<f64> = text
                .lines
                .iter()
                .filter(|other| other.is_upright && !std::ptr::eq(*other, line))
                .map(|other| other.area.x0)
                .collect();
            let Some(set) = layout::set(line, &others, &edges, text.width, &pieces) else {
                continue;
            };
            let covered: Vec<Rect> = pieces.iter().filter_map(Piece::covered).collect();
            let before = covered.iter().fold(line.area, |all, mark| all.union(*mark));
            let band = before.union(set.area);
            let is_free = ground::is_free(drawing, store, band, &covered)
                && ground::has_room(&text, line, set.area)
                && glyphs.clips_allow(drawing, line, &set.shifts);
            if !is_free || set.marks.len() != count_marks(&pieces) {
                continue;
            }
            for (known, shift) in glyphs.all.iter().zip(&mut shifts) {
                if known.is_space && band.contains(known.middle) {
                    *shift = Move::Goes;
                }
            }
            for (order, shift) in set.shifts {
                shifts[order as usize] = Move::By(shift);
            }
            plan.shown.extend(set.marks);
            plan.covered.extend(covered);
            plan.moved.push(band);
            rest.retain(|mark| !own.contains(mark));
        }
        plan.equal = plan.shown.len();
        plan.covered.extend(rest.iter().chain(areas));
        plan.shifts = glyphs.left(&shifts, store, &plan.covered);
    } else {
        plan.covered.extend(areas);
    }
    plan.shown.extend(rest.iter().chain(areas));
    plan
}

impl OneWidth {
    /// Moves what is left, after all that is covered was taken out. False where more or less is left than was
    /// planned with; then nothing has moved.
    pub(super) fn apply(&self, drawing: &mut Drawing) -> bool {
        if self.moved.is_empty() {
            return true;
        }
        let mut left = 0;
        drawing.each_glyph(|_, _, _| left += 1);
        if left != self.shifts.len() {
            return false;
        }
        let mut moves = self.shifts.iter().copied();
        shift(&mut drawing.items, &mut moves);
        true
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Move {
    Stays,
    By(f64),
    /// A space where the line had one. The writer puts new ones between words.
    Goes,
}

fn shift(items: &mut [Item], shifts: &mut impl Iterator<Item = Move>) {
    for item in items {
        match item {
            Item::Run(run) => run.glyphs.retain_mut(|glyph| match shifts.next() {
                Some(Move::By(shift)) => {
                    let [a, b, c, d, x, y] = glyph.place.as_coeffs();
                    // On a grid: what a sum leaves in the last digits would tell what was added up.
                    let x = ((x + shift) * GRID).round() / GRID;
                    glyph.place = Affine::new([a, b, c, d, x, y]);
                    true
                }
                Some(Move::Goes) => false,
                Some(Move::Stays) | None => true,
            }),
            Item::Drawn { .. } => {
                let _ = shifts.next();
            }
            Item::Group(group) => shift(&mut group.items, shifts),
            Item::Path(_) | Item::Picture(_) => {}
        }
    }
}

/// Places in a point.
pub(super) const GRID: f64 = 500.0;

fn is_over(mark: Rect, line: &Line) -> bool {
    let shared = mark.intersect(line.area);
    shared.width() > 0.0 && shared.height() > 0.3 * mark.height().min(line.area.height())
}

fn count_marks(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Mark { .. }))
        .count()
}

/// The page's letters in the order of painting.
struct Glyphs {
    all: Vec<Known>,
}

struct Known {
    glyph: PlacedGlyph,
    clip: crate::drawing::ClipId,
    is_touched: bool,
    is_space: bool,
    middle: kurbo::Point,
    /// In a run of its own on the page, painted plainly, not in a group or made of drawings.
    is_plain: bool,
}

impl Glyphs {
    fn of(drawing: &Drawing, store: &GlyphStore, words: &[Rect], areas: &[Rect]) -> Self {
        let marks: Vec<Rect> = words.iter().chain(areas).copied().collect();
        let mut plain = Vec::new();
        for item in &drawing.items {
            match item {
                Item::Run(run) => {
                    let is_plain = !matches!(run.show, Show::Unseen) && run.spoken.is_none();
                    plain.extend(std::iter::repeat_n(is_plain, run.glyphs.len()));
                }
                Item::Drawn { .. } => plain.push(false),
                Item::Group(group) => {
                    plain.extend(std::iter::repeat_n(false, count(&group.items)));
                }
                Item::Path(_) | Item::Picture(_) => {}
            }
        }
        let mut all = Vec::new();
        drawing.each_glyph(|glyph, clip, _| {
            let shape = store.shape(glyph.shape);
            all.push(Known {
                is_space: shape.is_space(),
                middle: glyph.place.transform_rect_bbox(shape.em_box()).center(),
                glyph: *glyph,
                clip,
                is_touched: touches(glyph, store, &marks).is_some(),
                is_plain: plain.get(all.len()).copied().unwrap_or(false),
            });
        });
        Self { all }
    }

    /// A line's words and marks from left to right, or None where they are not plain letters in that order.
    fn pieces(&self, line: &Line) -> Option<Vec<Piece>> {
        if !line.is_upright {
            return None;
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let mut last = f64::MIN;
        for word in &line.words {
            let mut begins_word = true;
            for letter in &word.glyphs {
                let known = self.all.get(letter.order as usize)?;
                let [a, b, c, d, x, _] = known.glyph.place.as_coeffs();
                let is_level = a > 0.0 && d < 0.0 && b.abs() < 1e-6 * a && c.abs() < 0.5 * -d;
                if !is_level || !known.is_plain || x < last - 0.5 * line.size {
                    return None;
                }
                last = last.max(x);
                match (pieces.last_mut(), known.is_touched) {
                    // Words that are covered one after the other are one mark: their gaps are covered too.
                    (Some(Piece::Mark { covered, .. }), true) => {
                        *covered = covered.union(letter.area);
                    }
                    (_, true) => pieces.push(Piece::Mark {
                        covered: letter.area,
                        begins_word,
                    }),
                    (Some(Piece::Letters { letters, .. }), false) if !begins_word => {
                        letters.push(letter.into());
                    }
                    (_, false) => pieces.push(Piece::Letters {
                        letters: vec![letter.into()],
                        begins_word,
                    }),
                }
                begins_word = false;
            }
        }
        // Without its letters the line has no mark.
        (count_marks(&pieces) > 0).then_some(pieces)
    }

    fn clips_allow(&self, drawing: &Drawing, line: &Line, shifts: &[(u32, f64)]) -> bool {
        let letters = || line.words.iter().flat_map(|word| &word.glyphs);
        shifts.iter().all(|(order, shift)| {
            let Some(known) = self.all.get(*order as usize) else {
                return false;
            };
            let within = drawing.clip_bounds(known.clip);
            letters()
                .find(|letter| letter.order == *order)
                .is_some_and(|letter| {
                    let area = letter.area + kurbo::Vec2::new(*shift, 0.0);
                    within.x0 <= area.x0 + 1.0 && area.x1 <= within.x1 + 1.0
                })
        })
    }

    /// What is left when the areas are covered. They are smaller than the marks, and leave spaces beside them.
    fn left(&self, shifts: &[Move], store: &GlyphStore, covered: &[Rect]) -> Vec<Move> {
        self.all
            .iter()
            .zip(shifts)
            .filter(|(known, _)| touches(&known.glyph, store, covered).is_none())
            .map(|(_, shift)| *shift)
            .collect()
    }
}

fn count(items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| match item {
            Item::Run(run) => run.glyphs.len(),
            Item::Drawn { .. } => 1,
            Item::Group(group) => count(&group.items),
            Item::Path(_) | Item::Picture(_) => 0,
        })
        .sum()
}
