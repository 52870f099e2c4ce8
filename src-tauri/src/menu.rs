use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::{DeskPhase, Nothing};
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Wry};

use crate::text::of;

const LOCK: &str = "lock";
const SIGN_OUT: &str = "sign_out";
const QUIT: &str = "quit";
const SHORTCUTS: &str = "shortcuts";
const SUPPORT: &str = "support";

/// The items that only sometimes have something to do, each with the phases in which it has.
struct ItemsByPhase([(MenuItem<Wry>, &'static [DeskPhase]); 4]);

/// The native menu. Its acts are the same as the palette's; the rest of it is the system's own.
pub(crate) fn install(handle: &AppHandle) -> tauri::Result<()> {
    let item = |id: &str, key: &str| MenuItem::with_id(handle, id, of(key), false, None::<&str>);
    let (lock, sign_out) = (item(LOCK, "menu.lock")?, item(SIGN_OUT, "menu.sign_out")?);
    let shortcuts = item(SHORTCUTS, "menu.shortcuts")?;
    let support = item(SUPPORT, "menu.support")?;
    // The system's own item for this is dead on Linux.
    let quit = MenuItem::with_id(handle, QUIT, of("menu.quit"), true, None::<&str>)?;
    let line = PredefinedMenuItem::separator(handle)?;
    let menu = Menu::new(handle)?;
    menu.append(&Submenu::with_items(
        handle,
        of("menu.desk"),
        true,
        &[&lock, &sign_out, &line, &quit],
    )?)?;
    // On Linux the system's items for editing do nothing; the web view has its keys without them.
    if !cfg!(target_os = "linux") {
        menu.append(&edit(handle)?)?;
    }
    menu.append(&Submenu::with_items(
        handle,
        of("menu.help"),
        true,
        &[&shortcuts, &support],
    )?)?;
    handle.set_menu(menu)?;
    handle.on_menu_event(chosen);
    handle.manage(ItemsByPhase([
        (lock, &[DeskPhase::SignedIn]),
        (sign_out, &[DeskPhase::SignedIn, DeskPhase::Locked]),
        (shortcuts, &[DeskPhase::SignedIn]),
        (support, &[DeskPhase::SignedIn]),
    ]));
    Ok(())
}

fn edit(handle: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    Submenu::with_items(
        handle,
        of("menu.edit"),
        true,
        &[
            &PredefinedMenuItem::undo(handle, Some(of("menu.undo")))?,
            &PredefinedMenuItem::redo(handle, Some(of("menu.redo")))?,
            &PredefinedMenuItem::separator(handle)?,
            &PredefinedMenuItem::cut(handle, Some(of("menu.cut")))?,
            &PredefinedMenuItem::copy(handle, Some(of("menu.copy")))?,
            &PredefinedMenuItem::paste(handle, Some(of("menu.paste")))?,
            &PredefinedMenuItem::select_all(handle, Some(of("menu.select_all")))?,
        ],
    )
}

/// Lets the items follow who sits at the desk.
pub(crate) async fn follow(handle: &AppHandle, desk: &Desk) {
    let Ok(state) = desk.desk_state(Nothing {}).await else {
        return;
    };
    for (item, phases) in &handle.state::<ItemsByPhase>().0 {
        // An item that keeps its old look is at worst one that does nothing.
        let _ = item.set_enabled(phases.contains(&state.phase));
    }
}

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
        QUIT => handle.exit(0),
        SHORTCUTS => desk.go_to("/genveje".to_owned()),
        SUPPORT => desk.go_to("/indstillinger/hjaelp".to_owned()),
        _ => {}
    }
}
