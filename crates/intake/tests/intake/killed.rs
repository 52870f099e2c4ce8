//! A program that is killed in the middle of an intake comes to the same manifest as one that was left alone.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use sagsbord_intake::{
    Control, FolderKeep, Given, Limits, Tools, kept_summaries, manifest, read_all,
};

use crate::helper::helper;
use crate::make::archives::zipped;
use crate::make::mails::{Mail, eml, plain, someone};
use crate::make::pdfs::pdf;
use crate::taking::{Taking, told};

const FOLDER: &str = "SAGSBORD_KILLED_INTAKE";
const FILES: usize = 500;

fn files() -> Vec<(String, Vec<u8>)> {
    (0..FILES)
        .map(|at| match at % 10 {
            0 => (
                format!("{at}.pdf"),
                pdf("Notat", &[&format!("Notat nummer {at}.")]),
            ),
            1 => {
                let part = format!("Brev nummer {at}.").into_bytes();
                let same = b"Den samme del i alle pakker.".to_vec();
                (
                    format!("{at}.zip"),
                    zipped(&[("brev.txt", part), ("ens.txt", same)]),
                )
            }
            2 => (
                format!("{at}.eml"),
                eml(&Mail {
                    id: format!("<{at}@proeve.dk>"),
                    from: someone("Søren Prøve", "soeren@proeve.dk"),
                    subject: format!("Mail {at}"),
                    date: "Tue, 3 Nov 2026 10:12:00 +0100".to_owned(),
                    body: plain(&format!("Mailens tekst {at}.")),
                    ..Mail::default()
                }),
            ),
            3 => (format!("{at}.bin"), vec![0, 1, 2, 3, (at % 251) as u8]),
            _ => (
                format!("{at}.txt"),
                format!("Tekst nummer {at}.").into_bytes(),
            ),
        })
        .collect()
}

/// Begins the intake of a folder in a process that can be killed.
fn begin(folder: &Path) -> std::io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .args(["--exact", "killed::reads_until_it_is_killed", "--ignored"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

#[test]
#[ignore = "no test by itself: another test starts it to be killed"]
fn reads_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let given: Vec<Given> =
        serde_json::from_slice(&fs::read(folder.join("given.json")).expect("the list"))
            .expect("the list");
    let keep = FolderKeep::open(&folder.join("keep")).expect("the folder");
    let tools = Tools {
        helper: helper(),
        work_folder: folder.join("work"),
        limits: Limits::default(),
        at_once: 2,
    };
    let ended = read_all(
        &keep,
        &tools,
        &given,
        &std::collections::HashMap::new(),
        &Control::default(),
        &|_| {},
    );
    assert!(ended.is_ok());
}

fn readings(folder: &Path) -> usize {
    fs::read_dir(folder.join("keep/laest")).map_or(0, Iterator::count)
}

#[test]
fn killed_at_many_points_it_comes_to_the_same_manifest() {
    let files = files();
    let named: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let undisturbed = Taking::of(&named);
    let expected = undisturbed.read();
    assert_eq!(expected.sums.files as usize, FILES + FILES / 10 * 2);

    let killed = Taking::of(&named);
    let folder = killed.folder().to_path_buf();
    let list = serde_json::to_vec(&killed.given).expect("a list");
    fs::write(folder.join("given.json"), list).expect("the list");
    // Points of different kinds: at the very start, in the middle of files, near the end.
    let mut kills = 0;
    for (after, pause) in [
        (0, 40),
        (1, 0),
        (60, 7),
        (150, 0),
        (300, 13),
        (301, 3),
        (700, 1),
        (900, 0),
    ] {
        let mut child = begin(&folder).expect("a process");
        let began = Instant::now();
        while readings(&folder) < after && began.elapsed() < Duration::from_secs(120) {
            if child.try_wait().expect("a process").is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(2));
        }
        thread::sleep(Duration::from_millis(pause));
        if child.try_wait().expect("a process").is_none() {
            kills += 1;
        }
        let _ = child.kill();
        child.wait().expect("it ends");
    }
    assert!(kills >= 6, "only {kills} were killed before they ended");
    let manifest = killed.read();
    assert_eq!(told(&manifest), told(&expected));
    assert_eq!(manifest, expected);
    println!("killed {kills} times while {FILES} files were read");
}

/// Read with other eyes: nothing but the two folders decides.
#[test]
fn what_is_kept_is_enough_for_the_manifest() {
    let taking = Taking::of(&[("a.txt", b"Kort tekst.".to_vec())]);
    taking.read();
    let again = FolderKeep::open(&taking.folder().join("keep")).expect("the folder");
    let limits = Limits::default();
    let summaries = kept_summaries(&again, &taking.given, &limits).expect("summaries");
    let derived = manifest(&taking.given, &summaries, &taking.decisions, &limits);
    assert_eq!(derived, taking.manifest());
}
