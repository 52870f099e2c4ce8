//! The plan of subjects and actions (KLE), as it was fetched from the platform or loaded from a file.

use std::collections::HashMap;

use chrono::NaiveDate;
use sagsbord_domain::KlePart;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use crate::text::{day, parse, parse_optional};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KleClass {
    pub number: String,
    pub title: String,
    /// In the platform's classification. `None` when nobody has said it, which takes nothing back.
    pub id: Option<Uuid>,
    /// The first day that it is not used for new cases.
    pub ended: Option<NaiveDate>,
    pub moved_to: Vec<String>,
}

/// What a plan changed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanCounts {
    pub new: u64,
    pub changed: u64,
    pub as_before: u64,
    /// Numbers that are no part of a plan as it is known here.
    pub passed_over: u64,
}

impl Writer {
    /// Puts a plan beside what is known. What it does not name stays: cases may lie under it.
    pub async fn put_kle_plan(&mut self, classes: &[KleClass]) -> Result<PlanCounts, StoreError> {
        let mut counts = PlanCounts::default();
        let mut known = HashMap::new();
        for part in [Part::Subject, Part::Action] {
            let rows = sqlx::query(part.all()).fetch_all(&mut **self).await?;
            for row in &rows {
                let class = class_of(row, part)?;
                known.insert(class.number.clone(), class);
            }
        }
        for class in classes {
            let Some(part) = Part::of(&class.number) else {
                counts.passed_over += 1;
                continue;
            };
            let mut wanted = class.clone();
            if let Some(before) = known.get(&class.number) {
                wanted.id = wanted.id.or(before.id);
                if wanted.title.is_empty() {
                    wanted.title.clone_from(&before.title);
                }
                if wanted == *before {
                    counts.as_before += 1;
                    continue;
                }
                counts.changed += 1;
            } else {
                counts.new += 1;
            }
            let moved_to = wanted.moved_to.join(" ");
            sqlx::query(part.put())
                .bind(&wanted.number)
                .bind(&wanted.title)
                .bind(wanted.id.map(|id| id.to_string()))
                .bind(wanted.ended.map(day))
                .bind((!moved_to.is_empty()).then_some(moved_to))
                .execute(&mut **self)
                .await?;
            known.insert(wanted.number.clone(), wanted);
        }
        Ok(counts)
    }

    /// What the platform says that a role is called. Gives whether it was called otherwise until now.
    pub async fn put_index_role(&mut self, role: &str, id: Uuid) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO index_role (role, id) VALUES ($1, $2)
             ON CONFLICT (role) DO UPDATE SET id = excluded.id WHERE id <> excluded.id",
        )
        .bind(role)
        .bind(id.to_string())
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

impl Reader {
    /// One class of the plan, whether it is a subject or an action.
    pub async fn kle_class(&mut self, number: &str) -> Result<Option<KleClass>, StoreError> {
        let Some(part) = Part::of(number) else {
            return Ok(None);
        };
        let row = sqlx::query(part.one())
            .bind(number)
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| class_of(&row, part)).transpose()
    }

    /// What the numbers of the plan are called on the platform, as far as it has been read from there.
    pub async fn kle_ids(&mut self) -> Result<HashMap<String, Uuid>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, id FROM kle_subject WHERE id IS NOT NULL
             UNION ALL SELECT number, id FROM kle_action WHERE id IS NOT NULL",
        )
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                let id = parse(row, "kle_subject", "id", |text| text.parse().ok())?;
                Ok((row.try_get("number")?, id))
            })
            .collect()
    }

    pub async fn index_roles(&mut self) -> Result<Vec<(String, Uuid)>, StoreError> {
        let rows = sqlx::query("SELECT role, id FROM index_role")
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                let id = parse(row, "index_role", "id", |text| text.parse().ok())?;
                Ok((row.try_get("role")?, id))
            })
            .collect()
    }
}

/// The two tables, which are alike.
#[derive(Debug, Clone, Copy)]
enum Part {
    Subject,
    Action,
}

impl Part {
    fn of(number: &str) -> Option<Self> {
        Some(match KlePart::of(number)? {
            KlePart::MainGroup | KlePart::Group | KlePart::Subject => Self::Subject,
            KlePart::ActionKind | KlePart::Action => Self::Action,
        })
    }

    fn table(self) -> &'static str {
        match self {
            Self::Subject => "kle_subject",
            Self::Action => "kle_action",
        }
    }

    fn all(self) -> &'static str {
        match self {
            Self::Subject => "SELECT * FROM kle_subject",
            Self::Action => "SELECT * FROM kle_action",
        }
    }

    fn one(self) -> &'static str {
        match self {
            Self::Subject => "SELECT * FROM kle_subject WHERE number = $1",
            Self::Action => "SELECT * FROM kle_action WHERE number = $1",
        }
    }

    fn put(self) -> &'static str {
        match self {
            Self::Subject => {
                "INSERT INTO kle_subject (number, title, id, ended, moved_to) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (number) DO UPDATE SET title = excluded.title, id = excluded.id,
                    ended = excluded.ended, moved_to = excluded.moved_to"
            }
            Self::Action => {
                "INSERT INTO kle_action (number, title, id, ended, moved_to) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (number) DO UPDATE SET title = excluded.title, id = excluded.id,
                    ended = excluded.ended, moved_to = excluded.moved_to"
            }
        }
    }
}

fn class_of(row: &SqliteRow, part: Part) -> Result<KleClass, StoreError> {
    let table = part.table();
    let moved_to: Option<String> = row.try_get("moved_to")?;
    Ok(KleClass {
        number: row.try_get("number")?,
        title: row.try_get("title")?,
        id: parse_optional(row, table, "id", |text| text.parse().ok())?,
        ended: parse_optional(row, table, "ended", |text| text.parse().ok())?,
        moved_to: moved_to
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Store, StoreKey};

    fn class(number: &str, title: &str, id: Option<u128>) -> KleClass {
        KleClass {
            number: number.to_owned(),
            title: title.to_owned(),
            id: id.map(Uuid::from_u128),
            ended: None,
            moved_to: Vec::new(),
        }
    }

    fn counts(new: u64, changed: u64, as_before: u64, passed_over: u64) -> PlanCounts {
        PlanCounts {
            new,
            changed,
            as_before,
            passed_over,
        }
    }

    #[tokio::test]
    async fn a_plan_changes_what_it_names_and_takes_nothing_away() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        let key = StoreKey::from_bytes([7; 32]);
        let store = Store::create(&folder.path().join("store"), &key, now)
            .await
            .unwrap();
        let put = async |classes: &[KleClass]| {
            let mut writer = store.write().await.unwrap();
            let counts = writer.put_kle_plan(classes).await.unwrap();
            writer.commit().await.unwrap();
            counts
        };
        let known = async |number: &str| {
            let mut reader = store.read().await.unwrap();
            reader.kle_class(number).await.unwrap()
        };
        let subject = class("27.18.02", "Hjælp", Some(1));
        let action = class("Ø01", "Økonomi", Some(2));
        let local = class("27.18.02-x", "Egen", Some(3));
        let whole = [
            subject.clone(),
            action.clone(),
            local,
            class("27", "H", None),
        ];
        assert_eq!(put(&whole).await, counts(3, 0, 0, 1));
        assert_eq!(put(&whole).await, counts(0, 0, 3, 1));
        assert_eq!(known("27.18.02").await, Some(subject.clone()));
        assert_eq!(known("Ø01").await, Some(action));
        assert_eq!(known("27.18.02-x").await, None);

        // A file says no ids, and an answer may say no title: what is known stays.
        let mut ended = class("27.18.02", "", None);
        ended.ended = "2026-02-01".parse().ok();
        ended.moved_to = vec!["27.18.03".to_owned(), "28.03".to_owned()];
        assert_eq!(put(&[ended.clone()]).await, counts(0, 1, 0, 0));
        ended.id = subject.id;
        ended.title.clone_from(&subject.title);
        assert_eq!(known("27.18.02").await, Some(ended));
        assert_eq!(known("27").await, Some(class("27", "H", None)));
        let mut reader = store.read().await.unwrap();
        let ids = reader.kle_ids().await.unwrap();
        let expected = [("27.18.02", 1), ("Ø01", 2)];
        assert_eq!(
            ids,
            expected
                .map(|(number, id)| (number.to_owned(), Uuid::from_u128(id)))
                .into()
        );
    }

    #[tokio::test]
    async fn a_role_is_kept_as_the_platform_last_called_it() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        let key = StoreKey::from_bytes([7; 32]);
        let store = Store::create(&folder.path().join("store"), &key, now)
            .await
            .unwrap();
        let mut writer = store.write().await.unwrap();
        for (id, is_news) in [(1, true), (1, false), (2, true)] {
            let id = Uuid::from_u128(id);
            let news = writer.put_index_role("case_owner", id).await.unwrap();
            assert_eq!(news, is_news, "{id}");
        }
        writer.commit().await.unwrap();
        let roles = store.read().await.unwrap().index_roles().await.unwrap();
        assert_eq!(roles, [("case_owner".to_owned(), Uuid::from_u128(2))]);
    }
}
