use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sagsbord_contract::{ExportFormat, ExportIntake, ExportedFile};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_intake::{Manifest, Place, Row, State};
use sagsbord_law::Language;

use super::manifest_of::manifest_of;
use super::{show, wire};
use crate::settings::values::language;
use crate::table_file::{Cell, Column, TableFile, Words};
use crate::{AppError, Desk};

mod wording;

/// The manifest as a list: every file with its one state, for whoever must answer for it.
pub(crate) async fn export_intake(
    desk: &Desk,
    session: &Session,
    request: ExportIntake,
) -> Result<ExportedFile, AppError> {
    let intake = show::within_reach(desk, session, Right::ReadCases, &request.id).await?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    let store = desk.app().store().await?;
    let language = language(&mut store.read().await?, session.employee()).await?;
    let words = wording::in_language(language);
    let rows = u32::try_from(manifest.rows.len()).unwrap_or(u32::MAX);
    let format = request.format;
    let bytes = tokio::task::spawn_blocking(move || written(&manifest, format, words)).await??;
    let (code, ending) = match format {
        ExportFormat::Csv => ("csv", "csv"),
        ExportFormat::Xlsx => ("xlsx", "xlsx"),
    };
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeExported)
        .about("intake", intake.id.uuid())
        .with("format", AuditDetail::Code(code))
        .with("rows", AuditDetail::Count(u64::from(rows)));
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(ExportedFile {
        name: format!("{}.{ending}", words.say("file")),
        base64: BASE64.encode(bytes),
        rows,
        is_cut: false,
    })
}

fn written(manifest: &Manifest, format: ExportFormat, words: &Words) -> std::io::Result<Vec<u8>> {
    let columns = COLUMNS.map(|(header, width)| Column {
        header: words.say(header).to_owned(),
        width,
    });
    let mut table = match format {
        ExportFormat::Csv => TableFile::csv(&columns),
        ExportFormat::Xlsx => TableFile::xlsx(words.say("sheet"), &columns)?,
    };
    for row in &manifest.rows {
        table.row(&cells(row, words))?;
    }
    table.finish()
}

/// A file's state, and what is to be said about it, for doors that print a manifest themselves.
pub fn file_in_words(row: &Row, language: Language) -> (&'static str, String) {
    let words = wording::in_language(language);
    (words.say(state(&row.state)), about(row, words))
}

const COLUMNS: [(&str, u16); 9] = [
    ("column.place", 8),
    ("column.name", 48),
    ("column.folder", 30),
    ("column.kind", 12),
    ("column.bytes", 12),
    ("column.state", 18),
    ("column.pages", 8),
    ("column.about", 50),
    ("column.fingerprint", 66),
];

fn cells(row: &Row, words: &Words) -> Vec<Cell> {
    vec![
        Cell::text(String::from(row.place.clone())),
        Cell::text(row.name.clone()),
        Cell::text(row.folder.clone()),
        Cell::text(row.kind.map(wire::word).unwrap_or_default()),
        Cell::Number(i64::try_from(row.bytes).unwrap_or(i64::MAX)),
        Cell::text(words.say(state(&row.state))),
        match &row.state {
            State::Taken { pages } => Cell::Number(i64::from(*pages)),
            _ => Cell::Empty,
        },
        Cell::text(about(row, words)),
        Cell::text(row.sha256.clone().unwrap_or_default()),
    ]
}

fn about(row: &Row, words: &Words) -> String {
    let like = |key, of: &Place, likeness: u16| {
        words
            .say(key)
            .replace("{place}", &String::from(of.clone()))
            .replace("{percent}", &(likeness / 10).to_string())
    };
    match &row.state {
        State::Duplicate {
            of,
            likeness,
            is_exact: true,
        } => like("about.exact", of, likeness.0),
        State::Duplicate { of, likeness, .. } => like("about.alike", of, likeness.0),
        State::LeftOut { by, reason } => words
            .say("about.left_out")
            .replace("{reason}", reason)
            .replace("{by}", by),
        State::Unreadable { why, .. } => {
            let key = format!("why.{}", wire::word(*why));
            words.say(&key).to_owned()
        }
        State::Taken { .. } | State::Waiting | State::Container => row
            .alike
            .as_ref()
            .map(|(of, likeness)| like("about.alike", of, likeness.0))
            .unwrap_or_default(),
    }
}

fn state(state: &State) -> &'static str {
    match state {
        State::Waiting => "state.waiting",
        State::Taken { .. } => "state.taken",
        State::Duplicate { .. } => "state.duplicate",
        State::Container => "state.container",
        State::LeftOut { .. } => "state.left_out",
        State::Unreadable { .. } => "state.unreadable",
    }
}
