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
