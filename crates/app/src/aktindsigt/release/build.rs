use std::collections::HashSet;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sagsbord_contract::{
    BuildBundle, BundleForm, BundleVerification, CaseNewsWhat, ErrorCode, JobKind, JobStarted,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{ItemDecision, LetterPart as Part};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, BundleId, EmployeeId};
use sagsbord_pdf::LetterOrder;
use sagsbord_store::{AktindsigtEntry, Bundle, BundleFile, RequestLetter, Store};
use tokio::runtime::Handle;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::covered::Covered;
use super::obstacles::obstacles;
use super::order::{Act, Words, parts};
use super::round::Round;
use super::source::ActSource;
use super::together::{Built, Outcome, Workshop, put_together};
use crate::aktindsigt::find::find;
use crate::aktindsigt::law::aktindsigt_law;
use crate::aktindsigt::letter::set::order;
use crate::app::App;
use crate::cases::within_reach::case_within;
use crate::intake::Intakes;
use crate::jobs::runner::{JobHandle, start_job};
use crate::{AppError, Desk};

/// What it is built by: the same input makes the same bytes with the same program.
pub(super) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Puts what is decided together in the background. Nothing is begun while something stands in the way.
pub(crate) async fn build_bundle(
    desk: &Desk,
    session: &Session,
    request: BuildBundle,
) -> Result<JobStarted, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let round = Round::read(&mut reader, &filter, kept).await?;
    let there = obstacles(desk, session, &mut reader, &filter, &round, request.is_part).await?;
    if there.iter().any(|one| !one.may_be_accepted) {
        return Err(AppError::problem("id", "obstacles"));
    }
    let Some(letter) = round.letter.clone() else {
        return Err(AppError::problem("id", "obstacles"));
    };
    let set = order(&mut reader, &filter, &round.kept, &letter).await?;
    let own = case_within(&mut reader, &filter, round.kept.case).await?;
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtBundleBegun)
        .about("aktindsigt", round.kept.id.uuid())
        .with("case", AuditDetail::Id(round.kept.case.uuid()))
        .with(
            "documents",
            AuditDetail::Count(round.split.deciding.len() as u64),
        );
    let writer = store.write().await?;
    writer.commit_with(&record, app.clock.now()).await?;
    let job = Building {
        app: app.clone(),
        by: session.employee(),
        round,
        letter,
        set,
        case_number: own.number,
        form: request.form,
    };
    let by = Some(session.employee());
    start_job(app, JobKind::Bundle, by, move |handle| job.run(handle)).await
}

struct Building {
    app: Arc<App>,
    by: EmployeeId,
    round: Round,
    letter: RequestLetter,
    set: LetterOrder,
    case_number: String,
    form: BundleForm,
}

/// What came of it, before any of it is kept.
struct Made {
    files: Vec<(String, Built)>,
    told: BundleVerification,
    is_clean: bool,
    acts: u32,
    marks: u32,
}

impl Building {
    async fn run(self, handle: JobHandle) -> Result<(), AppError> {
        let store = self.app.store().await?;
        let folder = bundle_folder(&self.app).join(Uuid::new_v4().to_string());
        tokio::fs::create_dir_all(&folder).await?;
        let made = self.made(&store, handle, folder.clone()).await;
        // What cannot be removed now is removed when the program starts next.
        let _ = tokio::fs::remove_dir_all(&folder).await;
        self.keep(&store, made?).await
    }

    async fn made(
        &self,
        store: &Store,
        handle: JobHandle,
        folder: PathBuf,
    ) -> Result<Made, AppError> {
        let mut sources = Vec::with_capacity(self.round.split.deciding.len());
        for listed in &self.round.split.deciding {
            let is_given = listed.item.ruling.decision != ItemDecision::Withheld;
            sources.push(match is_given {
                true => Some(ActSource::of(store, &listed.item).await?),
                false => None,
            });
        }
        let given = sources.iter().flatten().count() as u64;
        let workshop = StoreWorkshop {
            store: store.clone(),
            runtime: Handle::current(),
            handle,
            folder,
            done: AtomicU64::new(0),
            // And what is read again when all of them are drawn.
            of: given + 1,
        };
        let (on, is_separate) = (self.letter.dated, self.form == BundleForm::Separate);
        let deciding = self.round.split.deciding.clone();
        let marks: Vec<Vec<sagsbord_store::Mark>> = deciding
            .iter()
            .map(|listed| self.round.marks_of(listed).cloned().collect())
            .collect();
        let on_day = Words {
            texts: &aktindsigt_law()?.letters,
            on,
        };
        let left_out = on_day.of(Part::LeftOut, &[])?;
        let titles: Vec<String> = deciding
            .iter()
            .map(|listed| self.round.title_of(listed, &left_out))
            .collect();
        let (set, number) = (self.set.clone(), self.case_number.clone());
        tokio::task::spawn_blocking(move || {
            let law = aktindsigt_law()?;
            let words = Words {
                texts: &law.letters,
                on,
            };
            let mut acts: Vec<Act> = deciding
                .into_iter()
                .zip(titles)
                .zip(sources)
                .map(|((listed, title), source)| Act {
                    listed,
                    title,
                    source,
                    covered: Covered::default(),
                })
                .collect();
            let mut by_place: HashSet<usize> = HashSet::new();
            // Once with texts looked for, and once more where one was not found again.
            loop {
                for (place, (act, marks)) in acts.iter_mut().zip(&marks).enumerate() {
                    if let Some(source) = &act.source {
                        let is_by_place = by_place.contains(&place);
                        act.covered = Covered::of(marks.iter(), source, &law.bases, is_by_place);
                    }
                }
                let set = set.clone();
                let parts = parts(&acts, set, &number, is_separate, &law.bases, &words)?;
                let mut made = Made::of(&acts);
                let mut again = Vec::new();
                for part in &parts {
                    match put_together(part, &acts, &workshop, &mut made.told) {
                        Outcome::Done(built) => made.files.push((part.name.clone(), built)),
                        Outcome::ByPlace(found) => again.extend(found),
                        Outcome::Cancelled => return Err(AppError::new(ErrorCode::Cancelled)),
                        Outcome::Failed => made.is_clean = false,
                    }
                }
                let is_new = again.iter().any(|place| !by_place.contains(place));
                if is_new {
                    by_place.extend(again);
                    continue;
                }
                workshop.handle.progress(workshop.of, workshop.of);
                return Ok(made);
            }
        })
        .await?
    }

    /// All of it in one transaction, and only where nothing was changed since it was begun. A file that somebody has a
    /// doubt about is not kept: its report is.
    async fn keep(self, store: &Store, made: Made) -> Result<(), AppError> {
        let mut prepared = Vec::new();
        if made.is_clean {
            for (name, built) in made.files {
                let bytes = Cursor::new(Zeroizing::new(built.bytes));
                prepared.push((name, built.pages, store.prepare_blob(bytes).await?));
            }
        }
        let kept = &self.round.kept;
        let now = self.app.clock.now();
        let mut writer = store.write().await?;
        if writer.release_print(kept.id).await? != self.round.print {
            return Err(AppError::new(ErrorCode::Conflict));
        }
        if !writer.aktindsigt_state(kept.id).await?.is_open() {
            return Err(AppError::problem("id", "closed"));
        }
        let mut files = Vec::new();
        for (name, pages, blob) in prepared {
            files.push(BundleFile {
                name,
                pages,
                blob: writer.keep_blob(blob).await?,
            });
        }
        let report = serde_json::to_string(&made.told)
            .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
        let bundle = Bundle {
            id: BundleId::new(Uuid::now_v7()),
            aktindsigt: kept.id,
            form: match self.form {
                BundleForm::Bundle => "bundle".to_owned(),
                BundleForm::Separate => "separate".to_owned(),
            },
            print: self.round.print.clone(),
            program: PROGRAM.to_owned(),
            built: (now, self.by),
            acts: made.acts,
            pages: files.iter().map(|file| file.pages).sum(),
            marks: made.marks,
            is_clean: made.is_clean,
            report,
            files,
        };
        writer.add_bundle(&bundle).await?;
        writer.forget_bundles_before(kept.id, bundle.id).await?;
        let outcome = if bundle.is_clean { "clean" } else { "doubt" };
        let entry = AktindsigtEntry {
            number: 0,
            at: now,
            by: self.by,
            kind: "bundle_built".to_owned(),
            detail: Some(format!("{outcome} {}", bundle.pages)),
            text: None,
        };
        writer.note_aktindsigt(kept.id, &entry).await?;
        let record = AuditRecord::new(self.by, AuditAct::AktindsigtBundleBuilt)
            .about("aktindsigt", kept.id.uuid())
            .with("case", AuditDetail::Id(kept.case.uuid()))
            .with("bundle", AuditDetail::Id(bundle.id.uuid()))
            .with("outcome", AuditDetail::Code(outcome))
            .with("pages", AuditDetail::Count(u64::from(bundle.pages)));
        writer.commit_with(&record, now).await?;
        self.app
            .case_changed(kept.case, CaseNewsWhat::Aktindsigt, self.by);
        Ok(())
    }
}

impl Made {
    fn of(acts: &[Act]) -> Self {
        let mut made = Self {
            files: Vec::new(),
            told: BundleVerification::default(),
            is_clean: true,
            acts: u32::try_from(acts.len()).unwrap_or(u32::MAX),
            marks: acts.iter().map(|act| act.covered.marks).sum(),
        };
        for act in acts.iter().filter(|act| act.covered.outside > 0) {
            made.is_clean = false;
            made.told.doubts.push(sagsbord_contract::BundleDoubt {
                why: "mark_outside".to_owned(),
                number: Some(act.listed.item.number),
                page: None,
                reader: None,
                count: act.covered.outside,
            });
        }
        made
    }
}

struct StoreWorkshop {
    store: Store,
    runtime: Handle,
    handle: JobHandle,
    folder: PathBuf,
    done: AtomicU64,
    of: u64,
}

impl Workshop for StoreWorkshop {
    fn bytes(&self, sha256: &str) -> Option<Vec<u8>> {
        let most = Intakes::limits().container_bytes;
        let read = self.store.read_intake_content(sha256, most);
        let bytes = self.runtime.block_on(read).ok()?;
        Some(bytes.to_vec())
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.handle.progress(done.min(self.of - 1), self.of);
    }

    fn is_cancelled(&self) -> bool {
        self.handle.is_cancelled()
    }

    fn folder(&self) -> &Path {
        &self.folder
    }
}

/// What a run that was cut off left behind is plain text: at the next start it goes before anything else happens.
pub(crate) async fn remove_bundle_folder(app: &App) -> Result<(), AppError> {
    match tokio::fs::remove_dir_all(bundle_folder(app)).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn bundle_folder(app: &App) -> PathBuf {
    app.config.folder.join("samling")
}
