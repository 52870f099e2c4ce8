use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use sagsbord_app::pdf::{Limits, PageText, carried, read_text};
use serde_json::{Value, json};

use super::{Source, corners, rounded};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
}

pub(super) fn tekst(arguments: &Arguments) -> Result<ExitCode> {
    let untrusted = super::read(&arguments.source.file)?;
    let password = arguments.source.adgangskode.as_deref();
    let carried = carried(&untrusted, Limits::default()).map_err(super::refused)?;
    let pages = read_text(untrusted, password, Limits::default()).map_err(super::refused)?;
    let pages: Vec<Value> = pages
        .iter()
        .enumerate()
        .map(|(index, page)| told(index + 1, page))
        .collect();
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(
        &mut output,
        &json!({
            "pages": pages,
            "beside_the_pages": {"kinds": carried.kinds, "earlier_revisions": carried.earlier_revisions},
        }),
    )?;
    output.write_all(b"\n")?;
    Ok(ExitCode::SUCCESS)
}

fn told(number: usize, page: &PageText) -> Value {
    let mut words = Vec::new();
    for (line_number, line) in page.lines.iter().enumerate() {
        for word in &line.words {
            let glyphs: Vec<Value> = word
                .glyphs
                .iter()
                .map(|glyph| json!({"text": glyph.text, "box": corners(glyph.area)}))
                .collect();
            words.push(json!({
                "text": word.text,
                "box": corners(word.area),
                "line": line_number,
                "block": line.block,
                "seen": word.glyphs.iter().any(|glyph| glyph.is_seen),
                "glyphs": glyphs,
            }));
        }
    }
    json!({
        "page": number,
        "width": rounded(page.width),
        "height": rounded(page.height),
        "text": page.lines.iter().map(sagsbord_app::pdf::Line::text).collect::<Vec<_>>().join("\n"),
        "words": words,
        "pictures": page.pictures.iter().map(|area| corners(*area)).collect::<Vec<_>>(),
    })
}
