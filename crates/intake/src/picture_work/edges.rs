//! The black that a scanner sees beside the paper.

use super::grey::{Grey, WHITE};

/// A dark stretch that runs along so much of a side is no letter.
const ALONG_A_SIDE: f32 = 0.12;
/// More than this of a page is the page itself.
const MOST_OF_A_PAGE: f32 = 0.35;
const DARK: u8 = 110;

/// Squares of the small picture that are dark from the edge inwards. None: there are none.
pub(super) fn black_from_edges(small: &Grey) -> Option<Vec<bool>> {
    let (width, height) = (small.width as usize, small.height as usize);
    let mut reached = vec![false; small.pixels.len()];
    let mut black = vec![false; small.pixels.len()];
    let mut any = false;
    let edge = (0..width)
        .flat_map(|x| [(x, 0), (x, height - 1)])
        .chain((0..height).flat_map(|y| [(0, y), (width - 1, y)]));
    for start in edge {
        let at = start.1 * width + start.0;
        if reached[at] || small.pixels[at] >= DARK {
            continue;
        }
        let stretch = stretch_from(start, small, &mut reached);
        let on_edge = |at: &&usize| {
            let (x, y) = (*at % width, *at / width);
            x == 0 || y == 0 || x == width - 1 || y == height - 1
        };
        let along = stretch.iter().filter(on_edge).count() as f32;
        let is_long = along > width.min(height) as f32 * ALONG_A_SIDE;
        if is_long && (stretch.len() as f32) < black.len() as f32 * MOST_OF_A_PAGE {
            any = true;
            for at in stretch {
                black[at] = true;
            }
        }
    }
    any.then_some(black)
}

fn stretch_from(start: (usize, usize), small: &Grey, reached: &mut [bool]) -> Vec<usize> {
    let (width, height) = (small.width as usize, small.height as usize);
    let mut stretch = Vec::new();
    let mut next = vec![start];
    reached[start.1 * width + start.0] = true;
    while let Some((x, y)) = next.pop() {
        stretch.push(y * width + x);
        let around = [
            (x.wrapping_sub(1), y),
            (x + 1, y),
            (x, y.wrapping_sub(1)),
            (x, y + 1),
        ];
        for (x, y) in around {
            if x < width && y < height {
                let at = y * width + x;
                if !reached[at] && small.pixels[at] < DARK {
                    reached[at] = true;
                    next.push((x, y));
                }
            }
        }
    }
    stretch
}

/// Paints white what was found, with a margin of one square for the blur of its rim.
pub(super) fn paint_white(grey: &mut Grey, black: &[bool], small_width: usize, by: usize) {
    let small_height = black.len() / small_width.max(1);
    for at in (0..black.len()).filter(|at| black[*at]) {
        let (column, row) = (at % small_width, at / small_width);
        let left = column.saturating_sub(1) * by;
        // The last square has what did not fill one of its own.
        let right = match column + 2 >= small_width {
            true => grey.width as usize,
            false => (column + 2) * by,
        };
        let bottom = match row + 2 >= small_height {
            true => grey.height as usize,
            false => (row + 2) * by,
        };
        for y in row.saturating_sub(1) * by..bottom {
            let start = y * grey.width as usize;
            grey.pixels[start + left..start + right.min(grey.width as usize)].fill(WHITE);
        }
    }
}
