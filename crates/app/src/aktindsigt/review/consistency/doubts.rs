use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_contract::{DoubtPlace, ReviewItemState};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{DoubtKind, ItemDecision, MarkDecision, Sighting, disagreements};
use sagsbord_domain::danish_day;
use sagsbord_intake::fingerprint;
use sagsbord_store::{KeptAktindsigt, Reader};

use super::texts::covered_words_elsewhere;
use crate::AppError;
use crate::aktindsigt::review::counted::{Answers, Done};
use crate::aktindsigt::review::found::{Found, value_of};
use crate::aktindsigt::review::standing::{Standing, StandingItem};
use crate::app::App;

/// The rule of the quality check that knows a protected address.
const PROTECTED_PLACE: &str = "place.protected";
const CASE_NUMBER: &str = "CASE_NUMBER";

pub(super) struct Looked {
    pub(super) documents: u32,
    pub(super) pages: u32,
    pub(super) findings: u32,
    pub(super) doubts: Vec<Doubt>,
}

pub(super) struct Doubt {
    pub(super) key: String,
    pub(super) kind: DoubtKind,
    pub(super) text: Option<String>,
    pub(super) covered_at: Option<DoubtPlace>,
    pub(super) places: Vec<DoubtPlace>,
    pub(super) count: u32,
}

impl Doubt {
    fn about(kind: DoubtKind, what: &str, text: Option<String>, places: Vec<DoubtPlace>) -> Self {
        let count = count(places.len());
        Self {
            key: key(kind, what, &places, count),
            kind,
            text,
            covered_at: None,
            places,
            count,
        }
    }

    /// Of one document, so many times.
    fn times(kind: DoubtKind, place: DoubtPlace, times: u32) -> Self {
        let places = vec![place];
        Self {
            key: key(kind, "", &places, times),
            kind,
            text: None,
            covered_at: None,
            places,
            count: times,
        }
    }
}

/// What somebody answers for is this, at these places, and nothing that comes later.
fn key(kind: DoubtKind, what: &str, places: &[DoubtPlace], count: u32) -> String {
    let mut told = format!("{} {what} {count}", kind.code());
    for place in places {
        let _ = write!(told, " {}:{}", place.item_id, place.page);
    }
    fingerprint(told.as_bytes())
}

pub(super) fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

pub(super) fn place(one: &StandingItem, page: u32) -> DoubtPlace {
    DoubtPlace {
        item_id: one.id().to_string(),
        number: one.listed.item.number,
        page,
    }
}

/// A place of a document that goes out, at least in part.
pub(super) struct Seen {
    /// Everything that is the same to a reader has the same.
    pub(super) what: String,
    pub(super) text: String,
    pub(super) place: DoubtPlace,
    pub(super) is_covered: bool,
}

pub(super) async fn doubts_of(
    app: &Arc<App>,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    standing: &Standing,
    done: &Done,
) -> Result<Looked, AppError> {
    let people_changed = reader.people_changed_at(kept.id).await?;
    let going_out: Vec<&StandingItem> = standing
        .items
        .iter()
        .filter(|one| one.listed.item.ruling.decision != ItemDecision::Withheld)
        .collect();
    let mut looked = Looked {
        documents: count(going_out.len()),
        pages: 0,
        findings: 0,
        doubts: Vec::new(),
    };
    let mut seen: Vec<Seen> = Vec::new();
    for one in &going_out {
        looked.pages += one.pages();
        of_document(one, done, people_changed, &mut looked, &mut seen);
    }
    let of_findings = of_sightings(&seen, &HashSet::new());
    let told: HashSet<Told> = of_findings.iter().flat_map(told_of).collect();
    looked.doubts.extend(of_findings);
    let of_words = covered_words_elsewhere(app, reader, &going_out, done).await?;
    looked.doubts.extend(of_sightings(&of_words, &told));
    let not_collected = reader.count_not_collected(filter, kept.id).await?;
    if not_collected > 0 {
        looked.doubts.push(Doubt {
            count: not_collected,
            key: key(DoubtKind::NotCollected, "", &[], not_collected),
            ..Doubt::about(DoubtKind::NotCollected, "", None, Vec::new())
        });
    }
    // What cannot be answered for comes first, then what may give somebody away.
    looked.doubts.sort_by_key(|doubt| {
        let order = DoubtKind::ALL.iter().position(|kind| *kind == doubt.kind);
        (doubt.kind.may_be_accepted(), order)
    });
    Ok(looked)
}

/// What one document gives cause for, and what is seen in it.
fn of_document(
    one: &StandingItem,
    done: &Done,
    people_changed: Option<DateTime<Utc>>,
    looked: &mut Looked,
    seen: &mut Vec<Seen>,
) {
    let whole = || place(one, 0);
    let marks = done.marks(one.id());
    let answers = Answers::of(one, marks);
    let doubts = &mut looked.doubts;
    let mut times = |kind, count: usize| {
        if let Ok(count @ 1..) = u32::try_from(count) {
            doubts.push(Doubt::times(kind, whole(), count));
        }
    };
    times(
        DoubtKind::NotRead,
        usize::from(one.state == ReviewItemState::Waiting),
    );
    times(DoubtKind::StaleMarks, answers.stale() as usize);
    let notes = done.notes(one.id()).iter();
    times(
        DoubtKind::OpenNote,
        notes.filter(|note| note.settled.is_none()).count(),
    );
    let item = &one.listed.item;
    times(
        DoubtKind::DatedAfter,
        usize::from(item.facts.dated > danish_day(item.collected_at)),
    );
    let first_mark = marks.iter().map(|mark| mark.made_at).min();
    let is_behind = first_mark
        .zip(people_changed)
        .is_some_and(|(first, changed)| first < changed);
    times(DoubtKind::PeopleChanged, usize::from(is_behind));
    let pages_seen: HashSet<u32> = done.reads(one).map(|read| read.page).collect();
    let unseen = (1..=one.pages()).filter(|page| !pages_seen.contains(page));
    let unseen: Vec<DoubtPlace> = unseen.map(|page| place(one, page)).collect();
    if !unseen.is_empty() {
        let doubt = Doubt::about(DoubtKind::PagesNotSeen, "", None, unseen);
        doubts.push(doubt);
    }

    let Some(found) = one.found.as_deref() else {
        return;
    };
    looked.findings += count(found.findings.len());
    let mut unanswered: Vec<_> = Vec::new();
    let (mut protected, mut other_case) = (Vec::new(), Vec::new());
    for finding in &found.findings {
        let answer = answers.answering(finding);
        let is_covered = answer.is_some_and(|mark| mark.decision == MarkDecision::Cover);
        let at = place(one, finding.page);
        if finding.row.flag && answer.is_none() {
            unanswered.push(at.clone());
        }
        if !is_covered && finding.row.rule == PROTECTED_PLACE {
            protected.push((finding, at.clone()));
        }
        if !is_covered && finding.row.flag && finding.row.category == CASE_NUMBER {
            other_case.push((finding, at.clone()));
        }
        seen.push(Seen {
            what: what_of(finding),
            text: finding.text.clone(),
            place: at,
            is_covered,
        });
    }
    if !unanswered.is_empty() {
        let doubt = Doubt::about(DoubtKind::Unanswered, "", None, unanswered);
        looked.doubts.push(doubt);
    }
    for (kind, places) in [
        (DoubtKind::ProtectedAddress, protected),
        (DoubtKind::OtherCase, other_case),
    ] {
        for (finding, at) in places {
            let text = Some(finding.text.clone());
            let doubt = Doubt::about(kind, &finding.value, text, vec![at]);
            looked.doubts.push(doubt);
        }
    }
}

/// A person is one under all her names, and her number is another thing to cover than her name.
fn what_of(found: &Found) -> String {
    match &found.person {
        Some(person) => format!("{} {}", found.row.category, person.key),
        None => found.value.clone(),
    }
}

/// A value on a page that a doubt names.
type Told = (String, String, u32);

fn told_of(doubt: &Doubt) -> Vec<Told> {
    let value = value_of(doubt.text.as_deref().unwrap_or_default());
    let places = doubt.places.iter();
    places
        .map(|place| (value.clone(), place.item_id.clone(), place.page))
        .collect()
}

/// What is said already is not said again.
fn of_sightings(seen: &[Seen], told: &HashSet<Told>) -> Vec<Doubt> {
    let sightings: Vec<Sighting<'_>> = seen
        .iter()
        .map(|seen| Sighting {
            what: &seen.what,
            is_covered: seen.is_covered,
        })
        .collect();
    let mut doubts = Vec::new();
    for one in disagreements(&sightings) {
        let covered = seen.get(one.covered);
        let shown = one.shown.iter().filter_map(|at| seen.get(*at));
        let shown: Vec<&Seen> = shown
            .filter(|shown| {
                let (item, page) = (&shown.place.item_id, shown.place.page);
                !told.contains(&(value_of(&shown.text), item.clone(), page))
            })
            .collect();
        let Some(first) = shown.first().filter(|first| !first.what.is_empty()) else {
            continue;
        };
        let mut places: Vec<DoubtPlace> = shown.iter().map(|one| one.place.clone()).collect();
        places.sort_by_key(|place| (place.number, place.page));
        let text = Some(first.text.clone());
        doubts.push(Doubt {
            covered_at: covered.map(|covered| covered.place.clone()),
            ..Doubt::about(DoubtKind::CoveredElsewhere, &first.what, text, places)
        });
    }
    doubts
}
