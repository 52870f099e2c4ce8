//! Who may do what to which cases. Rights are data: a person holds grants, a grant names a role and
//! how far it reaches, and the role names what it allows.

mod beyond;
mod filter;
mod grant;
mod right;
mod session;

pub use beyond::{Beyond, OpenSubject};
pub use filter::{AccessFilter, ByName, Scope};
pub use grant::{Grant, Role};
pub use right::Right;
pub use session::{NotAllowed, Session};
