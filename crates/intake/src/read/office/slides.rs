//! What a show of PowerPoint's keeps from view.

mod comments;
mod shapes;

use super::common;
use super::package::Package;
use super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::reading::ChildRole;
use crate::{Found, HiddenKind, WhyUnreadable};
use shapes::{Ground, Shapes, Slide};

const SLIDES_AT_MOST: usize = 20_000;

pub(super) fn read(package: &mut Package<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let main = package
        .related("", "officeDocument")?
        .unwrap_or_else(|| "ppt/presentation.xml".to_owned());
    let (slides, width, height) = order(package, &main)?;
    let people = comments::People::read(package, &main)?;
    for (at, part) in slides.iter().enumerate() {
        let place = format!("dias {}", at + 1);
        let slide = Slide {
            place: &place,
            width,
            height,
            ground: ground(package, part)?,
        };
        one(package, part, &slide, found)?;
        notes(package, part, &place, found)?;
        comments::read(package, part, &place, &people, found)?;
    }
    common::read(package, found)
}

/// Slides in the order they are shown in, and their size.
fn order(package: &mut Package<'_>, main: &str) -> Result<(Vec<String>, i64, i64), Unreadable> {
    let relations = package.relations(main)?;
    let Some(text) = package.text(main)? else {
        return Err(WhyUnreadable::Damaged.into());
    };
    let mut slides = Vec::new();
    let (mut width, mut height) = (9_144_000, 6_858_000);
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        match element.name() {
            "sldId" => {
                let id = element.relation("id").unwrap_or_default();
                let slide = relations
                    .iter()
                    .find(|relation| relation.id == id && relation.kind == "slide");
                if slides.len() >= SLIDES_AT_MOST {
                    return Err(WhyUnreadable::TooManyParts.into());
                }
                slides.extend(slide.map(|relation| relation.target.clone()));
            }
            "sldSz" => {
                width = element.number("cx").unwrap_or(width);
                height = element.number("cy").unwrap_or(height);
            }
            _ => {}
        }
    }
    Ok((slides, width, height))
}

/// What a slide is drawn on: said by itself, or by what it is laid out by.
fn ground(package: &mut Package<'_>, slide: &str) -> Result<Ground, Unreadable> {
    let mut part = Some(slide.to_owned());
    for next in ["slideLayout", "slideMaster", ""] {
        let Some(at) = part else {
            break;
        };
        if let Some(text) = package.text(&at)?
            && let Some(ground) = shapes::ground_said(&text)?
        {
            return Ok(ground);
        }
        part = package.related(&at, next)?;
    }
    Ok(Ground::default())
}

fn one(
    package: &mut Package<'_>,
    part: &str,
    slide: &Slide<'_>,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(part)? else {
        return Ok(());
    };
    let mut shapes = Shapes::new(slide, found.limits.kept_text);
    shapes.read(&text)?;
    let cropped = shapes.tell(found);
    let pictures = package.relations(part)?;
    for id in cropped {
        let picture = pictures
            .iter()
            .find(|relation| relation.id == id && !relation.is_outside);
        if let Some(picture) = picture
            && let Some(bytes) = package.bytes(&picture.target)?
        {
            found.child(&picture.target, ChildRole::Embedded, bytes)?;
        }
    }
    Ok(())
}

/// What the speaker reads, and nobody sees. Numbers, dates and heads of the page of notes are not told.
fn notes(
    package: &mut Package<'_>,
    slide: &str,
    place: &str,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let Some(part) = package.related(slide, "notesSlide")? else {
        return Ok(());
    };
    let Some(text) = package.text(&part)? else {
        return Ok(());
    };
    let mut is_furniture = false;
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        match element.name() {
            "sp" => is_furniture = false,
            "ph" => {
                let kind = element.get("type").unwrap_or_default();
                is_furniture = matches!(kind.as_str(), "sldNum" | "dt" | "hdr" | "ftr" | "sldImg");
            }
            "txBody" => {
                let text = pieces.text_within(found.limits.kept_text)?;
                if !is_furniture && !text.is_empty() {
                    found.hide(HiddenKind::SpeakerNote, place, &text, 1);
                }
            }
            _ => {}
        }
    }
    Ok(())
}
