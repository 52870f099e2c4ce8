use clap::Args;
use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long, value_name = "ORD", help = of("aktindsigt.arg.words"))]
    soeg: Option<String>,
    #[arg(long, value_name = "CPR", help = of("aktindsigt.arg.party"))]
    cpr: Option<String>,
    #[arg(long, value_name = "KLE", help = of("aktindsigt.arg.kle"))]
    kle: Option<String>,
    #[arg(long, value_name = "DAG", help = of("aktindsigt.arg.from"))]
    fra: Option<String>,
    #[arg(long, value_name = "DAG", help = of("aktindsigt.arg.to"))]
    til: Option<String>,
    #[arg(long, value_name = "INDLÆSNING", conflicts_with_all = ["soeg", "cpr", "kle", "tidligere"], help = of("aktindsigt.arg.intake"))]
    indlaesning: Option<String>,
    #[arg(long, value_name = "ANMODNING", conflicts_with_all = ["soeg", "cpr", "kle"], help = of("aktindsigt.arg.earlier"))]
    tidligere: Option<String>,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let searches = self.soeg.is_some() || self.cpr.is_some() || self.kle.is_some();
        let from = if let Some(intake_id) = self.indlaesning {
            CollectFrom::Intake { intake_id }
        } else if let Some(aktindsigt_id) = self.tidligere {
            CollectFrom::Earlier { aktindsigt_id }
        } else if searches || self.fra.is_some() || self.til.is_some() {
            CollectFrom::Search {
                text: self.soeg.unwrap_or_default(),
                cpr: self.cpr,
                kle: self.kle,
                from: self.fra,
                to: self.til,
            }
        } else {
            CollectFrom::Cases {
                case_ids: Vec::new(),
            }
        };
        let request = CollectItems { id: self.id, from };
        let collected = door.desk.collect_items(request).await.map_err(refused)?;
        // What is not read yet is to be collected later: a script asks for the code alone.
        let is_whole = collected
            .not_taken
            .iter()
            .all(|one| one.why != NotTakenWhy::Waiting);
        if self.json {
            show_json(&collected)?;
            return Ok(is_whole);
        }
        say(&with("aktindsigt.added", "{count}", &collected.added));
        if collected.already > 0 {
            say(&with("aktindsigt.already", "{count}", &collected.already));
        }
        if collected.folded > 0 {
            say(&with("aktindsigt.folded", "{count}", &collected.folded));
        }
        for one in &collected.not_taken {
            say(&with("aktindsigt.not_taken", "{name}", &one.name));
        }
        Ok(is_whole)
    }
}
