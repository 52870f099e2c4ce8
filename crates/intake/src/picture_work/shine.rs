//! What shines through from the other side of the sheet: faint, and soft where the writing is sharp.

use super::grey::{Grey, WHITE};

/// Of the way from paper to ink: darker than this is ink, and never touched.
const INK: f32 = 0.62;
/// Lighter than this is paper.
const PAPER: f32 = 0.12;
/// How much of its darkness a sharp stroke gains from one pixel to the next.
const SHARP: f32 = 0.30;
/// Soft and faint pixels for each of ink, from which on something shines through.
const SHINES: f32 = 0.35;
/// How far around a pixel is looked.
const REACH: usize = 4;

/// On a picture whose ink is black and whose paper is white. None: nothing shines through, or the writing itself is
/// soft, and nothing could be told apart.
pub(super) fn without_shine_through(grey: &Grey) -> Option<Grey> {
    if !may_shine(grey) {
        return None;
    }
    let darkest = least_around(grey);
    let steepest = steepest_around(grey);
    let (mut soft_faint, mut ink, mut sharp_ink) = (0_usize, 0_usize, 0_usize);
    let judged = |pixel: u8, darkest: u8, steepest: u8| {
        let darkness = f32::from(WHITE - darkest) / 255.0;
        let is_sharp = f32::from(steepest) > SHARP * f32::from(WHITE - darkest);
        let is_faint = f32::from(WHITE - pixel) / 255.0 > PAPER && darkness < INK;
        (darkness, is_sharp, is_faint)
    };
    let all = grey
        .pixels
        .iter()
        .zip(&darkest.pixels)
        .zip(&steepest.pixels);
    for ((pixel, darkest), steepest) in all {
        let (_, is_sharp, is_faint) = judged(*pixel, *darkest, *steepest);
        soft_faint += usize::from(is_faint && !is_sharp);
        let is_ink = f32::from(WHITE - pixel) / 255.0 >= INK;
        ink += usize::from(is_ink);
        sharp_ink += usize::from(is_ink && is_sharp);
    }
    let shines = soft_faint as f32 > ink as f32 * SHINES;
    if !shines || sharp_ink * 2 < ink {
        return None;
    }
    let white = 255.0 * (1.0 - INK * 0.85);
    let mut clear = grey.clone();
    let all = clear
        .pixels
        .iter_mut()
        .zip(&darkest.pixels)
        .zip(&steepest.pixels);
    for ((pixel, darkest), steepest) in all {
        let (darkness, is_sharp, _) = judged(*pixel, *darkest, *steepest);
        if darkness >= INK {
            // Beside ink it is told apart by its shade alone.
            *pixel = (f32::from(*pixel) * 255.0 / white).min(255.0) as u8;
        } else if !is_sharp {
            *pixel = WHITE;
        }
    }
    Some(clear)
}

/// Whether there are as many shades between ink and paper as could make it worth a closer look.
fn may_shine(grey: &Grey) -> bool {
    let (mut between, mut ink) = (0_usize, 0_usize);
    for pixel in grey.pixels.iter().step_by(7) {
        let darkness = f32::from(WHITE - pixel) / 255.0;
        ink += usize::from(darkness >= INK);
        between += usize::from(darkness > PAPER && darkness < INK);
    }
    between as f32 > ink as f32 * SHINES
}

fn least_around(grey: &Grey) -> Grey {
    around(grey, u8::min)
}

/// The largest step from one pixel to its neighbour, near each pixel.
fn steepest_around(grey: &Grey) -> Grey {
    let mut steps = grey.clone();
    let width = grey.width as usize;
    let height = grey.height as usize;
    for y in 0..height {
        let row = grey.row(y);
        let below = grey.row((y + 1).min(height - 1));
        let into = &mut steps.pixels[y * width..(y + 1) * width];
        for x in 0..width {
            let beside = row[(x + 1).min(width - 1)];
            into[x] = row[x].abs_diff(beside).max(row[x].abs_diff(below[x]));
        }
    }
    around(&steps, u8::max)
}

/// Each pixel the most of all within reach, first across, then down.
fn around(grey: &Grey, most: impl Fn(u8, u8) -> u8 + Copy) -> Grey {
    let (width, height) = (grey.width as usize, grey.height as usize);
    let mut across = grey.clone();
    for y in 0..height {
        let row = grey.row(y);
        let into = &mut across.pixels[y * width..(y + 1) * width];
        for shift in 1..=REACH.min(width - 1) {
            for (into, other) in into[shift..].iter_mut().zip(row) {
                *into = most(*into, *other);
            }
            for (into, other) in into.iter_mut().zip(&row[shift..]) {
                *into = most(*into, *other);
            }
        }
    }
    let mut down = across.clone();
    for y in 0..height {
        let into = &mut down.pixels[y * width..(y + 1) * width];
        for other in y.saturating_sub(REACH)..=(y + REACH).min(height - 1) {
            for (into, other) in into.iter_mut().zip(across.row(other)) {
                *into = most(*into, *other);
            }
        }
    }
    down
}
