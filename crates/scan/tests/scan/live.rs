use crate::support::plain;

#[test]
fn while_writing_the_same_is_marked_as_in_the_whole() {
    let mut live = plain().live();
    let note = "Mor ringede 010145-5106.\n\nSkriv til anna@eksempel.dk eller 20 30 40 50 på Ærø.";
    for (place, letter) in note.char_indices() {
        let mut room = [0; 4];
        let marked = live
            .replace(place..place, letter.encode_utf8(&mut room))
            .expect("the end of the text is a place")
            .to_vec();
        assert_eq!(marked, plain().scan(&note[..place + letter.len_utf8()]));
    }
    let marked = live
        .replace(4..11, "skrev")
        .expect("a word of the text")
        .to_vec();
    assert_eq!(marked, plain().scan(&note.replacen("ringede", "skrev", 1)));
}

#[test]
fn a_place_beyond_the_text_or_inside_a_letter_is_an_error() {
    let mut live = plain().live();
    live.replace(0..0, "Ærø").expect("the beginning is a place");
    assert!(live.replace(1..2, "x").is_err(), "inside Æ");
    assert!(live.replace(0..99, "x").is_err(), "beyond the end");
    assert_eq!(live.text(), "Ærø");
}
