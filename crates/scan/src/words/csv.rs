//! The list as a file that a spreadsheet opens: semicolons, a heading, quotes where they are needed.

use super::entry::{Entry, ListCategory, Origin, WordClass};
use super::problem::{self, ListProblem, ProblemKind};
use crate::finding::Severity;

const HEADING: [&str; 9] = [
    "ord",
    "kategori",
    "ordklasse",
    "bøjning",
    "sammensat",
    "alvor",
    "aktiv",
    "i stedet",
    "note",
];
/// A list is hundreds of lines; a hundred thousand is another kind of file.
const MOST_ENTRIES: usize = 100_000;
const MOST_BYTES: usize = 32 * 1024 * 1024;

pub(super) fn has_heading(text: &str) -> bool {
    let first = text
        .trim_start_matches('\u{FEFF}')
        .lines()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    first.contains("ord") && first.contains("kategori") && first.contains([';', ',', '\t'])
}

/// Entries, or every fault with its line.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Vec<ListProblem>> {
    if text.len() > MOST_BYTES {
        return Err(vec![ListProblem::at(1, "", ProblemKind::TooLong)]);
    }
    let text = text.trim_start_matches('\u{FEFF}');
    let separator = separator(text);
    let mut rows = rows(text, separator);
    let Some((_, heading)) = rows.next() else {
        return Err(vec![ListProblem::at(1, "", ProblemKind::NoHeading)]);
    };
    let columns = match columns(&heading) {
        Ok(columns) => columns,
        Err(problem) => return Err(vec![problem]),
    };
    let mut entries = Vec::new();
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for (line, row) in rows {
        if row.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if entries.len() >= MOST_ENTRIES {
            problems.push(ListProblem::at(line, "", ProblemKind::TooLong));
            break;
        }
        match entry(&row, &columns, line) {
            Ok(entry) => {
                entries.push(entry);
                lines.push(line);
            }
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(
        problem::check(&entries)
            .into_iter()
            .filter(ListProblem::is_fatal)
            .map(|mut problem| {
                problem.line = lines.get(problem.line - 1).copied().unwrap_or(problem.line);
                problem
            }),
    );
    if problems.is_empty() {
        Ok(entries)
    } else {
        problems.sort_by_key(|problem| problem.line);
        Err(problems)
    }
}

pub(super) fn write(entries: &[Entry]) -> String {
    let mut text = HEADING.join(";");
    text.push('\n');
    for entry in entries {
        let fields = [
            entry.word.as_str(),
            entry.category.code(),
            entry.class.code(),
            &entry.inflection,
            if entry.compounds { "ja" } else { "" },
            severity_code(entry.severity),
            if entry.active { "ja" } else { "nej" },
            &entry.instead,
            &entry.note,
        ];
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                text.push(';');
            }
            push_field(&mut text, field);
        }
        text.push('\n');
    }
    text
}

/// A field a spreadsheet would run as a formula is written as text.
fn push_field(text: &mut String, field: &str) {
    let formula = field.starts_with(['=', '+', '@', '\t']) && field.len() > 1;
    if formula || field.contains([';', '"', '\n', '\r']) || field.starts_with(' ') {
        text.push('"');
        if formula {
            text.push('\'');
        }
        text.push_str(&field.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(field);
    }
}

fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    [';', '\t', ',']
        .into_iter()
        .max_by_key(|sign| first.matches(*sign).count())
        .unwrap_or(';')
}

/// Where each of [`HEADING`]'s columns stands.
fn columns(heading: &[String]) -> Result<[Option<usize>; 9], ListProblem> {
    let mut columns = [None; 9];
    for (place, name) in heading.iter().enumerate() {
        let name = name.trim().to_lowercase();
        match HEADING.iter().position(|known| *known == name) {
            Some(column) => columns[column] = Some(place),
            None if name.is_empty() => {}
            None => return Err(ListProblem::at(1, &name, ProblemKind::UnknownColumn)),
        }
    }
    if columns[0].is_none() {
        return Err(ListProblem::at(1, "ord", ProblemKind::NoHeading));
    }
    Ok(columns)
}

fn entry(row: &[String], columns: &[Option<usize>; 9], line: usize) -> Result<Entry, ListProblem> {
    let field = |column: usize| {
        let text = columns[column]
            .and_then(|place| row.get(place))
            .map_or("", |field| field.trim());
        text.strip_prefix('\'').unwrap_or(text)
    };
    let wrong = |column: usize, kind| Err(ListProblem::at(line, field(column), kind));
    let mut entry = Entry::base_form(field(0));
    entry.origin = Origin::Own;
    if !field(1).is_empty() {
        let Some(category) = ListCategory::from_code(&field(1).to_lowercase()) else {
            return wrong(1, ProblemKind::UnknownCategory);
        };
        entry.category = category;
    }
    if !field(2).is_empty() {
        let Some(class) = WordClass::from_code(&field(2).to_lowercase()) else {
            return wrong(2, ProblemKind::UnknownClass);
        };
        entry.class = class;
    }
    entry.inflection = field(3).to_owned();
    if columns[4].is_some() {
        let Some(compounds) = yes(field(4)) else {
            return wrong(4, ProblemKind::NotYesOrNo);
        };
        entry.compounds = compounds;
    }
    if !field(5).is_empty() {
        let Some(severity) = severity_of(field(5)) else {
            return wrong(5, ProblemKind::UnknownSeverity);
        };
        entry.severity = severity;
    }
    if !field(6).is_empty() {
        let Some(active) = yes(field(6)) else {
            return wrong(6, ProblemKind::NotYesOrNo);
        };
        entry.active = active;
    }
    entry.instead = field(7).to_owned();
    entry.note = field(8).to_owned();
    Ok(entry)
}

pub(crate) fn severity_code(severity: Severity) -> &'static str {
    match severity {
        Severity::Stop => "A",
        Severity::Check => "B",
        Severity::Inform => "C",
    }
}

pub(crate) fn severity_of(code: &str) -> Option<Severity> {
    Some(match code.to_uppercase().as_str() {
        "A" => Severity::Stop,
        "B" => Severity::Check,
        "C" => Severity::Inform,
        _ => return None,
    })
}

fn yes(code: &str) -> Option<bool> {
    Some(match code.to_lowercase().as_str() {
        "ja" | "j" | "1" | "x" | "true" | "sand" => true,
        "nej" | "n" | "0" | "" | "false" | "falsk" => false,
        _ => return None,
    })
}

/// Rows with the line each begins at. A quoted field may hold the separator, quotes and line breaks.
fn rows(text: &str, separator: char) -> impl Iterator<Item = (usize, Vec<String>)> + '_ {
    let mut characters = text.chars().peekable();
    let mut line = 1;
    std::iter::from_fn(move || {
        characters.peek()?;
        let begun = line;
        let mut row = vec![String::new()];
        let mut quoted = false;
        while let Some(character) = characters.next() {
            if character == '\n' {
                line += 1;
            }
            let field = row.last_mut()?;
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    field.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if field.is_empty() => quoted = true,
                '\n' if !quoted => break,
                '\r' if !quoted => {}
                _ if character == separator && !quoted => row.push(String::new()),
                _ => field.push(character),
            }
        }
        Some((begun, row))
    })
}
