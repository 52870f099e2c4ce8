use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use sagsbord_contract::*;

use super::fund::answer_by_file;
use super::whole_list;
use super::words::{Afgoerelse, Numbers, answer, numbers};
use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(
        long,
        value_name = "NUMRE",
        value_parser = numbers,
        required_unless_present = "fund",
        help = of("aktindsigt.arg.numbers")
    )]
    akter: Option<Numbers>,
    #[arg(
        long,
        value_enum,
        value_name = "AFGØRELSE",
        required_unless_present = "fund",
        conflicts_with = "fund",
        help = of("aktindsigt.arg.decision")
    )]
    afgoerelse: Option<Afgoerelse>,
    #[arg(long, value_name = "FIL", help = of("aktindsigt.arg.findings"))]
    fund: Option<PathBuf>,
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
        if let Some(file) = &self.fund {
            return answer_by_file(door, &self.id, self.akter.as_ref(), file, self.json).await;
        }
        // The arguments' own rules have seen to both.
        let (Some(numbers), Some(decision)) = (self.akter, self.afgoerelse) else {
            bail!("{}", of("aktindsigt.no_such_numbers"));
        };
        let page = whole_list(door, &self.id, ItemShown::Listed).await?;
        let items: Vec<ItemChoice> = page
            .rows
            .iter()
            .filter(|row| row.number.is_some_and(|number| numbers.holds(number)))
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
            decision: decision.into(),
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
