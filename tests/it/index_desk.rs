use std::time::Duration;

use chrono::{TimeDelta, Utc};
use sagsbord_app::ports::Clock;
use sagsbord_contract::*;
use sagsbord_domain::{CaseId, DocumentId, DocumentKind, danish_day};
use sagsbord_standin::{Fault, Options, StandIn};
use sagsbord_store::{Document, IndexKind};
use sagsbord_testkit::desk::TestDesk;
use uuid::Uuid;

use crate::letters::{SOMEBODY, draft, post_at};
use crate::shared_index::{
    CVR, OWN, connect, connection_to, municipality, sign_in, titled, told as told_by_another,
};
use crate::support::{NOTHING, ended, sign_in_as, store_of, words};

pub(crate) const ANNE: (&str, &str) = ("anne", "regn over havnen");
/// Sees all, and changes nothing.
pub(crate) const DORTHE: (&str, &str) = ("dorthe", "lyset i det øverste vindue");
pub(crate) const AGNES: (&str, &str) = ("agnes", "nøglen ligger under krukken");

/// The person is invented (day + 60).
const GIVES_AWAY: &str = "Bevilling af rampe, 610180-1234";

pub(crate) struct Setting {
    pub(crate) test: TestDesk,
    pub(crate) standin: StandIn,
    /// Of our own, within a caseworker's reach, each with one document.
    pub(crate) cases: Vec<CaseId>,
}

pub(crate) async fn seat(test: &TestDesk, (username, password): (&str, &str)) {
    let _ = test.desk.sign_out(NOTHING).await;
    let who = sign_in_as(username, password);
    test.desk.sign_in(who).await.unwrap();
}

fn document_of(case: CaseId) -> Uuid {
    Uuid::from_u128(case.uuid().as_u128() ^ 0xd0c0)
}

/// A caseworker's cases have a document each; `change` says what is there before the program begins.
pub(crate) async fn setting(
    change: impl AsyncFnOnce(&mut sagsbord_store::Writer, &[CaseId]),
) -> Setting {
    let test = municipality().await;
    seat(&test, ANNE).await;
    let request = ListCases {
        limit: 500,
        ..words("")
    };
    let seen = test.desk.list_cases(request).await.unwrap();
    let of_ours = seen.rows.iter().filter(|row| row.source == OWN);
    let cases: Vec<CaseId> = of_ours.map(|row| row.id.parse().unwrap()).collect();
    assert!(cases.len() > 5, "{} cases", cases.len());
    let store = store_of(&test).await;
    let mut writer = store.write().await.unwrap();
    for case in &cases {
        let document = Document {
            id: DocumentId::new(document_of(*case)),
            title: "Bevilling af hjælpemiddel".to_owned(),
            kind: DocumentKind::Internal,
            dated: danish_day(test.clock.now()),
            sensitivity: sagsbord_domain::Sensitivity::Confidential,
            file: None,
        };
        writer.add_document(*case, &document).await.unwrap();
    }
    change(&mut writer, &cases).await;
    writer.commit().await.unwrap();
    store.close().await;
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    sign_in(&test.desk).await;
    let mut options = Options::of(CVR);
    options.clock_ahead = test.clock.now() - Utc::now();
    let standin = StandIn::start(options).await.unwrap();
    connect(&test.desk, &standin).await;
    Setting {
        test,
        standin,
        cases,
    }
}

pub(crate) async fn as_it_comes() -> Setting {
    setting(async |_: &mut sagsbord_store::Writer, _: &[CaseId]| ()).await
}

async fn with_title(title: &'static str) -> Setting {
    setting(
        async |writer: &mut sagsbord_store::Writer, cases: &[CaseId]| {
            writer.set_case_title(cases[0], title).await.unwrap();
        },
    )
    .await
}

pub(crate) async fn work(test: &TestDesk, work: IndexWork) -> JobRow {
    seat(test, AGNES).await;
    let started = test.desk.start_index_work(StartIndexWork { work }).await;
    ended(test, &started.unwrap().job_id).await
}

/// Everything that may go out has gone out.
pub(crate) async fn told(setting: &Setting) {
    for _ in 0..20 {
        let job = work(&setting.test, IndexWork::Tell).await;
        assert_eq!(job.state, JobState::Done, "{job:?}");
        let health = setting.test.desk.index_health(NOTHING).await.unwrap();
        let counts = health.queue.counts;
        if counts.waiting + counts.unanswered == 0 {
            return;
        }
        let later = TimeDelta::seconds(20);
        setting.test.clock.advance(later);
        setting.standin.advance(later);
    }
    // Cases whose document is held wait for it.
}

pub(crate) async fn steps(test: &TestDesk, state: IndexStepState) -> Vec<IndexStepRow> {
    let request = ListIndexSteps {
        state: Some(state),
        offset: 0,
        limit: 500,
    };
    let listed = test.desk.list_index_steps(request).await.unwrap();
    assert_eq!(listed.total as usize, listed.rows.len());
    listed.rows
}

fn title_there(standin: &StandIn, case: CaseId) -> Option<String> {
    let entry = standin.index().case(case.uuid())?;
    entry.newest()?.lists.properties.last()?.title.clone()
}

#[tokio::test]
async fn nothing_is_sent_before_somebody_sets_it_going_and_a_dry_run_sends_nothing() {
    let setting = with_title(GIVES_AWAY).await;
    let Setting {
        test,
        standin,
        cases,
    } = &setting;
    let health = test.desk.index_health(NOTHING).await.unwrap();
    assert!(health.is_connected && !health.is_begun && health.may_run);
    assert_eq!(health.queue, IndexQueue::default());
    let done = work(test, IndexWork::Prepare).await;
    assert_eq!(done.state, JobState::Done);
    let health = test.desk.index_health(NOTHING).await.unwrap();
    assert!(!health.is_begun, "it is still to be set going");
    assert!(health.queue.counts.waiting > 0);
    assert!(health.queue.counts.held > 0, "the gate has looked at all");

    seat(test, ANNE).await;
    let request = || DryRunIndex {
        case_id: Some(cases[0].to_string()),
        offset: 0,
        limit: 200,
    };
    let dry = test.desk.dry_run_index(request()).await.unwrap();
    let of_case = |dry: &IndexDryRun| {
        let mut rows = dry.rows.iter();
        rows.find(|row| row.kind == IndexObjectKind::Case).cloned()
    };
    let row = of_case(&dry).unwrap();
    assert_eq!(row.held, Some(IndexWhy::GivesAway));
    assert_eq!((row.title.as_str(), row.title_before), (GIVES_AWAY, None));
    assert_eq!(
        (row.operation, row.owner_cvr.as_str()),
        (IndexOperation::Create, CVR)
    );
    assert!(!row.kle.is_empty() && !row.unit.is_empty(), "{dry:?}");
    let seen = row.citizen_sees.unwrap();
    assert_eq!(seen.title, GIVES_AWAY);
    let all = test
        .desk
        .dry_run_index(DryRunIndex {
            limit: 10,
            ..DryRunIndex::default()
        })
        .await
        .unwrap();
    assert_eq!(all.rows.len(), 10);
    assert!(all.total > 10);
    for what in ["importer", "opdater", "fjern", "fremsoeg", "rest", "token"] {
        assert_eq!(standin.count(what), 0, "{what}");
    }

    let mended = titled(cases[0], "Bevilling af rampe");
    assert!(!test.desk.mend_index_title(mended).await.unwrap().is_held);
    told(&setting).await;
    let health = test.desk.index_health(NOTHING).await.unwrap();
    assert!(health.is_begun && health.last_told.is_some() && health.last_contact.is_some());
    let token_until = health.connection.unwrap().token_until;
    assert!(token_until.is_some(), "the token is kept");
    seat(test, ANNE).await;
    let after = titled(cases[0], "Bevilling af trapperampe");
    test.desk.mend_index_title(after).await.unwrap();
    let dry = test.desk.dry_run_index(request()).await.unwrap();
    let row = of_case(&dry).unwrap();
    assert_eq!(row.title_before.as_deref(), Some("Bevilling af rampe"));
    assert_eq!(row.changes, [IndexDiffersIn::Title]);
    assert_eq!((row.operation, row.held), (IndexOperation::Change, None));
    assert_eq!(
        title_there(standin, cases[0]).as_deref(),
        Some("Bevilling af rampe"),
        "looking sends nothing"
    );
}

#[tokio::test]
async fn a_title_that_gives_somebody_away_is_held_mended_and_only_then_published() {
    let setting = with_title(GIVES_AWAY).await;
    let Setting {
        test,
        standin,
        cases,
    } = &setting;
    told(&setting).await;
    assert_eq!(title_there(standin, cases[0]), None);
    seat(test, ANNE).await;
    let held = steps(test, IndexStepState::Held).await;
    let of_case = |row: &&IndexStepRow| row.object_id == cases[0].to_string();
    let row = held.iter().find(of_case).unwrap();
    assert_eq!(row.why, Some(IndexWhy::GivesAway));
    assert!(row.gives_away.contains(&"CPR".to_owned()), "{row:?}");
    assert_eq!(row.title, GIVES_AWAY);
    assert!(row.may_mend);
    let proposed = row.proposed_title.clone().unwrap();
    assert!(!proposed.contains("1234"), "{proposed}");

    let gated = test.desk.gate_index_title(titled(cases[0], GIVES_AWAY));
    let gated = gated.await.unwrap();
    assert!(gated.is_held);
    assert_eq!(gated.findings[0].category, "CPR");
    assert_eq!(gated.proposed_title.as_ref(), Some(&proposed));
    let as_bad = test
        .desk
        .mend_index_title(titled(cases[0], "CPR 610180-1234"));
    assert!(as_bad.await.unwrap().is_held, "it is not given");
    assert_eq!(steps(test, IndexStepState::Held).await, held);
    for (title, problem) in [
        ("", None),
        ("A\nB", None),
        (&"lang ".repeat(60), Some("too_long")),
    ] {
        let refused = test.desk.mend_index_title(titled(cases[0], title)).await;
        let refused = refused.unwrap_err();
        let told = (refused.field.as_deref(), refused.problem.as_deref());
        assert_eq!(told, (Some("title"), problem), "{title}");
    }

    let gated = test
        .desk
        .gate_index_title(titled(cases[0], &proposed))
        .await;
    assert!(!gated.unwrap().is_held, "what is proposed goes out");
    let mended = test.desk.mend_index_title(titled(cases[0], &proposed));
    assert!(!mended.await.unwrap().is_held);
    let shown = test.desk.show_case(OpenCase::of(cases[0].to_string()));
    assert_eq!(shown.await.unwrap().row.title, proposed);
    told(&setting).await;
    assert_eq!(title_there(standin, cases[0]), Some(proposed));
}

#[tokio::test]
async fn a_document_that_names_whom_its_case_is_about_is_held_and_its_case_waits_for_it() {
    let mut name = String::new();
    let setting = setting(
        async |writer: &mut sagsbord_store::Writer, cases: &[CaseId]| {
            let object = sagsbord_domain::IndexObjectId::new(cases[0].uuid());
            let around = writer.around_title(IndexKind::Case, object).await.unwrap();
            name = around.people[0].name.clone();
            let document = DocumentId::new(document_of(cases[0]));
            let title = format!("Brev til {name}");
            writer.set_document_title(document, &title).await.unwrap();
        },
    )
    .await;
    let Setting {
        test,
        standin,
        cases,
    } = &setting;
    let document = document_of(cases[0]);
    told(&setting).await;
    assert!(standin.index().document(document).is_none());
    assert_eq!(title_there(standin, cases[0]), None);
    seat(test, ANNE).await;
    let held = steps(test, IndexStepState::Held).await;
    let of = |id: Uuid| {
        let mut rows = held.iter();
        rows.find(|row| row.object_id == id.to_string()).unwrap()
    };
    let row = of(document);
    assert_eq!(
        (row.kind, row.why),
        (IndexObjectKind::Document, Some(IndexWhy::GivesAway))
    );
    assert_eq!(row.case_id, cases[0].to_string());
    let of_case = of(cases[0].uuid());
    assert_eq!(of_case.why, Some(IndexWhy::Documents));
    assert_eq!(of_case.gives_away, Vec::<String>::new());

    let mended = test
        .desk
        .mend_index_title(titled(document, "Brev om bevilling"));
    assert!(!mended.await.unwrap().is_held);
    told(&setting).await;
    assert!(standin.index().document(document).is_some());
    assert!(title_there(standin, cases[0]).is_some());
    let said = format!(
        "{:?}",
        standin.index().case(cases[0].uuid()).unwrap().newest()
    );
    assert!(
        said.contains("Brev om bevilling") && !said.contains("Brev til"),
        "{said}"
    );
}

#[tokio::test]
async fn who_sees_no_case_sees_counts_and_who_sees_some_sees_no_others() {
    let setting = with_title(GIVES_AWAY).await;
    let Setting { test, cases, .. } = &setting;
    work(test, IndexWork::Prepare).await;
    let all = test.desk.index_health(NOTHING).await.unwrap();
    assert!(all.may_connect && all.connection.is_some());
    let everything = all.queue.counts.waiting + all.queue.counts.held;
    let refused = test.desk.list_index_steps(ListIndexSteps::default()).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);

    seat(test, DORTHE).await;
    let hers = test.desk.index_health(NOTHING).await.unwrap();
    assert_eq!(hers.queue, all.queue, "she reaches all");
    assert!(hers.connection.is_none() && !hers.may_mend && !hers.may_run);
    let beyond = steps(test, IndexStepState::Waiting).await;
    assert!(beyond.iter().all(|row| !row.may_mend));

    seat(test, ANNE).await;
    let some = test.desk.index_health(NOTHING).await.unwrap();
    let counts = some.queue.counts;
    assert!(0 < counts.waiting && counts.waiting + counts.held < everything);
    assert!(some.may_mend);
    let within = steps(test, IndexStepState::Waiting).await;
    assert_eq!(within.len() as u32, counts.waiting);
    let ours: Vec<String> = cases.iter().map(ToString::to_string).collect();
    assert!(
        within
            .iter()
            .all(|row| ours.contains(&row.case_id) && row.may_mend)
    );
    let dry = test
        .desk
        .dry_run_index(DryRunIndex::default())
        .await
        .unwrap();
    assert_eq!(dry.total, counts.waiting + counts.held);

    // What is out of reach is like what is not there.
    let outside = beyond
        .iter()
        .find(|row| !ours.contains(&row.case_id))
        .unwrap();
    let nowhere = Uuid::from_u128(99).to_string();
    for object in [&outside.object_id, &nowhere] {
        let title = || titled(object, "Bevilling af rampe");
        let settle = SettleIndexStep {
            object_id: object.clone(),
            number: outside.number,
            choice: IndexChoice::LetGo,
        };
        let codes = [
            test.desk.gate_index_title(title()).await.unwrap_err().code,
            test.desk.mend_index_title(title()).await.unwrap_err().code,
            test.desk.settle_index_step(settle).await.unwrap_err().code,
        ];
        assert_eq!(codes, [ErrorCode::NotFound; 3]);
    }
}

#[tokio::test]
async fn a_person_decides_what_becomes_of_a_step_that_waits_for_one() {
    let setting = as_it_comes().await;
    let Setting {
        test,
        standin,
        cases,
    } = &setting;
    told(&setting).await;
    // Somebody writes in our name, later than we do, while our own change is on its way.
    let later = TimeDelta::seconds(60);
    for (number, case) in cases.iter().take(3).enumerate() {
        seat(test, ANNE).await;
        let title = format!("Bevilling af rampe {number}");
        test.desk
            .mend_index_title(titled(case, &title))
            .await
            .unwrap();
    }
    standin.faults().plan("opdater", Fault::CutBefore);
    let lost = work(test, IndexWork::Tell).await;
    assert_eq!(lost.error, Some(ErrorCode::IndexNotReached));
    standin.advance(later);
    test.clock.advance(later);
    for case in cases.iter().take(3) {
        let mut entry = standin.index().case(case.uuid()).unwrap();
        for said in &mut entry.registrations {
            said.head.at = Some(test.clock.now());
            said.lists.properties[0].title = Some("Skrevet af en anden".to_owned());
        }
        standin.index().lose(case.uuid());
        told_by_another(standin, &test.clock, vec![entry]);
    }
    work(test, IndexWork::Tell).await;
    seat(test, ANNE).await;
    let parked = steps(test, IndexStepState::Parked).await;
    assert_eq!(parked.len(), 3, "{parked:?}");
    assert!(
        parked
            .iter()
            .all(|row| row.why == Some(IndexWhy::SomebodyElse))
    );

    let settle = async |case: CaseId, choice: IndexChoice| {
        let row = parked.iter().find(|row| row.object_id == case.to_string());
        let request = SettleIndexStep {
            object_id: case.to_string(),
            number: row.unwrap().number,
            choice,
        };
        test.desk.settle_index_step(request).await
    };
    settle(cases[0], IndexChoice::LetGo).await.unwrap();
    settle(cases[1], IndexChoice::SayAnew).await.unwrap();
    settle(cases[2], IndexChoice::TryAgain).await.unwrap();
    let twice = settle(cases[0], IndexChoice::LetGo).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::NotFound);
    assert!(steps(test, IndexStepState::Parked).await.is_empty());
    told(&setting).await;
    let there = |at: usize| title_there(standin, cases[at]).unwrap();
    assert_eq!(there(0), "Skrevet af en anden");
    assert_eq!(there(1), "Bevilling af rampe 1");
}

#[tokio::test]
async fn work_that_is_stopped_ends_between_two_messages_and_loses_nothing() {
    let setting = as_it_comes().await;
    let Setting { test, standin, .. } = &setting;
    standin
        .faults()
        .plan("importer", Fault::Slow(Duration::from_millis(700)));
    seat(test, AGNES).await;
    let tell = || StartIndexWork {
        work: IndexWork::Tell,
    };
    let started = test.desk.start_index_work(tell()).await.unwrap();
    while standin.count("importer") == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let health = test.desk.index_health(NOTHING).await.unwrap();
    assert_eq!(health.job.as_ref(), Some(&started.job_id));
    let twice = test.desk.start_index_work(tell()).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::JobRunning);
    let job_id = started.job_id.clone();
    test.desk.cancel_job(CancelJob { job_id }).await.unwrap();
    let job = ended(test, &started.job_id).await;
    assert_eq!(job.state, JobState::Cancelled);
    assert_eq!(standin.count("importer"), 1);
    let counts = test.desk.index_queue().await.unwrap();
    assert!(counts.waiting > 0 && counts.sent == 0, "{counts:?}");
    told(&setting).await;
    assert_eq!(standin.index().imported_twice(), Vec::<Uuid>::new());
}

#[tokio::test]
async fn differences_are_seen_and_mended_by_those_who_reach_the_case() {
    let setting = as_it_comes().await;
    let Setting {
        test,
        standin,
        cases,
    } = &setting;
    told(&setting).await;
    let outside = {
        let ids = standin.index().case_ids();
        let is_ours = |id: &&Uuid| cases.iter().any(|case| case.uuid() == **id);
        *ids.iter().find(|id| !is_ours(id)).unwrap()
    };
    standin
        .index()
        .disturb(cases[0].uuid(), "En helt anden titel");
    standin.index().disturb(outside, "En anden titel igen");
    let later = TimeDelta::seconds(1);
    test.clock.advance(later);
    standin.advance(later);
    seat(test, ANNE).await;
    let before = test.desk.index_differences(NOTHING).await.unwrap();
    assert_eq!((before.compared_at, before.rows.len()), (None, 0));
    work(test, IndexWork::Compare).await;
    seat(test, DORTHE).await;
    let all = test.desk.index_differences(NOTHING).await.unwrap();
    assert_eq!((all.rows.len(), all.may_mend), (2, false));
    seat(test, ANNE).await;
    let hers = test.desk.index_differences(NOTHING).await.unwrap();
    let [row] = hers.rows.as_slice() else {
        panic!("{hers:?}");
    };
    assert!(hers.compared > 0 && hers.compared < all.compared);
    assert_eq!(row.object_id, cases[0].to_string());
    assert_eq!(row.about, IndexDiffersIn::Title);
    assert_eq!(row.there.as_deref(), Some("En helt anden titel"));
    let mend = |objects: &[Uuid], mend| MendIndexDifferences {
        object_ids: objects.iter().map(ToString::to_string).collect(),
        mend,
    };
    let both = mend(&[cases[0].uuid(), outside], IndexMend::Index);
    let refused = test.desk.mend_index_differences(both).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound, "all or none");
    let own = mend(&[cases[0].uuid()], IndexMend::Index);
    let left = test.desk.mend_index_differences(own).await.unwrap();
    assert_eq!(left.rows, []);
    let title = row.here.clone();
    told(&setting).await;
    assert_eq!(title_there(standin, cases[0]), title);
}

#[tokio::test]
async fn what_changes_is_told_by_itself_and_nothing_is_asked_in_between() {
    let setting = as_it_comes().await;
    told(&setting).await;
    let Setting {
        test,
        standin,
        cases,
    } = setting;
    let test = test.restart_with_upkeep().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    seat(&test, ANNE).await;
    let mut events = test.desk.events();
    let title = "Bevilling af trapperampe";
    test.desk
        .mend_index_title(titled(cases[0], title))
        .await
        .unwrap();
    let changed = async {
        while title_there(&standin, cases[0]).as_deref() != Some(title) {
            assert!(events.next().await.is_some());
        }
    };
    tokio::time::timeout(Duration::from_secs(20), changed)
        .await
        .unwrap();
    // The first question comes soon after the program began; after that there is nothing to do.
    while standin.count("fremsoeg") == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (asked, woken) = (standin.count("fremsoeg"), test.desk.app().index_wakeups());
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(standin.count("fremsoeg"), asked);
    let more = test.desk.app().index_wakeups() - woken;
    assert!(more <= 1, "woken {more} times with nothing to do");
}

#[tokio::test]
async fn who_handles_a_case_is_told_by_the_name_they_have_now() {
    let setting = as_it_comes().await;
    let Setting { test, standin, .. } = &setting;
    told(&setting).await;
    seat(test, AGNES).await;
    let people = test.desk.list_people(NOTHING).await.unwrap().rows;
    let handles = |standin: &StandIn, name: &str| {
        let index = standin.index();
        let ids = index.case_ids();
        let said = ids.iter().map(|id| format!("{:?}", index.case(*id)));
        said.filter(|said| said.contains(name)).count()
    };
    let anne = people.iter().find(|row| row.username == ANNE.0).unwrap();
    let before = handles(standin, &anne.name);
    assert!(before > 0);
    let changed = ChangePerson {
        id: anne.id.clone(),
        name: "Anne Nyegaard".to_owned(),
        unit_id: anne.unit_id.clone(),
        active: true,
    };
    test.desk.change_person(changed).await.unwrap();
    let later = TimeDelta::seconds(1);
    test.clock.advance(later);
    standin.advance(later);
    told(&setting).await;
    assert_eq!(handles(standin, "Anne Nyegaard"), before);
    let updates = standin.count("opdater");
    told(&setting).await;
    assert_eq!(standin.count("opdater"), updates, "once");
}

#[tokio::test]
async fn plan_and_units_are_read_over_a_new_connection_and_not_again_the_same_day() {
    let Setting { test, standin, .. } = as_it_comes().await;
    let mut connection = connection_to(&standin);
    connection.settings.classification = Some(ClassificationSettings {
        address: standin.classification_address(),
        audience: "http://entityid.kombit.dk/service/klassifikation/7".to_owned(),
        plan: "KLE".to_owned(),
        roles: "Indekser/Relationsroller".to_owned(),
    });
    let test = test.restart_with_upkeep().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    sign_in(&test.desk).await;
    test.desk
        .connect_platform(connection.clone())
        .await
        .unwrap();
    let asked = || standin.count("KlassifikationListeHent");
    let until = async |times: u64| {
        let came = async {
            while asked() < times {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), came)
            .await
            .unwrap();
    };
    until(1).await;
    // Woken by something else, it has nothing to read.
    seat(&test, AGNES).await;
    work(&test, IndexWork::Prepare).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!((asked(), standin.count("importer")), (1, 0));
    test.desk.connect_platform(connection).await.unwrap();
    until(2).await;
}

#[tokio::test]
async fn a_letter_that_was_put_off_is_handed_in_also_where_no_events_are_listened_to() {
    let setting = as_it_comes().await;
    let mut connection = connection_to(&setting.standin);
    connection.settings.post = Some(post_at(&setting.standin));
    setting
        .test
        .desk
        .connect_platform(connection)
        .await
        .unwrap();
    told(&setting).await;
    let Setting {
        test,
        standin,
        cases,
    } = setting;
    seat(&test, ANNE).await;
    let letter = draft(cases[0], SOMEBODY);
    let letter = test.desk.draft_letter(letter).await.unwrap();
    standin.faults().plan("letter", Fault::Busy(1));
    test.desk.send_letter(letter).await.unwrap();
    let taken = || standin.letters().get(&letter.uuid()).copied();
    assert_eq!(taken(), None);
    let later = TimeDelta::hours(2);
    test.clock.advance(later);
    standin.advance(later);
    let test = test.restart_with_upkeep().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    let handed_in = async {
        while taken() != Some(1) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), handed_in)
        .await
        .unwrap();
}

#[tokio::test]
async fn in_trouble_the_watch_waits_and_a_person_who_starts_ends_the_waiting() {
    let setting = as_it_comes().await;
    told(&setting).await;
    let Setting {
        test,
        standin,
        cases,
    } = setting;
    standin.faults().by_chance(7, 1000, &[Fault::Busy(1)]);
    let test = test.restart_with_upkeep().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    seat(&test, ANNE).await;
    let title = |title| titled(cases[0], title);
    let first = title("Bevilling af trapperampe");
    test.desk.mend_index_title(first).await.unwrap();
    let trouble = async {
        while test.desk.index_health(NOTHING).await.unwrap().trouble != Some(IndexTrouble::Busy) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), trouble)
        .await
        .unwrap();
    standin.faults().stop();
    let asked = || {
        let whats = ["importer", "opdater", "fremsoeg"].iter();
        whats.map(|what| standin.count(what)).sum::<u64>()
    };
    let before = asked();
    // Another change is no reason to ask on.
    let second = title("Bevilling af rampe til trappe");
    test.desk.mend_index_title(second).await.unwrap();
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(asked(), before);
    let later = TimeDelta::minutes(1);
    test.clock.advance(later);
    standin.advance(later);
    assert_eq!(work(&test, IndexWork::Tell).await.state, JobState::Done);
    let there = title_there(&standin, cases[0]);
    assert_eq!(there.as_deref(), Some("Bevilling af rampe til trappe"));
    let health = test.desk.index_health(NOTHING).await.unwrap();
    assert_eq!(health.trouble, None);
}
