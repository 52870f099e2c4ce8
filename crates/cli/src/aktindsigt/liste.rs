use clap::Args;
use sagsbord_contract::*;

use super::whole_list;
use crate::door::{Door, refused};
use crate::text::of;
use crate::{show, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.list_of"))]
    id: Option<String>,
    #[arg(long, help = of("aktindsigt.arg.mine"))]
    mine: bool,
    #[arg(long, help = of("aktindsigt.arg.closed"))]
    lukkede: bool,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        match self.id {
            Some(id) => items(door, &id, self.json).await,
            None => requests(door, self.mine, self.lukkede, self.json).await,
        }
    }
}

async fn requests(door: &Door, mine: bool, closed: bool, json: bool) -> anyhow::Result<bool> {
    let request = ListAktindsigter {
        shown: match closed {
            true => AktindsigtShown::Closed,
            false => AktindsigtShown::Open,
        },
        only_mine: mine,
        limit: 500,
        ..ListAktindsigter::default()
    };
    let page = door
        .desk
        .list_aktindsigter(request)
        .await
        .map_err(refused)?;
    if json {
        show_json(&page)?;
        return Ok(true);
    }
    for row in &page.rows {
        let due = row.due.as_deref().unwrap_or("-");
        show(&format!(
            "{}\t{due}\t{}\t{}",
            row.id, row.case_number, row.applicant
        ));
    }
    Ok(true)
}

async fn items(door: &Door, id: &str, json: bool) -> anyhow::Result<bool> {
    let page = whole_list(door, id, ItemShown::Listed).await?;
    if json {
        show_json(&page)?;
        return Ok(true);
    }
    for row in &page.rows {
        let decision = match row.decision {
            ItemDecision::Undecided => of("aktindsigt.undecided"),
            ItemDecision::Given => of("aktindsigt.given"),
            ItemDecision::Partly => of("aktindsigt.partly"),
            ItemDecision::Withheld => of("aktindsigt.withheld"),
        };
        let bases: Vec<&str> = row
            .bases
            .iter()
            .map(|basis| basis.paragraph.as_str())
            .collect();
        show(&format!(
            "{}\t{}\t{}\t{decision}\t{}",
            row.number.unwrap_or_default(),
            row.dated,
            row.title,
            bases.join("; ")
        ));
    }
    Ok(true)
}
