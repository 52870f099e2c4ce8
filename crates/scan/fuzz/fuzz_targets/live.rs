//! Any edits of any text: the same is marked as in the whole, and what is told of a change leads from one to the other.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use sagsbord_scan::{CasePeople, CaseScanner, Options, Person, Role, Scanner, WordList, decode};

fn scanner() -> &'static CaseScanner {
    static SCANNER: OnceLock<CaseScanner> = OnceLock::new();
    SCANNER.get_or_init(|| {
        Scanner::new(WordList::built_in(), Options::default()).for_case(CasePeople {
            people: vec![Person {
                name: "Anna Sofie Holm-Jensen".to_owned(),
                cpr: Some("010145-5106".to_owned()),
                role: Role::Requester,
                ..Person::default()
            }],
            ..CasePeople::default()
        })
    })
}

/// The last bytes are edits, four each: two for the place, one for how much goes, one for where the new text is taken.
fuzz_target!(|bytes: &[u8]| {
    let Some((edits, bytes)) = bytes.split_first() else {
        return;
    };
    let edits = usize::from(*edits % 16) * 4;
    let Some((bytes, edits)) = bytes.split_at_checked(bytes.len().saturating_sub(edits)) else {
        return;
    };
    let Ok(decoded) = decode(bytes) else {
        return;
    };
    let mut live = scanner().live_on(decoded.text.to_string());
    for edit in edits.as_chunks::<4>().0 {
        let text = live.text().to_owned();
        let place = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let [high, low, much, from] = edit.map(usize::from);
        let start = place((high * 256 + low) % (text.len() + 1));
        let end = place((start + much * much / 64).min(text.len())).max(start);
        let source = place(from * text.len() / 256);
        let taken = place((source + much % 40).min(text.len())).max(source);
        let new = &text[source..taken];
        let mut marks = live.findings().to_vec();
        let change = live.replace(start..end, new).expect("a place in the text");
        let whole = scanner().scan(live.text());
        assert!(live.findings() == whole);
        let moved = new.len() as isize - (end - start) as isize;
        for mark in &mut marks[change.gone.end..] {
            for place in [&mut mark.span.bytes.start, &mut mark.span.bytes.end] {
                *place = place.wrapping_add_signed(moved);
            }
        }
        marks.splice(change.gone, live.findings()[change.come].iter().cloned());
        assert!(marks.iter().zip(&whole).all(|(mark, finding)| {
            mark.span.bytes == finding.span.bytes && mark.rule == finding.rule
        }));
        assert_eq!(marks.len(), whole.len());
    }
});
