//! Who reaches which case, as one table: every road to a case answers alike, rows and counts.

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_domain::access::{AccessFilter, Grant, Right, Role, Session};
use sagsbord_domain::*;
use sagsbord_store::*;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn uuid(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128((kind << 64) + number)
}

const SOCIAL: u128 = 1;
const VISITATION: u128 = 2;
const SCHOOL: u128 = 3;
const V1: u128 = 1;
const V2: u128 = 2;
const S1: u128 = 3;

struct Placed {
    unit: u128,
    team: Option<u128>,
    kle: &'static str,
    sensitivity: Sensitivity,
}

/// A to H.
fn cases() -> Vec<Placed> {
    use Sensitivity::{Confidential, NotConfidential, Sensitive, Vip};
    let case = |unit, team, kle, sensitivity| Placed {
        unit,
        team,
        kle,
        sensitivity,
    };
    vec![
        case(VISITATION, Some(V1), "62.10.05", Confidential),
        case(VISITATION, Some(V2), "62.10.05", Sensitive),
        case(VISITATION, Some(V1), "63.20.01", NotConfidential),
        case(SCHOOL, Some(S1), "70.01.01", Confidential),
        case(SCHOOL, Some(S1), "70.01.01", Vip),
        case(SOCIAL, None, "62.99.01", Sensitive),
        case(SCHOOL, Some(S1), "05.01.00", NotConfidential),
        case(SCHOOL, Some(S1), "05.01.00", Sensitive),
    ]
}

const LETTERS: &str = "ABCDEFGH";

fn case_id(letter: char) -> CaseId {
    let number = LETTERS.find(letter).unwrap() as u128;
    CaseId::new(uuid(10, number))
}

/// A store with the eight cases, each with a party and a document of its own.
async fn municipality() -> (tempfile::TempDir, Store) {
    let folder = tempfile::TempDir::new().unwrap();
    let key = StoreKey::generate().unwrap();
    let store = Store::create(folder.path(), &key, now()).await.unwrap();
    let mut writer = store.write().await.unwrap();
    for (number, name, parent) in [
        (SOCIAL, "Social", None),
        (VISITATION, "Visitation", Some(SOCIAL)),
        (SCHOOL, "Skole", None),
    ] {
        let unit = Unit {
            id: UnitId::new(uuid(1, number)),
            name: name.to_owned(),
            parent: parent.map(|number| UnitId::new(uuid(1, number))),
        };
        writer.add_unit(&unit).await.unwrap();
    }
    for (number, unit) in [(V1, VISITATION), (V2, VISITATION), (S1, SCHOOL)] {
        let team = Team {
            id: TeamId::new(uuid(2, number)),
            name: format!("Team {number}"),
            unit: UnitId::new(uuid(1, unit)),
        };
        writer.add_team(&team).await.unwrap();
    }
    for (letter, placed) in LETTERS.chars().zip(cases()) {
        let number = LETTERS.find(letter).unwrap() as u128;
        let citizen = CitizenId::new(uuid(20, number));
        writer
            .add_citizen(&Citizen {
                id: citizen,
                name: format!("Fælles Borger{letter}"),
                cpr: Some(Cpr::parse(&format!("61018012{number:02}")).unwrap()),
                cvr: None,
                address: None,
                protected: false,
            })
            .await
            .unwrap();
        writer
            .add_case(&NewCase {
                id: case_id(letter),
                number: format!("2026-{number:06}"),
                title: format!("Ensartet sag {letter}"),
                kle: placed.kle.to_owned(),
                status: CaseStatus::Oplyst,
                sensitivity: placed.sensitivity,
                unit: UnitId::new(uuid(1, placed.unit)),
                team: placed.team.map(|team| TeamId::new(uuid(2, team))),
                responsible: None,
                opened: danish_day(now()),
                due: None,
                source: OWN_SOURCE.to_owned(),
                fetched_at: now(),
                parties: vec![(citizen, PartyPart::Primary)],
            })
            .await
            .unwrap();
        let document = Document {
            id: DocumentId::new(uuid(30, number)),
            title: format!("Ensartet dokument {letter}"),
            kind: DocumentKind::Internal,
            dated: danish_day(now()),
            sensitivity: placed.sensitivity,
            file: None,
        };
        writer
            .add_document(case_id(letter), &document)
            .await
            .unwrap();
    }
    writer.commit().await.unwrap();
    (folder, store)
}

#[derive(Default, Clone)]
struct Person {
    grants: Vec<Given>,
    by_name: Vec<(char, AccessKind, i64)>,
    excluded: Vec<char>,
}

#[derive(Clone)]
struct Given {
    role: Role,
    kle: Option<&'static str>,
    unit: Option<u128>,
    team: Option<u128>,
    up_to: Sensitivity,
    to: Option<&'static str>,
    post_until: Option<&'static str>,
}

fn given(role: Role, up_to: Sensitivity) -> Given {
    Given {
        role,
        kle: None,
        unit: None,
        team: None,
        up_to,
        to: None,
        post_until: None,
    }
}

fn person(grants: Vec<Given>) -> Person {
    Person {
        grants,
        ..Person::default()
    }
}

async fn add(store: &Store, number: u128, person: &Person) -> EmployeeId {
    let id = EmployeeId::new(uuid(40, number));
    let mut writer = store.write().await.unwrap();
    writer
        .add_employee(&Employee {
            id,
            name: format!("Medarbejder {number}"),
            username: format!("m{number}"),
            unit: None,
            active: true,
            must_change_password: false,
            last_signed_in: None,
        })
        .await
        .unwrap();
    for (at, given) in person.grants.iter().enumerate() {
        let grant = Grant {
            id: GrantId::new(uuid(50 + number, at as u128)),
            role: given.role,
            kle: given.kle.map(|kle| KleScope::parse(kle).unwrap()),
            unit: given.unit.map(|unit| UnitId::new(uuid(1, unit))),
            team: given.team.map(|team| TeamId::new(uuid(2, team))),
            up_to: given.up_to,
            valid_from: "2026-01-01".parse().unwrap(),
            valid_to: given.to.map(|day| day.parse().unwrap()),
        };
        writer.give_grant(id, &grant, now()).await.unwrap();
        if let Some(until) = given.post_until {
            let post = Employment {
                id: uuid(90 + number, at as u128),
                employee: id,
                unit: UnitId::new(uuid(1, SCHOOL)),
                title: "Vikar".to_owned(),
                from: "2026-01-01".parse().unwrap(),
                to: Some(until.parse().unwrap()),
            };
            writer.put_employment(&post).await.unwrap();
            assert!(writer.bind_grant(grant.id, post.id).await.unwrap());
        }
    }
    for (at, (letter, kind, hours)) in person.by_name.iter().enumerate() {
        writer
            .add_case_access(&NewCaseAccess {
                id: uuid(140 + number, at as u128),
                case: case_id(*letter),
                employee: id,
                kind: *kind,
                team: None,
                reason: "prøve".to_owned(),
                given_by: id,
                from: now() - TimeDelta::hours(10),
                to: now() + TimeDelta::hours(*hours),
            })
            .await
            .unwrap();
    }
    for letter in &person.excluded {
        writer
            .exclude_from_case(case_id(*letter), id, "nabo", id, now())
            .await
            .unwrap();
    }
    writer.commit().await.unwrap();
    id
}

async fn session(store: &Store, person: EmployeeId) -> Session {
    let mut reader = store.read().await.unwrap();
    let grants = reader.grants_of(person).await.unwrap();
    let beyond = reader.beyond_of(person, now()).await.unwrap();
    Session::new(person, grants, danish_day(now())).and_beyond(beyond)
}

/// Every road to a case, by the letters it leads to.
async fn roads(store: &Store, filter: &AccessFilter) -> Vec<(&'static str, String)> {
    let mut reader = store.read().await.unwrap();
    let mut roads = Vec::new();
    let letters = |titles: Vec<String>| {
        let mut letters: Vec<char> = titles.iter().filter_map(|t| t.chars().last()).collect();
        letters.sort_unstable();
        letters.into_iter().collect::<String>()
    };
    let everything = CaseQuery {
        limit: 100,
        ..CaseQuery::default()
    };
    let rows = reader.list_cases(filter, &everything).await.unwrap();
    let count = reader.count_cases(filter, &everything, 100).await.unwrap();
    assert_eq!(rows.len(), count as usize, "the count is that of the rows");
    roads.push((
        "list",
        letters(rows.into_iter().map(|row| row.title).collect()),
    ));
    let worded = CaseQuery {
        words: words("ensartet"),
        ..everything
    };
    let rows = reader.list_cases(filter, &worded).await.unwrap();
    let count = reader.count_cases(filter, &worded, 100).await.unwrap();
    assert_eq!(rows.len(), count as usize);
    roads.push((
        "words",
        letters(rows.into_iter().map(|row| row.title).collect()),
    ));
    let found = reader
        .case_candidates(filter, &words("ensartet sag"), 100)
        .await
        .unwrap();
    roads.push((
        "search",
        letters(found.into_iter().map(|case| case.title).collect()),
    ));
    let found = reader
        .document_candidates(filter, &words("ensartet dokument"), 100)
        .await
        .unwrap();
    let titles = found.into_iter().map(|found| found.document.title);
    roads.push(("documents", letters(titles.collect())));
    let found = reader
        .citizen_candidates(filter, &words("fælles"), 100)
        .await
        .unwrap();
    let ids: Vec<CitizenId> = found.iter().map(|citizen| citizen.id).collect();
    let counts = reader.case_counts_of(filter, &ids).await.unwrap();
    assert!(counts.values().all(|counts| counts.cases == 1));
    roads.push((
        "people",
        letters(found.into_iter().map(|citizen| citizen.name).collect()),
    ));
    let mut one_by_one = [String::new(), String::new(), String::new(), String::new()];
    for (number, letter) in LETTERS.chars().enumerate() {
        let case = case_id(letter);
        let citizen = CitizenId::new(uuid(20, number as u128));
        let document = DocumentId::new(uuid(30, number as u128));
        let there = [
            reader.find_case(filter, case).await.unwrap().is_some(),
            !reader.parties_of(filter, case).await.unwrap().is_empty(),
            reader
                .find_document(filter, document)
                .await
                .unwrap()
                .is_some(),
            !reader
                .cases_of_citizen(filter, citizen, 10)
                .await
                .unwrap()
                .is_empty(),
        ];
        for (road, there) in one_by_one.iter_mut().zip(there) {
            if there {
                road.push(letter);
            }
        }
        assert_eq!(
            reader
                .find_citizen(filter, citizen)
                .await
                .unwrap()
                .is_some(),
            there[3]
        );
    }
    let names = ["case", "parties", "document", "citizen"];
    roads.extend(names.into_iter().zip(one_by_one));
    roads
}

#[tokio::test]
async fn each_person_reaches_each_case_by_every_road_or_by_none() {
    use Role::{Administrator, Caseworker, Dpo, Manager, TeamLead};
    use Sensitivity::{Confidential, NotConfidential, Sensitive, Vip};
    let (_folder, store) = municipality().await;
    let agnes = EmployeeId::new(uuid(40, 1));

    let of_v1 = Given {
        unit: Some(VISITATION),
        team: Some(V1),
        ..given(Caseworker, Confidential)
    };
    let leads_social = Given {
        unit: Some(SOCIAL),
        ..given(TeamLead, Sensitive)
    };
    let emergency = AccessKind::BreakGlass;
    let table: Vec<(&str, Person, &str, &str)> = vec![
        (
            "an administrator",
            person(vec![given(Administrator, Vip)]),
            "",
            "",
        ),
        ("nobody", person(vec![]), "", ""),
        (
            "a subject in a unit",
            person(vec![Given {
                kle: Some("62"),
                unit: Some(VISITATION),
                ..given(Caseworker, Sensitive)
            }]),
            "ABG",
            "AB",
        ),
        ("a team", person(vec![of_v1.clone()]), "ACG", "AC"),
        (
            "a unit with what lies below",
            person(vec![leads_social.clone()]),
            "ABCFG",
            "ABCF",
        ),
        ("the DPO", person(vec![given(Dpo, Vip)]), "ABCDEFGH", ""),
        (
            "all, little guarded",
            person(vec![given(Manager, Confidential)]),
            "ACDG",
            "",
        ),
        (
            "a right that has ended",
            person(vec![Given {
                to: Some("2026-11-20"),
                ..given(Caseworker, Vip)
            }]),
            "",
            "",
        ),
        (
            "a post that has ended",
            person(vec![Given {
                post_until: Some("2026-11-20"),
                ..given(Caseworker, Vip)
            }]),
            "",
            "",
        ),
        (
            "two posts",
            person(vec![
                Given {
                    kle: Some("62"),
                    unit: Some(VISITATION),
                    ..given(Caseworker, Confidential)
                },
                Given {
                    kle: Some("70"),
                    unit: Some(SCHOOL),
                    post_until: Some("2026-12-31"),
                    ..given(Caseworker, Sensitive)
                },
            ]),
            "ADG",
            "AD",
        ),
        (
            "sent for by name",
            Person {
                by_name: vec![('E', AccessKind::Named, 1)],
                ..person(vec![of_v1.clone()])
            },
            "ACEG",
            "ACE",
        ),
        (
            "an emergency opens for reading, and never what is guarded most",
            Person {
                by_name: vec![('D', emergency, 1), ('E', emergency, 1)],
                ..person(vec![of_v1.clone()])
            },
            "ACDG",
            "AC",
        ),
        (
            "an emergency that is over",
            Person {
                by_name: vec![('D', emergency, -1)],
                ..person(vec![of_v1.clone()])
            },
            "ACG",
            "AC",
        ),
        (
            "a team across units, and one that is over",
            Person {
                by_name: vec![('H', AccessKind::Team, 24), ('D', AccessKind::Team, -1)],
                ..person(vec![of_v1.clone()])
            },
            "ACGH",
            "ACH",
        ),
        (
            "who may have nothing to do with a case",
            Person {
                excluded: vec!['A'],
                by_name: vec![('A', emergency, 5)],
                ..person(vec![leads_social])
            },
            "BCFG",
            "BCF",
        ),
        (
            "one group of subjects",
            person(vec![Given {
                kle: Some("62.10"),
                ..given(Caseworker, Vip)
            }]),
            "ABG",
            "AB",
        ),
        (
            "what is no secret",
            person(vec![given(Caseworker, NotConfidential)]),
            "CG",
            "CG",
        ),
    ];
    let mut combinations = 0;
    for (number, (who, person, _, _)) in table.iter().enumerate() {
        let id = add(&store, number as u128 + 1, person).await;
        if number == 0 {
            assert_eq!(id, agnes, "{who}");
            let mut writer = store.write().await.unwrap();
            let roads = KleScope::parse("05").unwrap();
            writer
                .put_open_subject(&roads, Some(Confidential), id, now())
                .await
                .unwrap();
            writer.commit().await.unwrap();
        }
    }
    for (number, (who, _, reads, works)) in table.iter().enumerate() {
        let session = session(&store, EmployeeId::new(uuid(40, number as u128 + 1))).await;
        for (right, expected) in [(Right::ReadCases, reads), (Right::WorkOnCases, works)] {
            combinations += LETTERS.len();
            let Ok(filter) = session.filter(right) else {
                assert_eq!(*expected, "", "{who} has no such right: {right:?}");
                continue;
            };
            for (road, reached) in roads(&store, &filter).await {
                assert_eq!(reached, *expected, "{who}, {right:?}, by {road}");
            }
        }
    }
    assert!(combinations >= 60, "{combinations}");
    store.close().await;
}

/// The index narrows what is read; a case that moves must not be lost in it, nor found from where it was.
#[tokio::test]
async fn what_is_opened_by_name_is_found_by_words_and_no_longer_when_it_is_taken() {
    let (_folder, store) = municipality().await;
    let of_v1 = Given {
        unit: Some(VISITATION),
        team: Some(V1),
        ..given(Role::Caseworker, Sensitivity::Confidential)
    };
    let me = add(
        &store,
        1,
        &Person {
            by_name: vec![('H', AccessKind::Named, 1)],
            ..person(vec![of_v1])
        },
    )
    .await;
    let found = async || {
        let filter = session(&store, me).await.filter(Right::ReadCases).unwrap();
        let mut reader = store.read().await.unwrap();
        reader
            .case_candidates(&filter, &words("ensartet"), 10)
            .await
            .unwrap()
            .len()
    };
    assert_eq!(found().await, 3);
    let mut writer = store.write().await.unwrap();
    let access = uuid(141, 0);
    assert_eq!(
        writer.take_case_access(access, now()).await.unwrap(),
        Some(case_id('H'))
    );
    writer.commit().await.unwrap();
    assert_eq!(found().await, 2);
}
