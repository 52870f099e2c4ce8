//! Text read from pictures, by the real Tesseract.

use sagsbord_intake::{Grey, Limits, PagePicture, ReadByOcr, Recogniser};
use sagsbord_pdf::{GreyPage, PageSize};

use crate::helper::helper;
use crate::make::harm::Harm;
use crate::make::scans::{self, MadePage, Setting};

/// None, said aloud, where there is no Tesseract.
fn recogniser(folder: &tempfile::TempDir) -> Option<Recogniser> {
    let found = Recogniser::find(helper(), Limits::default(), folder.path().to_owned());
    if found.is_none() {
        println!("left out: Tesseract with Danish is not on this machine");
    }
    found
}

pub(crate) fn has_tesseract() -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    recogniser(&folder).is_some()
}

fn picture_of(grey: Grey) -> PagePicture {
    let size = PageSize {
        width: grey.width as f32 * 0.24,
        height: grey.height as f32 * 0.24,
    };
    let drawn = GreyPage {
        width: grey.width,
        height: grey.height,
        dpi: 300.0,
        pixels: grey.pixels,
    };
    PagePicture::of(drawn, size).expect("a picture")
}

fn read(recogniser: &Recogniser, made: &MadePage, harm: Harm) -> ReadByOcr {
    let harmed = harm.done_to(&scans::seen(&made.pdf, 300.0), 3);
    recogniser.recognise(&picture_of(harmed)).expect("read")
}

#[test]
fn a_danish_page_is_read_whatever_the_scanner_did_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(recogniser) = recogniser(&folder) else {
        return;
    };
    let mut worse = Vec::new();
    let mut check = |setting: Setting, harm: Harm, most: f64| {
        let made = scans::page(setting, 5, 18);
        let read = read(&recogniser, &made, harm);
        let error = scans::letter_error(&made.text, &read.text()) * 100.0;
        if error >= most {
            worse.push(format!("{setting:?} {harm:?}: {error:.2} %"));
        }
    };
    check(Setting::Serif, Harm::SaltAndPepper(0.06), 0.5);
    check(Setting::Sans, Harm::Grain(45.0), 0.5);
    check(Setting::Serif, Harm::Speckle(250.0), 0.5);
    check(Setting::Sans, Harm::Shadow(0.25), 0.5);
    check(Setting::Serif, Harm::BleedThrough(0.4), 0.5);
    check(Setting::Serif, Harm::Everything, 0.5);
    assert!(worse.is_empty(), "{worse:#?}");
}

#[test]
fn danish_letters_are_read_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(recogniser) = recogniser(&folder) else {
        return;
    };
    let made = scans::page(Setting::Sans, 11, 25);
    let read = read(&recogniser, &made, Harm::SaltAndPepper(0.03)).text();
    for letter in "æøåÆØÅ".chars() {
        let count = |text: &str| text.chars().filter(|other| *other == letter).count();
        assert!(count(&made.text) > 0, "{letter} is on the page");
        assert_eq!(count(&read), count(&made.text), "{letter}");
    }
}

#[test]
fn a_word_stands_where_the_page_shows_it_however_the_page_lay() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(recogniser) = recogniser(&folder) else {
        return;
    };
    // The whole sheet, so that a turned page has its sides exchanged.
    let made = scans::page(Setting::Sans, 21, 12);
    let straight = read(&recogniser, &made, Harm::None);
    let check = |harm: Harm, place: &dyn Fn(f32, f32) -> (f32, f32), far: f32| {
        let other = read(&recogniser, &made, harm);
        let mut held = 0;
        for word in straight
            .words
            .iter()
            .filter(|word| word.text.chars().count() > 6)
        {
            let same = |word: &sagsbord_intake::ReadWord| {
                straight
                    .words
                    .iter()
                    .filter(|one| one.text == word.text)
                    .count()
            };
            if same(word) > 1 {
                continue;
            }
            let Some(there) = other.words.iter().find(|one| one.text == word.text) else {
                continue;
            };
            let middle = |area: [f32; 4]| ((area[0] + area[2]) / 2.0, (area[1] + area[3]) / 2.0);
            let (x, y) = middle(word.area);
            let (expected, is) = (place(x, y), middle(there.area));
            let away = (expected.0 - is.0).hypot(expected.1 - is.1);
            assert!(
                away < far,
                "{harm:?}: {:?} is {away} points away",
                word.text
            );
            held += 1;
        }
        assert!(
            held > 10,
            "{harm:?}: {held} words were held against each other"
        );
    };
    let (width, height) = (595.0, 842.0);
    let turned = |degrees: f32| {
        move |x: f32, y: f32| {
            let (sine, cosine) = degrees.to_radians().sin_cos();
            let (across, down) = (x - width / 2.0, y - height / 2.0);
            (
                across * cosine - down * sine + width / 2.0,
                across * sine + down * cosine + height / 2.0,
            )
        }
    };
    check(Harm::Skew(-2.3), &turned(-2.3), 1.5);
    check(Harm::Skew(7.5), &turned(7.5), 1.5);
    check(Harm::Turned(1), &|x, y| (height - y, x), 1.5);
    check(Harm::Turned(2), &|x, y| (width - x, height - y), 1.5);
    check(Harm::Turned(3), &|x, y| (y, width - x), 1.5);
}
