use chrono::NaiveDate;

use super::item::Matter;
use crate::case::codes;
use crate::deadline::{Confidence, Verified};
use crate::{KleScope, Name};

codes! {
    /// The set of rules that access is given by. Its code is the first column of the check's `bases.tsv` too.
    Regime {
        PublicAccess = "ofl",
        OwnAccess = "egenacces",
        PartyAccess = "fvl",
        DataProtection = "gdpr",
        Environment = "miljoe",
        HealthRecord = "sundhed",
    }
}

/// What the law's catalogue says of a regime for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegimeRule {
    pub regime: Regime,
    pub name: Name,
    /// As a Danish letter cites it.
    pub paragraph: String,
    /// Ids of the rules of deadlines that begin when such a request is received.
    pub deadlines: Vec<String>,
    /// The same for a child, or for whoever has custody.
    pub deadlines_of_children: Vec<String>,
    /// As many hours of work as may be a ground for refusing; none where effort is no ground.
    pub most_hours: Option<u32>,
    /// It may be refused as unlawful or vexatious.
    pub may_be_abuse: bool,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub source: String,
    pub confidence: Confidence,
    pub verified: Verified,
}

/// What cases under a subject mostly are: a proposal, which whoever knows the case corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectNature {
    pub kle: KleScope,
    pub is_decision: Option<bool>,
    pub matter: Option<Matter>,
}

impl RegimeRule {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    pub fn deadlines_for(&self, is_child: bool) -> &[String] {
        match is_child && !self.deadlines_of_children.is_empty() {
            true => &self.deadlines_of_children,
            false => &self.deadlines,
        }
    }
}
