//! Files that are out to reach somebody through LibreOffice: a listener hears nothing, a secret stays one.

use std::fs;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use sagsbord_intake::{Limits, OfficeJob};

use crate::make::office::sheet::{self, Sheet};
use crate::make::office::{open_document, word};
use crate::office_pool::{convert, pool, text_of, to_pdf};

struct Ear {
    port: u16,
    heard: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Ear {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a listener");
        listener.set_nonblocking(true).expect("does not wait");
        let port = listener.local_addr().expect("its address").port();
        let (heard, stop) = (
            Arc::new(AtomicU32::new(0)),
            Arc::new(AtomicBool::new(false)),
        );
        let (hears, stops) = (heard.clone(), stop.clone());
        let thread = thread::spawn(move || {
            while !stops.load(Ordering::Relaxed) {
                if listener.accept().is_ok() {
                    hears.fetch_add(1, Ordering::Relaxed);
                }
                thread::sleep(Duration::from_millis(2));
            }
        });
        Self {
            port,
            heard,
            stop,
            thread: Some(thread),
        }
    }

    fn heard(mut self) -> u32 {
        self.stop.store(true, Ordering::Relaxed);
        self.thread
            .take()
            .expect("a thread")
            .join()
            .expect("joined");
        self.heard.load(Ordering::Relaxed)
    }
}

const SECRET: &str = "HEMMELIGHED-77";

fn picture_from(target: &str) -> Vec<u8> {
    let body = format!(
        "{}<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"B\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"B\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link=\"rId1\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\
         <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>INCLUDETEXT \"{target}\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>felt</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        word::paragraph("Brev")
    );
    word::document(&body, |package| {
        assert_eq!(package.relate_outside(word::MAIN, "image", target), "rId1");
        package.part(
            "word/settings.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
            word::part("settings", "<w:attachedTemplate r:id=\"rId1\"/>"),
        );
        package.relate(word::MAIN, "settings", "settings.xml");
        package.relate_outside("word/settings.xml", "attachedTemplate", target);
    })
}

fn asking_sheet(target: &str) -> Vec<u8> {
    let cells = [
        format!("WEBSERVICE(\"{target}\")"),
        format!("HYPERLINK(\"{target}\")"),
        format!("DDE(\"soffice\";\"{target}\";\"A1\")"),
        format!("'{target}'#$Ark1.A1"),
    ];
    let rows: String = cells
        .iter()
        .map(|formula| {
            format!(
                "<table:table-row><table:table-cell table:formula=\"of:={}\" office:value-type=\"string\" office:string-value=\"gammel\"><text:p>gammel</text:p></table:table-cell></table:table-row>",
                formula.replace('"', "&quot;")
            )
        })
        .collect();
    let body = format!("<table:table table:name=\"Ark1\">{rows}</table:table>");
    open_document::file("spreadsheet", "", &body, &[])
}

/// A text that fetches a section and a picture, and runs something when it is opened.
fn grasping_text(target: &str, mark: &str) -> Vec<u8> {
    let before = "<office:scripts><office:event-listeners>\
        <script:event-listener script:language=\"ooo:script\" script:event-name=\"dom:load\" xlink:href=\"vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document\"/>\
        <script:event-listener script:language=\"ooo:script\" script:event-name=\"dom:load\" xlink:href=\"vnd.sun.star.script:Standard.Intake.Serve?language=Basic&amp;location=application\"/>\
        </office:event-listeners></office:scripts>";
    let body = format!(
        "<text:p>Tekst</text:p><text:section text:name=\"S\"><text:section-source xlink:href=\"{target}\"/><text:p>gammelt</text:p></text:section>\
         <text:p><draw:frame svg:width=\"3cm\" svg:height=\"3cm\" text:anchor-type=\"as-char\"><draw:image xlink:href=\"{target}\"/></draw:frame></text:p>\
         <text:p><draw:frame svg:width=\"3cm\" svg:height=\"3cm\" text:anchor-type=\"as-char\"><draw:object xlink:href=\"{target}\"/></draw:frame></text:p>"
    );
    let module = format!(
        "<?xml version=\"1.0\"?><script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"M\" script:language=\"StarBasic\">Sub Main\nOpen \"{mark}\" For Output As #1\nPrint #1, \"her\"\nClose #1\nEnd Sub</script:module>"
    );
    let library = "<?xml version=\"1.0\"?><library:library xmlns:library=\"http://openoffice.org/2000/library\" library:name=\"Standard\" library:readonly=\"false\" library:passwordprotected=\"false\"><library:element library:name=\"M\"/></library:library>";
    let libraries = "<?xml version=\"1.0\"?><library:libraries xmlns:library=\"http://openoffice.org/2000/library\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><library:library library:name=\"Standard\" library:link=\"false\"/></library:libraries>";
    open_document::file(
        "text",
        before,
        &body,
        &[
            ("Basic/script-lc.xml", libraries.as_bytes()),
            ("Basic/Standard/script-lb.xml", library.as_bytes()),
            ("Basic/Standard/M.xml", module.as_bytes()),
        ],
    )
}

#[test]
fn nothing_that_a_file_says_reaches_anybody() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    let elsewhere = tempfile::tempdir().expect("another folder");
    let secret = elsewhere.path().join("secret.txt");
    fs::write(&secret, SECRET).expect("a file");
    let mark = elsewhere.path().join("mark");
    // The one place where LibreOffice may write: whether its macro ran shows there.
    let within = folder
        .path()
        .join(format!("office-{}-0/mark", std::process::id()));
    let ear = Ear::open();
    let mut jobs: Vec<OfficeJob> = Vec::new();
    for target in [
        format!("http://127.0.0.1:{}/a.png", ear.port),
        format!("file://{}", secret.display()),
        format!("//127.0.0.1:{}/del/a.png", ear.port),
        "file:///etc/passwd".to_owned(),
    ] {
        jobs.push(to_pdf("docx", picture_from(&target)));
        jobs.push(to_pdf("ods", asking_sheet(&target)));
        for mark in [&mark, &within] {
            jobs.push(to_pdf(
                "odt",
                grasping_text(&target, &mark.display().to_string()),
            ));
        }
        let formula = format!(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>_xlfn.WEBSERVICE(\"{target}\")</f><v>gammel</v></c></row></sheetData>"
        );
        let sheets = [Sheet {
            name: "Ark1",
            state: "",
            inner: formula,
        }];
        jobs.push(to_pdf("xlsx", sheet::workbook(&sheets, "", |_| {})));
        jobs.push(to_pdf("rtf", format!("{{\\rtf1 Brev {{\\field{{\\*\\fldinst INCLUDETEXT \"{target}\"}}{{\\fldrslt felt}}}}{{\\field{{\\*\\fldinst INCLUDEPICTURE \"{target}\"}}}}\\par}}").into_bytes()));
    }
    let made = convert(&pool, jobs);
    for (at, made) in made.iter().enumerate() {
        let text = match made {
            Ok(pdf) => text_of(pdf).join("\n"),
            Err(why) => panic!("{at}: {why:?}"),
        };
        assert!(!text.is_empty(), "{at}");
        assert!(
            !text.contains(SECRET) && !text.contains("root:"),
            "{at}: {text}"
        );
    }
    assert_eq!(ear.heard(), 0, "somebody called");
    assert!(!mark.exists() && !within.exists(), "a macro ran");
    assert_eq!(fs::read_to_string(&secret).expect("still there"), SECRET);
}
