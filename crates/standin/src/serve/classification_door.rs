//! Whole plans of the classification (SF1510, KlassifikationListeHent 2).

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use sagsbord_platform::classification::{ListReply, Wanted};
use sagsbord_platform::xml::{Bounds, Writer};
use sagsbord_platform::{Blame, Fault as SaidFault};
use uuid::Uuid;

use super::signed_door::{Asked, Door, is_valid, through};
use super::{Peer, Shared};
use crate::faults::Fault;
use crate::refusal::Refusal;

pub(super) const PATH: &str = "/service/KlassifikationListeHentService_2";
/// The service's own name in tokens is not published; this is the name of the classification that lies behind it.
const DOOR: Door = Door {
    path: PATH,
    audience: "http://entityid.kombit.dk/service/klassifikation/7",
};
const ACTION: &str =
    "http://www.kombit.dk/2017/01/01/KlassifikationListeHentService_2#KlassifikationListeHent";
const SCHEMA: &str =
    "klassifikation-listehent/package/common/view/KlassifikationListeHent_IType.xsd";

pub(super) async fn classification(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    body: Bytes,
) -> Response {
    let operation_of = |_: &str| "KlassifikationListeHent".to_owned();
    through(shared, DOOR, operation_of, (peer, body), answer).await
}

fn answer(shared: &Shared, asked: &Asked) -> Result<String, Refusal> {
    let verified = &asked.verified;
    if asked.planned == Some(Fault::TokenRefused) {
        return Err(Refusal::TokenRunOut);
    }
    let cvr = verified.assertion.as_ref().map(|shown| shown.cvr.as_str());
    if !cvr.is_some_and(|cvr| shared.options.reach.contains_key(cvr)) {
        return Err(Refusal::WrongMunicipality);
    }
    if verified.action != ACTION {
        return Err(Refusal::NotUnderstood);
    }
    let mut reply = ListReply {
        transaction: Uuid::new_v4(),
        at: shared.now(),
        fault: None,
        classifications: Vec::new(),
    };
    if is_valid(shared, SCHEMA, &verified.body) {
        let wanted =
            Wanted::read(&verified.body, Bounds::MESSAGE).map_err(|_| Refusal::NotUnderstood)?;
        let plans = shared.plans();
        reply.classifications = wanted
            .keys
            .iter()
            .filter_map(|key| plans.iter().find(|plan| plan.key == *key).cloned())
            .collect();
    } else {
        shared.tell("not valid");
        reply.fault = Some(SaidFault {
            blame: Blame::Sender,
            code: None,
            text: Some(shared.invented.texts.bad_input.clone()),
        });
    }
    let mut writer = Writer::new();
    reply.write(&mut writer);
    Ok(writer.into_text())
}
