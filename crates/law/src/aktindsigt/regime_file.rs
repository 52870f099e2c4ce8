use sagsbord_domain::KleScope;
use sagsbord_domain::aktindsigt::{Matter, Regime, RegimeRule, SubjectNature};
use sagsbord_domain::deadline::{Confidence, Verified};

use crate::fault::{Fault, Reason};
use crate::fields::{Fields, with_table};
use crate::rule_file::verified;

const MOST_REGIMES: usize = 50;
const MOST_SUBJECTS: usize = 500;

/// The sets of rules and what subjects say, or everything that is wrong with the file.
pub fn read_regimes(text: &str) -> Result<(Vec<RegimeRule>, Vec<SubjectNature>), Vec<Fault>> {
    with_table(text, |file| {
        let verified = verified(file);
        let regimes = file.each("regime", MOST_REGIMES, |fields| {
            regime(fields, verified.as_ref())
        });
        let subjects = file.each("subject", MOST_SUBJECTS, subject);
        (
            regimes.into_iter().flatten().collect(),
            subjects.into_iter().flatten().collect(),
        )
    })
}

fn regime(fields: &mut Fields<'_, '_>, file_verified: Option<&Verified>) -> Option<RegimeRule> {
    let regime = fields.code("id", Regime::ALL, Regime::code);
    let name = fields.name("name");
    let paragraph = fields.text("paragraph");
    let deadlines = fields.texts("deadlines");
    let deadlines_of_children = fields.texts("deadlines_of_children");
    let most_hours = fields.number_or_none("most_hours");
    let may_be_abuse = fields.truth("may_be_abuse");
    let valid_from = fields.day("valid_from");
    let valid_to = fields.day_or_none("valid_to");
    let source = fields.text("source");
    let confidence = fields.code("confidence", Confidence::ALL, Confidence::code);
    let verified = verified(fields).or_else(|| file_verified.cloned());
    if verified.is_none() {
        fields.fault("verified", Reason::Missing);
    }
    if deadlines.is_empty() {
        fields.fault("deadlines", Reason::Missing);
    }
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && to < from
    {
        fields.fault("valid_to", Reason::LastBeforeFirst);
    }
    let most_hours = match most_hours.map(u32::try_from) {
        None => None,
        Some(Ok(hours)) => Some(hours),
        Some(Err(_)) => {
            fields.fault("most_hours", Reason::NotANumber);
            None
        }
    };
    Some(RegimeRule {
        regime: regime?,
        name: name?,
        paragraph: paragraph?,
        deadlines,
        deadlines_of_children,
        most_hours,
        may_be_abuse,
        valid_from: valid_from?,
        valid_to,
        source: source?,
        confidence: confidence?,
        verified: verified?,
    })
}

fn subject(fields: &mut Fields<'_, '_>) -> Option<SubjectNature> {
    let kle = fields.text("kle")?;
    let kle = KleScope::parse(&kle).ok();
    if kle.is_none() {
        fields.fault("kle", Reason::NotInList(String::from("KLE")));
    }
    let is_decision = fields
        .has("is_decision")
        .then(|| fields.truth("is_decision"));
    let matter = match fields.has("matter") {
        true => fields.code("matter", Matter::ALL, Matter::code),
        false => None,
    };
    // Whoever mends the list must know where it came from.
    fields.text("source");
    fields.code("confidence", Confidence::ALL, Confidence::code);
    Some(SubjectNature {
        kle: kle?,
        is_decision,
        matter,
    })
}
