use chrono::{DateTime, Utc};

use crate::{KleScope, Sensitivity};

/// What widens or narrows a person's reach beside her grants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beyond {
    pub open_subjects: Vec<OpenSubject>,
    /// Set when cases are open to her by name: sent for, in a team with an end, or in an emergency. Each ends by
    /// itself, so the moment is part of it.
    pub by_name_at: Option<DateTime<Utc>>,
    /// There is a case she may have nothing to do with (forvaltningsloven §§ 3-6).
    pub is_excluded_somewhere: bool,
}

/// A subject that everybody who reads cases may read ("adgang for alle").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSubject {
    pub kle: KleScope,
    pub up_to: Sensitivity,
}
