use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{
    ArgAction, Args, Command as Clap, CommandFactory as _, FromArgMatches as _, Parser, Subcommand,
};

use sagsbord_contract::DueFilter;

use crate::demo_data;
use crate::frist::FristArguments;
use crate::indlaes::IndlaesArguments;
use crate::pdf::PdfArguments;
use crate::text::of;
use crate::tjek::TjekArguments;

#[derive(Parser)]
#[command(version, about = of("about"), after_help = of("after_help"), name = "sagsbord-cli")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which store, and who asks.
#[derive(Args)]
pub(crate) struct Place {
    #[arg(long, global = true, value_name = "MAPPE", help = of("arg.folder"))]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long, global = true, help = of("arg.demo"))]
    pub(crate) demo: bool,
    #[arg(long, global = true, env = "SAGSBORD_USER", hide_env = true, value_name = "BRUGERNAVN", help = of("arg.user"))]
    pub(crate) user: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = of("state.about"))]
    State,
    #[command(about = of("sign_in.about"))]
    SignIn,
    #[command(about = of("backup.about"))]
    Backup {
        #[arg(long, value_name = "MAPPE", help = of("arg.to"))]
        to: PathBuf,
    },
    #[command(about = of("restore.about"))]
    Restore {
        #[arg(long, value_name = "MAPPE", help = of("arg.from"))]
        from: PathBuf,
    },
    #[command(about = of("check.about"))]
    Check,
    #[command(about = of("audit.about"))]
    Audit {
        #[command(subcommand)]
        command: Audit,
    },
    #[command(about = of("rotate_key.about"))]
    RotateKey,
    #[command(about = of("support_report.about"))]
    SupportReport,
    #[command(about = of("cases.about"))]
    Cases(Filters),
    #[command(about = of("search.about"))]
    Search {
        #[arg(value_name = "ORD", required = true, help = of("arg.words"))]
        words: Vec<String>,
        #[command(flatten)]
        filters: Filters,
    },
    #[command(about = of("tjek.about"))]
    Tjek(TjekArguments),
    #[command(about = of("pdf.about"))]
    Pdf(PdfArguments),
    #[command(about = of("indlaes.about"))]
    Indlaes(IndlaesArguments),
    #[command(about = of("frist.about"))]
    Frist(FristArguments),
    #[command(about = of("aktindsigt.about"))]
    Aktindsigt {
        #[command(subcommand)]
        command: crate::aktindsigt::Command,
    },
    #[command(about = of("frister.about"))]
    Frister {
        #[command(subcommand)]
        command: crate::frister::Command,
    },
    #[command(about = of("opgaver.about"))]
    Opgaver {
        #[command(subcommand)]
        command: crate::opgaver::Command,
    },
    #[command(about = of("indeks.about"))]
    Indeks {
        #[command(subcommand)]
        command: crate::indeks::Command,
    },
    #[command(about = of("kilder.about"))]
    Kilder {
        #[command(subcommand)]
        command: crate::kilder::Command,
    },
    // The tools of development, for those who know of them.
    #[command(hide = true, about = of("demo_data.about"))]
    DemoData {
        #[arg(long, value_name = "ANTAL", value_parser = demo_data::scale, help = of("arg.scale"))]
        scale: Option<u32>,
        #[arg(long, help = of("arg.cases_only"))]
        cases_only: bool,
        #[arg(long, help = of("arg.clear_desks"))]
        clear_desks: bool,
    },
    #[command(hide = true, about = of("serve_dev.about"))]
    ServeDev {
        #[arg(long, default_value_t = 5174, hide_default_value = true, value_name = "PORT", help = of("arg.port"))]
        port: u16,
        #[arg(long, value_name = "MAPPE", help = of("arg.ui"))]
        ui: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Audit {
    #[command(about = of("audit_verify.about"))]
    Verify {
        #[arg(long, value_name = "KVITTERING", help = of("arg.receipt"))]
        receipt: Option<String>,
    },
}

#[derive(Args)]
pub(crate) struct Filters {
    #[arg(long, help = of("arg.mine"))]
    pub(crate) mine: bool,
    #[arg(long, conflicts_with = "mine", help = of("arg.unassigned"))]
    pub(crate) unassigned: bool,
    #[arg(long, help = of("arg.open"))]
    pub(crate) open: bool,
    #[arg(long, value_parser = due, value_name = "FRIST", help = of("arg.due"))]
    pub(crate) due: Option<DueFilter>,
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "ANTAL", help = of("arg.offset"))]
    pub(crate) offset: u32,
    #[arg(long, default_value_t = 100, hide_default_value = true, value_name = "ANTAL", help = of("arg.limit"))]
    pub(crate) limit: u32,
}

/// In the contract's own words, which the help lists.
fn due(text: &str) -> Result<DueFilter, String> {
    serde_json::from_value(text.into()).map_err(|_| of("mistake.due").to_owned())
}

/// What was asked for, or what to tell instead: the help asked for, or what could not be read.
pub(crate) fn read() -> Result<Arguments, Told> {
    let read = in_own_words(Arguments::command(), true).try_get_matches();
    read.and_then(|matches| Arguments::from_arg_matches(&matches))
        .map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Told::Asked(
                error
                    .to_string()
                    .replace("[OPTIONS]", of("help.some_options")),
            ),
            _ => Told::Mistake(mistake(&error)),
        })
}

pub(crate) enum Told {
    Asked(String),
    Mistake(String),
}

/// clap's own headings and sentences are English only.
fn in_own_words(command: Clap, is_whole: bool) -> Clap {
    let mut command = command
        .help_template(of("help.template"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_value_name(of("help.command"))
        .subcommand_help_heading(of("help.commands"))
        .mut_args(|argument| {
            if argument.is_positional() {
                argument
            } else {
                argument.help_heading(of("help.options"))
            }
        })
        .arg(
            clap::Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(of("arg.help"))
                .help_heading(of("help.options")),
        );
    if is_whole {
        command = command.arg(
            clap::Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(of("arg.version"))
                .help_heading(of("help.options")),
        );
    }
    command.mut_subcommands(|below| in_own_words(below, false))
}

fn mistake(error: &clap::Error) -> String {
    let key = match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => "mistake.unknown",
        ErrorKind::MissingRequiredArgument => "mistake.missing",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "mistake.no_command"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::InvalidUtf8 => {
            "mistake.value"
        }
        ErrorKind::ArgumentConflict => "mistake.conflict",
        _ => "mistake.other",
    };
    let named = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand]
        .into_iter()
        .find_map(|kind| match error.get(kind)? {
            ContextValue::String(name) => Some(name.clone()),
            ContextValue::Strings(names) => Some(names.join(", ")),
            _ => None,
        })
        .unwrap_or_default();
    format!(
        "{} {}",
        of(key).replace("{named}", &named),
        of("mistake.help")
    )
}
