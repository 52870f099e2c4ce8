//! Pages as pixels.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;

use crate::source::{Source, on_a_deep_stack};
use crate::{Limits, PdfError};

/// Red, green and blue, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageImage {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

/// A page as a PNG file, at so many pixels an inch.
pub fn render_png(
    untrusted: Vec<u8>,
    password: Option<&str>,
    page: u32,
    dpi: f32,
    limits: Limits,
) -> Result<Vec<u8>, PdfError> {
    on_a_deep_stack(|| {
        let source = Source::open(untrusted, password, limits)?;
        let image = Renderer::new(&source).render(page, dpi / 72.0)?;
        png(&image).map_err(|_| PdfError::NotWritten)
    })
}

fn png(image: &PageImage) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width, image.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&image.rgb)?;
    writer.finish()?;
    Ok(bytes)
}

const MOST_PIXELS: f32 = 60_000_000.0;
/// The engine counts pixels in 16 bits.
const LONGEST_SIDE: f32 = 16_000.0;

pub(crate) struct Renderer<'a> {
    source: &'a Source,
    cache: RenderCache<'a>,
}

impl<'a> Renderer<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self {
            source,
            cache: RenderCache::new(),
        }
    }

    /// At so many pixels a point, or fewer where the page is large.
    pub(crate) fn render(&self, number: u32, scale: f32) -> Result<PageImage, PdfError> {
        let page = self.source.page(number)?;
        let (width, height) = page.render_dimensions();
        let scale = scale
            .min((MOST_PIXELS / (width * height)).sqrt())
            .min(LONGEST_SIDE / width)
            .min(LONGEST_SIDE / height)
            .max(1.0 / width.min(height));
        let settings = PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        };
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            hayro::render(
                page,
                &self.cache,
                &InterpreterSettings::default(),
                &RenderSettings::default(),
                &settings,
            )
        }));
        let pixmap = drawn.map_err(|_| PdfError::PageBroken { page: number })?;
        let rgb = pixmap
            .data_as_u8_slice()
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        Ok(PageImage {
            width: u32::from(pixmap.width()),
            height: u32::from(pixmap.height()),
            rgb,
        })
    }
}
