//! Units, teams and the subject plan.

use sagsbord_domain::{TeamId, UnitId};
use sqlx::Row;

use crate::text::{parse, parse_optional};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    pub name: String,
    pub parent: Option<UnitId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub unit: UnitId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KleSubject {
    pub number: String,
    pub title: String,
}

impl Writer {
    /// The parent must be there first. A unit's place in the tree is fixed once it is added.
    pub async fn add_unit(&mut self, unit: &Unit) -> Result<(), StoreError> {
        let id = unit.id.to_string();
        let parent = unit.parent.map(|parent| parent.to_string());
        sqlx::query("INSERT INTO unit (id, name, parent_id) VALUES ($1, $2, $3)")
            .bind(&id)
            .bind(&unit.name)
            .bind(&parent)
            .execute(&mut **self)
            .await?;
        sqlx::query(
            "INSERT INTO unit_reach (ancestor_id, unit_id)
             SELECT $1, $1 UNION SELECT ancestor_id, $1 FROM unit_reach WHERE unit_id = $2",
        )
        .bind(&id)
        .bind(&parent)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn add_team(&mut self, team: &Team) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO team (id, name, unit_id) VALUES ($1, $2, $3)")
            .bind(team.id.to_string())
            .bind(&team.name)
            .bind(team.unit.to_string())
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    pub async fn put_kle_subject(&mut self, subject: &KleSubject) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO kle_subject (number, title) VALUES ($1, $2)
             ON CONFLICT (number) DO UPDATE SET title = excluded.title",
        )
        .bind(&subject.number)
        .bind(&subject.title)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    pub async fn list_units(&mut self) -> Result<Vec<Unit>, StoreError> {
        let rows = sqlx::query("SELECT id, name, parent_id FROM unit ORDER BY name COLLATE danish")
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Unit {
                    id: parse(row, "unit", "id", |text| text.parse().ok())?,
                    name: row.try_get("name")?,
                    parent: parse_optional(row, "unit", "parent_id", |text| text.parse().ok())?,
                })
            })
            .collect()
    }

    pub async fn list_teams(&mut self) -> Result<Vec<Team>, StoreError> {
        let rows = sqlx::query("SELECT id, name, unit_id FROM team ORDER BY name COLLATE danish")
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Team {
                    id: parse(row, "team", "id", |text| text.parse().ok())?,
                    name: row.try_get("name")?,
                    unit: parse(row, "team", "unit_id", |text| text.parse().ok())?,
                })
            })
            .collect()
    }

    /// Main groups and groups: what a right can be narrowed to without a list of thousands.
    pub async fn list_kle_groups(&mut self) -> Result<Vec<KleSubject>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, title FROM kle_subject WHERE length(number) <= 5 ORDER BY number",
        )
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(KleSubject {
                    number: row.try_get("number")?,
                    title: row.try_get("title")?,
                })
            })
            .collect()
    }
}
