use sagsbord_contract::{CaseNewsWhat, ErrorCode, PinRow, Pins, PutPin, RemovePin, ShowDocument};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, DocumentId, PinId};
use sagsbord_store::{Pin, Reader, Writer};

use super::within_reach::{document_within, file_within, may_work_on};
use crate::people::fields::id;
use crate::people::names::names;
use crate::{AppError, Desk};

const MOST_LETTERS: usize = 2_000;
/// On one document: more than that is a conversation, and belongs in the journal.
const MOST_PINS: u32 = 500;
const WHOLE_SIDE: u32 = 10_000;
const LAST_PAGE: u32 = 20_000;

/// Pins are shown to whoever may read the document.
pub(crate) async fn list_pins(
    desk: &Desk,
    session: &Session,
    request: ShowDocument,
) -> Result<Pins, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let document: DocumentId = id(&request.id, "id")?;
    let mut reader = desk.app().store().await?.read().await?;
    document_within(&mut reader, &filter, document).await?;
    pins_of(&mut reader, session, &filter, document).await
}

/// A new pin, or one's own moved or rewritten.
pub(crate) async fn put_pin(
    desk: &Desk,
    session: &Session,
    request: PutPin,
) -> Result<Pins, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let document: DocumentId = id(&request.document_id, "documentId")?;
    let pin: PinId = id(&request.id, "id")?;
    let text = text_in_bounds(&request.text)?;
    if request.page == 0
        || request.page > LAST_PAGE
        || request.across > WHOLE_SIDE
        || request.down > WHOLE_SIDE
    {
        return Err(AppError::invalid("page"));
    }
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    file_within(&mut reader, &filter, document).await?;
    let known = reader.find_pin(&filter, pin).await?;
    let count = reader.pins_of(&filter, document, MOST_PINS).await?.len();
    drop(reader);
    let now = desk.app().clock.now();
    let wanted = Pin {
        id: pin,
        document,
        page: request.page,
        across: request.across,
        down: request.down,
        text,
        version: 1,
        made_by: session.employee(),
        made_at: now,
        changed_at: now,
    };
    let mut writer = store.write().await?;
    match known {
        Some(known) => {
            if known.document != document || known.made_by != session.employee() {
                return Err(AppError::new(ErrorCode::NotFound));
            }
            if !writer.change_pin(&wanted, request.version).await? {
                return Err(AppError::new(ErrorCode::Conflict));
            }
        }
        None if request.version > 0 => return Err(AppError::new(ErrorCode::Conflict)),
        None if count >= usize::try_from(MOST_PINS).unwrap_or(usize::MAX) => {
            return Err(AppError::problem("text", "too_many_pins"));
        }
        None => writer.add_pin(&wanted).await?,
    }
    let change = Change {
        document,
        pin,
        act: AuditAct::PinPut,
    };
    change.keep(desk, session, &filter, writer).await
}

/// One's own, or a colleague's that is of no use any more: who struck it stands in the log.
pub(crate) async fn remove_pin(
    desk: &Desk,
    session: &Session,
    request: RemovePin,
) -> Result<Pins, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let pin: PinId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let known = store.read().await?.find_pin(&filter, pin).await?;
    let known = known.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let mut writer = store.write().await?;
    if !writer.remove_pin(pin, request.version).await? {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let change = Change {
        document: known.document,
        pin,
        act: AuditAct::PinRemoved,
    };
    change.keep(desk, session, &filter, writer).await
}

struct Change {
    document: DocumentId,
    pin: PinId,
    act: AuditAct,
}

impl Change {
    async fn keep(
        self,
        desk: &Desk,
        session: &Session,
        filter: &AccessFilter,
        writer: Writer,
    ) -> Result<Pins, AppError> {
        let app = desk.app();
        let record = AuditRecord::new(session.employee(), self.act)
            .about("document", self.document.uuid())
            .with("pin", AuditDetail::Id(self.pin.uuid()));
        writer.commit_with(&record, app.clock.now()).await?;
        let mut reader = app.store().await?.read().await?;
        if let Some(case) = reader.case_of_document(filter, self.document).await? {
            app.case_changed(case, CaseNewsWhat::Pins, session.employee());
        }
        pins_of(&mut reader, session, filter, self.document).await
    }
}

async fn pins_of(
    reader: &mut Reader,
    session: &Session,
    filter: &AccessFilter,
    document: DocumentId,
) -> Result<Pins, AppError> {
    let names = names(reader).await?;
    let pins = reader.pins_of(filter, document, MOST_PINS).await?;
    Ok(Pins {
        rows: pins
            .into_iter()
            .map(|pin| PinRow {
                id: pin.id.to_string(),
                page: pin.page,
                across: pin.across,
                down: pin.down,
                text: pin.text,
                version: pin.version,
                made_by: names.get(&pin.made_by).cloned().unwrap_or_default(),
                made_at: pin.made_at.to_rfc3339(),
                changed_at: pin.changed_at.to_rfc3339(),
                is_own: pin.made_by == session.employee(),
            })
            .collect(),
        may_write: may_work_on(reader, session, document).await?,
    })
}

fn text_in_bounds(text: &str) -> Result<String, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AppError::problem("text", "empty"));
    }
    if text.chars().count() > MOST_LETTERS {
        return Err(AppError::problem("text", "too_long"));
    }
    if text.chars().any(|sign| sign.is_control() && sign != '\n') {
        return Err(AppError::invalid("text"));
    }
    Ok(text.to_owned())
}
