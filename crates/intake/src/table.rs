//! A spreadsheet that somebody made as a list, read by the process that has nothing.

use serde::{Deserialize, Serialize};

use crate::helper::HelperProgram;
use crate::page_viewer::ViewError;
use crate::worker::{Answer, Ask, Tell, Worker};
use crate::{Limits, WhyUnreadable};

/// A row that has something in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// As the spreadsheet counts its rows, from 1.
    pub number: u32,
    pub cells: Vec<String>,
}

/// The first sheet in view of an Excel file, as far as a list reaches.
pub fn read_table(
    helper: &HelperProgram,
    untrusted: &[u8],
    limits: Limits,
) -> Result<Vec<TableRow>, ViewError> {
    let mut worker = Worker::start(helper).map_err(ViewError::Worker)?;
    let ask = Ask::Table { limits };
    worker.ask(&ask, untrusted).map_err(ViewError::Worker)?;
    match worker.next(limits.silence) {
        Answer::Tell(Tell::Table { rows }, _) => Ok(rows),
        Answer::Tell(_, _) => Err(ViewError::Page(WhyUnreadable::Damaged)),
        Answer::Lost(why) => Err(ViewError::Page(why)),
    }
}
