//! The pictures of a file's pages, also when the process that draws them is lost at one of them.

use std::time::Instant;

use super::EngineError;
use super::reader::Reader;
use crate::WhyUnreadable;
use crate::keep::{Keep, KeepError};
use crate::pages::PagePicture;
use crate::worker::{Answer, Ask, Next, Tell};

/// Where a file's pages are had again.
pub(super) enum Again<'a> {
    /// By asking of the file what was asked before.
    Asked { ask: &'a Ask, sha256: &'a str },
    /// Of what another program made of it: LibreOffice would not make the same bytes twice.
    Made { ask: &'a Ask, bytes: Vec<u8> },
}

impl Again<'_> {
    fn question<K: Keep>(&self, keep: &K) -> Result<(&Ask, Vec<u8>), KeepError> {
        match self {
            Self::Asked { ask, sha256 } => Ok((ask, keep.bytes(sha256)?)),
            Self::Made { ask, bytes } => Ok((ask, bytes.clone())),
        }
    }
}

/// How often one file may have its pages opened again. Each may cost as long as a page may take.
const MOST_OPENINGS: u32 = 8;

/// What is known of the process that draws.
#[derive(Debug)]
pub(super) struct Tries {
    openings_left: u32,
    /// Nothing was asked of it that could have worn it out.
    is_fresh: bool,
}

impl Tries {
    /// With the process that has just read the file, and perhaps others before.
    pub(super) fn new() -> Self {
        Self {
            openings_left: MOST_OPENINGS,
            is_fresh: false,
        }
    }

    fn may_open(&mut self) -> bool {
        let may = self.openings_left > 0;
        self.openings_left = self.openings_left.saturating_sub(1);
        self.is_fresh = may;
        may
    }

    /// Whether the page at which it was lost should be asked for once more: it may have been the doing of what came
    /// before. A page that took too long does so again.
    fn is_worth_another(&mut self, why: WhyUnreadable) -> bool {
        !std::mem::replace(&mut self.is_fresh, false) && why != WhyUnreadable::TookTooLong
    }

    fn drew_one(&mut self) {
        self.is_fresh = false;
    }
}

enum Drawn {
    Picture(PagePicture),
    CannotBe,
    Lost(WhyUnreadable),
}

impl<K: Keep> Reader<'_, K> {
    /// `None`: this page cannot be drawn, and the next may be.
    pub(super) fn picture(
        &mut self,
        page: u32,
        again: &Again<'_>,
        tries: &mut Tries,
    ) -> Result<Option<PagePicture>, EngineError> {
        loop {
            if self.worker.is_none() {
                if !tries.may_open() {
                    return Ok(None);
                }
                if !self.open_again(again)? {
                    continue;
                }
            }
            match self.draw(page) {
                Drawn::Picture(picture) => {
                    tries.drew_one();
                    return Ok(Some(picture));
                }
                Drawn::CannotBe => return Ok(None),
                Drawn::Lost(why) if !tries.is_worth_another(why) => return Ok(None),
                Drawn::Lost(_) => {}
            }
        }
    }

    /// True: a new process has the file's pages at hand. What it says of them is known already.
    fn open_again(&mut self, again: &Again<'_>) -> Result<bool, EngineError> {
        let (ask, bytes) = again.question(self.keep)?;
        self.have_worker()?;
        let Some(worker) = self.worker.as_mut() else {
            return Ok(false);
        };
        self.served += 1;
        let began = Instant::now();
        let mut is_open = worker.ask(ask, &bytes).is_ok();
        drop(bytes);
        while is_open && began.elapsed() < self.tools.limits.file_time {
            match worker.next(self.tools.limits.silence) {
                Answer::Tell(Tell::Done { next, .. }, _) => {
                    if matches!(next, Next::Pages { .. }) {
                        return Ok(true);
                    }
                    is_open = false;
                }
                Answer::Tell(Tell::Child { .. } | Tell::PagesMade | Tell::Page { .. }, _) => {}
                Answer::Tell(..) | Answer::Lost(_) => is_open = false,
            }
        }
        self.lose_worker();
        Ok(false)
    }

    fn draw(&mut self, page: u32) -> Drawn {
        let Some(worker) = self.worker.as_mut() else {
            return Drawn::Lost(WhyUnreadable::ReaderStopped);
        };
        let answer = match worker.ask(&Ask::Picture { page }, &[]) {
            Ok(()) => worker.next(self.tools.limits.page_time),
            Err(_) => Answer::Lost(WhyUnreadable::ReaderStopped),
        };
        match answer {
            Answer::Tell(
                Tell::Picture {
                    width,
                    height,
                    dpi,
                    page_width,
                    page_height,
                    turned,
                    straightened,
                    look,
                },
                grey,
            ) => Drawn::Picture(PagePicture {
                width,
                height,
                dpi,
                page_width,
                page_height,
                turned,
                straightened,
                look,
                grey,
            }),
            Answer::Tell(Tell::NoPicture, _) => Drawn::CannotBe,
            Answer::Tell(..) => {
                self.lose_worker();
                Drawn::Lost(WhyUnreadable::ReaderStopped)
            }
            Answer::Lost(why) => {
                self.lose_worker();
                Drawn::Lost(why)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_for_again_only_when_another_may_have_been_at_fault() {
        use WhyUnreadable::{ReaderStopped, TookTooLong, TookTooMuchMemory};
        let check = |before: &[&str], why: WhyUnreadable, expected: bool| {
            let mut tries = Tries::new();
            for step in before {
                match *step {
                    "opened" => assert!(tries.may_open()),
                    _ => tries.drew_one(),
                }
            }
            assert_eq!(
                tries.is_worth_another(why),
                expected,
                "{before:?}, then {why:?}"
            );
        };
        check(&[], ReaderStopped, true);
        check(&[], TookTooMuchMemory, true);
        check(&[], TookTooLong, false);
        check(&["opened"], ReaderStopped, false);
        check(&["opened"], TookTooMuchMemory, false);
        check(&["opened", "drew one"], ReaderStopped, true);
        check(&["opened", "drew one"], TookTooLong, false);
    }

    #[test]
    fn a_file_whose_every_page_ends_the_process_is_given_up() {
        let mut tries = Tries::new();
        let mut openings = 0;
        while tries.may_open() {
            openings += 1;
            assert!(!tries.is_worth_another(WhyUnreadable::ReaderStopped));
        }
        assert_eq!(openings, MOST_OPENINGS);
        assert!(!tries.may_open());
    }
}
