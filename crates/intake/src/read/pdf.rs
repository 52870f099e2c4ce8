use super::{OutsideFile, Step, Unreadable};
use crate::Found;

pub(super) fn read(_file: &OutsideFile<'_>, _found: &mut Found<'_>) -> Result<Step, Unreadable> {
    Ok(Step::PagesOfItself)
}
