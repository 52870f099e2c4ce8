use sagsbord_contract::{ChangeOpenSubject, Nothing, OpenSubjectRow, OpenSubjects};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, KleScope, Sensitivity};
use sagsbord_store::Store;

use crate::{AppError, Desk};

/// What everybody who reads cases may read ("adgang for alle").
pub(crate) async fn open_subjects(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<OpenSubjects, AppError> {
    session.require(Right::ManagePeople)?;
    read_rows(&desk.app().store().await?).await
}

pub(crate) async fn change_open_subject(
    desk: &Desk,
    session: &Session,
    request: ChangeOpenSubject,
) -> Result<OpenSubjects, AppError> {
    session.require(Right::ManagePeople)?;
    let kle = KleScope::parse(&request.kle).map_err(|_| AppError::invalid("kle"))?;
    let up_to: Option<Sensitivity> = request.up_to.map(Into::into);
    // What is sensitive needs a need: it is never open to all (databeskyttelsesforordningen art. 9).
    if up_to.is_some_and(|up_to| up_to > Sensitivity::Confidential) {
        return Err(AppError::problem("upTo", "too_sensitive"));
    }
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let mut writer = store.write().await?;
    writer
        .put_open_subject(&kle, up_to, session.employee(), now)
        .await?;
    let record = AuditRecord::new(session.employee(), AuditAct::OpenSubjectChanged).with(
        "up_to",
        AuditDetail::Code(up_to.map_or("nothing", Sensitivity::code)),
    );
    writer.commit_with(&record, now).await?;
    read_rows(&store).await
}

async fn read_rows(store: &Store) -> Result<OpenSubjects, AppError> {
    let mut reader = store.read().await?;
    let mut rows = Vec::new();
    for subject in reader.open_subjects().await? {
        rows.push(OpenSubjectRow {
            title: reader.kle_title(subject.kle.as_str()).await?,
            kle: subject.kle.to_string(),
            up_to: subject.up_to.into(),
        });
    }
    Ok(OpenSubjects { rows })
}
