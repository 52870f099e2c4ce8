//! The body of an OpenDocument file, from its first element to its last.

use std::collections::{BTreeMap, BTreeSet};

use super::super::gathered::{Gathered, by_and_when};
use super::super::look::{Colour, WHITE, unseen};
use super::super::xml::{Element, Piece, Pieces};
use super::sheets::Table;
use super::styles::{Look, Styles, length};
use crate::read::Unreadable;
use crate::{Found, HiddenKind};

pub(super) struct Body<'s> {
    styles: &'s Styles,
    most: usize,
    kind: Kind,
    number: u32,
    paragraphs: Vec<Paragraph>,
    looks: Vec<Look>,
    /// Open elements whose content is not shown.
    hidden_depth: u32,
    /// Who deleted what, by the change's id.
    deleted: BTreeMap<String, (String, String)>,
    /// Who inserted, by the change's id.
    inserted: BTreeMap<String, String>,
    inserting: BTreeSet<String>,
    table: Option<Table>,
    tables_open: u32,
    slide: Slide,
    frames: Vec<Frame>,
    cropped: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Sheets,
    Slides,
}

#[derive(Default)]
struct Paragraph {
    number: u32,
    look: Look,
    seen: String,
    hidden: Vec<(HiddenKind, String, String)>,
}

struct Slide {
    number: u32,
    is_hidden: bool,
    size: (i64, i64),
    ground: Colour,
    text: Gathered,
}

#[derive(Default)]
struct Frame {
    area: Option<[i64; 4]>,
    ground: Option<Colour>,
    cuts: bool,
    text: String,
    name: String,
}

const SEEN_KEPT: usize = 44;
const CHANGES_AT_MOST: usize = 100_000;
const A4_LYING: (i64, i64) = (28_000, 21_000);

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s Styles, most: usize) -> Self {
        Self {
            styles,
            most,
            kind: Kind::Text,
            number: 0,
            paragraphs: Vec::new(),
            looks: Vec::new(),
            hidden_depth: 0,
            deleted: BTreeMap::new(),
            inserted: BTreeMap::new(),
            inserting: BTreeSet::new(),
            table: None,
            tables_open: 0,
            slide: Slide {
                number: 0,
                is_hidden: false,
                size: A4_LYING,
                ground: WHITE,
                text: Gathered::new(most),
            },
            frames: Vec::new(),
            cropped: Vec::new(),
        }
    }

    /// Gives the pictures that are shown in part.
    pub(super) fn read(
        mut self,
        text: &str,
        found: &mut Found<'_>,
    ) -> Result<Vec<String>, Unreadable> {
        let mut in_body = false;
        // For each open element: whether its content is shown.
        let mut closes_hidden: Vec<bool> = Vec::new();
        let mut pieces = Pieces::of(text);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => {
                    in_body |= element.name() == "body";
                    if !in_body {
                        self.before_body(&element, found);
                        continue;
                    }
                    match element.name() {
                        "tracked-changes" => {
                            self.tracked(&mut pieces, found)?;
                            continue;
                        }
                        "annotation" => {
                            self.comment(&mut pieces, found)?;
                            continue;
                        }
                        "notes" => {
                            let text = notes(&mut pieces, self.most)?;
                            if !text.is_empty() {
                                let place = self.place();
                                found.hide(HiddenKind::SpeakerNote, &place, &text, 1);
                            }
                            continue;
                        }
                        "title" | "desc" => {
                            let text = pieces.text_within(self.most)?;
                            if !text.is_empty() {
                                self.hide(HiddenKind::Description, &text, found);
                            }
                            continue;
                        }
                        _ => {}
                    }
                    let hides = element.name() == "section"
                        && matches!(
                            element.get("display").as_deref(),
                            Some("none" | "condition")
                        );
                    self.hidden_depth += u32::from(hides);
                    closes_hidden.push(hides);
                    self.open(&element, found);
                }
                Piece::Text(text) if in_body => self.text(&text, found),
                Piece::Text(_) => {}
                Piece::Closes(name) if in_body => {
                    self.close(&name, found);
                    if closes_hidden.pop() == Some(true) {
                        self.hidden_depth = self.hidden_depth.saturating_sub(1);
                    }
                }
                Piece::Closes(_) => {}
            }
        }
        // Deleted where nothing points to.
        for (by, text) in std::mem::take(&mut self.deleted).into_values() {
            if !text.is_empty() {
                found.hide(HiddenKind::DeletedText, &by, &text, 1);
            }
        }
        Ok(self.cropped)
    }

    /// What is to run when the file is opened stands before the body.
    fn before_body(&mut self, element: &Element<'_>, found: &mut Found<'_>) {
        if element.name() == "event-listener"
            && let Some(target) = element.get("href")
        {
            found.hide(HiddenKind::Script, "ved åbning", &target, 1);
        }
    }

    fn open(&mut self, element: &Element<'_>, found: &mut Found<'_>) {
        let said = |name: &str| element.get(name).unwrap_or_default();
        match element.name() {
            "spreadsheet" => self.kind = Kind::Sheets,
            "presentation" | "drawing" => self.kind = Kind::Slides,
            "p" | "h" => {
                self.number += 1;
                self.paragraphs.push(Paragraph {
                    number: self.number,
                    look: self.styles.look("paragraph", &said("style-name")),
                    ..Paragraph::default()
                });
            }
            "span" => self
                .looks
                .push(self.styles.look("text", &said("style-name"))),
            "s" | "tab" | "line-break" => self.text(" ", found),
            "change" => {
                if let Some((by, text)) = self.deleted.remove(&said("change-id")) {
                    self.pend(HiddenKind::DeletedText, &by, &text);
                }
            }
            "change-start" => {
                self.inserting.insert(said("change-id"));
            }
            "change-end" => {
                self.inserting.remove(&said("change-id"));
            }
            "hidden-text" => self.pend(HiddenKind::HiddenText, "", &said("string-value")),
            "conditional-text" => {
                for name in ["string-value-if-true", "string-value-if-false"] {
                    self.pend(HiddenKind::HiddenText, "", &said(name));
                }
            }
            "user-field-decl" => {
                let value = said("string-value") + &said("value");
                if !value.is_empty() {
                    found.hide(HiddenKind::CustomData, &said("name"), &value, 1);
                }
            }
            "a" => self.link("henvisning", &said("href"), found),
            "section-source" | "table-source" | "cell-range-source" => {
                self.link("hentet udefra", &said("href"), found);
                if let Some(table) = &mut self.table {
                    table.is_fetched();
                }
            }
            "dde-source" | "dde-connection-decl" => {
                let asked = format!(
                    "{} {} {}",
                    said("dde-application"),
                    said("dde-topic"),
                    said("dde-item")
                );
                self.link("spørger et andet program", asked.trim(), found);
            }
            "event-listener" => {
                let target = said("href");
                self.hide(HiddenKind::Script, &target, found);
            }
            "image" => self.image(&said("href"), found),
            "object" | "object-ole" | "plugin" | "applet" | "floating-frame" => {
                let target = said("href");
                if is_outside(&target) {
                    self.link("objekt udefra", &target, found);
                }
            }
            "frame" | "custom-shape" | "rect" | "ellipse" => {
                self.begin_frame(element);
                let cut = self.styles.cuts(&said("style-name")).map(str::to_owned);
                if let Some(cut) = cut {
                    self.hide(HiddenKind::CroppedPicture, &cut, found);
                }
            }
            "page" if self.kind == Kind::Slides => self.begin_slide(element),
            "table" => self.begin_table(element),
            "table-column" => {
                let (most, repeated) = (self.most, repeated(element, "number-columns-repeated"));
                if let Some(table) = self.table.as_mut().filter(|_| self.tables_open == 1) {
                    let is_hidden = matches!(said("visibility").as_str(), "collapse" | "filter");
                    table.columns(is_hidden, repeated, most);
                }
            }
            "table-row" if self.tables_open == 1 => {
                if let Some(table) = &mut self.table {
                    let repeated = repeated(element, "number-rows-repeated");
                    table.begin_row(&said("visibility"), repeated, found);
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.looks
                    .push(self.styles.look("table-cell", &said("style-name")));
                if let Some(table) = self.table.as_mut().filter(|_| self.tables_open == 1) {
                    table.begin_cell(repeated(element, "number-columns-repeated"));
                }
            }
            "content-validation" => choices(&said("condition"), &said("base-cell-address"), found),
            "named-range" | "named-expression" => {
                let stands_for = said("cell-range-address") + &said("expression");
                found.hide(HiddenKind::DefinedName, &said("name"), &stands_for, 1);
            }
            "hidden" => {
                let value = said("value");
                if !value.is_empty() {
                    self.hide(HiddenKind::HiddenText, &value, found);
                }
            }
            _ => {}
        }
    }

    fn begin_table(&mut self, element: &Element<'_>) {
        self.tables_open += 1;
        if self.kind != Kind::Sheets || self.tables_open > 1 {
            return;
        }
        let said = |name: &str| element.get(name).unwrap_or_default();
        let look = self.styles.look("table", &said("style-name"));
        self.table = Some(Table::new(
            said("name"),
            look.is_hidden == Some(true),
            self.most,
        ));
    }

    fn begin_slide(&mut self, element: &Element<'_>) {
        let said = |name: &str| element.get(name).unwrap_or_default();
        let look = self.styles.look("drawing-page", &said("style-name"));
        let master = said("master-page-name");
        self.slide.number += 1;
        self.slide.is_hidden = look.is_hidden == Some(true);
        self.slide.size = self.styles.page_of_master(&master).unwrap_or(A4_LYING);
        let known = |fill: &Colour| *fill != Colour::Automatic;
        self.slide.ground = look
            .fill
            .filter(known)
            .or(self.styles.ground_of_master(&master).filter(known))
            .unwrap_or(WHITE);
    }

    fn begin_frame(&mut self, element: &Element<'_>) {
        let said = |name: &str| element.get(name);
        let measured = |name: &str| said(name).and_then(|text| length(&text));
        let area = match (measured("x"), measured("y")) {
            (Some(left), Some(top)) => Some([
                left,
                top,
                left.saturating_add(measured("width").unwrap_or_default()),
                top.saturating_add(measured("height").unwrap_or_default()),
            ]),
            _ => None,
        };
        let style = said("style-name").unwrap_or_default();
        let cuts = self.styles.cuts(&style);
        let family = if style.is_empty() {
            "presentation"
        } else {
            "graphic"
        };
        self.frames.push(Frame {
            area,
            ground: self.styles.look(family, &style).fill,
            cuts: cuts.is_some(),
            text: String::new(),
            name: said("name").unwrap_or_default(),
        });
    }

    fn image(&mut self, target: &str, found: &mut Found<'_>) {
        if is_outside(target) {
            self.link("billede udefra", target, found);
        } else if self.frames.last().is_some_and(|frame| frame.cuts) {
            self.cropped.push(target.to_owned());
        }
    }

    fn link(&mut self, called: &str, target: &str, found: &mut Found<'_>) {
        // Places within the file itself.
        if !target.is_empty() && !target.starts_with('#') {
            found.hide(HiddenKind::ExternalLink, called, target, 1);
        }
    }

    fn text(&mut self, text: &str, found: &mut Found<'_>) {
        if self.paragraphs.is_empty() {
            return;
        }
        let most = self.most;
        if let Some(frame) = self.frames.last_mut()
            && frame.text.len() < most
        {
            frame.text.push_str(text);
        }
        if self.kind == Kind::Slides && self.slide.is_hidden {
            self.slide.text.push(text);
            return;
        }
        if let Some(table) = &mut self.table {
            table.text(text);
            if table.hides_here() {
                return;
            }
        }
        if self.is_off() {
            return;
        }
        let by = self
            .inserting
            .iter()
            .next()
            .map(|id| self.inserted.get(id).cloned().unwrap_or_default());
        if let Some(by) = by {
            self.pend(HiddenKind::InsertedText, &by, text);
        }
        match self.kind_unseen() {
            Some(kind) => self.pend(kind, "", text),
            None => {
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && paragraph.seen.len() < SEEN_KEPT
                {
                    paragraph.seen.push_str(text);
                }
            }
        }
        let _ = found;
    }

    fn kind_unseen(&self) -> Option<HiddenKind> {
        if self.hidden_depth > 0 {
            return Some(HiddenKind::HiddenText);
        }
        let paragraph = self.paragraphs.last()?.look;
        let look = self
            .looks
            .iter()
            .rev()
            .fold(Look::default(), |look, next| look.or(*next));
        // A cell's own look lies beneath that of the paragraph in it.
        let look = look.or(paragraph);
        if look.is_hidden == Some(true) {
            return Some(HiddenKind::HiddenText);
        }
        // Two points.
        if look.size.is_some_and(|size| size <= 71) {
            return Some(HiddenKind::HiddenText);
        }
        let known = |ground: &Colour| *ground != Colour::Automatic;
        let frame = self.frames.last().and_then(|frame| frame.ground);
        let page = if self.kind == Kind::Slides {
            self.slide.ground
        } else {
            WHITE
        };
        let ground = look
            .ground
            .filter(known)
            .or(frame.filter(known))
            .unwrap_or(page);
        unseen(look.colour.unwrap_or(Colour::Automatic), ground)
    }

    /// The frame that is open lies beside its slide.
    fn is_off(&self) -> bool {
        let (width, height) = self.slide.size;
        self.kind == Kind::Slides
            && self.frames.last().and_then(|frame| frame.area).is_some_and(
                |[left, top, right, bottom]| {
                    right <= 0 || bottom <= 0 || left >= width || top >= height
                },
            )
    }

    fn pend(&mut self, kind: HiddenKind, by: &str, text: &str) {
        let most = self.most;
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match paragraph
            .hidden
            .iter_mut()
            .rev()
            .take(2)
            .find(|(last, last_by, _)| *last == kind && last_by == by)
        {
            Some((_, _, so_far)) if so_far.len() < most => so_far.push_str(text),
            Some(_) => {}
            None => paragraph
                .hidden
                .push((kind, by.to_owned(), text.to_owned())),
        }
    }

    fn hide(&mut self, kind: HiddenKind, text: &str, found: &mut Found<'_>) {
        if self.paragraphs.is_empty() {
            let place = self.place();
            found.hide(kind, &place, text, 1);
        } else {
            self.pend(kind, "", text);
        }
    }

    fn close(&mut self, name: &str, found: &mut Found<'_>) {
        match name {
            "p" | "h" => self.end_paragraph(found),
            "span" => {
                self.looks.pop();
            }
            "table-cell" | "covered-table-cell" => {
                self.looks.pop();
                if let Some(table) = self.table.as_mut().filter(|_| self.tables_open == 1) {
                    table.end_cell();
                }
            }
            "table-row" => {
                if let Some(table) = self.table.as_mut().filter(|_| self.tables_open == 1) {
                    table.end_row();
                }
            }
            "table" => {
                self.tables_open = self.tables_open.saturating_sub(1);
                if self.tables_open == 0
                    && let Some(table) = self.table.take()
                {
                    table.end(found);
                }
            }
            "frame" | "custom-shape" | "rect" | "ellipse" => {
                let is_off = self.is_off();
                if let Some(frame) = self.frames.pop()
                    && is_off
                    && !self.slide.is_hidden
                {
                    let text = frame.text.trim();
                    let told = if text.is_empty() { &frame.name } else { text };
                    let place = self.place();
                    found.hide(HiddenKind::OffSlide, &place, told, 1);
                }
            }
            "page" if self.kind == Kind::Slides => {
                let text = self.slide.text.take();
                if self.slide.is_hidden {
                    let place = self.place();
                    found.hide(HiddenKind::HiddenSlide, &place, &text, 1);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, found: &mut Found<'_>) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        if let Some(table) = &mut self.table {
            table.text("\n");
        }
        if self.kind == Kind::Slides && self.slide.is_hidden {
            self.slide.text.push("\n");
        }
        let place = match self.kind {
            Kind::Text => place_of(&paragraph),
            _ => self.place(),
        };
        for (kind, by, text) in paragraph.hidden {
            if text.trim().is_empty() {
                continue;
            }
            let place = if by.is_empty() {
                place.clone()
            } else {
                format!("{place} ({by})")
            };
            found.hide(kind, &place, text.trim(), 1);
        }
    }

    fn place(&self) -> String {
        match (self.kind, &self.table) {
            (Kind::Sheets, Some(table)) if self.paragraphs.is_empty() => table.name().to_owned(),
            (Kind::Sheets, Some(table)) => table.place(),
            (Kind::Slides, _) => format!("dias {}", self.slide.number),
            _ => self.paragraphs.last().map(place_of).unwrap_or_default(),
        }
    }

    /// Who changed what. What was deleted lies here, and its place in the body points to it.
    fn tracked(
        &mut self,
        pieces: &mut Pieces<'_>,
        found: &mut Found<'_>,
    ) -> Result<(), Unreadable> {
        let outside = pieces.depth() - 1;
        let mut id = String::new();
        let mut is_deletion = false;
        let (mut by, mut when, mut text) = (String::new(), String::new(), String::new());
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => match element.name() {
                    "changed-region" => {
                        id = element.get("id").unwrap_or_default();
                        is_deletion = false;
                        (by, when, text) = Default::default();
                    }
                    // A spreadsheet tells each cell's change apart.
                    "cell-content-change" | "insertion" | "movement" | "deletion" => {
                        is_deletion = element.name() == "deletion";
                        if self.kind == Kind::Sheets {
                            (by, when, text) = Default::default();
                        }
                    }
                    "creator" => by = pieces.text_within(300)?,
                    "date" => when = pieces.text_within(100)?,
                    "p" | "h" => {
                        let more = pieces.text_within(self.most)?;
                        if text.len() < self.most {
                            if !text.is_empty() {
                                text.push('\n');
                            }
                            text.push_str(&more);
                        }
                    }
                    _ => {}
                },
                Piece::Closes(name) => {
                    let who = by_and_when(&by, &when);
                    match &*name {
                        "changed-region" if self.deleted.len() < CHANGES_AT_MOST => {
                            if is_deletion {
                                self.deleted.insert(
                                    std::mem::take(&mut id),
                                    (who, std::mem::take(&mut text)),
                                );
                            } else {
                                self.inserted.insert(std::mem::take(&mut id), who);
                            }
                        }
                        "cell-content-change" | "deletion"
                            if self.kind == Kind::Sheets && !text.is_empty() =>
                        {
                            let place = format!("tidligere indhold ({who})");
                            found.hide(HiddenKind::EarlierRevision, &place, &text, 1);
                        }
                        _ => {}
                    }
                    if pieces.depth() <= outside {
                        break;
                    }
                }
                Piece::Text(_) => {}
            }
        }
        Ok(())
    }

    fn comment(
        &mut self,
        pieces: &mut Pieces<'_>,
        found: &mut Found<'_>,
    ) -> Result<(), Unreadable> {
        let outside = pieces.depth() - 1;
        let (mut by, mut when) = (String::new(), String::new());
        let mut text = Gathered::new(self.most);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => match element.name() {
                    "creator" => by = pieces.text_within(300)?,
                    "date" => when = pieces.text_within(100)?,
                    "date-string" | "creator-initials" => {
                        pieces.text_within(100)?;
                    }
                    "p" | "h" => text.line(&pieces.text_within(self.most)?),
                    _ => {}
                },
                Piece::Closes(_) if pieces.depth() <= outside => break,
                _ => {}
            }
        }
        let place = [
            self.place(),
            "kommentar".to_owned(),
            by_and_when(&by, &when),
        ];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        found.hide(HiddenKind::Comment, &place.join(", "), &text.take(), 1);
        Ok(())
    }
}

/// The notes of a slide, without the numbers and dates of their page.
fn notes(pieces: &mut Pieces<'_>, most: usize) -> Result<String, Unreadable> {
    let outside = pieces.depth() - 1;
    let mut text = Gathered::new(most);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Opens(element) if matches!(element.name(), "p" | "h") => {
                text.line(&pieces.text_within(most)?);
            }
            Piece::Closes(_) if pieces.depth() <= outside => break,
            _ => {}
        }
    }
    Ok(text.take())
}

fn place_of(paragraph: &Paragraph) -> String {
    let begins = paragraph.seen.trim();
    if begins.is_empty() {
        return format!("afsnit {}", paragraph.number);
    }
    let short = crate::found::cut(begins, SEEN_KEPT);
    let more = if begins.len() >= SEEN_KEPT {
        " …"
    } else {
        ""
    };
    format!("afsnit {} »{}{more}«", paragraph.number, short.trim())
}

fn is_outside(target: &str) -> bool {
    target.contains("://") || target.starts_with("../") || target.starts_with('/')
}

fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element
        .number(name)
        .and_then(|number| u32::try_from(number).ok())
        .unwrap_or(1)
        .max(1)
}

/// `of:cell-content-is-in-list("Ja";"Nej")`
fn choices(condition: &str, place: &str, found: &mut Found<'_>) {
    let list = condition
        .split_once("is-in-list(")
        .and_then(|(_, rest)| rest.rsplit_once(')'))
        .map(|(list, _)| list);
    if let Some(list) = list.filter(|list| list.starts_with('"')) {
        let list = list.replace("\";\"", "; ");
        found.hide(HiddenKind::ChoiceList, place, list.trim_matches('"'), 1);
    }
}
