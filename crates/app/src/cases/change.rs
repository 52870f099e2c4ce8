use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sagsbord_contract::{
    CaseNewsWhat, ChangeCase, ChangedCase, DeadlineLeft, DeskEvent, ErrorCode, Named,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{
    AuditAct, AuditDetail, AuditRecord, CaseField, CaseId, CitizenId, IndexObjectId, PartyPart,
};
use sagsbord_store::{CaseAsItStands, CaseFacts, IndexKind, Reader, Writer};

use super::fields;
use super::parties::{asked_parties, found, within};
use crate::deadlines::LawKept;
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
    let app = desk.app();
    let now = app.clock.now();
    let Changing {
        writer,
        case,
        record,
        what,
        changed,
    } = change(desk, session, &request, now).await?;
    let Some(record) = record else {
        return Ok(changed);
    };
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    app.case_changed(case, what, session.employee());
    // Who is in charge of a deadline follows who is in charge of its case.
    desk.look_again_at_deadlines();
    Ok(changed)
}

/// What would come of it, refused as the change itself would be. Nothing is written.
pub(crate) async fn preview_case_change(
    desk: &Desk,
    session: &Session,
    request: ChangeCase,
) -> Result<ChangedCase, AppError> {
    let changing = change(desk, session, &request, desk.app().clock.now()).await?;
    // Dropped without a commit: whether it is out of reach can only be asked of a case that lies there.
    drop(changing.writer);
    Ok(changing.changed)
}

/// A change that is made and not yet kept.
struct Changing {
    writer: Writer,
    case: CaseId,
    /// None where nothing is to be kept.
    record: Option<AuditRecord>,
    what: CaseNewsWhat,
    changed: ChangedCase,
}

async fn change(
    desk: &Desk,
    session: &Session,
    request: &ChangeCase,
    now: DateTime<Utc>,
) -> Result<Changing, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let wanted = wanted(request)?;
    let asked = asked_parties(&request.parties)?;
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
    let mut deadlines = Vec::new();
    if wanted.kle != before.facts.kle {
        fields::subject(&mut reader, &wanted.kle, session.today()).await?;
        deadlines = deadlines_left(desk, &mut reader, &filter, case).await?;
    }
    for party in &asked {
        within(&mut reader, &filter, party).await?;
    }
    let gate = TitleGate::open(app, &mut reader).await?;
    drop(reader);
    let mut writer = store.write().await?;
    let before = writer
        .case_as_it_stands(case)
        .await?
        .filter(CaseAsItStands::is_own);
    let before = before.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    if i64::from(request.version) != before.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let parties_before = writer.case_parties(case).await?;
    let people = found(&mut writer, &asked).await?;
    let mut parties: Vec<_> = people
        .iter()
        .map(|(citizen, part)| (citizen.id, *part))
        .collect();
    parties.sort_unstable_by_key(|(citizen, _)| citizen.to_string());
    let mut changes = differences(&before.facts, &wanted);
    changes.extend(party_differences(&parties_before, &parties));
    if parties != parties_before {
        writer.set_parties_of_case(case, &parties).await?;
    }
    let mut changed = ChangedCase {
        changes: 0,
        title: None,
        is_out_of_reach: false,
        deadlines: Vec::new(),
    };
    let what = if wanted.status != before.facts.status {
        CaseNewsWhat::Status
    } else {
        CaseNewsWhat::Facts
    };
    let changing = |writer, record, changed| Changing {
        writer,
        case,
        record,
        what,
        changed,
    };
    if changes.is_empty() {
        return Ok(changing(writer, None, changed));
    }
    writer.put_case_facts(case, &wanted).await?;
    let object = IndexObjectId::new(case.uuid());
    if wanted.title != before.facts.title {
        // Among the people and under the subject that it has now.
        let around = writer.around_title(IndexKind::Case, object).await?;
        let gated = gate.case(&wanted.title, &around);
        let is_held = gated.is_held;
        changed.title = Some(gated);
        if is_held {
            return Ok(changing(writer, None, changed));
        }
        retitle_unsent_steps(&mut writer, object, &wanted.title, now).await?;
    }
    note(&mut writer, session, case, &changes, now).await?;
    queue_case(&mut writer, case, now).await?;
    changed.changes = u32::try_from(changes.len()).unwrap_or(u32::MAX);
    changed.is_out_of_reach = !writer.is_case_within(&filter, case).await?;
    changed.deadlines = deadlines;
    let mut record =
        AuditRecord::new(session.employee(), AuditAct::CaseChanged).about("case", case.uuid());
    for change in &changes {
        record = record.with("field", AuditDetail::Code(change.field.code()));
    }
    if wanted.status != before.facts.status {
        record = record.with("status", AuditDetail::Code(wanted.status.code()));
    }
    Ok(changing(writer, Some(record), changed))
}

/// What runs was set by what the case was about: no rule moves it to another law by itself.
async fn deadlines_left(
    desk: &Desk,
    reader: &mut Reader,
    filter: &AccessFilter,
    case: CaseId,
) -> Result<Vec<DeadlineLeft>, AppError> {
    let law = LawKept::read(desk.app(), reader).await?;
    let kept = reader.deadlines_of_case(filter, case).await?;
    let open = kept.into_iter().filter(|one| one.derived.is_open);
    Ok(open
        .map(|one| DeadlineLeft {
            id: one.id.to_string(),
            name: law
                .rules
                .versions(&one.rule)
                .last()
                .map(|rule| Named::from(&rule.name)),
            due: one.derived.due.day().map(|day| day.to_string()),
            rule: one.rule,
        })
        .collect())
}

fn wanted(request: &ChangeCase) -> Result<CaseFacts, AppError> {
    Ok(CaseFacts {
        title: title_in_bounds(&request.title)?.to_owned(),
        kle: request.kle.trim().to_owned(),
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
            (CaseField::Kle, Some(facts.kle.clone())),
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

/// One for each person. Kept as an id and a part: whoever reads it later looks up the name.
fn party_differences(
    before: &[(CitizenId, PartyPart)],
    after: &[(CitizenId, PartyPart)],
) -> Vec<Difference> {
    let before: BTreeMap<String, PartyPart> = by_id(before);
    let after: BTreeMap<String, PartyPart> = by_id(after);
    let everybody: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let value = |parts: &BTreeMap<String, PartyPart>, citizen: &String| {
        parts
            .get(citizen)
            .map(|part| format!("{citizen} {}", part.code()))
    };
    everybody
        .into_iter()
        .map(|citizen| Difference {
            field: CaseField::Party,
            before: value(&before, citizen),
            after: value(&after, citizen),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

fn by_id(parties: &[(CitizenId, PartyPart)]) -> BTreeMap<String, PartyPart> {
    parties
        .iter()
        .map(|(citizen, part)| (citizen.to_string(), *part))
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
