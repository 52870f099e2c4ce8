use chrono::NaiveDate;
use sagsbord_domain::{CaseStatus, Cpr, DocumentKind, Sensitivity};

/// What came, in the order in which it came, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    pub rows: Vec<T>,
    /// Rows that lack what each must have, and the first field that one of them lacked.
    pub incomplete: u32,
    pub lacking: Option<String>,
}

/// A case of another system, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCase {
    /// What the system itself knows it by.
    pub id: String,
    pub number: String,
    pub title: String,
    pub kle: String,
    /// The answer itself said each of these, in words that the mapping knows.
    pub is_kle_said: bool,
    pub is_status_known: bool,
    pub is_sensitivity_known: bool,
    /// One that the mapping does not know is a case that is open.
    pub status: CaseStatus,
    /// What is not said, or not known, is guarded as sensitive.
    pub sensitivity: Sensitivity,
    pub opened: NaiveDate,
    pub due: Option<NaiveDate>,
    /// The unit in the system's own code.
    pub unit: Option<String>,
    pub parties: Vec<FoundParty>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundParty {
    pub cpr: Cpr,
    pub name: String,
    pub is_primary: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDocument {
    pub id: String,
    pub title: String,
    pub kind: DocumentKind,
    pub dated: NaiveDate,
    pub sensitivity: Sensitivity,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNote {
    pub id: String,
    pub day: NaiveDate,
    pub author: Option<String>,
    pub text: String,
}

/// A document's bytes.
pub struct FoundFile {
    pub name: Option<String>,
    pub media_type: Option<String>,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for FoundFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FoundFile")
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
