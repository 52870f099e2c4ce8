use krilla::surface::Surface;
use kurbo::{Rect, Shape as _};

use crate::drawing::{ClipId, Drawing, is_upright_box};
use crate::write::paint;

/// All upright boxes of a chain as one, then the other shapes: archives allow few levels.
pub(super) fn push_clips(surface: &mut Surface<'_>, drawing: &Drawing, clip: ClipId) -> usize {
    let mut shapes = Vec::new();
    let mut bounds: Option<Rect> = None;
    let mut at = clip;
    while let Some(clip) = at.and_then(|id| drawing.clips.get(id as usize)) {
        if is_upright_box(&clip.path) {
            let own = clip.path.bounding_box();
            bounds = Some(bounds.map_or(own, |before| {
                if before.overlaps(own) {
                    before.intersect(own)
                } else {
                    Rect::ZERO
                }
            }));
        } else {
            shapes.push(clip);
        }
        at = clip.parent;
    }
    let mut pushed = 0;
    if let Some(path) = bounds.and_then(|bounds| paint::path(&bounds.to_path(0.1))) {
        surface.push_clip_path(&path, &krilla::paint::FillRule::NonZero);
        pushed += 1;
    }
    for clip in shapes.into_iter().rev().take(MOST_CLIPS) {
        // A clip of nothing hides everything; a path that cannot be written must not show all.
        let path = paint::path(&clip.path).or_else(|| paint::path(&OUTSIDE.to_path(0.1)));
        if let Some(path) = path {
            surface.push_clip_path(&path, &paint::fill_rule(clip.rule));
            pushed += 1;
        }
    }
    pushed
}

const MOST_CLIPS: usize = 16;
/// Where no page reaches.
const OUTSIDE: Rect = Rect::new(-20_000.0, -20_000.0, -19_999.0, -19_999.0);
