use sagsbord_contract::DeskEvent;
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::Desk;
use crate::app::Told;

/// What this desk is told, one event at a time.
pub struct DeskEvents {
    desk: u64,
    told: Receiver<Told>,
}

impl Desk {
    pub fn events(&self) -> DeskEvents {
        DeskEvents {
            desk: self.id,
            told: self.app.subscribe(),
        }
    }

    /// A link or a menu item asks for a room.
    pub fn go_to(&self, path: String) {
        self.tell(DeskEvent::GoTo(path));
    }
}

impl DeskEvents {
    /// `None` when the program ends.
    pub async fn next(&mut self) -> Option<DeskEvent> {
        loop {
            match self.told.recv().await {
                Ok(told) if told.desk.is_none_or(|desk| desk == self.desk) => {
                    return Some(told.event);
                }
                Ok(_) => {}
                // Some were lost: have the window ask for the whole state instead.
                Err(RecvError::Lagged(_)) => return Some(DeskEvent::DeskChanged),
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
