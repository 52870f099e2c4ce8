use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as it is compared when somebody searches: lower case, without accents, and with the Danish
/// letters in the two-letter form that people type when they lack the key (æ = ae, ø = oe, å = aa).
///
/// So `Ærø`, `AEROE` and `aeroe` meet, and so do `Gård` and `Gaard`. `ö` and `ä` (Swedish, German)
/// meet `ø` and `æ`, because names cross borders.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 8);
    for c in text.nfc() {
        match c {
            'æ' | 'Æ' | 'ä' | 'Ä' | 'ǽ' | 'Ǽ' => folded.push_str("ae"),
            'ø' | 'Ø' | 'ö' | 'Ö' | 'ǿ' | 'Ǿ' => folded.push_str("oe"),
            'å' | 'Å' | 'ǻ' | 'Ǻ' => folded.push_str("aa"),
            'ß' => folded.push_str("ss"),
            'ð' | 'Ð' => folded.push('d'),
            'þ' | 'Þ' => folded.push_str("th"),
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            _ => folded.extend(
                std::iter::once(c)
                    .nfd()
                    .filter(|part| !is_combining_mark(*part))
                    .flat_map(char::to_lowercase),
            ),
        }
    }
    folded
}

/// The folded words of a text, split where the search index splits: a full stop stays inside a word,
/// so that a KLE number (`27.18.02`) is one word.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map(|word| word.trim_matches('.').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spellings_of_a_danish_word_meet() {
        let check = |a: &str, b: &str| assert_eq!(fold(a), fold(b), "{a} and {b}");
        check("Ærø", "AEROE");
        check("Gårdsøe", "gaardsoee");
        check("A\u{30a}rhus", "Århus");
        check("André", "ANDRE");
        check("Møller", "Möller");
        check("Ǻ", "å");
    }

    #[test]
    fn words_keep_numbers_with_full_stops_whole() {
        assert_eq!(
            words("Sag 27.18.02: Støtte, §85 (Ærø)."),
            ["sag", "27.18.02", "stoette", "85", "aeroe"]
        );
        assert_eq!(words("... -- \u{0}"), Vec::<String>::new());
    }
}
