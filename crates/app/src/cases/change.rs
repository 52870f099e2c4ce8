use chrono::{DateTime, Utc};
use sagsbord_contract::{CaseNewsWhat, ChangeCase, ChangedCase, DeskEvent, ErrorCode, GatedTitle};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseField, CaseId, IndexObjectId};
use sagsbord_store::{CaseAsItStands, CaseFacts, IndexKind, Writer};

use super::fields;
use crate::people::fields::{id, optional_id};
use crate::shared_index::mend::{retitle_unsent_steps, title_in_bounds};
use crate::shared_index::own_titles::TitleGate;
use crate::shared_index::queue_case;
use crate::{AppError, Desk};

/// All that can be changed of a case of ours, in one act. Somebody else's change in between is answered as a conflict:
/// the screen then shows both.
pub(crate) async fn change_case(
    desk: &Desk,
    session: &Session,
    request: ChangeCase,
) -> Result<ChangedCase, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let wanted = wanted(&request)?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    // Another system's case is not ours to change.
    let before = reader.case_as_it_stands(&filter, case).await?;
    let before = before.filter(CaseAsItStands::is_own);
    let before = before.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    if (wanted.unit, wanted.team) != (before.facts.unit, before.facts.team) {
        fields::place(&mut reader, wanted.unit, wanted.team).await?;
    }
    if wanted.responsible != before.facts.responsible {
        fields::responsible(&mut reader, wanted.responsible).await?;
    }
    let gate = TitleGate::open(app, &mut reader).await?;
    drop(reader);
    let now = app.clock.now();
    let mut writer = store.write().await?;
    let before = writer
        .case_as_it_stands(case)
        .await?
        .filter(CaseAsItStands::is_own);
    let before = before.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    if i64::from(request.version) != before.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let object = IndexObjectId::new(case.uuid());
    let mut title: Option<GatedTitle> = None;
    if wanted.title != before.facts.title {
        let around = writer.around_title(IndexKind::Case, object).await?;
        let gated = gate.case(&wanted.title, &around);
        if gated.is_held {
            return Ok(ChangedCase {
                changes: 0,
                title: Some(gated),
                is_out_of_reach: false,
            });
        }
        title = Some(gated);
    }
    let changes = differences(&before.facts, &wanted);
    if changes.is_empty() {
        return Ok(ChangedCase {
            changes: 0,
            title,
            is_out_of_reach: false,
        });
    }
    writer.put_case_facts(case, &wanted).await?;
    if title.is_some() {
        retitle_unsent_steps(&mut writer, object, &wanted.title, now).await?;
    }
    note(&mut writer, session, case, &changes, now).await?;
    queue_case(&mut writer, case, now).await?;
    let is_out_of_reach = !writer.is_case_within(&filter, case).await?;
    let mut record =
        AuditRecord::new(session.employee(), AuditAct::CaseChanged).about("case", case.uuid());
    for change in &changes {
        record = record.with("field", AuditDetail::Code(change.field.code()));
    }
    if wanted.status != before.facts.status {
        record = record.with("status", AuditDetail::Code(wanted.status.code()));
    }
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    let what = if wanted.status != before.facts.status {
        CaseNewsWhat::Status
    } else {
        CaseNewsWhat::Facts
    };
    app.case_changed(case, what, session.employee());
    // Who is in charge of a deadline follows who is in charge of its case.
    desk.look_again_at_deadlines();
    Ok(ChangedCase {
        changes: u32::try_from(changes.len()).unwrap_or(u32::MAX),
        title,
        is_out_of_reach,
    })
}

fn wanted(request: &ChangeCase) -> Result<CaseFacts, AppError> {
    Ok(CaseFacts {
        title: title_in_bounds(&request.title)?.to_owned(),
        status: request.status.into(),
        sensitivity: request.sensitivity.into(),
        unit: id(&request.unit_id, "unitId")?,
        team: optional_id(request.team_id.as_deref(), "teamId")?,
        responsible: optional_id(request.responsible_id.as_deref(), "responsibleId")?,
        due: fields::due(request.due.as_deref())?,
    })
}

struct Difference {
    field: CaseField,
    before: Option<String>,
    after: Option<String>,
}

fn differences(before: &CaseFacts, after: &CaseFacts) -> Vec<Difference> {
    let values = |facts: &CaseFacts| {
        [
            (CaseField::Title, Some(facts.title.clone())),
            (CaseField::Status, Some(facts.status.code().to_owned())),
            (CaseField::Unit, Some(facts.unit.to_string())),
            (CaseField::Team, facts.team.map(|team| team.to_string())),
            (
                CaseField::Responsible,
                facts.responsible.map(|employee| employee.to_string()),
            ),
            (
                CaseField::Sensitivity,
                Some(facts.sensitivity.code().to_owned()),
            ),
            (CaseField::Due, facts.due.map(|due| due.to_string())),
        ]
    };
    values(before)
        .into_iter()
        .zip(values(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| Difference {
            field,
            before,
            after,
        })
        .collect()
}

async fn note(
    writer: &mut Writer,
    session: &Session,
    case: CaseId,
    changes: &[Difference],
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    for change in changes {
        let values = (change.before.as_deref(), change.after.as_deref());
        writer
            .note_case_change(case, session.employee(), change.field, values, now)
            .await?;
    }
    Ok(())
}
