use crate::support::plain;

#[test]
fn a_text_in_pieces_shows_what_the_whole_shows() {
    let mut text = String::new();
    for number in 0..60_000 {
        text.push_str("Ærø-mails går til bo");
        text.push_str(&number.to_string());
        text.push_str(if number % 7 == 0 {
            "@eksempel.dk\n\n"
        } else {
            " på ø\n"
        });
    }
    text.push_str(&" ".repeat(10_000));
    text.push_str("slut@eksempel.dk");
    let whole = plain().scan(&text);
    assert_eq!(whole.len(), 60_000_usize.div_ceil(7) + 1);
    for length in [1_000, 70_001, 700_001] {
        let mut stream = plain().stream();
        let mut found = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let mut cut = length.min(rest.len());
            while !rest.is_char_boundary(cut) {
                cut += 1;
            }
            found.extend(stream.push(&rest[..cut]));
            rest = &rest[cut..];
        }
        found.extend(stream.finish());
        assert!(found == whole, "pieces of {length} bytes");
    }
}
