use chrono::{DateTime, Utc};
use sagsbord_domain::{
    CaseField, CaseId, CaseRelationKind, CaseStatus, EmployeeId, Sensitivity, UnitId,
};
use tempfile::TempDir;
use uuid::Uuid;

use super::CaseFacts;
use crate::{Store, StoreKey};

fn now() -> DateTime<Utc> {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn case(number: u128) -> CaseId {
    CaseId::new(Uuid::from_u128(number))
}

fn anne() -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(2))
}

fn unit() -> UnitId {
    UnitId::new(Uuid::from_u128(3))
}

/// Two cases of ours and one of another system's.
async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([7; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "INSERT INTO unit (id, name) VALUES ('{}', 'Enhed');
         INSERT INTO employee (id, name, username) VALUES ('{}', 'Anne Prøve', 'anne')",
        unit(),
        anne(),
    )))
    .execute(&mut *writer)
    .await
    .unwrap();
    for (id, number, source) in [
        (1, "2026-000041", "Egne sager"),
        (4, "2026-000007", "Egne sager"),
        (5, "2026-000900", "Nabosystemet"),
    ] {
        sqlx::query(
            "INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, opened, source,
                fetched_at)
             VALUES ($1, $2, 'Sag', '27.18.02', 'opstaaet', 1, 0, $3, '2026-01-01', $4, '2026-01-01T00:00:00.000Z')",
        )
        .bind(case(id).to_string())
        .bind(number)
        .bind(unit().to_string())
        .bind(source)
        .execute(&mut *writer)
        .await
        .unwrap();
    }
    writer.commit().await.unwrap();
    (folder, store)
}

fn facts() -> CaseFacts {
    CaseFacts {
        title: "Sag".to_owned(),
        kle: "27.18.02".to_owned(),
        status: CaseStatus::Opstaaet,
        sensitivity: Sensitivity::NotConfidential,
        unit: unit(),
        team: None,
        responsible: None,
        due: None,
    }
}

#[tokio::test]
async fn a_case_counts_what_really_changed() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    let version = async |writer: &mut crate::Writer| {
        let stands = writer.case_as_it_stands(case(1)).await.unwrap().unwrap();
        stands.version
    };
    assert_eq!(version(&mut writer).await, 0);
    writer.put_case_facts(case(1), &facts()).await.unwrap();
    assert_eq!(version(&mut writer).await, 0, "nothing was changed");
    let oplyst = CaseFacts {
        status: CaseStatus::Oplyst,
        ..facts()
    };
    writer.put_case_facts(case(1), &oplyst).await.unwrap();
    assert_eq!(version(&mut writer).await, 1);
    writer.set_case_title(case(1), "Rampe").await.unwrap();
    assert_eq!(version(&mut writer).await, 2);
    let moved = CaseFacts {
        title: "Rampe".to_owned(),
        kle: "27.18.04".to_owned(),
        ..oplyst
    };
    writer.put_case_facts(case(1), &moved).await.unwrap();
    assert_eq!(version(&mut writer).await, 3);
    let stands = writer.case_as_it_stands(case(1)).await.unwrap().unwrap();
    assert_eq!(stands.facts, moved);
    writer.set_parties_of_case(case(1), &[]).await.unwrap();
    assert_eq!(version(&mut writer).await, 4, "who is in it counts too");
}

#[tokio::test]
async fn how_far_anothers_case_came_is_noted_by_itself_and_ours_by_who_did_it() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    sqlx::query(
        "UPDATE case_file SET status = 'afgjort', fetched_at = '2026-11-21T08:00:00.000Z' WHERE id IN ($1, $2)",
    )
    .bind(case(1).to_string())
    .bind(case(5).to_string())
    .execute(&mut *writer)
    .await
    .unwrap();
    let values = (Some("opstaaet"), Some("afgjort"));
    writer
        .note_case_change(case(1), anne(), CaseField::Status, values, now())
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let ours = reader.status_changes_of(case(1)).await.unwrap();
    assert_eq!(ours.len(), 1);
    assert_eq!((ours[0].employee, ours[0].at), (Some(anne()), now()));
    let theirs = reader.status_changes_of(case(5)).await.unwrap();
    assert_eq!(theirs.len(), 1);
    assert_eq!(theirs[0].employee, None);
    assert_eq!(theirs[0].after.as_deref(), Some("afgjort"));
    assert_eq!(theirs[0].at.to_rfc3339(), "2026-11-21T08:00:00+00:00");
    drop(reader);
    for statement in [
        "UPDATE case_change SET value_after = 'oplyst'",
        "DELETE FROM case_change",
    ] {
        let mut writer = store.write().await.unwrap();
        let changed = sqlx::raw_sql(statement).execute(&mut *writer).await;
        assert!(changed.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn a_number_is_higher_than_any_of_ours_and_is_never_given_twice() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    assert_eq!(writer.give_case_number(2026).await.unwrap(), "2026-000042");
    // Also where nothing came of the case.
    assert_eq!(writer.give_case_number(2026).await.unwrap(), "2026-000043");
    assert_eq!(writer.give_case_number(2027).await.unwrap(), "2027-000001");
}

#[tokio::test]
async fn a_relation_is_kept_once() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    let pair = (case(1), case(4));
    let kind = CaseRelationKind::Follows;
    for is_new in [true, false] {
        let made = writer.relate_cases(pair, kind, anne(), now()).await;
        assert_eq!(made.unwrap(), is_new);
    }
    for was_there in [true, false] {
        assert_eq!(writer.unrelate_cases(pair, kind).await.unwrap(), was_there);
    }
}
