//! The manifest, derived from what was read and what people decided.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use sagsbord_contract::{ErrorCode, HiddenDecisionKind};
use sagsbord_domain::EmployeeId;
use sagsbord_intake::{
    Decision, HiddenKind, Manifest, Place, Reading, ReadingKey, Row, State, kept_summaries,
    manifest,
};
use sagsbord_store::{HiddenDecision, Intake, Store};

use super::running::Intakes;
use super::store_keep::StoreKeep;
use super::{fetch, wire};
use crate::AppError;
use crate::app::App;

/// Kept until something changes: a list of a thousand rows is asked for page by page.
pub(super) async fn manifest_of(
    app: &Arc<App>,
    intake: &Intake,
) -> Result<Arc<Manifest>, AppError> {
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
    let decided = reader.file_decisions(intake.id).await?;
    let names: HashMap<EmployeeId, String> = reader
        .list_employees()
        .await?
        .into_iter()
        .map(|employee| (employee.id, employee.name))
        .collect();
    drop(reader);
    let mut decisions = BTreeMap::new();
    for decision in decided {
        let Ok(place) = Place::try_from(decision.place) else {
            continue;
        };
        let by = names.get(&decision.employee).cloned().unwrap_or_default();
        match decision.decision.as_str() {
            "leave_out" => decisions.insert(
                place,
                Decision::LeaveOut {
                    by,
                    reason: decision.reason,
                },
            ),
            "take_anyway" => decisions.insert(place, Decision::TakeAnyway),
            "is_duplicate" => decisions.insert(place, Decision::IsDuplicate),
            _ => decisions.remove(&place),
        };
    }
    let keep = StoreKeep::new(store);
    let derived = tokio::task::spawn_blocking(move || {
        let limits = Intakes::limits();
        let summaries = kept_summaries(&keep, &given, &limits)?;
        Ok::<_, sagsbord_intake::KeepError>(manifest(&given, &summaries, &decisions, &limits))
    })
    .await?
    .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let derived = Arc::new(derived);
    app.intakes.keep_manifest(intake.id, changes, &derived);
    Ok(derived)
}

/// The whole of what was read of a file.
pub(super) async fn reading_of(
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

/// What is decided about findings, by file and finding.
pub(super) struct HiddenDecided {
    decided: HashMap<(String, u32), HiddenDecision>,
    by_kind: HashMap<(String, String), u32>,
}

impl HiddenDecided {
    pub(super) async fn of(store: &Store, intake: &Intake) -> Result<Self, AppError> {
        let all = store.read().await?.hidden_decisions(intake.id).await?;
        let mut decided = HashMap::new();
        for decision in all {
            let key = (decision.sha256.clone(), decision.finding);
            match wire::kept::hidden_of(&decision.decision) {
                Some(_) => decided.insert(key, decision),
                None => decided.remove(&key),
            };
        }
        let mut by_kind = HashMap::new();
        for decision in decided.values() {
            let key = (decision.sha256.clone(), decision.kind.clone());
            *by_kind.entry(key).or_default() += 1;
        }
        Ok(Self { decided, by_kind })
    }

    pub(super) fn about(&self, sha256: &str, finding: u32) -> Option<&HiddenDecision> {
        self.decided.get(&(sha256.to_owned(), finding))
    }

    /// How many findings of a file nobody has decided about, of those that a person must decide about.
    pub(super) fn undecided_in(&self, sha256: &str, hidden: &[(HiddenKind, u32)]) -> u32 {
        hidden
            .iter()
            .filter(|(kind, _)| kind.is_weighty())
            .map(|(kind, count)| count.saturating_sub(self.decided_in(sha256, *kind)))
            .sum()
    }

    pub(super) fn decided_in(&self, sha256: &str, kind: HiddenKind) -> u32 {
        let kind = wire::word(kind);
        self.by_kind
            .get(&(sha256.to_owned(), kind))
            .copied()
            .unwrap_or_default()
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
