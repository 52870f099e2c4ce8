//! `sagsbord://` links and second starts: both only bring the one window to a room.

use std::sync::Arc;

use sagsbord_app::Desk;
use tauri::{AppHandle, Manager};
use tauri_plugin_deep_link::DeepLinkExt;

use crate::window;

const SCHEME: &str = "sagsbord://";
const LONGEST_PATH: usize = 200;

pub(crate) fn listen(handle: &AppHandle) {
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
    for link in arguments
        .iter()
        .filter(|argument| argument.starts_with(SCHEME))
    {
        follow(handle, link);
    }
}

fn follow(handle: &AppHandle, untrusted_link: &str) {
    if let Some(path) = room_path(untrusted_link) {
        window::bring_forward(handle);
        handle.state::<Arc<Desk>>().go_to(path);
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
