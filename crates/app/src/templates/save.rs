use sagsbord_contract::{ErrorCode, Nothing, RetireTemplate, SaveTemplate, Templates};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::TemplateVersion;
use uuid::Uuid;

use super::check::{checked, stops};
use super::kept::{Template, in_force, word_of};
use super::list::list_templates;
use crate::people::fields::name;
use crate::{AppError, Desk};

/// More than anybody finds her way in.
const MOST: usize = 500;

/// A new version. One with faults is not kept, and what the quality check stops at only when somebody has seen it.
pub(crate) async fn save_template(
    desk: &Desk,
    session: &Session,
    request: SaveTemplate,
) -> Result<Templates, AppError> {
    session.require(Right::ChangeTemplates)?;
    let name = name(&request.name, "name")?;
    let mut reader = desk.app().store().await?.read().await?;
    let all = in_force(&mut reader).await?;
    drop(reader);
    let template = match &request.id {
        Some(id) => {
            stands(&all, id, request.version)?;
            id.clone()
        }
        None if all.len() >= MOST => return Err(AppError::problem("name", "too_many")),
        None => Uuid::now_v7().to_string(),
    };
    let is_taken = |one: &Template| {
        one.row.id != template
            && sagsbord_domain::fold(&one.row.name) == sagsbord_domain::fold(&name)
    };
    if all.iter().any(is_taken) {
        return Err(AppError::problem("name", "taken"));
    }
    let checked = checked(desk, session, &request.text).await?;
    if !checked.faults.is_empty() {
        return Err(AppError::problem("text", "faults"));
    }
    if stops(&checked.findings) && !request.accepts_findings {
        return Err(AppError::problem("text", "findings"));
    }
    let version = TemplateVersion {
        template,
        number: request.version + 1,
        kind: word_of(request.kind).to_owned(),
        name,
        body: request.text,
        is_retired: false,
        at: desk.app().clock.now(),
        by: session.employee(),
    };
    keep(desk, session, &version, word_of(request.kind)).await
}

/// It stands in no list any more; every version of it stays.
pub(crate) async fn retire_template(
    desk: &Desk,
    session: &Session,
    request: RetireTemplate,
) -> Result<Templates, AppError> {
    session.require(Right::ChangeTemplates)?;
    let mut reader = desk.app().store().await?.read().await?;
    let all = in_force(&mut reader).await?;
    drop(reader);
    let kept = stands(&all, &request.id, request.version)?;
    let version = TemplateVersion {
        template: request.id.clone(),
        number: request.version + 1,
        kind: word_of(kept.row.kind).to_owned(),
        name: kept.row.name.clone(),
        body: kept.text.clone(),
        is_retired: true,
        at: desk.app().clock.now(),
        by: session.employee(),
    };
    keep(desk, session, &version, word_of(kept.row.kind)).await
}

fn stands<'a>(all: &'a [Template], id: &str, version: u32) -> Result<&'a Template, AppError> {
    let kept = all.iter().find(|one| one.row.id == id);
    let kept = kept.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    match kept.row.version == version {
        true => Ok(kept),
        false => Err(AppError::new(ErrorCode::Conflict)),
    }
}

async fn keep(
    desk: &Desk,
    session: &Session,
    version: &TemplateVersion,
    kind: &'static str,
) -> Result<Templates, AppError> {
    let mut writer = desk.app().store().await?.write().await?;
    writer.add_template_version(version).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::TemplateChanged)
        .with("kind", AuditDetail::Code(kind))
        .with("version", AuditDetail::Count(u64::from(version.number)));
    writer.commit_with(&record, version.at).await?;
    list_templates(desk, session, Nothing {}).await
}
