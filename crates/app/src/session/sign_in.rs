use sagsbord_contract::{DeskEvent, ErrorCode, SignIn, SignedIn};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId, fold};
use sagsbord_store::SignInState;
use zeroize::Zeroizing;

use super::password::verify_password;
use super::throttle::{seconds_left, wait_after};
use crate::desk::Seat;
use crate::{AppError, Desk, settings};

pub(crate) async fn sign_in(desk: &Desk, request: SignIn) -> Result<SignedIn, AppError> {
    let username = fold(request.username.trim());
    let employee = check_password_of(desk, &username, request.password.into()).await?;
    take_seat(desk, employee, username, AuditAct::SignedIn).await
}

/// The employee, when the password is theirs. Every wrong try is counted and logged.
pub(super) async fn check_password_of(
    desk: &Desk,
    username: &str,
    password: Zeroizing<String>,
) -> Result<EmployeeId, AppError> {
    let app = desk.app();
    let store = app.store().await?;
    let now = app.clock.now();
    let state = store.read().await?.find_sign_in(username).await?;
    let state = state.filter(|state| state.employee.active && state.password_hash.is_some());
    if let Some(state) = &state
        && let Some(seconds) = seconds_left(state.wait_until, now)
    {
        return Err(AppError::wait(ErrorCode::SignInThrottled, seconds));
    }
    let kept_hash = state.as_ref().and_then(|state| state.password_hash.clone());
    let right = verify_password(password, kept_hash).await?;
    match state {
        Some(state) if right => Ok(state.employee.id),
        Some(state) => {
            refuse(desk, state.employee.id, username).await?;
            Err(AppError::new(ErrorCode::SignInRefused))
        }
        None => {
            let writer = store.write().await?;
            let record = AuditRecord::new(None, AuditAct::SignInRefused)
                .with("reason", AuditDetail::Code("unknown_user"));
            writer.commit_with(&record, now).await?;
            Err(AppError::new(ErrorCode::SignInRefused))
        }
    }
}

/// Counts inside the writing transaction: two windows trying at once are two tries.
async fn refuse(desk: &Desk, employee: EmployeeId, username: &str) -> Result<(), AppError> {
    let app = desk.app();
    let now = app.clock.now();
    let mut writer = app.store().await?.write().await?;
    let failed = writer
        .find_sign_in(username)
        .await?
        .map_or(0, |state: SignInState| state.failed_attempts)
        .saturating_add(1);
    let wait = wait_after(failed);
    writer
        .note_refused(employee, failed, wait.map(|wait| now + wait))
        .await?;
    let record = AuditRecord::new(employee, AuditAct::SignInRefused)
        .with("tries", AuditDetail::Count(failed.into()));
    writer.commit_with(&record, now).await?;
    match wait {
        Some(wait) => Err(AppError::wait(
            ErrorCode::SignInThrottled,
            u32::try_from(wait.num_seconds()).unwrap_or(u32::MAX),
        )),
        None => Ok(()),
    }
}

pub(super) async fn take_seat(
    desk: &Desk,
    employee: EmployeeId,
    username: String,
    act: AuditAct,
) -> Result<SignedIn, AppError> {
    let app = desk.app();
    let now = app.clock.now();
    let mut writer = app.store().await?.write().await?;
    writer.note_signed_in(employee, now).await?;
    writer
        .commit_with(&AuditRecord::new(employee, act), now)
        .await?;
    let mut reader = app.store().await?.read().await?;
    let minutes = settings::values::lock_after_minutes(&mut reader).await?;
    drop(reader);
    desk.set_seat(Some(Seat {
        employee,
        username,
        locked: false,
        last_active: now,
        lock_after: chrono::TimeDelta::minutes(minutes.into()),
    }));
    desk.tell(DeskEvent::DeskChanged);
    desk.signed_in()
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotSignedIn))
}
