use chrono::{DateTime, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::{EmployeeId, GrantId, Sensitivity, UnitId};
use sqlx::Row;
use tempfile::TempDir;
use uuid::Uuid;

use crate::{LetterState, Store, StoreKey};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn id(n: u32) -> String {
    format!("00000000-0000-0000-0000-{n:012x}")
}

fn anne(within: u128) -> AccessFilter {
    let grant = Grant {
        id: GrantId::new(Uuid::nil()),
        role: Role::Caseworker,
        kle: None,
        unit: Some(UnitId::new(Uuid::from_u128(within))),
        team: None,
        up_to: Sensitivity::Sensitive,
        valid_from: "2026-01-01".parse().unwrap(),
        valid_to: None,
    };
    let today = "2026-11-21".parse().unwrap();
    Session::new(EmployeeId::new(Uuid::from_u128(10)), vec![grant], today)
        .filter(Right::ReadCases)
        .unwrap()
}

/// Anne's own case 20 with citizen 30; of others' cases 21 is the same citizen's, 22 a stranger's, 23 hers to answer
/// for, 24 the citizen's and in another unit, 25 the citizen's and unchanged, 26 the citizen's and gone.
async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([1; 32]);
    let now = at("2026-11-21T09:00:00Z");
    let store = Store::create(&folder.path().join("store"), &key, now)
        .await
        .unwrap();
    let mut sql = format!(
        "INSERT INTO unit (id, name) VALUES ('{u1}', 'Enhed 1'), ('{u2}', 'Enhed 2');
         INSERT INTO unit_reach (ancestor_id, unit_id) VALUES ('{u1}', '{u1}'), ('{u2}', '{u2}');
         INSERT INTO employee (id, name, username, unit_id) VALUES ('{anne}', 'Anne', 'anne', '{u1}');
         INSERT INTO citizen (id, name) VALUES ('{karen}', 'Karen'), ('{other}', 'Ole'), ('{third}', 'Ida');",
        u1 = id(1),
        u2 = id(2),
        anne = id(10),
        karen = id(30),
        other = id(31),
        third = id(32),
    );
    let anne = format!("'{}'", id(10));
    let cases = [
        (20, 1, anne.as_str(), 30),
        (21, 1, "NULL", 30),
        (22, 1, "NULL", 31),
        (23, 1, anne.as_str(), 32),
        (24, 2, "NULL", 30),
        (25, 1, "NULL", 30),
        (26, 1, "NULL", 30),
    ];
    for (case, unit, responsible, citizen) in cases {
        sql.push_str(&format!(
            "INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, responsible_id, opened,
                source, fetched_at)
             VALUES ('{case}', '{case}', 'Sag', '27.18.02', 'opstaaet', 1, 0, '{unit}', {responsible}, '2026-01-01',
                'System', '2026-11-20T09:00:00.000Z');
             INSERT INTO case_party (case_id, citizen_id, part) VALUES ('{case}', '{citizen}', 'primary');",
            case = id(case),
            unit = id(unit),
            citizen = id(citizen),
        ));
        if case != 20 {
            let changed = if case == 25 {
                "2026-11-01"
            } else {
                "2026-11-20"
            };
            let gone = if case == 26 {
                "'2026-11-20T10:00:00.000Z'"
            } else {
                "NULL"
            };
            sql.push_str(&format!(
                "INSERT INTO index_copy (case_key, owner_cvr, system_name, at, received, fetched_at, gone_at)
                 SELECT row_key, '12345678', 'KMD Nexus', '{changed}T0{hour}:00:00.000Z', '', '', {gone}
                 FROM case_file WHERE id = '{case}';",
                hour = case - 20,
                case = id(case),
            ));
        }
    }
    for (letter, case, state) in [
        (40, 20, "drafted"),
        (41, 20, "unknown"),
        (42, 24, "drafted"),
    ] {
        sql.push_str(&format!(
            "INSERT INTO letter (id, case_id, receiver_kind, receiver, title, is_mandatory, is_legal_notification,
                written_by, written_at, state, state_at, tries)
             VALUES ('{letter}', '{case}', 'person', '', 'Brev', 0, 0, {anne}, '2026-11-20T09:00:00.000Z', '{state}',
                '2026-11-20T09:00:00.000Z', 0);",
            letter = id(letter),
            case = id(case),
        ));
    }
    let mut writer = store.write().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn news_is_of_her_own_cases_and_their_citizens_and_of_nothing_out_of_reach() {
    let (_folder, store) = store().await;
    let mut reader = store.read().await.unwrap();
    let since = at("2026-11-19T23:00:00Z");
    let news = reader.news_for(&anne(1), since, 50).await.unwrap();
    let cases: Vec<String> = news.iter().map(|line| line.case.to_string()).collect();
    assert_eq!(cases, [id(23), id(21)], "what changed last comes first");
    assert_eq!(news[1].citizen.as_deref(), Some("Karen"));
    assert_eq!(news[1].system, "KMD Nexus");
    let elsewhere = reader.news_for(&anne(2), since, 50).await.unwrap();
    let cases: Vec<String> = elsewhere.iter().map(|line| line.case.to_string()).collect();
    assert_eq!(cases, [id(24)]);
}

#[tokio::test]
async fn letters_are_their_writers_in_one_state_and_within_reach() {
    let (_folder, store) = store().await;
    let mut reader = store.read().await.unwrap();
    let me = EmployeeId::new(Uuid::from_u128(10));
    let mut letters = async |within, state| -> Vec<String> {
        let found = reader
            .letters_by(&anne(within), me, state, 50)
            .await
            .unwrap();
        found.iter().map(|line| line.id.to_string()).collect()
    };
    assert_eq!(letters(1, LetterState::Drafted).await, [id(40)]);
    assert_eq!(letters(1, LetterState::Unknown).await, [id(41)]);
    assert_eq!(letters(2, LetterState::Drafted).await, [id(42)]);
}

#[tokio::test]
async fn what_came_by_a_mapping_is_news_too_and_one_that_both_show_stands_once() {
    let (_folder, store) = store().await;
    let joined = |case: u32, changed: &str, gone: &str| {
        format!(
            "INSERT INTO source_copy (case_key, source_id, foreign_id, changed_at, gone_at)
             SELECT row_key, 's', '{case}', '{changed}', {gone} FROM case_file WHERE id = '{}';",
            id(case)
        )
    };
    let mut sql = format!(
        "INSERT INTO source (id, name, mapping, version, changed_by, changed_at)
         VALUES ('s', 'System', '', 1, '{}', '');",
        id(10)
    );
    // Hers; one that the index shows too; one that was not changed of late; and one that is gone.
    sql.push_str(&joined(20, "2026-11-20T08:00:00.000Z", "NULL"));
    sql.push_str(&joined(21, "2026-11-20T09:00:00.000Z", "NULL"));
    sql.push_str(&joined(25, "2026-11-02T09:00:00.000Z", "NULL"));
    sql.push_str(&joined(
        23,
        "2026-11-20T09:00:00.000Z",
        "'2026-11-20T10:00:00.000Z'",
    ));
    let mut writer = store.write().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let since = at("2026-11-19T23:00:00Z");
    let news = reader.news_for(&anne(1), since, 50).await.unwrap();
    let rows: Vec<(String, &str)> = news
        .iter()
        .map(|line| (line.case.to_string(), line.system.as_str()))
        .collect();
    assert_eq!(rows, [(id(21), "KMD Nexus"), (id(20), "System")]);
    assert_eq!(
        news[0].at,
        at("2026-11-20T09:00:00Z"),
        "the later of the two"
    );
}

/// A municipality has a million copies: none of them is walked, and neither are its cases.
#[tokio::test]
async fn news_is_found_by_look_ups_alone() {
    let (_folder, store) = store().await;
    let mut reader = store.read().await.unwrap();
    let mut sql = sqlx::QueryBuilder::<sqlx::Sqlite>::new("EXPLAIN QUERY PLAN ");
    super::push_news(&mut sql, &anne(1), at("2026-11-19T23:00:00Z"), 50);
    let steps = sql.build().fetch_all(&mut *reader).await.unwrap();
    for step in steps {
        let step: String = step.get("detail");
        let is_walk = step.starts_with("SCAN") && !step.contains("near");
        assert!(!is_walk, "{step}");
    }
}
