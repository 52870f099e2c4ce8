use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ErrorReply;

/// Where the desk stands: decides which of the first screens is shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskState {
    pub phase: DeskPhase,
    /// Why the store is not open, when it is not.
    pub problem: Option<ErrorReply>,
    pub municipality: Option<String>,
    /// Only ever filled for the demo municipality.
    pub demo_accounts: Vec<DemoAccount>,
    pub signed_in: Option<SignedIn>,
    pub version: String,
    /// Set when the machine's clock is behind what the store has already seen.
    pub clock_behind: bool,
    /// Set when a check found the store damaged.
    pub damage_found: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeskPhase {
    Opening,
    /// The store cannot be opened; `problem` says why.
    Problem,
    /// No key service: choose a passphrase for a new store.
    ChoosePassphrase,
    /// The store is under a passphrase: ask for it.
    AskPassphrase,
    /// An open store without people: make the first administrator.
    FirstAdministrator,
    SignIn,
    Locked,
    SignedIn,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DemoAccount {
    pub username: String,
    pub password: String,
    pub role: Role,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GivePassphrase {
    pub passphrase: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateFirstAdministrator {
    pub municipality: String,
    pub name: String,
    pub username: String,
    pub password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    pub username: String,
    pub password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unlock {
    pub password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeOwnPassword {
    pub current: String,
    pub new: String,
}

/// The person at the desk, and what the screens may offer them.
///
/// `rights` only decides what is shown. Each use case checks for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    pub employee_id: String,
    pub name: String,
    pub username: String,
    pub roles: Vec<Role>,
    pub rights: Vec<Right>,
    pub must_change_password: bool,
    pub lock_after_minutes: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Caseworker,
    TeamLead,
    Dpo,
    Manager,
    Administrator,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    ReadCases,
    WorkOnCases,
    SeeTeam,
    ReadAudit,
    ManagePeople,
    ManageStore,
    ChangeSettings,
    ChangeWordList,
    ChangeDeadlineLaw,
    ChangeTemplates,
    ApproveRelease,
    StopRelease,
}

/// For requests and replies that carry nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}
