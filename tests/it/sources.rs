use sagsbord_app::AskedAbout;
use sagsbord_contract::*;
use sagsbord_standin::Fault;
use uuid::Uuid;

use crate::cases::{demo, demo_for_anne};
use crate::shared_index::{Setting, foreign, setting, told};
use crate::support::{NOTHING, sign_in_as, words};

fn about_citizen(id: &str) -> AskSourcesAbout {
    AskSourcesAbout {
        citizen_id: Some(id.to_owned()),
        case_id: None,
    }
}

fn about_case(id: &str) -> AskSourcesAbout {
    AskSourcesAbout {
        citizen_id: None,
        case_id: Some(id.to_owned()),
    }
}

fn of_kind(asked: &SourcesAsked, kind: SourceKind) -> &AskedSource {
    let mut of_kind = asked.sources.iter().filter(|source| source.kind == kind);
    of_kind.next().unwrap()
}

#[tokio::test]
async fn each_source_answers_for_itself_and_one_in_trouble_leaves_what_was_kept_of_it() {
    let Setting { test, standin } = setting().await;
    told(
        &standin,
        &test.clock,
        vec![foreign(1, "Rampe"), foreign(2, "Lift")],
    );
    test.desk.sign_out(NOTHING).await.unwrap();
    let dorthe = sign_in_as("dorthe", "lyset i det øverste vindue");
    test.desk.sign_in(dorthe).await.unwrap();
    let about = AskedAbout::Cpr("7003801234".to_owned());
    test.desk.ask_index_about(about).await.unwrap();
    let case = Uuid::from_u128(1).to_string();
    let shown = OpenCase::of(&case);
    let citizen = test.desk.show_case(shown).await.unwrap().parties[0]
        .id
        .clone();

    told(&standin, &test.clock, vec![foreign(3, "Stige")]);
    let asked = test.desk.ask_sources_about(about_citizen(&citizen)).await;
    let asked = asked.unwrap();
    let index = of_kind(&asked, SourceKind::SharedIndex);
    assert_eq!((index.state, index.cases), (AskedState::Ok, 3));
    assert_eq!(
        (of_kind(&asked, SourceKind::Own).state, asked.sources.len()),
        (AskedState::Ok, 2)
    );

    standin.faults().by_chance(1, 1_000, &[Fault::Nonsense]);
    let asked = test.desk.ask_sources_about(about_citizen(&citizen)).await;
    let asked = asked.unwrap();
    let index = of_kind(&asked, SourceKind::SharedIndex);
    assert_eq!(
        (index.state, index.trouble, index.cases),
        (AskedState::Failed, Some(SourceTrouble::Shape), 3),
        "what was kept is still there, and it is said how old it is"
    );
    assert!(index.fetched_at.is_some());
    assert_eq!(of_kind(&asked, SourceKind::Own).state, AskedState::Ok);

    let asked = test.desk.ask_sources_about(about_case(&case)).await;
    let asked = asked.unwrap();
    assert_eq!(asked.sources.len(), 1, "only its owner is asked about it");
    assert_eq!(asked.sources[0].kind, SourceKind::SharedIndex);
}

#[tokio::test]
async fn a_system_that_nobody_is_joined_to_is_a_gap_with_a_name() {
    let test = demo_for_anne().await;
    let rows = test.desk.list_cases(words("")).await.unwrap().rows;
    let copied = rows.iter().find(|row| row.source == "Tårnfalk ESDH");
    let copied = copied.unwrap();
    let asked = test.desk.ask_sources_about(about_case(&copied.id)).await;
    let asked = asked.unwrap().sources;
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].name.as_str(), asked[0].state, asked[0].cases),
        ("Tårnfalk ESDH", AskedState::NotConnected, 1)
    );
    let shown = OpenCase::of(&copied.id);
    let citizen = test.desk.show_case(shown).await.unwrap().parties[0]
        .id
        .clone();
    let asked = test.desk.ask_sources_about(about_citizen(&citizen)).await;
    let asked = asked.unwrap();
    let gap = of_kind(&asked, SourceKind::Mapped);
    assert_eq!(gap.state, AskedState::NotConnected);
    assert_eq!(
        of_kind(&asked, SourceKind::SharedIndex).trouble,
        Some(SourceTrouble::NotConnected)
    );
}

#[tokio::test]
async fn whoever_reaches_no_case_of_a_citizen_cannot_ask_about_him_either() {
    let test = demo().await;
    let dorthe = test.second_desk();
    dorthe
        .sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let rows = dorthe.list_cases(words("")).await.unwrap().rows;
    let anne = test.second_desk();
    anne.sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let hers = anne.list_cases(words("")).await.unwrap().rows;
    let is_hers = |id: &str| hers.iter().any(|row| row.id == id);
    let outside = rows
        .iter()
        .find(|row| !row.kle.starts_with("62") && !is_hers(&row.id));
    let outside = outside.unwrap().id.clone();
    let hidden = anne.ask_sources_about(about_case(&outside)).await;
    let nobody = "00000000-0000-4000-8000-000000000000";
    let absent = anne.ask_sources_about(about_case(nobody)).await;
    assert_eq!(hidden.unwrap_err().code, absent.unwrap_err().code);
    let check = [
        AskSourcesAbout::default(),
        about_case("ikke et id"),
        AskSourcesAbout {
            citizen_id: Some(nobody.to_owned()),
            case_id: Some(nobody.to_owned()),
        },
    ];
    for request in check {
        let refused = anne.ask_sources_about(request).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::InvalidInput);
    }
}
