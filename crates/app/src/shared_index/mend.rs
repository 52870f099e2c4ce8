use chrono::{DateTime, Utc};
use sagsbord_contract::{CaseNewsWhat, DeskEvent, ErrorCode, GatedTitle, MendIndexTitle};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseField, CaseId, DocumentId, IndexObjectId};
use sagsbord_store::{IndexKind, OutboxState, Writer};

use super::gate::Gate;
use super::gate_title::{title_kind, told};
use super::push::{BAD_INPUT, BREAKS_RULES, Content, content_of, queue_case};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// As long as the index has room for.
const LONGEST_TITLE: usize = 255;

/// Gives a case or a document another title, here and in the index. One that the gate would hold is given to nothing,
/// and the answer says why. A title that is held back never leaves, also not
/// as an earlier step or in the journal of the document's case.
pub(crate) async fn mend_index_title(
    desk: &Desk,
    session: &Session,
    request: MendIndexTitle,
) -> Result<GatedTitle, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let object: IndexObjectId = id(&request.object_id, "objectId")?;
    let title = title_in_bounds(&request.title)?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let not_found = || AppError::new(ErrorCode::NotFound);
    let case = reader
        .case_of_index_object(&filter, None, object)
        .await?
        .ok_or_else(not_found)?
        .case;
    let gate = Gate::open(app, &mut reader).await?;
    drop(reader);
    let kind = kind_of(case, object);
    let mut writer = store.write().await?;
    // Another system's case is not ours to change, and telling the index of it would make it so.
    if writer.is_copy(case).await? {
        return Err(not_found());
    }
    let around = writer.around_title(kind, object).await?;
    let gated = gate.title(title, title_kind(kind), &around);
    if !gated.findings.is_empty() {
        return Ok(told(title, gated));
    }
    let now = app.clock.now();
    let before = writer.case_as_it_stands(case).await?;
    let is_there = match kind {
        IndexKind::Case => writer.set_case_title(case, title).await?,
        IndexKind::Document => {
            let document = DocumentId::new(object.uuid());
            writer.set_document_title(document, title).await?
        }
    };
    if !is_there {
        return Err(not_found());
    }
    retitle_unsent_steps(&mut writer, object, title, now).await?;
    match kind {
        IndexKind::Document => {
            let retitled = Retitled { object, title };
            let case = IndexObjectId::new(case.uuid());
            retitled.in_steps_of(&mut writer, case, now).await?;
        }
        IndexKind::Case => {
            let before = before.as_ref().map(|before| before.facts.title.as_str());
            let values = (before, Some(title));
            let by = session.employee();
            writer
                .note_case_change(case, by, CaseField::Title, values, now)
                .await?;
        }
    }
    queue_case(&mut writer, case, now).await?;
    let record =
        AuditRecord::new(session.employee(), AuditAct::IndexTitleMended).about("case", case.uuid());
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    app.case_changed(case, CaseNewsWhat::Facts, session.employee());
    Ok(told(title, gated))
}

pub(crate) fn title_in_bounds(title: &str) -> Result<&str, AppError> {
    let title = title.trim();
    if title.is_empty() || title.chars().any(char::is_control) {
        return Err(AppError::invalid("title"));
    }
    if title.chars().count() > LONGEST_TITLE {
        return Err(AppError::problem("title", "too_long"));
    }
    Ok(title)
}

/// An object that is no case lies in one.
pub(super) fn kind_of(case: CaseId, object: IndexObjectId) -> IndexKind {
    if case.uuid() == object.uuid() {
        IndexKind::Case
    } else {
        IndexKind::Document
    }
}

/// Of what waits to be told of the object, nothing that was held says the old title any more.
pub(crate) async fn retitle_unsent_steps(
    writer: &mut Writer,
    object: IndexObjectId,
    title: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    Retitled { object, title }
        .in_steps_of(writer, object, now)
        .await
}

struct Retitled<'a> {
    object: IndexObjectId,
    title: &'a str,
}

impl Retitled<'_> {
    /// Steps that were told of are as they were; of the others none says the old title any more, once it was held.
    async fn in_steps_of(
        &self,
        writer: &mut Writer,
        object: IndexObjectId,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let steps = writer.unsent_index_steps(object).await?;
        if !steps.iter().any(|step| step.state != OutboxState::Waiting) {
            return Ok(());
        }
        for step in steps {
            let Some(mut content) = content_of(&step) else {
                continue;
            };
            self.put_in(object, &mut content);
            let content = content.kept()?;
            // Who is parked for another reason than what it says still waits for a person's decision.
            let is_freed = match step.state {
                OutboxState::Parked => {
                    matches!(step.reason.as_deref(), Some(BREAKS_RULES | BAD_INPUT))
                }
                _ => true,
            };
            if is_freed {
                writer
                    .replace_index_content(object, step.number, &content, now)
                    .await?;
            } else {
                writer
                    .rewrite_index_content(object, step.number, &content)
                    .await?;
            }
        }
        Ok(())
    }

    fn put_in(&self, object: IndexObjectId, content: &mut Content) {
        match content {
            Content::Document(document) => self.title.clone_into(&mut document.title),
            Content::Case(case) if object == self.object => {
                self.title.clone_into(&mut case.title);
            }
            // An earlier step may be from before the document came.
            Content::Case(case) => {
                for filed in &mut case.documents {
                    if filed.id == self.object.uuid() {
                        self.title.clone_into(&mut filed.title);
                    }
                }
            }
        }
    }
}
