//! TIFF: scans of many pages, faxes.

use std::io::Cursor;

use sagsbord_pdf::{PagePicture, PictureSamples};
use tiff::decoder::ifd::Value;
use tiff::decoder::{ChunkType, Decoder, DecodingResult, Limits as TiffLimits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::{About, damaged, exif, made};
use crate::read::{Step, Unreadable};
use crate::{Found, Limits, WhyUnreadable};

type Tiff<'a> = Decoder<Cursor<&'a [u8]>>;

pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let mut about = About::default();
    exif::about(untrusted, &mut about, found);
    let limits = found.limits;
    let mut bounds = TiffLimits::default();
    let most = limits.picture_pixels.saturating_mul(4).min(1 << 30);
    bounds.decoding_buffer_size = usize::try_from(most).unwrap_or(usize::MAX);
    bounds.intermediate_buffer_size = bounds.decoding_buffer_size;
    bounds.ifd_value_size = 16 << 20;
    let decoder = Decoder::new(Cursor::new(untrusted)).map_err(|error| of(&error))?;
    let mut pages = Pages {
        decoder: decoder.with_limits(bounds),
        untrusted,
        limits,
        read: 0,
        failed: None,
    };
    let pdf = made(&limits, &mut pages);
    // A page that cannot be read is not left out in silence: the file is not taken without it.
    match pages.failed {
        Some(failed) => Err(failed),
        None => Ok(Step::PagesMade(pdf?)),
    }
}

struct Pages<'a> {
    decoder: Tiff<'a>,
    untrusted: &'a [u8],
    limits: Limits,
    read: u32,
    failed: Option<Unreadable>,
}

impl Iterator for Pages<'_> {
    type Item = PagePicture;

    fn next(&mut self) -> Option<PagePicture> {
        match self.next_page() {
            Ok(page) => page,
            Err(failed) => {
                self.failed = Some(failed);
                None
            }
        }
    }
}

impl Pages<'_> {
    fn next_page(&mut self) -> Result<Option<PagePicture>, Unreadable> {
        loop {
            if self.read > 0 {
                if !self.decoder.more_images() {
                    return Ok(None);
                }
                self.decoder.next_image().map_err(|error| of(&error))?;
            }
            self.read += 1;
            if self.read > self.limits.pages {
                return Err(WhyUnreadable::TooManyPages.into());
            }
            // A smaller copy of a page before it.
            let kind: Option<u32> = self
                .decoder
                .find_tag_unsigned(Tag::NewSubfileType)
                .ok()
                .flatten();
            if self.read > 1 && kind.is_some_and(|kind| kind & 1 == 1) {
                continue;
            }
            return self.page().map(Some);
        }
    }

    fn page(&mut self) -> Result<PagePicture, Unreadable> {
        let (width, height) = self.decoder.dimensions().map_err(|error| of(&error))?;
        if width == 0 || height == 0 {
            return Err(damaged("no pixels"));
        }
        if u64::from(width) * u64::from(height) > self.limits.picture_pixels {
            return Err(WhyUnreadable::TooManyPixels.into());
        }
        let number = |decoder: &mut Tiff<'_>, tag: Tag| -> Option<u32> {
            decoder.find_tag_unsigned(tag).ok().flatten()
        };
        let orientation = number(&mut self.decoder, Tag::Orientation).unwrap_or(1);
        let samples = match number(&mut self.decoder, Tag::Compression) {
            Some(2 | 3) => self.fax(width, height)?,
            _ => self.pixels(width, height)?,
        };
        Ok(PagePicture {
            samples,
            dpi: self.dpi(),
            orientation: u8::try_from(orientation).unwrap_or(1),
        })
    }

    fn dpi(&mut self) -> Option<(f32, f32)> {
        let mut number = |tag: Tag| match self.decoder.find_tag(tag).ok()?? {
            Value::Rational(number, of) if of > 0 => Some(number as f32 / of as f32),
            Value::Float(number) => Some(number),
            _ => None,
        };
        let (across, down) = (number(Tag::XResolution)?, number(Tag::YResolution)?);
        let unit: Option<u32> = self.decoder.find_tag_unsigned(Tag::ResolutionUnit).ok()?;
        match unit {
            Some(1) => None,
            Some(3) => Some((across * 2.54, down * 2.54)),
            _ => Some((across, down)),
        }
    }

    fn pixels(&mut self, width: u32, height: u32) -> Result<PictureSamples, Unreadable> {
        let colour = self.decoder.colortype().map_err(|error| of(&error))?;
        let palette = match colour {
            ColorType::Palette(_) => self
                .decoder
                .get_tag_u16_vec(Tag::ColorMap)
                .map_err(|error| of(&error))?,
            _ => Vec::new(),
        };
        let planes: Option<u32> = self
            .decoder
            .find_tag_unsigned(Tag::PlanarConfiguration)
            .ok()
            .flatten();
        if planes == Some(2) && !matches!(colour, ColorType::Gray(_) | ColorType::Palette(_)) {
            return Err(damaged("colours in planes"));
        }
        let read = self.decoder.read_image().map_err(|error| of(&error))?;
        let (bytes, is_packed) = match (read, colour.bit_depth()) {
            (DecodingResult::U8(bytes), depth) => (bytes, depth < 8),
            (DecodingResult::U16(numbers), _) => {
                let high = numbers.into_iter().map(|number| (number >> 8) as u8);
                (high.collect(), false)
            }
            _ => return Err(damaged("of an unknown make")),
        };
        let bytes = match is_packed {
            true => unpacked(&bytes, colour, width, height)?,
            false => bytes,
        };
        coloured(bytes, colour, &palette, width, height)
    }

    /// A fax of the third group in one dimension, strip by strip. Nobody has sent the other old ways for decades.
    fn fax(&mut self, width: u32, height: u32) -> Result<PictureSamples, Unreadable> {
        if self.decoder.get_chunk_type() != ChunkType::Strip {
            return Err(damaged("tiles"));
        }
        let list = |decoder: &mut Tiff<'_>, tag: Tag| {
            decoder.get_tag_u64_vec(tag).map_err(|error| of(&error))
        };
        let places = list(&mut self.decoder, Tag::StripOffsets)?;
        let lengths = list(&mut self.decoder, Tag::StripByteCounts)?;
        let number = |decoder: &mut Tiff<'_>, tag: Tag| -> Option<u32> {
            decoder.find_tag_unsigned(tag).ok().flatten()
        };
        let options = number(&mut self.decoder, Tag::Unknown(292)).unwrap_or(0);
        let is_modified = number(&mut self.decoder, Tag::Compression) == Some(2);
        if is_modified || options & 1 == 1 {
            return Err(damaged("fax of an old make"));
        }
        // Bits may stand the other way round in their bytes.
        let is_mirrored = number(&mut self.decoder, Tag::FillOrder) == Some(2);
        let is_black_zero = number(&mut self.decoder, Tag::PhotometricInterpretation) == Some(1);
        let row_bytes = width.div_ceil(8) as usize;
        let mut sheet = Sheet {
            bytes: Vec::new(),
            row_bytes,
            width,
        };
        for (place, length) in places.into_iter().zip(lengths) {
            if sheet.bytes.len() >= row_bytes * height as usize {
                break;
            }
            let strip = usize::try_from(place)
                .ok()
                .zip(usize::try_from(length).ok())
                .and_then(|(from, length)| self.untrusted.get(from..from.checked_add(length)?))
                .ok_or_else(|| damaged("no end"))?;
            let byte = |byte: &u8| match is_mirrored {
                true => byte.reverse_bits(),
                false => *byte,
            };
            // A strip may end without saying so; too few rows are seen below.
            let _ = fax::decoder::decode_g3(strip.iter().map(byte), |changes| {
                if sheet.bytes.len() < row_bytes * height as usize {
                    sheet.push_row(changes);
                }
            });
        }
        let mut bytes = sheet.bytes;
        if bytes.len() < row_bytes * height as usize {
            return Err(damaged("no end"));
        }
        bytes.truncate(row_bytes * height as usize);
        if is_black_zero {
            bytes.iter_mut().for_each(|byte| *byte = !*byte);
        }
        Ok(PictureSamples::BlackAndWhite {
            width,
            height,
            bytes,
        })
    }
}

/// One bit a pixel, 1 for black.
struct Sheet {
    bytes: Vec<u8>,
    row_bytes: usize,
    width: u32,
}

impl Sheet {
    fn push_row(&mut self, changes: &[u32]) {
        let start = self.bytes.len();
        self.bytes.resize(start + self.row_bytes, 0);
        for stretch in changes.chunks(2) {
            let to = stretch
                .get(1)
                .copied()
                .unwrap_or(self.width)
                .min(self.width);
            for x in stretch[0].min(self.width)..to {
                self.bytes[start + (x / 8) as usize] |= 0x80 >> (x % 8);
            }
        }
    }
}

/// Samples of fewer than eight bits, each row in bytes of its own; grey ones spread from black to white.
fn unpacked(
    bytes: &[u8],
    colour: ColorType,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, Unreadable> {
    let depth = usize::from(colour.bit_depth());
    let samples = width as usize * usize::from(colour.num_samples());
    if !matches!(depth, 1 | 2 | 4) {
        return Err(damaged("of an unknown make"));
    }
    let row = (samples * depth).div_ceil(8);
    if bytes.len() < row * height as usize {
        return Err(damaged("no end"));
    }
    let most = (1_u16 << depth) - 1;
    let is_number = matches!(colour, ColorType::Palette(_));
    let spread = bytes
        .chunks_exact(row)
        .take(height as usize)
        .flat_map(|row| {
            (0..samples).map(move |at| {
                let bit = at * depth;
                let sample = u16::from(row[bit / 8] >> (8 - depth - bit % 8)) & most;
                match is_number {
                    true => sample as u8,
                    false => (sample * 255 / most) as u8,
                }
            })
        });
    Ok(spread.collect())
}

fn coloured(
    bytes: Vec<u8>,
    colour: ColorType,
    palette: &[u16],
    width: u32,
    height: u32,
) -> Result<PictureSamples, Unreadable> {
    let pixels = width as usize * height as usize;
    let each = usize::from(colour.num_samples());
    if bytes.len() < pixels * each {
        return Err(damaged("no end"));
    }
    let on_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let by_pixel = |of: &dyn Fn(&[u8]) -> [u8; 3]| -> Vec<u8> {
        bytes.chunks_exact(each).take(pixels).flat_map(of).collect()
    };
    let bytes = match colour {
        ColorType::Gray(_) => {
            let mut bytes = bytes;
            bytes.truncate(pixels);
            return Ok(PictureSamples::Grey {
                width,
                height,
                bytes,
            });
        }
        ColorType::GrayA(_) => by_pixel(&|pixel| [on_white(pixel[0], pixel[1]); 3]),
        ColorType::RGB(_) => by_pixel(&|pixel| [pixel[0], pixel[1], pixel[2]]),
        ColorType::RGBA(_) => {
            by_pixel(&|pixel| [pixel[0], pixel[1], pixel[2]].map(|value| on_white(value, pixel[3])))
        }
        ColorType::Palette(_) => {
            let colours = palette.len() / 3;
            by_pixel(&|pixel| {
                let at = usize::from(pixel[0]);
                let of = |plane: usize| {
                    let value = palette.get(plane * colours + at);
                    value.map_or(0, |value| (value >> 8) as u8)
                };
                [of(0), of(1), of(2)]
            })
        }
        ColorType::CMYK(_) | ColorType::CMYKA(_) => by_pixel(&|pixel| {
            let light =
                |ink: u8, black: u8| (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8;
            [0, 1, 2].map(|at| light(pixel[at], pixel[3]))
        }),
        ColorType::YCbCr(_) => by_pixel(&|pixel| {
            let (light, blue, red) = (
                f32::from(pixel[0]),
                f32::from(pixel[1]) - 128.0,
                f32::from(pixel[2]) - 128.0,
            );
            [
                light + 1.402 * red,
                light - 0.344_14 * blue - 0.714_14 * red,
                light + 1.772 * blue,
            ]
            .map(|value| value.clamp(0.0, 255.0) as u8)
        }),
        _ => return Err(damaged("colours of an unknown make")),
    };
    Ok(PictureSamples::Rgb {
        width,
        height,
        bytes,
    })
}

/// The crate's own words may hold words of the file, and are not handed on.
fn of(error: &TiffError) -> Unreadable {
    match error {
        TiffError::LimitsExceeded => WhyUnreadable::TooManyPixels.into(),
        TiffError::UnsupportedError(_) => damaged("of an unknown make"),
        _ => damaged("picture"),
    }
}
