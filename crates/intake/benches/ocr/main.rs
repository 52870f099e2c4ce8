//! How well and how fast text is read from pictures: `cargo bench -p sagsbord-intake --bench ocr -- --make FOLDER`,
//! then `-- --speed FOLDER` for pages a minute beside Tesseract run by hand; `-- --table` for the error with each harm;
//! `-- --looks FOLDER` for what is seen of each picture in a folder.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench says what it measured, and has nobody to hand an error to"
)]

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/danish.rs"]
mod danish;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/harm.rs"]
mod harm;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/pictures.rs"]
mod pictures;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/intake/make/scans.rs"]
mod scans;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use harm::Harm;
use sagsbord_intake::{
    Grey, HelperProgram, Limits, PagePicture, Recogniser, become_helper, made_ready,
};
use sagsbord_pdf::{GreyPage, PageSize, Stop, Viewer};
use scans::Setting;

fn main() -> ExitCode {
    if let Some(code) = become_helper() {
        return code;
    }
    let Ok(helper) = HelperProgram::this() else {
        return ExitCode::FAILURE;
    };
    let folder = env::temp_dir().join(format!("sagsbord-ocr-{}", std::process::id()));
    let Some(recogniser) = Recogniser::find(helper, Limits::default(), folder.clone()) else {
        println!("Tesseract with Danish is not on this machine: nothing measured");
        return ExitCode::SUCCESS;
    };
    let arguments: Vec<String> = env::args().collect();
    let asked = |name: &str| arguments.iter().any(|argument| argument == name);
    if asked("--table") {
        table(&recogniser, &arguments);
    } else if let Some(folder) = value(&arguments, "--looks") {
        looks(&recogniser, folder);
    } else if let Some(folder) = value(&arguments, "--make") {
        make(Path::new(folder));
    } else if let Some(folder) = value(&arguments, "--speed") {
        speed(&recogniser, Path::new(folder));
    } else {
        println!("--make FOLDER, then --speed FOLDER; --table; --looks FOLDER");
    }
    let _ = std::fs::remove_dir_all(folder);
    ExitCode::SUCCESS
}

const PAGES: usize = 40;

/// Forty scans and what becomes of them when they are made ready. Apart from the measuring, which wants the machine
/// for itself and should be short.
fn make(folder: &Path) {
    let harms = [
        Harm::SaltAndPepper(0.01),
        Harm::Grain(15.0),
        Harm::Skew(0.6),
        Harm::Shadow(0.6),
        Harm::None,
    ];
    let seen: Vec<Grey> = (0..4)
        .map(|seed| scans::seen(&scans::page(Setting::Serif, seed, 24).pdf, 300.0))
        .collect();
    std::fs::create_dir_all(folder).expect("a folder");
    for at in 0..PAGES {
        let scan = harms[at % harms.len()].done_to(&seen[at % seen.len()], at as u64);
        write_pgm(&folder.join(format!("scan-{at}.pgm")), &scan);
        let ready = made_ready(scan, 300.0).grey;
        write_pgm(&folder.join(format!("{at}.pgm")), &ready);
    }
}

fn write_pgm(path: &Path, grey: &Grey) {
    let head = format!("P5\n{} {}\n255\n", grey.width, grey.height);
    let pgm = [head.as_bytes(), &grey.pixels].concat();
    std::fs::write(path, pgm).expect("written");
}

/// Of what `write_pgm` wrote.
fn read_pgm(path: &Path) -> Grey {
    let bytes = std::fs::read(path).expect("a file");
    let head: Vec<&[u8]> = bytes.splitn(4, |byte| byte.is_ascii_whitespace()).collect();
    let number = |at: usize| {
        let text = std::str::from_utf8(head[at]).expect("a number");
        text.parse::<u32>().expect("a number")
    };
    let (width, height) = (number(1), number(2));
    let pixels = bytes[bytes.len() - (width * height) as usize..].to_vec();
    Grey::new(width, height, pixels).expect("whole")
}

/// How many scans a minute are made ready and read, beside Tesseract alone on pictures that lie there ready.
fn speed(recogniser: &Recogniser, folder: &Path) {
    let cores = thread::available_parallelism().map_or(2, usize::from);
    let all_at_once = |work: &(dyn Fn(usize) + Sync)| {
        let next = AtomicUsize::new(0);
        let began = Instant::now();
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        if at >= PAGES {
                            return;
                        }
                        work(at);
                    }
                });
            }
        });
        PAGES as f64 * 60.0 / began.elapsed().as_secs_f64()
    };
    let by_hand = all_at_once(&|at| {
        let (picture, words) = (format!("{at}.pgm"), at.to_string());
        let status = std::process::Command::new("tesseract")
            .args([&picture, &words, "-l", "dan", "--dpi", "300"])
            .args(["--psm", "3", "tsv"])
            .current_dir(folder)
            .env("OMP_THREAD_LIMIT", "1")
            .stderr(std::process::Stdio::null())
            .status();
        assert!(status.expect("run").success(), "Tesseract read it");
    });
    let ours = all_at_once(&|at| {
        let scan = read_pgm(&folder.join(format!("scan-{at}.pgm")));
        let size = PageSize {
            width: scan.width as f32 * 0.24,
            height: scan.height as f32 * 0.24,
        };
        let drawn = GreyPage {
            width: scan.width,
            height: scan.height,
            dpi: 300.0,
            pixels: scan.pixels,
        };
        let picture = PagePicture::of(drawn, size).expect("a picture");
        recogniser.recognise(&picture).expect("read");
    });
    println!("{PAGES} scans on {cores} cores");
    println!("Tesseract by hand, of pictures made ready: {by_hand:6.1} pages a minute");
    println!(
        "ours, of scans: {ours:6.1} pages a minute, {:.2} of it",
        ours / by_hand
    );
}

fn picture(pdf: &[u8]) -> PagePicture {
    let limits = sagsbord_pdf::Limits::default();
    let viewer = Viewer::open(pdf.to_vec(), None, limits).expect("a PDF");
    let drawn = viewer.grey(1, 300.0, &Stop::default()).expect("a page");
    let size = viewer.pages()[0].expect("a page");
    PagePicture::of(drawn, size).expect("a picture")
}

/// What is said of each picture in a folder, beside its words.
fn looks(recogniser: &Recogniser, folder: &str) {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .collect();
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        let bytes = std::fs::read(file.path()).expect("a file");
        let name = file.file_name();
        let looked =
            sagsbord_intake::look(&bytes, &name.to_string_lossy(), None, Limits::default());
        let Ok(sagsbord_intake::Step::PagesMade(pdf)) = looked.step else {
            println!("{}: no pages", name.display());
            continue;
        };
        let began = Instant::now();
        let picture = picture(&pdf);
        let work = began.elapsed().as_millis();
        let read = recogniser.recognise(&picture).expect("read");
        let doubtful = read
            .words
            .iter()
            .filter(|word| word.confidence < 60.0)
            .count();
        println!(
            "{:<28} {:?}  confidence {:5.1}, {doubtful} of {} words in doubt, {work} ms",
            name.display().to_string(),
            picture.look.flags,
            read.confidence,
            read.words.len()
        );
    }
}

fn value<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).map(String::as_str)
}

fn harms() -> Vec<Harm> {
    use Harm::*;
    vec![
        None,
        SaltAndPepper(0.01),
        SaltAndPepper(0.06),
        SaltAndPepper(0.15),
        Grain(15.0),
        Grain(45.0),
        Blur(1.3),
        Blur(2.2),
        Jpeg(35),
        Jpeg(12),
        Skew(0.6),
        Skew(-2.3),
        Skew(7.5),
        LowContrast(120, 215),
        LowContrast(170, 215),
        Speckle(40.0),
        Speckle(250.0),
        Shadow(0.6),
        Shadow(0.25),
        BleedThrough(0.2),
        BleedThrough(0.4),
        Fax(200.0),
        Fax(150.0),
        Copies(2),
        Copies(3),
        Turned(1),
        Turned(2),
        Turned(3),
        BlackEdges,
        Everything,
        // Worse than anybody could want read.
        SaltAndPepper(0.3),
        Grain(100.0),
        Blur(4.0),
        Fax(90.0),
    ]
}

const SETTINGS: [Setting; 8] = [
    Setting::Serif,
    Setting::Sans,
    Setting::Typewriter,
    Setting::Small,
    Setting::Smallest,
    Setting::Bold,
    Setting::Table,
    Setting::TwoColumns,
];

/// The error for each harm and each setting, over so many pages (`--pages`) of so many lines (`--lines`).
fn table(recogniser: &Recogniser, arguments: &[String]) {
    let number = |name: &str, otherwise: usize| {
        value(arguments, name)
            .and_then(|value| value.parse().ok())
            .unwrap_or(otherwise)
    };
    let (pages, lines) = (number("--pages", 1), number("--lines", 30));
    let wanted = |name: &str, what: String| {
        value(arguments, name).is_none_or(|only| only.split(',').any(|only| what.starts_with(only)))
    };
    let raw = arguments.iter().any(|argument| argument == "--raw");
    let shown = arguments.iter().any(|argument| argument == "--show");
    let settings: Vec<Setting> = SETTINGS
        .into_iter()
        .filter(|setting| wanted("--setting", format!("{setting:?}")))
        .collect();
    let jobs: Vec<(Harm, Setting, usize)> = harms()
        .into_iter()
        .filter(|harm| wanted("--harm", format!("{harm:?}")))
        .flat_map(|harm| {
            let settings = settings.clone();
            (0..pages).flat_map(move |page| {
                settings
                    .clone()
                    .into_iter()
                    .map(move |setting| (harm, setting, page))
            })
        })
        .collect();
    let sheets: Vec<Vec<(scans::MadePage, Grey)>> = settings
        .iter()
        .map(|setting| {
            (0..pages)
                .map(|page| {
                    let made =
                        scans::page(*setting, number("--seed", 100) as u64 + page as u64, lines);
                    let seen = scans::seen(&made.pdf, 300.0);
                    (made, seen)
                })
                .collect()
        })
        .collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((harm, setting, page)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let at = settings.iter().position(|other| other == setting).unwrap_or(0);
                    let (made, seen) = &sheets[at][*page];
                    let harmed = harm.done_to(seen, 7 + *page as u64);
                    let size = (harmed.width as f32 * 72.0 / 300.0, harmed.height as f32 * 72.0 / 300.0);
                    let began = Instant::now();
                    let ready = match raw {
                        true => sagsbord_intake::ReadyPicture { grey: harmed, turned: 0, straightened: 0.0 },
                        false => made_ready(harmed, 300.0),
                    };
                    let work = began.elapsed();
                    // A table's rows are those of the picture that was read.
 let is_table = *setting == Setting::Table;
 let picture = PagePicture {
                        width: ready.grey.width,
                        height: ready.grey.height,
                        dpi: 300.0,
                        page_width: if is_table { ready.grey.width as f32 * 0.24 } else { size.0 },
                        page_height: if is_table { ready.grey.height as f32 * 0.24 } else { size.1 },
                        turned: if is_table { 0 } else { ready.turned },
                        look: Default::default(),
                        straightened: if is_table { 0.0 } else { ready.straightened },
                        grey: ready.grey.pixels,
                    };
                    if let Some(folder) = value(arguments, "--pictures") {
                        let path = format!("{folder}/{harm:?}-{setting:?}-{page}.pgm");
                        let mut pgm = format!("P5\n{} {}\n255\n", picture.width, picture.height).into_bytes();
                        pgm.extend(&picture.grey);
                        let _ = std::fs::write(path, pgm);
                    }
                    let began = Instant::now();
                    let read = recogniser.recognise(&picture);
                    let reading = began.elapsed();
                    let (error, confidence, turned, slant, text) = match read {
                        Ok(read) => {
 let text = if *setting == Setting::Table { by_rows(&read) } else { read.text() };
 (scans::letter_error(&made.text, &text), read.confidence, read.turned, read.straightened, text)}
                        Err(_) => (1.0, 0.0, 0, 0.0, String::new()),
                    };
                    if shown && error > 0.003 {
                        show(&made.text, &text);
                    }
                    println!(
                        "{:<28} {:<11} {:6.2} %  confidence {confidence:5.1}  turned {turned:3} slant {slant:5.2}  work {:4} ms  reading {:5} ms",
                        format!("{harm:?}"), format!("{setting:?}"), error * 100.0, work.as_millis(), reading.as_millis()
                    );
                    if let Ok(mut done) = done.lock() {
                        done.push((*harm, *setting, error));
                    }
                }
            });
        }
    });
    let done = done.into_inner().unwrap_or_default();
    println!(
        "\n{:<28}{}",
        "mean error in %",
        settings
            .iter()
            .map(|setting| format!("{:>12}", format!("{setting:?}")))
            .collect::<String>()
    );
    for harm in harms() {
        let of = |setting: Setting| {
            let errors: Vec<f64> = done
                .iter()
                .filter(|(other, set, _)| *other == harm && *set == setting)
                .map(|(_, _, error)| *error)
                .collect();
            (!errors.is_empty()).then(|| errors.iter().sum::<f64>() / errors.len() as f64 * 100.0)
        };
        let cells: Vec<Option<f64>> = settings.iter().map(|setting| of(*setting)).collect();
        if cells.iter().any(Option::is_some) {
            let cells: String = cells
                .iter()
                .map(|cell| cell.map_or(format!("{:>12}", "-"), |cell| format!("{cell:12.3}")))
                .collect();
            println!("{:<28}{cells}", format!("{harm:?}"));
        }
    }
}

/// A table's words as its rows say them: by where they stand.
fn by_rows(read: &sagsbord_intake::ReadByOcr) -> String {
    let mut words: Vec<_> = read.words.iter().collect();
    let middle = |word: &sagsbord_intake::ReadWord| (word.area[1] + word.area[3]) / 2.0;
    words.sort_by(|one, other| middle(one).total_cmp(&middle(other)));
    let mut rows: Vec<Vec<&sagsbord_intake::ReadWord>> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if middle(word) - middle(row[0]) < 6.0 => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    let rows = rows.iter_mut().map(|row| {
        row.sort_by(|one, other| one.area[0].total_cmp(&other.area[0]));
        let texts: Vec<&str> = row.iter().map(|word| word.text.as_str()).collect();
        texts.join(" ")
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Lines that are not among those that should be there, and the other way round.
fn show(should: &str, is: &str) {
    for line in is
        .lines()
        .filter(|line| !should.lines().any(|other| other == *line))
    {
        println!("    is     {line}");
    }
    for line in should
        .lines()
        .filter(|line| !is.lines().any(|other| other == *line))
    {
        println!("    should {line}");
    }
}
