//! Grey pixels and the turns they are put through.

/// Rows from the top; 0 is black.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<u8>,
}

pub(crate) const WHITE: u8 = 255;

impl Grey {
    /// None where there is nothing, or not as many pixels as are said.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let is_whole = pixels.len() as u64 == u64::from(width) * u64::from(height);
        (is_whole && !pixels.is_empty()).then_some(Self {
            width,
            height,
            pixels,
        })
    }

    pub(crate) fn white(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            pixels: vec![WHITE; width as usize * height as usize],
        }
    }

    pub(crate) fn row(&self, y: usize) -> &[u8] {
        let width = self.width as usize;
        &self.pixels[y * width..(y + 1) * width]
    }

    pub(crate) fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.pixels.chunks_exact(self.width as usize)
    }

    /// Each pixel the mean of so many by so many; what is left over at the right and below falls away.
    pub(crate) fn shrunk(&self, by: u32) -> Self {
        let by = by.min(self.width).min(self.height).max(1);
        let (width, height) = (self.width / by, self.height / by);
        let side = by as usize;
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        let mut sums = vec![0_u32; self.width as usize];
        for rows in self
            .pixels
            .chunks_exact(self.width as usize * side)
            .take(height as usize)
        {
            sums.fill(0);
            // First down, which many columns are summed of in one step, then across.
            for row in rows.chunks_exact(self.width as usize) {
                for (sum, pixel) in sums.iter_mut().zip(row) {
                    *sum += u32::from(*pixel);
                }
            }
            let squares = sums.chunks_exact(side);
            pixels.extend(squares.map(|few| (few.iter().sum::<u32>() / (by * by)) as u8));
        }
        Self {
            width,
            height,
            pixels,
        }
    }

    /// By quarters of a whole turn, clockwise.
    pub(crate) fn turned(self, quarters: u16) -> Self {
        let (width, height) = (self.width as usize, self.height as usize);
        match quarters % 4 {
            1 => self.lying(|across, down| (height - 1 - across) * width + down),
            2 => {
                let mut turned = self;
                turned.pixels.reverse();
                turned
            }
            3 => self.lying(|across, down| across * width + (width - 1 - down)),
            _ => self,
        }
    }

    /// In squares, because a column at a time would fetch each line of the memory's cache anew for each pixel.
    fn lying(&self, from: impl Fn(usize, usize) -> usize) -> Self {
        const SQUARE: usize = 64;
        let (width, height) = (self.height as usize, self.width as usize);
        let mut pixels = vec![0; self.pixels.len()];
        for top in (0..height).step_by(SQUARE) {
            for left in (0..width).step_by(SQUARE) {
                for down in top..height.min(top + SQUARE) {
                    for across in left..width.min(left + SQUARE) {
                        pixels[down * width + across] = self.pixels[from(across, down)];
                    }
                }
            }
        }
        Self {
            width: self.height,
            height: self.width,
            pixels,
        }
    }

    /// Turned back by so many degrees that its lines fall clockwise, about its middle, on a sheet that holds all of it.
    pub(crate) fn straightened(&self, degrees: f32) -> Self {
        let (sine, cosine) = f64::from(degrees).to_radians().sin_cos();
        let (across, down) = (f64::from(self.width), f64::from(self.height));
        let width = (across * cosine.abs() + down * sine.abs()).ceil() as u32;
        let height = (across * sine.abs() + down * cosine.abs()).ceil() as u32;
        let mut straight = Self::white(width, height);
        const ONE: f64 = 65_536.0;
        let step = ((cosine * ONE) as i64, (sine * ONE) as i64);
        let (right, below) = (i64::from(self.width) - 1, i64::from(self.height) - 1);
        for (y, row) in straight.pixels.chunks_exact_mut(width as usize).enumerate() {
            let (u, v) = (
                0.5 - f64::from(width) / 2.0,
                y as f64 + 0.5 - f64::from(height) / 2.0,
            );
            let start = (
                u * cosine - v * sine + across / 2.0 - 0.5,
                u * sine + v * cosine + down / 2.0 - 0.5,
            );
            let (mut x, mut y) = ((start.0 * ONE) as i64, (start.1 * ONE) as i64);
            for pixel in row {
                let (column, line) = (x >> 16, y >> 16);
                if column >= 0 && line >= 0 && column < right && line < below {
                    let at = line as usize * self.width as usize + column as usize;
                    let (part, lower) = ((x & 0xFFFF) >> 8, (y & 0xFFFF) >> 8);
                    let below = at + self.width as usize;
                    let upper = mix(self.pixels[at], self.pixels[at + 1], part);
                    let lower_row = mix(self.pixels[below], self.pixels[below + 1], part);
                    *pixel = ((upper * (256 - lower) + lower_row * lower + (1 << 15)) >> 16) as u8;
                }
                x += step.0;
                y += step.1;
            }
        }
        straight
    }
}

fn mix(left: u8, right: u8, part: i64) -> i64 {
    i64::from(left) * (256 - part) + i64::from(right) * part
}
