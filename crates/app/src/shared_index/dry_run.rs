use sagsbord_contract::{
    CitizenSees, DryRunIndex, DryRunRow, IndexDiffersIn, IndexDryRun, IndexOperation, IndexWhy,
    Sensitivity,
};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::{Right, Session};
use sagsbord_platform::index::CaseStep;
use sagsbord_store::{OutboxRow, OutboxState, StepQuery, StepWithinReach};

use super::content::OwnCase;
use super::gate::{Gate, HeldBack};
use super::message::{Speaker, Step};
use super::place::Connected;
use super::push::{Content, content_from, content_of};
use super::steps::{object_kind, operation};
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

const MOST: u32 = 200;

/// What would be published of the cases in somebody's reach, if it were told now. Nothing is sent, nothing changes.
pub(crate) async fn dry_run_index(
    desk: &Desk,
    session: &Session,
    request: DryRunIndex,
) -> Result<IndexDryRun, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: Option<CaseId> = optional_id(request.case_id.as_deref(), "caseId")?;
    let app = desk.app();
    let store = app.store().await?;
    let connected = Connected::open(app, &store).await?;
    let query = StepQuery {
        states: vec![OutboxState::Waiting, OutboxState::Held],
        case,
        offset: request.offset,
        most: request.limit.min(MOST),
        ..StepQuery::default()
    };
    let mut reader = store.read().await?;
    let gate = Gate::open(app, &mut reader).await?;
    let total = reader.count_index_steps_within(&filter, &query).await?;
    let steps = reader.index_steps_within(&filter, None, &query).await?;
    let mut rows = Vec::with_capacity(steps.len());
    for step in steps {
        let around = reader.around_title(step.row.kind, step.row.object).await?;
        let content = content_of(&step.row);
        let held = match &content {
            Some(content) => match content.held_by(&gate, &around) {
                Some(held) => Some(why_held(&held)),
                None => breaks_rules(connected.as_ref(), &step.row, content),
            },
            None if step.row.operation == sagsbord_store::IndexOperation::Remove => None,
            None => Some(IndexWhy::Unreadable),
        };
        let owner = connected.as_ref().map(|connected| &connected.place.cvr);
        rows.push(row(step, content, held, owner.cloned().unwrap_or_default()));
    }
    Ok(IndexDryRun { rows, total })
}

fn why_held(held: &HeldBack) -> IndexWhy {
    if held.by_its_own {
        IndexWhy::GivesAway
    } else {
        IndexWhy::Documents
    }
}

/// What the guidance has against it. Who we are there is part of that, so it takes a connection.
fn breaks_rules(
    connected: Option<&Connected>,
    row: &OutboxRow,
    content: &Content,
) -> Option<IndexWhy> {
    let connected = connected?;
    let speaker = Speaker {
        place: &connected.place,
        roles: &connected.roles,
        classes: &connected.classes,
    };
    let step = Step {
        id: row.object.uuid(),
        at: row.at,
        note: row.note.as_deref(),
    };
    (!content.breaches(speaker, step).is_empty()).then_some(IndexWhy::BreaksRules)
}

fn row(
    step: StepWithinReach,
    content: Option<Content>,
    held: Option<IndexWhy>,
    owner_cvr: String,
) -> DryRunRow {
    let StepWithinReach { row, case, earlier } = step;
    let operation = operation(&row);
    let earlier = earlier.as_deref().or(row.confirmed.as_deref());
    let before = earlier.and_then(|kept| content_from(row.kind, kept));
    let changes = match (operation, &before, &content) {
        (IndexOperation::Change, Some(before), Some(content)) => changes(before, content),
        // Nobody knows what it has: all of it is said again.
        (IndexOperation::Change, None, Some(Content::Case(_))) => PARTS_OF_CASE.to_vec(),
        (IndexOperation::Change, None, Some(Content::Document(_))) => PARTS_OF_DOCUMENT.to_vec(),
        _ => Vec::new(),
    };
    let title_before = before.as_ref().map(|before| before.title().to_owned());
    // Of a removal: what others read until then.
    let shown = content.or(before);
    let said = shown.as_ref().map(Said::by).unwrap_or_default();
    DryRunRow {
        object_id: row.object.to_string(),
        number: u32::try_from(row.number).unwrap_or_default(),
        kind: object_kind(row.kind),
        operation,
        case_id: case.case.to_string(),
        case_number: case.number,
        title_before: title_before.filter(|before| *before != said.title),
        title: said.title,
        held,
        owner_cvr,
        kle: said.kle,
        kle_title: said.kle_title,
        sensitivity: said.sensitivity,
        unit: said.unit,
        handler: said.handler,
        citizen_sees: match (&shown, operation) {
            (_, IndexOperation::Remove) => None,
            (Some(Content::Case(case)), _) => citizen_sees(case),
            _ => None,
        },
        changes,
    }
}

struct Said {
    title: String,
    kle: String,
    kle_title: Option<String>,
    sensitivity: Sensitivity,
    unit: String,
    handler: Option<String>,
}

impl Default for Said {
    fn default() -> Self {
        Self {
            title: String::new(),
            kle: String::new(),
            kle_title: None,
            sensitivity: Sensitivity::Sensitive,
            unit: String::new(),
            handler: None,
        }
    }
}

impl Said {
    fn by(content: &Content) -> Self {
        match content {
            Content::Case(case) => Self {
                title: case.title.clone(),
                kle: case.kle.clone(),
                kle_title: case.kle_title.clone(),
                sensitivity: sensitivity(case.sensitivity),
                unit: case.unit.name.clone(),
                handler: case.handler.as_ref().map(|handler| handler.name.clone()),
            },
            Content::Document(document) => Self {
                title: document.title.clone(),
                kle: document.kle.clone(),
                kle_title: document.kle_title.clone(),
                sensitivity: sensitivity(document.sensitivity),
                unit: document.unit.name.clone(),
                handler: None,
            },
        }
    }
}

/// What cannot be read is guarded rather than shown, as in the message itself.
fn sensitivity(rank: u8) -> Sensitivity {
    use sagsbord_domain::Sensitivity as Kept;
    match Kept::from_rank(rank) {
        Some(Kept::NotConfidential) => Sensitivity::NotConfidential,
        Some(Kept::Confidential) => Sensitivity::Confidential,
        Some(Kept::Vip) => Sensitivity::Vip,
        Some(Kept::Sensitive) | None => Sensitivity::Sensitive,
    }
}

fn citizen_sees(case: &OwnCase) -> Option<CitizenSees> {
    case.party.as_ref()?;
    Some(CitizenSees {
        title: case.title.clone(),
        step: in_danish(case.step()).to_owned(),
        unit: case.unit.name.clone(),
    })
}

/// As the citizen reads it.
fn in_danish(step: CaseStep) -> &'static str {
    match step {
        CaseStep::Opstaaet => "Opstået",
        CaseStep::Oplyst => "Oplyst",
        CaseStep::Afgjort => "Afgjort",
        CaseStep::Afsluttet => "Afsluttet",
    }
}

const PARTS_OF_CASE: [IndexDiffersIn; 8] = [
    IndexDiffersIn::Number,
    IndexDiffersIn::Title,
    IndexDiffersIn::Subject,
    IndexDiffersIn::Step,
    IndexDiffersIn::Sensitivity,
    IndexDiffersIn::Unit,
    IndexDiffersIn::Handler,
    IndexDiffersIn::Party,
];

const PARTS_OF_DOCUMENT: [IndexDiffersIn; 4] = [
    IndexDiffersIn::Title,
    IndexDiffersIn::Subject,
    IndexDiffersIn::Sensitivity,
    IndexDiffersIn::Unit,
];

fn changes(before: &Content, after: &Content) -> Vec<IndexDiffersIn> {
    let mut changes = Vec::new();
    let mut hold = |part, differs: bool| {
        if differs {
            changes.push(part);
        }
    };
    match (before, after) {
        (Content::Case(before), Content::Case(after)) => {
            hold(IndexDiffersIn::Number, before.number != after.number);
            hold(IndexDiffersIn::Title, before.title != after.title);
            hold(IndexDiffersIn::Subject, before.kle != after.kle);
            hold(IndexDiffersIn::Step, before.step != after.step);
            hold(
                IndexDiffersIn::Sensitivity,
                before.sensitivity != after.sensitivity,
            );
            hold(IndexDiffersIn::Unit, before.unit != after.unit);
            hold(IndexDiffersIn::Handler, before.handler != after.handler);
            hold(IndexDiffersIn::Party, before.party != after.party);
        }
        (Content::Document(before), Content::Document(after)) => {
            hold(IndexDiffersIn::Title, before.title != after.title);
            hold(IndexDiffersIn::Subject, before.kle != after.kle);
            hold(
                IndexDiffersIn::Sensitivity,
                before.sensitivity != after.sensitivity,
            );
            hold(IndexDiffersIn::Unit, before.unit != after.unit);
        }
        _ => {}
    }
    changes
}
