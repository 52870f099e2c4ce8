//! Lists that a person comes back to, under names of her own. What a filter says is its room's business; it is kept
//! and given back as it stood in the room's link.

pub(crate) mod list;
pub(crate) mod remove;
mod room;
pub(crate) mod save;
