//! What the index knows of one person or case, asked for by somebody who needs it now.

use sagsbord_app::AskedAbout;
use sagsbord_app::ports::Clock;
use sagsbord_contract::{ErrorCode, OpenCase};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::{CaseId, EmployeeId, GrantId, KleScope, Sensitivity};
use sagsbord_platform::benefits::{
    Benefit, GrantEntry, GrantProperties, GrantRegistration, GrantRelation, GrantRelationKind,
};
use sagsbord_platform::index::{
    DocumentEntry, DocumentLists, DocumentProperties, DocumentRegistration, DocumentType, Import,
    Reference, RegistrationHead, Relation, RelationKind, Role as IndexRole, RoleBook,
    Sensitivity as WireSensitivity,
};
use sagsbord_store::KeptBenefit;
use uuid::Uuid;

use crate::shared_index::{CVR, Setting, foreign, setting, told};
use crate::support::{NOTHING, sign_in_as, store_of, words};

/// Of the invented person in `foreign`.
const CPR: &str = "7003801234";

fn grant(number: u128, class: &str, sensitivity: WireSensitivity) -> GrantEntry {
    let party = Reference::Urn(format!("urn:oio:cpr-nr:{CPR}"));
    let by_id = |id| Reference::Id(Uuid::from_u128(id));
    let mut owner = GrantRelation::new(GrantRelationKind::Actor, by_id(1));
    owner.cvr = Some(CVR.to_owned());
    owner.full_name = Some("Korsbæk Kommune".to_owned());
    GrantEntry {
        id: Uuid::from_u128(number),
        registrations: vec![GrantRegistration {
            properties: vec![GrantProperties {
                sensitivity: Some(sensitivity),
                from: Some("2026-03-01".to_owned()),
                ..GrantProperties::default()
            }],
            benefits: vec![Benefit {
                name: Some(format!("Ydelse {number}")),
                class: Some(class.to_owned()),
                ..Benefit::default()
            }],
            relations: vec![GrantRelation::new(GrantRelationKind::Party, party), owner],
            ..GrantRegistration::default()
        }],
    }
}

fn filter(kle: Option<&str>, up_to: Sensitivity) -> AccessFilter {
    let day = "2026-11-21".parse().unwrap();
    let grant = Grant {
        id: GrantId::new(Uuid::from_u128(1)),
        role: Role::Caseworker,
        kle: kle.map(|kle| KleScope::parse(kle).unwrap()),
        unit: None,
        team: None,
        up_to,
        valid_from: day,
        valid_to: None,
    };
    let session = Session::new(EmployeeId::new(Uuid::from_u128(1)), vec![grant], day);
    session.filter(Right::ReadCases).unwrap()
}

#[tokio::test]
async fn what_a_person_is_granted_is_fetched_with_the_cases_and_seen_only_within_reach() {
    let Setting { test, standin } = setting().await;
    told(
        &standin,
        &test.clock,
        vec![foreign(1, "Rampe"), foreign(2, "Lift")],
    );
    let mut guarded = grant(14, "27.36.04", WireSensitivity::Confidential);
    let profile = Reference::Id(Uuid::from_u128(4));
    guarded.registrations[0]
        .relations
        .push(GrantRelation::new(GrantRelationKind::Protection, profile));
    let mut over = grant(15, "27.36.04", WireSensitivity::Confidential);
    over.registrations[0].life_cycle = Some("Slettet".to_owned());
    standin.grants().extend([
        grant(11, "27.36.04", WireSensitivity::Confidential),
        grant(12, "32.03.16", WireSensitivity::Confidential),
        grant(13, "27.36.04", WireSensitivity::Vip),
        guarded,
        over,
    ]);
    test.desk.sign_out(NOTHING).await.unwrap();
    let mads = sign_in_as("mads", "cykel mod vinden");
    test.desk.sign_in(mads).await.unwrap();
    let about = AskedAbout::Cpr("700380-1234".to_owned());
    let asked = test.desk.ask_index_about(about).await.unwrap();
    assert_eq!(
        (asked.cases.new, asked.benefits, asked.stopped),
        (2, 3, None)
    );
    // Asked again, nothing is doubled; how far the whole has been fetched did not change.
    let about = AskedAbout::Cpr(CPR.to_owned());
    let again = test.desk.ask_index_about(about).await.unwrap();
    assert_eq!(
        (again.cases.new, again.cases.as_before, again.benefits),
        (0, 2, 3)
    );
    assert_eq!(test.desk.app().ask_index().await.unwrap().as_before, 2);
    for bad in ["", "12", "310299-0000x"] {
        let about = AskedAbout::Cpr(bad.to_owned());
        let refused = test.desk.ask_index_about(about).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::InvalidInput, "{bad}");
    }

    let store = store_of(&test).await;
    let cpr = sagsbord_domain::Cpr::parse(CPR).unwrap();
    let mut writer = store.write().await.unwrap();
    let citizen = writer.citizen_with(&cpr).await.unwrap().unwrap();
    drop(writer);
    let mut reader = store.read().await.unwrap();
    let mut seen = async |kle, up_to| {
        let seen = reader.benefits_of(&filter(kle, up_to), citizen).await;
        let names: Vec<String> = seen
            .unwrap()
            .into_iter()
            .map(|one: KeptBenefit| one.name)
            .collect();
        names
    };
    let all = ["Ydelse 11", "Ydelse 12", "Ydelse 13"];
    assert_eq!(seen(None, Sensitivity::Vip).await, all);
    assert_eq!(seen(None, Sensitivity::Sensitive).await, all[..2]);
    assert_eq!(seen(Some("27"), Sensitivity::Sensitive).await, all[..1]);
    assert_eq!(seen(Some("02"), Sensitivity::Vip).await, [""; 0]);
}

fn document(number: u128, title: &str, guarded: bool) -> DocumentEntry {
    let mut relations = Vec::new();
    let book = RoleBook::shipped().unwrap();
    let mut owner = Relation::new(RelationKind::DocumentActor);
    owner.role = Some(book.role(IndexRole::DocumentOwner));
    owner.reference = Some(Reference::Id(Uuid::from_u128(1)));
    owner.extension.cvr = Some(CVR.to_owned());
    relations.push(owner);
    if guarded {
        let mut named = Relation::new(RelationKind::DocumentProtection);
        named.reference = Some(Reference::Id(Uuid::from_u128(4)));
        relations.push(named);
    }
    DocumentEntry {
        id: Uuid::from_u128(number),
        registrations: vec![DocumentRegistration {
            head: RegistrationHead {
                at: Some("2026-03-02T09:15:00Z".parse().unwrap()),
                ..RegistrationHead::default()
            },
            lists: DocumentLists {
                properties: vec![DocumentProperties {
                    title: Some(title.to_owned()),
                    sensitivity: Some(WireSensitivity::Confidential),
                    document_type: Some(DocumentType::Incoming),
                    ..DocumentProperties::default()
                }],
                relations,
                ..DocumentLists::default()
            },
        }],
    }
}

#[tokio::test]
async fn the_documents_of_anothers_case_come_when_somebody_opens_it_and_go_with_it() {
    let Setting { test, standin } = setting().await;
    let mut case = foreign(1, "Rampe");
    for number in [21, 22, 23] {
        let mut filed = Relation::new(RelationKind::CaseJournal);
        filed.reference = Some(Reference::Id(Uuid::from_u128(number)));
        filed.role = Some(RoleBook::shipped().unwrap().role(IndexRole::JournalFiled));
        filed.index = Some(number.to_string());
        filed.effect = case.registrations[0].lists.progress[0].effect.clone();
        case.registrations[0].lists.relations.push(filed);
    }
    let documents = vec![
        document(21, "Ansøgning", false),
        document(22, "Tilbud", false),
        document(23, "Personalenotat", true),
    ];
    test.desk.sign_out(NOTHING).await.unwrap();
    let mads = sign_in_as("mads", "cykel mod vinden");
    test.desk.sign_in(mads).await.unwrap();
    // It lies in a unit that he reaches.
    let units = test.desk.choices(NOTHING).await.unwrap().units;
    let his = units.iter().find(|unit| unit.name == "Social og Sundhed");
    let unit = Uuid::try_parse(&his.unwrap().id).unwrap();
    let book = RoleBook::shipped().unwrap();
    for relation in &mut case.registrations[0].lists.relations {
        if book.role_of(relation.role.as_ref()) == Some(IndexRole::CaseResponsible) {
            relation.reference = Some(Reference::Id(unit));
        }
    }
    let import = Import {
        documents,
        cases: vec![case],
    };
    standin.index().tell(import, test.clock.now());
    test.desk.app().ask_index().await.unwrap();
    let id = CaseId::new(Uuid::from_u128(1));
    let about = AskedAbout::Case(id);
    let asked = test.desk.ask_index_about(about.clone()).await.unwrap();
    assert_eq!((asked.documents, asked.stopped), (2, None));
    let shown = async || {
        let request = OpenCase::of(id.to_string());
        let shown = test.desk.show_case(request).await.unwrap();
        let mut titles: Vec<String> = shown.documents.into_iter().map(|one| one.title).collect();
        titles.sort();
        titles
    };
    assert_eq!(shown().await, ["Ansøgning", "Tilbud"]);
    standin.index().lose(id.uuid());
    test.desk.ask_index_about(about).await.unwrap();
    assert!(
        test.desk
            .list_cases(words("rampe"))
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}
