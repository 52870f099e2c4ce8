use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::process::{program, run};

/// A display without a screen, gone when this is dropped.
pub(crate) struct VirtualDisplay {
    server: Child,
    name: String,
}

impl VirtualDisplay {
    /// Takes the first display number that is free.
    pub(crate) fn open() -> Result<Self> {
        let mut server = program("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        let mut number = String::new();
        if let Some(pipe) = server.stdout.take() {
            BufReader::new(pipe).read_line(&mut number)?;
        }
        let display = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        if number.trim().is_empty() {
            bail!("Xvfb ended before it had a display");
        }
        Ok(display)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Lets a program draw here and nowhere else.
    pub(crate) fn lend<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
    }

    pub(crate) fn save_picture(&self, file: &Path) -> Result<()> {
        run(self.lend(program("import").args(["-window", "root"]).arg(file)))
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        // Nothing to be done about a server that will not die: the process is about to end anyway.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
