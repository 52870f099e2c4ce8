//! *Læg på sagen*: files of an intake become documents of its case.

mod list;
mod planned;

use std::sync::Arc;

use sagsbord_contract::{
    ErrorCode, FileDocuments, FiledDocuments, FilingFault, FilingList, FilingPreview, FilingRow,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, DocumentId, OWN_SOURCE, Sensitivity};
use sagsbord_intake::{Kind, Place, Row, State, ViewError, read_table};
use sagsbord_store::{Document, DocumentFile, Intake};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::file::find;
use super::manifest_of::manifest_of;
use super::running::Intakes;
use super::show;
use crate::app::App;
use crate::shared_index::queue_case;
use crate::{AppError, Desk};
use planned::Planned;
pub(super) use planned::{in_bounds, media_type, without_ending};

const MOST_AT_ONCE: usize = 1_000;
/// A list is read whole before anything is done with it.
const LARGEST_LIST: u64 = 2 << 20;

/// What would become of the files, and the faults of the list. Nothing is changed.
pub(crate) async fn preview_intake_filing(
    desk: &Desk,
    session: &Session,
    request: FileDocuments,
) -> Result<FilingPreview, AppError> {
    let filing = Filing::of(desk, session, &request).await?;
    // Titles of mails are shown: that is reading what was handed in.
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFileOpened)
        .about("intake", filing.intake.id.uuid());
    let writer = desk.app().store().await?.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(FilingPreview {
        rows: filing.planned.iter().map(Planned::row).collect(),
        faults: filing.faults,
        lists: filing.lists,
    })
}

/// All of them, or none. Whoever asks twice gets the same documents once.
pub(crate) async fn file_intake_documents(
    desk: &Desk,
    session: &Session,
    request: FileDocuments,
) -> Result<FiledDocuments, AppError> {
    let filing = Filing::of(desk, session, &request).await?;
    if !filing.faults.is_empty() {
        return Err(AppError::problem("listPlace", "faults"));
    }
    let app = desk.app();
    let store = app.store().await?;
    let now = app.clock.now();
    let case = filing.intake.case;
    let most = Intakes::limits().container_bytes;
    let mut prepared = Vec::new();
    for planned in filing
        .planned
        .into_iter()
        .filter(|planned| !planned.is_filed)
    {
        let bytes = store.read_intake_content(&planned.sha256, most).await?;
        // Before a writer is taken, so that a large file keeps nobody waiting.
        let blob = store.prepare_blob(std::io::Cursor::new(bytes)).await?;
        prepared.push((planned, blob));
    }
    let mut writer = store.write().await?;
    let mut there = writer.blobs_in_case(case).await?;
    let (mut filed, mut already) = (0, filing.filed_before);
    for (planned, blob) in prepared {
        if !there.insert(planned.sha256.clone()) {
            already += 1;
            continue;
        }
        let document = Document {
            id: DocumentId::new(Uuid::new_v4()),
            file: Some(DocumentFile {
                name: planned.file_name.clone(),
                media_type: media_type(planned.file_kind).to_owned(),
                blob: writer.keep_blob(blob).await?,
            }),
            title: planned.title,
            kind: planned.kind,
            dated: planned.date,
            sensitivity: planned.sensitivity,
        };
        writer.add_document(case, &document).await?;
        filed += 1;
    }
    if filed > 0 {
        queue_case(&mut writer, case, now).await?;
    }
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFiled)
        .about("case", case.uuid())
        .with("intake", AuditDetail::Id(filing.intake.id.uuid()))
        .with("documents", AuditDetail::Count(u64::from(filed)));
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    Ok(FiledDocuments { filed, already })
}

struct Filing {
    intake: Intake,
    planned: Vec<Planned>,
    faults: Vec<FilingFault>,
    lists: Vec<FilingList>,
    filed_before: u32,
}

impl Filing {
    async fn of(desk: &Desk, session: &Session, request: &FileDocuments) -> Result<Self, AppError> {
        let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
        if request.places.len() > MOST_AT_ONCE {
            return Err(AppError::invalid("places"));
        }
        let app = desk.app();
        let store = app.store().await?;
        let filter = session.filter(Right::WorkOnCases)?;
        let case = store.read().await?.find_case(&filter, intake.case).await?;
        let case = case.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
        // What another system owns is changed in that system.
        if case.source != OWN_SOURCE {
            return Err(AppError::problem("id", "not_own"));
        }
        let manifest = manifest_of(app, &intake).await?;
        let list_row = match &request.list_place {
            Some(place) => Some(find(&manifest.rows, place)?),
            None => None,
        };
        let is_list = |row: &Row| list_row.is_some_and(|list| list.place == row.place);
        for place in &request.places {
            let row = find(&manifest.rows, place)?;
            if !can_be_filed(row) || is_list(row) {
                return Err(AppError::invalid("places"));
            }
        }
        // Also those that nobody chose: a list may name them, and is right to.
        let all: Vec<&Row> = manifest
            .rows
            .iter()
            .filter(|row| can_be_filed(row) && !is_list(row))
            .take(MOST_AT_ONCE)
            .collect();
        let there = store.write().await?.blobs_in_case(intake.case).await?;
        let mut planned = Vec::with_capacity(all.len());
        for row in all {
            planned.push(Planned::of(&store, row, &intake, case.sensitivity, &there).await?);
        }
        let faults = match list_row {
            Some(row) => {
                let sha256 = row.sha256.as_deref().unwrap_or_default();
                let bytes = async || store.read_intake_content(sha256, LARGEST_LIST).await;
                match row.kind {
                    Some(Kind::Csv) => list::apply(&list::lines(&bytes().await?), &mut planned),
                    Some(Kind::Xlsx) => match spreadsheet_lines(app, bytes().await?).await? {
                        Some(lines) => list::apply(&lines, &mut planned),
                        None => vec![list::unreadable()],
                    },
                    _ => return Err(AppError::problem("listPlace", "not_a_list")),
                }
            }
            None => Vec::new(),
        };
        if !request.places.is_empty() {
            planned.retain(|planned| {
                request
                    .places
                    .contains(&String::from(planned.place.clone()))
            });
        }
        let is_table =
            |row: &&Row| matches!(row.kind, Some(Kind::Csv | Kind::Xlsx)) && row.sha256.is_some();
        let lists = manifest.rows.iter().filter(is_table).map(|row| FilingList {
            place: String::from(row.place.clone()),
            name: row.name.clone(),
        });
        let filed_before = planned.iter().filter(|planned| planned.is_filed).count();
        Ok(Self {
            intake,
            faults,
            lists: lists.collect(),
            filed_before: u32::try_from(filed_before).unwrap_or(u32::MAX),
            planned,
        })
    }
}

/// Nothing where it cannot be read. It is opened by the process that has nothing.
async fn spreadsheet_lines(
    app: &Arc<App>,
    bytes: Zeroizing<Vec<u8>>,
) -> Result<Option<list::Lines>, AppError> {
    let helper = app.config.helper.clone();
    let helper = helper.ok_or_else(|| AppError::new(ErrorCode::Internal))?;
    let read =
        tokio::task::spawn_blocking(move || read_table(&helper, &bytes, Intakes::limits())).await?;
    match read {
        Ok(rows) => Ok(Some(
            rows.into_iter()
                .map(|row| (row.number, row.cells))
                .collect(),
        )),
        Err(ViewError::Page(_)) => Ok(None),
        Err(error) => Err(AppError::caused(ErrorCode::Internal, error)),
    }
}

/// What was taken in, and a mail with what hangs on it. Not what was left out, nor an archive, whose files are there.
fn can_be_filed(row: &Row) -> bool {
    let is_taken = matches!(row.state, State::Taken { .. });
    let is_mail = matches!(row.state, State::Container) && row.kind.is_some_and(Kind::is_mail);
    row.sha256.is_some() && (is_taken || is_mail)
}
