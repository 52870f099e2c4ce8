use sagsbord_contract::{
    CaseNewsWhat, CaseRelation, ErrorCode, RelateCases, RelatedCaseRow, RelatedCases,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, CaseRelationKind};
use sagsbord_store::Reader;

use super::within_reach::case_within;
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn relate_cases(
    desk: &Desk,
    session: &Session,
    request: RelateCases,
) -> Result<RelatedCases, AppError> {
    change(desk, session, &request, true).await
}

pub(crate) async fn unrelate_cases(
    desk: &Desk,
    session: &Session,
    request: RelateCases,
) -> Result<RelatedCases, AppError> {
    change(desk, session, &request, false).await
}

/// Both cases must be within reach: a relation to what one does not see would tell that it is there.
async fn change(
    desk: &Desk,
    session: &Session,
    request: &RelateCases,
    makes_it: bool,
) -> Result<RelatedCases, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let reading = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    case_within(&mut reader, &filter, case).await?;
    let other = other_case(&mut reader, &reading, &request.other).await?;
    drop(reader);
    if other == case {
        return Err(AppError::problem("other", "itself"));
    }
    let (kind, is_turned) = kept_as(request.relation);
    let pair = if is_turned {
        (other, case)
    } else {
        (case, other)
    };
    let now = desk.app().clock.now();
    let mut writer = store.write().await?;
    let changed = if makes_it {
        writer
            .relate_cases(pair, kind, session.employee(), now)
            .await?
    } else {
        // What is true of both alike was said from one of them, and can be taken back from the other.
        let there = writer.unrelate_cases(pair, kind).await?;
        let turned = kind == CaseRelationKind::SameMatter
            && writer.unrelate_cases((pair.1, pair.0), kind).await?;
        there || turned
    };
    if changed {
        let act = if makes_it {
            AuditAct::CaseRelated
        } else {
            AuditAct::CaseUnrelated
        };
        let record = AuditRecord::new(session.employee(), act)
            .about("case", case.uuid())
            .with("other", AuditDetail::Id(other.uuid()))
            .with("kind", AuditDetail::Code(kind.code()));
        writer.commit_with(&record, now).await?;
        for one in [case, other] {
            desk.app()
                .case_changed(one, CaseNewsWhat::Relations, session.employee());
        }
    } else {
        drop(writer);
    }
    let mut reader = store.read().await?;
    Ok(RelatedCases {
        rows: related_rows(&mut reader, &reading, case).await?,
    })
}

/// By its id, or by the number that people know it by.
async fn other_case(
    reader: &mut Reader,
    filter: &AccessFilter,
    other: &str,
) -> Result<CaseId, AppError> {
    const LONGEST: usize = 100;
    let other = other.trim();
    let not_found = || AppError::field(ErrorCode::NotFound, "other");
    if other.is_empty() || other.chars().count() > LONGEST {
        return Err(AppError::invalid("other"));
    }
    match other.parse() {
        Ok(id) => case_within(reader, filter, id).await.map(|line| line.id),
        Err(_) => reader
            .case_of_number(filter, other)
            .await?
            .ok_or_else(not_found),
    }
}

pub(super) async fn related_rows(
    reader: &mut Reader,
    filter: &AccessFilter,
    case: CaseId,
) -> Result<Vec<RelatedCaseRow>, AppError> {
    let related = reader.related_cases(filter, case).await?;
    Ok(related
        .into_iter()
        .map(|related| RelatedCaseRow {
            id: related.case.to_string(),
            number: related.number,
            title: related.title,
            status: related.status.into(),
            relation: told_as(related.kind, related.is_turned),
        })
        .collect())
}

/// What is kept says what a case is to the other; what is told says what the other is to it.
pub(super) fn told_as(kind: CaseRelationKind, is_turned: bool) -> CaseRelation {
    match (kind, is_turned) {
        (CaseRelationKind::Follows, false) => CaseRelation::Precedes,
        (CaseRelationKind::Follows, true) => CaseRelation::Follows,
        (CaseRelationKind::PartOf, false) => CaseRelation::Whole,
        (CaseRelationKind::PartOf, true) => CaseRelation::Part,
        (CaseRelationKind::SameMatter, _) => CaseRelation::SameMatter,
    }
}

fn kept_as(relation: CaseRelation) -> (CaseRelationKind, bool) {
    match relation {
        CaseRelation::Precedes => (CaseRelationKind::Follows, false),
        CaseRelation::Follows => (CaseRelationKind::Follows, true),
        CaseRelation::Whole => (CaseRelationKind::PartOf, false),
        CaseRelation::Part => (CaseRelationKind::PartOf, true),
        CaseRelation::SameMatter => (CaseRelationKind::SameMatter, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_is_told_as_it_was_said() {
        for relation in [
            CaseRelation::Precedes,
            CaseRelation::Follows,
            CaseRelation::Whole,
            CaseRelation::Part,
            CaseRelation::SameMatter,
        ] {
            let (kind, is_turned) = kept_as(relation);
            assert_eq!(told_as(kind, is_turned), relation);
        }
    }
}
