//! Whether what somebody wants stands among the first three hits, over a table of what people type.

use sagsbord_contract::*;

use crate::cases::demo_for_the_dpo;

const TABLE: &str = include_str!("data/searches.tsv");
const FIRST: usize = 3;

#[tokio::test]
async fn what_is_wanted_stands_among_the_first_three() {
    let test = demo_for_the_dpo().await;
    let mut asked = 0;
    let mut missed = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let [kind, typed, wanted] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a row of three: {line}");
        };
        let hits = test
            .desk
            .search_everywhere(SearchEverywhere {
                text: typed.to_owned(),
                group: None,
                limit: 5,
            })
            .await
            .unwrap();
        let is_case = wanted.starts_with("20");
        let first: Vec<String> = if is_case {
            let rows = hits.cases.into_iter().take(FIRST);
            rows.map(|hit| hit.row.number).collect()
        } else {
            let rows = hits.citizens.into_iter().take(FIRST);
            rows.map(|hit| hit.name.text).collect()
        };
        asked += 1;
        if !first.iter().any(|hit| hit == wanted) {
            missed.push(format!("{kind}: {typed} wants {wanted}, found {first:?}"));
        }
    }
    assert_eq!(asked, 200);
    assert!(
        missed.len() * 100 <= asked * 3,
        "{} missed of {asked}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
