use chrono::{DateTime, Utc};
use sagsbord_domain::LetterId;
use sagsbord_platform::events::EventHead;
use sagsbord_platform::post::{PostOutcome, PostStatus};
use sagsbord_store::{LetterFault, LetterState, LetterStep, Writer};

use crate::AppError;

/// Why a status is for a person to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotTaken {
    NoSuchLetter,
    UnknownOutcome,
}

impl NotTaken {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::NoSuchLetter => "no_such_letter",
            Self::UnknownOutcome => "unknown_outcome",
        }
    }
}

/// Whether the status is one that can be taken, which is asked before it is kept.
pub(crate) async fn look(
    writer: &mut Writer,
    head: &EventHead,
    status: &PostStatus,
) -> Result<Option<NotTaken>, AppError> {
    let Some(message) = status.message else {
        return Ok(Some(NotTaken::NoSuchLetter));
    };
    if writer.letter_state(LetterId::new(message)).await?.is_none() {
        return Ok(Some(NotTaken::NoSuchLetter));
    }
    Ok(PostOutcome::told_by(head)
        .is_none()
        .then_some(NotTaken::UnknownOutcome))
}

/// What the platform says became of a letter, in the transaction that keeps the event.
pub(crate) async fn take(
    writer: &mut Writer,
    head: &EventHead,
    status: &PostStatus,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let (Some(message), Some(outcome)) = (status.message, PostOutcome::told_by(head)) else {
        return Ok(());
    };
    let id = LetterId::new(message);
    let Some(current) = writer.letter_state(id).await? else {
        return Ok(());
    };
    let at = status.at.or(head.created).unwrap_or(now);
    let told_at = writer.letter_told_at(id).await?;
    let Some(state) = next(current, told_at, outcome, at) else {
        return Ok(());
    };
    let fault = (state == LetterState::Failed).then(|| fault_of(outcome, status));
    let step = LetterStep {
        state,
        at: now,
        by: None,
    };
    writer
        .move_letter(id, &[current], step, fault.as_ref())
        .await?;
    writer.set_letter_told_at(id, at).await?;
    if let Some(transmission) = &status.transmission {
        writer.set_letter_transmission(id, transmission).await?;
    }
    Ok(())
}

fn fault_of(outcome: PostOutcome, status: &PostStatus) -> LetterFault {
    let told = status.fault.clone().unwrap_or_default();
    LetterFault {
        code: match outcome {
            PostOutcome::Recalled => Some("recalled".to_owned()),
            _ => told.code,
        },
        text: told.text.or_else(|| status.status.clone()),
    }
}

/// Statuses come in any order: an end is not undone by what was on the way there, and of two ends the later holds.
/// A letter that a person has decided about is still followed, because it may come all the same.
fn next(
    current: LetterState,
    told_at: Option<DateTime<Utc>>,
    outcome: PostOutcome,
    at: DateTime<Utc>,
) -> Option<LetterState> {
    use LetterState::{
        Delivered, Drafted, Exempt, Failed, GivenUp, HandedIn, OnPaper, Received, Refused, Sending,
        Unknown,
    };
    let state = match outcome {
        PostOutcome::Ready => HandedIn,
        PostOutcome::Received | PostOutcome::ReceivedForPrint | PostOutcome::DeliveredToPrint => {
            Received
        }
        PostOutcome::Delivered | PostOutcome::SentOnPaper => Delivered,
        PostOutcome::Failed | PostOutcome::Recalled => Failed,
    };
    let is_open = match state {
        HandedIn => matches!(current, Drafted | Sending | Unknown),
        Received => matches!(
            current,
            Drafted | Sending | Unknown | HandedIn | Refused | Exempt
        ),
        _ => match current {
            Drafted | Sending | Unknown | HandedIn | Received | Refused | Exempt => true,
            OnPaper | GivenUp => state == Delivered,
            Delivered | Failed => current != state && told_at.is_none_or(|told_at| told_at < at),
        },
    };
    is_open.then_some(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_moves_a_letter_on_and_never_back() {
        use LetterState::{
            Delivered, Drafted, Failed, GivenUp, HandedIn, OnPaper, Received, Refused, Sending,
            Unknown,
        };
        let at = |minute: i64| DateTime::from_timestamp(1_795_255_200 + 60 * minute, 0).unwrap();
        let check = |current, told: Option<i64>, outcome, minute, expected: Option<LetterState>| {
            assert_eq!(
                next(current, told.map(at), outcome, at(minute)),
                expected,
                "{current:?} {told:?} {outcome:?} {minute}"
            );
        };
        check(Sending, None, PostOutcome::Ready, 1, Some(HandedIn));
        check(HandedIn, None, PostOutcome::Ready, 1, None);
        check(Unknown, None, PostOutcome::Received, 1, Some(Received));
        check(Sending, None, PostOutcome::Delivered, 1, Some(Delivered));
        check(
            Received,
            Some(1),
            PostOutcome::Delivered,
            2,
            Some(Delivered),
        );
        // Both may stand at the same moment, and the end is the end.
        check(
            Received,
            Some(1),
            PostOutcome::Delivered,
            1,
            Some(Delivered),
        );
        check(Delivered, Some(2), PostOutcome::Received, 1, None);
        check(Delivered, Some(2), PostOutcome::Received, 3, None);
        check(Delivered, Some(2), PostOutcome::Delivered, 3, None);
        check(Delivered, Some(2), PostOutcome::Failed, 1, None);
        check(Failed, Some(2), PostOutcome::Delivered, 3, Some(Delivered));
        check(Received, Some(1), PostOutcome::Recalled, 2, Some(Failed));
        check(
            Received,
            Some(1),
            PostOutcome::SentOnPaper,
            2,
            Some(Delivered),
        );
        // It came although the answer was no, or a person thought that it would not.
        check(Refused, None, PostOutcome::Delivered, 1, Some(Delivered));
        check(GivenUp, None, PostOutcome::Delivered, 1, Some(Delivered));
        check(OnPaper, None, PostOutcome::Failed, 1, None);
        check(GivenUp, None, PostOutcome::Received, 1, None);
        // A backup from before it was sent was put back.
        check(Drafted, None, PostOutcome::Received, 1, Some(Received));
    }
}
