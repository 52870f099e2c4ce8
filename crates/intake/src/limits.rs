//! How much a file may ask of this machine. Every file is hostile until it has been read.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The bounds of one intake. The defaults hold what a municipality's cases hold, with room to spare; what is over
/// one of them is told in the manifest with the bound's name, and the rest goes on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// One file, or one part of a container when unpacked.
    pub file_bytes: u64,
    /// All that one container unpacks to, without what is inside its parts.
    pub container_bytes: u64,
    /// Parts of one container.
    pub container_parts: usize,
    /// How much larger a part may be than its packed form, beyond the first megabyte.
    pub unpacked_ratio: u64,
    /// Containers within containers, mails within mails.
    pub depth: usize,
    /// Files of one intake, with all that is inside them.
    pub files: usize,
    pub pages: u32,
    /// Pixels of one picture.
    pub picture_pixels: u64,
    /// Bytes of text that one finding or one text part keeps.
    pub kept_text: usize,
    /// Findings of hidden data kept of one file; more are counted.
    pub findings: usize,
    /// Memory of the process that reads.
    pub worker_memory: u64,
    /// How long a reader may say nothing at all.
    pub silence: Duration,
    /// How long one file may take, recognition of text not counted.
    pub file_time: Duration,
    /// How long an office file may take.
    pub office_time: Duration,
    /// Memory of LibreOffice.
    pub office_memory: u64,
    /// How long recognition may take for one page.
    pub page_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            container_bytes: 4 << 30,
            container_parts: 20_000,
            unpacked_ratio: 300,
            depth: 12,
            files: 100_000,
            pages: 20_000,
            picture_pixels: 200_000_000,
            kept_text: 256 << 10,
            findings: 2_000,
            worker_memory: 3 << 30,
            silence: Duration::from_secs(45),
            file_time: Duration::from_secs(600),
            office_time: Duration::from_secs(120),
            office_memory: 4 << 30,
            page_time: Duration::from_secs(120),
        }
    }
}
