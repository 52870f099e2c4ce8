use kurbo::Rect;

use crate::render::PageImage;

/// Pixels a point that pages are compared at: fine enough to miss no line of text, coarse enough to be quick.
pub(super) const SCALE: f32 = 0.75;
/// Blocks of so many pixels a side are compared by their mean, so that a shifted edge is no difference.
const BLOCK: u32 = 6;
/// In levels of 255.
const TELLING: i32 = 30;
/// A page that differs in a larger share of its blocks is not shown as drawn.
pub(super) const MOST: f64 = 0.01;

/// The share of the page's blocks that look different, outside the marks.
pub(super) fn difference(source: &PageImage, drawn: &PageImage, marks: &[Rect]) -> f64 {
    if (
        source.width.abs_diff(drawn.width),
        source.height.abs_diff(drawn.height),
    ) > (1, 1)
    {
        return 1.0;
    }
    let columns = source.width.min(drawn.width).div_ceil(BLOCK);
    let rows = source.height.min(drawn.height).div_ceil(BLOCK);
    let (mut compared, mut different) = (0u32, 0u32);
    let points = f64::from(BLOCK) / f64::from(SCALE);
    for row in 0..rows {
        for column in 0..columns {
            let left = f64::from(column) * points;
            let top = f64::from(row) * points;
            let place = Rect::new(
                left - 2.0,
                top - 2.0,
                left + points + 2.0,
                top + points + 2.0,
            );
            if marks.iter().any(|mark| mark.overlaps(place)) {
                continue;
            }
            compared += 1;
            let (one, other) = (mean(source, column, row), mean(drawn, column, row));
            if one
                .iter()
                .zip(other)
                .any(|(one, other)| (one - other).abs() > TELLING)
            {
                different += 1;
            }
        }
    }
    // A page that is all mark has nothing left to differ in.
    f64::from(different) / f64::from(compared.max(1))
}

fn mean(image: &PageImage, column: u32, row: u32) -> [i32; 3] {
    let mut sum = [0; 3];
    let mut count = 0;
    for y in row * BLOCK..((row + 1) * BLOCK).min(image.height) {
        for x in column * BLOCK..((column + 1) * BLOCK).min(image.width) {
            let at = (y as usize * image.width as usize + x as usize) * 3;
            if let Some(pixel) = image.rgb.get(at..at + 3) {
                for (sum, level) in sum.iter_mut().zip(pixel) {
                    *sum += i32::from(*level);
                }
                count += 1;
            }
        }
    }
    sum.map(|sum| sum / count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(level: u8) -> PageImage {
        PageImage {
            width: 60,
            height: 60,
            rgb: vec![level; 60 * 60 * 3],
        }
    }

    #[test]
    fn what_differs_only_under_a_mark_does_not_differ() {
        let mut other = image(255);
        for y in 0..12 {
            for x in 0..12 {
                let at = (y * 60 + x) * 3;
                other.rgb[at..at + 3].fill(0);
            }
        }
        assert_eq!(
            difference(&image(255), &other, &[]),
            0.04,
            "four of a hundred blocks"
        );
        assert_eq!(
            difference(&image(255), &other, &[Rect::new(0.0, 0.0, 16.0, 16.0)]),
            0.0
        );
        assert_eq!(
            difference(
                &image(255),
                &PageImage {
                    width: 30,
                    ..image(255)
                },
                &[]
            ),
            1.0
        );
    }
}
