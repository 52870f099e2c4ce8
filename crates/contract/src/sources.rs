use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    )*};
}

words! {
    /// What kind of system cases and documents come from.
    SourceKind {
        /// The cases that this municipality makes here.
        Own,
        SharedIndex,
        /// Files, folders, archives and mails that somebody hands in.
        Files,
        /// A system with a web API, described by a mapping file.
        Mapped,
    }

    /// What a source can give. Nothing else is asked of it.
    SourceCapability {
        Cases,
        Documents,
        DocumentBytes,
        JournalNotes,
        Benefits,
        /// A link that opens the case in the system itself.
        DeepLink,
        /// What changed since a moment, without a person being named.
        Changes,
    }

    /// How it went to ask one source.
    AskedState {
        Ok,
        Failed,
        NotConnected,
        /// It had not answered when the time was up. The others had.
        Hung,
    }

    /// Why a source did not answer, in the words of who can do something about it.
    SourceTrouble {
        NotConnected,
        NotReached,
        TimedOut,
        /// It does not let us in, or not to this.
        NotAllowed,
        /// It is not who it should be.
        NotTrusted,
        /// What the mapping points at is not there.
        NotFound,
        Busy,
        /// A status that says nothing more.
        Refused,
        /// The answer is no JSON: often a page to sign in at.
        NotJson,
        TooLarge,
        /// The answer lacks a field that the mapping names, or has it in another form.
        Shape,
        TooManyPages,
        /// It sends us to another system.
        Redirected,
        NoSecret,
        KeyService,
        /// The mapping that is kept cannot be read by this program.
        Mapping,
    }
}

/// Asks every source about a citizen, or the owner of a case about the case. Exactly one is given.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct AskSourcesAbout {
    pub citizen_id: Option<String>,
    pub case_id: Option<String>,
}

/// Every source that was asked, each with its own outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourcesAsked {
    pub sources: Vec<AskedSource>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AskedSource {
    /// `own`, `index`, or the id of a mapped source.
    pub id: String,
    /// As the system is called on the cases that come from it.
    pub name: String,
    pub kind: SourceKind,
    pub state: AskedState,
    pub trouble: Option<SourceTrouble>,
    /// The field of the answer that is to blame, as the mapping names it.
    pub field: Option<String>,
    /// Cases of this source within the asker's reach: those that came, or where it did not answer, those from before.
    pub cases: u32,
    /// What came and lacked a field that every case must have. It is not kept.
    pub incomplete: u32,
    /// When it last answered (UTC).
    pub fetched_at: Option<String>,
}

words! {
    /// What is tried, in this order.
    SourceStep {
        Reached,
        LetIn,
        /// Cases of the person that the mapping names for it, or the case.
        FirstCase,
        Documents,
        DeepLink,
    }

    /// What is wrong with a line of a mapping. Each has a sentence in the message files.
    MappingProblem {
        NotToml,
        FileTooLong,
        AnotherVersion,
        Missing,
        UnknownField,
        WrongType,
        Empty,
        TooLong,
        TooMany,
        NotInList,
        OutOfBounds,
        NotAnAddress,
        NotHttps,
        AnotherHost,
        NotAPath,
        NotATemplate,
        NoPlaceholder,
        NotKle,
        NotCpr,
        Needs,
        NothingAsked,
        /// No unit of the municipality's is called that, or more than one.
        UnknownUnit,
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sources {
    pub rows: Vec<SourceRow>,
    /// Mappings that come with the program.
    pub shipped: Vec<ShippedMapping>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceRow {
    pub id: String,
    pub name: String,
    pub kind: SourceKind,
    /// The machine that it is on; nothing for what is here.
    pub host: Option<String>,
    pub capabilities: Vec<SourceCapability>,
    /// Of a mapped source: what a change of it is held against.
    pub version: u32,
    pub is_connected: bool,
    /// When it last answered (UTC).
    pub last_answer: Option<String>,
    pub trouble: Option<SourceTrouble>,
    pub field: Option<String>,
    pub trouble_since: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShippedMapping {
    pub name: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowSource {
    pub id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceDetail {
    pub row: SourceRow,
    /// The mapping file's text.
    pub mapping: String,
    pub needs_secret: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckSourceMapping {
    pub text: String,
}

/// What a mapping would be. With a fault it is nothing yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckedMapping {
    pub name: Option<String>,
    pub host: Option<String>,
    pub capabilities: Vec<SourceCapability>,
    pub needs_secret: bool,
    pub faults: Vec<MappingFault>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MappingFault {
    /// From 1.
    pub line: u32,
    /// `case.opened`; empty where the whole file is meant.
    pub field: String,
    pub problem: MappingProblem,
    /// The words, the bounds or the section that the problem is about.
    pub detail: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveSource {
    /// Nothing for a new one.
    pub id: Option<String>,
    pub version: u32,
    pub text: String,
    /// Goes to the key service. Nothing keeps the one that is there.
    pub secret: Option<String>,
}

/// A text that is not saved is tried as it is; otherwise what is saved.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct TrySource {
    pub id: Option<String>,
    pub text: Option<String>,
    pub secret: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoveSource {
    pub id: String,
    pub version: u32,
}

/// Step by step, up to one that the next ones need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TriedSource {
    pub steps: Vec<TriedSourceStep>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TriedSourceStep {
    pub step: SourceStep,
    pub trouble: Option<SourceTrouble>,
    pub field: Option<String>,
    /// How many came, of a list.
    pub count: Option<u32>,
    /// Our fields, and whether the first one has them. Never what stands in them.
    pub fields: Vec<TriedField>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TriedField {
    /// As the mapping names it: `case.number`.
    pub name: String,
    pub is_there: bool,
}

/// Where one case comes from, and what its source can do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseSource {
    /// The source's own id; nothing where nobody is joined to it.
    pub id: Option<String>,
    pub name: String,
    pub kind: SourceKind,
    pub capabilities: Vec<SourceCapability>,
    /// When it was last fetched (UTC).
    pub fetched_at: String,
    /// When somebody asked and it was not there any more (UTC).
    pub gone_at: Option<String>,
    /// Documents whose bytes are fetched when they are opened.
    pub documents_to_fetch: Vec<String>,
    /// The shared index shows the same case of the same system: it stands here once.
    pub is_in_index_too: bool,
}
