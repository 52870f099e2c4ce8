use std::path::PathBuf;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::{Args, ValueEnum};
use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::text::{of, with};
use crate::{say, show, show_json};

/// Far above any letter.
const LARGEST: u64 = 1 << 20;

#[derive(Clone, Copy, ValueEnum)]
enum Art {
    Afgoerelse,
    Kvittering,
    Afslag,
    Videresendelse,
    Brud,
}

impl From<Art> for AktindsigtLetterKind {
    fn from(kind: Art) -> Self {
        match kind {
            Art::Afgoerelse => Self::Decision,
            Art::Kvittering => Self::Receipt,
            Art::Afslag => Self::Refusal,
            Art::Videresendelse => Self::Forwarding,
            Art::Brud => Self::Breach,
        }
    }
}

#[derive(Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "ANMODNING", help = of("aktindsigt.arg.id"))]
    id: String,
    #[arg(long, value_enum, default_value = "afgoerelse", help = of("aktindsigt.arg.letter_kind"))]
    art: Art,
    #[arg(long, conflicts_with = "tekst", help = of("aktindsigt.arg.anew"))]
    forfra: bool,
    #[arg(long, value_name = "FIL", help = of("aktindsigt.arg.letter_text"))]
    tekst: Option<PathBuf>,
    #[arg(long, value_name = "UD", help = of("aktindsigt.arg.letter_pdf"))]
    pdf: Option<PathBuf>,
    #[arg(long, help = of("aktindsigt.arg.json"))]
    json: bool,
}

impl Arguments {
    /// Drafted where it was not, with a text of one's own where one is given. Ends well when nothing is left to write.
    pub(super) async fn run(self, door: &Door) -> anyhow::Result<bool> {
        let kind: AktindsigtLetterKind = self.art.into();
        let mut letter = self.drafted(door, kind, None).await?;
        if self.forfra {
            let version = Some(letter.version);
            letter = self.drafted(door, kind, version).await?;
        }
        if let Some(file) = &self.tekst {
            let request = SaveAktindsigtLetter {
                keeps_as_written: true,
                id: self.id.clone(),
                kind,
                version: letter.version,
                text: read(file)?,
            };
            let saved = door.desk.save_aktindsigt_letter(request).await;
            letter = saved.map_err(refused)?;
        }
        if let Some(out) = &self.pdf {
            let request = ShowAktindsigtLetter {
                id: self.id.clone(),
                kind,
            };
            let set = door.desk.set_aktindsigt_letter(request).await;
            let bytes = STANDARD.decode(set.map_err(refused)?.base64)?;
            let unwritable = || with("aktindsigt.unwritable", "{file}", &out.display());
            std::fs::write(out, bytes).with_context(unwritable)?;
        }
        let is_finished = letter.faults.is_empty();
        if self.json {
            show_json(&letter)?;
            return Ok(is_finished);
        }
        show(&letter.text);
        if !letter.would_be.is_empty() {
            say(of("aktindsigt.letter_behind"));
        }
        if !is_finished {
            say(&with(
                "aktindsigt.letter_unfinished",
                "{count}",
                &letter.faults.len(),
            ));
        }
        if !letter.findings.is_empty() {
            say(&with(
                "aktindsigt.letter_findings",
                "{count}",
                &letter.findings.len(),
            ));
        }
        Ok(is_finished)
    }

    async fn drafted(
        &self,
        door: &Door,
        kind: AktindsigtLetterKind,
        instead_of: Option<u32>,
    ) -> anyhow::Result<AktindsigtLetter> {
        let request = DraftAktindsigtLetter {
            id: self.id.clone(),
            kind,
            instead_of,
        };
        let drafted = door.desk.draft_aktindsigt_letter(request).await;
        drafted.map_err(refused)
    }
}

fn read(file: &PathBuf) -> anyhow::Result<String> {
    let unreadable = || with("aktindsigt.unreadable", "{file}", &file.display());
    let length = std::fs::metadata(file).with_context(unreadable)?.len();
    if length > LARGEST {
        anyhow::bail!("{}", with("aktindsigt.too_long", "{file}", &file.display()));
    }
    std::fs::read_to_string(file).with_context(unreadable)
}
