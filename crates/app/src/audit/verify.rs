use sagsbord_contract::{AuditVerdict, VerifyAudit};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::AuditReceipt;

use crate::{AppError, Desk};

/// Walks the whole chain, and says in the log that it did.
pub(crate) async fn verify_audit(
    desk: &Desk,
    session: &Session,
    request: VerifyAudit,
) -> Result<AuditVerdict, AppError> {
    session.require(Right::ReadAudit)?;
    let receipt = request.receipt.as_deref().map(read_receipt).transpose()?;
    let store = desk.app().store().await?;
    let verdict = store.read().await?.verify_audit(receipt.as_ref()).await?;
    let result = if verdict.broken_at.is_none() {
        "intact"
    } else {
        "broken"
    };
    let record = AuditRecord::new(session.employee(), AuditAct::AuditVerified)
        .with("result", AuditDetail::Code(result));
    store
        .write()
        .await?
        .commit_with(&record, desk.app().clock.now())
        .await?;
    Ok(AuditVerdict {
        intact: verdict.broken_at.is_none() && verdict.receipt_fits != Some(false),
        rows: u32::try_from(verdict.rows).unwrap_or(u32::MAX),
        broken_at: verdict
            .broken_at
            .and_then(|number| u32::try_from(number).ok()),
        receipt_fits: verdict.receipt_fits,
        receipt: format!("{}:{}", verdict.newest.number, verdict.newest.hash),
    })
}

fn read_receipt(text: &str) -> Result<AuditReceipt, AppError> {
    let (number, hash) = text
        .trim()
        .split_once(':')
        .ok_or_else(|| AppError::invalid("receipt"))?;
    let number = number.parse().map_err(|_| AppError::invalid("receipt"))?;
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(AppError::invalid("receipt"));
    }
    Ok(AuditReceipt {
        number,
        hash: hash.to_ascii_lowercase(),
    })
}
