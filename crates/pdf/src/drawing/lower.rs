use std::sync::Arc;

use hayro_interpret::FillRule;
use kurbo::{Affine, Rect, Shape as _};

use super::{Clip, Drawing, Item, PathPaint};

impl Drawing {
    /// Makes the page higher at its upper edge.
    pub(crate) fn lower(&mut self, by: f64) {
        let down = Affine::translate((0.0, by));
        self.height += by;
        for clip in &mut self.clips {
            clip.path = Arc::new(down * (*clip.path).clone());
            clip.bounds = down.transform_rect_bbox(clip.bounds);
        }
        // What reached over the old edge must not show on the new strip.
        let edge = self.clips.len() as u32;
        let page = Rect::new(0.0, by, self.width, self.height);
        let has_edge = clip_all(&mut self.items, edge);
        if has_edge {
            self.clips.push(Clip {
                path: Arc::new(page.to_path(0.1)),
                rule: FillRule::NonZero,
                parent: None,
                bounds: page,
            });
            for clip in &mut self.clips[..edge as usize] {
                clip.parent = clip.parent.or(Some(edge));
                clip.bounds = clip.bounds.intersect(page);
            }
        }
        move_items(&mut self.items, down);
        for link in &mut self.links {
            link.area = down.transform_rect_bbox(link.area);
        }
        for bookmark in &mut self.bookmarks {
            bookmark.y += by;
        }
    }
}

/// Items without a clip get this one.
fn clip_all(items: &mut [Item], edge: u32) -> bool {
    for item in items.iter_mut() {
        let clip = match item {
            Item::Run(run) => &mut run.clip,
            Item::Path(path) => &mut path.clip,
            Item::Picture(picture) => &mut picture.clip,
            Item::Group(group) => &mut group.clip,
            Item::Drawn { clip, .. } => clip,
        };
        *clip = clip.or(Some(edge));
    }
    !items.is_empty()
}

fn move_items(items: &mut [Item], by: Affine) {
    for item in items {
        match item {
            Item::Run(run) => run
                .glyphs
                .iter_mut()
                .for_each(|glyph| glyph.place = by * glyph.place),
            Item::Path(path) => match &mut path.paint {
                PathPaint::Fill(..) => path.path.apply_affine(by),
                PathPaint::Stroke(_, transform) => *transform = by * *transform,
            },
            Item::Picture(picture) => picture.place = by * picture.place,
            Item::Group(group) => {
                move_items(&mut group.items, by);
                if let Some(mask) = &mut group.mask {
                    move_items(&mut mask.items, by);
                }
            }
            Item::Drawn { glyph, items, .. } => {
                glyph.place = by * glyph.place;
                move_items(items, by);
            }
        }
    }
}
