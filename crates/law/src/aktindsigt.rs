//! The rules that requests for access are answered by, and every basis for withholding, from data files.

mod basis_file;
mod letter_file;
mod regime_file;

use chrono::NaiveDate;
use sagsbord_domain::aktindsigt::{
    BasisBook, LetterTexts, Matter, Regime, RegimeRule, SubjectNature,
};

use crate::fault::{Fault, Reason};
use crate::in_force::FaultInFile;

pub use basis_file::read_bases;
use letter_file::{read_guides, read_letter_texts};
pub use regime_file::read_regimes;

const REGIMES: &str = include_str!("../data/aktindsigt/regimer.toml");

const LETTERS: &str = include_str!("../data/aktindsigt/letters/breve.toml");

const GUIDES: &str = include_str!("../data/aktindsigt/letters/klage.toml");

const BASES: [(&str, &str); 4] = [
    ("ofl", include_str!("../data/aktindsigt/ofl.toml")),
    ("fvl", include_str!("../data/aktindsigt/fvl.toml")),
    ("miljoe", include_str!("../data/aktindsigt/miljoe.toml")),
    (
        "sundhed_og_gdpr",
        include_str!("../data/aktindsigt/sundhed_og_gdpr.toml"),
    ),
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AktindsigtLaw {
    pub regimes: Vec<RegimeRule>,
    pub subjects: Vec<SubjectNature>,
    pub bases: BasisBook,
    pub letters: LetterTexts,
}

impl AktindsigtLaw {
    /// As shipped; the faults are for the test that forbids them.
    pub fn shipped() -> Result<Self, Vec<FaultInFile>> {
        let mut faults = Vec::new();
        let regimes = read_regimes(REGIMES)
            .map_err(|found| faults.extend(found.into_iter().map(|fault| ("regimer", fault))))
            .ok();
        let mut bases = Vec::new();
        for (name, text) in BASES {
            match read_bases(text) {
                Ok(read) => bases.extend(read),
                Err(found) => faults.extend(found.into_iter().map(|fault| (name, fault))),
            }
        }
        let book = BasisBook::new(bases)
            .map_err(|found| {
                faults.extend(found.into_iter().map(|(_, field, fault)| {
                    ("bases", Fault::new(1, field, Reason::Basis(fault)))
                }));
            })
            .ok();
        let letters = letters()
            .map_err(|found| faults.extend(found))
            .unwrap_or_default();
        match (regimes, book) {
            (Some((regimes, subjects)), Some(bases)) if faults.is_empty() => Ok(Self {
                regimes,
                subjects,
                bases,
                letters,
            }),
            _ => Err(faults),
        }
    }

    pub fn regime(&self, regime: Regime, on: NaiveDate) -> Option<&RegimeRule> {
        self.regimes
            .iter()
            .find(|rule| rule.regime == regime && rule.holds_on(on))
    }

    /// What cases under a subject mostly are; the longest number that covers it says.
    pub fn nature_of(&self, kle: &str) -> (Option<bool>, Option<Matter>) {
        let found = self
            .subjects
            .iter()
            .filter(|nature| nature.kle.covers(kle))
            .max_by_key(|nature| nature.kle.as_str().len());
        found.map_or((None, None), |nature| (nature.is_decision, nature.matter))
    }
}

/// What the letters say, and who can be complained to.
fn letters() -> Result<LetterTexts, Vec<FaultInFile>> {
    let in_file = |file: &'static str| {
        move |found: Vec<Fault>| -> Vec<FaultInFile> {
            found.into_iter().map(|fault| (file, fault)).collect()
        }
    };
    let texts = read_letter_texts(LETTERS).map_err(in_file("breve"))?;
    let guides = read_guides(GUIDES).map_err(in_file("klage"))?;
    let (lines, texts): (Vec<usize>, Vec<_>) = texts.into_iter().unzip();
    LetterTexts::new(texts, guides).map_err(|found| {
        found
            .into_iter()
            .map(|(place, fault)| {
                let line = lines.get(place).copied().unwrap_or(1);
                ("breve", Fault::new(line, "part", Reason::LetterText(fault)))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Law;
    use sagsbord_domain::aktindsigt::{BasisForce, BasisLevel, LetterPart, Requirement};

    fn law() -> AktindsigtLaw {
        AktindsigtLaw::shipped().unwrap()
    }

    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn the_shipped_catalogue_is_whole_and_every_regime_has_its_deadlines_and_bases() {
        let (law, rules) = (law(), Law::shipped().unwrap().rules);
        for regime in Regime::ALL.iter().copied() {
            let rule = law.regime(regime, today()).unwrap();
            assert!(!rule.deadlines.is_empty(), "{regime:?}");
            for id in rule.deadlines.iter().chain(&rule.deadlines_of_children) {
                let applying = rules.applying(id, today(), today());
                assert!(applying.is_ok(), "{regime:?} starts {id}");
            }
            assert!(law.bases.under(regime, today()).count() > 1, "{regime:?}");
        }
    }

    /// Which basis may be chosen under which rules: the whole table, so that none changes unseen.
    #[test]
    fn each_basis_is_for_the_rules_that_know_it_and_no_others() {
        let law = law();
        let check = |regime, expected: &[&str]| {
            let mut ids: Vec<&str> = law
                .bases
                .under(regime, today())
                .map(|basis| basis.id.as_str())
                .collect();
            ids.sort_unstable();
            assert_eq!(ids, expected, "{regime:?}");
            for basis in law.bases.versions() {
                let is_listed = expected.contains(&basis.id.as_str());
                assert_eq!(basis.is_allowed_under(regime), is_listed, "{}", basis.id);
            }
        };
        check(
            Regime::PublicAccess,
            &[
                "OFL-19", "OFL-20", "OFL-21-1", "OFL-21-2", "OFL-22", "OFL-23-1", "OFL-23-2",
                "OFL-24", "OFL-25", "OFL-27-3", "OFL-27-4", "OFL-27-5", "OFL-30-1", "OFL-30-2",
                "OFL-31", "OFL-32", "OFL-33-1", "OFL-33-2", "OFL-33-3", "OFL-33-4", "OFL-33-5",
                "OFL-35",
            ],
        );
        // Never § 30: it protects from others, not from oneself.
        check(
            Regime::OwnAccess,
            &[
                "OFL-19", "OFL-20", "OFL-21-1", "OFL-21-2", "OFL-22", "OFL-23-1", "OFL-23-2",
                "OFL-24", "OFL-25", "OFL-27-3", "OFL-27-4", "OFL-27-5", "OFL-31", "OFL-32",
                "OFL-33-1", "OFL-33-2", "OFL-33-3", "OFL-33-4", "OFL-33-5", "OFL-35", "OFL-8-2",
            ],
        );
        check(
            Regime::PartyAccess,
            &[
                "FVL-11",
                "FVL-12",
                "FVL-14",
                "FVL-15",
                "FVL-15a",
                "FVL-15b-1",
                "FVL-15b-2",
                "FVL-15b-3",
                "FVL-15b-4",
                "FVL-15b-5",
                "FVL-9-3",
            ],
        );
        check(
            Regime::Environment,
            &[
                "MIL-10", "MIL-12-1", "MIL-12-2", "MIL-13", "MIL-14", "MIL-2", "MIL-7",
            ],
        );
        check(Regime::HealthRecord, &["SUL-37-2", "SUL-37-3", "SUL-45"]);
        check(
            Regime::DataProtection,
            &["DBL-22-1", "DBL-22-2", "DBL-22-3", "GDPR-15-4"],
        );
    }

    #[test]
    fn what_may_be_limited_is_weighed_and_internal_documents_are_asked_about_first() {
        let law = law();
        for basis in law.bases.versions() {
            let id = &basis.id;
            for regime in basis.regimes.iter().copied() {
                let asks = basis.asks(regime, true);
                if basis.force == BasisForce::May {
                    let weighs = asks.contains(&Requirement::Weighing)
                        || asks.contains(&Requirement::DecisiveWeight);
                    assert!(weighs, "{id} under {regime:?}");
                }
                let is_piece = basis.level == BasisLevel::Item;
                assert_eq!(asks.contains(&Requirement::Rest), is_piece, "{id}");
            }
            let is_internal = matches!(id.as_str(), "OFL-23-1" | "OFL-23-2" | "FVL-12" | "MIL-7");
            if is_internal {
                assert!(basis.requires.contains(&Requirement::Extraction), "{id}");
                assert!(basis.requires.contains(&Requirement::OpenInternal), "{id}");
            }
        }
        let decisive = |id: &str, regime| {
            let basis = law.bases.find(id, today()).unwrap();
            basis
                .asks(regime, false)
                .contains(&Requirement::DecisiveWeight)
        };
        assert!(decisive("OFL-33-5", Regime::OwnAccess));
        assert!(!decisive("OFL-33-5", Regime::PublicAccess));
        assert!(decisive("FVL-15b-5", Regime::PartyAccess));
    }

    #[test]
    fn every_part_of_a_letter_has_its_wording_and_most_decisions_somebody_to_complain_to() {
        let law = law();
        for part in LetterPart::ALL.iter().copied() {
            for regime in Regime::ALL.iter().copied() {
                let text = law.letters.of(part, Some(regime), today());
                assert!(text.is_some(), "{part:?} {regime:?}");
            }
            assert!(law.letters.of(part, None, today()).is_some(), "{part:?}");
        }
        let check = |regime, kle: &str, expected: Option<&str>| {
            let guide = law.letters.guide(regime, Some(kle), today());
            let body = guide.map(|guide| guide.body.as_str());
            assert_eq!(body, expected, "{regime:?} {kle}");
        };
        check(Regime::PartyAccess, "27.18.02", Some("Ankestyrelsen"));
        check(Regime::PartyAccess, "02.34.02", Some("Byggeklageenheden"));
        // Nobody is guessed at: the letter asks to have it written.
        check(Regime::PartyAccess, "85.02.00", None);
        let supervision = Some("Ankestyrelsen som tilsyn");
        check(Regime::PublicAccess, "85.02.00", supervision);
        check(Regime::PublicAccess, "32.24.00", Some("Ankestyrelsen"));
        check(Regime::DataProtection, "27.18.02", Some("Datatilsynet"));
        let journal = Some("Styrelsen for Patientklager");
        check(Regime::HealthRecord, "29.09.00", journal);
        for guide in law.letters.guides() {
            assert!(guide.text.contains(&guide.body) || guide.id == "ofl-tilsyn");
        }
    }

    #[test]
    fn a_fault_in_a_wording_is_told_with_its_line() {
        let bad = LETTERS.replacen("part = \"fee\"", "part = \"gebyr\"", 1);
        let faults = read_letter_texts(&bad).unwrap_err();
        let line = 1 + bad[..bad.find("gebyr").unwrap()].matches('\n').count();
        assert_eq!((faults[0].line, faults[0].field.as_str()), (line, "part"));
        let bad = GUIDES.replacen("regimes = [\"gdpr\"]", "regimes = []", 1);
        assert_eq!(read_guides(&bad).unwrap_err()[0].field, "regimes");
    }

    #[test]
    fn only_the_rules_for_anyone_know_the_limit_of_hours() {
        let law = law();
        for regime in Regime::ALL.iter().copied() {
            let rule = law.regime(regime, today()).unwrap();
            let expected = (regime == Regime::PublicAccess).then_some(25);
            assert_eq!(rule.most_hours, expected, "{regime:?}");
        }
        // A party could not be refused as vexatious before July 2024, and one's own data cannot be at all.
        let abuse = |regime, on: &str| {
            law.regime(regime, on.parse().unwrap())
                .unwrap()
                .may_be_abuse
        };
        assert!(!abuse(Regime::PartyAccess, "2024-06-30"));
        assert!(abuse(Regime::PartyAccess, "2024-07-01"));
        assert!(!abuse(Regime::OwnAccess, "2026-11-21"));
    }

    #[test]
    fn a_subject_says_what_its_cases_mostly_are() {
        let law = law();
        let check = |kle: &str, expected| assert_eq!(law.nature_of(kle), expected, "{kle}");
        check("27.18.02", (Some(true), None));
        check("09.02.01", (Some(true), Some(Matter::Environment)));
        check("29.09.00", (None, Some(Matter::PatientRecord)));
        check("85.02.00", (None, None));
    }

    #[test]
    fn every_fault_of_a_file_is_named_with_its_line() {
        let good = BASES[1].1;
        let check = |from: &str, to: &str, field: &str| {
            let bad = good.replacen(from, to, 1);
            assert_ne!(bad, good, "{from}");
            let faults = read_bases(&bad).unwrap_err();
            let line = 1 + bad[..bad.find(to).unwrap()].matches('\n').count();
            assert_eq!(faults.len(), 1, "{from}: {faults:?}");
            assert_eq!(faults[0].field, field, "{from}");
            assert_eq!(faults[0].line, line, "{from}");
        };
        check("level = \"case\"", "level = \"hele\"", "level");
        check("force = \"must\"", "force = \"maybe\"", "force");
        check(
            "regimes = [\"fvl\"]",
            "regimes = [\"fvl\", \"gvl\"]",
            "regimes",
        );
        check("valid_from = 2014-01-01", "valid_from = 2014", "valid_from");
        check(
            "confidence = \"C\"",
            "confidence = \"sikker\"",
            "confidence",
        );
        check("reason = ", "grund = \"\"\nreason = ", "grund");
        check(
            "decisive_under = [\"fvl\"]",
            "decisive_under = [\"ofl\"]",
            "decisive_under",
        );
        // Two versions of one basis at once.
        let twice = format!("{good}\n{}", &good[good.find("[[basis]]").unwrap()..]);
        assert!(
            read_bases(&twice)
                .unwrap_err()
                .iter()
                .all(|fault| fault.field == "valid_from")
        );
    }
}
