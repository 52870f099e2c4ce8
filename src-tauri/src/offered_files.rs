//! Files that come in by the window: dropped on it, or chosen. The screens are told that there are some, never where
//! they lie.

use std::path::PathBuf;
use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::ErrorReply;
use tauri::{DragDropEvent, Emitter, Manager, WebviewWindow, WindowEvent};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

use crate::window;

/// Whether files are held over the window just now.
const OVER: &str = "files-over";
/// What was dropped could not be taken up: the screens say why.
const REFUSED: &str = "files-refused";

/// The window takes the drop itself, so that no dropped file is ever opened in place of the screens.
pub(crate) fn watch_drops(window: &WebviewWindow) {
    let target = window.clone();
    window.on_window_event(move |event| {
        let WindowEvent::DragDrop(event) = event else {
            return;
        };
        match event {
            DragDropEvent::Enter { .. } => tell_over(&target, true),
            DragDropEvent::Leave => tell_over(&target, false),
            DragDropEvent::Drop { paths, .. } => {
                tell_over(&target, false);
                take_up(&target, paths.clone());
            }
            _ => {}
        }
    });
}

fn take_up(target: &WebviewWindow, paths: Vec<PathBuf>) {
    // Text and pictures dragged out of another program have no path.
    if paths.is_empty() {
        return;
    }
    let target = target.clone();
    let desk = desk_of(&target);
    tauri::async_runtime::spawn(async move {
        if let Err(error) = desk.offer_files(paths).await
            && let Err(error) = target.emit_to(window::LABEL, REFUSED, &error)
        {
            tracing::warn!("an event did not reach the window: {error}");
        }
    });
}

fn tell_over(target: &WebviewWindow, are_over: bool) {
    if let Err(error) = target.emit_to(window::LABEL, OVER, are_over) {
        tracing::warn!("an event did not reach the window: {error}");
    }
}

/// The system's own way to point at files, or at a folder. Nothing happens when the person thought better of it.
#[tauri::command]
pub(crate) async fn choose_files(
    target: WebviewWindow,
    title: String,
    folder: bool,
) -> Result<(), ErrorReply> {
    match chosen(&target, &title, folder).await {
        paths if paths.is_empty() => Ok(()),
        paths => desk_of(&target).offer_files(paths).await.map(|_| ()),
    }
}

async fn chosen(target: &WebviewWindow, title: &str, folder: bool) -> Vec<PathBuf> {
    let (chosen, answered) = oneshot::channel();
    let chooser = target.dialog().file().set_parent(target).set_title(title);
    let answer = move |paths: Option<Vec<FilePath>>| {
        // Nobody waits any more when the window was closed meanwhile.
        let _ = chosen.send(paths);
    };
    if folder {
        chooser.pick_folders(answer);
    } else {
        chooser.pick_files(answer);
    }
    let paths = answered.await.ok().flatten().unwrap_or_default();
    paths
        .into_iter()
        .filter_map(|path| path.into_path().ok())
        .collect()
}

fn desk_of(target: &WebviewWindow) -> Arc<Desk> {
    target.state::<Arc<Desk>>().inner().clone()
}
