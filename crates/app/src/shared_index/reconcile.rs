use std::collections::{HashMap, HashSet};

use sagsbord_domain::{CaseId, IndexObjectId};
use sagsbord_platform::PlatformError;
use sagsbord_platform::index::{
    Attempt, CaseLists, CaseWanted, Expression, ObjectKind, Order, Page, Reference, Relation,
    RelationKind, Role, Search, SearchReply, Show, StatusCode,
};
use sagsbord_store::{CaseForIndex, IndexCase, IndexKind, IndexOperation, QueuedStep, Store};
use uuid::Uuid;

use super::content::OwnCase;
use super::copy::copy_of;
use super::pace::Pace;
use super::place::Connected;
use super::push::queue_case_anew;
use super::trouble::{Stopped, stopped};
use crate::AppError;
use crate::app::App;

/// As many as one question asks for.
const AT_ONCE: u32 = 100;
const PAGE: i64 = 500;

/// Where the index says something else than we do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub object: Uuid,
    pub number: String,
    pub about: DiffersIn,
    /// As it is here, and as the index has it; nothing where there is none.
    pub here: Option<String>,
    pub there: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DiffersIn {
    /// We say that the index has it, and it has not.
    MissingThere,
    /// The index has a case of this system's that is not here.
    MissingHere,
    Number,
    Title,
    Subject,
    Step,
    Sensitivity,
    Unit,
    Handler,
    Party,
}

/// What one comparison found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    pub compared: u64,
    /// Steps of them have yet to be sent, so that a difference would mean nothing.
    pub on_their_way: u64,
    pub differences: Vec<Difference>,
    pub stopped: Option<Stopped>,
}

/// Holds all of ours against the index, both ways.
pub(crate) async fn compare(app: &App, pace: Pace<'_>) -> Result<Compared, AppError> {
    let store = app.store().await?;
    let mut compared = Compared::default();
    let Some(connected) = Connected::open(app, &store).await? else {
        compared.stopped = Some(Stopped::NotConnected);
        return Ok(compared);
    };
    let mut ours = HashSet::new();
    let mut after = None;
    let known = store
        .read()
        .await?
        .count_index_objects(IndexKind::Case)
        .await?;
    loop {
        let objects = store
            .read()
            .await?
            .index_objects_after(IndexKind::Case, after, AT_ONCE)
            .await?;
        let Some(last) = objects.last() else { break };
        if (pace.is_stopped)() {
            compared.stopped = Some(Stopped::ByPerson);
            return Ok(compared);
        }
        (pace.told)(u64::try_from(ours.len()).unwrap_or_default(), known);
        after = Some(last.id);
        let mut asked = Vec::new();
        for object in objects {
            ours.insert(object.id.uuid());
            if object.is_waiting {
                compared.on_their_way += 1;
            } else if object.in_index {
                asked.push(object.id.uuid());
            }
        }
        if let Err(error) = compare_some(app, &store, &connected, &asked, &mut compared).await? {
            compared.stopped = Some(stopped(&error));
            return Ok(compared);
        }
    }
    if let Err(error) = look_for_strays(app, &connected, &ours, &mut compared).await {
        compared.stopped = Some(stopped(&error));
    }
    Ok(compared)
}

async fn compare_some(
    app: &App,
    store: &Store,
    connected: &Connected,
    asked: &[Uuid],
    compared: &mut Compared,
) -> Result<Result<(), PlatformError>, AppError> {
    if asked.is_empty() {
        return Ok(Ok(()));
    }
    let search = Search::by_ids(asked.to_vec(), Vec::new());
    let reply = match ask(app, connected, &search).await {
        Ok(reply) => reply,
        Err(error) => return Ok(Err(error)),
    };
    let now = app.clock.now();
    let there: HashMap<Uuid, IndexCase> = reply
        .cases
        .iter()
        .filter_map(|entry| Some((entry.id, copy_of(entry, &connected.roles, now).ok()?)))
        .collect();
    let mut writer = store.write().await?;
    for id in asked {
        let Some(here) = writer.case_for_index(CaseId::new(*id)).await? else {
            continue;
        };
        compared.compared += 1;
        match there.get(id) {
            Some(there) => {
                let differences = differences(*id, &here, there);
                compared.differences.extend(differences);
            }
            None => compared.differences.push(Difference {
                object: *id,
                number: here.number,
                about: DiffersIn::MissingThere,
                here: Some(here.title),
                there: None,
            }),
        }
    }
    // Nothing was written: the transaction only kept what was read together.
    drop(writer);
    Ok(Ok(()))
}

fn differences(object: Uuid, here: &CaseForIndex, there: &IndexCase) -> Vec<Difference> {
    let own = OwnCase::of(here.clone());
    let mut found = Vec::new();
    let mut hold = |about: DiffersIn, ours: Option<String>, theirs: Option<String>| {
        if ours != theirs {
            found.push(Difference {
                object,
                number: here.number.clone(),
                about,
                here: ours,
                there: theirs,
            });
        }
    };
    let some = |text: &str| Some(text.to_owned());
    hold(DiffersIn::Number, some(&own.number), some(&there.number));
    hold(DiffersIn::Title, some(&own.title), some(&there.title));
    hold(DiffersIn::Subject, some(&own.kle), some(&there.kle));
    let step = |status: sagsbord_domain::CaseStatus| some(super::content::step_of(status).code());
    hold(DiffersIn::Step, step(here.status), step(there.status));
    let code = |sensitivity: sagsbord_domain::Sensitivity| some(sensitivity.code());
    hold(
        DiffersIn::Sensitivity,
        code(here.sensitivity),
        code(there.sensitivity),
    );
    hold(
        DiffersIn::Unit,
        some(&here.unit.1),
        (here.unit.0 == there.unit.0)
            .then(|| here.unit.1.clone())
            .or_else(|| some(&there.unit.1)),
    );
    hold(
        DiffersIn::Handler,
        own.handler.map(|handler| handler.name),
        there.handler_name.clone(),
    );
    hold(
        DiffersIn::Party,
        own.party.map(|party| party.cpr),
        there
            .party
            .as_ref()
            .map(|(_, cpr, _)| cpr.digits().to_owned()),
    );
    found
}

/// Cases that the index has from this system, and that are not here: removed here while the index was not told.
async fn look_for_strays(
    app: &App,
    connected: &Connected,
    ours: &HashSet<Uuid>,
    compared: &mut Compared,
) -> Result<(), PlatformError> {
    let mut master = Relation::new(RelationKind::CaseSystem);
    master.role = Some(connected.roles.role(Role::CaseMaster));
    master.object_type = Some(connected.roles.kind(ObjectKind::System));
    master.reference = Some(Reference::Id(connected.place.system));
    let mut first = 0;
    let mut seen = HashSet::new();
    loop {
        let search = Search {
            expression: Some(Expression::of_cases(CaseWanted {
                page: Some(Page { first, most: PAGE }),
                lists: CaseLists {
                    relations: vec![master.clone()],
                    ..CaseLists::default()
                },
                ..CaseWanted::default()
            })),
            show: vec![Show::Case("egenskaber")],
            order: Some(Order::OldestFirst),
            ..Search::default()
        };
        let reply = ask(app, connected, &search).await?;
        let seen_before = seen.len();
        for entry in &reply.cases {
            if !seen.insert(entry.id) || ours.contains(&entry.id) {
                continue;
            }
            let said = entry
                .newest()
                .and_then(|newest| newest.lists.properties.last());
            compared.differences.push(Difference {
                object: entry.id,
                number: said
                    .and_then(|said| said.number.clone())
                    .unwrap_or_default(),
                about: DiffersIn::MissingHere,
                here: None,
                there: said.and_then(|said| said.title.clone()),
            });
        }
        // An empty page, or one that brings nothing new: whoever does not listen to numbers is not asked without end.
        if seen.len() == seen_before {
            return Ok(());
        }
        first += i64::try_from(reply.cases.len()).unwrap_or(i64::MAX);
    }
}

async fn ask(
    app: &App,
    connected: &Connected,
    search: &Search,
) -> Result<SearchReply, PlatformError> {
    let attempt = Attempt {
        transaction: Uuid::new_v4(),
        now: app.clock.now(),
    };
    let reply = connected.index.search(search, attempt).await?;
    match reply.answer.code {
        StatusCode::Done | StatusCode::NotFound => Ok(reply),
        _ => Err(PlatformError::NotAllowed),
    }
}

/// Makes the index say what we say of these: what is ours is right here. What is not here any more is removed there.
pub(crate) async fn mend_in_index(app: &App, objects: &[Uuid]) -> Result<u64, AppError> {
    let store = app.store().await?;
    let now = app.clock.now();
    let mut queued = 0;
    let mut writer = store.write().await?;
    for object in objects {
        let id = IndexObjectId::new(*object);
        if writer.is_index_copy(CaseId::new(*object)).await? {
            return Err(AppError::invalid("objects"));
        }
        if writer.case_for_index(CaseId::new(*object)).await?.is_some() {
            queue_case_anew(&mut writer, CaseId::new(*object), now).await?;
        } else {
            let step = QueuedStep {
                object: id,
                kind: IndexKind::Case,
                operation: IndexOperation::Remove,
                content: None,
                note: None,
            };
            writer.queue_index_step(&step, now).await?;
            // The index has it, whatever we thought.
            writer.set_in_index(id, true).await?;
        }
        queued += 1;
    }
    writer.commit().await?;
    Ok(queued)
}
