//! Everybody who can be asked what a released file says.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use aho_corasick::AhoCorasick;

/// What one of them reads in all of the files; `None` where it is not on this machine.
pub(super) struct Reader {
    pub(super) name: &'static str,
    pub(super) text: Option<String>,
}

pub(super) fn read_by_all(files: &[PathBuf], work: &Path) -> Vec<Reader> {
    vec![
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
        reader("tesseract", files, |file| recognised_in(&file, work)),
    ]
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

/// Those of the texts that stand in any stream once it is unpacked, in every way in which a file may spell them; and how
/// many bytes were looked through. `None` where nobody can unpack it here.
pub(super) fn in_all_streams<'a>(
    files: &[PathBuf],
    work: &Path,
    texts: impl Iterator<Item = &'a str>,
) -> Option<(Vec<String>, usize)> {
    let (mut ways, mut of): (Vec<Vec<u8>>, Vec<&str>) = (Vec::new(), Vec::new());
    for text in texts {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let latin: Vec<u8> = text
            .chars()
            .filter_map(|letter| u8::try_from(u32::from(letter)).ok())
            .collect();
        for bytes in [text.as_bytes().to_vec(), latin, wide] {
            let upper: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            let lower = upper.to_lowercase();
            for way in [bytes, upper.into_bytes(), lower.into_bytes()] {
                ways.push(way);
                of.push(text);
            }
        }
    }
    let all = AhoCorasick::new(&ways).ok()?;
    let (mut found, mut bytes) = (Vec::new(), 0);
    for file in files {
        let to = work.join("unpacked.pdf");
        let (file, to) = (file.display().to_string(), to.display().to_string());
        said("mutool", &["clean", "-d", "-a", &file, &to])?;
        let unpacked = std::fs::read(&to).ok()?;
        bytes += unpacked.len();
        let hits = all.find_iter(&unpacked);
        found.extend(hits.map(|hit| of[hit.pattern().as_usize()].to_owned()));
    }
    Some((found, bytes))
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
