//! The words of a request on the command line, and the contract's.

use clap::ValueEnum;
use sagsbord_contract::*;

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Rolle {
    Part,
    Repraesentant,
    Foraelder,
    Barn,
    Journalist,
    Enhver,
    Registreret,
    Paaroerende,
}

impl From<Rolle> for ApplicantRole {
    fn from(role: Rolle) -> Self {
        match role {
            Rolle::Part => Self::Party,
            Rolle::Repraesentant => Self::Representative,
            Rolle::Foraelder => Self::ParentWithCustody,
            Rolle::Barn => Self::Child,
            Rolle::Journalist => Self::Journalist,
            Rolle::Enhver => Self::Anyone,
            Rolle::Registreret => Self::DataSubject,
            Rolle::Paaroerende => Self::RelativeOfDeceased,
        }
    }
}

/// How somebody made sure who asks.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Identitet {
    Mitid,
    DigitalPost,
    Fremmoede,
    Kendt,
    Opkald,
    IkkeNoedvendig,
}

impl From<Identitet> for IdentityCheck {
    fn from(identity: Identitet) -> Self {
        match identity {
            Identitet::Mitid => Self::MitId,
            Identitet::DigitalPost => Self::DigitalPost,
            Identitet::Fremmoede => Self::InPerson,
            Identitet::Kendt => Self::KnownFromCase,
            Identitet::Opkald => Self::CallBack,
            Identitet::IkkeNoedvendig => Self::NotNeeded,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Regelsaet {
    Ofl,
    Egenacces,
    Fvl,
    Gdpr,
    Miljoe,
    Sundhed,
}

impl From<Regelsaet> for CheckRegime {
    fn from(regime: Regelsaet) -> Self {
        match regime {
            Regelsaet::Ofl => Self::PublicAccess,
            Regelsaet::Egenacces => Self::OwnAccess,
            Regelsaet::Fvl => Self::PartyAccess,
            Regelsaet::Gdpr => Self::DataProtection,
            Regelsaet::Miljoe => Self::Environment,
            Regelsaet::Sundhed => Self::HealthRecord,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Afgoerelse {
    Ingen,
    Gives,
    Delvist,
    Undtages,
}

impl From<Afgoerelse> for ItemDecision {
    fn from(decision: Afgoerelse) -> Self {
        match decision {
            Afgoerelse::Ingen => Self::Undecided,
            Afgoerelse::Gives => Self::Given,
            Afgoerelse::Delvist => Self::Partly,
            Afgoerelse::Undtages => Self::Withheld,
        }
    }
}

/// What a basis asks, in a word: `afvejning=Naboens anonymitet vejer tungest`.
pub(super) fn answer(text: &str) -> Result<BasisAnswer, String> {
    let mistake = || crate::text::of("aktindsigt.mistake.answer").to_owned();
    let (asked, said) = text.split_once('=').ok_or_else(mistake)?;
    let requirement = match asked.trim() {
        "ekstrahering" => BasisRequirement::Extraction,
        "internt" => BasisRequirement::OpenInternal,
        "meroffentlighed" => BasisRequirement::MoreOpenness,
        "hoering" => BasisRequirement::Hearing,
        "afvejning" => BasisRequirement::Weighing,
        "afgoerende" => BasisRequirement::DecisiveWeight,
        "resten" => BasisRequirement::Rest,
        "bestemmelse" => BasisRequirement::Provision,
        _ => return Err(mistake()),
    };
    Ok(BasisAnswer {
        requirement,
        outcome: AnswerOutcome::Considered,
        text: said.trim().to_owned(),
    })
}

/// `alle`, or numbers: `1,3-5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    All,
    These(Vec<(u32, u32)>),
}

impl Numbers {
    pub(super) fn holds(&self, number: u32) -> bool {
        match self {
            Self::All => true,
            Self::These(spans) => spans
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&number)),
        }
    }
}

pub(super) fn numbers(text: &str) -> Result<Numbers, String> {
    let mistake = || crate::text::of("aktindsigt.mistake.numbers").to_owned();
    if text.trim() == "alle" {
        return Ok(Numbers::All);
    }
    let span = |part: &str| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let first: u32 = first.trim().parse().ok()?;
        let last: u32 = last.trim().parse().ok()?;
        (first > 0 && first <= last).then_some((first, last))
    };
    let spans: Option<Vec<(u32, u32)>> = text.split(',').map(span).collect();
    spans.map(Numbers::These).ok_or_else(mistake)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_list_are_read_as_people_write_them() {
        let check = |text: &str, expected: Option<&[(u32, u32)]>| {
            let read = numbers(text).ok();
            let expected = expected.map(|spans| Numbers::These(spans.to_vec()));
            assert_eq!(read, expected, "{text}");
        };
        check("3", Some(&[(3, 3)]));
        check("1,3-5", Some(&[(1, 1), (3, 5)]));
        check(" 2 - 4 , 9", Some(&[(2, 4), (9, 9)]));
        for bad in ["", "0", "5-3", "1,,2", "a", "1-2-3"] {
            check(bad, None);
        }
        assert_eq!(numbers("alle"), Ok(Numbers::All));
    }
}
