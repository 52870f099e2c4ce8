use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_platform::index::{CaseLists, End, Role, RoleBook};
use serde_json::json;
use uuid::Uuid;

use super::super::content::{Filed, Named, OwnCase};
use super::super::place::PlatformPlace;
use super::{Speaker, Step};

fn moment(hour: i64) -> DateTime<Utc> {
    "2026-11-21T08:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hour)
}

fn case(handler: Option<u128>, documents: &[u128]) -> OwnCase {
    let named = |id: u128| Named {
        id: Uuid::from_u128(id),
        name: format!("Nummer {id}"),
    };
    OwnCase {
        number: "2026-000001".to_owned(),
        title: "Rampe".to_owned(),
        kle: "27.35.04".to_owned(),
        kle_title: None,
        action: None,
        step: "Oplyst".to_owned(),
        sensitivity: 1,
        opened: "2026-03-02".parse().unwrap(),
        unit: named(1),
        handler: handler.map(named),
        handler_since: None,
        party: None,
        party_since: None,
        documents: documents
            .iter()
            .map(|id| Filed {
                id: Uuid::from_u128(*id),
                title: "Bilag".to_owned(),
                since: None,
            })
            .collect(),
    }
}

/// Who is said to have handled it, and which documents to lie in it, in hours of the day; nothing where it is not said.
fn periods(lists: &CaseLists, roles: &RoleBook, wanted: Role) -> Vec<(String, i64, Option<i64>)> {
    let hours = |at: DateTime<Utc>| (at - moment(0)).num_hours();
    lists
        .relations
        .iter()
        .filter(|relation| roles.role_of(relation.role.as_ref()) == Some(wanted))
        .map(|relation| {
            let effect = relation.effect.as_ref().unwrap();
            let Some(End::At(from)) = effect.from else {
                unreachable!("it begins");
            };
            let to = match effect.to {
                Some(End::At(to)) => Some(hours(to)),
                _ => None,
            };
            let name = relation.extension.full_name.clone().unwrap_or_default();
            (name, hours(from), to)
        })
        .collect()
}

#[test]
fn what_ends_is_said_to_have_been_true_for_its_own_time_only() {
    let place: PlatformPlace = serde_json::from_value(json!({
        "cvr": "11111111", "municipality": "Korsbæk", "organisation": Uuid::nil(), "system": Uuid::nil(),
        "system_name": "Sagsbord", "issuer_address": "", "issuer_by_message": false, "access_address": "",
        "index_address": "", "index_audience": "", "trusts_only": null, "usual_action": "G01",
    }))
    .unwrap();
    let roles = RoleBook::shipped().unwrap();
    let speaker = Speaker {
        place: &place,
        roles: &roles,
        classes: &HashMap::new(),
    };
    let mut last: Option<OwnCase> = None;
    let mut told = |now: OwnCase, hour: i64| {
        let now = now.following(last.as_ref(), moment(hour));
        let step = Step {
            id: Uuid::from_u128(9),
            at: moment(hour),
            note: None,
        };
        let lists = match &last {
            Some(before) => {
                speaker
                    .changed_case(step, Some(before), &now)
                    .unwrap()
                    .lists
            }
            None => CaseLists::default(),
        };
        last = Some(now);
        (
            periods(&lists, &roles, Role::CaseHandler),
            periods(&lists, &roles, Role::JournalFiled),
        )
    };
    let named = |id: u128| format!("Nummer {id}");
    told(case(Some(1), &[]), 0);
    let (handlers, filed) = told(case(Some(2), &[5]), 2);
    let (first, second) = (&handlers[0], &handlers[1]);
    assert_eq!((first.0.as_str(), first.2), (named(1).as_str(), Some(2)));
    assert!(first.1 < -5_000, "since it was opened: {handlers:?}");
    assert_eq!(second, &(named(2), 2, None));
    assert_eq!(filed, [(String::new(), 2, None)]);
    // The first had it before the second, and is not taken out of that time.
    let (handlers, filed) = told(case(Some(3), &[]), 5);
    assert_eq!(handlers, [(named(2), 2, Some(5)), (named(3), 5, None)]);
    assert_eq!(filed, [(String::new(), 2, Some(5))]);
    let (handlers, _) = told(case(None, &[]), 7);
    assert_eq!(handlers, [(named(3), 5, Some(7))]);
}
