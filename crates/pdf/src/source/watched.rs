use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro_syntax::object::Dict;
use kurbo::BezPath;

use crate::drawing::Recorder;
use crate::painted::Witness;

/// The recorder and the witness in one run of the engine. It tells both the same, and neither knows of the other.
pub(super) struct Watched<'x, 's, 'b> {
    pub(super) recorder: &'x mut Recorder<'s>,
    pub(super) witness: &'x mut Witness<'b>,
}

impl<'a> Device<'a> for Watched<'_, '_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.witness.path(path, &props, mode);
        self.recorder.draw_path(path, props, mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.witness.push_clip_path(clip);
        self.recorder.push_clip_path(clip);
    }

    fn pop_clip(&mut self) {
        self.witness.pop_clip();
        self.recorder.pop_clip();
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.witness.group(opacity, mask.as_ref(), blend);
        self.recorder.push_transparency_group(opacity, mask, blend);
    }

    fn pop_transparency_group(&mut self) {
        self.witness.pop_transparency_group();
        self.recorder.pop_transparency_group();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.witness.glyphs(run, &props, mode);
        self.recorder.draw_glyph_run(run, props, mode);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        // The recorder comes first: who decodes a picture tells what it shows, so that it is decoded once.
        self.recorder.picture(&image, &props);
        self.witness.picture(&image, &props);
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.recorder.begin_marked_content(tag, properties);
    }

    fn end_marked_content(&mut self) {
        self.recorder.end_marked_content();
    }
}
