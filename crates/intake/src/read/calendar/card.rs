use sagsbord_pdf::{LetterBlock, LetterSpan, LetterText};

use super::line::{Line, lines};
use crate::read::text::{set, shown};
use crate::read::{Step, Unreadable};
use crate::{ChildRole, Found, HiddenKind, WhyUnreadable, words};

const MOST_CARDS: usize = 20_000;
const LONGEST_TITLE: usize = 300;

/// One card after the other, with all that they say.
pub(super) fn read(text: &str, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let mut blocks = Vec::new();
    let mut own: Vec<Line> = Vec::new();
    let mut cards = 0;
    let mut pictures = 0;
    for line in lines(text) {
        match line.name.as_str() {
            "BEGIN" => {}
            "END" => {
                cards += 1;
                if cards > MOST_CARDS {
                    return Err(WhyUnreadable::TooManyParts.into());
                }
                tell(&std::mem::take(&mut own), &mut blocks, &mut pictures, found)?;
            }
            _ => own.push(line),
        }
    }
    if !own.is_empty() {
        tell(&own, &mut blocks, &mut pictures, found)?;
    }
    if blocks.is_empty() {
        return Err(WhyUnreadable::Damaged.into());
    }
    set("", blocks, None, &found.limits)
}

fn tell(
    card: &[Line],
    blocks: &mut Vec<LetterBlock>,
    pictures: &mut usize,
    found: &mut Found<'_>,
) -> Result<(), Unreadable> {
    if !blocks.is_empty() {
        blocks.push(LetterBlock::Rule);
    }
    let first = |name: &str| card.iter().find(|line| line.name == name);
    let title = first("FN")
        .map(|line| shown(line.text().trim()))
        .filter(|name| !name.is_empty())
        .or_else(|| first("N").map(name_of))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| words::A_CARD.to_owned());
    blocks.push(if title.len() <= LONGEST_TITLE {
        LetterBlock::Heading(1, title.replace('\n', " ").into())
    } else {
        LetterBlock::Paragraph(title.into())
    });
    let mut spans = Vec::new();
    for line in card {
        let value = match line.name.as_str() {
            "FN" | "VERSION" => continue,
            "PRODID" | "REV" | "UID" | "X-ABUID" => {
                found.hide(HiddenKind::Metadata, &line.name, line.text().trim(), 1);
                continue;
            }
            "PHOTO" | "LOGO" | "SOUND" | "KEY" => match line.bytes() {
                Some(bytes) => {
                    *pictures += 1;
                    let name = file_name(line, *pictures);
                    let said = format!("{name} ({})", words::size(bytes.len() as u64));
                    found.child(&name, ChildRole::Inline, bytes)?;
                    said
                }
                None => {
                    let address = shown(crate::found::cut(line.value.trim(), 1_000));
                    found.hide(HiddenKind::ExternalLink, words::REMOTE_CONTENT, &address, 1);
                    address
                }
            },
            "N" => name_of(line),
            "ADR" | "ORG" => joined(&line.pieces(), ", "),
            _ => shown(line.text().trim()),
        };
        if value.is_empty() {
            continue;
        }
        let line_end = if spans.is_empty() { "" } else { "\n" };
        let name = format!("{line_end}{}: ", name_of_field(line));
        spans.push(LetterSpan::Bold(name));
        spans.push(LetterSpan::Plain(value));
    }
    if !spans.is_empty() {
        blocks.push(LetterBlock::Paragraph(LetterText(spans)));
    }
    Ok(())
}

/// Last name, first name, middle names, before it, after it.
fn name_of(line: &Line) -> String {
    let pieces = line.pieces();
    let order = [3, 1, 2, 0, 4];
    let named: Vec<String> = order
        .iter()
        .filter_map(|index| pieces.get(*index))
        .map(|piece| piece.replace(',', " "))
        .collect();
    joined(&named, " ")
}

fn joined(pieces: &[String], between: &str) -> String {
    let said: Vec<String> = pieces
        .iter()
        .map(|piece| shown(piece.trim()))
        .filter(|piece| !piece.is_empty())
        .collect();
    said.join(between)
}

fn name_of_field(line: &Line) -> String {
    let name = match line.name.as_str() {
        "N" => words::NAME,
        "NICKNAME" => words::NICKNAME,
        "ORG" => words::ORGANISATION,
        "TITLE" => words::JOB,
        "ROLE" => words::ROLE,
        "TEL" => words::PHONE,
        "EMAIL" => words::EMAIL,
        "ADR" => words::ADDRESS,
        "LABEL" => words::ADDRESS,
        "URL" => words::ADDRESS_ON_NET,
        "BDAY" => words::BORN,
        "ANNIVERSARY" => words::ANNIVERSARY,
        "NOTE" => words::NOTE,
        "CATEGORIES" => words::KINDS,
        "GENDER" => words::GENDER,
        "PHOTO" | "LOGO" => words::A_PICTURE,
        own => own,
    };
    let is = |kind: &str| {
        line.parameters.iter().any(|(own, value)| {
            (own == "TYPE" || own.is_empty())
                && value.split(',').any(|own| own.eq_ignore_ascii_case(kind))
        })
    };
    let kinds = [
        ("WORK", words::AT_WORK),
        ("HOME", words::AT_HOME),
        ("CELL", words::OF_POCKET),
        ("FAX", words::BY_FAX),
    ];
    let said: Vec<&str> = kinds
        .iter()
        .filter(|(kind, _)| is(kind))
        .map(|(_, said)| *said)
        .collect();
    if said.is_empty() {
        shown(name)
    } else {
        format!("{} ({})", shown(name), said.join(", "))
    }
}

fn file_name(line: &Line, number: usize) -> String {
    let kind = line
        .parameter("TYPE")
        .or_else(|| line.parameter("MEDIATYPE"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let kind = kind.rsplit('/').next().unwrap_or_default();
    let start = line
        .value
        .get(..40.min(line.value.len()))
        .unwrap_or_default();
    let extension = if kind.contains("png") || start.contains("image/png") {
        "png"
    } else if kind.contains("gif") || start.contains("image/gif") {
        "gif"
    } else if matches!(line.name.as_str(), "PHOTO" | "LOGO") {
        "jpg"
    } else {
        "bin"
    };
    format!("{} {number}.{extension}", words::PICTURE)
}
