//! The manifest, derived from what was read and what people decided.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sagsbord_contract::{ErrorCode, HiddenDecisionKind};
use sagsbord_domain::EmployeeId;
use sagsbord_intake::{
    HiddenKind, Manifest, Place, Reading, ReadingKey, Row, State, decided, kept_summaries,
    undecided,
};
use sagsbord_store::{DecidedAbout, FileDecision, HiddenDecision, Intake, Store};

use super::running::Intakes;
use super::standing::{about, standing};
use super::store_keep::StoreKeep;
use super::{fetch, wire};
use crate::AppError;
use crate::app::App;

/// The manifest, and what people should be told beside it.
pub(super) struct Accounted {
    pub(super) manifest: Arc<Manifest>,
    /// Decisions whose file is no longer where it was: fail closed, until a person has seen them.
    pub(super) lapsed: Vec<FileDecision>,
    /// Why those without bytes have none, also when a person has left them out since.
    refused: HashMap<Place, String>,
}

impl Accounted {
    /// What a decision about this file is bound to.
    pub(super) fn about(&self, row: &Row) -> DecidedAbout {
        DecidedAbout {
            name: row.name.clone(),
            sha256: row.sha256.clone(),
            refused: self.refused.get(&row.place).cloned(),
        }
    }
}

pub(super) async fn manifest_of(
    app: &Arc<App>,
    intake: &Intake,
) -> Result<Arc<Manifest>, AppError> {
    Ok(accounted(app, intake).await?.manifest.clone())
}

/// Kept until something changes: a list of a thousand rows is asked for page by page.
pub(super) async fn accounted(app: &Arc<App>, intake: &Intake) -> Result<Arc<Accounted>, AppError> {
    if let Some(kept) = app.intakes.kept_manifest(intake.id) {
        return Ok(kept);
    }
    let changes = app.intakes.changes();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let given: Vec<_> = reader
        .intake_files(intake.id)
        .await?
        .into_iter()
        .map(fetch::given)
        .collect();
    let log = reader.file_decisions(intake.id).await?;
    let names: HashMap<EmployeeId, String> = reader
        .list_employees()
        .await?
        .into_iter()
        .map(|employee| (employee.id, employee.name))
        .collect();
    drop(reader);
    let keep = StoreKeep::new(store);
    let derived = tokio::task::spawn_blocking(move || {
        let limits = Intakes::limits();
        let summaries = kept_summaries(&keep, &given, &limits)?;
        let rows = undecided(&given, &summaries, &limits);
        let standing = standing(&rows, log, |entry| {
            names.get(&entry.employee).cloned().unwrap_or_default()
        });
        let refused = rows
            .iter()
            .filter_map(|row| Some((row.place.clone(), about(row).refused?)))
            .collect();
        Ok::<_, sagsbord_intake::KeepError>(Accounted {
            manifest: Arc::new(decided(rows, &summaries, &standing.decisions)),
            lapsed: standing.lapsed,
            refused,
        })
    })
    .await?
    .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let derived = Arc::new(derived);
    app.intakes.keep_manifest(intake.id, changes, &derived);
    Ok(derived)
}

/// The whole of what was read of a file.
pub(crate) async fn reading_of(
    store: &Store,
    sha256: &str,
    name: &str,
) -> Result<Reading, AppError> {
    let key = ReadingKey::of(sha256, name);
    let kept = store
        .read()
        .await?
        .intake_reading(&key.sha256, &key.hint)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let most = Intakes::limits().container_bytes;
    let json = store.read_intake_content(&kept, most).await?;
    tokio::task::spawn_blocking(move || serde_json::from_slice(&json))
        .await?
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))
}

/// What is decided about findings. A finding is known by its number among all that were found in the file: where a
/// later program finds others, what was decided before counts for none.
pub(super) struct HiddenDecided {
    decided: HashMap<Found, HashMap<u32, HiddenDecision>>,
}

/// A file's bytes, and the fingerprint of what was found in them.
type Found = (String, String);

impl HiddenDecided {
    pub(super) async fn of(store: &Store, intake: &Intake) -> Result<Self, AppError> {
        let all = store.read().await?.hidden_decisions(intake.id).await?;
        let mut decided: HashMap<Found, HashMap<u32, HiddenDecision>> = HashMap::new();
        for decision in all {
            let key = (decision.sha256.clone(), decision.findings.clone());
            let of_file = decided.entry(key).or_default();
            match wire::kept::hidden_of(&decision.decision) {
                Some(_) => of_file.insert(decision.finding, decision),
                None => of_file.remove(&decision.finding),
            };
        }
        Ok(Self { decided })
    }

    fn of_file(&self, row: &Row) -> Option<&HashMap<u32, HiddenDecision>> {
        let sha256 = row.sha256.clone()?;
        self.decided.get(&(sha256, row.hidden_print.clone()))
    }

    pub(super) fn about(&self, row: &Row, finding: u32) -> Option<&HiddenDecision> {
        self.of_file(row)?.get(&finding)
    }

    /// How many findings of a file nobody has decided about, of those that a person must decide about.
    pub(super) fn undecided_in(&self, row: &Row) -> u32 {
        row.hidden
            .iter()
            .filter(|(kind, _)| kind.is_weighty())
            .map(|(kind, count)| count.saturating_sub(self.decided_in(row, *kind)))
            .sum()
    }

    pub(super) fn decided_in(&self, row: &Row, kind: HiddenKind) -> u32 {
        let kind = wire::word(kind);
        let decided = self.of_file(row).map_or(0, |of_file| {
            of_file.values().filter(|one| one.kind == kind).count()
        });
        u32::try_from(decided).unwrap_or(u32::MAX)
    }

    pub(super) fn kind_of(decision: &HiddenDecision) -> Option<HiddenDecisionKind> {
        wire::kept::hidden_of(&decision.decision)
    }
}

/// The files whose findings count: a copy hides what its original hides, and is decided about with it.
pub(super) fn with_findings(manifest: &Manifest) -> Vec<(&Row, &str)> {
    let mut seen = HashSet::new();
    manifest
        .rows
        .iter()
        .filter(|row| matches!(row.state, State::Taken { .. } | State::Container))
        .filter_map(|row| Some((row, row.sha256.as_deref()?)))
        .filter(|(row, sha256)| !row.hidden.is_empty() && seen.insert((*sha256).to_owned()))
        .collect()
}
