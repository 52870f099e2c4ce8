use hayro_interpret::{BlendMode, MaskType, SoftMask};

use super::{Recorder, Wanted};
use crate::drawing::{Group, Item, Mask, MaskKind};

/// A list of items that is not closed yet.
pub(super) struct Frame {
    pub(super) items: Vec<Item>,
    opacity: f32,
    blend: BlendMode,
    mask: Option<Box<Mask>>,
}

impl Frame {
    pub(super) fn page() -> Self {
        Self::new(1.0, BlendMode::Normal, None)
    }

    fn new(opacity: f32, blend: BlendMode, mask: Option<Box<Mask>>) -> Self {
        Self {
            items: Vec::new(),
            opacity,
            blend,
            mask,
        }
    }
}

impl Recorder<'_> {
    pub(super) fn begin_group<'a>(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        let mask = mask.and_then(|mask| self.take_mask(&mask)).map(Box::new);
        self.frames.push(Frame::new(opacity, blend, mask));
    }

    pub(super) fn end_group(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let clip = self.clip();
        let Some(parent) = self.frames.last_mut() else {
            return;
        };
        if frame.items.is_empty() {
            return;
        }
        let changes_nothing = frame.opacity >= 1.0
            && frame.blend == BlendMode::Normal
            && frame.mask.is_none()
            && frame
                .items
                .iter()
                .all(|item| blend_of(item) == BlendMode::Normal);
        if changes_nothing {
            parent.items.extend(frame.items);
            return;
        }
        parent.items.push(Item::Group(Group {
            items: frame.items,
            opacity: frame.opacity.clamp(0.0, 1.0),
            blend: frame.blend,
            mask: frame.mask,
            clip,
        }));
    }

    pub(super) fn take_mask<'a>(&mut self, mask: &SoftMask<'a>) -> Option<Mask> {
        if self.is_too_deep() || mask.transfer_function().is_some() {
            self.drawing.unsaid.masks += 1;
            return None;
        }
        let backdrop = mask.background_color().to_rgba().to_rgba8();
        let clips = std::mem::take(&mut self.clips);
        let items = self.apart(|recorder| mask.interpret(recorder));
        self.clips = clips;
        if !self.wants_everything() {
            // The letters of a mask are seen as much as those it masks.
            items.into_iter().for_each(|item| self.add(item));
            // What lies under a mask is known to.
            return matches!(self.wanted, Wanted::Layers).then_some(Mask {
                kind: MaskKind::Alpha,
                items: Vec::new(),
                backdrop: [0; 3],
            });
        }
        Some(Mask {
            kind: match mask.mask_type() {
                MaskType::Luminosity => MaskKind::Luminosity,
                MaskType::Alpha => MaskKind::Alpha,
            },
            items,
            backdrop: [backdrop[0], backdrop[1], backdrop[2]],
        })
    }

    /// What `draw` draws, kept out of the list.
    pub(super) fn apart(&mut self, draw: impl FnOnce(&mut Self)) -> Vec<Item> {
        let depth = self.frames.len();
        self.frames.push(Frame::page());
        draw(self);
        while self.frames.len() > depth + 1 {
            self.end_group();
        }
        self.frames.pop().map_or_else(Vec::new, |frame| frame.items)
    }

    /// One item under a mask of the graphics state: a group of its own.
    pub(super) fn add_masked<'a>(&mut self, mask: Option<&SoftMask<'a>>, item: Item) {
        match mask.and_then(|mask| self.take_mask(mask)) {
            None => self.add(item),
            Some(mask) => {
                let clip = self.clip();
                self.add(Item::Group(Group {
                    items: vec![item],
                    opacity: 1.0,
                    blend: BlendMode::Normal,
                    mask: Some(Box::new(mask)),
                    clip,
                }));
            }
        }
    }
}

fn blend_of(item: &Item) -> BlendMode {
    match item {
        Item::Run(run) => run.blend,
        Item::Path(path) => path.blend,
        Item::Group(group) => group.blend,
        Item::Picture(_) | Item::Drawn { .. } => BlendMode::Normal,
    }
}
