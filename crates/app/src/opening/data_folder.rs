use std::path::PathBuf;

/// Where a person's data lies when nothing else is said, by the custom of each system.
///
/// `None` when the system tells no home (a service account): then the folder must be named.
pub fn default_folder() -> Option<PathBuf> {
    dirs::data_local_dir().map(|data| data.join("sagsbord"))
}
