//! Many small files, each with one feature and a secret in it. From what comes out it must not be possible to tell
//! what the secret was.
//!
//! Three questions are asked of every file. Is the secret found, by any reader? Is the text beside it still there?
//! And the hardest: does the same file with another word of the same size in the secret's place come out as the very
//! same bytes? Where it does, nothing that could be looked at in the new file, known to us or not, depends on it.

pub(crate) mod beside;
pub(crate) mod engines;
mod files;
mod filters;
mod fonts;
mod forms;
mod hidden;
mod pictures;
mod placing;
mod shadows;
mod strings;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use sagsbord_pdf::{
    Limits, PageArea, Rect, RedrawOrder, Redrawn, Verified, read_text, redraw, verify,
};

use crate::made::{HELVETICA, Made, in_win_ansi, line, one_page};

pub(crate) const SECRET: &str = "Xylofonsen";
/// The same letters in another order, so that it is as wide in every font.
pub(crate) const OTHER: &str = "Xnesnofoly";
const NEIGHBOUR: &str = "Nabolav";
pub(crate) const BASIS: &str = "OFL § 30, nr. 1";

type Make = dyn Fn(&str) -> Vec<u8> + Send + Sync;

struct Case {
    name: String,
    /// The file with a word in it.
    make: Arc<Make>,
    cover: Cover,
    password: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum Cover {
    /// Wherever the word is found.
    Text,
    /// The word stands at `PLACE`: once as text, once as a field.
    TextAndPlace,
    /// A place; the word is not there for a search to find.
    Area(Rect),
    /// Nothing: the word is out of sight and must not come along.
    Nothing,
}

fn case(name: &str, cover: Cover, make: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Case {
    Case {
        name: name.to_owned(),
        make: Arc::new(make),
        cover,
        password: None,
    }
}

fn by_text(name: &str, make: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Case {
    case(name, Cover::Text, make)
}

fn by_area(name: &str, area: Rect, make: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Case {
    case(name, Cover::Area(area), make)
}

fn by_nothing(name: &str, make: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Case {
    case(name, Cover::Nothing, make)
}

fn by_both(name: &str, make: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Case {
    case(name, Cover::TextAndPlace, make)
}

impl Case {
    fn order(&self, word: &str) -> RedrawOrder {
        let mut order = RedrawOrder {
            basis: BASIS.to_owned(),
            ..RedrawOrder::default()
        };
        match self.cover {
            Cover::Text | Cover::TextAndPlace => order.texts.push(word.to_owned()),
            Cover::Area(area) => order.areas.push(PageArea { page: 1, area }),
            Cover::Nothing => {}
        }
        order
    }

    fn redrawn(&self, word: &str) -> Result<Redrawn, String> {
        let file = (self.make)(word);
        let order = self.order(word);
        redraw(file, self.password, &order, Limits::default())
            .map_err(|error| format!("it is refused: {error}"))
    }
}

/// Where `word(…)` is, from the top left.
const PLACE: Rect = Rect::new(70.0, 128.0, 150.0, 146.0);

/// A word in Helvetica 12 at `PLACE`.
fn word(word: &str) -> String {
    line(72, 700, word)
}

fn neighbour() -> String {
    line(72, 650, NEIGHBOUR)
}

fn form(made: &mut Made, content: &str, more: &str) -> usize {
    let font = made.object(HELVETICA);
    made.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /Font << /F1 {font} 0 R >> {more} >>"),
        content,
    )
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for more in [
        strings::cases(),
        placing::cases(),
        forms::cases(),
        fonts::cases(),
        pictures::cases(),
        hidden::cases(),
        beside::cases(),
        files::cases(),
        shadows::cases(),
    ] {
        for case in more {
            if matches!(case.cover, Cover::TextAndPlace) {
                cases.push(Case {
                    name: format!("{}, by its place", case.name),
                    make: Arc::clone(&case.make),
                    cover: Cover::Area(PLACE),
                    password: case.password,
                });
            }
            cases.push(case);
        }
    }
    cases
}

/// What became of a file.
struct Outcome {
    case: Case,
    redrawn: Result<Redrawn, String>,
    with_other_word: Result<Redrawn, String>,
    verified: Option<Verified>,
    text: String,
}

impl Outcome {
    fn of(case: Case) -> Self {
        let redrawn = case.redrawn(SECRET);
        let with_other_word = case.redrawn(OTHER);
        let mut outcome = Self {
            case,
            redrawn,
            with_other_word,
            verified: None,
            text: String::new(),
        };
        if let Ok(redrawn) = &outcome.redrawn {
            let secrets = [SECRET.to_owned()];
            let bytes = &redrawn.bytes;
            outcome.verified = verify(bytes.clone(), &secrets, &[], Limits::default()).ok();
            if let Ok(pages) = read_text(bytes.clone(), None, Limits::default()) {
                let texts: Vec<String> = pages.iter().map(sagsbord_pdf::PageText::text).collect();
                outcome.text = texts.join("\n");
            }
        }
        outcome
    }
}

/// All cases, done once for all tests of this file.
fn outcomes() -> &'static [Outcome] {
    static OUTCOMES: OnceLock<Vec<Outcome>> = OnceLock::new();
    OUTCOMES.get_or_init(|| {
        let cases: Vec<std::sync::Mutex<Option<Case>>> = cases()
            .into_iter()
            .map(|case| std::sync::Mutex::new(Some(case)))
            .collect();
        let next = AtomicUsize::new(0);
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let mut done: Vec<(usize, Outcome)> = std::thread::scope(|scope| {
            let work = || {
                let mut done = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(case) = cases.get(at) else {
                        return done;
                    };
                    let case = case.lock().expect("nobody else has it").take();
                    done.push((at, Outcome::of(case.expect("each is taken once"))));
                }
            };
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .flat_map(|worker| worker.join().expect("no case may end the program"))
                .collect()
        });
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, outcome)| outcome).collect()
    })
}

/// Every case for which `complaint` has something to say, together: one run shows all.
#[track_caller]
fn none(complaint: impl Fn(&Outcome) -> Option<String>) {
    let complaints: Vec<String> = outcomes()
        .iter()
        .filter_map(|outcome| Some(format!("  {}: {}", outcome.case.name, complaint(outcome)?)))
        .collect();
    assert!(
        complaints.is_empty(),
        "{} of {} files:\n{}",
        complaints.len(),
        outcomes().len(),
        complaints.join("\n")
    );
}

#[test]
fn every_file_is_redrawn() {
    assert!(outcomes().len() >= 150, "there are {}", outcomes().len());
    none(|outcome| outcome.redrawn.as_ref().err().cloned());
}

#[test]
fn the_secret_is_found_by_none_of_our_readers() {
    none(|outcome| match &outcome.verified {
        None => Some("it cannot be verified".to_owned()),
        Some(verified) => (!verified.is_clean()).then(|| format!("{verified:?}")),
    });
}

#[test]
fn the_text_beside_it_is_still_readable() {
    none(|outcome| (!outcome.text.contains(NEIGHBOUR)).then(|| outcome.text.clone()));
}

#[test]
fn another_secret_makes_the_same_bytes() {
    none(|outcome| {
        let (Ok(one), Ok(other)) = (&outcome.redrawn, &outcome.with_other_word) else {
            return Some("it is refused".to_owned());
        };
        difference(&one.bytes, &other.bytes)
    });
}

#[test]
fn no_page_becomes_an_image_of_itself() {
    none(|outcome| {
        let pages = &outcome.redrawn.as_ref().ok()?.report.pages;
        let image = pages
            .iter()
            .find_map(|page| Some((page.as_image?, page.difference)));
        image.map(|(reason, difference)| format!("{} ({difference})", reason.code()))
    });
}

/// With `SAGSBORD_TORTURE_PRINTS=FILE` the first run leaves the prints of all new files there and later ones are held
/// against them: run it once as debug and once with `--release`.
#[test]
fn every_build_makes_the_same_bytes() {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    let mut prints = String::new();
    for outcome in outcomes() {
        let Ok(redrawn) = &outcome.redrawn else {
            continue;
        };
        for byte in sha2::Sha256::digest(&redrawn.bytes) {
            let _ = write!(prints, "{byte:02x}");
        }
        let _ = writeln!(prints, " {}", outcome.case.name);
    }
    let Some(file) = std::env::var_os("SAGSBORD_TORTURE_PRINTS") else {
        return;
    };
    match std::fs::read_to_string(&file) {
        Err(_) => std::fs::write(&file, prints).expect("the prints can be written"),
        Ok(before) => {
            let other: Vec<&str> = prints
                .lines()
                .zip(before.lines())
                .filter(|(now, before)| now != before)
                .map(|(now, _)| now)
                .collect();
            assert!(
                other.is_empty(),
                "another build made other bytes: {other:?}"
            );
            assert_eq!(prints.lines().count(), before.lines().count());
        }
    }
}

fn difference(one: &[u8], other: &[u8]) -> Option<String> {
    let at = one.iter().zip(other).position(|(one, other)| one != other);
    let at = at.or((one.len() != other.len()).then_some(one.len().min(other.len())))?;
    let near = |bytes: &[u8]| {
        String::from_utf8_lossy(&bytes[at.saturating_sub(60)..bytes.len().min(at + 60)])
            .into_owned()
    };
    Some(format!(
        "{} and {} bytes, the first other one at {at}: {:?} and {:?}",
        one.len(),
        other.len(),
        near(one),
        near(other)
    ))
}

#[test]
fn danish_letters_and_disguised_spaces() {
    let name = "Åse Ærøskøbing";
    let order = RedrawOrder {
        texts: vec!["åse ærøskøbing".to_owned()],
        ..RedrawOrder::default()
    };
    let content = format!(
        "BT /F1 12 Tf 72 700 Td ({}) Tj ET {}",
        in_win_ansi(name).replace(' ', "\\240"),
        neighbour()
    );
    let redrawn =
        redraw(one_page(&content), None, &order, Limits::default()).expect("it can be redrawn");
    let verified = verify(redrawn.bytes, &[name.to_owned()], &[], Limits::default())
        .expect("the new file is sound");
    assert!(verified.is_clean(), "{verified:?}");
    assert_eq!(redrawn.report.places_of_texts, [1]);
}

/// Every file of the set as it is before it is drawn anew.
pub(crate) fn all_files() -> Vec<(String, Vec<u8>, Option<&'static str>)> {
    let all = cases().into_iter();
    all.map(|case| (case.name.clone(), (case.make)(SECRET), case.password))
        .collect()
}

/// Every file of the set that hides a word without anybody asking for it, with the file's password.
pub(crate) fn hiding(word: &str) -> Vec<(String, Vec<u8>, Option<&'static str>)> {
    let hides = |case: &Case| matches!(case.cover, Cover::Nothing);
    let cases = cases().into_iter().filter(hides);
    cases
        .map(|case| (case.name.clone(), (case.make)(word), case.password))
        .collect()
}

#[test]
fn a_stream_is_looked_into_however_it_is_packed() {
    for (name, filter, pack) in filters::lossless() {
        let mut made = Made::new();
        made.page(neighbour(), "", "");
        let text = format!("({SECRET}) Tj");
        made.stream(&format!("/Filter {filter}"), pack(text.as_bytes()));
        let verified = verify(made.finish(), &[SECRET.to_owned()], &[], Limits::default());
        let verified = verified.expect("it can be read");
        assert_eq!(verified.streams_not_unpacked, 0, "{name}");
        let readers = &verified.secrets[0].hits;
        assert!(
            readers.iter().any(|(reader, _)| reader == "strings"),
            "{name}: {readers:?}"
        );
    }
}
