//! Units, teams and the subject plan.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sagsbord_domain::{TeamId, UnitId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{day, parse, parse_optional};
use crate::{Fact, Reader, StoreError, Writer};

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

/// A unit as the organisation tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldUnit {
    pub unit: Unit,
    /// The first day that it is not used any more.
    pub ended: Option<NaiveDate>,
}

/// What the organisation changed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitCounts {
    pub new: u64,
    /// Of another name, or in or out of use.
    pub changed: u64,
    /// Under another unit than before, whether or not something else of them changed too.
    pub moved: u64,
    pub as_before: u64,
    /// Said to lie under a unit that nobody knows, or in the end under itself: they stand at the top.
    pub loose: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KleSubject {
    pub number: String,
    pub title: String,
}

impl Writer {
    /// The parent must be there first. A unit that moves later is put by [`Writer::put_units`].
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

impl Writer {
    /// Puts the units as the organisation has them, in a tree that holds. What it does not name stays. When a unit
    /// moves, all that lies below comes along: who reaches what is right at once, and the search index is marked to be
    /// made anew.
    pub async fn put_units(&mut self, told: &[ToldUnit]) -> Result<UnitCounts, StoreError> {
        let mut counts = UnitCounts::default();
        let known = known_units(self).await?;
        let wanted = as_a_tree(&known, told, &mut counts);
        let mut is_moved = false;
        // Without its place at first: what it lies under may come later.
        for (id, unit) in &wanted {
            if !known.contains_key(id) {
                sqlx::query("INSERT INTO unit (id, name) VALUES ($1, $2)")
                    .bind(id.to_string())
                    .bind(&unit.unit.name)
                    .execute(&mut **self)
                    .await?;
            }
        }
        for (id, unit) in &wanted {
            match known.get(id) {
                None => counts.new += 1,
                Some(before) if before == unit => {
                    counts.as_before += 1;
                    continue;
                }
                Some(before) => {
                    if before.unit.parent != unit.unit.parent {
                        counts.moved += 1;
                        is_moved = true;
                    }
                    if before.unit.name != unit.unit.name || before.ended != unit.ended {
                        counts.changed += 1;
                    }
                }
            }
            sqlx::query("UPDATE unit SET name = $2, parent_id = $3, ended = $4 WHERE id = $1")
                .bind(id.to_string())
                .bind(&unit.unit.name)
                .bind(unit.unit.parent.map(|parent| parent.to_string()))
                .bind(unit.ended.map(day))
                .execute(&mut **self)
                .await?;
        }
        if counts.new > 0 || is_moved {
            self.reach_anew().await?;
        }
        if is_moved {
            self.put_fact(Fact::SearchOutdated, "yes").await?;
        }
        Ok(counts)
    }

    /// Units are some hundreds: the whole tree is as soon laid out as the part that moved is found.
    async fn reach_anew(&mut self) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM unit_reach")
            .execute(&mut **self)
            .await?;
        sqlx::query(
            "WITH RECURSIVE reach (ancestor_id, unit_id) AS (
                SELECT id, id FROM unit
                UNION
                SELECT unit.parent_id, reach.unit_id FROM reach JOIN unit ON unit.id = reach.ancestor_id
                WHERE unit.parent_id IS NOT NULL)
             INSERT INTO unit_reach (ancestor_id, unit_id) SELECT ancestor_id, unit_id FROM reach",
        )
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

async fn known_units(writer: &mut Writer) -> Result<HashMap<UnitId, ToldUnit>, StoreError> {
    let rows = sqlx::query("SELECT id, name, parent_id, ended FROM unit")
        .fetch_all(&mut **writer)
        .await?;
    rows.iter()
        .map(|row| {
            let unit = unit_of(row)?;
            let ended = parse_optional(row, "unit", "ended", |text| text.parse().ok())?;
            Ok((unit.id, ToldUnit { unit, ended }))
        })
        .collect()
}

fn unit_of(row: &SqliteRow) -> Result<Unit, StoreError> {
    Ok(Unit {
        id: parse(row, "unit", "id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        parent: parse_optional(row, "unit", "parent_id", |text| text.parse().ok())?,
    })
}

/// The told units with the places that they get. Whatever was told, no unit comes to lie under itself, since every
/// walk upwards would then be without end.
fn as_a_tree(
    known: &HashMap<UnitId, ToldUnit>,
    told: &[ToldUnit],
    counts: &mut UnitCounts,
) -> BTreeMap<UnitId, ToldUnit> {
    let mut wanted: BTreeMap<UnitId, ToldUnit> = BTreeMap::new();
    let mut above: HashMap<UnitId, Option<UnitId>> = known
        .iter()
        .map(|(id, before)| (*id, before.unit.parent))
        .collect();
    for one in told {
        above.insert(one.unit.id, None);
        let mut one = one.clone();
        let before = known.get(&one.unit.id).and_then(|before| before.ended);
        // The day it was first told is the one that stands.
        one.ended = one.ended.and(before.or(one.ended));
        wanted.insert(one.unit.id, one);
    }
    for (id, one) in &mut wanted {
        let Some(parent) = one.unit.parent else {
            continue;
        };
        if above.contains_key(&parent) && !lies_under(&above, parent, *id) {
            above.insert(*id, Some(parent));
        } else {
            one.unit.parent = None;
            counts.loose += 1;
        }
    }
    wanted
}

/// It ends because what it walks in is a tree each time.
fn lies_under(above: &HashMap<UnitId, Option<UnitId>>, from: UnitId, unit: UnitId) -> bool {
    let mut at = Some(from);
    while let Some(here) = at {
        if here == unit {
            return true;
        }
        at = above.get(&here).copied().flatten();
    }
    false
}

impl Reader {
    pub async fn list_units(&mut self) -> Result<Vec<Unit>, StoreError> {
        let rows = sqlx::query("SELECT id, name, parent_id FROM unit ORDER BY name COLLATE danish")
            .fetch_all(&mut **self)
            .await?;
        rows.iter().map(unit_of).collect()
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

    pub async fn kle_title(&mut self, number: &str) -> Result<Option<String>, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT title FROM kle_subject WHERE number = $1")
                .bind(number)
                .fetch_optional(&mut **self)
                .await?,
        )
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Store, StoreKey};

    fn id(number: u128) -> UnitId {
        UnitId::new(Uuid::from_u128(number))
    }

    fn told(number: u128, name: &str, parent: Option<u128>) -> ToldUnit {
        ToldUnit {
            unit: Unit {
                id: id(number),
                name: name.to_owned(),
                parent: parent.map(id),
            },
            ended: None,
        }
    }

    async fn reach(store: &Store) -> Vec<(u128, u128)> {
        let mut reader = store.read().await.unwrap();
        let rows = sqlx::query("SELECT ancestor_id, unit_id FROM unit_reach ORDER BY 1, 2")
            .fetch_all(&mut *reader)
            .await
            .unwrap();
        let number = |row: &SqliteRow, column: &str| {
            let text: String = row.try_get(column).unwrap();
            text.parse::<Uuid>().unwrap().as_u128()
        };
        rows.iter()
            .map(|row| (number(row, "ancestor_id"), number(row, "unit_id")))
            .collect()
    }

    async fn put(store: &Store, units: &[ToldUnit]) -> UnitCounts {
        let mut writer = store.write().await.unwrap();
        let counts = writer.put_units(units).await.unwrap();
        writer.commit().await.unwrap();
        counts
    }

    async fn outdated(store: &Store) -> bool {
        let mut reader = store.read().await.unwrap();
        reader.fact(Fact::SearchOutdated).await.unwrap().is_some()
    }

    #[tokio::test]
    async fn a_unit_moves_with_all_that_lies_below_it() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        let key = StoreKey::from_bytes([7; 32]);
        let store = Store::create(&folder.path().join("store"), &key, now)
            .await
            .unwrap();
        // The one below comes first, and one that the organisation never names is there before.
        let mut writer = store.write().await.unwrap();
        writer.add_unit(&told(9, "Egen", None).unit).await.unwrap();
        writer.commit().await.unwrap();
        let units = [
            told(3, "Team", Some(2)),
            told(2, "Afdeling", Some(1)),
            told(1, "Forvaltning", None),
            told(4, "Anden forvaltning", None),
        ];
        let counts = put(&store, &units).await;
        assert_eq!((counts.new, counts.moved, counts.loose), (4, 0, 0));
        let first = [
            (1, 1),
            (1, 2),
            (1, 3),
            (2, 2),
            (2, 3),
            (3, 3),
            (4, 4),
            (9, 9),
        ];
        assert_eq!(reach(&store).await, first);
        assert!(!outdated(&store).await, "no case can lie in a new unit");
        assert_eq!(put(&store, &units).await.as_before, 4);

        let counts = put(&store, &[told(2, "Afdeling", Some(4))]).await;
        assert_eq!((counts.moved, counts.changed), (1, 0));
        let moved = [
            (1, 1),
            (2, 2),
            (2, 3),
            (3, 3),
            (4, 2),
            (4, 3),
            (4, 4),
            (9, 9),
        ];
        assert_eq!(reach(&store).await, moved);
        assert!(outdated(&store).await);

        let mut ended = told(2, "Afdelingen", Some(4));
        ended.ended = "2026-11-01".parse().ok();
        let counts = put(&store, &[ended.clone()]).await;
        assert_eq!((counts.moved, counts.changed), (0, 1));
        // Told again on another day, it ended when it first did.
        ended.ended = "2026-11-02".parse().ok();
        assert_eq!(put(&store, &[ended]).await.as_before, 1);
        assert_eq!(reach(&store).await, moved);
    }

    #[test]
    fn no_unit_comes_to_lie_under_itself() {
        let check = |known: &[ToldUnit], told: &[ToldUnit], expected: &[Option<u128>], loose| {
            let known: HashMap<_, _> = known.iter().map(|one| (one.unit.id, one.clone())).collect();
            let mut counts = UnitCounts::default();
            let tree = as_a_tree(&known, told, &mut counts);
            let parents: Vec<Option<u128>> = tree
                .values()
                .map(|one| one.unit.parent.map(|parent| parent.uuid().as_u128()))
                .collect();
            assert_eq!(parents, expected, "{told:?}");
            assert_eq!(counts.loose, loose, "{told:?}");
        };
        let (a, b) = (told(1, "A", None), told(2, "B", Some(1)));
        check(&[], &[a.clone(), b.clone()], &[None, Some(1)], 0);
        // They change places, which is no circle, in whatever order it is told.
        let changed = [told(2, "B", None), told(1, "A", Some(2))];
        check(&[a.clone(), b.clone()], &changed, &[Some(2), None], 0);
        check(&[a.clone(), b], &[told(1, "A", Some(2))], &[None], 1);
        check(&[], &[told(1, "A", Some(1))], &[None], 1);
        check(&[], &[told(1, "A", Some(7))], &[None], 1);
        let circle = [
            told(1, "A", Some(2)),
            told(2, "B", Some(3)),
            told(3, "C", Some(1)),
        ];
        check(&[], &circle, &[Some(2), Some(3), None], 1);
        check(&[a], &[told(2, "B", Some(1))], &[Some(1)], 0);
    }
}
