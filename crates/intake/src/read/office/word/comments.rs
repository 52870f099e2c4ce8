use std::collections::{BTreeMap, BTreeSet};

use super::super::gathered::by_and_when;
use super::super::package::{Package, Relation};
use super::super::xml::{Piece, Pieces};
use crate::read::Unreadable;
use crate::{Found, HiddenKind};

/// Comments with who wrote them, where they stand, and which of them answer another.
pub(super) fn read(
    package: &mut Package<'_>,
    relations: &[Relation],
    anchors: &BTreeMap<String, String>,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    let part = |kind: &str| {
        relations
            .iter()
            .find(|relation| relation.kind == kind && !relation.is_outside)
            .map(|relation| relation.target.as_str())
    };
    let Some(comments) = part("comments") else {
        return Ok(());
    };
    let answers = match part("commentsExtended") {
        Some(part) => answers(package, part)?,
        None => BTreeSet::new(),
    };
    let Some(text) = package.text(comments)? else {
        return Ok(());
    };
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        let Piece::Opens(element) = piece else {
            continue;
        };
        if element.name() != "comment" {
            continue;
        }
        let said = |name: &str| element.get(name).unwrap_or_default();
        let by = by_and_when(&said("author"), &said("date"));
        let place = anchors.get(&said("id")).map_or("", String::as_str);
        let mut text = String::new();
        let mut is_answer = false;
        let outside = pieces.depth() - 1;
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) if element.name() == "p" => {
                    is_answer |= element
                        .get("paraId")
                        .is_some_and(|id| answers.contains(&id));
                    if !text.is_empty() {
                        text.push('\n');
                    }
                }
                Piece::Text(more) if text.len() < found.limits.kept_text => {
                    text.push_str(&more);
                }
                Piece::Closes(_) if pieces.depth() <= outside => break,
                _ => {}
            }
        }
        let what = if is_answer {
            "svar på kommentar"
        } else {
            "kommentar"
        };
        let place = [place, what, &by]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        found.hide(HiddenKind::Comment, &place, text.trim(), 1);
    }
    Ok(())
}

/// The paragraphs of comments that answer another.
fn answers(package: &mut Package<'_>, part: &str) -> Result<BTreeSet<String>, Unreadable> {
    let mut all = BTreeSet::new();
    let Some(text) = package.text(part)? else {
        return Ok(all);
    };
    let mut pieces = Pieces::of(&text);
    while let Some(piece) = pieces.next()? {
        if let Piece::Opens(element) = piece
            && element.name() == "commentEx"
            && element.get("paraIdParent").is_some()
            && let Some(id) = element.get("paraId")
        {
            all.insert(id);
        }
    }
    Ok(all)
}
