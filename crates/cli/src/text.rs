use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use sagsbord_app::scan;
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

/// The same, for the reasons of the quality check.
pub(crate) fn of_findings() -> scan::Language {
    match language() {
        Language::Da => scan::Language::Danish,
        Language::En => scan::Language::English,
    }
}

/// `of(key)` with one place filled in.
pub(crate) fn with(key: &str, place: &str, value: &dyn Display) -> String {
    of(key).replace(place, &value.to_string())
}

static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let json = match language() {
        Language::Da => include_str!("../messages/da.json"),
        Language::En => include_str!("../messages/en.json"),
    };
    serde_json::from_str(json).unwrap_or_default()
});
