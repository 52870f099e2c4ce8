//! The municipality's units (SF1500 version 6, OrganisationEnhed: soeg and list).

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use sagsbord_platform::index::{Return, StatusCode};
use sagsbord_platform::organisation::{ListUnits, SearchUnits, UnitEntry, UnitIds, UnitList};
use sagsbord_platform::xml::{Bounds, Writer};
use uuid::Uuid;

use super::signed_door::{Asked, Door, is_valid, through};
use super::{Peer, Shared};
use crate::faults::Fault;
use crate::refusal::Refusal;

pub(super) const PATH: &str = "/organisation/organisationenhed/6";
const DOOR: Door = Door {
    path: PATH,
    audience: "http://stoettesystemerne.dk/service/organisation/3",
};
const ACTIONS: &str = "http://kombit.dk/sts/organisation/organisationenhed/";
const SCHEMA: &str = "organisation-6/xsd/6.0.STS-0/OrganisationEnhedOperationer.xsd";

pub(super) async fn units(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    body: Bytes,
) -> Response {
    through(shared, DOOR, operation_of, (peer, body), answer).await
}

fn operation_of(action: &str) -> String {
    action
        .strip_prefix(ACTIONS)
        .map(|operation| format!("organisationenhed/{operation}"))
        .unwrap_or_default()
}

fn answer(shared: &Shared, asked: &Asked) -> Result<String, Refusal> {
    let verified = &asked.verified;
    let cvr = verified.assertion.as_ref().map(|shown| shown.cvr.as_str());
    if !cvr.is_some_and(|cvr| shared.options.reach.contains_key(cvr)) {
        return Err(Refusal::WrongMunicipality);
    }
    let code = if asked.planned == Some(Fault::TokenRefused) {
        StatusCode::NotAllowed
    } else if is_valid(shared, SCHEMA, &verified.body) {
        StatusCode::Done
    } else {
        shared.tell("not valid");
        StatusCode::BadInput
    };
    let is_good = code == StatusCode::Done;
    let all = shared.units().clone();
    let mut writer = Writer::new();
    match asked.operation.as_str() {
        "organisationenhed/soeg" => {
            let search = SearchUnits::read(&verified.body, Bounds::MESSAGE)
                .map_err(|_| Refusal::NotUnderstood)?;
            let ids = if is_good {
                page(shared, &all, search)
            } else {
                Vec::new()
            };
            let answer = answer_of(code, ids.is_empty());
            UnitIds { answer, ids }.write(&mut writer);
        }
        "organisationenhed/list" => {
            let list = ListUnits::read(&verified.body, Bounds::MESSAGE)
                .map_err(|_| Refusal::NotUnderstood)?;
            let is_wanted = |entry: &UnitEntry| is_good && list.ids.contains(&entry.id);
            let units: Vec<UnitEntry> = all.into_iter().filter(is_wanted).collect();
            let answer = answer_of(code, units.is_empty());
            UnitList { answer, units }.write(&mut writer);
        }
        _ => return Err(Refusal::NotUnderstood),
    }
    Ok(writer.into_text())
}

/// Nothing found is said to be so.
fn answer_of(code: StatusCode, is_empty: bool) -> Return {
    match code {
        StatusCode::Done if is_empty => Return::of(StatusCode::NotFound),
        code => Return::of(code),
    }
}

fn page(shared: &Shared, all: &[UnitEntry], search: SearchUnits) -> Vec<Uuid> {
    let now = shared.now();
    let largest = shared.invented.search.largest_page;
    let first = search.first - shared.invented.search.first_result;
    let belongs = |entry: &&UnitEntry| {
        entry
            .newest()
            .and_then(|newest| newest.organisation_at(now))
            == Some(search.organisation)
    };
    all.iter()
        .filter(belongs)
        .map(|entry| entry.id)
        .skip(usize::try_from(first).unwrap_or_default())
        .take(
            usize::try_from(search.most)
                .unwrap_or_default()
                .min(largest),
        )
        .collect()
}
