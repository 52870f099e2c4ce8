use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use sagsbord_contract::*;

use super::standing::{standing, tell_obstacles, tell_verification};
use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long, help = of("aktindsigt.arg.part"))]
    del: bool,
    #[arg(long, help = of("aktindsigt.arg.separate"))]
    hver_for_sig: bool,
    #[arg(long, value_name = "MAPPE", help = of("aktindsigt.arg.look"))]
    ud: Option<PathBuf>,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    /// Built and read again; ends well when nothing that is covered was found.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let before = standing(door, &self.id, self.del).await?;
        let stands = before.obstacles.iter().any(|one| !one.may_be_accepted);
        if stands {
            tell_obstacles(&before);
            return Ok(false);
        }
        let events = door.desk.events();
        let request = BuildBundle {
            id: self.id.clone(),
            form: match self.hver_for_sig {
                true => BundleForm::Separate,
                false => BundleForm::Bundle,
            },
            is_part: self.del,
        };
        let started = door.desk.build_bundle(request).await.map_err(refused)?;
        door.until_ended(events, started).await?;
        let after = standing(door, &self.id, self.del).await?;
        let Some(bundle) = after.bundles.first() else {
            return Ok(false);
        };
        if let Some(folder) = &self.ud {
            for (place, file) in bundle.files.iter().enumerate() {
                let read = door.desk.bundle_file(&bundle.id, place).await;
                let to = folder.join(&file.name);
                let unwritable = || with("aktindsigt.unwritable", "{file}", &to.display());
                let bytes = read.map_err(refused)?.bytes;
                std::fs::write(&to, bytes.as_slice()).with_context(unwritable)?;
            }
        }
        if self.json {
            show_json(bundle)?;
            return Ok(bundle.is_clean);
        }
        let built = with("aktindsigt.built", "{acts}", &bundle.acts);
        say(&built.replace("{pages}", &bundle.pages.to_string()));
        tell_verification(bundle);
        Ok(bundle.is_clean)
    }
}
