use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_contract::{SourceCapability, SourceKind, SourceTrouble};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, CitizenId, DocumentId, PartyPart, SourceId};
use sagsbord_sources::{Connector, Found, FoundCase, FoundDocument, FoundNote, Person};
use sagsbord_store::{
    KeptSource, Reader, SourceAnswer, SourceCase, SourceDocument, SourceNote, Store,
};
use uuid::Uuid;

use super::port::{About, Came, Failed, Later, Source};
use super::read_mapping::{Resolved, capabilities, read_mapping};
use super::secrets::secret_of;
use super::trouble;
use crate::AppError;
use crate::app::App;

/// As many as the screen shows of one case.
const MOST_NOTES: usize = 2_000;

/// A system with a web API, as its mapping describes it.
pub(super) struct MappedSource<'d> {
    pub(super) app: &'d App,
    pub(super) store: &'d Store,
    /// Of whoever asks.
    pub(super) filter: &'d AccessFilter,
    pub(super) kept: KeptSource,
}

/// One that is ready to be asked.
pub(super) struct Joined {
    pub(super) connector: Arc<Connector>,
    resolved: Resolved,
}

impl Joined {
    /// The line of before, if neither mapping nor secret changed since.
    pub(super) async fn open(
        app: &App,
        mut reader: Reader,
        kept: &KeptSource,
    ) -> Result<Result<Self, SourceTrouble>, AppError> {
        let Ok(resolved) = read_mapping(&mut reader, &kept.mapping).await? else {
            return Ok(Err(SourceTrouble::Mapping));
        };
        if let Some(connector) = app.sources.connector(kept.id, kept.version) {
            return Ok(Ok(Self {
                connector,
                resolved,
            }));
        }
        // Nothing waits for the key service with the store in its hand.
        drop(reader);
        let secret = match secret_of(app, kept.id).await {
            Ok(secret) => secret,
            Err(error) => {
                tracing::warn!(source = %kept.id, code = error.code.key(), "no secret can be had");
                return Ok(Err(SourceTrouble::KeyService));
            }
        };
        Ok(
            match Connector::new(Arc::clone(&resolved.mapping), secret) {
                Ok(connector) => {
                    let connector = Arc::new(connector);
                    app.sources.keep(kept.id, kept.version, &connector);
                    Ok(Self {
                        connector,
                        resolved,
                    })
                }
                Err(error) => Err(trouble::of_source(&error).0),
            },
        )
    }
}

impl Source for MappedSource<'_> {
    fn id(&self) -> String {
        self.kept.id.to_string()
    }

    fn name(&self) -> &str {
        &self.kept.name
    }

    fn kind(&self) -> SourceKind {
        SourceKind::Mapped
    }

    fn capabilities(&self) -> Vec<SourceCapability> {
        sagsbord_sources::Mapping::read(&self.kept.mapping)
            .map_or(vec![SourceCapability::Cases], |mapping| {
                capabilities(&mapping)
            })
    }

    fn ask<'a>(&'a self, about: About) -> Later<'a, Result<Came, Failed>> {
        Box::pin(async move {
            let outcome = match self.asked(about).await {
                Err(Failed::Ours(error)) => return Err(Failed::Ours(error)),
                outcome => outcome,
            };
            let trouble = match &outcome {
                Err(Failed::Source { trouble, field }) => Some((*trouble, field.clone())),
                _ => None,
            };
            self.note(trouble).await?;
            outcome
        })
    }

    fn gave_up<'a>(&'a self) -> Later<'a, Result<(), AppError>> {
        Box::pin(self.note(Some((SourceTrouble::TimedOut, None))))
    }
}

impl MappedSource<'_> {
    async fn asked(&self, about: About) -> Result<Came, Failed> {
        let reader = self.store.read().await?;
        let joined = Joined::open(self.app, reader, &self.kept).await??;
        let now = self.app.clock.now();
        match about {
            About::Citizen(citizen) => self.citizen(&joined, citizen, now).await,
            About::Case(case) => self.case(&joined, case, now).await,
        }
    }

    async fn citizen(
        &self,
        joined: &Joined,
        citizen: CitizenId,
        now: DateTime<Utc>,
    ) -> Result<Came, Failed> {
        let cpr = self.store.read().await?.cpr_of(citizen).await?;
        let nothing = Came {
            incomplete: 0,
            at: now,
        };
        // Nobody can be asked about by a name.
        let Some(cpr) = cpr else { return Ok(nothing) };
        let found = joined
            .connector
            .cases_of(&Person::Cpr(cpr.clone()), now)
            .await;
        let found: Found<FoundCase> = found.map_err(|error| failed(&error))?;
        let mut cases: Vec<SourceCase> = found
            .rows
            .iter()
            .map(|case| source_case(case, &joined.resolved))
            .collect();
        for case in cases.iter_mut().filter(|case| case.parties.is_empty()) {
            // It says nothing of whom it is about, and was asked about nobody else.
            let id = CitizenId::new(Uuid::new_v4());
            case.parties
                .push((id, cpr.clone(), String::new(), PartyPart::Primary));
        }
        let mut writer = self.store.write().await?;
        let copied = writer
            .put_source_cases(self.kept.id, &self.kept.name, &cases, now)
            .await?;
        // One that came incomplete may be one that we have.
        if found.incomplete == 0 {
            let shown: Vec<CaseId> = copied.iter().map(|copy| copy.id).collect();
            writer
                .mark_gone_of_citizen(self.kept.id, citizen, &shown, now)
                .await?;
        }
        writer.commit().await?;
        Ok(Came {
            incomplete: found.incomplete,
            at: now,
        })
    }

    async fn case(
        &self,
        joined: &Joined,
        case: CaseId,
        now: DateTime<Utc>,
    ) -> Result<Came, Failed> {
        let copy = self.store.read().await?.copy_of(self.filter, case).await?;
        let came = Came {
            incomplete: 0,
            at: now,
        };
        let Some(copy) = copy else { return Ok(came) };
        let abilities = self.capabilities();
        let connector = &joined.connector;
        let found = match connector.case(&copy.foreign_id, &copy.number, now).await {
            Err(sagsbord_sources::SourceError::NotOffered) => None,
            Err(error) => return Err(failed(&error)),
            Ok(None) => {
                let mut writer = self.store.write().await?;
                writer.mark_source_copy_gone(case, now).await?;
                writer.commit().await?;
                return Ok(came);
            }
            Ok(found) => found.filter(|found| found.id == copy.foreign_id),
        };
        let documents = if abilities.contains(&SourceCapability::Documents) {
            let documents = connector.documents_of(&copy.foreign_id, &copy.number, now);
            Some(documents.await.map_err(|error| failed(&error))?)
        } else {
            None
        };
        let notes = if abilities.contains(&SourceCapability::JournalNotes) {
            let notes = connector.notes_of(&copy.foreign_id, &copy.number, now);
            Some(notes.await.map_err(|error| failed(&error))?)
        } else {
            None
        };
        let incomplete = documents.as_ref().map_or(0, |found| found.incomplete)
            + notes.as_ref().map_or(0, |found| found.incomplete);
        let mut writer = self.store.write().await?;
        if let Some(found) = found {
            let cases = [source_case(&found, &joined.resolved)];
            writer
                .put_source_cases(self.kept.id, &self.kept.name, &cases, now)
                .await?;
        }
        if let Some(documents) = documents {
            let documents: Vec<SourceDocument> =
                documents.rows.into_iter().map(source_document).collect();
            writer.put_source_documents(case, &documents).await?;
        }
        if let Some(notes) = notes {
            let is_whole = notes.incomplete == 0;
            let notes = notes.rows.into_iter().take(MOST_NOTES).map(source_note);
            let notes: Vec<SourceNote> = notes.collect();
            writer.put_source_notes(case, &notes, is_whole, now).await?;
        }
        writer.commit().await?;
        Ok(Came {
            incomplete,
            at: now,
        })
    }

    async fn note(&self, trouble: Option<(SourceTrouble, Option<String>)>) -> Result<(), AppError> {
        note_answer(self.app, self.store, self.kept.id, trouble).await
    }
}

pub(super) async fn note_answer(
    app: &App,
    store: &Store,
    source: SourceId,
    trouble: Option<(SourceTrouble, Option<String>)>,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let trouble = trouble.map(|(trouble, field)| SourceAnswer {
        trouble: trouble::word(trouble).to_owned(),
        field,
        since: now,
    });
    let mut writer = store.write().await?;
    writer
        .note_source_answer(source, trouble.as_ref(), now)
        .await?;
    writer.commit().await?;
    Ok(())
}

pub(super) fn failed(error: &sagsbord_sources::SourceError) -> Failed {
    let (trouble, field) = trouble::of_source(error);
    Failed::Source { trouble, field }
}

fn source_case(case: &FoundCase, resolved: &Resolved) -> SourceCase {
    let part = |is_primary| match is_primary {
        true => PartyPart::Primary,
        false => PartyPart::Other,
    };
    SourceCase {
        id: CaseId::new(Uuid::new_v4()),
        foreign_id: case.id.clone(),
        number: case.number.clone(),
        title: case.title.clone(),
        kle: case.kle.clone(),
        status: case.status,
        sensitivity: case.sensitivity,
        unit: resolved.unit(case.unit.as_deref()),
        opened: case.opened,
        due: case.due,
        parties: case
            .parties
            .iter()
            .map(|party| {
                let id = CitizenId::new(Uuid::new_v4());
                let part = part(party.is_primary);
                (id, party.cpr.clone(), party.name.clone(), part)
            })
            .collect(),
    }
}

fn source_note(note: FoundNote) -> SourceNote {
    SourceNote {
        foreign_id: note.id,
        dated: note.day,
        author: note.author,
        text: note.text,
    }
}

fn source_document(document: FoundDocument) -> SourceDocument {
    SourceDocument {
        id: DocumentId::new(Uuid::new_v4()),
        foreign_id: document.id,
        title: document.title,
        kind: document.kind,
        dated: document.dated,
        sensitivity: document.sensitivity,
    }
}
