use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::{bundle, files_under, municipal, redraw, speed};

const PAGES: usize = 10_000;

/// Ten thousand pages as one file, and as a bundle of the folder's files over and over: each in a process of its own,
/// so that its memory is its own.
pub(crate) fn both(folder: &Path) -> std::io::Result<()> {
    let own = std::env::current_exe()?;
    for kind in ["--long-file", "--long-bundle"] {
        Command::new(&own).arg(kind).arg(folder).status()?;
    }
    Ok(())
}

pub(crate) fn file() {
    let bytes = municipal::long(PAGES);
    let size = bytes.len();
    let begun = Instant::now();
    match redraw(bytes) {
        Ok(redrawn) => {
            let pages = redrawn.report.pages;
            println!(
                "one file: {} pages, {} proven by paint, {size} bytes in, {} out, {:.0} pages a second",
                pages.len(),
                pages.iter().filter(|page| page.is_proven).count(),
                redrawn.bytes.len(),
                pages.len() as f64 / begun.elapsed().as_secs_f64()
            );
        }
        Err(error) => println!("one file: {error}"),
    }
    speed::tell_memory();
}

pub(crate) fn bundle(folder: &Path) -> std::io::Result<()> {
    let files = files_under(folder)?;
    let mut acts: Vec<PathBuf> = Vec::new();
    let mut pages = 0;
    while pages < PAGES && !files.is_empty() {
        for file in &files {
            let Ok(read) = sagsbord_pdf::read_text(
                std::fs::read(file)?,
                None,
                sagsbord_pdf::Limits::default(),
            ) else {
                continue;
            };
            pages += read.len();
            acts.push(file.clone());
        }
        // They are the same each time.
        let once = (acts.clone(), pages);
        while pages < PAGES && once.1 > 0 {
            acts.extend_from_slice(&once.0);
            pages += once.1;
        }
    }
    bundle::assembled(&acts)?;
    speed::tell_memory();
    Ok(())
}
