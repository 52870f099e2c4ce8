//! Who may sign in, and what they may do.

pub(crate) mod add;
pub(crate) mod change;
pub(crate) mod fields;
pub(crate) mod give_grant;
pub(crate) mod list;
pub(crate) mod names;
pub(crate) mod reset_password;
pub(crate) mod row;
pub(crate) mod take_grant;
