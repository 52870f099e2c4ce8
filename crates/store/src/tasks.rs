//! Tasks: each with its checklist, comments and log; lists within reach; the templates they are made from.

mod access;
mod found;
mod kept;
mod list;
mod parts;
#[cfg(test)]
mod tests;

pub use access::TaskReach;
pub use found::FoundTask;
pub use kept::{KeptTask, TaskAssignee, TaskDueHow};
pub use list::{TaskCounts, TaskLine, TaskQuery, TaskShown, TaskSort, TaskSpan, TaskWhose};
pub use parts::{TaskCheck, TaskComment, TaskEntry};
