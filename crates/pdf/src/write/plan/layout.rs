//! A plan made from how the page looks, for pages that do not say what they are.

use std::collections::HashMap;

use krilla::tagging::ListNumbering;
use kurbo::Rect;

use super::running::Running;
use super::words::{self, Links};
use super::{Child, Element, HeadOf, Heading, Leaf, Level, ONE_CELL, PagePlan, Role};
use crate::drawing::{Drawing, Item, Marked};
use crate::read::{Block, Line, PageText, Word, blocks};

/// In points: a picture smaller than this is an ornament.
const LEAST_FIGURE: f64 = 12.0;
/// A picture of this share of a page that has words is the page itself, scanned.
const SCANNED: f64 = 0.5;
const LONGEST_TITLE: usize = 120;
/// The share of a table's cells that may be empty.
const MOST_EMPTY: f64 = 0.3;

pub(super) fn plan(drawing: &Drawing, read: &PageText, running: &Running) -> PagePlan {
    let mut plan = PagePlan::default();
    let mut links = Links::of(drawing);
    let told: Vec<usize> = (0..read.lines.len())
        .filter(|line| running.is_told(*line))
        .collect();
    for (index, line) in read.lines.iter().enumerate() {
        if let Some(kind) = running.artifact(index) {
            words::pass_over(&mut plan, line.words.iter(), kind);
        }
    }
    let lines: Vec<&Line> = told.iter().map(|line| &read.lines[*line]).collect();
    let mut placed: Vec<(Rect, Element)> = Vec::new();
    let blocks = blocks(&lines);
    plan.begins_midway = blocks
        .first()
        .is_some_and(|block| begins_midway(&lines, block));
    plan.ends_midway = blocks
        .last()
        .is_some_and(|block| ends_midway(&lines, block));
    for block in blocks {
        let area = area_of(&lines, &block);
        match block {
            Block::ListItem(own) => {
                let (numbering, item) = list_item(&mut plan, &mut links, &lines, &own);
                match placed.last_mut() {
                    Some((before, last)) if last.role == Role::List(numbering) => {
                        *before = before.union(area);
                        last.children.push(Child::Element(item));
                    }
                    _ => {
                        let list = Element::new(Role::List(numbering), vec![Child::Element(item)]);
                        placed.push((area, list));
                    }
                }
            }
            Block::Paragraph(own) => {
                let told = words::tell(&mut plan, &mut links, &words_of(&lines, &own));
                placed.push((area, Element::new(Role::Paragraph, told)));
            }
            Block::Heading { lines: own, size } => {
                let text: Vec<String> = own.iter().map(|line| lines[*line].text()).collect();
                let heading = Heading {
                    level: Level::BySize(size),
                    text: text.join(" ").chars().take(LONGEST_TITLE).collect(),
                    y: area.y0,
                };
                let told = words::tell(&mut plan, &mut links, &words_of(&lines, &own));
                placed.push((area, Element::new(Role::Heading(heading), told)));
            }
            Block::Table(rows) => {
                placed.extend(table(&mut plan, &mut links, &lines, &rows, area));
            }
        }
    }
    add_figures(&mut plan, &mut placed, drawing, !read.lines.is_empty());
    plan.elements = placed.into_iter().map(|(_, element)| element).collect();
    plan
}

/// A page that begins with a small letter, or with a list's third item, goes on with what was on the page before.
fn begins_midway(lines: &[&Line], block: &Block) -> bool {
    let first_word = |own: &[usize]| {
        let line = lines.get(*own.first()?)?;
        Some(line.words.first()?.text.as_str())
    };
    match block {
        Block::Paragraph(own) => first_word(own)
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_lowercase),
        Block::ListItem(own) => {
            first_word(own).is_some_and(|mark| !matches!(mark, "1." | "1)" | "a." | "a)"))
        }
        Block::Heading { .. } | Block::Table(_) => false,
    }
}

fn ends_midway(lines: &[&Line], block: &Block) -> bool {
    match block {
        Block::Paragraph(own) => own
            .last()
            .and_then(|line| lines[*line].words.last())
            .is_some_and(|word| !word.text.ends_with(['.', ':', '?', '!', ';'])),
        Block::ListItem(_) => true,
        Block::Heading { .. } | Block::Table(_) => false,
    }
}

fn list_item(
    plan: &mut PagePlan,
    links: &mut Links,
    lines: &[&Line],
    own: &[usize],
) -> (ListNumbering, Element) {
    let words = words_of(lines, own);
    let mark_end = 1.min(words.len());
    let mark = words.first().map_or("", |(_, word)| word.text.as_str());
    let label = words::tell(plan, links, &words[..mark_end]);
    let body = words::tell(plan, links, &words[mark_end..]);
    let item = Element::new(
        Role::Item,
        vec![
            Child::Element(Element::new(Role::Label, label)),
            Child::Element(Element::new(Role::Body, body)),
        ],
    );
    (numbering(mark), item)
}

/// The words of some lines, each with its line.
fn words_of<'r>(lines: &[&'r Line], own: &[usize]) -> Vec<(usize, &'r Word)> {
    own.iter()
        .flat_map(|line| lines[*line].words.iter().map(|word| (*line, word)))
        .collect()
}

fn numbering(mark: &str) -> ListNumbering {
    match mark.chars().next() {
        Some('•' | '·' | '‣') => ListNumbering::Disc,
        Some('◦') => ListNumbering::Circle,
        Some('▪') => ListNumbering::Square,
        Some(letter) if letter.is_ascii_digit() => ListNumbering::Decimal,
        Some(letter) if letter.is_ascii_lowercase() => ListNumbering::LowerAlpha,
        _ => ListNumbering::None,
    }
}

/// A table only where its head is whole and few cells are empty: what merely stands side by side is read better as text.
fn table(
    plan: &mut PagePlan,
    links: &mut Links,
    lines: &[&Line],
    rows: &[Vec<Vec<usize>>],
    area: Rect,
) -> Vec<(Rect, Element)> {
    let cells = rows.iter().flatten().count();
    let empty = rows.iter().flatten().filter(|cell| cell.is_empty()).count();
    let has_head = rows
        .first()
        .is_some_and(|row| row.iter().all(|cell| !cell.is_empty()));
    if !has_head || empty as f64 > MOST_EMPTY * cells as f64 {
        return rows
            .iter()
            .flatten()
            .filter(|cell| !cell.is_empty())
            .map(|cell| {
                let told = words::tell(plan, links, &words_of(lines, cell));
                (area, Element::new(Role::Paragraph, told))
            })
            .collect();
    }
    let rows = rows.iter().enumerate().map(|(index, row)| {
        let cells = row.iter().map(|cell| {
            let role = match index {
                0 => Role::Head(HeadOf::Column, ONE_CELL),
                _ => Role::Cell(ONE_CELL),
            };
            let told = words::tell(plan, links, &words_of(lines, cell));
            Child::Element(Element::new(role, told))
        });
        Child::Element(Element::new(Role::Row, cells.collect()))
    });
    vec![(area, Element::new(Role::Table, rows.collect()))]
}

fn area_of(lines: &[&Line], block: &Block) -> Rect {
    let areas: Vec<Rect> = match block {
        Block::Paragraph(own) | Block::ListItem(own) | Block::Heading { lines: own, .. } => {
            own.iter().map(|line| lines[*line].area).collect()
        }
        Block::Table(rows) => rows
            .iter()
            .flatten()
            .flatten()
            .map(|line| lines[*line].area)
            .collect(),
    };
    areas
        .into_iter()
        .reduce(|one, other| one.union(other))
        .unwrap_or(Rect::ZERO)
}

/// Pictures come where they stand: before the first text that begins below their middle.
pub(super) fn add_figures(
    plan: &mut PagePlan,
    placed: &mut Vec<(Rect, Element)>,
    drawing: &Drawing,
    has_words: bool,
) {
    let mut count = 0;
    let mut found = HashMap::new();
    each_picture(&drawing.items, &mut |bounds, is_ornament| {
        if plan.pictures.contains_key(&count) {
            count += 1;
            return;
        }
        let own = count;
        count += 1;
        let is_page = has_words && bounds.area() > SCANNED * drawing.page_area().area();
        let is_large = bounds.width() >= LEAST_FIGURE && bounds.height() >= LEAST_FIGURE;
        if !is_ornament && !is_page && is_large {
            found.insert(own, bounds);
        }
    });
    let mut pictures: Vec<(u32, Rect)> = found.into_iter().collect();
    pictures.sort_by_key(|(index, _)| *index);
    for (index, bounds) in pictures {
        let leaf = plan.leaf(Leaf::Figure);
        plan.pictures.insert(index, leaf);
        let middle = bounds.center().y;
        let before = placed
            .iter()
            .position(|(area, _)| area.y0 >= middle && area.x0 < bounds.x1 && area.x1 > bounds.x0);
        let figure = Element::of_leaves(Role::Figure(None), [leaf]);
        placed.insert(before.unwrap_or(placed.len()), (bounds, figure));
    }
}

fn each_picture(items: &[Item], see: &mut impl FnMut(Rect, bool)) {
    for item in items {
        match item {
            Item::Picture(picture) => {
                see(
                    picture.bounds(),
                    picture.is_ornament || picture.marked == Marked::Artifact,
                );
            }
            Item::Group(group) => each_picture(&group.items, see),
            Item::Drawn { .. } | Item::Run(_) | Item::Path(_) => {}
        }
    }
}
