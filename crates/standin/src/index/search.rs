use sagsbord_platform::index::{
    CaseLists, CaseWanted, Count, Counted, DocumentEntry, DocumentLists, DocumentWanted,
    Expression, Order, Page, Reference, Relation, RelationKind, Return, Search, SearchReply, Show,
    StatusCode,
};
use uuid::Uuid;

use super::{Kept, Reach, SharedIndex, case_entry, document_entry};
use crate::invented;

/// The roles that decide who may see an entry.
pub(crate) struct Roles {
    pub(crate) case_owner: Uuid,
    pub(crate) case_class: Uuid,
    pub(crate) document_owner: Uuid,
    pub(crate) document_class: Uuid,
}

impl SharedIndex {
    pub(crate) fn search(
        &self,
        search: &Search,
        reach: &Reach,
        roles: &Roles,
        invented: &invented::Search,
    ) -> SearchReply {
        let mut reply = SearchReply {
            answer: Return::of(StatusCode::Done),
            counts: Vec::new(),
            cases: Vec::new(),
            documents: Vec::new(),
        };
        let mut matched = self.matching_cases(search);
        matched.retain(|id| {
            self.cases
                .get(id)
                .is_some_and(|kept| sees_case(reach, roles, kept))
        });
        let mut documents = self.matching_documents(search);
        documents.retain(|id| self.sees_document(reach, roles, *id));
        if matched.is_empty() && documents.is_empty() {
            reply.answer = Return::of(StatusCode::NotFound);
            return reply;
        }
        let page = search.expression.as_ref().and_then(|expression| {
            let of_cases = expression.cases.first().and_then(|wanted| wanted.page);
            of_cases.or_else(|| expression.documents.first().and_then(|wanted| wanted.page))
        });
        for (of, number) in [
            (Counted::Cases, matched.len()),
            (Counted::Documents, documents.len()),
        ] {
            reply.counts.push(Count {
                of,
                number: i64::try_from(number).unwrap_or(i64::MAX),
                page,
            });
        }
        let of_page = |ids: Vec<Uuid>| paged(ids, page, invented);
        if search.show.iter().any(|show| matches!(show, Show::Case(_))) {
            reply.cases = of_page(matched)
                .into_iter()
                .filter_map(|id| {
                    let mut entry = case_entry(id, self.cases.get(&id)?);
                    for registration in &mut entry.registrations {
                        keep_shown(&mut registration.lists, &search.show);
                    }
                    Some(entry)
                })
                .collect();
        }
        if search
            .show
            .iter()
            .any(|show| matches!(show, Show::Document(_)))
        {
            reply.documents = of_page(documents)
                .into_iter()
                .filter_map(|id| self.shown_document(id, &search.show))
                .collect();
        }
        reply
    }

    fn shown_document(&self, id: Uuid, show: &[Show]) -> Option<DocumentEntry> {
        let mut entry = document_entry(id, self.documents.get(&id)?);
        for registration in &mut entry.registrations {
            keep_shown_of_document(&mut registration.lists, show);
        }
        Some(entry)
    }

    /// In the order that is asked for; otherwise the oldest first.
    fn matching_cases(&self, search: &Search) -> Vec<Uuid> {
        let is_found = |id: &Uuid| match &search.expression {
            _ if search.cases.contains(id) => true,
            Some(expression) => self
                .cases
                .get(id)
                .is_some_and(|kept| matches_case(expression, kept)),
            None => false,
        };
        // Most questions are about what is new: those behind the moment that is asked for are not even looked at.
        let since = search.expression.as_ref().and_then(|expression| {
            let [wanted] = expression.cases.as_slice() else {
                return None;
            };
            wanted.changed.from.or(wanted.received.from)
        });
        let mut found: Vec<Uuid> = match since {
            Some(since) => self
                .cases_by_moment
                .range((since, Uuid::nil())..)
                .map(|((_, id), ())| *id)
                .filter(is_found)
                .collect(),
            None if search.expression.is_none() => search
                .cases
                .iter()
                .copied()
                .filter(|id| self.cases.contains_key(id))
                .collect(),
            None => self
                .cases_by_moment
                .keys()
                .map(|(_, id)| *id)
                .filter(is_found)
                .collect(),
        };
        if search.order == Some(Order::NewestFirst) {
            found.reverse();
        }
        found
    }

    fn matching_documents(&self, search: &Search) -> Vec<Uuid> {
        let mut found: Vec<Uuid> = self
            .documents
            .iter()
            .filter(|(id, kept)| {
                search.documents.contains(id)
                    || search.expression.as_ref().is_some_and(|expression| {
                        !expression.documents.is_empty()
                            && expression
                                .documents
                                .iter()
                                .all(|wanted| matches_document(wanted, kept))
                    })
            })
            .map(|(id, _)| *id)
            .collect();
        found.sort_by_key(|id| self.documents.get(id).and_then(|kept| kept.head.received));
        found
    }

    /// By any case that has it and may be seen; one that no case has, by itself.
    fn sees_document(&self, reach: &Reach, roles: &Roles, id: Uuid) -> bool {
        let Some(document) = self.documents.get(&id) else {
            return false;
        };
        let sensitivity = document
            .lists
            .properties
            .last()
            .and_then(|properties| properties.sensitivity);
        if !sensitivity.is_some_and(|sensitivity| reach.sensitivities.contains(&sensitivity)) {
            return false;
        }
        let mut has_case = false;
        for case in self.cases.values() {
            if journalled(&case.lists).any(|held| held == id) {
                has_case = true;
                if sees_case(reach, roles, case) {
                    return true;
                }
            }
        }
        let relations = &document.lists.relations;
        !has_case
            && reach.covers(
                said(relations, RelationKind::DocumentActor, roles.document_owner)
                    .and_then(|owner| owner.extension.cvr.as_deref()),
                said(relations, RelationKind::DocumentClass, roles.document_class)
                    .and_then(|class| class.extension.user_key.as_deref()),
                sensitivity,
            )
    }
}

/// The documents that a case's journal names.
pub(super) fn journalled(lists: &CaseLists) -> impl Iterator<Item = Uuid> {
    lists
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::CaseJournal)
        .filter_map(|relation| match relation.reference {
            Some(Reference::Id(id)) => Some(id),
            _ => None,
        })
}

fn said(relations: &[Relation], kind: RelationKind, role: Uuid) -> Option<&Relation> {
    relations
        .iter()
        .rev()
        .find(|relation| relation.kind == kind && relation.role == Some(Reference::Id(role)))
}

fn sees_case(reach: &Reach, roles: &Roles, kept: &Kept<CaseLists>) -> bool {
    let relations = &kept.lists.relations;
    reach.covers(
        said(relations, RelationKind::CaseActor, roles.case_owner)
            .and_then(|owner| owner.extension.cvr.as_deref()),
        said(relations, RelationKind::CaseClass, roles.case_class)
            .and_then(|class| class.extension.user_key.as_deref()),
        kept.lists
            .index_properties
            .last()
            .and_then(|properties| properties.sensitivity),
    )
}

fn matches_case(expression: &Expression, kept: &Kept<CaseLists>) -> bool {
    let mut each = expression
        .cases
        .iter()
        .map(|wanted| meets_case(wanted, kept));
    let found = if expression.any {
        each.any(|met| met)
    } else {
        !expression.cases.is_empty() && each.all(|met| met)
    };
    found
        && !expression
            .none_of
            .iter()
            .any(|inner| matches_case(inner, kept))
}

fn meets_case(wanted: &CaseWanted, kept: &Kept<CaseLists>) -> bool {
    let received = kept.head.received;
    let in_time = received
        .is_some_and(|received| wanted.changed.holds(received) && wanted.received.holds(received));
    let properties = wanted.lists.properties.iter().all(|pattern| {
        kept.lists.properties.iter().any(|said| {
            is_met(&pattern.title, &said.title)
                && is_met(&pattern.number, &said.number)
                && is_met(&pattern.user_key, &said.user_key)
        })
    });
    let sensitivity = wanted.lists.index_properties.iter().all(|pattern| {
        kept.lists
            .index_properties
            .iter()
            .any(|said| pattern.sensitivity.is_none() || pattern.sensitivity == said.sensitivity)
    });
    let progress = wanted.lists.progress.iter().all(|pattern| {
        kept.lists
            .progress
            .iter()
            .any(|said| said.step == pattern.step)
    });
    in_time
        && properties
        && sensitivity
        && progress
        && meets_relations(&wanted.lists.relations, &kept.lists.relations)
}

fn matches_document(wanted: &DocumentWanted, kept: &Kept<DocumentLists>) -> bool {
    let in_time = kept
        .head
        .received
        .is_some_and(|received| wanted.received.holds(received));
    let properties = wanted.lists.properties.iter().all(|pattern| {
        kept.lists.properties.iter().any(|said| {
            is_met(&pattern.title, &said.title) && is_met(&pattern.number, &said.number)
        })
    });
    in_time && properties && meets_relations(&wanted.lists.relations, &kept.lists.relations)
}

fn meets_relations(wanted: &[Relation], said: &[Relation]) -> bool {
    wanted.iter().all(|pattern| {
        said.iter().any(|said| {
            said.kind == pattern.kind
                && (pattern.role.is_none() || pattern.role == said.role)
                && (pattern.reference.is_none() || pattern.reference == said.reference)
                && is_met(&pattern.extension.user_key, &said.extension.user_key)
                && is_met(&pattern.system_name, &said.system_name)
        })
    })
}

fn is_met(wanted: &Option<String>, said: &Option<String>) -> bool {
    wanted.is_none() || wanted == said
}

fn paged(ids: Vec<Uuid>, page: Option<Page>, invented: &invented::Search) -> Vec<Uuid> {
    let (first, most) = page.map_or((0, invented.largest_page), |page| {
        let first = usize::try_from(page.first - invented.first_result).unwrap_or(0);
        let most = usize::try_from(page.most).unwrap_or(invented.largest_page);
        (first, most.min(invented.largest_page))
    });
    ids.into_iter().skip(first).take(most).collect()
}

/// Only the parts that are asked for.
fn keep_shown(lists: &mut CaseLists, show: &[Show]) {
    let shows = |part: &str| {
        show.iter()
            .any(|show| matches!(show, Show::Case(shown) if *shown == part))
    };
    if !shows("egenskaber") {
        lists.properties.clear();
        lists.index_properties.clear();
    }
    if !shows("fremdrift") {
        lists.progress.clear();
    }
    lists.relations.retain(|relation| {
        shows(match relation.kind {
            RelationKind::CaseActor => "sagsaktoer",
            RelationKind::CaseClass => "sagsklasse",
            RelationKind::CaseParty => "sagspart",
            RelationKind::CaseRelation => "sagsrelation",
            RelationKind::CaseObject => "sagsgenstand",
            RelationKind::CaseJournal => "journalpost",
            RelationKind::CaseSystem => "itsystem",
            _ => "sikkerhedsprofil",
        })
    });
}

fn keep_shown_of_document(lists: &mut DocumentLists, show: &[Show]) {
    let shows = |part: &str| {
        show.iter()
            .any(|show| matches!(show, Show::Document(shown) if *shown == part))
    };
    if !shows("egenskaber") {
        lists.properties.clear();
    }
    if !shows("fremdrift") {
        lists.progress.clear();
    }
    lists.relations.retain(|relation| {
        shows(match relation.kind {
            RelationKind::DocumentRelation => "dokument",
            RelationKind::DocumentActor => "aktoer",
            RelationKind::DocumentParty => "part",
            RelationKind::DocumentClass => "klasse",
            RelationKind::DocumentSystem => "itsystem",
            _ => "sikkerhedsprofil",
        })
    });
}
