//! Pages as pixels.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{self, Pixmap, RenderContext, TargetInit};
use hayro::{RenderCache, RenderSettings};
use hayro_interpret::{InterpreterSettings, TransformExt as _};
use hayro_syntax::page::Page;
use kurbo::Affine;

use crate::source::{Source, on_a_deep_stack};
use crate::{Limits, PdfError};

/// Red, green and blue, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageImage {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

/// A stretch of a page's picture, in pixels from its top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// A page as a PNG file, at so many pixels an inch, or fewer where that would be more than can be held.
pub fn render_png(
    untrusted: Vec<u8>,
    password: Option<&str>,
    page: u32,
    dpi: f32,
    limits: Limits,
) -> Result<Vec<u8>, PdfError> {
    on_a_deep_stack(|| {
        let source = Source::open(untrusted, password, limits)?;
        source.check_page(page)?;
        let image = Renderer::new(&source).render(page, dpi / POINTS, Look::Fine)?;
        png(&image)
    })
}

/// To an inch.
pub(crate) const POINTS: f32 = 72.0;

pub(crate) fn png(image: &PageImage) -> Result<Vec<u8>, PdfError> {
    encoded(image).map_err(|_| PdfError::NotWritten)
}

fn encoded(image: &PageImage) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width, image.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&image.rgb)?;
    writer.finish()?;
    Ok(bytes)
}

pub(crate) const MOST_PIXELS: f32 = 60_000_000.0;
/// The engine counts pixels in 16 bits.
const LONGEST_SIDE: f32 = 16_000.0;

/// What the pixels are for.
#[derive(Clone, Copy)]
pub(crate) enum Look {
    /// To be read: letters are fitted to the pixels.
    Fine,
    /// To be compared with another rendering of the same: fitting would only cost time.
    Plain,
}

impl Look {
    fn settings(self) -> RenderSettings {
        RenderSettings {
            hinting: matches!(self, Self::Fine),
            ..RenderSettings::default()
        }
    }
}

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

    /// On this thread alone: threads of its own for each page cost more than they bring.
    fn draw(
        &self,
        page: &'a Page<'a>,
        (width, height): (u16, u16),
        to_pixels: Affine,
        look: Look,
    ) -> Pixmap {
        let (width, height) = (width.max(1), height.max(1));
        let settings = vello_cpu::RenderSettings {
            num_threads: 0,
            ..Default::default()
        };
        let mut context = RenderContext::new_with(width, height, settings);
        let interpreter = InterpreterSettings::default();
        hayro::render_into(
            page,
            &self.cache,
            &interpreter,
            &look.settings(),
            &mut context,
            to_pixels,
        );
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        let target = vello_cpu::RasterizerSettings {
            target_init: TargetInit::Clear(WHITE),
            ..Default::default()
        };
        context.render_with(&mut pixmap, &mut vello_cpu::Resources::default(), target);
        pixmap
    }

    /// At so many pixels a point, or fewer where the page is large.
    pub(crate) fn render(
        &self,
        number: u32,
        scale: f32,
        look: Look,
    ) -> Result<PageImage, PdfError> {
        self.render_below(number, 0.0, scale, look)
    }

    /// The page without so much of its upper edge.
    pub(crate) fn render_below(
        &self,
        number: u32,
        less: f64,
        scale: f32,
        look: Look,
    ) -> Result<PageImage, PdfError> {
        let page = self.source.page(number)?;
        let (width, height) = page.render_dimensions();
        let height = height - less as f32;
        let scale = scale
            .min((MOST_PIXELS / (width * height)).sqrt())
            .min(LONGEST_SIDE / width)
            .min(LONGEST_SIDE / height)
            .max(1.0 / width.min(height));
        let pixels = ((width * scale) as u16, (height * scale) as u16);
        let below = Affine::translate((0.0, -less * f64::from(scale)));
        self.drawn(number, page, pixels, below * at_scale(page, scale), look)
    }

    /// A part of the page's picture at so many pixels a point: as much as lies on the page.
    pub(crate) fn render_area(
        &self,
        number: u32,
        scale: f32,
        area: Area,
    ) -> Result<PageImage, PdfError> {
        let page = self.source.page(number)?;
        let (width, height) = pixels_of(page, scale);
        let part = |from: u32, length: u32, whole: u32| length.min(whole.saturating_sub(from));
        let pixels = (
            part(area.left, area.width, width),
            part(area.top, area.height, height),
        );
        let most = LONGEST_SIDE as u32;
        let is_bounded = pixels.0 <= most
            && pixels.1 <= most
            && u64::from(pixels.0) * u64::from(pixels.1) <= MOST_PIXELS as u64;
        if pixels.0 == 0 || pixels.1 == 0 || !is_bounded {
            return Err(PdfError::NoSuchArea { page: number });
        }
        let to_area = Affine::translate((-f64::from(area.left), -f64::from(area.top)));
        let pixels = (pixels.0 as u16, pixels.1 as u16);
        self.drawn(
            number,
            page,
            pixels,
            to_area * at_scale(page, scale),
            Look::Fine,
        )
    }

    fn drawn(
        &self,
        number: u32,
        page: &'a Page<'a>,
        pixels: (u16, u16),
        to_pixels: Affine,
        look: Look,
    ) -> Result<PageImage, PdfError> {
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            self.draw(page, pixels, to_pixels, look)
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

/// How large the page's whole picture is at a scale.
pub(crate) fn pixels_of(page: &Page<'_>, scale: f32) -> (u32, u32) {
    let (width, height) = page.render_dimensions();
    // As the whole page is drawn: what is left of a pixel falls away.
    (
        ((width * scale) as u32).max(1),
        ((height * scale) as u32).max(1),
    )
}

fn at_scale(page: &Page<'_>, scale: f32) -> Affine {
    Affine::scale(f64::from(scale)) * page.initial_transform(true).to_kurbo()
}
