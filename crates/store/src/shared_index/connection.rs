use chrono::{DateTime, Utc};
use sagsbord_domain::EmployeeId;
use sqlx::Row;

use crate::text::{instant, parse, parse_instant};
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
}

impl Reader {
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
