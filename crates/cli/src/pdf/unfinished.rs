use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file that is not yet what it is to become. It lies beside its place, so that one rename puts it there, and is
/// gone when nobody does.
pub(super) struct Unfinished {
    own: PathBuf,
    place: PathBuf,
}

impl Unfinished {
    pub(super) fn write(place: &Path, bytes: &[u8]) -> std::io::Result<Self> {
        let (unfinished, mut file) = Self::begin(place)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(unfinished)
    }

    /// For who writes it bit by bit.
    pub(super) fn begin(place: &Path) -> std::io::Result<(Self, File)> {
        let mut name = std::ffi::OsString::from(".");
        name.push(place.file_name().unwrap_or_default());
        name.push(format!(".{}.ufaerdig", std::process::id()));
        let unfinished = Self {
            own: place.with_file_name(name),
            place: place.to_owned(),
        };
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let file = options.open(&unfinished.own)?;
        Ok((unfinished, file))
    }

    pub(super) fn path(&self) -> &Path {
        &self.own
    }

    pub(super) fn finish(self) -> std::io::Result<()> {
        std::fs::rename(&self.own, &self.place)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.own);
    }
}
