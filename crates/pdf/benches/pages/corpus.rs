use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use sagsbord_pdf::{Limits, attachments, hidden_in, render_png};

use crate::{files_under, redraw};

/// A file that takes longer than this hangs.
const LONGEST: Duration = Duration::from_secs(60);
/// Pixels an inch that first pages are kept at, for others to compare.
const KEPT: f32 = 72.0;

#[derive(Default)]
struct Told {
    files: BTreeMap<String, usize>,
    hidden: usize,
    attached: usize,
    pages: usize,
    proven: usize,
    images: BTreeMap<String, usize>,
    differences: Vec<f64>,
    slowest: (f64, PathBuf),
}

/// Each file in a process of its own, so that what ends one ends no other.
pub(crate) fn all(folder: &Path, keep: Option<&Path>) -> std::io::Result<()> {
    let files = files_under(folder)?;
    let next = std::sync::atomic::AtomicUsize::new(0);
    let told = Mutex::new(Told::default());
    let work = || {
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(file) = files.get(at) else {
                return;
            };
            let begun = Instant::now();
            let said = run(file, keep);
            if let Ok(mut told) = told.lock() {
                told.add(file, &said, begun.elapsed());
            }
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        (0..workers).for_each(|_| {
            scope.spawn(work);
        });
    });
    if let Ok(told) = told.into_inner() {
        told.print(files.len());
    }
    Ok(())
}

fn run(file: &Path, keep: Option<&Path>) -> String {
    let Ok(own) = std::env::current_exe() else {
        return "lost".to_owned();
    };
    let mut command = Command::new(own);
    command.arg("--one").arg(file);
    if let Some(keep) = keep {
        command.arg("--keep").arg(keep);
    }
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else {
        return "lost".to_owned();
    };
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if begun.elapsed() < LONGEST => {
                std::thread::sleep(Duration::from_millis(2));
            }
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return "hung".to_owned();
            }
        }
    }
    let said = child.wait_with_output();
    match said {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        _ => "panicked or was ended".to_owned(),
    }
}

impl Told {
    /// A word for the file, then a line for each page.
    fn add(&mut self, file: &Path, said: &str, took: Duration) {
        let mut lines = said.lines();
        let word = lines.next().unwrap_or("said nothing");
        *self.files.entry(word.to_owned()).or_default() += 1;
        if word != "redrawn" {
            println!("{word}\t{}", file.display());
        }
        for line in lines {
            let mut parts = line.split('\t');
            let (page, how) = (parts.next(), parts.next().unwrap_or_default());
            if page == Some("found") {
                let attached = parts.next().unwrap_or_default();
                self.hidden += how.parse::<usize>().unwrap_or(0);
                self.attached += attached.parse::<usize>().unwrap_or(0);
                continue;
            }
            let difference: f64 = parts
                .next()
                .and_then(|part| part.parse().ok())
                .unwrap_or(0.0);
            self.pages += 1;
            match how {
                "proven" => self.proven += 1,
                "pixels" => self.differences.push(difference),
                reason => {
                    *self.images.entry(reason.to_owned()).or_default() += 1;
                    println!(
                        "{reason}\t{}\tpage {}\t{difference:.4}",
                        file.display(),
                        page.unwrap_or_default()
                    );
                }
            }
        }
        if took.as_secs_f64() > self.slowest.0 {
            self.slowest = (took.as_secs_f64(), file.to_owned());
        }
    }

    fn print(mut self, count: usize) {
        println!("{count} files:");
        for (word, files) in &self.files {
            println!("  {files} {word}");
        }
        let images: usize = self.images.values().sum();
        let share = 100.0 * (self.pages - images) as f64 / self.pages.max(1) as f64;
        println!(
            "{} pages: {} proven by paint, {} by pixels, {images} as images of themselves: {share:.2} % redrawn",
            self.pages,
            self.proven,
            self.differences.len()
        );
        println!(
            "{} hidden things told, {} files attached",
            self.hidden, self.attached
        );
        for (reason, pages) in &self.images {
            println!("  {pages} {reason}");
        }
        self.differences.sort_by(f64::total_cmp);
        if let (Some(middle), Some(last)) = (
            self.differences.get(self.differences.len() / 2),
            self.differences.last(),
        ) {
            println!("difference of those by pixels: median {middle:.5}, most {last:.5}");
        }
        println!(
            "slowest: {:.1} s, {}",
            self.slowest.0,
            self.slowest.1.display()
        );
    }
}

/// What became of one file, for [`all`] to read.
pub(crate) fn one(file: &Path, keep: Option<&Path>) -> std::io::Result<()> {
    let bytes = std::fs::read(file)?;
    // What takes a file in must survive it as well.
    let hidden = hidden_in(bytes.clone(), None, Limits::default());
    let attached = attachments(bytes.clone(), None, Limits::default());
    let redrawn = match redraw(bytes.clone()) {
        Ok(redrawn) => redrawn,
        Err(error) => {
            println!("refused: {}", error.code());
            return Ok(());
        }
    };
    println!("redrawn");
    let found = hidden.map_or(0, |all| all.found.len() + all.beyond);
    println!("found\t{found}\t{}", attached.map_or(0, |all| all.len()));
    for (number, page) in (1..).zip(&redrawn.report.pages) {
        let how = match page.as_image {
            Some(reason) => reason.code(),
            None if page.is_proven => "proven",
            None => "pixels",
        };
        println!("{number}\t{how}\t{}", page.difference);
    }
    if let Some(keep) = keep {
        let name = file.to_string_lossy().replace('/', "_");
        std::fs::write(keep.join(&name), &redrawn.bytes)?;
        if let Ok(png) = render_png(bytes, None, 1, KEPT, Limits::default()) {
            std::fs::write(keep.join(format!("{name}.png")), png)?;
        }
    }
    Ok(())
}
