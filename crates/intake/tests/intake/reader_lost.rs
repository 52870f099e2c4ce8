//! The process that draws a file's pages ends in the middle of them.

use std::collections::HashMap;
use std::sync::Mutex;

use rustix::process::{Pid, Signal, kill_process};
use sagsbord_intake::{
    ChildContent, Control, FolderKeep, Keep, KeepError, Outcome, PageFlag, ReadByOcr, Reading,
    ReadingKey, Summary, read_all,
};

use crate::make::scans::{self, Setting};
use crate::recognition::has_tesseract;
use crate::taking::Taking;

/// Ends the reader when the first page is kept: before the next is drawn, where pages are read one at a time.
struct EndsTheReader<'a> {
    inner: &'a FolderKeep,
    /// Among the words that the readers of this test are started with, and no other's.
    mark: String,
    ended: Mutex<usize>,
}

impl EndsTheReader<'_> {
    fn end_readers(&self) -> usize {
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        numbers
            .filter(|number: &i32| {
                let words = std::fs::read(format!("/proc/{number}/cmdline")).unwrap_or_default();
                let role = std::fs::read(format!("/proc/{number}/environ")).unwrap_or_default();
                let has = |all: &[u8], part: &str| {
                    all.split(|byte| *byte == 0)
                        .any(|one| one == part.as_bytes())
                };
                has(&words, &self.mark) && has(&role, "SAGSBORD_HELPER=reads")
            })
            .filter_map(Pid::from_raw)
            .filter(|process| kill_process(*process, Signal::KILL).is_ok())
            .count()
    }
}

impl Keep for EndsTheReader<'_> {
    type Prepared = ();

    fn bytes(&self, sha256: &str) -> Result<Vec<u8>, KeepError> {
        self.inner.bytes(sha256)
    }

    fn prepare(&self, sha256: &str, bytes: Vec<u8>) -> Result<(), KeepError> {
        self.inner.prepare(sha256, bytes)
    }

    fn summary(&self, key: &ReadingKey) -> Result<Option<Summary>, KeepError> {
        self.inner.summary(key)
    }

    fn keep(
        &self,
        key: &ReadingKey,
        summary: &Summary,
        reading: &Reading,
        prepared: Vec<()>,
    ) -> Result<(), KeepError> {
        self.inner.keep(key, summary, reading, prepared)
    }

    fn pages_read(&self, key: &ReadingKey) -> Result<HashMap<u32, ReadByOcr>, KeepError> {
        self.inner.pages_read(key)
    }

    fn keep_page(&self, key: &ReadingKey, page: u32, read: &ReadByOcr) -> Result<(), KeepError> {
        let mut ended = self.ended.lock().expect("not poisoned");
        if *ended == 0 {
            *ended = self.end_readers();
        }
        self.inner.keep_page(key, page, read)
    }
}

fn check(name: &str, file: Vec<u8>, texts: &[String]) {
    let mut taking = Taking::of(&[(name, file)]);
    let mark = format!("{}-{name}", taking.folder().display());
    taking.tools.at_once = 1;
    taking
        .tools
        .helper
        .arguments
        .extend(["--skip".into(), mark.clone().into()]);
    let keep = EndsTheReader {
        inner: &taking.keep,
        mark,
        ended: Mutex::new(0),
    };
    let ran = read_all(
        &keep,
        &taking.tools,
        &taking.given,
        &taking.passwords,
        &Control::default(),
        &|_| {},
    );
    assert!(ran.is_ok(), "{name}: {ran:?}");
    assert_eq!(
        *keep.ended.lock().expect("not poisoned"),
        1,
        "{name}: one reader was ended"
    );
    let Some(Ok(ChildContent { sha256, .. })) = &taking.given[0].content else {
        unreachable!("it was given")
    };
    let reading = taking.reading(name, sha256).expect("read");
    let Outcome::Pages { pages, .. } = reading.outcome else {
        unreachable!("{name}: {:?}", reading.outcome)
    };
    assert_eq!(pages.len(), texts.len(), "{name}");
    for (page, text) in pages.iter().zip(texts) {
        assert!(!page.flags.contains(&PageFlag::LowConfidence), "{name}");
        let error = scans::letter_error(text, &page.text);
        assert!(error < 0.02, "{name}: {error}: {}", page.text);
    }
}

#[test]
fn the_pages_after_the_one_it_was_at_are_read_all_the_same() {
    if !has_tesseract() {
        return;
    }
    let made: Vec<_> = (31..34)
        .map(|seed| scans::page(Setting::Sans, seed, 6))
        .collect();
    let pictures = made
        .iter()
        .map(|made| scans::flate(&scans::seen(&made.pdf, 300.0)));
    let texts: Vec<String> = made.iter().map(|made| made.text.clone()).collect();
    check("bunke.pdf", scans::stack(pictures.collect()), &texts);
}
