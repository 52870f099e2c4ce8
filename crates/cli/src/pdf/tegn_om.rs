use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use sagsbord_app::pdf::{Limits, PageArea, Rect, RedrawOrder, RedrawReport, ReleaseDate, redraw};
use serde_json::{Value, json};

use super::unfinished::Unfinished;
use super::{Source, verification};
use crate::text::of;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
    #[arg(short, long, value_name = "UD", help = of("pdf.arg.out"))]
    output: PathBuf,
    #[arg(long, value_name = "TEKST", help = of("pdf.arg.cover_text"))]
    daek_tekst: Vec<String>,
    #[arg(long, value_name = "SIDE:X0,Y0,X1,Y1", value_parser = area, allow_hyphen_values = true, help = of("pdf.arg.cover_area"))]
    daek_felt: Vec<PageArea>,
    #[arg(long, default_value = "", hide_default_value = true, value_name = "HJEMMEL", help = of("pdf.arg.basis"))]
    grundlag: String,
    #[arg(long, default_value = "", hide_default_value = true, value_name = "TITEL", help = of("pdf.arg.title"))]
    titel: String,
    #[arg(long, value_name = "ÅÅÅÅ-MM-DD", value_parser = date, help = of("pdf.arg.date"))]
    dato: Option<ReleaseDate>,
    #[arg(long, value_name = "FIL", help = of("pdf.arg.report"))]
    rapport: Option<PathBuf>,
    #[arg(long, help = of("pdf.arg.keep_places"))]
    behold_pladser: bool,
    #[arg(long, help = of("pdf.arg.write_anyway"))]
    skriv_alligevel: bool,
}

pub(super) fn tegn_om(arguments: &Arguments) -> Result<ExitCode> {
    let untrusted = super::read(&arguments.source.file)?;
    let password = arguments.source.adgangskode.as_deref();
    let order = RedrawOrder {
        texts: arguments.daek_tekst.clone(),
        areas: arguments.daek_felt.clone(),
        read: Vec::new(),
        basis: arguments.grundlag.clone(),
        bases: Vec::new(),
        title: arguments.titel.clone(),
        keeps_places: arguments.behold_pladser,
        date: arguments.dato.unwrap_or_default(),
    };
    let redrawn = redraw(untrusted, password, &order, Limits::default()).map_err(super::refused)?;
    let unfinished = Unfinished::write(&arguments.output, &redrawn.bytes)
        .with_context(|| unwritable(&arguments.output))?;
    let pictures = sagsbord_app::other_readers::pages_of_pixels(&redrawn.report);
    let verification =
        verification::of_file(unfinished.path(), redrawn.bytes, &order.texts, &pictures)
            .map_err(super::refused)?;
    let may_be_written = verification.holds_no_secret() || arguments.skriv_alligevel;
    if let Some(file) = &arguments.rapport {
        let mut report = told(&redrawn.report);
        report["written"] = json!(may_be_written);
        report["verified"] = verification.told();
        let report = serde_json::to_string_pretty(&report)? + "\n";
        std::fs::write(file, report).with_context(|| unwritable(file))?;
    }
    if !may_be_written {
        bail!(of("pdf.secret_left"));
    }
    unfinished
        .finish()
        .with_context(|| unwritable(&arguments.output))?;
    if redrawn.report.places_of_texts.contains(&0) {
        crate::say(of("pdf.text_not_seen"));
    }
    if !verification.holds_no_secret() {
        crate::say(of("pdf.secret_left_written"));
    } else if !verification.is_clean() {
        crate::say(of("pdf.rules_broken"));
    }
    Ok(ExitCode::from(u8::from(!verification.is_clean())))
}

fn unwritable(file: &std::path::Path) -> String {
    of("pdf.unwritable").replace("{file}", &file.display().to_string())
}

fn told(report: &RedrawReport) -> Value {
    let as_image = report
        .pages
        .iter()
        .filter(|page| page.as_image.is_some())
        .count();
    let pages: Vec<Value> = report
        .pages
        .iter()
        .enumerate()
        .map(|(index, page)| {
            json!({
                "page": index + 1,
                "marks": page.marks.iter().map(|mark| super::corners(*mark)).collect::<Vec<_>>(),
                "marks_of_one_width": page.equal_marks,
                "marks_that_tell_a_width": page.telling_marks,
                "lines_set_anew": page.set_anew.iter().map(|line| super::corners(*line)).collect::<Vec<_>>(),
                "glyphs_removed": page.glyphs_taken,
                "pictures_changed": page.pictures_changed,
                "paths_cut": page.paths_cut,
                "hidden_text_left_out": {
                    "outside_the_page": page.hidden.outside,
                    "painted_over": page.hidden.painted_over,
                    "unpainted": page.hidden.unpainted,
                },
                "hidden_drawings_left_out": page.hidden.drawings,
                "shown_as_image": page.as_image.map(|reason| reason.code()),
                "difference": (page.difference * 1e4).round() / 1e4,
                "pictures_without_description": page.pictures_without_text,
            })
        })
        .collect();
    json!({
        "pages_redrawn": report.pages.len() - as_image,
        "pages_as_image": as_image,
        "places_of_each_text": report.places_of_texts,
        "pages": pages,
    })
}

/// `2:72,100,200,120`: the page from 1, then left, top, right and bottom in points.
pub(super) fn area(text: &str) -> Result<PageArea, String> {
    let mistake = || of("pdf.mistake.area").to_owned();
    let (page, corners) = text.split_once(':').ok_or_else(mistake)?;
    let corners: Vec<f64> = corners
        .split(',')
        .map(|number| number.trim().parse::<f64>())
        .collect::<Result<_, _>>()
        .map_err(|_| mistake())?;
    match (page.trim().parse(), corners.as_slice()) {
        (Ok(page), &[x0, y0, x1, y1]) if corners.iter().all(|corner| corner.is_finite()) => {
            Ok(PageArea {
                page,
                area: Rect::new(x0, y0, x1, y1).abs(),
            })
        }
        _ => Err(mistake()),
    }
}

pub(super) fn date(text: &str) -> Result<ReleaseDate, String> {
    use chrono::Datelike as _;
    let mistake = |_| of("pdf.mistake.date").to_owned();
    let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(mistake)?;
    let year = u16::try_from(date.year()).map_err(|_| of("pdf.mistake.date").to_owned())?;
    Ok(ReleaseDate {
        year,
        month: date.month() as u8,
        day: date.day() as u8,
    })
}
