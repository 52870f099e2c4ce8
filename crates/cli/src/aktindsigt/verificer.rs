use clap::Args;
use sagsbord_contract::*;

use super::standing::{standing, tell_verification};
use crate::door::Door;
use crate::text::of;
use crate::{say, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    /// What was found when the newest bundle was read again. Ends well when it is clean, and made of what is there now.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let standing = standing(door, &self.id, false).await?;
        let Some(bundle) = standing.bundles.first() else {
            anyhow::bail!("{}", of("aktindsigt.not_built"));
        };
        let was_given = |release: &ReleaseRow| release.bundle_id == bundle.id;
        // What was given is what it was: that something changed later is no fault of it.
        let is_good =
            bundle.is_clean && (!bundle.is_behind || standing.releases.iter().any(was_given));
        if self.json {
            show_json(bundle)?;
            return Ok(is_good);
        }
        tell_verification(bundle);
        if bundle.is_clean && !is_good {
            say(of("aktindsigt.bundle_behind"));
        }
        Ok(is_good)
    }
}
