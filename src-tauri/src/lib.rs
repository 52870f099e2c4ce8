//! The desktop shell: one window, its menu, its commands, and the road for a document's bytes.
//! What Sagsbord does stands in `crates/app`.

mod arguments;
mod browser;
mod commands;
mod document_bytes;
mod events;
mod folders;
mod links;
mod linux;
mod menu;
mod notices;
mod offered_files;
mod text;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use sagsbord_app::ports::{OsKeyRing, SystemClock};
use sagsbord_app::{App, Desk};
use sagsbord_contract::Nothing;
use tauri::{Builder, RunEvent};

/// Runs until the last window is closed.
pub fn run() -> ExitCode {
    linux::restart_with_quirks_where_needed();
    let Some(config) = arguments::read(std::env::args_os().skip(1)) else {
        return ExitCode::from(2);
    };
    let _log = sagsbord_app::log::start_log(&config.folder);
    let app = App::new(config, Arc::new(SystemClock), Arc::new(OsKeyRing));
    let desk = Desk::new(app.clone());
    let opening = desk.clone();
    // The store is open by the time the first screen asks for it.
    tauri::async_runtime::spawn(async move { opening.desk_state(Nothing {}).await });

    let built = Builder::default()
        .plugin(tauri_plugin_single_instance::init(links::second_start))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(window::remember_place())
        .manage(desk.clone())
        .manage(links::Links::default())
        .manage(window::StartMark::from_environment())
        .invoke_handler(commands::handler())
        .register_asynchronous_uri_scheme_protocol("page", document_bytes::answer)
        .setup(move |tauri| {
            let handle = tauri.handle().clone();
            menu::install(&handle)?;
            window::open(&handle)?;
            links::listen(&handle);
            desk.show_notices_by(Arc::new(notices::SystemNotices::new(handle.clone())));
            desk.open_links_by(Arc::new(browser::SystemBrowser));
            events::forward(&handle, &desk);
            Ok(())
        })
        .build(tauri::generate_context!());
    let tauri = match built {
        Ok(tauri) => tauri,
        Err(error) => {
            tracing::error!("the window could not be made: {error}");
            return ExitCode::FAILURE;
        }
    };
    tauri.run(move |_, event| {
        if let RunEvent::Exit = event {
            tauri::async_runtime::block_on(app.close());
        }
    });
    ExitCode::SUCCESS
}
