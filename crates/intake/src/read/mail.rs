use super::{OutsideFile, Step, Unreadable};
use crate::{Found, WhyUnreadable};

pub(super) fn read(_file: &OutsideFile<'_>, _found: &mut Found<'_>) -> Result<Step, Unreadable> {
    Err(WhyUnreadable::UnknownKind.into())
}
