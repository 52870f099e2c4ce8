//! Each person's own names for lists she comes back to.

use sagsbord_domain::{EmployeeId, SavedFilterId};
use sqlx::Row;

use crate::text::parse;
use crate::{Reader, StoreError, Writer};

/// The room is the app's word, and the query its room's; the store only keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    pub id: SavedFilterId,
    pub name: String,
    pub query: String,
}

impl Writer {
    /// A new one stands last. Refused where another of the same room and person has the name.
    pub async fn add_saved_filter(
        &mut self,
        employee: EmployeeId,
        room: &str,
        filter: &SavedFilter,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO saved_filter (id, employee_id, room, name, query, place)
             SELECT $1, $2, $3, $4, $5, 1 + coalesce(max(place), 0)
             FROM saved_filter WHERE employee_id = $2 AND room = $3
             ON CONFLICT DO NOTHING",
        )
        .bind(filter.id.to_string())
        .bind(employee.to_string())
        .bind(room)
        .bind(&filter.name)
        .bind(&filter.query)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }

    /// It keeps its place. Somebody else's is not there.
    pub async fn change_saved_filter(
        &mut self,
        employee: EmployeeId,
        room: &str,
        filter: &SavedFilter,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE OR IGNORE saved_filter SET name = $4, query = $5
             WHERE id = $1 AND employee_id = $2 AND room = $3",
        )
        .bind(filter.id.to_string())
        .bind(employee.to_string())
        .bind(room)
        .bind(&filter.name)
        .bind(&filter.query)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }

    pub async fn remove_saved_filter(
        &mut self,
        employee: EmployeeId,
        room: &str,
        id: SavedFilterId,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "DELETE FROM saved_filter WHERE id = $1 AND employee_id = $2 AND room = $3",
        )
        .bind(id.to_string())
        .bind(employee.to_string())
        .bind(room)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }
}

impl Reader {
    pub async fn saved_filters(
        &mut self,
        employee: EmployeeId,
        room: &str,
    ) -> Result<Vec<SavedFilter>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, name, query FROM saved_filter
             WHERE employee_id = $1 AND room = $2 ORDER BY place, id",
        )
        .bind(employee.to_string())
        .bind(room)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(SavedFilter {
                    id: parse(row, "saved_filter", "id", |text| text.parse().ok())?,
                    name: row.try_get("name")?,
                    query: row.try_get("query")?,
                })
            })
            .collect()
    }
}
