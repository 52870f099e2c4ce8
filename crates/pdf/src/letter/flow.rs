//! Text from top to bottom, sheet after sheet.

use std::rc::Rc;

use krilla::tagging::{ArtifactType, ListNumbering};
use kurbo::Rect;

use super::lines::{SetLine, Style, Styled};
use super::sheet::{BLACK, GREY, LINK, Sheet};
use super::{Anchor, Faces, LetterLink, LetterText, PageNumbers, Sheets};
use crate::write::{Child, Element, Heading, Leaf, LeafId, Level, Link, LinkTo, PagePlan, Role};

/// A4, in points.
const PAGE: (f64, f64) = (595.276, 841.89);
pub(super) const LEFT: f64 = 71.0;
pub(crate) const RIGHT: f64 = PAGE.0 - 62.0;
pub(super) const TOP: f64 = 62.0;
const FOOT: f64 = PAGE.1 - 68.0;
pub(crate) const FOOT_LINE: f64 = PAGE.1 - 40.0;

pub(super) const SIZE: f64 = 10.5;
pub(super) const LEADING: f64 = 15.0;
const AFTER_PARAGRAPH: f64 = 8.0;
const NOTE_SIZE: f64 = 8.5;
const NOTE_LEADING: f64 = 11.0;
const ABOVE_NOTES: f64 = 12.0;
const LIST_INDENT: f64 = 20.0;
const MOST_LIST_LEVELS: u8 = 5;
const QUOTE_INDENT: f64 = 12.0;
const QUOTE_BAR: f64 = 1.2;
/// Bars beyond these would leave no room for the text.
const MOST_QUOTE_LEVELS: u8 = 8;
/// No paragraph leaves fewer lines than this alone on a page.
const LEAST_TOGETHER: usize = 2;

pub(super) struct Flow<'f> {
    pub(super) faces: &'f mut Faces,
    place_of: &'f mut dyn FnMut(usize) -> Option<LinkTo>,
    foot: String,
    done: Vec<Sheet>,
    pub(super) sheet: Sheet,
    /// Where the next line may begin.
    pub(super) y: f64,
    /// Footnotes of this sheet: their lines, without their marks.
    notes: Vec<(usize, Vec<SetLine>)>,
    next_note: usize,
    is_empty: bool,
    anchors: Vec<Anchor>,
    quote: Quote,
}

/// Levels of quotation that what is being set lies in, and where on the sheet their bars begin.
#[derive(Clone, Copy, Default)]
pub(super) struct Quote {
    levels: u8,
    from: f64,
}

/// A text with its lines, and what of it this sheet has made links of.
pub(super) struct Setting {
    pub(super) lines: Vec<SetLine>,
    /// Shared by the pieces of a row: a cell may be as long as a book.
    styled: Rc<Styled>,
    first_note: usize,
    /// Link and place among the children, once the sheet has it.
    links: Vec<Option<(usize, usize)>>,
}

impl<'f> Flow<'f> {
    pub(super) fn new(
        faces: &'f mut Faces,
        place_of: &'f mut dyn FnMut(usize) -> Option<LinkTo>,
        foot: &str,
    ) -> Self {
        Self {
            faces,
            place_of,
            foot: foot.to_owned(),
            done: Vec::new(),
            sheet: Sheet::new(),
            y: TOP,
            notes: Vec::new(),
            next_note: 1,
            is_empty: true,
            anchors: Vec::new(),
            quote: Quote::default(),
        }
    }

    /// Where lines begin.
    pub(super) fn left(&self) -> f64 {
        LEFT + f64::from(self.quote.levels) * QUOTE_INDENT
    }

    pub(super) fn begin_quote(&mut self, levels: u8) -> Quote {
        let before = self.quote;
        self.quote = Quote {
            levels: levels.min(MOST_QUOTE_LEVELS),
            from: self.y,
        };
        before
    }

    pub(super) fn end_quote(&mut self, before: Quote) {
        self.draw_quote_bars();
        self.quote = before;
    }

    fn draw_quote_bars(&mut self) {
        let (from, to) = (self.quote.from, self.y.min(FOOT));
        if to > from {
            for level in 0..self.quote.levels {
                let x = LEFT + f64::from(level) * QUOTE_INDENT;
                self.sheet.fill(Rect::new(x, from, x + QUOTE_BAR, to), GREY);
            }
        }
    }

    pub(super) fn heading(&mut self, level: u8, text: &LetterText) {
        let (size, leading, above) = match level {
            1 => (17.0, 22.0, 6.0),
            2 => (13.0, 18.0, 12.0),
            _ => (11.0, 16.0, 8.0),
        };
        let mut bold = text.clone();
        for span in &mut bold.0 {
            if let super::LetterSpan::Plain(text) = span {
                *span = super::LetterSpan::Bold(std::mem::take(text));
            }
        }
        let left = self.left();
        let mut setting = self.setting(&bold, size, RIGHT - left);
        if !self.is_empty {
            self.y += above;
        }
        let height = setting.lines.len() as f64 * leading;
        // A heading stands with the beginning of what it is over.
        self.make_room(height + LEADING * LEAST_TOGETHER as f64);
        let mut children = Vec::new();
        let y = self.y;
        for index in 0..setting.lines.len() {
            let base = self.y + leading * 0.8;
            self.draw(&mut setting, index, (left, base), size, &mut children);
            self.y += leading;
        }
        let heading = Heading {
            level: Level::Told(level),
            text: setting.text(),
            y,
        };
        self.tell(Element::new(Role::Heading(heading), children));
        self.y += if level == 1 { 8.0 } else { 3.0 };
    }

    pub(super) fn rule(&mut self) {
        let top = self.y - AFTER_PARAGRAPH / 2.0;
        if !self.is_empty && top < FOOT {
            let area = Rect::new(self.left(), top, RIGHT, top + 0.5);
            self.sheet.fill(area, GREY);
            self.y += AFTER_PARAGRAPH / 2.0;
        }
    }

    pub(super) fn paragraph(&mut self, text: &LetterText) {
        let left = self.left();
        let mut setting = self.setting(text, SIZE, RIGHT - left);
        self.flow_lines(&mut setting, left, &|children| {
            Element::new(Role::Paragraph, children)
        });
        self.y += AFTER_PARAGRAPH;
    }

    pub(super) fn list(&mut self, is_numbered: bool, items: &[LetterText]) {
        let numbering = if is_numbered {
            ListNumbering::Decimal
        } else {
            ListNumbering::Disc
        };
        for (index, item) in items.iter().enumerate() {
            let mark = if is_numbered {
                format!("{}.", index + 1)
            } else {
                "•".to_owned()
            };
            self.item(numbering, &mark, 0, item, index == 0);
        }
        self.y += AFTER_PARAGRAPH - 3.0;
    }

    /// An item by itself; it joins the list that it follows.
    pub(super) fn own_item(&mut self, mark: &str, level: u8, text: &LetterText) {
        let is_first = !self
            .sheet
            .plan
            .elements
            .last()
            .is_some_and(|element| element.role == Role::List(ListNumbering::None));
        self.item(ListNumbering::None, mark, level, text, is_first);
    }

    fn item(
        &mut self,
        numbering: ListNumbering,
        mark: &str,
        level: u8,
        item: &LetterText,
        is_first: bool,
    ) {
        let left = self.left() + LIST_INDENT * f64::from(level.min(MOST_LIST_LEVELS));
        let letters: Vec<(char, Style)> = mark
            .chars()
            .map(|letter| (letter, Style::default()))
            .collect();
        let mark_width: f64 = letters
            .iter()
            .map(|(letter, _)| self.faces.glyph(*letter, false).1 / 1000.0 * SIZE)
            .sum();
        let indent = LIST_INDENT.max(mark_width + 8.0);
        let mut setting = self.setting(item, SIZE, RIGHT - left - indent);
        let least = setting.lines.len().min(LEAST_TOGETHER);
        self.make_room_for(&setting, 0, least);
        let label = self.sheet.plan.leaf(Leaf::Text);
        let at = (left + 4.0, self.y + LEADING * 0.75);
        self.sheet
            .text(self.faces, &letters, at, (SIZE, BLACK), label);
        self.sheet.end_word();
        let label = std::cell::Cell::new(Some(label));
        let before = self.done.len();
        self.flow_lines(&mut setting, left + indent, &|children| {
            let mut parts = Vec::new();
            if let Some(label) = label.take() {
                parts.push(Child::Element(Element::of_leaves(Role::Label, [label])));
            }
            parts.push(Child::Element(Element::new(Role::Body, children)));
            let item = Child::Element(Element::new(Role::Item, parts));
            Element::new(Role::List(numbering), vec![item])
        });
        // Items of one list on one sheet are one list.
        let is_split = self.done.len() > before;
        self.join_lists(is_first && !is_split);
        self.y += 3.0;
    }

    fn join_lists(&mut self, is_first: bool) {
        let elements = &mut self.sheet.plan.elements;
        if is_first || elements.len() < 2 {
            // A list that begins the sheet goes on from the one before it.
            self.sheet.plan.begins_midway |= !is_first && elements.len() == 1;
            if !is_first
                && elements.len() == 1
                && let Some(before) = self.done.last_mut()
            {
                before.plan.ends_midway = true;
            }
            return;
        }
        let last = elements.len() - 1;
        if elements[last].role == elements[last - 1].role
            && let Some(list) = elements.pop()
        {
            elements[last - 1].children.extend(list.children);
        }
    }

    pub(super) fn setting(&mut self, text: &LetterText, size: f64, width: f64) -> Setting {
        let styled = Styled::of(text, self.next_note);
        let first_note = self.next_note;
        self.next_note += styled.notes.len();
        Setting {
            lines: styled.lines(self.faces, size, width),
            links: vec![None; styled.links.len()],
            styled: Rc::new(styled),
            first_note,
        }
    }

    /// Lines of running text, over as many sheets as it takes; `told` makes an element of what one sheet has of it.
    fn flow_lines(&mut self, setting: &mut Setting, x: f64, told: &dyn Fn(Vec<Child>) -> Element) {
        let mut at = 0;
        while at < setting.lines.len() {
            let left = setting.lines.len() - at;
            let mut fitting = self.fitting(setting, at);
            if fitting < left {
                if left - fitting < LEAST_TOGETHER {
                    fitting = left.saturating_sub(LEAST_TOGETHER);
                }
                if fitting < LEAST_TOGETHER.min(left) {
                    fitting = 0;
                }
            }
            if fitting == 0 && !self.is_empty {
                self.turn(at > 0);
                setting.forget_links();
                continue;
            }
            let fitting = fitting.max(1);
            let mut children = Vec::new();
            for index in at..at + fitting {
                let base = self.y + LEADING * 0.75;
                self.add_notes(setting, index);
                self.draw(setting, index, (x, base), SIZE, &mut children);
                self.y += LEADING;
            }
            self.tell(told(children));
            at += fitting;
            if at < setting.lines.len() {
                self.turn(true);
                setting.forget_links();
            }
        }
    }

    /// How many lines from `at` on have room on this sheet with their footnotes.
    fn fitting(&mut self, setting: &Setting, at: usize) -> usize {
        let mut y = self.y;
        let mut notes = self.notes_height();
        let mut count = 0;
        for index in at..setting.lines.len() {
            y += LEADING;
            for note in setting.notes_in(index) {
                notes += if notes == 0.0 { ABOVE_NOTES } else { 0.0 };
                let lines = self.note_lines(&setting.styled.notes[note]);
                notes += lines.len() as f64 * NOTE_LEADING;
            }
            if y + notes > FOOT {
                break;
            }
            count += 1;
        }
        count
    }

    fn make_room_for(&mut self, setting: &Setting, at: usize, least: usize) {
        if self.fitting(setting, at) < least && !self.is_empty {
            self.new_sheet();
        }
    }

    /// Begins a new sheet where less than `height` is left of this one.
    pub(super) fn make_room(&mut self, height: f64) -> bool {
        let is_short = self.y + height + self.notes_height() > FOOT;
        if is_short && !self.is_empty {
            self.new_sheet();
        }
        is_short
    }

    pub(super) fn room_of_a_sheet() -> f64 {
        FOOT - TOP
    }

    /// Where lines must end on this sheet.
    pub(super) fn bottom(&self) -> f64 {
        FOOT - self.notes_height()
    }

    pub(super) fn new_sheet(&mut self) {
        self.turn(false);
    }

    /// A new sheet; `goes_on` when it begins with the rest of what this one ends with.
    pub(super) fn turn(&mut self, goes_on: bool) {
        self.draw_quote_bars();
        self.quote.from = TOP;
        self.end_sheet();
        self.sheet.plan.ends_midway |= goes_on;
        let next = Sheet::new();
        self.done.push(std::mem::replace(&mut self.sheet, next));
        self.sheet.plan.begins_midway = goes_on;
        self.y = TOP;
        self.is_empty = true;
    }

    pub(super) fn tell(&mut self, element: Element) {
        self.sheet.plan.elements.push(element);
        self.is_empty = false;
    }

    /// Draws one line of the setting, and adds what it is told as.
    pub(super) fn draw(
        &mut self,
        setting: &mut Setting,
        index: usize,
        (x, base): (f64, f64),
        size: f64,
        children: &mut Vec<Child>,
    ) {
        let line = setting.lines[index].clone();
        let mut pen = x;
        let mut from = 0;
        let is_alike = |one: Style, other: Style| one.link == other.link;
        while from < line.letters.len() {
            let style = line.letters[from].1;
            let length = line.letters[from..]
                .iter()
                .take_while(|(_, other)| is_alike(style, *other))
                .count();
            let letters = &line.letters[from..from + length];
            let link = style
                .link
                .and_then(|link| self.link(setting, link, children));
            let leaf = self.sheet.plan.leaf(Leaf::Text);
            let colour = if link.is_some() { LINK } else { BLACK };
            let start = pen;
            pen = self
                .sheet
                .text(self.faces, letters, (pen, base), (size, colour), leaf);
            match link {
                Some((link, child)) => {
                    let area = Rect::new(start, base - size * 0.8, pen, base + size * 0.25);
                    self.sheet
                        .fill(Rect::new(start, base + 1.2, pen, base + 1.7), LINK);
                    self.sheet.plan.links[link].areas.push(area);
                    if let Some(Child::Link(_, leaves)) = children.get_mut(child) {
                        leaves.push(leaf);
                    }
                }
                None => children.push(Child::Leaf(leaf)),
            }
            from += length;
        }
        self.sheet.end_word();
    }

    /// The sheet's link, and the child it is, for one of the text's.
    fn link(
        &mut self,
        setting: &mut Setting,
        link: usize,
        children: &mut Vec<Child>,
    ) -> Option<(usize, usize)> {
        if let Some(known) = setting.links[link] {
            return Some(known);
        }
        let (said, to) = &setting.styled.links[link];
        let to = match to {
            LetterLink::Address(address) if is_harmless(address) => {
                LinkTo::Address(address.clone())
            }
            LetterLink::Address(_) => return None,
            LetterLink::Act(act) => {
                self.anchors.push(Anchor {
                    act: *act,
                    page: self.done.len(),
                    y: self.y,
                });
                (self.place_of)(*act)?
            }
        };
        self.sheet.plan.links.push(Link {
            areas: Vec::new(),
            to,
            said: said.clone(),
        });
        let own = self.sheet.plan.links.len() - 1;
        children.push(Child::Link(own, Vec::new()));
        setting.links[link] = Some((own, children.len() - 1));
        setting.links[link]
    }

    pub(super) fn add_notes(&mut self, setting: &Setting, index: usize) {
        for note in setting.notes_in(index) {
            let lines = self.note_lines(&setting.styled.notes[note]);
            self.notes.push((setting.first_note + note, lines));
        }
    }

    fn note_lines(&mut self, text: &str) -> Vec<SetLine> {
        let styled = Styled::of(&text.into(), 1);
        styled.lines(self.faces, NOTE_SIZE, RIGHT - LEFT - 14.0)
    }

    fn notes_height(&self) -> f64 {
        let lines: usize = self.notes.iter().map(|(_, lines)| lines.len()).sum();
        if lines == 0 {
            0.0
        } else {
            ABOVE_NOTES + lines as f64 * NOTE_LEADING
        }
    }

    fn end_sheet(&mut self) {
        let mut y = FOOT - self.notes_height() + ABOVE_NOTES;
        let notes = std::mem::take(&mut self.notes);
        if !notes.is_empty() {
            self.sheet
                .fill(Rect::new(LEFT, y - 6.0, LEFT + 120.0, y - 5.5), GREY);
        }
        for (number, lines) in notes {
            let label = self.small(&number.to_string(), (LEFT, y + 8.0), Leaf::Text);
            let mut children = vec![Child::Element(Element::of_leaves(Role::Label, [label]))];
            for line in lines {
                let leaf = self.sheet.plan.leaf(Leaf::Text);
                let at = (LEFT + 14.0, y + 8.0);
                self.sheet
                    .line(self.faces, &line, at, (NOTE_SIZE, BLACK), leaf);
                children.push(Child::Leaf(leaf));
                y += NOTE_LEADING;
            }
            self.sheet
                .plan
                .elements
                .push(Element::new(Role::Note, children));
        }
    }

    /// A line in small grey letters.
    fn small(&mut self, text: &str, at: (f64, f64), leaf: Leaf) -> LeafId {
        let leaf = self.sheet.plan.leaf(leaf);
        let letters: Vec<(char, Style)> = text
            .chars()
            .map(|letter| (letter, Style::default()))
            .collect();
        self.sheet
            .text(self.faces, &letters, at, (NOTE_SIZE, GREY), leaf);
        self.sheet.end_word();
        leaf
    }

    pub(super) fn finish(mut self, numbers: PageNumbers) -> Sheets {
        self.end_sheet();
        let last = std::mem::replace(&mut self.sheet, Sheet::new());
        let mut sheets = std::mem::take(&mut self.done);
        sheets.push(last);
        let count = sheets.len();
        let mut pages = Vec::with_capacity(count);
        for (index, sheet) in sheets.into_iter().enumerate() {
            self.sheet = sheet;
            self.add_foot(index);
            if numbers == PageNumbers::Own && count > 1 {
                let text = format!("Side {} af {count}", index + 1);
                let width: f64 = text
                    .chars()
                    .map(|letter| self.faces.glyph(letter, false).1 / 1000.0 * NOTE_SIZE)
                    .sum();
                let at = (RIGHT - width, FOOT_LINE);
                self.small(&text, at, Leaf::Artifact(ArtifactType::PageNumber));
            }
            let sheet = std::mem::replace(&mut self.sheet, Sheet::new());
            pages.push(sheet.page(PAGE));
        }
        Sheets {
            pages,
            anchors: self.anchors,
        }
    }

    /// Told on the first sheet, and only seen on the others.
    fn add_foot(&mut self, index: usize) {
        if self.foot.trim().is_empty() {
            return;
        }
        let foot = self.foot.clone();
        if index == 0 {
            let leaf = self.small(&foot, (LEFT, FOOT_LINE), Leaf::Text);
            let element = Element::of_leaves(Role::Paragraph, [leaf]);
            // Before what may go on on the next sheet.
            self.sheet.plan.elements.insert(0, element);
        } else {
            let kind = Leaf::Artifact(ArtifactType::Footer);
            self.small(&foot, (LEFT, FOOT_LINE), kind);
        }
    }

    pub(super) fn plan(&mut self) -> &mut PagePlan {
        &mut self.sheet.plan
    }
}

impl Setting {
    fn notes_in(&self, line: usize) -> Vec<usize> {
        let mut notes: Vec<usize> = self.lines[line]
            .letters
            .iter()
            .filter_map(|(_, style)| style.note)
            .collect();
        notes.dedup();
        notes
    }

    /// At most so many lines from one on, with their own links.
    pub(super) fn part(&self, from: usize, most: usize) -> Self {
        let end = (from + most).min(self.lines.len());
        Self {
            lines: self.lines[from.min(end)..end].to_vec(),
            styled: Rc::clone(&self.styled),
            first_note: self.first_note,
            links: vec![None; self.links.len()],
        }
    }

    /// On another sheet they are links of their own.
    pub(super) fn forget_links(&mut self) {
        self.links.fill(None);
    }

    fn text(&self) -> String {
        self.styled
            .letters
            .iter()
            .filter(|(_, style)| style.note.is_none())
            .map(|(letter, _)| if *letter == '\u{A0}' { ' ' } else { *letter })
            .collect()
    }
}

/// Schemes that only show or write to somebody.
fn is_harmless(address: &str) -> bool {
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}
