use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::{DeskEvent, JobKind, JobRow, JobState};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_notification::NotificationExt;

use crate::{text, window};

/// The name the screens listen to.
const EVENT: &str = "desk-event";

/// Hands the desk's events to the window, and tells the person of ended jobs when she is elsewhere.
pub(crate) fn forward(handle: &AppHandle, desk: &Arc<Desk>) {
    let (handle, desk) = (handle.clone(), desk.clone());
    tauri::async_runtime::spawn(async move {
        desk.watch();
        let mut events = desk.events();
        while let Some(event) = events.next().await {
            if let DeskEvent::Job(job) = &event {
                notify(&handle, &desk, job).await;
            }
            if let Err(error) = handle.emit_to(window::LABEL, EVENT, &event) {
                tracing::warn!("an event did not reach the window: {error}");
            }
        }
    });
}

async fn notify(handle: &AppHandle, desk: &Desk, job: &JobRow) {
    let ended = match job.state {
        JobState::Done => "done",
        JobState::Failed => "failed",
        _ => return,
    };
    let kind = match job.kind {
        JobKind::Backup => "backup",
        JobKind::CheckStore => "check",
        JobKind::RebuildSearch => "search",
    };
    let watching = handle
        .get_webview_window(window::LABEL)
        .is_some_and(|window| window.is_focused().unwrap_or(false));
    if watching || !desk.wants_notifications().await {
        return;
    }
    let body = text::of(&format!("notice.{kind}_{ended}"));
    // A system without notifications is no fault: the status line says it too.
    let _ = handle
        .notification()
        .builder()
        .title("Sagsbord")
        .body(body)
        .show();
}
