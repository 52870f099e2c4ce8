//! What the index knows of one person, unit or case, asked for by somebody who needs it now.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{
    AuditAct, AuditDetail, AuditRecord, CaseId, CitizenId, Cpr, DocumentId, DocumentKind,
    Sensitivity, UnitId, danish_day,
};
use sagsbord_platform::PlatformError;
use sagsbord_platform::benefits::{
    Benefit, GrantEntry, GrantRegistration, GrantRelation, GrantRelationKind, SearchGrants,
};
use sagsbord_platform::index::{
    Attempt, CaseLists, DocumentEntry, DocumentType, Page, Reference, Relation, RelationKind, Role,
    Search, StatusCode,
};
use sagsbord_store::{Document, KeptBenefit, Store};
use uuid::Uuid;

use super::copy::{NotKept, anothers_copy, sensitivity_of_wire};
use super::place::Connected;
use super::pull::{GONE_TITLE, GUARDED_TITLE, Pulled, pull_about};
use super::trouble::{Stopped, stopped};
use crate::{AppError, Desk};

/// As many as one question asks for.
const AT_ONCE: usize = 100;
/// Nobody has so many.
const MOST_GRANTS: usize = 2_000;
const MOST_DOCUMENTS: usize = 5_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedAbout {
    Citizen(CitizenId),
    /// Ten digits, of somebody who may not be known here.
    Cpr(String),
    Cvr(String),
    Unit(UnitId),
    /// Another system's case, with its documents.
    Case(CaseId),
}

/// What was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    pub cases: Pulled,
    pub documents: u64,
    pub benefits: u64,
    pub stopped: Option<Stopped>,
}

impl Desk {
    /// Asks the index and the index of benefits, keeps what they show, and writes down that somebody asked.
    pub async fn ask_index_about(&self, about: AskedAbout) -> Result<Told, ErrorReply> {
        asked_by_who_sits_here(self, about)
            .await
            .map_err(|error| error.into_reply("ask_index_about"))
    }
}

async fn asked_by_who_sits_here(desk: &Desk, about: AskedAbout) -> Result<Told, AppError> {
    let session = desk.session().await?;
    ask_index(desk, &session, about).await
}

pub(crate) async fn ask_index(
    desk: &Desk,
    session: &Session,
    about: AskedAbout,
) -> Result<Told, AppError> {
    let store = desk.app().store().await?;
    let mut told = Told::default();
    let Some(connected) = Connected::open(desk.app(), &store).await? else {
        told.stopped = Some(Stopped::NotConnected);
        return Ok(told);
    };
    let asked = Asking {
        desk,
        store: &store,
        connected: &connected,
        now: desk.app().clock.now(),
    };
    let mut record = AuditRecord::new(session.employee(), AuditAct::IndexAskedAbout);
    let told = match about {
        AskedAbout::Citizen(citizen) => {
            let cpr = cpr_within_reach(&store, session, citizen).await?;
            record = record.about("citizen", citizen.uuid());
            asked.person(&cpr).await?
        }
        AskedAbout::Cpr(text) => {
            session.require(Right::ReadCases)?;
            let cpr = Cpr::parse(&text).map_err(|_| AppError::invalid("cpr"))?;
            let told = asked.person(&cpr).await?;
            let mut writer = store.write().await?;
            if let Some(citizen) = writer.citizen_with(&cpr).await? {
                record = record.about("citizen", citizen.uuid());
            }
            told
        }
        AskedAbout::Cvr(cvr) => {
            session.require(Right::ReadCases)?;
            if cvr.len() != 8 || !cvr.bytes().all(|digit| digit.is_ascii_digit()) {
                return Err(AppError::invalid("cvr"));
            }
            asked
                .party(Reference::Urn(format!("urn:oio:cvr-nr:{cvr}")))
                .await?
        }
        AskedAbout::Unit(unit) => {
            session.require(Right::ReadCases)?;
            record = record.about("unit", unit.uuid());
            asked.unit(unit).await?
        }
        AskedAbout::Case(case) => {
            let filter = session.filter(Right::ReadCases)?;
            store
                .read()
                .await?
                .find_case(&filter, case)
                .await?
                .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
            record = record.about("case", case.uuid());
            asked.case(case).await?
        }
    };
    let record = record
        .with("cases", AuditDetail::Count(told.cases.looked_at()))
        .with("benefits", AuditDetail::Count(told.benefits));
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(told)
}

async fn cpr_within_reach(
    store: &Store,
    session: &Session,
    citizen: CitizenId,
) -> Result<Cpr, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let mut reader = store.read().await?;
    if !reader.reaches_citizen(&filter, citizen).await? {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    reader
        .cpr_of(citizen)
        .await?
        .ok_or_else(|| AppError::problem("citizen", "no_cpr"))
}

struct Asking<'a> {
    desk: &'a Desk,
    store: &'a Store,
    connected: &'a Connected,
    now: DateTime<Utc>,
}

impl Asking<'_> {
    async fn person(&self, cpr: &Cpr) -> Result<Told, AppError> {
        let party = Reference::Urn(format!("urn:oio:cpr-nr:{}", cpr.digits()));
        let mut told = self.party(party.clone()).await?;
        if told.stopped.is_some() {
            return Ok(told);
        }
        match self.grants(&party).await {
            Ok(Some(grants)) => told.benefits = self.keep_benefits(cpr, &grants).await?,
            Ok(None) => {}
            Err(error) => told.stopped = Some(stopped(&error)),
        }
        Ok(told)
    }

    async fn party(&self, party: Reference) -> Result<Told, AppError> {
        let mut relation = Relation::new(RelationKind::CaseParty);
        relation.reference = Some(party);
        self.cases(relation).await
    }

    async fn unit(&self, unit: UnitId) -> Result<Told, AppError> {
        let mut relation = Relation::new(RelationKind::CaseActor);
        relation.role = Some(self.connected.roles.role(Role::CaseResponsible));
        relation.reference = Some(Reference::Id(unit.uuid()));
        self.cases(relation).await
    }

    async fn cases(&self, relation: Relation) -> Result<Told, AppError> {
        let lists = CaseLists {
            relations: vec![relation],
            ..CaseLists::default()
        };
        let pulled = pull_about(self.desk.app(), self.connected, lists).await?;
        Ok(Told {
            cases: pulled,
            stopped: pulled.stopped,
            ..Told::default()
        })
    }

    async fn case(&self, case: CaseId) -> Result<Told, AppError> {
        let mut told = Told::default();
        if !self.store.write().await?.is_index_copy(case).await? {
            return Ok(told);
        }
        let found = match self.found(vec![case.uuid()], Vec::new()).await {
            Ok(found) => found,
            Err(error) => {
                told.stopped = Some(stopped(&error));
                return Ok(told);
            }
        };
        let Some(entry) = found.cases.first() else {
            let mut writer = self.store.write().await?;
            writer
                .put_index_copy_gone(case, GONE_TITLE, self.now)
                .await?;
            writer.commit().await?;
            return Ok(told);
        };
        let filed: Vec<Uuid> = entry.newest().map_or(Vec::new(), |newest| {
            let ids = newest.lists.relations.iter().filter_map(filed_document);
            ids.take(MOST_DOCUMENTS).collect()
        });
        let copy = anothers_copy(
            entry,
            &self.connected.roles,
            self.connected.place.system,
            self.now,
        );
        let mut documents = Vec::new();
        if copy.is_ok() {
            for some in filed.chunks(AT_ONCE) {
                match self.found(Vec::new(), some.to_vec()).await {
                    Ok(found) => documents.extend(found.documents.iter().filter_map(document_of)),
                    Err(error) => {
                        told.stopped = Some(stopped(&error));
                        return Ok(told);
                    }
                }
            }
        }
        let mut writer = self.store.write().await?;
        match copy {
            Ok(copy) => {
                writer.put_index_cases(&[copy], self.now).await?;
                writer.put_copied_documents(case, &documents).await?;
                told.documents = documents.len() as u64;
            }
            Err(NotKept::Guarded) => {
                writer.guard_index_copy(case, GUARDED_TITLE).await?;
            }
            Err(NotKept::Ours) => {}
            Err(NotKept::Incomplete(part)) => {
                tracing::warn!(id = %entry.id, part, "an entry of the index is incomplete");
            }
        }
        writer.commit().await?;
        Ok(told)
    }

    async fn found(
        &self,
        cases: Vec<Uuid>,
        documents: Vec<Uuid>,
    ) -> Result<sagsbord_platform::index::SearchReply, PlatformError> {
        let search = Search::by_ids(cases, documents);
        let reply = self.connected.index.search(&search, self.attempt()).await?;
        match reply.answer.code {
            StatusCode::Done | StatusCode::NotFound => Ok(reply),
            _ => Err(PlatformError::NotAllowed),
        }
    }

    fn attempt(&self) -> Attempt {
        Attempt {
            transaction: Uuid::new_v4(),
            now: self.now,
        }
    }

    /// Nothing where the connection has no index of benefits.
    async fn grants(&self, party: &Reference) -> Result<Option<Vec<GrantEntry>>, PlatformError> {
        let Some(benefits) = &self.connected.benefits else {
            return Ok(None);
        };
        let mut grants: Vec<GrantEntry> = Vec::new();
        while grants.len() < MOST_GRANTS {
            let search = SearchGrants {
                party: party.clone(),
                page: Page {
                    first: i64::try_from(grants.len()).unwrap_or(i64::MAX),
                    most: AT_ONCE as i64,
                },
            };
            let found = benefits.search(&search, self.attempt()).await?;
            match found.answer.code {
                StatusCode::Done | StatusCode::NotFound => {}
                _ => return Err(PlatformError::NotAllowed),
            }
            let is_last = found.grants.len() < AT_ONCE;
            grants.extend(found.grants);
            if is_last {
                break;
            }
        }
        Ok(Some(grants))
    }

    /// Of somebody who has no case here nothing is kept: nobody would reach it.
    async fn keep_benefits(&self, cpr: &Cpr, grants: &[GrantEntry]) -> Result<u64, AppError> {
        let kept: Vec<KeptBenefit> = grants
            .iter()
            .flat_map(|grant| kept(grant, self.connected, self.now))
            .collect();
        let mut writer = self.store.write().await?;
        let Some(citizen) = writer.citizen_with(cpr).await? else {
            return Ok(0);
        };
        writer.put_benefits(citizen, &kept).await?;
        writer.commit().await?;
        Ok(kept.len() as u64)
    }
}

fn filed_document(relation: &Relation) -> Option<Uuid> {
    match relation.reference {
        Some(Reference::Id(id)) if relation.kind == RelationKind::CaseJournal => Some(id),
        _ => None,
    }
}

/// Nothing of one that names its readers, or says too little to stand in a list.
fn document_of(entry: &DocumentEntry) -> Option<Document> {
    let newest = entry.newest()?;
    let is_guarded = |relation: &Relation| relation.kind == RelationKind::DocumentProtection;
    if newest.lists.relations.iter().any(is_guarded) {
        return None;
    }
    let properties = newest.lists.properties.last()?;
    let told_on = newest.head.at.or(newest.head.received).map(danish_day);
    Some(Document {
        id: DocumentId::new(entry.id),
        title: properties.title.clone()?,
        kind: match properties.document_type {
            Some(DocumentType::Incoming) => DocumentKind::Incoming,
            Some(DocumentType::Outgoing | DocumentType::Letter) => DocumentKind::Outgoing,
            _ => DocumentKind::Internal,
        },
        dated: properties.letter_date.or(told_on)?,
        sensitivity: properties
            .sensitivity
            .map_or(Sensitivity::Sensitive, sensitivity_of_wire),
        file: None,
    })
}

/// What somebody is granted by one decision; nothing of one that is over, or that names its readers.
fn kept(grant: &GrantEntry, connected: &Connected, now: DateTime<Utc>) -> Vec<KeptBenefit> {
    let Some(newest) = grant.newest() else {
        return Vec::new();
    };
    let is_guarded = |one: &GrantRelation| one.kind == GrantRelationKind::Protection;
    if newest.is_gone() || newest.relations.iter().any(is_guarded) {
        return Vec::new();
    }
    (0..)
        .zip(&newest.benefits)
        .map(|(number, benefit)| kept_benefit(grant.id, number, newest, benefit, connected, now))
        .collect()
}

fn kept_benefit(
    grant: Uuid,
    number: u32,
    newest: &GrantRegistration,
    benefit: &Benefit,
    connected: &Connected,
    now: DateTime<Utc>,
) -> KeptBenefit {
    let properties = newest.properties_at(now);
    let day_of = |text: Option<&String>| {
        let text = text?.get(..10)?;
        text.parse::<NaiveDate>().ok()
    };
    let said =
        |kind: GrantRelationKind| newest.relations.iter().filter(move |one| one.kind == kind);
    let responsible = said(GrantRelationKind::Actor)
        .find(|one| connected.roles.role_of(one.role.as_ref()) == Some(Role::CaseResponsible));
    let id_of = |one: &GrantRelation| match one.reference {
        Some(Reference::Id(id)) => Some(id),
        _ => None,
    };
    let plan = benefit.plans.iter().max_by_key(|plan| plan.from);
    KeptBenefit {
        grant,
        number,
        name: benefit.name.clone().unwrap_or_default(),
        kle: benefit.class.clone(),
        // What is not said is guarded as the most sensitive that is usual.
        sensitivity: properties
            .and_then(|said| said.sensitivity)
            .map_or(Sensitivity::Sensitive, sensitivity_of_wire),
        unit: responsible.and_then(id_of).map(UnitId::new),
        case: said(GrantRelationKind::Case)
            .find_map(id_of)
            .map(CaseId::new),
        from: benefit
            .from
            .map(danish_day)
            .or_else(|| day_of(properties?.from.as_ref())),
        to: benefit
            .to
            .map(danish_day)
            .or_else(|| day_of(properties?.to.as_ref())),
        amount: plan.and_then(|plan| plan.amount.clone()),
        frequency: plan.and_then(|plan| plan.frequency.clone()),
        owner: said(GrantRelationKind::Actor)
            .find(|one| one.cvr.is_some())
            .and_then(|owner| owner.full_name.clone()),
        system_name: benefit.system_name.clone(),
        fetched_at: now,
    }
}
