//! Templates of tasks: what ships with the program, and what the municipality made of it.

use std::collections::BTreeMap;

use sagsbord_contract::{
    ErrorCode, Nothing, RetireTaskTemplate, SaveTaskTemplate, TaskDue, TaskOfTemplate,
    TaskTemplate, TaskTemplates, TemplateAssignee,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, TeamId};
use sagsbord_store::{Reader, TemplateVersion};
use uuid::Uuid;

use super::fields;
use crate::people::fields::id;
use crate::{AppError, Desk};

const KIND: &str = "task";
/// More than anybody finds her way in.
const MOST: usize = 200;
const SHIPPED: &str = include_str!("../../data/task_templates.json");

pub(crate) async fn list_task_templates(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<TaskTemplates, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    Ok(TaskTemplates {
        rows: in_force(&mut reader).await?,
        may_change: session.require(Right::ChangeTemplates).is_ok(),
    })
}

pub(crate) async fn save_task_template(
    desk: &Desk,
    session: &Session,
    request: SaveTaskTemplate,
) -> Result<TaskTemplates, AppError> {
    session.require(Right::ChangeTemplates)?;
    let mut reader = desk.app().store().await?.read().await?;
    let task = read_task(&mut reader, request.task).await?;
    let all = in_force(&mut reader).await?;
    drop(reader);
    let template = match request.id {
        Some(id) => {
            stands(&all, &id, request.version)?;
            id
        }
        None if all.len() >= MOST => return Err(AppError::problem("title", "too_many")),
        None => Uuid::now_v7().to_string(),
    };
    keep(desk, session, template, request.version, &task, false).await
}

/// It stands in no list any more. Tasks that were made from it stay.
pub(crate) async fn retire_task_template(
    desk: &Desk,
    session: &Session,
    request: RetireTaskTemplate,
) -> Result<TaskTemplates, AppError> {
    session.require(Right::ChangeTemplates)?;
    let mut reader = desk.app().store().await?.read().await?;
    let all = in_force(&mut reader).await?;
    drop(reader);
    let task = stands(&all, &request.id, request.version)?.task.clone();
    keep(desk, session, request.id, request.version, &task, true).await
}

fn stands<'a>(
    all: &'a [TaskTemplate],
    id: &str,
    version: u32,
) -> Result<&'a TaskTemplate, AppError> {
    let kept = all.iter().find(|one| one.id == id);
    let kept = kept.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    match kept.version == version {
        true => Ok(kept),
        false => Err(AppError::new(ErrorCode::Conflict)),
    }
}

async fn keep(
    desk: &Desk,
    session: &Session,
    template: String,
    version: u32,
    task: &TaskOfTemplate,
    is_retired: bool,
) -> Result<TaskTemplates, AppError> {
    let now = desk.app().clock.now();
    let body = serde_json::to_string(task)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let kept = TemplateVersion {
        template,
        number: version + 1,
        kind: KIND.to_owned(),
        name: task.title.clone(),
        body,
        is_retired,
        at: now,
        by: session.employee(),
    };
    let mut writer = desk.app().store().await?.write().await?;
    writer.add_template_version(&kept).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::TemplateChanged)
        .with("kind", AuditDetail::Code(KIND))
        .with("version", AuditDetail::Count(u64::from(kept.number)));
    writer.commit_with(&record, now).await?;
    list_task_templates(desk, session, Nothing {}).await
}

async fn in_force(reader: &mut Reader) -> Result<Vec<TaskTemplate>, AppError> {
    let mut all: BTreeMap<String, TaskTemplate> = shipped()?
        .into_iter()
        .map(|(id, task)| {
            let version = 0;
            (id.clone(), TaskTemplate { id, version, task })
        })
        .collect();
    for kept in reader.templates().await? {
        if kept.kind != KIND {
            continue;
        }
        if kept.is_retired {
            all.remove(&kept.template);
            continue;
        }
        let task = serde_json::from_str(&kept.body)
            .map_err(|error| AppError::caused(ErrorCode::StoreDamaged, error))?;
        all.insert(
            kept.template.clone(),
            TaskTemplate {
                id: kept.template,
                version: kept.number,
                task,
            },
        );
    }
    let mut rows: Vec<TaskTemplate> = all.into_values().collect();
    rows.sort_by_key(|one| sagsbord_domain::fold(&one.task.title));
    Ok(rows)
}

fn shipped() -> Result<BTreeMap<String, TaskOfTemplate>, AppError> {
    serde_json::from_str(SHIPPED).map_err(|error| AppError::caused(ErrorCode::Internal, error))
}

/// Within the bounds of a task, and good for more than one day and one case.
async fn read_task(reader: &mut Reader, asked: TaskOfTemplate) -> Result<TaskOfTemplate, AppError> {
    if let TaskDue::Day { .. } | TaskDue::Counted { day: Some(_), .. } = asked.due {
        return Err(AppError::invalid("due"));
    }
    if let TaskDue::Counted { amount, .. } = asked.due
        && amount > 260
    {
        return Err(AppError::problem("due", "too_long"));
    }
    if let TemplateAssignee::Team { id: asked } = &asked.assignee {
        let team: TeamId = id(asked, "assignee")?;
        if reader.list_teams().await?.iter().all(|one| one.id != team) {
            return Err(AppError::problem("assignee", "no_such_team"));
        }
    }
    Ok(TaskOfTemplate {
        title: fields::title(&asked.title)?,
        text: fields::text(&asked.text)?,
        checklist: fields::checklist(&asked.checklist)?,
        due: asked.due,
        assignee: asked.assignee,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_whole_and_plain() {
        let shipped = shipped().unwrap();
        assert!(shipped.len() >= 5);
        for (id, task) in shipped {
            assert!(fields::title(&task.title).is_ok(), "{id}");
            assert!(fields::checklist(&task.checklist).is_ok(), "{id}");
            assert!(!matches!(task.due, TaskDue::Day { .. }), "{id}");
        }
    }
}
