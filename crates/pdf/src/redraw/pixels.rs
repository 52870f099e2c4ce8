use std::sync::Arc;

use kurbo::{Affine, Rect};

use crate::drawing::{Drawing, Lossy, Picture, PictureData, Pixels};

/// The pixels with every one replaced that any part of an area falls on, or None where none is.
pub(super) fn without(pixels: &Pixels, place: Affine, areas: &[Rect]) -> Option<Pixels> {
    match pixels.lossy.and_then(|lossy| lossy.blocks) {
        Some(cut_off) => without_blocks(pixels, place, areas, cut_off),
        None => replaced(pixels, place, areas, |pixel, area| pixel.overlaps(area)),
    }
}

/// The same with only those replaced that lie in an area as a whole: nothing that can be seen changes when the areas
/// are painted over.
pub(super) fn without_wholly(pixels: &Pixels, place: Affine, areas: &[Rect]) -> Option<Pixels> {
    let mut changed = replaced(pixels, place, areas, |pixel, area| {
        area.inflate(0.01, 0.01).contains_rect(pixel)
    })?;
    // The edge of what is blank would send ripples into what is seen.
    if let Some(lossy) = &mut changed.lossy {
        lossy.quality = None;
    }
    Some(changed)
}

fn replaced(
    pixels: &Pixels,
    place: Affine,
    areas: &[Rect],
    is_meant: impl Fn(Rect, Rect) -> bool,
) -> Option<Pixels> {
    let (width, height) = (f64::from(pixels.width), f64::from(pixels.height));
    let to_page = place * Affine::scale_non_uniform(1.0 / width, 1.0 / height);
    if to_page.determinant().abs() < 1e-18 {
        // It has no extent on the page, and could show nothing.
        return None;
    }
    let to_pixels = to_page.inverse();
    let mut changed: Option<Pixels> = None;
    for area in areas {
        let reach = to_pixels.transform_rect_bbox(*area);
        let (x0, x1) = span(reach.x0, reach.x1, pixels.width);
        let (y0, y1) = span(reach.y0, reach.y1, pixels.height);
        for y in y0..y1 {
            for x in x0..x1 {
                let (left, top) = (f64::from(x), f64::from(y));
                let on_page =
                    to_page.transform_rect_bbox(Rect::new(left, top, left + 1.0, top + 1.0));
                if is_meant(on_page, *area) {
                    blank(changed.get_or_insert_with(|| pixels.clone()), x, y);
                }
            }
        }
    }
    changed
}

/// Leaves of an upright picture only what an area shows of it. Beyond that it would tell how far something covered
/// reached.
pub(super) fn crop(picture: &mut Picture, seen: Rect) {
    let PictureData::Pixels(own) = &picture.data else {
        return;
    };
    let [a, b, c, d, ..] = picture.place.as_coeffs();
    if b != 0.0 || c != 0.0 || a <= 0.0 || d == 0.0 {
        return;
    }
    let to_pixels = (picture.place
        * Affine::scale_non_uniform(1.0 / f64::from(own.width), 1.0 / f64::from(own.height)))
    .inverse();
    let reach = to_pixels.transform_rect_bbox(seen);
    let (x0, x1) = span(reach.x0, reach.x1, own.width);
    let (y0, y1) = span(reach.y0, reach.y1, own.height);
    if (x0, x1, y0, y1) == (0, own.width, 0, own.height) || x0 >= x1 || y0 >= y1 {
        return;
    }
    let rows = |samples: &[u8], depth: usize| -> Vec<u8> {
        let row = own.width as usize * depth;
        (y0 as usize..y1 as usize)
            .filter_map(|y| {
                let row = samples.get(y * row..(y + 1) * row)?;
                row.get(x0 as usize * depth..x1 as usize * depth)
            })
            .flatten()
            .copied()
            .collect()
    };
    let depth = if own.is_grey { 1 } else { 3 };
    let (width, height) = (x1 - x0, y1 - y0);
    picture.place = to_pixels.inverse()
        * Affine::translate((f64::from(x0), f64::from(y0)))
        * Affine::scale_non_uniform(f64::from(width), f64::from(height));
    picture.data = PictureData::Pixels(Arc::new(Pixels {
        width,
        height,
        colour: rows(&own.colour, depth),
        is_grey: own.is_grey,
        alpha: own.alpha.as_ref().map(|alpha| rows(alpha, 1)),
        lossy: own.lossy.map(|lossy| Lossy {
            blocks: lossy
                .blocks
                .map(|(x, y)| ((x + x0) % COLOUR_BLOCK, (y + y0) % COLOUR_BLOCK)),
            ..lossy
        }),
    }));
}

/// The areas, and what goes with them of pictures that came in blocks.
pub(super) fn reached(drawing: &Drawing, areas: &[Rect]) -> Vec<Rect> {
    let mut reached = areas.to_vec();
    drawing.each_picture(|picture| {
        let PictureData::Pixels(pixels) = &picture.data else {
            return;
        };
        if pixels.lossy.is_none_or(|lossy| lossy.blocks.is_none()) {
            return;
        }
        let side = f64::from(if pixels.is_grey { BLOCK } else { COLOUR_BLOCK });
        let block = Rect::new(
            0.0,
            0.0,
            side / f64::from(pixels.width),
            side / f64::from(pixels.height),
        );
        let block = picture.place.transform_rect_bbox(block);
        let bounds = picture.bounds();
        let near = areas.iter().filter(|area| area.overlaps(bounds));
        reached.extend(near.map(|area| area.inflate(block.width(), block.height())));
    });
    reached
}

/// Pixels along the side of a block of waves, and of the larger blocks that colours may be told in.
const BLOCK: u32 = 8;
const COLOUR_BLOCK: u32 = 16;

/// As pixels that came in blocks: around what was covered a block still holds ripples of it. The whole block goes, and
/// the colours around it.
fn without_blocks(
    pixels: &Pixels,
    place: Affine,
    areas: &[Rect],
    cut_off: (u32, u32),
) -> Option<Pixels> {
    let (width, height) = (pixels.width, pixels.height);
    let to_page =
        place * Affine::scale_non_uniform(1.0 / f64::from(width), 1.0 / f64::from(height));
    if to_page.determinant().abs() < 1e-18 {
        return None;
    }
    let mut changed: Option<Pixels> = None;
    let (colour, light): (Replace, Replace) = (grey, blank);
    let passes = [(COLOUR_BLOCK, colour), (BLOCK, light)];
    for (side, replace) in passes.into_iter().skip(usize::from(pixels.is_grey)) {
        // The first block of a row or column may have lost some of its samples.
        let edges = |cut_off: u32, most: u32| {
            let first = side - cut_off % side;
            let ends = (first..most).step_by(side as usize).chain([most]);
            let starts = [0].into_iter().chain((first..most).step_by(side as usize));
            starts.zip(ends)
        };
        for (top, bottom) in edges(cut_off.1, height) {
            for (left, right) in edges(cut_off.0, width) {
                let on_page = to_page.transform_rect_bbox(Rect::new(
                    f64::from(left),
                    f64::from(top),
                    f64::from(right),
                    f64::from(bottom),
                ));
                if areas.iter().any(|area| area.overlaps(on_page)) {
                    let changed = changed.get_or_insert_with(|| pixels.clone());
                    for y in top..bottom {
                        (left..right).for_each(|x| replace(changed, x, y));
                    }
                }
            }
        }
    }
    changed
}

type Replace = fn(&mut Pixels, u32, u32);

fn grey(pixels: &mut Pixels, x: u32, y: u32) {
    let index = (y as usize * pixels.width as usize + x as usize) * 3;
    if let Some(colour) = pixels.colour.get_mut(index..index + 3) {
        let light =
            (u32::from(colour[0]) * 77 + u32::from(colour[1]) * 150 + u32::from(colour[2]) * 29)
                >> 8;
        colour.fill(light as u8);
    }
}

fn blank(pixels: &mut Pixels, x: u32, y: u32) {
    let index = y as usize * pixels.width as usize + x as usize;
    let depth = if pixels.is_grey { 1 } else { 3 };
    if let Some(colour) = pixels.colour.get_mut(index * depth..(index + 1) * depth) {
        colour.fill(0);
    }
    if let Some(alpha) = pixels.alpha.as_mut().and_then(|alpha| alpha.get_mut(index)) {
        *alpha = 0;
    }
}

fn span(from: f64, to: f64, most: u32) -> (u32, u32) {
    let bound = |at: f64| at.clamp(0.0, f64::from(most)) as u32;
    (bound(from.floor()), bound(to.ceil()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_that_an_area_falls_on_is_replaced_and_no_other() {
        let pixels = Pixels {
            width: 10,
            height: 10,
            colour: vec![200; 100],
            is_grey: true,
            alpha: None,
            lossy: None,
        };
        let place = Affine::scale(100.0);
        let changed =
            without(&pixels, place, &[Rect::new(25.0, 31.0, 41.0, 39.0)]).expect("it is hit");
        let replaced: Vec<usize> = (0..100)
            .filter(|&index| changed.colour[index] == 0)
            .collect();
        assert_eq!(
            replaced,
            [32, 33, 34],
            "columns 2 to 4 of row 3: half pixels count as whole ones"
        );
        assert!(without(&pixels, place, &[Rect::new(200.0, 0.0, 300.0, 9.0)]).is_none());
    }

    #[test]
    fn of_pixels_that_came_in_blocks_every_block_that_an_area_falls_on_is_replaced() {
        let pixels = |blocks| Pixels {
            width: 32,
            height: 32,
            colour: [200, 100, 50].repeat(32 * 32),
            is_grey: false,
            alpha: None,
            lossy: Some(Lossy {
                quality: Some(75),
                blocks: Some(blocks),
            }),
        };
        let area = Rect::new(9.0, 2.0, 11.0, 4.0);
        let changed =
            |blocks| without(&pixels(blocks), Affine::scale(32.0), &[area]).expect("it is hit");
        let whole = changed((0, 0));
        let at = |x: usize, y: usize| &whole.colour[(y * 32 + x) * 3..][..3];
        assert_eq!(at(8, 0), [0; 3], "the block's first pixel");
        assert_eq!(at(15, 7), [0; 3], "and its last");
        assert_eq!(at(7, 0), at(15, 8), "around it only light is left");
        assert_eq!(at(7, 0)[0], at(7, 0)[2]);
        assert_eq!(at(16, 0), [200, 100, 50], "and nothing is lost further off");
        let cropped = changed((3, 6));
        let at = |x: usize, y: usize| &cropped.colour[(y * 32 + x) * 3..][..3];
        assert_eq!(
            (at(5, 2), at(12, 9)),
            (&[0; 3][..], &[0; 3][..]),
            "the first block was cut"
        );
        assert_ne!(at(4, 2), [0; 3]);
        assert_ne!(at(13, 9), [0; 3]);
    }
}
