use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{FindingRow, Sensitivity};

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
    IndexObjectKind { Case, Document }

    /// What a step does to the object in the index.
    IndexOperation { Create, Change, Remove }

    IndexStepState {
        Waiting,
        /// Sent, and nobody knows yet what became of it: it is looked at before anything is sent again.
        Unanswered,
        /// It gives somebody away as it stands.
        Held,
        /// The index will not have it: a person must look.
        Parked,
    }

    /// Why a step waits. Each has a sentence and what to do, in the message files.
    IndexWhy {
        GivesAway,
        BreaksRules,
        /// The index would not have it as it is written.
        BadInput,
        /// It says that it has it, and does not show it.
        NotSeen,
        SomebodyElse,
        /// Its documents must be there first.
        Documents,
        /// What was kept of the step cannot be read any more.
        Unreadable,
        NotAllowed,
    }

    /// Why the index is not reached, in the words of who can do something about it.
    IndexTrouble {
        NotConnected,
        /// No answer: the line, or the platform.
        Unreachable,
        /// The platform asks us to wait.
        Busy,
        /// The answer cannot be understood.
        Nonsense,
        /// Our certificate, agreement or rights are refused.
        NotAllowed,
        /// The platform is not who it should be.
        NotTrusted,
        /// This machine's clock is wrong.
        Clock,
        Certificate,
    }

    /// What a person decides of a parked step.
    IndexChoice {
        /// As it stands.
        TryAgain,
        /// All of the object as it is here now, later than whatever the index has.
        SayAnew,
        /// What the index has stands; nothing is sent.
        LetGo,
    }

    IndexWork {
        /// Tells what waits, then fetches what changed.
        Both,
        /// Puts all of ours in the queue and holds each title against the gate. Nothing is sent.
        Prepare,
        Tell,
        Ask,
        /// Holds ours against the index and changes nothing.
        Compare,
    }

    IndexDiffersIn {
        /// We say that the index has it, and it has not.
        MissingThere,
        /// The index has a case of this system's that is not here.
        MissingHere,
        Number,
        Title,
        Subject,
        Step,
        Sensitivity,
        Unit,
        Handler,
        Party,
    }

    /// Which side a difference is mended on.
    IndexMend {
        /// The index says from now on what we say.
        Index,
        /// What is here follows the index.
        Here,
    }

    /// A part of trying the connection, in the order they are tried.
    TriedPart { Certificate, Token, Index, Classification, Units, Benefits, Events, Post }
}

/// How it stands between this municipality and the shared index. Counts are of what the asker may see; an
/// administrator, who sees no case, gets those of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexHealth {
    pub is_connected: bool,
    /// Somebody has set going what is told. Before that nothing is sent by itself.
    pub is_begun: bool,
    /// For those who may change the connection.
    pub connection: Option<IndexConnection>,
    pub trouble: Option<IndexTrouble>,
    pub trouble_since: Option<String>,
    /// When the index was last reached, and when each way last ran to its end.
    pub last_contact: Option<String>,
    pub last_told: Option<String>,
    pub last_asked: Option<String>,
    /// Nothing where the connection names no queue of events.
    pub events: Option<IndexEvents>,
    pub queue: IndexQueue,
    /// Others' cases that are kept here.
    pub copies: u32,
    /// Work that goes on just now.
    pub job: Option<String>,
    pub may_run: bool,
    pub may_connect: bool,
    pub may_mend: bool,
}

/// How it stands with the municipality's queue of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexEvents {
    pub is_connected: bool,
    /// It has stood so since then; nothing before somebody has begun.
    pub since: Option<String>,
    pub trouble: Option<IndexTrouble>,
    pub last_message: Option<String>,
    /// Messages that this program could do nothing with. For those who may change the connection.
    pub listed: Option<u32>,
    /// Cases of ours that another system wrote in: the next comparison tells what. For the same.
    pub to_compare: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexCounts {
    pub waiting: u32,
    pub unanswered: u32,
    pub held: u32,
    pub parked: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexQueue {
    pub counts: IndexCounts,
    pub oldest: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexConnection {
    pub municipality: String,
    pub cvr: String,
    pub system_name: String,
    pub index_address: String,
    pub changed_at: String,
    pub certificate: CertificateFacts,
    /// Of the token in use; nothing before the first was fetched.
    pub token_until: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CertificateFacts {
    pub name: String,
    pub valid_from: String,
    pub valid_until: String,
    /// Negative when it is over.
    pub days_left: i32,
    /// From 60 days before its end: a new one takes weeks to get.
    pub is_ending: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListIndexSteps {
    pub state: Option<IndexStepState>,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

/// Only steps of cases within the asker's reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexSteps {
    pub rows: Vec<IndexStepRow>,
    pub total: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexStepRow {
    pub object_id: String,
    pub number: u32,
    pub kind: IndexObjectKind,
    pub operation: IndexOperation,
    pub state: IndexStepState,
    /// The case itself, or the one that the document lies in.
    pub case_id: String,
    pub case_number: String,
    /// As the step would publish it.
    pub title: String,
    pub queued_at: String,
    pub next_try: String,
    pub tries: u32,
    pub why: Option<IndexWhy>,
    /// What the title gives away, by the quality check's names of kinds.
    pub gives_away: Vec<String>,
    /// The guidance's rules that it breaks.
    pub breaks: Vec<String>,
    pub proposed_title: Option<String>,
    pub may_mend: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MendIndexTitle {
    pub object_id: String,
    pub title: String,
}

/// What the gate would say of a title: the same that stops it on its way out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GatedTitle {
    pub is_held: bool,
    pub findings: Vec<FindingRow>,
    pub proposed_title: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettleIndexStep {
    pub object_id: String,
    pub number: u32,
    pub choice: IndexChoice,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct DryRunIndex {
    /// Nothing for all that waits.
    pub case_id: Option<String>,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// What a push would publish, if it ran now. Nothing is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexDryRun {
    pub rows: Vec<DryRunRow>,
    pub total: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DryRunRow {
    pub object_id: String,
    pub number: u32,
    pub kind: IndexObjectKind,
    pub operation: IndexOperation,
    pub case_id: String,
    pub case_number: String,
    pub title: String,
    /// What others read now, where the step changes it.
    pub title_before: Option<String>,
    /// It does not go out as it stands.
    pub held: Option<IndexWhy>,
    /// Who can find it: every system of this municipality whose rights reach the subject and the sensitivity.
    pub owner_cvr: String,
    pub kle: String,
    pub kle_title: Option<String>,
    pub sensitivity: Sensitivity,
    pub unit: String,
    pub handler: Option<String>,
    /// The citizen reads this of it on borger.dk; nothing where the case has no citizen as its party.
    pub citizen_sees: Option<CitizenSees>,
    /// The parts of what is known that the step changes; empty for a new one.
    pub changes: Vec<IndexDiffersIn>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitizenSees {
    pub title: String,
    /// Opstået, Oplyst, Afgjort, Afsluttet.
    pub step: String,
    pub unit: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartIndexWork {
    pub work: IndexWork,
}

/// The last comparison; nothing before the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexDifferences {
    pub compared_at: Option<String>,
    pub compared: u32,
    /// Not held against the index, because something of them has yet to be sent.
    pub on_their_way: u32,
    pub rows: Vec<IndexDifferenceRow>,
    /// More were found than are kept.
    pub is_cut: bool,
    pub may_mend: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndexDifferenceRow {
    pub object_id: String,
    pub kind: IndexObjectKind,
    pub case_number: String,
    pub about: IndexDiffersIn,
    pub here: Option<String>,
    pub there: Option<String>,
    pub ways: Vec<IndexMend>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MendIndexDifferences {
    /// At most 500.
    pub object_ids: Vec<String>,
    pub mend: IndexMend,
}

/// How the platform is reached. The names stand in messages and are given by the platform's administration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlatformSettings {
    pub municipality: String,
    pub cvr: String,
    pub organisation_id: String,
    pub system_id: String,
    pub system_name: String,
    pub usual_action: String,
    pub issuer_address: String,
    pub issuer_by_message: bool,
    pub access_address: String,
    pub index_address: String,
    pub index_audience: String,
    /// A certificate to trust beside the machine's own, as text; nothing against the real platform.
    pub trusts_only: Option<String>,
    pub classification: Option<ClassificationSettings>,
    pub units: Option<ServiceSettings>,
    /// What citizens are granted (Ydelsesindeks).
    pub benefits: Option<ServiceSettings>,
    pub events: Option<EventSettings>,
    pub post: Option<PostSettings>,
}

/// Where the municipality is told of what happens (*Beskedfordeleren*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventSettings {
    pub host: String,
    pub port: u16,
    pub virtual_host: String,
    /// The id of the subscription (*dueslag*).
    pub queue: String,
    pub audience: String,
}

/// Digital Post: where it is asked who can receive, and where letters are handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PostSettings {
    pub ask_address: String,
    pub ask_audience: String,
    pub send_address: String,
    pub send_audience: String,
    /// Letters are written as MeMo 1.1 rather than 1.2.
    #[serde(default)]
    pub is_older: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServiceSettings {
    pub address: String,
    pub audience: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClassificationSettings {
    pub address: String,
    pub audience: String,
    pub plan: String,
    pub roles: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlatformConnection {
    pub settings: Option<PlatformSettings>,
    pub certificate: Option<CertificateFacts>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectPlatform {
    pub settings: PlatformSettings,
    /// PKCS#12 or PEM, as base64; nothing keeps the one that is here.
    pub certificate: Option<String>,
    /// Of a PKCS#12 file. It is kept nowhere.
    pub password: Option<String>,
}

impl std::fmt::Debug for ConnectPlatform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectPlatform")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// Each part by itself, so that the first that fails is plain to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TriedConnection {
    pub parts: Vec<TriedRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TriedRow {
    pub part: TriedPart,
    /// Nothing when it works.
    pub trouble: Option<IndexTrouble>,
}
