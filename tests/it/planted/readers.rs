//! Everybody who can be asked what a released file says.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What one of them reads in all of the files; `None` where it is not on this machine.
pub(super) struct Reader {
    pub(super) name: &'static str,
    pub(super) text: Option<String>,
}

pub(super) fn read_by_all(files: &[PathBuf], work: &Path, recognised: bool) -> Vec<Reader> {
    let mut all = vec![
        reader("pdftotext", files, |file| {
            said("pdftotext", &["-enc", "UTF-8", &file, "-"])
        }),
        reader("mutool", files, |file| {
            said("mutool", &["draw", "-q", "-F", "text", "-o", "-", &file])
        }),
        reader("PDFium", files, |file| {
            said("python3", &["-c", PDFIUM, &file])
        }),
        reader("pdfinfo", files, |file| said("pdfinfo", &["-meta", &file])),
        reader("all streams, unpacked", files, |file| unpacked(&file, work)),
    ];
    if recognised {
        all.push(reader("tesseract", files, |file| {
            recognised_in(&file, work)
        }));
    }
    all
}

const PDFIUM: &str = "
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for page in document:
    print(page.get_textpage().get_text_bounded())
print(document.get_metadata_dict())
for item in document.get_toc():
    print(item.get_title() if hasattr(item, 'get_title') else item.title)
";

fn reader(
    name: &'static str,
    files: &[PathBuf],
    read: impl Fn(String) -> Option<String>,
) -> Reader {
    let texts: Option<Vec<String>> = files
        .iter()
        .map(|file| read(file.display().to_string()))
        .collect();
    Reader {
        name,
        text: texts.map(|texts| texts.join("\n")),
    }
}

fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// Every stream without its packing, as bytes and as the two ways in which a PDF may spell letters beside them.
fn unpacked(file: &str, work: &Path) -> Option<String> {
    let to = work.join("unpacked.pdf");
    said(
        "mutool",
        &["clean", "-d", "-a", file, &to.display().to_string()],
    )?;
    let bytes = std::fs::read(&to).ok()?;
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut all = String::from_utf8_lossy(&bytes).into_owned();
    all.push_str(&latin);
    for start in [0, 1] {
        let wide = bytes.get(start..).unwrap_or_default().chunks_exact(2);
        let units: Vec<u16> = wide
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        all.push_str(&String::from_utf16_lossy(&units));
    }
    // Strings in hexadecimal, of bytes and of UTF-16.
    for piece in latin.split('<').filter_map(|piece| piece.split_once('>')) {
        let digits: String = piece.0.split_whitespace().collect();
        if digits.len() % 2 != 0 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            continue;
        }
        let bytes: Vec<u8> = (0..digits.len())
            .step_by(2)
            .filter_map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok())
            .collect();
        all.extend(bytes.iter().map(|byte| char::from(*byte)));
        let wide = bytes.chunks_exact(2);
        let units: Vec<u16> = wide
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        all.push_str(&String::from_utf16_lossy(&units));
        all.push('\n');
    }
    Some(all)
}

/// What stands on the pages as somebody sees them, drawn by another hand than ours.
fn recognised_in(file: &str, work: &Path) -> Option<String> {
    let folder = work.join("drawn");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).ok()?;
    let to = folder.join("page").display().to_string();
    said("pdftoppm", &["-r", "150", "-gray", file, &to])?;
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    pages.sort();
    let list = work.join("pages.txt");
    let names: Vec<String> = pages
        .iter()
        .map(|page| page.display().to_string())
        .collect();
    std::fs::write(&list, names.join("\n")).ok()?;
    let list = list.display().to_string();
    said("tesseract", &[&list, "-", "-l", "dan", "--psm", "6"])
}
