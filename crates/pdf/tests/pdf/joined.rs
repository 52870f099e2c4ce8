//! Pages are drawn some dozens at a time and looked at then. This looks at the whole file when they have been put
//! together: is each page there, in its place, with its own fonts and pictures?

use std::process::Command;

use sagsbord_pdf::{
    ActFile, BundleAct, BundleOrder, Limits, RedrawOrder, Stop, Viewer, assemble, redraw,
};

use crate::made::{HELVETICA, Made, line};
use crate::torture::engines::is_there;

/// More than two batches, and the last not full.
const PAGES: usize = 150;
const DPI: f32 = 36.0;

/// Pages that are all unlike each other: in text, in a picture, in the form of the page. What many of them share they
/// share with others far away, so that each part of the new file has some of it.
fn source(name: &str, pages: usize) -> Vec<u8> {
    let mut made = Made::new();
    let courier = made.object(HELVETICA.replace("Helvetica", "Courier"));
    let times = made.object(HELVETICA.replace("Helvetica", "Times-Roman"));
    let shared: Vec<usize> = (0..7)
        .map(|tone| picture(&mut made, tone * 30 + 20))
        .collect();
    let seed: usize = name.bytes().map(usize::from).sum();
    for page in 0..pages {
        let own = picture(&mut made, (page * 37 + seed) % 251);
        let turned = ["", "/Rotate 90", "/Rotate 180", "/MediaBox [0 0 500 700]"][page % 4];
        let font = ["/F1", "/F2"][page % 2];
        let mut content = format!("BT {font} 30 Tf 60 560 Td ({name} side {page}) Tj ET ");
        for bit in 0..8 {
            let high = if page >> bit & 1 == 1 { 60 } else { 12 };
            content += &format!("0.2 g {} 400 30 {high} re f ", 60 + bit * 45);
        }
        content += &format!(
            "q 150 0 0 90 60 200 cm /P Do Q q 100 0 0 100 {} 60 cm /S Do Q ",
            60 + page % 9 * 30
        );
        content += &line(60, 500, "Sagen er sendt videre.").replace("/F1", font);
        let (font, shared) = ([times, courier][page / 40 % 2], shared[page % 7]);
        made.page(
            content,
            &format!(
                "/Font << /F1 {font} 0 R /F2 {courier} 0 R >> /XObject << /P {own} 0 R /S {shared} 0 R >>"
            ),
            turned,
        );
    }
    made.finish()
}

fn picture(made: &mut Made, tone: usize) -> usize {
    let samples: Vec<u8> = (0..64).map(|at| ((at * tone) % 256) as u8).collect();
    made.stream(
        "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
        samples,
    )
}

struct Shown {
    width: usize,
    pixels: Vec<u8>,
}

/// By the engine that always is there.
fn shown(file: &[u8]) -> Vec<Shown> {
    let viewer = Viewer::open(file.to_vec(), None, Limits::default()).expect("it can be shown");
    (1..=viewer.pages().len() as u32)
        .map(|page| {
            let grey = viewer.grey(page, DPI, &Stop::default()).expect("a page");
            Shown {
                width: grey.width as usize,
                pixels: grey.pixels,
            }
        })
        .collect()
}

/// By poppler, which had no part in writing.
fn shown_by_poppler(file: &[u8]) -> Vec<Shown> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file.pdf");
    std::fs::write(&path, file).expect("it is kept");
    let status = Command::new("pdftoppm")
        .args(["-gray", "-r", &DPI.to_string()])
        .arg(&path)
        .arg(folder.path().join("page"))
        .status()
        .expect("it could be started before");
    assert!(status.success());
    let mut pages: Vec<std::path::PathBuf> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "pgm"))
        .collect();
    pages.sort();
    pages
        .iter()
        .map(|page| grey_map(&std::fs::read(page).expect("a page")))
        .collect()
}

/// `P5 width height 255` and the pixels.
fn grey_map(bytes: &[u8]) -> Shown {
    let mut at = 0;
    let mut numbers = Vec::new();
    for word in bytes.splitn(5, |byte| byte.is_ascii_whitespace()).take(4) {
        numbers.push(String::from_utf8_lossy(word).parse().unwrap_or(0));
        at += word.len() + 1;
    }
    Shown {
        width: numbers[1],
        pixels: bytes[at..].to_vec(),
    }
}

/// How many squares of some points are another shade, below the stamps at the upper edge. Letters may be fitted to the
/// pixels in another way.
fn unlike(one: &Shown, other: &Shown, stamped: usize) -> usize {
    if (one.width, one.pixels.len()) != (other.width, other.pixels.len()) {
        return usize::MAX;
    }
    let shades = |page: &Shown| -> Vec<usize> {
        let rows: Vec<&[u8]> = page.pixels.chunks_exact(page.width).skip(stamped).collect();
        let squares = rows.chunks(SQUARE).flat_map(|rows| {
            (0..page.width).step_by(SQUARE).map(|left| {
                let right = (left + SQUARE).min(page.width);
                let pixels = rows.iter().flat_map(|row| &row[left..right]);
                pixels
                    .clone()
                    .map(|pixel| usize::from(*pixel))
                    .sum::<usize>()
                    / pixels.count()
            })
        });
        squares.collect()
    };
    let (one, other) = (shades(one), shades(other));
    let pairs = one.iter().zip(&other);
    pairs
        .filter(|(one, other)| one.abs_diff(**other) > 32)
        .count()
}

const SQUARE: usize = 6;

/// Each page is like its own and like none of those around it, nor those a batch away: pages that had changed places
/// would be seen.
#[track_caller]
fn held_against(new: &[Shown], sources: &[Shown], stamped: usize, most: usize) {
    assert_eq!(new.len(), sources.len());
    for (index, page) in new.iter().enumerate() {
        let found = unlike(page, &sources[index], stamped);
        assert!(
            found <= most,
            "page {}: {found} squares are unlike",
            index + 1
        );
        for away in [1, 4, 8, 63, 64, 65, 128] {
            let Some(other) = sources.get(index + away) else {
                continue;
            };
            let found = unlike(page, other, stamped);
            assert!(
                found > 40,
                "pages {} and {away} on are alike: {found}",
                index + 1
            );
        }
    }
}

fn redrawn(file: Vec<u8>) -> Vec<u8> {
    let out = redraw(file, None, &RedrawOrder::default(), Limits::default());
    out.expect("it can be redrawn").bytes
}

fn bundle(files: &[Vec<u8>]) -> Vec<u8> {
    let acts = (0..files.len()).map(|number| BundleAct {
        number: (number + 1).to_string(),
        title: "Notat".to_owned(),
        ..BundleAct::default()
    });
    let order = BundleOrder {
        title: "Aktindsigt".to_owned(),
        acts: acts.collect(),
        ..BundleOrder::default()
    };
    let mut file_of = |act: usize| {
        Ok(ActFile {
            untrusted: files[act].clone(),
            password: None,
        })
    };
    let out = assemble(&order, &mut file_of, Vec::new(), Limits::default());
    out.expect("it can be assembled").0
}

/// Three acts, whose ends lie inside batches.
fn acts() -> Vec<Vec<u8>> {
    vec![
        source("Alfa", 70),
        source("Bravo", 3),
        source("Charlie", 90),
    ]
}

/// Points at the upper edge that a stamp may take.
const STAMP: f32 = 30.0;

#[test]
fn every_page_of_a_long_file_is_its_sources_page() {
    let source = source("Lang", PAGES);
    held_against(&shown(&redrawn(source.clone())), &shown(&source), 0, 0);
}

#[test]
fn every_page_of_a_bundle_is_its_acts_page() {
    let sources: Vec<Shown> = acts().iter().flat_map(|file| shown(file)).collect();
    let stamped = (STAMP * DPI / 72.0) as usize;
    held_against(&shown(&bundle(&acts())), &sources, stamped, 0);
}

/// The source carries no font: poppler takes whichever the machine has, and ours brings its own. The next page is unlike
/// in more than twice as many places.
const OF_ANOTHER_FONT: usize = 20;

#[test]
fn poppler_shows_every_page_in_its_place() {
    if !is_there("pdftoppm", "-v") {
        return;
    }
    let source = source("Lang", PAGES);
    let new = shown_by_poppler(&redrawn(source.clone()));
    let sources = shown_by_poppler(&source);
    held_against(&new, &sources, 0, OF_ANOTHER_FONT);
}
