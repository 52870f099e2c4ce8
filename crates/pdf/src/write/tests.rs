use crate::drawing::Wanted;
use crate::proof::tests::source_of;
use crate::source::Source;
use crate::verify::raw;
use crate::write::{NewPage, Writer};
use crate::{Limits, ReleaseDate};

/// A line whose letters stand a little off from where their widths lead, and what else is on the page.
fn page(also: &str) -> Source {
    let letters: String = (0..60)
        .map(|at| format!("{} 0 Td (a) Tj\n", 5.56 + f64::from(at % 3) * 0.002))
        .collect();
    source_of(&format!(
        "BT /F1 10 Tf 20 700 Td (a) Tj\n{letters}ET\n{also}"
    ))
}

fn written(source: &Source, change: impl FnOnce(&mut Writer<Vec<u8>>)) -> Vec<u8> {
    let mut session = source.session();
    let wanted = Wanted::Everything { covered: &[] };
    let drawing = session.draw(1, wanted).expect("the page is drawn");
    let mut writer = Writer::new("Prøve", ReleaseDate::default()).expect("a writer");
    let page = NewPage {
        drawing,
        ..NewPage::default()
    };
    change(&mut writer);
    writer
        .add_page(page, &session.store)
        .expect("the page is written");
    writer.finish().expect("the file is written")
}

fn pieces(file: &[u8]) -> Vec<String> {
    let mut pieces = Vec::new();
    raw::each_piece(file, 1 << 20, &mut |piece| {
        pieces.push(String::from_utf8_lossy(&piece.bytes).into_owned());
    })
    .expect("it is unpacked");
    pieces
}

/// Where each letter begins.
fn places(source: &Source) -> Vec<f64> {
    let mut session = source.session();
    let drawing = session.draw(1, Wanted::Places).expect("it is read");
    let mut places = Vec::new();
    drawing.each_glyph(|glyph, _, _| places.push(glyph.place.translation().x));
    places
}

#[test]
fn letters_stand_where_they_stood_and_are_seldom_placed_one_by_one() {
    let source = page("");
    let file = written(&source, |_| ());
    let pieces = pieces(&file);
    let shown = pieces.iter().find(|piece| piece.contains("TJ"));
    let placed = shown.expect("text is shown").matches(")-").count();
    assert!(
        placed < 12,
        "{placed} of 60 letters are placed by themselves"
    );
    let new = Source::open(file, None, Limits::default()).expect("it opens");
    let (before, after) = (places(&source), places(&new));
    assert_eq!(
        before.len() + 1,
        after.len(),
        "and a space that ends the line"
    );
    for (before, after) in before.iter().zip(&after) {
        assert!((before - after).abs() < 0.011, "{before} is at {after}");
    }
}

#[test]
fn only_a_file_that_mixes_colours_has_a_profile_of_its_own() {
    let check = |also: &str, expected: bool| {
        let file = written(&page(also), |_| ());
        let has = |name: &str| pieces(&file).iter().any(|piece| piece.contains(name));
        assert_eq!(has("/OutputIntents"), expected, "{also}");
        assert!(has("/ICCBased") && !has("/Device"), "{also}");
        let verified = crate::verify(file.clone(), &[], &[], Limits::default());
        assert!(verified.expect("it is read").is_clean(), "{also}");
    };
    check("0 0.5 0 rg 20 400 80 80 re f", false);
    check("/G1 gs 0 0.5 0 rg 20 400 80 80 re f", true);
}

#[test]
fn parts_are_held_against_their_standards_while_they_are_written() {
    let source = page("");
    let mut broken = None;
    written(&source, |writer| {
        writer.check_parts();
        let mut session = source.session();
        let wanted = Wanted::Everything { covered: &[] };
        let drawing = session.draw(1, wanted).expect("the page is drawn");
        writer.add(drawing, &session.store).expect("it is added");
        broken = writer.broken_rules().expect("it is written");
    });
    assert_eq!(broken, Some(Vec::new()));
    written(&source, |writer| {
        broken = writer.broken_rules().expect("nothing is written yet");
    });
    assert_eq!(broken, None, "nobody asked for it");
    let mut part = super::PartsCheck::default();
    part.check(b"no file".to_vec(), vec![842.0], 0);
    assert_eq!(part.broken_rules().len(), 1, "what is no part is told");
}
