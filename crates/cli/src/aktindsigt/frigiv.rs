use clap::{ArgGroup, Args};
use sagsbord_contract::*;

use super::standing::{standing, tell_obstacles};
use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show_json};

#[derive(Args)]
#[command(group(ArgGroup::new("skridt").required(true)))]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long, group = "skridt", help = of("aktindsigt.arg.send"))]
    send: bool,
    #[arg(long, group = "skridt", help = of("aktindsigt.arg.approve"))]
    godkend: bool,
    #[arg(long, group = "skridt", value_name = "HVORFOR", help = of("aktindsigt.arg.return"))]
    tilbage: Option<String>,
    #[arg(long, group = "skridt", value_name = "MAPPE", help = of("aktindsigt.arg.folder"))]
    mappe: Option<String>,
    #[arg(long, group = "skridt", value_name = "HVORDAN", help = of("aktindsigt.arg.printed"))]
    trykt: Option<String>,
    #[arg(long, group = "skridt", value_name = "HVORDAN", help = of("aktindsigt.arg.other"))]
    anden: Option<String>,
    #[arg(long, group = "skridt", help = of("aktindsigt.arg.post"))]
    digital_post: bool,
    #[arg(long, requires = "send", help = of("aktindsigt.arg.part"))]
    del: bool,
    #[arg(long, requires = "send", help = of("aktindsigt.arg.accept"))]
    set: bool,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    /// A step at a time: sent, approved by another, given.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let json = self.json;
        let (told, after) = self.step(door).await?;
        if json {
            show_json(&after)?;
            return Ok(after.was_done);
        }
        if after.was_done {
            say(of(told));
            for delivery in after.releases.last().iter().flat_map(|one| &one.deliveries) {
                say(&with("aktindsigt.delivery", "{outcome}", &delivery.outcome));
            }
        } else {
            say(of("aktindsigt.in_the_way"));
            tell_obstacles(&after);
        }
        Ok(after.was_done)
    }

    async fn step(self, door: &Door) -> anyhow::Result<(&'static str, ReleaseStanding)> {
        let desk = &door.desk;
        if self.send {
            let request = SendToApproval {
                id: self.id,
                is_part: self.del,
                accepts_findings: self.set,
                note: String::new(),
            };
            let sent = desk.send_to_approval(request).await.map_err(refused)?;
            return Ok(("aktindsigt.sent", sent));
        }
        let now = standing(door, &self.id, false).await?;
        let approval = now.approval.as_ref().map(|approval| approval.number);
        let number = || approval.ok_or_else(|| anyhow::anyhow!("{}", of("aktindsigt.not_sent")));
        if self.godkend {
            let request = ApproveRelease {
                id: self.id,
                number: number()?,
                note: String::new(),
            };
            let approved = desk.approve_release(request).await.map_err(refused)?;
            return Ok(("aktindsigt.approved", approved));
        }
        if let Some(note) = self.tilbage {
            let request = ReturnFromApproval {
                id: self.id,
                number: number()?,
                note,
                comments: Vec::new(),
            };
            let back = desk.return_from_approval(request).await.map_err(refused)?;
            return Ok(("aktindsigt.returned", back));
        }
        let (way, folder, note) = match (self.mappe, self.trykt, self.anden) {
            (Some(folder), ..) => (ReleaseWay::File, Some(absolute(&folder)?), String::new()),
            (None, Some(note), _) => (ReleaseWay::Printed, None, note),
            (None, None, Some(note)) => (ReleaseWay::Other, None, note),
            (None, None, None) => (ReleaseWay::DigitalPost, None, String::new()),
        };
        let bundle = now.bundles.into_iter().next();
        let bundle = bundle.ok_or_else(|| anyhow::anyhow!("{}", of("aktindsigt.not_built")))?;
        let request = ReleaseBundle {
            id: self.id,
            bundle_id: bundle.id,
            way,
            folder,
            note,
        };
        let given = desk.release_bundle(request).await.map_err(refused)?;
        Ok(("aktindsigt.released", given))
    }
}

fn absolute(folder: &str) -> anyhow::Result<String> {
    Ok(std::path::absolute(folder)?.display().to_string())
}
