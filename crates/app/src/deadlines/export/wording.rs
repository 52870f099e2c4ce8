use std::collections::HashMap;
use std::sync::LazyLock;

use sagsbord_law::Language;

/// The words of the file, in the language of who takes it out.
pub(super) struct Wording {
    pub(super) language: Language,
    texts: HashMap<&'static str, &'static str>,
}

static DANISH: LazyLock<Wording> = LazyLock::new(|| Wording {
    language: Language::Da,
    texts: lines(include_str!("../../../messages/deadline-list.da.txt")),
});
static ENGLISH: LazyLock<Wording> = LazyLock::new(|| Wording {
    language: Language::En,
    texts: lines(include_str!("../../../messages/deadline-list.en.txt")),
});

pub(super) fn in_language(language: Language) -> &'static Wording {
    match language {
        Language::Da => &DANISH,
        Language::En => &ENGLISH,
    }
}

impl Wording {
    /// The key itself where there is no text, which a test forbids.
    pub(super) fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).copied().unwrap_or(key)
    }
}

fn lines(file: &'static str) -> HashMap<&'static str, &'static str> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |wording: &Wording| {
            let mut keys: Vec<_> = wording.texts.keys().copied().collect();
            keys.sort_unstable();
            keys
        };
        assert!(DANISH.texts.len() > 20);
        assert_eq!(keys(&DANISH), keys(&ENGLISH));
    }
}
