use std::path::{Path, PathBuf};

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::{Args, ValueEnum};
use sagsbord_contract::*;

use crate::door::{Door, refused, tell};
use crate::text::{of, with};
use crate::{say, show_json};

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
    #[arg(long, conflicts_with = "til", help = of("frister.arg.counts"))]
    antal: bool,
    #[arg(long, value_name = "FIL", value_parser = table, help = of("frister.arg.file"))]
    til: Option<Table>,
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
        if let Some(table) = self.til {
            return table.write(door, request).await;
        }
        match self.antal {
            true => show_json(&door.desk.count_deadlines(request).await.map_err(refused)?)?,
            false => show_json(&door.desk.list_deadlines(request).await.map_err(refused)?)?,
        }
        Ok(true)
    }
}

/// A file for a spreadsheet, of the kind that its name says.
#[derive(Clone)]
struct Table {
    file: PathBuf,
    format: ExportFormat,
}

fn table(name: &str) -> Result<Table, String> {
    let file = PathBuf::from(name);
    let ending = file.extension().and_then(|ending| ending.to_str());
    let format = match ending.map(str::to_lowercase).as_deref() {
        Some("csv") => ExportFormat::Csv,
        Some("xlsx") => ExportFormat::Xlsx,
        _ => return Err(of("frister.file.kind").to_owned()),
    };
    Ok(Table { file, format })
}

impl Table {
    /// The whole list, not a page of it.
    async fn write(self, door: &Door, list: ListDeadlines) -> anyhow::Result<bool> {
        let format = self.format;
        let exported = door.desk.export_deadlines(ExportDeadlines { list, format });
        let exported = exported.await.map_err(refused)?;
        let unwritable = || unwritable(&self.file);
        let bytes = STANDARD.decode(exported.base64).with_context(unwritable)?;
        std::fs::write(&self.file, bytes).with_context(unwritable)?;
        say(&with("frister.file.written", "{rows}", &exported.rows));
        if exported.is_cut {
            tell("frister.file.cut");
        }
        Ok(!exported.is_cut)
    }
}

fn unwritable(file: &Path) -> String {
    with("pdf.unwritable", "{file}", &file.display())
}
