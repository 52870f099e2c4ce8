use std::sync::Arc;

use kurbo::{Rect, Shape as _};

use super::cut;
use crate::drawing::{Clip, ClipId, is_upright_box};

/// What each clip still lets through.
pub(super) struct Bounds {
    page: Rect,
    /// None where nothing is left of a clip.
    bounds: Vec<Option<Rect>>,
}

impl Bounds {
    pub(super) fn of(&self, clip: ClipId) -> Rect {
        match clip {
            None => self.page,
            Some(id) => self
                .bounds
                .get(id as usize)
                .copied()
                .flatten()
                .unwrap_or(Rect::ZERO),
        }
    }

    /// Whether the clip was all mark: what it clipped had the covered thing's outline.
    pub(super) fn is_gone(&self, clip: ClipId) -> bool {
        clip.is_some_and(|id| self.bounds.get(id as usize).is_some_and(Option::is_none))
    }
}

/// A clip can have the outline of a name, so the areas are taken out of it. An upright box has no outline to tell.
pub(super) fn cut(clips: &mut [Clip], page: Rect, areas: &[Rect]) -> Bounds {
    let mut bounds: Vec<Option<Rect>> = Vec::with_capacity(clips.len());
    for clip in clips {
        let is_cut =
            !is_upright_box(&clip.path) && areas.iter().any(|area| area.overlaps(clip.bounds));
        if is_cut {
            clip.path = Arc::new(cut::without(&clip.path, areas));
        }
        let outer = match clip.parent {
            None => Some(page),
            Some(parent) => bounds.get(parent as usize).copied().flatten(),
        };
        let own = if is_cut && clip.path.elements().is_empty() {
            None
        } else if is_cut {
            Some(clip.path.bounding_box())
        } else {
            Some(clip.bounds)
        };
        let left = outer.zip(own).map(|(outer, own)| {
            if outer.overlaps(own) {
                outer.intersect(own)
            } else {
                Rect::ZERO
            }
        });
        clip.bounds = left.unwrap_or(Rect::ZERO);
        bounds.push(left);
    }
    Bounds { page, bounds }
}
