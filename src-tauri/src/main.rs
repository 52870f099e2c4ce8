// Windows would otherwise open a console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    sagsbord_app::keep_one_heap();
    // Before the window: this program also opens the files that strangers wrote, in a process of its own.
    match sagsbord_app::outside_files::become_helper() {
        Some(code) => code,
        None => sagsbord_shell::run(),
    }
}
