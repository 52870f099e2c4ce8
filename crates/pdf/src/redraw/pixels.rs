use kurbo::{Affine, Rect};

use crate::drawing::Pixels;

/// The pixels with every one replaced that any part of an area falls on, or None where none is.
pub(super) fn without(pixels: &Pixels, place: Affine, areas: &[Rect]) -> Option<Pixels> {
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
                if on_page.overlaps(*area) {
                    blank(changed.get_or_insert_with(|| pixels.clone()), x, y);
                }
            }
        }
    }
    changed
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
}
