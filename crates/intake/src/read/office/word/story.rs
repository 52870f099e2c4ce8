//! One stretch of a document: its body, a header, its notes.

use std::collections::BTreeMap;

use super::super::gathered::by_and_when;
use super::super::look::{BLACK, Colour, WHITE, unseen};
use super::super::package::Package;
use super::super::xml::{Element, Piece, Pieces};
use super::styles::{Styles, TextLook, shade};
use crate::read::Unreadable;
use crate::reading::ChildRole;
use crate::{Found, HiddenKind};

pub(super) struct Story<'s> {
    styles: &'s Styles,
    /// What it is called, where it is not the body.
    called: String,
    /// Where each comment stands.
    pub(super) anchors: BTreeMap<String, String>,
    number: u32,
    paragraphs: Vec<Paragraph>,
    runs: Vec<TextLook>,
    changes: Vec<Change>,
    cells: Vec<Colour>,
    boxes: Vec<Floating>,
    /// Boxes that have ended, until the page's size is known.
    placed: Vec<(Floating, String)>,
    page: Page,
    last_picture: Option<String>,
    /// Instructions of fields, put together of several runs.
    field: String,
}

#[derive(Default)]
struct Paragraph {
    number: u32,
    look: TextLook,
    ground: Option<Colour>,
    /// How it begins, as it is seen.
    seen: String,
    hidden: Vec<Pending>,
}

struct Pending {
    kind: HiddenKind,
    by: String,
    text: String,
}

#[derive(Clone)]
struct Change {
    kind: HiddenKind,
    by: String,
}

/// Something that floats over the text, with where it is in English metric units.
#[derive(Default)]
struct Floating {
    across: Option<Offset>,
    down: Option<Offset>,
    width: i64,
    height: i64,
    is_hidden: bool,
    text: String,
}

struct Offset {
    from: String,
    value: Option<i64>,
}

struct Page {
    width: i64,
    height: i64,
    left: i64,
    top: i64,
}

const OF_A_TWENTIETH_POINT: i64 = 635;
const SEEN_KEPT: usize = 44;
const COMMENTS_AT_MOST: usize = 20_000;
const BOXES_AT_MOST: usize = 20_000;
const FIELD_AT_MOST: usize = 4_000;

impl<'s> Story<'s> {
    pub(super) fn new(styles: &'s Styles, called: &str) -> Self {
        Self {
            styles,
            called: called.to_owned(),
            anchors: BTreeMap::new(),
            number: 0,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            changes: Vec::new(),
            cells: Vec::new(),
            boxes: Vec::new(),
            placed: Vec::new(),
            page: Page {
                width: 11_906 * OF_A_TWENTIETH_POINT,
                height: 16_838 * OF_A_TWENTIETH_POINT,
                left: 1_134 * OF_A_TWENTIETH_POINT,
                top: 1_701 * OF_A_TWENTIETH_POINT,
            },
            last_picture: None,
            field: String::new(),
        }
    }

    pub(super) fn read(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        found: &mut Found<'_>,
    ) -> Result<(), Unreadable> {
        let Some(text) = package.text(part)? else {
            return Ok(());
        };
        let pictures: BTreeMap<String, String> = package
            .relations(part)?
            .into_iter()
            .filter(|relation| relation.kind == "image" && !relation.is_outside)
            .map(|relation| (relation.id, relation.target))
            .collect();
        let mut cropped: BTreeMap<String, u32> = BTreeMap::new();
        let mut open: Vec<String> = Vec::new();
        let mut pieces = Pieces::of(&text);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) if element.name() == "Fallback" => {
                    // The same once more, for programs that are older.
                    pieces.text_within(0)?;
                }
                Piece::Opens(element) => {
                    self.open(&element, &open, found);
                    if element.name() == "srcRect"
                        && is_cropped(&element)
                        && let Some(picture) = self.picture(&pictures)
                    {
                        self.hide(HiddenKind::CroppedPicture, "", &cut_away(&element), found);
                        *cropped.entry(picture).or_default() += 1;
                    }
                    open.push(element.name().to_owned());
                }
                Piece::Text(text) => self.text(&text, &open, found),
                Piece::Closes(name) => {
                    open.pop();
                    self.close(&name, &open, found);
                }
            }
        }
        self.judge_boxes(found);
        for picture in cropped.keys() {
            if let Some(bytes) = package.bytes(picture)? {
                found.child(picture, ChildRole::Embedded, bytes)?;
            }
        }
        Ok(())
    }

    fn picture(&self, pictures: &BTreeMap<String, String>) -> Option<String> {
        pictures.get(self.last_picture.as_ref()?).cloned()
    }

    fn open(&mut self, element: &Element<'_>, within: &[String], found: &mut Found<'_>) {
        let inside = |name: &str| within.last().is_some_and(|last| last == name);
        match element.name() {
            "p" if !within.iter().any(|open| open == "txbxContent") => {
                self.number += 1;
                self.begin_paragraph();
            }
            "p" => self.begin_paragraph(),
            "pStyle" => {
                let look = self.styles.look(&element.get("val").unwrap_or_default());
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.look = look;
                }
            }
            "r" => self.runs.push(TextLook::default()),
            "rStyle" if !of_paragraph(within) => {
                let look = self.styles.look(&element.get("val").unwrap_or_default());
                if let Some(run) = self.runs.last_mut() {
                    *run = run.or(look);
                }
            }
            "shd" if inside("pPr") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.ground = Some(shade(element));
                }
            }
            "shd" if inside("tcPr") => {
                if let Some(cell) = self.cells.last_mut() {
                    *cell = shade(element);
                }
            }
            "tc" => self.cells.push(Colour::Automatic),
            "del" | "moveFrom" => self.change(HiddenKind::DeletedText, element),
            "ins" | "moveTo" => self.change(HiddenKind::InsertedText, element),
            "commentRangeStart" | "commentReference" => {
                let id = element.get("id").unwrap_or_default();
                let place = self.paragraph_place();
                if self.anchors.len() < COMMENTS_AT_MOST {
                    self.anchors.entry(id).or_insert(place);
                }
            }
            "fldSimple" => {
                let instruction = element.get("instr").unwrap_or_default();
                self.field_reaches_out(&instruction, found);
            }
            "fldChar" if element.get("fldCharType").as_deref() != Some("begin") => {
                let instruction = std::mem::take(&mut self.field);
                self.field_reaches_out(&instruction, found);
            }
            "anchor" => self.boxes.push(Floating {
                is_hidden: element.is_on("hidden"),
                ..Floating::default()
            }),
            "shape" | "rect" if within.iter().any(|open| open == "pict") => {
                self.boxes
                    .push(from_style(&element.get("style").unwrap_or_default()));
            }
            "positionH" | "positionV" => {
                let offset = Offset {
                    from: element.get("relativeFrom").unwrap_or_default(),
                    value: None,
                };
                let is_across = element.name() == "positionH";
                if let Some(last) = self.boxes.last_mut() {
                    if is_across {
                        last.across = Some(offset);
                    } else {
                        last.down = Some(offset);
                    }
                }
            }
            "extent" => {
                if let Some(last) = self.boxes.last_mut() {
                    last.width = element.number("cx").unwrap_or_default();
                    last.height = element.number("cy").unwrap_or_default();
                }
            }
            "docPr" | "cNvPr" => self.described(element, found),
            "blip" => self.last_picture = element.relation("embed"),
            "pgSz" => {
                let read = |name| {
                    element
                        .number(name)
                        .filter(|size| (1..100_000).contains(size))
                };
                if let (Some(width), Some(height)) = (read("w"), read("h")) {
                    self.page.width = width * OF_A_TWENTIETH_POINT;
                    self.page.height = height * OF_A_TWENTIETH_POINT;
                }
            }
            "pgMar" => {
                let read = |name| {
                    element
                        .number(name)
                        .filter(|size| (0..50_000).contains(size))
                };
                if let (Some(left), Some(top)) = (read("left"), read("top")) {
                    self.page.left = left * OF_A_TWENTIETH_POINT;
                    self.page.top = top * OF_A_TWENTIETH_POINT;
                }
            }
            "ddList" | "dropDownList" | "comboBox" => self.field.clear(),
            "listEntry" | "listItem" => {
                let entry = element
                    .get("displayText")
                    .or_else(|| element.get("val"))
                    .or_else(|| element.get("value"))
                    .unwrap_or_default();
                if self.field.len() < FIELD_AT_MOST {
                    if !self.field.is_empty() {
                        self.field.push_str("; ");
                    }
                    self.field.push_str(&entry);
                }
            }
            "tab" | "br" | "cr" if inside("r") => self.add(" ", found),
            _ if inside("rPr") && !of_paragraph(within) => {
                if let Some(run) = self.runs.last_mut() {
                    let mut own = TextLook::default();
                    own.take(element);
                    *run = own.or(*run);
                }
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        self.paragraphs.push(Paragraph {
            number: self.number,
            ..Paragraph::default()
        });
    }

    fn change(&mut self, kind: HiddenKind, element: &Element<'_>) {
        let said = |name: &str| element.get(name).unwrap_or_default();
        self.changes.push(Change {
            kind,
            by: by_and_when(&said("author"), &said("date")),
        });
    }

    /// Words for those who do not see a picture, which those who do see it do not get to read.
    fn described(&mut self, element: &Element<'_>, found: &mut Found<'_>) {
        if element.is_on("hidden")
            && let Some(last) = self.boxes.last_mut()
        {
            last.is_hidden = true;
        }
        for name in ["descr", "title"] {
            let text = element.get(name).unwrap_or_default();
            if !text.trim().is_empty() {
                self.hide(HiddenKind::Description, "", text.trim(), found);
            }
        }
    }

    fn text(&mut self, text: &str, within: &[String], found: &mut Found<'_>) {
        match within.last().map(String::as_str) {
            Some("t" | "delText") => self.add(text, found),
            Some("instrText" | "delInstrText") if self.field.len() < FIELD_AT_MOST => {
                self.field.push_str(text);
            }
            Some("posOffset") => {
                let value = text.trim().parse().ok();
                let is_across = within.iter().rev().any(|open| open == "positionH");
                if let Some(last) = self.boxes.last_mut() {
                    let offset = if is_across {
                        &mut last.across
                    } else {
                        &mut last.down
                    };
                    if let Some(offset) = offset {
                        offset.value = value;
                    }
                }
            }
            _ => {}
        }
    }

    /// Text of a run: seen, or hidden in one way.
    fn add(&mut self, text: &str, found: &mut Found<'_>) {
        let most = found.limits.kept_text;
        if let Some(last) = self.boxes.last_mut()
            && last.text.len() < most
        {
            last.text.push_str(text);
        }
        let change = self.changes.last().cloned();
        let is_deleted = change
            .as_ref()
            .is_some_and(|change| change.kind == HiddenKind::DeletedText);
        let unseen = self.kind_unseen();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if !is_deleted && unseen.is_none() && paragraph.seen.len() < SEEN_KEPT {
            paragraph.seen.push_str(text);
        }
        if let Some(change) = &change {
            paragraph.pend(change.kind, &change.by, text, most);
        }
        if !is_deleted && let Some(kind) = unseen {
            paragraph.pend(kind, "", text, most);
        }
    }

    fn kind_unseen(&self) -> Option<HiddenKind> {
        let paragraph = self.paragraphs.last()?;
        let own = self.runs.last().copied().unwrap_or_default();
        let look = own.or(paragraph.look).or(self.styles.all());
        if look.is_hidden == Some(true) {
            return Some(HiddenKind::HiddenText);
        }
        // Two points high: a line of it is thinner than the line under a heading.
        if look.size.is_some_and(|size| size <= 4) {
            return Some(HiddenKind::HiddenText);
        }
        let known = |ground: &Colour| *ground != Colour::Automatic;
        let marker = look.marker.filter(known);
        let ground = marker
            .or(look.ground.filter(known))
            .or(paragraph.ground.filter(known))
            .or(self.cells.last().copied().filter(known))
            .unwrap_or(WHITE);
        let colour = match look.colour.unwrap_or(Colour::Automatic) {
            // Word turns it white on a dark ground, not under a marker.
            Colour::Automatic if marker.is_some() => BLACK,
            colour => colour,
        };
        unseen(colour, ground)
    }

    /// Fields that take what they show from elsewhere.
    fn field_reaches_out(&mut self, instruction: &str, found: &mut Found<'_>) {
        let instruction = instruction.trim();
        let name = instruction.split_whitespace().next().unwrap_or_default();
        let reaches_out = [
            "INCLUDEPICTURE",
            "INCLUDETEXT",
            "LINK",
            "DDE",
            "DDEAUTO",
            "DATABASE",
            "RD",
            "IMPORT",
            "INCLUDE",
        ];
        if reaches_out.contains(&name.to_ascii_uppercase().as_str()) {
            self.hide(HiddenKind::ExternalLink, "felt", instruction, found);
        }
    }

    fn close(&mut self, name: &str, within: &[String], found: &mut Found<'_>) {
        match name {
            "p" => self.end_paragraph(found),
            "r" => {
                self.runs.pop();
            }
            "del" | "moveFrom" | "ins" | "moveTo" => {
                self.changes.pop();
            }
            "tc" => {
                self.cells.pop();
            }
            "anchor" => self.end_box(found),
            "shape" | "rect" if within.iter().any(|open| open == "pict") => self.end_box(found),
            "ddList" | "dropDownList" | "comboBox" => {
                let choices = std::mem::take(&mut self.field);
                if !choices.is_empty() {
                    self.hide(HiddenKind::ChoiceList, "", &choices, found);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, found: &mut Found<'_>) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let place = self.place_of(&paragraph);
        for pending in paragraph.hidden {
            if pending.text.trim().is_empty() {
                continue;
            }
            let place = if pending.by.is_empty() {
                place.clone()
            } else {
                format!("{place} ({})", pending.by)
            };
            found.hide(pending.kind, &place, pending.text.trim(), 1);
        }
    }

    fn end_box(&mut self, found: &mut Found<'_>) {
        let Some(ended) = self.boxes.pop() else {
            return;
        };
        let place = self.paragraph_place();
        if ended.is_hidden {
            found.hide(HiddenKind::HiddenText, &place, ended.text.trim(), 1);
        } else if self.placed.len() < BOXES_AT_MOST {
            self.placed.push((ended, place));
        }
    }

    fn judge_boxes(&mut self, found: &mut Found<'_>) {
        for (placed, place) in std::mem::take(&mut self.placed) {
            if self.page.lies_beside(&placed) {
                found.hide(HiddenKind::OffPage, &place, placed.text.trim(), 1);
            }
        }
    }

    /// Hidden in the paragraph that is open, or in the story as a whole.
    fn hide(&mut self, kind: HiddenKind, what: &str, text: &str, found: &mut Found<'_>) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.hidden.push(Pending {
                kind,
                by: what.to_owned(),
                text: text.to_owned(),
            }),
            None => found.hide(kind, &self.called, text, 1),
        }
    }

    fn paragraph_place(&self) -> String {
        match self.paragraphs.last() {
            Some(paragraph) => self.place_of(paragraph),
            None => self.called.clone(),
        }
    }

    fn place_of(&self, paragraph: &Paragraph) -> String {
        let mut place = if self.called.is_empty() {
            format!("afsnit {}", paragraph.number)
        } else {
            format!("{}, afsnit {}", self.called, paragraph.number)
        };
        let begins = paragraph.seen.trim();
        if !begins.is_empty() {
            let short = crate::found::cut(begins, SEEN_KEPT);
            let more = if short.len() < begins.len() || begins.len() >= SEEN_KEPT {
                " …"
            } else {
                ""
            };
            place.push_str(&format!(" »{}{more}«", short.trim()));
        }
        place
    }
}

impl Paragraph {
    /// Runs that are hidden in the same way, one after the other, are one finding.
    fn pend(&mut self, kind: HiddenKind, by: &str, text: &str, most: usize) {
        if let Some(last) = self
            .hidden
            .iter_mut()
            .rev()
            .take(2)
            .find(|last| last.kind == kind && last.by == by)
        {
            if last.text.len() < most {
                last.text.push_str(text);
            }
            return;
        }
        self.hidden.push(Pending {
            kind,
            by: by.to_owned(),
            text: text.to_owned(),
        });
    }
}

impl Page {
    /// No part of it is on the page.
    fn lies_beside(&self, placed: &Floating) -> bool {
        let start = |offset: &Option<Offset>, margin: i64| {
            let offset = offset.as_ref()?;
            let base = if offset.from == "page" { 0 } else { margin };
            offset.value.map(|value| base.saturating_add(value))
        };
        let beside = |start: Option<i64>, size: i64, page: i64| {
            start.is_some_and(|start| start >= page || start.saturating_add(size) <= 0)
        };
        beside(start(&placed.across, self.left), placed.width, self.width)
            || beside(start(&placed.down, self.top), placed.height, self.height)
    }
}

/// The properties of a paragraph's end are those of nothing that is read.
fn of_paragraph(within: &[String]) -> bool {
    within
        .iter()
        .rev()
        .take_while(|open| *open != "r")
        .any(|open| open == "pPr")
}

fn is_cropped(element: &Element<'_>) -> bool {
    // In thousandths of a percent. Programs cut a hair off by themselves.
    ["l", "t", "r", "b"]
        .iter()
        .any(|side| element.number(side).is_some_and(|part| part >= 1_000))
}

pub(in crate::read::office) fn cut_away(element: &Element<'_>) -> String {
    [
        ("l", "venstre"),
        ("t", "top"),
        ("r", "højre"),
        ("b", "bund"),
    ]
    .iter()
    .filter_map(|(side, called)| {
        let part = element.number(side).filter(|part| *part >= 1_000)?;
        Some(format!("{called} {} %", part / 1_000))
    })
    .collect::<Vec<_>>()
    .join(", ")
}

/// The older drawings say where they are in words of a style sheet.
fn from_style(style: &str) -> Floating {
    const OF_A_POINT: f64 = 12_700.0;
    let mut floating = Floating::default();
    let length = |text: &str| {
        let digits = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
        let factor = match text.trim_start_matches(digits) {
            "in" => 72.0,
            "cm" => 28.346,
            "mm" => 2.8346,
            _ => 1.0,
        };
        digits
            .parse::<f64>()
            .ok()
            .map(|number| (number * factor * OF_A_POINT) as i64)
    };
    for said in style.split(';') {
        let Some((name, value)) = said.split_once(':') else {
            continue;
        };
        let value = value.trim();
        let offset = |value| {
            Some(Offset {
                from: String::new(),
                value: length(value),
            })
        };
        match name.trim() {
            "margin-left" => floating.across = offset(value),
            "margin-top" => floating.down = offset(value),
            "width" => floating.width = length(value).unwrap_or_default(),
            "height" => floating.height = length(value).unwrap_or_default(),
            "visibility" => floating.is_hidden = value == "hidden",
            _ => {}
        }
    }
    floating
}
