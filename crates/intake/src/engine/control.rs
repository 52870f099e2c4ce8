use std::sync::{Condvar, Mutex, PoisonError};

/// What the person at the desk wants of a running intake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    #[default]
    GoOn,
    Pause,
    Stop,
}

/// Heard between two files and between two pages of recognition.
#[derive(Debug, Default)]
pub struct Control {
    wish: Mutex<Wish>,
    changed: Condvar,
}

impl Control {
    pub fn set(&self, wish: Wish) {
        *self.wish.lock().unwrap_or_else(PoisonError::into_inner) = wish;
        self.changed.notify_all();
    }

    pub fn wish(&self) -> Wish {
        *self.wish.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits as long as the wish is to pause. False: stop.
    pub(crate) fn may_go_on(&self) -> bool {
        let mut wish = self.wish.lock().unwrap_or_else(PoisonError::into_inner);
        while *wish == Wish::Pause {
            wish = self
                .changed
                .wait(wish)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *wish == Wish::GoOn
    }
}
