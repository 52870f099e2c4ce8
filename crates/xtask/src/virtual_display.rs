use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::process::{program, run};

/// A display without a screen, gone when this is dropped.
pub(crate) struct VirtualDisplay {
    server: Child,
    name: String,
    window_manager: Option<Child>,
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
                "1440x900x24",
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
            window_manager: None,
        };
        if number.trim().is_empty() {
            bail!("Xvfb ended before it had a display");
        }
        Ok(display)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Gives the windows frames, as they have on a person's desktop.
    pub(crate) fn frame_windows(&mut self) -> Result<()> {
        let started = self
            .lend(&mut program("openbox"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start openbox")?;
        self.window_manager = Some(started);
        Ok(())
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
        if let Some(manager) = &mut self.window_manager {
            let _ = manager.kill();
            let _ = manager.wait();
        }
        // Nothing to be done about a server that will not die: the process is about to end anyway.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
