use std::path::Path;
use std::sync::LazyLock;

use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::{FixedClock, TestDesk};
use sagsbord_testkit::municipality::Plan;

use crate::case_page::{as_it_stands, shown};
use crate::support::{NOTHING, sign_in_as, words};

/// The demo municipality, made once for all tests and copied for each, because making it takes
/// seconds and tests must not see each other's marks.
pub(crate) async fn demo() -> TestDesk {
    static MADE: LazyLock<tokio::sync::OnceCell<tempfile::TempDir>> =
        LazyLock::new(Default::default);
    let made = MADE
        .get_or_init(|| async {
            let folder = tempfile::TempDir::new().unwrap();
            let now = FixedClock::default().now();
            let today = sagsbord_domain::danish_day(now);
            // Each test lays out the tasks and notes that it is about.
            let plan = Plan::demo(today).with_clear_desks();
            let store = make_demo_store(&folder.path().join("data"), &plan, now, &|_| ())
                .await
                .unwrap();
            store.close().await;
            folder
        })
        .await;
    let copy = tempfile::TempDir::new().unwrap();
    copy_folder(made.path(), copy.path());
    let test = TestDesk::in_folder(copy, true);
    test.desk.desk_state(NOTHING).await.unwrap();
    test
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub(crate) async fn demo_for(username: &str, password: &str) -> TestDesk {
    let test = demo().await;
    test.desk
        .sign_in(sign_in_as(username, password))
        .await
        .unwrap();
    test
}

pub(crate) async fn demo_for_anne() -> TestDesk {
    demo_for("anne", "regn over havnen").await
}

pub(crate) async fn demo_for_the_dpo() -> TestDesk {
    demo_for("dorthe", "lyset i det øverste vindue").await
}

#[tokio::test]
async fn the_demo_shows_its_accounts_and_each_opens() {
    let test = demo().await;
    let state = test.desk.desk_state(NOTHING).await.unwrap();
    assert_eq!(state.phase, DeskPhase::SignIn);
    assert_eq!(state.demo_accounts.len(), 5);
    for account in state.demo_accounts {
        let signed_in = test
            .desk
            .sign_in(sign_in_as(&account.username, &account.password))
            .await
            .unwrap();
        assert_eq!(signed_in.roles, vec![account.role]);
    }
}

#[tokio::test]
async fn words_are_found_however_they_are_typed() {
    let test = demo_for_the_dpo().await;
    let reference = test.desk.list_cases(words("støtte")).await.unwrap().total;
    assert!(reference > 0);
    for typed in ["STØTTE", "stoette", "Støtte", "stötte", "  støtte  "] {
        let found = test.desk.list_cases(words(typed)).await.unwrap().total;
        assert_eq!(found, reference, "{typed}");
    }
    let beginning = test.desk.list_cases(words("støt")).await.unwrap().total;
    assert!(beginning >= reference);
    let both = test.desk.list_cases(words("støtte zzzz")).await.unwrap();
    assert_eq!((both.total, both.rows), (0, vec![]));
    for hostile in [
        "\"",
        "' OR 1=1 --",
        "støtte AND NOT (",
        "*",
        "\u{0}",
        "🙂",
        "NEAR(",
        "col:x",
    ] {
        test.desk.list_cases(words(hostile)).await.unwrap();
    }
}

#[tokio::test]
async fn a_person_is_found_by_name_and_by_number_typed_any_way() {
    let test = demo_for_the_dpo().await;
    let plan = Plan::demo("2026-11-21".parse().unwrap());
    let mut cases = plan.cases();
    let case = cases.next().unwrap();
    let citizen = cases
        .town()
        .citizen(case.parties[0].citizen)
        .unwrap()
        .clone();
    let digits = citizen.cpr.digits().to_owned();
    let (date, rest) = digits.split_at(6);
    for typed in [
        digits.clone(),
        format!("{date}-{rest}"),
        format!(" {date} {rest} "),
    ] {
        let found = test.desk.list_cases(words(&typed)).await.unwrap();
        assert!(
            found.rows.iter().any(|row| row.number == case.number),
            "{typed}"
        );
    }
    let mut by_name = words(&citizen.name);
    by_name.sort = CaseSort::OldestFirst;
    let found = test.desk.list_cases(by_name).await.unwrap();
    assert!(found.rows.iter().any(|row| row.number == case.number));
}

#[tokio::test]
async fn filters_narrow_and_every_row_fits_them() {
    let test = demo_for_the_dpo().await;
    let check = async |request: ListCases, fits: &dyn Fn(&CaseRow) -> bool| {
        let page = test.desk.list_cases(request.clone()).await.unwrap();
        assert!(
            page.total > 0 && page.total < 12_000,
            "{request:?}: {}",
            page.total
        );
        assert!(page.rows.iter().all(fits), "{request:?}");
    };
    let request = || words("");
    check(
        ListCases {
            status: vec![CaseStatus::Afgjort],
            ..request()
        },
        &|row| row.status == CaseStatus::Afgjort,
    )
    .await;
    check(
        ListCases {
            only_open: true,
            ..request()
        },
        &|row| row.status != CaseStatus::Afsluttet,
    )
    .await;
    check(
        ListCases {
            due: Some(DueFilter::Late),
            ..request()
        },
        &|row| row.is_late,
    )
    .await;
    check(
        ListCases {
            due: Some(DueFilter::Today),
            ..request()
        },
        &|row| row.due.as_deref() == Some("2026-11-21"),
    )
    .await;
    check(words("62.15"), &|row| row.kle.starts_with("62.15.")).await;
    let choices = test.desk.choices(NOTHING).await.unwrap();
    let top = choices
        .units
        .iter()
        .find(|unit| unit.parent_id.is_none())
        .unwrap();
    let below = choices
        .units
        .iter()
        .find(|unit| unit.parent_id.as_deref() == Some(&top.id))
        .unwrap();
    let page = test
        .desk
        .list_cases(ListCases {
            unit_id: Some(top.id.clone()),
            ..request()
        })
        .await
        .unwrap();
    assert_eq!(page.total, 12_000, "a unit holds all units below it");
    let names = |unit: &UnitChoice| -> Vec<String> {
        choices
            .units
            .iter()
            .filter(|u| u.id == unit.id || u.parent_id.as_deref() == Some(&unit.id))
            .map(|u| u.name.clone())
            .collect()
    };
    let within = names(below);
    check(
        ListCases {
            unit_id: Some(below.id.clone()),
            ..request()
        },
        &|row| within.contains(&row.unit),
    )
    .await;
}

#[tokio::test]
async fn pages_join_without_gap_or_repeat() {
    let test = demo_for_the_dpo().await;
    let mut seen = std::collections::HashSet::new();
    for page in 0..4 {
        let request = ListCases {
            offset: page * 500,
            limit: 9_999,
            sort: CaseSort::DueFirst,
            ..words("")
        };
        let rows = test.desk.list_cases(request).await.unwrap().rows;
        assert_eq!(
            rows.len(),
            500,
            "a page has its limit whatever is asked for"
        );
        for row in rows {
            assert!(seen.insert(row.id), "a row came twice");
        }
    }
}

#[tokio::test]
async fn a_list_that_is_scrolled_stands_still_and_hides_what_went_out_of_reach() {
    let test = demo_for_anne().await;
    let page = async |offset| {
        let asked = ListCases {
            offset,
            limit: 50,
            only_open: true,
            ..words("")
        };
        test.desk.list_cases(asked).await.unwrap()
    };
    let ids = |page: &CasePage| -> Vec<String> { page.rows.iter().map(|r| r.id.clone()).collect() };
    let of_ours = |page: &CasePage| -> CaseRow {
        let mut rows = page.rows.iter();
        rows.find(|row| row.source == "Egne sager").unwrap().clone()
    };
    let change = async |row: &CaseRow, change: &dyn Fn(&mut ChangeCase)| {
        let mut wanted = as_it_stands(&shown(&test.desk, &row.id).await);
        change(&mut wanted);
        test.desk.change_case(wanted).await.unwrap();
    };
    let first = page(0).await;
    let below = page(50).await;
    assert_eq!(below.total, first.total, "all pages tell of one list");

    // One above is closed. Nothing moves under somebody's eyes before the list is asked anew.
    let above = of_ours(&first);
    change(&above, &|case| case.status = CaseStatus::Afsluttet).await;
    assert_eq!(ids(&page(50).await), ids(&below));
    assert_eq!(page(0).await.total, first.total - 1);
    assert_eq!(ids(&page(49).await)[..], ids(&below)[..]);

    // One that stands on the page goes out of her reach: its place is known, and it is not shown.
    let hidden = of_ours(&below);
    change(&hidden, &|case| case.kle = "65.05.02".to_owned()).await;
    let after = page(49).await;
    assert!(!ids(&after).contains(&hidden.id));
    assert_eq!(after.rows.len(), 50, "the next one moves up");
    assert_eq!(after.total, first.total - 2);
}

#[tokio::test]
async fn a_protected_address_never_leaves_the_use_case_and_a_cpr_number_is_masked() {
    let test = demo_for_the_dpo().await;
    let plan = Plan::demo("2026-11-21".parse().unwrap());
    let mut cases = plan.cases();
    let town = cases.town().clone();
    let case = cases
        .find(|case| {
            case.parties
                .iter()
                .any(|party| town.citizen(party.citizen).unwrap().protected)
        })
        .expect("a case with a protected person");
    let page = test.desk.list_cases(words(&case.number)).await.unwrap();
    let id = page.rows[0].id.clone();
    let shown = test.desk.show_case(OpenCase::of(id)).await.unwrap();
    let json = serde_json::to_string(&shown).unwrap();
    for party in &case.parties {
        let citizen = town.citizen(party.citizen).unwrap();
        assert!(!json.contains(citizen.cpr.digits()) || case.title.contains(citizen.cpr.digits()));
        if citizen.protected {
            assert!(
                !json.contains(&citizen.address.to_string()),
                "a protected address was sent"
            );
        }
    }
    assert!(
        shown
            .parties
            .iter()
            .any(|party| party.protected && party.address.is_none())
    );
}

#[tokio::test]
async fn a_document_comes_as_it_was_put_in_and_the_reading_is_logged() {
    let test = demo_for_anne().await;
    let mine = ListCases {
        only_mine: true,
        only_open: true,
        limit: 10,
        ..ListCases::default()
    };
    let mine = test.desk.list_cases(mine).await.unwrap();
    let mut read = 0;
    for row in &mine.rows {
        let case = test.desk.show_case(OpenCase::of(&row.id)).await.unwrap();
        for document in case
            .documents
            .iter()
            .filter(|document| document.file_name.is_some())
        {
            let bytes = test.desk.read_document(&document.id).await.unwrap();
            assert_eq!(
                Some(bytes.bytes.len()),
                document.bytes.map(|size| size as usize)
            );
            assert_eq!(Some(bytes.media_type), document.media_type);
            read += 1;
        }
    }
    assert!(read >= 10);
    let dpo = test.second_desk();
    dpo.sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let log = |act: &str| ListAudit {
        act: Some(act.to_owned()),
        limit: 1,
        ..ListAudit::default()
    };
    assert_eq!(
        dpo.list_audit(log("document_read")).await.unwrap().total,
        read
    );
    assert_eq!(dpo.list_audit(log("case_read")).await.unwrap().total, 10);

    for nobody in [
        "",
        "x",
        "00000000-0000-4000-8000-000000000000",
        "../store.db",
    ] {
        assert!(test.desk.read_document(nobody).await.is_err(), "{nobody}");
    }
}

#[tokio::test]
async fn the_team_lead_sees_the_load_of_her_reach() {
    let test = demo_for("bo", "kaffe på den grønne bænk").await;
    let load = test.desk.team_load(NOTHING).await.unwrap();
    let anne = load
        .people
        .iter()
        .find(|person| person.name.starts_with("Anne "))
        .unwrap();
    assert_eq!((anne.open, anne.late), (40, 4));
    let open: u32 = load.people.iter().map(|person| person.open).sum::<u32>() + load.unassigned;
    let listed = test
        .desk
        .list_cases(ListCases {
            only_open: true,
            ..words("")
        })
        .await
        .unwrap()
        .total;
    assert_eq!(
        open, listed,
        "the load adds up to the open cases she reaches"
    );
    let unassigned = test
        .desk
        .list_cases(ListCases {
            only_open: true,
            only_unassigned: true,
            ..words("")
        })
        .await
        .unwrap();
    assert!(
        load.unassigned > 0,
        "the demo has cases that wait for a hand"
    );
    assert_eq!(unassigned.total, load.unassigned);
    assert!(
        unassigned.rows.iter().all(|row| row.responsible.is_none()),
        "somebody's case is listed as nobody's"
    );
}
