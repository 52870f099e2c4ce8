use chrono::NaiveDate;

use super::Regime;
use super::basis::{Basis, BasisBook, BasisForce, Requirement};
use super::item::ItemDecision;
use crate::case::codes;

codes! {
    AnswerOutcome {
        /// It was done or weighed, and the basis stands.
        Considered = "considered",
        /// The question does not arise here; the text says why.
        DoesNotArise = "does_not_arise",
    }
}

/// What was answered to something that a basis asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub requirement: Requirement,
    pub outcome: AnswerOutcome,
    pub text: String,
}

/// What somebody wants to decide about one document.
#[derive(Debug, Clone, Copy)]
pub struct Ruling<'a> {
    pub decision: ItemDecision,
    /// The rules for this document; none where nobody has chosen.
    pub regime: Option<Regime>,
    pub bases: &'a [String],
    pub answers: &'a [Answer],
    /// The first day that it may be given on, where it was sent by the authority.
    pub open_from: Option<NaiveDate>,
    pub on: NaiveDate,
}

/// Why a decision cannot be made so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionFault {
    RegimeMissing,
    BasisMissing,
    /// What is given whole is withheld on no basis.
    BasisNotNeeded,
    BasisUnknown(String),
    /// The rules of this document do not know it.
    BasisNotAllowed(String),
    BasisNotInForce(String),
    AnswerMissing(String, Requirement),
    AnswerWithoutWords(Requirement),
    /// It was sent too lately: it may be given from that day.
    NotBefore(NaiveDate),
}

impl DecisionFault {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RegimeMissing => "regime_missing",
            Self::BasisMissing => "basis_missing",
            Self::BasisNotNeeded => "basis_not_needed",
            Self::BasisUnknown(_) => "basis_unknown",
            Self::BasisNotAllowed(_) => "basis_not_allowed",
            Self::BasisNotInForce(_) => "basis_not_in_force",
            Self::AnswerMissing(..) => "answer_missing",
            Self::AnswerWithoutWords(_) => "answer_without_words",
            Self::NotBefore(_) => "not_before",
        }
    }
}

/// Whether a decision about a document holds; the first thing that stands in its way where it does not.
pub fn judge(ruling: &Ruling<'_>, book: &BasisBook) -> Result<(), DecisionFault> {
    let gives_something = match ruling.decision {
        // Taking a decision back is always free.
        ItemDecision::Undecided => return Ok(()),
        ItemDecision::Given | ItemDecision::Partly => true,
        ItemDecision::Withheld => false,
    };
    let regime = ruling.regime.ok_or(DecisionFault::RegimeMissing)?;
    if let Some(first) = ruling.open_from
        && gives_something
        && ruling.on < first
    {
        return Err(DecisionFault::NotBefore(first));
    }
    if ruling.decision == ItemDecision::Given {
        return match ruling.bases.is_empty() {
            true => Ok(()),
            false => Err(DecisionFault::BasisNotNeeded),
        };
    }
    if ruling.bases.is_empty() {
        // What was sent today is withheld until tomorrow by the rule of the day after: no basis says so.
        return Err(DecisionFault::BasisMissing);
    }
    for id in ruling.bases {
        let basis = in_force(book, id, ruling.on)?;
        if !basis.is_allowed_under(regime) {
            return Err(DecisionFault::BasisNotAllowed(id.clone()));
        }
        for asked in basis.asks(regime, !gives_something) {
            answered(ruling.answers, basis, asked)?;
        }
    }
    Ok(())
}

/// Whether a piece of a document may be covered on a basis. What the basis asks for is answered with the decision about
/// the document.
pub fn may_cover(
    book: &BasisBook,
    basis: &str,
    regime: Option<Regime>,
    on: NaiveDate,
) -> Result<(), DecisionFault> {
    let regime = regime.ok_or(DecisionFault::RegimeMissing)?;
    match in_force(book, basis, on)?.is_allowed_under(regime) {
        true => Ok(()),
        false => Err(DecisionFault::BasisNotAllowed(basis.to_owned())),
    }
}

fn in_force<'b>(book: &'b BasisBook, id: &str, on: NaiveDate) -> Result<&'b Basis, DecisionFault> {
    match book.find(id, on) {
        Some(basis) => Ok(basis),
        None if book.knows(id) => Err(DecisionFault::BasisNotInForce(id.to_owned())),
        None => Err(DecisionFault::BasisUnknown(id.to_owned())),
    }
}

fn answered(answers: &[Answer], basis: &Basis, asked: Requirement) -> Result<(), DecisionFault> {
    let answer = answers
        .iter()
        .find(|answer| answer.requirement == asked)
        .ok_or_else(|| DecisionFault::AnswerMissing(basis.id.clone(), asked))?;
    // A weighing that the law leaves to the authority cannot be passed over as not arising.
    let must_be_weighed = basis.force == BasisForce::May && asked == Requirement::Weighing;
    let needs_words =
        asked.asks_for_words() || answer.outcome == AnswerOutcome::DoesNotArise || must_be_weighed;
    if needs_words && answer.text.trim().is_empty() {
        return Err(DecisionFault::AnswerWithoutWords(asked));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Name;
    use crate::aktindsigt::BasisLevel;
    use crate::deadline::{Confidence, Verified};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn basis(id: &str, level: BasisLevel, requires: &[Requirement], regimes: &[Regime]) -> Basis {
        Basis {
            id: id.to_owned(),
            paragraph: id.to_owned(),
            label: id.to_owned(),
            name: Name::new(id, id),
            level,
            force: BasisForce::Must,
            requires: requires.to_vec(),
            regimes: regimes.to_vec(),
            decisive_under: Vec::new(),
            test: None,
            standard_reason: String::from("fordi"),
            is_usual: true,
            valid_from: day("2014-01-01"),
            valid_to: None,
            source: String::from("prøve"),
            confidence: Confidence::Remembered,
            verified: Verified {
                on: day("2026-11-21"),
                by: String::from("prøve"),
            },
        }
    }

    fn book() -> BasisBook {
        use Regime::{OwnAccess, PartyAccess, PublicAccess};
        let private = basis("30-1", BasisLevel::Item, &[], &[PublicAccess]);
        let internal = basis(
            "23",
            BasisLevel::Document,
            &[Requirement::Extraction, Requirement::OpenInternal],
            &[PublicAccess, OwnAccess],
        );
        let mut public = basis(
            "33-5",
            BasisLevel::Item,
            &[Requirement::Weighing],
            &[PublicAccess, OwnAccess],
        );
        public.decisive_under = vec![OwnAccess];
        let mut old = basis("gl", BasisLevel::Case, &[], &[PartyAccess]);
        old.valid_to = Some(day("2020-12-31"));
        BasisBook::new(vec![private, internal, public, old]).unwrap()
    }

    fn answer(requirement: Requirement, text: &str) -> Answer {
        Answer {
            requirement,
            outcome: AnswerOutcome::Considered,
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_decision_holds_only_by_a_basis_of_its_rules_with_everything_answered() {
        use DecisionFault as F;
        use Regime::{OwnAccess, PartyAccess, PublicAccess};
        use Requirement as Q;
        let book = book();
        let check = |decision, regime, bases: &[&str], answers: &[Answer], expected| {
            let bases: Vec<String> = bases.iter().map(|id| (*id).to_owned()).collect();
            let ruling = Ruling {
                decision,
                regime,
                bases: &bases,
                answers,
                open_from: None,
                on: day("2026-11-21"),
            };
            assert_eq!(judge(&ruling, &book), expected, "{ruling:?}");
        };
        let (ofl, own, fvl) = (Some(PublicAccess), Some(OwnAccess), Some(PartyAccess));
        let (given, partly, withheld) = (
            ItemDecision::Given,
            ItemDecision::Partly,
            ItemDecision::Withheld,
        );
        check(ItemDecision::Undecided, None, &["hvad"], &[], Ok(()));
        check(given, None, &[], &[], Err(F::RegimeMissing));
        check(given, ofl, &[], &[], Ok(()));
        check(given, ofl, &["30-1"], &[], Err(F::BasisNotNeeded));
        check(partly, ofl, &[], &[], Err(F::BasisMissing));
        check(
            withheld,
            ofl,
            &["hvad"],
            &[],
            Err(F::BasisUnknown("hvad".into())),
        );
        check(partly, ofl, &["30-1"], &[], Ok(()));
        check(
            partly,
            own,
            &["30-1"],
            &[],
            Err(F::BasisNotAllowed("30-1".into())),
        );
        check(
            partly,
            fvl,
            &["gl"],
            &[],
            Err(F::BasisNotInForce("gl".into())),
        );
        // Withheld whole for a piece of it: why not the rest.
        check(
            withheld,
            ofl,
            &["30-1"],
            &[],
            Err(F::AnswerMissing("30-1".into(), Q::Rest)),
        );
        check(
            withheld,
            ofl,
            &["30-1"],
            &[answer(Q::Rest, " ")],
            Err(F::AnswerWithoutWords(Q::Rest)),
        );
        check(
            withheld,
            ofl,
            &["30-1"],
            &[answer(Q::Rest, "ingen mening er tilbage")],
            Ok(()),
        );
        check(
            withheld,
            ofl,
            &["23"],
            &[answer(Q::Extraction, "")],
            Err(F::AnswerMissing("23".into(), Q::OpenInternal)),
        );
        let both = [answer(Q::Extraction, ""), answer(Q::OpenInternal, "")];
        check(withheld, ofl, &["23"], &both, Ok(()));
        let skipped = [
            Answer {
                outcome: AnswerOutcome::DoesNotArise,
                ..answer(Q::Extraction, "")
            },
            answer(Q::OpenInternal, ""),
        ];
        check(
            withheld,
            ofl,
            &["23"],
            &skipped,
            Err(F::AnswerWithoutWords(Q::Extraction)),
        );
        let weighed = [answer(Q::Weighing, "medarbejderens tryghed vejer tungest")];
        check(partly, ofl, &["33-5"], &weighed, Ok(()));
        check(
            partly,
            own,
            &["33-5"],
            &weighed,
            Err(F::AnswerMissing("33-5".into(), Q::DecisiveWeight)),
        );
        check(
            partly,
            ofl,
            &["30-1", "33-5"],
            &[],
            Err(F::AnswerMissing("33-5".into(), Q::Weighing)),
        );
    }

    #[test]
    fn a_piece_is_covered_only_on_a_basis_of_its_rules() {
        use DecisionFault as F;
        let book = book();
        let check = |basis: &str, regime, expected| {
            let found = may_cover(&book, basis, regime, day("2026-11-21"));
            assert_eq!(found, expected, "{basis} {regime:?}");
        };
        let (ofl, own) = (Some(Regime::PublicAccess), Some(Regime::OwnAccess));
        check("30-1", ofl, Ok(()));
        check("30-1", own, Err(F::BasisNotAllowed("30-1".into())));
        check("30-1", None, Err(F::RegimeMissing));
        check("33-5", own, Ok(()));
        check("hvad", ofl, Err(F::BasisUnknown("hvad".into())));
        let party = Some(Regime::PartyAccess);
        check("gl", party, Err(F::BasisNotInForce("gl".into())));
    }

    #[test]
    fn what_was_sent_today_is_not_given_before_tomorrow_and_may_be_withheld() {
        let book = book();
        let check = |decision, on: &str, expected| {
            let bases = match decision {
                ItemDecision::Partly => vec![String::from("30-1")],
                _ => Vec::new(),
            };
            let ruling = Ruling {
                decision,
                regime: Some(Regime::PublicAccess),
                bases: &bases,
                answers: &[],
                open_from: Some(day("2026-11-22")),
                on: day(on),
            };
            assert_eq!(judge(&ruling, &book), expected, "{decision:?} {on}");
        };
        let tomorrow = || Err(DecisionFault::NotBefore(day("2026-11-22")));
        check(ItemDecision::Given, "2026-11-21", tomorrow());
        check(ItemDecision::Partly, "2026-11-21", tomorrow());
        check(ItemDecision::Given, "2026-11-22", Ok(()));
        check(ItemDecision::Partly, "2026-11-23", Ok(()));
    }
}
