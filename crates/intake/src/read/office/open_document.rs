//! What an OpenDocument file keeps from view: texts, sheets and slides are one kind of markup.

mod body;
mod sheets;
mod styles;

use super::embedded;
use super::gathered::{Gathered, danish_time};
use super::package::Package;
use super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::reading::ChildRole;
use crate::{Found, HiddenKind, WhyUnreadable};
use body::Body;
use styles::Styles;

pub(super) fn read(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let Some(content) = package.text("content.xml")? else {
        return Err(WhyUnreadable::Damaged.into());
    };
    let mut styles = Styles::default();
    if let Some(text) = package.text("styles.xml")? {
        styles.read(&text)?;
    }
    styles.read(&content)?;
    let cropped = Body::new(&styles, found.limits.kept_text).read(&content, found)?;
    for picture in cropped {
        if let Some(bytes) = package.bytes(picture.trim_start_matches("./"))? {
            found.child(&picture, ChildRole::Embedded, bytes)?;
        }
    }
    if let Some(text) = package.text("meta.xml")? {
        properties(&text, found)?;
    }
    beside(package, found)
}

/// Names of properties as they are called in Danish.
const PROPERTIES: [(&str, &str); 13] = [
    ("initial-creator", "forfatter"),
    ("creator", "sidst ændret af"),
    ("creation-date", "oprettet"),
    ("date", "ændret"),
    ("printed-by", "sidst udskrevet af"),
    ("print-date", "sidst udskrevet"),
    ("editing-cycles", "antal gange gemt"),
    ("title", "titel"),
    ("subject", "emne"),
    ("keyword", "nøgleord"),
    ("description", "beskrivelse"),
    ("generator", "program"),
    ("editing-duration", "tid brugt på redigering"),
];

fn properties(text: &str, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut pieces = Pieces::of(text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        match element.name() {
            "user-defined" => {
                let name = element.get("name").unwrap_or_default();
                let value = pieces.text_within(found.limits.kept_text)?;
                if !value.is_empty() {
                    found.hide(HiddenKind::Metadata, &name, &value, 1);
                }
            }
            "template" => {
                let from = element.get("href").unwrap_or_default();
                if !from.is_empty() {
                    found.hide(HiddenKind::ExternalLink, "skabelon", &from, 1);
                }
            }
            name => {
                let Some((own, called)) = PROPERTIES.iter().find(|(own, _)| *own == name) else {
                    continue;
                };
                let value = pieces.text_within(found.limits.kept_text)?;
                let value = if own.ends_with("date") {
                    danish_time(&value)
                } else {
                    value
                };
                if !value.is_empty() {
                    found.hide(HiddenKind::Metadata, called, &value, 1);
                }
            }
        }
    }
    Ok(())
}

/// The other parts of the file.
fn beside(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut names = package.names();
    names.sort();
    for name in &names {
        let is_list = name.ends_with("script-lb.xml") || name.ends_with("script-lc.xml");
        if name.starts_with("Basic/") && name.ends_with(".xml") && !is_list {
            if let Some(text) = package.text(name)? {
                program(name, &text, found)?;
            }
        } else if name.starts_with("Scripts/") && !name.ends_with('/') {
            if let Some(text) = package.text(name)? {
                found.hide(HiddenKind::Script, &last_of(name), &text, 1);
            }
        } else if name.starts_with("Versions/") && !name.ends_with('/') {
            if let Some(bytes) = package.bytes(name)? {
                found.hide(HiddenKind::EarlierRevision, &last_of(name), "", 1);
                let called = format!("{}.odt", last_of(name));
                found.child(&called, ChildRole::Embedded, bytes)?;
            }
        } else if name == "Thumbnails/thumbnail.png" {
            found.hide(HiddenKind::Thumbnail, "miniature af første side", "", 1);
        } else if name.starts_with("Object ") {
            object(package, name, found)?;
        }
    }
    Ok(())
}

fn last_of(name: &str) -> String {
    name.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Lines of Basic. Their part declares nothing of its own beyond its address.
fn program(name: &str, text: &str, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut lines = Gathered::new(found.limits.kept_text);
    let mut pieces = Pieces::of(text);
    while let Some(piece) = pieces.next()? {
        if let Piece::Text(more) = piece {
            lines.push(&more);
        }
    }
    if !lines.is_blank() {
        let place = format!("makro {}", last_of(name).trim_end_matches(".xml"));
        found.hide(HiddenKind::Script, &place, &lines.take(), 1);
    }
    Ok(())
}

/// An object is a folder of parts, or a file of another program's.
fn object(package: &mut Package<'_>, name: &str, found: &mut Found<'_>) -> Result<(), Unreadable> {
    match name.split_once('/') {
        None => {
            if let Some(bytes) = package.bytes(name)? {
                embedded::tell(name, bytes, found)?;
            }
        }
        Some((folder, "content.xml")) => {
            let Some(text) = package.text(name)? else {
                return Ok(());
            };
            let mut gathered = Gathered::new(found.limits.kept_text);
            let mut is_chart = false;
            let mut cells = 0_u32;
            let mut pieces = Pieces::of(&text);
            while let Some(piece) = pieces.next()? {
                let Piece::Opens(element) = piece else {
                    continue;
                };
                match element.name() {
                    "chart" => is_chart = true,
                    "p" | "h" => {
                        let text = pieces.text_within(4_000)?;
                        if !text.is_empty() {
                            cells = cells.saturating_add(1);
                            gathered.line(&text);
                        }
                    }
                    _ => {}
                }
            }
            if cells > 0 {
                let kind = if is_chart {
                    HiddenKind::DataOfChart
                } else {
                    HiddenKind::CustomData
                };
                let what = if is_chart { "diagram" } else { "indlejret" };
                found.hide(kind, &format!("{what} {folder}"), &gathered.take(), cells);
            }
        }
        Some(_) => {}
    }
    Ok(())
}
