//! Each act on a deadline: what it is told on the command line, and the change it becomes.

use anyhow::bail;
use clap::Args;
use sagsbord_contract::*;

use super::{Which, explanation};
use crate::door::{Door, refused};
use crate::named_case::case_id;
use crate::text::of;
use crate::{say, show};

#[derive(Args)]
pub(crate) struct Add {
    #[arg(long, value_name = "SAG", help = of("frister.arg.case"))]
    sag: String,
    #[arg(long, value_name = "REGEL", help = of("frist.arg.rule"))]
    regel: String,
    #[arg(long, value_name = "DAG", help = of("frister.arg.start"))]
    start: String,
    #[arg(long, value_name = "TT:MM", help = of("frister.arg.time"))]
    klokken: Option<String>,
    #[arg(long, value_name = "DAG", help = of("frist.arg.chosen"))]
    valgt: Option<String>,
    #[arg(long, value_name = "TEKST", default_value = "", hide_default_value = true, help = of("frister.arg.about"))]
    om: String,
    #[arg(long, value_name = "FRIST", help = of("frister.arg.part_of"))]
    del_af: Option<String>,
    #[arg(long, help = of("frister.arg.try"))]
    proev: bool,
}

impl Add {
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let request = AddDeadline {
            case_id: case_id(door, &self.sag).await?,
            rule: self.regel,
            start: self.start,
            start_time: self.klokken,
            chosen: self.valgt,
            about: self.om,
            part_of: self.del_af,
        };
        if self.proev {
            let explained = door.desk.preview_deadline(request).await.map_err(refused)?;
            show(super::in_our_language(&explained.text));
            return Ok(true);
        }
        let added = door.desk.add_deadline(request).await.map_err(refused)?;
        show(&added.row.id);
        say(&explanation(&added));
        Ok(true)
    }
}

/// When it happened, and why.
#[derive(Args)]
struct When {
    #[arg(long, value_name = "DAG", help = of("frister.arg.from"))]
    fra: String,
    #[arg(long, value_name = "TT:MM", help = of("frister.arg.time"))]
    klokken: Option<String>,
    #[arg(long, value_name = "TEKST", help = of("frister.arg.why"))]
    fordi: String,
}

#[derive(Args)]
pub(crate) struct Stop {
    #[command(flatten)]
    pub(super) which: Which,
    #[command(flatten)]
    when: When,
    #[arg(long, value_name = "GRUND", help = of("frister.arg.ground"))]
    grund: String,
}

impl Stop {
    pub(super) fn change(&self) -> DeadlineChange {
        DeadlineChange::Stop {
            from: self.when.fra.clone(),
            from_time: self.when.klokken.clone(),
            ground: self.grund.clone(),
            why: self.when.fordi.clone(),
        }
    }
}

#[derive(Args)]
pub(crate) struct Restart {
    #[command(flatten)]
    pub(super) which: Which,
    #[command(flatten)]
    when: When,
}

impl Restart {
    pub(super) fn change(&self) -> DeadlineChange {
        DeadlineChange::Restart {
            from: self.when.fra.clone(),
            from_time: self.when.klokken.clone(),
            why: self.when.fordi.clone(),
        }
    }
}

#[derive(Args)]
pub(crate) struct Extend {
    #[command(flatten)]
    pub(super) which: Which,
    #[arg(long, value_name = "DAG", conflicts_with = "med", required_unless_present = "med", help = of("frister.arg.to"))]
    til: Option<String>,
    #[arg(long, value_name = "LÆNGDE", help = of("frister.arg.by"))]
    med: Option<String>,
    #[arg(long, value_name = "DAG", help = of("frister.arg.told"))]
    meddelt: String,
    #[arg(long, value_name = "TEKST", help = of("frister.arg.why"))]
    fordi: String,
}

impl Extend {
    pub(super) fn change(&self) -> anyhow::Result<DeadlineChange> {
        let (amount, unit) = match self.med.as_deref().map(length) {
            None => (None, None),
            Some(Some((amount, unit))) => (Some(amount), Some(unit.to_owned())),
            Some(None) => bail!("{}", of("frister.no_length")),
        };
        Ok(DeadlineChange::Extend {
            amount,
            unit,
            to: self.til.clone(),
            told: self.meddelt.clone(),
            why: self.fordi.clone(),
        })
    }
}

/// `2 måneder` as an amount and the contract's word for its unit.
fn length(text: &str) -> Option<(u32, &'static str)> {
    let (amount, unit) = text.trim().split_once(char::is_whitespace)?;
    let unit = match unit.trim() {
        "arbejdsdag" | "arbejdsdage" => "working_days",
        "hverdag" | "hverdage" => "weekdays",
        "dag" | "dage" => "calendar_days",
        "uge" | "uger" => "weeks",
        "måned" | "måneder" => "months",
        "år" => "years",
        "time" | "timer" => "hours",
        _ => return None,
    };
    Some((amount.parse().ok()?, unit))
}

#[derive(Args)]
pub(crate) struct Letter {
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "TEKST", help = of("frister.arg.letter_ground"))]
    grund: String,
    #[arg(long, value_name = "DAG", help = of("frister.arg.new_day"))]
    ny_dag: String,
    #[arg(long, value_name = "DAG", help = of("frister.arg.sent"))]
    sendt: Option<String>,
}

impl Letter {
    /// The draft; with the day it was sent, it is noted as sent.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let request = DraftDelayLetter {
            id: self.which.id.clone(),
            ground: self.grund.clone(),
            new_day: self.ny_dag.clone(),
            sent: self.sendt.clone().unwrap_or_default(),
        };
        let draft = door
            .desk
            .draft_delay_letter(request)
            .await
            .map_err(refused)?;
        let Some(sent) = self.sendt else {
            show(&format!(
                "{}\n\n{}",
                draft.title,
                draft.paragraphs.join("\n\n")
            ));
            for problem in &draft.problems {
                say(&crate::door::law_word("letter", problem));
            }
            return Ok(draft.is_ready);
        };
        let change = DeadlineChange::SendLetter {
            sent,
            ground: self.grund,
            new_day: self.ny_dag,
        };
        self.which.change(door, change).await
    }
}

#[derive(Args)]
pub(crate) struct Tell {
    #[command(flatten)]
    pub(super) which: Which,
    #[arg(long, value_name = "DAG", help = of("frister.arg.told"))]
    dag: String,
}

impl Tell {
    pub(super) fn change(&self) -> DeadlineChange {
        DeadlineChange::Tell {
            on: self.dag.clone(),
        }
    }
}

#[derive(Args)]
pub(crate) struct Meet {
    #[command(flatten)]
    pub(super) which: Which,
    #[arg(long, value_name = "DAG", help = of("frister.arg.from"))]
    dag: String,
    #[arg(long, value_name = "TEKST", help = of("frister.arg.how_met"))]
    hvordan: String,
}

impl Meet {
    pub(super) fn change(&self) -> DeadlineChange {
        DeadlineChange::MeetDuty {
            on: self.dag.clone(),
            why: self.hvordan.clone(),
        }
    }
}

#[derive(Args)]
pub(crate) struct Move {
    #[command(flatten)]
    pub(super) which: Which,
    #[arg(long, value_name = "TEKST", help = of("frister.arg.why"))]
    fordi: String,
}

impl Move {
    pub(super) fn change(&self) -> DeadlineChange {
        DeadlineChange::Move {
            why: self.fordi.clone(),
        }
    }
}

#[derive(Args)]
pub(crate) struct Complete {
    #[command(flatten)]
    pub(super) which: Which,
    #[arg(long, value_name = "DAG", help = of("frister.arg.from"))]
    dag: String,
    #[arg(long, value_name = "TT:MM", help = of("frister.arg.time"))]
    klokken: Option<String>,
}

impl Complete {
    pub(super) fn change(&self) -> DeadlineChange {
        DeadlineChange::Complete {
            at: self.dag.clone(),
            at_time: self.klokken.clone(),
        }
    }
}

#[derive(Args)]
pub(crate) struct Undo {
    #[command(flatten)]
    pub(super) which: Which,
    #[arg(long, value_name = "NUMMER", help = of("frister.arg.entry"))]
    post: u32,
    #[arg(long, value_name = "TEKST", help = of("frister.arg.why"))]
    fordi: String,
}

impl Undo {
    pub(super) fn change(&self) -> DeadlineChange {
        DeadlineChange::Undo {
            entry: self.post,
            why: self.fordi.clone(),
        }
    }
}
