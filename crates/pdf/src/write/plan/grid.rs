use super::{Child, Element, ONE_CELL, Role, Spans};

/// A table whose rows do not fill the same columns tells a wrong place for every cell after the fault. Its cells' spans
/// are given up, and where that does not help it is text.
pub(super) fn regular_table(mut rows: Vec<Child>) -> Element {
    if is_regular(&rows) {
        return Element::new(Role::Table, rows);
    }
    for row in &mut rows {
        each_cell(row, &mut |spans| *spans = ONE_CELL);
    }
    if is_regular(&rows) {
        return Element::new(Role::Table, rows);
    }
    let mut texts = Vec::new();
    for row in rows {
        let Child::Element(row) = row else { continue };
        for cell in row.children {
            if let Child::Element(cell) = cell
                && !cell.children.is_empty()
            {
                texts.push(Child::Element(Element::new(Role::Group, cell.children)));
            }
        }
    }
    Element::new(Role::Group, texts)
}

/// Each row fills the same columns, and no two cells the same place.
fn is_regular(rows: &[Child]) -> bool {
    // How many more rows each column is taken for by a cell above.
    let mut taken: Vec<u32> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut at = 0;
        for spans in spans(row) {
            while taken.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            let end = at + spans.columns as usize;
            if index == 0 {
                taken.resize(end.max(taken.len()), 0);
            }
            let Some(columns) = taken.get_mut(at..end) else {
                return false;
            };
            if columns.iter().any(|rows| *rows > 0) {
                return false;
            }
            columns.fill(spans.rows);
            at = end;
        }
        if taken.contains(&0) {
            return false;
        }
        taken.iter_mut().for_each(|rows| *rows -= 1);
    }
    taken.iter().all(|rows| *rows == 0)
}

fn spans(row: &Child) -> Vec<Spans> {
    let Child::Element(row) = row else {
        return Vec::new();
    };
    row.children
        .iter()
        .filter_map(|cell| match cell {
            Child::Element(cell) => match cell.role {
                Role::Head(_, spans) | Role::Cell(spans) => Some(spans),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

fn each_cell(row: &mut Child, see: &mut impl FnMut(&mut Spans)) {
    let Child::Element(row) = row else { return };
    for cell in &mut row.children {
        if let Child::Element(cell) = cell
            && let Role::Head(_, spans) | Role::Cell(spans) = &mut cell.role
        {
            see(spans);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_must_fill_the_same_columns() {
        let check = |rows: &[&[(u32, u32)]], expected: bool| {
            let rows: Vec<Child> = rows
                .iter()
                .map(|row| {
                    let cells = row.iter().map(|&(columns, rows)| {
                        let role = Role::Cell(Spans { columns, rows });
                        Child::Element(Element::new(role, Vec::new()))
                    });
                    Child::Element(Element::new(Role::Row, cells.collect()))
                })
                .collect();
            assert_eq!(is_regular(&rows), expected, "{rows:?}");
        };
        let one = (1, 1);
        check(&[&[one, one], &[one, one]], true);
        check(&[&[one, one], &[one]], false);
        check(&[&[one], &[one, one]], false);
        check(&[&[(2, 1)], &[one, one]], true);
        check(&[&[(1, 2), one], &[one]], true);
        check(&[&[(1, 2), one], &[one, one]], false);
        check(&[&[one, (1, 2)], &[(2, 1)]], false);
        check(&[&[(1, 2), one]], false);
        check(&[&[(1, 2), (1, 2)], &[], &[one, one]], true);
    }
}
