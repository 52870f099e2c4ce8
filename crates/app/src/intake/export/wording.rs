use std::sync::LazyLock;

use sagsbord_law::Language;

use crate::table_file::Words;

static DANISH: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../../messages/intake-list.da.txt")));
static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../../messages/intake-list.en.txt")));

pub(super) fn in_language(language: Language) -> &'static Words {
    match language {
        Language::Da => &DANISH,
        Language::En => &ENGLISH,
    }
}
