use std::collections::HashMap;
use std::sync::Arc;

use sagsbord_contract::{
    CaseTimeline, ErrorCode, Named, TimelineChange, TimelineDeadline, TimelineDocument,
    TimelineLetterStep, TimelineNote, TimelinePage, TimelineParty, TimelineRelated, TimelineRow,
    TimelineSourceNote, TimelineTask, TimelineTaskStep, TimelineWhat,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{
    AuditAct, AuditRecord, CaseField, CaseId, CaseRelationKind, DocumentKind, EmployeeId, PartyPart,
};
use sagsbord_law::Law;
use sagsbord_store::{Reader, TimelineKind, TimelineLine, TimelineMark};

use super::relate::told_as;
use crate::deadlines::LawKept;
use crate::people::fields::id;
use crate::people::names::names;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 200;
/// Of a note: enough to know it by.
const MOST_OF_A_NOTE: usize = 160;

/// Everything that happened in one case, newest first.
pub(crate) async fn case_timeline(
    desk: &Desk,
    session: &Session,
    request: CaseTimeline,
) -> Result<TimelinePage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let before = request.before.as_deref().map(mark).transpose()?;
    let limit = request.limit.clamp(1, LARGEST_PAGE);
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let mut lines = reader
        .timeline_of(&filter, case, before.as_ref(), limit + 1)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let words = Words::read(desk, &mut reader).await?;
    drop(reader);
    if before.is_none() {
        let record =
            AuditRecord::new(session.employee(), AuditAct::CaseRead).about("case", case.uuid());
        let writer = store.write().await?;
        writer.commit_with(&record, desk.app().clock.now()).await?;
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = lines.len() > most;
    lines.truncate(most);
    let next = lines.last().filter(|_| has_more).map(|line| {
        let mark = line.mark();
        format!("{}|{}|{}|{}", mark.at, mark.kind, mark.id, mark.number)
    });
    Ok(TimelinePage {
        rows: lines.into_iter().map(|line| words.row(line)).collect(),
        next,
    })
}

fn mark(text: &str) -> Result<TimelineMark, AppError> {
    const LONGEST: usize = 200;
    let parts: Vec<&str> = text.split('|').collect();
    match parts.as_slice() {
        [at, kind, id, number] if text.len() <= LONGEST => Ok(TimelineMark {
            at: (*at).to_owned(),
            kind: (*kind).to_owned(),
            id: (*id).to_owned(),
            number: number.parse().map_err(|_| AppError::invalid("before"))?,
        }),
        _ => Err(AppError::invalid("before")),
    }
}

/// What ids are called.
struct Words {
    people: HashMap<EmployeeId, String>,
    places: HashMap<String, String>,
    law: Arc<Law>,
}

impl Words {
    async fn read(desk: &Desk, reader: &mut Reader) -> Result<Self, AppError> {
        let law = LawKept::read(desk.app(), reader).await?;
        let people = names(reader).await?;
        let mut places: HashMap<String, String> = HashMap::new();
        for unit in reader.list_units().await? {
            places.insert(unit.id.to_string(), unit.name);
        }
        for team in reader.list_teams().await? {
            places.insert(team.id.to_string(), team.name);
        }
        Ok(Self {
            people,
            places,
            law,
        })
    }

    fn row(&self, line: TimelineLine) -> TimelineRow {
        let by = line.employee.and_then(|id| self.people.get(&id).cloned());
        TimelineRow {
            at: line.at.clone(),
            by,
            id: line.id.clone(),
            what: self.what(line),
        }
    }

    fn what(&self, line: TimelineLine) -> TimelineWhat {
        let code = line.code.unwrap_or_default();
        let text = line.text.unwrap_or_default();
        match line.kind {
            TimelineKind::Opened => TimelineWhat::Opened(text),
            TimelineKind::Changed if CaseField::from_code(&code) == Some(CaseField::Party) => {
                TimelineWhat::Party(TimelineParty {
                    name: text,
                    before: part(line.before),
                    after: part(line.after),
                })
            }
            TimelineKind::Changed => TimelineWhat::Changed(TimelineChange {
                before: line.before.map(|value| self.value(&code, value)),
                after: line.after.map(|value| self.value(&code, value)),
                field: code,
            }),
            TimelineKind::Document => TimelineWhat::Document(TimelineDocument {
                title: text,
                direction: DocumentKind::from_code(&code)
                    .unwrap_or(DocumentKind::Internal)
                    .into(),
            }),
            TimelineKind::Note => TimelineWhat::Note(TimelineNote {
                text: beginning(&text),
                is_supplement: !code.is_empty(),
            }),
            TimelineKind::SourceNote => TimelineWhat::SourceNote(TimelineSourceNote {
                text: beginning(&text),
                author: Some(code).filter(|author| !author.is_empty()),
            }),
            TimelineKind::Task => TimelineWhat::Task(TimelineTask {
                title: text,
                step: match code.as_str() {
                    "done" => TimelineTaskStep::Done,
                    "undone" => TimelineTaskStep::Undone,
                    _ => TimelineTaskStep::Made,
                },
            }),
            TimelineKind::DeadlineAdded => TimelineWhat::Deadline(TimelineDeadline {
                name: self.rule(&code),
                rule: code,
                change: None,
                due: due(line.after),
            }),
            TimelineKind::DeadlineChanged => TimelineWhat::DeadlineChange(TimelineDeadline {
                name: self.rule(&text),
                rule: text,
                change: Some(code),
                due: due(line.after),
            }),
            TimelineKind::Letter => TimelineWhat::Letter(text),
            TimelineKind::LetterStep => TimelineWhat::LetterStep(TimelineLetterStep {
                title: text,
                state: code,
            }),
            TimelineKind::Intake => TimelineWhat::Intake,
            TimelineKind::IntakeRemoved => TimelineWhat::IntakeRemoved(text),
            TimelineKind::Related => TimelineWhat::Related(TimelineRelated {
                relation: told_as(
                    CaseRelationKind::from_code(&code).unwrap_or(CaseRelationKind::SameMatter),
                    false,
                ),
                number: line.after.unwrap_or_default(),
                title: text,
            }),
            TimelineKind::Copied => TimelineWhat::Copied(text),
            TimelineKind::Told => TimelineWhat::Told,
        }
    }

    fn rule(&self, id: &str) -> Option<Named> {
        let rule = self.law.rules.versions(id).last()?;
        Some(Named::from(&rule.name))
    }

    /// Ids become names; what has no name any more is told as nothing.
    fn value(&self, field: &str, value: String) -> String {
        match CaseField::from_code(field) {
            Some(CaseField::Responsible) => {
                let id = value.parse::<EmployeeId>().ok();
                id.and_then(|id| self.people.get(&id).cloned())
                    .unwrap_or_default()
            }
            Some(CaseField::Unit | CaseField::Team) => {
                self.places.get(&value).cloned().unwrap_or_default()
            }
            _ => value,
        }
    }
}

/// What somebody was to the case, of the value that `change.rs` writes: an id and a part.
fn part(kept: Option<String>) -> Option<sagsbord_contract::PartyPart> {
    let kept = kept?;
    let (_, part) = kept.split_once(' ')?;
    PartyPart::from_code(part).map(Into::into)
}

/// What is kept as the word for none is no day.
fn due(kept: Option<String>) -> Option<String> {
    kept.filter(|due| due.starts_with(|sign: char| sign.is_ascii_digit()))
}

fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST_OF_A_NOTE {
        return line;
    }
    let cut: String = line.chars().take(MOST_OF_A_NOTE).collect();
    format!("{}…", cut.trim_end())
}
