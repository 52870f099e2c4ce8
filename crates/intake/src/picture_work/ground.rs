//! The paper's own colour, made one white; ink made one black.

use super::grey::{Grey, WHITE};

/// Where the paper is not evenly lit, or the ink faint. None: it is well as it is.
pub(super) fn evened(grey: &Grey) -> Option<Grey> {
    let ground = Ground::of(grey)?;
    let shades = Shades::over(grey, &ground)?;
    let is_even = ground.evenness() > EVEN;
    if is_even && shades.is_plain() {
        return None;
    }
    Some(ground.divided_out(grey, &shades.curve()))
}

/// Of the darkest stretch of paper to the lightest: a page that is lit better than this needs no help.
const EVEN: f32 = 0.86;
/// One value for each square of about five millimetres, at 300 dots an inch.
const SQUARE: usize = 64;
/// Paper is lighter than this, or there is nothing that could be read on it.
const DARKEST_PAPER: u8 = 50;

/// How light the paper is, square by square.
struct Ground {
    columns: usize,
    rows: usize,
    light: Vec<u8>,
}

impl Ground {
    fn of(grey: &Grey) -> Option<Self> {
        let (columns, rows) = (
            (grey.width as usize).div_ceil(SQUARE),
            (grey.height as usize).div_ceil(SQUARE),
        );
        let mut light = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                light.push(paper_of(grey, column, row));
            }
        }
        let ground = Self {
            columns,
            rows,
            light,
        };
        (columns > 1 && rows > 1).then(|| ground.without_holes().smoothed())
    }

    /// A square that is all ink, of a picture or a bar, is as light as the lightest beside it.
    fn without_holes(mut self) -> Self {
        for _ in 0..3 {
            let before = self.light.clone();
            let at = |column: usize, row: usize| before[row * self.columns + column];
            for row in 0..self.rows {
                for column in 0..self.columns {
                    let around = neighbours(column, row, self.columns, self.rows);
                    let lightest = around.map(|(column, row)| at(column, row)).max();
                    let own = at(column, row);
                    if let Some(lightest) = lightest.filter(|light| own < light / 2) {
                        self.light[row * self.columns + column] = lightest;
                    }
                }
            }
        }
        self
    }

    fn smoothed(mut self) -> Self {
        let before = self.light.clone();
        for row in 0..self.rows {
            for column in 0..self.columns {
                let (mut sum, mut count) = (0_u32, 0_u32);
                for (column, row) in neighbours(column, row, self.columns, self.rows) {
                    sum += u32::from(before[row * self.columns + column]);
                    count += 1;
                }
                self.light[row * self.columns + column] = (sum / count.max(1)) as u8;
            }
        }
        self
    }

    fn evenness(&self) -> f32 {
        let mut sorted = self.light.clone();
        sorted.sort_unstable();
        let at = |share: f32| f32::from(sorted[((sorted.len() - 1) as f32 * share) as usize]);
        at(0.02) / at(0.9).max(1.0)
    }

    /// The paper's light for each pixel of a line, between the middles of the squares.
    fn line(&self, y: usize, across: &[Between], into: &mut [u8]) {
        let down = Between::squares(y, self.rows);
        let mixed: Vec<f32> = (0..self.columns)
            .map(|column| {
                let of = |row: usize| f32::from(self.light[row * self.columns + column]);
                of(down.first) * (1.0 - down.part) + of(down.second) * down.part
            })
            .collect();
        for (at, into) in across.iter().zip(into) {
            *into = (mixed[at.first] * (1.0 - at.part) + mixed[at.second] * at.part) as u8;
        }
    }

    fn across(&self, width: u32) -> Vec<Between> {
        (0..width as usize)
            .map(|x| Between::squares(x, self.columns))
            .collect()
    }

    fn divided_out(&self, grey: &Grey, curve: &[u8; 256]) -> Grey {
        let mut even = grey.clone();
        let across = self.across(grey.width);
        let mut light = vec![0; grey.width as usize];
        // What each shade becomes on each paper, worked out once and not for every pixel.
        let shades: Vec<[u8; 256]> = (0..=255)
            .map(|light| std::array::from_fn(|shade| curve[over(shade as u8, light) as usize]))
            .collect();
        for (y, row) in even
            .pixels
            .chunks_exact_mut(grey.width as usize)
            .enumerate()
        {
            self.line(y, &across, &mut light);
            for (pixel, light) in row.iter_mut().zip(&light) {
                *pixel = shades[*light as usize][*pixel as usize];
            }
        }
        even
    }
}

/// A place between the middles of two squares.
#[derive(Clone, Copy)]
struct Between {
    first: usize,
    second: usize,
    /// How far from the first to the second.
    part: f32,
}

impl Between {
    fn squares(at: usize, most: usize) -> Self {
        let shifted = (at as f32 + 0.5) / SQUARE as f32 - 0.5;
        let first = (shifted.max(0.0) as usize).min(most - 1);
        Self {
            first,
            second: (first + 1).min(most - 1),
            part: (shifted - first as f32).clamp(0.0, 1.0),
        }
    }
}

fn over(pixel: u8, light: u8) -> u8 {
    (u32::from(pixel) * 255 / u32::from(light.max(1))).min(255) as u8
}

/// The paper in one square: lighter than nine tenths of what is in it is paper even where much is written.
fn paper_of(grey: &Grey, column: usize, row: usize) -> u8 {
    let mut counts = [0_u32; 256];
    let (width, height) = (grey.width as usize, grey.height as usize);
    let (left, top) = (column * SQUARE, row * SQUARE);
    let right = width.min(left + SQUARE);
    let mut all = 0;
    for y in (top..height.min(top + SQUARE)).step_by(2) {
        for pixel in grey.row(y)[left..right].iter().step_by(2) {
            counts[*pixel as usize] += 1;
            all += 1;
        }
    }
    let mut darker = 0;
    let paper = counts.iter().position(|count| {
        darker += count;
        darker * 10 >= all * 8
    });
    (paper.unwrap_or(255) as u8).max(DARKEST_PAPER)
}

fn neighbours(
    column: usize,
    row: usize,
    columns: usize,
    rows: usize,
) -> impl Iterator<Item = (usize, usize)> {
    let across = column.saturating_sub(1)..=(column + 1).min(columns - 1);
    let down = row.saturating_sub(1)..=(row + 1).min(rows - 1);
    down.flat_map(move |row| across.clone().map(move |column| (column, row)))
}

/// How dark the ink is and how light the paper, once the light is even.
struct Shades {
    ink: f32,
    paper: f32,
}

impl Shades {
    /// None on an empty page.
    fn over(grey: &Grey, ground: &Ground) -> Option<Self> {
        let mut counts = [0_u64; 256];
        let across = ground.across(grey.width);
        let mut light = vec![0; grey.width as usize];
        for (y, row) in grey.rows().enumerate().step_by(4) {
            ground.line(y, &across, &mut light);
            for (pixel, light) in row.iter().zip(&light).step_by(3) {
                counts[over(*pixel, *light) as usize] += 1;
            }
        }
        let between = parted_at(&counts);
        let mean = |range: std::ops::Range<usize>| {
            let count: u64 = counts[range.clone()].iter().sum();
            let sum: u64 = range.map(|shade| shade as u64 * counts[shade]).sum();
            (count > 0).then(|| sum as f32 / count as f32)
        };
        let (ink, paper) = (mean(0..between)?, mean(between..256)?);
        (paper - ink > 20.0).then_some(Self { ink, paper })
    }

    fn is_plain(&self) -> bool {
        self.paper - self.ink > 140.0
    }

    fn curve(&self) -> [u8; 256] {
        let range = self.paper - self.ink;
        let (black, white) = (self.ink - range * 0.15, self.paper - range * 0.02);
        std::array::from_fn(|shade| {
            let along = (shade as f32 - black) / (white - black);
            (along * f32::from(WHITE)).clamp(0.0, 255.0) as u8
        })
    }
}

/// The shade that parts two heaps so that each is as narrow as can be (Otsu's).
pub(super) fn parted_at(counts: &[u64; 256]) -> usize {
    let all: u64 = counts.iter().sum();
    let sum: u64 = (0..256).map(|shade| shade as u64 * counts[shade]).sum();
    let (mut below, mut sum_below) = (0_u64, 0_u64);
    let mut best = (0.0_f64, 128);
    for (shade, count) in counts.iter().enumerate().take(255) {
        below += count;
        sum_below += shade as u64 * count;
        let above = all - below;
        if below == 0 || above == 0 {
            continue;
        }
        let apart = sum_below as f64 / below as f64 - (sum - sum_below) as f64 / above as f64;
        let parted = below as f64 * above as f64 * apart * apart;
        if parted > best.0 {
            best = (parted, shade + 1);
        }
    }
    best.1
}
