//! A list beside the files: a line for each document, with what it is called and which day it is from. Made in a
//! spreadsheet, by people and by other programs, in Danish or English.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sagsbord_contract::{FilingFault, FilingProblem};
use sagsbord_domain::{DocumentKind, Sensitivity};

use super::planned::{LONGEST_TITLE, Planned};

const MOST_LINES: usize = 5_000;
/// Whoever mends these reads the list again.
const MOST_FAULTS: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    File,
    Title,
    Date,
    Kind,
    Sensitivity,
}

const COLUMNS: [(&str, Column); 12] = [
    ("fil", Column::File),
    ("filnavn", Column::File),
    ("file", Column::File),
    ("filename", Column::File),
    ("titel", Column::Title),
    ("title", Column::Title),
    ("dato", Column::Date),
    ("date", Column::Date),
    ("type", Column::Kind),
    ("kind", Column::Kind),
    ("følsomhed", Column::Sensitivity),
    ("sensitivity", Column::Sensitivity),
];

const KINDS: [(&str, DocumentKind); 9] = [
    ("indgående", DocumentKind::Incoming),
    ("ind", DocumentKind::Incoming),
    ("incoming", DocumentKind::Incoming),
    ("udgående", DocumentKind::Outgoing),
    ("ud", DocumentKind::Outgoing),
    ("outgoing", DocumentKind::Outgoing),
    ("internt", DocumentKind::Internal),
    ("intern", DocumentKind::Internal),
    ("internal", DocumentKind::Internal),
];

const SENSITIVITIES: [(&str, Sensitivity); 8] = [
    ("ikke fortrolig", Sensitivity::NotConfidential),
    ("not confidential", Sensitivity::NotConfidential),
    ("fortrolig", Sensitivity::Confidential),
    ("confidential", Sensitivity::Confidential),
    ("følsom", Sensitivity::Sensitive),
    ("sensitive", Sensitivity::Sensitive),
    ("vip", Sensitivity::Vip),
    ("særligt beskyttet", Sensitivity::Vip),
];

/// Each line that has something in it: its number, and its cells.
pub(super) type Lines = Vec<(u32, Vec<String>)>;

/// Of a list that a spreadsheet saved as CSV.
pub(super) fn lines(untrusted: &[u8]) -> Lines {
    records(&decoded(untrusted))
}

pub(super) fn unreadable() -> FilingFault {
    FilingFault {
        line: 1,
        column: None,
        problem: FilingProblem::NotReadable,
    }
}

/// Puts what the list says on the files that it names. Every fault is told, with its line.
pub(super) fn apply(lines: &[(u32, Vec<String>)], planned: &mut [Planned]) -> Vec<FilingFault> {
    let mut faults = Faults::default();
    let Some((head_line, head)) = lines.first() else {
        faults.add(1, None, FilingProblem::NoFileColumn);
        return faults.0;
    };
    let columns = columns(*head_line, head, &mut faults);
    if !columns.values().any(|column| *column == Column::File) {
        faults.add(*head_line, None, FilingProblem::NoFileColumn);
    }
    if lines.len() > MOST_LINES {
        faults.add(*head_line, None, FilingProblem::TooManyLines);
    }
    if !faults.0.is_empty() {
        return faults.0;
    }
    let mut seen = HashSet::new();
    for (line, cells) in lines.iter().skip(1) {
        let said: HashMap<Column, (&str, &str)> = columns
            .iter()
            .filter_map(|(at, column)| {
                let cell = cells.get(*at)?.trim();
                Some((*column, (head.get(*at)?.as_str(), cell)))
            })
            .filter(|(column, (_, cell))| *column == Column::File || !cell.is_empty())
            .collect();
        let Some((name_of_column, name)) = said.get(&Column::File).copied() else {
            continue;
        };
        let column = || Some(name_of_column.to_owned());
        let mut matching = planned
            .iter_mut()
            .filter(|planned| planned.file_name.to_lowercase() == name.to_lowercase());
        let Some(file) = matching.next() else {
            faults.add(*line, column(), FilingProblem::UnknownFile);
            continue;
        };
        if matching.next().is_some() {
            faults.add(*line, column(), FilingProblem::SeveralFiles);
            continue;
        }
        if !seen.insert(String::from(file.place.clone())) {
            faults.add(*line, column(), FilingProblem::FileTwice);
            continue;
        }
        put(*line, &said, file, &mut faults);
    }
    faults.0
}

fn put(line: u32, said: &HashMap<Column, (&str, &str)>, file: &mut Planned, faults: &mut Faults) {
    if let Some((column, title)) = said.get(&Column::Title) {
        if title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control) {
            faults.add(
                line,
                Some((*column).to_owned()),
                FilingProblem::TitleTooLong,
            );
        } else {
            (*title).clone_into(&mut file.title);
        }
    }
    if let Some((column, text)) = said.get(&Column::Date) {
        match day(text) {
            Some(day) => file.date = day,
            None => faults.add(line, Some((*column).to_owned()), FilingProblem::NotADay),
        }
    }
    if let Some((column, text)) = said.get(&Column::Kind) {
        match word(text, &KINDS) {
            Some(kind) => file.kind = kind,
            None => faults.add(line, Some((*column).to_owned()), FilingProblem::NotAKind),
        }
    }
    if let Some((column, text)) = said.get(&Column::Sensitivity) {
        match word(text, &SENSITIVITIES) {
            Some(sensitivity) => file.sensitivity = sensitivity,
            None => {
                let column = Some((*column).to_owned());
                faults.add(line, column, FilingProblem::NotASensitivity);
            }
        }
    }
}

fn columns(line: u32, head: &[String], faults: &mut Faults) -> HashMap<usize, Column> {
    let mut columns = HashMap::new();
    for (at, name) in head.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        match word(name, &COLUMNS) {
            None => faults.add(line, Some(name.clone()), FilingProblem::UnknownColumn),
            Some(column) if columns.values().any(|known| *known == column) => {
                faults.add(line, Some(name.clone()), FilingProblem::ColumnTwice);
            }
            Some(column) => {
                columns.insert(at, column);
            }
        }
    }
    columns
}

fn word<T: Copy>(text: &str, words: &[(&str, T)]) -> Option<T> {
    let text = text.trim().to_lowercase();
    let mut found = words.iter().filter(|(word, _)| *word == text);
    found.next().map(|(_, value)| *value)
}

/// `2026-11-21`, `21-11-2026`, `21.11.2026`, `21/11/2026`: no two of them can be taken for each other.
fn day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| {
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok())?
    };
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1 | 2) if text.contains('-') => (number(first)?, number(second)?, number(third)?),
        (1 | 2, 4) => (number(third)?, number(second)?, number(first)?),
        _ => return None,
    };
    let read = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (1900..2200).contains(&year).then_some(read)
}

/// What spreadsheets save as CSV: UTF-8 with or without a mark, or Windows-1252.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // The letters of Danish are where Latin-1 has them.
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Lines with their number and cells. A cell in quotes may hold the separator and line breaks.
fn records(text: &str) -> Vec<(u32, Vec<String>)> {
    let first = text.lines().next().unwrap_or_default();
    let separator = [';', '\t', ',']
        .into_iter()
        .max_by_key(|separator| first.matches(*separator).count())
        .unwrap_or(';');
    let mut records = Vec::new();
    let (mut line, mut began) = (1_u32, 1_u32);
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                cells.push(std::mem::take(&mut cell));
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    records.push((began, std::mem::take(&mut cells)));
                }
                cells.clear();
                line += 1;
                began = line;
            }
            sign if sign == separator && !is_quoted => cells.push(std::mem::take(&mut cell)),
            sign => {
                line += u32::from(sign == '\n');
                cell.push(sign);
            }
        }
        if records.len() > MOST_LINES {
            return records;
        }
    }
    cells.push(cell);
    if cells.iter().any(|cell| !cell.trim().is_empty()) {
        records.push((began, cells));
    }
    for (_, cells) in &mut records {
        for cell in cells {
            *cell = cell.trim().to_owned();
        }
    }
    records
}

#[derive(Default)]
struct Faults(Vec<FilingFault>);

impl Faults {
    fn add(&mut self, line: u32, column: Option<String>, problem: FilingProblem) {
        if self.0.len() < MOST_FAULTS {
            self.0.push(FilingFault {
                line,
                column,
                problem,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use sagsbord_intake::Place;

    use super::*;

    fn files(names: &[&str]) -> Vec<Planned> {
        let file = |(n, name): (usize, &&str)| Planned {
            place: Place::try_from((n + 1).to_string()).unwrap(),
            sha256: n.to_string(),
            file_name: (*name).to_owned(),
            file_kind: None,
            title: "før".to_owned(),
            kind: DocumentKind::Incoming,
            date: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            sensitivity: Sensitivity::Confidential,
            is_filed: false,
        };
        names.iter().enumerate().map(file).collect()
    }

    #[test]
    fn a_list_says_what_each_file_is_in_danish_or_english_and_with_days_in_three_formats() {
        let check = |list: &[u8]| {
            let mut planned = files(&["a.pdf", "B.PDF", "c.txt"]);
            assert_eq!(apply(&lines(list), &mut planned), []);
            let said: Vec<_> = planned
                .iter()
                .map(|one| {
                    (
                        one.title.as_str(),
                        one.date.to_string(),
                        one.kind,
                        one.sensitivity,
                    )
                })
                .collect();
            let day = || "2026-03-09".to_owned();
            assert_eq!(
                said,
                [
                    (
                        "Ansøgning; bilag",
                        day(),
                        DocumentKind::Incoming,
                        Sensitivity::Sensitive
                    ),
                    (
                        "Svar",
                        day(),
                        DocumentKind::Outgoing,
                        Sensitivity::Confidential
                    ),
                    (
                        "Notat",
                        day(),
                        DocumentKind::Internal,
                        Sensitivity::Confidential
                    )
                ]
            );
        };
        let danish = "Fil;Titel;Dato;Type;Følsomhed\r\na.pdf;\"Ansøgning; bilag\";2026-03-09;Indgående;følsom\r\n\
                      b.pdf;Svar;9.3.2026;udgående;\r\n\r\nc.txt;Notat;09-03-2026;internt;\r\n";
        check(danish.as_bytes());
        check(format!("\u{feff}{danish}").as_bytes());
        let old: Vec<u8> = danish.chars().map(|sign| sign as u8).collect();
        check(&old);
        check(
            "filename,title,date,kind,sensitivity\na.pdf,Ansøgning; bilag,09/03/2026,incoming,sensitive\n\
             B.pdf,Svar,2026-03-09,outgoing,\nc.txt,Notat,2026-03-09,internal,"
                .as_bytes(),
        );
    }

    #[test]
    fn a_fault_is_told_with_its_line_and_its_column() {
        let check = |list: &str, expected: &[(u32, Option<&str>, FilingProblem)]| {
            let mut planned = files(&["a.pdf", "b.pdf", "b.pdf"]);
            let faults = apply(&lines(list.as_bytes()), &mut planned);
            let faults: Vec<_> = faults
                .iter()
                .map(|fault| (fault.line, fault.column.as_deref(), fault.problem))
                .collect();
            assert_eq!(faults, expected, "{list}");
        };
        use FilingProblem as P;
        check("", &[(1, None, P::NoFileColumn)]);
        check("titel;dato\nx;y", &[(1, None, P::NoFileColumn)]);
        check("fil;sag\na.pdf;1", &[(1, Some("sag"), P::UnknownColumn)]);
        check(
            "fil;filnavn\na.pdf;a.pdf",
            &[(1, Some("filnavn"), P::ColumnTwice)],
        );
        check(
            "fil\nx.pdf\na.pdf\na.pdf",
            &[
                (2, Some("fil"), P::UnknownFile),
                (4, Some("fil"), P::FileTwice),
            ],
        );
        check("fil\nb.pdf", &[(2, Some("fil"), P::SeveralFiles)]);
        check(
            "fil;dato\na.pdf;31.2.2026",
            &[(2, Some("dato"), P::NotADay)],
        );
        check("fil;dato\na.pdf;03.09.26", &[(2, Some("dato"), P::NotADay)]);
        check("fil;dato\na.pdf;i går", &[(2, Some("dato"), P::NotADay)]);
        check("fil;type\na.pdf;brev", &[(2, Some("type"), P::NotAKind)]);
        check(
            "fil;følsomhed\na.pdf;meget",
            &[(2, Some("følsomhed"), P::NotASensitivity)],
        );
        check(
            "fil;titel\n\n\"a.pdf\";\"to\nlinjer\"",
            &[(3, Some("titel"), P::TitleTooLong)],
        );
        check("fil\n\"a.pdf", &[]);
    }
}
