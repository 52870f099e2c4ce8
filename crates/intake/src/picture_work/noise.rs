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
        let [above, row, below] = [y - 1, y, y + 1].map(|y| Beside::of(grey.row(y)));
        looked_at += row.here.len();
        // Over stretches of one length each, which many pixels of are looked at in one step.
        lonely += (0..row.here.len())
            .map(|x| {
                let low = above.low(x).min(below.low(x));
                let low = low.min(row.left[x]).min(row.right[x]);
                let high = above.high(x).max(below.high(x));
                let high = high.max(row.left[x]).max(row.right[x]);
                let is_darker = row.here[x] < low.saturating_sub(DIFFERS);
                let is_lighter = row.here[x] > high.saturating_add(DIFFERS);
                usize::from(is_darker | is_lighter)
            })
            .sum::<usize>();
    }
    lonely as f32 / looked_at as f32
}

/// A row without its ends, and what stands beside each of its pixels.
#[derive(Clone, Copy)]
struct Beside<'a> {
    left: &'a [u8],
    here: &'a [u8],
    right: &'a [u8],
}

impl<'a> Beside<'a> {
    fn of(row: &'a [u8]) -> Self {
        let inner = row.len() - 2;
        Self {
            left: &row[..inner],
            here: &row[1..][..inner],
            right: &row[2..][..inner],
        }
    }

    fn low(&self, x: usize) -> u8 {
        self.left[x].min(self.here[x]).min(self.right[x])
    }

    fn high(&self, x: usize) -> u8 {
        self.left[x].max(self.here[x]).max(self.right[x])
    }
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
    let width = grey.width as usize;
    // The three of each column in their order.
    let (mut lows, mut middles, mut highs) = (vec![0; width], vec![0; width], vec![0; width]);
    filtered(grey, |above, row, below, into| {
        let columns = above.iter().zip(row).zip(below);
        let orders = lows.iter_mut().zip(&mut middles).zip(&mut highs);
        for (((a, b), c), ((low, middle), high)) in columns.zip(orders) {
            *low = (*a).min(*b).min(*c);
            *middle = middle_of(*a, *b, *c);
            *high = (*a).max(*b).max(*c);
        }
        let (lows, middles, highs) = (Beside::of(&lows), Beside::of(&middles), Beside::of(&highs));
        for (x, into) in into.iter_mut().enumerate() {
            let middle = middle_of(middles.left[x], middles.here[x], middles.right[x]);
            *into = middle_of(lows.high(x), middle, highs.low(x));
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
        let [above, row, below] = [above, row, below].map(Beside::of);
        for (x, into) in into.iter_mut().enumerate() {
            let of = |row: Beside| {
                u16::from(row.left[x]) + 2 * u16::from(row.here[x]) + u16::from(row.right[x])
            };
            *into = ((of(above) + 2 * of(row) + of(below) + 8) / 16) as u8;
        }
    })
}

fn middle_of(a: u8, b: u8, c: u8) -> u8 {
    a.min(b).max(a.max(b).min(c))
}

/// The outermost pixels stay as they are.
fn filtered(grey: &Grey, mut line: impl FnMut(&[u8], &[u8], &[u8], &mut [u8])) -> Grey {
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
