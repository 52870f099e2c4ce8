//! `sagsbord frister`: the deadlines of one's cases, what is done with them, and why they fall when they do.

mod change;
mod list;
mod work;

use clap::Subcommand;
use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::text::{language, of};
use crate::{show, show_json};

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = of("frister.liste.about"))]
    Liste(list::Arguments),
    #[command(about = of("frister.vis.about"))]
    Vis {
        #[command(flatten)]
        which: Which,
        #[arg(long, help = of("frister.arg.json"))]
        json: bool,
    },
    #[command(about = of("frister.tilfoej.about"))]
    Tilfoej(change::Add),
    #[command(about = of("frister.stop.about"))]
    Stop(change::Stop),
    #[command(about = of("frister.genstart.about"))]
    Genstart(change::Restart),
    #[command(about = of("frister.forlaeng.about"))]
    Forlaeng(change::Extend),
    #[command(about = of("frister.fristbrev.about"))]
    Fristbrev(change::Letter),
    #[command(about = of("frister.meddelt.about"))]
    Meddelt(change::Tell),
    #[command(about = of("frister.opfyldt.about"))]
    Opfyldt(change::Meet),
    #[command(about = of("frister.flyt.about"))]
    Flyt(change::Move),
    #[command(about = of("frister.afslut.about"))]
    Afslut(change::Complete),
    #[command(about = of("frister.fortryd.about"))]
    Fortryd(change::Undo),
    #[command(about = of("frister.arbejde.about"))]
    Arbejde(work::Arguments),
    #[command(about = of("frister.flyttede.about"))]
    Flyttede,
    #[command(about = of("frister.kalender.about"))]
    Kalender,
}

/// One deadline, by the id that a list shows.
#[derive(clap::Args)]
pub(crate) struct Which {
    #[arg(value_name = "FRIST", help = of("frister.arg.id"))]
    id: String,
}

pub(crate) async fn frister(door: &Door, command: Command) -> anyhow::Result<bool> {
    door.sign_in().await?;
    match command {
        Command::Liste(arguments) => arguments.run(door).await,
        Command::Vis { which, json } => {
            let detail = which.find(door).await?;
            match json {
                true => show_json(&detail)?,
                false => show(&explanation(&detail)),
            }
            Ok(true)
        }
        Command::Tilfoej(add) => add.run(door).await,
        Command::Stop(stop) => stop.which.change(door, stop.change()).await,
        Command::Genstart(restart) => restart.which.change(door, restart.change()).await,
        Command::Forlaeng(extend) => extend.which.change(door, extend.change()?).await,
        Command::Fristbrev(letter) => letter.run(door).await,
        Command::Meddelt(tell) => tell.which.change(door, tell.change()).await,
        Command::Opfyldt(meet) => meet.which.change(door, meet.change()).await,
        Command::Flyt(r#move) => r#move.which.change(door, r#move.change()).await,
        Command::Afslut(complete) => complete.which.change(door, complete.change()).await,
        Command::Fortryd(undo) => undo.which.change(door, undo.change()).await,
        Command::Arbejde(arguments) => arguments.run(door).await,
        Command::Flyttede => {
            let moved = door.desk.moved_deadlines(Nothing {}).await;
            show_json(&moved.map_err(refused)?)?;
            Ok(true)
        }
        Command::Kalender => {
            let file = door.desk.calendar_file(Nothing {}).await.map_err(refused)?;
            show(file.text.trim_end());
            Ok(true)
        }
    }
}

impl Which {
    async fn find(&self, door: &Door) -> anyhow::Result<DeadlineDetail> {
        let id = self.id.clone();
        let found = door.desk.show_deadline(ShowDeadline { id }).await;
        found.map_err(refused)
    }

    /// The deadline as it then stands, in words.
    async fn change(&self, door: &Door, change: DeadlineChange) -> anyhow::Result<bool> {
        let version = self.find(door).await?.version;
        let id = self.id.clone();
        let request = ChangeDeadline {
            id,
            version,
            change,
        };
        let changed = door.desk.change_deadline(request).await.map_err(refused)?;
        show(&explanation(&changed));
        Ok(true)
    }
}

fn explanation(detail: &DeadlineDetail) -> String {
    in_our_language(&detail.explained.text).to_owned()
}

fn in_our_language(named: &Named) -> &str {
    match language() {
        Language::Da => &named.da,
        Language::En => &named.en,
    }
}
