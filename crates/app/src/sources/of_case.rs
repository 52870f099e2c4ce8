use sagsbord_contract::{CaseSource, ErrorCode, ShowCase, SourceCapability, SourceKind};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::{Right, Session};
use sagsbord_store::CaseOrigin;

use super::of_index::{INDEX_ID, INDEX_NAME};
use super::of_own::OWN_ID;
use super::read_mapping::capabilities;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Where a case comes from, and what its source can do with it. Nobody is asked.
pub(crate) async fn case_source(
    desk: &Desk,
    session: &Session,
    request: ShowCase,
) -> Result<CaseSource, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let mut reader = desk.app().store().await?.read().await?;
    let kept = reader.case_kept_from(&filter, case).await?.pop();
    let kept = kept.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let mut told = CaseSource {
        id: None,
        name: kept.name,
        kind: SourceKind::Mapped,
        capabilities: Vec::new(),
        fetched_at: kept.fetched_at.to_rfc3339(),
        gone_at: None,
        documents_to_fetch: Vec::new(),
        is_in_index_too: false,
    };
    match kept.origin {
        CaseOrigin::Elsewhere => {}
        CaseOrigin::Own => {
            told.id = Some(OWN_ID.to_owned());
            told.kind = SourceKind::Own;
        }
        CaseOrigin::Index => {
            told.id = Some(INDEX_ID.to_owned());
            told.kind = SourceKind::SharedIndex;
            told.name = format!("{} · {INDEX_NAME}", told.name);
        }
        CaseOrigin::Source(source) => {
            let copy = reader.copy_of(&filter, case).await?;
            told.is_in_index_too = copy.as_ref().is_some_and(|copy| copy.is_in_index);
            told.gone_at = copy.and_then(|copy| copy.gone_at).map(|at| at.to_rfc3339());
            let mut sources = reader.sources().await?.into_iter();
            if let Some(kept) = sources.find(|kept| kept.id == source) {
                let mapping = sagsbord_sources::Mapping::read(&kept.mapping).ok();
                told.id = Some(source.to_string());
                told.capabilities = mapping.as_ref().map(capabilities).unwrap_or_default();
            }
            if told.capabilities.contains(&SourceCapability::DocumentBytes) {
                let documents = reader.documents_at_source(&filter, case).await?;
                told.documents_to_fetch = documents.iter().map(ToString::to_string).collect();
            }
        }
    }
    Ok(told)
}
