//! From decisions to what is given: looked at by another, put together, read again, given, and called back.

mod act;
pub(crate) mod approve;
pub(crate) mod build;
pub(crate) mod comment;
mod covered;
pub(crate) mod deliver;
mod file;
pub(crate) mod give;
pub(crate) mod give_back;
mod obstacles;
mod order;
mod post;
pub(crate) mod recall;
pub(super) mod round;
mod row;
pub(crate) mod send;
pub(crate) mod show;
mod source;
pub(crate) mod stop;
mod together;
mod verify;
