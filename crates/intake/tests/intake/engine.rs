//! Files in, one state for each out.

use sagsbord_intake::{
    Control, Decision, Ended, FolderKeep, Keep, Kind, Outcome, Place, ReadBy, ReadingKey, Wish,
    read_all,
};

use crate::make::archives::{seven_zipped, zipped, zipped_and_locked};
use crate::make::pdfs::pdf;
use crate::taking::{Taking, told};

fn letter() -> Vec<u8> {
    pdf(
        "Afgørelse",
        &["Vi har behandlet din ansøgning om hjælpemidler."],
    )
}

#[test]
fn every_file_and_every_part_has_one_state() {
    let zip = zipped(&[
        ("brev.pdf", letter()),
        ("mappe/tom.txt", Vec::new()),
        ("start.exe", b"MZ\x90\0".to_vec()),
    ]);
    let taking = Taking::of(&[
        ("brev.pdf", letter()),
        ("pakke.zip", zip),
        (
            "pakke.7z",
            seven_zipped(&[("andet.pdf", pdf("Notat", &["Et helt andet brev."]))]),
        ),
        ("ukendt.bin", vec![0, 1, 2, 3, 0, 0, 9]),
    ]);
    let manifest = taking.read();
    assert_eq!(
        told(&manifest),
        [
            "1 brev.pdf: taken 1",
            "2 pakke.zip: container",
            "2.1 brev.pdf: equal to 1",
            "2.2 tom.txt: unreadable: Empty",
            "2.3 start.exe: unreadable: UnknownKind",
            "3 pakke.7z: container",
            "3.1 andet.pdf: taken 1",
            "4 ukendt.bin: unreadable: UnknownKind",
        ]
    );
    assert_eq!(manifest.sums.files, 8);
    assert!(!manifest.sums.is_complete());
}

#[test]
fn the_text_of_a_page_is_kept_with_its_file() {
    let taking = Taking::of(&[("brev.pdf", letter())]);
    let manifest = taking.read();
    let sha256 = manifest.rows[0].sha256.clone().unwrap_or_default();
    let reading = taking.reading("brev.pdf", &sha256);
    let Some(Outcome::Pages { pages, .. }) = reading.map(|reading| reading.outcome) else {
        unreachable!("it was taken")
    };
    assert!(
        pages[0].text.contains("ansøgning om hjælpemidler"),
        "{}",
        pages[0].text
    );
}

#[test]
fn what_a_person_leaves_out_takes_with_it_what_is_inside_and_the_next_copy_is_shown_again() {
    let zip = zipped(&[("brev.pdf", letter())]);
    let mut taking = Taking::of(&[("pakke.zip", zip), ("brev.pdf", letter())]);
    taking.decisions.insert(
        Place(vec![1]),
        Decision::LeaveOut {
            by: "anne".to_owned(),
            reason: "ikke omfattet".to_owned(),
        },
    );
    let manifest = taking.read();
    assert_eq!(
        told(&manifest),
        [
            "1 pakke.zip: left out: ikke omfattet",
            "1.1 brev.pdf: left out: ikke omfattet",
            "2 brev.pdf: taken 1",
        ]
    );
    assert!(manifest.sums.is_complete());
}

#[test]
fn a_locked_file_waits_for_its_password_and_is_read_with_it() {
    let zip = zipped_and_locked(&[("brev.pdf", letter())], "regn");
    let mut taking = Taking::of(&[("pakke.zip", zip)]);
    assert_eq!(
        told(&taking.read()),
        ["1 pakke.zip: unreadable: NeedsPassword"]
    );
    let sha256 = taking.manifest().rows[0].sha256.clone().unwrap_or_default();
    taking.passwords.insert(sha256.clone(), "sne".to_owned());
    assert_eq!(
        told(&taking.read()),
        ["1 pakke.zip: unreadable: WrongPassword"]
    );
    taking.passwords.insert(sha256, "regn".to_owned());
    assert_eq!(
        told(&taking.read()),
        ["1 pakke.zip: container", "1.1 brev.pdf: taken 1"]
    );
}

#[test]
fn a_file_added_later_is_the_only_one_that_is_read() {
    let mut taking = Taking::of(&[("brev.pdf", letter())]);
    taking.read();
    let first = taking.folder().join("keep/laest");
    let before = written(&first);
    taking.add(&[("notat.pdf", pdf("Notat", &["Kort."]))]);
    assert_eq!(told(&taking.read()).len(), 2);
    assert!(
        written(&first)
            .iter()
            .filter(|file| before.contains(file))
            .count()
            == before.len()
    );
}

#[test]
fn what_an_earlier_program_kept_in_another_form_is_read_anew() {
    let check = |which: &str| {
        let mut taking = Taking::of(&[("brev.pdf", letter()), ("notat.pdf", pdf("N", &["Kort."]))]);
        let before = told(&taking.read());
        let kept = taking.folder().join("keep/laest");
        let sha256 = taking.manifest().rows[0].sha256.clone().unwrap_or_default();
        let file = kept.join(format!("{sha256}..{which}"));
        assert!(file.exists(), "{file:?}");
        assert!(std::fs::write(&file, r#"{"kind":"pdf","pages":1}"#).is_ok());
        taking.keep = FolderKeep::open(&taking.folder().join("keep")).expect("it is there");
        assert_eq!(told(&taking.read()), before, "{which}");
        let reading = taking.reading("brev.pdf", &sha256).expect("read anew");
        assert_eq!(reading.kind, Kind::Pdf);
    };
    check("json");
    check("kort.json");
}

#[test]
fn what_was_read_in_an_earlier_way_is_read_anew() {
    let mut taking = Taking::of(&[("brev.pdf", letter())]);
    taking.read();
    let sha256 = taking.manifest().rows[0].sha256.clone().unwrap_or_default();
    let kept = taking.folder().join("keep/laest");
    let sum = kept.join(format!("{sha256}..kort.json"));
    let ours = std::fs::read_to_string(&sum).expect("a sum");
    let now = format!("\"read_by\":{}", ReadBy::NUMBER);
    let before = format!("\"read_by\":{}", ReadBy::NUMBER - 1);
    assert!(ours.contains(&now), "{ours}");
    assert!(std::fs::write(&sum, ours.replace(&now, &before)).is_ok());
    taking.keep = FolderKeep::open(&taking.folder().join("keep")).expect("it is there");
    assert_eq!(told(&taking.read()), ["1 brev.pdf: taken 1"]);
    assert!(std::fs::read_to_string(&sum).is_ok_and(|anew| anew == ours));
}

#[test]
fn a_page_recognised_by_an_earlier_program_in_another_form_is_not_believed() {
    let taking = Taking::of(&[("brev.pdf", letter())]);
    let sha256 = taking.given[0].content.clone();
    let sha256 = sha256.and_then(Result::ok).map(|content| content.sha256);
    let key = ReadingKey::of(&sha256.unwrap_or_default(), "brev.pdf");
    let page = taking
        .folder()
        .join("keep/sider")
        .join(format!("{}..1", key.sha256));
    assert!(std::fs::write(page, "{}").is_ok());
    assert!(
        taking
            .keep
            .pages_read(&key)
            .is_ok_and(|pages| pages.is_empty())
    );
    assert_eq!(told(&taking.read()), ["1 brev.pdf: taken 1"]);
}

/// Every file of a folder with when it was last written.
fn written(folder: &std::path::Path) -> Vec<(std::ffi::OsString, Option<std::time::SystemTime>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| {
            let when = entry.metadata().and_then(|about| about.modified()).ok();
            (entry.file_name(), when)
        })
        .collect()
}

#[test]
fn a_stop_leaves_files_waiting_and_the_next_run_reads_them() {
    let taking = Taking::of(&[("brev.pdf", letter())]);
    let control = Control::default();
    control.set(Wish::Stop);
    let ran = read_all(
        &taking.keep,
        &taking.tools,
        &taking.given,
        &taking.passwords,
        &control,
        &|_| {},
    );
    assert!(matches!(ran, Ok(ran) if ran.ended == Ended::Stopped));
    assert_eq!(told(&taking.manifest()), ["1 brev.pdf: waiting"]);
    assert!(!taking.manifest().sums.is_complete());
    assert_eq!(told(&taking.read()), ["1 brev.pdf: taken 1"]);
}
