//! The log files: ids and codes only, kept for two weeks.

use std::path::{Path, PathBuf};

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

const FILES_KEPT: usize = 14;
const FILE_PREFIX: &str = "sagsbord";

/// Starts logging to `<folder>/logs`. What is logged last reaches the file when the guard is dropped.
///
/// `None` when the folder cannot be written: the program must still be able to say so on the screen.
pub fn start_log(folder: &Path) -> Option<WorkerGuard> {
    let folder = log_folder(folder);
    std::fs::create_dir_all(&folder).ok()?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .max_log_files(FILES_KEPT)
        .filename_prefix(FILE_PREFIX)
        .filename_suffix("log")
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    // Other people's crates log what passes through them, so only ours are heard: they know the rule.
    let filter = EnvFilter::new(
        "off,sagsbord_shell=info,sagsbord_app=info,sagsbord_store=info,sagsbord_domain=info,sagsbord_cli=info",
    );
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(writer)
        .try_init()
        .ok()?;
    Some(guard)
}

pub(crate) fn log_folder(folder: &Path) -> PathBuf {
    folder.join("logs")
}

/// The newest lines, oldest of them first.
pub(crate) fn newest_lines(folder: &Path, count: usize) -> Vec<String> {
    const LARGEST_READ: usize = 256 * 1024;
    let mut files: Vec<PathBuf> = std::fs::read_dir(log_folder(folder))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.sort();
    let Some(bytes) = files.last().and_then(|newest| std::fs::read(newest).ok()) else {
        return Vec::new();
    };
    let tail = &bytes[bytes.len().saturating_sub(LARGEST_READ)..];
    let text = String::from_utf8_lossy(tail);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..]
        .iter()
        .map(|line| (*line).to_owned())
        .collect()
}
