use clap::{Args, ValueEnum};
use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::show_json;
use crate::text::of;

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(long, value_enum, default_value = "mine", hide_default_value = true, value_name = "HVIS", help = of("frister.arg.whose"))]
    hvis: Whose,
    #[arg(long, value_enum, value_name = "TILSTAND", help = of("frister.arg.state"))]
    tilstand: Option<State>,
    #[arg(long, value_name = "REGEL", help = of("frister.arg.rules"))]
    regel: Vec<String>,
    #[arg(value_name = "ORD", help = of("frister.arg.words"))]
    ord: Vec<String>,
    #[arg(long, help = of("frister.arg.counts"))]
    antal: bool,
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "ANTAL", help = of("arg.offset"))]
    offset: u32,
    #[arg(long, default_value_t = 100, hide_default_value = true, value_name = "ANTAL", help = of("arg.limit"))]
    limit: u32,
}

#[derive(Clone, Copy, ValueEnum)]
enum Whose {
    Mine,
    Alle,
    Ingens,
}

#[derive(Clone, Copy, ValueEnum)]
enum State {
    Overskredet,
    Idag,
    Ugen,
    Senere,
    Stoppet,
    UdenDato,
}

impl Arguments {
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let request = ListDeadlines {
            whose: match self.hvis {
                Whose::Mine => DeadlineWhose::Mine,
                Whose::Alle => DeadlineWhose::Everybodys,
                Whose::Ingens => DeadlineWhose::Nobodys,
            },
            state: self.tilstand.map(|state| match state {
                State::Overskredet => DeadlineState::Late,
                State::Idag => DeadlineState::Today,
                State::Ugen => DeadlineState::ThisWeek,
                State::Senere => DeadlineState::Later,
                State::Stoppet => DeadlineState::Stopped,
                State::UdenDato => DeadlineState::NoDay,
            }),
            rules: self.regel,
            text: self.ord.join(" "),
            offset: self.offset,
            limit: self.limit,
            ..ListDeadlines::default()
        };
        match self.antal {
            true => show_json(&door.desk.count_deadlines(request).await.map_err(refused)?)?,
            false => show_json(&door.desk.list_deadlines(request).await.map_err(refused)?)?,
        }
        Ok(true)
    }
}
