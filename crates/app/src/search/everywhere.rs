use sagsbord_contract::{HitGroup, SearchEverywhere, SearchHits};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::search::Typed;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::Store;

use super::hits::{Asked, hits_of};
use super::slips::without_slips;
use crate::{AppError, Desk};

const MOST: u32 = 100;

/// As somebody types: nothing is written before the answer, but for a look-up of one person by her number.
pub(crate) async fn search_everywhere(
    desk: &Desk,
    session: &Session,
    request: SearchEverywhere,
) -> Result<SearchHits, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let typed = Typed::read(&request.text, session.today());
    if typed.is_empty() {
        return Ok(SearchHits::default());
    }
    let store = desk.app().store().await?;
    let asked = Asked {
        filter: &filter,
        today: session.today(),
        group: request.group,
        most: request.limit.clamp(1, MOST),
    };
    let mut hits = hits_of(&store, &asked, &typed).await?;
    if is_nothing(&hits) && typed.numbers.is_empty() {
        hits = without_slips(&store, &asked, &typed).await?;
    }
    hits.is_unknown_cpr = typed.cpr().is_some() && hits.citizens.is_empty();
    note(desk, session, &store, &typed, &hits).await?;
    Ok(hits)
}

/// One line for each person looked up by number, and one now and then for searching at all: a line a keystroke would
/// drown the log, and the words themselves have no place in it.
async fn note(
    desk: &Desk,
    session: &Session,
    store: &Store,
    typed: &Typed,
    hits: &SearchHits,
) -> Result<(), AppError> {
    let now = desk.app().clock.now();
    let person = typed.cpr().and(hits.citizens.first());
    let record = AuditRecord::new(session.employee(), AuditAct::Searched);
    let record = match person {
        Some(person) => {
            let id = crate::people::fields::id::<sagsbord_domain::CitizenId>(&person.id, "id")?;
            record.about("citizen", id.uuid())
        }
        None => record.with("hits", AuditDetail::Count(count(hits))),
    };
    if desk.is_first_search_in_a_while(now, record.subject) {
        store.write().await?.commit_with(&record, now).await?;
    }
    Ok(())
}

fn count(hits: &SearchHits) -> u64 {
    let all = hits.citizens.len() + hits.cases.len() + hits.documents.len();
    (all + hits.notes.len() + hits.tasks.len()) as u64
}

pub(super) fn is_nothing(hits: &SearchHits) -> bool {
    count(hits) == 0
}

pub(super) fn wants(asked: Option<HitGroup>, group: HitGroup) -> bool {
    asked.is_none_or(|one| one == group)
}
