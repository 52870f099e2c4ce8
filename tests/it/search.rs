use sagsbord_contract::*;

use crate::cases::{demo_for_anne, demo_for_the_dpo};
use crate::support::words;

fn everywhere(text: &str) -> SearchEverywhere {
    SearchEverywhere {
        text: text.to_owned(),
        group: None,
        limit: 10,
    }
}

fn shown(text: &MarkedText) -> String {
    let utf16: Vec<u16> = text.text.encode_utf16().collect();
    let part = |from: usize, to: usize| String::from_utf16_lossy(&utf16[from..to]);
    let mut shown = String::new();
    let mut done = 0;
    for [from, to] in &text.marks {
        let (from, to) = (*from as usize, *to as usize);
        shown += &format!("{}[{}]", part(done, from), part(from, to));
        done = to;
    }
    shown + &part(done, utf16.len())
}

#[tokio::test]
async fn one_field_finds_people_cases_and_documents_and_marks_where() {
    let test = demo_for_the_dpo().await;
    let page = test.desk.list_cases(words("")).await.unwrap();
    let row = page
        .rows
        .iter()
        .find(|row| row.citizen.is_some())
        .expect("a case of somebody");
    let name = row.citizen.clone().unwrap();
    let first = name.split(' ').next().unwrap().to_lowercase();

    let hits = test
        .desk
        .search_everywhere(everywhere(&name))
        .await
        .unwrap();
    assert!(hits.citizens.iter().any(|hit| hit.name.text == name));
    assert!(hits.citizens[0].cases > 0, "her cases are counted");
    assert!(hits.cases.iter().any(|hit| hit.citizen.text == name));
    let marked = shown(&hits.citizens[0].name).to_lowercase();
    assert!(marked.contains(&format!("[{first}]")), "{marked}");

    let by_number = test
        .desk
        .search_everywhere(everywhere(&row.number))
        .await
        .unwrap();
    assert_eq!(by_number.cases[0].row.id, row.id, "its number leads to it");

    let documents = test
        .desk
        .search_everywhere(everywhere("notat"))
        .await
        .unwrap();
    assert!(
        documents
            .documents
            .iter()
            .all(|hit| shown(&hit.title).to_lowercase().contains("[notat]")),
    );
    assert!(!documents.documents.is_empty());
    assert!(documents.more.contains(&HitGroup::Documents));
}

#[tokio::test]
async fn a_slip_is_put_right_and_said() {
    let test = demo_for_the_dpo().await;
    let page = test.desk.list_cases(words("")).await.unwrap();
    let name = page
        .rows
        .iter()
        .find_map(|row| row.citizen.clone())
        .expect("a case of somebody");
    let (given, surname) = name.split_once(' ').expect("two names");
    // The last two letters swapped.
    let mut letters: Vec<char> = surname.chars().collect();
    let end = letters.len();
    letters.swap(end - 1, end - 2);
    let slip: String = format!("{given} {}", letters.iter().collect::<String>());
    let hits = test
        .desk
        .search_everywhere(everywhere(&slip))
        .await
        .unwrap();
    assert!(
        hits.citizens.iter().any(|hit| hit.name.text == name),
        "{slip} was meant to be {name}: {hits:?}"
    );
    assert_eq!(
        hits.corrected,
        Some(sagsbord_domain::words(&name).join(" ")),
        "and it says so"
    );
    let nothing = test
        .desk
        .search_everywhere(everywhere("qzxwv"))
        .await
        .unwrap();
    assert_eq!((nothing.corrected, nothing.cases.len()), (None, 0));
}

#[tokio::test]
async fn nobody_out_of_reach_is_found_counted_or_hinted_at() {
    let dpo = demo_for_the_dpo().await;
    let anne = dpo.second_desk();
    anne.sign_in(crate::support::sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let everybody = dpo.desk.list_cases(words("")).await.unwrap();
    let mut compared = 0;
    for row in everybody
        .rows
        .iter()
        .filter(|row| !row.kle.starts_with("62"))
    {
        let Some(name) = &row.citizen else { continue };
        for text in [&row.number, name, &row.title] {
            let hers = anne.search_everywhere(everywhere(text)).await.unwrap();
            assert!(hers.cases.iter().all(|hit| hit.row.id != row.id), "{text}");
            assert!(hers.cases.iter().all(|hit| hit.row.kle.starts_with("62")));
            for person in &hers.citizens {
                let overview = anne
                    .show_citizen(ShowCitizen {
                        id: person.id.clone(),
                    })
                    .await
                    .unwrap();
                assert_eq!(overview.cases.len(), person.cases as usize);
                assert!(
                    overview
                        .cases
                        .iter()
                        .all(|case| case.row.kle.starts_with("62"))
                );
            }
            compared += 1;
        }
        if compared >= 60 {
            break;
        }
    }
    assert!(compared >= 60);
}

#[tokio::test]
async fn the_longest_question_and_half_a_number_are_bounded_and_answered() {
    let test = demo_for_anne().await;
    for text in [
        "æ".repeat(5_000),
        "bil ".repeat(1_250),
        "(\"*".repeat(1_000),
    ] {
        test.desk
            .search_everywhere(everywhere(&text))
            .await
            .unwrap();
    }
    let mine = ListCases {
        only_mine: true,
        ..words("")
    };
    let mine = test.desk.list_cases(mine).await.unwrap();
    let case = test
        .desk
        .show_case(OpenCase::of(&mine.rows[0].id))
        .await
        .unwrap();
    let party = &case.parties[0];
    let born = party.cpr_masked.clone().unwrap();
    let half = &born[..6];
    let hits = test.desk.search_everywhere(everywhere(half)).await.unwrap();
    assert!(
        hits.citizens.iter().any(|hit| hit.id == party.id),
        "a birthday finds who was born on it"
    );
    assert!(!hits.is_unknown_cpr);
    let unknown = test
        .desk
        .search_everywhere(everywhere("610180-0000"))
        .await
        .unwrap();
    assert!(unknown.is_unknown_cpr && unknown.cases.is_empty());
}
