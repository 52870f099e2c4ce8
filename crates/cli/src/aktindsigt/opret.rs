use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use sagsbord_contract::*;

use super::words::{Identitet, Regelsaet, Rolle};
use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show, show_json};

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(long, value_name = "SAG", required = true, help = of("aktindsigt.arg.case"))]
    sag: Vec<String>,
    #[arg(long, value_name = "TEKST", help = of("aktindsigt.arg.title"))]
    titel: String,
    #[arg(long, value_enum, value_name = "ROLLE", help = of("aktindsigt.arg.role"))]
    rolle: Rolle,
    #[arg(long, value_name = "NAVN", help = of("aktindsigt.arg.name"))]
    navn: String,
    #[arg(long, value_name = "CPR", help = of("aktindsigt.arg.cpr"))]
    cpr: Option<String>,
    #[arg(long, value_name = "TEKST", default_value = "", hide_default_value = true, help = of("aktindsigt.arg.contact"))]
    kontakt: String,
    #[arg(long, value_enum, value_name = "MÅDE", help = of("aktindsigt.arg.identity"))]
    identitet: Option<Identitet>,
    #[arg(long, value_name = "DAG", help = of("aktindsigt.arg.received"))]
    modtaget: String,
    #[arg(long, value_name = "TEKST", default_value = "", hide_default_value = true, help = of("aktindsigt.arg.theme"))]
    tema: String,
    #[arg(long, value_name = "FIL", help = of("aktindsigt.arg.text"))]
    tekst: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "REGELSÆT", help = of("aktindsigt.arg.regimes"))]
    regelsaet: Vec<Regelsaet>,
    #[arg(long, conflicts_with = "ingen_afgoerelse", help = of("aktindsigt.arg.decision_case"))]
    afgoerelsessag: bool,
    #[arg(long, help = of("aktindsigt.arg.no_decision_case"))]
    ingen_afgoerelse: bool,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

/// More than any letter; what is longer is a file of the case.
const MOST_BYTES: u64 = 1 << 20;

impl Arguments {
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let mut case_ids = Vec::new();
        for named in &self.sag {
            case_ids.push(case_id(door, named).await?);
        }
        let first = case_ids.first().map(String::as_str).unwrap_or_default();
        // Its own case lies where the first one asked for lies.
        let asked = door.desk.show_case(OpenCase::of(first)).await;
        let standing = asked.map_err(refused)?.standing;
        let request = RegisterAktindsigt {
            title: self.titel,
            case_ids,
            kle: None,
            unit_id: standing.unit_id,
            team_id: standing.team_id,
            received_on: self.modtaget,
            facts: AktindsigtFacts {
                received_how: ReceivedHow::Letter,
                role: self.rolle.into(),
                name: self.navn,
                cpr: self.cpr,
                contact: self.kontakt,
                on_behalf_of: String::new(),
                identity: self.identitet.map(Into::into),
                authority_document_id: None,
                text: text(self.tekst)?,
                theme: self.tema,
                wanted_form: WantedForm::Unsaid,
                is_decision: match (self.afgoerelsessag, self.ingen_afgoerelse) {
                    (true, _) => Some(true),
                    (_, true) => Some(false),
                    _ => None,
                },
                matters: Vec::new(),
            },
            regimes: self.regelsaet.into_iter().map(Into::into).collect(),
        };
        let made = door
            .desk
            .register_aktindsigt(request)
            .await
            .map_err(refused)?;
        if self.json {
            show_json(&made)?;
            return Ok(made.detail.is_some());
        }
        let Some(detail) = made.detail else {
            say(of("aktindsigt.held"));
            return Ok(false);
        };
        show(&detail.id);
        say(&with("aktindsigt.made", "{number}", &detail.case.number));
        for deadline in &detail.deadlines {
            let due = deadline.due.clone().unwrap_or_default();
            say(&format!("{} {due}", deadline.rule));
        }
        Ok(true)
    }
}

fn text(file: Option<PathBuf>) -> anyhow::Result<String> {
    let Some(file) = file else {
        return Ok(String::new());
    };
    let unreadable = || with("aktindsigt.unreadable", "{file}", &file.display());
    let size = std::fs::metadata(&file).with_context(unreadable)?.len();
    if size > MOST_BYTES {
        bail!("{}", with("aktindsigt.too_long", "{file}", &file.display()));
    }
    std::fs::read_to_string(&file).with_context(unreadable)
}

/// A case by its id or its number, as people know it.
async fn case_id(door: &Door, named: &str) -> anyhow::Result<String> {
    let request = ListCases {
        text: named.to_owned(),
        limit: 10,
        ..ListCases::default()
    };
    let found = door.desk.list_cases(request).await.map_err(refused)?;
    let mut numbered = found.rows.iter().filter(|row| row.number == named);
    match (numbered.next(), numbered.next()) {
        (Some(case), None) => Ok(case.id.clone()),
        (Some(_), Some(_)) => bail!("{}", of("frister.case.many")),
        (None, _) => Ok(named.to_owned()),
    }
}
