//! HEIF pictures: unpacked by a program from elsewhere, within the same bounds as all that comes in.

use sagsbord_intake::{Hidden, HiddenKind, Outcome, PageSource, State, WhyUnreadable};
use sagsbord_pdf::{Stop, Viewer};

use crate::make::danish::Chance;
use crate::make::pdfs::pdf;
use crate::make::pictures::{Beside, CAMERA, PLACE, SHADES, exif, fields, heic, jpeg};
use crate::taking::{Taking, told};

fn photo() -> Vec<u8> {
    let beside = Beside {
        exif: Some(exif(1, None)),
        ..Beside::default()
    };
    jpeg(&fields(640, 480), &beside)
}

fn plain() -> Vec<u8> {
    jpeg(&fields(320, 240), &Beside::default())
}

/// What was read of the first file: its pages' file, and what it hides.
fn read_first(taking: &Taking) -> (Vec<u8>, Vec<Hidden>) {
    let row = taking.manifest().rows.remove(0);
    let reading = taking.reading(&row.name, &row.sha256.expect("it is here"));
    let reading = reading.expect("it was read");
    let Outcome::Pages {
        source: PageSource::Made { sha256, .. },
        ..
    } = reading.outcome
    else {
        unreachable!("pages were made of it")
    };
    let made = std::fs::read(taking.folder().join("keep/filer").join(sha256));
    (made.expect("it is kept"), reading.hidden)
}

#[test]
fn a_telephones_picture_becomes_its_page_and_what_it_says_of_itself_is_told() {
    let Some(packed) = heic(&[photo()], &["-t", "64"]) else {
        return;
    };
    let taking = Taking::of(&[("IMG_0001.HEIC", packed)]);
    assert_eq!(told(&taking.read()), ["1 IMG_0001.HEIC: taken 1"]);
    let (made, hidden) = read_first(&taking);
    let viewer = Viewer::open(made.clone(), None, sagsbord_pdf::Limits::default()).expect("a PDF");
    let grey = viewer.grey(1, 96.0, &Stop::default()).expect("a page");
    for shade in SHADES {
        let near = grey
            .pixels
            .iter()
            .filter(|pixel| pixel.abs_diff(shade) < 12);
        assert!(near.count() > 40_000, "{shade}");
    }
    let says = |kind: HiddenKind, text: &str| {
        let found = |hidden: &Hidden| hidden.kind == kind && hidden.text.contains(text);
        assert!(hidden.iter().any(found), "{kind:?} {text}: {hidden:#?}");
    };
    says(HiddenKind::PhotoPlace, PLACE);
    says(HiddenKind::Metadata, CAMERA);
    says(HiddenKind::Thumbnail, "");
    let is_carried = made
        .windows(CAMERA.len())
        .any(|few| few == CAMERA.as_bytes());
    assert!(!is_carried, "its page carries nothing of that");
}

#[test]
fn each_picture_of_a_file_with_several_is_a_page() {
    let Some(packed) = heic(&[photo(), plain(), plain()], &[]) else {
        return;
    };
    let taking = Taking::of(&[("serie.heic", packed)]);
    assert_eq!(told(&taking.read()), ["1 serie.heic: taken 3"]);
}

#[test]
fn the_same_boxes_around_another_packing_are_read_the_same_way() {
    let Some(packed) = heic(&[photo()], &["-A"]) else {
        return;
    };
    let taking = Taking::of(&[("billede.avif", packed)]);
    assert_eq!(told(&taking.read()), ["1 billede.avif: taken 1"]);
}

fn place_of(bytes: &[u8], kind: &[u8; 4]) -> usize {
    let found = bytes.windows(4).position(|few| few == kind);
    found.expect("there is such a box")
}

#[test]
fn a_hostile_one_ends_in_a_state_and_the_next_file_is_read() {
    let Some(good) = heic(&[photo()], &[]) else {
        return;
    };
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for part in 1..10 {
        let cut = good[..good.len() * part / 10].to_vec();
        files.push((format!("afbrudt{part}.heic"), cut));
    }
    let size = place_of(&good, b"ispe");
    let mut promised = good.clone();
    promised[size + 8..size + 16].copy_from_slice(&[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
    files.push(("lover.heic".to_owned(), promised));
    let mut long = good.clone();
    let meta = place_of(&good, b"meta");
    long[meta - 4..meta].copy_from_slice(&u32::MAX.to_be_bytes());
    files.push(("lang.heic".to_owned(), long));
    let mut chance = Chance::new(7);
    let data = place_of(&good, b"mdat") + 4;
    for number in 0..12 {
        let mut bytes = good.clone();
        let from = if number % 2 == 0 { data } else { 8 };
        for _ in 0..20 {
            let at = from + chance.below((bytes.len() - from) as u64) as usize;
            bytes[at] = chance.below(256) as u8;
        }
        files.push((format!("rystet{number}.heic"), bytes));
    }
    let empty = [
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
        vec![0; 4_000],
    ]
    .concat();
    files.push(("tom.heic".to_owned(), empty));
    let many = [good[..meta - 4].to_vec(), b"\0\0\0\x08free".repeat(400_000)].concat();
    files.push(("mange.heic".to_owned(), many));
    files.push((
        "god.pdf".to_owned(),
        pdf("Notat", &["Et godt notat til sidst."]),
    ));
    let given: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let mut taking = Taking::of(&given);
    taking.tools.limits.page_time = std::time::Duration::from_secs(20);
    let manifest = taking.read();
    let lines = told(&manifest);
    println!("{lines:#?}");
    let why = |name: &str| {
        let row = manifest.rows.iter().find(|row| row.name == name);
        match row.map(|row| &row.state) {
            Some(State::Unreadable { why, .. }) => Some(*why),
            _ => None,
        }
    };
    assert_eq!(why("lover.heic"), Some(WhyUnreadable::TooManyPixels));
    for name in ["afbrudt1.heic", "lang.heic", "tom.heic", "mange.heic"] {
        assert_eq!(why(name), Some(WhyUnreadable::Damaged), "{name}");
    }
    let is_settled = |line: &String| line.contains(": taken 1") || line.ends_with("Damaged");
    let others = lines.iter().filter(|line| !line.contains("lover.heic"));
    assert!(others.clone().all(is_settled), "{lines:#?}");
    assert!(
        lines
            .last()
            .is_some_and(|line| line.ends_with("god.pdf: taken 1"))
    );
    let left = std::fs::read_dir(&taking.tools.work_folder).expect("it is there");
    assert_eq!(left.count(), 0, "nothing is left lying");
}
