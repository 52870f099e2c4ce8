//! The plan of subjects and actions, as the platform's classification or a file of the municipality's own has it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId};
use sagsbord_platform::classification::{
    Class, Classification, ClassificationClient, PlanFault, PlanFile, Wanted,
};
use sagsbord_platform::index::{Attempt, RoleBook};
use sagsbord_store::{KleClass, PlanCounts};
use uuid::Uuid;

use super::place::Connected;
use super::trouble::{Stopped, stopped};
use crate::app::App;
use crate::{AppError, Desk};

/// What one reading of the classification brought here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanFetched {
    pub plan: PlanCounts,
    /// Roles of the index whose names there were learned now.
    pub roles: u64,
    /// Plans that were asked for, and that the platform does not know by that name.
    pub unknown: u64,
    pub stopped: Option<Stopped>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanLoaded {
    Kept {
        issued: NaiveDate,
        plan: PlanCounts,
    },
    /// Nothing of it was kept.
    Faulty(Vec<PlanFault>),
}

impl App {
    /// Reads the plan and the roles from the platform. Nobody needs to sit at a desk for it.
    pub async fn fetch_classification(&self) -> Result<PlanFetched, AppError> {
        fetch(self, None).await
    }
}

impl Desk {
    /// Reads the plan and the roles from the platform.
    pub async fn fetch_classification(&self) -> Result<PlanFetched, ErrorReply> {
        fetch_at_desk(self)
            .await
            .map_err(|error| error.into_reply("fetch_classification"))
    }

    /// Loads the municipality's own copy of KLE: the plan of subjects, or that of actions.
    pub async fn load_plan(&self, file: Vec<u8>) -> Result<PlanLoaded, ErrorReply> {
        load(self, file)
            .await
            .map_err(|error| error.into_reply("load_plan"))
    }
}

async fn fetch_at_desk(desk: &Desk) -> Result<PlanFetched, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    fetch(desk.app(), Some(session.employee())).await
}

/// All is read before anything is kept, and kept at once: half a plan would look like a whole one.
async fn fetch(app: &App, by: Option<EmployeeId>) -> Result<PlanFetched, AppError> {
    let store = app.store().await?;
    let mut fetched = PlanFetched::default();
    let Some(connected) = Connected::open(app, &store).await? else {
        fetched.stopped = Some(Stopped::NotConnected);
        return Ok(fetched);
    };
    let (Some(client), Some(place)) = (&connected.classification, &connected.place.classification)
    else {
        fetched.stopped = Some(Stopped::NotConnected);
        return Ok(fetched);
    };
    let now = app.clock.now();
    let wanted = Wanted {
        keys: vec![place.plan.clone(), place.roles.clone()],
    };
    let plans = match read(client, &wanted, now).await {
        Ok(plans) => plans,
        Err(error) => {
            fetched.stopped = Some(stopped(&error));
            return Ok(fetched);
        }
    };
    let is_known = |key: &&String| plans.iter().any(|plan| plan.key == **key);
    let known = wanted.keys.iter().filter(is_known).count();
    fetched.unknown = u64::try_from(wanted.keys.len() - known).unwrap_or_default();
    let of_roles: Vec<Classification> = plans
        .iter()
        .filter(|plan| plan.key == place.roles)
        .cloned()
        .collect();
    let classes = classes_of(plans.iter().filter(|plan| plan.key == place.plan));

    let mut writer = store.write().await?;
    fetched.plan = writer.put_kle_plan(&classes).await?;
    let shipped =
        RoleBook::shipped().map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    for (role, id) in shipped.found_in(&of_roles) {
        if writer.put_index_role(role.key(), id).await? {
            fetched.roles += 1;
        }
    }
    let record = counted(by, AuditAct::PlanFetched, &fetched.plan)
        .with("roles", AuditDetail::Count(fetched.roles));
    writer.commit_with(&record, now).await?;
    Ok(fetched)
}

async fn read(
    client: &ClassificationClient,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<Vec<Classification>, sagsbord_platform::PlatformError> {
    let attempt = Attempt {
        transaction: Uuid::new_v4(),
        now,
    };
    client.classifications(wanted, attempt).await
}

/// A number that stands more than once is what is in force of it, or what was last.
fn classes_of<'a>(plans: impl Iterator<Item = &'a Classification>) -> Vec<KleClass> {
    let mut found: Vec<KleClass> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for plan in plans {
        for class in plan.facets.iter().flat_map(|facet| &facet.classes) {
            let class = kept(plan, class);
            match places.get(&class.number).and_then(|at| found.get_mut(*at)) {
                Some(before) if lasts_longer(&class, before) => *before = class,
                Some(_) => {}
                None => {
                    places.insert(class.number.clone(), found.len());
                    found.push(class);
                }
            }
        }
    }
    found
}

fn lasts_longer(class: &KleClass, other: &KleClass) -> bool {
    match (class.ended, other.ended) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
    }
}

/// What a class is mapped to is what took over only when it is out of use, and stands in the same plan.
fn kept(plan: &Classification, class: &Class) -> KleClass {
    let ended = class.ended();
    let mut moved_to: Vec<String> = class
        .mappings
        .iter()
        .filter(|mapping| ended.is_some() && mapping.classification == plan.key)
        .map(|mapping| mapping.key.clone())
        .collect();
    moved_to.dedup();
    KleClass {
        number: class.key.clone(),
        title: class.title.clone(),
        id: class.uuid(),
        ended,
        moved_to,
    }
}

async fn load(desk: &Desk, file: Vec<u8>) -> Result<PlanLoaded, AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let read = tokio::task::spawn_blocking(move || PlanFile::read(&file))
        .await
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let plan = match read {
        Ok(plan) => plan,
        Err(faults) => return Ok(PlanLoaded::Faulty(faults)),
    };
    let classes: Vec<KleClass> = plan
        .classes
        .into_iter()
        .map(|class| KleClass {
            number: class.number,
            title: class.title,
            id: None,
            ended: class.ended,
            moved_to: class.moved_to,
        })
        .collect();
    let mut writer = desk.app().store().await?.write().await?;
    let counts = writer.put_kle_plan(&classes).await?;
    let record = counted(Some(session.employee()), AuditAct::PlanLoaded, &counts)
        .with("issued", AuditDetail::Day(plan.issued));
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(PlanLoaded::Kept {
        issued: plan.issued,
        plan: counts,
    })
}

fn counted(by: Option<EmployeeId>, act: AuditAct, plan: &PlanCounts) -> AuditRecord {
    AuditRecord::new(by, act)
        .with("new", AuditDetail::Count(plan.new))
        .with("changed", AuditDetail::Count(plan.changed))
}
