//! The index itself: what was sent, as it is now, and who may see it.

mod many;
mod overlay;
pub(crate) mod search;

use std::collections::{BTreeMap, HashMap};

pub use many::Many;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_platform::index::{
    CaseEntry, CaseLists, CaseRegistration, CaseUpdate, DocumentEntry, DocumentLists,
    DocumentRegistration, DocumentUpdate, Import, Reference, RegistrationHead, Removal,
    Sensitivity, StatusCode, Update,
};
use uuid::Uuid;

/// All entries, by the order in which the index took them last.
#[derive(Debug, Default)]
pub struct SharedIndex {
    cases: HashMap<Uuid, Kept<CaseLists>>,
    documents: HashMap<Uuid, Kept<DocumentLists>>,
    cases_by_moment: BTreeMap<(DateTime<Utc>, Uuid), ()>,
    last: Option<DateTime<Utc>>,
    /// How often each object was imported: more than once would be doubled.
    imports: HashMap<Uuid, u32>,
}

/// What a municipality's system was given rights to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    pub cvr: Vec<String>,
    /// Numbers of the plan, where `25.*` is all below 25 and `*` is all.
    pub kle: Vec<String>,
    pub sensitivities: Vec<Sensitivity>,
}

#[derive(Debug, Clone)]
pub(crate) struct Kept<L> {
    pub(crate) head: RegistrationHead,
    pub(crate) lists: L,
}

/// What became of one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Became {
    pub(crate) id: Uuid,
    pub(crate) is_case: bool,
    pub(crate) code: StatusCode,
}

impl Reach {
    /// Everything of one municipality.
    pub fn whole(cvr: &str) -> Self {
        Self {
            cvr: vec![cvr.to_owned()],
            kle: vec!["*".to_owned()],
            sensitivities: Sensitivity::ALL.to_vec(),
        }
    }

    fn covers(
        &self,
        cvr: Option<&str>,
        kle: Option<&str>,
        sensitivity: Option<Sensitivity>,
    ) -> bool {
        let covers_kle = |kle: &str| {
            self.kle
                .iter()
                .any(|pattern| match pattern.strip_suffix('*') {
                    Some(start) => kle.starts_with(start),
                    None => kle == pattern,
                })
        };
        cvr.is_some_and(|cvr| self.cvr.iter().any(|known| known == cvr))
            && kle.is_some_and(covers_kle)
            && sensitivity.is_some_and(|sensitivity| self.sensitivities.contains(&sensitivity))
    }
}

impl SharedIndex {
    pub fn case_count(&self) -> usize {
        self.cases.len()
    }

    pub fn document_count(&self) -> usize {
        self.documents.len()
    }

    /// As it stands now, with all that was ever said folded into it.
    pub fn case(&self, id: Uuid) -> Option<CaseEntry> {
        self.cases.get(&id).map(|kept| case_entry(id, kept))
    }

    pub fn case_ids(&self) -> Vec<Uuid> {
        self.cases.keys().copied().collect()
    }

    pub fn document(&self, id: Uuid) -> Option<DocumentEntry> {
        self.documents.get(&id).map(|kept| document_entry(id, kept))
    }

    /// Objects that were imported more than once without having been removed between.
    pub fn imported_twice(&self) -> Vec<Uuid> {
        self.imports
            .iter()
            .filter(|(_, times)| **times > 1)
            .map(|(id, _)| *id)
            .collect()
    }

    /// What another system told the index.
    pub fn tell(&mut self, import: Import, now: DateTime<Utc>) {
        self.import(import, now);
    }

    /// Somebody writes in another's name: the index takes it.
    pub fn disturb(&mut self, id: Uuid, title: &str) {
        if let Some(kept) = self.cases.get_mut(&id) {
            for properties in &mut kept.lists.properties {
                properties.title = Some(title.to_owned());
            }
        }
    }

    /// A case is gone without anybody having been told.
    pub fn lose(&mut self, id: Uuid) {
        let removal = Removal {
            cases: vec![Reference::Id(id)],
            leaves_documents: true,
            with_benefits: false,
        };
        self.remove(&removal);
    }

    pub(crate) fn import(&mut self, import: Import, now: DateTime<Utc>) -> Vec<Became> {
        let mut became = Vec::new();
        for document in import.documents {
            let code = self.import_document(document.id, document.registrations, now);
            became.push(Became {
                id: document.id,
                is_case: false,
                code,
            });
        }
        for case in import.cases {
            let code = self.import_case(case.id, case.registrations, now);
            became.push(Became {
                id: case.id,
                is_case: true,
                code,
            });
        }
        became
    }

    fn import_case(
        &mut self,
        id: Uuid,
        registrations: Vec<CaseRegistration>,
        now: DateTime<Utc>,
    ) -> StatusCode {
        if self.cases.contains_key(&id) {
            return StatusCode::WrongState;
        }
        let Some((head, lists)) = folded(
            registrations
                .into_iter()
                .map(|said| (said.head, said.lists)),
            overlay::cases,
        ) else {
            return StatusCode::BadInput;
        };
        let received = self.moment(now);
        *self.imports.entry(id).or_default() += 1;
        self.put_case(id, Kept { head, lists }, received);
        StatusCode::Done
    }

    fn import_document(
        &mut self,
        id: Uuid,
        registrations: Vec<DocumentRegistration>,
        now: DateTime<Utc>,
    ) -> StatusCode {
        if self.documents.contains_key(&id) {
            return StatusCode::WrongState;
        }
        let Some((mut head, lists)) = folded(
            registrations
                .into_iter()
                .map(|said| (said.head, said.lists)),
            overlay::documents,
        ) else {
            return StatusCode::BadInput;
        };
        head.received = Some(self.moment(now));
        *self.imports.entry(id).or_default() += 1;
        self.documents.insert(id, Kept { head, lists });
        StatusCode::Done
    }

    pub(crate) fn update(
        &mut self,
        update: Update,
        now: DateTime<Utc>,
        is_strict: bool,
    ) -> Vec<Became> {
        let mut became = Vec::new();
        for document in update.documents {
            let id = document.id;
            let code = self.update_document(document, now, is_strict);
            became.push(Became {
                id,
                is_case: false,
                code,
            });
        }
        for case in update.cases {
            let id = case.id;
            let code = self.update_case(case, now, is_strict);
            became.push(Became {
                id,
                is_case: true,
                code,
            });
        }
        became
    }

    fn update_case(
        &mut self,
        update: CaseUpdate,
        now: DateTime<Utc>,
        is_strict: bool,
    ) -> StatusCode {
        let received = self.moment(now);
        let Some(mut kept) = self.cases.get(&update.id).cloned() else {
            return StatusCode::NotFound;
        };
        if is_strict && kept.head.at.is_some_and(|last| update.at <= last) {
            return StatusCode::WrongState;
        }
        overlay::cases(&mut kept.lists, update.lists);
        kept.head.note = update.note;
        kept.head.at = Some(update.at);
        self.put_case(update.id, kept, received);
        StatusCode::Done
    }

    fn update_document(
        &mut self,
        update: DocumentUpdate,
        now: DateTime<Utc>,
        is_strict: bool,
    ) -> StatusCode {
        let received = self.moment(now);
        let Some(kept) = self.documents.get_mut(&update.id) else {
            return StatusCode::NotFound;
        };
        if is_strict && kept.head.at.is_some_and(|last| update.at <= last) {
            return StatusCode::WrongState;
        }
        overlay::documents(&mut kept.lists, update.lists);
        kept.head.note = update.note;
        kept.head.at = Some(update.at);
        kept.head.received = Some(received);
        StatusCode::Done
    }

    pub(crate) fn remove(&mut self, removal: &Removal) -> Vec<Became> {
        let mut became = Vec::new();
        for reference in &removal.cases {
            let Reference::Id(id) = reference else {
                continue;
            };
            let code = match self.cases.remove(id) {
                Some(kept) => {
                    if let Some(received) = kept.head.received {
                        self.cases_by_moment.remove(&(received, *id));
                    }
                    self.imports.remove(id);
                    if !removal.leaves_documents {
                        self.remove_loose(&kept.lists);
                    }
                    StatusCode::Done
                }
                None => StatusCode::NotFound,
            };
            became.push(Became {
                id: *id,
                is_case: true,
                code,
            });
        }
        became
    }

    /// The documents of a case that is gone, where no other case has them.
    fn remove_loose(&mut self, lists: &CaseLists) {
        for id in search::journalled(lists) {
            let has_other = self
                .cases
                .values()
                .any(|other| search::journalled(&other.lists).any(|held| held == id));
            if !has_other {
                self.documents.remove(&id);
                self.imports.remove(&id);
            }
        }
    }

    fn put_case(&mut self, id: Uuid, mut kept: Kept<CaseLists>, received: DateTime<Utc>) {
        if let Some(before) = self.cases.get(&id).and_then(|before| before.head.received) {
            self.cases_by_moment.remove(&(before, id));
        }
        kept.head.received = Some(received);
        self.cases_by_moment.insert((received, id), ());
        self.cases.insert(id, kept);
    }

    /// Later than any before it, so that nobody who asks "since then" misses one.
    fn moment(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        let now = now - TimeDelta::nanoseconds(i64::from(now.timestamp_subsec_nanos() % 1_000_000));
        let next = match self.last {
            Some(last) if now <= last => last + TimeDelta::milliseconds(1),
            _ => now,
        };
        self.last = Some(next);
        next
    }
}

fn folded<L: Default>(
    registrations: impl Iterator<Item = (RegistrationHead, L)>,
    overlay: fn(&mut L, L),
) -> Option<(RegistrationHead, L)> {
    let mut all: Vec<(RegistrationHead, L)> = registrations.collect();
    all.sort_by_key(|(head, _)| head.at);
    let mut folded = L::default();
    let mut newest = None;
    for (head, lists) in all {
        overlay(&mut folded, lists);
        newest = Some(head);
    }
    newest.map(|head| (head, folded))
}

fn case_entry(id: Uuid, kept: &Kept<CaseLists>) -> CaseEntry {
    CaseEntry {
        id,
        registrations: vec![CaseRegistration {
            head: kept.head.clone(),
            lists: kept.lists.clone(),
        }],
        quietly: false,
    }
}

fn document_entry(id: Uuid, kept: &Kept<DocumentLists>) -> DocumentEntry {
    DocumentEntry {
        id,
        registrations: vec![DocumentRegistration {
            head: kept.head.clone(),
            lists: kept.lists.clone(),
        }],
    }
}
