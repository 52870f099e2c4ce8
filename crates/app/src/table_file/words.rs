use std::collections::HashMap;

/// The words of a file, one a line: `key = text`.
pub(crate) struct Words(HashMap<&'static str, &'static str>);

impl Words {
    pub(crate) fn of(file: &'static str) -> Self {
        Self(
            file.lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once(" = "))
                .collect(),
        )
    }

    /// The key itself where there is no text, which a test forbids.
    pub(crate) fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).copied().unwrap_or(key)
    }
}
