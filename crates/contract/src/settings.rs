use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    pub rows: Vec<SettingRow>,
}

/// One setting with its default. Names and help texts stand in the message files under `setting.<key>`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingRow {
    pub key: String,
    pub shape: SettingShape,
    pub value: String,
    pub default_value: String,
    /// Set for the whole municipality (an administrator's act) or by each person for themselves.
    pub personal: bool,
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SettingShape {
    Choice {
        options: Vec<String>,
    },
    Number {
        min: u32,
        max: u32,
    },
    Text {
        max_length: u32,
    },
    /// A folder's path, or nothing.
    Folder,
    Switch,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeSetting {
    pub key: String,
    /// `None` goes back to the default.
    pub value: Option<String>,
}
