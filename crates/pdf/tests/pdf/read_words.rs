use sagsbord_pdf::{
    ActFile, BundleAct, BundleOrder, Limits, PageArea, PageText, ReadPage, ReadWord, Rect,
    RedrawOrder, Stop, Viewer, assemble, read_text, redraw, verify, verify_covered,
};

use crate::made::{Made, line};
use crate::structure::spoken;
use crate::torture::{OTHER, SECRET};

/// A page that is a picture, grey all over, with `content` upon it.
fn scan(content: &str) -> Vec<u8> {
    let mut made = Made::new();
    let samples = vec![200; 300 * 420];
    let picture = made.stream(
        "/Type /XObject /Subtype /Image /Width 300 /Height 420 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        samples,
    );
    made.page(
        format!("q 595 0 0 842 0 0 cm /Im1 Do Q {content}"),
        &format!("/XObject << /Im1 {picture} 0 R >>"),
        "",
    );
    made.finish()
}

fn word(text: &str, left: f64, top: f64, width: f64) -> ReadWord {
    ReadWord {
        text: text.to_owned(),
        area: Rect::new(left, top, left + width, top + 10.0),
    }
}

fn page(words: Vec<ReadWord>) -> ReadPage {
    ReadPage {
        page: 1,
        turned: 0,
        words,
    }
}

/// Two lines, and a name in the first.
fn letter_to(name: &str) -> ReadPage {
    page(vec![
        word("Kære", 72.0, 100.0, 24.0),
        word(name, 99.0, 100.0, 60.0),
        word("Lund,", 162.0, 100.0, 28.0),
        word("Nabolav", 72.0, 116.0, 44.0),
    ])
}

fn order(read: ReadPage, texts: &[&str]) -> RedrawOrder {
    RedrawOrder {
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        read: vec![read],
        ..RedrawOrder::default()
    }
}

fn redrawn(file: Vec<u8>, order: &RedrawOrder) -> Vec<u8> {
    let out = redraw(file, None, order, Limits::default()).expect("it can be redrawn");
    let verified = verify(out.bytes.clone(), &order.texts, &[], Limits::default());
    let verified = verified.expect("it is sound");
    assert!(verified.is_clean(), "{verified:?}");
    out.bytes
}

fn read(bytes: &[u8]) -> Vec<PageText> {
    read_text(bytes.to_vec(), None, Limits::default()).expect("it can be read")
}

/// Whether the page is black in the middle of an area.
fn is_black(bytes: &[u8], area: Rect) -> bool {
    let viewer = Viewer::open(bytes.to_vec(), None, Limits::default()).expect("it can be shown");
    let page = viewer.grey(1, 72.0, &Stop::default()).expect("a page");
    let at = |x: f64, y: f64| page.pixels[y as usize * page.width as usize + x as usize];
    // A label in white may stand on it.
    let row = (area.x0 as usize + 1..area.x1 as usize).map(|x| at(x as f64, area.y0 + 1.0));
    row.clone().filter(|grey| *grey < 90).count() * 2 > row.count()
}

#[test]
fn words_that_were_read_lie_beneath_the_picture_and_are_told() {
    let bytes = redrawn(scan(""), &order(letter_to("Karen"), &[]));
    let pages = read(&bytes);
    assert_eq!(pages[0].text(), "Kære Karen Lund,\nNabolav");
    assert!(
        spoken(&bytes).contains("Kære Karen Lund,"),
        "{}",
        spoken(&bytes)
    );
    for (found, given) in pages[0].lines[0].words.iter().zip(letter_to("Karen").words) {
        let middle = given.area.center();
        assert!(found.area.contains(middle), "{found:?}");
        assert!(found.area.width() < given.area.width() + 4.0, "{found:?}");
    }
}

#[test]
fn what_is_covered_in_them_is_gone_from_the_text_and_from_the_picture() {
    let name = Rect::new(99.0, 100.0, 159.0, 110.0);
    let by_text = |name: &str| redrawn(scan(""), &order(letter_to(name), &[name]));
    let bytes = by_text(SECRET);
    assert!(is_black(&bytes, name));
    assert!(!is_black(&bytes, Rect::new(72.0, 116.0, 116.0, 126.0)));
    let text = read(&bytes)[0].text();
    assert!(text.contains("Kære") && text.contains("Nabolav"), "{text}");
    assert!(bytes == by_text(OTHER), "as many letters");
    assert!(bytes == by_text("Bodil"), "whatever stood there");
    let by_area = |name_of: &str| {
        let mut order = order(letter_to(name_of), &[]);
        order.areas.push(PageArea {
            page: 1,
            area: name,
        });
        redrawn(scan(""), &order)
    };
    assert!(by_area(SECRET) == by_area("Bo"), "by its place");
    let over_two = redrawn(scan(""), &order(letter_to("Karen"), &["Karen Lund"]));
    assert!(!read(&over_two)[0].text().contains("Lund"));
    assert!(is_black(&over_two, Rect::new(165.0, 100.0, 180.0, 110.0)));
}

#[test]
fn what_the_file_said_stood_there_gives_way() {
    let own = format!("3 Tr {}", line(72, 700, "Forkert afskrift af Karen"));
    let bytes = redrawn(scan(&own), &order(letter_to("Bo"), &[]));
    assert_eq!(read(&bytes)[0].text(), "Kære Bo Lund,\nNabolav");
    let without = redrawn(scan(&own), &RedrawOrder::default());
    assert!(read(&without)[0].text().contains("afskrift"));
}

#[test]
fn letters_that_are_seen_stand_and_are_told_once() {
    let own = line(72, 733, "Journalnummer");
    let words = vec![
        word("Journaînumrner", 72.0, 100.0, 80.0),
        word("Stempel", 300.0, 400.0, 50.0),
    ];
    let bytes = redrawn(scan(&own), &order(page(words), &[]));
    assert_eq!(read(&bytes)[0].text(), "Journalnummer\nStempel");
}

#[test]
fn a_page_of_shapes_is_read_as_well() {
    let mut made = Made::new();
    made.page("72 732 30 10 re f 110 732 m 150 742 l S", "", "");
    let bytes = redrawn(made.finish(), &order(letter_to("Karen"), &["Karen"]));
    let text = read(&bytes)[0].text();
    assert!(
        text.contains("Nabolav") && !text.contains("Karen"),
        "{text}"
    );
}

#[test]
fn words_along_the_other_edges_are_read_along_them() {
    let check = |turned: u16, first: Rect, second: Rect| {
        let words = [("Karen", first), ("Lund", second)];
        let words = words.map(|(text, area)| ReadWord {
            text: text.to_owned(),
            area,
        });
        let read_page = ReadPage {
            page: 1,
            turned,
            words: words.to_vec(),
        };
        let bytes = redrawn(scan(""), &order(read_page, &[]));
        let page = read(&bytes).remove(0);
        assert_eq!(page.text(), "Karen Lund", "{turned}");
        for (word, area) in page.lines[0].words.iter().zip([first, second]) {
            assert!(word.area.contains(area.center()), "{turned}: {word:?}");
        }
    };
    let upright = |top: f64, bottom: f64| Rect::new(300.0, top, 310.0, bottom);
    check(90, upright(300.0, 330.0), upright(273.0, 297.0));
    check(270, upright(300.0, 330.0), upright(333.0, 357.0));
    let flat = |left: f64, right: f64| Rect::new(left, 300.0, right, 310.0);
    check(180, flat(300.0, 330.0), flat(273.0, 297.0));
}

#[test]
fn what_is_no_word_of_the_page_is_passed_over() {
    let words = vec![
        word("", 72.0, 100.0, 40.0),
        word("Udenfor", 900.0, 100.0, 40.0),
        word("Flad", 72.0, 200.0, 0.0),
        word("Ingensteder", f64::NAN, 100.0, 40.0),
        word("\u{0}\u{202E}Her\u{7}", 72.0, 300.0, 40.0),
        word(&"x".repeat(5_000), 72.0, 400.0, 400.0),
    ];
    let mut order = order(page(words), &[]);
    order.read.push(ReadPage {
        page: 7,
        ..letter_to("Karen")
    });
    let text = read(&redrawn(scan(""), &order))[0].text();
    assert!(
        text.contains("Her") && !text.contains("Udenfor") && !text.contains("Karen"),
        "{text}"
    );
    assert_eq!(text.matches('x').count(), 200);
}

#[test]
fn in_a_bundle_they_are_looked_for_like_all_text() {
    let bundle = |name: &str| {
        let order = BundleOrder {
            title: "Aktindsigt".to_owned(),
            acts: vec![BundleAct {
                number: "1".to_owned(),
                title: "Brev".to_owned(),
                texts: vec![name.to_owned()],
                read: vec![letter_to(name)],
                ..BundleAct::default()
            }],
            ..BundleOrder::default()
        };
        let mut file_of = |_: usize| {
            Ok(ActFile {
                untrusted: scan(""),
                password: None,
            })
        };
        let out = assemble(&order, &mut file_of, Vec::new(), Limits::default());
        out.expect("it can be assembled").0
    };
    let bytes = bundle(SECRET);
    assert!(bytes == bundle(OTHER), "whatever is covered");
    assert!(read(&bytes)[0].text().contains("Nabolav"));
    let verified = verify_covered(bytes, &[], &[], Limits::default()).expect("it is sound");
    assert!(verified.is_clean(), "{verified:?}");
}
