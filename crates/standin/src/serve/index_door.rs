//! The index's one address, and its four operations.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use sagsbord_platform::index::{
    Answers, CaseEntry, Import, ObjectReturn, Outcome, Reference, Removal, Return, Search,
    StatusCode, Update,
};
use sagsbord_platform::xml::{Bounds, Writer};
use uuid::Uuid;

use super::signed_door::{Asked, Door, is_valid, through};
use super::{Peer, Shared};
use crate::events::of_case;
use crate::faults::Fault;
use crate::index::search::Roles;
use crate::index::{Became, Reach};
use crate::refusal::Refusal;
use crate::signature::Verified;

pub(super) const PATH: &str = "/sagdokumentindeks/6";
const DOOR: Door = Door {
    path: PATH,
    audience: "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6",
};
const SCHEMA: &str = "sagdok-6/_validate-all.xsd";
const ACTIONS: &str = "http://kombit.dk/sts/sagdokumentindeks/";
/// Published with the platform's own examples.
const CASE_OWNER: &str = "9e979b84-b846-4472-8622-58007dc63c7e";
const CASE_CLASS: &str = "a86c6581-ec85-412d-a655-31a1f1d5b14f";

pub(super) async fn index(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    body: Bytes,
) -> Response {
    let operation_of = |action: &str| action.strip_prefix(ACTIONS).unwrap_or_default().to_owned();
    through(shared, DOOR, operation_of, (peer, body), answer).await
}

fn answer(shared: &Shared, asked: &Asked) -> Result<String, Refusal> {
    let (verified, planned) = (&asked.verified, asked.planned);
    let answers = match asked.operation.as_str() {
        "importer" => Answers::Import,
        "opdater" => Answers::Update,
        "fjern" => Answers::Removal,
        "fremsoeg" => return found(shared, verified, planned),
        _ => return Err(Refusal::NotUnderstood),
    };
    let texts = &shared.invented.texts;
    let whole = |code, text: &str| {
        Outcome::Whole(vec![Return {
            code,
            text: Some(text.to_owned()),
            detail: None,
        }])
    };
    let outcome = if planned == Some(Fault::Silent) {
        Outcome::Each(Vec::new())
    } else if planned == Some(Fault::TokenRefused) {
        whole(StatusCode::NotAllowed, &texts.not_allowed)
    } else if !is_valid(shared, SCHEMA, &verified.body) {
        shared.tell("not valid");
        whole(StatusCode::BadInput, &texts.bad_input)
    } else {
        match done(shared, answers, &verified.body, planned) {
            Some(became) => Outcome::Each(returns(shared, became, planned)),
            None => whole(StatusCode::BadInput, &texts.bad_input),
        }
    };
    let mut writer = Writer::new();
    outcome.write(&mut writer, answers);
    Ok(writer.into_text())
}

fn done(
    shared: &Shared,
    answers: Answers,
    body: &str,
    planned: Option<Fault>,
) -> Option<Vec<Became>> {
    let now = shared.now();
    let bounds = Bounds::MESSAGE;
    let is_strict = shared.options.is_strict;
    let refuses_half = planned == Some(Fault::HalfInWrongState);
    Some(match answers {
        Answers::Import => {
            let mut import = Import::read(body, bounds).ok()?;
            let mut refused = Vec::new();
            if refuses_half {
                let mut number = 0_usize;
                import.cases.retain(|case| {
                    number += 1;
                    let keeps = number % 2 == 1;
                    if !keeps {
                        refused.push(Became {
                            id: case.id,
                            is_case: true,
                            code: StatusCode::WrongState,
                        });
                    }
                    keeps
                });
            }
            let quiet = quiet(import.cases.iter().map(|case| (case.id, case.quietly)));
            let mut became = shared.index().import(import, now);
            tell(shared, &became, &quiet, true);
            became.extend(refused);
            became
        }
        Answers::Update => {
            let update = Update::read(body, bounds).ok()?;
            let quiet = quiet(update.cases.iter().map(|case| (case.id, case.quietly)));
            let became = shared.index().update(update, now, is_strict);
            tell(shared, &became, &quiet, false);
            became
        }
        Answers::Removal => {
            let removal = Removal::read(body, bounds).ok()?;
            shared.index().remove(&removal)
        }
    })
}

/// Cases that nobody is to be told of (*UdenNotifikation*).
fn quiet(cases: impl Iterator<Item = (Uuid, bool)>) -> HashSet<Uuid> {
    cases
        .filter(|(_, quietly)| *quietly)
        .map(|(id, _)| id)
        .collect()
}

/// Those municipalities are told whose the cases are.
fn tell(shared: &Shared, became: &[Became], quiet: &HashSet<Uuid>, is_new: bool) {
    if shared.options.told.is_none() {
        return;
    }
    let is_told = |became: &&Became| {
        became.is_case && became.code == StatusCode::Done && !quiet.contains(&became.id)
    };
    for became in became.iter().filter(is_told) {
        let Some(case) = shared.index().case(became.id) else {
            continue;
        };
        let Some(cvr) = owner(&case) else { continue };
        let invented = &shared.invented.events;
        let now = shared.now();
        shared.tell_event(&cvr, || of_case(case, &cvr, is_new, invented, now));
    }
}

fn owner(case: &CaseEntry) -> Option<String> {
    let role = Reference::Id(Shared::role(CASE_OWNER));
    let relations = &case.newest()?.lists.relations;
    let owner = relations
        .iter()
        .find(|relation| relation.role.as_ref() == Some(&role))?;
    owner.extension.cvr.clone()
}

fn returns(shared: &Shared, became: Vec<Became>, planned: Option<Fault>) -> Vec<ObjectReturn> {
    let texts = &shared.invented.texts;
    let answered = if planned == Some(Fault::HalfUnanswered) {
        became.len().div_ceil(2)
    } else {
        became.len()
    };
    became
        .into_iter()
        .take(answered)
        .map(|became| ObjectReturn {
            id: became.id,
            object_type: if became.is_case { "Sag" } else { "Dokument" }.to_owned(),
            answer: Return {
                code: became.code,
                text: match became.code {
                    StatusCode::NotFound => Some(texts.not_found.clone()),
                    StatusCode::WrongState => Some(texts.exists_already.clone()),
                    StatusCode::BadInput => Some(texts.bad_input.clone()),
                    _ => None,
                },
                detail: None,
            },
        })
        .collect()
}

fn found(shared: &Shared, verified: &Verified, planned: Option<Fault>) -> Result<String, Refusal> {
    let search =
        Search::read(&verified.body, Bounds::MESSAGE).map_err(|_| Refusal::NotUnderstood)?;
    if let Some(many) = &shared.options.many
        && let Some(text) = many.reply(&search, shared.invented.search.largest_page)
    {
        return Ok(text);
    }
    let cvr = verified
        .assertion
        .as_ref()
        .map(|assertion| assertion.cvr.as_str())
        .unwrap_or_default();
    let nothing = Reach {
        cvr: Vec::new(),
        kle: Vec::new(),
        sensitivities: Vec::new(),
    };
    let reach = shared.options.reach.get(cvr).unwrap_or(&nothing);
    let roles = Roles {
        case_owner: Shared::role(CASE_OWNER),
        case_class: Shared::role(CASE_CLASS),
        document_owner: Shared::role(&shared.invented.roles.document_owner),
        document_class: Shared::role(&shared.invented.roles.document_class),
    };
    let mut reply = shared
        .index()
        .search(&search, reach, &roles, &shared.invented.search);
    if planned == Some(Fault::TokenRefused) {
        reply.answer = Return::of(StatusCode::NotAllowed);
        reply.cases.clear();
        reply.documents.clear();
        reply.counts.clear();
    }
    if planned == Some(Fault::Silent) {
        reply.cases.clear();
        reply.documents.clear();
        reply.counts.clear();
    }
    let mut writer = Writer::new();
    reply.write(&mut writer);
    Ok(writer.into_text())
}
