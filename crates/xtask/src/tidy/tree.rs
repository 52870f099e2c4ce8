use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process::{output, program, succeeds};

/// The files that belong to the project: those git keeps or would keep.
pub(super) struct Tree {
    root: PathBuf,
    files: Vec<String>,
}

impl Tree {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        if succeeds(
            program("git")
                .arg("-C")
                .arg(root)
                .args(["rev-parse", "--git-dir"]),
        ) {
            let listed = output(program("git").arg("-C").arg(root).args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ]))?;
            // A file deleted but not yet committed is still listed.
            files.extend(
                listed
                    .split('\0')
                    .filter(|path| !path.is_empty() && root.join(path).is_file())
                    .map(str::to_owned),
            );
        } else {
            walk(root, root, &mut files)?;
        }
        files.sort();
        files.dedup();
        Ok(Self {
            root: root.to_owned(),
            files,
        })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Paths relative to the root, with `/`, sorted.
    pub(super) fn files(&self) -> &[String] {
        &self.files
    }

    pub(super) fn under(&self, folder: &str, extensions: &[&str]) -> Vec<&str> {
        self.files
            .iter()
            .map(String::as_str)
            .filter(|path| path.starts_with(folder))
            .filter(|path| extensions.contains(&extension(path)))
            .collect()
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files
            .binary_search_by(|known| known.as_str().cmp(path))
            .is_ok()
    }

    pub(super) fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        std::fs::read(self.root.join(path)).with_context(|| path.to_owned())
    }

    pub(super) fn text(&self, path: &str) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.bytes(path)?).into_owned())
    }
}

pub(super) fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// For a source archive without git: all but what building leaves behind.
fn walk(root: &Path, folder: &Path, files: &mut Vec<String>) -> Result<()> {
    const BUILT: [&str; 6] = [".git", ".sagsbord", "dist", "gen", "node_modules", "target"];
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if !BUILT.iter().any(|built| entry.file_name() == *built) {
                walk(root, &path, files)?;
            }
        } else if let Ok(relative) = path.strip_prefix(root) {
            files.push(relative.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
