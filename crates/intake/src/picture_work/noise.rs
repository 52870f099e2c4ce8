//! Noise: measured first, because every filter also takes something from the letters.

use super::grey::Grey;

/// Pixels that differ from all around them, as a share of all.
pub(super) fn lonely_share(grey: &Grey) -> f32 {
    /// Less is what a scanner's own noise and a JPEG's do.
    const DIFFERS: u8 = 48;
    let height = grey.height as usize;
    if height < 3 || grey.width < 3 {
        return 0.0;
    }
    let (mut lonely, mut looked_at) = (0_usize, 0_usize);
    // Every third row says as much as all.
    for y in (1..height - 1).step_by(3) {
        let rows = (grey.row(y - 1), grey.row(y), grey.row(y + 1));
        looked_at += rows.1.len() - 2;
        lonely += (1..rows.1.len() - 1)
            .filter(|x| {
                let x = *x;
                let around = [
                    rows.0[x - 1],
                    rows.0[x],
                    rows.0[x + 1],
                    rows.1[x - 1],
                    rows.1[x + 1],
                    rows.2[x - 1],
                    rows.2[x],
                    rows.2[x + 1],
                ];
                let low = around.iter().fold(255, |low, pixel| low.min(*pixel));
                let high = around.iter().fold(0, |high, pixel| high.max(*pixel));
                rows.1[x] < low.saturating_sub(DIFFERS) || rows.1[x] > high.saturating_add(DIFFERS)
            })
            .count();
    }
    lonely as f32 / looked_at as f32
}

/// How far the paper's pixels stray, as a standard deviation: by the middle of what a filter says that answers to
/// neither slopes nor edges, so that letters have no say.
pub(super) fn straying(grey: &Grey) -> f32 {
    let height = grey.height as usize;
    if height < 3 || grey.width < 3 {
        return 0.0;
    }
    let mut counts = [0_u32; 2048];
    for y in (1..height - 1).step_by(5) {
        let (above, row, below) = (grey.row(y - 1), grey.row(y), grey.row(y + 1));
        for x in 1..row.len() - 1 {
            let of =
                |row: &[u8]| i32::from(row[x - 1]) - 2 * i32::from(row[x]) + i32::from(row[x + 1]);
            let answer = of(above) - 2 * of(row) + of(below);
            counts[(answer.unsigned_abs() as usize).min(2047)] += 1;
        }
    }
    let half = counts.iter().sum::<u32>() / 2;
    let mut seen = 0;
    let middle = counts.iter().position(|count| {
        seen += count;
        seen > half
    });
    // The filter's weights make six of one, and the middle of a normal spread lies at 0.6745.
    middle.unwrap_or(0) as f32 / 6.0 / 0.6745
}

/// The middle of each three by three.
pub(super) fn middle_of_nine(grey: &Grey) -> Grey {
    filtered(grey, |above, row, below, into| {
        let column = |x: usize| {
            let (a, b, c) = (above[x], row[x], below[x]);
            let (low, high) = (a.min(b), a.max(b));
            (low.min(c), low.max(high.min(c)), high.max(c))
        };
        let (mut left, mut middle) = (column(0), column(1));
        for (x, into) in into.iter_mut().enumerate() {
            let right = column(x + 2);
            let lowest = left.0.max(middle.0).max(right.0);
            let highest = left.2.min(middle.2).min(right.2);
            *into = middle_of(lowest, middle_of(left.1, middle.1, right.1), highest);
            (left, middle) = (middle, right);
        }
    })
}

/// Only what strays far from the middle of its nine is put there: thin strokes stay as they are.
pub(super) fn without_strays(grey: &Grey, far: u8) -> Grey {
    let mut smooth = middle_of_nine(grey);
    for (smooth, pixel) in smooth.pixels.iter_mut().zip(&grey.pixels) {
        if smooth.abs_diff(*pixel) <= far {
            *smooth = *pixel;
        }
    }
    smooth
}

/// Weighed one, two, one, across and down.
pub(super) fn softened(grey: &Grey) -> Grey {
    filtered(grey, |above, row, below, into| {
        for (x, into) in into.iter_mut().enumerate() {
            let of =
                |row: &[u8]| u32::from(row[x]) + 2 * u32::from(row[x + 1]) + u32::from(row[x + 2]);
            *into = ((of(above) + 2 * of(row) + of(below) + 8) / 16) as u8;
        }
    })
}

fn middle_of(a: u8, b: u8, c: u8) -> u8 {
    a.min(b).max(a.max(b).min(c))
}

/// The outermost pixels stay as they are.
fn filtered(grey: &Grey, line: impl Fn(&[u8], &[u8], &[u8], &mut [u8])) -> Grey {
    let (width, height) = (grey.width as usize, grey.height as usize);
    let mut smooth = grey.clone();
    if width < 3 || height < 3 {
        return smooth;
    }
    for y in 1..height - 1 {
        let into = &mut smooth.pixels[y * width + 1..(y + 1) * width - 1];
        line(grey.row(y - 1), grey.row(y), grey.row(y + 1), into);
    }
    smooth
}
