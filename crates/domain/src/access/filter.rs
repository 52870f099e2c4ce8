use chrono::{DateTime, Utc};

use super::{Beyond, Grant, Right};
use crate::{EmployeeId, KleScope, Sensitivity, TeamId, UnitId};

/// What one person may reach: a case is inside when at least one scope holds it.
///
/// Only a [`Session`](super::Session) makes one, so a query about cases cannot be written without
/// somebody's rights in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessFilter {
    employee: EmployeeId,
    scopes: Vec<Scope>,
    by_name: Option<ByName>,
    is_excluded_somewhere: bool,
}

/// Cases are open to the person by name, beside what her scopes hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByName {
    /// Each ends by itself, so it is asked for at a moment.
    pub at: DateTime<Utc>,
    /// What was broken open in an emergency may be read, and not worked on.
    pub in_emergency: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub kle: Option<KleScope>,
    pub unit: Option<UnitId>,
    pub team: Option<TeamId>,
    pub up_to: Sensitivity,
}

impl AccessFilter {
    pub(super) fn from_grants<'a>(
        employee: EmployeeId,
        grants: impl Iterator<Item = &'a Grant>,
        right: Right,
        beyond: &Beyond,
    ) -> Self {
        let mut scopes: Vec<Scope> = Vec::new();
        for grant in grants {
            let scope = Scope {
                kle: grant.kle.clone(),
                unit: grant.unit,
                team: grant.team,
                up_to: grant.up_to,
            };
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        // Who may read cases at all may read what is open to all who may.
        for open in beyond
            .open_subjects
            .iter()
            .filter(|_| right == Right::ReadCases)
        {
            scopes.push(Scope {
                kle: Some(open.kle.clone()),
                unit: None,
                team: None,
                up_to: open.up_to,
            });
        }
        Self {
            employee,
            scopes,
            by_name: beyond
                .by_name_at
                .filter(|_| matches!(right, Right::ReadCases | Right::WorkOnCases))
                .map(|at| ByName {
                    at,
                    in_emergency: right == Right::ReadCases,
                }),
            is_excluded_somewhere: beyond.is_excluded_somewhere,
        }
    }

    pub fn employee(&self) -> EmployeeId {
        self.employee
    }

    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    pub fn by_name(&self) -> Option<ByName> {
        self.by_name
    }

    /// Whether there is a case that the person may have nothing to do with.
    pub fn is_excluded_somewhere(&self) -> bool {
        self.is_excluded_somewhere
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use crate::access::{Grant, Right, Role, Session};
    use crate::{EmployeeId, GrantId, Sensitivity};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn grant(role: Role, from: &str, to: Option<&str>) -> Grant {
        Grant {
            id: GrantId::new(Uuid::nil()),
            role,
            kle: None,
            unit: None,
            team: None,
            up_to: Sensitivity::Sensitive,
            valid_from: day(from),
            valid_to: to.map(day),
        }
    }

    fn session(grants: Vec<Grant>, today: &str) -> Session {
        Session::new(EmployeeId::new(Uuid::nil()), grants, day(today))
    }

    #[test]
    fn a_grant_holds_from_its_first_to_its_last_day() {
        let check = |today: &str, expected: bool| {
            let session = session(
                vec![grant(Role::Caseworker, "2026-11-02", Some("2026-11-30"))],
                today,
            );
            assert_eq!(
                session.require(Right::ReadCases).is_ok(),
                expected,
                "{today}"
            );
        };
        check("2026-11-01", false);
        check("2026-11-02", true);
        check("2026-11-30", true);
        check("2026-12-01", false);
    }

    #[test]
    fn an_administrator_reaches_no_case_and_a_dpo_works_on_none() {
        let administrator = session(
            vec![grant(Role::Administrator, "2026-01-01", None)],
            "2026-11-21",
        );
        assert!(administrator.filter(Right::ReadCases).is_err());
        let dpo = session(vec![grant(Role::Dpo, "2026-01-01", None)], "2026-11-21");
        assert!(dpo.filter(Right::ReadCases).is_ok());
        assert!(dpo.require(Right::WorkOnCases).is_err());
    }

    #[test]
    fn nobody_without_a_grant_can_do_anything() {
        assert_eq!(session(vec![], "2026-11-21").rights(), vec![]);
    }
}
