use std::ffi::OsString;
use std::path::PathBuf;

use sagsbord_app::{AppConfig, default_folder};

/// `--folder F` opens the data in F, `--demo F` the demo municipality in F; else the person's own.
///
/// A link (`sagsbord://…`) is `links`' affair. `None` when no folder can be known.
pub(crate) fn read(arguments: impl Iterator<Item = OsString>) -> Option<AppConfig> {
    let mut folder = None;
    let mut demo = false;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--folder") => folder = arguments.next().map(PathBuf::from),
            Some("--demo") => {
                folder = arguments.next().map(PathBuf::from);
                demo = true;
            }
            _ => {}
        }
    }
    let folder = folder.or_else(default_folder)?;
    Some(AppConfig::for_window(folder, demo))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_what_the_arguments_say() {
        let check = |arguments: &[&str], folder: Option<&str>, demo: bool| {
            let config = read(arguments.iter().map(OsString::from)).unwrap();
            assert_eq!(config.demo, demo, "{arguments:?}");
            if let Some(folder) = folder {
                assert_eq!(config.folder, PathBuf::from(folder), "{arguments:?}");
            }
        };
        check(&["--folder", "/data/æble"], Some("/data/æble"), false);
        check(&["--demo", "/d"], Some("/d"), true);
        check(&["sagsbord://soeg", "--folder", "/f"], Some("/f"), false);
    }
}
