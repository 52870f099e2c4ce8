//! The least that Tauri can be: one window with one line of text. It writes the instant of its second
//! frame to the file that `SAGSBORD_START_MARK` names, as the desk does of its first usable screen.

use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![second_frame])
        .run(tauri::generate_context!())
}

#[tauri::command]
async fn second_frame() -> Result<(), String> {
    let Some(file) = std::env::var_os("SAGSBORD_START_MARK") else {
        return Ok(());
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
    std::fs::write(file, format!("{}\n", now.as_millis())).map_err(|error| error.to_string())
}
