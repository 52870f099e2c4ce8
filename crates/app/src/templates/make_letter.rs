use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sagsbord_contract::{
    DeskEvent, ErrorCode, LetterFormat, MadeLetter, MakeLetter, SaveLetterAs, TemplateKind,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{
    AuditAct, AuditDetail, AuditRecord, CaseId, DocumentId, DocumentKind, Sensitivity,
};
use sagsbord_pdf::{LetterHead, LetterOrder, set_letter};
use sagsbord_store::{Document, DocumentFile};
use uuid::Uuid;

use super::check::{findings, in_bounds, stops};
use super::fields::{LetterCase, release_date};
use super::kept::find;
use super::{docx, markup};
use crate::deadlines::LawKept;
use crate::people::fields::id;
use crate::shared_index::push::queue_case;
use crate::{AppError, Desk};

const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The letter as a person left it, as an accessible PDF or a Word document: as a file, or kept on a case of our own.
/// One with something left to write, or that the quality check stops at unseen, is not made.
pub(crate) async fn make_letter(
    desk: &Desk,
    session: &Session,
    request: MakeLetter,
) -> Result<MadeLetter, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let case: CaseId = id(&request.case_id, "caseId")?;
    in_bounds(&request.text)?;
    let set = markup::set(&request.text);
    if !set.faults.is_empty() {
        return Err(AppError::problem("text", "faults"));
    }
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut reader = store.read().await?;
    let template = find(&mut reader, &request.template_id).await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let about = LetterCase::read(&mut reader, session, &filter, &law, case).await?;
    drop(reader);
    let is_kept = request.save_as == SaveLetterAs::DocumentOfCase;
    if is_kept && !about.is_own() {
        return Err(AppError::problem("saveAs", "not_own_case"));
    }
    let findings = findings(desk, session, &request.text, Some(&request.case_id)).await?;
    if stops(&findings) && !request.accepts_findings {
        return Err(AppError::problem("text", "findings"));
    }
    let kind = template.row.kind;
    let order = order(&about, set, kind, request.uses_protected_address, session);
    let title = order.title.clone();
    let format = request.format;
    let date = release_date(session.today());
    let (bytes, pages) = tokio::task::spawn_blocking(move || match format {
        LetterFormat::Pdf => {
            let set = set_letter(&order, date)
                .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
            let pages = u32::try_from(set.pages).ok();
            Ok::<_, AppError>((set.bytes, pages))
        }
        LetterFormat::Docx => Ok((docx::write(&order, now)?, None)),
    })
    .await??;
    let name = file_name(&title, format);
    let mut record = AuditRecord::new(session.employee(), AuditAct::TemplateLetterMade)
        .about("case", case.uuid())
        .with("format", AuditDetail::Code(word_of(format)));
    if about.is_protected && request.uses_protected_address {
        record = record.with("address", AuditDetail::Code("protected_used"));
    }
    let mut writer = store.write().await?;
    let document_id = if is_kept {
        // Another system's case is not ours to add to, whatever its source is called.
        if writer.is_index_copy(case).await? {
            return Err(AppError::problem("saveAs", "not_own_case"));
        }
        let document = Document {
            id: DocumentId::new(Uuid::now_v7()),
            title,
            kind: match kind {
                TemplateKind::Letter => DocumentKind::Outgoing,
                TemplateKind::Form => DocumentKind::Internal,
            },
            dated: session.today(),
            sensitivity: about.line.sensitivity.max(Sensitivity::Confidential),
            file: Some(DocumentFile {
                name: name.clone(),
                media_type: media_type(format).to_owned(),
                blob: store.put_blob(&mut writer, &bytes).await?,
            }),
        };
        writer.add_document(case, &document).await?;
        queue_case(&mut writer, case, now).await?;
        record = record.with("document", AuditDetail::Id(document.id.uuid()));
        Some(document.id.to_string())
    } else {
        None
    };
    writer.commit_with(&record, now).await?;
    if is_kept {
        desk.app().index.something_was_queued();
        desk.app().tell_all(DeskEvent::Index);
    }
    Ok(MadeLetter {
        name,
        base64: (!is_kept).then(|| STANDARD.encode(&bytes)),
        document_id,
        pages,
    })
}

/// Who it is to and from stands above a letter; a form has only what it is about.
fn order(
    about: &LetterCase,
    set: markup::Set,
    kind: TemplateKind,
    uses_protected: bool,
    session: &Session,
) -> LetterOrder {
    let municipality = about.municipality.clone();
    let mut head = LetterHead {
        facts: vec![("Sagsnr.".to_owned(), about.line.number.clone())],
        ..LetterHead::default()
    };
    if kind == TemplateKind::Letter {
        head.recipient = about.citizen.iter().cloned().collect();
        if let Some(address) = about.address_to_use(uses_protected) {
            head.recipient
                .extend(address.split(", ").map(str::to_owned));
        }
        head.sender = [&municipality, &about.line.unit, &about.writer]
            .into_iter()
            .filter(|line| !line.is_empty())
            .cloned()
            .collect();
        head.date = Some(release_date(session.today()));
    }
    LetterOrder {
        title: set.title,
        head,
        body: set.body,
        foot: municipality,
    }
}

const fn media_type(format: LetterFormat) -> &'static str {
    match format {
        LetterFormat::Pdf => PDF,
        LetterFormat::Docx => DOCX,
    }
}

const fn word_of(format: LetterFormat) -> &'static str {
    match format {
        LetterFormat::Pdf => "pdf",
        LetterFormat::Docx => "docx",
    }
}

/// Letters, digits and blanks: every system takes them, and no name leads out of its folder.
fn file_name(title: &str, format: LetterFormat) -> String {
    const LONGEST: usize = 80;
    let kept = |c: char| {
        if c.is_alphanumeric() || " -".contains(c) {
            c
        } else {
            ' '
        }
    };
    let name: String = title.chars().map(kept).take(LONGEST).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() {
        "brev".to_owned()
    } else {
        name
    };
    format!("{name}.{}", word_of(format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        let check = |title: &str, expected: &str| {
            assert_eq!(file_name(title, LetterFormat::Pdf), expected, "{title}");
        };
        check("Afgørelse i din sag", "Afgørelse i din sag.pdf");
        check("Notat: møde 3/12", "Notat møde 3 12.pdf");
        check("../../etc/passwd", "etc passwd.pdf");
        check("::", "brev.pdf");
    }
}
