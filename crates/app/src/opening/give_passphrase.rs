use sagsbord_contract::{DeskEvent, DeskState, ErrorCode, GivePassphrase, KeyKeptIn, Nothing};
use sagsbord_domain::check_passphrase;
use sagsbord_store::{Store, StoreKey};
use zeroize::Zeroizing;

use super::desk_state::desk_state;
use super::open_store::make_store;
use crate::app::Slot;
use crate::jobs::resume::resume_jobs;
use crate::storage::upkeep::begin_upkeep;
use crate::{AppError, Desk};

/// Opens the store under a passphrase, or makes a new one under it.
pub(crate) async fn give_passphrase(
    desk: &Desk,
    request: GivePassphrase,
) -> Result<DeskState, AppError> {
    let passphrase = Zeroizing::new(request.passphrase);
    let app = desk.app();
    let folder = app.config.folder.clone();
    let mut slot = app.slot().write().await;
    let store = match *slot {
        Slot::ChoosePassphrase => {
            check_passphrase(&passphrase).map_err(|problem| AppError {
                field: Some("passphrase"),
                ..AppError::caused(ErrorCode::PassphraseWeak, problem)
            })?;
            let key = StoreKey::generate()?;
            Store::create_envelope(&folder, &key, passphrase).await?;
            make_store(app, &folder, &key).await?
        }
        Slot::AskPassphrase => {
            let candidates = Store::open_envelope(&folder, passphrase).await?;
            let (store, fits) =
                Store::open_with_candidates(&folder, &candidates, app.clock.now()).await?;
            Store::settle_envelope(&folder, fits).await?;
            store
        }
        _ => return Err(AppError::new(ErrorCode::Conflict)),
    };
    *slot = Slot::Open {
        store,
        key_kept_in: KeyKeptIn::Passphrase,
    };
    drop(slot);
    app.tell_all(DeskEvent::DeskChanged);
    resume_jobs(app).await;
    begin_upkeep(app).await;
    desk_state(desk, Nothing {}).await
}
