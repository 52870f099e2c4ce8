//! Specks of some pixels: dust, a dirty glass, a bad copy.

use super::components::{Component, Run, components};
use super::grey::{Grey, WHITE};

/// A speck's area against that of a dot as wide as the strokes are, where letters are near: dots and full stops are
/// wider than strokes.
const NEAR_LETTERS: f32 = 0.75;
/// And where none are: there it can be no full stop.
const ALONE: f32 = 1.3;
/// Fewer, where no letters are, are let be.
const FEWEST: usize = 12;
/// How many of the small things near letters must be dirt, by how dirty the paper is elsewhere, before they are taken
/// for dirt too.
const MOSTLY_DIRT: f32 = 0.3;
/// Pixels of a square's side: about two millimetres.
const SQUARE: u32 = 24;

/// Light specks in the letters and dark ones on the paper. None: it is clean.
pub(super) fn without_specks(grey: &Grey) -> Option<Grey> {
    let (found, runs) = components(grey, |pixel| pixel < MIDDLE)?;
    let stroke = stroke_width(&runs)?;
    let dot = stroke * stroke * 0.785;
    let (near, alone) = ((dot * NEAR_LETTERS) as u32, (dot * ALONE) as u32);
    let places = Places::of(grey, found.iter().filter(|one| one.area > alone));
    let is_alone = |one: &&Component| places.is_free(one);
    let count = |most: u32, is_free: bool| {
        let small = found.iter().filter(|one| one.area <= most);
        small.filter(|one| is_alone(one) == is_free).count() as f32
    };
    let dirt = count(alone, true);
    if dirt < FEWEST as f32 {
        return None;
    }
    let near_is_dirt = {
        let elsewhere = count(near, true) / (places.free() as f32).max(1.0);
        let expected = elsewhere * places.taken() as f32;
        expected > count(near, false) * MOSTLY_DIRT
    };
    let is_speck = |one: &Component| match places.is_free(one) {
        true => one.area <= alone,
        false => near_is_dirt && one.area <= near,
    };
    let mut clean = grey.clone();
    for run in runs.iter().filter(|run| is_speck(&found[run.of])) {
        paint(&mut clean, grey, run, WHITE, |pixel| pixel >= MIDDLE);
    }
    if near_is_dirt {
        let (holes, runs) = components(&clean, |pixel| pixel >= MIDDLE)?;
        let before = clean.clone();
        for run in runs.iter().filter(|run| holes[run.of].area <= near) {
            paint(&mut clean, &before, run, 0, |_| false);
        }
    }
    Some(clean)
}

/// Which squares of the page have letters in them or beside them.
struct Places {
    columns: u32,
    is_taken: Vec<bool>,
}

impl Places {
    fn of<'a>(grey: &Grey, letters: impl Iterator<Item = &'a Component>) -> Self {
        let columns = grey.width.div_ceil(SQUARE);
        let rows = grey.height.div_ceil(SQUARE);
        let mut is_taken = vec![false; (columns * rows) as usize];
        for letter in letters {
            let across = (letter.left / SQUARE).saturating_sub(1)
                ..=((letter.right - 1) / SQUARE + 1).min(columns - 1);
            let down = (letter.top / SQUARE).saturating_sub(1)
                ..=((letter.bottom - 1) / SQUARE + 1).min(rows - 1);
            for row in down {
                for column in across.clone() {
                    is_taken[(row * columns + column) as usize] = true;
                }
            }
        }
        Self { columns, is_taken }
    }

    fn is_free(&self, one: &Component) -> bool {
        !self.is_taken[(one.top / SQUARE * self.columns + one.left / SQUARE) as usize]
    }

    fn taken(&self) -> usize {
        self.is_taken.iter().filter(|taken| **taken).count()
    }

    fn free(&self) -> usize {
        self.is_taken.len() - self.taken()
    }
}

const MIDDLE: u8 = 128;

/// A run, and the blurred rim about it that belongs to nothing else.
fn paint(clean: &mut Grey, before: &Grey, run: &Run, with: u8, is_rim: impl Fn(u8) -> bool) {
    let width = clean.width as usize;
    let (left, right) = (run.from.saturating_sub(1), (run.to + 1).min(clean.width));
    let (top, bottom) = (run.row.saturating_sub(1), (run.row + 2).min(clean.height));
    for y in top..bottom {
        for x in left..right {
            let at = y as usize * width + x as usize;
            let is_own = y == run.row && (run.from..run.to).contains(&x);
            if is_own || is_rim(before.pixels[at]) {
                clean.pixels[at] = with;
            }
        }
    }
}

/// How wide most strokes are, in pixels. None on a page without writing.
fn stroke_width(runs: &[Run]) -> Option<f32> {
    const WIDEST: usize = 24;
    let mut counts = [0_u32; WIDEST];
    for run in runs {
        let width = (run.to - run.from) as usize;
        // One alone may be noise; the widest are rulers and pictures.
        if (2..WIDEST).contains(&width) {
            counts[width] += 1;
        }
    }
    let all: u32 = counts.iter().sum();
    let mut seen = 0;
    let middle = counts.iter().position(|count| {
        seen += count;
        seen * 2 > all
    })?;
    (all > 200).then_some(middle as f32)
}
