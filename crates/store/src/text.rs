//! How values are written as text, in the form that sorts and that PostgreSQL reads too.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::StoreError;

/// A closed set of words that stand in a table's column.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            pub(crate) const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            pub(crate) fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use words;

/// UTC with milliseconds and `Z`: text order is time order.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A value in the store that this program cannot have written.
pub(crate) fn unreadable(table: &'static str, column: &'static str) -> StoreError {
    StoreError::UnreadableValue { table, column }
}

/// Reads a text column through a parser; a failure names the place and never the value.
pub(crate) fn parse<T>(
    row: &SqliteRow,
    table: &'static str,
    column: &'static str,
    parser: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let text: String = row.try_get(column)?;
    parser(&text).ok_or_else(|| unreadable(table, column))
}

pub(crate) fn parse_optional<T>(
    row: &SqliteRow,
    table: &'static str,
    column: &'static str,
    parser: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| parser(&text).ok_or_else(|| unreadable(table, column)))
        .transpose()
}

pub(crate) fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|at| at.to_utc())
}
