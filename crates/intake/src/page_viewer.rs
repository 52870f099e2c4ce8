//! Pages of a file from outside, to be looked at: drawn by a process that has nothing to give away.

use std::io;

use thiserror::Error;

use crate::helper::HelperProgram;
use crate::read::Unreadable;
use crate::worker::{Answer, Ask, Tell, Worker};
use crate::{Limits, ReadWord, WhyUnreadable};

/// A file that is open in a worker of its own until this is dropped.
pub struct PageViewer {
    worker: Worker,
    limits: Limits,
    pages: Vec<[f32; 2]>,
}

#[derive(Debug, Error)]
pub enum ViewError {
    #[error("the process that draws pages could not be started")]
    Worker(#[source] io::Error),
    #[error("the page cannot be drawn: {0:?}")]
    Page(WhyUnreadable),
}

impl From<Unreadable> for ViewError {
    fn from(unreadable: Unreadable) -> Self {
        Self::Page(unreadable.why)
    }
}

impl PageViewer {
    pub fn open(
        helper: &HelperProgram,
        pdf: &[u8],
        password: Option<String>,
        limits: Limits,
    ) -> Result<Self, ViewError> {
        let mut worker = Worker::start(helper).map_err(ViewError::Worker)?;
        let ask = Ask::Open { password, limits };
        worker.ask(&ask, pdf).map_err(ViewError::Worker)?;
        match worker.next(limits.silence) {
            Answer::Tell(Tell::Opened { pages }, _) => Ok(Self {
                worker,
                limits,
                pages,
            }),
            Answer::Tell(_, _) => Err(ViewError::Page(WhyUnreadable::Damaged)),
            Answer::Lost(why) => Err(ViewError::Page(why)),
        }
    }

    /// Width and height of each page in points; of one that cannot be shown nothing.
    pub fn pages(&self) -> &[[f32; 2]] {
        &self.pages
    }

    /// What is written on a page in the file itself, and where. An error as of [`Self::png`].
    pub fn words(&mut self, page: u32) -> Result<Vec<ReadWord>, ViewError> {
        self.worker
            .ask(&Ask::Words { page }, &[])
            .map_err(ViewError::Worker)?;
        match self.worker.next(self.limits.page_time) {
            Answer::Tell(Tell::Words { words }, _) => Ok(words),
            Answer::Tell(_, _) => Err(ViewError::Page(WhyUnreadable::Damaged)),
            Answer::Lost(why) => Err(ViewError::Page(why)),
        }
    }

    /// A page as a PNG. An error that names time or memory: the viewer is of no use any more.
    pub fn png(&mut self, page: u32, dpi: f32) -> Result<Vec<u8>, ViewError> {
        self.worker
            .ask(&Ask::Show { page, dpi }, &[])
            .map_err(ViewError::Worker)?;
        match self.worker.next(self.limits.page_time) {
            Answer::Tell(Tell::Shown, png) => Ok(png),
            Answer::Tell(_, _) => Err(ViewError::Page(WhyUnreadable::Damaged)),
            Answer::Lost(why) => Err(ViewError::Page(why)),
        }
    }
}
