use std::collections::HashSet;

use sagsbord_contract::{
    DeskEvent, IndexDifferenceRow, IndexDifferences, IndexDiffersIn, IndexMend, IndexObjectKind,
    MendIndexDifferences, Nothing,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, Cpr, Sensitivity};
use sagsbord_store::Reader;
use uuid::Uuid;

use super::reconcile::{self, Difference, DiffersIn};
use crate::people::fields::id;
use crate::{AppError, Desk};

const MOST: usize = 500;

/// What the last comparison found of the cases in somebody's reach.
pub(crate) async fn index_differences(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<IndexDifferences, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let may_mend = session.require(Right::WorkOnCases).is_ok();
    let Some(kept) = desk.app().index.compared() else {
        return Ok(IndexDifferences {
            compared_at: None,
            compared: 0,
            on_their_way: 0,
            rows: Vec::new(),
            is_cut: false,
            may_mend,
        });
    };
    let mut reader = desk.app().store().await?.read().await?;
    let reach = Reach::of(&mut reader, &filter, &kept.compared.differences).await?;
    let within = kept.compared.differences.iter();
    let rows = within.filter(|difference| reach.holds(difference)).map(row);
    let rows: Vec<_> = rows.collect();
    // Of the asker's own cases: how many there are in all tells of what is hidden.
    let (compared, on_their_way) = reader.count_index_cases_within(&filter).await?;
    Ok(IndexDifferences {
        compared_at: Some(kept.at.to_rfc3339()),
        compared,
        on_their_way,
        is_cut: kept.is_cut,
        rows,
        may_mend,
    })
}

/// Makes the index say what we say. All of them are in reach, or none is mended.
pub(crate) async fn mend_index_differences(
    desk: &Desk,
    session: &Session,
    request: MendIndexDifferences,
) -> Result<IndexDifferences, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    if request.object_ids.is_empty() || request.object_ids.len() > MOST {
        return Err(AppError::invalid("objectIds"));
    }
    let app = desk.app();
    let mut objects: Vec<Uuid> = Vec::with_capacity(request.object_ids.len());
    for text in &request.object_ids {
        objects.push(id(text, "objectIds")?);
    }
    objects.sort_unstable();
    objects.dedup();
    let found: Vec<Difference> = app
        .index
        .compared()
        .map(|kept| kept.compared.differences)
        .unwrap_or_default()
        .into_iter()
        .filter(|difference| objects.contains(&difference.object))
        .collect();
    let mut reader = app.store().await?.read().await?;
    let reach = Reach::of(&mut reader, &filter, &found).await?;
    drop(reader);
    let is_known = |object: &Uuid| {
        found
            .iter()
            .any(|difference| difference.object == *object && reach.holds(difference))
    };
    if !objects.iter().all(is_known) {
        return Err(AppError::new(sagsbord_contract::ErrorCode::NotFound));
    }
    let is_offered = found
        .iter()
        .all(|difference| ways(difference).contains(&request.mend));
    if !is_offered {
        return Err(AppError::problem("mend", "not_possible"));
    }
    let mended = reconcile::mend_in_index(app, &objects).await?;
    app.index.forget_differences(&objects);
    let record = AuditRecord::new(session.employee(), AuditAct::IndexDifferencesMended)
        .with("objects", AuditDetail::Count(mended));
    let writer = app.store().await?.write().await?;
    writer.commit_with(&record, app.clock.now()).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    index_differences(desk, session, Nothing {}).await
}

struct Reach {
    cases: HashSet<CaseId>,
    is_whole: bool,
}

impl Reach {
    async fn of(
        reader: &mut Reader,
        filter: &AccessFilter,
        differences: &[Difference],
    ) -> Result<Self, AppError> {
        let mut cases: Vec<CaseId> = differences
            .iter()
            .map(|difference| CaseId::new(difference.object))
            .collect();
        cases.dedup();
        let is_whole = filter.scopes().iter().any(|scope| {
            scope.kle.is_none()
                && scope.unit.is_none()
                && scope.team.is_none()
                && scope.up_to == Sensitivity::Vip
        });
        Ok(Self {
            cases: reader.cases_within(filter, &cases).await?,
            is_whole,
        })
    }

    /// Where a case belongs that is not here is known to nobody here: only who reaches all may see it.
    fn holds(&self, difference: &Difference) -> bool {
        match difference.about {
            DiffersIn::MissingHere => self.is_whole,
            _ => self.cases.contains(&CaseId::new(difference.object)),
        }
    }
}

fn row(difference: &Difference) -> IndexDifferenceRow {
    IndexDifferenceRow {
        object_id: difference.object.to_string(),
        kind: IndexObjectKind::Case,
        case_number: difference.number.clone(),
        about: match difference.about {
            DiffersIn::MissingThere => IndexDiffersIn::MissingThere,
            DiffersIn::MissingHere => IndexDiffersIn::MissingHere,
            DiffersIn::Number => IndexDiffersIn::Number,
            DiffersIn::Title => IndexDiffersIn::Title,
            DiffersIn::Subject => IndexDiffersIn::Subject,
            DiffersIn::Step => IndexDiffersIn::Step,
            DiffersIn::Sensitivity => IndexDiffersIn::Sensitivity,
            DiffersIn::Unit => IndexDiffersIn::Unit,
            DiffersIn::Handler => IndexDiffersIn::Handler,
            DiffersIn::Party => IndexDiffersIn::Party,
        },
        here: shown(difference.about, difference.here.as_deref()),
        there: shown(difference.about, difference.there.as_deref()),
        ways: ways(difference),
    }
}

/// A person is told by the number as it is shown everywhere, not by all its digits.
fn shown(about: DiffersIn, said: Option<&str>) -> Option<String> {
    let said = said?;
    Some(match about {
        DiffersIn::Party => Cpr::parse(said).map_or_else(|_| String::new(), |cpr| cpr.masked()),
        _ => said.to_owned(),
    })
}

/// What is ours is right here: the other way there is nothing yet that could follow the index.
fn ways(_: &Difference) -> Vec<IndexMend> {
    vec![IndexMend::Index]
}
