//! What a process gives up for good before it touches a file from outside.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

#[cfg(target_os = "linux")]
#[path = "confine/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "confine/elsewhere.rs"]
mod system;

pub(crate) use system::{confine_launched, confine_worker};

/// What the system really holds a process to. Where it offers less, the process still has its time, and its end ends
/// nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// It reaches no files but those it was given.
    pub files: bool,
    /// It opens no connection.
    pub network: bool,
    pub memory: bool,
}

/// What a program from elsewhere may have.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Allowance {
    /// The one folder it may write in.
    pub(crate) work_folder: PathBuf,
    pub(crate) memory: u64,
    pub(crate) file_bytes: u64,
}
