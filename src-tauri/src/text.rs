use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the shell itself says, outside the screens. The machine's language decides, Danish first: the
/// menu stands before anybody has signed in and chosen.
pub(crate) fn of(key: &str) -> &'static str {
    TEXTS.get(key).map_or("", String::as_str)
}

static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let json = if language.starts_with("en") {
        include_str!("../messages/en.json")
    } else {
        include_str!("../messages/da.json")
    };
    serde_json::from_str(json).unwrap_or_default()
});
