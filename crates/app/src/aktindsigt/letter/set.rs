use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sagsbord_contract::{ErrorCode, ExportedFile, ShowAktindsigtLetter};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::aktindsigt::LetterKind;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_pdf::{LetterHead, LetterOrder, set_letter};
use sagsbord_store::{Fact, KeptAktindsigt, Reader, RequestLetter};

use crate::aktindsigt::find::find;
use crate::cases::within_reach::case_within;
use crate::templates::{markup, release_date};
use crate::{AppError, Desk};

/// A letter as a PDF that can be printed or sent. One with something left to write is not set.
pub(crate) async fn set_aktindsigt_letter(
    desk: &Desk,
    session: &Session,
    request: ShowAktindsigtLetter,
) -> Result<ExportedFile, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let letter = reader.request_letter(kept.id, request.kind.into()).await?;
    let letter = letter.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let order = order(&mut reader, &filter, &kept, &letter).await?;
    drop(reader);
    let date = release_date(letter.dated);
    let set = tokio::task::spawn_blocking(move || set_letter(&order, date))
        .await?
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtLetterSet)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("letter", AuditDetail::Code(letter.kind.code()));
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(ExportedFile {
        name: format!("{}.pdf", letter.kind.code()),
        base64: STANDARD.encode(&set.bytes),
        rows: u32::try_from(set.pages).unwrap_or(u32::MAX),
        is_cut: false,
    })
}

/// The letter with who it is to and from above it.
pub(in crate::aktindsigt) async fn order(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    letter: &RequestLetter,
) -> Result<LetterOrder, AppError> {
    let set = markup::set(&letter.text);
    if !set.faults.is_empty() {
        return Err(AppError::problem("text", "faults"));
    }
    let own = case_within(reader, filter, kept.case).await?;
    let municipality = reader.fact(Fact::Municipality).await?.unwrap_or_default();
    let said = |line: &str| Some(line.trim().to_owned()).filter(|line| !line.is_empty());
    let to = [&kept.applicant.name, &kept.applicant.contact];
    let recipient = match letter.kind {
        // For whoever reports it: not for whoever got what was not hers to see.
        LetterKind::Breach => Vec::new(),
        _ => to.into_iter().filter_map(|line| said(line)).collect(),
    };
    Ok(LetterOrder {
        title: set.title,
        head: LetterHead {
            recipient,
            sender: [&municipality, &own.unit]
                .into_iter()
                .filter_map(|line| said(line))
                .collect(),
            date: Some(release_date(letter.dated)),
            facts: vec![("Sagsnr.".to_owned(), own.number.clone())],
            ..LetterHead::default()
        },
        body: set.body,
        foot: municipality,
    })
}
