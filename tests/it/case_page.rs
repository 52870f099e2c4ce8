use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::{demo_for, demo_for_anne};
use crate::support::{sign_in_as, words};

const OWN: &str = "Egne sager";

fn bo() -> SignIn {
    sign_in_as("bo", "kaffe på den grønne bænk")
}

/// One of hers that this municipality made here, or another system's.
pub(crate) async fn her_case(desk: &Desk, is_own: bool) -> CaseRow {
    let all = desk
        .list_cases(ListCases {
            only_mine: true,
            only_open: true,
            limit: 500,
            ..ListCases::default()
        })
        .await
        .unwrap();
    let mut rows = all.rows.into_iter();
    rows.find(|row| (row.source == OWN) == is_own).unwrap()
}

pub(crate) async fn shown(desk: &Desk, id: &str) -> CaseDetail {
    desk.show_case(OpenCase::of(id)).await.unwrap()
}

pub(crate) fn as_it_stands(detail: &CaseDetail) -> ChangeCase {
    ChangeCase {
        id: detail.row.id.clone(),
        version: detail.standing.version,
        title: detail.row.title.clone(),
        kle: detail.row.kle.clone(),
        status: detail.row.status,
        sensitivity: detail.row.sensitivity,
        unit_id: detail.standing.unit_id.clone(),
        team_id: detail.standing.team_id.clone(),
        responsible_id: detail.standing.responsible_id.clone(),
        due: detail.row.due.clone(),
        parties: detail.parties.iter().map(known).collect(),
    }
}

pub(crate) fn known(party: &PartyRow) -> NewParty {
    NewParty {
        who: PartyChoice::Known(party.id.clone()),
        part: party.part,
    }
}

pub(crate) async fn timeline(desk: &Desk, id: &str) -> Vec<TimelineRow> {
    let page = desk
        .case_timeline(CaseTimeline {
            id: id.to_owned(),
            before: None,
            limit: 200,
        })
        .await
        .unwrap();
    page.rows
}

async fn new_case(test: &TestDesk, title: &str) -> CreateCase {
    let like = her_case(&test.desk, true).await;
    let detail = shown(&test.desk, &like.id).await;
    CreateCase {
        title: title.to_owned(),
        kle: like.kle,
        unit_id: detail.standing.unit_id,
        team_id: detail.standing.team_id,
        sensitivity: Sensitivity::Confidential,
        due: Some("2026-12-24".to_owned()),
        parties: vec![NewParty {
            who: PartyChoice::Known(detail.parties[0].id.clone()),
            part: PartyPart::Primary,
        }],
    }
}

pub(crate) async fn log_of(desk: &Desk, id: &str) -> Vec<AuditRow> {
    let page = desk
        .case_log(CaseLog {
            id: id.to_owned(),
            before: None,
            limit: 200,
        })
        .await
        .unwrap();
    page.rows
}

#[tokio::test]
async fn a_new_case_is_numbered_found_hers_and_told_of() {
    let test = demo_for_anne().await;
    let mut events = test.desk.events();
    let made = test
        .desk
        .create_case(new_case(&test, "Ansøgning om rampe").await)
        .await
        .unwrap();
    let id = made.id.unwrap();
    let detail = shown(&test.desk, &id).await;
    assert!(detail.row.number.starts_with("2026-") && detail.row.number.len() == 11);
    assert_eq!(detail.row.status, CaseStatus::Opstaaet);
    assert_eq!(detail.row.source, OWN);
    assert_eq!(detail.row.due.as_deref(), Some("2026-12-24"));
    assert_eq!(detail.parties.len(), 1);
    assert!(detail.standing.may_change && detail.standing.may_work);
    let found = test.desk.list_cases(words("rampe")).await.unwrap();
    assert!(found.rows.iter().any(|row| row.id == id));
    let mine = ListCases {
        only_mine: true,
        ..words("")
    };
    let mine = test.desk.list_cases(mine).await.unwrap();
    assert!(mine.rows.iter().any(|row| row.id == id));
    // What the shared index is to hear waits with it.
    let mut told = false;
    while let Ok(event) =
        tokio::time::timeout(std::time::Duration::from_secs(5), events.next()).await
    {
        if matches!(event, Some(DeskEvent::Index)) {
            told = true;
            break;
        }
    }
    assert!(told, "the index was not told that something waits");
    let log = log_of(&test.desk, &id).await;
    assert!(log.iter().any(|row| row.act == "case_created"));
    let next = test
        .desk
        .create_case(new_case(&test, "Ansøgning om trappe").await)
        .await
        .unwrap();
    let next = shown(&test.desk, &next.id.unwrap()).await;
    assert!(next.row.number > detail.row.number, "numbers grow");
}

#[tokio::test]
async fn a_case_is_not_made_with_a_title_that_gives_away_nor_where_one_does_not_reach() {
    let test = demo_for_anne().await;
    let like = new_case(&test, "").await;
    let held = test
        .desk
        .create_case(CreateCase {
            title: "Ansøgning fra 610180-1234".to_owned(),
            ..like.clone()
        })
        .await
        .unwrap();
    assert!(held.id.is_none() && held.title.is_held);

    let check = async |request: CreateCase, field: &str, problem: Option<&str>| {
        let refused = test.desk.create_case(request).await.unwrap_err();
        assert_eq!(
            (refused.field.as_deref(), refused.problem.as_deref()),
            (Some(field), problem)
        );
    };
    let good = CreateCase {
        title: "Ansøgning om rampe".to_owned(),
        ..like
    };
    for kle in ["", "27", "27.18", "99.99.99", "x'; DROP TABLE case_file --"] {
        let request = CreateCase {
            kle: kle.to_owned(),
            ..good.clone()
        };
        check(request, "kle", Some("no_such_subject")).await;
    }
    let request = CreateCase {
        due: Some("31-02-2026".to_owned()),
        ..good.clone()
    };
    check(request, "due", Some("no_such_day")).await;
    let request = CreateCase {
        title: "x".repeat(300),
        ..good.clone()
    };
    check(request, "title", Some("too_long")).await;
    // A citizen whose cases she does not see is nobody to her.
    let dpo = demo_for("dorthe", "lyset i det øverste vindue").await;
    let hers = test.desk.list_cases(words("")).await.unwrap();
    let all = dpo.desk.list_cases(words("")).await.unwrap();
    assert!(all.total > hers.total);
    let mut stranger = None;
    for row in all.rows.iter().filter(|row| !row.kle.starts_with("62")) {
        let party = shown(&dpo.desk, &row.id).await.parties.remove(0);
        let text = party.name.clone();
        let known = test.desk.find_parties(FindParties { text }).await.unwrap();
        if known.rows.iter().all(|known| known.id != party.id) {
            stranger = Some(party);
            break;
        }
    }
    let request = CreateCase {
        parties: vec![NewParty {
            who: PartyChoice::Known(stranger.unwrap().id),
            part: PartyPart::Primary,
        }],
        ..good.clone()
    };
    let refused = test.desk.create_case(request).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
    // By a number she has from elsewhere anybody can be a party.
    let by_number = |name: &str| NewParty {
        who: PartyChoice::Number(PartyByNumber {
            name: name.to_owned(),
            cpr: "610180-1234".to_owned(),
        }),
        part: PartyPart::Primary,
    };
    let made = test
        .desk
        .create_case(CreateCase {
            parties: vec![by_number("Ukendt Prøve")],
            ..good.clone()
        })
        .await
        .unwrap();
    let first = shown(&test.desk, &made.id.unwrap()).await;
    let made = test
        .desk
        .create_case(CreateCase {
            parties: vec![by_number("Et andet navn")],
            ..good
        })
        .await
        .unwrap();
    let second = shown(&test.desk, &made.id.unwrap()).await;
    assert_eq!(first.parties[0].id, second.parties[0].id);
    assert_eq!(second.parties[0].name, "Ukendt Prøve");
}

#[tokio::test]
async fn two_who_change_a_case_at_once_do_not_write_over_each_other() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let lead = test.second_desk();
    lead.sign_in(bo()).await.unwrap();
    let mut told = test.desk.events();
    let hers = shown(&test.desk, &case.id).await;
    let his = shown(&lead, &case.id).await;
    let next = match his.row.status {
        CaseStatus::Oplyst => CaseStatus::Afgjort,
        _ => CaseStatus::Oplyst,
    };
    let changed = lead
        .change_case(ChangeCase {
            status: next,
            due: Some("2027-01-15".to_owned()),
            ..as_it_stands(&his)
        })
        .await
        .unwrap();
    assert_eq!((changed.changes, changed.is_out_of_reach), (2, false));
    let news = loop {
        let event = tokio::time::timeout(std::time::Duration::from_secs(5), told.next()).await;
        if let DeskEvent::CaseChanged(news) = event.unwrap().unwrap() {
            break news;
        }
    };
    assert_eq!(
        (news.case_id.as_str(), news.what),
        (case.id.as_str(), CaseNewsWhat::Status)
    );
    let stale = test
        .desk
        .change_case(ChangeCase {
            due: None,
            ..as_it_stands(&hers)
        })
        .await
        .unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);
    let now = shown(&test.desk, &case.id).await;
    assert_eq!(
        (now.row.status, now.row.due.as_deref()),
        (next, Some("2027-01-15"))
    );
    assert_eq!(now.standing.version, hers.standing.version + 1);
    let step = now.standing.steps.last().unwrap();
    assert_eq!(step.status, next);
    assert!(step.by.as_deref().unwrap().starts_with("Bo"));
    // Nothing that is as it was leaves a trace.
    let nothing = test.desk.change_case(as_it_stands(&now)).await.unwrap();
    assert_eq!(nothing.changes, 0);
    let after = shown(&test.desk, &case.id).await;
    assert_eq!(after.standing.version, now.standing.version);
    // A title that would be held back changes nothing.
    let held = test
        .desk
        .change_case(ChangeCase {
            title: "Støtte til 610180-1234".to_owned(),
            status: CaseStatus::Afsluttet,
            ..as_it_stands(&now)
        })
        .await
        .unwrap();
    assert!(held.title.unwrap().is_held && held.changes == 0);
    assert_eq!(shown(&test.desk, &case.id).await.row.status, next);
}

#[tokio::test]
async fn deadlines_follow_and_anothers_case_is_not_ours_to_change() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let detail = shown(&test.desk, &case.id).await;
    let closed = ChangeCase {
        status: CaseStatus::Afsluttet,
        responsible_id: None,
        ..as_it_stands(&detail)
    };
    test.desk.change_case(closed).await.unwrap();
    let now = shown(&test.desk, &case.id).await;
    assert_eq!(
        (now.row.status, now.row.responsible),
        (CaseStatus::Afsluttet, None)
    );
    let deadlines = test
        .desk
        .case_deadlines(ShowCase {
            id: case.id.clone(),
        })
        .await
        .unwrap();
    for row in deadlines.rows {
        assert_eq!(row.row.responsible, None, "a deadline follows its case");
    }
    let theirs = her_case(&test.desk, false).await;
    let detail = shown(&test.desk, &theirs.id).await;
    assert!(!detail.standing.may_change && detail.standing.may_work);
    let refused = test
        .desk
        .change_case(ChangeCase {
            due: None,
            status: CaseStatus::Afsluttet,
            ..as_it_stands(&detail)
        })
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_relation_is_seen_from_both_cases_and_only_within_reach() {
    let test = demo_for_anne().await;
    let all = test.desk.list_cases(words("")).await.unwrap();
    let (one, other) = (&all.rows[0], &all.rows[1]);
    let relate = |other: String| RelateCases {
        id: one.id.clone(),
        other,
        relation: CaseRelation::Precedes,
    };
    let related = test
        .desk
        .relate_cases(relate(other.id.clone()))
        .await
        .unwrap();
    assert_eq!(related.rows.len(), 1);
    assert_eq!(related.rows[0].relation, CaseRelation::Precedes);
    let from_there = shown(&test.desk, &other.id).await.standing.related;
    assert_eq!(from_there.len(), 1);
    assert_eq!(
        (from_there[0].id.as_str(), from_there[0].relation),
        (one.id.as_str(), CaseRelation::Follows)
    );
    let itself = test
        .desk
        .relate_cases(relate(one.id.clone()))
        .await
        .unwrap_err();
    assert_eq!(itself.problem.as_deref(), Some("itself"));

    let dpo = test.second_desk();
    dpo.sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let outside = dpo.list_cases(words("")).await.unwrap();
    let outside = outside
        .rows
        .iter()
        .find(|row| !row.kle.starts_with("62"))
        .unwrap();
    let hidden = test
        .desk
        .relate_cases(relate(outside.id.clone()))
        .await
        .unwrap_err();
    let by_number = test
        .desk
        .relate_cases(relate(outside.number.clone()))
        .await
        .unwrap_err();
    let absent = test
        .desk
        .relate_cases(relate("2026-999999".to_owned()))
        .await
        .unwrap_err();
    assert_eq!(hidden.code, ErrorCode::NotFound);
    assert_eq!(
        (by_number.code, by_number.field),
        (absent.code, absent.field)
    );

    let gone = test
        .desk
        .unrelate_cases(relate(other.number.clone()))
        .await
        .unwrap();
    assert!(gone.rows.is_empty());
    assert!(
        shown(&test.desk, &other.id)
            .await
            .standing
            .related
            .is_empty()
    );
}

#[tokio::test]
async fn the_timeline_has_everything_once_in_pages_that_join() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let detail = shown(&test.desk, &case.id).await;
    test.desk
        .change_case(ChangeCase {
            due: Some("2027-02-01".to_owned()),
            responsible_id: None,
            ..as_it_stands(&detail)
        })
        .await
        .unwrap();
    let page = async |before: Option<String>, limit: u32| {
        test.desk
            .case_timeline(CaseTimeline {
                id: case.id.clone(),
                before,
                limit,
            })
            .await
            .unwrap()
    };
    let whole = page(None, 200).await;
    assert!(whole.next.is_none());
    assert!(
        whole
            .rows
            .iter()
            .map(|row| &row.at)
            .is_sorted_by(|a, b| a >= b)
    );
    let mut joined = Vec::new();
    let mut mark = None;
    loop {
        let next = page(mark.clone(), 2).await;
        joined.extend(next.rows);
        mark = next.next;
        if mark.is_none() {
            break;
        }
    }
    assert_eq!(joined, whole.rows);
    assert!(
        whole
            .rows
            .iter()
            .any(|row| matches!(&row.what, TimelineWhat::Opened(source) if source == OWN))
    );
    let documents = whole
        .rows
        .iter()
        .filter(|row| matches!(row.what, TimelineWhat::Document(_)));
    assert_eq!(documents.count(), detail.documents.len());
    let to_nobody = whole.rows.iter().find_map(|row| match &row.what {
        TimelineWhat::Changed(change) if change.field == "responsible" => Some((change, row)),
        _ => None,
    });
    let (change, row) = to_nobody.unwrap();
    assert!(change.before.as_deref().unwrap().starts_with("Anne"));
    assert_eq!(change.after, None);
    assert!(row.by.as_deref().unwrap().starts_with("Anne"));
    for wrong in ["", "x", "a|b|c", "a|b|c|d", &"|".repeat(300)] {
        let refused = test
            .desk
            .case_timeline(CaseTimeline {
                id: case.id.clone(),
                before: Some(wrong.to_owned()),
                limit: 10,
            })
            .await
            .unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("before"), "{wrong}");
    }
}

#[tokio::test]
async fn the_log_of_a_case_says_who_looked_from_where_and_what_was_done_in_it() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let opened = test
        .desk
        .show_case(OpenCase {
            id: case.id.clone(),
            from: Some(LookedFrom::MyDay),
        })
        .await
        .unwrap();
    let document = opened.documents.iter().find(|one| one.file_name.is_some());
    if let Some(document) = document {
        test.desk.read_document(&document.id).await.unwrap();
    }
    let lead = test.second_desk();
    lead.sign_in(bo()).await.unwrap();
    let log = log_of(&lead, &case.id).await;
    let looked = log.iter().find(|row| row.act == "case_read").unwrap();
    assert!(looked.employee.as_deref().unwrap().starts_with("Anne"));
    assert_eq!(looked.details, ["from=my_day"]);
    assert_eq!(
        log.iter().any(|row| row.act == "document_read"),
        document.is_some()
    );
    // Looking at the log is a look too.
    let again = log_of(&lead, &case.id).await;
    assert_eq!(again[0].act, "case_log_read");
    assert_eq!(again.len(), log.len() + 1);
    let first = lead
        .case_log(CaseLog {
            id: case.id.clone(),
            before: None,
            limit: 1,
        })
        .await
        .unwrap();
    assert!(first.has_more);
    let second = lead
        .case_log(CaseLog {
            id: case.id.clone(),
            before: Some(first.rows[0].number),
            limit: 1,
        })
        .await
        .unwrap();
    assert!(second.rows[0].number < first.rows[0].number);
}

#[tokio::test]
async fn people_and_subjects_are_found_to_choose_among() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let party = shown(&test.desk, &case.id).await.parties.remove(0);
    let found = test
        .desk
        .find_parties(FindParties {
            text: party.name.to_uppercase(),
        })
        .await
        .unwrap();
    assert!(found.rows.iter().any(|row| row.id == party.id));
    let nobody = test
        .desk
        .find_parties(FindParties {
            text: "  ".to_owned(),
        })
        .await
        .unwrap();
    assert!(nobody.rows.is_empty());
    let by_number = test
        .desk
        .find_subjects(FindSubjects {
            text: case.kle.clone(),
        })
        .await
        .unwrap();
    assert_eq!(by_number.rows.len(), 1);
    let title = by_number.rows[0].title.clone();
    let by_words = test
        .desk
        .find_subjects(FindSubjects { text: title })
        .await
        .unwrap();
    assert!(by_words.rows.iter().any(|row| row.number == case.kle));
}
