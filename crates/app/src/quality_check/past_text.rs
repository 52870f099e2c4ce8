//! What is kept already, as far as somebody may see it: titles, file names, and documents that are text. A new
//! word or a changed rule is tried on it before it is kept.

use std::ops::Range;

use sagsbord_contract::{PastTextCount, PastTextExample, PastTextHits, PastTextKind};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, DocumentId};
use sagsbord_scan::decode;
use sagsbord_store::{CaseQuery, DocumentOfCase, Reader, Store};
use zeroize::Zeroizing;

use super::findings::Places;
use crate::{AppError, Desk};

/// The newest: enough to see whether a word would drown the reader.
const MOST_CASES: u32 = 10_000;
const MOST_DOCUMENTS: u32 = 20_000;
const PAGE: u32 = 500;
/// Of documents that are text, so many and so much is read: a person waits for the answer.
const MOST_READ: usize = 2_000;
const MOST_BYTES_OF_ONE: u64 = 1024 * 1024;
const MOST_BYTES: usize = 32 * 1024 * 1024;
const MOST_EXAMPLES_OF_A_KIND: usize = 5;
/// Characters shown on each side of a place.
const BESIDE: usize = 60;

const KINDS: [PastTextKind; 4] = [
    PastTextKind::CaseTitle,
    PastTextKind::DocumentTitle,
    PastTextKind::FileName,
    PastTextKind::Document,
];

pub(super) struct PastText {
    texts: Vec<Kept>,
    unread: u32,
}

pub(super) struct Kept {
    pub(super) kind: PastTextKind,
    pub(super) case: CaseId,
    pub(super) text: Zeroizing<String>,
    case_number: String,
    document: Option<DocumentId>,
}

/// What may still be read.
struct Room {
    documents: usize,
    bytes: usize,
}

/// What was found, and the documents that something is shown of.
pub(super) struct Hits {
    pub(super) hits: PastTextHits,
    shown: Vec<DocumentId>,
    read: u32,
}

impl PastText {
    pub(super) async fn gather(desk: &Desk, session: &Session) -> Result<Self, AppError> {
        let filter = session.filter(Right::ReadCases)?;
        let store = desk.app().store().await?;
        let mut reader = store.read().await?;
        let mut past = PastText {
            texts: Vec::new(),
            unread: 0,
        };
        for offset in (0..MOST_CASES).step_by(PAGE as usize) {
            let query = CaseQuery {
                offset,
                limit: PAGE,
                ..CaseQuery::default()
            };
            let page = reader.list_cases(&filter, &query).await?;
            let is_last = page.len() < PAGE as usize;
            past.texts.extend(page.into_iter().map(|line| Kept {
                kind: PastTextKind::CaseTitle,
                case: line.id,
                text: Zeroizing::new(line.title),
                case_number: line.number,
                document: None,
            }));
            if is_last {
                break;
            }
        }
        let documents = reader
            .newest_documents(&filter, MOST_CASES, MOST_DOCUMENTS)
            .await?;
        drop(reader);
        let mut room = Room {
            documents: MOST_READ,
            bytes: MOST_BYTES,
        };
        for document in documents {
            past.take(&store, document, &mut room).await?;
        }
        Ok(past)
    }

    async fn take(
        &mut self,
        store: &Store,
        found: DocumentOfCase,
        room: &mut Room,
    ) -> Result<(), AppError> {
        let DocumentOfCase {
            case,
            case_number,
            document,
        } = found;
        let mut add = |kind, text| {
            self.texts.push(Kept {
                kind,
                case,
                text: Zeroizing::new(text),
                case_number: case_number.clone(),
                document: Some(document.id),
            });
        };
        add(PastTextKind::DocumentTitle, document.title);
        let Some(file) = document.file else {
            return Ok(());
        };
        add(PastTextKind::FileName, file.name);
        let size = file.blob.size();
        let fits = room.documents > 0
            && size <= MOST_BYTES_OF_ONE
            && usize::try_from(size).is_ok_and(|n| n <= room.bytes);
        if !is_text(&file.media_type) || !fits {
            self.unread += 1;
            return Ok(());
        }
        let bytes = store.read_blob(&file.blob, MOST_BYTES_OF_ONE).await?;
        room.documents -= 1;
        room.bytes -= bytes.len();
        match decode(&bytes) {
            Ok(decoded) => add(PastTextKind::Document, decoded.text.into_owned()),
            Err(_) => self.unread += 1,
        }
        Ok(())
    }

    /// The cases that documents were read of.
    pub(super) fn cases_of_documents(&self) -> Vec<CaseId> {
        let documents = self
            .texts
            .iter()
            .filter(|kept| kept.kind == PastTextKind::Document);
        let mut cases: Vec<CaseId> = documents.map(|kept| kept.case).collect();
        cases.dedup();
        cases
    }

    /// Looks through it all with `places`, which tells where something stands in a text.
    pub(super) fn look(&self, places: impl Fn(&Kept) -> Vec<Range<usize>>) -> Hits {
        let mut kinds = KINDS.map(|kind| PastTextCount {
            kind,
            read: 0,
            hit: 0,
            places: 0,
        });
        let mut examples = Vec::new();
        let mut shown = Vec::new();
        for kept in &self.texts {
            let Some(count) = kinds.iter_mut().find(|count| count.kind == kept.kind) else {
                continue;
            };
            let found = places(kept);
            count.read += 1;
            count.hit += u32::from(!found.is_empty());
            count.places += u32::try_from(found.len()).unwrap_or(u32::MAX);
            let of_kind = examples
                .iter()
                .filter(|one: &&PastTextExample| one.kind == kept.kind)
                .count();
            if of_kind < MOST_EXAMPLES_OF_A_KIND
                && let Some(first) = found.first()
            {
                examples.push(example(kept, first));
                shown.extend(
                    kept.document
                        .filter(|_| kept.kind == PastTextKind::Document),
                );
            }
        }
        examples.sort_by_key(|example| KINDS.iter().position(|kind| *kind == example.kind));
        Hits {
            read: kinds[3].read,
            shown,
            hits: PastTextHits {
                kinds: kinds.to_vec(),
                unread: self.unread,
                examples,
            },
        }
    }
}

impl Hits {
    /// One line for the search, and one for each document that something is shown of.
    pub(super) async fn note(&self, desk: &Desk, session: &Session) -> Result<(), AppError> {
        let now = desk.app().clock.now();
        let mut writer = desk.app().store().await?.write().await?;
        for document in &self.shown {
            let record = AuditRecord::new(session.employee(), AuditAct::DocumentRead)
                .about("document", document.uuid());
            writer.append_audit(&record, now).await?;
        }
        let record = AuditRecord::new(session.employee(), AuditAct::PastTextSearched)
            .with("documents", AuditDetail::Count(self.read.into()));
        writer.commit_with(&record, now).await?;
        Ok(())
    }
}

/// Parties and staff, so that a rule is tried with what it would know.
pub(super) async fn people_of(
    session: &Session,
    reader: &mut Reader,
    cases: Vec<CaseId>,
) -> Result<std::collections::HashMap<CaseId, sagsbord_scan::CasePeople>, AppError> {
    let mut people = std::collections::HashMap::new();
    for case in cases {
        people.insert(
            case,
            super::made_ready::people(session, reader, Some(case)).await?,
        );
    }
    Ok(people)
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") || media_type == "message/rfc822"
}

fn example(kept: &Kept, place: &Range<usize>) -> PastTextExample {
    let text = kept.text.as_str();
    let before = text.get(..place.start).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(BESIDE - 1)
        .map_or(0, |(at, _)| at);
    let after = text.get(place.end..).unwrap_or_default();
    let to = after
        .char_indices()
        .nth(BESIDE)
        .map_or(text.len(), |(at, _)| place.end + at);
    let shown = text.get(from..to).unwrap_or_default();
    let mut places = Places::new(shown);
    PastTextExample {
        kind: kept.kind,
        case_number: kept.case_number.clone(),
        start: places.of(place.start - from),
        end: places.of(place.end - from),
        // One line: breaks count as much as spaces do.
        text: shown.replace(['\n', '\r', '\t'], " "),
    }
}
