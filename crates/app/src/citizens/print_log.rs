use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sagsbord_contract::{ExportedFile, PrintAccessLog};
use sagsbord_domain::access::Session;
use sagsbord_store::Fact;

use super::access_log::read_log;
use super::printed_log::{Printed, set_log};
use crate::settings::values::language;
use crate::{AppError, Desk};

/// The list for the person it is about, as an accessible PDF. Colleagues' names are left out unless they are asked for:
/// the person has a right to when and why, not to who (EU Court, C-579/21).
pub(crate) async fn print_access_log(
    desk: &Desk,
    session: &Session,
    request: PrintAccessLog,
) -> Result<ExportedFile, AppError> {
    let log = read_log(desk, session, &request.id).await?;
    let mut reader = desk.app().store().await?.read().await?;
    let language = language(&mut reader, session.employee()).await?;
    let municipality = reader.fact(Fact::Municipality).await?;
    drop(reader);
    let rows = u32::try_from(log.rows.len()).unwrap_or(u32::MAX);
    let printed = Printed {
        log,
        with_names: request.with_names,
        municipality: municipality.unwrap_or_default(),
        today: session.today(),
        language,
    };
    let (name, bytes) = tokio::task::spawn_blocking(move || set_log(&printed)).await??;
    Ok(ExportedFile {
        name,
        base64: BASE64.encode(bytes),
        rows,
        is_cut: false,
    })
}
