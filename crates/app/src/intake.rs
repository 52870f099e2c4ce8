//! Files from outside are taken in for a case, and every one of them is accounted for.
//!
//! What was read is kept by bytes, what people decided is kept as a log, and the manifest is derived from both whenever
//! somebody asks (`manifest_of`): there is no third thing that could disagree with them.

pub(crate) mod add;
pub(crate) mod decide;
pub(crate) mod decide_hidden;
pub(crate) mod decide_quoted_mail;
pub(crate) mod dismiss_lapsed;
pub(crate) mod export;
pub(crate) mod file;
pub(crate) mod files;
pub(crate) mod filing;
pub(crate) mod give_password;
pub(crate) mod handed_in;
pub(crate) mod list;
pub(crate) mod offers;
pub(crate) mod page;
pub(crate) mod read_again;
pub(crate) mod remove;
pub(crate) mod renew;
pub(crate) mod running;
pub(crate) mod show;
pub(crate) mod start;
pub(crate) mod steer;
pub(crate) mod threads;
pub(crate) mod work;

mod fetch;
pub(crate) mod manifest_of;
mod row;
mod standing;
pub(crate) mod store_keep;
pub(crate) mod wire;

pub(crate) use running::Intakes;
