use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sagsbord_app::{App, Desk};

/// A desk for each browser tab.
pub(super) struct Clients {
    app: Arc<App>,
    desks: Mutex<HashMap<String, Arc<Desk>>>,
}

/// More tabs than a test run opens; after that, the door is shut rather than the memory full.
const MOST_CLIENTS: usize = 500;

impl Clients {
    pub(super) fn new(app: Arc<App>) -> Self {
        Self {
            app,
            desks: Mutex::default(),
        }
    }

    pub(super) fn desk(&self, client: &str) -> Option<Arc<Desk>> {
        let named = (8..=64).contains(&client.len())
            && client
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !named {
            return None;
        }
        let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        if !desks.contains_key(client) && desks.len() >= MOST_CLIENTS {
            return None;
        }
        let desk = desks.entry(client.to_owned()).or_insert_with(|| {
            let desk = Desk::new(self.app.clone());
            desk.watch();
            desk
        });
        Some(desk.clone())
    }
}
