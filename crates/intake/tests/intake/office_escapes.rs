//! Files that are out to reach somebody through LibreOffice: a listener hears nothing, a secret stays one, nothing
//! runs. Each is also given to a LibreOffice without our lock and with its own doors open. Those that get their way there
//! are what the lock is measured by; the others are tried all the same, for the next LibreOffice may do what they ask.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use sagsbord_intake::{HiddenKind, Limits, OfficeJob, look};

use crate::make::office::Package;
use crate::make::office::macros::{self, Module};
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

/// What one file reaches for: nobody else asks at its door, knows its secret or writes its mark.
struct Aim {
    address: String,
    secret: String,
    mark: PathBuf,
}

impl Aim {
    fn mark(&self) -> String {
        self.mark.display().to_string()
    }
}

struct Bait {
    what: &'static str,
    extension: &'static str,
    /// It gets its way where nothing holds LibreOffice back.
    bites: bool,
    make: fn(&Aim) -> Vec<u8>,
}

const BAITS: [Bait; 21] = [
    Bait {
        what: "a linked picture in Word",
        extension: "docx",
        bites: true,
        make: |aim| linked_picture(&aim.address),
    },
    Bait {
        what: "a text included in Word",
        extension: "docx",
        bites: false,
        make: |aim| field(&format!("INCLUDETEXT \"{}\"", aim.secret)),
    },
    Bait {
        what: "a picture included in Word",
        extension: "docx",
        bites: false,
        make: |aim| field(&format!("INCLUDEPICTURE \"{}\"", aim.address)),
    },
    Bait {
        what: "a table of another program's in Word",
        extension: "docx",
        bites: false,
        make: |aim| field(&format!("DDEAUTO soffice \"{}\" \"A1\"", aim.secret)),
    },
    Bait {
        what: "an object linked in Word",
        extension: "docx",
        bites: false,
        make: |aim| linked_object(&aim.address),
    },
    Bait {
        what: "a template of Word's",
        extension: "docx",
        bites: false,
        make: |aim| with_template(&aim.address),
    },
    Bait {
        what: "a frame of the web in Word",
        extension: "docx",
        bites: false,
        make: |aim| with_frame(&aim.address),
    },
    Bait {
        what: "a question to the web in Excel",
        extension: "xlsx",
        bites: true,
        make: |aim| formula(&format!("_xlfn.WEBSERVICE(&quot;{}&quot;)", aim.address)),
    },
    Bait {
        what: "another workbook in Excel",
        extension: "xlsx",
        bites: true,
        make: |aim| another_book(&aim.secret),
    },
    Bait {
        what: "a question to the web in a sheet",
        extension: "ods",
        bites: false,
        make: |aim| cell(&format!("WEBSERVICE(\"{}\")", aim.address)),
    },
    Bait {
        what: "another program's cells in a sheet",
        extension: "ods",
        bites: true,
        make: |aim| cell(&format!("DDE(\"soffice\";\"{}\";\"A1\")", aim.secret)),
    },
    Bait {
        what: "another file's cells in a sheet",
        extension: "ods",
        bites: true,
        make: |aim| cell(&format!("'{}'#$Ark1.A1", aim.secret)),
    },
    Bait {
        what: "another address's cells in a sheet",
        extension: "ods",
        bites: true,
        make: |aim| cell(&format!("'{}'#$Ark1.A1", aim.address)),
    },
    Bait {
        what: "a section from the web",
        extension: "odt",
        bites: true,
        make: |aim| section(&aim.address),
    },
    Bait {
        what: "a section from a file",
        extension: "odt",
        bites: true,
        make: |aim| section(&aim.secret),
    },
    Bait {
        what: "a linked picture",
        extension: "odt",
        bites: true,
        make: |aim| open_text(&format!("<draw:image xlink:href=\"{}\"/>", aim.address)),
    },
    Bait {
        what: "a linked object",
        extension: "odt",
        bites: true,
        make: |aim| open_text(&format!("<draw:object xlink:href=\"{}\"/>", aim.address)),
    },
    Bait {
        what: "a program that runs at opening",
        extension: "odt",
        bites: false,
        make: |aim| with_basic(&aim.mark()),
    },
    Bait {
        what: "a picture included in rich text",
        extension: "rtf",
        bites: false,
        make: |aim| {
            format!("{{\\rtf1 Brev {{\\field{{\\*\\fldinst INCLUDEPICTURE \"{}\"}}{{\\fldrslt felt}}}}\\par}}", aim.address).into_bytes()
        },
    },
    Bait {
        what: "a macro of Word's",
        extension: "docm",
        bites: false,
        make: |aim| macro_letter(&aim.mark()),
    },
    Bait {
        what: "a macro of Excel's",
        extension: "xlsm",
        bites: false,
        make: |aim| macro_book(&aim.mark()),
    },
];

fn field(said: &str) -> Vec<u8> {
    let body = format!(
        "{}<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>felt</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        word::paragraph("Brev"),
        said.replace('"', "&quot;"),
    );
    word::document(&body, |_| {})
}

fn linked_picture(target: &str) -> Vec<u8> {
    let body = format!(
        "{}<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"B\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"B\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link=\"rId1\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
        word::paragraph("Brev")
    );
    word::document(&body, |package| {
        assert_eq!(package.relate_outside(word::MAIN, "image", target), "rId1");
    })
}

fn linked_object(target: &str) -> Vec<u8> {
    let body = format!(
        "{}<w:p><w:r><w:object><v:shape id=\"S\" style=\"width:90pt;height:90pt\"/><o:OLEObject Type=\"Link\" ProgID=\"Word.Document.12\" ShapeID=\"S\" DrawAspect=\"Content\" r:id=\"rId1\" UpdateMode=\"Always\"/></w:object></w:r></w:p>",
        word::paragraph("Brev")
    );
    word::document(&body, |package| {
        assert_eq!(
            package.relate_outside(word::MAIN, "oleObject", target),
            "rId1"
        );
    })
}

fn with_template(target: &str) -> Vec<u8> {
    word::document(&word::paragraph("Brev"), |package| {
        package.part(
            "word/settings.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
            word::part("settings", "<w:attachedTemplate r:id=\"rId1\"/>"),
        );
        package.relate(word::MAIN, "settings", "settings.xml");
        package.relate_outside("word/settings.xml", "attachedTemplate", target);
    })
}

fn with_frame(target: &str) -> Vec<u8> {
    word::document(&word::paragraph("Brev"), |package| {
        package.part(
            "word/webSettings.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.webSettings+xml",
            word::part(
                "webSettings",
                "<w:frameset><w:frame><w:sourceFileName r:id=\"rId1\"/></w:frame></w:frameset>",
            ),
        );
        package.relate(word::MAIN, "webSettings", "webSettings.xml");
        package.relate_outside("word/webSettings.xml", "frame", target);
    })
}

fn book_of(inner: String, in_book: &str, add: impl FnOnce(&mut Package)) -> Vec<u8> {
    let sheets = [Sheet {
        name: "Ark1",
        state: "",
        inner,
    }];
    sheet::workbook(&sheets, in_book, add)
}

fn formula(said: &str) -> Vec<u8> {
    let inner = format!(
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>{said}</f><v>gammel</v></c></row></sheetData>"
    );
    book_of(inner, "", |_| {})
}

fn another_book(target: &str) -> Vec<u8> {
    let inner = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>[1]Ark1!$A$1</f><v>gammel</v></c></row></sheetData>";
    let references = "<externalReferences><externalReference r:id=\"rId2\"/></externalReferences>";
    book_of(inner.to_owned(), references, |package| {
        const PART: &str = "xl/externalLinks/externalLink1.xml";
        package.part(
            PART,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
            "<?xml version=\"1.0\"?><externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><externalBook r:id=\"rId1\"><sheetNames><sheetName val=\"Ark1\"/></sheetNames></externalBook></externalLink>",
        );
        let own = package.relate(
            sheet::BOOK,
            "externalLink",
            "externalLinks/externalLink1.xml",
        );
        assert_eq!(own, "rId2");
        package.relate_outside(PART, "externalLinkPath", target);
    })
}

fn cell(formula: &str) -> Vec<u8> {
    let body = format!(
        "<table:table table:name=\"Ark1\"><table:table-row><table:table-cell table:formula=\"of:={}\" office:value-type=\"string\" office:string-value=\"gammel\"><text:p>gammel</text:p></table:table-cell></table:table-row></table:table>",
        match formula.starts_with('\'') {
            true => format!("[{}]", formula.replace("$Ark1.A1", "$Ark1.$A$1")),
            false => formula.replace('"', "&quot;"),
        }
    );
    open_document::file("spreadsheet", "", &body, &[])
}

fn section(target: &str) -> Vec<u8> {
    let body = format!(
        "<text:p>Tekst</text:p><text:section text:name=\"S\"><text:section-source xlink:href=\"{target}\"/><text:p>gammelt</text:p></text:section>"
    );
    open_document::file("text", "", &body, &[])
}

fn open_text(inner: &str) -> Vec<u8> {
    let body = format!(
        "<text:p>Tekst<draw:frame svg:width=\"3cm\" svg:height=\"3cm\" text:anchor-type=\"as-char\">{inner}</draw:frame></text:p>"
    );
    open_document::file("text", "", &body, &[])
}

/// Runs its own lines, and asks for those that the pool keeps in its own profile.
fn with_basic(mark: &str) -> Vec<u8> {
    let before = "<office:scripts><office:event-listeners>\
        <script:event-listener script:language=\"ooo:script\" script:event-name=\"dom:load\" xlink:href=\"vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document\"/>\
        <script:event-listener script:language=\"ooo:script\" script:event-name=\"dom:load\" xlink:href=\"vnd.sun.star.script:Standard.Intake.Serve?language=Basic&amp;location=application\"/>\
        </office:event-listeners></office:scripts>";
    let module = format!(
        "<?xml version=\"1.0\"?><script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"M\" script:language=\"StarBasic\">Sub Main\nOpen \"{mark}\" For Output As #1\nPrint #1, \"her\"\nClose #1\nEnd Sub</script:module>"
    );
    let library = "<?xml version=\"1.0\"?><library:library xmlns:library=\"http://openoffice.org/2000/library\" library:name=\"Standard\" library:readonly=\"false\" library:passwordprotected=\"false\"><library:element library:name=\"M\"/></library:library>";
    let libraries = "<?xml version=\"1.0\"?><library:libraries xmlns:library=\"http://openoffice.org/2000/library\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><library:library library:name=\"Standard\" library:link=\"false\"/></library:libraries>";
    open_document::file(
        "text",
        before,
        "<text:p>Tekst</text:p>",
        &[
            ("Basic/script-lc.xml", libraries.as_bytes()),
            ("Basic/Standard/script-lb.xml", library.as_bytes()),
            ("Basic/Standard/M.xml", module.as_bytes()),
        ],
    )
}

fn writes(sub: &str, mark: &str) -> String {
    format!(
        "Sub {sub}()\r\nOpen \"{mark}\" For Output As #1\r\nPrint #1, \"her\"\r\nClose #1\r\nEnd Sub\r\n"
    )
}

pub(crate) fn macro_letter(mark: &str) -> Vec<u8> {
    let project = macros::project(&[
        Module {
            name: "ThisDocument",
            is_of_document: true,
            lines: writes("Document_Open", mark),
        },
        Module {
            name: "Modul1",
            is_of_document: false,
            lines: writes("AutoOpen", mark),
        },
    ]);
    let bytes = word::document(&word::paragraph("Brev"), |package| {
        macros::add(package, word::MAIN, "word/vbaProject.bin", &project);
    });
    macros::may_run(&bytes)
}

pub(crate) fn macro_book(mark: &str) -> Vec<u8> {
    let project = macros::project(&[
        Module {
            name: "ThisWorkbook",
            is_of_document: true,
            lines: writes("Workbook_Open", mark),
        },
        Module {
            name: "Ark1",
            is_of_document: true,
            lines: String::new(),
        },
        Module {
            name: "Modul1",
            is_of_document: false,
            lines: writes("Auto_Open", mark),
        },
    ]);
    let inner = format!("<sheetPr codeName=\"Ark1\"/>{}", sheet::rows(&[&["Tal"]]));
    let bytes = book_of(inner, "", |package| {
        macros::add(package, sheet::BOOK, "xl/vbaProject.bin", &project);
    });
    macros::may_run(&bytes)
}

/// The baits with their ears, in a folder of their own. `marks` is where each would write that it ran.
struct Laid {
    aims: Vec<Aim>,
    ears: Vec<Ear>,
    secrets: Vec<String>,
}

fn laid(folder: &Path, marks: &Path) -> Laid {
    let mut laid = Laid {
        aims: Vec::new(),
        ears: Vec::new(),
        secrets: Vec::new(),
    };
    for (at, bait) in BAITS.iter().enumerate() {
        let ear = Ear::open();
        let text = format!("HEMMELIGHED-{at:03}-77");
        let secret = folder.join(format!("secret{at}.{}", secret_kind(bait)));
        fs::write(&secret, secret_file(bait, &text)).expect("a file");
        laid.aims.push(Aim {
            address: format!("http://127.0.0.1:{}/a.png", ear.port),
            secret: format!("file://{}", secret.display()),
            mark: marks.join(format!("mark{at}")),
        });
        laid.ears.push(ear);
        laid.secrets.push(text);
    }
    laid
}

fn wants_sheet(bait: &Bait) -> bool {
    ["xlsx", "ods"].contains(&bait.extension)
}

fn secret_kind(bait: &Bait) -> &'static str {
    if wants_sheet(bait) { "ods" } else { "txt" }
}

fn secret_file(bait: &Bait, text: &str) -> Vec<u8> {
    if !wants_sheet(bait) {
        return text.as_bytes().to_vec();
    }
    let body = format!(
        "<table:table table:name=\"Ark1\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
    );
    open_document::file("spreadsheet", "", &body, &[])
}

/// What became of each: whether somebody was asked, the secret came out, or something ran.
fn got_its_way(laid: Laid, texts: &[String]) -> Vec<bool> {
    let told = laid.ears.into_iter().map(Ear::heard);
    told.zip(&laid.aims)
        .zip(laid.secrets.iter().zip(texts))
        .map(|((heard, aim), (secret, text))| {
            heard > 0 || text.contains(secret.as_str()) || aim.mark.exists()
        })
        .collect()
}

/// Every door open that a person could open in the program's settings.
const OPEN_DOORS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
    <item oor:path=\"/org.openoffice.Setup/Office\"><prop oor:name=\"ooSetupInstCompleted\" oor:op=\"fuse\"><value>true</value></prop></item>\
    <item oor:path=\"/org.openoffice.Office.Common/Misc\"><prop oor:name=\"FirstRun\" oor:op=\"fuse\"><value>false</value></prop></item>\
    <item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>0</value></prop></item>\
    <item oor:path=\"/org.openoffice.Office.Writer/Content/Update\"><prop oor:name=\"Link\" oor:op=\"fuse\"><value>0</value></prop></item>\
    <item oor:path=\"/org.openoffice.Office.Calc/Content/Update\"><prop oor:name=\"Link\" oor:op=\"fuse\"><value>0</value></prop></item>\
    <item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\"><prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\"><value>0</value></prop></item>\
    <item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\"><prop oor:name=\"ODFRecalcMode\" oor:op=\"fuse\"><value>0</value></prop></item>\
    </oor:items>\n";

/// Says yes to all that a file asks for, as somebody in a hurry would.
const SAYS_YES: &str = "Sub Main\n\
    Dim options(2) As New com.sun.star.beans.PropertyValue\n\
    options(0).Name = \"Hidden\"\noptions(0).Value = True\n\
    options(1).Name = \"MacroExecutionMode\"\noptions(1).Value = 4\n\
    options(2).Name = \"UpdateDocMode\"\noptions(2).Value = 3\n\
    Dim filter(0) As New com.sun.star.beans.PropertyValue\n\
    filter(0).Name = \"FilterName\"\n\
    On Error Resume Next\n\
    names = Split(\"FILES\", \"|\")\n\
    For at = 0 To UBound(names)\n\
    doc = StarDesktop.loadComponentFromURL(\"file://FOLDER/\" & names(at), \"_blank\", 0, options())\n\
    doc.updateLinks()\n\
    doc.TextFields.refresh()\n\
    doc.calculateAll()\n\
    Wait 300\n\
    filter(0).Value = \"writer_pdf_Export\"\n\
    If doc.supportsService(\"com.sun.star.sheet.SpreadsheetDocument\") Then filter(0).Value = \"calc_pdf_Export\"\n\
    doc.storeToURL(\"file://FOLDER/\" & names(at) & \".pdf\", filter())\n\
    doc.close(True)\n\
    Next\n\
    StarDesktop.terminate()\n\
    End Sub\n";

fn free_office(own: &Path, arguments: &[&str]) {
    let mut office = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}/profile",
            own.display()
        ))
        .args(["--headless", "--invisible", "--norestore", "--nologo"])
        .args(["--nodefault", "--nolockcheck", "--nofirststartwizard"])
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it begins");
    for _ in 0..1_200 {
        if office.try_wait().expect("it is ours").is_some() {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    let _ = office.kill();
    unreachable!("LibreOffice ends by itself");
}

#[test]
fn the_baits_bite_where_nothing_holds_libreoffice_back() {
    let folder = tempfile::tempdir().expect("a folder");
    if pool(Limits::default(), &folder.path().join("pool")).is_none() {
        return;
    }
    let own = folder.path().join("own");
    fs::create_dir_all(&own).expect("a folder");
    // It makes itself a profile; ours is laid over it.
    free_office(&own, &["--terminate_after_init"]);
    let library = own.join("profile/user/basic/Standard");
    fs::create_dir_all(&library).expect("a folder");
    let laid = laid(&own, &own);
    let mut names = Vec::new();
    for (at, (bait, aim)) in BAITS.iter().zip(&laid.aims).enumerate() {
        let name = format!("bait{at}.{}", bait.extension);
        fs::write(own.join(&name), (bait.make)(aim)).expect("a file");
        names.push(name);
    }
    let lines = SAYS_YES
        .replace("FILES", &names.join("|"))
        .replace("FOLDER", &own.display().to_string())
        .replace('&', "&amp;")
        .replace('"', "&quot;");
    let module = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE script:module PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"module.dtd\">\n<script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"Yes\" script:language=\"StarBasic\">{lines}</script:module>"
    );
    let listed = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE library:library PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"library.dtd\">\n<library:library xmlns:library=\"http://openoffice.org/2000/library\" library:name=\"Standard\" library:readonly=\"true\" library:passwordprotected=\"false\"><library:element library:name=\"Yes\"/></library:library>";
    fs::write(library.join("Yes.xba"), module).expect("its lines");
    fs::write(library.join("script.xlb"), listed).expect("its list");
    fs::write(
        own.join("profile/user/registrymodifications.xcu"),
        OPEN_DOORS,
    )
    .expect("settings");
    free_office(&own, &["macro:///Standard.Yes.Main"]);
    let texts: Vec<String> = names
        .iter()
        .map(|name| fs::read(own.join(format!("{name}.pdf"))))
        .map(|made| made.map_or("NO PAGES".to_owned(), |pdf| text_of(&pdf).join("\n")))
        .collect();
    let (mut bitten, mut should) = (Vec::new(), Vec::new());
    for (bait, got) in BAITS.iter().zip(got_its_way(laid, &texts)) {
        bitten.extend(got.then_some(bait.what));
        should.extend(bait.bites.then_some(bait.what));
    }
    assert_eq!(bitten, should);
}

#[test]
fn nothing_that_a_file_says_reaches_anybody() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(pool) = pool(Limits::default(), folder.path()) else {
        return;
    };
    let elsewhere = tempfile::tempdir().expect("another folder");
    // Where they may not write, and the one place where LibreOffice may: whether a macro ran shows there.
    let within = folder
        .path()
        .join(format!("office-{}-0", std::process::id()));
    for marks in [elsewhere.path(), &within] {
        let laid = laid(elsewhere.path(), marks);
        let jobs: Vec<OfficeJob> = BAITS
            .iter()
            .zip(&laid.aims)
            .map(|(bait, aim)| to_pdf(bait.extension, (bait.make)(aim)))
            .collect();
        let texts: Vec<String> = convert(&pool, jobs)
            .iter()
            .zip(&BAITS)
            .map(|(made, bait)| match made {
                Ok(pdf) => text_of(pdf).join("\n"),
                Err(why) => panic!("{}: {why:?}", bait.what),
            })
            .collect();
        assert!(
            texts.iter().all(|text| !text.is_empty()),
            "each has its page"
        );
        let escaped: Vec<&str> = BAITS
            .iter()
            .zip(got_its_way(laid, &texts))
            .filter(|(_, got)| *got)
            .map(|(bait, _)| bait.what)
            .collect();
        assert!(escaped.is_empty(), "these got away: {escaped:#?}");
    }
    let proven = BAITS.iter().filter(|bait| bait.bites).count();
    println!(
        "{} baits, each laid twice, {proven} of them shown to bite without the lock: none got away",
        BAITS.len()
    );
}

#[test]
fn macros_of_newer_files_are_told_with_their_lines() {
    for bytes in [macro_letter("/ud"), macro_book("/ud")] {
        let looked = look(&bytes, "fil", None, Limits::default());
        let told = looked.hidden.iter().any(|own| {
            own.kind == HiddenKind::Script && own.text.contains("Open \"/ud\" For Output As #1")
        });
        assert!(told, "{:?}", looked.hidden);
    }
}
