use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::{DeskEvent, JobKind, JobRow, JobState};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_notification::NotificationExt;
use tokio::sync::Notify;

use crate::{menu, text, window};

/// The name the screens listen to.
const EVENT: &str = "desk-event";

/// Hands the desk's events to the window, and tells the person of ended jobs when she is elsewhere.
pub(crate) fn forward(handle: &AppHandle, desk: &Arc<Desk>) {
    let changed = Arc::new(Notify::new());
    let (handle, desk) = (handle.clone(), desk.clone());
    // By itself: the desk may take its time to say how it stands, and events must not wait for it.
    let (menu_handle, menu_desk, has_changed) = (handle.clone(), desk.clone(), changed.clone());
    tauri::async_runtime::spawn(async move {
        loop {
            has_changed.notified().await;
            menu::follow(&menu_handle, &menu_desk).await;
        }
    });
    tauri::async_runtime::spawn(async move {
        desk.watch();
        let mut events = desk.events();
        while let Some(event) = events.next().await {
            match &event {
                DeskEvent::Job(job) => notify(&handle, &desk, job).await,
                DeskEvent::DeskChanged | DeskEvent::Locked => changed.notify_one(),
                DeskEvent::GoTo(_)
                | DeskEvent::Restoring(_)
                | DeskEvent::FilesOffered(_)
                | DeskEvent::Intake(_)
                | DeskEvent::Index
                | DeskEvent::CaseChanged(_)
                | DeskEvent::Document(_)
                | DeskEvent::Review(_) => {}
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
        JobKind::Intake => "intake",
        JobKind::Index => "index",
        JobKind::Bundle => "bundle",
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
