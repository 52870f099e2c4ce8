use sagsbord_domain::aktindsigt::{Basis, BasisBook, BasisForce, BasisLevel, Regime, Requirement};
use sagsbord_domain::deadline::{Confidence, Verified};

use crate::fault::{Fault, Reason};
use crate::fields::{Fields, with_table};
use crate::rule_file::verified;

const MOST_BASES: usize = 500;

/// The bases of one file, or everything that is wrong with it.
pub fn read_bases(text: &str) -> Result<Vec<Basis>, Vec<Fault>> {
    let read = with_table(text, |file| {
        let verified = verified(file);
        file.each("basis", MOST_BASES, |fields| {
            let lines = [
                ("valid_to", fields.line_of("valid_to")),
                ("valid_from", fields.line_of("valid_from")),
                ("regimes", fields.line_of("regimes")),
                ("decisive_under", fields.line_of("decisive_under")),
            ];
            (basis(fields, verified.as_ref()), lines)
        })
    })?;
    let (bases, lines): (Vec<Option<Basis>>, Vec<_>) = read.into_iter().unzip();
    let bases: Vec<Basis> = bases.into_iter().flatten().collect();
    match BasisBook::new(bases.clone()) {
        Ok(_) => Ok(bases),
        Err(found) => Err(found
            .into_iter()
            .map(|(place, field, fault)| {
                let mut known = lines.get(place).into_iter().flatten();
                let line = known.find(|(name, _)| *name == field);
                Fault::new(line.map_or(1, |line| line.1), field, Reason::Basis(fault))
            })
            .collect()),
    }
}

fn basis(fields: &mut Fields<'_, '_>, file_verified: Option<&Verified>) -> Option<Basis> {
    let id = fields.text("id");
    let paragraph = fields.text("paragraph");
    let label = fields.text("label");
    let name = fields.name("name");
    let level = fields.code("level", BasisLevel::ALL, BasisLevel::code);
    let force = fields.code("force", BasisForce::ALL, BasisForce::code);
    let requires = fields.codes("requires", Requirement::ALL, Requirement::code);
    let regimes = fields.codes("regimes", Regime::ALL, Regime::code);
    let decisive_under = fields.codes("decisive_under", Regime::ALL, Regime::code);
    let test = fields.name_or_none("test");
    let is_usual = fields.truth("is_usual");
    let standard_reason = fields.text("reason");
    let valid_from = fields.day("valid_from");
    let valid_to = fields.day_or_none("valid_to");
    let source = fields.text("source");
    let confidence = fields.code("confidence", Confidence::ALL, Confidence::code);
    let verified = verified(fields).or_else(|| file_verified.cloned());
    if verified.is_none() {
        fields.fault("verified", Reason::Missing);
    }
    Some(Basis {
        id: id?,
        paragraph: paragraph?,
        label: label?,
        name: name?,
        level: level?,
        force: force?,
        requires,
        regimes,
        decisive_under,
        test,
        standard_reason: standard_reason?,
        is_usual,
        valid_from: valid_from?,
        valid_to,
        source: source?,
        confidence: confidence?,
        verified: verified?,
    })
}
