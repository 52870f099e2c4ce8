mod columns;
mod wording;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sagsbord_contract::{ExportDeadlines, ExportFormat, ExportedFile};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::DeadlineQuery;

use super::law_in_force::LawKept;
use super::list;
use super::times;
use crate::settings::values::language;
use crate::table_file::TableFile;
use crate::{AppError, Desk};

/// A longer list is cut, and the reply says so.
const MOST_ROWS: u32 = 100_000;
/// Few enough to hold, many enough that looking for the next costs little.
const ROWS_AT_ONCE: u32 = 2_000;

/// The list as filtered, the soonest first. That it was taken out is logged, and how long it was.
pub(crate) async fn export_deadlines(
    desk: &Desk,
    session: &Session,
    request: ExportDeadlines,
) -> Result<ExportedFile, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let asked = list::query(desk, session, &request.list)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let words = wording::in_language(language(&mut reader, session.employee()).await?);
    let columns = columns::columns(words);
    let mut table = match request.format {
        ExportFormat::Csv => TableFile::csv(&columns),
        ExportFormat::Xlsx => TableFile::xlsx(words.say("sheet"), &columns)?,
    };
    let today = times::today(asked.now);
    let mut written = 0;
    let mut is_cut = false;
    loop {
        let query = DeadlineQuery {
            offset: written,
            // One more than fits tells whether the list goes on.
            limit: ROWS_AT_ONCE.min(MOST_ROWS + 1 - written),
            ..asked.clone()
        };
        let mut rows = list::rows(&mut reader, &filter, &query, &law).await?;
        let found = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if written + found > MOST_ROWS {
            rows.truncate((MOST_ROWS - written) as usize);
            is_cut = true;
        }
        written = MOST_ROWS.min(written + found);
        let law = std::sync::Arc::clone(&law);
        // Packing is work for the processor: not on the thread that answers everybody.
        table = tokio::task::spawn_blocking(move || {
            for row in rows {
                table.row(&columns::cells(row, words, &law, today))?;
            }
            Ok::<_, std::io::Error>(table)
        })
        .await??;
        if is_cut || found < query.limit {
            break;
        }
    }
    drop(reader);
    let bytes = tokio::task::spawn_blocking(move || table.finish()).await??;
    let (format, ending) = match request.format {
        ExportFormat::Csv => ("csv", "csv"),
        ExportFormat::Xlsx => ("xlsx", "xlsx"),
    };
    let record = AuditRecord::new(session.employee(), AuditAct::DeadlinesExported)
        .with("format", AuditDetail::Code(format))
        .with("rows", AuditDetail::Count(u64::from(written)));
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(ExportedFile {
        name: format!("{}-{today}.{ending}", words.say("file")),
        base64: BASE64.encode(bytes),
        rows: written,
        is_cut,
    })
}
