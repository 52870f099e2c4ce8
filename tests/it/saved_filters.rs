use sagsbord_contract::*;

use crate::cases::{demo, demo_for_anne};
use crate::support::{NOTHING, sign_in_as};

fn new(name: &str, query: &str) -> SaveFilter {
    SaveFilter {
        room: FilteredRoom::Deadlines,
        id: None,
        name: name.to_owned(),
        query: query.to_owned(),
    }
}

fn names(filters: &SavedFilters) -> Vec<&str> {
    filters.rows.iter().map(|one| one.name.as_str()).collect()
}

const OF_DEADLINES: ListSavedFilters = ListSavedFilters {
    room: FilteredRoom::Deadlines,
};

#[tokio::test]
async fn a_filter_is_kept_changed_and_removed_and_stays_where_it_stood() {
    let anne = demo_for_anne().await;
    anne.desk
        .save_filter(new("Aktindsigter", "regel=OFL-36&naar=late"))
        .await
        .unwrap();
    let two = anne
        .desk
        .save_filter(new("  Ærøs sager ", "tekst=%C3%86r%C3%B8"))
        .await
        .unwrap();
    assert_eq!(names(&two), ["Aktindsigter", "Ærøs sager"]);
    assert_eq!(two.rows[1].query, "tekst=%C3%86r%C3%B8");

    let changed = anne
        .desk
        .save_filter(SaveFilter {
            id: Some(two.rows[0].id.clone()),
            ..new("Sene aktindsigter", "naar=late")
        })
        .await
        .unwrap();
    assert_eq!(names(&changed), ["Sene aktindsigter", "Ærøs sager"]);
    assert_eq!(changed.rows[0].query, "naar=late");

    let anne = anne.restart().await;
    anne.desk.desk_state(NOTHING).await.unwrap();
    anne.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let kept = anne.desk.list_saved_filters(OF_DEADLINES).await.unwrap();
    assert_eq!(kept.rows, changed.rows, "also when the program starts anew");

    let one = anne
        .desk
        .remove_saved_filter(RemoveSavedFilter {
            room: FilteredRoom::Deadlines,
            id: kept.rows[0].id.clone(),
        })
        .await
        .unwrap();
    assert_eq!(names(&one), ["Ærøs sager"]);
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_by_its_field_and_nothing_is_changed() {
    let anne = demo_for_anne().await;
    let kept = anne.desk.save_filter(new("Mine", "")).await.unwrap();
    let check = async |request: SaveFilter, code: ErrorCode, field: Option<&str>| {
        let refused = anne.desk.save_filter(request.clone()).await.unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (code, field),
            "{request:?}"
        );
    };
    check(new("mINE", "x=1"), ErrorCode::Conflict, Some("name")).await;
    check(new("  ", ""), ErrorCode::InvalidInput, Some("name")).await;
    check(new("to\nlinjer", ""), ErrorCode::InvalidInput, Some("name")).await;
    let long = "a".repeat(61);
    check(new(&long, ""), ErrorCode::InvalidInput, Some("name")).await;
    let long = "a".repeat(1_901);
    check(new("Lang", &long), ErrorCode::InvalidInput, Some("query")).await;
    let gone = SaveFilter {
        id: Some("00000000-0000-4000-8000-000000000000".to_owned()),
        ..new("Væk", "")
    };
    check(gone, ErrorCode::NotFound, None).await;
    let now = anne.desk.list_saved_filters(OF_DEADLINES).await.unwrap();
    assert_eq!(now.rows, kept.rows);

    for n in 1..kept.most {
        anne.desk
            .save_filter(new(&format!("Filter {n}"), ""))
            .await
            .unwrap();
    }
    check(new("Et til", ""), ErrorCode::InvalidInput, Some("name")).await;
    let renamed = SaveFilter {
        id: Some(kept.rows[0].id.clone()),
        ..new("MINE", "")
    };
    let full = anne.desk.save_filter(renamed).await.unwrap();
    assert_eq!(
        full.rows.len(),
        50,
        "one that is there can still be changed"
    );
}

#[tokio::test]
async fn nobody_sees_or_touches_anothers_filters_and_the_log_does_not_say_what_they_ask() {
    let test = demo().await;
    let desk_of = async |username: &str, password: &str| {
        let desk = test.second_desk();
        desk.sign_in(sign_in_as(username, password)).await.unwrap();
        desk
    };
    let anne = desk_of("anne", "regn over havnen").await;
    let dorthe = desk_of("dorthe", "lyset i det øverste vindue").await;
    let hers = anne
        .save_filter(new("Frandsen", "tekst=Frandsen"))
        .await
        .unwrap();
    let seen = dorthe.list_saved_filters(OF_DEADLINES).await.unwrap();
    assert_eq!(names(&seen), Vec::<&str>::new());
    let id = hers.rows[0].id.clone();
    let refused = dorthe
        .save_filter(SaveFilter {
            id: Some(id.clone()),
            ..new("Min nu", "")
        })
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
    let refused = dorthe
        .remove_saved_filter(RemoveSavedFilter {
            room: FilteredRoom::Deadlines,
            id,
        })
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
    dorthe
        .save_filter(new("Frandsen", "naar=late"))
        .await
        .expect("a name is taken for one person alone");
    assert_eq!(
        anne.list_saved_filters(OF_DEADLINES).await.unwrap().rows,
        hers.rows
    );

    let log = dorthe
        .list_audit(ListAudit {
            act: Some("setting_changed".to_owned()),
            limit: 10,
            ..ListAudit::default()
        })
        .await
        .unwrap();
    assert_eq!(log.total, 2);
    for row in &log.rows {
        let said = format!("{row:?}");
        assert!(said.contains("saved_filters"), "{said}");
        assert!(!said.contains("Frandsen"), "{said}");
    }
    dorthe.sign_out(NOTHING).await.unwrap();
}
