use sagsbord_contract::{DelayLetterDraft, DraftDelayLetter, ErrorCode};
use sagsbord_domain::DeadlineId;
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::calendar::Counting;
use sagsbord_domain::deadline::{DelayLetter, Due, LetterProblem};
use sagsbord_law::{LetterOrder, draft_delay_letter as draft};
use sagsbord_store::Fact;

use super::kept::{as_kept, find};
use super::law_in_force::LawKept;
use super::times;
use crate::people::fields::id;
use crate::{AppError, Desk};

const LONGEST_GROUND: usize = 2_000;

/// *Fristbrev*: what the citizen would read, and what the letter lacks. Nothing is sent and nothing is kept.
pub(crate) async fn draft_delay_letter(
    desk: &Desk,
    session: &Session,
    request: DraftDelayLetter,
) -> Result<DelayLetterDraft, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let deadline: DeadlineId = id(&request.id, "id")?;
    if request.ground.chars().count() > LONGEST_GROUND {
        return Err(AppError::invalid("ground"));
    }
    let today = times::today(desk.app().clock.now());
    let asked_day = |text: &str, field| match text.trim() {
        "" => Ok(None),
        text => times::day(text, field).map(Some),
    };
    let new_day = asked_day(&request.new_day, "newDay")?;
    let sent = asked_day(&request.sent, "sent")?.unwrap_or(today);

    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let kept = find(&mut reader, &filter, deadline).await?;
    let writer = reader.find_employee(session.employee()).await?;
    let municipality = reader.fact(Fact::Municipality).await?;
    drop(reader);

    let deadline = as_kept(&kept, &law, desk.app().clock.now())?;
    let promised = promised(kept.derived.due, &deadline.log);
    let problems = DelayLetter::problems(&request.ground, new_day, promised, sent, |day| {
        // A day that the calendar does not reach is refused when the letter is noted.
        law.calendar
            .is_counted(day, Counting::OFFICE)
            .unwrap_or(true)
    });
    let name = writer.map(|employee| employee.name);
    let signed: Vec<&str> = [name.as_deref(), municipality.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let letter = draft(LetterOrder {
        deadline: &deadline,
        due: kept.derived.due,
        ground: &request.ground,
        new_day,
        sent,
        signed: &signed,
    })
    .map_err(|_| AppError::new(ErrorCode::Internal))?;
    Ok(DelayLetterDraft {
        title: letter.title,
        paragraphs: letter.paragraphs,
        is_ready: !problems.iter().any(|problem| problem.stops_the_letter()),
        problems: problems
            .iter()
            .map(|problem| LetterProblem::code(*problem).to_owned())
            .collect(),
    })
}

/// The day the citizen counts on: the limit, or what the last letter said.
fn promised(due: Due, log: &sagsbord_domain::deadline::ChangeLog) -> Due {
    let told = log.letters().map(|letter| letter.new_day).max();
    match (told, due.day()) {
        (Some(told), Some(limit)) if told > limit => Due::Day(told),
        _ => due,
    }
}
