//! What crosses a process border, and nothing else: requests, replies, events, error codes.
//!
//! Every door (the window, the command line, the development backend) speaks these types, and
//! `ui/src/backend/contract.ts` is generated from them (`cargo xtask bindings`). Rich domain types
//! stay on their side of the border; the `From` implementations here are the only crossing.

mod audit;
mod cases;
mod commands;
mod domain_types;
mod error;
mod events;
mod jobs;
mod people;
mod quality;
mod session;
mod settings;
mod storage;
pub mod typescript;

pub use audit::*;
pub use cases::*;
pub use commands::*;
pub use error::*;
pub use events::*;
pub use jobs::*;
pub use people::*;
pub use quality::*;
pub use session::*;
pub use settings::*;
pub use storage::*;
