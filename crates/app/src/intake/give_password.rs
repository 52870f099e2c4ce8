use sagsbord_contract::{GiveIntakePassword, IntakeDetail};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_intake::{State, WhyUnreadable};

use super::file::find;
use super::manifest_of::manifest_of;
use super::{show, work};
use crate::{AppError, Desk};

const LONGEST_PASSWORD: usize = 500;

/// It is kept in the encrypted store, because the pages are opened with it again and again.
pub(crate) async fn give_intake_password(
    desk: &Desk,
    session: &Session,
    request: GiveIntakePassword,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    if request.password.is_empty() || request.password.len() > LONGEST_PASSWORD {
        return Err(AppError::invalid("password"));
    }
    let manifest = manifest_of(desk.app(), &intake).await?;
    let row = find(&manifest.rows, &request.place)?;
    let is_locked = matches!(
        row.state,
        State::Unreadable {
            why: WhyUnreadable::NeedsPassword | WhyUnreadable::WrongPassword,
            ..
        }
    );
    let sha256 = row.sha256.as_deref().filter(|_| is_locked);
    let sha256 = sha256.ok_or_else(|| AppError::invalid("place"))?;
    let record = AuditRecord::new(session.employee(), AuditAct::IntakePasswordGiven)
        .about("intake", intake.id.uuid());
    let mut writer = desk.app().store().await?.write().await?;
    writer
        .put_intake_password(sha256, &request.password)
        .await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    work::read_on(desk.app(), intake.id).await?;
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    show::detail(desk, session, &intake).await
}
