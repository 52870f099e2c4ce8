use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sagsbord_app::Desk;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, State, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::links::Links;
use crate::{linux, offered_files};

pub(crate) const LABEL: &str = "main";

/// Shown at the latest after this, so that a screen that fails to report is seen all the same.
const SHOWN_AT_THE_LATEST: Duration = Duration::from_secs(4);

/// Hidden until the first screen stands, so that nobody sees it being built.
pub(crate) fn open(handle: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::default())
        .title("Sagsbord")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .visible(false)
        // The screens name the room in the page's title; the task bar should too.
        .on_document_title_changed(|window, title| {
            let _ = window.set_title(&title);
        })
        .build()?;
    linux::paint_without_graphics_processor(&window)?;
    offered_files::watch_drops(&window);
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOWN_AT_THE_LATEST).await;
        show(&window);
    });
    Ok(())
}

/// Size and place, but not whether it was visible: that is decided above.
pub(crate) fn remember_place() -> TauriPlugin<Wry> {
    tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Not before it is shown of itself: half a first screen is worse than a moment's wait.
pub(crate) fn bring_forward(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(LABEL)
        && window.is_visible().unwrap_or(true)
    {
        // Each may be refused by the desktop; the window is then only where it was.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

fn show(window: &WebviewWindow) {
    if !window.is_visible().unwrap_or(false) {
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// The first screen stands; then, once the window is shown, it is drawn and can be used.
#[tauri::command]
pub(crate) async fn window_ready(
    window: WebviewWindow,
    mark: State<'_, StartMark>,
    links: State<'_, Links>,
    desk: State<'_, Arc<Desk>>,
    is_drawn: bool,
) -> Result<(), ()> {
    show(&window);
    if is_drawn {
        can_be_used(&links, &desk, &mark);
    }
    Ok(())
}

fn can_be_used(links: &Links, desk: &Arc<Desk>, mark: &StartMark) {
    links.screen_stands(desk);
    mark.write();
}

/// Where `xtask bench start` wants the instant of the first usable screen written.
pub(crate) struct StartMark(Option<PathBuf>);

impl StartMark {
    pub(crate) fn from_environment() -> Self {
        Self(std::env::var_os("SAGSBORD_START_MARK").map(PathBuf::from))
    }

    fn write(&self) {
        let Some(path) = &self.0 else { return };
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path);
        if let Err(error) = file.and_then(|mut file| writeln!(file, "{}", now.as_millis())) {
            tracing::warn!("the start mark could not be written: {error}");
        }
    }
}
