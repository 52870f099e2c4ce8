//! Other houses' engines, each in one pass over all files. Those that are not on the machine are told and skipped;
//! with `SAGSBORD_ALL_ENGINES=1` they must be there.
//!
//! `pdftotext`, `mutool` and `tesseract` are looked for on the path. `pypdfium2` and `xray` are modules of Python:
//! `SAGSBORD_PYTHONS` names the interpreters to ask, parted by colons, where `python3` has not got them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sagsbord_pdf::{Limits, render_png};
use tempfile::TempDir;

use super::{NEIGHBOUR, Outcome, SECRET, outcomes};

/// All files as they were and as they are, by number: `0007-before.pdf`, `0007-after.pdf`.
fn folder() -> &'static Path {
    static FOLDER: std::sync::OnceLock<TempDir> = std::sync::OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let folder = TempDir::new().expect("a folder can be made");
            for (number, outcome) in outcomes().iter().enumerate() {
                let Ok(redrawn) = &outcome.redrawn else {
                    continue;
                };
                let source = (outcome.case.make)(SECRET);
                for (when, bytes) in [("before", &source), ("after", &redrawn.bytes)] {
                    let file = path(folder.path(), number, when);
                    std::fs::write(file, bytes).expect("it can be written");
                }
            }
            if let Some(kept) = std::env::var_os("SAGSBORD_TORTURE_KEPT") {
                keep(folder.path(), Path::new(&kept));
            }
            folder
        })
        .path()
}

fn path(folder: &Path, number: usize, when: &str) -> PathBuf {
    folder.join(format!("{number:04}-{when}.pdf"))
}

fn keep(from: &Path, to: &Path) {
    let names: Vec<String> = outcomes()
        .iter()
        .enumerate()
        .map(|(number, outcome)| format!("{number:04} {}", outcome.case.name))
        .collect();
    std::fs::create_dir_all(to).expect("the folder to keep them in");
    std::fs::write(to.join("names.txt"), names.join("\n")).expect("it can be written");
    for file in std::fs::read_dir(from).expect("it is there").flatten() {
        std::fs::copy(file.path(), to.join(file.file_name())).expect("it can be copied");
    }
}

/// On the terminal of who runs the tests.
fn tell(sentence: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

/// Whether a text holds a word, however it is spaced or written.
fn holds(text: &str, word: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    bare(text).contains(&bare(word))
}

/// What an engine reads must hold no secret afterwards and still the neighbour. Beforehand it must find the secret in
/// so many files, or it looks at nothing.
#[track_caller]
fn judge(engine: &str, before: &[String], after: &[String], least_before: usize) {
    let found = before.iter().filter(|text| holds(text, SECRET)).count();
    assert!(
        found >= least_before,
        "{engine} finds the secret in {found} of {} files as they were: it does not look",
        before.len()
    );
    let wrong: Vec<String> = outcomes()
        .iter()
        .zip(after)
        .filter_map(|(outcome, text)| {
            let complaint = if holds(text, SECRET) {
                "the secret is there"
            } else if holds(text, NEIGHBOUR) {
                return None;
            } else {
                "the neighbour is not there"
            };
            Some(format!("  {}: {complaint} in {text:?}", outcome.case.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{engine}:\n{}", wrong.join("\n"));
    tell(&format!(
        "{engine}: the secret in {found} of {} files before and in none after",
        after.len()
    ));
}

/// What a program says to each file, one after the other.
fn said(program: &str, arguments: impl Fn(&Path) -> Vec<PathBuf>, when: &str) -> Vec<String> {
    (0..outcomes().len())
        .map(|number| {
            let file = path(folder(), number, when);
            let output = Command::new(program)
                .args(arguments(&file))
                .stderr(Stdio::null())
                .output()
                .expect("it could be started before");
            String::from_utf8_lossy(&output.stdout).into_owned()
        })
        .collect()
}

pub(crate) fn is_there(program: impl AsRef<OsStr>, argument: &str) -> bool {
    let program = program.as_ref();
    let is_there = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    is_there || missing(&program.to_string_lossy())
}

fn missing(engine: &str) -> bool {
    assert!(
        std::env::var_os("SAGSBORD_ALL_ENGINES").is_none(),
        "{engine} is not on this machine, and all engines are wanted"
    );
    tell(&format!(
        "{engine} is not on this machine: it was not asked"
    ));
    false
}

/// The first of the interpreters that has the module.
fn python_with(module: &str) -> Option<String> {
    let named = std::env::var("SAGSBORD_PYTHONS").unwrap_or_default();
    let found = named
        .split(':')
        .filter(|name| !name.is_empty())
        .chain(["python3"])
        .find(|python| {
            Command::new(python)
                .args(["-c", &format!("import {module}")])
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        });
    if found.is_none() {
        missing(module);
    }
    found.map(str::to_owned)
}

/// Runs a script over all files; it tells one line of JSON a file. Engines may print more.
fn script(python: &str, script: &str, when: &str) -> Vec<serde_json::Value> {
    let files: Vec<PathBuf> = (0..outcomes().len())
        .map(|number| path(folder(), number, when))
        .collect();
    let output = Command::new(python)
        .args(["-c", script])
        .args(&files)
        .output()
        .expect("it could be started before");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let told: Vec<serde_json::Value> = lines
        .lines()
        .filter_map(|line| line.strip_prefix("told "))
        .map(|line| serde_json::from_str(line).expect("one line of JSON a file"))
        .collect();
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(told.len(), files.len(), "{complaints}");
    told
}

#[test]
fn poppler_finds_no_secret() {
    if !is_there("pdftotext", "-v") {
        return;
    }
    let arguments = |file: &Path| vec![file.to_owned(), PathBuf::from("-")];
    let before = said("pdftotext", arguments, "before");
    judge(
        "pdftotext",
        &before,
        &said("pdftotext", arguments, "after"),
        90,
    );
}

#[test]
fn mupdf_finds_no_secret() {
    if !is_there("mutool", "-v") {
        return;
    }
    let arguments = |file: &Path| {
        let mut arguments: Vec<PathBuf> = ["draw", "-q", "-F", "text", "-o", "-"]
            .map(PathBuf::from)
            .to_vec();
        arguments.push(file.to_owned());
        arguments
    };
    let before = said("mutool", arguments, "before");
    judge("mutool", &before, &said("mutool", arguments, "after"), 90);
}

#[test]
fn pdfium_finds_no_secret() {
    let Some(python) = python_with("pypdfium2") else {
        return;
    };
    let read = r#"
import json, sys, pypdfium2
for name in sys.argv[1:]:
    text = ""
    try:
        document = pypdfium2.PdfDocument(name)
        for page in document:
            text += page.get_textpage().get_text_bounded() + "\n"
        for key, value in document.get_metadata_dict().items():
            text += value + "\n"
        for item in document.get_toc():
            text += (item.get_title() if hasattr(item, "get_title") else item.title) + "\n"
    except pypdfium2.PdfiumError as error:
        text = "refused: " + str(error)
    print("told " + json.dumps(text))
"#;
    let texts = |when: &str| -> Vec<String> {
        let told = script(&python, read, when);
        told.iter()
            .map(|text| text.as_str().unwrap_or_default().to_owned())
            .collect()
    };
    judge("PDFium", &texts("before"), &texts("after"), 90);
}

#[test]
fn x_ray_finds_no_bad_redaction() {
    let Some(python) = python_with("xray") else {
        return;
    };
    let inspect = r#"
import asyncio, inspect, json, sys, xray
for name in sys.argv[1:]:
    try:
        found = xray.inspect(name)
        if inspect.iscoroutine(found):
            found = asyncio.run(found)
        print("told " + json.dumps(sum(len(boxes) for boxes in found.values())))
    except Exception:
        print("told 0")
"#;
    let count = |when: &str| -> Vec<i64> {
        let told = script(&python, inspect, when);
        told.iter()
            .map(|count| count.as_i64().unwrap_or(-1))
            .collect()
    };
    let before = count("before").iter().filter(|count| **count > 0).count();
    assert!(
        before >= 2,
        "x-ray finds {before} boxes laid over text beforehand: it does not look"
    );
    let wrong: Vec<&str> = outcomes()
        .iter()
        .zip(count("after"))
        .filter(|(_, count)| *count != 0)
        .map(|(outcome, _)| outcome.case.name.as_str())
        .collect();
    assert!(wrong.is_empty(), "x-ray: {wrong:?}");
    tell(&format!(
        "x-ray: bad redactions in {before} files before and in none after"
    ));
}

/// What is drawn on the pages, on sheets of many pages, so that the recogniser starts few times.
#[test]
fn a_recogniser_of_letters_finds_no_secret() {
    if !is_there("tesseract", "--version") {
        return;
    }
    let recognised = |when: &str| -> Vec<String> {
        let pictures: Vec<Picture> = outcomes()
            .iter()
            .map(|outcome| Picture::of(&picture_of(outcome, when)).without_blank_rows())
            .collect();
        let sheets: Vec<String> = pictures
            .chunks(PAGES_A_SHEET)
            .enumerate()
            .map(|(number, pictures)| {
                let sheet = folder().join(format!("sheet-{when}-{number}.pgm"));
                std::fs::write(&sheet, Picture::below_each_other(pictures).pgm())
                    .expect("it can be written");
                sheet.display().to_string()
            })
            .collect();
        let listed = folder().join(format!("{when}.txt"));
        std::fs::write(&listed, sheets.join("\n")).expect("it can be written");
        let output = Command::new("tesseract")
            .arg(&listed)
            .args(["-", "--psm", "6", "-c", "page_separator=\x0C"])
            .output()
            .expect("it could be started before");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let texts: Vec<String> = text.split('\x0C').map(str::to_owned).collect();
        assert!(texts.len() >= sheets.len(), "one text a sheet");
        texts
    };
    let count = |texts: &[String]| -> Vec<usize> {
        let secret = SECRET.to_lowercase();
        texts
            .iter()
            .map(|text| text.to_lowercase().matches(&secret).count())
            .collect()
    };
    let before: usize = count(&recognised("before")).iter().sum();
    assert!(
        before >= 60,
        "the secret is recognised {before} times beforehand: it does not look"
    );
    let after = count(&recognised("after"));
    let wrong: Vec<usize> = (0..after.len()).filter(|sheet| after[*sheet] > 0).collect();
    assert!(
        wrong.is_empty(),
        "recognised on these sheets of {PAGES_A_SHEET} pages: {wrong:?}"
    );
    tell(&format!(
        "tesseract: the secret recognised {before} times before and never after"
    ));
}

const PAGES_A_SHEET: usize = 30;

/// Pixels of 256 levels.
struct Picture {
    width: usize,
    rows: Vec<Vec<u8>>,
}

impl Picture {
    fn of(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .expect("it is a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
        let frame = reader.next_frame(&mut pixels).expect("it is whole");
        let width = frame.width as usize;
        let rows = pixels
            .chunks_exact(width * 3)
            .map(|row| row.iter().copied().skip(1).step_by(3).collect())
            .collect();
        Self { width, rows }
    }

    /// Empty rows between what is drawn become few.
    fn without_blank_rows(mut self) -> Self {
        let mut blank = 0;
        self.rows.retain(|row| {
            blank = if row.iter().all(|level| *level > 250) {
                blank + 1
            } else {
                0
            };
            blank <= 8
        });
        self
    }

    fn below_each_other(pictures: &[Self]) -> Self {
        let width = pictures.iter().map(|picture| picture.width).max();
        let width = width.unwrap_or(1);
        let rows = pictures
            .iter()
            .flat_map(|picture| &picture.rows)
            .map(|row| {
                let mut row = row.clone();
                row.resize(width, 255);
                row
            })
            .collect();
        Self { width, rows }
    }

    fn pgm(&self) -> Vec<u8> {
        let mut file = format!("P5 {} {} 255\n", self.width, self.rows.len()).into_bytes();
        self.rows.iter().for_each(|row| file.extend_from_slice(row));
        file
    }
}

fn picture_of(outcome: &Outcome, when: &str) -> Vec<u8> {
    let (bytes, password) = match (&outcome.redrawn, when) {
        (Ok(redrawn), "after") => (redrawn.bytes.clone(), None),
        _ => ((outcome.case.make)(SECRET), outcome.case.password),
    };
    render_png(bytes, password, 1, 100.0, Limits::default()).expect("it can be drawn")
}
