use sagsbord_pdf::{LetterBlock, LetterColumn, LetterSpan, LetterTable, LetterText};

/// A table while it is read. Only when it ends can be told whether it holds data, or only puts a mail into shape.
pub(super) struct Table {
    /// How many elements it lies in.
    pub(super) depth: usize,
    pub(super) has_tables: bool,
    pub(super) is_in_cell: bool,
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    cells: Vec<Vec<LetterBlock>>,
    is_head: bool,
}

const MOST_COLUMNS: usize = 9;
const LONGEST_CELL: usize = 1_200;

impl Table {
    pub(super) fn new(depth: usize) -> Self {
        Self {
            depth,
            has_tables: false,
            is_in_cell: false,
            rows: Vec::new(),
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(Row {
            is_head: true,
            ..Row::default()
        });
    }

    pub(super) fn begin_cell(&mut self, is_head: bool) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        self.is_in_cell = true;
        if let Some(row) = self.rows.last_mut() {
            row.is_head &= is_head;
        }
    }

    pub(super) fn end_cell(&mut self, blocks: Vec<LetterBlock>) {
        self.is_in_cell = false;
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(blocks);
        }
    }

    /// As a table where it is one, else what its cells hold, one after the other.
    pub(super) fn blocks(mut self) -> Vec<LetterBlock> {
        let is_filled = |row: &Row| row.cells.iter().any(|cell| !cell.is_empty());
        self.rows.retain(is_filled);
        match self.table() {
            Some(table) => vec![LetterBlock::Table(table)],
            None => self
                .rows
                .into_iter()
                .flat_map(|row| row.cells)
                .flatten()
                .collect(),
        }
    }

    fn table(&self) -> Option<LetterTable> {
        if self.has_tables || self.rows.len() < 2 {
            return None;
        }
        let width = self.rows.iter().map(|row| row.cells.len()).max()?;
        // Columns that hold nothing only make room.
        let used: Vec<usize> = (0..width)
            .filter(|column| {
                self.rows
                    .iter()
                    .any(|row| row.cells.get(*column).is_some_and(|cell| !cell.is_empty()))
            })
            .collect();
        if used.len() < 2 || used.len() > MOST_COLUMNS {
            return None;
        }
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let cells: Option<Vec<LetterText>> = used
                .iter()
                .map(|column| match row.cells.get(*column) {
                    Some(cell) => text_of_cell(cell),
                    None => Some(LetterText::default()),
                })
                .collect();
            rows.push(cells?);
        }
        let has_head = self.rows.first().is_some_and(|row| row.is_head);
        let heads: Vec<String> = if has_head {
            rows.remove(0).iter().map(plain).collect()
        } else {
            vec![String::new(); used.len()]
        };
        let columns = heads.into_iter().enumerate().map(|(index, head)| {
            let longest = rows
                .iter()
                .filter_map(|row| row.get(index))
                .map(|cell| plain(cell).chars().count())
                .max()
                .unwrap_or(0)
                .max(head.chars().count());
            LetterColumn {
                head,
                share: (longest.clamp(4, 400) as f64).sqrt(),
                is_number: false,
            }
        });
        let columns = columns.collect();
        Some(LetterTable { columns, rows })
    }
}

/// `None` where the cell holds more than a table's cell has room for.
fn text_of_cell(blocks: &[LetterBlock]) -> Option<LetterText> {
    let mut text = LetterText::default();
    for block in blocks {
        let block = match block {
            LetterBlock::Quoted(_, inner) => inner,
            block => block,
        };
        if !text.0.is_empty() {
            text.0.push(LetterSpan::Plain("\n".to_owned()));
        }
        match block {
            LetterBlock::Paragraph(own) => text.0.extend(own.0.iter().cloned()),
            LetterBlock::Item {
                mark, text: own, ..
            } => {
                text.0.push(LetterSpan::Plain(format!("{mark} ")));
                text.0.extend(own.0.iter().cloned());
            }
            _ => return None,
        }
    }
    let length: usize = text.0.iter().map(|span| super::text_of(span).len()).sum();
    (length <= LONGEST_CELL).then_some(text)
}

fn plain(text: &LetterText) -> String {
    text.0.iter().map(super::text_of).collect()
}
