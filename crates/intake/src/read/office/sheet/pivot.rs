use super::super::gathered::Gathered;
use super::super::package::Package;
use super::super::xml::{Element, Piece, Pieces};
use crate::read::Unreadable;
use crate::{Found, HiddenKind};

/// A pivot table shows sums; the rows they were made of are kept beside it, whatever became of their sheet.
pub(super) fn read(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut names = package.names();
    names.retain(|name| name.contains("pivotCache/pivotCacheDefinition") && name.ends_with(".xml"));
    names.sort();
    for part in names {
        one(package, &part, found)?;
    }
    Ok(())
}

#[derive(Default)]
struct Cache {
    from: String,
    fields: Vec<Field>,
}

#[derive(Default)]
struct Field {
    name: String,
    shared: Vec<String>,
}

const SHARED_AT_MOST: usize = 1_000_000;
const FIELDS_AT_MOST: usize = 20_000;

fn one(package: &mut Package<'_>, part: &str, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let Some(text) = package.text(part)? else {
        return Ok(());
    };
    let cache = definition(&text)?;
    let mut gathered = Gathered::new(found.limits.kept_text);
    let heads: Vec<&str> = cache
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    gathered.line(&heads.join("; "));
    let mut rows = 0;
    match package.related(part, "pivotCacheRecords")? {
        Some(records) => {
            if let Some(text) = package.text(&records)? {
                rows = read_records(&text, &cache, &mut gathered)?;
            }
        }
        // Without rows the values that occur are kept all the same.
        None => {
            for field in &cache.fields {
                if !field.shared.is_empty() {
                    gathered.line(&format!("{}: {}", field.name, field.shared.join("; ")));
                    rows += 1;
                }
            }
        }
    }
    if rows > 0 {
        let place = format!("pivottabel {}", cache.from);
        found.hide(HiddenKind::PivotCache, place.trim(), &gathered.take(), rows);
    }
    Ok(())
}

fn definition(text: &str) -> Result<Cache, Unreadable> {
    let mut cache = Cache::default();
    let mut shared_left = SHARED_AT_MOST;
    let mut in_items = false;
    let mut pieces = Pieces::of(text);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Opens(element) => match element.name() {
                "worksheetSource" => {
                    let said = |name: &str| element.get(name).unwrap_or_default();
                    let (sheet, area) = (said("sheet"), said("ref"));
                    cache.from = match (sheet.is_empty(), area.is_empty()) {
                        (false, false) => format!("over {sheet}!{area}"),
                        _ => format!("over {}{sheet}{area}", said("name")),
                    };
                }
                "cacheField" if cache.fields.len() < FIELDS_AT_MOST => cache.fields.push(Field {
                    name: element.get("name").unwrap_or_default(),
                    shared: Vec::new(),
                }),
                "sharedItems" => in_items = true,
                "s" | "n" | "d" | "b" | "e" | "m" if in_items && shared_left > 0 => {
                    shared_left -= 1;
                    if let Some(field) = cache.fields.last_mut() {
                        field.shared.push(value(&element));
                    }
                }
                _ => {}
            },
            Piece::Closes(name) if name == "sharedItems" => in_items = false,
            _ => {}
        }
    }
    Ok(cache)
}

fn read_records(text: &str, cache: &Cache, gathered: &mut Gathered) -> Result<u32, Unreadable> {
    let mut rows = 0_u32;
    let mut row: Vec<String> = Vec::new();
    let mut pieces = Pieces::of(text);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Opens(element) => match element.name() {
                "r" => row.clear(),
                "x" if !gathered.is_full() && row.len() < FIELDS_AT_MOST => {
                    let at = element
                        .number("v")
                        .and_then(|at| usize::try_from(at).ok())
                        .unwrap_or(usize::MAX);
                    let shared = cache
                        .fields
                        .get(row.len())
                        .and_then(|field| field.shared.get(at));
                    row.push(shared.cloned().unwrap_or_default());
                }
                "s" | "n" | "d" | "b" | "e" | "m"
                    if !gathered.is_full() && row.len() < FIELDS_AT_MOST =>
                {
                    row.push(value(&element));
                }
                _ => {}
            },
            Piece::Closes(name) if name == "r" => {
                rows = rows.saturating_add(1);
                gathered.line(&row.join("; "));
            }
            _ => {}
        }
    }
    Ok(rows)
}

fn value(element: &Element<'_>) -> String {
    element.get("v").unwrap_or_default()
}
