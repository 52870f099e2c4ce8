use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sagsbord_domain::{CaseStatus, DocumentKind, Sensitivity};
use sagsbord_platform::index::CaseStep;
use sagsbord_store::{CaseForIndex, DocumentForIndex};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a case of ours says of itself in the index, after one step of work. It is kept with the step, because what
/// is sent tomorrow must be what was true today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OwnCase {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) kle: String,
    pub(super) kle_title: Option<String>,
    /// A facet of KLE, where it is not what is usual here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) action: Option<String>,
    pub(super) step: String,
    pub(super) sensitivity: u8,
    pub(super) opened: NaiveDate,
    pub(super) unit: Named,
    pub(super) handler: Option<Named>,
    /// Since when it is this one; nothing: since the case was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) handler_since: Option<DateTime<Utc>>,
    pub(super) party: Option<OwnParty>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) party_since: Option<DateTime<Utc>>,
    pub(super) documents: Vec<Filed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OwnDocument {
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) dated: NaiveDate,
    pub(super) sensitivity: u8,
    pub(super) kle: String,
    pub(super) kle_title: Option<String>,
    pub(super) unit: Named,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named {
    pub(super) id: Uuid,
    pub(super) name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OwnParty {
    /// Ten digits.
    pub(super) cpr: String,
    pub(super) name: String,
    pub(super) protected: bool,
}

/// A document that the case's journal names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Filed {
    pub(super) id: Uuid,
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<DateTime<Utc>>,
}

impl OwnCase {
    pub(super) fn of(case: CaseForIndex) -> Self {
        Self {
            number: case.number,
            title: case.title,
            kle: case.kle,
            kle_title: case.kle_title,
            action: case.action,
            step: step_of(case.status).code().to_owned(),
            sensitivity: case.sensitivity.rank(),
            opened: case.opened,
            unit: Named {
                id: case.unit.0.uuid(),
                name: case.unit.1,
            },
            handler: case.responsible.map(|(id, name)| Named {
                id: id.uuid(),
                name,
            }),
            handler_since: None,
            party_since: None,
            party: case.party.and_then(|party| {
                Some(OwnParty {
                    cpr: party.cpr?.digits().to_owned(),
                    name: party.name,
                    protected: party.protected,
                })
            }),
            documents: case
                .documents
                .into_iter()
                .map(|(id, title)| Filed {
                    id: id.uuid(),
                    title,
                    since: None,
                })
                .collect(),
        }
    }

    /// Since when each is true follows from what was said before: when it ends, the index is told of no other time than
    /// its own.
    pub(super) fn following(mut self, last: Option<&Self>, now: DateTime<Utc>) -> Self {
        if let Some(last) = last {
            self.handler_since = if self.handler == last.handler {
                last.handler_since
            } else {
                Some(now)
            };
            self.party_since = if self.party == last.party {
                last.party_since
            } else {
                Some(now)
            };
        }
        for filed in &mut self.documents {
            let known = last.and_then(|last| last.documents.iter().find(|one| one.id == filed.id));
            filed.since = known.map_or(Some(now), |known| known.since);
        }
        self
    }

    pub(super) fn step(&self) -> CaseStep {
        CaseStep::from_code(&self.step).unwrap_or(CaseStep::Opstaaet)
    }

    /// The day alone is known; this is its beginning, and the same day in Denmark in summer and winter.
    pub(super) fn opened_at(&self) -> DateTime<Utc> {
        beginning_of(self.opened)
    }
}

impl OwnDocument {
    pub(super) fn of(document: DocumentForIndex) -> Self {
        Self {
            title: document.title,
            kind: document.kind.code().to_owned(),
            dated: document.dated,
            sensitivity: document.sensitivity.rank(),
            kle: document.kle,
            kle_title: document.kle_title,
            unit: Named {
                id: document.unit.0.uuid(),
                name: document.unit.1,
            },
        }
    }

    pub(super) fn kind(&self) -> DocumentKind {
        DocumentKind::from_code(&self.kind).unwrap_or(DocumentKind::Internal)
    }

    pub(super) fn dated_at(&self) -> DateTime<Utc> {
        beginning_of(self.dated)
    }
}

pub(super) fn sensitivity_of(rank: u8) -> sagsbord_platform::index::Sensitivity {
    use sagsbord_platform::index::Sensitivity as Wire;
    match Sensitivity::from_rank(rank) {
        Some(Sensitivity::NotConfidential) => Wire::NotConfidential,
        Some(Sensitivity::Confidential) => Wire::Confidential,
        Some(Sensitivity::Vip) => Wire::Vip,
        // What cannot be read is guarded rather than shown.
        Some(Sensitivity::Sensitive) | None => Wire::Sensitive,
    }
}

fn beginning_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// Version 6 of the index knows four steps; what lies between *Afgjort* and *Afsluttet* is *Afgjort* to it.
pub(super) fn step_of(status: CaseStatus) -> CaseStep {
    match status {
        CaseStatus::Opstaaet => CaseStep::Opstaaet,
        CaseStatus::Oplyst => CaseStep::Oplyst,
        CaseStatus::Afgjort | CaseStatus::Bestilt | CaseStatus::Udfoert => CaseStep::Afgjort,
        CaseStatus::Afsluttet => CaseStep::Afsluttet,
    }
}
