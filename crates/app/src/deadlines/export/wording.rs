use std::sync::LazyLock;

use sagsbord_law::Language;

use crate::table_file::Words;

/// The words of the file, in the language of who takes it out.
pub(super) struct Wording {
    pub(super) language: Language,
    texts: Words,
}

static DANISH: LazyLock<Wording> = LazyLock::new(|| Wording {
    language: Language::Da,
    texts: Words::of(include_str!("../../../messages/deadline-list.da.txt")),
});
static ENGLISH: LazyLock<Wording> = LazyLock::new(|| Wording {
    language: Language::En,
    texts: Words::of(include_str!("../../../messages/deadline-list.en.txt")),
});

pub(super) fn in_language(language: Language) -> &'static Wording {
    match language {
        Language::Da => &DANISH,
        Language::En => &ENGLISH,
    }
}

impl Wording {
    pub(super) fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.say(key)
    }
}
