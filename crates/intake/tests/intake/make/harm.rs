//! What scanners, copiers, faxes and years do to a page.

use sagsbord_intake::Grey;

use super::danish::Chance;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Harm {
    None,
    /// Black and white pixels, as a share.
    SaltAndPepper(f32),
    /// Spread of each pixel.
    Grain(f32),
    /// Radius in pixels.
    Blur(f32),
    /// Quality from 1 to 100.
    Jpeg(u8),
    /// Degrees clockwise.
    Skew(f32),
    /// The darkest and the lightest that is left.
    LowContrast(u8, u8),
    /// Specks of some pixels, as many for each square inch.
    Speckle(f32),
    /// How dark the darkest place becomes.
    Shadow(f32),
    /// How strong the other side of the sheet shows through.
    BleedThrough(f32),
    /// Black and white without greys, at so many dots an inch.
    Fax(f32),
    /// A copy of a copy of so many.
    Copies(u8),
    /// Quarters clockwise.
    Turned(u16),
    BlackEdges,
    /// All at once, in measure.
    Everything,
}

impl Harm {
    pub(crate) fn done_to(self, page: &Grey, seed: u64) -> Grey {
        let mut chance = Chance::new(seed);
        let chance = &mut chance;
        match self {
            Self::None => page.clone(),
            Self::SaltAndPepper(share) => salted(page, share, chance),
            Self::Grain(spread) => each(page, |pixel| pixel + chance.spread() * spread),
            Self::Blur(radius) => blurred(page, radius),
            Self::Jpeg(quality) => through_jpeg(page, quality),
            Self::Skew(degrees) => skewed(page, degrees),
            Self::LowContrast(dark, light) => {
                let (dark, light) = (f32::from(dark), f32::from(light));
                each(page, |pixel| {
                    dark + pixel * (light - dark) / 255.0 + chance.spread() * 2.0
                })
            }
            Self::Speckle(count) => speckled(page, count, chance),
            Self::Shadow(darkest) => shadowed(page, darkest),
            Self::BleedThrough(strength) => bled(page, strength),
            Self::Fax(dpi) => faxed(page, dpi),
            Self::Copies(count) => (0..count).fold(page.clone(), |page, copy| {
                let soft = blurred(&page, 0.9);
                let rough = each(&soft, |pixel| {
                    (pixel - 165.0) * 1.8 + 165.0 + chance.spread() * 22.0
                });
                skewed(&rough, if copy % 2 == 0 { 0.4 } else { -0.7 })
            }),
            Self::Turned(quarters) => (0..quarters).fold(page.clone(), |page, _| turned(&page)),
            Self::BlackEdges => black_edges(page),
            Self::Everything => {
                let page = bled(page, 0.12);
                let page = shadowed(&page, 0.6);
                let page = skewed(&page, 1.7);
                let page = blurred(&page, 0.7);
                let page = each(&page, |pixel| pixel * 0.8 + 20.0 + chance.spread() * 9.0);
                let page = salted(&page, 0.01, chance);
                through_jpeg(&page, 60)
            }
        }
    }
}

fn each(page: &Grey, mut change: impl FnMut(f32) -> f32) -> Grey {
    let pixels = page
        .pixels
        .iter()
        .map(|pixel| change(f32::from(*pixel)).clamp(0.0, 255.0) as u8)
        .collect();
    Grey { pixels, ..*page }
}

fn salted(page: &Grey, share: f32, chance: &mut Chance) -> Grey {
    let limit = (share * 16_777_216.0) as u64;
    let mut salted = page.clone();
    for pixel in &mut salted.pixels {
        let number = chance.next();
        if number >> 40 < limit {
            *pixel = if number & 1 == 0 { 0 } else { 255 };
        }
    }
    salted
}

fn blurred(page: &Grey, radius: f32) -> Grey {
    let reach = (radius * 3.0).ceil() as i64;
    let weights: Vec<f32> = (-reach..=reach)
        .map(|at| (-(at as f32).powi(2) / (2.0 * radius * radius)).exp())
        .collect();
    let sum: f32 = weights.iter().sum();
    let weights: Vec<i32> = weights
        .iter()
        .map(|weight| (weight / sum * 4096.0).round() as i32)
        .collect();
    let (width, height) = (i64::from(page.width), i64::from(page.height));
    let pass = |from: &[u8], step: (i64, i64)| -> Vec<u8> {
        let mut to = vec![0; from.len()];
        for y in 0..height {
            for x in 0..width {
                let sum: i32 = weights
                    .iter()
                    .zip(-reach..)
                    .map(|(weight, at)| {
                        let x = (x + at * step.0).clamp(0, width - 1);
                        let y = (y + at * step.1).clamp(0, height - 1);
                        weight * i32::from(from[(y * width + x) as usize])
                    })
                    .sum();
                to[(y * width + x) as usize] = ((sum + 2048) >> 12).clamp(0, 255) as u8;
            }
        }
        to
    };
    let across = pass(&page.pixels, (1, 0));
    Grey {
        pixels: pass(&across, (0, 1)),
        ..*page
    }
}

fn through_jpeg(page: &Grey, quality: u8) -> Grey {
    let mut jpeg = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, quality);
    encoder
        .encode(
            &page.pixels,
            page.width,
            page.height,
            image::ExtendedColorType::L8,
        )
        .expect("written");
    let read = image::load_from_memory(&jpeg).expect("read");
    Grey {
        pixels: read.into_luma8().into_raw(),
        ..*page
    }
}

/// The value between pixels; paper beyond the edges.
fn between(page: &Grey, x: f32, y: f32) -> f32 {
    let at = |x: i64, y: i64| match x >= 0
        && y >= 0
        && x < i64::from(page.width)
        && y < i64::from(page.height)
    {
        true => f32::from(page.pixels[(y * i64::from(page.width) + x) as usize]),
        false => 255.0,
    };
    let (left, top) = (x.floor(), y.floor());
    let (part, lower) = (x - left, y - top);
    let (left, top) = (left as i64, top as i64);
    let upper_row = at(left, top) * (1.0 - part) + at(left + 1, top) * part;
    let lower_row = at(left, top + 1) * (1.0 - part) + at(left + 1, top + 1) * part;
    upper_row * (1.0 - lower) + lower_row * lower
}

fn skewed(page: &Grey, degrees: f32) -> Grey {
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let middle = (page.width as f32 / 2.0, page.height as f32 / 2.0);
    let mut skewed = page.clone();
    for (at, pixel) in skewed.pixels.iter_mut().enumerate() {
        let across = (at as u32 % page.width) as f32 - middle.0;
        let down = (at as u32 / page.width) as f32 - middle.1;
        let (x, y) = (across * cosine + down * sine, down * cosine - across * sine);
        *pixel = between(page, x + middle.0, y + middle.1) as u8;
    }
    skewed
}

fn turned(page: &Grey) -> Grey {
    let (width, height) = (page.width, page.height);
    let pixels = (0..width)
        .flat_map(|row| (0..height).map(move |column| (row, column)))
        .map(|(row, column)| page.pixels[((height - 1 - column) * width + row) as usize])
        .collect();
    Grey {
        width: height,
        height: width,
        pixels,
    }
}

fn speckled(page: &Grey, count: f32, chance: &mut Chance) -> Grey {
    let inches = page.width as f32 * page.height as f32 / 90_000.0;
    let mut speckled = page.clone();
    for _ in 0..(count * inches) as u32 {
        let (x, y) = (
            chance.below(u64::from(page.width)) as i64,
            chance.below(u64::from(page.height)) as i64,
        );
        let size = 1 + chance.below(3) as i64;
        let shade = if chance.below(5) == 0 {
            255
        } else {
            chance.below(90) as u8
        };
        for row in y..(y + size).min(i64::from(page.height)) {
            for column in x..(x + size).min(i64::from(page.width)) {
                if chance.below(4) > 0 {
                    speckled.pixels[(row * i64::from(page.width) + column) as usize] = shade;
                }
            }
        }
    }
    speckled
}

/// A book's fold at the left, and a hand over the lower right.
fn shadowed(page: &Grey, darkest: f32) -> Grey {
    let mut shadowed = page.clone();
    for (at, pixel) in shadowed.pixels.iter_mut().enumerate() {
        let x = (at as u32 % page.width) as f32 / page.width as f32;
        let y = (at as u32 / page.width) as f32 / page.height as f32;
        let fold = (-(x / 0.12).powi(2)).exp();
        let away = ((x - 0.85).powi(2) + (y - 0.8).powi(2)).sqrt();
        let hand = 1.0 / (1.0 + ((away - 0.3) * 30.0).exp());
        let light = 1.0 - (1.0 - darkest) * fold.max(hand * 0.9);
        *pixel = (f32::from(*pixel) * light) as u8;
    }
    shadowed
}

/// The same page from behind, a little lower, blurred by the paper.
fn bled(page: &Grey, strength: f32) -> Grey {
    let soft = blurred(page, 1.8);
    let mut bled = page.clone();
    let (width, height) = (page.width as usize, page.height as usize);
    for y in 0..height {
        for x in 0..width {
            let behind = soft.pixels[((y + height - 19) % height) * width + (width - 1 - x)];
            let seen = 1.0 - strength * (1.0 - f32::from(behind) / 255.0);
            let pixel = &mut bled.pixels[y * width + x];
            *pixel = (f32::from(*pixel) * seen) as u8;
        }
    }
    bled
}

/// Down to fewer dots, each black or white, and up again.
fn faxed(page: &Grey, dpi: f32) -> Grey {
    let scale = 300.0 / dpi;
    let (width, height) = (
        (page.width as f32 / scale) as u32,
        (page.height as f32 / scale) as u32,
    );
    let soft = blurred(page, scale * 0.4);
    let pixels = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .map(|(x, y)| {
            let seen = between(
                &soft,
                (x as f32 + 0.5) * scale - 0.5,
                (y as f32 + 0.5) * scale - 0.5,
            );
            if seen < 150.0 { 0 } else { 255 }
        })
        .collect();
    let small = Grey {
        width,
        height,
        pixels,
    };
    let mut large = page.clone();
    for (at, pixel) in large.pixels.iter_mut().enumerate() {
        let x = (at as u32 % page.width) as f32 / scale;
        let y = (at as u32 / page.width) as f32 / scale;
        *pixel = between(&small, x - 0.5, y - 0.5) as u8;
    }
    large
}

fn black_edges(page: &Grey) -> Grey {
    let mut edged = skewed(page, 0.9);
    let (width, height) = (page.width as usize, page.height as usize);
    for y in 0..height {
        for x in 0..width {
            let left = 60 + y / 60;
            if x < left || y + 45 > height || (x + 30 > width && y > height / 3) {
                edged.pixels[y * width + x] = 12;
            }
        }
    }
    edged
}
