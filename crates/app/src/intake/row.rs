use std::collections::HashMap;

use sagsbord_contract::{
    FileState, HiddenOfKind, IntakeFileLike, IntakeFileRow, IntakeSums, PagesFlagged,
};
use sagsbord_intake::{HiddenKind, Manifest, PageFlag, Place, Row, State};

use super::manifest_of::{Accounted, HiddenDecided, with_findings};
use super::wire;

pub(super) fn sums(accounted: &Accounted, decided: &HiddenDecided) -> IntakeSums {
    let manifest = &accounted.manifest;
    let found = with_findings(manifest);
    let count = |of: &dyn Fn(&Row) -> u32| manifest.rows.iter().map(of).sum();
    IntakeSums {
        files: manifest.sums.files,
        waiting: manifest.sums.waiting,
        taken: manifest.sums.taken,
        duplicates: manifest.sums.duplicates,
        containers: manifest.sums.containers,
        left_out: manifest.sums.left_out,
        unreadable: manifest.sums.unreadable,
        pages: manifest.sums.pages,
        flagged_pages: count(&flagged_pages),
        alike: count(&|row| u32::from(row.alike.is_some())),
        hidden: found.iter().map(|(row, _)| findings(row)).sum(),
        hidden_undecided: found.iter().map(|(row, _)| decided.undecided_in(row)).sum(),
        lapsed: u32::try_from(accounted.lapsed.len()).unwrap_or(u32::MAX),
    }
}

/// Fail closed: every file settled, every weighty finding decided about, and no decision left hanging: what somebody
/// left out must not go on because it is found at another place.
pub(super) fn is_complete(manifest: &Manifest, sums: &IntakeSums) -> bool {
    manifest.sums.is_complete() && sums.hidden_undecided == 0 && sums.lapsed == 0
}

pub(super) fn hidden_of_kinds(manifest: &Manifest, decided: &HiddenDecided) -> Vec<HiddenOfKind> {
    let mut kinds: Vec<HiddenOfKind> = Vec::new();
    for (row, _) in with_findings(manifest) {
        for (kind, count) in &row.hidden {
            let undecided = count.saturating_sub(decided.decided_in(row, *kind));
            let word = wire::hidden_kind(*kind);
            match kinds.iter_mut().find(|known| known.kind == word) {
                Some(known) => {
                    known.files += 1;
                    known.count += count;
                    known.undecided += undecided;
                }
                None => kinds.push(HiddenOfKind {
                    kind: word,
                    files: 1,
                    count: *count,
                    undecided,
                    is_weighty: kind.is_weighty(),
                }),
            }
        }
    }
    // What a person must decide about stands first.
    kinds.sort_by_key(|kind| (!kind.is_weighty, kind.kind));
    kinds
}

pub(super) fn file_row(
    row: &Row,
    names: &HashMap<&Place, &str>,
    decided: &HiddenDecided,
) -> IntakeFileRow {
    let mut told = IntakeFileRow {
        place: row.place.clone().into(),
        name: row.name.clone(),
        folder: row.folder.clone(),
        depth: u32::try_from(row.place.0.len().saturating_sub(1)).unwrap_or(u32::MAX),
        role: row.role.map(wire::role),
        kind: row.kind.map(wire::file_kind),
        fingerprint: row.sha256.clone(),
        bytes: u32::try_from(row.bytes).unwrap_or(u32::MAX),
        state: state(&row.state),
        pages: 0,
        pages_read: row.pages_read,
        like: None,
        why: None,
        detail: String::new(),
        reason: String::new(),
        left_out_by: String::new(),
        flags: row
            .flags
            .iter()
            .map(|(flag, pages)| PagesFlagged {
                flag: wire::page_flag(*flag),
                pages: *pages,
            })
            .collect(),
        hidden: findings(row),
        hidden_undecided: decided.undecided_in(row),
    };
    let like = |of: &Place, likeness: u16, is_exact| IntakeFileLike {
        place: of.clone().into(),
        name: names.get(of).copied().unwrap_or_default().to_owned(),
        likeness,
        is_exact,
    };
    match &row.state {
        State::Taken { pages } => {
            told.pages = *pages;
            told.like = row
                .alike
                .as_ref()
                .map(|(of, likeness)| like(of, likeness.0, false));
        }
        State::Duplicate {
            of,
            likeness,
            is_exact,
        } => told.like = Some(like(of, likeness.0, *is_exact)),
        State::LeftOut { by, reason } => {
            told.left_out_by.clone_from(by);
            told.reason.clone_from(reason);
        }
        State::Unreadable { why, detail } => {
            told.why = Some(wire::why(*why));
            told.detail.clone_from(detail);
        }
        State::Waiting | State::Container => {}
    }
    told
}

/// The file's name by its place, to say which one another is like.
pub(super) fn names(manifest: &Manifest) -> HashMap<&Place, &str> {
    manifest
        .rows
        .iter()
        .map(|row| (&row.place, row.name.as_str()))
        .collect()
}

pub(super) fn flagged_pages(row: &Row) -> u32 {
    if !matches!(row.state, State::Taken { .. }) {
        return 0;
    }
    // A page may carry several flags: the most frequent one is a floor, and a sum would count it twice.
    row.flags
        .iter()
        .filter(|(flag, _)| *flag != PageFlag::Blank)
        .map(|(_, pages)| *pages)
        .max()
        .unwrap_or_default()
}

pub(super) fn findings(row: &Row) -> u32 {
    row.hidden
        .iter()
        .map(|(_, count): &(HiddenKind, u32)| count)
        .sum()
}

fn state(state: &State) -> FileState {
    match state {
        State::Waiting => FileState::Waiting,
        State::Taken { .. } => FileState::Taken,
        State::Duplicate { .. } => FileState::Duplicate,
        State::Container => FileState::Container,
        State::LeftOut { .. } => FileState::LeftOut,
        State::Unreadable { .. } => FileState::Unreadable,
    }
}
