//! `sagsbord://` links and second starts: both only bring the one window to a room.

use std::sync::{Arc, Mutex, PoisonError};

use sagsbord_app::Desk;
use tauri::{AppHandle, Manager};
use tauri_plugin_deep_link::DeepLinkExt;

use crate::window;

const SCHEME: &str = "sagsbord://";
const LONGEST_PATH: usize = 200;

/// Where links go. Until the first screen stands nobody would hear them, so the newest one waits.
#[derive(Default)]
pub(crate) struct Links(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    screen_stands: bool,
    path: Option<String>,
}

impl Links {
    /// The first screen stands: what waited is followed now, what comes later at once.
    pub(crate) fn screen_stands(&self, desk: &Desk) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.screen_stands = true;
        if let Some(path) = waiting.path.take() {
            desk.go_to(path);
        }
    }

    pub(crate) fn follow(&self, path: String, handle: &AppHandle) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.screen_stands {
            drop(waiting);
            window::bring_forward(handle);
            handle.state::<Arc<Desk>>().go_to(path);
        } else {
            waiting.path = Some(path);
        }
    }
}

/// The link this start was made with, and those the system hands over later.
pub(crate) fn listen(handle: &AppHandle) {
    for argument in std::env::args_os().skip(1) {
        follow(handle, &argument.to_string_lossy());
    }
    let opener = handle.clone();
    handle.deep_link().on_open_url(move |event| {
        for url in event.urls() {
            follow(&opener, url.as_str());
        }
    });
}

/// Somebody started Sagsbord again: the first window comes forward instead.
#[expect(clippy::needless_pass_by_value, reason = "the plugin's signature")]
pub(crate) fn second_start(handle: &AppHandle, arguments: Vec<String>, _folder: String) {
    window::bring_forward(handle);
    for argument in arguments.iter().skip(1) {
        follow(handle, argument);
    }
}

fn follow(handle: &AppHandle, untrusted_argument: &str) {
    if let Some(path) = room_path(untrusted_argument) {
        handle.state::<Links>().follow(path, handle);
    }
}

/// A link comes from any web page or mail: it may name a room, and nothing else.
fn room_path(untrusted_link: &str) -> Option<String> {
    let path = untrusted_link.strip_prefix(SCHEME)?.trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_/?=&".contains(c);
    (!path.is_empty() && path.len() <= LONGEST_PATH && path.chars().all(plain))
        .then(|| format!("/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_a_room_or_is_ignored() {
        let check = |link: &str, path: Option<&str>| {
            assert_eq!(room_path(link).as_deref(), path, "{link}");
        };
        check("sagsbord://soeg", Some("/soeg"));
        check(
            "sagsbord://soeg?sag=2026-004711/",
            Some("/soeg?sag=2026-004711"),
        );
        check("sagsbord://", None);
        check("https://soeg", None);
        check("sagsbord://javascript:alert(1)", None);
        check("sagsbord://soeg#<script>", None);
        check("sagsbord://s%00eg", None);
        check(&format!("sagsbord://{}", "a".repeat(201)), None);
    }
}
