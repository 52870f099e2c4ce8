//! Which way the lines run: how far they fall, and whether they lie on their side. Whether they stand on their head is
//! seen when they are read.

use super::components::components;
use super::grey::Grey;

/// What the small picture of a page says of its lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lie {
    /// Quarters clockwise that make the lines run across.
    pub(super) quarters: u16,
    /// Degrees that they fall clockwise, when that has been done.
    pub(super) slant: f32,
}

/// Further than anybody lays a page on the glass.
const STEEPEST: f32 = 10.0;
/// How many more words must run down the page than across before it is turned.
const MORE_DOWN: f32 = 1.6;
/// Bits of a number that are parts of a pixel.
const PARTS: u32 = 16;
/// Sides together beyond which such numbers would not hold a place: no page is four metres wide.
const LONGEST: u32 = 30_000;
/// Fewer say nothing about lines.
const FEWEST_POINTS: usize = 150;

/// Of a picture with about 100 dots an inch.
pub(super) fn lie(small: &Grey) -> Lie {
    let (upright, quarters) = match runs_down(small) {
        true => (small.clone().turned(1), 1),
        false => (small.clone(), 0),
    };
    let slant = Feet::of(&upright).slant();
    Lie { quarters, slant }
}

/// Whether words, smeared until their letters hang together, are rather tall than wide.
fn runs_down(small: &Grey) -> bool {
    let dark = darker_than(small);
    let smeared = smeared(small);
    let Some((found, _)) = components(&smeared, |pixel| pixel < dark) else {
        return false;
    };
    let (mut across, mut down) = (0_u32, 0_u32);
    for word in &found {
        let (wide, tall) = (word.width(), word.height());
        // Rulers and pictures say nothing.
        let (short, long) = (wide.min(tall), wide.max(tall));
        if (5..60).contains(&short) && long < 300 && long * 10 > short * 18 {
            if wide > tall {
                across += long;
            } else {
                down += long;
            }
        }
    }
    down > 60 && down as f32 > across as f32 * MORE_DOWN
}

/// Each pixel as dark as the darkest of its nine.
fn smeared(grey: &Grey) -> Grey {
    let (width, height) = (grey.width as usize, grey.height as usize);
    let mut across = grey.clone();
    let darker = |into: &mut [u8], others: &[u8]| {
        for (into, other) in into.iter_mut().zip(others) {
            *into = (*into).min(*other);
        }
    };
    for (row, into) in grey.rows().zip(across.pixels.chunks_exact_mut(width)) {
        darker(&mut into[1..], row);
        darker(into, &row[1..]);
    }
    let mut smeared = across.clone();
    let below = across.pixels.get(width..).unwrap_or_default();
    darker(&mut smeared.pixels, below);
    if height > 1 {
        darker(&mut smeared.pixels[width..], &across.pixels);
    }
    smeared
}

/// The lowest pixels of strokes: on straight lines they lie in a row.
struct Feet {
    points: Vec<(i32, i32)>,
    width: i32,
    height: i32,
}

impl Feet {
    fn of(grey: &Grey) -> Self {
        let dark = darker_than(grey);
        let is_page = grey.width.saturating_add(grey.height) < LONGEST;
        let height = if is_page { grey.height as usize } else { 0 };
        let mut points = Vec::new();
        for y in 0..height.saturating_sub(1) {
            let (row, below) = (grey.row(y), grey.row(y + 1));
            for (x, (pixel, under)) in row.iter().zip(below).enumerate() {
                if *pixel < dark && *under >= dark {
                    points.push((x as i32, y as i32));
                }
            }
        }
        // A photo has many; a part says as much.
        let every = (points.len() / 40_000).max(1);
        Self {
            points: points.into_iter().step_by(every).collect(),
            width: grey.width as i32,
            height: grey.height as i32,
        }
    }

    /// In degrees.
    fn slant(&self) -> f32 {
        if self.points.len() < FEWEST_POINTS {
            return 0.0;
        }
        let best = |from: f32, to: f32, step: f32| {
            let steps = ((to - from) / step).round() as i32;
            (0..=steps)
                .map(|at| from + at as f32 * step)
                .map(|angle| (angle, self.clearness(angle)))
                .max_by(|one, other| one.1.total_cmp(&other.1))
                .unwrap_or((0.0, 0.0))
        };
        let rough = best(-STEEPEST, STEEPEST, 0.25);
        let near = best(rough.0 - 0.25, rough.0 + 0.25, 0.05);
        // Nothing is gained by an angle that is as good as none.
        if near.1 > self.clearness(0.0) * 1.03 {
            near.0
        } else {
            0.0
        }
    }

    /// How unevenly the feet lie on rows that fall by an angle.
    fn clearness(&self, angle: f32) -> f32 {
        // In parts of a pixel, because whole numbers are counted with much faster.
        let (sine, cosine) = angle.to_radians().sin_cos();
        let parts = |length: f32| (length * (1 << PARTS) as f32).round() as i32;
        let (sine, cosine) = (parts(sine), parts(cosine));
        // No point lies further up than one corner, and none further down than the one across.
        let above = ((self.width * sine.max(0)) >> PARTS) + 1;
        let rows = ((self.height * cosine + self.width * sine.abs()) >> PARTS) + 3;
        let mut counts = vec![0_u32; usize::try_from(rows).unwrap_or(0)];
        for (x, y) in &self.points {
            let row = ((y * cosine - x * sine) >> PARTS) + above;
            if let Some(count) = counts.get_mut(row as usize) {
                *count += 1;
            }
        }
        let squares: u64 = counts.iter().map(|count| u64::from(*count).pow(2)).sum();
        squares as f32 / self.points.len() as f32
    }
}

fn darker_than(grey: &Grey) -> u8 {
    let mut counts = [0_u64; 256];
    for pixel in &grey.pixels {
        counts[*pixel as usize] += 1;
    }
    super::ground::parted_at(&counts).min(235) as u8
}
