//! Tesseract as a person would start it on every picture in a folder, for a pace to be held against.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) fn tell(folder: &Path) {
    let pictures = pictures(folder);
    let out = tempfile::tempdir().expect("a folder");
    let a_minute = |took: Duration| pictures.len() as f64 / super::minutes(took);
    let cores = super::cores();
    let each = a_minute(run(&pictures, out.path(), cores, Some("1")));
    println!("{} pictures", pictures.len());
    println!("Tesseract, {cores} at once with a thread each: {each:.1} pages a minute");
    let own = a_minute(run(&pictures, out.path(), 1, None));
    println!("Tesseract, one after the other with threads of its own: {own:.1} pages a minute");
}

fn pictures(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut pictures: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    pictures.sort();
    pictures
}

fn run(pictures: &[PathBuf], out: &Path, at_once: usize, threads: Option<&str>) -> Duration {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                while let Some(picture) = pictures.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = picture.file_stem().expect("a name");
                    let mut command = Command::new("tesseract");
                    command
                        .arg(picture)
                        .arg(out.join(name))
                        .args(["-l", "dan", "--dpi", "300", "--psm", "3", "tsv"])
                        .stderr(Stdio::null());
                    if let Some(threads) = threads {
                        command.env("OMP_THREAD_LIMIT", threads);
                    }
                    assert!(command.status().expect("run").success(), "{picture:?}");
                }
            });
        }
    });
    began.elapsed()
}
