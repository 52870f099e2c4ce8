use std::str::FromStr;

use crate::text::of;

/// The password of a file, by the file's name.
#[derive(Clone)]
pub(crate) struct FilePassword {
    pub(super) name: String,
    pub(super) password: String,
}

/// A file that is left out, by its number in the manifest, and why.
#[derive(Clone)]
pub(crate) struct LeftOut {
    pub(super) place: String,
    pub(super) reason: String,
}

impl FromStr for FilePassword {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, password) = pair(text)?;
        Ok(Self { name, password })
    }
}

impl FromStr for LeftOut {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (place, reason) = pair(text)?;
        Ok(Self { place, reason })
    }
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((before, after)) if !before.is_empty() && !after.is_empty() => {
            Ok((before.to_owned(), after.to_owned()))
        }
        _ => Err(of("indlaes.pair")),
    }
}
