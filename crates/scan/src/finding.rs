//! What the quality check says: where, what kind, whose, how sure, why, and what to do about it.

use std::ops::Range;

use crate::decode::NotText;
use crate::messages::{self, Language};

#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub span: Span,
    pub category: Category,
    pub whose: Whose,
    /// Which of the case's people it is about: an index into [`crate::CasePeople::people`].
    pub person: Option<usize>,
    /// True where someone must look before the text leaves the house. The requester's own data, staff,
    /// and numbers of firms are found, but not flagged.
    pub flag: bool,
    pub confidence: Confidence,
    pub severity: Severity,
    pub rule: RuleId,
    pub evidence: Vec<Evidence>,
    pub action: SuggestedAction,
}

impl Finding {
    /// What could not be checked is a finding, never passed over in silence.
    pub fn unchecked(reason: &NotText) -> Finding {
        let why = match reason {
            NotText::Format(name) => Evidence::with("file.format", *name),
            NotText::Binary(at) => Evidence::with("file.binary", at.to_string()),
        };
        Finding {
            span: Span {
                bytes: 0..0,
                scalars: 0..0,
            },
            category: Category::Unreadable,
            whose: Whose::Nobody,
            person: None,
            flag: true,
            confidence: Confidence(100),
            severity: Severity::Stop,
            rule: RuleId {
                id: "file.not_text",
                version: 1,
            },
            evidence: vec![why],
            action: SuggestedAction::ReadYourself,
        }
    }
}

/// Where in the text as it was given, before anything was folded away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub bytes: Range<usize>,
    pub scalars: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    Cpr,
    BirthDate,
    Name,
    Address,
    Phone,
    Email,
    Bank,
    Iban,
    Card,
    Cvr,
    ProductionUnit,
    Plate,
    Cadastre,
    CaseNumber,
    Identifier,
    Secret,
    Health,
    Crime,
    Article9,
    SubstanceUse,
    Economy,
    Place,
    Forbidden,
    Title,
    /// Text that could not be checked, or that hides itself from a reader.
    Unreadable,
}

impl Category {
    pub const ALL: [Category; 25] = [
        Category::Cpr,
        Category::BirthDate,
        Category::Name,
        Category::Address,
        Category::Phone,
        Category::Email,
        Category::Bank,
        Category::Iban,
        Category::Card,
        Category::Cvr,
        Category::ProductionUnit,
        Category::Plate,
        Category::Cadastre,
        Category::CaseNumber,
        Category::Identifier,
        Category::Secret,
        Category::Health,
        Category::Crime,
        Category::Article9,
        Category::SubstanceUse,
        Category::Economy,
        Category::Place,
        Category::Forbidden,
        Category::Title,
        Category::Unreadable,
    ];

    /// The name that files and other programs see. Never changes once released.
    pub fn code(self) -> &'static str {
        match self {
            Category::Cpr => "CPR",
            Category::BirthDate => "DOB",
            Category::Name => "NAME",
            Category::Address => "ADDRESS",
            Category::Phone => "PHONE",
            Category::Email => "EMAIL",
            Category::Bank => "BANK",
            Category::Iban => "IBAN",
            Category::Card => "CARD",
            Category::Cvr => "CVR",
            Category::ProductionUnit => "PNR",
            Category::Plate => "PLATE",
            Category::Cadastre => "CADASTRE",
            Category::CaseNumber => "CASENUMBER",
            Category::Identifier => "IDENTIFIER",
            Category::Secret => "SECRET",
            Category::Health => "HEALTH",
            Category::Crime => "CRIME",
            Category::Article9 => "ART9",
            Category::SubstanceUse => "SUBSTANCE",
            Category::Economy => "ECONOMY",
            Category::Place => "PLACE",
            Category::Forbidden => "FORBIDDEN",
            Category::Title => "TITLE",
            Category::Unreadable => "UNREADABLE",
        }
    }

    pub fn in_words(self, language: Language) -> String {
        messages::in_words(&format!("category.{}", self.code()), &[], language)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whose {
    Requester,
    ThirdParty,
    Employee,
    Public,
    Unknown,
    /// It is about nobody: a word of the word list, a title that says nothing.
    Nobody,
}

impl Whose {
    pub fn code(self) -> &'static str {
        match self {
            Whose::Requester => "requester",
            Whose::ThirdParty => "third_party",
            Whose::Employee => "employee",
            Whose::Public => "public",
            Whose::Unknown => "unknown",
            Whose::Nobody => "none",
        }
    }

    pub fn in_words(self, language: Language) -> String {
        messages::in_words(&format!("whose.{}", self.code()), &[], language)
    }
}

/// How sure, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Confidence(pub u8);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    Inform,
    Check,
    Stop,
}

impl Severity {
    pub fn code(self) -> &'static str {
        match self {
            Severity::Inform => "inform",
            Severity::Check => "check",
            Severity::Stop => "stop",
        }
    }
}

/// A rule's version goes up when it can find something else than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId {
    pub id: &'static str,
    pub version: u16,
}

/// One reason, as a message with its values, so that every door shows the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub message: &'static str,
    pub values: Vec<String>,
}

impl Evidence {
    pub fn new(message: &'static str) -> Self {
        Evidence {
            message,
            values: Vec::new(),
        }
    }

    pub fn with(message: &'static str, value: impl Into<String>) -> Self {
        Evidence {
            message,
            values: vec![value.into()],
        }
    }

    pub fn in_words(&self, language: Language) -> String {
        messages::in_words(self.message, &self.values, language)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuggestedAction {
    Cover,
    /// Find out whose it is: it may be another case's document.
    CheckWhose,
    Leave,
    Rewrite,
    ReadYourself,
}

impl SuggestedAction {
    pub fn code(self) -> &'static str {
        match self {
            SuggestedAction::Cover => "cover",
            SuggestedAction::CheckWhose => "check_whose",
            SuggestedAction::Leave => "leave",
            SuggestedAction::Rewrite => "rewrite",
            SuggestedAction::ReadYourself => "read_yourself",
        }
    }

    pub fn in_words(self, language: Language) -> String {
        messages::in_words(&format!("action.{}", self.code()), &[], language)
    }
}

/// The set of rules a request for access is answered under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Regime {
    PublicAccess,
    OwnAccess,
    PartyAccess,
    DataProtection,
    Environment,
    HealthRecord,
}

/// A legal basis that could carry covering the finding. A proposal: a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    pub regime: Regime,
    pub provision: &'static str,
}
