use std::cmp::Reverse;

use chrono::NaiveDate;
use sagsbord_contract::{
    CaseHit, CitizenHit, DocumentHit, HitGroup, MarkedText, NoteHit, SearchHits, TaskHit,
};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::search::{Typed, TypedNumber, marks_of, rank_of};
use sagsbord_domain::task::TaskState;
use sagsbord_store::{
    CaseCandidate, Citizen, FoundDocument, FoundNote, FoundTask, Reader, Store, TaskReach,
};

use super::everywhere::wants;
use crate::AppError;
use crate::cases::row::case_row;

pub(super) struct Asked<'a> {
    pub filter: &'a AccessFilter,
    pub tasks: &'a TaskReach,
    pub today: NaiveDate,
    pub group: Option<HitGroup>,
    pub most: u32,
}

impl Asked<'_> {
    /// The newest of those that answer are weighed against each other, not all: a common word stands in a hundred
    /// thousand, and each that is weighed is fetched from all over the store.
    fn candidates(&self) -> u32 {
        self.most.saturating_mul(12).clamp(60, 200)
    }
}

/// A number says whom or what is meant; words only what is said of it.
const BY_NUMBER: u32 = 1_000_000;

pub(super) async fn hits_of(
    store: &Store,
    asked: &Asked<'_>,
    typed: &Typed,
) -> Result<SearchHits, AppError> {
    let is_person = typed.cpr().is_some();
    // Each with a connection of its own: none waits for what the others fetch.
    let (of_citizens, of_cases, of_documents, of_writings) = tokio::try_join!(
        async {
            let mut hits = SearchHits::default();
            if wants(asked.group, HitGroup::Citizens) {
                citizens(&mut store.read().await?, asked, typed, &mut hits).await?;
            }
            Ok::<_, AppError>(hits)
        },
        async {
            let mut hits = SearchHits::default();
            if wants(asked.group, HitGroup::Cases) {
                cases(&mut store.read().await?, asked, typed, &mut hits).await?;
            }
            Ok(hits)
        },
        async {
            let mut hits = SearchHits::default();
            if wants(asked.group, HitGroup::Documents) && !is_person {
                documents(&mut store.read().await?, asked, typed, &mut hits).await?;
            }
            Ok(hits)
        },
        async {
            let mut hits = SearchHits::default();
            if wants(asked.group, HitGroup::Notes) && !is_person {
                notes(&mut store.read().await?, asked, typed, &mut hits).await?;
            }
            if wants(asked.group, HitGroup::Tasks) && !is_person {
                tasks(&mut store.read().await?, asked, typed, &mut hits).await?;
            }
            Ok(hits)
        },
    )?;
    let all = [&of_citizens, &of_cases, &of_documents, &of_writings];
    let more = all
        .iter()
        .flat_map(|hits| hits.more.iter().copied())
        .collect();
    Ok(SearchHits {
        citizens: of_citizens.citizens,
        cases: of_cases.cases,
        documents: of_documents.documents,
        notes: of_writings.notes,
        tasks: of_writings.tasks,
        more,
        ..SearchHits::default()
    })
}

async fn notes(
    reader: &mut Reader,
    asked: &Asked<'_>,
    typed: &Typed,
    hits: &mut SearchHits,
) -> Result<(), AppError> {
    let found = reader
        .note_candidates(asked.filter, &typed.words, asked.most + 1)
        .await?;
    let mut found: Vec<(u32, FoundNote)> = found.into_iter().map(|note| (0, note)).collect();
    cut(&mut found, asked, HitGroup::Notes, hits);
    hits.notes = found
        .into_iter()
        .map(|(_, note)| NoteHit {
            id: note.id.to_string(),
            title: marked(&typed.words, first_line(&note.text)),
            excerpt: excerpt(&typed.words, &note.text),
            at: note.at.to_rfc3339(),
            case_id: note.case.to_string(),
            case_number: note.case_number,
        })
        .collect();
    Ok(())
}

const TITLE_LETTERS: usize = 80;
const EXCERPT_LETTERS: usize = 160;

fn first_line(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty());
    line.unwrap_or_default()
        .trim()
        .chars()
        .take(TITLE_LETTERS)
        .collect()
}

/// The stretch around the first word that was found.
fn excerpt(words: &[String], text: &str) -> MarkedText {
    let first = marks_of(words, text)
        .first()
        .map_or(0, |mark| mark[0] as usize);
    let units: Vec<u16> = text.encode_utf16().collect();
    let begin = first.saturating_sub(EXCERPT_LETTERS / 3);
    let end = units.len().min(begin + EXCERPT_LETTERS);
    let stretch = units.get(begin..end).unwrap_or_default();
    let stretch = String::from_utf16_lossy(stretch).replace(['\n', '\r', '\t'], " ");
    let stretch = stretch.trim_matches('\u{fffd}').to_owned();
    marked(words, stretch)
}

async fn tasks(
    reader: &mut Reader,
    asked: &Asked<'_>,
    typed: &Typed,
    hits: &mut SearchHits,
) -> Result<(), AppError> {
    let found = reader
        .task_candidates(asked.tasks, &typed.words, asked.candidates())
        .await?;
    let mut found: Vec<(u32, FoundTask)> = found
        .into_iter()
        .map(|task| (rank_of(&typed.words, &task.title).unwrap_or(0), task))
        .collect();
    // What is left to do comes before what is done.
    found.sort_by_key(|(rank, task)| (task.state == TaskState::Done, Reverse(*rank)));
    cut(&mut found, asked, HitGroup::Tasks, hits);
    hits.tasks = found
        .into_iter()
        .map(|(_, task)| {
            let (case_id, case_number) = task
                .case
                .map(|(id, number)| (id.to_string(), number))
                .unzip();
            TaskHit {
                id: task.id.to_string(),
                title: marked(&typed.words, task.title),
                is_done: task.state == TaskState::Done,
                due: task.due.map(|day| day.to_string()),
                case_id,
                case_number,
            }
        })
        .collect();
    Ok(())
}

async fn citizens(
    reader: &mut Reader,
    asked: &Asked<'_>,
    typed: &Typed,
    hits: &mut SearchHits,
) -> Result<(), AppError> {
    let mut found: Vec<(u32, Citizen)> = Vec::new();
    for number in &typed.numbers {
        let people = reader
            .citizens_by_number(asked.filter, number, asked.candidates())
            .await?;
        found.extend(people.into_iter().map(|citizen| (BY_NUMBER, citizen)));
    }
    // Nobody is called a number.
    if typed.words.iter().any(|word| !is_number(word)) {
        let people = reader
            .citizen_candidates(asked.filter, &typed.words, asked.candidates())
            .await?;
        found.extend(people.into_iter().filter_map(|citizen| {
            let rank = rank_of(&typed.words, &citizen.name)?;
            Some((rank, citizen))
        }));
    }
    found.sort_by(|(rank, a), (other, b)| other.cmp(rank).then_with(|| a.name.cmp(&b.name)));
    cut(&mut found, asked, HitGroup::Citizens, hits);
    let ids: Vec<_> = found.iter().map(|(_, citizen)| citizen.id).collect();
    let counts = reader.case_counts_of(asked.filter, &ids).await?;
    hits.citizens = found
        .into_iter()
        .map(|(_, citizen)| {
            let counts = counts.get(&citizen.id).copied().unwrap_or_default();
            CitizenHit {
                id: citizen.id.to_string(),
                name: marked(&typed.words, citizen.name),
                cpr_masked: citizen.cpr.map(|cpr| cpr.masked()),
                cvr: citizen.cvr,
                is_protected: citizen.protected,
                cases: counts.cases,
                open_cases: counts.open,
            }
        })
        .collect();
    Ok(())
}

async fn cases(
    reader: &mut Reader,
    asked: &Asked<'_>,
    typed: &Typed,
    hits: &mut SearchHits,
) -> Result<(), AppError> {
    let mut found: Vec<(u32, CaseCandidate)> = Vec::new();
    for number in &typed.numbers {
        let by_number = reader
            .cases_by_number(asked.filter, number, asked.candidates())
            .await?;
        found.extend(by_number.into_iter().map(|case| (BY_NUMBER, case)));
    }
    // A person's whole number, and the beginning of one, mean no words.
    let is_person =
        |number: &TypedNumber| matches!(number, TypedNumber::Cpr(_) | TypedNumber::Cvr(_));
    if !typed.numbers.iter().any(is_person) {
        let by_words = reader
            .case_candidates(asked.filter, &typed.words, asked.candidates())
            .await?;
        for case in by_words {
            if found.iter().all(|(_, other)| other.key != case.key) {
                found.push((rank(&typed.words, &case), case));
            }
        }
    }
    found.sort_by(|(rank, a), (other, b)| {
        let open = b.is_open.cmp(&a.is_open);
        other.cmp(rank).then(open).then(b.key.cmp(&a.key))
    });
    cut(&mut found, asked, HitGroup::Cases, hits);
    let keys: Vec<i64> = found.iter().map(|(_, case)| case.key).collect();
    let lines = reader.case_lines(asked.filter, &keys).await?;
    hits.cases = lines
        .into_iter()
        .map(|line| CaseHit {
            number: marked(&typed.words, line.number.clone()),
            title: marked(&typed.words, line.title.clone()),
            citizen: marked(&typed.words, line.citizen.clone().unwrap_or_default()),
            row: case_row(line, asked.today),
        })
        .collect();
    Ok(())
}

/// Words that all stand in the names, or all in the title, weigh more than words here and there.
fn rank(words: &[String], case: &CaseCandidate) -> u32 {
    let whole = rank_of(words, &case.number).map(|rank| rank * 2);
    let best = [
        rank_of(words, &case.names),
        rank_of(words, &case.title),
        whole,
    ];
    let together = || {
        let all = format!("{} {} {}", case.title, case.names, case.number);
        rank_of(words, &all).map(|rank| rank / 2)
    };
    best.into_iter()
        .flatten()
        .max()
        .or_else(together)
        .unwrap_or(0)
}

async fn documents(
    reader: &mut Reader,
    asked: &Asked<'_>,
    typed: &Typed,
    hits: &mut SearchHits,
) -> Result<(), AppError> {
    let found = reader
        .document_candidates(asked.filter, &typed.words, asked.candidates())
        .await?;
    let mut found: Vec<(u32, FoundDocument)> = found
        .into_iter()
        .map(|found| {
            let rank = rank_of(&typed.words, &found.document.title).unwrap_or(0);
            (rank, found)
        })
        .collect();
    found.sort_by(|(rank, a), (other, b)| {
        other
            .cmp(rank)
            .then(b.document.dated.cmp(&a.document.dated))
    });
    cut(&mut found, asked, HitGroup::Documents, hits);
    hits.documents = found
        .into_iter()
        .map(|(_, found)| DocumentHit {
            id: found.document.id.to_string(),
            title: marked(&typed.words, found.document.title),
            kind: found.document.kind.into(),
            date: found.document.dated.to_string(),
            sensitivity: found.document.sensitivity.into(),
            file_name: found.document.file.map(|file| file.name),
            case_id: found.case.to_string(),
            case_number: found.case_number,
            source: found.source,
        })
        .collect();
    Ok(())
}

fn cut<T>(found: &mut Vec<(u32, T)>, asked: &Asked<'_>, group: HitGroup, hits: &mut SearchHits) {
    let most = asked.most as usize;
    if found.len() > most {
        hits.more.push(group);
        found.truncate(most);
    }
}

fn marked(words: &[String], text: String) -> MarkedText {
    MarkedText {
        marks: marks_of(words, &text),
        text,
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}
