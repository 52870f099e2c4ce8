//! From decisions to what was given: approvals, stops, remarks, bundles and releases.

mod approval;
mod bundle;
mod given;
mod print;
mod remark;

pub use approval::{Approval, ApprovalState};
pub use bundle::{Bundle, BundleFile};
pub use given::{Delivery, NewRelease, Release, ReleasedItem};
pub use remark::{ReleaseComment, ReleaseStop};
