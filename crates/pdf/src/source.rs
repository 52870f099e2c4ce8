//! A file, opened: what is asked of it is asked within limits and on a stack that is deep enough.

mod endless;
mod nesting;
mod tables;
mod text_string;
mod unpacked;
mod watched;
mod wide_rows;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::object::{Dict, Name, Object};
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
use kurbo::{Affine, Rect};

use crate::drawing::{Drawing, GlyphStore, PictureData, Recorder, Trouble, Wanted};
use crate::limits::STACK_BYTES;
use crate::painted::{Outlines, Painted, PictureNotes, Witness};
use crate::read::{Guide, SourceTags, links_of};
use crate::{Limits, PdfError};
pub(crate) use tables::{each_table, names_one_of};
pub(crate) use text_string::text_of;
pub(crate) use unpacked::unpacked_within;
use watched::Watched;
pub(crate) use wide_rows::are_in as has_wide_rows;

pub(crate) struct Source {
    pdf: Pdf,
    size: usize,
    limits: Limits,
    tags: OnceLock<SourceTags>,
    guide: OnceLock<Guide>,
    /// A file that has no layers, for who wants to see all of them.
    without_layers: OnceLock<Option<Pdf>>,
    /// What keeps the engine busy without end.
    endless: OnceLock<Option<PdfError>>,
    /// A graphics state may bend colours: the engine does that to pictures without telling.
    may_bend_colours: OnceLock<bool>,
}

/// What outlives one page of a source: the engine's caches and the shapes met so far.
pub(crate) struct Session<'a> {
    source: &'a Source,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    pub(crate) store: GlyphStore,
    pictures: HashMap<u128, PictureData>,
    outlines: Outlines,
    pub(crate) notes: PictureNotes,
}

impl Source {
    /// Call it, and all that follows, inside [`on_a_deep_stack`].
    pub(crate) fn open(
        untrusted: impl Into<PdfData>,
        password: Option<&str>,
        limits: Limits,
    ) -> Result<Self, PdfError> {
        let data = untrusted.into();
        let untrusted: &[u8] = data.as_ref();
        if untrusted.len() as u64 > limits.file_bytes {
            return Err(PdfError::FileTooLarge {
                most: limits.file_bytes,
            });
        }
        if untrusted.is_empty() {
            return Err(PdfError::NotAPdf);
        }
        // The engine would first write down the place of each.
        let most = usize::try_from(limits.objects).unwrap_or(usize::MAX);
        if memchr::memmem::find_iter(untrusted, b" obj")
            .nth(most)
            .is_some()
        {
            return Err(PdfError::TooManyObjects {
                most: limits.objects,
            });
        }
        unpacked::check(untrusted, limits.stream_bytes)?;
        nesting::check(untrusted)?;
        wide_rows::check(untrusted)?;
        Self::opened(data, password, limits)
    }

    /// A file that was written here.
    pub(crate) fn open_own(own: Arc<Vec<u8>>) -> Result<Self, PdfError> {
        let source = Self::opened(own.into(), None, Limits::default())?;
        // What we wrote need not be looked through for what only others write.
        source.endless.get_or_init(|| None);
        Ok(source)
    }

    /// The same file once more, with nothing remembered but what was found when it was checked. The two are never held
    /// together.
    pub(crate) fn afresh(self, same: Arc<Vec<u8>>) -> Result<Self, PdfError> {
        let (limits, endless, may_bend) = (self.limits, self.endless(), self.may_bend_colours());
        drop(self);
        let source = Self::opened(same.into(), None, limits)?;
        source.endless.get_or_init(|| endless);
        source.may_bend_colours.get_or_init(|| may_bend);
        Ok(source)
    }

    fn opened(
        untrusted: PdfData,
        password: Option<&str>,
        limits: Limits,
    ) -> Result<Self, PdfError> {
        let size = untrusted.as_ref().len();
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
        let source = Self {
            pdf,
            size,
            limits,
            may_bend_colours: OnceLock::new(),
            endless: OnceLock::new(),
            tags: OnceLock::new(),
            guide: OnceLock::new(),
            without_layers: OnceLock::new(),
        };
        match source.page_count() {
            0 => Err(PdfError::NotAPdf),
            count if count > limits.pages => Err(PdfError::TooManyPages { most: limits.pages }),
            _ => Ok(source),
        }
    }

    pub(crate) fn pdf(&self) -> &Pdf {
        &self.pdf
    }

    /// What it weighs in memory.
    pub(crate) fn bytes(&self) -> usize {
        self.size
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

    /// Goes through what a page draws without drawing it. The engine that makes pixels cannot be stopped, so what
    /// never ends must be found before.
    pub(crate) fn check_page(&self, page: u32) -> Result<(), PdfError> {
        self.session().draw(page, Wanted::Places).map(|_| ())
    }

    fn tags(&self) -> &SourceTags {
        self.tags.get_or_init(|| SourceTags::of(&self.pdf))
    }

    pub(crate) fn guide(&self) -> &Guide {
        self.guide.get_or_init(|| Guide::of(&self.pdf))
    }

    pub(crate) fn session(&self) -> Session<'_> {
        Session {
            source: self,
            cache: InterpreterCache::new(),
            settings: InterpreterSettings::default(),
            store: GlyphStore::default(),
            pictures: HashMap::new(),
            outlines: Outlines::default(),
            notes: PictureNotes::of_bent_colours(self.may_bend_colours()),
        }
    }

    /// What keeps the engine busy without end, or asks it for more room than there is.
    pub(crate) fn endless(&self) -> Option<PdfError> {
        *self.endless.get_or_init(|| endless::find(&self.pdf))
    }

    fn may_bend_colours(&self) -> bool {
        let names_it = |data: &[u8]| {
            // A name can be spelt with a number for each letter.
            ["/TR", "/#54", "/T#52"]
                .iter()
                .any(|name| memchr::memmem::find(data, name.as_bytes()).is_some())
        };
        // A row of a table is called TR as well.
        let is_row = |dict: &Dict<'_>| {
            let kind = dict.get::<Name<'_>>("Type");
            kind.is_some_and(|kind| kind.as_str() == "StructElem")
                && !dict.contains_key("TR")
                && !dict.contains_key("TR2")
        };
        *self.may_bend_colours.get_or_init(|| {
            self.pdf.objects().into_iter().any(|object| match object {
                Object::Dict(dict) => names_it(dict.data()) && !is_row(&dict),
                Object::Stream(stream) => names_it(stream.dict().data()),
                _ => false,
            })
        })
    }
}

impl<'a> Session<'a> {
    pub(crate) fn draw(&mut self, number: u32, wanted: Wanted<'_>) -> Result<Drawing, PdfError> {
        Ok(self.run(number, wanted, false)?.0)
    }

    /// The page, and what a witness saw of it meanwhile.
    pub(crate) fn draw_watched(
        &mut self,
        number: u32,
        wanted: Wanted<'_>,
    ) -> Result<(Drawing, Painted), PdfError> {
        self.run(number, wanted, true)
    }

    fn run(
        &mut self,
        number: u32,
        wanted: Wanted<'_>,
        is_watched: bool,
    ) -> Result<(Drawing, Painted), PdfError> {
        let page = self.source.page(number)?;
        if let Some(endless) = self.source.endless() {
            return Err(endless);
        }
        let (size, limits) = (page.render_dimensions(), self.source.limits);
        let mut context = context_of(self.source, page, &self.cache, &self.settings);
        let mut recorder = Recorder::new(
            &mut self.store,
            &mut self.pictures,
            &self.notes,
            wanted,
            limits,
            size,
        );
        let mut witness = Witness::new(&mut self.outlines, &self.notes, area_of(page));
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            if is_watched {
                let mut both = Watched {
                    recorder: &mut recorder,
                    witness: &mut witness,
                };
                interpret_page(page, &mut context, &mut both);
            } else {
                interpret_page(page, &mut context, &mut recorder);
            }
        }));
        let painted = witness.finish();
        let mut drawing = recorded(recorder, number, drawn.is_ok())?;
        if matches!(wanted, Wanted::Everything { .. }) {
            let [a, b, c, d, e, f] = transform_of(page);
            let to_page = Affine::new([a, b, c, d, e, f]);
            let guide = self.source.guide();
            drawing.links = links_of(page, number, to_page, &|link| guide.page_of(link));
            drawing.bookmarks = guide.bookmarks(number);
            drawing.label = guide.label(number);
            drawing.tags = self.source.tags().page(number);
        }
        Ok((drawing, painted))
    }

    /// The page with all its layers switched on: where things are.
    pub(crate) fn draw_all_layers(&mut self, number: u32) -> Result<Drawing, PdfError> {
        let page = self.source.page(number)?;
        if let Some(endless) = self.source.endless() {
            return Err(endless);
        }
        let plain = self.source.without_layers.get_or_init(|| {
            let file: PdfData = NO_LAYERS.to_vec().into();
            Pdf::new(file).ok()
        });
        let plain = plain
            .as_ref()
            .ok_or(PdfError::PageBroken { page: number })?;
        let (size, limits) = (page.render_dimensions(), self.source.limits);
        let [a, b, c, d, e, f] = transform_of(page);
        // Which layers are on is asked of this file; all else the page knows of itself.
        let mut context = Context::new(
            Affine::new([a, b, c, d, e, f]),
            area_of(page),
            &self.cache,
            plain.xref(),
            self.settings.clone(),
        );
        let wanted = Wanted::Places;
        let (store, pictures, notes) = (&mut self.store, &mut self.pictures, &self.notes);
        let mut recorder = Recorder::new(store, pictures, notes, wanted, limits, size);
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            interpret_page(page, &mut context, &mut recorder);
        }));
        recorded(recorder, number, drawn.is_ok())
    }

    /// What a witness sees of the page without so much of its upper edge. None where it cannot be run to its end.
    pub(crate) fn watch(&mut self, number: u32, less: f64) -> Option<Painted> {
        let page = self.source.page(number).ok()?;
        let [a, b, c, d, e, f] = transform_of(page);
        let whole = area_of(page);
        let area = whole.with_size((whole.width(), whole.height() - less));
        let mut context = Context::new(
            Affine::new([a, b, c, d, e, f - less]),
            area,
            &self.cache,
            self.source.pdf.xref(),
            self.settings.clone(),
        );
        let mut witness = Witness::new(&mut self.outlines, &self.notes, area);
        catch_unwind(AssertUnwindSafe(|| {
            interpret_page(page, &mut context, &mut witness);
        }))
        .ok()?;
        Some(witness.finish())
    }
}

const NO_LAYERS: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
    2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n\
    trailer\n<< /Root 1 0 R >>\n%%EOF\n";

fn context_of<'a>(
    source: &'a Source,
    page: &Page<'_>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> Context<'a> {
    let [a, b, c, d, e, f] = transform_of(page);
    Context::new(
        Affine::new([a, b, c, d, e, f]),
        area_of(page),
        cache,
        source.pdf.xref(),
        settings.clone(),
    )
}

fn recorded(recorder: Recorder<'_>, page: u32, is_whole: bool) -> Result<Drawing, PdfError> {
    match recorder.trouble() {
        Some(Trouble::TooFull) => Err(PdfError::PageTooFull { page }),
        Some(Trouble::TooSlow) => Err(PdfError::TooSlow { page }),
        Some(Trouble::PictureTooLarge) => Err(PdfError::PictureTooLarge { page }),
        None if is_whole => Ok(recorder.finish()),
        None => Err(PdfError::PageBroken { page }),
    }
}

fn area_of(page: &Page<'_>) -> Rect {
    let (width, height) = page.render_dimensions();
    Rect::new(0.0, 0.0, f64::from(width), f64::from(height))
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
