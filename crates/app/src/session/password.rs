use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use sagsbord_contract::ErrorCode;
use zeroize::Zeroizing;

use crate::AppError;

/// 64 MiB and three passes: about a fifth of a second on an office machine, and a farm of graphics
/// cards gains little.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// For storing; a new salt each time.
pub async fn hash_password(password: Zeroizing<String>) -> Result<String, AppError> {
    tokio::task::spawn_blocking(move || {
        let hash = hasher()?
            .hash_password(password.as_bytes())
            .map_err(|_| AppError::new(ErrorCode::Internal))?;
        Ok(hash.to_string())
    })
    .await?
}

/// Takes as long for a person who does not exist as for one who does, so that the time tells nothing.
pub(crate) async fn verify_password(
    password: Zeroizing<String>,
    kept_hash: Option<String>,
) -> Result<bool, AppError> {
    tokio::task::spawn_blocking(move || {
        let Some(kept_hash) = kept_hash else {
            let _ = hasher()?.hash_password(password.as_bytes());
            return Ok(false);
        };
        let kept =
            PasswordHash::new(&kept_hash).map_err(|_| AppError::new(ErrorCode::StoreDamaged))?;
        Ok(hasher()?
            .verify_password(password.as_bytes(), &kept)
            .is_ok())
    })
    .await?
}

fn hasher() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|_| AppError::new(ErrorCode::Internal))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
