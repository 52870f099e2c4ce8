//! Which decisions about files still count: those whose file stands where it stood.

use std::collections::{BTreeMap, HashMap};

use sagsbord_contract::FileDecisionKind;
use sagsbord_intake::{Decision, Place, Row, State};
use sagsbord_store::{DecidedAbout, FileDecision};

use super::wire;
use super::wire::kept;

/// The log of decisions, held against the files as they are read now.
pub(super) struct Standing {
    pub(super) decisions: BTreeMap<Place, Decision>,
    /// Counts nowhere any more, and nobody has been told yet: another file stands at its place.
    pub(super) lapsed: Vec<FileDecision>,
}

/// A decision counts where the very bytes stand that it was made about. They may have been moved within their
/// container by a program that reads its parts in another order; where that is not plain, the decision counts nowhere.
pub(super) fn standing(
    rows: &[Row],
    log: Vec<FileDecision>,
    name_of: impl Fn(&FileDecision) -> String,
) -> Standing {
    let files = Files::of(rows);
    let mut decisions = BTreeMap::new();
    let mut lapsed: BTreeMap<(Place, Option<DecidedAbout>), FileDecision> = BTreeMap::new();
    for entry in log {
        let Ok(made_at) = Place::try_from(entry.place.clone()) else {
            continue;
        };
        let kind = kept::file_of(&entry.decision);
        // Whoever decides at a place again has seen what stands there now.
        lapsed.remove(&(made_at.clone(), None));
        let key = (made_at.clone(), entry.about.clone());
        let Some(place) = files.place_of(&made_at, entry.about.as_ref()) else {
            match kind {
                FileDecisionKind::TakeBack => lapsed.remove(&key),
                _ => lapsed.insert(key, entry),
            };
            continue;
        };
        match kind {
            FileDecisionKind::LeaveOut => decisions.insert(
                place,
                Decision::LeaveOut {
                    by: name_of(&entry),
                    reason: entry.reason,
                },
            ),
            FileDecisionKind::TakeAnyway => decisions.insert(place, Decision::TakeAnyway),
            FileDecisionKind::IsDuplicate => decisions.insert(
                place,
                Decision::IsDuplicate {
                    of: entry.of_sha256,
                },
            ),
            FileDecisionKind::TakeBack => decisions.remove(&place),
        };
    }
    let lapsed = lapsed
        .into_iter()
        .filter(|((place, _), _)| {
            !files.are_read_later(place) && !is_left_out_around(place, &decisions)
        })
        .map(|(_, entry)| entry)
        .collect();
    Standing { decisions, lapsed }
}

/// What a decision about this file is bound to, beside its place.
pub(super) fn about(row: &Row) -> DecidedAbout {
    DecidedAbout {
        name: row.name.clone(),
        sha256: row.sha256.clone(),
        refused: match (&row.sha256, &row.state) {
            (None, State::Unreadable { why, .. }) => Some(wire::word(*why)),
            _ => None,
        },
    }
}

struct Files<'a> {
    rows: HashMap<&'a [u32], &'a Row>,
    /// The parts of each container.
    parts: HashMap<&'a [u32], Vec<&'a Row>>,
}

impl<'a> Files<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let mut parts: HashMap<&[u32], Vec<&Row>> = HashMap::new();
        for row in rows {
            let place = &row.place.0;
            let around = &place[..place.len().saturating_sub(1)];
            parts.entry(around).or_default().push(row);
        }
        Self {
            rows: rows
                .iter()
                .map(|row| (row.place.0.as_slice(), row))
                .collect(),
            parts,
        }
    }

    fn place_of(&self, made_at: &Place, made_about: Option<&DecidedAbout>) -> Option<Place> {
        let place = made_at.0.as_slice();
        let here = self.rows.get(place).copied();
        // What was handed in keeps its number for good: its bytes can only come to be known.
        let is_handed_in = place.len() == 1;
        let Some(made_about) = made_about else {
            return here
                .filter(|_| is_handed_in || self.is_alone(place))
                .map(|row| row.place.clone());
        };
        let stands_here = here.is_some_and(|row| match &made_about.sha256 {
            Some(_) => row.sha256 == made_about.sha256,
            None if is_handed_in => true,
            None => about(row) == *made_about,
        });
        if stands_here {
            return Some(made_at.clone());
        }
        if is_handed_in {
            return None;
        }
        let beside = self.parts.get(&place[..place.len() - 1])?;
        let mut same = beside.iter().filter(|row| about(row) == *made_about);
        match (same.next(), same.next()) {
            (Some(only), None) => Some(only.place.clone()),
            _ => None,
        }
    }

    /// Every container down to it holds nothing else, so that no order of parts can bring another file here.
    fn is_alone(&self, place: &[u32]) -> bool {
        (1..place.len()).all(|depth| {
            self.parts
                .get(&place[..depth])
                .is_some_and(|parts| parts.len() == 1)
        })
    }

    /// What is around it has not been read yet: nobody knows what stands there.
    fn are_read_later(&self, place: &Place) -> bool {
        (1..place.0.len()).any(|depth| {
            self.rows
                .get(&place.0[..depth])
                .is_some_and(|row| matches!(row.state, State::Waiting))
        })
    }
}

fn is_left_out_around(place: &Place, decisions: &BTreeMap<Place, Decision>) -> bool {
    (1..place.0.len()).any(|depth| {
        matches!(
            decisions.get(&Place(place.0[..depth].to_vec())),
            Some(Decision::LeaveOut { .. })
        )
    })
}

#[cfg(test)]
mod tests;
