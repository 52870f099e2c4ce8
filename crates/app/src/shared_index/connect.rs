use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_platform::{CertificateError, FunctionCertificate};
use sagsbord_store::Connection;
use zeroize::Zeroizing;

use super::place::PlatformPlace;
use crate::{AppError, Desk};

/// A certificate as it was handed out.
#[derive(Clone)]
pub struct CertificateFile {
    pub bytes: Zeroizing<Vec<u8>>,
    /// Nothing for one that is text.
    pub password: Option<Zeroizing<String>>,
}

impl Desk {
    /// Says how the platform is reached from now on. The certificate is tried before it is kept.
    pub async fn connect_platform(
        &self,
        place: PlatformPlace,
        certificate: CertificateFile,
    ) -> Result<(), ErrorReply> {
        connect(self, &place, &certificate)
            .await
            .map_err(|error| error.into_reply("connect_platform"))
    }
}

async fn connect(
    desk: &Desk,
    place: &PlatformPlace,
    file: &CertificateFile,
) -> Result<(), AppError> {
    let session = desk.session().await?;
    session.require(Right::ChangeSettings)?;
    let read = match &file.password {
        Some(password) => FunctionCertificate::from_pkcs12(&file.bytes, password),
        None => FunctionCertificate::from_pem(&file.bytes),
    };
    let certificate = read.map_err(|error| match error {
        CertificateError::WrongPassword => AppError::problem("password", "wrong"),
        _ => AppError::caused(ErrorCode::InvalidInput, error),
    })?;
    let now = desk.app().clock.now();
    if !certificate.is_valid_at(now) {
        return Err(AppError::problem("certificate", "not_valid_now"));
    }
    // A certificate of another municipality would be refused by the platform without a reason that helps.
    if certificate
        .cvr
        .as_ref()
        .is_some_and(|cvr| *cvr != place.cvr)
    {
        return Err(AppError::problem("certificate", "another_municipality"));
    }
    let place = serde_json::to_string(place)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let connection = Connection {
        place,
        certificate: certificate.to_pem().into_bytes(),
        changed_by: session.employee(),
        changed_at: now,
    };
    let mut writer = desk.app().store().await?.write().await?;
    writer.put_connection(&connection).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::PlatformConnected);
    writer.commit_with(&record, now).await?;
    Ok(())
}
