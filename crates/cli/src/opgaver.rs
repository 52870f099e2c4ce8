//! `sagsbord opgaver`: one's tasks, a new one, and one that is done.

use clap::{Args, Subcommand, ValueEnum};
use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::named_case::case_id;
use crate::text::{of, with};
use crate::{say, show, show_json};

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = of("opgaver.liste.about"))]
    Liste(List),
    #[command(about = of("opgaver.tilfoej.about"))]
    Tilfoej(Add),
    #[command(about = of("opgaver.udfoert.about"))]
    Udfoert(Done),
}

#[derive(Args)]
pub(crate) struct List {
    #[arg(long, value_enum, default_value = "mine", hide_default_value = true, value_name = "HVIS", help = of("opgaver.arg.whose"))]
    hvis: Whose,
    #[arg(long, value_enum, default_value = "uafsluttede", hide_default_value = true, value_name = "TILSTAND", help = of("opgaver.arg.state"))]
    vis: Shown,
    #[arg(value_name = "ORD", help = of("opgaver.arg.words"))]
    ord: Vec<String>,
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "ANTAL", help = of("arg.offset"))]
    offset: u32,
    #[arg(long, default_value_t = 100, hide_default_value = true, value_name = "ANTAL", help = of("opgaver.arg.limit"))]
    limit: u32,
    #[arg(long, help = of("opgaver.arg.json"))]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Whose {
    Mine,
    Team,
    Oprettede,
    Alle,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shown {
    Uafsluttede,
    Aabne,
    Ventende,
    Udfoerte,
}

#[derive(Args)]
pub(crate) struct Add {
    #[arg(value_name = "TITEL", help = of("opgaver.arg.title"))]
    titel: String,
    #[arg(long, value_name = "SAG", help = of("opgaver.arg.case"))]
    sag: Option<String>,
    #[arg(long, value_name = "DAG", help = of("opgaver.arg.day"))]
    dag: Option<String>,
    #[arg(long, value_name = "TEKST", default_value = "", hide_default_value = true, help = of("opgaver.arg.text"))]
    tekst: String,
    #[arg(long, help = of("opgaver.arg.json"))]
    json: bool,
}

#[derive(Args)]
pub(crate) struct Done {
    #[arg(value_name = "OPGAVE", help = of("opgaver.arg.id"))]
    id: String,
    #[arg(long, help = of("opgaver.arg.json"))]
    json: bool,
}

pub(crate) async fn opgaver(door: &Door, command: Command) -> anyhow::Result<bool> {
    let me = door.sign_in().await?.employee_id;
    match command {
        Command::Liste(list) => list.run(door).await,
        Command::Tilfoej(add) => add.run(door, me).await,
        Command::Udfoert(done) => done.run(door).await,
    }
}

impl List {
    async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let request = ListTasks {
            whose: match self.hvis {
                Whose::Mine => TaskWhose::Mine,
                Whose::Team => TaskWhose::MyTeams,
                Whose::Oprettede => TaskWhose::CreatedByMe,
                Whose::Alle => TaskWhose::AllInReach,
            },
            state: match self.vis {
                Shown::Uafsluttede => TaskShown::NotDone,
                Shown::Aabne => TaskShown::Open,
                Shown::Ventende => TaskShown::Waiting,
                Shown::Udfoerte => TaskShown::Done,
            },
            text: self.ord.join(" "),
            offset: self.offset,
            limit: self.limit,
            ..ListTasks::default()
        };
        let page = door.desk.list_tasks(request).await.map_err(refused)?;
        if self.json {
            show_json(&page)?;
            return Ok(true);
        }
        for row in &page.rows {
            show(&line(row));
        }
        say(&with("opgaver.shown", "{n}", &page.rows.len())
            .replace("{total}", &page.total.to_string()));
        Ok(true)
    }
}

/// The day first, so that it can be sorted; the id last, for the next command.
fn line(row: &TaskRow) -> String {
    let day = row.due.as_deref().unwrap_or("-");
    let late = if row.is_late { of("opgaver.late") } else { "" };
    let case = row.case_number.as_deref().unwrap_or("-");
    let waits = match &row.waiting_for {
        Some(what) => with("opgaver.waits", "{what}", what),
        None => String::new(),
    };
    format!("{day}{late}\t{case}\t{}{waits}\t{}", row.title, row.id)
}

impl Add {
    async fn run(self, door: &Door, me: String) -> anyhow::Result<bool> {
        let case = match &self.sag {
            Some(named) => Some(case_id(door, named).await?),
            None => None,
        };
        let request = CreateTask {
            title: self.titel,
            text: self.tekst,
            case_id: case,
            assignee: TaskAssignee::Employee { id: me },
            due: match self.dag {
                Some(day) => TaskDue::Day { day },
                None => TaskDue::None,
            },
            ..CreateTask::default()
        };
        let made = door.desk.create_task(request).await.map_err(refused)?;
        match self.json {
            true => show_json(&made)?,
            false => show(&line(&made.row)),
        }
        Ok(true)
    }
}

impl Done {
    async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let id = self.id.clone();
        let found = door.desk.show_task(ShowTask { id }).await;
        let change = ChangeTask {
            id: self.id,
            version: found.map_err(refused)?.version,
            change: TaskChange::Complete,
        };
        let done = door.desk.change_task(change).await.map_err(refused)?;
        match self.json {
            true => show_json(&done)?,
            false => show(&line(&done.row)),
        }
        Ok(true)
    }
}
