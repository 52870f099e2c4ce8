use std::sync::Arc;

use hayro_interpret::{BlendMode, FillRule};
use kurbo::{Affine, BezPath, Cap, Join, Rect, Shape as _};

use super::{Picture, ShapeId};
use crate::read::{PageLabel, PageTags, SourceBookmark, SourceLink};

/// One page. Items are in the order they are painted.
#[derive(Clone, Default)]
pub(crate) struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) clips: Vec<Clip>,
    pub(crate) items: Vec<Item>,
    /// What the source asked for and this list cannot say. Such a page is shown as an image of itself.
    pub(crate) unsaid: Unsaid,
    /// What places on the page lead to.
    pub(crate) links: Vec<SourceLink>,
    /// Entries of the source's table of contents that lead here.
    pub(crate) bookmarks: Vec<SourceBookmark>,
    /// What is to be read in place of pieces of content; taken down for who looks for what is not seen.
    pub(crate) said: Vec<String>,
    /// What the source calls the page.
    pub(crate) label: Option<PageLabel>,
    /// What the source says its content is.
    pub(crate) tags: Option<PageTags>,
}

/// Constructs that were met and left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unsaid {
    pub(crate) pictures: u32,
    pub(crate) patterns: u32,
    pub(crate) masks: u32,
}

impl Unsaid {
    pub(crate) fn any(self) -> bool {
        self != Self::default()
    }
}

pub(crate) type ClipId = Option<u32>;

/// A clip inside its parent: together they bound what is painted.
#[derive(Clone)]
pub(crate) struct Clip {
    pub(crate) path: Arc<BezPath>,
    pub(crate) rule: FillRule,
    pub(crate) parent: ClipId,
    /// No point outside of this box is painted, parents counted in.
    pub(crate) bounds: Rect,
}

#[derive(Clone)]
pub(crate) enum Item {
    Run(Run),
    Path(PaintedPath),
    Picture(Picture),
    Group(Group),
    /// A glyph that is itself a drawing (Type 3). It stands or falls as one.
    Drawn {
        glyph: PlacedGlyph,
        clip: ClipId,
        items: Vec<Item>,
        marked: Marked,
    },
}

#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) glyphs: Vec<PlacedGlyph>,
    pub(crate) show: Show,
    pub(crate) blend: BlendMode,
    pub(crate) clip: ClipId,
    /// What is said in place of the glyphs.
    pub(crate) spoken: Option<Arc<str>>,
    pub(crate) marked: Marked,
}

/// What the source's own tags call a piece of content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Marked {
    #[default]
    Not,
    /// By its number on the page.
    Content(u32),
    Artifact,
}

#[derive(Clone)]
pub(crate) enum Show {
    Filled(Colour),
    Outlined(Pen),
    /// Rendering mode 3, or text that lies under a page-wide picture: there to be found, not to be seen.
    Unseen,
}

#[derive(Clone, Copy)]
pub(crate) struct PlacedGlyph {
    pub(crate) shape: ShapeId,
    /// From the thousandths of an em the shape is drawn in to the page.
    pub(crate) place: Affine,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Colour {
    pub(crate) rgb: [u8; 3],
    pub(crate) alpha: f32,
}

#[derive(Clone)]
pub(crate) struct PaintedPath {
    /// On the page when filled; before `transform` when stroked.
    pub(crate) path: BezPath,
    pub(crate) paint: PathPaint,
    pub(crate) blend: BlendMode,
    pub(crate) clip: ClipId,
}

#[derive(Clone)]
pub(crate) enum PathPaint {
    Fill(Colour, FillRule),
    Stroke(Pen, Affine),
}

#[derive(Clone)]
pub(crate) struct Pen {
    pub(crate) colour: Colour,
    pub(crate) width: f64,
    pub(crate) cap: Cap,
    pub(crate) join: Join,
    pub(crate) miter: f64,
    pub(crate) dashes: Vec<f64>,
    pub(crate) dash_offset: f64,
}

impl Pen {
    pub(crate) fn kurbo(&self) -> kurbo::Stroke {
        let stroke = kurbo::Stroke::new(self.width)
            .with_caps(self.cap)
            .with_join(self.join)
            .with_miter_limit(self.miter);
        if self.dashes.iter().sum::<f64>() > 0.0 {
            stroke.with_dashes(self.dash_offset, self.dashes.iter().copied())
        } else {
            stroke
        }
    }
}

#[derive(Clone)]
pub(crate) struct Group {
    pub(crate) items: Vec<Item>,
    pub(crate) opacity: f32,
    pub(crate) blend: BlendMode,
    pub(crate) mask: Option<Box<Mask>>,
    pub(crate) clip: ClipId,
}

#[derive(Clone)]
pub(crate) struct Mask {
    pub(crate) kind: MaskKind,
    pub(crate) items: Vec<Item>,
    /// The colour the mask's group is laid on, for luminosity.
    pub(crate) backdrop: [u8; 3],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MaskKind {
    Luminosity,
    Alpha,
}

impl PaintedPath {
    /// Where it can leave paint, before its clip.
    pub(crate) fn bounds(&self) -> Rect {
        match &self.paint {
            PathPaint::Fill(..) => self.path.bounding_box(),
            PathPaint::Stroke(pen, transform) => {
                let reach = pen.width.max(0.1) * 0.5 * pen.miter.max(1.5);
                let reach = match pen.join {
                    Join::Miter => reach,
                    _ => pen.width.max(0.1),
                };
                transform.transform_rect_bbox(self.path.bounding_box().inflate(reach, reach))
            }
        }
    }
}

impl Drawing {
    pub(crate) fn page_area(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height)
    }

    /// What its pictures weigh in memory.
    pub(crate) fn bytes(&self) -> usize {
        fn weigh(items: &[Item]) -> usize {
            items
                .iter()
                .map(|item| match item {
                    Item::Picture(picture) => picture.data.bytes(),
                    Item::Group(group) => {
                        weigh(&group.items)
                            + group.mask.as_ref().map_or(0, |mask| weigh(&mask.items))
                    }
                    Item::Drawn { items, .. } => weigh(items),
                    Item::Run(_) | Item::Path(_) => 0,
                })
                .sum()
        }
        weigh(&self.items)
    }

    pub(crate) fn clip_bounds(&self, clip: ClipId) -> Rect {
        clip.and_then(|id| self.clips.get(id as usize))
            .map_or_else(|| self.page_area(), |clip| clip.bounds)
    }

    /// Where its pictures lie, as far as they are on the page.
    pub(crate) fn picture_places(&self) -> Vec<Rect> {
        let mut places = Vec::new();
        self.each_picture(|picture| {
            let bounds = picture.bounds();
            let within = self.clip_bounds(picture.clip);
            if !picture.is_ornament && bounds.overlaps(within) {
                places.push(bounds.intersect(within));
            }
        });
        places
    }

    /// Those that are not part of a glyph.
    pub(crate) fn each_picture(&self, mut see: impl FnMut(&Picture)) {
        fn walk(items: &[Item], see: &mut impl FnMut(&Picture)) {
            for item in items {
                match item {
                    Item::Picture(picture) => see(picture),
                    Item::Group(group) => walk(&group.items, see),
                    Item::Drawn { .. } | Item::Run(_) | Item::Path(_) => {}
                }
            }
        }
        walk(&self.items, &mut see);
    }

    /// Every glyph with where it is clipped and how it shows, in the order of painting.
    pub(crate) fn each_glyph(&self, mut see: impl FnMut(&PlacedGlyph, ClipId, GlyphSeen)) {
        fn walk(items: &[Item], see: &mut impl FnMut(&PlacedGlyph, ClipId, GlyphSeen)) {
            for item in items {
                match item {
                    Item::Run(run) => {
                        let seen = match run.show {
                            Show::Unseen => GlyphSeen::No,
                            Show::Filled(colour) if colour.alpha <= 0.0 => GlyphSeen::No,
                            _ => GlyphSeen::Yes,
                        };
                        for glyph in &run.glyphs {
                            see(glyph, run.clip, seen);
                        }
                    }
                    Item::Drawn { glyph, clip, .. } => see(glyph, *clip, GlyphSeen::Yes),
                    Item::Group(group) => walk(&group.items, see),
                    Item::Path(_) | Item::Picture(_) => {}
                }
            }
        }
        walk(&self.items, &mut see);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GlyphSeen {
    Yes,
    No,
}
