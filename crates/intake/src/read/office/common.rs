//! What files of Word's, Excel's and PowerPoint's newer kinds all may hold beside what they show.

use std::collections::BTreeMap;

use super::embedded;
use super::gathered::{Gathered, danish_time};
use super::package::Package;
use super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::reading::ChildRole;
use crate::{Found, HiddenKind};

pub(super) fn read(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    properties(package, found)?;
    links(package, found)?;
    let mut names = package.names();
    names.sort();
    for name in &names {
        let lower = name.to_ascii_lowercase();
        let is_markup = lower.ends_with(".xml");
        if lower.starts_with("customxml/item") && is_markup && !lower.contains("props") {
            custom_data(package, name, found)?;
        } else if lower.contains("/charts/chart") && is_markup {
            chart(package, name, found)?;
        } else if lower.contains("/embeddings/") {
            if let Some(bytes) = package.bytes(name)? {
                embedded::tell(name, bytes, found)?;
            }
        } else if lower.contains("/afchunk") || lower.contains("/activex/") && !is_markup {
            if let Some(bytes) = package.bytes(name)? {
                found.child(name, ChildRole::Embedded, bytes)?;
            }
        } else if lower.ends_with("vbaproject.bin") {
            if let Some(bytes) = package.bytes(name)? {
                embedded::macros(&bytes, found);
            }
        } else if lower.starts_with("docprops/thumbnail") {
            found.hide(HiddenKind::Thumbnail, "miniature af første side", "", 1);
        }
    }
    Ok(())
}

/// Names of properties as they are called in Danish.
const PROPERTIES: [(&str, &str); 20] = [
    ("creator", "forfatter"),
    ("lastModifiedBy", "sidst ændret af"),
    ("created", "oprettet"),
    ("modified", "ændret"),
    ("lastPrinted", "sidst udskrevet"),
    ("revision", "antal gange gemt"),
    ("title", "titel"),
    ("subject", "emne"),
    ("keywords", "nøgleord"),
    ("description", "beskrivelse"),
    ("category", "kategori"),
    ("contentStatus", "status"),
    ("version", "version"),
    ("Template", "skabelon"),
    ("Company", "organisation"),
    ("Manager", "leder"),
    ("Application", "program"),
    ("TotalTime", "minutters redigering"),
    ("HyperlinkBase", "grundadresse"),
    ("identifier", "kendetegn"),
];

fn properties(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    for part in ["docProps/core.xml", "docProps/app.xml"] {
        let Some(text) = package.text(part)? else {
            continue;
        };
        let mut pieces = Pieces::of(&text);
        while let Some(piece) = pieces.next()? {
            let Piece::Opens(element) = piece else {
                continue;
            };
            let Some((_, called)) = PROPERTIES.iter().find(|(name, _)| *name == element.name())
            else {
                continue;
            };
            let is_time = matches!(element.name(), "created" | "modified" | "lastPrinted");
            let value = pieces.text_within(found.limits.kept_text)?;
            let value = if is_time { danish_time(&value) } else { value };
            if !matches!(value.as_str(), "" | "0") {
                found.hide(HiddenKind::Metadata, called, &value, 1);
            }
        }
    }
    own_properties(package, found)
}

fn own_properties(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let Some(text) = package.text("docProps/custom.xml")? else {
        return Ok(());
    };
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        if element.name() == "property" {
            let name = element.get("name").unwrap_or_default();
            let value = pieces.text_within(found.limits.kept_text)?;
            found.hide(HiddenKind::Metadata, &name, &value, 1);
        }
    }
    Ok(())
}

/// Where the file points outside itself: each address once.
fn links(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut all: BTreeMap<(&'static str, String), u32> = BTreeMap::new();
    let mut names = package.names();
    names.retain(|name| name.ends_with(".rels"));
    for path in names {
        for relation in package.relations_in(&path, "")? {
            if !relation.is_outside {
                continue;
            }
            let called = match relation.kind.as_str() {
                "hyperlink" => "henvisning",
                "attachedTemplate" => "skabelon",
                "image" => "billede udefra",
                "oleObject" | "package" => "objekt udefra",
                "externalLinkPath" | "externalLink" | "xlExternalLinkPath" => "anden projektmappe",
                "subDocument" => "underdokument",
                "frame" | "mailMergeSource" | "mailMergeHeaderSource" => "datakilde",
                "audio" | "video" | "media" => "lyd eller film udefra",
                _ => "henvisning til andet",
            };
            *all.entry((called, relation.target)).or_default() += 1;
        }
    }
    for ((called, target), count) in all {
        found.hide(HiddenKind::ExternalLink, called, &target, count);
    }
    Ok(())
}

fn custom_data(
    package: &mut Package<'_>,
    name: &str,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(name)? else {
        return Ok(());
    };
    let mut gathered = Gathered::new(found.limits.kept_text);
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        if let Piece::Text(more) = piece
            && !more.trim().is_empty()
        {
            gathered.line(more.trim());
        }
    }
    if !gathered.is_blank() {
        let place = name.rsplit('/').next().unwrap_or_default();
        found.hide(HiddenKind::CustomData, place, &gathered.take(), 1);
    }
    Ok(())
}

/// A chart shows a drawing; the figures it was drawn from lie in it, and often more of them than are drawn.
fn chart(package: &mut Package<'_>, name: &str, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let Some(text) = package.text(name)? else {
        return Ok(());
    };
    let mut gathered = Gathered::new(found.limits.kept_text);
    let mut line = String::new();
    let mut values = 0_u32;
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Opens(element) if element.name() == "f" => {
                let from = pieces.text_within(300)?;
                gathered.line(&from);
            }
            Piece::Opens(element) if element.name() == "v" => {
                let value = pieces.text_within(2_000)?;
                values = values.saturating_add(1);
                if line.len() < found.limits.kept_text {
                    if !line.is_empty() {
                        line.push_str("; ");
                    }
                    line.push_str(&value);
                }
            }
            Piece::Closes(closed)
                if matches!(&*closed, "strCache" | "numCache" | "strLit" | "numLit") =>
            {
                gathered.line(&std::mem::take(&mut line));
            }
            _ => {}
        }
    }
    if values > 0 {
        let number: String = name
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let place = format!("diagram {number}");
        found.hide(
            HiddenKind::DataOfChart,
            place.trim(),
            &gathered.take(),
            values,
        );
    }
    Ok(())
}
