use kurbo::Rect;

use crate::render::PageImage;

/// Pixels a point that pages are compared at.
pub(super) const SCALE: f32 = 1.0;
/// Pixels along the side of a block. The share of blocks that differ tells how much of the page does.
const BLOCK: u32 = 8;
/// In levels of 255: how far the mean of a block may lie from the other's.
const TELLING: i32 = 30;
/// A page that differs in a larger share of its blocks is not shown as drawn.
const MOST: f64 = 0.01;
/// Pixels along the side of a window, and how far one lies from the next. A comma of 10 points fills a ninth of one.
const WINDOW: u32 = 4;
const STEP: u32 = 1;
/// In levels of 255: how far the mean of any window may lie from the other's. Edges that are shifted by less than a
/// pixel even out in a window; what is missing does not.
const TELLING_ALONE: i32 = 20;
/// In points: how far around a mark nothing is compared.
const AROUND: f64 = 2.0;

/// How unlike two pages look outside the marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unlike {
    /// Of the page's blocks, how large a share.
    pub(crate) share: f64,
    /// The most that any window differs, in levels of 255.
    pub(super) most: i32,
}

impl Unlike {
    pub(super) const WHOLLY: Self = Self {
        share: 1.0,
        most: 255,
    };

    pub(super) fn is_too_much(self) -> bool {
        self.share > MOST || self.most > TELLING_ALONE
    }
}

pub(super) fn difference(source: &PageImage, drawn: &PageImage, marks: &[Rect]) -> Unlike {
    if (
        source.width.abs_diff(drawn.width),
        source.height.abs_diff(drawn.height),
    ) > (1, 1)
    {
        return Unlike::WHOLLY;
    }
    let sums = Sums::of(source, drawn);
    let (mut compared, mut different) = (0u32, 0u32);
    sums.each_window(BLOCK, BLOCK, marks, |mean| {
        compared += 1;
        different += u32::from(mean > TELLING);
    });
    let mut most = 0;
    sums.each_window(WINDOW, STEP, marks, |mean| most = most.max(mean));
    Unlike {
        // A page that is all mark has nothing left to differ in.
        share: f64::from(different) / f64::from(compared.max(1)),
        most,
    }
}

/// For each pixel, the differences of all that lie above and left of it, added up: the sum of any rectangle is had from
/// its corners.
struct Sums {
    width: u32,
    height: u32,
    sums: Vec<[i32; 3]>,
}

impl Sums {
    fn of(source: &PageImage, drawn: &PageImage) -> Self {
        let (width, height) = (
            source.width.min(drawn.width),
            source.height.min(drawn.height),
        );
        let row = width as usize + 1;
        let mut sums = vec![[0; 3]; row * (height as usize + 1)];
        for y in 0..height as usize {
            let mut left = [0; 3];
            let one = source
                .rgb
                .get(y * source.width as usize * 3..)
                .unwrap_or_default();
            let other = drawn
                .rgb
                .get(y * drawn.width as usize * 3..)
                .unwrap_or_default();
            let pixels = one.chunks_exact(3).zip(other.chunks_exact(3));
            for (x, (one, other)) in pixels.take(width as usize).enumerate() {
                let above = sums[y * row + x + 1];
                let sum = &mut sums[(y + 1) * row + x + 1];
                for channel in 0..3 {
                    left[channel] += i32::from(one[channel]) - i32::from(other[channel]);
                    sum[channel] = above[channel] + left[channel];
                }
            }
        }
        Self {
            width,
            height,
            sums,
        }
    }

    /// The largest channel's mean difference in each window that no mark is near.
    fn each_window(&self, side: u32, step: u32, marks: &[Rect], mut see: impl FnMut(i32)) {
        let row = self.width as usize + 1;
        for top in (0..self.height).step_by(step as usize) {
            let bottom = (top + side).min(self.height);
            for left in (0..self.width).step_by(step as usize) {
                let right = (left + side).min(self.width);
                let at = |x: u32, y: u32| self.sums[y as usize * row + x as usize];
                let corners = [
                    at(left, top),
                    at(right, top),
                    at(left, bottom),
                    at(right, bottom),
                ];
                if corners[0] == corners[1] && corners[2] == corners[3] && corners[0] == corners[2]
                {
                    // Nothing differs: most of a page, and nothing to look for marks for.
                    see(0);
                    continue;
                }
                let points = |at: u32| f64::from(at) / f64::from(SCALE);
                let place = Rect::new(points(left), points(top), points(right), points(bottom));
                let near = place.inflate(AROUND, AROUND);
                if marks.iter().any(|mark| mark.overlaps(near)) {
                    continue;
                }
                let count = (side * side) as i32;
                let mean = (0..3)
                    .map(|channel| {
                        let [a, b, c, d] = corners.map(|corner| corner[channel]);
                        ((d - b - c + a) / count).abs()
                    })
                    .max();
                see(mean.unwrap_or(0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(level: u8) -> PageImage {
        PageImage {
            width: 64,
            height: 64,
            rgb: vec![level; 64 * 64 * 3],
        }
    }

    fn with_box(
        mut image: PageImage,
        (x0, y0): (u32, u32),
        (width, height): (u32, u32),
    ) -> PageImage {
        for y in y0..y0 + height {
            for x in x0..x0 + width {
                let at = ((y * image.width + x) * 3) as usize;
                image.rgb[at..at + 3].fill(0);
            }
        }
        image
    }

    #[test]
    fn what_differs_only_under_a_mark_does_not_differ() {
        let other = with_box(image(255), (8, 8), (8, 8));
        let found = difference(&image(255), &other, &[]);
        assert_eq!(found.share, 1.0 / 64.0, "one of sixty-four blocks");
        assert!(found.is_too_much());
        let marks = [Rect::new(8.0, 8.0, 16.0, 16.0)];
        assert_eq!(
            difference(&image(255), &other, &marks),
            Unlike {
                share: 0.0,
                most: 0
            }
        );
        let narrow = PageImage {
            width: 30,
            ..image(255)
        };
        assert_eq!(difference(&image(255), &narrow, &[]), Unlike::WHOLLY);
    }

    #[test]
    fn a_comma_that_is_missing_is_seen_wherever_it_stands() {
        for x in 20..28 {
            for y in 20..28 {
                let other = with_box(image(255), (x, y), (1, 3));
                let found = difference(&image(255), &other, &[]);
                assert!(found.is_too_much(), "at {x}, {y}: {found:?}");
            }
        }
    }

    #[test]
    fn an_edge_that_is_shifted_by_a_fraction_of_a_pixel_is_no_difference() {
        let mut one = with_box(image(255), (20, 0), (2, 64));
        let mut other = one.clone();
        for y in 0..64 {
            // A tenth of a pixel to the left, a tenth to the right.
            let at = |x: usize| (y * 64 + x) * 3;
            one.rgb[at(19)..at(19) + 3].fill(230);
            one.rgb[at(21)..at(21) + 3].fill(25);
            other.rgb[at(22)..at(22) + 3].fill(230);
            other.rgb[at(20)..at(20) + 3].fill(25);
        }
        assert!(!difference(&one, &other, &[]).is_too_much());
    }
}
