//! What citizens are granted (SF1490 version 6, YdelseIndeks: fremsoeg).

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use sagsbord_platform::benefits::{FoundGrants, GrantEntry, GrantRelationKind, SearchGrants};
use sagsbord_platform::index::{Reference, Return, StatusCode};
use sagsbord_platform::xml::{Bounds, Writer};

use super::signed_door::{Asked, Door, is_valid, through};
use super::{Peer, Shared};
use crate::faults::Fault;
use crate::refusal::Refusal;

pub(super) const PATH: &str = "/ydelseindeks/6";
const DOOR: Door = Door {
    path: PATH,
    audience: "http://stoettesystemerne.dk/service/ydelsesindeks/6",
};
const ACTIONS: &str = "http://kombit.dk/sts/ydelseindeks/";
const SCHEMA: &str = "ydelse-6/xsd/6.0.STS-0/YdelseIndeksOperationer.xsd";

pub(super) async fn benefits(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    body: Bytes,
) -> Response {
    through(shared, DOOR, operation_of, (peer, body), answer).await
}

fn operation_of(action: &str) -> String {
    action
        .strip_prefix(ACTIONS)
        .map(|operation| format!("ydelseindeks/{operation}"))
        .unwrap_or_default()
}

fn answer(shared: &Shared, asked: &Asked) -> Result<String, Refusal> {
    let body = &asked.verified.body;
    let shown = asked.verified.assertion.as_ref();
    let reach = shown.and_then(|shown| shared.options.reach.get(&shown.cvr));
    let reach = reach.ok_or(Refusal::WrongMunicipality)?;
    if asked.operation != "ydelseindeks/fremsoeg" {
        return Err(Refusal::NotUnderstood);
    }
    let mut found = FoundGrants {
        answer: Return::of(StatusCode::Done),
        grants: Vec::new(),
    };
    if asked.planned == Some(Fault::TokenRefused) {
        found.answer.code = StatusCode::NotAllowed;
    } else if !is_valid(shared, SCHEMA, body) {
        shared.tell("not valid");
        found.answer.code = StatusCode::BadInput;
    } else {
        let search =
            SearchGrants::read(body, Bounds::MESSAGE).map_err(|_| Refusal::NotUnderstood)?;
        let most = shared.invented.search.largest_page;
        let first = search.page.first - shared.invented.search.first_result;
        found.grants = shared
            .grants()
            .iter()
            .filter(|grant| is_of(grant, &search.party) && is_seen(grant, &reach.cvr))
            .skip(usize::try_from(first).unwrap_or_default())
            .take(usize::try_from(search.page.most).unwrap_or(most).min(most))
            .cloned()
            .collect();
        if found.grants.is_empty() {
            found.answer.code = StatusCode::NotFound;
        }
    }
    let mut writer = Writer::new();
    found.write(&mut writer);
    Ok(writer.into_text())
}

fn is_of(grant: &GrantEntry, party: &Reference) -> bool {
    let is_named = |relation: &sagsbord_platform::benefits::GrantRelation| {
        relation.kind == GrantRelationKind::Party && relation.reference.as_ref() == Some(party)
    };
    grant
        .newest()
        .is_some_and(|newest| newest.relations.iter().any(is_named))
}

/// Only what a municipality within reach has granted.
fn is_seen(grant: &GrantEntry, cvr: &[String]) -> bool {
    grant.newest().is_some_and(|newest| {
        newest.relations.iter().any(|relation| {
            relation.kind == GrantRelationKind::Actor
                && relation
                    .cvr
                    .as_ref()
                    .is_some_and(|owner| cvr.contains(owner))
        })
    })
}
