use std::collections::{BTreeMap, HashMap};

use super::super::gathered::Gathered;
use super::super::package::Package;
use super::super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::{Found, HiddenKind, WhyUnreadable};

/// The list of sheets, and what is named in it.
pub(super) struct Book {
    pub(super) sheets: Vec<Sheet>,
    names: Vec<(String, String)>,
    /// Who wrote threads of comments, by id.
    pub(super) people: HashMap<String, String>,
}

pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) is_hidden: bool,
    /// So that Excel itself does not offer to show it.
    pub(super) is_very_hidden: bool,
}

const SHEETS_AT_MOST: usize = 10_000;
const NAMES_AT_MOST: usize = 20_000;

impl Book {
    pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<Self, Unreadable> {
        let relations = package.relations(main)?;
        let target = |id: &str| {
            relations
                .iter()
                .find(|relation| relation.id == id && !relation.is_outside)
                .map(|relation| relation.target.clone())
        };
        let Some(text) = package.text(main)? else {
            return Err(WhyUnreadable::Damaged.into());
        };
        let mut book = Self {
            sheets: Vec::new(),
            names: Vec::new(),
            people: HashMap::new(),
        };
        let mut pieces = Pieces::of(&text);
        while let Some(piece) = pieces.next()? {
            let Piece::Opens(element) = piece else {
                continue;
            };
            match element.name() {
                "sheet" => {
                    if book.sheets.len() >= SHEETS_AT_MOST {
                        return Err(WhyUnreadable::TooManyParts.into());
                    }
                    let state = element.get("state").unwrap_or_default();
                    if let Some(part) = element.relation("id").and_then(|id| target(&id)) {
                        book.sheets.push(Sheet {
                            name: element.get("name").unwrap_or_default(),
                            part,
                            is_hidden: matches!(state.as_str(), "hidden" | "veryHidden"),
                            is_very_hidden: state == "veryHidden",
                        });
                    }
                }
                "definedName" => {
                    let name = element.get("name").unwrap_or_default();
                    let stands_for = pieces.text_within(2_000)?;
                    // What Excel itself keeps by a name of its own: areas of print and filters.
                    if !name.starts_with("_xlnm.") && book.names.len() < NAMES_AT_MOST {
                        book.names.push((name, stands_for));
                    }
                }
                _ => {}
            }
        }
        for relation in &relations {
            if relation.kind == "person" && !relation.is_outside {
                book.people.extend(people(package, &relation.target)?);
            }
        }
        Ok(book)
    }

    pub(super) fn tell(&self, found: &mut Found<'_>) {
        for (name, stands_for) in &self.names {
            found.hide(HiddenKind::DefinedName, name, stands_for, 1);
        }
    }
}

fn people(package: &mut Package<'_>, part: &str) -> Result<Vec<(String, String)>, Unreadable> {
    let mut all = Vec::new();
    let Some(text) = package.text(part)? else {
        return Ok(all);
    };
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        if let Piece::Opens(element) = piece
            && element.name() == "person"
            && all.len() < NAMES_AT_MOST
        {
            let said = |name: &str| element.get(name).unwrap_or_default();
            all.push((said("id"), said("displayName")));
        }
    }
    Ok(all)
}

/// Values that were fetched from other workbooks and lie here still, programs that were asked, and where data came from.
pub(super) fn other_books(
    package: &mut Package<'_>,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let mut names = package.names();
    names.sort();
    for part in names {
        if part.starts_with("xl/externalLinks/") && part.ends_with(".xml") {
            other_book(package, &part, found)?;
        } else if matches!(part.as_str(), "xl/connections.xml") {
            connections(package, &part, found)?;
        }
    }
    Ok(())
}

fn other_book(
    package: &mut Package<'_>,
    part: &str,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(part)? else {
        return Ok(());
    };
    let target = package
        .relations(part)?
        .into_iter()
        .find(|relation| relation.is_outside)
        .map(|relation| relation.target)
        .unwrap_or_default();
    let mut sheets = Vec::new();
    let mut sheet = String::new();
    let mut values = Gathered::new(found.limits.kept_text);
    let mut count = 0_u32;
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        match element.name() {
            "sheetName" if sheets.len() < SHEETS_AT_MOST => {
                sheets.push(element.get("val").unwrap_or_default());
            }
            "sheetData" => {
                let at = element
                    .number("sheetId")
                    .and_then(|at| usize::try_from(at).ok())
                    .unwrap_or_default();
                sheet = sheets.get(at).cloned().unwrap_or_default();
            }
            "cell" => {
                let place = element.get("r").unwrap_or_default();
                let value = pieces.text_within(4_000)?;
                if !value.is_empty() {
                    count = count.saturating_add(1);
                    values.line(&format!("{sheet}!{place}: {value}"));
                }
            }
            "ddeLink" => {
                let said = |name: &str| element.get(name).unwrap_or_default();
                let asked = format!("{} {}", said("ddeService"), said("ddeTopic"));
                found.hide(
                    HiddenKind::ExternalLink,
                    "spørger et andet program",
                    asked.trim(),
                    1,
                );
            }
            _ => {}
        }
    }
    if count > 0 {
        let place = format!("hentet fra {target}");
        found.hide(HiddenKind::CustomData, place.trim(), &values.take(), count);
    }
    Ok(())
}

fn connections(
    package: &mut Package<'_>,
    part: &str,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(part)? else {
        return Ok(());
    };
    let mut name = String::new();
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        if element.name() == "connection" {
            name = element.get("name").unwrap_or_default();
        }
        for said in ["connection", "command", "url", "sourceFile"] {
            if let Some(value) = element.get(said)
                && !value.is_empty()
            {
                let place = format!("dataforbindelse {name}");
                found.hide(HiddenKind::ExternalLink, place.trim(), &value, 1);
            }
        }
    }
    Ok(())
}

/// What stood in cells before, where several people wrote in one workbook.
pub(super) fn earlier(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut names = package.names();
    names.retain(|name| name.starts_with("xl/revisions/revisionLog"));
    names.sort();
    let mut by_cell: BTreeMap<String, Gathered> = BTreeMap::new();
    for part in names {
        let Some(text) = package.text(&part)? else {
            continue;
        };
        let mut pieces = Pieces::of(&text);
        while let Some(piece) = pieces.next()? {
            if let Piece::Opens(element) = piece
                && element.name() == "oc"
            {
                let place = element.get("r").unwrap_or_default();
                let value = pieces.text_within(4_000)?;
                if !value.is_empty() && by_cell.len() < found.limits.findings {
                    let most = found.limits.kept_text;
                    by_cell
                        .entry(place)
                        .or_insert_with(|| Gathered::new(most))
                        .line(&value);
                }
            }
        }
    }
    for (place, mut values) in by_cell {
        let place = format!("celle {place}, tidligere");
        found.hide(HiddenKind::EarlierRevision, &place, &values.take(), 1);
    }
    Ok(())
}
