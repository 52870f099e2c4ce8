//! A file that lies open on a screen: its pages in any size, in parts, and given up when nobody looks any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::time::Duration;

use crate::drawing::Wanted;
use crate::limits::STACK_BYTES;
use crate::read::PageText;
use crate::render::{Area, Look, POINTS, PageImage, Renderer, pixels_of, png};
use crate::source::Source;
use crate::{Limits, PdfError};

/// Fonts, shapes and pictures that were met stay at hand from one part to the next, on a thread of their own that
/// ends with it.
pub struct Viewer {
    /// The thread stops when nobody can ask any more. What it is drawing then it draws to its end, and nobody waits.
    orders: Sender<Order>,
    pages: Vec<Result<PageSize, PdfError>>,
}

/// In points, as the page is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSize {
    pub width: f32,
    pub height: f32,
}

/// Gives up what was asked for with it, also from another thread.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A page for eyes that know no colours, row by row from the top.
#[derive(Clone, Debug, PartialEq)]
pub struct GreyPage {
    pub width: u32,
    pub height: u32,
    /// Pixels an inch: fewer than were asked for where the page is too large for them.
    pub dpi: f32,
    /// 0 is black.
    pub pixels: Vec<u8>,
}

enum Order {
    Draw(DrawOrder),
    Read {
        page: u32,
        answer: SyncSender<Result<PageText, PdfError>>,
    },
}

struct DrawOrder {
    page: u32,
    dpi: f32,
    wanted: Picture,
    stop: Stop,
    answer: SyncSender<Result<PageImage, PdfError>>,
}

#[derive(Clone, Copy)]
enum Picture {
    /// In just the pixels asked for, or not at all.
    Part(Option<Area>),
    Whole,
}

/// How often whoever waits looks whether it was stopped.
const GLANCE: Duration = Duration::from_millis(5);
const LARGEST_DPI: f32 = 2_400.0;
/// What was looked through and kept, before it is all let go: a long file would fill the memory with fonts.
const MOST_PAGES_KEPT: usize = 200;

impl Viewer {
    pub fn open(
        untrusted: Vec<u8>,
        password: Option<&str>,
        limits: Limits,
    ) -> Result<Self, PdfError> {
        let password = password.map(str::to_owned);
        let (orders, ordered) = mpsc::channel();
        let (opened, is_open) = mpsc::sync_channel(1);
        std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn(
                move || match Source::open(untrusted, password.as_deref(), limits) {
                    Ok(source) => {
                        if opened.send(Ok(sizes(&source))).is_ok() {
                            serve(&source, &ordered);
                        }
                    }
                    Err(error) => {
                        let _ = opened.send(Err(error));
                    }
                },
            )
            .map_err(|_| PdfError::NotAPdf)?;
        let pages = is_open.recv().map_err(|_| PdfError::NotAPdf)??;
        Ok(Self { orders, pages })
    }

    /// One page that cannot be shown hides none of the others.
    pub fn pages(&self) -> &[Result<PageSize, PdfError>] {
        &self.pages
    }

    /// How many pixels a page's whole picture has.
    pub fn pixels(&self, page: u32, dpi: f32) -> Result<(u32, u32), PdfError> {
        let size = (page as usize)
            .checked_sub(1)
            .and_then(|at| self.pages.get(at));
        let size = (*size.ok_or(PdfError::NoSuchPage { page })?)?;
        let scale = scale(page, dpi)?;
        let side = |points: f32| ((points * scale) as u32).max(1);
        Ok((side(size.width), side(size.height)))
    }

    /// A page, or a part of its picture, as a PNG file. What has been stopped while it waited is never begun; a part
    /// that is being drawn is drawn to its end, but whoever asked waits no longer.
    pub fn png(
        &self,
        page: u32,
        dpi: f32,
        area: Option<Area>,
        stop: &Stop,
    ) -> Result<Vec<u8>, PdfError> {
        png(&self.image(page, dpi, Picture::Part(area), stop)?)
    }

    /// A whole page as grey pixels, as a reader of letters wants it.
    pub fn grey(&self, page: u32, dpi: f32, stop: &Stop) -> Result<GreyPage, PdfError> {
        let image = self.image(page, dpi, Picture::Whole, stop)?;
        let pixels = image.rgb.chunks_exact(3).map(|pixel| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            // As the eye weighs them, in parts of 256.
            ((red * 77 + green * 150 + blue * 29) >> 8) as u8
        });
        let whole = (self.pixels(page, dpi)?.0.max(1)) as f32;
        Ok(GreyPage {
            width: image.width,
            height: image.height,
            dpi: dpi * (image.width as f32 / whole).min(1.0),
            pixels: pixels.collect(),
        })
    }

    /// What is written on a page, and where.
    pub fn text(&self, page: u32) -> Result<PageText, PdfError> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.orders
            .send(Order::Read { page, answer })
            .map_err(|_| PdfError::PageBroken { page })?;
        answered
            .recv()
            .unwrap_or(Err(PdfError::PageBroken { page }))
    }

    fn image(
        &self,
        page: u32,
        dpi: f32,
        wanted: Picture,
        stop: &Stop,
    ) -> Result<PageImage, PdfError> {
        self.pixels(page, dpi)?;
        let (answer, answered) = mpsc::sync_channel(1);
        let order = Order::Draw(DrawOrder {
            page,
            dpi,
            wanted,
            stop: stop.clone(),
            answer,
        });
        self.orders
            .send(order)
            .map_err(|_| PdfError::PageBroken { page })?;
        loop {
            match answered.recv_timeout(GLANCE) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) if stop.is_stopped() => {
                    return Err(PdfError::Stopped);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(PdfError::PageBroken { page }),
            }
        }
    }
}

fn sizes(source: &Source) -> Vec<Result<PageSize, PdfError>> {
    let size = |page| {
        let (width, height) = source.page(page)?.render_dimensions();
        Ok(PageSize { width, height })
    };
    (1..=source.page_count()).map(size).collect()
}

fn scale(page: u32, dpi: f32) -> Result<f32, PdfError> {
    match dpi > 0.0 && dpi <= LARGEST_DPI {
        true => Ok(dpi / POINTS),
        false => Err(PdfError::NoSuchArea { page }),
    }
}

fn serve(source: &Source, ordered: &Receiver<Order>) {
    loop {
        let mut checked = std::collections::HashMap::new();
        let renderer = Renderer::new(source);
        while checked.len() < MOST_PAGES_KEPT {
            let Ok(order) = ordered.recv() else {
                return;
            };
            let order = match order {
                Order::Draw(order) => order,
                Order::Read { page, answer } => {
                    let _ = answer.try_send(read(source, page));
                    continue;
                }
            };
            let answer = match order.stop.is_stopped() {
                true => Err(PdfError::Stopped),
                false => checked
                    .entry(order.page)
                    .or_insert_with(|| source.check_page(order.page))
                    .and_then(|()| drawn(source, &renderer, &order)),
            };
            // Nobody may be there to hear it.
            let _ = order.answer.try_send(answer);
        }
    }
}

fn read(source: &Source, page: u32) -> Result<PageText, PdfError> {
    source.check_page(page)?;
    let mut session = source.session();
    let drawing = session.draw(page, Wanted::Places)?;
    Ok(PageText::of(&drawing, &session.store))
}

fn drawn(
    source: &Source,
    renderer: &Renderer<'_>,
    order: &DrawOrder,
) -> Result<PageImage, PdfError> {
    let scale = scale(order.page, order.dpi)?;
    let image = match order.wanted {
        Picture::Whole => renderer.render(order.page, scale, Look::Fine)?,
        Picture::Part(Some(area)) => renderer.render_area(order.page, scale, area)?,
        Picture::Part(None) => {
            let (width, height) = pixels_of(source.page(order.page)?, scale);
            let whole = Area {
                left: 0,
                top: 0,
                width,
                height,
            };
            renderer.render_area(order.page, scale, whole)?
        }
    };
    match order.stop.is_stopped() {
        true => Err(PdfError::Stopped),
        false => Ok(image),
    }
}
