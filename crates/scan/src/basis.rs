//! Which legal basis could carry covering a finding. The law is data: `data/bases.tsv` has the source of
//! each, and whether somebody has compared it with the law as it stands.

use crate::finding::{Basis, Category, Finding, Regime, Whose};

static BASES: &str = include_str!("../data/bases.tsv");

impl Regime {
    pub const ALL: [Regime; 6] = [
        Regime::PublicAccess,
        Regime::OwnAccess,
        Regime::PartyAccess,
        Regime::DataProtection,
        Regime::Environment,
        Regime::HealthRecord,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Regime::PublicAccess => "ofl",
            Regime::OwnAccess => "egenacces",
            Regime::PartyAccess => "fvl",
            Regime::DataProtection => "gdpr",
            Regime::Environment => "miljoe",
            Regime::HealthRecord => "sundhed",
        }
    }
}

impl Finding {
    /// None where nothing is to be covered: the requester's own, staff's names, a bad word (which is no ground
    /// for exemption), a title.
    pub fn bases(&self, regime: Regime) -> Vec<Basis> {
        let Some(group) = group(self) else {
            return Vec::new();
        };
        BASES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut cells = line.split('\t');
                (cells.next() == Some(regime.code()) && cells.next() == Some(group))
                    .then(|| cells.next())?
            })
            .map(|provision| Basis { regime, provision })
            .collect()
    }
}

fn group(finding: &Finding) -> Option<&'static str> {
    match finding.category {
        Category::Forbidden
        | Category::Title
        | Category::Unreadable
        | Category::Cvr
        | Category::ProductionUnit => None,
        Category::Secret => Some("security"),
        _ => matches!(finding.whose, Whose::ThirdParty | Whose::Unknown).then_some("person"),
    }
}
