//! What a document of Word's keeps from view.

mod comments;
mod story;
mod styles;

use super::common;
use super::package::Package;
use super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::{Found, HiddenKind};
use story::Story;
pub(super) use story::cut_away;
use styles::Styles;

pub(super) fn read(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let main = package
        .related("", "officeDocument")?
        .unwrap_or_else(|| "word/document.xml".to_owned());
    let styles = match package.related(&main, "styles")? {
        Some(part) => Styles::read(package.text(&part)?.as_deref().unwrap_or_default())?,
        None => Styles::default(),
    };
    let relations = package.relations(&main)?;
    let mut story = Story::new(&styles, "");
    story.read(package, &main, found)?;
    let anchors = story.anchors;
    let mut glossary = None;
    let mut numbered = std::collections::BTreeMap::<&str, u32>::new();
    for relation in relations.iter().filter(|relation| !relation.is_outside) {
        let called = match relation.kind.as_str() {
            "header" => "sidehoved",
            "footer" => "sidefod",
            "footnotes" => "fodnoter",
            "endnotes" => "slutnoter",
            "glossaryDocument" => {
                glossary = Some(relation.target.clone());
                continue;
            }
            _ => continue,
        };
        let number = numbered.entry(called).or_default();
        *number += 1;
        let called = if matches!(called, "fodnoter" | "slutnoter") {
            called.to_owned()
        } else {
            format!("{called} {number}")
        };
        Story::new(&styles, &called).read(package, &relation.target, found)?;
    }
    comments::read(package, &relations, &anchors, found)?;
    if let Some(glossary) = glossary {
        building_blocks(package, &glossary, found)?;
    }
    settings(package, &relations, found)?;
    common::read(package, found)
}

/// Texts kept for use again. No page shows them.
fn building_blocks(
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
        match element.name() {
            "docPartPr" => name.clear(),
            "name" if name.is_empty() => name = element.get("val").unwrap_or_default(),
            "docPartBody" => {
                let text = pieces.text_within(found.limits.kept_text)?;
                if !text.is_empty() {
                    let place = format!("byggeklods {name}");
                    found.hide(HiddenKind::CustomData, place.trim(), &text, 1);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Variables of the document, where a letter's data came from, and who has written in it.
fn settings(
    package: &mut Package<'_>,
    relations: &[super::package::Relation],
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    for relation in relations.iter().filter(|relation| !relation.is_outside) {
        if !matches!(relation.kind.as_str(), "settings" | "people") {
            continue;
        }
        let Some(text) = package.text(&relation.target)? else {
            continue;
        };
        let mut pieces = Pieces::of(&text);
        while let Some(piece) = pieces.next()? {
            let Piece::Opens(element) = piece else {
                continue;
            };
            let said = |name: &str| element.get(name).unwrap_or_default();
            match element.name() {
                "docVar" => found.hide(HiddenKind::CustomData, &said("name"), &said("val"), 1),
                "connectString" | "query" => {
                    found.hide(HiddenKind::ExternalLink, "datakilde", &said("val"), 1);
                }
                "person" => {
                    let author = said("author");
                    if !author.is_empty() {
                        found.hide(HiddenKind::Metadata, "har skrevet i filen", &author, 1);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}
