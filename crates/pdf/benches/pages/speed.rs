use std::path::Path;
use std::time::{Duration, Instant};

use sagsbord_pdf::{Limits, Stop, Viewer, read_text, read_with_hidden, verify};

use crate::{bundle, files_under, redraw};

/// Pixels an inch, as a page is shown on a screen.
const SCREEN: f32 = 100.0;
/// Pages of one file that are shown.
const MOST_SHOWN: usize = 8;

#[derive(Default)]
struct Counts {
    pages: usize,
    proven: usize,
    images: usize,
    refused: usize,
    hidden: usize,
    size_in: usize,
    size_out: usize,
}

pub(crate) fn measure(folder: &Path) -> std::io::Result<()> {
    let files = files_under(folder)?;
    let mut counts = Counts::default();
    let mut times = [Duration::ZERO; 4];
    let mut shown = Vec::new();
    for file in &files {
        let bytes = std::fs::read(file)?;
        let begun = Instant::now();
        let Ok(read) = read_text(bytes.clone(), None, Limits::default()) else {
            counts.refused += 1;
            continue;
        };
        let reading = begun.elapsed();
        let begun = Instant::now();
        let hidden = read_with_hidden(bytes.clone(), None, Limits::default(), &mut |_| ());
        counts.hidden += hidden.map_or(0, |all| all.found.len() + all.beyond);
        let revealing = begun.elapsed();
        let begun = Instant::now();
        let Ok(redrawn) = redraw(bytes.clone()) else {
            counts.refused += 1;
            continue;
        };
        times[1] += begun.elapsed();
        times[0] += reading;
        times[3] += revealing;
        let pages = &redrawn.report.pages;
        counts.pages += read.len();
        counts.images += pages.iter().filter(|page| page.as_image.is_some()).count();
        counts.proven += pages.iter().filter(|page| page.is_proven).count();
        counts.size_in += bytes.len();
        counts.size_out += redrawn.bytes.len();
        // The first page waits for the file to be opened, the others find it open.
        let mut begun = Instant::now();
        if let Ok(viewer) = Viewer::open(bytes.clone(), None, Limits::default()) {
            for page in 1..=read.len().min(MOST_SHOWN) {
                let _ = viewer.png(page as u32, SCREEN, None, &Stop::default());
                shown.push(begun.elapsed());
                begun = Instant::now();
            }
        }
        let begun = Instant::now();
        let secret = ["Xylofonsen".to_owned()];
        let _ = verify(redrawn.bytes, &secret, &[], Limits::default());
        times[2] += begun.elapsed();
    }
    let Counts {
        pages,
        proven,
        images,
        refused,
        hidden,
        size_in,
        size_out,
    } = counts;
    println!(
        "{} files, {pages} pages: {proven} proven by paint, {images} as images; {refused} files refused",
        files.len()
    );
    println!(
        "size: {size_in} bytes in, {size_out} out ({:.2} times)",
        size_out as f64 / size_in.max(1) as f64
    );
    println!("{hidden} hidden things told");
    let whats = ["read", "redraw", "verify", "read with what is hidden"];
    for (what, time) in whats.iter().zip(times) {
        let rate = pages as f64 / time.as_secs_f64().max(1e-9);
        println!("{what}: {rate:.0} pages a second");
    }
    shown.sort();
    if let (Some(middle), Some(late)) = (
        shown.get(shown.len() / 2),
        shown.get(shown.len() * 95 / 100),
    ) {
        println!(
            "page to the screen from a file at {SCREEN} dpi, opened anew: median {:.1} ms, p95 {:.1} ms",
            middle.as_secs_f64() * 1e3,
            late.as_secs_f64() * 1e3
        );
    }
    bundle::assembled(&files)?;
    tell_memory();
    Ok(())
}

pub(crate) fn tell_memory() {
    if let Some(most) = most_resident() {
        println!("most memory resident: {most} MB");
    }
}

/// Where the system tells it.
fn most_resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
