use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow, bail};
use sagsbord_app::pdf::{
    ActFile, BundleError, BundleReport, CoveredText, Limits, PdfError, RedrawnPage, assemble,
};
use serde_json::{Value, json};

use self::order::{Ordered, read_order};
use super::unfinished::Unfinished;
use super::verification;
use crate::text::of;

mod order;
mod text;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "LISTE", help = of("pdf.arg.order"))]
    liste: PathBuf,
    #[arg(short, long, value_name = "UD", help = of("pdf.arg.out"))]
    output: PathBuf,
    #[arg(long, value_name = "FIL", help = of("pdf.arg.report"))]
    rapport: Option<PathBuf>,
}

/// Nothing stands under the file's name until all of it is there and has been read again.
pub(super) fn saml(arguments: &Arguments) -> Result<ExitCode> {
    let ordered = read_order(&arguments.liste)?;
    let unwritable =
        |file: &Path| of("pdf.unwritable").replace("{file}", &file.display().to_string());
    let begun = Unfinished::begin(&arguments.output);
    let (unfinished, file) = begun.with_context(|| unwritable(&arguments.output))?;
    let report = write(&ordered, &arguments.liste, BufWriter::new(file))?;
    let bytes = super::read(unfinished.path())?;
    let (covered, pictures) = covered(&ordered, &report);
    let verification = verification::of_pages(unfinished.path(), bytes, &covered, &pictures)
        .map_err(super::refused)?;
    let may_be_written = verification.holds_no_secret();
    if let Some(file) = &arguments.rapport {
        let mut told = told(&ordered, &report);
        told["written"] = json!(may_be_written);
        told["verified"] = verification.told();
        let told = serde_json::to_string_pretty(&told)? + "\n";
        std::fs::write(file, told).with_context(|| unwritable(file))?;
    }
    if !may_be_written {
        bail!(of("pdf.secret_left"));
    }
    unfinished
        .finish()
        .with_context(|| unwritable(&arguments.output))?;
    if report.letters_without_shape > 0 {
        let count = report.letters_without_shape.to_string();
        crate::say(&of("pdf.saml.letters").replace("{count}", &count));
    }
    let is_missed = report
        .acts
        .iter()
        .any(|act| act.redrawn.places_of_texts.contains(&0));
    if is_missed {
        crate::say(of("pdf.text_not_found"));
    }
    if !verification.is_clean() {
        crate::say(of("pdf.rules_broken"));
    }
    let is_all_well = verification.is_clean() && !is_missed;
    Ok(ExitCode::from(u8::from(!is_all_well)))
}

/// Each text that is covered, with the pages of the acts that it is covered in; and the pages of such acts on which
/// letters may stand as pixels.
fn covered(ordered: &Ordered, report: &BundleReport) -> (Vec<CoveredText>, Vec<u32>) {
    let mut covered: Vec<CoveredText> = Vec::new();
    let mut pictures = Vec::new();
    for (act, told) in ordered.bundle.acts.iter().zip(&report.acts) {
        let (first, pages) = (told.first_page as u32, &told.redrawn.pages);
        if first == 0 || act.texts.is_empty() {
            continue;
        }
        let own = first..=first + (pages.len() as u32).saturating_sub(1);
        for text in &act.texts {
            match covered.iter_mut().find(|known| known.text == *text) {
                Some(known) => known.pages.push(own.clone()),
                None => covered.push(CoveredText {
                    text: text.clone(),
                    pages: vec![own.clone()],
                }),
            }
        }
        let of_pixels = sagsbord_app::other_readers::pages_of_pixels(&told.redrawn);
        pictures.extend(of_pixels.into_iter().map(|page| first + page - 1));
    }
    (covered, pictures)
}

fn write(ordered: &Ordered, liste: &Path, sink: BufWriter<File>) -> Result<BundleReport> {
    // Who asks for an act a second time gets the same file: a name that leads elsewhere meanwhile is told by its pages.
    let mut unread = None;
    let mut file_of = |act: usize| match std::fs::read(&ordered.files[act].file) {
        Ok(untrusted) => Ok(ActFile {
            untrusted,
            password: ordered.files[act].password.clone(),
        }),
        Err(_) => {
            unread = Some(act);
            Err(PdfError::NotAPdf)
        }
    };
    let limits = Limits::default();
    match assemble(&ordered.bundle, &mut file_of, sink, limits) {
        Ok((mut sink, report)) => {
            sink.flush().context(of("pdf.error.not_written"))?;
            sink.get_ref()
                .sync_all()
                .context(of("pdf.error.not_written"))?;
            Ok(report)
        }
        Err(error) => Err(refused(error, unread, liste)),
    }
}

fn refused(error: BundleError, unread: Option<usize>, liste: &Path) -> anyhow::Error {
    let at = |act: usize, reason: &str| {
        let field = format!("akter[{act}]");
        order::mistake(liste, &field, reason)
    };
    match (error, unread) {
        (BundleError::Act { act, .. }, Some(unread)) if act == unread => order::mistake(
            liste,
            &format!("akter[{act}].fil"),
            of("pdf.saml.reason.unread"),
        ),
        (BundleError::Act { act, error }, _) => at(act, &super::refused(error).to_string()),
        (BundleError::ListBetrays { act }, _) => at(act, of("pdf.saml.reason.betrays")),
        (BundleError::StillThere { act }, _) => at(act, of("pdf.saml.reason.still_there")),
        (BundleError::ActChanged { act }, _) => at(act, of("pdf.saml.reason.changed")),
        (BundleError::Bundle(error), _) => anyhow!(super::refused(error)),
    }
}

/// Numbers only: the acts are known by their places in the order.
fn told(ordered: &Ordered, report: &BundleReport) -> Value {
    let sum = |pages: &[RedrawnPage], of: &dyn Fn(&RedrawnPage) -> usize| -> usize {
        pages.iter().map(of).sum()
    };
    let acts: Vec<Value> = ordered
        .bundle
        .acts
        .iter()
        .zip(&report.acts)
        .enumerate()
        .map(|(index, (_, act))| {
            let pages = &act.redrawn.pages;
            json!({
                "act": index + 1,
                "first_page": act.first_page,
                "pages": pages.len(),
                "pages_as_image": sum(pages, &|page| usize::from(page.as_image.is_some())),
                "marks": sum(pages, &|page| page.marks.len()),
                "places_of_each_text": act.redrawn.places_of_texts,
                "pictures_without_description": sum(pages, &|page| page.pictures_without_text),
            })
        })
        .collect();
    json!({
        "pages": report.pages,
        "letters_without_shape": report.letters_without_shape,
        "acts": acts,
    })
}
