//! Lists are asked for at a million cases: which index each walks decides whether it is there at once.

use chrono::DateTime;
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::{EmployeeId, GrantId, Sensitivity, UnitId};
use sqlx::{QueryBuilder, Row, Sqlite};
use uuid::Uuid;

use super::{CaseQuery, CaseSort, Responsible, push_keys};
use crate::{Store, StoreKey};

fn me() -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(1))
}

fn reach(unit: Option<UnitId>) -> AccessFilter {
    let day = "2026-11-21".parse().unwrap();
    let grant = Grant {
        id: GrantId::new(Uuid::from_u128(1)),
        role: Role::Manager,
        unit,
        team: None,
        kle: None,
        up_to: Sensitivity::Vip,
        valid_from: day,
        valid_to: None,
    };
    let session = Session::new(me(), vec![grant], day);
    session.filter(Right::ReadCases).unwrap()
}

#[tokio::test]
async fn a_list_walks_its_own_rows_in_their_order_and_sorts_only_what_is_few() {
    let folder = tempfile::tempdir().unwrap();
    let now = DateTime::from_timestamp(1_795_255_200, 0).unwrap();
    let key = StoreKey::from_bytes([1; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now)
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let unit = Some(UnitId::new(Uuid::from_u128(2)));
    let everybody = CaseQuery {
        limit: 60,
        ..CaseQuery::default()
    };
    let mine = CaseQuery {
        responsible: Some(Responsible::Employee(me())),
        only_open: true,
        ..everybody.clone()
    };
    let table = [
        (None, &everybody, CaseSort::NewestFirst, "SCAN c", false),
        (
            None,
            &everybody,
            CaseSort::DueFirst,
            "SCAN c USING COVERING INDEX case_file_by_day",
            false,
        ),
        (
            unit,
            &everybody,
            CaseSort::NewestFirst,
            "SEARCH c USING COVERING INDEX case_file_by_unit",
            true,
        ),
        (
            None,
            &mine,
            CaseSort::DueFirst,
            "SEARCH c USING INDEX case_file_by_responsible",
            true,
        ),
    ];
    for (unit, query, sort, walk, is_sorted) in table {
        let query = CaseQuery {
            sort,
            ..query.clone()
        };
        let mut sql = QueryBuilder::<Sqlite>::new("EXPLAIN QUERY PLAN ");
        push_keys(&mut sql, &reach(unit), &query);
        let steps = sql.build().fetch_all(&mut *reader).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|step| step.get("detail")).collect();
        assert!(
            steps.iter().any(|step| step.starts_with(walk)),
            "{walk}: {steps:?}"
        );
        let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE"));
        assert_eq!(sorts, is_sorted, "{walk}: {steps:?}");
    }
}
