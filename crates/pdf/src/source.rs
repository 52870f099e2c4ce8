//! A file, opened: what is asked of it is asked within limits and on a stack that is deep enough.

mod unpacked;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use kurbo::Affine;

use crate::drawing::{Drawing, GlyphStore, PictureData, Recorder, Trouble, Wanted};
use crate::limits::STACK_BYTES;
use crate::{Limits, PdfError};

pub(crate) struct Source {
    pdf: Pdf,
    limits: Limits,
}

/// What outlives one page of a source: the engine's caches and the shapes met so far.
pub(crate) struct Session<'a> {
    source: &'a Source,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    pub(crate) store: GlyphStore,
    pictures: HashMap<u128, PictureData>,
}

impl Source {
    /// Call it, and all that follows, inside [`on_a_deep_stack`].
    pub(crate) fn open(
        untrusted: Vec<u8>,
        password: Option<&str>,
        limits: Limits,
    ) -> Result<Self, PdfError> {
        if untrusted.len() as u64 > limits.file_bytes {
            return Err(PdfError::FileTooLarge {
                most: limits.file_bytes,
            });
        }
        if untrusted.is_empty() {
            return Err(PdfError::NotAPdf);
        }
        unpacked::check(&untrusted, limits.stream_bytes)?;
        let opened = catch_unwind(AssertUnwindSafe(|| {
            Pdf::new_with_password(untrusted, password.unwrap_or_default())
        }));
        let pdf = match opened.map_err(|_| PdfError::NotAPdf)? {
            Ok(pdf) => pdf,
            Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
                return Err(match password {
                    None => PdfError::PasswordNeeded,
                    Some(_) => PdfError::WrongPassword,
                });
            }
            Err(LoadPdfError::Decryption(_)) => return Err(PdfError::UnknownEncryption),
            Err(LoadPdfError::Invalid) => return Err(PdfError::NotAPdf),
        };
        if pdf.len() as u64 > limits.objects {
            return Err(PdfError::TooManyObjects {
                most: limits.objects,
            });
        }
        let source = Self { pdf, limits };
        match source.page_count() {
            0 => Err(PdfError::NotAPdf),
            count if count > limits.pages => Err(PdfError::TooManyPages { most: limits.pages }),
            _ => Ok(source),
        }
    }

    pub(crate) fn page_count(&self) -> u32 {
        u32::try_from(self.pdf.pages().len()).unwrap_or(u32::MAX)
    }

    /// Pages are counted from 1, as people do.
    pub(crate) fn page(&self, page: u32) -> Result<&Page<'_>, PdfError> {
        let found = (page as usize)
            .checked_sub(1)
            .and_then(|index| self.pdf.pages().get(index));
        let found = found.ok_or(PdfError::NoSuchPage { page })?;
        let (width, height) = found.render_dimensions();
        let most = self.limits.page_side;
        // A side of nothing, or of no number, is no page either.
        if width > 0.0 && height > 0.0 && width <= most && height <= most {
            Ok(found)
        } else {
            Err(PdfError::PageTooLarge { page })
        }
    }

    pub(crate) fn session(&self) -> Session<'_> {
        Session {
            source: self,
            cache: InterpreterCache::new(),
            settings: InterpreterSettings::default(),
            store: GlyphStore::default(),
            pictures: HashMap::new(),
        }
    }
}

impl<'a> Session<'a> {
    pub(crate) fn draw(&mut self, number: u32, wanted: Wanted<'_>) -> Result<Drawing, PdfError> {
        let page = self.source.page(number)?;
        let size = page.render_dimensions();
        let [a, b, c, d, e, f] = transform_of(page);
        let to_page = Affine::new([a, b, c, d, e, f]);
        let area = kurbo::Rect::new(0.0, 0.0, f64::from(size.0), f64::from(size.1));
        let mut context = Context::new(
            to_page,
            area,
            &self.cache,
            self.source.pdf.xref(),
            self.settings.clone(),
        );
        let mut recorder = Recorder::new(
            &mut self.store,
            &mut self.pictures,
            wanted,
            self.source.limits,
            size,
        );
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            interpret_page(page, &mut context, &mut recorder);
        }));
        match (recorder.trouble(), drawn) {
            (Some(Trouble::TooFull), _) => Err(PdfError::PageTooFull { page: number }),
            (Some(Trouble::TooSlow), _) => Err(PdfError::TooSlow { page: number }),
            (Some(Trouble::PictureTooLarge), _) => Err(PdfError::PictureTooLarge { page: number }),
            (None, Err(_)) => Err(PdfError::PageBroken { page: number }),
            (None, Ok(())) => Ok(recorder.finish()),
        }
    }
}

fn transform_of(page: &Page<'_>) -> [f64; 6] {
    use hayro_interpret::TransformExt as _;
    page.initial_transform(true).to_kurbo().as_coeffs()
}

/// Nested content recurses; a small stack would end the program, which no error code can tell.
pub(crate) fn on_a_deep_stack<T: Send>(
    work: impl FnOnce() -> Result<T, PdfError> + Send,
) -> Result<T, PdfError> {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work);
        match worker.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            _ => Err(PdfError::NotAPdf),
        }
    })
}
