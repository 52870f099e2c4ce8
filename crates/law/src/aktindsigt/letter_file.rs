use sagsbord_domain::KleScope;
use sagsbord_domain::aktindsigt::{ComplaintGuide, LetterPart, LetterText, Regime};
use sagsbord_domain::deadline::{Confidence, Verified};

use crate::fault::{Fault, Reason};
use crate::fields::{Fields, with_table};
use crate::rule_file::verified;

const MOST_TEXTS: usize = 1_000;
const MOST_GUIDES: usize = 500;

/// The wordings of one file, each with its line, or everything that is wrong with it.
pub(super) fn read_letter_texts(text: &str) -> Result<Vec<(usize, LetterText)>, Vec<Fault>> {
    let read = with_table(text, |file| {
        let verified = verified(file);
        file.each("text", MOST_TEXTS, |fields| {
            Some((fields.line(), letter_text(fields, verified.as_ref())?))
        })
    })?;
    Ok(read.into_iter().flatten().collect())
}

/// Who can be complained to, or everything that is wrong with the file.
pub(super) fn read_guides(text: &str) -> Result<Vec<ComplaintGuide>, Vec<Fault>> {
    let read = with_table(text, |file| {
        let verified = verified(file);
        file.each("guide", MOST_GUIDES, |fields| {
            guide(fields, verified.as_ref())
        })
    })?;
    Ok(read.into_iter().flatten().collect())
}

fn letter_text(
    fields: &mut Fields<'_, '_>,
    file_verified: Option<&Verified>,
) -> Option<LetterText> {
    let part = fields.code("part", LetterPart::ALL, LetterPart::code);
    let regimes = fields.codes("regimes", Regime::ALL, Regime::code);
    let text = fields.text("text");
    let held = Held::read(fields, file_verified);
    Some(LetterText {
        part: part?,
        regimes,
        text: text?,
        valid_from: held.from?,
        valid_to: held.to,
        source: held.source?,
        confidence: held.confidence?,
        verified: held.verified?,
    })
}

fn guide(fields: &mut Fields<'_, '_>, file_verified: Option<&Verified>) -> Option<ComplaintGuide> {
    let id = fields.text("id");
    let regimes = fields.codes("regimes", Regime::ALL, Regime::code);
    if regimes.is_empty() {
        fields.fault("regimes", Reason::Missing);
    }
    let mut kle = Vec::new();
    for scope in fields.texts("kle") {
        match KleScope::parse(&scope) {
            Ok(scope) => kle.push(scope),
            Err(_) => fields.fault("kle", Reason::NotInList(String::from("KLE"))),
        }
    }
    let body = fields.text("body");
    let text = fields.text("text");
    let held = Held::read(fields, file_verified);
    Some(ComplaintGuide {
        id: id?,
        regimes,
        kle,
        body: body?,
        text: text?,
        valid_from: held.from?,
        valid_to: held.to,
        source: held.source?,
        confidence: held.confidence?,
        verified: held.verified?,
    })
}

/// For how long it holds, and how sure it is.
struct Held {
    from: Option<chrono::NaiveDate>,
    to: Option<chrono::NaiveDate>,
    source: Option<String>,
    confidence: Option<Confidence>,
    verified: Option<Verified>,
}

impl Held {
    fn read(fields: &mut Fields<'_, '_>, file_verified: Option<&Verified>) -> Self {
        let held = Self {
            from: fields.day("valid_from"),
            to: fields.day_or_none("valid_to"),
            source: fields.text("source"),
            confidence: fields.code("confidence", Confidence::ALL, Confidence::code),
            verified: verified(fields).or_else(|| file_verified.cloned()),
        };
        if let (Some(from), Some(to)) = (held.from, held.to)
            && to < from
        {
            fields.fault("valid_to", Reason::LastBeforeFirst);
        }
        if held.verified.is_none() {
            fields.fault("verified", Reason::Missing);
        }
        held
    }
}
