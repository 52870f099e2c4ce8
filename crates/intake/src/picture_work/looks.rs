//! What a picture looks like before anything is read in it: empty, a photo, with faces.

use std::sync::OnceLock;

use rustface::{ImageData, Model};

use super::components::components;
use super::grey::Grey;

/// Things at least this large are seen, in pixels at 300 dots an inch: a full stop has about 16.
const SEEN: u32 = 12;
/// All that is seen together on an empty page: a staple's shadow, some dust.
const MOST_ON_EMPTY: u32 = 160;
/// Pixels of ink: a line of writing has as many.
const PLAINLY_WRITTEN: u64 = 20_000;

/// Whether there is nothing to see, not even faintly. Asked when the light is even and specks are gone.
pub(crate) fn is_blank(ready: &Grey) -> bool {
    // A page that is plainly written on needs no closer look, and some of its rows say so.
    if paper_and_ink(ready.rows().step_by(8)).1 > PLAINLY_WRITTEN {
        return false;
    }
    let (paper, ink) = paper_and_ink(ready.rows());
    if ink > PLAINLY_WRITTEN {
        return false;
    }
    // Fainter than this is the paper itself.
    let dark = paper.saturating_sub(16);
    let Some((found, _)) = components(ready, |pixel| pixel < dark) else {
        return false;
    };
    let areas = found
        .iter()
        .map(|one| one.area)
        .filter(|area| *area >= SEEN);
    areas.sum::<u32>() <= MOST_ON_EMPTY
}

/// The shade that half of the pixels are darker than, and how many are much darker.
fn paper_and_ink<'a>(rows: impl Iterator<Item = &'a [u8]>) -> (u8, u64) {
    let mut counts = [0_u64; 256];
    for pixel in rows.flatten() {
        counts[*pixel as usize] += 1;
    }
    let half = counts.iter().sum::<u64>() / 2;
    let mut seen = 0;
    let paper = counts.iter().position(|count| {
        seen += count;
        seen > half
    });
    let paper = paper.unwrap_or(255);
    let ink = counts[..paper.saturating_sub(100)].iter().sum();
    (paper as u8, ink)
}

/// Squares of this many pixels are looked at, about five millimetres at 300 dots an inch.
const SQUARE: usize = 64;
/// So many of a square's pixels are neither ink nor paper where a photo is; writing has its rims only.
const BETWEEN: f32 = 0.6;
/// Fewer squares are a stamp or a shadow: nobody is known on two square centimetres.
const FEWEST_SQUARES: usize = 14;

/// Whether a part of the page has the many shades of a photo.
pub(crate) fn has_photo(drawn: &Grey) -> bool {
    let (width, height) = (drawn.width as usize, drawn.height as usize);
    let mut squares = 0;
    for top in (0..height.saturating_sub(SQUARE)).step_by(SQUARE) {
        for left in (0..width.saturating_sub(SQUARE)).step_by(SQUARE) {
            let (mut between, mut all) = (0, 0);
            let (mut darkest, mut lightest) = (255, 0);
            for y in (top..top + SQUARE).step_by(3) {
                for pixel in drawn.row(y)[left..left + SQUARE].iter().step_by(3) {
                    all += 1;
                    between += usize::from((40..215).contains(pixel));
                    darkest = darkest.min(*pixel);
                    lightest = lightest.max(*pixel);
                }
            }
            // An even ground of colour is no photo.
            let is_even = lightest - darkest < 12;
            if !is_even && between as f32 > BETWEEN * all as f32 {
                squares += 1;
            }
        }
    }
    squares >= FEWEST_SQUARES
}

const MODEL: &[u8] = include_bytes!("../../data/seeta_fd_frontal_v1.0.bin");
/// Faces are looked for at this many pixels along the longer side…
const LONG_SIDE: u32 = 1_000;
/// …from this size on: on a page of A4, a centimetre.
const SMALLEST_FACE: u32 = 32;
const SURE: f64 = 3.0;

/// How many faces are seen. It says where they may be, never whose they are.
pub(crate) fn faces(drawn: &Grey) -> usize {
    static READ: OnceLock<Option<Model>> = OnceLock::new();
    let Some(model) = READ.get_or_init(|| rustface::read_model(MODEL).ok()) else {
        return 0;
    };
    let by = drawn.width.max(drawn.height).div_ceil(LONG_SIDE);
    let small = drawn.shrunk(by);
    if small.width < SMALLEST_FACE * 2 || small.height < SMALLEST_FACE * 2 {
        return 0;
    }
    let mut detector = rustface::create_detector_with_model(model.clone());
    detector.set_min_face_size(SMALLEST_FACE);
    detector.set_score_thresh(SURE);
    detector.set_pyramid_scale_factor(0.8);
    detector.set_slide_window_step(4, 4);
    let image = ImageData::new(&small.pixels, small.width, small.height);
    detector.detect(&image).len()
}
