//! Which pages of a new file show what their source shows. Most are proven by what the engine paints; the others are
//! drawn as pixels before and after.
//!
//! Pages are looked at a batch at a time, as soon as it has been written: what was not seen there is in no file.

mod faithful;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kurbo::Rect;

use crate::PdfError;
use crate::drawing::{Drawing, GlyphStore, Wanted};
use crate::painted::{Compared, Painted, paint_the_same};
use crate::read::PageText;
use crate::render::{Look, Renderer};
use crate::source::{Session, Source, on_a_deep_stack};
use faithful::Unlike;

/// A page as an image of itself, with the shapes of the words beneath it.
pub(crate) type PageAsImage = (Drawing, GlyphStore);

/// What a drawn page is held against, and what is to be had where it does not hold.
pub(crate) trait Original: Send + Sync {
    fn source(&self) -> &Source;
    /// What was found of one of its pages, counted from 1.
    fn tell(&self, page: u32, found: Found);
    /// The page as an image of itself. None when it was drawn as one already.
    fn as_image(&self, page: u32) -> Result<Option<PageAsImage>, PdfError>;
    /// Texts that none of its pages may hold any more.
    fn secrets(&self) -> &[String];
    /// Nothing can come of the file.
    fn fail(&self, failure: Failure);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Pdf(PdfError),
    /// A text that was to be covered can still be read.
    StillThere,
}

/// A page that has been drawn is to look like this.
pub(crate) struct Expected {
    pub(crate) original: Arc<dyn Original>,
    pub(crate) page: u32,
    /// What the witness saw when the source was read.
    painted: Painted,
    /// Where it may look different, on the source's page.
    may_differ: Vec<Rect>,
    /// How far down the page was moved.
    lowered: f64,
    /// How far it has to be moved when it is all image, so that its stamps hide nothing.
    band: f64,
}

impl Expected {
    pub(crate) fn new(
        original: Arc<dyn Original>,
        page: u32,
        painted: Painted,
        may_differ: Vec<Rect>,
    ) -> Self {
        Self {
            original,
            page,
            painted,
            may_differ,
            lowered: 0.0,
            band: 0.0,
        }
    }

    /// Something of ours was drawn in the `band` at its upper edge: on top of the page where there was room, or else
    /// above it.
    pub(crate) fn stamped(&mut self, band: f64, lowered: f64, stamps: &[Rect]) {
        (self.band, self.lowered) = (band, lowered);
        if lowered == 0.0 {
            self.may_differ.extend(stamps);
        }
    }

    /// What stands in the page's place when it does not look like its source.
    pub(crate) fn as_image(&mut self) -> Result<Option<PageAsImage>, PdfError> {
        let image = self.original.as_image(self.page)?;
        Ok(image.map(|(mut drawing, store)| {
            if self.band > 0.0 {
                drawing.lower(self.band);
                self.lowered = self.band;
            }
            (drawing, store)
        }))
    }

    /// What holding it takes of memory.
    pub(crate) fn bytes(&self) -> usize {
        self.painted.bytes()
    }
}

/// What was found of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Found {
    /// Every mark of the engine is where it was.
    SamePaint,
    /// What its pixels say.
    Pixels(Unlike),
}

impl Found {
    pub(crate) fn difference(self) -> f64 {
        match self {
            Self::SamePaint => 0.0,
            Self::Pixels(unlike) => unlike.share,
        }
    }

    pub(crate) fn is_unlike(self) -> bool {
        match self {
            Self::SamePaint => false,
            Self::Pixels(unlike) => unlike.is_too_much(),
        }
    }
}

/// A page that was looked at.
#[derive(Clone, Debug)]
pub(crate) struct Looked {
    pub(crate) found: Found,
    /// What is read on it, where something must not be and it was read on the way.
    pub(crate) text: Option<PageText>,
}

const MOST_WORKERS: usize = 8;
/// Pages that one worker takes at a time.
const SHARE: usize = 4;

/// What is found of each page of a file that was written here. Pages that nothing is expected of are not looked at.
pub(crate) fn found(
    drawn: &Source,
    pages: &[Option<&Expected>],
) -> Result<Vec<Option<Looked>>, PdfError> {
    let count = pages.iter().flatten().count();
    if count == 0 {
        return Ok(vec![None; pages.len()]);
    }
    let workers = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST_WORKERS)
        .min(count.div_ceil(SHARE));
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, Looked)>, PdfError> {
        let mut judge = Judge::new(drawn);
        let mut found = Vec::new();
        loop {
            let from = next.fetch_add(SHARE, Ordering::Relaxed);
            if from >= pages.len() {
                return Ok(found);
            }
            for (index, page) in pages.iter().enumerate().skip(from).take(SHARE) {
                if let Some(expected) = page {
                    found.push((index, judge.page(index as u32 + 1, expected)?));
                }
            }
        }
    };
    let parts: Vec<_> = std::thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = (1..workers)
            .map(|_| scope.spawn(move || on_a_deep_stack(work)))
            .collect();
        // This thread's stack is deep already.
        let own = work();
        let others = others
            .into_iter()
            .map(|worker| worker.join().unwrap_or(Err(PdfError::NotWritten)));
        std::iter::once(own).chain(others).collect()
    });
    let mut all = vec![None; pages.len()];
    for part in parts {
        for (index, found) in part? {
            all[index] = Some(found);
        }
    }
    Ok(all)
}

struct Judge<'a> {
    drawn: &'a Source,
    after: Session<'a>,
    /// Of the last page's original.
    compared: Compared,
    last: Option<&'a Arc<dyn Original>>,
    /// Made when the first page needs them; the one before is the last original's.
    before: Option<Renderer<'a>>,
    behind: Option<Renderer<'a>>,
}

impl<'a> Judge<'a> {
    fn new(drawn: &'a Source) -> Self {
        Self {
            drawn,
            after: drawn.session(),
            compared: Compared::default(),
            last: None,
            before: None,
            behind: None,
        }
    }

    fn page(&mut self, number: u32, expected: &'a Expected) -> Result<Looked, PdfError> {
        let original = &expected.original;
        if !self.last.is_some_and(|last| Arc::ptr_eq(last, original)) {
            self.compared = Compared::default();
            self.before = None;
            self.last = Some(original);
        }
        let covered = &expected.may_differ;
        let (new, text) = self.watch(number, expected);
        let is_proven = new.is_some_and(|new| {
            paint_the_same(&expected.painted, &new, covered, &mut self.compared)
        });
        let found = match is_proven {
            true => Found::SamePaint,
            false => self.by_pixels(number, expected)?,
        };
        Ok(Looked { found, text })
    }

    /// To read a page on its own takes as long again.
    fn watch(&mut self, number: u32, expected: &Expected) -> (Option<Painted>, Option<PageText>) {
        let is_read = expected.lowered == 0.0 && !expected.original.secrets().is_empty();
        if is_read && let Ok((drawing, painted)) = self.after.draw_watched(number, Wanted::Places) {
            let text = PageText::of(&drawing, &self.after.store);
            return (Some(painted), Some(text));
        }
        (self.after.watch(number, expected.lowered), None)
    }

    fn by_pixels(&mut self, number: u32, expected: &'a Expected) -> Result<Found, PdfError> {
        let before = self
            .before
            .get_or_insert_with(|| Renderer::new(expected.original.source()));
        let old = before.render(expected.page, faithful::SCALE, Look::Plain)?;
        let drawn = self.drawn;
        let new = self
            .behind
            .get_or_insert_with(|| Renderer::new(drawn))
            .render_below(number, expected.lowered, faithful::SCALE, Look::Plain);
        // What was drawn and cannot be shown is as unlike as can be.
        Ok(Found::Pixels(new.map_or(Unlike::WHOLLY, |new| {
            faithful::difference(&old, &new, &expected.may_differ)
        })))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kurbo::Affine;

    use super::*;
    use crate::drawing::{Item, PathPaint, PictureData, Pixels, Show};
    use crate::write::Writer;
    use crate::{Limits, ReleaseDate};

    /// A line of text, a box, a dashed curve inside a round clip, a picture and half-clear paint.
    const CONTENT: &str = "\
        BT /F1 12 Tf 72 700 Td (Afslag, se bilag) Tj ET\n\
        0.9 0.9 1 rg 60 600 200 40 re f\n\
        q 300 600 m 400 600 400 700 300 700 c h W n 1 0 0 RG 2 w [6 3] 0 d 300 590 m 350 700 l S Q\n\
        q 80 0 0 60 72 480 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x10\x60\x70\x30 EI Q\n\
        /G1 gs 0 0.5 0 rg 200 480 m 280 480 l 240 550 l h f\n";

    fn source() -> Source {
        source_of(CONTENT)
    }

    /// One page, with a font and with paint that lets half through at hand.
    pub(crate) fn source_of(content: &str) -> Source {
        let file = format!(
            "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
             2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
             3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << \
             /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> \
             /ExtGState << /G1 << /ca 0.5 >> >> >> >>\nendobj\n\
             4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n\
             trailer\n<< /Root 1 0 R >>\n%%EOF\n",
            content.len() + 1
        );
        Source::open(file.into_bytes(), None, Limits::default()).expect("the page opens")
    }

    /// What is found when the page is written after `change`.
    fn found_after(change: impl Fn(&mut Drawing)) -> Found {
        found_when(change, |_| {})
    }

    fn found_when(change: impl Fn(&mut Drawing), tell: impl Fn(&mut Expected)) -> Found {
        let source = source();
        let source = Arc::new(Alone(source));
        let mut session = source.0.session();
        let (mut drawing, painted) = session
            .draw_watched(1, Wanted::Everything { covered: &[] })
            .expect("the page is drawn");
        change(&mut drawing);
        let original: Arc<dyn Original> = source.clone();
        let mut expected = Expected::new(original, 1, painted, Vec::new());
        tell(&mut expected);
        let mut writer = Writer::new("Prøve", ReleaseDate::default()).expect("a writer");
        writer
            .add(drawing, &session.store)
            .expect("the page is written");
        let bytes = writer.finish().expect("the file is written");
        let drawn = Source::open(bytes, None, Limits::default()).expect("the new file opens");
        let found = found(&drawn, &[Some(&expected)]).expect("both are read");
        let looked = found.into_iter().next().flatten();
        looked.expect("the page is looked at").found
    }

    /// A source that nothing is done about.
    struct Alone(Source);

    impl Original for Alone {
        fn source(&self) -> &Source {
            &self.0
        }

        fn tell(&self, _: u32, _: Found) {}

        fn as_image(&self, page: u32) -> Result<Option<PageAsImage>, PdfError> {
            let mut session = self.0.session();
            let mut drawing = session.draw(page, Wanted::Everything { covered: &[] })?;
            drawing
                .items
                .retain(|item| matches!(item, Item::Picture(_)));
            for item in &mut drawing.items {
                if let Item::Picture(picture) = item {
                    picture.place = Affine::scale_non_uniform(595.0, 842.0);
                    picture.clip = None;
                }
            }
            Ok(Some((drawing, session.store)))
        }

        fn secrets(&self) -> &[String] {
            &[]
        }

        fn fail(&self, _: Failure) {}
    }

    #[test]
    fn a_page_that_is_written_whole_is_proven() {
        assert_eq!(found_after(|_| {}), Found::SamePaint);
    }

    #[test]
    fn a_page_that_made_room_for_a_stamp_is_proven_below_it() {
        let stamp = Rect::new(24.0, 5.0, 90.0, 16.0);
        let with_stamp = |drawing: &mut Drawing| {
            let mut stamped = drawing.items[1].clone();
            if let Item::Path(path) = &mut stamped {
                path.path = kurbo::Shape::to_path(&stamp, 0.1);
            }
            drawing.items.push(stamped);
        };
        let lowered = |drawing: &mut Drawing| {
            drawing.lower(20.0);
            with_stamp(drawing);
        };
        let check = |change: &dyn Fn(&mut Drawing), lowered: f64, is_proven: bool, why: &str| {
            let found = found_when(change, |expected| {
                expected.stamped(20.0, lowered, &[stamp]);
            });
            assert_eq!(found == Found::SamePaint, is_proven, "{why}");
        };
        check(&lowered, 20.0, true, "moved down whole, the stamp above it");
        check(&with_stamp, 0.0, true, "the stamp where there was room");
        check(&|_| {}, 20.0, false, "said to be moved, and not moved");
        check(&lowered, 0.0, false, "moved without a word");
        let less = |drawing: &mut Drawing| {
            lowered(drawing);
            drawing.items.remove(0);
        };
        check(&less, 20.0, false, "moved down without its text");
    }

    #[test]
    fn what_does_not_look_like_its_source_is_drawn_again_as_an_image() {
        let source = Arc::new(Alone(source()));
        let mut writer = Writer::new("Prøve", ReleaseDate::default()).expect("a writer");
        let mut session = source.0.session();
        for is_whole in [true, false] {
            let (mut drawing, painted) = session
                .draw_watched(1, Wanted::Everything { covered: &[] })
                .expect("the page is drawn");
            if !is_whole {
                drawing.items.remove(0);
            }
            let original: Arc<dyn Original> = source.clone();
            let mut expected = Expected::new(original, 1, painted, Vec::new());
            expected.stamped(20.0, 0.0, &[]);
            let page = crate::write::NewPage {
                drawing,
                expected: Some(expected),
                ..crate::write::NewPage::default()
            };
            writer
                .add_page(page, &session.store)
                .expect("the page is written");
        }
        let bytes = writer.finish().expect("the file is written");
        let new = Source::open(bytes, None, Limits::default()).expect("it opens");
        let mut session = new.session();
        let mut pictures = |page: u32| {
            let drawn = session.draw(page, Wanted::Places).expect("it is read");
            let widest = drawn
                .picture_places()
                .into_iter()
                .map(|place| place.width());
            (widest.fold(0.0, f64::max).round(), drawn.height)
        };
        assert_eq!(pictures(1), (80.0, 842.0), "as it is");
        assert_eq!(pictures(2), (595.0, 862.0), "an image below its stamps");
    }

    #[test]
    fn whatever_the_recorder_drops_is_missed() {
        let count = {
            let source = source();
            let mut session = source.session();
            let wanted = Wanted::Everything { covered: &[] };
            session
                .draw(1, wanted)
                .expect("the page is drawn")
                .items
                .len()
        };
        assert!(count >= 5, "one item for each thing on the page: {count}");
        for index in 0..count {
            let found = found_after(|drawing| {
                drawing.items.remove(index);
            });
            assert_ne!(found, Found::SamePaint, "without item {index}");
        }
        let found = found_after(|drawing| {
            let Some(Item::Run(run)) = drawing.items.first_mut() else {
                panic!("the text comes first");
            };
            run.glyphs.remove(6);
        });
        assert_ne!(found, Found::SamePaint, "without its comma");
    }

    #[test]
    fn whatever_the_writer_changes_is_seen() {
        let check = |what: &str, change: &dyn Fn(&mut Drawing)| {
            assert_ne!(found_after(change), Found::SamePaint, "{what}");
        };
        check("a letter moved by a fifth of a point", &|drawing| {
            if let Item::Run(run) = &mut drawing.items[0] {
                run.glyphs[3].place = Affine::translate((0.2, 0.0)) * run.glyphs[3].place;
            }
        });
        check("another letter", &|drawing| {
            if let Item::Run(run) = &mut drawing.items[0] {
                run.glyphs[0].shape = run.glyphs[1].shape;
            }
        });
        check("text not seen", &|drawing| {
            if let Item::Run(run) = &mut drawing.items[0] {
                run.show = Show::Unseen;
            }
        });
        check(
            "the box and the text painted the other way about",
            &|drawing| {
                drawing.items.swap(0, 1);
            },
        );
        check("no clip", &|drawing| {
            for item in &mut drawing.items {
                if let Item::Path(path) = item {
                    path.clip = None;
                }
            }
        });
        check("another shade", &|drawing| {
            if let Item::Path(path) = &mut drawing.items[1]
                && let PathPaint::Fill(colour, _) = &mut path.paint
            {
                colour.rgb[2] = 200;
            }
        });
        check("no dashes", &|drawing| {
            for item in &mut drawing.items {
                if let Item::Path(path) = item
                    && let PathPaint::Stroke(pen, _) = &mut path.paint
                {
                    pen.dashes.clear();
                }
            }
        });
        check("one sample of the picture", &|drawing| {
            for item in &mut drawing.items {
                if let Item::Picture(picture) = item
                    && let PictureData::Pixels(pixels) = &picture.data
                {
                    let mut colour = pixels.colour.clone();
                    colour[3] ^= 0x20;
                    picture.data = PictureData::Pixels(std::sync::Arc::new(Pixels {
                        colour,
                        ..Pixels::clone(pixels)
                    }));
                }
            }
        });
        check("paint as dense as can be", &|drawing| {
            for item in &mut drawing.items {
                if let Item::Path(path) = item
                    && let PathPaint::Fill(colour, _) = &mut path.paint
                {
                    colour.alpha = 1.0;
                }
            }
        });
    }

    #[test]
    fn pixels_miss_no_comma_of_ten_points() {
        for step in 0..10 {
            let at = f64::from(step).mul_add(0.37, 72.0);
            let line =
                |text: &str| format!("BT /F1 10 Tf {at} {at} Td ({text}) Tj 60 0 Td (efter) Tj ET");
            let (whole, without) = (source_of(&line("betalt, og")), source_of(&line("betalt")));
            let comma = source_of(&line("betalt,"));
            let look = |source: &Source| {
                Renderer::new(source)
                    .render(1, faithful::SCALE, Look::Plain)
                    .expect("the page is drawn")
            };
            let found = faithful::difference(&look(&comma), &look(&without), &[]);
            assert!(found.is_too_much(), "a comma at {at}: {found:?}");
            let found = faithful::difference(&look(&whole), &look(&whole), &[]);
            assert!(!found.is_too_much(), "the same page: {found:?}");
        }
    }
}
