use super::Grant;
use crate::{EmployeeId, KleScope, Sensitivity, TeamId, UnitId};

/// What one person may reach: a case is inside when at least one scope holds it.
///
/// Only a [`Session`](super::Session) makes one, so a query about cases cannot be written without
/// somebody's rights in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessFilter {
    employee: EmployeeId,
    scopes: Vec<Scope>,
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
        Self { employee, scopes }
    }

    pub fn employee(&self) -> EmployeeId {
        self.employee
    }

    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
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
