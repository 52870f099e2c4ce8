use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::Result;
use sagsbord_app::pdf::{Limits, OtherReading, Verified, verify};
use serde_json::json;

use crate::text::of;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FIL", help = of("pdf.arg.file"))]
    file: PathBuf,
    #[arg(long, value_name = "TEKST", help = of("pdf.arg.secret"))]
    hemmelig: Vec<String>,
}

/// Readers of other houses, where the machine has them. They get the file's name and give back its text.
const OTHERS: [(&str, &[&str]); 2] = [
    ("pdftotext", &["-enc", "UTF-8", "{}", "-"]),
    ("mutool", &["draw", "-q", "-F", "text", "-o", "-", "{}"]),
];
const LONGEST: Duration = Duration::from_secs(300);

pub(super) fn verificer(arguments: &Arguments) -> Result<ExitCode> {
    let bytes = super::read(&arguments.file)?;
    let others: Vec<OtherReading> = OTHERS
        .iter()
        .filter_map(|(program, options)| read_with(program, options, &arguments.file))
        .collect();
    let verified =
        verify(bytes, &arguments.hemmelig, &others, Limits::default()).map_err(super::refused)?;
    crate::show(&serde_json::to_string_pretty(&told(&verified))?);
    Ok(ExitCode::from(u8::from(!verified.is_clean())))
}

fn told(verified: &Verified) -> serde_json::Value {
    let secrets: Vec<_> = verified
        .secrets
        .iter()
        .enumerate()
        .map(|(index, secret)| {
            let hits: serde_json::Map<_, _> = secret
                .hits
                .iter()
                .map(|(reader, count)| (reader.clone(), json!(count)))
                .collect();
            json!({"number": index + 1, "hits": hits, "words_of_it_in_the_text": secret.parts})
        })
        .collect();
    json!({
        "clean": verified.is_clean(),
        "pages": verified.pages,
        "readers": verified.readers,
        "secrets": secrets,
        "forbidden": verified.forbidden,
        "broken_rules": verified.broken_rules,
    })
}

/// None when the program is not there or does not end well; the readers that did look are named in the report.
fn read_with(program: &str, options: &[&str], file: &Path) -> Option<OtherReading> {
    let mut command = Command::new(program);
    for option in options {
        if *option == "{}" {
            command.arg(std::path::absolute(file).ok()?);
        } else {
            command.arg(option);
        }
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let output = child.stdout.take()?;
    let reading = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _ = std::io::Read::read_to_end(&mut std::io::BufReader::new(output), &mut text);
        text
    });
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().ok()? {
            Some(status) => break status,
            None if begun.elapsed() > LONGEST => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let text = reading.join().ok()?;
    status.success().then(|| OtherReading {
        reader: program.to_owned(),
        text: String::from_utf8_lossy(&text).into_owned(),
    })
}
