//! The templates in force: those that ship, with what the municipality made of them and beside them.

use sagsbord_contract::{ErrorCode, TemplateKind, TemplateRow};
use sagsbord_store::{Reader, TemplateVersion};

use super::shipped::SHIPPED;
use crate::AppError;

#[derive(Debug, Clone)]
pub(super) struct Template {
    pub(super) row: TemplateRow,
    pub(super) text: String,
}

pub(super) async fn in_force(reader: &mut Reader) -> Result<Vec<Template>, AppError> {
    let mut all: Vec<Template> = SHIPPED
        .iter()
        .map(|shipped| Template {
            row: TemplateRow {
                id: shipped.id.to_owned(),
                kind: shipped.kind,
                name: shipped.name.to_owned(),
                version: 0,
                changed_at: None,
            },
            text: shipped.text.to_owned(),
        })
        .collect();
    for kept in reader.templates().await? {
        let Some(kind) = kind_of(&kept.kind) else {
            continue;
        };
        all.retain(|one| one.row.id != kept.template);
        if !kept.is_retired {
            all.push(template(kept, kind));
        }
    }
    all.sort_by_cached_key(|one| {
        (
            one.row.kind == TemplateKind::Form,
            sagsbord_domain::fold(&one.row.name),
        )
    });
    Ok(all)
}

pub(super) async fn find(reader: &mut Reader, id: &str) -> Result<Template, AppError> {
    let all = in_force(reader).await?;
    let found = all.into_iter().find(|one| one.row.id == id);
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

fn template(kept: TemplateVersion, kind: TemplateKind) -> Template {
    Template {
        row: TemplateRow {
            id: kept.template,
            kind,
            name: kept.name,
            version: kept.number,
            changed_at: Some(kept.at.to_rfc3339()),
        },
        text: kept.body,
    }
}

/// The word it is kept under. It never changes once released.
pub(super) const fn word_of(kind: TemplateKind) -> &'static str {
    match kind {
        TemplateKind::Letter => "letter",
        TemplateKind::Form => "form",
    }
}

fn kind_of(word: &str) -> Option<TemplateKind> {
    [TemplateKind::Letter, TemplateKind::Form]
        .into_iter()
        .find(|kind| word_of(*kind) == word)
}
