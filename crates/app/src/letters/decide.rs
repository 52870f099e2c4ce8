use sagsbord_contract::{CaseNewsWhat, DecideLetter, ErrorCode, LetterChoice, Letters};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, LetterId};
use sagsbord_store::{LetterState, LetterStep, NewLetter};
use uuid::Uuid;

use super::list::letters_of;
use super::row::choices;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// What no machine may decide: whether a letter that nobody answered for came, is sent anew, or goes on paper.
pub(crate) async fn decide_letter(
    desk: &Desk,
    session: &Session,
    request: DecideLetter,
) -> Result<Letters, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let letter: LetterId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut reader = store.read().await?;
    let kept = reader
        .find_letter(&filter, letter)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let files = reader.letter_files(letter).await?;
    drop(reader);
    if !choices(kept.state).contains(&request.choice) {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let (state, choice) = match request.choice {
        LetterChoice::ItCame => (LetterState::HandedIn, "it_came"),
        LetterChoice::SendAnew => (LetterState::GivenUp, "send_anew"),
        LetterChoice::OnPaper => (LetterState::OnPaper, "on_paper"),
    };
    let mut writer = store.write().await?;
    let step = LetterStep {
        state,
        at: now,
        by: Some(session.employee()),
    };
    // What it was refused or failed for stays to be read.
    let fault = kept.fault.as_ref();
    // Its status may have come meanwhile, or another person have decided.
    if !writer
        .move_letter(letter, &[kept.state], step, fault)
        .await?
    {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let mut record = AuditRecord::new(session.employee(), AuditAct::LetterDecided)
        .about("letter", letter.uuid())
        .with("choice", AuditDetail::Code(choice));
    if request.choice == LetterChoice::SendAnew {
        let anew = NewLetter {
            id: LetterId::new(Uuid::new_v4()),
            case: kept.case,
            receiver: kept.receiver,
            title: kept.title,
            notice: kept.notice,
            is_mandatory: kept.is_mandatory,
            is_legal_notification: kept.is_legal_notification,
            written_by: session.employee(),
            written_at: now,
            files,
            instead_of: Some(letter),
        };
        record = record.with("anew", AuditDetail::Id(anew.id.uuid()));
        writer.add_letter(&anew).await?;
        // Somebody has asked for it to be sent: it goes with those that are tried again.
        writer.note_letter_try(anew.id, now).await?;
    }
    writer.commit_with(&record, now).await?;
    desk.app()
        .case_changed(kept.case, CaseNewsWhat::Letters, session.employee());
    letters_of(desk, session, kept.case).await
}
