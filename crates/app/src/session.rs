//! Who sits at the desk.

pub(crate) mod change_own_password;
pub(crate) mod first_administrator;
pub(crate) mod keep_awake;
pub(crate) mod lock;
pub(crate) mod password;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod throttle;
pub(crate) mod unlock;
