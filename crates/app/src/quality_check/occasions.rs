//! When a text is checked: while it is written, as a title, or to be released under one of the regimes.

use sagsbord_contract::{CheckOccasion, CheckPurpose, CheckRegime};
use sagsbord_scan::{Purpose, Regime, Rule};

pub(super) const ALL: [CheckOccasion; 8] = [
    CheckOccasion::Writing,
    CheckOccasion::Title,
    CheckOccasion::PublicAccess,
    CheckOccasion::OwnAccess,
    CheckOccasion::PartyAccess,
    CheckOccasion::DataProtection,
    CheckOccasion::Environment,
    CheckOccasion::HealthRecord,
];

/// What the store keeps; never changes once released.
pub(super) fn code(occasion: CheckOccasion) -> &'static str {
    match occasion {
        CheckOccasion::Writing => "writing",
        CheckOccasion::Title => "title",
        CheckOccasion::PublicAccess => "public_access",
        CheckOccasion::OwnAccess => "own_access",
        CheckOccasion::PartyAccess => "party_access",
        CheckOccasion::DataProtection => "data_protection",
        CheckOccasion::Environment => "environment",
        CheckOccasion::HealthRecord => "health_record",
    }
}

pub(super) fn from_code(text: &str) -> Option<CheckOccasion> {
    ALL.into_iter().find(|occasion| code(*occasion) == text)
}

/// A release whose regime nobody has chosen may turn out to be any of them.
pub(super) fn of(purpose: CheckPurpose, regime: Option<CheckRegime>) -> Vec<CheckOccasion> {
    match (purpose, regime) {
        (CheckPurpose::Writing, _) => vec![CheckOccasion::Writing],
        (CheckPurpose::Title, _) => vec![CheckOccasion::Title],
        (CheckPurpose::Release, Some(regime)) => vec![release(regime)],
        (CheckPurpose::Release, None) => ALL
            .into_iter()
            .filter(|occasion| purpose_of(*occasion) == Purpose::Release)
            .collect(),
    }
}

pub(super) fn may_inform(rule: &Rule) -> Vec<CheckOccasion> {
    ALL.into_iter()
        .filter(|occasion| rule.may_be_eased(purpose_of(*occasion)))
        .collect()
}

pub(super) fn purpose_of(occasion: CheckOccasion) -> Purpose {
    match occasion {
        CheckOccasion::Writing => Purpose::Writing,
        CheckOccasion::Title => Purpose::Title,
        _ => Purpose::Release,
    }
}

pub(super) fn purpose(purpose: CheckPurpose) -> Purpose {
    match purpose {
        CheckPurpose::Writing => Purpose::Writing,
        CheckPurpose::Release => Purpose::Release,
        CheckPurpose::Title => Purpose::Title,
    }
}

pub(super) fn regime(regime: CheckRegime) -> Regime {
    match regime {
        CheckRegime::PublicAccess => Regime::PublicAccess,
        CheckRegime::OwnAccess => Regime::OwnAccess,
        CheckRegime::PartyAccess => Regime::PartyAccess,
        CheckRegime::DataProtection => Regime::DataProtection,
        CheckRegime::Environment => Regime::Environment,
        CheckRegime::HealthRecord => Regime::HealthRecord,
    }
}

fn release(regime: CheckRegime) -> CheckOccasion {
    match regime {
        CheckRegime::PublicAccess => CheckOccasion::PublicAccess,
        CheckRegime::OwnAccess => CheckOccasion::OwnAccess,
        CheckRegime::PartyAccess => CheckOccasion::PartyAccess,
        CheckRegime::DataProtection => CheckOccasion::DataProtection,
        CheckRegime::Environment => CheckOccasion::Environment,
        CheckRegime::HealthRecord => CheckOccasion::HealthRecord,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A request is answered by the domain's rules and checked by the check's: a set that one of them lacks, or that
    /// bears another code there, would be checked by another law than it is decided by.
    #[test]
    fn the_check_knows_the_sets_of_rules_that_a_request_is_answered_by_and_by_the_same_codes() {
        let of_domain = sagsbord_domain::aktindsigt::Regime::ALL;
        assert_eq!(of_domain.len(), Regime::ALL.len());
        for of_domain in of_domain.iter().copied() {
            let on_the_wire: CheckRegime = of_domain.into();
            let of_check = regime(on_the_wire);
            assert_eq!(of_domain.code(), of_check.code());
            assert!(Regime::ALL.contains(&of_check));
        }
    }
}
