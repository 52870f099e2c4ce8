use super::Story;
use super::font::{GLYPH_HEIGHT, GLYPH_WIDTH, glyph};
use super::story::wrapped;
use crate::municipality::Dice;

/// Black on white, one bit a dot, each row from its own byte. A set bit is white.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bitmap {
    width: usize,
    height: usize,
    rows: Vec<u8>,
}

impl Bitmap {
    fn white(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            rows: vec![0xff; width.div_ceil(8) * height],
        }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    pub(super) fn row_bytes(&self) -> usize {
        self.width.div_ceil(8)
    }

    pub(super) fn rows(&self) -> &[u8] {
        &self.rows
    }

    pub(super) fn is_black(&self, x: usize, y: usize) -> bool {
        self.rows[y * self.row_bytes() + x / 8] & (0x80 >> (x % 8)) == 0
    }

    /// Outside the picture nothing happens.
    fn blacken(&mut self, x: usize, y: usize) {
        if x < self.width && y < self.height {
            let row_bytes = self.row_bytes();
            self.rows[y * row_bytes + x / 8] &= !(0x80 >> (x % 8));
        }
    }

    fn rectangle(&mut self, left: usize, top: usize, width: usize, height: usize) {
        for y in top..top + height {
            for x in left..left + width {
                self.blacken(x, y);
            }
        }
    }

    fn frame(&mut self, left: usize, top: usize, width: usize, height: usize) {
        self.rectangle(left, top, width, 2);
        self.rectangle(left, top + height, width + 2, 2);
        self.rectangle(left, top, 2, height);
        self.rectangle(left + width, top, 2, height);
    }

    fn text(&mut self, left: usize, top: usize, scale: usize, text: &str) {
        for (place, c) in text.chars().enumerate() {
            let x = left + place * (GLYPH_WIDTH + 1) * scale;
            for (row, bits) in glyph(c).iter().enumerate() {
                for column in 0..GLYPH_WIDTH {
                    if bits & (1 << (GLYPH_WIDTH - 1 - column)) != 0 {
                        self.rectangle(x + column * scale, top + row * scale, scale, scale);
                    }
                }
            }
        }
    }
}

/// A page as the copier sees it: typed capitals, holes from the ring binder, dust and a stamp.
pub(super) fn scan(story: &Story, dice: &mut Dice) -> Bitmap {
    const SCALE: usize = 2;
    const LEFT: usize = 64;
    let mut page = Bitmap::white(832, 1_176);
    page.text(LEFT, 60, 3, &story.title);
    let mut y = 110;
    let line_height = (GLYPH_HEIGHT + 4) * SCALE;
    let facts = story
        .facts
        .iter()
        .map(|(name, value)| format!("{name}: {value}"));
    for text in facts.chain(story.paragraphs.iter().cloned()) {
        for line in wrapped(&text, 58).lines() {
            if y + line_height < page.height() - 140 {
                page.text(LEFT, y, SCALE, line);
                y += line_height;
            }
        }
        y += 10;
    }
    page.frame(520, 1_040, 250, 70);
    page.text(540, 1_054, SCALE, "MODTAGET");
    page.text(540, 1_082, SCALE, &story.date.to_string());
    for top in [360, 790] {
        hole(&mut page, 24, top);
    }
    for _ in 0..160 {
        let (x, y) = (dice.below(page.width()), dice.below(page.height()));
        page.blacken(x, y);
    }
    page
}

/// A hand-drawn plan of a room, with a caption.
pub(super) fn sketch(story: &Story, dice: &mut Dice) -> Bitmap {
    let mut picture = Bitmap::white(320, 240);
    picture.frame(20, 20, 276, 160);
    for _ in 0..4 {
        let (left, top) = (30 + dice.below(180), 30 + dice.below(90));
        picture.frame(left, top, 20 + dice.below(60), 15 + dice.below(40));
    }
    picture.text(20, 195, 1, &story.title);
    picture.text(20, 210, 1, &format!("SKITSE {}", story.case_number));
    picture
}

fn hole(page: &mut Bitmap, left: usize, top: usize) {
    const RADIUS: usize = 11;
    for y in 0..=2 * RADIUS {
        for x in 0..=2 * RADIUS {
            if x.abs_diff(RADIUS).pow(2) + y.abs_diff(RADIUS).pow(2) <= RADIUS * RADIUS {
                page.blacken(left + x, top + y);
            }
        }
    }
}
