use super::rank::without_genitive;
use crate::fold;

/// Where in a text the typed words were found: begin and end in UTF-16 units, as the screens count.
pub type Marks = Vec<[u32; 2]>;

/// Marks the beginning of a word as far as it was typed, also where the spelling differs (`aa` for `å`).
pub fn marks_of(typed: &[String], text: &str) -> Marks {
    let mut marks = Marks::new();
    let mut at = 0;
    let mut word_from = None;
    for c in text.chars().chain(std::iter::once(' ')) {
        let is_word = c.is_alphanumeric() || c == '.';
        match (word_from, is_word) {
            (None, true) => word_from = Some(at),
            (Some(from), false) => {
                marks.extend(mark_in(typed, text, from));
                word_from = None;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    marks
}

fn mark_in(typed: &[String], text: &str, from: usize) -> Option<[u32; 2]> {
    let rest = text.get(from..)?;
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '.'))
        .unwrap_or(rest.len());
    let original = rest.get(..end)?;
    let folded = fold(original);
    let folded = folded.trim_matches('.');
    let typed = typed
        .iter()
        .filter_map(|word| {
            if folded.starts_with(word.as_str()) {
                Some(word.len())
            } else {
                let stem = without_genitive(word)?;
                (folded == stem).then_some(stem.len())
            }
        })
        .max()?;
    let begin = units(text.get(..from)?);
    Some([begin, begin + units(as_far_as(original, typed))])
}

/// The least of the word's own letters that fold to as much as was typed.
fn as_far_as(original: &str, typed: usize) -> &str {
    for (at, c) in original.char_indices() {
        let upto = original.get(..at + c.len_utf8()).unwrap_or(original);
        if fold(upto).len() >= typed {
            return upto;
        }
    }
    original
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn the_letters_that_were_typed_are_marked() {
        let check = |typed: &str, text: &str, expected: &str| {
            let utf16: Vec<u16> = text.encode_utf16().collect();
            let mut shown = String::new();
            let mut done = 0;
            for [from, to] in marks_of(&words(typed), text) {
                let (from, to) = (from as usize, to as usize);
                shown += &String::from_utf16(&utf16[done..from]).unwrap();
                shown += "[";
                shown += &String::from_utf16(&utf16[from..to]).unwrap();
                shown += "]";
                done = to;
            }
            shown += &String::from_utf16(&utf16[done..]).unwrap();
            assert_eq!(shown, expected);
        };
        check("jen", "Mette Jensen", "Mette [Jen]sen");
        check("aa", "Åse på Ås", "[Å]se på [Å]s");
        check("gaard", "Gård og gaarden", "[Gård] og [gaard]en");
        check("jensens", "Ida Jensen", "Ida [Jensen]");
        check("27.18", "Sag 27.18.02: støtte", "Sag [27.18].02: støtte");
        check("x", "😀 xylofon", "😀 [x]ylofon");
        check("soe", "Sø", "[Sø]");
        check("bil", "", "");
    }
}
