use std::collections::{HashMap, HashSet};

use sagsbord_contract::{CheckPurpose, ReleaseObstacle};
use sagsbord_domain::access::{AccessFilter, Session};
use sagsbord_domain::aktindsigt::{
    Answer, ItemDecision, MarkDecision, MarkKind, ObstacleKind as Kind, Regime, Ruling, bare,
    betrays, judge, open_from,
};
use sagsbord_intake::{ReadingKey, Summary, SummedOutcome};
use sagsbord_scan::Severity;
use sagsbord_store::{ListedItem, Reader};

use super::round::Round;
use crate::aktindsigt::items::row::regime_of;
use crate::aktindsigt::items::titles::{findings_of, release_scanner};
use crate::aktindsigt::law::aktindsigt_law;
use crate::aktindsigt::letter::drafted;
use crate::aktindsigt::review::consistency::count_open_doubts;
use crate::templates::markup;
use crate::{AppError, Desk};

/// Everything that stands in the way of giving what is decided, each with the row it is about.
pub(super) async fn obstacles(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    filter: &AccessFilter,
    round: &Round,
    is_part: bool,
) -> Result<Vec<ReleaseObstacle>, AppError> {
    let mut found = Found::default();
    of_request(reader, round, is_part, &mut found).await?;
    of_documents(session, reader, round, &mut found).await?;
    of_marks(round, &mut found)?;
    of_titles(desk, reader, filter, round, &mut found).await?;
    of_doubts(desk, reader, filter, round, is_part, &mut found).await?;
    of_letter(desk, reader, filter, round, &mut found).await?;
    Ok(found.all)
}

#[derive(Default)]
struct Found {
    all: Vec<ReleaseObstacle>,
}

impl Found {
    fn request(&mut self, kind: Kind) {
        self.add(kind, None, None, None);
    }

    fn item(&mut self, kind: Kind, listed: &ListedItem, count: usize, detail: Option<String>) {
        let count = (count > 0).then_some(count);
        self.add(kind, Some(listed), count, detail);
    }

    fn add(
        &mut self,
        kind: Kind,
        listed: Option<&ListedItem>,
        count: Option<usize>,
        detail: Option<String>,
    ) {
        self.all.push(ReleaseObstacle {
            kind: kind.into(),
            item_id: listed.map(|one| one.item.id.to_string()),
            number: listed.map(|one| one.item.number),
            count: count.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            detail,
            may_be_accepted: kind.may_be_accepted(),
        });
    }
}

async fn of_request(
    reader: &mut Reader,
    round: &Round,
    is_part: bool,
    found: &mut Found,
) -> Result<(), AppError> {
    let kept = &round.kept;
    if !kept.state.is_open() {
        found.request(Kind::Closed);
    }
    if reader.is_release_stopped(kept.id).await? {
        found.request(Kind::Stopped);
    }
    if !round.is_whole {
        found.request(Kind::NotWholeList);
    }
    if round.chosen.is_empty() {
        found.request(Kind::RegimesMissing);
    }
    // Anyone may ask for what is open to anyone; what is hers alone goes to her alone.
    let is_for_anyone =
        |regime: &Regime| matches!(regime, Regime::PublicAccess | Regime::Environment);
    if kept.identity.is_none() && !round.chosen.iter().all(is_for_anyone) {
        found.request(Kind::NotIdentified);
    }
    let split = &round.split;
    if !is_part && !split.undecided.is_empty() {
        found.add(Kind::Undecided, None, Some(split.undecided.len()), None);
    }
    let has_nothing = split.deciding.is_empty();
    if has_nothing && (is_part || split.before > 0) {
        found.request(Kind::NothingNew);
    }
    Ok(())
}

/// What is decided must hold today, and what is given must be here, as it was, and readable.
async fn of_documents(
    session: &Session,
    reader: &mut Reader,
    round: &Round,
    found: &mut Found,
) -> Result<(), AppError> {
    let law = aktindsigt_law()?;
    let keys: Vec<(String, String)> = round.split.deciding.iter().filter_map(key_of).collect();
    let summaries = reader.intake_summaries(&keys).await?;
    for listed in &round.split.deciding {
        let item = &listed.item;
        let answers: Vec<Answer> = item
            .ruling
            .answers
            .iter()
            .map(|answer| Answer {
                requirement: answer.requirement,
                outcome: answer.outcome,
                text: answer.text.clone(),
            })
            .collect();
        let ruling = Ruling {
            decision: item.ruling.decision,
            regime: regime_of(item, &round.chosen),
            bases: &item.ruling.bases,
            answers: &answers,
            open_from: open_from(item.facts.direction, item.facts.dispatched),
            on: session.today(),
        };
        if let Err(fault) = judge(&ruling, &law.bases) {
            use sagsbord_domain::aktindsigt::DecisionFault as Fault;
            match fault {
                Fault::NotBefore(day) => {
                    found.item(Kind::NotBefore, listed, 0, Some(day.to_string()));
                }
                fault => {
                    found.item(Kind::DoesNotHold, listed, 0, Some(fault.code().to_owned()));
                }
            }
        }
        if listed.is_gone {
            found.item(Kind::Gone, listed, 0, None);
        } else if listed.is_changed {
            found.item(Kind::Changed, listed, 0, None);
        }
        if item.ruling.decision != ItemDecision::Withheld {
            of_pages(listed, &summaries, round, found);
        }
    }
    Ok(())
}

pub(super) fn key_of(listed: &ListedItem) -> Option<(String, String)> {
    let item = &listed.item;
    let (sha256, name) = (item.sha256.as_deref()?, item.file_name.as_deref()?);
    let key = ReadingKey::of(sha256, name);
    Some((key.sha256, key.hint))
}

fn of_pages(
    listed: &ListedItem,
    summaries: &HashMap<(String, String), String>,
    round: &Round,
    found: &mut Found,
) {
    let Some(key) = key_of(listed) else {
        return found.item(Kind::NotHere, listed, 0, None);
    };
    let summary = summaries.get(&key);
    let summary = summary.and_then(|text| serde_json::from_str::<Summary>(text).ok());
    match summary.map(|summary| summary.outcome) {
        None => found.item(Kind::NotRead, listed, 0, None),
        Some(SummedOutcome::Pages { pages, .. }) => {
            let outside = round.covers_of(listed).filter(|mark| mark.page > pages);
            let outside = outside.count();
            if outside > 0 {
                found.item(Kind::MarkOutside, listed, outside, None);
            }
        }
        Some(SummedOutcome::Container | SummedOutcome::Unreadable { .. }) => {
            found.item(Kind::NotPages, listed, 0, None);
        }
    }
}

fn of_marks(round: &Round, found: &mut Found) -> Result<(), AppError> {
    let law = aktindsigt_law()?;
    for listed in &round.split.deciding {
        let item = &listed.item;
        if item.ruling.decision == ItemDecision::Withheld {
            continue;
        }
        let on_pages = |kind: MarkKind| kind != MarkKind::Title;
        let covers: Vec<_> = round
            .covers_of(listed)
            .filter(|mark| on_pages(mark.kind))
            .collect();
        let all = round.marks.get(&item.id).map_or(0, |marks| {
            let is_cover = |decision| decision == MarkDecision::Cover;
            let covers = marks.iter().filter(|mark| is_cover(mark.decision));
            covers.filter(|mark| on_pages(mark.kind)).count()
        });
        if all > covers.len() {
            found.item(Kind::StaleMarks, listed, all - covers.len(), None);
        }
        match item.ruling.decision {
            ItemDecision::Given if !covers.is_empty() => {
                found.item(Kind::GivenWithMarks, listed, covers.len(), None);
            }
            ItemDecision::Partly if covers.is_empty() => {
                found.item(Kind::PartlyWithoutMarks, listed, 0, None);
            }
            _ => {}
        }
        let without = covers.iter().filter(|mark| mark.basis.is_none()).count();
        if without > 0 {
            found.item(Kind::MarkWithoutBasis, listed, without, None);
        }
        let regime = regime_of(item, &round.chosen);
        let is_known = |id: &str| {
            let mut versions = law.bases.versions();
            versions.any(|basis| {
                basis.id == id && regime.is_some_and(|regime| basis.is_allowed_under(regime))
            })
        };
        let mut strange: Vec<&str> = covers
            .iter()
            .filter_map(|mark| mark.basis.as_deref())
            .filter(|id| !is_known(id))
            .collect();
        strange.sort_unstable();
        strange.dedup();
        for basis in strange {
            found.item(Kind::MarkBasis, listed, 0, Some(basis.to_owned()));
        }
    }
    Ok(())
}

/// The list is read first, and shows what nobody covered of its titles.
async fn of_titles(
    desk: &Desk,
    reader: &mut Reader,
    filter: &AccessFilter,
    round: &Round,
    found: &mut Found,
) -> Result<(), AppError> {
    let covered = covered_texts(round);
    let titles = CheckPurpose::Title;
    let scanner = release_scanner(desk.app(), reader, filter, &round.kept, titles).await?;
    let shown: Vec<(String, String)> = round
        .split
        .deciding
        .iter()
        .map(|listed| {
            let facts = &listed.item.facts;
            let title = round.title_of(listed, "");
            let shown = format!("{title}\n{}\n{}", facts.sender, facts.recipient);
            (title, bare(&shown))
        })
        .collect();
    let told = tokio::task::spawn_blocking(move || {
        shown
            .into_iter()
            .map(|(title, shown)| {
                let stops = findings_of(&scanner, &title).stops;
                (stops, betrays(&shown, covered.iter().map(String::as_str)))
            })
            .collect::<Vec<_>>()
    })
    .await?;
    for (listed, (stops, betrayed)) in round.split.deciding.iter().zip(told) {
        if stops > 0 {
            found.item(Kind::TitleStops, listed, stops as usize, None);
        }
        if betrayed > 0 {
            found.item(Kind::TitleBetrays, listed, betrayed, None);
        }
    }
    Ok(())
}

/// What the check before the letter finds in what is given now.
async fn of_doubts(
    desk: &Desk,
    reader: &mut Reader,
    filter: &AccessFilter,
    round: &Round,
    is_part: bool,
    found: &mut Found,
) -> Result<(), AppError> {
    let deciding = round.split.deciding.iter();
    let about: HashSet<String> = deciding.map(|one| one.item.id.to_string()).collect();
    let kept = &round.kept;
    let open = count_open_doubts(desk, reader, filter, kept, &about, !is_part).await?;
    if open > 0 {
        found.add(Kind::OpenDoubts, None, Some(open), None);
    }
    Ok(())
}

async fn of_letter(
    desk: &Desk,
    reader: &mut Reader,
    filter: &AccessFilter,
    round: &Round,
    found: &mut Found,
) -> Result<(), AppError> {
    let Some(letter) = &round.letter else {
        found.request(Kind::LetterMissing);
        return Ok(());
    };
    let faults = markup::set(&letter.text).faults.len();
    if faults > 0 {
        found.add(Kind::LetterUnfinished, None, Some(faults), None);
    }
    let writer = (letter.written_by, letter.dated);
    let now = drafted(reader, filter, &round.kept, letter.kind, writer).await?;
    if now != letter.drafted {
        found.request(Kind::LetterBehind);
    }
    let released = CheckPurpose::Release;
    let scanner = release_scanner(desk.app(), reader, filter, &round.kept, released).await?;
    let (text, covered) = (letter.text.clone(), covered_texts(round));
    let (stops, betrayed) = tokio::task::spawn_blocking(move || {
        let findings = scanner.scan(&text);
        let stops = findings.iter().filter(|one| one.severity == Severity::Stop);
        let betrayed = betrays(&bare(&text), covered.iter().map(String::as_str));
        (stops.count(), betrayed)
    })
    .await?;
    if stops > 0 {
        found.add(Kind::LetterStops, None, Some(stops), None);
    }
    if betrayed > 0 {
        found.add(Kind::LetterBetrays, None, Some(betrayed), None);
    }
    Ok(())
}

/// Every text that is covered in what is given, bare and once.
fn covered_texts(round: &Round) -> Vec<String> {
    let given = round.split.deciding.iter();
    let given = given.filter(|listed| listed.item.ruling.decision != ItemDecision::Withheld);
    let mut texts: Vec<String> = given
        .flat_map(|listed| round.covers_of(listed))
        .map(|mark| bare(&mark.text))
        .filter(|text| !text.is_empty())
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}
