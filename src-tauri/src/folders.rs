use std::path::Path;

use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

/// The system's own way to point at a folder, begun at what was typed so far. `None` when the person
/// thought better of it.
#[tauri::command]
pub(crate) async fn choose_folder(
    window: WebviewWindow,
    title: String,
    typed: String,
) -> Option<String> {
    let (chosen, answered) = oneshot::channel();
    ask(&window, &title, Path::new(&typed), chosen);
    let folder = answered.await.ok()??.into_path().ok()?;
    folder.to_str().map(str::to_owned)
}

fn ask(
    window: &WebviewWindow,
    title: &str,
    typed: &Path,
    chosen: oneshot::Sender<Option<FilePath>>,
) {
    let mut chooser = window.dialog().file().set_parent(window).set_title(title);
    if typed.is_absolute() && typed.is_dir() {
        chooser = chooser.set_directory(typed);
    } else if let Ok(home) = window.path().home_dir() {
        chooser = chooser.set_directory(home);
    }
    chooser.pick_folder(|folder| {
        // Nobody waits any more when the window was closed meanwhile.
        let _ = chosen.send(folder);
    });
}
