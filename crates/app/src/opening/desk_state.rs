use sagsbord_contract::{DeskPhase, DeskState, ErrorCode, Nothing};
use sagsbord_store::Fact;

use super::demo;
use super::open_store::open_store;
use crate::app::Slot;
use crate::{AppError, Desk};

/// What the first screen must be. The first question opens the store.
pub(crate) async fn desk_state(desk: &Desk, _: Nothing) -> Result<DeskState, AppError> {
    let app = desk.app();
    if matches!(*app.slot().read().await, Slot::Opening) {
        open_store(app).await;
    }
    let mut state = DeskState {
        phase: DeskPhase::Opening,
        problem: None,
        municipality: None,
        demo_accounts: Vec::new(),
        signed_in: None,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        clock_behind: false,
        damage_found: app.damage_found(),
    };
    let store = match &*app.slot().read().await {
        Slot::Opening => return Ok(state),
        Slot::Problem(code) => {
            state.phase = DeskPhase::Problem;
            state.problem = Some(AppError::new(*code).into_reply("desk_state"));
            return Ok(state);
        }
        Slot::ChoosePassphrase => {
            state.phase = DeskPhase::ChoosePassphrase;
            state.problem =
                Some(AppError::new(ErrorCode::KeyringUnavailable).into_reply("desk_state"));
            return Ok(state);
        }
        Slot::AskPassphrase => {
            state.phase = DeskPhase::AskPassphrase;
            return Ok(state);
        }
        Slot::Open { store, .. } => store.clone(),
    };
    state.clock_behind = store.clock_behind();
    let mut reader = store.read().await?;
    state.municipality = reader.fact(Fact::Municipality).await?;
    let has_people = reader.count_employees().await? > 0;
    drop(reader);
    state.signed_in = desk.signed_in().await?;
    state.phase = match (&state.signed_in, desk.seat()) {
        (Some(_), Some(seat)) if seat.locked => DeskPhase::Locked,
        (Some(_), Some(_)) => DeskPhase::SignedIn,
        _ if has_people => DeskPhase::SignIn,
        _ => DeskPhase::FirstAdministrator,
    };
    if state.phase == DeskPhase::SignIn {
        state.demo_accounts = demo::accounts(&store).await?;
    }
    Ok(state)
}
