//! The shapes of a slide, in the order they are drawn, with where they are and whether they can be seen.

use super::super::gathered::Gathered;
use super::super::look::{Colour, WHITE, unseen};
use super::super::xml::{Element, Piece, Pieces};
use crate::read::Unreadable;
use crate::{Found, HiddenKind};

pub(super) struct Slide<'s> {
    pub(super) place: &'s str,
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) ground: Ground,
}

/// What a slide is drawn on.
#[derive(Clone, Copy)]
pub(super) struct Ground(Colour);

impl Default for Ground {
    fn default() -> Self {
        Self(WHITE)
    }
}

pub(super) struct Shapes<'s> {
    slide: &'s Slide<'s>,
    most: usize,
    is_hidden: bool,
    all_text: Gathered,
    shapes: Vec<Shape>,
    open: Vec<Shape>,
    groups: Vec<Group>,
    colour: Colour,
    /// Relations of pictures that show a part of themselves.
    cropped: Vec<String>,
}

#[derive(Default)]
struct Shape {
    name: String,
    described: String,
    is_hidden: bool,
    is_picture: bool,
    /// Left, top, right, bottom on the slide.
    area: Option<[i64; 4]>,
    fill: Option<Colour>,
    /// It lets through what lies beneath.
    is_clear: bool,
    text: String,
    like_ground: Vec<(HiddenKind, String)>,
    picture: Option<String>,
    cut: String,
}

/// Moves and scales what is in it.
#[derive(Clone, Copy)]
struct Group {
    at: [i64; 4],
    inner: [i64; 4],
}

const SHAPES_AT_MOST: usize = 5_000;

impl<'s> Shapes<'s> {
    pub(super) fn new(slide: &'s Slide<'s>, most: usize) -> Self {
        Self {
            slide,
            most,
            is_hidden: false,
            all_text: Gathered::new(most),
            shapes: Vec::new(),
            open: Vec::new(),
            groups: Vec::new(),
            colour: Colour::Automatic,
            cropped: Vec::new(),
        }
    }

    pub(super) fn read(&mut self, text: &str) -> Result<(), Unreadable> {
        let mut within: Vec<String> = Vec::new();
        let mut pieces = Pieces::of(text);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) if element.name() == "Fallback" => {
                    pieces.text_within(0)?;
                }
                Piece::Opens(element) => {
                    self.open(&element, &within);
                    within.push(element.name().to_owned());
                }
                Piece::Text(text) => {
                    if within.last().is_some_and(|last| last == "t") {
                        self.text(&text);
                    }
                }
                Piece::Closes(name) => {
                    within.pop();
                    self.close(&name);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element<'_>, within: &[String]) {
        let inside = |name: &str| within.last().is_some_and(|last| last == name);
        let in_text = within.iter().any(|open| open == "txBody");
        match element.name() {
            "sld" => {
                self.is_hidden = element
                    .get("show")
                    .is_some_and(|shown| shown == "0" || shown == "false");
            }
            "sp" | "pic" | "graphicFrame" | "cxnSp" => self.open.push(Shape {
                is_picture: element.name() == "pic",
                ..Shape::default()
            }),
            "grpSp" => self.groups.push(Group {
                at: [0; 4],
                inner: [0; 4],
            }),
            "cNvPr" => {
                if let Some(shape) = self.open.last_mut() {
                    shape.name = element.get("name").unwrap_or_default();
                    shape.described = element.get("descr").unwrap_or_default();
                    shape.is_hidden = element.is_on("hidden");
                }
            }
            "off" | "ext" | "chOff" | "chExt" if inside("xfrm") => {
                let of_group = within
                    .iter()
                    .rev()
                    .nth(1)
                    .is_some_and(|open| open == "grpSpPr");
                self.placed(element, of_group);
            }
            "rPr" | "defRPr" | "endParaRPr" if in_text => self.colour = Colour::Automatic,
            "noFill" if inside("spPr") => {
                if let Some(shape) = self.open.last_mut() {
                    shape.is_clear = true;
                }
            }
            "gradFill" | "blipFill" | "pattFill" if inside("spPr") => {
                if let Some(shape) = self.open.last_mut() {
                    shape.fill = Some(Colour::Unknown);
                }
            }
            "srgbClr" | "schemeClr" | "sysClr" | "prstClr" if inside("solidFill") => {
                let of = within.iter().rev().nth(1).map(String::as_str);
                let colour = colour(element);
                if of == Some("spPr") {
                    if let Some(shape) = self.open.last_mut() {
                        shape.fill = Some(colour);
                    }
                } else if of == Some("rPr") && in_text {
                    self.colour = colour;
                }
            }
            "alpha" | "lumMod" | "lumOff" | "tint" | "shade" => {
                // Another colour, or one that is seen through.
                if in_text {
                    self.colour = Colour::Unknown;
                } else if let Some(shape) = self.open.last_mut() {
                    if element.name() == "alpha" {
                        shape.is_clear = true;
                    }
                    shape.fill = shape.fill.map(|_| Colour::Unknown);
                }
            }
            "blip" => {
                if let Some(shape) = self.open.last_mut() {
                    shape.picture = element.relation("embed");
                }
            }
            "srcRect" => {
                if let Some(shape) = self.open.last_mut() {
                    shape.cut = super::super::word::cut_away(element);
                }
            }
            "p" if in_text => self.text("\n"),
            "br" | "tab" if in_text => self.text(" "),
            _ => {}
        }
    }

    fn placed(&mut self, element: &Element<'_>, of_group: bool) {
        let name = element.name();
        let (first, second) = match name {
            "off" | "chOff" => (element.number("x"), element.number("y")),
            _ => (element.number("cx"), element.number("cy")),
        };
        let (first, second) = (first.unwrap_or_default(), second.unwrap_or_default());
        if of_group {
            let Some(group) = self.groups.last_mut() else {
                return;
            };
            match name {
                "off" => (group.at[0], group.at[1]) = (first, second),
                "ext" => (group.at[2], group.at[3]) = (first, second),
                "chOff" => (group.inner[0], group.inner[1]) = (first, second),
                _ => (group.inner[2], group.inner[3]) = (first, second),
            }
            return;
        }
        let Some(shape) = self.open.last_mut() else {
            return;
        };
        let area = shape.area.get_or_insert([0; 4]);
        match name {
            "off" => (area[0], area[1]) = (first, second),
            "ext" => {
                area[2] = area[0].saturating_add(first);
                area[3] = area[1].saturating_add(second);
                for group in self.groups.iter().rev() {
                    *area = group.outer(*area);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let most = self.most;
        if self.is_hidden {
            self.all_text.push(text);
        }
        let ground = self.slide.ground.0;
        let colour = self.colour;
        let Some(shape) = self.open.last_mut() else {
            return;
        };
        if shape.text.len() < most {
            shape.text.push_str(text);
        }
        let ground = match shape.fill {
            Some(fill) if !shape.is_clear => fill,
            _ => ground,
        };
        if text != "\n"
            && let Some(kind) = unseen(colour, ground)
        {
            match shape.like_ground.last_mut() {
                Some((last, so_far)) if *last == kind && so_far.len() < most => {
                    so_far.push_str(text);
                }
                _ => shape.like_ground.push((kind, text.to_owned())),
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "sp" | "pic" | "graphicFrame" | "cxnSp" => {
                if let Some(shape) = self.open.pop()
                    && self.shapes.len() < SHAPES_AT_MOST
                {
                    self.shapes.push(shape);
                }
            }
            "grpSp" => {
                self.groups.pop();
            }
            "r" | "fld" => self.colour = Colour::Automatic,
            _ => {}
        }
    }

    /// Gives the relations of pictures that are shown in part.
    pub(super) fn tell(mut self, found: &mut Found<'_>) -> Vec<String> {
        let place = self.slide.place;
        if self.is_hidden {
            let text = self.all_text.take();
            found.hide(HiddenKind::HiddenSlide, place, &text, 1);
        }
        for at in 0..self.shapes.len() {
            let shape = &self.shapes[at];
            let text = shape.text.trim();
            let told = if text.is_empty() {
                shape.name.as_str()
            } else {
                text
            };
            if !self.is_hidden {
                if shape.is_hidden {
                    found.hide(HiddenKind::HiddenText, place, told, 1);
                } else if self.is_off(shape) {
                    found.hide(HiddenKind::OffSlide, place, told, 1);
                } else if let Some(kind) = self.covered(at) {
                    found.hide(kind, place, text, 1);
                } else {
                    for (kind, text) in &shape.like_ground {
                        found.hide(*kind, place, text.trim(), 1);
                    }
                }
            }
            if !shape.described.trim().is_empty() {
                found.hide(HiddenKind::Description, place, shape.described.trim(), 1);
            }
            if !shape.cut.is_empty() {
                found.hide(HiddenKind::CroppedPicture, place, &shape.cut, 1);
                if let Some(picture) = &shape.picture
                    && !self.cropped.contains(picture)
                {
                    self.cropped.push(picture.clone());
                }
            }
        }
        self.cropped
    }

    fn is_off(&self, shape: &Shape) -> bool {
        shape.area.is_some_and(|[left, top, right, bottom]| {
            right <= 0 || bottom <= 0 || left >= self.slide.width || top >= self.slide.height
        })
    }

    /// Text that something drawn later lies over, all of it.
    fn covered(&self, at: usize) -> Option<HiddenKind> {
        let shape = self.shapes.get(at)?;
        let [left, top, right, bottom] = shape.area?;
        if shape.text.trim().is_empty() {
            return None;
        }
        let over = self.shapes.iter().skip(at + 1).find(|over| {
            let covers = over.area.is_some_and(|area| {
                area[0] <= left && area[1] <= top && area[2] >= right && area[3] >= bottom
            });
            let is_dense = over.is_picture || over.fill.is_some();
            covers && is_dense && !over.is_clear && !over.is_hidden
        })?;
        Some(if over.is_picture {
            HiddenKind::TextUnderPicture
        } else {
            HiddenKind::TextUnderBox
        })
    }
}

impl Group {
    /// From the group's own measure to that of what it lies in.
    fn outer(&self, area: [i64; 4]) -> [i64; 4] {
        let scaled = |value: i64, axis: usize| {
            let inner = i128::from(self.inner[axis + 2]);
            let from_start = i128::from(value) - i128::from(self.inner[axis]);
            let length = if inner == 0 {
                from_start
            } else {
                from_start * i128::from(self.at[axis + 2]) / inner
            };
            let outer = i128::from(self.at[axis]) + length;
            i64::try_from(outer).unwrap_or(if outer < 0 { i64::MIN } else { i64::MAX })
        };
        [
            scaled(area[0], 0),
            scaled(area[1], 1),
            scaled(area[2], 0),
            scaled(area[3], 1),
        ]
    }
}

fn colour(element: &Element<'_>) -> Colour {
    let value = element.get("val").unwrap_or_default();
    match (element.name(), value.as_str()) {
        ("srgbClr", hex) => Colour::from_hex(hex),
        ("schemeClr", "bg1" | "lt1") | ("sysClr", "window") | ("prstClr", "white") => WHITE,
        ("schemeClr", "tx1" | "dk1") | ("sysClr", "windowText") | ("prstClr", "black") => {
            super::super::look::BLACK
        }
        _ => Colour::Unknown,
    }
}

/// What a slide, a layout or a master says of its ground, if it says anything.
pub(super) fn ground_said(text: &str) -> Result<Option<Ground>, Unreadable> {
    let mut ground = None;
    let mut in_ground = false;
    let mut pieces = Pieces::of(text);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Opens(element) => match element.name() {
                "bg" => {
                    in_ground = true;
                    ground = Some(Colour::Unknown);
                }
                "srgbClr" | "schemeClr" | "sysClr" | "prstClr"
                    if in_ground && ground == Some(Colour::Unknown) =>
                {
                    ground = Some(colour(&element));
                }
                "gradFill" | "blipFill" | "pattFill" | "lumMod" | "lumOff" | "tint"
                    if in_ground =>
                {
                    return Ok(Some(Ground(Colour::Unknown)));
                }
                // The ground stands before all that is drawn on it.
                "spTree" => break,
                _ => {}
            },
            Piece::Closes(name) if name == "bg" => in_ground = false,
            _ => {}
        }
    }
    Ok(ground.map(Ground))
}
