use chrono::NaiveDate;

use super::right::{ROLE_RIGHTS, Right};
use crate::case::codes;
use crate::{GrantId, KleScope, Sensitivity, TeamId, UnitId};

codes! {
    Role {
        Caseworker = "caseworker",
        TeamLead = "team_lead",
        Dpo = "dpo",
        Manager = "manager",
        Administrator = "administrator",
    }
}

impl Role {
    pub fn rights(self) -> &'static [Right] {
        ROLE_RIGHTS
            .iter()
            .find(|(role, _)| *role == self)
            .map_or(&[], |(_, rights)| rights)
    }

    pub fn allows(self, right: Right) -> bool {
        self.rights().contains(&right)
    }
}

/// One right given to one person: as whom, over which subjects, where, how sensitive, from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub id: GrantId,
    pub role: Role,
    /// `None` is every subject.
    pub kle: Option<KleScope>,
    /// This unit and all below it; `None` is the whole municipality.
    pub unit: Option<UnitId>,
    /// Narrows the unit to one team's cases.
    pub team: Option<TeamId>,
    pub up_to: Sensitivity,
    pub valid_from: NaiveDate,
    /// The last day it holds.
    pub valid_to: Option<NaiveDate>,
}

impl Grant {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}
