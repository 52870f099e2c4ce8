use sagsbord_contract::{
    ErrorCode, LookPurpose, RevealCitizen, Revealed, RevealedFact, shortest_reason,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CitizenId};
use uuid::Uuid;

use crate::people::fields::id;
use crate::{AppError, Desk};

const LONGEST_REASON: usize = 500;

/// What is otherwise covered, to somebody who says why. The line in the log comes first.
pub(crate) async fn reveal_citizen(
    desk: &Desk,
    session: &Session,
    request: RevealCitizen,
) -> Result<Revealed, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let citizen: CitizenId = id(&request.id, "id")?;
    let why = reason(&request.reason, shortest_reason::REVEAL)?;
    let store = desk.app().store().await?;
    let now = desk.app().clock.now();
    let person = store
        .read()
        .await?
        .find_citizen(&filter, citizen)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let (what, text) = match request.what {
        RevealedFact::ProtectedAddress => ("address", person.address),
        RevealedFact::WholeCpr => {
            let hyphened = |cpr: sagsbord_domain::Cpr| {
                let (birthday, rest) = cpr.digits().split_at(6);
                format!("{birthday}-{rest}")
            };
            ("cpr", person.cpr.map(hyphened))
        }
    };
    let text = text.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let mut writer = store.write().await?;
    let look = Uuid::new_v4();
    writer
        .note_look_reason(look, session.employee(), citizen, &why, now)
        .await?;
    let record = AuditRecord::new(session.employee(), AuditAct::CitizenRevealed)
        .about("citizen", citizen.uuid())
        .with("what", AuditDetail::Code(what))
        .with("purpose", AuditDetail::Code(purpose_code(request.purpose)))
        .with("reason", AuditDetail::Id(look));
    writer.commit_with(&record, now).await?;
    Ok(Revealed { text })
}

/// Somebody's own words for why. They stay where the rules of access are; the log has their id.
pub(crate) fn reason(text: &str, shortest: usize) -> Result<String, AppError> {
    let text = text.trim();
    let length = text.chars().count();
    if length < shortest {
        return Err(AppError::problem("reason", "too_short"));
    }
    if length > LONGEST_REASON {
        return Err(AppError::problem("reason", "too_long"));
    }
    Ok(text.to_owned())
}

pub(crate) const fn purpose_code(purpose: LookPurpose) -> &'static str {
    match purpose {
        LookPurpose::CaseWork => "case_work",
        LookPurpose::Inquiry => "inquiry",
        LookPurpose::Deadline => "deadline",
        LookPurpose::Aktindsigt => "aktindsigt",
        LookPurpose::Supervision => "supervision",
        LookPurpose::Emergency => "emergency",
    }
}

pub(crate) fn purpose_of(code: &str) -> Option<LookPurpose> {
    [
        LookPurpose::CaseWork,
        LookPurpose::Inquiry,
        LookPurpose::Deadline,
        LookPurpose::Aktindsigt,
        LookPurpose::Supervision,
        LookPurpose::Emergency,
    ]
    .into_iter()
    .find(|purpose| purpose_code(*purpose) == code)
}
