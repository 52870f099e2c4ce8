use chrono::NaiveDate;

use super::{AccessFilter, Beyond, Grant, Right, Role};
use crate::EmployeeId;

/// A person who has signed in. Every use case takes one first.
///
/// It is a picture of the person's grants; the app renews it on every call, so that a right taken
/// away is gone at once, and a right that ends at midnight is gone after midnight.
#[derive(Debug, Clone)]
pub struct Session {
    employee: EmployeeId,
    grants: Vec<Grant>,
    today: NaiveDate,
    beyond: Beyond,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the session does not allow {0:?}")]
pub struct NotAllowed(pub Right);

impl Session {
    pub fn new(employee: EmployeeId, grants: Vec<Grant>, today: NaiveDate) -> Self {
        Self {
            employee,
            grants,
            today,
            beyond: Beyond::default(),
        }
    }

    /// What the person reaches, or may not reach, by other roads than her grants.
    #[must_use]
    pub fn and_beyond(mut self, beyond: Beyond) -> Self {
        self.beyond = beyond;
        self
    }

    pub fn employee(&self) -> EmployeeId {
        self.employee
    }

    pub fn today(&self) -> NaiveDate {
        self.today
    }

    pub fn require(&self, right: Right) -> Result<(), NotAllowed> {
        if self.grants_for(right).next().is_some() {
            Ok(())
        } else {
            Err(NotAllowed(right))
        }
    }

    /// What the person may reach under a right. The store asks for it in every query about cases.
    pub fn filter(&self, right: Right) -> Result<AccessFilter, NotAllowed> {
        self.require(right)?;
        Ok(AccessFilter::from_grants(
            self.employee,
            self.grants_for(right),
            right,
            &self.beyond,
        ))
    }

    pub fn rights(&self) -> Vec<Right> {
        Right::ALL
            .iter()
            .copied()
            .filter(|right| self.require(*right).is_ok())
            .collect()
    }

    pub fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self.current().map(|grant| grant.role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    fn current(&self) -> impl Iterator<Item = &Grant> {
        self.grants
            .iter()
            .filter(|grant| grant.holds_on(self.today))
    }

    fn grants_for(&self, right: Right) -> impl Iterator<Item = &Grant> {
        self.current().filter(move |grant| grant.role.allows(right))
    }
}
