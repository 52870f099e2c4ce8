use std::collections::{HashMap, HashSet};

use super::super::gathered::by_and_when;
use super::super::package::Package;
use super::super::xml::{Piece, Pieces};
use super::book::Sheet;
use crate::read::Unreadable;
use crate::{Found, HiddenKind};

/// Notes and threads of comments of one sheet. A thread leaves a note with the same words behind for older programs,
/// which is not told twice.
pub(super) fn read(
    package: &mut Package<'_>,
    sheet: &Sheet,
    people: &HashMap<String, String>,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let relations = package.relations(&sheet.part)?;
    let mut threaded = HashSet::new();
    for relation in relations.iter().filter(|relation| !relation.is_outside) {
        if relation.kind == "threadedComment" {
            threads(
                package,
                &relation.target,
                sheet,
                people,
                &mut threaded,
                found,
            )?;
        }
    }
    for relation in relations.iter().filter(|relation| !relation.is_outside) {
        if relation.kind == "comments" {
            notes(package, &relation.target, sheet, &threaded, found)?;
        }
    }
    Ok(())
}

fn threads(
    package: &mut Package<'_>,
    part: &str,
    sheet: &Sheet,
    people: &HashMap<String, String>,
    threaded: &mut HashSet<String>,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(part)? else {
        return Ok(());
    };
    let mut place = String::new();
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        let said = |name: &str| element.get(name).unwrap_or_default();
        match element.name() {
            "threadedComment" => {
                let cell = said("ref");
                let person = people.get(&said("personId")).map_or("", String::as_str);
                let what = if element.get("parentId").is_some() {
                    "svar på kommentar"
                } else {
                    "kommentar"
                };
                place = joined(&sheet.name, &cell, what, &by_and_when(person, &said("dT")));
                threaded.insert(cell);
            }
            "text" => {
                let text = pieces.text_within(found.limits.kept_text)?;
                found.hide(HiddenKind::Comment, &place, &text, 1);
            }
            _ => {}
        }
    }
    Ok(())
}

fn notes(
    package: &mut Package<'_>,
    part: &str,
    sheet: &Sheet,
    threaded: &HashSet<String>,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(part)? else {
        return Ok(());
    };
    let mut authors = Vec::new();
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        match element.name() {
            "author" => {
                let author = pieces.text_within(300)?;
                if authors.len() < 10_000 {
                    authors.push(author);
                }
            }
            "comment" => {
                let cell = element.get("ref").unwrap_or_default();
                let author = element
                    .number("authorId")
                    .and_then(|at| usize::try_from(at).ok())
                    .and_then(|at| authors.get(at))
                    .map_or("", String::as_str);
                let text = pieces.text_within(found.limits.kept_text)?;
                if !threaded.contains(&cell) {
                    let place = joined(&sheet.name, &cell, "note", author);
                    found.hide(HiddenKind::Comment, &place, &text, 1);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn joined(sheet: &str, cell: &str, what: &str, by: &str) -> String {
    let by = if by.is_empty() {
        String::new()
    } else {
        format!(", {by}")
    };
    format!("{sheet}, celle {cell}, {what}{by}")
}
