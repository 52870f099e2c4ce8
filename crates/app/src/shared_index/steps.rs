use sagsbord_contract::{
    IndexObjectKind, IndexOperation, IndexStepRow, IndexStepState, IndexSteps, IndexWhy,
    ListIndexSteps,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_store::{IndexKind, OutboxRow, OutboxState, StepQuery, StepWithinReach};
use serde::Deserialize;

use super::push::{
    BAD_INPUT, BREAKS_RULES, Content, DOCUMENTS, GIVES_AWAY, NOT_ALLOWED, NOT_SEEN, SOMEBODY_ELSE,
    UNREADABLE, content_from, content_of,
};
use crate::{AppError, Desk};

const MOST: u32 = 500;

pub(crate) async fn list_index_steps(
    desk: &Desk,
    session: &Session,
    request: ListIndexSteps,
) -> Result<IndexSteps, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let mending = session.filter(Right::WorkOnCases).ok();
    let query = StepQuery {
        states: request.state.into_iter().map(kept_state).collect(),
        offset: request.offset,
        most: request.limit.min(MOST),
        ..StepQuery::default()
    };
    let mut reader = desk.app().store().await?.read().await?;
    let total = reader.count_index_steps_within(&filter, &query).await?;
    let steps = reader
        .index_steps_within(&filter, mending.as_ref(), &query)
        .await?;
    Ok(IndexSteps {
        rows: steps.into_iter().map(row).collect(),
        total,
    })
}

fn kept_state(state: IndexStepState) -> OutboxState {
    match state {
        IndexStepState::Waiting => OutboxState::Waiting,
        IndexStepState::Unanswered => OutboxState::Sent,
        IndexStepState::Held => OutboxState::Held,
        IndexStepState::Parked => OutboxState::Parked,
    }
}

/// What is kept with a step that is held back.
#[derive(Default, Deserialize)]
#[serde(default)]
struct HeldDetail {
    kinds: Vec<String>,
    proposed: Option<String>,
    own: Option<bool>,
}

fn row(step: StepWithinReach) -> IndexStepRow {
    let StepWithinReach { row, case, .. } = step;
    let held: HeldDetail = match (row.state, &row.detail) {
        (OutboxState::Held, Some(detail)) => serde_json::from_str(detail).unwrap_or_default(),
        _ => HeldDetail::default(),
    };
    let waits_for_documents = held.own == Some(false);
    IndexStepRow {
        object_id: row.object.to_string(),
        number: u32::try_from(row.number).unwrap_or_default(),
        kind: object_kind(row.kind),
        operation: operation(&row),
        state: match row.state {
            OutboxState::Waiting => IndexStepState::Waiting,
            OutboxState::Sent => IndexStepState::Unanswered,
            OutboxState::Held => IndexStepState::Held,
            OutboxState::Parked => IndexStepState::Parked,
        },
        case_id: case.case.to_string(),
        case_number: case.number,
        title: title_of(&row).unwrap_or_default(),
        queued_at: row.queued_at.to_rfc3339(),
        next_try: row.next_try.to_rfc3339(),
        tries: row.tries,
        why: if waits_for_documents {
            Some(IndexWhy::Documents)
        } else {
            why(&row)
        },
        // What a document of it gives away is told with the document.
        gives_away: if waits_for_documents {
            Vec::new()
        } else {
            held.kinds
        },
        breaks: breaks(&row),
        proposed_title: held.proposed,
        may_mend: case.may_mend,
    }
}

pub(super) fn object_kind(kind: IndexKind) -> IndexObjectKind {
    match kind {
        IndexKind::Case => IndexObjectKind::Case,
        IndexKind::Document => IndexObjectKind::Document,
    }
}

pub(super) fn operation(row: &OutboxRow) -> IndexOperation {
    match row.operation {
        sagsbord_store::IndexOperation::Remove => IndexOperation::Remove,
        sagsbord_store::IndexOperation::Put if row.in_index => IndexOperation::Change,
        sagsbord_store::IndexOperation::Put => IndexOperation::Create,
    }
}

/// As the step would publish it; of a removal, what the index has.
fn title_of(row: &OutboxRow) -> Option<String> {
    let content = content_of(row).or_else(|| content_from(row.kind, row.confirmed.as_deref()?));
    Some(content?.title().to_owned())
}

impl Content {
    pub(super) fn title(&self) -> &str {
        match self {
            Self::Case(case) => &case.title,
            Self::Document(document) => &document.title,
        }
    }
}

fn why(row: &OutboxRow) -> Option<IndexWhy> {
    if row.state == OutboxState::Sent {
        return None;
    }
    Some(match row.reason.as_deref()? {
        GIVES_AWAY => IndexWhy::GivesAway,
        BREAKS_RULES => IndexWhy::BreaksRules,
        BAD_INPUT => IndexWhy::BadInput,
        NOT_SEEN => IndexWhy::NotSeen,
        SOMEBODY_ELSE => IndexWhy::SomebodyElse,
        DOCUMENTS => IndexWhy::Documents,
        UNREADABLE => IndexWhy::Unreadable,
        NOT_ALLOWED => IndexWhy::NotAllowed,
        _ => return None,
    })
}

/// Kept as `Rule:part`, once for each part; a rule is told once.
fn breaks(row: &OutboxRow) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    if row.reason.as_deref() == Some(BREAKS_RULES) {
        for breach in row.detail.as_deref().unwrap_or_default().split(',') {
            let rule = breach.split(':').next().unwrap_or_default();
            if !rule.is_empty() && !rules.iter().any(|known| known == rule) {
                rules.push(rule.to_owned());
            }
        }
    }
    rules
}
