use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditRecord, Cpr, LetterId};
use sagsbord_platform::PlatformError;
use sagsbord_platform::index::Attempt;
use sagsbord_platform::post::{
    Letter, LetterFile, MemoVersion, PostClient, PostFault, Receiver, Sender, Sent, Way,
};
use sagsbord_store::{
    KeptLetter, LetterFault, LetterState, LetterStep, MAX_BLOB_BYTES, ReceiverKind, Store,
};
use uuid::Uuid;

use super::draft::problem;
use crate::app::App;
use crate::shared_index::{Connected, Stopped, stopped};
use crate::{AppError, Desk};

/// As many as are tried again in one run.
const AT_ONCE: u32 = 50;
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

/// What came of handing a letter in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterSent {
    /// Taken. What becomes of it comes as an event.
    HandedIn,
    /// It may have been taken: it is not sent again before its status has come or a person has decided.
    Unknown,
    Refused,
    /// The receiver does not get Digital Post: it must go on paper.
    Exempt,
    /// Known not to have been taken; tried again later by itself.
    Later(Stopped),
    /// It is on its way, or its end is known already.
    NotToBeSent,
}

impl Desk {
    /// Hands in a letter that was kept. Sent once, however often this is called.
    pub async fn send_letter(&self, id: LetterId) -> Result<LetterSent, ErrorReply> {
        send_as_person(self, id)
            .await
            .map_err(|error| error.into_reply("send_letter"))
    }
}

impl App {
    /// Tries those again whose time has come. Gives how many were handed in.
    pub async fn send_due_letters(&self) -> Result<u64, AppError> {
        let store = self.store().await?;
        let mut handed_in = 0;
        let drafted = store.read().await?.letters_to_try(AT_ONCE).await?;
        for id in drafted {
            let Some(letter) = store.read().await?.letter(id).await? else {
                continue;
            };
            if self.clock.now() < next_try(&letter) {
                continue;
            }
            match send(self, id).await? {
                LetterSent::HandedIn => handed_in += 1,
                // The same awaits the others.
                LetterSent::Later(_) => break,
                _ => {}
            }
        }
        Ok(handed_in)
    }
}

/// After opening, when nothing is on its way: what was being handed in when the program ended may have been taken.
pub(crate) async fn doubt_after_a_stop(app: &App) -> Result<(), AppError> {
    let store = app.store().await?;
    let now = app.clock.now();
    loop {
        let left = store
            .read()
            .await?
            .letters_in(LetterState::Sending, AT_ONCE)
            .await?;
        if left.is_empty() {
            return Ok(());
        }
        let mut writer = store.write().await?;
        for id in left {
            let step = by_itself(LetterState::Unknown, now);
            writer
                .move_letter(id, &[LetterState::Sending], step, None)
                .await?;
        }
        writer.commit().await?;
    }
}

async fn send_as_person(desk: &Desk, id: LetterId) -> Result<LetterSent, AppError> {
    let session = desk.session().await?;
    let filter = session.filter(Right::WorkOnCases)?;
    let store = desk.app().store().await?;
    store
        .read()
        .await?
        .find_letter(&filter, id)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let record =
        AuditRecord::new(session.employee(), AuditAct::LetterSent).about("letter", id.uuid());
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    // By itself, so that a letter that is being handed in is settled also when nobody waits for it any more.
    let app = Arc::clone(desk.app());
    tokio::spawn(async move { send(&app, id).await }).await?
}

async fn send(app: &App, id: LetterId) -> Result<LetterSent, AppError> {
    let store = app.store().await?;
    let Some(letter) = store.read().await?.letter(id).await? else {
        return Err(AppError::new(ErrorCode::NotFound));
    };
    if letter.state != LetterState::Drafted {
        return Ok(LetterSent::NotToBeSent);
    }
    let mut writer = store.write().await?;
    writer.note_letter_try(id, app.clock.now()).await?;
    writer.commit().await?;
    let Some(connected) = Connected::open(app, &store).await? else {
        return Ok(LetterSent::Later(Stopped::NotConnected));
    };
    let Some(post) = &connected.post else {
        return Ok(LetterSent::Later(Stopped::NotConnected));
    };
    let receiver = receiver(&letter)?;
    match post
        .can_receive(&receiver, Way::DigitalPost, attempt(app))
        .await
    {
        Ok(true) => {}
        Ok(false) => {
            let step = by_itself(LetterState::Exempt, app.clock.now());
            let mut writer = store.write().await?;
            writer
                .move_letter(id, &[LetterState::Drafted], step, None)
                .await?;
            writer.commit().await?;
            return Ok(LetterSent::Exempt);
        }
        // Asking changes nothing, so no error of it leaves doubt.
        Err(error) => return Ok(LetterSent::Later(stopped(&error))),
    }
    let (sender, version) = connected.letters_are();
    let whole = whole(&store, &letter, receiver, sender).await?;
    hand_in(app, &store, post, &whole, version).await
}

/// Marked in a transaction of its own before anything leaves. Whoever comes second finds the mark.
async fn hand_in(
    app: &App,
    store: &Store,
    post: &PostClient,
    letter: &Letter,
    version: MemoVersion,
) -> Result<LetterSent, AppError> {
    let id = LetterId::new(letter.id);
    let mut writer = store.write().await?;
    let step = by_itself(LetterState::Sending, app.clock.now());
    let is_first = writer
        .move_letter(id, &[LetterState::Drafted], step, None)
        .await?;
    writer.commit().await?;
    if !is_first {
        return Ok(LetterSent::NotToBeSent);
    }
    let answer = post.send(letter, version, attempt(app)).await;
    let (sent, state, transmission, fault) = told(answer);
    let mut writer = store.write().await?;
    if let Some(transmission) = transmission {
        writer.set_letter_transmission(id, &transmission).await?;
    }
    // Its status may have come before the answer, and knows more.
    writer
        .move_letter(
            id,
            &[LetterState::Sending],
            by_itself(state, app.clock.now()),
            fault.as_ref(),
        )
        .await?;
    writer.commit().await?;
    Ok(sent)
}

type Told = (LetterSent, LetterState, Option<String>, Option<LetterFault>);

fn told(answer: Result<Sent, PlatformError>) -> Told {
    match answer {
        Ok(Sent::Accepted { transmission }) => (
            LetterSent::HandedIn,
            LetterState::HandedIn,
            transmission,
            None,
        ),
        Ok(Sent::Refused {
            transmission,
            faults,
        }) => (
            LetterSent::Refused,
            LetterState::Refused,
            transmission,
            Some(in_one(&faults)),
        ),
        Err(PlatformError::Letter(fault)) => {
            let (field, problem) = problem(fault);
            let fault = LetterFault {
                code: Some(format!("{field}_{problem}")),
                text: None,
            };
            (LetterSent::Refused, LetterState::Refused, None, Some(fault))
        }
        Err(error) if error.leaves_doubt() => {
            tracing::warn!(%error, "nobody knows whether a letter was taken");
            (LetterSent::Unknown, LetterState::Unknown, None, None)
        }
        Err(error) => (
            LetterSent::Later(stopped(&error)),
            LetterState::Drafted,
            None,
            None,
        ),
    }
}

fn in_one(faults: &[PostFault]) -> LetterFault {
    const LONGEST: usize = 1_000;
    let mut text = String::new();
    for said in faults.iter().filter_map(|fault| fault.text.as_deref()) {
        let separator = if text.is_empty() { "" } else { "; " };
        // Writing to a text cannot fail.
        let _written = write!(text, "{separator}{said}");
    }
    LetterFault {
        code: faults.iter().find_map(|fault| fault.code.clone()),
        text: Some(text.chars().take(LONGEST).collect()).filter(|text: &String| !text.is_empty()),
    }
}

async fn whole(
    store: &Store,
    letter: &KeptLetter,
    receiver: Receiver,
    sender: Sender,
) -> Result<Letter, AppError> {
    let kept = store.read().await?.letter_files(letter.id).await?;
    let mut files = Vec::with_capacity(kept.len());
    for file in kept {
        let bytes = store.read_blob(&file.blob, MAX_BLOB_BYTES).await?;
        files.push(LetterFile {
            name: file.name,
            media_type: file.media_type,
            bytes: bytes.to_vec(),
        });
    }
    let mut files = files.into_iter();
    Ok(Letter {
        id: letter.id.uuid(),
        title: letter.title.clone(),
        sender,
        receiver,
        created: letter.written_at,
        main: files
            .next()
            .ok_or_else(|| AppError::new(ErrorCode::StoreDamaged))?,
        attachments: files.collect(),
        notice: letter.notice.clone(),
        is_mandatory: letter.is_mandatory,
        is_legal_notification: letter.is_legal_notification,
    })
}

fn receiver(letter: &KeptLetter) -> Result<Receiver, AppError> {
    let number = &letter.receiver.number;
    Ok(match letter.receiver.kind {
        ReceiverKind::Person => Receiver::Person(
            Cpr::parse(number).map_err(|_| AppError::new(ErrorCode::StoreDamaged))?,
        ),
        ReceiverKind::Company => Receiver::Company(number.clone()),
    })
}

fn attempt(app: &App) -> Attempt {
    Attempt {
        transaction: Uuid::new_v4(),
        now: app.clock.now(),
    }
}

fn by_itself(state: LetterState, at: DateTime<Utc>) -> LetterStep {
    LetterStep {
        state,
        at,
        by: None,
    }
}

/// Twice as long each time.
fn next_try(letter: &KeptLetter) -> DateTime<Utc> {
    let seconds = 30_i64.saturating_mul(1 << letter.tries.min(12));
    letter.state_at + TimeDelta::seconds(seconds).min(LONGEST_WAIT)
}
