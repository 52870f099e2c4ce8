use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_contract::ErrorCode;
use sagsbord_platform::PlatformError;
use sagsbord_platform::index::{
    Attempt, Breach, Import, Outcome, Reference, Removal, StatusCode, Update, breaches_of_case,
    breaches_of_document,
};
use sagsbord_store::{
    CaseAroundTitle, IndexKind, IndexOperation, OutboxRow, OutboxState, Returned, Store, Writer,
};
use uuid::Uuid;

use super::content::{OwnCase, OwnDocument};
use super::doubt;
use super::gate::{Gate, HeldBack};
use super::message::{Speaker, Step};
use super::pace::Pace;
use super::place::Connected;
use super::trouble::{LONGEST_WAIT, Stopped, asked_to_wait, stopped};
use crate::AppError;
use crate::app::App;

/// Large enough that signing costs little, small enough that a lost answer leaves little in doubt.
const AT_ONCE: u32 = 200;

/// The index said that it has it already; whether it is our own message that it means, only looking tells.
pub(super) const EXISTS: &str = "exists";
pub(super) const NOT_SEEN: &str = "not_seen";
pub(super) const SOMEBODY_ELSE: &str = "somebody_else";
pub(super) const GIVES_AWAY: &str = "gives_away";
pub(super) const BREAKS_RULES: &str = "breaks_rules";
pub(super) const BAD_INPUT: &str = "bad_input";
pub(super) const UNREADABLE: &str = "unreadable";
pub(super) const DOCUMENTS: &str = "documents";
pub(super) const NOT_ALLOWED: &str = "not_allowed";

/// What one run did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pushed {
    pub confirmed: u64,
    pub held: u64,
    pub parked: u64,
    pub returned: u64,
    pub messages: u64,
    /// Why it ended before everything was sent.
    pub stopped: Option<Stopped>,
}

impl Pushed {
    fn settled(&self) -> u64 {
        self.confirmed + self.held + self.parked + self.returned
    }
}

/// Tells the index what it has yet to hear, until nothing that may be sent now is left.
pub(crate) async fn push(app: &App, pace: Pace<'_>) -> Result<Pushed, AppError> {
    let store = app.store().await?;
    let mut pushed = Pushed::default();
    let Some(connected) = Connected::open(app, &store).await? else {
        pushed.stopped = Some(Stopped::NotConnected);
        return Ok(pushed);
    };
    let mut reader = store.read().await?;
    let gate = Gate::open(app, &mut reader).await?;
    let before = reader.outbox_counts().await?;
    drop(reader);
    loop {
        if (pace.is_stopped)() {
            pushed.stopped = Some(Stopped::ByPerson);
            return Ok(pushed);
        }
        (pace.told)(pushed.settled(), before.waiting + before.sent);
        let now = app.clock.now();
        if let Err(error) = doubt::settle(&store, &connected, now, &mut pushed).await? {
            pushed.stopped = Some(stopped(&error));
            return Ok(pushed);
        }
        let batch = Batch::take(&store, &connected, &gate, now, &mut pushed).await?;
        if batch.is_empty() {
            return Ok(pushed);
        }
        if let Err(error) = batch.send(&store, &connected, now, &mut pushed).await? {
            pushed.stopped = Some(stopped(&error));
            return Ok(pushed);
        }
    }
}

/// Steps that go in the same messages. All are marked as sent before any is.
#[derive(Default)]
struct Batch {
    transaction: Uuid,
    import: Import,
    imported: Vec<OutboxRow>,
    update: Update,
    updated: Vec<OutboxRow>,
    removal: Removal,
    removed: Vec<OutboxRow>,
    /// Whether any was taken at all, also such as needed no message.
    taken: bool,
}

pub(super) enum Content {
    Case(OwnCase),
    Document(OwnDocument),
}

impl Batch {
    fn is_empty(&self) -> bool {
        !self.taken
    }

    async fn take(
        store: &Store,
        connected: &Connected,
        gate: &Gate,
        now: DateTime<Utc>,
        pushed: &mut Pushed,
    ) -> Result<Self, AppError> {
        let mut batch = Self {
            transaction: Uuid::new_v4(),
            ..Self::default()
        };
        let mut writer = store.write().await?;
        let rows = writer
            .take_index_steps(AT_ONCE, batch.transaction, now)
            .await?;
        batch.taken = !rows.is_empty();
        let speaker = Speaker {
            place: &connected.place,
            roles: &connected.roles,
            classes: &connected.classes,
        };
        for row in rows {
            batch
                .place(&mut writer, speaker, gate, row, now, pushed)
                .await?;
        }
        writer.commit().await?;
        Ok(batch)
    }

    async fn place(
        &mut self,
        writer: &mut Writer,
        speaker: Speaker<'_>,
        gate: &Gate,
        row: OutboxRow,
        now: DateTime<Utc>,
        pushed: &mut Pushed,
    ) -> Result<(), AppError> {
        if row.operation == IndexOperation::Remove {
            return self.place_removal(writer, row, now, pushed).await;
        }
        // It came back while somebody took the object out of the index: saying it now would bring it there again.
        if row.tries > 1 && writer.is_removed_from_index(row.object).await? {
            return Ok(writer.drop_index_step(&row).await?);
        }
        let Some(content) = content_of(&row) else {
            pushed.parked += 1;
            return park(writer, &row, UNREADABLE, None, now).await;
        };
        let around = writer.around_title(row.kind, row.object).await?;
        let held = content.held_by(gate, &around);
        if let Some(held) = held {
            pushed.held += 1;
            return hold(writer, &row, &held, now).await;
        }
        if let Content::Case(case) = &content
            && !has_its_documents(writer, case, &self.import).await?
        {
            let back = Returned {
                state: OutboxState::Waiting,
                reason: Some(DOCUMENTS.to_owned()),
                detail: None,
                next_try: now + wait(row.tries),
            };
            writer.return_index_step(&row, &back).await?;
            pushed.returned += 1;
            return Ok(());
        }
        let breaches = self.put(speaker, row, &content);
        match breaches {
            Placed::Sent => Ok(()),
            Placed::NothingNew(row) => {
                writer.confirm_index_step(&row, now).await?;
                pushed.confirmed += 1;
                Ok(())
            }
            Placed::Breaks(row, rules) => {
                pushed.parked += 1;
                park(writer, &row, BREAKS_RULES, Some(&rules), now).await
            }
        }
    }

    async fn place_removal(
        &mut self,
        writer: &mut Writer,
        row: OutboxRow,
        now: DateTime<Utc>,
        pushed: &mut Pushed,
    ) -> Result<(), AppError> {
        if !row.in_index {
            // It never came there, so there is nothing to remove.
            writer.confirm_index_step(&row, now).await?;
            pushed.confirmed += 1;
        } else if row.kind == IndexKind::Case {
            self.removal.cases.push(Reference::Id(row.object.uuid()));
            self.removed.push(row);
        }
        // No message removes a document: it goes with the last case that has it. The row stays marked, and the next
        // look at the index tells whether it is gone.
        Ok(())
    }

    fn put(&mut self, speaker: Speaker<'_>, row: OutboxRow, content: &Content) -> Placed {
        let note = row.note.clone();
        let step = Step {
            id: row.object.uuid(),
            at: row.at,
            note: note.as_deref(),
        };
        let breaches = content.breaches(speaker, step);
        if !breaches.is_empty() {
            let rules: Vec<String> = breaches
                .iter()
                .map(|breach| format!("{:?}:{}", breach.rule, breach.part))
                .collect();
            return Placed::Breaks(row, rules.join(","));
        }
        match content {
            Content::Case(case) if !row.in_index => {
                self.import.cases.push(speaker.new_case(step, case));
                self.imported.push(row);
            }
            Content::Document(document) if !row.in_index => {
                self.import
                    .documents
                    .push(speaker.new_document(step, document));
                self.imported.push(row);
            }
            Content::Case(case) => {
                let before = row
                    .confirmed
                    .as_deref()
                    .and_then(|kept| serde_json::from_str(kept).ok());
                match speaker.changed_case(step, before.as_ref(), case) {
                    Some(update) => self.update.cases.push(update),
                    None => return Placed::NothingNew(row),
                }
                self.updated.push(row);
            }
            Content::Document(document) => {
                let before = row
                    .confirmed
                    .as_deref()
                    .and_then(|kept| serde_json::from_str(kept).ok());
                match speaker.changed_document(step, before.as_ref(), document) {
                    Some(update) => self.update.documents.push(update),
                    None => return Placed::NothingNew(row),
                }
                self.updated.push(row);
            }
        }
        Placed::Sent
    }

    /// Each message by itself: what became of one says nothing of the next.
    async fn send(
        self,
        store: &Store,
        connected: &Connected,
        now: DateTime<Utc>,
        pushed: &mut Pushed,
    ) -> Result<Result<(), PlatformError>, AppError> {
        let attempt = Attempt {
            transaction: self.transaction,
            now,
        };
        let index = &connected.index;
        let mut trouble = None;
        if !self.imported.is_empty() {
            let outcome = index.import(&self.import, attempt).await;
            pushed.messages += 1;
            trouble = trouble.or(settle(store, &self.imported, outcome, now, pushed).await?);
        }
        if !self.updated.is_empty() {
            let outcome = match trouble {
                None => {
                    pushed.messages += 1;
                    index.update(&self.update, attempt).await
                }
                // Not sent at all, and known to be so.
                Some(_) => Err(PlatformError::Busy {
                    status: 0,
                    wait_seconds: None,
                }),
            };
            let next = settle(store, &self.updated, outcome, now, pushed).await?;
            trouble = trouble.or(next);
        }
        if !self.removed.is_empty() {
            let outcome = match trouble {
                None => {
                    pushed.messages += 1;
                    index.remove(&self.removal, attempt).await
                }
                Some(_) => Err(PlatformError::Busy {
                    status: 0,
                    wait_seconds: None,
                }),
            };
            let next = settle(store, &self.removed, outcome, now, pushed).await?;
            trouble = trouble.or(next);
        }
        Ok(trouble.map_or(Ok(()), Err))
    }
}

enum Placed {
    Sent,
    NothingNew(OutboxRow),
    Breaks(OutboxRow, String),
}

impl Content {
    pub(super) fn held_by(&self, gate: &Gate, around: &CaseAroundTitle) -> Option<HeldBack> {
        match self {
            Self::Case(case) => gate.case(case, around),
            Self::Document(document) => gate.document(document, around),
        }
    }

    pub(super) fn kept(&self) -> Result<String, AppError> {
        match self {
            Self::Case(case) => serde_json::to_string(case),
            Self::Document(document) => serde_json::to_string(document),
        }
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))
    }

    /// The guidance's rules that it breaks as a whole, also when only a part of it is sent.
    pub(super) fn breaches(&self, speaker: Speaker<'_>, step: Step<'_>) -> Vec<Breach> {
        match self {
            Self::Case(case) => breaches_of_case(&speaker.new_case(step, case), speaker.roles),
            Self::Document(document) => {
                breaches_of_document(&speaker.new_document(step, document), speaker.roles)
            }
        }
    }
}

pub(super) fn content_of(row: &OutboxRow) -> Option<Content> {
    content_from(row.kind, row.content.as_deref()?)
}

pub(super) fn content_from(kind: IndexKind, kept: &str) -> Option<Content> {
    Some(match kind {
        IndexKind::Case => Content::Case(serde_json::from_str(kept).ok()?),
        IndexKind::Document => Content::Document(serde_json::from_str(kept).ok()?),
    })
}

/// The index must know a document before a journal may name it.
async fn has_its_documents(
    writer: &mut Writer,
    case: &OwnCase,
    with_it: &Import,
) -> Result<bool, AppError> {
    for filed in &case.documents {
        // Documents are placed first. One that was held back or parked is not among them.
        if with_it.documents.iter().any(|new| new.id == filed.id) {
            continue;
        }
        let id = sagsbord_domain::IndexObjectId::new(filed.id);
        if !writer.is_in_index(id).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) async fn hold(
    writer: &mut Writer,
    row: &OutboxRow,
    held: &HeldBack,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let detail = serde_json::json!({
        "kinds": held.kinds, "proposed": held.proposed, "own": held.by_its_own,
    });
    let back = Returned {
        state: OutboxState::Held,
        reason: Some(GIVES_AWAY.to_owned()),
        detail: Some(detail.to_string()),
        next_try: now,
    };
    Ok(writer.return_index_step(row, &back).await?)
}

async fn park(
    writer: &mut Writer,
    row: &OutboxRow,
    reason: &str,
    detail: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let back = Returned {
        state: OutboxState::Parked,
        reason: Some(reason.to_owned()),
        detail: detail.map(str::to_owned),
        next_try: now,
    };
    Ok(writer.return_index_step(row, &back).await?)
}

/// Twice as long each time, and never longer than an hour.
fn wait(tries: u32) -> TimeDelta {
    let seconds = 5_i64.saturating_mul(1 << tries.min(12));
    TimeDelta::seconds(seconds).min(LONGEST_WAIT)
}

/// At once, while there is hope in it: an index that answers nothing to the point is not asked without end.
pub(super) fn again(row: &OutboxRow, now: DateTime<Utc>) -> Returned {
    const AT_ONCE: u32 = 3;
    Returned {
        state: OutboxState::Waiting,
        reason: None,
        detail: None,
        next_try: if row.tries <= AT_ONCE {
            now
        } else {
            now + wait(row.tries)
        },
    }
}

/// Writes down what became of each step of a message. What the answer says nothing of stays in doubt.
async fn settle(
    store: &Store,
    rows: &[OutboxRow],
    outcome: Result<Outcome, PlatformError>,
    now: DateTime<Utc>,
    pushed: &mut Pushed,
) -> Result<Option<PlatformError>, AppError> {
    let mut writer = store.write().await?;
    let trouble = match outcome {
        Ok(outcome) => {
            for row in rows {
                let code = outcome.of(row.object.uuid()).map(|answer| answer.code);
                settle_one(&mut writer, row, code, now, pushed).await?;
            }
            None
        }
        // It may have been done: the rows stay in doubt, and the next run looks.
        Err(error) if error.leaves_doubt() => Some(error),
        Err(error) => {
            for row in rows {
                let back = Returned {
                    state: OutboxState::Waiting,
                    reason: None,
                    detail: None,
                    next_try: now + wait(row.tries).max(asked_to_wait(&error)),
                };
                writer.return_index_step(row, &back).await?;
                pushed.returned += 1;
            }
            Some(error)
        }
    };
    writer.commit().await?;
    Ok(trouble)
}

async fn settle_one(
    writer: &mut Writer,
    row: &OutboxRow,
    code: Option<StatusCode>,
    now: DateTime<Utc>,
    pushed: &mut Pushed,
) -> Result<(), AppError> {
    let is_removal = row.operation == IndexOperation::Remove;
    match code {
        Some(StatusCode::Done) => {
            writer.confirm_index_step(row, now).await?;
            pushed.confirmed += 1;
        }
        Some(StatusCode::NotFound) if is_removal => {
            writer.confirm_index_step(row, now).await?;
            pushed.confirmed += 1;
        }
        // It is missing: the next message tells of it from the beginning.
        Some(StatusCode::NotFound) => {
            writer.set_in_index(row.object, false).await?;
            writer.return_index_step(row, &again(row, now)).await?;
        }
        Some(StatusCode::WrongState) if !row.in_index => {
            let back = Returned {
                state: OutboxState::Sent,
                reason: Some(EXISTS.to_owned()),
                detail: None,
                next_try: now,
            };
            writer.return_index_step(row, &back).await?;
        }
        Some(StatusCode::NotAllowed) => {
            let back = Returned {
                state: OutboxState::Waiting,
                reason: Some(NOT_ALLOWED.to_owned()),
                detail: None,
                next_try: now + wait(row.tries),
            };
            writer.return_index_step(row, &back).await?;
            pushed.returned += 1;
        }
        Some(code) => {
            park(
                writer,
                row,
                BAD_INPUT,
                Some(&code.number().to_string()),
                now,
            )
            .await?;
            pushed.parked += 1;
        }
        None => {}
    }
    Ok(())
}

/// Puts everything of ours that the index has never heard of into the queue. Gives how many.
pub(crate) async fn queue_all(app: &App, pace: Pace<'_>) -> Result<u64, AppError> {
    const AT_A_TIME: u32 = 500;
    let store = app.store().await?;
    let mut queued = 0;
    let mut after = 0;
    loop {
        let mut writer = store.write().await?;
        let next = writer.cases_unknown_to_index(after, AT_A_TIME).await?;
        let Some((last, _)) = next.last() else {
            return Ok(queued);
        };
        after = *last;
        for (_, case) in next {
            queued += queue_case(&mut writer, case, app.clock.now()).await?;
        }
        writer.commit().await?;
        if (pace.is_stopped)() {
            return Ok(queued);
        }
    }
}

/// A case with its documents, as they are now.
pub(crate) async fn queue_case(
    writer: &mut Writer,
    case: sagsbord_domain::CaseId,
    now: DateTime<Utc>,
) -> Result<u64, AppError> {
    let Some(found) = writer.case_for_index(case).await? else {
        return Err(AppError::new(ErrorCode::NotFound));
    };
    let mut queued = 0;
    for (id, _) in &found.documents {
        let Some(document) = writer.document_for_index(*id).await? else {
            continue;
        };
        let content = OwnDocument::of(document);
        queued += queue(writer, id.uuid(), IndexKind::Document, &content, now).await?;
    }
    let object = sagsbord_domain::IndexObjectId::new(case.uuid());
    let last = writer.last_index_content(object).await?;
    let last = last.and_then(|kept| serde_json::from_str::<OwnCase>(&kept).ok());
    let content = OwnCase::of(found).following(last.as_ref(), now);
    queued += queue(writer, case.uuid(), IndexKind::Case, &content, now).await?;
    Ok(queued)
}

/// Holds the titles of what waits against the gate, before anything is sent. Gives how many are held now.
pub(super) async fn hold_what_gives_away(app: &App, pace: Pace<'_>) -> Result<u64, AppError> {
    const AT_A_TIME: u32 = 200;
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let gate = Gate::open(app, &mut reader).await?;
    let waiting = reader.outbox_counts().await?.waiting;
    drop(reader);
    let (mut held, mut seen) = (0, 0);
    let mut after = None;
    loop {
        let mut writer = store.write().await?;
        let rows = writer.waiting_index_steps_after(after, AT_A_TIME).await?;
        let Some(last) = rows.last() else {
            return Ok(held);
        };
        after = Some((last.object, last.number));
        let now = app.clock.now();
        for row in rows {
            seen += 1;
            let Some(content) = content_of(&row) else {
                continue;
            };
            let around = writer.around_title(row.kind, row.object).await?;
            if let Some(back) = content.held_by(&gate, &around) {
                hold(&mut writer, &row, &back, now).await?;
                held += 1;
            }
        }
        writer.commit().await?;
        (pace.told)(seen, waiting);
        if (pace.is_stopped)() {
            return Ok(held);
        }
    }
}

/// All of it, also what the index should know already: what it does know is not relied on.
pub(super) async fn queue_case_anew(
    writer: &mut Writer,
    case: sagsbord_domain::CaseId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let object = sagsbord_domain::IndexObjectId::new(case.uuid());
    forget_what_was_confirmed(writer, object).await?;
    queue_case(writer, case, now).await?;
    Ok(())
}

/// The next that is said of it is the whole, and nothing is left out as known.
pub(super) async fn forget_what_was_confirmed(
    writer: &mut Writer,
    object: sagsbord_domain::IndexObjectId,
) -> Result<(), AppError> {
    let is_there = writer.is_in_index(object).await?;
    Ok(writer.set_in_index(object, is_there).await?)
}

/// Only what differs from the last that was queued or confirmed.
async fn queue<T: serde::Serialize>(
    writer: &mut Writer,
    id: Uuid,
    kind: IndexKind,
    content: &T,
    now: DateTime<Utc>,
) -> Result<u64, AppError> {
    let content = serde_json::to_string(content)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let object = sagsbord_domain::IndexObjectId::new(id);
    if writer.last_index_content(object).await?.as_deref() == Some(&content)
        || writer.is_removed_from_index(object).await?
    {
        return Ok(0);
    }
    let step = sagsbord_store::QueuedStep {
        object,
        kind,
        operation: IndexOperation::Put,
        content: Some(content),
        note: None,
    };
    writer.queue_index_step(&step, now).await?;
    Ok(1)
}
