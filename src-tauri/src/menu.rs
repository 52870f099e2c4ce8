use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::Nothing;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager};

use crate::text::of;

/// The native menu. Its acts are the same as the palette's; the rest of it is the system's own.
pub(crate) fn install(handle: &AppHandle) -> tauri::Result<()> {
    let item = |id: &str, key: &str| MenuItem::with_id(handle, id, of(key), true, None::<&str>);
    let line = || PredefinedMenuItem::separator(handle);
    let desk = Submenu::with_items(
        handle,
        of("menu.desk"),
        true,
        &[
            &item(LOCK, "menu.lock")?,
            &item(SIGN_OUT, "menu.sign_out")?,
            &line()?,
            &PredefinedMenuItem::quit(handle, Some(of("menu.quit")))?,
        ],
    )?;
    let edit = Submenu::with_items(
        handle,
        of("menu.edit"),
        true,
        &[
            &PredefinedMenuItem::undo(handle, Some(of("menu.undo")))?,
            &PredefinedMenuItem::redo(handle, Some(of("menu.redo")))?,
            &line()?,
            &PredefinedMenuItem::cut(handle, Some(of("menu.cut")))?,
            &PredefinedMenuItem::copy(handle, Some(of("menu.copy")))?,
            &PredefinedMenuItem::paste(handle, Some(of("menu.paste")))?,
            &PredefinedMenuItem::select_all(handle, Some(of("menu.select_all")))?,
        ],
    )?;
    let help = Submenu::with_items(
        handle,
        of("menu.help"),
        true,
        &[
            &item(SHORTCUTS, "menu.shortcuts")?,
            &item(SUPPORT, "menu.support")?,
        ],
    )?;
    handle.set_menu(Menu::with_items(handle, &[&desk, &edit, &help])?)?;
    handle.on_menu_event(chosen);
    Ok(())
}

const LOCK: &str = "lock";
const SIGN_OUT: &str = "sign_out";
const SHORTCUTS: &str = "shortcuts";
const SUPPORT: &str = "support";

#[expect(clippy::needless_pass_by_value, reason = "Tauri's signature")]
fn chosen(handle: &AppHandle, event: MenuEvent) {
    let desk = handle.state::<Arc<Desk>>().inner().clone();
    match event.id().as_ref() {
        // A refusal is logged by the call itself.
        LOCK => drop(tauri::async_runtime::spawn(async move {
            desk.lock(Nothing {}).await
        })),
        SIGN_OUT => drop(tauri::async_runtime::spawn(async move {
            desk.sign_out(Nothing {}).await
        })),
        SHORTCUTS => desk.go_to("/genveje".to_owned()),
        SUPPORT => desk.go_to("/indstillinger/hjaelp".to_owned()),
        _ => {}
    }
}
