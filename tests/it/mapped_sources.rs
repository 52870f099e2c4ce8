use chrono::TimeDelta;
use sagsbord_app::ports::{Clock as _, Links};
use sagsbord_contract::*;
use sagsbord_domain::UnitId;
use sagsbord_standin::{InventedCase, InventedSystem, SourceFault, SourceStandIn};
use sagsbord_store::{Store, StoreKey, Unit};
use sagsbord_testkit::desk::TestDesk;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

use crate::shared_index::{municipality, sign_in};
use crate::support::{NOTHING, administrator, sign_in_as, started, words};

const NAMES: [&str; 2] = ["Tårnfalk ESDH", "Kornblomst Ydelse"];

struct Joined {
    test: TestDesk,
    taarnfalk: SourceStandIn,
    kornblomst: SourceStandIn,
    citizen: String,
    cpr: String,
}

fn save(text: String, secret: Option<&str>) -> SaveSource {
    SaveSource {
        id: None,
        version: 0,
        text,
        secret: secret.map(str::to_owned),
    }
}

async fn shipped(test: &TestDesk, name: &str) -> String {
    let sources = test.desk.list_sources(NOTHING).await.unwrap();
    let mut shipped = sources.shipped.into_iter();
    shipped.find(|one| one.name == name).unwrap().text
}

/// With times that a test can wait for.
async fn mapping(test: &TestDesk, service: &SourceStandIn, name: &str) -> String {
    let text = service.pointed_here(&shipped(test, name).await);
    text.replace(
        "seconds = 10\nseconds_in_all = 20",
        "seconds = 1\nseconds_in_all = 2",
    )
}

async fn to_dorthe(test: &TestDesk) {
    test.desk.sign_out(NOTHING).await.unwrap();
    let dorthe = sign_in_as("dorthe", "lyset i det øverste vindue");
    test.desk.sign_in(dorthe).await.unwrap();
}

async fn to_agnes(test: &TestDesk) {
    test.desk.sign_out(NOTHING).await.unwrap();
    sign_in(&test.desk).await;
}

/// Both systems are joined, and somebody who reaches everything asks about a citizen that neither knows.
async fn joined() -> Joined {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let taarnfalk = SourceStandIn::start(InventedSystem::Taarnfalk).await;
    let kornblomst = SourceStandIn::start(InventedSystem::Kornblomst).await;
    let (taarnfalk, kornblomst) = (taarnfalk.unwrap(), kornblomst.unwrap());
    for (service, name) in [(&taarnfalk, NAMES[0]), (&kornblomst, NAMES[1])] {
        let text = mapping(&test, service, name).await;
        let kept = test
            .desk
            .save_source(save(text, Some(SourceStandIn::SECRET)));
        kept.await.unwrap();
    }
    to_dorthe(&test).await;
    let case = test.desk.list_cases(words("")).await.unwrap().rows;
    let own = case
        .iter()
        .find(|row| row.source == crate::shared_index::OWN);
    let shown = OpenCase::of(&own.unwrap().id);
    let citizen = test.desk.show_case(shown).await.unwrap().parties[0]
        .id
        .clone();
    let asked = test.desk.ask_sources_about(about(&citizen)).await.unwrap();
    assert!(
        rows_of(&asked)
            .iter()
            .all(|row| row.state == AskedState::Ok)
    );
    // Its mapping puts the number in the address, where this test reads it.
    let seen = kornblomst.asked();
    let cpr = seen[0].split("cprnr=").nth(1).unwrap();
    let cpr = cpr[..11].replace('-', "");
    Joined {
        test,
        taarnfalk,
        kornblomst,
        citizen,
        cpr,
    }
}

fn about(citizen: &str) -> AskSourcesAbout {
    AskSourcesAbout {
        citizen_id: Some(citizen.to_owned()),
        case_id: None,
    }
}

fn rows_of(asked: &SourcesAsked) -> Vec<&AskedSource> {
    let is_mapped = |row: &&AskedSource| NAMES.contains(&row.name.as_str());
    asked.sources.iter().filter(is_mapped).collect()
}

fn of<'a>(asked: &'a SourcesAsked, name: &str) -> &'a AskedSource {
    let mut of = asked.sources.iter().filter(|row| row.name == name);
    of.next().unwrap()
}

fn invented(joined: &Joined, system: InventedSystem, id: &str, number: &str) -> InventedCase {
    let mut case = InventedCase::of(
        id,
        number,
        "Rampe ved hoveddør",
        &joined.cpr,
        "Uden betydning",
    );
    let (protection, status, unit) = match system {
        InventedSystem::Taarnfalk => ("INTERNAL", "INFORMED", "BYG"),
        InventedSystem::Kornblomst => ("1", "2", "700"),
    };
    case.protection = protection.to_owned();
    case.status = status.to_owned();
    case.unit = unit.to_owned();
    case.kle = "67.02.03".to_owned();
    case
}

#[tokio::test]
async fn two_systems_with_the_same_number_give_two_cases_that_are_kept_shown_and_marked_when_gone()
{
    let joined = joined().await;
    let Joined {
        test,
        taarnfalk,
        kornblomst,
        citizen,
        ..
    } = &joined;
    taarnfalk.add(invented(
        &joined,
        InventedSystem::Taarnfalk,
        "t1",
        "26/0815",
    ));
    kornblomst.add(invented(
        &joined,
        InventedSystem::Kornblomst,
        "k1",
        "26/0815",
    ));
    let asked = test.desk.ask_sources_about(about(citizen)).await.unwrap();
    let states: Vec<_> = rows_of(&asked)
        .iter()
        .map(|row| (row.state, row.cases))
        .collect();
    assert_eq!(states, [(AskedState::Ok, 1), (AskedState::Ok, 1)]);

    let found = test.desk.list_cases(words("26/0815")).await.unwrap().rows;
    let mut from: Vec<(&str, &str)> = found
        .iter()
        .map(|row| (row.source.as_str(), row.unit.as_str()))
        .collect();
    from.sort_unstable();
    assert_eq!(
        from,
        [(NAMES[1], "Ydelseskontoret"), (NAMES[0], "Byggesag")]
    );
    let known_before = found[0].citizen.clone();
    assert_ne!(
        known_before.as_deref(),
        Some("Uden betydning"),
        "a person keeps the name that is here"
    );

    // Asked again, nothing is doubled; what is not there any more is marked, and open no longer.
    taarnfalk.remove("t1");
    let asked = test.desk.ask_sources_about(about(citizen)).await.unwrap();
    assert_eq!(
        (of(&asked, NAMES[0]).cases, of(&asked, NAMES[1]).cases),
        (0, 1)
    );
    let found = test.desk.list_cases(words("26/0815")).await.unwrap().rows;
    assert_eq!(found.len(), 2);
    let gone = found.iter().find(|row| row.source == NAMES[0]).unwrap();
    let shown = ShowCase {
        id: gone.id.clone(),
    };
    let source = test.desk.case_source(shown).await.unwrap();
    assert!(source.gone_at.is_some());
    let open = ListCases {
        only_open: true,
        ..words("26/0815")
    };
    assert_eq!(test.desk.list_cases(open).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn notes_of_the_owners_journal_come_with_the_case_and_go_with_it() {
    let joined = joined().await;
    let (test, taarnfalk) = (&joined.test, &joined.taarnfalk);
    let invented = invented(&joined, InventedSystem::Taarnfalk, "t7", "26/0817");
    taarnfalk.add(invented.clone());
    let asked = test.desk.ask_sources_about(about(&joined.citizen)).await;
    asked.unwrap();
    let found = test.desk.list_cases(words("26/0817")).await.unwrap().rows;
    let case = found[0].id.clone();
    let show = || ShowCase { id: case.clone() };
    let journal = test.desk.list_notes(show()).await.unwrap();
    assert!(
        journal.from_source.is_empty(),
        "they come with the case itself"
    );
    let source = test.desk.case_source(show()).await.unwrap();
    assert!(
        source
            .capabilities
            .contains(&SourceCapability::JournalNotes)
    );
    let ask = AskSourcesAbout {
        citizen_id: None,
        case_id: Some(case.clone()),
    };
    let asked = test.desk.ask_sources_about(ask.clone()).await.unwrap();
    assert_eq!(of(&asked, NAMES[0]).state, AskedState::Ok);
    let journal = test.desk.list_notes(show()).await.unwrap();
    let notes: Vec<(&str, Option<&str>, &str)> = journal
        .from_source
        .iter()
        .map(|note| {
            (
                note.text.as_str(),
                note.author.as_deref(),
                note.source.as_str(),
            )
        })
        .collect();
    assert_eq!(
        notes,
        [("Ringet op og aftalt besøg.", Some("M. Prøve"), NAMES[0])]
    );
    assert!(journal.notes.is_empty() && journal.drafts.is_empty());
    let page = CaseTimeline {
        id: case.clone(),
        before: None,
        limit: 100,
    };
    let page = test.desk.case_timeline(page).await.unwrap();
    assert!(
        page.rows
            .iter()
            .any(|row| matches!(&row.what, TimelineWhat::SourceNote(note) if note.text == "Ringet op og aftalt besøg."))
    );
    // One that is too long to be kept is counted, and what was here stays.
    taarnfalk.remove("t7");
    let mut changed = invented;
    let mut second = changed.notes[0].clone();
    second.id = "t7-n2".to_owned();
    second.text = "Skrevet til borgeren.".to_owned();
    changed.notes[0].text = "å".repeat(100_001);
    changed.notes.push(second);
    taarnfalk.add(changed.clone());
    let asked = test.desk.ask_sources_about(ask.clone()).await.unwrap();
    assert_eq!(of(&asked, NAMES[0]).incomplete, 1);
    let texts = async || -> Vec<String> {
        let journal = test.desk.list_notes(show()).await.unwrap();
        let notes = journal.from_source.into_iter();
        let mut texts: Vec<String> = notes.map(|note| note.text).collect();
        texts.sort_unstable();
        texts
    };
    let both = ["Ringet op og aftalt besøg.", "Skrevet til borgeren."];
    assert_eq!(texts().await, both);
    // What is not in the owner's journal any more is not here either.
    taarnfalk.remove("t7");
    changed.notes.remove(0);
    taarnfalk.add(changed);
    test.desk.ask_sources_about(ask).await.unwrap();
    assert_eq!(texts().await, both[1..]);
}

#[tokio::test]
async fn one_that_hangs_or_answers_nonsense_holds_nobody_and_loses_nothing() {
    let joined = joined().await;
    let Joined {
        test,
        taarnfalk,
        kornblomst,
        citizen,
        ..
    } = &joined;
    taarnfalk.add(invented(&joined, InventedSystem::Taarnfalk, "t1", "26/1"));
    kornblomst.add(invented(&joined, InventedSystem::Kornblomst, "k1", "26/2"));
    test.desk.ask_sources_about(about(citizen)).await.unwrap();
    let check = async |fault, state, trouble, field: Option<&str>| {
        taarnfalk.misbehave(Some(fault));
        test.clock.advance(TimeDelta::seconds(30));
        let asked = test.desk.ask_sources_about(about(citizen)).await.unwrap();
        let row = of(&asked, NAMES[0]);
        assert_eq!(
            (row.state, row.trouble, row.field.as_deref(), row.cases),
            (state, Some(trouble), field, 1),
            "{fault:?}"
        );
        assert_ne!(row.fetched_at, of(&asked, NAMES[1]).fetched_at, "{fault:?}");
        assert_eq!(of(&asked, NAMES[1]).state, AskedState::Ok, "{fault:?}");
    };
    use AskedState::{Failed, Hung};
    check(SourceFault::Hang, Hung, SourceTrouble::TimedOut, None).await;
    check(SourceFault::Html, Failed, SourceTrouble::NotJson, None).await;
    check(SourceFault::Broken, Failed, SourceTrouble::Refused, None).await;
    check(SourceFault::Huge, Failed, SourceTrouble::TooLarge, None).await;
    check(
        SourceFault::NoTitle,
        Failed,
        SourceTrouble::Shape,
        Some("case.title"),
    )
    .await;
    check(
        SourceFault::Endless,
        Failed,
        SourceTrouble::TooManyPages,
        None,
    )
    .await;

    to_agnes(test).await;
    let listed = test.desk.list_sources(NOTHING).await.unwrap().rows;
    let row = listed.iter().find(|row| row.name == NAMES[0]).unwrap();
    assert_eq!(row.trouble, Some(SourceTrouble::TooManyPages));
    assert!(row.last_answer.is_some() && row.trouble_since.is_some());
    to_dorthe(test).await;
    taarnfalk.misbehave(None);
    let asked = test.desk.ask_sources_about(about(citizen)).await.unwrap();
    assert_eq!(of(&asked, NAMES[0]).state, AskedState::Ok);
}

#[derive(Default)]
struct Opened(Mutex<Vec<String>>);

impl Links for Opened {
    fn open(&self, address: &str) -> bool {
        self.0.lock().unwrap().push(address.to_owned());
        true
    }
}

#[tokio::test]
async fn documents_come_with_their_case_and_their_bytes_when_somebody_opens_them() {
    let joined = joined().await;
    let Joined {
        test,
        taarnfalk,
        kornblomst,
        citizen,
        ..
    } = &joined;
    taarnfalk.add(invented(&joined, InventedSystem::Taarnfalk, "t1", "26/1"));
    kornblomst.add(invented(
        &joined,
        InventedSystem::Kornblomst,
        "k 1/..",
        "26/2",
    ));
    test.desk.ask_sources_about(about(citizen)).await.unwrap();
    let opened = Arc::new(Opened::default());
    test.desk.open_links_by(opened.clone());
    for (name, number, link) in [
        (NAMES[0], "26/1", "https://taarnfalk.example.dk/sag/t1"),
        (
            NAMES[1],
            "26/2",
            "https://kornblomst.example.dk/sag?nr=26%2F2",
        ),
    ] {
        let rows = test.desk.list_cases(words(number)).await.unwrap().rows;
        let row = rows.iter().find(|row| row.source == name).unwrap();
        let shown = || ShowCase { id: row.id.clone() };
        let case = AskSourcesAbout {
            citizen_id: None,
            case_id: Some(row.id.clone()),
        };
        let asked = test.desk.ask_sources_about(case).await.unwrap();
        assert_eq!(asked.sources.len(), 1, "only its owner is asked");
        assert_eq!(asked.sources[0].state, AskedState::Ok, "{asked:?}");
        let detail = test.desk.show_case(OpenCase::of(&row.id)).await.unwrap();
        let document = &detail.documents[0];
        assert_eq!(
            (document.title.as_str(), document.bytes),
            ("Ansøgning", None)
        );
        let source = test.desk.case_source(shown()).await.unwrap();
        assert_eq!(
            source.documents_to_fetch,
            std::slice::from_ref(&document.id)
        );
        assert!(source.capabilities.contains(&SourceCapability::DeepLink));

        let service = if name == NAMES[0] {
            taarnfalk
        } else {
            kornblomst
        };
        service.misbehave(Some(SourceFault::NotAllowed));
        let refused = test.desk.read_document(&document.id).await.err().unwrap();
        assert_eq!(refused.code, ErrorCode::SourceNotAnswered);
        assert_eq!(refused.problem.as_deref(), Some("not_allowed"));
        service.misbehave(None);
        let bytes = test.desk.read_document(&document.id).await.unwrap();
        assert_eq!(
            bytes.bytes.as_slice(),
            "Jeg søger om hjælp i hverdagen.\n".as_bytes()
        );
        assert_eq!(
            (bytes.name.as_str(), bytes.media_type.as_str()),
            ("Ansøgning.txt", "text/plain")
        );
        // From now on it is here, whatever becomes of the system.
        service.misbehave(Some(SourceFault::Broken));
        test.desk.read_document(&document.id).await.unwrap();
        service.misbehave(None);
        test.desk.open_in_source(shown()).await.unwrap();
        assert_eq!(opened.0.lock().unwrap().pop().as_deref(), Some(link));
    }
}

#[tokio::test]
async fn what_an_outside_system_calls_a_file_makes_it_no_page_of_ours() {
    let joined = joined().await;
    let mut case = invented(&joined, InventedSystem::Taarnfalk, "t1", "26/1");
    case.documents[0].media_type = "text/html".to_owned();
    case.documents[0].title = "../../etc/passwd\u{0}".to_owned();
    joined.taarnfalk.add(case);
    let test = &joined.test;
    test.desk
        .ask_sources_about(about(&joined.citizen))
        .await
        .unwrap();
    let rows = test.desk.list_cases(words("26/1")).await.unwrap().rows;
    let row = rows.iter().find(|row| row.source == NAMES[0]).unwrap();
    let case = AskSourcesAbout {
        citizen_id: None,
        case_id: Some(row.id.clone()),
    };
    test.desk.ask_sources_about(case).await.unwrap();
    let shown = OpenCase::of(&row.id);
    let document = test
        .desk
        .show_case(shown)
        .await
        .unwrap()
        .documents
        .remove(0);
    let bytes = test.desk.read_document(&document.id).await.unwrap();
    assert_eq!(bytes.media_type, "application/octet-stream");
    assert!(
        !bytes.name.contains('/') && !bytes.name.starts_with('.'),
        "{}",
        bytes.name
    );
}

#[tokio::test]
async fn a_mapping_is_tried_step_by_step_and_tells_nothing_of_anybody() {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let service = SourceStandIn::start(InventedSystem::Taarnfalk)
        .await
        .unwrap();
    service.know_anybody();
    let text = mapping(&test, &service, NAMES[0]).await;
    let tried = async |secret: &str| {
        let request = TrySource {
            id: None,
            text: Some(text.clone()),
            secret: Some(secret.to_owned()),
        };
        test.desk.try_source(request).await.unwrap().steps
    };
    let steps = tried(SourceStandIn::SECRET).await;
    let troubles: Vec<_> = steps.iter().map(|step| (step.step, step.trouble)).collect();
    assert_eq!(
        troubles,
        [
            (SourceStep::Reached, None),
            (SourceStep::LetIn, None),
            (SourceStep::FirstCase, None),
            (SourceStep::Documents, None),
            (SourceStep::DeepLink, None)
        ]
    );
    assert!(
        steps[2].fields.iter().all(|field| field.is_there),
        "{:?}",
        steps[2]
    );
    let said = serde_json::to_string(&steps).unwrap();
    for personal in ["610180", "Ukendt", "Støtte", "26/"] {
        assert!(!said.contains(personal), "{said}");
    }
    let ends_at = |steps: &[TriedSourceStep]| {
        let last = steps.last().unwrap();
        (last.step, last.trouble.unwrap())
    };
    let steps = tried("forkert").await;
    assert_eq!(
        ends_at(&steps),
        (SourceStep::LetIn, SourceTrouble::NotAllowed)
    );
    service.misbehave(Some(SourceFault::Html));
    let steps = tried(SourceStandIn::SECRET).await;
    assert_eq!(
        ends_at(&steps),
        (SourceStep::FirstCase, SourceTrouble::NotJson)
    );
    service.misbehave(Some(SourceFault::Hang));
    let steps = tried(SourceStandIn::SECRET).await;
    assert_eq!(
        ends_at(&steps),
        (SourceStep::Reached, SourceTrouble::TimedOut)
    );
    drop(service);
    let steps = tried(SourceStandIn::SECRET).await;
    assert_eq!(
        ends_at(&steps),
        (SourceStep::Reached, SourceTrouble::NotReached)
    );
    assert_eq!(
        test.desk.list_sources(NOTHING).await.unwrap().rows.len(),
        3,
        "nothing is kept"
    );
}

#[tokio::test]
async fn a_mapping_with_a_fault_is_not_kept_and_each_fault_has_its_line() {
    let test = municipality().await;
    sign_in(&test.desk).await;
    let good = shipped(&test, NAMES[0]).await;
    let line_of = |text: &str, what: &str| {
        let at = text.lines().position(|line| line.starts_with(what));
        u32::try_from(at.unwrap()).unwrap() + 1
    };
    let bad = good
        .replace(
            "otherwise = \"Borgerservice\"",
            "otherwise = \"Ingen steder\"",
        )
        .replace("BYG = \"Byggesag\"", "BYG = \"Heller ikke her\"");
    let check = CheckSourceMapping { text: bad.clone() };
    let checked = test.desk.check_source_mapping(check).await.unwrap();
    let faults: Vec<_> = checked
        .faults
        .iter()
        .map(|fault| (fault.line, fault.field.as_str(), fault.problem))
        .collect();
    assert_eq!(
        faults,
        [
            (
                line_of(&bad, "otherwise = \"Ingen"),
                "unit.otherwise",
                MappingProblem::UnknownUnit
            ),
            (
                line_of(&bad, "BYG"),
                "unit.of.BYG",
                MappingProblem::UnknownUnit
            )
        ]
    );
    let refused = test
        .desk
        .save_source(save(bad, Some("x")))
        .await
        .unwrap_err();
    assert_eq!(
        (refused.field.as_deref(), refused.problem.as_deref()),
        (Some("text"), Some("faults"))
    );
    let check = CheckSourceMapping { text: good.clone() };
    let checked = test.desk.check_source_mapping(check).await.unwrap();
    assert_eq!(checked.host.as_deref(), Some("taarnfalk.example.dk"));
    assert!(checked.needs_secret && checked.faults.is_empty());
    for (secret, problem) in [(None, "missing"), (Some("to\nlinjer"), "not_a_secret")] {
        let refused = test
            .desk
            .save_source(save(good.clone(), secret))
            .await
            .unwrap_err();
        assert_eq!(refused.problem.as_deref(), Some(problem));
    }
    let refused = good.replace("name = \"Tårnfalk ESDH\"", "name = \"Egne sager\"");
    let refused = test
        .desk
        .save_source(save(refused, Some("x")))
        .await
        .unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("name_taken"));
}

#[tokio::test]
async fn two_who_change_a_source_do_not_overwrite_each_other_and_a_secret_goes_to_no_other_machine()
{
    let test = municipality().await;
    sign_in(&test.desk).await;
    let service = SourceStandIn::start(InventedSystem::Taarnfalk)
        .await
        .unwrap();
    let text = mapping(&test, &service, NAMES[0]).await;
    let kept = test
        .desk
        .save_source(save(text.clone(), Some(SourceStandIn::SECRET)));
    let kept = kept.await.unwrap();
    let row = kept.rows.iter().find(|row| row.name == NAMES[0]).unwrap();
    let again = |version, text: &str, secret: Option<&str>| SaveSource {
        id: Some(row.id.clone()),
        version,
        ..save(text.to_owned(), secret)
    };
    test.desk
        .save_source(again(row.version, &text, None))
        .await
        .unwrap();
    let late = test.desk.save_source(again(row.version, &text, None)).await;
    assert_eq!(late.unwrap_err().code, ErrorCode::Conflict);
    let shown = ShowSource { id: row.id.clone() };
    let shown = test.desk.show_source(shown).await.unwrap();
    assert_eq!(shown.mapping, text);

    let elsewhere = text.replace("http://127.0.0.1", "http://localhost");
    let refused = test
        .desk
        .save_source(again(shown.row.version, &elsewhere, None))
        .await;
    assert_eq!(
        refused.unwrap_err().problem.as_deref(),
        Some("another_host")
    );
    let request = TrySource {
        id: Some(row.id.clone()),
        text: Some(elsewhere),
        secret: None,
    };
    let steps = test.desk.try_source(request).await.unwrap().steps;
    assert_eq!(steps[0].trouble, Some(SourceTrouble::NoSecret));
    assert_eq!(service.tokens_handed_out(), 0, "it was shown to nobody");

    let removal = RemoveSource {
        id: row.id.clone(),
        version: shown.row.version,
    };
    let left = test.desk.remove_source(removal.clone()).await.unwrap().rows;
    assert!(left.iter().all(|row| row.name != NAMES[0]));
    let twice = test.desk.remove_source(removal).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::NotFound);
    let back = test
        .desk
        .save_source(save(text, Some("x")))
        .await
        .unwrap()
        .rows;
    assert!(
        back.iter().any(|back| back.id == row.id),
        "it is known again"
    );
}

#[tokio::test]
async fn what_lets_us_in_is_in_the_key_service_and_nowhere_in_the_folder() {
    let test = started().await;
    // Somebody told of a unit, as the organisation does.
    test.desk.app().close().await;
    let key = StoreKey::from_hex(test.key_ring.secrets()[0].trim()).unwrap();
    let store = Store::open(&test.folder(), &key, test.clock.now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    for name in ["Borgerservice", "Visitation og Hverdagshjælp", "Byggesag"] {
        let unit = Unit {
            id: UnitId::new(Uuid::new_v4()),
            name: name.to_owned(),
            parent: None,
        };
        writer.add_unit(&unit).await.unwrap();
    }
    writer.commit().await.unwrap();
    store.close().await;
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk.sign_in(administrator()).await.unwrap();
    let text = shipped(&test, NAMES[0]).await;
    const SECRET: &str = "en-hemmelighed-som-ingen-kender";
    let kept = test
        .desk
        .save_source(save(text.clone(), Some(SECRET)))
        .await
        .unwrap();
    assert!(test.key_ring.secrets().iter().any(|kept| kept == SECRET));
    let row = kept
        .rows
        .into_iter()
        .find(|row| row.name == NAMES[0])
        .unwrap();

    test.key_ring
        .set_out_of_order(Some(sagsbord_app::ports::KeyRingError::Locked));
    let again = SaveSource {
        id: Some(row.id.clone()),
        version: row.version,
        ..save(text, Some("en-anden"))
    };
    let refused = test.desk.save_source(again).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyringLocked);
    let shown = ShowSource { id: row.id.clone() };
    let shown = test.desk.show_source(shown).await.unwrap();
    assert_eq!(shown.row.version, row.version, "nothing of it was kept");
    test.key_ring.set_out_of_order(None);

    let removal = RemoveSource {
        id: row.id,
        version: row.version,
    };
    test.desk.remove_source(removal).await.unwrap();
    assert!(!test.key_ring.secrets().iter().any(|kept| kept == SECRET));
    test.desk.app().close().await;
    let mut folders = vec![test.folder()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                let has = bytes
                    .windows(SECRET.len())
                    .any(|part| part == SECRET.as_bytes());
                assert!(!has, "{}", path.display());
            }
        }
    }
}
