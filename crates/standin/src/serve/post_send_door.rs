//! Where letters are handed in (SF1601, KombiPostAfsend).

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sagsbord_platform::post::{PostFault, PostOutcome, PostStatus};
use sagsbord_platform::xml::{Bounds, Malformed, Name, Ns, Reader};
use uuid::Uuid;

use super::post_ask_door::allowed;
use super::signed_door::{cut, endless};
use super::{Peer, Shared};
use crate::events::of_letter;
use crate::faults::Fault;
use crate::refusal::Refusal;
use crate::schemas::is_valid_by;

pub(super) const SEND: &str = "/service/KombiPostAfsend_1/kombi";
const AUDIENCE: &str = "http://entityid.kombit.dk/service/kombipostafsend/1";
const CHANNEL: &str = "Digital Post";
/// All of a letter's files together, as they travel.
const BOUNDS: Bounds = Bounds {
    depth: 64,
    text: 64 << 20,
};

/// What is looked at in a letter.
#[derive(Default)]
struct Letter {
    way: Option<String>,
    version: Option<String>,
    id: Option<Uuid>,
    sender: Option<String>,
    receiver: Option<String>,
}

pub(super) async fn send(
    State(shared): State<Arc<Shared>>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    shared.tell("letter");
    let planned = shared.faults.next("letter");
    match planned {
        Some(Fault::Slow(wait)) => tokio::time::sleep(wait).await,
        Some(Fault::CutBefore) => return cut(),
        Some(Fault::Busy(seconds)) => {
            let wait = [(RETRY_AFTER, seconds.to_string())];
            return (StatusCode::SERVICE_UNAVAILABLE, wait, "busy").into_response();
        }
        Some(Fault::TokenRefused) => {
            let refusal = Refusal::TokenRunOut;
            return (StatusCode::UNAUTHORIZED, refusal.to_string()).into_response();
        }
        _ => {}
    }
    let access = match allowed(&shared, peer, &headers, AUDIENCE) {
        Ok(access) => access,
        Err(refusal) => return (StatusCode::UNAUTHORIZED, refusal.to_string()).into_response(),
    };
    let cvr = access.cvr;
    let taken = {
        let shared = Arc::clone(&shared);
        let refuses = planned == Some(Fault::LetterRefused);
        // On a thread that may wait, since a validator may run.
        tokio::task::spawn_blocking(move || match refuses {
            true => None,
            false => take(&shared, &cvr, &body),
        })
        .await
    };
    match (taken, planned) {
        (_, Some(Fault::ReplyLost)) => cut(),
        (_, Some(Fault::Endless)) => endless(),
        (_, Some(Fault::Nonsense)) => "<html><body>Gateway".into_response(),
        (Ok(Some(transmission)), _) => answered(&format!(
            "<Result>true</Result><TransmissionID>{transmission}</TransmissionID><HovedoplysningerSvarREST><SvarReaktion><Advis><AdvisId>0</AdvisId><AdvisTekst>Received</AdvisTekst></Advis></SvarReaktion></HovedoplysningerSvarREST>"
        )),
        (Ok(None), _) => {
            shared.tell("letter refused");
            let invented = &shared.invented.post;
            answered(&format!(
                "<Result>false</Result><TransmissionID>{}</TransmissionID><HovedoplysningerSvarREST><SvarReaktion><Fejl><FejlId>{}</FejlId><FejlTekst>{}</FejlTekst></Fejl></SvarReaktion></HovedoplysningerSvarREST>",
                Uuid::new_v4(),
                invented.bad_letter_code,
                invented.bad_letter
            ))
        }
        (Err(_), _) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn answered(within: &str) -> Response {
    let answer = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kombi_response>{within}</kombi_response>"
    );
    ([(CONTENT_TYPE, "application/xml")], answer).into_response()
}

/// The transmission's id, when the letter is taken. What becomes of it is told afterwards.
fn take(shared: &Shared, cvr: &str, body: &[u8]) -> Option<Uuid> {
    let text = std::str::from_utf8(body).ok()?;
    shared.keep_message(text);
    let letter = read(text).ok()?;
    let id = letter.id?;
    let receiver = letter.receiver?;
    let is_own = letter.sender.as_deref() == Some(cvr);
    if letter.way.as_deref() != Some(CHANNEL) || !is_own || !is_valid(shared, text, &letter.version)
    {
        return None;
    }
    // Whether the real one refuses the second is not known, so it is taken, and counted.
    let times = {
        let mut letters = shared.letters();
        let times = letters.entry(id).or_default();
        *times += 1;
        *times
    };
    if times > 1 {
        shared.tell("letter twice");
    }
    let transmission = Uuid::new_v4();
    tell(shared, cvr, id, transmission, &receiver);
    Some(transmission)
}

fn tell(shared: &Shared, cvr: &str, id: Uuid, transmission: Uuid, receiver: &str) {
    let invented = &shared.invented.post;
    let is_exempt = shared
        .options
        .exempt_from_post
        .iter()
        .any(|exempt| exempt == receiver);
    let became: &[(PostOutcome, &String)] = if is_exempt {
        &[(PostOutcome::Failed, &invented.failed)]
    } else {
        &[
            (PostOutcome::Received, &invented.received),
            (PostOutcome::Delivered, &invented.delivered),
        ]
    };
    for (outcome, said) in became {
        let now = shared.now();
        let status = || PostStatus {
            transmission: Some(transmission.to_string()),
            message: Some(id),
            channel: Some(CHANNEL.to_owned()),
            at: Some(now),
            status: Some((*said).clone()),
            fault: is_exempt.then(|| PostFault {
                code: Some(invented.no_receiver_code.clone()),
                text: Some(invented.no_receiver.clone()),
            }),
            ..PostStatus::default()
        };
        let events = &shared.invented.events;
        shared.tell_event(cvr, || of_letter(status(), *outcome, cvr, events, now));
    }
}

fn is_valid(shared: &Shared, text: &str, version: &Option<String>) -> bool {
    let schema = match version.as_deref() {
        Some("1.1") => "memo/xsd/MeMo_core.xsd",
        Some("1.2") => "memo/xsd/Version1.2/MeMo_core.xsd",
        _ => return false,
    };
    let end = "</memo:Message>";
    // The prefix is to be this one, whatever it stands for: so those say who have tried.
    let (Some(from), Some(to)) = (text.find("<memo:Message "), text.find(end)) else {
        return false;
    };
    match (&shared.options.schemas, text.get(from..to + end.len())) {
        (Some(folder), Some(letter)) => is_valid_by(&folder.join(schema), letter),
        (None, letter) => letter.is_some(),
        (Some(_), None) => false,
    }
}

fn read(untrusted: &str) -> Result<Letter, Malformed> {
    let memo = |local| Name(Ns::Memo, local);
    let mut letter = Letter::default();
    Reader::new(untrusted, BOUNDS).root(|reader, what| {
        if what.ns != Ns::Other || what.local != "kombi_request" {
            return Err(Malformed::AnotherMessage);
        }
        reader.children(|reader, what| {
            if what.local == "KombiValgKode" {
                letter.way = Some(reader.text()?);
                return Ok(());
            }
            if !what.is(memo("Message")) {
                return Ok(());
            }
            letter.version = what.attribute("memoVersion");
            reader.children(|reader, what| {
                if !what.is(memo("MessageHeader")) {
                    return Ok(());
                }
                reader.children(|reader, what| {
                    match what.local {
                        "messageUUID" => letter.id = Some(reader.uuid()?),
                        "Sender" => letter.sender = text_of(reader, "senderID")?,
                        "Recipient" => letter.receiver = text_of(reader, "recipientID")?,
                        _ => {}
                    }
                    Ok(())
                })
            })
        })
    })?;
    Ok(letter)
}

fn text_of(reader: &mut Reader<'_>, local: &str) -> Result<Option<String>, Malformed> {
    let mut found = None;
    reader.children(|reader, what| {
        if what.local == local {
            found = reader.some_text()?;
        }
        Ok(())
    })?;
    Ok(found)
}
