//! Text read from a page's picture, by Tesseract: a program from elsewhere, held as short as any.

mod table;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::helper::HelperProgram;
use crate::outside_program::{Ended, OutsideProgram, OwnFolder, find_program};
use crate::pages::PagePicture;
use crate::reading::{PageFlag, ReadByOcr, ReadWord};
use crate::{Limits, Unreadable, WhyUnreadable};

/// Asked from several threads at once, one page each: Tesseract's own threads bring less than they cost.
pub struct Recogniser {
    program: PathBuf,
    helper: HelperProgram,
    limits: Limits,
    work_folder: PathBuf,
    pages: AtomicU64,
}

/// Where it is installed when it is not on the path.
const FOLDERS: [&str; 4] = [
    "/usr/bin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "C:\\Program Files\\Tesseract-OCR",
];
const MEMORY: u64 = 2 << 30;
/// The picture that goes in is written by us; what comes out is a table of words.
const FILE_BYTES: u64 = 64 << 20;
/// Worse than this, and the page may stand on its head.
const DOUBTFUL: f32 = 55.0;

impl Recogniser {
    /// None where Tesseract is not on this machine, or cannot read Danish.
    pub fn find(helper: HelperProgram, limits: Limits, work_folder: PathBuf) -> Option<Self> {
        let recogniser = Self {
            program: find_program(&["tesseract", "tesseract.exe"], &FOLDERS)?,
            helper,
            limits,
            work_folder,
            pages: AtomicU64::new(0),
        };
        // Whether it can is seen when it does: what languages it has it would only say on its standard output.
        let empty = [255; 64 * 64];
        recogniser
            .words((64, 64), &empty, 300.0)
            .is_ok()
            .then_some(recogniser)
    }

    pub fn recognise(&self, picture: &PagePicture) -> Result<ReadByOcr, Unreadable> {
        if picture.look.flags.contains(&PageFlag::Blank) {
            return Ok(read_as(picture, Vec::new()));
        }
        let read = self.read(picture)?;
        if read.confidence >= DOUBTFUL || read.words.is_empty() {
            return Ok(read);
        }
        let on_its_head = picture.on_its_head();
        match self.read(&on_its_head) {
            Ok(other) if other.is_clearer_than(&read) => Ok(other),
            _ => Ok(read),
        }
    }

    fn read(&self, picture: &PagePicture) -> Result<ReadByOcr, Unreadable> {
        let words = self.words((picture.width, picture.height), &picture.grey, picture.dpi)?;
        let words: Vec<_> = words
            .into_iter()
            .map(|word| word.on_page(picture))
            .collect();
        Ok(read_as(picture, words))
    }

    fn words(
        &self,
        size: (u32, u32),
        grey: &[u8],
        dpi: f32,
    ) -> Result<Vec<table::PixelWord>, Unreadable> {
        let number = self.pages.fetch_add(1, Ordering::Relaxed);
        let folder = OwnFolder::make(self.work_folder.join(format!("ocr-{number}")))
            .map_err(|_| failed("work folder"))?;
        let (picture, words) = (
            folder.path().join("page.tif"),
            folder.path().join("words.tsv"),
        );
        write_tiff(&picture, size, grey).map_err(|_| failed("picture not written"))?;
        let order = OutsideProgram {
            program: self.program.clone(),
            arguments: arguments(dpi),
            environment: vec![("OMP_THREAD_LIMIT".to_owned(), "1".to_owned())],
            work_folder: folder.path().to_owned(),
            memory: MEMORY,
            file_bytes: FILE_BYTES,
            input: None,
        };
        match order.run(&self.helper, self.limits.page_time) {
            Ok(Ended::Well) => {}
            Ok(Ended::TookTooLong) => return Err(WhyUnreadable::TookTooLong.into()),
            Ok(Ended::Badly(code)) => return Err(failed(&format!("exit code {code:?}"))),
            Err(_) => return Err(failed("not started")),
        }
        let untrusted = fs::read(&words).map_err(|_| failed("no words"))?;
        Ok(table::words(&String::from_utf8_lossy(&untrusted)))
    }
}

fn read_as(picture: &PagePicture, words: Vec<ReadWord>) -> ReadByOcr {
    ReadByOcr {
        confidence: table::confidence(&words),
        words,
        turned: picture.turned,
        straightened: picture.straightened,
        look: picture.look.clone(),
    }
}

/// Danish alone: with English beside it, reading takes two thirds longer and whole lines lose their å.
fn arguments(dpi: f32) -> Vec<OsString> {
    let dpi = (dpi.round() as u32).clamp(70, 2400).to_string();
    let mut arguments = [
        "page.tif", "words", "-l", "dan", "--dpi", &dpi, "--psm", "3",
    ]
    .to_vec();
    arguments.extend(["-c", "tessedit_create_tsv=1"]);
    arguments.into_iter().map(OsString::from).collect()
}

fn failed(detail: &str) -> Unreadable {
    Unreadable {
        why: WhyUnreadable::ConverterFailed,
        detail: format!("tesseract: {detail}"),
    }
}

/// Not packed, and in one strip: a plain PGM is fetched byte by byte by the library that Tesseract reads pictures with.
fn write_tiff(path: &Path, (width, height): (u32, u32), grey: &[u8]) -> io::Result<()> {
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const ENTRIES: u32 = 9;
    const HEAD: u32 = 8;
    let strip = HEAD + 2 + ENTRIES * 12 + 4;
    let length = u32::try_from(grey.len()).map_err(io::Error::other)?;
    let entries: [(u16, u16, u32); ENTRIES as usize] = [
        (256, LONG, width),
        (257, LONG, height),
        // Bits a pixel; not packed; 0 is black.
        (258, SHORT, 8),
        (259, SHORT, 1),
        (262, SHORT, 1),
        (273, LONG, strip),
        (277, SHORT, 1),
        (278, LONG, height),
        (279, LONG, length),
    ];
    let mut head = b"II*\0".to_vec();
    head.extend(HEAD.to_le_bytes());
    head.extend((ENTRIES as u16).to_le_bytes());
    for (tag, kind, value) in entries {
        head.extend(tag.to_le_bytes());
        head.extend(kind.to_le_bytes());
        head.extend(1_u32.to_le_bytes());
        head.extend(value.to_le_bytes());
    }
    head.extend(0_u32.to_le_bytes());
    let mut file = fs::File::create(path)?;
    file.write_all(&head)?;
    file.write_all(grey)
}
