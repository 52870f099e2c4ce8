//! Programs of other houses that read a finished file, where the machine has them.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sagsbord_pdf::{Limits, OtherReading, RedrawReport, render_png};

/// What they read, and who could not be asked.
#[derive(Default)]
pub struct OtherReadings {
    pub readings: Vec<OtherReading>,
    /// Programs that are not here or did not end well, and pages that nobody recognised. A report says what was not
    /// looked at.
    pub missing: Vec<String>,
}

/// They get the file's name and give back its text.
const READERS: [(&str, &[&str]); 2] = [
    ("pdftotext", &["-enc", "UTF-8", "{}", "-"]),
    ("mutool", &["draw", "-q", "-F", "text", "-o", "-", "{}"]),
];
const RECOGNISER: &str = "tesseract";
const LONGEST: Duration = Duration::from_secs(300);
/// A page takes seconds to be recognised.
const MOST_RECOGNISED: usize = 100;
const DOTS_AN_INCH: f32 = 200.0;
const MOST_TEXT: u64 = 1 << 30;

/// `file` holds `bytes`; `pictures` are the pages on which letters may stand as pixels.
pub fn read(file: &Path, bytes: &[u8], pictures: &[u32]) -> OtherReadings {
    let mut others = OtherReadings::default();
    for (program, options) in READERS {
        let Ok(file) = std::path::absolute(file) else {
            continue;
        };
        let mut command = Command::new(program);
        for option in options {
            if *option == "{}" {
                command.arg(&file);
            } else {
                command.arg(option);
            }
        }
        match said(command, &[]) {
            Some(text) => others.readings.push(OtherReading {
                reader: program.to_owned(),
                text,
                pages: Vec::new(),
            }),
            None => others.missing.push(program.to_owned()),
        }
    }
    recognise(bytes, pictures, &mut others);
    others
}

/// The pages on which letters may stand as pixels that were changed.
pub fn pages_of_pixels(report: &RedrawReport) -> Vec<u32> {
    (1..)
        .zip(&report.pages)
        .filter(|(_, page)| page.pictures_changed > 0 || page.as_image.is_some())
        .map(|(number, _)| number)
        .collect()
}

fn recognise(bytes: &[u8], pictures: &[u32], others: &mut OtherReadings) {
    if pictures.is_empty() {
        return;
    }
    let mut languages = Command::new(RECOGNISER);
    languages.arg("--list-langs");
    let Some(known) = said(languages, &[]) else {
        others.missing.push(RECOGNISER.to_owned());
        return;
    };
    let is_danish = known.lines().any(|language| language.trim() == "dan");
    let mut text = String::new();
    for (count, page) in pictures.iter().enumerate() {
        let image = render_png(bytes.to_vec(), None, *page, DOTS_AN_INCH, Limits::default());
        let mut command = Command::new(RECOGNISER);
        command.args(["stdin", "stdout", "--psm", "11"]);
        if is_danish {
            command.args(["-l", "dan"]);
        }
        let read = match image {
            Ok(image) if count < MOST_RECOGNISED => said(command, &image),
            _ => None,
        };
        match read {
            // It ends its own page with a form feed; each page has one only.
            Some(read) => text.push_str(&read.replace('\u{C}', "\n")),
            None => others.missing.push(format!("{RECOGNISER}: {page}")),
        }
        text.push('\u{C}');
    }
    others.readings.push(OtherReading {
        reader: RECOGNISER.to_owned(),
        text,
        pages: pictures.to_vec(),
    });
}

/// None when the program is not there, does not end in time or does not end well.
fn said(mut command: Command, input: &[u8]) -> Option<String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let begun = Instant::now();
    let (status, text) = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A program that does not want all of it ends well all the same.
            let _ = stdin.write_all(input);
        });
        let reading = scope.spawn(move || {
            let mut text = Vec::new();
            let _ = stdout.take(MOST_TEXT).read_to_end(&mut text);
            text
        });
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if begun.elapsed() < LONGEST => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                _ => {
                    let _ = child.kill();
                    let _ = child.wait();
                    break None;
                }
            }
        };
        (status, reading.join().ok())
    });
    status
        .is_some_and(|status| status.success())
        .then(|| text.map(readable))
        .flatten()
}

/// Text of a thousand pages is not copied when it is sound.
fn readable(text: Vec<u8>) -> String {
    String::from_utf8(text)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
