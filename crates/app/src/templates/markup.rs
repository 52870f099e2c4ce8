//! How a template is written, and the letter that a merged text becomes.
//!
//! `# ` is the letter's own heading, `## ` and `### ` stand under it; `- ` and `1. ` are lists; lines between bars are a
//! table whose first line is its head; `**` stands around what is bold. An empty line ends a paragraph. `Spørg id: …` at
//! the beginning asks whoever writes the letter, and `{{svar.id}}` is the answer. `?sag.frist: …` is a line that stands
//! there only when the field says something. docs/templates.md tells it to those who write templates.

use sagsbord_contract::{TemplateFault, TemplateFaultKind, TemplateQuestion};
use sagsbord_pdf::{LetterBlock, LetterColumn, LetterSpan, LetterTable, LetterText};

const ASKS: &str = "Spørg ";
/// What is still to be written by hand begins so.
const TO_BE_WRITTEN: &str = "[skriv";

/// A text as it is set: what stands above it is no part of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Set {
    pub(crate) title: String,
    pub(crate) body: Vec<LetterBlock>,
    pub(crate) faults: Vec<TemplateFault>,
}

/// The questions at the beginning, and the text after them with the number of its first line.
pub(super) fn questions(text: &str) -> (Vec<TemplateQuestion>, Vec<TemplateFault>, usize) {
    let (mut found, mut faults): (Vec<TemplateQuestion>, Vec<TemplateFault>) = Default::default();
    let mut passed = 0;
    for (n, line) in text.lines().enumerate() {
        let Some(asked) = line.strip_prefix(ASKS) else {
            if line.trim().is_empty() {
                continue;
            }
            break;
        };
        let Some((id, question)) = asked.split_once(':') else {
            break;
        };
        passed = n + 1;
        let (id, text) = (id.trim().to_lowercase(), question.trim().to_owned());
        if found.iter().any(|one| one.id == id) {
            faults.push(fault(n + 1, TemplateFaultKind::QuestionTwice, &id));
            continue;
        }
        found.push(TemplateQuestion { id, text });
    }
    (found, faults, passed)
}

pub(super) fn fault(line: usize, kind: TemplateFaultKind, what: &str) -> TemplateFault {
    const LONGEST: usize = 80;
    TemplateFault {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        kind,
        what: what.chars().take(LONGEST).collect(),
    }
}

/// A merged text as the blocks of a letter.
pub(crate) fn set(text: &str) -> Set {
    let mut setter = Setter::default();
    let mut title = None;
    for (n, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(at) = line.find(TO_BE_WRITTEN) {
            let kind = TemplateFaultKind::Unfinished;
            setter.set.faults.push(fault(n, kind, &line[at..]));
        }
        if line.contains("{{") {
            let kind = TemplateFaultKind::EmptyField;
            setter.set.faults.push(fault(n, kind, field_in(line)));
        }
        if let Some(heading) = line.strip_prefix("# ") {
            setter.end_block();
            if title.is_some() {
                let kind = TemplateFaultKind::TwoTitles;
                setter.set.faults.push(fault(n, kind, heading));
            }
            title.get_or_insert(heading.trim().to_owned());
            continue;
        }
        setter.line(n, line);
    }
    setter.end_block();
    let mut set = setter.set;
    match title.filter(|title| !title.is_empty()) {
        Some(title) => set.title = title,
        None => set
            .faults
            .insert(0, fault(1, TemplateFaultKind::NoTitle, "")),
    }
    set
}

/// The field's name, as far as it can be made out.
pub(super) fn field_in(line: &str) -> &str {
    let Some((_, after)) = line.split_once("{{") else {
        return "";
    };
    after.split("}}").next().unwrap_or(after).trim()
}

#[derive(Default)]
struct Setter {
    set: Set,
    paragraph: Vec<String>,
    list: Option<(bool, Vec<LetterText>)>,
    table: Option<LetterTable>,
}

impl Setter {
    fn line(&mut self, n: usize, line: &str) {
        if line.is_empty() {
            return self.end_block();
        }
        for (mark, level) in [("## ", 1), ("### ", 2)] {
            if let Some(text) = line.strip_prefix(mark) {
                self.end_block();
                let heading = LetterBlock::Heading(level, spans(text));
                return self.set.body.push(heading);
            }
        }
        if line == "---" {
            self.end_block();
            return self.set.body.push(LetterBlock::Rule);
        }
        if let Some(item) = line.strip_prefix("- ") {
            return self.item(false, item);
        }
        if let Some(item) = numbered(line) {
            return self.item(true, item);
        }
        if line.starts_with('|') {
            return self.row(n, line);
        }
        if self.list.is_some() || self.table.is_some() {
            self.end_block();
        }
        self.paragraph.push(line.to_owned());
    }

    fn item(&mut self, is_numbered: bool, text: &str) {
        if self.list.as_ref().is_none_or(|list| list.0 != is_numbered) {
            self.end_block();
        }
        let list = self.list.get_or_insert((is_numbered, Vec::new()));
        list.1.push(spans(text));
    }

    fn row(&mut self, n: usize, line: &str) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        // The line that some write under a head says nothing.
        if cells
            .iter()
            .all(|cell| cell.chars().all(|c| c == '-') && !cell.is_empty())
        {
            return;
        }
        if self.table.is_none() {
            self.end_block();
            let column = |head: &&str| LetterColumn {
                head: (*head).to_owned(),
                share: 1.0,
                is_number: false,
            };
            self.table = Some(LetterTable {
                columns: cells.iter().map(column).collect(),
                rows: Vec::new(),
            });
            return;
        }
        if let Some(table) = &mut self.table {
            let mut row: Vec<LetterText> = cells.iter().map(|cell| spans(cell)).collect();
            if row.len() != table.columns.len() {
                let kind = TemplateFaultKind::RaggedTable;
                self.set.faults.push(fault(n, kind, line));
                row.resize_with(table.columns.len(), LetterText::default);
            }
            table.rows.push(row);
        }
    }

    fn end_block(&mut self) {
        if !self.paragraph.is_empty() {
            let text = std::mem::take(&mut self.paragraph).join(" ");
            self.set.body.push(LetterBlock::Paragraph(spans(&text)));
        }
        if let Some((is_numbered, items)) = self.list.take() {
            self.set.body.push(LetterBlock::List { is_numbered, items });
        }
        if let Some(table) = self.table.take() {
            self.set.body.push(LetterBlock::Table(table));
        }
    }
}

fn numbered(line: &str) -> Option<&str> {
    let (number, text) = line.split_once(". ")?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(text)
}

/// What stands between two pairs of stars is bold; a pair without its fellow is text.
fn spans(text: &str) -> LetterText {
    let text = text.trim();
    let parts: Vec<&str> = text.split("**").collect();
    if parts.len().is_multiple_of(2) {
        return text.into();
    }
    let spans = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| !part.is_empty());
    LetterText(
        spans
            .map(|(n, part)| match n % 2 {
                0 => LetterSpan::Plain((*part).to_owned()),
                _ => LetterSpan::Bold((*part).to_owned()),
            })
            .collect(),
    )
}
