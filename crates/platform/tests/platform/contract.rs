//! The published interface contracts, which lie beside the project and are never copied into it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Says so when they are not there, so that a run without them does not look like one with them.
pub(crate) fn contracts() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/platform");
    if folder.join("README.md").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: the platform's contracts do not lie beside the project");
    None
}

/// `None` when valid, otherwise what the validator says.
#[expect(
    clippy::expect_used,
    reason = "a test without its validator says nothing"
)]
pub(crate) fn invalid(schema: &Path, xml: &str) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(xml.as_bytes()).expect("written");
    let ran = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg(file.path())
        .output()
        .expect("xmllint, of the package libxml2-utils");
    (!ran.status.success()).then(|| String::from_utf8_lossy(&ran.stderr).into_owned())
}
