use chrono::{DateTime, Utc};
use sagsbord_domain::EmployeeId;
use sqlx::Row;

use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

/// How the platform is reached, and the certificate that we show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    /// JSON of the program's own.
    pub place: String,
    /// Certificates and key, as text.
    pub certificate: Vec<u8>,
    pub changed_by: EmployeeId,
    pub changed_at: DateTime<Utc>,
}

/// How it stands with the index, as far as the program last knew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IndexState {
    /// Somebody has set going what is told.
    pub is_begun: bool,
    /// When the index was last reached, and when each way last ran to its end.
    pub last_contact: Option<DateTime<Utc>>,
    pub last_told: Option<DateTime<Utc>>,
    pub last_asked: Option<DateTime<Utc>>,
    /// In a word of the program's, and since when.
    pub trouble: Option<(String, DateTime<Utc>)>,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection")
            .field("changed_at", &self.changed_at)
            .finish_non_exhaustive()
    }
}

impl Writer {
    pub async fn put_connection(&mut self, connection: &Connection) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO platform_connection (only_one, place, certificate, changed_by, changed_at)
             VALUES (1, $1, $2, $3, $4)
             ON CONFLICT (only_one) DO UPDATE SET place = excluded.place,
                certificate = excluded.certificate, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at",
        )
        .bind(&connection.place)
        .bind(&connection.certificate)
        .bind(connection.changed_by.to_string())
        .bind(instant(connection.changed_at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Of the connection that there is; without one there is nothing to keep it for.
    pub async fn put_index_state(&mut self, state: &IndexState) -> Result<(), StoreError> {
        let (trouble, since) = match &state.trouble {
            Some((trouble, since)) => (Some(trouble.as_str()), Some(instant(*since))),
            None => (None, None),
        };
        sqlx::query(
            "UPDATE platform_connection SET is_begun = $1, last_contact = $2, last_told = $3, last_asked = $4,
                trouble = $5, trouble_since = $6",
        )
        .bind(state.is_begun)
        .bind(state.last_contact.map(instant))
        .bind(state.last_told.map(instant))
        .bind(state.last_asked.map(instant))
        .bind(trouble)
        .bind(since)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    pub async fn index_state(&mut self) -> Result<IndexState, StoreError> {
        const TABLE: &str = "platform_connection";
        let row = sqlx::query(
            "SELECT is_begun, last_contact, last_told, last_asked, trouble, trouble_since
             FROM platform_connection",
        )
        .fetch_optional(&mut **self)
        .await?;
        let Some(row) = row else {
            return Ok(IndexState::default());
        };
        let moment = |name| parse_optional(&row, TABLE, name, parse_instant);
        let trouble: Option<String> = row.try_get("trouble")?;
        Ok(IndexState {
            is_begun: row.try_get("is_begun")?,
            last_contact: moment("last_contact")?,
            last_told: moment("last_told")?,
            last_asked: moment("last_asked")?,
            trouble: trouble.zip(moment("trouble_since")?),
        })
    }

    pub async fn connection(&mut self) -> Result<Option<Connection>, StoreError> {
        const TABLE: &str = "platform_connection";
        let row = sqlx::query("SELECT * FROM platform_connection")
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| {
            Ok(Connection {
                place: row.try_get("place")?,
                certificate: row.try_get("certificate")?,
                changed_by: parse(&row, TABLE, "changed_by", |text| text.parse().ok())?,
                changed_at: parse(&row, TABLE, "changed_at", parse_instant)?,
            })
        })
        .transpose()
    }
}
