//! Which pages of a new file show what their source shows. Most are proven by what the engine paints; the others are
//! drawn as pixels before and after.

use kurbo::Rect;

use super::faithful::{self, Unlike};
use crate::PdfError;
use crate::painted::{Compared, KnownPictures, PictureNotes, paint_the_same};
use crate::render::{Look, Renderer};
use crate::source::{Session, Source, on_a_deep_stack};

/// What was found of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    /// Every mark of the engine is where it was.
    SamePaint,
    /// What its pixels say.
    Pixels(Unlike),
}

impl Found {
    pub(super) fn difference(self) -> f64 {
        match self {
            Self::SamePaint => 0.0,
            Self::Pixels(unlike) => unlike.share,
        }
    }

    pub(super) fn is_unlike(self) -> bool {
        match self {
            Self::SamePaint => false,
            Self::Pixels(unlike) => unlike.is_too_much(),
        }
    }
}

const MOST_WORKERS: usize = 8;
/// Pages that one worker takes at a time, and then forgets what it knew of them: a new file has fonts of its own for
/// about as many.
const MOST_TOGETHER: usize = 64;

/// For each page, with the places where it may differ. `known` is what was found out of the source's pictures while
/// they were taken down.
pub(super) fn found(
    source: &Source,
    drawn: &Source,
    covered: &[Vec<Rect>],
    known: &KnownPictures,
) -> Result<Vec<Found>, PdfError> {
    let workers = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .clamp(1, MOST_WORKERS);
    let share = covered.len().div_ceil(workers).clamp(1, MOST_TOGETHER);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, Found)>, PdfError> {
        let mut judge = Judge::new(source, drawn, known);
        let mut found = Vec::new();
        loop {
            let from = next.fetch_add(share, std::sync::atomic::Ordering::Relaxed);
            if from >= covered.len() {
                return Ok(found);
            }
            judge.forget();
            for (index, covered) in (from..).zip(&covered[from..]).take(share) {
                found.push((index, judge.page(index as u32 + 1, covered)?));
            }
        }
    };
    let parts: Vec<_> = std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..workers)
            .map(|_| scope.spawn(move || on_a_deep_stack(work)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or(Err(PdfError::NotWritten)))
            .collect()
    });
    let mut all = vec![Found::Pixels(Unlike::WHOLLY); covered.len()];
    for part in parts {
        for (index, found) in part? {
            all[index] = found;
        }
    }
    Ok(all)
}

struct Judge<'a> {
    source: &'a Source,
    drawn: &'a Source,
    before: Session<'a>,
    after: Session<'a>,
    compared: Compared,
    /// Made when the first page needs them.
    renderers: Option<(Renderer<'a>, Renderer<'a>)>,
}

impl<'a> Judge<'a> {
    fn new(source: &'a Source, drawn: &'a Source, known: &KnownPictures) -> Self {
        let mut before = source.session();
        before.notes = PictureNotes::with(known.clone());
        Self {
            source,
            drawn,
            before,
            after: drawn.session(),
            compared: Compared::default(),
            renderers: None,
        }
    }

    fn forget(&mut self) {
        self.after = self.drawn.session();
        self.compared = Compared::default();
        self.renderers = None;
    }

    fn page(&mut self, number: u32, covered: &[Rect]) -> Result<Found, PdfError> {
        if self.is_proven(number, covered) {
            return Ok(Found::SamePaint);
        }
        let (source, drawn) = (self.source, self.drawn);
        let (before, after) = self
            .renderers
            .get_or_insert_with(|| (Renderer::new(source), Renderer::new(drawn)));
        let old = before.render(number, faithful::SCALE, Look::Plain)?;
        let new = after.render(number, faithful::SCALE, Look::Plain)?;
        Ok(Found::Pixels(faithful::difference(&old, &new, covered)))
    }

    fn is_proven(&mut self, number: u32, covered: &[Rect]) -> bool {
        let (Some(old), Some(new)) = (self.before.watch(number), self.after.watch(number)) else {
            return false;
        };
        paint_the_same(
            (&old, &self.before.outlines),
            (&new, &self.after.outlines),
            covered,
            &mut self.compared,
        )
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Affine;

    use super::*;
    use crate::drawing::{Drawing, Item, PathPaint, PictureData, Pixels, Show, Wanted};
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

    fn source_of(content: &str) -> Source {
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
        let source = source();
        let mut session = source.session();
        let mut drawing = session
            .draw(1, Wanted::Everything { covered: &[] })
            .expect("the page is drawn");
        change(&mut drawing);
        let mut writer = Writer::new("Prøve", ReleaseDate::default()).expect("a writer");
        writer
            .add(drawing, &session.store)
            .expect("the page is written");
        let bytes = writer.finish().expect("the file is written");
        let drawn = Source::open(bytes, None, Limits::default()).expect("the new file opens");
        found(&source, &drawn, &[Vec::new()], &session.notes.known()).expect("both are read")[0]
    }

    #[test]
    fn a_page_that_is_written_whole_is_proven() {
        assert_eq!(found_after(|_| {}), Found::SamePaint);
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
