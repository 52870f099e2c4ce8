//! The least that Tauri can be: one window with one line of text. It writes the instant of its second
//! frame to the file that `SAGSBORD_START_MARK` names, as the desk does of its first usable screen.

use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            paint_as_the_desk_does(app)?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![second_frame])
        .run(tauri::generate_context!())
}

#[tauri::command]
async fn second_frame() -> Result<(), String> {
    let Some(file) = std::env::var_os("SAGSBORD_START_MARK") else {
        return Ok(());
    };
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_err(|error| error.to_string())?;
    std::fs::write(file, format!("{}\n", now.as_millis())).map_err(|error| error.to_string())
}

/// Without a graphics processor the desk lets the web view paint by itself (`src-tauri/src/linux.rs`).
/// So does this window: the difference between the two is to be ours, not the painter's.
#[cfg(target_os = "linux")]
fn paint_as_the_desk_does(app: &tauri::App) -> tauri::Result<()> {
    use tauri::Manager as _;
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    let renders =
        |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("renderD");
    let has_processor =
        std::fs::read_dir("/dev/dri").is_ok_and(|entries| entries.flatten().any(renders));
    match app.get_webview_window("main") {
        Some(window) if !has_processor => window.with_webview(|view| {
            if let Some(settings) = WebViewExt::settings(&view.inner()) {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        }),
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn paint_as_the_desk_does(_: &tauri::App) -> tauri::Result<()> {
    Ok(())
}
