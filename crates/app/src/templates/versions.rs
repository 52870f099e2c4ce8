use sagsbord_contract::{
    CompareTemplates, ComparedTemplates, ErrorCode, ShowTemplate, TemplateVersionRow,
    TemplateVersions, TextPart, TextPartKind,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{ComparedKind, compared};
use sagsbord_store::Reader;

use super::kept::find;
use super::shipped::SHIPPED;
use crate::people::names::names;
use crate::{AppError, Desk};

/// Every version of a template, the newest first; where it ships with the program, that is the first of them all.
pub(crate) async fn template_versions(
    desk: &Desk,
    session: &Session,
    request: ShowTemplate,
) -> Result<TemplateVersions, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let now = find(&mut reader, &request.id).await?.row.version;
    let names = names(&mut reader).await?;
    let kept = reader.template_versions(&request.id).await?;
    let mut rows: Vec<TemplateVersionRow> = kept
        .into_iter()
        .map(|version| TemplateVersionRow {
            number: version.number,
            name: version.name,
            at: Some(version.at.to_rfc3339()),
            by: names.get(&version.by).cloned(),
            is_retired: version.is_retired,
            is_in_force: version.number == now,
        })
        .collect();
    if let Some(shipped) = SHIPPED.iter().find(|shipped| shipped.id == request.id) {
        rows.push(TemplateVersionRow {
            number: 0,
            name: shipped.name.to_owned(),
            at: None,
            by: None,
            is_retired: false,
            is_in_force: now == 0,
        });
    }
    Ok(TemplateVersions { rows })
}

/// Two versions word by word, with the whole text of the earlier: one may want it back.
pub(crate) async fn compare_templates(
    desk: &Desk,
    session: &Session,
    request: CompareTemplates,
) -> Result<ComparedTemplates, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    find(&mut reader, &request.id).await?;
    let before = text_of(&mut reader, &request.id, request.before).await?;
    let after = text_of(&mut reader, &request.id, request.after).await?;
    let parts = compared(&before, &after);
    Ok(ComparedTemplates {
        parts: parts
            .into_iter()
            .map(|part| TextPart {
                kind: match part.kind {
                    ComparedKind::Kept => TextPartKind::Kept,
                    ComparedKind::Gone => TextPartKind::Gone,
                    ComparedKind::New => TextPartKind::New,
                },
                text: part.text,
            })
            .collect(),
        before,
    })
}

async fn text_of(reader: &mut Reader, template: &str, number: u32) -> Result<String, AppError> {
    let kept = reader.template_versions(template).await?;
    if let Some(version) = kept.into_iter().find(|version| version.number == number) {
        return Ok(version.body);
    }
    let shipped = SHIPPED
        .iter()
        .find(|shipped| number == 0 && shipped.id == template);
    shipped
        .map(|shipped| shipped.text.to_owned())
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}
