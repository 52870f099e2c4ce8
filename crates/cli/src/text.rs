use std::collections::BTreeMap;
use std::sync::LazyLock;

use sagsbord_contract::Language;

/// What the command line says. The machine's language decides, Danish first.
pub(crate) fn of(key: &str) -> &'static str {
    TEXTS.get(key).map_or("", String::as_str)
}

pub(crate) fn language() -> Language {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    if named.starts_with("en") {
        Language::En
    } else {
        Language::Da
    }
}

static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let json = match language() {
        Language::Da => include_str!("../messages/da.json"),
        Language::En => include_str!("../messages/en.json"),
    };
    serde_json::from_str(json).unwrap_or_default()
});
