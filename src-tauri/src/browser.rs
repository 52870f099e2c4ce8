//! Addresses that are opened outside the window, in whatever the machine opens them with.

use std::process::{Command, Stdio};

use sagsbord_app::ports::Links;

pub(crate) struct SystemBrowser;

impl Links for SystemBrowser {
    fn open(&self, address: &str) -> bool {
        // Use cases make no others; a shell that is handed something else runs what it is.
        if !address.starts_with("https://") {
            return false;
        }
        let mut opener = opener();
        opener
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        match opener.spawn() {
            Ok(mut started) => {
                // It ends when it has handed the address on; somebody must have seen that it did.
                std::thread::spawn(move || started.wait());
                true
            }
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "nothing here opens addresses");
                false
            }
        }
    }
}

#[cfg(target_os = "linux")]
fn opener() -> Command {
    Command::new("xdg-open")
}

#[cfg(target_os = "macos")]
fn opener() -> Command {
    Command::new("open")
}

#[cfg(windows)]
fn opener() -> Command {
    let mut opener = Command::new("rundll32");
    opener.arg("url.dll,FileProtocolHandler");
    opener
}
