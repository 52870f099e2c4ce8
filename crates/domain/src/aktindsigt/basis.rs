use chrono::NaiveDate;

use super::Regime;
use crate::Name;
use crate::case::codes;
use crate::deadline::{Confidence, Verified};

codes! {
    /// What a basis takes out: a whole case, a document, or a piece of information in it.
    BasisLevel {
        Case = "case",
        Document = "document",
        Item = "item",
    }
}

codes! {
    BasisForce {
        /// Access does not extend to it.
        Must = "must",
        /// It may be limited after a weighing.
        May = "may",
    }
}

codes! {
    /// What must have been done or asked before a basis is used.
    Requirement {
        /// *Ekstrahering*: the facts and outside assessments in it are given all the same.
        Extraction = "extraction",
        /// Whether it is one of the internal documents that are open anyway.
        OpenInternal = "open_internal",
        /// *Meroffentlighed*.
        MoreOpenness = "more_openness",
        /// Whoever it is about has been heard.
        Hearing = "hearing",
        /// The interests were weighed, of this very piece.
        Weighing = "weighing",
        /// The interest that is protected weighs decisively against the applicant's own.
        DecisiveWeight = "decisive_weight",
        /// Whether the rest of the document can be given.
        Rest = "rest",
        /// Which special provision it is.
        Provision = "provision",
    }
}

impl Requirement {
    /// An answer that says nothing is none: what was found is written down.
    pub const fn asks_for_words(self) -> bool {
        matches!(
            self,
            Self::Weighing | Self::DecisiveWeight | Self::Provision | Self::Rest
        )
    }
}

/// One version of a legal basis for withholding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    pub id: String,
    /// As a letter cites it.
    pub paragraph: String,
    /// As it is stamped beside what is covered.
    pub label: String,
    pub name: Name,
    pub level: BasisLevel,
    pub force: BasisForce,
    pub requires: Vec<Requirement>,
    pub regimes: Vec<Regime>,
    /// Under these it takes decisive weight too.
    pub decisive_under: Vec<Regime>,
    /// What must be given all the same, or what else is to be known.
    pub test: Option<Name>,
    /// A first wording for the letter, in Danish.
    pub standard_reason: String,
    /// Shown first, because municipalities use it.
    pub is_usual: bool,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub source: String,
    pub confidence: Confidence,
    pub verified: Verified,
}

impl Basis {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    pub fn is_allowed_under(&self, regime: Regime) -> bool {
        self.regimes.contains(&regime)
    }

    /// What is to be answered when it is used so. `whole`: nothing of the document is given.
    pub fn asks(&self, regime: Regime, whole: bool) -> Vec<Requirement> {
        let mut asks = self.requires.clone();
        // The stricter weighing is the weighing.
        if self.decisive_under.contains(&regime) {
            asks.retain(|asked| *asked != Requirement::Weighing);
            asks.push(Requirement::DecisiveWeight);
        }
        // The rest of a document is given where only pieces of it are protected.
        if self.level == BasisLevel::Item && whole {
            asks.push(Requirement::Rest);
        }
        asks.sort_unstable();
        asks.dedup();
        asks
    }
}

codes! {
    /// What is wrong with the catalogue, seen together.
    BasisFault {
        /// Two versions of one basis hold at once.
        Overlap = "overlap",
        LastBeforeFirst = "last_before_first",
        /// A version for decisive weight under rules that the basis is not for.
        NotItsRegime = "not_its_regime",
        NoRegime = "no_regime",
    }
}

/// Every version of every basis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasisBook {
    versions: Vec<Basis>,
}

impl BasisBook {
    /// The catalogue, or the place and the field of each fault in it.
    pub fn new(versions: Vec<Basis>) -> Result<Self, Vec<(usize, &'static str, BasisFault)>> {
        let mut faults = Vec::new();
        for (place, basis) in versions.iter().enumerate() {
            if basis.valid_to.is_some_and(|last| last < basis.valid_from) {
                faults.push((place, "valid_to", BasisFault::LastBeforeFirst));
            }
            if basis.regimes.is_empty() {
                faults.push((place, "regimes", BasisFault::NoRegime));
            }
            let strays = |regime: &Regime| !basis.regimes.contains(regime);
            if basis.decisive_under.iter().any(strays) {
                faults.push((place, "decisive_under", BasisFault::NotItsRegime));
            }
            let overlaps = versions.iter().take(place).any(|other| {
                other.id == basis.id
                    && other.valid_to.is_none_or(|last| basis.valid_from <= last)
                    && basis.valid_to.is_none_or(|last| other.valid_from <= last)
            });
            if overlaps {
                faults.push((place, "valid_from", BasisFault::Overlap));
            }
        }
        match faults.is_empty() {
            true => Ok(Self { versions }),
            false => Err(faults),
        }
    }

    pub fn versions(&self) -> impl Iterator<Item = &Basis> {
        self.versions.iter()
    }

    /// The version of a basis that holds on a day.
    pub fn find(&self, id: &str, on: NaiveDate) -> Option<&Basis> {
        self.versions
            .iter()
            .find(|basis| basis.id == id && basis.holds_on(on))
    }

    /// Whether there is, or ever was, such a basis.
    pub fn knows(&self, id: &str) -> bool {
        self.versions.iter().any(|basis| basis.id == id)
    }

    /// What can be chosen under a regime on a day.
    pub fn under(&self, regime: Regime, on: NaiveDate) -> impl Iterator<Item = &Basis> {
        self.versions
            .iter()
            .filter(move |basis| basis.holds_on(on) && basis.is_allowed_under(regime))
    }
}
