use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use sagsbord_app::pdf::{Area, Limits, Stop, Viewer};

use super::Source;
use crate::text::of;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
    #[arg(long, default_value_t = 1, hide_default_value = true, value_name = "SIDE", help = of("pdf.arg.page"))]
    side: u32,
    #[arg(long, default_value_t = 100, hide_default_value = true, value_name = "DPI", value_parser = clap::value_parser!(u16).range(1..=600), help = of("pdf.arg.dpi"))]
    dpi: u16,
    #[arg(long, value_name = "X0,Y0,X1,Y1", value_parser = area, help = of("pdf.arg.part"))]
    udsnit: Option<[f32; 4]>,
    #[arg(short, long, value_name = "PNG", help = of("pdf.arg.image"))]
    output: PathBuf,
}

pub(super) fn billede(arguments: &Arguments) -> Result<ExitCode> {
    let untrusted = super::read(&arguments.source.file)?;
    let password = arguments.source.adgangskode.as_deref();
    let dpi = f32::from(arguments.dpi);
    let viewer = Viewer::open(untrusted, password, Limits::default()).map_err(super::refused)?;
    let area = arguments.udsnit.map(|corners| in_pixels(corners, dpi));
    let image = viewer
        .png(arguments.side, dpi, area, &Stop::default())
        .map_err(super::refused)?;
    std::fs::write(&arguments.output, image).with_context(|| {
        of("pdf.unwritable").replace("{file}", &arguments.output.display().to_string())
    })?;
    Ok(ExitCode::SUCCESS)
}

const POINTS: f32 = 72.0;

/// In points from the top left of the page as it is shown.
fn area(text: &str) -> Result<[f32; 4], String> {
    let sides: Option<Vec<f32>> = text
        .split(',')
        .map(|side| {
            side.trim()
                .parse()
                .ok()
                .filter(|side: &f32| side.is_finite())
        })
        .collect();
    match sides.as_deref() {
        Some(&[left, top, right, bottom])
            if left >= 0.0 && top >= 0.0 && left < right && top < bottom =>
        {
            Ok([left, top, right, bottom])
        }
        _ => Err(of("pdf.mistake.part").to_owned()),
    }
}

/// Every pixel that the area touches.
fn in_pixels([left, top, right, bottom]: [f32; 4], dpi: f32) -> Area {
    let scale = dpi / POINTS;
    let (left, top) = ((left * scale) as u32, (top * scale) as u32);
    Area {
        left,
        top,
        width: ((right * scale).ceil() as u32).saturating_sub(left),
        height: ((bottom * scale).ceil() as u32).saturating_sub(top),
    }
}
