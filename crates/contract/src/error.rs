use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a use case answers when it cannot do what was asked.
///
/// It carries a code, never a sentence: the text the user reads stands in the message files, and the
/// chain of causes goes to the log under `reference`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErrorReply {
    pub code: ErrorCode,
    /// The field of the request that is to blame, in the request's own spelling.
    pub field: Option<String>,
    /// What is wrong with the field, in a word that the screens have a sentence for.
    pub problem: Option<String>,
    /// How long to wait before it is worth trying again.
    pub wait_seconds: Option<u32>,
    /// Finds the same failure in the log.
    pub reference: String,
}

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// The closed set. A code is added only when somebody acts on it differently.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)*
        }

        impl ErrorCode {
            pub const ALL: &'static [ErrorCode] = &[$(ErrorCode::$name),*];
        }
    };
}

error_codes! {
    // Opening the store
    /// No key service answers on this machine: the user may choose a passphrase instead.
    KeyringUnavailable,
    /// The key service is there but locked.
    KeyringLocked,
    /// A store exists but its key is not in this user's key service.
    StoreKeyMissing,
    /// The key does not open the store (or the file is damaged from its first page).
    StoreKeyWrong,
    PassphraseWrong,
    PassphraseWeak,
    /// Another Sagsbord has the store open.
    StoreInUse,
    StoreReadOnly,
    DiskFull,
    StoreDamaged,
    /// A file with the store's name that Sagsbord did not write.
    StoreForeign,
    /// Written by a newer Sagsbord than this one.
    StoreNewer,
    /// The store is not open yet, or is shut for a moment while its key is changed.
    StoreClosed,

    // People and access
    SignInRefused,
    SignInThrottled,
    PasswordWeak,
    NotSignedIn,
    SessionLocked,
    NotAllowed,
    /// The last administrator cannot be taken away.
    LastAdministrator,

    // Requests
    InvalidInput,
    NotFound,
    /// Somebody else changed it in between, or it exists already.
    Conflict,

    // Backup and jobs
    BackupInvalid,
    BackupTargetInvalid,
    /// A folder that is not there, or that nothing can be written in.
    FolderNotWritable,
    JobRunning,
    /// What was handed in is not there, or may not be read.
    FilesUnreadable,
    /// A folder without a file in it was handed in.
    NoFiles,
    PageNotDrawn,
    /// The shared index did not answer as it should: its health says why.
    IndexNotReached,
    /// Another system did not answer as it should: the problem says how.
    SourceNotAnswered,
    /// Nothing on this machine opens an address.
    LinkNotOpened,
    Cancelled,

    /// Everything else: a fault of ours. The log has the chain.
    Internal,
}

impl ErrorCode {
    /// The key in the message files.
    pub fn key(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(key)) => key,
            _ => String::from("internal"),
        }
    }

    pub fn message(self, language: Language) -> &'static str {
        let table = match language {
            Language::Da => &MESSAGES_DA,
            Language::En => &MESSAGES_EN,
        };
        table.get(&self.key()).map_or("", String::as_str)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    Da,
    En,
}

type Messages = std::collections::BTreeMap<String, String>;

fn parse(json: &str) -> Messages {
    serde_json::from_str(json).unwrap_or_default()
}

static MESSAGES_DA: std::sync::LazyLock<Messages> =
    std::sync::LazyLock::new(|| parse(include_str!("../messages/errors.da.json")));
static MESSAGES_EN: std::sync::LazyLock<Messages> =
    std::sync::LazyLock::new(|| parse(include_str!("../messages/errors.en.json")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_sentence_in_both_languages_and_no_sentence_is_left_over() {
        for code in ErrorCode::ALL {
            for language in [Language::Da, Language::En] {
                assert!(
                    code.message(language).len() > 20,
                    "{code:?} has no usable sentence in {language:?}"
                );
            }
        }
        assert_eq!(MESSAGES_DA.len(), ErrorCode::ALL.len());
        assert_eq!(MESSAGES_EN.len(), ErrorCode::ALL.len());
    }

    #[test]
    fn an_error_has_this_exact_shape_on_the_wire() {
        let reply = ErrorReply {
            code: ErrorCode::SignInThrottled,
            field: None,
            problem: None,
            wait_seconds: Some(30),
            reference: "r-1".to_owned(),
        };
        assert_eq!(
            serde_json::to_string(&reply).unwrap(),
            r#"{"code":"sign_in_throttled","field":null,"problem":null,"waitSeconds":30,"reference":"r-1"}"#
        );
    }
}
