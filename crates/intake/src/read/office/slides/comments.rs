use std::collections::HashMap;

use super::super::gathered::by_and_when;
use super::super::package::Package;
use super::super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::{Found, HiddenKind};

/// Who wrote comments, by the number or the id that a comment names.
pub(super) struct People(HashMap<String, String>);

const PEOPLE_AT_MOST: usize = 10_000;

impl People {
    pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<Self, Unreadable> {
        let mut people = HashMap::new();
        for kind in ["commentAuthors", "authors"] {
            let Some(part) = package.related(main, kind)? else {
                continue;
            };
            let Some(text) = package.text(&part)? else {
                continue;
            };
            let mut pieces = Pieces::of(&text);
            while let Some(piece) = pieces.next()? {
                if let Piece::Opens(element) = piece
                    && matches!(element.name(), "cmAuthor" | "author")
                    && people.len() < PEOPLE_AT_MOST
                {
                    let said = |name: &str| element.get(name).unwrap_or_default();
                    people.insert(said("id"), said("name"));
                }
            }
        }
        Ok(Self(people))
    }
}

/// Comments of both kinds that PowerPoint has had.
pub(super) fn read(
    package: &mut Package<'_>,
    slide: &str,
    place: &str,
    people: &People,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let relations = package.relations(slide)?;
    for relation in relations {
        if relation.is_outside || relation.kind != "comments" {
            continue;
        }
        let Some(text) = package.text(&relation.target)? else {
            continue;
        };
        let mut said_by = String::new();
        let mut pieces = Pieces::of(&text);
        while let Some(piece) = pieces.next()? {
            let Piece::Opens(element) = piece else {
                continue;
            };
            let said = |name: &str| element.get(name).unwrap_or_default();
            match element.name() {
                "cm" | "reply" => {
                    let person = people.0.get(&said("authorId")).map_or("", String::as_str);
                    let when = said("dt") + &said("created");
                    let what = if element.name() == "reply" {
                        "svar på kommentar"
                    } else {
                        "kommentar"
                    };
                    let by = by_and_when(person, &when);
                    said_by = [place, what, &by]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(", ");
                }
                "text" | "txBody" => {
                    let text = pieces.text_within(found.limits.kept_text)?;
                    if !text.is_empty() {
                        found.hide(HiddenKind::Comment, &said_by, &text, 1);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}
