use std::io::Cursor;
use std::sync::Arc;

use crate::PdfError;
use crate::drawing::{PictureData, Pixels, jpeg};

/// A picture at the head of a letter: PNG or JPEG.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Logo {
    pub untrusted: Vec<u8>,
    /// What is said in its place: `Havrelunde Kommune`.
    pub description: String,
}

const MOST_PIXELS: u64 = 16_000_000;

/// The picture, and how many times its height it is wide.
pub(super) fn read(logo: &Logo) -> Result<(PictureData, f64), PdfError> {
    let read = if logo.untrusted.starts_with(b"\xFF\xD8") {
        read_jpeg(&logo.untrusted)
    } else {
        read_png(&logo.untrusted)
    };
    read.ok_or(PdfError::LogoUnreadable)
}

fn read_jpeg(untrusted: &[u8]) -> Option<(PictureData, f64)> {
    let shown = jpeg::shown_part(untrusted)?;
    let (width, height) = jpeg::size(&shown)?;
    let colours = jpeg::components(&shown)?;
    let is_bounded = width > 0 && height > 0 && u64::from(width) * u64::from(height) <= MOST_PIXELS;
    // Four colours are read in two ways.
    (is_bounded && matches!(colours, 1 | 3)).then(|| {
        let share = f64::from(width) / f64::from(height);
        (PictureData::Jpeg(Arc::new(shown)), share)
    })
}

fn read_png(untrusted: &[u8]) -> Option<(PictureData, f64)> {
    let mut decoder = png::Decoder::new(Cursor::new(untrusted));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let mut samples = vec![0; reader.output_buffer_size()?];
    reader.next_frame(&mut samples).ok()?;
    let (colours, has_alpha) = match reader.output_color_type().0 {
        png::ColorType::Grayscale => (1, false),
        png::ColorType::GrayscaleAlpha => (1, true),
        png::ColorType::Rgb => (3, false),
        png::ColorType::Rgba => (3, true),
        png::ColorType::Indexed => return None,
    };
    let (mut colour, mut alpha) = (Vec::new(), Vec::new());
    for pixel in samples.chunks_exact(colours + usize::from(has_alpha)) {
        colour.extend_from_slice(&pixel[..colours]);
        alpha.extend(pixel.get(colours));
    }
    let pixels = Pixels {
        width,
        height,
        colour,
        is_grey: colours == 1,
        alpha: has_alpha.then_some(alpha),
        lossy: None,
    };
    let share = f64::from(width) / f64::from(height);
    Some((PictureData::Pixels(Arc::new(pixels)), share))
}
