use std::path::PathBuf;

use crate::helper::HelperProgram;
use crate::read::Unreadable;
use crate::{Limits, WhyUnreadable};

pub(crate) struct OfficePool;

pub(crate) struct OfficeJob {
    pub(crate) bytes: Vec<u8>,
    pub(crate) from: String,
    pub(crate) to: Turn,
    pub(crate) password: Option<String>,
}

pub(crate) enum Turn {
    Pdf,
    Into(String),
}

impl OfficePool {
    pub(crate) fn find(_: HelperProgram, _: Limits, _: PathBuf) -> Option<Self> {
        None
    }

    pub(crate) fn convert(
        &self,
        jobs: Vec<OfficeJob>,
        done: &mut dyn FnMut(usize, Result<Vec<u8>, Unreadable>),
    ) {
        for (at, job) in jobs.into_iter().enumerate() {
            let _ = (
                job.bytes,
                job.from,
                job.password,
                matches!(job.to, Turn::Into(_)),
            );
            done(at, Err(WhyUnreadable::NoConverter.into()));
        }
    }
}
