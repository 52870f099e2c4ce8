//! Whole intakes: from files in a folder to kept readings and a manifest, with the processes that read.
//!
//! `cargo bench -p sagsbord-intake --bench taking -- --make FOLDER` makes folders of files; `-- FOLDER` takes one of
//! them in, or any other; `-- --beside-tesseract FOLDER` tells how fast Tesseract run by hand reads the pictures in a
//! folder; `-- --recognised FILE` takes in a scan whose pages were recognised in a run before; `-- --mails` looks at
//! mails by one thread alone.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench says what it measured, and has nobody to hand an error to"
)]

mod by_hand;
mod mails;
mod make;
mod memory;

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/danish.rs"]
mod danish;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/harm.rs"]
mod harm;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/mails.rs"]
mod made_mails;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/pdfs.rs"]
mod pdfs;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/pictures.rs"]
mod pictures;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/scans.rs"]
mod scans;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use sagsbord_intake::{
    ChildContent, Control, FolderKeep, Given, HelperProgram, Keep, Limits, Look, PageFlag,
    ReadByOcr, ReadWord, ReadingKey, SummedOutcome, Tools, become_helper, gather, kept_summaries,
    manifest, read_all,
};

fn main() -> ExitCode {
    if let Some(code) = become_helper() {
        return code;
    }
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let after = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1).map(PathBuf::from)
    };
    if let Some(folder) = after("--make") {
        make::all(&folder);
    } else if let Some(folder) = after("--beside-tesseract") {
        by_hand::tell(&folder);
    } else if let Some(file) = after("--recognised") {
        take(&file, Some(make::WORDS_OF_A_PAGE));
    } else if words.iter().any(|word| word == "--mails") {
        mails::looked_at_by_one_thread();
    } else if let Some(folder) = words.first() {
        take(Path::new(folder), None);
    } else {
        println!("--make FOLDER, then one of the folders in it");
    }
    ExitCode::SUCCESS
}

fn cores() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

/// `recognised`: so many words were read from each page before, and only the rest is left to do.
fn take(path: &Path, recognised: Option<usize>) {
    let work = tempfile::tempdir().expect("a folder");
    let keep = FolderKeep::open(&work.path().join("keep")).expect("a folder");
    let tools = Tools {
        helper: HelperProgram::this().expect("this program"),
        work_folder: work.path().join("work"),
        limits: Limits::default(),
        at_once: cores(),
    };
    std::fs::create_dir(&tools.work_folder).expect("a folder");
    let began = Instant::now();
    let given = given(path, &keep);
    let put = began.elapsed();
    if let Some(words) = recognised {
        let key = key(&given[0]);
        for page in 1..=make::LONG as u32 {
            keep.keep_page(&key, page, &page_of_words(words))
                .expect("kept");
        }
    }
    let memory = memory::Watch::begin();
    let began = Instant::now();
    let ran = read_all(
        &keep,
        &tools,
        &given,
        &HashMap::new(),
        &Control::default(),
        &|_| {},
    );
    let summaries = kept_summaries(&keep, &given, &tools.limits).expect("summaries");
    let manifest = manifest(&given, &summaries, &BTreeMap::new(), &tools.limits);
    let took = began.elapsed();
    let memory = memory.end();
    assert!(ran.is_ok(), "{ran:?}");
    let (mut read, mut flags) = (0, BTreeMap::<PageFlag, u32>::new());
    for summary in summaries.values() {
        if let SummedOutcome::Pages {
            read: of_this,
            flags: flagged,
            ..
        } = &summary.outcome
        {
            read += of_this;
            for (flag, count) in flagged {
                *flags.entry(*flag).or_default() += count;
            }
        }
    }
    let sums = &manifest.sums;
    let a_second = |many: usize| many as f64 / took.as_secs_f64();
    println!(
        "{} files handed in (put down in {put:.2?}), {} with all in them: {} taken, {} copies, {} containers, {} unreadable",
        given.len(),
        sums.files,
        sums.taken,
        sums.duplicates,
        sums.containers,
        sums.unreadable
    );
    println!(
        "{} pages, {read} of them from their pictures {flags:?}",
        sums.pages
    );
    println!(
        "{took:.2?} at {} at once: {:.0} files and {:.0} pages a second, {:.1} pages a minute",
        tools.at_once,
        a_second(given.len()),
        a_second(sums.pages as usize),
        a_second(sums.pages as usize) * 60.0
    );
    println!("{memory}");
}

fn given(path: &Path, keep: &FolderKeep) -> Vec<Given> {
    let gathered = gather(&[path.to_owned()], &Limits::default()).expect("files");
    let files = gathered.files.into_iter();
    files
        .map(|file| {
            let bytes = std::fs::read(&file.path).expect("a file");
            let sha256 = keep.put(&bytes).expect("kept");
            Given {
                name: file.name,
                folder: file.folder,
                content: Some(Ok(ChildContent {
                    sha256,
                    bytes: bytes.len() as u64,
                })),
            }
        })
        .collect()
}

fn key(given: &Given) -> ReadingKey {
    match &given.content {
        Some(Ok(content)) => ReadingKey::of(&content.sha256, &given.name),
        other => unreachable!("{other:?}"),
    }
}

fn page_of_words(words: usize) -> ReadByOcr {
    let words = (0..words).map(|at| ReadWord {
        text: ["kommunen", "har", "modtaget", "ansøgningen"][at % 4].to_owned(),
        area: [62.25, 70.75, 110.5, 84.25].map(|side| side + at as f32 * 0.37),
        confidence: 90.0 + (at % 10) as f32 * 0.613,
        line: (at / 12) as u32,
    });
    ReadByOcr {
        words: words.collect(),
        confidence: 94.0,
        turned: 0,
        straightened: 0.0,
        look: Look::default(),
    }
}

fn minutes(time: Duration) -> f64 {
    time.as_secs_f64() / 60.0
}
