//! The program started again as its own helper: to read a file in a process of its own, or to hold a program from
//! elsewhere short before it begins.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::{outside_program, worker};

pub(crate) const ROLE: &str = "SAGSBORD_HELPER";
pub(crate) const READS: &str = "reads";
pub(crate) const LAUNCHES: &str = "launches";

/// How this program is started as a helper. A door's `main` calls [`become_helper`] before anything else.
#[derive(Clone, Debug)]
pub struct HelperProgram {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
}

impl HelperProgram {
    /// The program that runs now.
    pub fn this() -> std::io::Result<Self> {
        Ok(Self {
            program: env::current_exe()?,
            arguments: Vec::new(),
        })
    }

    pub(crate) fn command(&self, role: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env_clear().env(ROLE, role);
        command
    }
}

/// Does a helper's work, when this process was started as one. `None`: it was not, and the program goes on.
pub fn become_helper() -> Option<ExitCode> {
    let role = env::var(ROLE).ok()?;
    Some(match role.as_str() {
        READS => worker::serve(),
        LAUNCHES => outside_program::launch(),
        _ => ExitCode::FAILURE,
    })
}
