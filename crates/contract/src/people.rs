use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Role, Sensitivity};

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    pub username: String,
    pub unit_id: Option<String>,
    pub active: bool,
    pub last_signed_in: Option<String>,
    pub grants: Vec<GrantRow>,
}

/// One right given to one person: as whom, over which subjects, in which unit, how sensitive, from when to when.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GrantRow {
    pub id: String,
    pub role: Role,
    /// `27`, `27.18` or `27.18.02`; `None` is every subject.
    pub kle: Option<String>,
    /// The unit and everything below it; `None` is the whole municipality.
    pub unit_id: Option<String>,
    pub team_id: Option<String>,
    pub up_to: Sensitivity,
    pub valid_from: String,
    pub valid_to: Option<String>,
    /// The title of the post that it ends with.
    pub employment: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct People {
    pub rows: Vec<PersonRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddPerson {
    pub name: String,
    pub username: String,
    pub unit_id: Option<String>,
    /// Told to the person once; it must be changed at the first sign-in.
    pub first_password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangePerson {
    pub id: String,
    pub name: String,
    pub unit_id: Option<String>,
    pub active: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResetPassword {
    pub id: String,
    pub first_password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GiveGrant {
    pub person_id: String,
    pub role: Role,
    pub kle: Option<String>,
    pub unit_id: Option<String>,
    pub team_id: Option<String>,
    pub up_to: Sensitivity,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    /// One of the person's posts: the grant ends with it.
    #[serde(default)]
    pub employment_id: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeGrant {
    pub grant_id: String,
}
