//! Folders of files such as cases hold.

use std::fs;
use std::path::Path;

use crate::danish::{self, Chance};
use crate::harm::Harm;
use crate::scans::{self, Setting};
use crate::{mails, pdfs};

/// Pages of the long file, and of all files of the long folder together.
pub(crate) const LONG: usize = 10_000;
/// On a page that is full.
pub(crate) const WORDS_OF_A_PAGE: usize = 400;
const SCANS: usize = 40;

pub(crate) fn all(folder: &Path) {
    let write = |name: String, bytes: &[u8]| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    };
    for (at, mail) in mails::mails().into_iter().enumerate() {
        write(format!("mails/{at:04}.eml"), &mail);
    }
    // Fonts of their own, tagged, as programs for writing make them.
    for at in 0..200 {
        write(format!("pdf/{at:04}.pdf"), &report(at, 10));
    }
    for at in 0..LONG as u64 / 10 {
        write(format!("long-folder/{at:04}.pdf"), &report(1_000 + at, 10));
    }
    write("long-file/lang.pdf".to_owned(), &scans::book(LONG));
    let sheet = scans::seen(&scans::page(Setting::Serif, 7, usize::MAX).pdf, 100.0);
    write(
        "long-scan.pdf".to_owned(),
        &scans::same_over_and_over(scans::jpeg(&sheet, 60), LONG),
    );
    for at in 0..SCANS {
        let (name, picture) = scan(at);
        write(format!("pictures/{at:02}-{name}.jpg"), picture.bytes());
        write(
            format!("scans/{at:02}-{name}.pdf"),
            &scans::stack(vec![picture]),
        );
    }
}

/// About so many pages of text.
fn report(seed: u64, pages: usize) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    let paragraphs: Vec<String> = (0..pages * 8)
        .map(|_| {
            let sentences: Vec<String> = (0..5).map(|_| danish::sentence(&mut chance)).collect();
            sentences.join(" ")
        })
        .collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    pdfs::pdf(&format!("Redegørelse {seed}"), &paragraphs)
}

/// Full pages in the types that letters are written in, as an ordinary scanner sees them: most well, some poorly.
fn scan(at: usize) -> (String, scans::PackedPicture) {
    let settings = [
        Setting::Serif,
        Setting::Sans,
        Setting::Serif,
        Setting::Typewriter,
        Setting::Small,
    ];
    let harms = [
        Harm::Jpeg(75),
        Harm::Grain(6.0),
        Harm::Skew(0.6),
        Harm::None,
        Harm::Shadow(0.6),
        Harm::SaltAndPepper(0.01),
        Harm::Grain(15.0),
        Harm::Skew(-2.3),
    ];
    let (setting, harm) = (settings[at % settings.len()], harms[at % harms.len()]);
    let made = scans::page(setting, 500 + at as u64, usize::MAX);
    let seen = harm.done_to(&scans::seen(&made.pdf, 300.0), at as u64);
    let words = format!("{setting:?}-{harm:?}");
    let name = words.replace(
        |sign: char| !sign.is_ascii_alphanumeric() && sign != '-',
        "_",
    );
    (name, scans::jpeg(&seen, 75))
}
