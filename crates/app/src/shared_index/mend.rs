use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditRecord, CaseId, IndexObjectId};
use sagsbord_store::{OutboxState, Writer};

use super::content::OwnCase;
use super::push::queue_case;
use crate::{App, AppError, Desk};

/// As long as the index has room for.
const LONGEST_TITLE: usize = 255;

impl Desk {
    /// Gives a case another title, here and in the index. A title that is held back never leaves, also not as an
    /// earlier step.
    pub async fn mend_case_title(&self, case: CaseId, title: &str) -> Result<(), ErrorReply> {
        mend(self, case, title)
            .await
            .map_err(|error| error.into_reply("mend_case_title"))
    }
}

async fn mend(desk: &Desk, case: CaseId, title: &str) -> Result<(), AppError> {
    let session = desk.session().await?;
    let filter = session.filter(Right::WorkOnCases)?;
    let store = desk.app().store().await?;
    store
        .read()
        .await?
        .find_case(&filter, case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let mut writer = store.write().await?;
    retitle(desk.app(), &mut writer, case, title).await?;
    let record =
        AuditRecord::new(session.employee(), AuditAct::IndexTitleMended).about("case", case.uuid());
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(())
}

async fn retitle(
    app: &App,
    writer: &mut Writer,
    case: CaseId,
    title: &str,
) -> Result<(), AppError> {
    let title = title.trim();
    if title.is_empty() || title.chars().any(char::is_control) {
        return Err(AppError::invalid("title"));
    }
    if title.chars().count() > LONGEST_TITLE {
        return Err(AppError::problem("title", "too_long"));
    }
    let object = IndexObjectId::new(case.uuid());
    // Another system's case is not ours to change, and telling the index of it would make it so.
    if !writer.is_known_to_index(object).await? || writer.is_index_copy(case).await? {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    if !writer.set_case_title(case, title).await? {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let now = app.clock.now();
    let steps = writer.unsent_index_steps(object).await?;
    if steps.iter().any(|step| step.state == OutboxState::Held) {
        for step in steps {
            let Some(mut content) = step
                .content
                .as_deref()
                .and_then(|kept| serde_json::from_str::<OwnCase>(kept).ok())
            else {
                continue;
            };
            title.clone_into(&mut content.title);
            let content = serde_json::to_string(&content)
                .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
            writer
                .replace_index_content(object, step.number, &content, now)
                .await?;
        }
    }
    queue_case(writer, case, now).await?;
    Ok(())
}
