use krilla::tagging::ArtifactType;
use kurbo::Rect;

use super::flow::{Flow, RIGHT, Setting};
use super::sheet::{BLACK, GREY};
use super::{LetterColumn, LetterSpan, LetterTable, LetterText};
use crate::write::{Child, Element, HeadOf, Leaf, ONE_CELL, Role};

const SIZE: f64 = 9.0;
const LEADING: f64 = 12.0;
const PADDING: f64 = 3.5;
const GUTTER: f64 = 8.0;

struct Column {
    x: f64,
    width: f64,
    is_number: bool,
}

/// A table over as many sheets as it takes. Its head is repeated on each, and told once.
pub(super) fn set(flow: &mut Flow<'_>, table: &LetterTable) {
    let columns = columns(flow.left(), &table.columns);
    if columns.is_empty() {
        return;
    }
    let head: Vec<LetterText> = table
        .columns
        .iter()
        .map(|column| LetterText(vec![LetterSpan::Bold(column.head.clone())]))
        .collect();
    let mut head = settings(flow, &columns, &head);
    let has_head = table.columns.iter().any(|column| !column.head.is_empty());
    let head_height = if has_head { height(&head) } else { 0.0 };
    let first = table.rows.first().map(|row| settings(flow, &columns, row));
    flow.make_room(head_height + first.as_ref().map_or(0.0, |row| height(row)));
    let mut rows = Vec::new();
    if has_head {
        let role = Role::Head(HeadOf::Column, ONE_CELL);
        rows.push(draw_row(flow, &columns, &mut head, &role));
    }
    let mut first = first;
    for row in &table.rows {
        let row = match first.take() {
            Some(row) => row,
            None => settings(flow, &columns, row),
        };
        let mut from = 0;
        let room = Flow::room_of_a_sheet() - head_height;
        // A row that no sheet can hold is told in pieces, each as a row.
        let most = ((room - 2.0 * PADDING) / LEADING).floor().max(1.0) as usize;
        while from < longest(&row) || from == 0 {
            let mut piece = part_of(&row, from, most);
            if flow.y + height(&piece) > flow.bottom() {
                end_of_sheet(flow, &mut rows);
                flow.turn(true);
                if has_head {
                    draw_head_again(flow, &columns, &mut head);
                }
            }
            rows.push(draw_row(flow, &columns, &mut piece, &Role::Cell(ONE_CELL)));
            from += most;
        }
    }
    end_of_sheet(flow, &mut rows);
    flow.y += LEADING;
}

fn end_of_sheet(flow: &mut Flow<'_>, rows: &mut Vec<Element>) {
    let rows = std::mem::take(rows).into_iter().map(Child::Element);
    flow.tell(Element::new(Role::Table, rows.collect()));
}

fn columns(left: f64, columns: &[LetterColumn]) -> Vec<Column> {
    let gutters = GUTTER * columns.len().saturating_sub(1) as f64;
    let room = RIGHT - left - gutters;
    let whole: f64 = columns.iter().map(|column| column.share.max(0.01)).sum();
    let mut x = left;
    columns
        .iter()
        .map(|column| {
            let width = room * column.share.max(0.01) / whole;
            let own = Column {
                x,
                width,
                is_number: column.is_number,
            };
            x += width + GUTTER;
            own
        })
        .collect()
}

/// As many cells as there are columns: what a row lacks is empty, what it has too much is left out.
fn settings(flow: &mut Flow<'_>, columns: &[Column], row: &[LetterText]) -> Vec<Setting> {
    let empty = LetterText::default();
    columns
        .iter()
        .enumerate()
        .map(|(index, column)| flow.setting(row.get(index).unwrap_or(&empty), SIZE, column.width))
        .collect()
}

fn longest(row: &[Setting]) -> usize {
    row.iter().map(|cell| cell.lines.len()).max().unwrap_or(0)
}

fn height(row: &[Setting]) -> f64 {
    longest(row) as f64 * LEADING + 2.0 * PADDING
}

fn part_of(row: &[Setting], from: usize, most: usize) -> Vec<Setting> {
    row.iter().map(|cell| cell.part(from, most)).collect()
}

fn draw_row(flow: &mut Flow<'_>, columns: &[Column], row: &mut [Setting], role: &Role) -> Element {
    let height = height(row);
    let top = flow.y;
    let mut cells = Vec::with_capacity(columns.len());
    for (column, cell) in columns.iter().zip(row.iter_mut()) {
        let mut children = Vec::new();
        for index in 0..cell.lines.len() {
            if cell.lines[index].letters.is_empty() {
                continue;
            }
            let x = if column.is_number {
                column.x + column.width - cell.lines[index].width
            } else {
                column.x
            };
            let base = top + PADDING + LEADING * (index as f64 + 0.78);
            flow.add_notes(cell, index);
            flow.draw(cell, index, (x, base), SIZE, &mut children);
        }
        cells.push(Child::Element(Element::new(role.clone(), children)));
    }
    flow.y = top + height;
    rule(flow, matches!(role, Role::Head(..)));
    Element::new(Role::Row, cells)
}

/// For the eye only: the table's head was told where it began.
fn draw_head_again(flow: &mut Flow<'_>, columns: &[Column], head: &mut [Setting]) {
    let top = flow.y;
    let leaf = flow
        .plan()
        .leaf(Leaf::Artifact(ArtifactType::PaginationOther));
    for (column, cell) in columns.iter().zip(head.iter()) {
        for (index, line) in cell.lines.iter().enumerate() {
            let x = if column.is_number {
                column.x + column.width - line.width
            } else {
                column.x
            };
            let base = top + PADDING + LEADING * (index as f64 + 0.78);
            flow.sheet
                .line(flow.faces, line, (x, base), (SIZE, BLACK), leaf);
        }
    }
    flow.y = top + height(head);
    rule(flow, true);
}

fn rule(flow: &mut Flow<'_>, is_head: bool) {
    let thickness = if is_head { 1.0 } else { 0.4 };
    let area = Rect::new(flow.left(), flow.y - thickness, RIGHT, flow.y);
    flow.sheet.fill(area, GREY);
}
