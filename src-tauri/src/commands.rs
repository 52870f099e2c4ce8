//! The window's commands, one for each line of the contract's list.

use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::*;
use tauri::State;
use tauri::ipc::Invoke;

macro_rules! declare_commands {
    ($($door:ident $name:ident($request:ident) -> $reply:ident;)*) => {
        $(
            #[tauri::command]
            pub(crate) async fn $name(desk: State<'_, Arc<Desk>>, request: $request) -> Result<$reply, ErrorReply> {
                desk.$name(request).await
            }
        )*

        pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![
                crate::window::window_ready,
                crate::folders::choose_folder,
                crate::offered_files::choose_files,
                $($name),*
            ]
        }
    };
}
sagsbord_contract::every_command!(declare_commands);
