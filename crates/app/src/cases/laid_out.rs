use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sagsbord_domain::access::AccessFilter;
use sagsbord_store::CaseQuery;

/// Somebody scrolls one list, and another window or two.
const MOST: usize = 4;

/// Long lists of cases, each laid out once by the keys of its rows while somebody scrolls it. Whoever reads a row by its
/// key asks again whether it is within reach.
#[derive(Default)]
pub(crate) struct ListsLaidOut(Mutex<Vec<LaidOut>>);

struct LaidOut {
    filter: AccessFilter,
    query: CaseQuery,
    keys: Arc<[i64]>,
}

impl ListsLaidOut {
    pub(super) fn laid_out(&self, filter: &AccessFilter, query: &CaseQuery) -> Option<Arc<[i64]>> {
        let lists = self.lock();
        let kept = lists.iter().find(|kept| kept.is_for(filter, query));
        kept.map(|kept| kept.keys.clone())
    }

    pub(super) fn keep(
        &self,
        filter: &AccessFilter,
        query: &CaseQuery,
        keys: Vec<i64>,
    ) -> Arc<[i64]> {
        let keys: Arc<[i64]> = keys.into();
        let mut lists = self.lock();
        lists.retain(|kept| !kept.is_for(filter, query));
        if lists.len() == MOST {
            lists.remove(0);
        }
        lists.push(LaidOut {
            filter: filter.clone(),
            query: query.clone(),
            keys: keys.clone(),
        });
        keys
    }

    pub(super) fn forget(&self, filter: &AccessFilter, query: &CaseQuery) {
        self.lock().retain(|kept| !kept.is_for(filter, query));
    }

    fn lock(&self) -> MutexGuard<'_, Vec<LaidOut>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LaidOut {
    /// The same person with the same reach, whatever page and moment she asks for.
    fn is_for(&self, filter: &AccessFilter, query: &CaseQuery) -> bool {
        let asked = CaseQuery {
            offset: self.query.offset,
            limit: self.query.limit,
            ..query.clone()
        };
        let (mine, hers) = (&self.filter, filter);
        self.query == asked
            && mine.employee() == hers.employee()
            && mine.scopes() == hers.scopes()
            && mine.by_name().is_some() == hers.by_name().is_some()
            && mine.is_excluded_somewhere() == hers.is_excluded_somewhere()
    }
}
