use krilla::tagging::ArtifactType;
use kurbo::Rect;

use super::BundleAct;
use crate::drawing::{ClipId, Drawing, GlyphStore, Item, PathPaint};
use crate::letter::{BLACK, FOOT_LINE, Faces, RIGHT, Sheet, Style};
use crate::write::{Child, Element, Heading, Leaf, Level, Link, LinkTo, NewPage, Role, Target};

const SIZE: f64 = 8.0;
const MARGIN: f64 = 24.0;
/// What a stamp takes of the page's upper edge.
const BAND: f64 = 20.0;
const BASE: f64 = 13.5;
const LONGEST_TITLE: usize = 70;

/// The pages of the whole bundle, numbered as they come.
pub(super) struct PageNumbers {
    pub(super) next: usize,
    pub(super) total: usize,
}

impl PageNumbers {
    fn text(&mut self) -> String {
        let text = format!("Side {} af {}", self.next, self.total);
        self.next += 1;
        text
    }

    /// At the foot of a page of ours, where there is room for it.
    pub(super) fn stamp_own(&mut self, page: &mut NewPage, faces: &mut Faces) {
        let letters = plain(&self.text());
        let mut sheet = Sheet::new();
        let leaf = sheet.plan.leaf(Leaf::Artifact(ArtifactType::PageNumber));
        let at = (RIGHT - width(faces, &letters), FOOT_LINE);
        sheet.text(faces, &letters, at, (SIZE, BLACK), leaf);
        page.overlay = Some((sheet.items, sheet.plan));
    }
}

/// Stamps the pages of one act: its number and page, and the bundle's.
pub(super) struct Stamps<'s> {
    act: &'s BundleAct,
    pages: usize,
    done: usize,
    back: Option<Target>,
    numbers: &'s mut PageNumbers,
    faces: &'s mut Faces,
}

impl<'s> Stamps<'s> {
    pub(super) fn new(
        act: &'s BundleAct,
        pages: usize,
        back: Option<Target>,
        numbers: &'s mut PageNumbers,
        faces: &'s mut Faces,
    ) -> Self {
        Self {
            act,
            pages,
            done: 0,
            back,
            numbers,
            faces,
        }
    }

    /// The letters that stamps are made of.
    pub(super) fn store(&self) -> &GlyphStore {
        &self.faces.store
    }

    /// In the page's upper edge. Where something stands there the page is made higher: a stamp hides nothing.
    pub(super) fn stamp(&mut self, page: &mut NewPage, store: &GlyphStore) {
        self.done += 1;
        let is_first = self.done == 1;
        let mut sheet = Sheet::new();
        let number = plain(&self.numbers.text());
        let name = if is_first {
            shortened(&self.act.name())
        } else {
            format!("Akt {}", self.act.number)
        };
        let name = plain(&name);
        let rest = plain(&format!(", side {} af {}", self.done, self.pages));
        let wide = width(self.faces, &name) + width(self.faces, &rest);
        let right = (page.drawing.width - MARGIN - wide).max(MARGIN);
        let band = Rect::new(0.0, 0.0, page.drawing.width, BAND);
        let mut lowered = 0.0;
        if !is_free(&page.drawing, store, band) {
            page.drawing.lower(BAND);
            lowered = BAND;
        }
        let number_leaf = sheet.plan.leaf(Leaf::Artifact(ArtifactType::PageNumber));
        sheet.text(
            self.faces,
            &number,
            (MARGIN, BASE),
            (SIZE, BLACK),
            number_leaf,
        );
        sheet.end_word();
        let pagination = Leaf::Artifact(ArtifactType::PageNumber);
        let name_leaf = sheet
            .plan
            .leaf(if is_first { Leaf::Text } else { pagination });
        let end = sheet.text(self.faces, &name, (right, BASE), (SIZE, BLACK), name_leaf);
        let rest_leaf = sheet.plan.leaf(pagination);
        sheet.text(self.faces, &rest, (end, BASE), (SIZE, BLACK), rest_leaf);
        if is_first {
            let area = Rect::new(right, BASE - SIZE, end, BASE + 2.0);
            let child = match self.back {
                Some(row) => {
                    sheet.plan.links.push(Link {
                        areas: vec![area],
                        to: LinkTo::Place(row),
                        said: format!("{}, tilbage til listen", self.act.name()),
                    });
                    Child::Link(0, vec![name_leaf])
                }
                None => Child::Leaf(name_leaf),
            };
            let heading = Heading {
                level: Level::Told(1),
                text: self.act.name(),
                y: 0.0,
            };
            let heading = Element::new(Role::Heading(heading), vec![child]);
            sheet.plan.elements.push(heading);
        }
        page.overlay = Some((sheet.items, sheet.plan));
        if let Some(expected) = &mut page.expected {
            let line = |from: f64, to: f64| Rect::new(from, BASE - SIZE, to, BASE + SIZE / 2.0);
            let number_end = MARGIN + width(self.faces, &number);
            expected.stamped(
                BAND,
                lowered,
                &[line(MARGIN, number_end), line(right, right + wide)],
            );
        }
    }
}

fn plain(text: &str) -> Vec<(char, Style)> {
    text.chars()
        .map(|letter| (letter, Style::default()))
        .collect()
}

fn width(faces: &mut Faces, letters: &[(char, Style)]) -> f64 {
    let ems: f64 = letters
        .iter()
        .map(|(letter, _)| faces.glyph(*letter, false).1)
        .sum();
    ems / 1000.0 * SIZE
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_TITLE {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST_TITLE - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Whether nothing is painted there but white.
fn is_free(drawing: &Drawing, store: &GlyphStore, band: Rect) -> bool {
    fn walk(drawing: &Drawing, store: &GlyphStore, items: &[Item], band: Rect) -> bool {
        let shown = |bounds: Rect, clip: ClipId| {
            let within = drawing.clip_bounds(clip);
            bounds.overlaps(within) && bounds.intersect(within).overlaps(band)
        };
        items.iter().all(|item| match item {
            Item::Run(run) => run.glyphs.iter().all(|glyph| {
                let shape = store.shape(glyph.shape);
                let bounds = glyph.place.transform_rect_bbox(shape.touch_box());
                shape.is_space() || !shown(bounds, run.clip)
            }),
            Item::Path(path) => {
                let is_white =
                    matches!(&path.paint, PathPaint::Fill(colour, _) if colour.rgb == [255; 3]);
                is_white || !shown(path.bounds(), path.clip)
            }
            Item::Picture(picture) => !shown(picture.bounds(), picture.clip),
            Item::Group(group) => walk(drawing, store, &group.items, band),
            Item::Drawn { items, .. } => walk(drawing, store, items, band),
        })
    }
    walk(drawing, store, &drawing.items, band)
}
