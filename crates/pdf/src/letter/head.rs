use kurbo::Rect;

use super::flow::{Flow, LEADING, LEFT, RIGHT, SIZE, TOP};
use super::lines::{Style, broken};
use super::sheet::BLACK;
use super::{LetterHead, danish_day, logo};
use crate::PdfError;
use crate::write::{Child, Element, Leaf, Role};

/// Where the window of an envelope shows the recipient.
const RECIPIENT_TOP: f64 = 128.0;
const SIDE_COLUMN: f64 = 372.0;
const LOGO_HEIGHT: f64 = 40.0;
const LOGO_WIDTH: f64 = 170.0;
const BEFORE_TITLE: f64 = 30.0;

/// The first sheet's upper part.
pub(super) fn set(flow: &mut Flow<'_>, head: &LetterHead) -> Result<(), PdfError> {
    let mut lowest = TOP;
    if let Some(own) = &head.logo {
        let (data, share) = logo::read(own)?;
        let width = (LOGO_HEIGHT * share).min(LOGO_WIDTH);
        let height = width / share;
        let area = Rect::new(RIGHT - width, 40.0, RIGHT, 40.0 + height);
        let leaf = flow.plan().leaf(Leaf::Figure);
        flow.sheet.picture(data, area, leaf);
        let said = Some(own.description.trim()).filter(|said| !said.is_empty());
        let figure = Role::Figure(said.map(str::to_owned));
        flow.tell(Element::of_leaves(figure, [leaf]));
        lowest = area.y1;
    }
    let facts: Vec<String> = head
        .date
        .iter()
        .map(|date| danish_day(*date))
        .chain(
            head.facts
                .iter()
                .map(|(name, what)| format!("{name}: {what}")),
        )
        .collect();
    let has_block = !head.recipient.is_empty() || !head.sender.is_empty() || !facts.is_empty();
    let top = if has_block { RECIPIENT_TOP } else { lowest };
    let sender = block(flow, &head.sender, (SIDE_COLUMN, top));
    let recipient = block(flow, &head.recipient, (LEFT, top));
    let below_sender = sender.max(top) + if head.sender.is_empty() { 0.0 } else { LEADING };
    let facts = block(flow, &facts, (SIDE_COLUMN, below_sender));
    lowest = lowest.max(recipient).max(sender).max(facts);
    flow.y = if has_block || head.logo.is_some() {
        lowest + BEFORE_TITLE
    } else {
        TOP
    };
    Ok(())
}

/// Lines under each other, as one paragraph. Returns where they end.
fn block(flow: &mut Flow<'_>, lines: &[String], (x, top): (f64, f64)) -> f64 {
    let width = if x < SIDE_COLUMN {
        SIDE_COLUMN - x - 20.0
    } else {
        RIGHT - x
    };
    let mut y = top;
    let mut children = Vec::new();
    for line in lines {
        let letters: Vec<(char, Style)> = line
            .chars()
            .map(|letter| (letter, Style::default()))
            .collect();
        for line in broken(&letters, flow.faces, SIZE, width) {
            let leaf = flow.plan().leaf(Leaf::Text);
            let at = (x, y + LEADING * 0.75);
            flow.sheet.line(flow.faces, &line, at, (SIZE, BLACK), leaf);
            children.push(Child::Leaf(leaf));
            y += LEADING;
        }
    }
    if !children.is_empty() {
        flow.tell(Element::new(Role::Paragraph, children));
    }
    y
}
