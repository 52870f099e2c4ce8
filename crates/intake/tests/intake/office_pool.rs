//! LibreOffice kept warm and held short, over files of every kind and over files that are out to get away.

use std::time::Duration;

use sagsbord_intake::{Limits, OfficeJob, OfficePool, Turn, Unreadable, WhyUnreadable};

use crate::helper::helper;
use crate::make::office::{open_document, sheet, slides, word};

pub(crate) fn pool(limits: Limits, folder: &std::path::Path) -> Option<OfficePool> {
    let pool = OfficePool::find(helper(), limits, folder.to_owned());
    if pool.is_none() {
        println!("LibreOffice is not on this machine: passed by");
    }
    pool
}

pub(crate) fn to_pdf(from: &str, bytes: Vec<u8>) -> OfficeJob {
    OfficeJob {
        bytes,
        from: from.to_owned(),
        to: Turn::Pdf,
        password: None,
    }
}

pub(crate) fn convert(pool: &OfficePool, jobs: Vec<OfficeJob>) -> Vec<Result<Vec<u8>, Unreadable>> {
    let mut all: Vec<Option<Result<Vec<u8>, Unreadable>>> = jobs.iter().map(|_| None).collect();
    pool.convert(jobs, &mut |at, result| {
        assert!(all[at].replace(result).is_none(), "job {at} is told once");
    });
    all.into_iter()
        .map(|result| result.expect("every job is told"))
        .collect()
}

pub(crate) fn text_of(pdf: &[u8]) -> Vec<String> {
    let mut pages = Vec::new();
    sagsbord_pdf::read_each_page(
        pdf.to_vec(),
        None,
        sagsbord_pdf::Limits::default(),
        &mut |page| pages.push(page.text()),
    )
    .expect("pages");
    pages
}

#[test]
fn pages_are_made_of_each_kind_of_office_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    let sheets = [sheet::Sheet {
        name: "Ark1",
        state: "",
        inner: sheet::rows(&[&["Æblegrød", "Sø"]]),
    }];
    let slide = slides::Slide {
        said: "",
        shapes: slides::text_box(500_000, 500_000, "", "Dias med æøå"),
        notes: Some("noten"),
    };
    let jobs = vec![
        to_pdf(
            "docx",
            word::document(&word::paragraph("Brev med æøå"), |_| {}),
        ),
        to_pdf("xlsx", sheet::workbook(&sheets, "", |_| {})),
        to_pdf("pptx", slides::show(&[slide], |_| {})),
        to_pdf(
            "odt",
            open_document::file("text", "", "<text:p>Åben tekst</text:p>", &[]),
        ),
        to_pdf(
            "rtf",
            b"{\\rtf1\\ansi Rig tekst \\'e6\\'f8\\'e5\\par}".to_vec(),
        ),
    ];
    let made = convert(&pool, jobs);
    let expected = [
        "Brev med æøå",
        "Æblegrød",
        "Dias med æøå",
        "Åben tekst",
        "Rig tekst æøå",
    ];
    for (made, expected) in made.iter().zip(expected) {
        let pages = text_of(made.as_ref().expect("a PDF"));
        assert_eq!(pages.len(), 1, "{expected}");
        assert!(pages[0].contains(expected), "{:?}", pages[0]);
    }
}

/// The office shows of a long text what its cell has room for, where the next cell says something.
#[test]
fn what_stands_in_a_cell_is_shown_whole_and_hidden_rows_stay_hidden() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    let title = "Oversigt over de henvendelser, som forvaltningen fik om rampen i sommer";
    let plain = sheet::rows(&[
        &[title],
        &["Navn", "Nummer"],
        &["Åse Bundgaard Vestergaard", "751180-1490"],
        &["Kort", "Bemærkning uden ende om det hele"],
    ]);
    let hidden = plain.replacen("<row r=\"4\" ", "<row r=\"4\" hidden=\"1\" ", 1);
    let narrow = format!(
        "<cols><col min=\"1\" max=\"1\" width=\"60\" customWidth=\"1\"/>\
         <col min=\"2\" max=\"2\" width=\"3\" customWidth=\"1\" hidden=\"1\"/></cols>{plain}"
    );
    let book = |inner: &str| {
        let sheets = [sheet::Sheet {
            name: "Ark1",
            state: "",
            inner: inner.to_owned(),
        }];
        to_pdf("xlsx", sheet::workbook(&sheets, "", |_| {}))
    };
    // One letter more each: some of them end where a column does.
    let titles: Vec<String> = (1..40)
        .map(|more| format!("Rampen er besigtiget {}.", "n".repeat(more)))
        .collect();
    let titled = titles.iter().map(|title| {
        book(&sheet::rows(&[
            &[title.as_str()],
            &["Åse Bundgaard", "751180-1490"],
        ]))
    });
    let made = convert(&pool, titled.collect());
    for (made, title) in made.iter().zip(&titles) {
        let text = text_of(made.as_ref().expect("a PDF")).join("\n");
        assert!(text.contains(title), "{title}: {text}");
    }
    let made = convert(&pool, vec![book(&plain), book(&hidden), book(&narrow)]);
    let mut pages = made
        .iter()
        .map(|made| text_of(made.as_ref().expect("a PDF")).join("\n"));
    let (plain, hidden, narrow) = (pages.next(), pages.next(), pages.next());
    let check = |text: Option<String>, there: &[&str], not_there: &[&str]| {
        let text = text.expect("its text");
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        for one in there {
            assert!(text.contains(one), "{one}: {text}");
        }
        for one in not_there {
            assert!(!text.contains(one), "{one}: {text}");
        }
    };
    let row = "Åse Bundgaard Vestergaard 751180-1490";
    check(plain, &[title, row, "Bemærkning uden ende"], &[]);
    check(hidden, &[title, row], &["Bemærkning"]);
    check(narrow, &[title, "Åse Bundgaard Vestergaard"], &["751180"]);
}

/// A letter with comments, one of them in a table and one in text that was deleted, while changes are recorded.
fn commented() -> Vec<u8> {
    let mark = |id: u32, text: &str| {
        format!(
            "<w:commentRangeStart w:id=\"{id}\"/><w:r><w:t>{text}</w:t></w:r><w:commentRangeEnd w:id=\"{id}\"/>\
             <w:r><w:commentReference w:id=\"{id}\"/></w:r>"
        )
    };
    let body = format!(
        "<w:p>{}</w:p><w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid>\
         <w:tr><w:tc><w:tcPr/><w:p>{}</w:p></w:tc></w:tr></w:tbl><w:p>{}<w:del w:id=\"9\" w:author=\"A\"><w:r><w:delText>slettet</w:delText></w:r></w:del></w:p>",
        mark(0, "Brødtekst"),
        mark(1, "Celle"),
        mark(2, "Slut"),
    );
    let comments: String = (0..3)
        .map(|id| format!("<w:comment w:id=\"{id}\" w:author=\"Ida\"><w:p><w:r><w:t>Bemærkning</w:t></w:r></w:p></w:comment>"))
        .collect();
    word::document(&body, |package| {
        package.part(
            "word/comments.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            word::part("comments", &comments),
        );
        package.relate(word::MAIN, "comments", "comments.xml");
        package.part(
            "word/settings.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
            word::part("settings", "<w:trackRevisions/>"),
        );
        package.relate(word::MAIN, "settings", "settings.xml");
    })
}

#[test]
fn a_letter_with_comments_is_read_and_its_pages_do_not_show_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    // Several, because the first that was closed did not always show it.
    let jobs = (0..3).map(|_| to_pdf("docx", commented())).collect();
    for made in convert(&pool, jobs) {
        let text = text_of(&made.expect("pages are made of it")).concat();
        assert!(
            text.contains("Brødtekst") && text.contains("Celle") && text.contains("Slut"),
            "{text}"
        );
        assert!(
            !text.contains("Bemærkning") && !text.contains("slettet"),
            "{text}"
        );
    }
}

#[test]
fn a_file_that_is_broken_takes_nothing_else_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    let whole = |number: usize| {
        let text = word::paragraph(&format!("Brev nummer {number}"));
        to_pdf("docx", word::document(&text, |_| {}))
    };
    let mut jobs: Vec<OfficeJob> = (0..8).map(whole).collect();
    let mut half = whole(99);
    half.bytes.truncate(half.bytes.len() / 2);
    jobs.insert(0, half.clone());
    jobs.insert(4, half.clone());
    jobs.push(half);
    let made = convert(&pool, jobs);
    for (at, made) in made.iter().enumerate() {
        if [0, 4, 10].contains(&at) {
            let why = made.as_ref().expect_err("half a file").why;
            assert_eq!(why, WhyUnreadable::ConverterFailed, "{at}");
        } else {
            assert!(text_of(made.as_ref().expect("pages"))[0].contains("Brev nummer"));
        }
    }
    let left: Vec<_> = walk(folder.path())
        .into_iter()
        .filter(|path| path.contains("/in/") || path.contains("/out/"))
        .collect();
    assert_eq!(
        left,
        Vec::<String>::new(),
        "nothing of the files stays behind"
    );
}

/// Every path under a folder.
fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(walk(&path));
        } else {
            all.push(path.display().to_string());
        }
    }
    all
}

/// One cell repeated over so many rows and columns.
fn endless_sheet() -> Vec<u8> {
    open_document::file(
        "spreadsheet",
        "",
        "<table:table table:name=\"Ark1\"><table:table-row table:number-rows-repeated=\"1048576\">\
         <table:table-cell table:number-columns-repeated=\"300\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>\
         </table:table-row></table:table>",
        &[],
    )
}

#[test]
fn a_file_that_never_ends_is_stopped_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let limits = Limits {
        office_time: Duration::from_secs(4),
        ..Limits::default()
    };
    let Some(pool) = pool(limits, folder.path()) else {
        return;
    };
    let whole = |text: &str| to_pdf("docx", word::document(&word::paragraph(text), |_| {}));
    let jobs = vec![
        whole("Først"),
        to_pdf("ods", endless_sheet()),
        whole("Sidst"),
        whole("Allersidst"),
    ];
    let made = convert(&pool, jobs);
    assert!(made[0].is_ok() && made[2].is_ok() && made[3].is_ok());
    let why = made[1].as_ref().expect_err("endless").why;
    assert!(
        matches!(
            why,
            WhyUnreadable::TookTooLong | WhyUnreadable::ConverterFailed
        ),
        "{why:?}"
    );
}

#[test]
fn two_threads_have_a_lane_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let pool = &pool;
            scope.spawn(move || {
                let jobs = (0..10)
                    .map(|at| {
                        let text = word::paragraph(&format!("Tråd {thread}, brev {at}."));
                        to_pdf("docx", word::document(&text, |_| {}))
                    })
                    .collect();
                for (at, made) in convert(pool, jobs).iter().enumerate() {
                    let pages = text_of(made.as_ref().expect("pages"));
                    assert!(pages[0].contains(&format!("Tråd {thread}, brev {at}.")));
                }
            });
        }
    });
}

#[test]
fn the_newer_format_is_made_of_an_older_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    let mut job = to_pdf("rtf", b"{\\rtf1\\ansi Rig tekst\\par}".to_vec());
    job.to = Turn::Into("docx".to_owned());
    let made = convert(&pool, vec![job]);
    let docx = made[0].as_ref().expect("a file");
    assert_eq!(
        sagsbord_intake::Kind::of(docx, ""),
        sagsbord_intake::Kind::Docx
    );
}

/// Letters, sheets and shows as a municipality has them, in every format.
fn mixed_files(pool: &OfficePool) -> Vec<OfficeJob> {
    let words =
        "Kommunen har den 3. marts modtaget din ansøgning om aktindsigt i sagen om lokalplanen. ";
    let mut jobs = Vec::new();
    for at in 0..12_usize {
        let body: String = (0..40)
            .map(|number| {
                word::paragraph(&format!(
                    "{number}. {}",
                    words.repeat(3 + (at + number) % 4)
                ))
            })
            .collect();
        let letter = word::document(&body, |_| {});
        let rows: String = (1..=150)
            .map(|row| {
                sheet::row(
                    row,
                    "",
                    &["Sag", "Borger", "Beløb", "Dato", "Bemærkning", words],
                )
            })
            .collect();
        let sheets = [sheet::Sheet {
            name: "Ark1",
            state: "",
            inner: format!("<sheetData>{rows}</sheetData>"),
        }];
        let book = sheet::workbook(&sheets, "", |_| {});
        let all: Vec<slides::Slide> = (0..6)
            .map(|slide| slides::Slide {
                said: "",
                shapes: slides::text_box(500_000, 500_000, "", &format!("Dias {slide}: {words}")),
                notes: None,
            })
            .collect();
        let show = slides::show(&all, |_| {});
        let older = |from: &str, bytes: &[u8], to: &str| OfficeJob {
            to: Turn::Into(to.to_owned()),
            ..to_pdf(from, bytes.to_vec())
        };
        let (other_text, other_book) = if at % 2 == 0 {
            ("doc", "xls")
        } else {
            ("rtf", "ods")
        };
        let other_show = if at % 2 == 0 { "ppt" } else { "odt" };
        let other_from = if at % 2 == 0 {
            ("pptx", &show)
        } else {
            ("docx", &letter)
        };
        let turned = convert(
            pool,
            vec![
                older("docx", &letter, other_text),
                older("xlsx", &book, other_book),
                older(other_from.0, other_from.1, other_show),
            ],
        );
        for (made, kind) in turned.into_iter().zip([other_text, other_book, other_show]) {
            jobs.push(to_pdf(kind, made.expect("made")));
        }
        jobs.push(to_pdf("docx", letter));
        jobs.push(to_pdf("xlsx", book));
        jobs.push(to_pdf("pptx", show));
    }
    jobs
}

/// `cargo test -p sagsbord-intake --test intake -- --ignored measures_ --nocapture`, alone on the machine.
#[test]
#[ignore = "a measurement: takes a minute, and figures only count on a machine that does nothing else"]
fn measures_the_pool_beside_libreoffices_own_batch() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), &folder.path().join("pool")) else {
        return;
    };
    let jobs = mixed_files(&pool);
    let own = folder.path().join("own");
    std::fs::create_dir_all(own.join("in")).expect("a folder");
    let mut files = Vec::new();
    for (at, job) in jobs.iter().enumerate() {
        let path = own.join(format!("in/{at:04}.{}", job.from));
        std::fs::write(&path, &job.bytes).expect("a file");
        files.push(path);
    }
    let batch = |files: &[std::path::PathBuf], out: &str| {
        let began = std::time::Instant::now();
        let ended = std::process::Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}/profile",
                own.display()
            ))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(own.join(out))
            .args(files)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
            .expect("it begins");
        assert!(ended.success());
        began.elapsed()
    };
    // Its profile is made first: that is not what is measured.
    batch(&files[..1], "first");
    let own_time = batch(&files, "out");
    let made = std::fs::read_dir(own.join("out"))
        .expect("a folder")
        .count();
    assert_eq!(made, jobs.len());

    let fresh =
        OfficePool::find(helper(), Limits::default(), folder.path().join("cold")).expect("a pool");
    let began = std::time::Instant::now();
    assert!(convert(&fresh, jobs.clone()).iter().all(Result::is_ok));
    let cold = began.elapsed();
    let began = std::time::Instant::now();
    for some in jobs.chunks(16) {
        assert!(convert(&fresh, some.to_vec()).iter().all(Result::is_ok));
    }
    let warm = began.elapsed();
    let on_two = || {
        std::thread::scope(|scope| {
            for half in jobs.chunks(jobs.len().div_ceil(2)) {
                let pool = &fresh;
                scope.spawn(move || {
                    for some in half.chunks(16) {
                        assert!(convert(pool, some.to_vec()).iter().all(Result::is_ok));
                    }
                });
            }
        });
    };
    // The second lane begins here.
    on_two();
    let began = std::time::Instant::now();
    on_two();
    let two = began.elapsed();
    println!(
        "{} files: LibreOffice's own batch {own_time:.2?}; one lane from cold {cold:.2?} ({:.2}); warm, 16 at a time {warm:.2?} ({:.2}); two lanes {two:.2?} ({:.2})",
        jobs.len(),
        cold.as_secs_f64() / own_time.as_secs_f64(),
        warm.as_secs_f64() / own_time.as_secs_f64(),
        two.as_secs_f64() / own_time.as_secs_f64(),
    );
}
