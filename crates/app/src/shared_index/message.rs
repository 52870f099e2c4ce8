//! What of ours becomes a message: the whole of it the first time, and after that what changed.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_domain::{DocumentKind, KlePart};
use sagsbord_platform::index::{
    ActorKind, CaseEntry, CaseIndexProperties, CaseLists, CaseProperties, CaseRegistration,
    CaseStep, CaseUpdate, DocumentEntry, DocumentLists, DocumentProperties, DocumentRegistration,
    DocumentStep, DocumentType, DocumentUpdate, Effect, End, JournalNote, ObjectKind, Progress,
    Reference, RegistrationHead, Relation, RelationKind, Role, RoleBook,
};
use uuid::Uuid;

use super::content::{Filed, Named, OwnCase, OwnDocument, OwnParty, sensitivity_of};
use super::place::PlatformPlace;

/// What every message has in common.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub(super) place: &'a PlatformPlace,
    pub(super) roles: &'a RoleBook,
    /// What the numbers of the plan are called on the platform, as far as we know.
    pub(super) classes: &'a HashMap<String, Uuid>,
}

/// Which step of which object it is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) note: Option<&'a str>,
}

impl Speaker<'_> {
    /// The first the index hears of a case: with its way from the beginning.
    pub(super) fn new_case(&self, step: Step<'_>, case: &OwnCase) -> CaseEntry {
        CaseEntry {
            id: step.id,
            registrations: vec![CaseRegistration {
                head: self.head(step),
                lists: self.whole_case(case, opened_before(case, step.at), step.at),
            }],
            quietly: false,
        }
    }

    pub(super) fn new_document(&self, step: Step<'_>, document: &OwnDocument) -> DocumentEntry {
        DocumentEntry {
            id: step.id,
            registrations: vec![DocumentRegistration {
                head: self.head(step),
                lists: self.whole_document(step.id, document, document.dated_at()),
            }],
        }
    }

    /// `None` when nothing that the index knows of has changed. Where nobody knows what it has, all of it is said.
    pub(super) fn changed_case(
        &self,
        step: Step<'_>,
        before: Option<&OwnCase>,
        now: &OwnCase,
    ) -> Option<CaseUpdate> {
        let lists = match before {
            Some(before) => self.case_difference(before, now, step.at),
            // As it is from now on: what the index was told of the time before stays as it was told.
            None => self.whole_case(now, step.at, step.at),
        };
        (lists != CaseLists::default()).then(|| CaseUpdate {
            id: step.id,
            note: step.note.map(str::to_owned),
            lists,
            at: step.at,
            quietly: false,
        })
    }

    pub(super) fn changed_document(
        &self,
        step: Step<'_>,
        before: Option<&OwnDocument>,
        now: &OwnDocument,
    ) -> Option<DocumentUpdate> {
        if before == Some(now) {
            return None;
        }
        let mut lists = self.whole_document(step.id, now, step.at);
        if let Some(before) = before {
            lists.progress.clear();
            let same = self.whole_document(step.id, before, step.at);
            lists
                .relations
                .retain(|relation| !same.relations.contains(relation));
        }
        Some(DocumentUpdate {
            id: step.id,
            note: step.note.map(str::to_owned),
            lists,
            at: step.at,
        })
    }

    fn head(&self, step: Step<'_>) -> RegistrationHead {
        RegistrationHead {
            note: step.note.map(str::to_owned),
            at: Some(step.at),
            life_cycle: Some("Importeret".to_owned()),
            by: Some(self.ourselves()),
            received: None,
        }
    }

    fn ourselves(&self) -> Reference {
        Reference::Urn(format!("urn:oio:it-system-uuid:{}", self.place.system))
    }

    fn since(&self, from: DateTime<Utc>) -> Effect {
        Effect::since(from, self.ourselves(), ActorKind::System)
    }

    /// All of it, true from a moment on: from when it was opened, or from now.
    fn whole_case(&self, case: &OwnCase, opened: DateTime<Utc>, at: DateTime<Utc>) -> CaseLists {
        let mut relations = vec![
            self.owner(RelationKind::CaseActor, Role::CaseOwner, opened),
            self.unit(
                RelationKind::CaseActor,
                Role::CaseResponsible,
                &case.unit,
                opened,
            ),
            self.class(
                RelationKind::CaseClass,
                Role::CaseClass,
                &case.kle,
                case.kle_title.as_deref(),
                opened,
            ),
            self.action(case, opened),
            self.system(RelationKind::CaseSystem, Role::CaseMaster, opened),
            self.system(RelationKind::CaseSystem, Role::CaseSender, opened),
        ];
        relations.extend(
            case.handler
                .as_ref()
                .map(|handler| self.handler(handler, opened)),
        );
        relations.extend(case.party.as_ref().map(|party| self.party(party, opened)));
        relations.extend(case.documents.iter().map(|filed| self.filed(filed, at)));
        CaseLists {
            properties: vec![self.case_properties(case, opened)],
            index_properties: vec![self.case_index_properties(case, opened)],
            progress: self.way(case.step(), opened, at),
            relations,
        }
    }

    /// What was true ends when what is true begins.
    fn case_difference(&self, before: &OwnCase, now: &OwnCase, at: DateTime<Utc>) -> CaseLists {
        let mut lists = CaseLists::default();
        if (&before.title, &before.number) != (&now.title, &now.number) {
            lists.properties.push(self.case_properties(now, at));
        }
        if before.sensitivity != now.sensitivity {
            lists
                .index_properties
                .push(self.case_index_properties(now, at));
        }
        if before.step != now.step {
            lists.progress.push(Progress {
                effect: Some(self.since(at)),
                step: Some(now.step()),
            });
        }
        let opened = opened_before(before, at);
        if before.unit != now.unit {
            lists.relations.push(self.unit(
                RelationKind::CaseActor,
                Role::CaseResponsible,
                &now.unit,
                at,
            ));
        }
        if before.kle != now.kle {
            lists.relations.push(self.class(
                RelationKind::CaseClass,
                Role::CaseClass,
                &now.kle,
                now.kle_title.as_deref(),
                at,
            ));
        }
        if before.handler != now.handler {
            let old = before
                .handler
                .as_ref()
                .map(|handler| self.handler(handler, began(before.handler_since, opened, at)));
            let new = now
                .handler
                .as_ref()
                .map(|handler| self.handler(handler, at));
            lists.relations.extend(replaced(old, new, at));
        }
        if before.party != now.party {
            let old = before
                .party
                .as_ref()
                .map(|party| self.party(party, began(before.party_since, opened, at)));
            let new = now.party.as_ref().map(|party| self.party(party, at));
            lists.relations.extend(replaced(old, new, at));
        }
        for filed in &now.documents {
            if !before.documents.contains(filed) {
                lists.relations.push(self.filed(filed, at));
            }
        }
        for filed in &before.documents {
            if !now.documents.iter().any(|still| still.id == filed.id) {
                let old = self.filed(filed, began(filed.since, opened, at));
                lists.relations.extend(replaced(Some(old), None, at));
            }
        }
        lists
    }

    /// From *Opstaaet* on. The days of the steps between are not known here, so they are not made up.
    fn way(
        &self,
        step: CaseStep,
        opened: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Vec<Progress<CaseStep>> {
        let mut first = self.since(opened);
        if step == CaseStep::Opstaaet || opened >= at {
            return vec![Progress {
                effect: Some(first),
                step: Some(step),
            }];
        }
        first.to = Some(End::At(at));
        vec![
            Progress {
                effect: Some(first),
                step: Some(CaseStep::Opstaaet),
            },
            Progress {
                effect: Some(self.since(at)),
                step: Some(step),
            },
        ]
    }

    fn case_properties(&self, case: &OwnCase, from: DateTime<Utc>) -> CaseProperties {
        CaseProperties {
            effect: Some(self.since(from)),
            user_key: Some(case.number.clone()),
            number: Some(case.number.clone()),
            title: Some(case.title.clone()),
            ..CaseProperties::default()
        }
    }

    fn case_index_properties(&self, case: &OwnCase, from: DateTime<Utc>) -> CaseIndexProperties {
        CaseIndexProperties {
            effect: Some(self.since(from)),
            sensitivity: Some(sensitivity_of(case.sensitivity)),
            created: Some(case.opened_at()),
            ..CaseIndexProperties::default()
        }
    }

    fn whole_document(
        &self,
        id: Uuid,
        document: &OwnDocument,
        dated: DateTime<Utc>,
    ) -> DocumentLists {
        let number = id.to_string();
        DocumentLists {
            properties: vec![DocumentProperties {
                effect: Some(self.since(dated)),
                user_key: Some(number.clone()),
                title: Some(document.title.clone()),
                letter_date: Some(document.dated),
                version: Some(1),
                subversion: Some(0),
                number: Some(number),
                sensitivity: Some(sensitivity_of(document.sensitivity)),
                document_type: Some(match document.kind() {
                    DocumentKind::Incoming => DocumentType::Incoming,
                    DocumentKind::Outgoing => DocumentType::Outgoing,
                    DocumentKind::Internal => DocumentType::InternalNote,
                }),
                ..DocumentProperties::default()
            }],
            progress: vec![Progress {
                effect: Some(self.since(dated)),
                step: Some(DocumentStep::Final),
            }],
            relations: vec![
                self.owner(RelationKind::DocumentActor, Role::DocumentOwner, dated),
                self.unit(
                    RelationKind::DocumentActor,
                    Role::DocumentResponsible,
                    &document.unit,
                    dated,
                ),
                self.class(
                    RelationKind::DocumentClass,
                    Role::DocumentClass,
                    &document.kle,
                    document.kle_title.as_deref(),
                    dated,
                ),
                self.system(RelationKind::DocumentSystem, Role::DocumentMaster, dated),
                self.system(RelationKind::DocumentSystem, Role::DocumentSender, dated),
            ],
        }
    }

    fn relation(
        &self,
        kind: RelationKind,
        role: Role,
        object: ObjectKind,
        reference: Reference,
        from: DateTime<Utc>,
    ) -> Relation {
        let mut relation = Relation::new(kind);
        relation.effect = Some(self.since(from));
        relation.role = Some(self.roles.role(role));
        relation.object_type = Some(self.roles.kind(object));
        relation.reference = Some(reference);
        relation
    }

    fn owner(&self, kind: RelationKind, role: Role, from: DateTime<Utc>) -> Relation {
        let reference = Reference::Id(self.place.organisation);
        let mut owner = self.relation(kind, role, ObjectKind::Organisation, reference, from);
        owner.extension.full_name = Some(self.place.municipality.clone());
        owner.extension.cvr = Some(self.place.cvr.clone());
        owner
    }

    fn unit(&self, kind: RelationKind, role: Role, unit: &Named, from: DateTime<Utc>) -> Relation {
        let reference = Reference::Id(unit.id);
        let mut relation = self.relation(kind, role, ObjectKind::Unit, reference, from);
        relation.extension.full_name = Some(unit.name.clone());
        relation.extension.cvr = Some(self.place.cvr.clone());
        relation
    }

    fn handler(&self, handler: &Named, from: DateTime<Utc>) -> Relation {
        let mut relation = self.relation(
            RelationKind::CaseActor,
            Role::CaseHandler,
            ObjectKind::User,
            Reference::Id(handler.id),
            from,
        );
        relation.extension.full_name = Some(handler.name.clone());
        relation.extension.cvr = Some(self.place.cvr.clone());
        relation
    }

    /// By its id in the platform's plan where that has been read, and otherwise by its number.
    fn class(
        &self,
        kind: RelationKind,
        role: Role,
        kle: &str,
        title: Option<&str>,
        from: DateTime<Utc>,
    ) -> Relation {
        let reference = match self.classes.get(kle) {
            Some(id) => Reference::Id(*id),
            None => Reference::Urn(format!("urn:oio:kle:{kle}")),
        };
        let mut class = self.relation(kind, role, ObjectKind::Class, reference, from);
        class.extension.user_key = Some(kle.to_owned());
        class.extension.class_title = Some(title.unwrap_or(kle).to_owned());
        if kind == RelationKind::CaseClass {
            class.extension.facet_title = Some("KLE emneplan".to_owned());
        }
        class
    }

    /// What is done in the case: its own facet, or the one in its number, as `27.18.02-G01-12-26` has it.
    fn action(&self, case: &OwnCase, from: DateTime<Utc>) -> Relation {
        let is_facet = |part: &&str| KlePart::of(part) == Some(KlePart::Action);
        let own = case.action.as_deref();
        let facet = own
            .or_else(|| case.number.split('-').find(is_facet))
            .unwrap_or(&self.place.usual_action);
        let mut action = self.class(RelationKind::CaseClass, Role::CaseAction, facet, None, from);
        action.extension.facet_title = Some("KLE handlingsfacetter".to_owned());
        action
    }

    fn party(&self, party: &OwnParty, from: DateTime<Utc>) -> Relation {
        let mut relation = self.relation(
            RelationKind::CaseParty,
            Role::CaseParty,
            ObjectKind::Person,
            Reference::Urn(format!("urn:oio:cpr-nr:{}", party.cpr)),
            from,
        );
        relation.extension.full_name = Some(party.name.clone());
        relation
    }

    fn system(&self, kind: RelationKind, role: Role, from: DateTime<Utc>) -> Relation {
        let reference = Reference::Id(self.place.system);
        let mut system = self.relation(kind, role, ObjectKind::System, reference, from);
        system.system_name = Some(self.place.system_name.clone());
        system
    }

    fn filed(&self, filed: &Filed, from: DateTime<Utc>) -> Relation {
        let mut relation = self.relation(
            RelationKind::CaseJournal,
            Role::JournalFiled,
            ObjectKind::Document,
            Reference::Id(filed.id),
            from,
        );
        relation.index = Some(filed.id.to_string());
        relation.journal = Some(JournalNote {
            document_title: Some(filed.title.clone()),
            ..JournalNote::default()
        });
        relation
    }
}

/// A case that is told of in the first minutes of its day has been opened by then all the same.
fn opened_before(case: &OwnCase, at: DateTime<Utc>) -> DateTime<Utc> {
    case.opened_at().min(at - TimeDelta::milliseconds(1))
}

/// What ends has lasted, however little.
fn began(since: Option<DateTime<Utc>>, opened: DateTime<Utc>, at: DateTime<Utc>) -> DateTime<Utc> {
    since.unwrap_or(opened).min(at - TimeDelta::milliseconds(1))
}

/// The old one ends where the new one begins.
fn replaced(
    old: Option<Relation>,
    new: Option<Relation>,
    at: DateTime<Utc>,
) -> impl Iterator<Item = Relation> {
    let ended = old.map(|mut old| {
        if let Some(effect) = &mut old.effect {
            effect.to = Some(End::At(at));
        }
        old
    });
    ended.into_iter().chain(new)
}

#[cfg(test)]
mod tests;
