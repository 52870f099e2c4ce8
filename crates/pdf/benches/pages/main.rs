//! What the crate does with whole folders of files, told on the terminal.
//!
//! `cargo bench -p sagsbord-pdf -- FOLDER` measures pages a second; `-- --make FOLDER` makes such a folder; `-- --long FOLDER` takes ten thousand pages; `-- --corpus FOLDER [--keep FOLDER]` tries every
//! file in a process of its own and tells what became of it.
#![expect(clippy::print_stdout, reason = "a measurement is told on its terminal")]

mod bundle;
mod corpus;
mod long;
mod municipal;
mod speed;

use std::path::{Path, PathBuf};

use sagsbord_pdf::{Limits, RedrawOrder, Redrawn};

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let after = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1).map(PathBuf::from)
    };
    let keep = after("--keep");
    if let Some(folder) = after("--make") {
        return municipal::make(&folder);
    }
    if let Some(file) = after("--one") {
        return corpus::one(&file, keep.as_deref());
    }
    if let Some(folder) = after("--corpus") {
        return corpus::all(&folder, keep.as_deref());
    }
    if let Some(folder) = after("--long") {
        return long::both(&folder);
    }
    if words.iter().any(|word| word == "--long-file") {
        long::file();
        return Ok(());
    }
    if let Some(folder) = after("--long-bundle") {
        return long::bundle(&folder);
    }
    match words.first() {
        Some(folder) => speed::measure(Path::new(folder)),
        None => {
            println!("name a folder of PDF files");
            Ok(())
        }
    }
}

fn redraw(bytes: Vec<u8>) -> Result<Redrawn, sagsbord_pdf::PdfError> {
    let order = RedrawOrder {
        title: "Måling".to_owned(),
        ..RedrawOrder::default()
    };
    sagsbord_pdf::redraw(bytes, None, &order, Limits::default())
}

/// Every PDF under the folder, in the order of their names.
fn files_under(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
            {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
