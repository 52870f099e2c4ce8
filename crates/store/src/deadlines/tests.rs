use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::deadline::{
    Change, ChangeLog, DelayLetter, Due, Extension, Length, LogEntry, Moment, StopGround, Unit,
};
use sagsbord_domain::{CaseId, CaseStatus, DeadlineId, EmployeeId, GrantId, Sensitivity, UnitId};
use tempfile::TempDir;
use uuid::Uuid;

use super::{
    DeadlineLawVersion, DeadlineQuery, DeadlineWhose, Derived, GivenWarning, KeptDeadline,
};
use crate::{Employee, NewCase, Store, StoreError, StoreKey, Unit as OfficeUnit};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-11-21T09:00:00Z")
}

fn unit(n: u128) -> UnitId {
    UnitId::new(Uuid::from_u128(n))
}

fn anne() -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(10))
}

fn case() -> CaseId {
    CaseId::new(Uuid::from_u128(20))
}

fn deadline(log: Vec<LogEntry>) -> KeptDeadline {
    KeptDeadline {
        id: DeadlineId::new(Uuid::from_u128(30)),
        case: case(),
        part_of: None,
        about: "Prøve".to_owned(),
        rule: "OFL-36".to_owned(),
        start: Moment::At(at("2026-11-20T12:30:00Z")),
        chosen: Some(day("2026-12-01")),
        made_at: now(),
        made_by: anne(),
        derived: Derived {
            is_open: true,
            due: Due::Day(day("2026-12-01")),
            told: Some(Due::Day(day("2026-12-01"))),
            rule_from: day("2014-01-01"),
            calendar: "2026".to_owned(),
        },
        log: ChangeLog::from_kept(log),
    }
}

/// Two units, one person, and one case in the first unit.
async fn store_with_a_case() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([1; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    for n in [1, 2] {
        let (id, name) = (unit(n), format!("Enhed {n}"));
        let parent = None;
        writer
            .add_unit(&OfficeUnit { id, name, parent })
            .await
            .unwrap();
    }
    writer
        .add_employee(&Employee {
            id: anne(),
            name: "Anne Prøve".to_owned(),
            username: "anne".to_owned(),
            unit: Some(unit(1)),
            active: true,
            must_change_password: false,
            last_signed_in: None,
        })
        .await
        .unwrap();
    writer
        .add_case(&NewCase {
            id: case(),
            number: "2026-000001".to_owned(),
            title: "Aktindsigt".to_owned(),
            kle: "27.18.02".to_owned(),
            status: CaseStatus::Opstaaet,
            sensitivity: Sensitivity::Confidential,
            unit: unit(1),
            team: None,
            responsible: Some(anne()),
            opened: day("2026-11-01"),
            due: None,
            source: "Egne sager".to_owned(),
            fetched_at: now(),
            parties: Vec::new(),
        })
        .await
        .unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

fn reach(within: UnitId) -> AccessFilter {
    let grant = Grant {
        id: GrantId::new(Uuid::nil()),
        role: Role::Caseworker,
        kle: None,
        unit: Some(within),
        team: None,
        up_to: Sensitivity::Sensitive,
        valid_from: day("2026-01-01"),
        valid_to: None,
    };
    Session::new(anne(), vec![grant], day("2026-11-21"))
        .filter(Right::ReadCases)
        .unwrap()
}

async fn add(store: &Store, kept: &KeptDeadline) {
    let mut writer = store.write().await.unwrap();
    writer.add_deadline(kept).await.unwrap();
    writer.commit().await.unwrap();
}

fn every_kind_of_change() -> Vec<LogEntry> {
    let why = || "Fordi.".to_owned();
    let changes = [
        Change::Stopped {
            from: Moment::Day(day("2026-11-21")),
            on: StopGround::IdentityInDoubt,
            why: why(),
        },
        Change::Restarted {
            from: Moment::At(at("2026-11-22T08:15:00Z")),
            why: why(),
        },
        Change::Extended {
            by: Extension::By(Length::new(2, Unit::Months)),
            told: day("2026-11-22"),
            why: why(),
        },
        Change::Extended {
            by: Extension::To(day("2027-01-04")),
            told: day("2026-11-22"),
            why: why(),
        },
        Change::LetterSent(DelayLetter {
            sent: day("2026-11-23"),
            ground: why(),
            new_day: day("2026-12-18"),
        }),
        Change::DutyMet {
            on: day("2026-11-23"),
            why: why(),
        },
        Change::Told {
            due: Due::At(at("2026-11-24T08:15:00Z")),
            on: day("2026-11-23"),
        },
        Change::Moved {
            from: Due::Day(day("2026-12-01")),
            to: Due::Day(day("2026-12-02")),
            why: why(),
        },
        Change::Completed {
            at: Moment::Day(day("2026-11-24")),
        },
        Change::Undone {
            entry: 9,
            why: why(),
        },
    ];
    (1..)
        .zip(changes)
        .map(|(number, change)| LogEntry {
            number,
            at: now(),
            by: anne(),
            change,
        })
        .collect()
}

#[tokio::test]
async fn a_deadline_comes_back_as_it_was_kept_with_every_kind_of_change() {
    let (_folder, store) = store_with_a_case().await;
    let kept = deadline(every_kind_of_change());
    add(&store, &kept).await;
    let mut reader = store.read().await.unwrap();
    let found = reader.find_deadline(&reach(unit(1)), kept.id).await;
    assert_eq!(found.unwrap(), Some(kept.clone()));
    assert_eq!(reader.running_deadlines().await.unwrap(), [kept]);
}

#[tokio::test]
async fn a_line_of_the_log_is_written_once_and_neither_changed_nor_removed() {
    let (_folder, store) = store_with_a_case().await;
    let kept = deadline(every_kind_of_change());
    add(&store, &kept).await;
    let mut writer = store.write().await.unwrap();
    let again = writer
        .add_deadline_change(kept.id, &kept.log.entries()[0])
        .await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    for statement in [
        "UPDATE deadline_change SET why = 'andet'",
        "DELETE FROM deadline_change",
    ] {
        let refused = sqlx::query(statement).execute(&mut *writer).await;
        assert!(refused.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn a_deadline_goes_where_its_case_goes() {
    let (_folder, store) = store_with_a_case().await;
    let kept = deadline(Vec::new());
    add(&store, &kept).await;
    let seen_from = async |within: UnitId| {
        let query = DeadlineQuery {
            now: now(),
            whose: DeadlineWhose::Everybodys,
            unit: None,
            state: None,
            words: Vec::new(),
            rules: Vec::new(),
            source: None,
            offset: 0,
            limit: 10,
        };
        let mut reader = store.read().await.unwrap();
        let listed = reader.list_deadlines(&reach(within), &query).await.unwrap();
        let found = reader.find_deadline(&reach(within), kept.id).await.unwrap();
        (listed.len(), found.is_some())
    };
    assert_eq!(seen_from(unit(1)).await, (1, true));
    assert_eq!(seen_from(unit(2)).await, (0, false));

    let mut writer = store.write().await.unwrap();
    sqlx::query("UPDATE case_file SET unit_id = $1")
        .bind(unit(2).to_string())
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    assert_eq!(
        seen_from(unit(1)).await,
        (0, false),
        "nobody keeps sight of it"
    );
    assert_eq!(seen_from(unit(2)).await, (1, true));
}

#[tokio::test]
async fn a_deadline_of_no_case_is_refused() {
    let (_folder, store) = store_with_a_case().await;
    let mut writer = store.write().await.unwrap();
    let nowhere = KeptDeadline {
        case: CaseId::new(Uuid::from_u128(99)),
        ..deadline(Vec::new())
    };
    let refused = writer.add_deadline(&nowhere).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
}

#[tokio::test]
async fn a_warning_is_given_once_for_each_end() {
    let (_folder, store) = store_with_a_case().await;
    let kept = deadline(Vec::new());
    add(&store, &kept).await;
    let warning = |due| GivenWarning {
        deadline: kept.id,
        employee: anne(),
        ahead: "1 working_days".to_owned(),
        due,
        at: now(),
    };
    let mut writer = store.write().await.unwrap();
    assert!(
        writer
            .give_warning(&warning(kept.derived.due))
            .await
            .unwrap()
    );
    assert!(
        !writer
            .give_warning(&warning(kept.derived.due))
            .await
            .unwrap()
    );
    let moved = Due::Day(day("2026-12-04"));
    assert!(writer.give_warning(&warning(moved)).await.unwrap());
    writer.commit().await.unwrap();

    let mut reader = store.read().await.unwrap();
    let mut near = async |until: &str| {
        reader
            .deadlines_near(&reach(unit(1)), anne(), day(until), 10)
            .await
            .unwrap()
    };
    assert_eq!(near("2026-11-30").await, []);
    let found = near("2026-12-01").await;
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].given,
        ["1 working_days"],
        "those of another end are not among them"
    );
}

#[tokio::test]
async fn the_newest_version_of_the_municipalitys_law_is_in_force_and_a_number_is_given_once() {
    let (_folder, store) = store_with_a_case().await;
    let version = |number| DeadlineLawVersion {
        number,
        at: now(),
        employee: anne(),
        rules: format!("# {number}"),
        closing_days: String::new(),
        why: "Byrådets møde.".to_owned(),
        moved: 3,
        left_as_told: 1,
    };
    let mut writer = store.write().await.unwrap();
    for number in [1, 2] {
        writer.add_deadline_law(&version(number)).await.unwrap();
    }
    let again = writer.add_deadline_law(&version(2)).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(
        reader.deadline_law_in_force().await.unwrap(),
        Some(version(2))
    );
    assert_eq!(
        reader.deadline_law_version(1).await.unwrap(),
        Some(version(1))
    );
    assert_eq!(reader.deadline_law_version(3).await.unwrap(), None);
    let listed = reader.deadline_law_versions().await.unwrap();
    let numbers: Vec<i64> = listed.iter().map(|version| version.number).collect();
    assert_eq!(numbers, [2, 1]);
    assert!(listed.iter().all(|version| version.rules.is_empty()));
}
