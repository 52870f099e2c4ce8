use super::item::Matter;
use super::{ApplicantRole, Regime};
use crate::case::codes;

/// What is known of a request when its rules are proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFacts {
    pub role: ApplicantRole,
    /// A decision was or will be made in the case (*afgørelsessag*). None where nobody has said.
    pub is_decision: Option<bool>,
    /// What else there is beside ordinary documents.
    pub matters: Vec<Matter>,
}

codes! {
    /// Why a set of rules is proposed.
    ProposalReason {
        Environment = "environment",
        PatientRecord = "patient_record",
        PatientRecordOfDeceased = "patient_record_of_deceased",
        PartyInDecision = "party_in_decision",
        /// A child of 10 or more has a party's rights in the cases that the law names.
        ChildHasPartyRights = "child_has_party_rights",
        CustodyHolder = "custody_holder",
        ActsForParty = "acts_for_party",
        /// Nobody has said whether it is a case of decision: it is asked for both ways.
        DecisionUnsaid = "decision_unsaid",
        OwnMatters = "own_matters",
        NoDecision = "no_decision",
        AsksAboutOneself = "asks_about_oneself",
        Anyone = "anyone",
        /// A special interest: the limit of hours is higher.
        SpecialInterest = "special_interest",
        RelativeIsNoParty = "relative_is_no_party",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    pub regime: Regime,
    pub reasons: Vec<ProposalReason>,
}

/// In the order in which they are tried on a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub regimes: Vec<Proposed>,
    /// Of those that can hold for an ordinary document, the one that gives the applicant most.
    pub most_favourable: Option<Regime>,
}

/// The sets of rules that a request is to be answered by. The authority chooses them, and the applicant need not know
/// any; a person decides.
pub fn propose(facts: &RequestFacts) -> Proposal {
    use ProposalReason as Why;
    let mut regimes = Vec::new();
    let mut add = |regime, reasons: &[Why]| {
        regimes.push(Proposed {
            regime,
            reasons: reasons.to_vec(),
        });
    };
    if facts.matters.contains(&Matter::Environment) {
        add(Regime::Environment, &[Why::Environment]);
    }
    if facts.matters.contains(&Matter::PatientRecord) && facts.role.is_close() {
        let why = match facts.role {
            ApplicantRole::RelativeOfDeceased => Why::PatientRecordOfDeceased,
            _ => Why::PatientRecord,
        };
        add(Regime::HealthRecord, &[why]);
    }
    match facts.role {
        ApplicantRole::Party
        | ApplicantRole::Representative
        | ApplicantRole::ParentWithCustody
        | ApplicantRole::Child => {
            let by = match facts.role {
                ApplicantRole::Representative => Some(Why::ActsForParty),
                ApplicantRole::ParentWithCustody => Some(Why::CustodyHolder),
                ApplicantRole::Child => Some(Why::ChildHasPartyRights),
                _ => None,
            };
            match facts.is_decision {
                Some(true) => {
                    let why: Vec<Why> = [Why::PartyInDecision].into_iter().chain(by).collect();
                    add(Regime::PartyAccess, &why);
                }
                Some(false) => add(Regime::OwnAccess, &[Why::OwnMatters, Why::NoDecision]),
                None => {
                    let why: Vec<Why> = [Why::DecisionUnsaid].into_iter().chain(by).collect();
                    add(Regime::PartyAccess, &why);
                    add(Regime::OwnAccess, &[Why::DecisionUnsaid, Why::OwnMatters]);
                }
            }
        }
        ApplicantRole::DataSubject => {
            if facts.is_decision == Some(true) {
                add(Regime::PartyAccess, &[Why::PartyInDecision]);
            } else {
                add(Regime::OwnAccess, &[Why::OwnMatters]);
            }
            add(Regime::DataProtection, &[Why::AsksAboutOneself]);
        }
        ApplicantRole::Journalist => {
            add(Regime::PublicAccess, &[Why::Anyone, Why::SpecialInterest]);
        }
        ApplicantRole::Anyone => add(Regime::PublicAccess, &[Why::Anyone]),
        ApplicantRole::RelativeOfDeceased => {
            add(Regime::PublicAccess, &[Why::RelativeIsNoParty]);
        }
    }
    let most_favourable = FAVOUR
        .iter()
        .copied()
        .find(|favoured| regimes.iter().any(|one| one.regime == *favoured));
    Proposal {
        regimes,
        most_favourable,
    }
}

/// From what gives an applicant most of an ordinary document to what gives least.
const FAVOUR: [Regime; 4] = [
    Regime::PartyAccess,
    Regime::OwnAccess,
    Regime::DataProtection,
    Regime::PublicAccess,
];

/// The rules for one document, of those that were chosen for its request. None where none of them is for it.
pub fn regime_of_item(chosen: &[Regime], matter: Matter) -> Option<Regime> {
    let special = match matter {
        Matter::Environment => Some(Regime::Environment),
        Matter::PatientRecord => Some(Regime::HealthRecord),
        Matter::Other => None,
    };
    special
        .into_iter()
        .chain(FAVOUR)
        .find(|regime| chosen.contains(regime))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ApplicantRole as Role;
    use Regime as R;

    fn facts(role: Role, is_decision: Option<bool>, matters: &[Matter]) -> RequestFacts {
        RequestFacts {
            role,
            is_decision,
            matters: matters.to_vec(),
        }
    }

    #[test]
    fn rules_are_proposed_by_who_asks_and_for_what_the_special_ones_first() {
        let check = |role, is_decision, matters: &[Matter], expected: &[Regime], favoured| {
            let facts = facts(role, is_decision, matters);
            let proposal = propose(&facts);
            let regimes: Vec<Regime> = proposal.regimes.iter().map(|one| one.regime).collect();
            assert_eq!(regimes, expected, "{facts:?}");
            assert_eq!(proposal.most_favourable, Some(favoured), "{facts:?}");
            assert!(proposal.regimes.iter().all(|one| !one.reasons.is_empty()));
        };
        let (yes, no) = (Some(true), Some(false));
        let all = [Matter::Environment, Matter::PatientRecord, Matter::Other];
        check(Role::Party, yes, &[], &[R::PartyAccess], R::PartyAccess);
        check(Role::Party, no, &[], &[R::OwnAccess], R::OwnAccess);
        check(
            Role::Party,
            None,
            &[],
            &[R::PartyAccess, R::OwnAccess],
            R::PartyAccess,
        );
        check(
            Role::Party,
            yes,
            &all,
            &[R::Environment, R::HealthRecord, R::PartyAccess],
            R::PartyAccess,
        );
        check(
            Role::Representative,
            yes,
            &[],
            &[R::PartyAccess],
            R::PartyAccess,
        );
        check(
            Role::ParentWithCustody,
            yes,
            &[],
            &[R::PartyAccess],
            R::PartyAccess,
        );
        check(Role::Child, yes, &[], &[R::PartyAccess], R::PartyAccess);
        check(
            Role::DataSubject,
            no,
            &[],
            &[R::OwnAccess, R::DataProtection],
            R::OwnAccess,
        );
        check(
            Role::DataSubject,
            yes,
            &[],
            &[R::PartyAccess, R::DataProtection],
            R::PartyAccess,
        );
        check(
            Role::Journalist,
            yes,
            &[],
            &[R::PublicAccess],
            R::PublicAccess,
        );
        // A patient's record is nothing for anyone who asks; what there is of the environment is.
        check(
            Role::Anyone,
            yes,
            &all,
            &[R::Environment, R::PublicAccess],
            R::PublicAccess,
        );
        check(
            Role::RelativeOfDeceased,
            no,
            &[Matter::PatientRecord],
            &[R::HealthRecord, R::PublicAccess],
            R::PublicAccess,
        );
    }

    #[test]
    fn whoever_is_close_to_the_case_is_never_answered_as_anyone() {
        for role in Role::ALL.iter().copied() {
            for is_decision in [None, Some(true), Some(false)] {
                let proposal = propose(&facts(role, is_decision, &[]));
                let public = proposal
                    .regimes
                    .iter()
                    .any(|one| one.regime == R::PublicAccess);
                let is_outside = !role.is_close() || role == Role::RelativeOfDeceased;
                assert_eq!(public, is_outside, "{role:?}");
            }
        }
    }

    #[test]
    fn a_document_is_judged_by_the_rules_for_what_it_is() {
        let check = |chosen: &[Regime], matter, expected| {
            assert_eq!(
                regime_of_item(chosen, matter),
                expected,
                "{chosen:?} {matter:?}"
            );
        };
        let chosen = [R::Environment, R::PartyAccess];
        check(&chosen, Matter::Environment, Some(R::Environment));
        check(&chosen, Matter::Other, Some(R::PartyAccess));
        check(&chosen, Matter::PatientRecord, Some(R::PartyAccess));
        check(
            &[R::PublicAccess, R::OwnAccess],
            Matter::Other,
            Some(R::OwnAccess),
        );
        check(&[R::Environment], Matter::Other, None);
        check(&[], Matter::Other, None);
    }
}
