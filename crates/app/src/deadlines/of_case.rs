use chrono::{DateTime, Utc};
use sagsbord_contract::{CaseDeadline, CaseDeadlines, DeadlineBreach, ErrorCode, ShowCase};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::deadline::{OverrunDuty, breach};
use sagsbord_law::Law;
use sagsbord_store::KeptDeadline;

use super::kept::as_kept;
use super::law_in_force::LawKept;
use super::row::row_in_case;
use super::show::told_breach;
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn case_deadlines(
    desk: &Desk,
    session: &Session,
    request: ShowCase,
) -> Result<CaseDeadlines, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let line = reader
        .find_case(&filter, case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let now = desk.app().clock.now();
    let kept = reader.deadlines_of_case(&filter, case).await?;
    let may_change = match session.filter(Right::WorkOnCases) {
        Ok(filter) => reader.find_case(&filter, case).await?.is_some(),
        Err(_) => false,
    };
    Ok(CaseDeadlines {
        rows: kept
            .iter()
            .map(|kept| CaseDeadline {
                row: row_in_case(kept, &line, now),
                part_of: kept.part_of.map(|whole| whole.to_string()),
                breach: breach_of(kept, &law, now),
            })
            .collect(),
        may_change,
    })
}

fn breach_of(kept: &KeptDeadline, law: &Law, now: DateTime<Utc>) -> DeadlineBreach {
    // Where the law is gone nobody can say what it asked for; that it is late can still be said.
    let duty = as_kept(kept, law, now).map_or(OverrunDuty::Nothing, |one| one.rule.overrun);
    told_breach(breach(duty, kept.derived.due, &kept.log, now))
}
