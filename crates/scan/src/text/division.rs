//! Words divided at the end of a line.

/// As far as the end of a divided word is looked for.
pub(super) const MOST_DIVISION: usize = 200;

/// Where the second half of a word divided at the end of a line begins: after a line break, a small letter
/// that is not the `og` of "børne- og unge".
pub(super) fn rest_of_divided(text: &str, after_hyphen: usize) -> Option<usize> {
    let mut lines = 0;
    for (offset, character) in text[after_hyphen..].char_indices() {
        if offset > MOST_DIVISION || lines > 3 {
            return None;
        }
        match character {
            '\n' | '\u{000C}' | '\u{2028}' => lines += 1,
            ' ' | '\t' | '\r' | '\u{00A0}' => {}
            _ if lines == 0 => return None,
            _ if character.is_lowercase() => {
                let rest = &text[after_hyphen + offset..];
                let conjunction = ["og", "eller", "samt", "til"].iter().any(|word| {
                    rest.strip_prefix(word).is_some_and(|after| {
                        !after.chars().next().is_some_and(char::is_alphanumeric)
                    })
                });
                return (!conjunction).then_some(after_hyphen + offset);
            }
            _ => return None,
        }
    }
    None
}
