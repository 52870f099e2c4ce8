use sagsbord_contract::{CaseDetail, DocumentRow, OpenCase, PartyRow};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, LookedFrom};
use sagsbord_store::{Document, Party};

use super::row::case_row;
use super::standing::standing;
use super::within_reach::case_within;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Opening a case is logged before its content is handed out.
pub(crate) async fn show_case(
    desk: &Desk,
    session: &Session,
    request: OpenCase,
) -> Result<CaseDetail, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let line = case_within(&mut reader, &filter, case).await?;
    let parties = reader.parties_of(&filter, case).await?;
    let documents = reader.documents_of(&filter, case).await?;
    let standing = standing(&mut reader, session, &filter, case, &line).await?;
    drop(reader);
    let mut record =
        AuditRecord::new(session.employee(), AuditAct::CaseRead).about("case", case.uuid());
    if let Some(from) = request.from {
        record = record.with("from", AuditDetail::Code(LookedFrom::from(from).code()));
    }
    store
        .write()
        .await?
        .commit_with(&record, desk.app().clock.now())
        .await?;
    Ok(CaseDetail {
        row: case_row(line, session.today()),
        parties: parties.into_iter().map(party_row).collect(),
        documents: documents.into_iter().map(document_row).collect(),
        standing,
    })
}

fn party_row(party: Party) -> PartyRow {
    let citizen = party.citizen;
    PartyRow {
        id: citizen.id.to_string(),
        name: citizen.name,
        cpr_masked: citizen.cpr.map(|cpr| cpr.masked()),
        part: party.part.into(),
        // A protected address does not leave this function: no screen can show it by mistake.
        address: if citizen.protected {
            None
        } else {
            citizen.address
        },
        protected: citizen.protected,
    }
}

fn document_row(document: Document) -> DocumentRow {
    let file = document.file.as_ref();
    DocumentRow {
        id: document.id.to_string(),
        kind: document.kind.into(),
        date: document.dated.to_string(),
        sensitivity: document.sensitivity.into(),
        file_name: file.map(|file| file.name.clone()),
        media_type: file.map(|file| file.media_type.clone()),
        bytes: file.map(|file| u32::try_from(file.blob.size()).unwrap_or(u32::MAX)),
        title: document.title,
    }
}
