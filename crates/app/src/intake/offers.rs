use std::path::PathBuf;

use sagsbord_contract::{DeskEvent, ErrorReply, OfferedFiles};
use uuid::Uuid;

use crate::{AppError, Desk};

const NAMES_SHOWN: usize = 5;

impl Desk {
    /// A door holds files ready: the screens are told, and ask the person which case they are for. Paths never cross
    /// to the screens, so that no page can have a file read by naming it.
    pub async fn offer_files(&self, paths: Vec<PathBuf>) -> Result<OfferedFiles, ErrorReply> {
        offer(self, paths)
            .await
            .map_err(|error| error.into_reply("offer_files"))
    }
}

async fn offer(desk: &Desk, paths: Vec<PathBuf>) -> Result<OfferedFiles, AppError> {
    desk.session().await?;
    if paths.is_empty() {
        return Err(AppError::invalid("files"));
    }
    let offered = OfferedFiles {
        id: Uuid::new_v4().to_string(),
        things: u32::try_from(paths.len()).unwrap_or(u32::MAX),
        names: paths
            .iter()
            .take(NAMES_SHOWN)
            .filter_map(|path| path.file_name())
            .map(|name| sagsbord_intake::clean_name(&name.to_string_lossy()))
            .collect(),
    };
    desk.app().intakes.offer(offered.id.clone(), paths);
    desk.tell(DeskEvent::FilesOffered(offered.clone()));
    Ok(offered)
}
