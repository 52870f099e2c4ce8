use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an administrator needs to know of where the data lies.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StorageState {
    pub folder: String,
    pub key_kept_in: KeyKeptIn,
    pub database_megabytes: f64,
    pub blobs: u32,
    pub blob_megabytes: f64,
    pub schema_version: u32,
    pub last_backup_at: Option<String>,
    pub key_changed_at: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyKeptIn {
    Keyring,
    Passphrase,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartBackup {
    pub folder: String,
    /// Opens the copy on any machine. It is kept nowhere.
    pub passphrase: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreBackup {
    pub backup: String,
    pub passphrase: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangePassphrase {
    pub current: String,
    pub new: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SupportReport {
    pub text: String,
}
