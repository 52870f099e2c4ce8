use anyhow::bail;
use clap::Args;
use sagsbord_contract::*;

use super::whole_list;
use super::words::{Afgoerelse, Numbers, answer, numbers};
use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long, value_name = "NUMRE", value_parser = numbers, help = of("aktindsigt.arg.numbers"))]
    akter: Numbers,
    #[arg(long, value_enum, value_name = "AFGØRELSE", help = of("aktindsigt.arg.decision"))]
    afgoerelse: Afgoerelse,
    #[arg(long, value_name = "HJEMMEL", help = of("aktindsigt.arg.bases"))]
    hjemmel: Vec<String>,
    #[arg(long, value_name = "SPØRGSMÅL=SVAR", value_parser = answer, help = of("aktindsigt.arg.answers"))]
    svar: Vec<BasisAnswer>,
    #[arg(long, value_name = "TEKST", default_value = "", hide_default_value = true, help = of("aktindsigt.arg.said"))]
    tekst: String,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    /// All of them, or none: where one cannot be decided about so, it is said which.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let page = whole_list(door, &self.id, ItemShown::Listed).await?;
        let items: Vec<ItemChoice> = page
            .rows
            .iter()
            .filter(|row| row.number.is_some_and(|number| self.akter.holds(number)))
            .map(|row| ItemChoice {
                id: row.id.clone(),
                version: row.version,
            })
            .collect();
        if items.is_empty() {
            bail!("{}", of("aktindsigt.no_such_numbers"));
        }
        let request = DecideItems {
            id: self.id,
            items,
            decision: self.afgoerelse.into(),
            bases: self.hjemmel,
            answers: self.svar,
            text: self.tekst,
        };
        let decided = door.desk.decide_items(request).await.map_err(refused)?;
        let is_done = decided.refused.is_empty();
        if self.json {
            show_json(&decided)?;
            return Ok(is_done);
        }
        if is_done {
            say(&with("aktindsigt.decided", "{count}", &decided.decided));
            return Ok(true);
        }
        say(of("aktindsigt.none_decided"));
        for one in &decided.refused {
            let number = one.number.unwrap_or_default();
            let why = of(&format!("aktindsigt.why.{}", one.why));
            let about = one.basis.as_deref().or(one.day.as_deref());
            say(&format!("{number}: {why} {}", about.unwrap_or_default()));
        }
        Ok(false)
    }
}
