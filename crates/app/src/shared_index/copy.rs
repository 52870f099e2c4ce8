//! What the index shows of others' cases, as we keep it.

use chrono::{DateTime, Utc};
use sagsbord_domain::{CaseId, CaseStatus, CitizenId, Cpr, Sensitivity, UnitId};
use sagsbord_platform::index::Sensitivity as WireSensitivity;
use sagsbord_platform::index::{
    CaseEntry, CaseLists, CaseStep, Effect, Reference, Relation, RelationKind, Role, RoleBook,
};
use sagsbord_store::IndexCase;
use uuid::Uuid;

/// Why an entry is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotKept {
    /// It names those who may see it (*sikkerhedsprofil*). The index leaves it to us to hold to that, and we do not
    /// know yet who they are here: so nobody sees it.
    Guarded,
    /// It is this system's own: whether it should be there is a question for a comparison, not for a copy.
    Ours,
    /// It lacks what every entry has; which, is in the log.
    Incomplete(&'static str),
}

/// An entry as it is kept, or why it is not.
pub(super) enum Taken {
    Case(Box<IndexCase>),
    Guarded(Uuid),
    Ours,
    Incomplete,
}

impl Taken {
    pub(super) fn of(
        entry: &CaseEntry,
        roles: &RoleBook,
        ourselves: Uuid,
        now: DateTime<Utc>,
    ) -> Self {
        match anothers_copy(entry, roles, ourselves, now) {
            Ok(case) => Self::Case(Box::new(case)),
            Err(NotKept::Guarded) => Self::Guarded(entry.id),
            Err(NotKept::Ours) => Self::Ours,
            Err(NotKept::Incomplete(part)) => {
                tracing::warn!(id = %entry.id, part, "an entry of the index is incomplete");
                Self::Incomplete
            }
        }
    }
}

/// What another system owns, as it stands at a moment.
pub(super) fn anothers_copy(
    entry: &CaseEntry,
    roles: &RoleBook,
    ourselves: Uuid,
    now: DateTime<Utc>,
) -> Result<IndexCase, NotKept> {
    let case = copy_of(entry, roles, now)?;
    if case.system_id == Some(ourselves.to_string()) {
        return Err(NotKept::Ours);
    }
    Ok(case)
}

/// As it stands at a moment.
pub(super) fn copy_of(
    entry: &CaseEntry,
    roles: &RoleBook,
    now: DateTime<Utc>,
) -> Result<IndexCase, NotKept> {
    let newest = entry.newest().ok_or(NotKept::Incomplete("registration"))?;
    let lists = &newest.lists;
    if lists
        .relations
        .iter()
        .any(|relation| relation.kind == RelationKind::CaseProtection)
    {
        return Err(NotKept::Guarded);
    }
    let received = newest
        .head
        .received
        .ok_or(NotKept::Incomplete("received"))?;
    let of = |role: Role| in_force(lists, roles, role, now);
    let properties = lists
        .properties
        .iter()
        .rev()
        .find(|said| holds(said.effect.as_ref(), now))
        .or(lists.properties.last())
        .ok_or(NotKept::Incomplete("properties"))?;
    let unit = of(Role::CaseResponsible).ok_or(NotKept::Incomplete("responsible"))?;
    let Some(Reference::Id(unit_id)) = unit.reference else {
        return Err(NotKept::Incomplete("responsible"));
    };
    let kle = of(Role::CaseClass)
        .and_then(|class| class.extension.user_key.clone())
        .ok_or(NotKept::Incomplete("class"))?;
    let owner = of(Role::CaseOwner)
        .and_then(|owner| owner.extension.cvr.clone())
        .ok_or(NotKept::Incomplete("owner"))?;
    let master = of(Role::CaseMaster);
    let index_properties = lists
        .index_properties
        .iter()
        .rev()
        .find(|said| holds(said.effect.as_ref(), now));
    let title = properties.title.clone().unwrap_or_default();
    Ok(IndexCase {
        id: CaseId::new(entry.id),
        number: properties
            .number
            .clone()
            .or_else(|| properties.user_key.clone())
            .unwrap_or_default(),
        title,
        kle,
        status: status(lists, now),
        // What is not said is guarded as the most sensitive that is usual.
        sensitivity: index_properties
            .and_then(|said| said.sensitivity)
            .map_or(Sensitivity::Sensitive, sensitivity_of_wire),
        opened: opened(lists, received).date_naive(),
        unit: (
            UnitId::new(unit_id),
            unit.extension.full_name.clone().unwrap_or_default(),
        ),
        party: of(Role::CaseParty).and_then(party),
        owner_cvr: owner,
        system_id: master
            .and_then(|master| master.reference.as_ref())
            .map(|reference| match reference {
                Reference::Id(id) => id.to_string(),
                Reference::Urn(urn) => urn.clone(),
            }),
        system_name: master
            .and_then(|master| master.system_name.clone())
            .ok_or(NotKept::Incomplete("system"))?,
        handler_name: of(Role::CaseHandler).and_then(|handler| handler.extension.full_name.clone()),
        action: of(Role::CaseAction).and_then(|action| action.extension.user_key.clone()),
        at: newest.head.at.unwrap_or(received),
        received,
    })
}

pub(super) const fn sensitivity_of_wire(said: WireSensitivity) -> Sensitivity {
    match said {
        WireSensitivity::NotConfidential => Sensitivity::NotConfidential,
        WireSensitivity::Confidential => Sensitivity::Confidential,
        WireSensitivity::Vip => Sensitivity::Vip,
        WireSensitivity::Sensitive => Sensitivity::Sensitive,
    }
}

fn holds(effect: Option<&Effect>, now: DateTime<Utc>) -> bool {
    effect.is_none_or(|effect| effect.holds_at(now))
}

fn in_force<'a>(
    lists: &'a CaseLists,
    roles: &RoleBook,
    role: Role,
    now: DateTime<Utc>,
) -> Option<&'a Relation> {
    lists.relations.iter().rev().find(|relation| {
        roles.role_of(relation.role.as_ref()) == Some(role) && holds(relation.effect.as_ref(), now)
    })
}

fn status(lists: &CaseLists, now: DateTime<Utc>) -> CaseStatus {
    let step = lists
        .progress
        .iter()
        .rev()
        .find(|said| holds(said.effect.as_ref(), now))
        .and_then(|said| said.step);
    match step {
        Some(CaseStep::Oplyst) => CaseStatus::Oplyst,
        Some(CaseStep::Afgjort) => CaseStatus::Afgjort,
        Some(CaseStep::Afsluttet) => CaseStatus::Afsluttet,
        Some(CaseStep::Opstaaet) | None => CaseStatus::Opstaaet,
    }
}

/// When it was made, or when the first that is said of it became true.
fn opened(lists: &CaseLists, otherwise: DateTime<Utc>) -> DateTime<Utc> {
    use sagsbord_platform::index::End;
    let made = lists.index_properties.iter().find_map(|said| said.created);
    let first = lists
        .progress
        .iter()
        .filter_map(|said| match said.effect.as_ref()?.from? {
            End::At(from) => Some(from),
            End::Never => None,
        })
        .min();
    made.or(first).unwrap_or(otherwise)
}

/// Only people by their CPR number: others are shown with the case itself when that is asked for.
fn party(relation: &Relation) -> Option<(CitizenId, Cpr, String)> {
    let Some(Reference::Urn(urn)) = &relation.reference else {
        return None;
    };
    let cpr = Cpr::parse(urn.strip_prefix("urn:oio:cpr-nr:")?).ok()?;
    let name = relation.extension.full_name.clone().unwrap_or_default();
    Some((CitizenId::new(Uuid::new_v4()), cpr, name))
}
