use std::sync::LazyLock;

use sagsbord_contract::SettingShape;
use serde::Deserialize;

/// One setting as the defaults file describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) key: String,
    pub(super) default: String,
    pub(super) personal: bool,
    pub(super) shape: SettingShape,
}

pub(super) fn all() -> &'static [Setting] {
    static ALL: LazyLock<Vec<Setting>> =
        LazyLock::new(|| parse(include_str!("defaults.toml")).unwrap_or_default());
    &ALL
}

pub(super) fn find(key: &str) -> Option<&'static Setting> {
    all().iter().find(|setting| setting.key == key)
}

const LONGEST_PATH: usize = 1_000;

impl Setting {
    pub(super) fn accepts(&self, value: &str) -> bool {
        match &self.shape {
            SettingShape::Choice { options } => options.iter().any(|option| option == value),
            SettingShape::Number { min, max } => value
                .parse()
                .is_ok_and(|number: u32| (*min..=*max).contains(&number)),
            SettingShape::Text { max_length } => {
                value.chars().count() <= *max_length as usize
                    && !value.chars().any(char::is_control)
            }
            SettingShape::Folder => {
                value.len() <= LONGEST_PATH && !value.chars().any(char::is_control)
            }
            SettingShape::Switch => matches!(value, "on" | "off"),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    setting: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: String,
    default: String,
    personal: bool,
    options: Option<Vec<String>>,
    min: Option<u32>,
    max: Option<u32>,
    max_length: Option<u32>,
    #[serde(default)]
    folder: bool,
}

fn parse(text: &str) -> Result<Vec<Setting>, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    Ok(file
        .setting
        .into_iter()
        .map(|entry| Setting {
            shape: match (entry.options, entry.min.zip(entry.max), entry.max_length) {
                (Some(options), _, _) => SettingShape::Choice { options },
                (_, Some((min, max)), _) => SettingShape::Number { min, max },
                (_, _, Some(max_length)) => SettingShape::Text { max_length },
                _ if entry.folder => SettingShape::Folder,
                _ => SettingShape::Switch,
            },
            key: entry.key,
            default: entry.default,
            personal: entry.personal,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_ships_reads_whole_and_each_default_is_allowed() {
        let settings = parse(include_str!("defaults.toml")).unwrap();
        assert!(settings.len() >= 7);
        for setting in settings {
            assert!(setting.accepts(&setting.default), "{}", setting.key);
        }
    }

    #[test]
    fn a_value_outside_the_shape_is_refused() {
        let check = |key: &str, value: &str, expected: bool| {
            assert_eq!(
                find(key).unwrap().accepts(value),
                expected,
                "{key} = {value}"
            );
        };
        check("lock_after_minutes", "1", true);
        check("lock_after_minutes", "60", true);
        check("lock_after_minutes", "0", false);
        check("lock_after_minutes", "61", false);
        check("lock_after_minutes", "-5", false);
        check("lock_after_minutes", "ti", false);
        check("theme", "dark", true);
        check("theme", "Dark", false);
        check("notifications", "off", true);
        check("notifications", "", false);
    }
}
