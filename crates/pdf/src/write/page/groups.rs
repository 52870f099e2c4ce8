use krilla::mask::{Mask as WrittenMask, MaskType};
use krilla::surface::Surface;

use super::clips::push_clips;
use super::paths::{draw_path, filled};
use super::{Hand, Open};
use crate::drawing::{Colour, Group, Item, Mask, MaskKind, Show};
use crate::write::text::TextRun;
use crate::write::{paint, picture};

impl Hand<'_> {
    /// A group is one piece to the reader: what is inside it lies in a form of its own, where nothing can be tagged.
    pub(super) fn group(&mut self, surface: &mut Surface<'_>, group: &Group) {
        let (from, pictures_from) = (self.order, self.pictures);
        let leaf = self.leaf_among(glyphs_in(&group.items));
        let picture = (pictures_from..pictures_from + pictures_in(&group.items))
            .find_map(|picture| self.plan.pictures.get(&picture).copied());
        if leaf.is_none() {
            self.end(surface);
        }
        let open = leaf.or(picture).map_or(Open::Ornament, Open::Leaf);
        self.begin(surface, open, group.clip);
        self.run.draw(surface);
        self.bare_group(surface, group);
        self.order = from + glyphs_in(&group.items);
        self.pictures = pictures_from + pictures_in(&group.items);
        if leaf.is_none() {
            self.end(surface);
        }
    }

    fn bare_group(&mut self, surface: &mut Surface<'_>, group: &Group) {
        let pushed = push_clips(surface, self.drawing, group.clip);
        let mut more = 0;
        if let Some(blend) = paint::blend(group.blend) {
            surface.push_blend_mode(blend);
            more += 1;
        }
        if group.opacity < 1.0 {
            surface.push_opacity(paint::share(group.opacity));
            more += 1;
        } else {
            surface.push_isolated();
            more += 1;
        }
        if let Some(mask) = &group.mask {
            let mask = self.mask(surface, mask);
            surface.push_mask(mask);
            more += 1;
        }
        self.bare(surface, &group.items);
        (0..more + pushed).for_each(|_| surface.pop());
    }

    fn mask(&mut self, surface: &mut Surface<'_>, mask: &Mask) -> WrittenMask {
        let area = self.drawing.page_area();
        let mut builder = surface.stream_builder();
        let mut inner = builder.surface();
        if mask.kind == MaskKind::Luminosity && mask.backdrop != [0; 3] {
            let colour = Colour {
                rgb: mask.backdrop,
                alpha: 1.0,
            };
            draw_path(&mut inner, &filled(area, colour));
        }
        // What a mask is made of is not among the page's own glyphs.
        let order = self.order;
        self.order = u32::MAX - glyphs_in(&mask.items);
        self.bare(&mut inner, &mask.items);
        self.order = order;
        inner.finish();
        let kind = match mask.kind {
            MaskKind::Luminosity => MaskType::Luminosity,
            MaskKind::Alpha => MaskType::Alpha,
        };
        WrittenMask::new(builder.finish(), kind)
    }

    /// Draws without a word to the tree: the caller has said what it is.
    pub(super) fn bare(&mut self, surface: &mut Surface<'_>, items: &[Item]) {
        for item in items {
            match item {
                Item::Run(run) => {
                    let pushed = push_clips(surface, self.drawing, run.clip);
                    let mut text = TextRun::new(self.fonts);
                    self.with_colour(surface, &run.show);
                    for glyph in &run.glyphs {
                        let order = self.next_order();
                        let word = self.word_of(order);
                        if word != self.last_word {
                            text.add_space();
                        }
                        self.last_word = word;
                        text.add(surface, glyph, &run.show, self.store);
                    }
                    text.draw(surface);
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Drawn {
                    glyph, clip, items, ..
                } => {
                    let is_read = self.word_of(self.order).is_some();
                    self.order += 1;
                    let pushed = push_clips(surface, self.drawing, *clip);
                    self.bare(surface, items);
                    if is_read {
                        let mut text = TextRun::new(self.fonts);
                        self.with_colour(surface, &Show::Unseen);
                        text.add(surface, glyph, &Show::Unseen, self.store);
                        text.draw(surface);
                    }
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Path(path) => {
                    let pushed = push_clips(surface, self.drawing, path.clip);
                    draw_path(surface, path);
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Picture(own) => {
                    let pushed = push_clips(surface, self.drawing, own.clip);
                    let _ = picture::draw(surface, own);
                    (0..pushed).for_each(|_| surface.pop());
                }
                Item::Group(group) => self.bare_group(surface, group),
            }
        }
    }
}

/// As many places in the order of painting as the items take up.
pub(in crate::write) fn glyphs_in(items: &[Item]) -> u32 {
    items
        .iter()
        .map(|item| match item {
            Item::Run(run) => run.glyphs.len() as u32,
            Item::Drawn { .. } => 1,
            Item::Group(group) => glyphs_in(&group.items),
            Item::Path(_) | Item::Picture(_) => 0,
        })
        .sum()
}

fn pictures_in(items: &[Item]) -> u32 {
    items
        .iter()
        .map(|item| match item {
            Item::Picture(_) => 1,
            Item::Group(group) => pictures_in(&group.items),
            Item::Drawn { .. } | Item::Run(_) | Item::Path(_) => 0,
        })
        .sum()
}
