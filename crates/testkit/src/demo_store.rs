//! Puts the demo municipality into a store of its own.

use std::path::Path;

use chrono::{DateTime, Utc};
use sagsbord_app::demo::{hash_password, note_accounts, write_key};
use sagsbord_contract::DemoAccount;
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, CaseId, danish_day, fold};
use sagsbord_law::Law;
use sagsbord_store::{
    Citizen, Document, DocumentFile, Employee, Fact, KleSubject, NewCase, Store, StoreError,
    StoreKey, Team, Unit, Writer,
};
use zeroize::Zeroizing;

use crate::deadlines::deadline_of;
use crate::desk_work::{put_desk_work, requests};
use crate::municipality::{self, Case, Municipality, Plan, Town, demo_accounts};

/// How many cases go into one transaction: large enough to be quick, small enough to be kept in memory.
const CASES_A_STEP: usize = 1_000;

/// Makes a store in an empty folder. `progress` is told how many cases are in.
pub async fn make_demo_store(
    folder: &Path,
    plan: &Plan,
    now: DateTime<Utc>,
    progress: &dyn Fn(usize),
) -> anyhow::Result<Store> {
    std::fs::create_dir_all(folder)?;
    let key = StoreKey::generate()?;
    let store = Store::create(folder, &key, now).await?;
    // The words of a town are all over the index: with little room each page is written anew many times.
    store.give_room(true).await?;
    fill(&store, plan, now, progress).await?;
    store.give_room(false).await?;
    // Last: without its key a half-made demo is not opened.
    write_key(folder, &key)?;
    Ok(store)
}

async fn fill(
    store: &Store,
    plan: &Plan,
    now: DateTime<Utc>,
    progress: &dyn Fn(usize),
) -> anyhow::Result<()> {
    let mut writer = store.write().await?;
    let mut cases = plan.cases();
    add_town(&mut writer, cases.town(), now).await?;
    add_accounts(&mut writer).await?;
    writer
        .commit_with(&AuditRecord::new(None, AuditAct::DemoLoaded), now)
        .await?;

    // Only the demo itself has files, and they are shared out over all its cases at once.
    let mut documents = if plan.files > 0 {
        Municipality::generate(plan)
            .documents
            .into_iter()
            .peekable()
    } else {
        Vec::new().into_iter().peekable()
    };
    let law = Law::shipped().map_err(|_| anyhow::anyhow!("the shipped law has faults"))?;
    let somebody = cases.town().employees[0].id;
    let mut on_desk: Vec<Case> = Vec::new();
    let mut done = 0;
    loop {
        let step: Vec<Case> = cases.by_ref().take(CASES_A_STEP).collect();
        if step.is_empty() {
            break;
        }
        let mut writer = store.write().await?;
        let mut lines = Vec::new();
        for case in &step {
            writer.add_case(&new_case(case)).await?;
            if let Some(deadline) = deadline_of(case, &law, somebody, now) {
                writer.add_deadline(&deadline).await?;
            }
            while let Some(document) = documents.next_if(|document| document.case == case.id) {
                lines.extend(document_with_file(store, &mut writer, document).await?);
            }
            if plan.files == 0 {
                let documents = cases.documents_of(case).into_iter();
                lines.extend(documents.map(|document| (document.case, line(document))));
            }
        }
        writer.add_document_lines(&lines).await?;
        writer.commit().await?;
        if plan.has_desk_work {
            let is_on_desk =
                |case: &Case| case.responsible == Some(somebody) && case.closed.is_none();
            on_desk.extend(step.iter().filter(|case| is_on_desk(case)).cloned());
        }
        done += step.len();
        progress(done);
    }
    if plan.has_desk_work {
        let town = cases.town();
        let asked_for: Vec<CaseId> = requests::ASKED_FOR
            .iter()
            .filter_map(|place| on_desk.get(*place))
            .map(|case| case.id)
            .collect();
        let grants = town.employees[0].grants.clone();
        let session = Session::new(somebody, grants, danish_day(now));
        let reach = session.filter(Right::ReadCases)?;
        let mut reader = store.read().await?;
        let documents = reader.documents_of_cases(&reach, &asked_for, 500).await?;
        drop(reader);
        let mut writer = store.write().await?;
        put_desk_work(&mut writer, plan, town, &on_desk, &documents, &law, now).await?;
        writer.commit().await?;
    }
    Ok(())
}

async fn add_town(writer: &mut Writer, town: &Town, now: DateTime<Utc>) -> Result<(), StoreError> {
    for unit in &town.units {
        let (id, name, parent) = (unit.id, unit.name.to_owned(), unit.parent);
        writer.add_unit(&Unit { id, name, parent }).await?;
    }
    for team in &town.teams {
        let (id, name, unit) = (team.id, team.name.to_owned(), team.unit);
        writer.add_team(&Team { id, name, unit }).await?;
    }
    for entry in &town.kle {
        let (number, title) = (entry.number.clone(), entry.title.clone());
        writer
            .put_kle_subject(&KleSubject { number, title })
            .await?;
    }
    for employee in &town.employees {
        writer
            .add_employee(&Employee {
                id: employee.id,
                name: employee.name.clone(),
                username: fold(&employee.username),
                unit: Some(employee.unit),
                active: true,
                must_change_password: false,
                last_signed_in: None,
            })
            .await?;
        for grant in &employee.grants {
            writer.give_grant(employee.id, grant, now).await?;
        }
    }
    for citizen in &town.citizens {
        writer
            .add_citizen(&Citizen {
                id: citizen.id,
                name: citizen.name.clone(),
                cpr: Some(citizen.cpr.clone()),
                cvr: None,
                address: Some(citizen.address.to_string()),
                protected: citizen.protected,
            })
            .await?;
    }
    writer.put_fact(Fact::Municipality, town.name).await
}

async fn add_accounts(writer: &mut Writer) -> anyhow::Result<()> {
    let mut notes = Vec::new();
    for account in demo_accounts() {
        let state = writer
            .find_sign_in(&fold(account.username))
            .await?
            .ok_or_else(|| {
                anyhow::anyhow!("the demo account {} is no employee", account.username)
            })?;
        let hash = hash_password(Zeroizing::new(account.password.to_owned())).await?;
        writer.set_password(state.employee.id, &hash, false).await?;
        notes.push(DemoAccount {
            username: account.username.to_owned(),
            password: account.password.to_owned(),
            name: account.name.to_owned(),
            role: account.role.into(),
        });
    }
    writer.put_fact(Fact::Demo, &note_accounts(&notes)?).await?;
    Ok(())
}

fn new_case(case: &Case) -> NewCase {
    NewCase {
        id: case.id,
        number: case.number.clone(),
        title: case.title.clone(),
        kle: case.kle.clone(),
        status: case.status,
        sensitivity: case.sensitivity,
        unit: case.unit,
        team: Some(case.team),
        responsible: case.responsible,
        opened: case.opened,
        due: case.due,
        source: case.source.to_owned(),
        fetched_at: case.fetched_at,
        parties: case
            .parties
            .iter()
            .map(|party| (party.citizen, party.part))
            .collect(),
    }
}

/// Puts a document that has bytes; gives back one that has none, to be put with many others.
async fn document_with_file(
    store: &Store,
    writer: &mut Writer,
    mut document: municipality::Document,
) -> Result<Option<(CaseId, Document)>, StoreError> {
    let case = document.case;
    let Some(file) = document.file.take() else {
        return Ok(Some((case, line(document))));
    };
    let document = Document {
        file: Some(DocumentFile {
            blob: store.put_blob(writer, &file.bytes).await?,
            name: file.name,
            media_type: file.media_type.to_owned(),
        }),
        ..line(document)
    };
    writer.add_document(case, &document).await?;
    Ok(None)
}

fn line(document: municipality::Document) -> Document {
    Document {
        id: document.id,
        title: document.title,
        kind: document.kind,
        dated: document.date,
        sensitivity: document.sensitivity,
        file: None,
    }
}

/// The demo itself, or the same kind of town with another number of cases for benchmarks.
pub fn demo_plan(now: DateTime<Utc>, cases: Option<usize>) -> Plan {
    let today = danish_day(now);
    cases.map_or(Plan::demo(today), |cases| Plan::scaled(today, cases))
}
