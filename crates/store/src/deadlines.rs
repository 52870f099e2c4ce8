//! Deadlines, what was done with them, and the lists made of them. Every query takes somebody's reach.

mod changes;
mod kept;
mod law;
mod list;
#[cfg(test)]
mod tests;
mod warnings;
mod words;
mod work;

pub use kept::{Derived, KeptDeadline, RunningDeadline};
pub use law::DeadlineLawVersion;
pub use list::{
    DeadlineCounts, DeadlineGroup, DeadlineGrouping, DeadlineLine, DeadlineQuery, DeadlineWhose,
};
pub use warnings::{GivenWarning, NearDeadline};
pub use work::{WorkAhead, WorkNote};
