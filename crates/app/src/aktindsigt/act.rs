use sagsbord_contract::{ActOnAktindsigt, AktindsigtAct, AktindsigtDetail, CaseNewsWhat};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{ActKind, RefusalGround, RegimeRule, StateFault, after};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, NoteId};
use sagsbord_store::{AktindsigtEntry, JournalNote, KeptAktindsigt, NoteCheck, Reader};
use uuid::Uuid;

use super::detail::detail;
use super::fields;
use super::find::{chosen, find_as_seen};
use super::law::aktindsigt_law;
use super::running::{Beginning, DeadlineSteps};
use crate::deadlines::LawKept;
use crate::quality_check::count_findings::count_findings;
use crate::{AppError, Desk};

/// What is done with a request as a whole: each a line in its log, with a reason. What ends it ends its deadlines, and
/// what opens it again begins them again, from the day it was received.
pub(crate) async fn act_on_aktindsigt(
    desk: &Desk,
    session: &Session,
    request: ActOnAktindsigt,
) -> Result<AktindsigtDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let act = Act::read(request.act)?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let mut kept = find_as_seen(&mut reader, &filter, &request.id, request.version).await?;
    let state = after(kept.state, act.kind).map_err(refused)?;
    if let Some(ground) = act.ground {
        may_refuse(&mut reader, &kept, ground).await?;
    }
    let law = LawKept::read(app, &mut reader).await?;
    let steps = if act.kind == ActKind::Reopen {
        let regimes = chosen(&mut reader, kept.id).await?;
        let beginning = Beginning {
            law: &law,
            role: kept.applicant.role,
            received: kept.received_on,
            by,
            now,
        };
        DeadlineSteps::towards(
            &mut reader,
            &filter,
            kept.id,
            kept.case,
            &regimes,
            &beginning,
        )
        .await?
    } else if state.is_open() {
        DeadlineSteps::default()
    } else {
        DeadlineSteps::ending(&mut reader, &filter, kept.id).await?
    };
    drop(reader);
    let note = match act.kind {
        ActKind::Narrow => Some(note(desk, session, &kept, &act.text).await?),
        _ => None,
    };
    kept.state = state;
    kept.was_narrowed |= act.kind == ActKind::Narrow;
    if let Some(theme) = act.theme {
        kept.theme = theme;
    }
    kept.version += 1;
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: act.kind.code().to_owned(),
        detail: act.ground.map(|ground| ground.code().to_owned()).or(act.to),
        text: (!act.text.is_empty()).then_some(act.text),
    };
    let mut writer = store.write().await?;
    writer.change_aktindsigt(&kept, &entry).await?;
    if let Some(note) = &note {
        writer.journalise(note).await?;
        let record = AuditRecord::new(by, AuditAct::NoteJournalised)
            .about("case", kept.case.uuid())
            .with("note", AuditDetail::Id(note.id.uuid()));
        writer.append_audit(&record, now).await?;
    }
    let moves_deadlines = !steps.is_none();
    steps.take(&mut writer, kept.id, &law, by, now).await?;
    let mut record = AuditRecord::new(by, audit_act(act.kind))
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("state", AuditDetail::Code(kept.state.code()));
    if let Some(ground) = act.ground {
        record = record.with("ground", AuditDetail::Code(ground.code()));
    }
    writer.commit_with(&record, now).await?;
    if moves_deadlines {
        desk.look_again_at_deadlines();
        app.case_changed(kept.case, CaseNewsWhat::Deadlines, by);
    }
    if note.is_some() {
        app.case_changed(kept.case, CaseNewsWhat::Journal, by);
    }
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    let mut reader = store.read().await?;
    detail(desk, session, &mut reader, kept).await
}

struct Act {
    kind: ActKind,
    text: String,
    theme: Option<String>,
    to: Option<String>,
    ground: Option<RefusalGround>,
}

impl Act {
    fn read(asked: AktindsigtAct) -> Result<Self, AppError> {
        let plain = |kind, text| Self {
            kind,
            text,
            theme: None,
            to: None,
            ground: None,
        };
        Ok(match asked {
            AktindsigtAct::Narrow { note, theme } => Self {
                theme: Some(fields::filled_line(&theme, "theme")?),
                ..plain(ActKind::Narrow, fields::why(&note, "note")?)
            },
            AktindsigtAct::Review => plain(ActKind::Review, String::new()),
            AktindsigtAct::Forward { to, why } => Self {
                to: Some(fields::filled_line(&to, "to")?),
                ..plain(ActKind::Forward, fields::why(&why, "why")?)
            },
            AktindsigtAct::Withdraw { why } => plain(ActKind::Withdraw, fields::why(&why, "why")?),
            AktindsigtAct::Refuse { ground, why } => Self {
                ground: Some(ground.into()),
                ..plain(ActKind::Refuse, fields::why(&why, "why")?)
            },
            AktindsigtAct::Reopen { why } => plain(ActKind::Reopen, fields::why(&why, "why")?),
        })
    }
}

fn refused(fault: StateFault) -> AppError {
    AppError::problem("act", fault.code())
}

async fn may_refuse(
    reader: &mut Reader,
    kept: &KeptAktindsigt,
    ground: RefusalGround,
) -> Result<(), AppError> {
    let law = aktindsigt_law()?;
    let chosen = chosen(reader, kept.id).await?;
    let rules: Vec<&RegimeRule> = chosen
        .iter()
        .filter_map(|regime| law.regime(*regime, kept.received_on))
        .collect();
    let hours = reader.aktindsigt_hours(kept.id).await?;
    ground
        .allowed(&rules, kept.applicant.role, hours, kept.was_narrowed)
        .map_err(refused)
}

/// What was said to the applicant stands in the journal of the request's own case. It is checked as any note, and what
/// would stop one that is being written is told before it is kept.
async fn note(
    desk: &Desk,
    session: &Session,
    kept: &KeptAktindsigt,
    text: &str,
) -> Result<JournalNote, AppError> {
    let found = count_findings(desk, session, text, kept.case).await?;
    if found.stop > 0 {
        return Err(AppError::problem("note", "would_be_stopped"));
    }
    let now = desk.app().clock.now();
    Ok(JournalNote {
        id: NoteId::new(Uuid::now_v7()),
        case: kept.case,
        number: 0,
        supplements: None,
        text: text.to_owned(),
        written_by: session.employee(),
        begun_at: now,
        journalised_at: now,
        check: NoteCheck {
            told_of: found.inform,
            to_check: found.check,
            to_stop: found.stop,
        },
        why: None,
    })
}

const fn audit_act(kind: ActKind) -> AuditAct {
    match kind {
        ActKind::Narrow => AuditAct::AktindsigtNarrowed,
        ActKind::Collect => AuditAct::AktindsigtCollected,
        ActKind::Review => AuditAct::AktindsigtReviewed,
        ActKind::Forward => AuditAct::AktindsigtForwarded,
        ActKind::Withdraw => AuditAct::AktindsigtWithdrawn,
        ActKind::Refuse => AuditAct::AktindsigtRefused,
        ActKind::Reopen => AuditAct::AktindsigtReopened,
    }
}
