use std::collections::HashSet;

use sagsbord_contract::{FindParties, FoundParties, FoundParty};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{Cpr, words};
use sagsbord_store::CaseQuery;

use crate::{AppError, Desk};

const MOST_FOUND: usize = 20;
/// Newest cases whose people are looked through.
const MOST_CASES: u32 = 60;
const LONGEST_TEXT: usize = 200;
const MOST_WORDS: usize = 8;

/// People of cases within reach, by number or by name; nobody else is there to be found.
pub(crate) async fn find_parties(
    desk: &Desk,
    session: &Session,
    request: FindParties,
) -> Result<FoundParties, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let text: String = request.text.chars().take(LONGEST_TEXT).collect();
    let cpr = Cpr::parse(&text).ok();
    let mut typed = words(&text);
    typed.truncate(MOST_WORDS);
    if cpr.is_none() && typed.is_empty() {
        return Ok(FoundParties { rows: Vec::new() });
    }
    let query = CaseQuery {
        words: if cpr.is_none() {
            typed.clone()
        } else {
            Vec::new()
        },
        cpr: cpr.clone(),
        limit: MOST_CASES,
        ..CaseQuery::default()
    };
    let mut reader = desk.app().store().await?.read().await?;
    let mut seen = HashSet::new();
    let mut rows = Vec::new();
    for case in reader.list_cases(&filter, &query).await? {
        for party in reader.parties_of(&filter, case.id).await? {
            let citizen = party.citizen;
            let fits = match &cpr {
                Some(cpr) => citizen.cpr.as_ref() == Some(cpr),
                None => is_named(&citizen.name, &typed),
            };
            if fits && seen.insert(citizen.id) && rows.len() < MOST_FOUND {
                rows.push(FoundParty {
                    id: citizen.id.to_string(),
                    name: citizen.name,
                    cpr_masked: citizen.cpr.map(|cpr| cpr.masked()),
                    protected: citizen.protected,
                });
            }
        }
    }
    Ok(FoundParties { rows })
}

/// The case was found by other words too: of its title, or of somebody else's name.
fn is_named(name: &str, typed: &[String]) -> bool {
    let name = words(name);
    typed
        .iter()
        .all(|word| name.iter().any(|part| part.starts_with(word)))
}
