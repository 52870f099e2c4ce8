use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sagsbord_contract::{ConnectPlatform, DeskEvent, ErrorCode, Nothing, PlatformConnection};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_platform::{CertificateError, FunctionCertificate, PlatformError};
use sagsbord_store::{Connection, IndexState};
use zeroize::Zeroizing;

use super::daily::forget_daily;
use super::health::{certificate_facts, read_certificate};
use super::place::{PlatformPlace, line_to, read_place};
use super::platform_settings::{place_of, settings_of};
use crate::{AppError, Desk};

/// Of a file with certificates and key, as base64.
const LONGEST_CERTIFICATE: usize = 2 * 1024 * 1024;
/// How a file in the binary form begins; the other form is text.
const BINARY: u8 = 0x30;

pub(crate) async fn platform_connection(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<PlatformConnection, AppError> {
    session.require(Right::ChangeSettings)?;
    let mut reader = desk.app().store().await?.read().await?;
    let Some(kept) = reader.connection().await? else {
        return Ok(PlatformConnection {
            settings: None,
            certificate: None,
        });
    };
    let certificate = read_certificate(&kept)?;
    Ok(PlatformConnection {
        settings: Some(settings_of(read_place(&kept)?)),
        certificate: Some(certificate_facts(&certificate, desk.app().clock.now())),
    })
}

/// Says how the platform is reached from now on. Everything is tried before anything is kept, as far as it can be
/// without asking anybody; nothing is sent.
pub(crate) async fn connect_platform(
    desk: &Desk,
    session: &Session,
    request: ConnectPlatform,
) -> Result<PlatformConnection, AppError> {
    session.require(Right::ChangeSettings)?;
    let app = desk.app();
    let store = app.store().await?;
    let before = store.read().await?.connection().await?;
    let place = place_of(request.settings)?;
    let certificate = match request.certificate {
        Some(packed) => {
            let password = request.password.map(Zeroizing::new);
            handed_in(&Zeroizing::new(packed), password.as_ref())?
        }
        None => match &before {
            Some(kept) => read_certificate(kept)?,
            None => return Err(AppError::problem("certificate", "missing")),
        },
    };
    let now = app.clock.now();
    if now < certificate.valid_from {
        return Err(AppError::problem("certificate", "not_yet"));
    }
    if !certificate.is_valid_at(now) {
        return Err(AppError::problem("certificate", "over"));
    }
    // A certificate of another municipality would be refused by the platform without a reason that helps.
    if certificate
        .cvr
        .as_ref()
        .is_some_and(|cvr| *cvr != place.cvr)
    {
        return Err(AppError::problem("certificate", "another_municipality"));
    }
    line_to(&place, &certificate).map_err(|error| match error {
        PlatformError::Certificate(_) => AppError::problem("trustsOnly", "unreadable"),
        error => AppError::caused(ErrorCode::InvalidInput, error),
    })?;
    let text = serde_json::to_string(&place)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let connection = Connection {
        place: text,
        certificate: certificate.to_pem().into_bytes(),
        changed_by: session.employee(),
        changed_at: now,
    };
    let is_another_index = match &before {
        Some(kept) => is_another_index(&read_place(kept)?, &place),
        None => true,
    };
    let mut writer = store.write().await?;
    writer.put_connection(&connection).await?;
    forget_daily(&mut writer, now).await?;
    if is_another_index {
        // What was set going was another index: this one is told of nothing before somebody says so.
        writer.put_index_state(&IndexState::default()).await?;
    }
    let record = AuditRecord::new(session.employee(), AuditAct::PlatformConnected);
    writer.commit_with(&record, now).await?;
    app.index.start_afresh();
    app.tell_all(DeskEvent::Index);
    platform_connection(desk, session, Nothing {}).await
}

fn is_another_index(before: &PlatformPlace, after: &PlatformPlace) -> bool {
    let index = |place: &PlatformPlace| {
        (
            place.cvr.clone(),
            place.organisation,
            place.system,
            place.index_address.clone(),
        )
    };
    index(before) != index(after)
}

fn handed_in(
    packed: &Zeroizing<String>,
    password: Option<&Zeroizing<String>>,
) -> Result<FunctionCertificate, AppError> {
    if packed.len() > LONGEST_CERTIFICATE {
        return Err(AppError::problem("certificate", "unreadable"));
    }
    let bytes = BASE64_STANDARD
        .decode(packed.as_bytes())
        .map(Zeroizing::new)
        .map_err(|_| AppError::problem("certificate", "unreadable"))?;
    let is_binary = bytes.first() == Some(&BINARY);
    let read = match password {
        Some(password) if is_binary => FunctionCertificate::from_pkcs12(&bytes, password),
        None if is_binary => return Err(AppError::problem("password", "missing")),
        _ => FunctionCertificate::from_pem(&bytes),
    };
    read.map_err(|error| {
        let (field, problem) = match error {
            CertificateError::WrongPassword => ("password", "password"),
            CertificateError::NoKey => ("certificate", "no_key"),
            CertificateError::AnotherKey => ("certificate", "another_key"),
            CertificateError::WrongKind | CertificateError::CannotSign => {
                ("certificate", "wrong_kind")
            }
            CertificateError::NotACertificate | CertificateError::TooLarge => {
                ("certificate", "unreadable")
            }
        };
        AppError {
            cause: Some(Box::new(error)),
            ..AppError::problem(field, problem)
        }
    })
}
