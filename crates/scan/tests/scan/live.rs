use sagsbord_scan::{CaseScanner, Change, Finding, Live};

use crate::support::plain;

/// The text with one range of bytes replaced, both ways, and the marks as a window would keep them.
fn check(
    live: &mut Live,
    scanner: &CaseScanner,
    marks: &mut Vec<Finding>,
    bytes: std::ops::Range<usize>,
    new: &str,
) {
    let mut text = live.text().to_owned();
    let units = |text: &str| text.encode_utf16().count();
    let before = units(&text[..bytes.start]);
    let range = before..before + units(&text[bytes.clone()]);
    let moved_utf16 = units(new) as isize - range.len() as isize;
    let moved_bytes = new.len() as isize - bytes.len() as isize;
    let moved_scalars = new.chars().count() as isize - text[bytes.clone()].chars().count() as isize;
    text.replace_range(bytes, new);
    let change = live
        .replace_utf16(range, new)
        .unwrap_or_else(|_| unreachable!("the range is in the text"));
    let whole = scanner.scan(&text);
    assert_eq!(live.text(), text);
    assert_eq!(live.units(), units(&text));
    assert!(live.findings() == whole, "as in the whole: {text:?}");
    let Change { gone, come, .. } = change.clone();
    assert_eq!(change.moved_utf16, moved_utf16);
    assert_eq!(gone.start, come.start);
    for mark in &mut marks[gone.end..] {
        let span = &mut mark.span;
        span.bytes = moved(&span.bytes, moved_bytes);
        span.scalars = moved(&span.scalars, moved_scalars);
    }
    marks.splice(gone, live.findings()[come].iter().cloned());
    assert!(*marks == whole, "what the change says leads to the same");
    let places = live.places_utf16(0..whole.len());
    for (place, finding) in places.iter().zip(&whole) {
        assert_eq!(place.start, units(&text[..finding.span.bytes.start]));
        assert_eq!(place.end, units(&text[..finding.span.bytes.end]));
    }
}

fn moved(range: &std::ops::Range<usize>, by: isize) -> std::ops::Range<usize> {
    range.start.wrapping_add_signed(by)..range.end.wrapping_add_signed(by)
}

#[test]
fn while_writing_the_same_is_marked_as_in_the_whole() {
    let scanner = plain();
    let mut live = scanner.live();
    let mut marks = Vec::new();
    let note =
        "Mor 😀 ringede 010145-5106.\n\nSkriv til anna@eksempel.dk eller 20 30 40 50 på Ærø.";
    for (place, letter) in note.char_indices() {
        let mut room = [0; 4];
        let letter = letter.encode_utf8(&mut room);
        check(&mut live, &scanner, &mut marks, place..place, letter);
    }
    check(&mut live, &scanner, &mut marks, 9..16, "skrev");
    check(&mut live, &scanner, &mut marks, 0..20, "");
}

#[test]
fn a_change_away_from_the_findings_tells_of_none() {
    let mut live =
        plain().live_on("Ring 20 30 40 50. Skriv til bo@eksempel.dk i morgen.".to_owned());
    let change = live.replace_utf16(18..18, "Så ").expect("a place");
    assert_eq!(
        change,
        Change {
            gone: 1..1,
            come: 1..1,
            moved_utf16: 3
        }
    );
}

#[test]
fn a_place_beyond_the_text_or_inside_a_character_is_an_error() {
    let mut live = plain().live_on("Ærø 😀".to_owned());
    assert!(live.replace(1..2, "x").is_err(), "inside Æ");
    assert!(live.replace(0..99, "x").is_err(), "beyond the end");
    assert!(live.replace_utf16(5..6, "x").is_err(), "inside the face");
    assert!(live.replace_utf16(4..5, "x").is_err(), "half the face");
    assert!(live.replace_utf16(6..9, "x").is_err(), "beyond the end");
    let backwards = std::ops::Range { start: 3, end: 1 };
    assert!(live.replace_utf16(backwards, "x").is_err(), "backwards");
    assert_eq!(live.text(), "Ærø 😀");
    assert!(live.replace_utf16(6..6, "x").is_ok(), "at the end");
}
