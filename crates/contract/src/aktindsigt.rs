use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AktindsigtState, AktindsigtTimeKind, ApplicantRole, CaseRow, CheckRegime, DeadlineRow,
    GatedTitle, IdentityCheck, ItemCounts, ItemMatter, Named, ProposalReason, ReceivedHow,
    RefusalGround, Sensitivity, WantedForm,
};

/// A request for access as it comes in. It gets a case of its own, which lies under the subject that is asked about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegisterAktindsigt {
    /// Of its own case.
    pub title: String,
    /// The cases asked for, at most 100. Empty where none was named.
    pub case_ids: Vec<String>,
    /// A subject, where no case is asked for; otherwise the first case's.
    pub kle: Option<String>,
    pub unit_id: String,
    pub team_id: Option<String>,
    /// `YYYY-MM-DD`.
    pub received_on: String,
    pub facts: AktindsigtFacts,
    /// The rules a person chose. Empty: the deadlines of those proposed begin, and they are chosen later.
    pub regimes: Vec<CheckRegime>,
}

/// What is told of a request, and can be put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AktindsigtFacts {
    pub received_how: ReceivedHow,
    pub role: ApplicantRole,
    pub name: String,
    /// As it is written, with or without a hyphen. It is never told back: nothing leaves it as it is, and an empty one
    /// takes it away.
    pub cpr: Option<String>,
    pub contact: String,
    /// Whom the applicant acts for: the party, the child, the deceased.
    pub on_behalf_of: String,
    /// `None` until it has been made sure.
    pub identity: Option<IdentityCheck>,
    /// The power of attorney: a document of the request's own case.
    pub authority_document_id: Option<String>,
    /// The request as it came.
    pub text: String,
    pub theme: String,
    pub wanted_form: WantedForm,
    /// `None` where nobody has said whether a decision is made in the case.
    pub is_decision: Option<bool>,
    pub matters: Vec<ItemMatter>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegisteredAktindsigt {
    /// None was made where the title of its case would be held back.
    pub detail: Option<AktindsigtDetail>,
    pub title: GatedTitle,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListAktindsigter {
    pub shown: AktindsigtShown,
    pub only_mine: bool,
    /// Those that ask for this case.
    pub case_id: Option<String>,
    /// A part of the case's number, the applicant's name or the theme.
    pub text: String,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AktindsigtShown {
    #[default]
    Open,
    Closed,
    All,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AktindsigtPage {
    pub rows: Vec<AktindsigtRow>,
    pub total: u32,
    /// True when counting stopped early: show "mere end N".
    pub total_is_at_least: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AktindsigtRow {
    pub id: String,
    pub case_id: String,
    pub case_number: String,
    pub case_title: String,
    pub sensitivity: Sensitivity,
    pub responsible: Option<String>,
    pub state: AktindsigtState,
    pub role: ApplicantRole,
    pub applicant: String,
    pub theme: String,
    pub received_on: String,
    /// The soonest of its deadlines that still runs.
    pub due: Option<String>,
    pub is_late: bool,
    /// A deadline runs that has no day: it stands still, or it is *snarest*.
    pub is_due_unknown: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowAktindsigt {
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AktindsigtDetail {
    pub id: String,
    pub case: CaseRow,
    pub state: AktindsigtState,
    pub is_open: bool,
    pub registered_at: String,
    pub registered_by: String,
    pub received_on: String,
    pub facts: AktindsigtFacts,
    pub cpr_masked: Option<String>,
    pub identity_by: Option<String>,
    pub identity_at: Option<String>,
    /// The cases asked for that are within reach.
    pub cases: Vec<CaseRow>,
    /// What the facts, as they are told now, point at.
    pub proposal: ProposedRegimes,
    pub regimes: Vec<ChosenRegimeRow>,
    pub deadlines: Vec<DeadlineRow>,
    pub hours: AktindsigtHours,
    pub time: Vec<TimeRow>,
    pub items: ItemCounts,
    pub log: Vec<AktindsigtLogRow>,
    pub was_narrowed: bool,
    pub version: u32,
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChosenRegimeRow {
    pub regime: CheckRegime,
    pub name: Option<Named>,
    pub paragraph: Option<String>,
    /// The program had proposed it.
    pub was_proposed: bool,
    pub by: String,
    pub at: String,
}

/// The work on a request, in minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AktindsigtHours {
    pub search: u32,
    pub review: u32,
    /// What the newest estimate says is left.
    pub left: u32,
    /// From how many minutes on it may be refused for its effort; nothing where the rules know no such limit.
    pub most: Option<u32>,
    pub is_beyond: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimeRow {
    pub at: String,
    pub by: String,
    pub kind: AktindsigtTimeKind,
    pub worked_on: String,
    pub minutes: i32,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AktindsigtLogRow {
    pub number: u32,
    pub at: String,
    pub by: String,
    /// `registered`, `changed`, `regimes_chosen`, `time_logged`, `narrow`, `review`, `forward`, `withdraw`, `refuse`,
    /// `reopen`, `collected`, `decided`, `item_changed`, `renumbered`, `letter_drafted`, `letter_saved`,
    /// `sent_to_approval`, `approved`, `returned`, `commented`, `stopped`, `stop_answered`, `bundle_built`, `released`,
    /// `delivered`, `recalled`.
    pub kind: String,
    /// A code, or a number of documents.
    pub detail: Option<String>,
    pub text: Option<String>,
}

/// The whole of what can be put right, as it is to stand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeAktindsigt {
    pub id: String,
    pub version: u32,
    pub facts: AktindsigtFacts,
    /// Cases that are asked for too. None is taken away: what was collected from it stays.
    pub add_case_ids: Vec<String>,
}

/// What the facts of a request point at, before or after it is registered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposeRegimes {
    pub role: ApplicantRole,
    /// `None`: the subject says what its cases mostly are.
    pub is_decision: Option<bool>,
    pub matters: Vec<ItemMatter>,
    pub kle: Option<String>,
    pub case_ids: Vec<String>,
    /// `YYYY-MM-DD`; the law of that day.
    pub received_on: String,
}

/// In the order in which they are tried on a document. A person decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedRegimes {
    pub regimes: Vec<ProposedRegime>,
    /// What gives the applicant most of an ordinary document.
    pub most_favourable: Option<CheckRegime>,
    /// What cases under the subject mostly are, where that was used.
    pub subject_is_decision: Option<bool>,
    pub subject_matter: Option<ItemMatter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedRegime {
    pub regime: CheckRegime,
    pub name: Named,
    pub paragraph: String,
    pub reasons: Vec<ProposalReason>,
    pub source: String,
    /// Somebody has seen its wording.
    pub is_verified: bool,
    pub verified_on: String,
    /// What begins to run: rules of deadlines.
    pub deadlines: Vec<ProposedDeadline>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedDeadline {
    pub rule: String,
    pub name: Named,
    /// `None` where no day follows.
    pub due: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChooseRegimes {
    pub id: String,
    pub version: u32,
    /// At least one, in the order wished.
    pub regimes: Vec<CheckRegime>,
    /// Why these, where they are not what was proposed.
    pub why: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogTime {
    pub id: String,
    pub kind: AktindsigtTimeKind,
    /// Below zero takes back what an earlier line said too much.
    pub minutes: i32,
    /// `YYYY-MM-DD`.
    pub worked_on: String,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActOnAktindsigt {
    pub id: String,
    pub version: u32,
    pub act: AktindsigtAct,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum AktindsigtAct {
    /// The applicant was asked to narrow it: what was said becomes a note in the journal.
    Narrow {
        note: String,
        theme: String,
    },
    Review,
    /// To the authority that it belongs to.
    Forward {
        to: String,
        why: String,
    },
    Withdraw {
        why: String,
    },
    Refuse {
        ground: RefusalGround,
        why: String,
    },
    /// What was closed goes on.
    Reopen {
        why: String,
    },
}
