use clap::Args;
use sagsbord_contract::*;

use super::Which;
use crate::door::{Door, refused};
use crate::show_json;
use crate::text::of;

/// With neither figure it only shows.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "ANTAL", help = of("frister.arg.pages"))]
    sider: Option<u32>,
    #[arg(long, value_name = "ANTAL", conflicts_with = "sider", help = of("frister.arg.documents"))]
    dokumenter: Option<u32>,
    #[arg(long, help = of("frister.arg.correction"))]
    rettelse: bool,
}

impl Arguments {
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let id = self.which.id;
        let shown = door.desk.deadline_work(ShowDeadline { id: id.clone() });
        let mut work = shown.await.map_err(refused)?;
        let pages = self.sider.map(|left| (WorkUnit::Pages, left));
        let documents = self.dokumenter.map(|left| (WorkUnit::Documents, left));
        if let Some((unit, left)) = pages.or(documents) {
            let note = NoteDeadlineWork {
                id,
                version: work.version,
                unit,
                left,
                is_correction: self.rettelse,
            };
            work = door.desk.note_deadline_work(note).await.map_err(refused)?;
        }
        show_json(&work)?;
        Ok(true)
    }
}
