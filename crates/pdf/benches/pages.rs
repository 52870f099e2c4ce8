//! Pages a second: `cargo bench -p sagsbord-pdf -- FOLDER` reads and redraws every PDF of a folder.
#![expect(clippy::print_stdout, reason = "a measurement is told on its terminal")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use sagsbord_pdf::{Limits, RedrawOrder, read_text, redraw, verify};

fn main() -> std::io::Result<()> {
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("name a folder of PDF files");
        return Ok(());
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "pdf"));
    files.sort();
    let (mut pages, mut images, mut proven, mut refused, mut size_in, mut size_out) =
        (0, 0, 0, 0, 0, 0);
    let mut times = [Duration::ZERO; 3];
    for file in &files {
        let bytes = std::fs::read(file)?;
        let order = RedrawOrder {
            title: "Måling".to_owned(),
            ..RedrawOrder::default()
        };
        let begun = Instant::now();
        let Ok(read) = read_text(bytes.clone(), None, Limits::default()) else {
            refused += 1;
            continue;
        };
        times[0] += begun.elapsed();
        let begun = Instant::now();
        let Ok(redrawn) = redraw(bytes.clone(), None, &order, Limits::default()) else {
            refused += 1;
            continue;
        };
        times[1] += begun.elapsed();
        images += redrawn
            .report
            .pages
            .iter()
            .filter(|page| page.as_image.is_some())
            .count();
        proven += redrawn
            .report
            .pages
            .iter()
            .filter(|page| page.is_proven)
            .count();
        size_in += bytes.len();
        size_out += redrawn.bytes.len();
        pages += read.len();
        let begun = Instant::now();
        let _ = verify(
            redrawn.bytes,
            &["Xylofonsen".to_owned()],
            &[],
            Limits::default(),
        );
        times[2] += begun.elapsed();
    }
    println!(
        "{} files, {pages} pages, {proven} proven, {images} as images, {refused} refused; {size_in} bytes in, {size_out} out",
        files.len()
    );
    for (what, time) in ["read", "redraw", "verify"].iter().zip(times) {
        println!(
            "{what}: {:.0} pages a second",
            f64::from(pages as u32) / time.as_secs_f64().max(1e-9)
        );
    }
    Ok(())
}
