use std::path::PathBuf;

use crate::helper::HelperProgram;
use crate::pages::PagePicture;
use crate::read::Unreadable;
use crate::reading::ReadByOcr;
use crate::{Limits, WhyUnreadable};

pub(crate) struct Recogniser;

impl Recogniser {
    pub(crate) fn find(_: HelperProgram, _: Limits, _: PathBuf) -> Option<Self> {
        None
    }

    pub(crate) fn recognise(&self, _: &PagePicture) -> Result<ReadByOcr, Unreadable> {
        Err(WhyUnreadable::Missing.into())
    }
}
