use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use sagsbord_domain::access::{Grant, Role};
use sagsbord_domain::{EmployeeId, GrantId, KleScope, Sensitivity, TeamId, UnitId, fold};

use super::accounts::{ACCOUNTS_FIRST_DAY, CASEWORKER_MAIN_GROUP, DemoAccount, demo_accounts};
use super::dice::{Stream, id};
use super::{Dice, Plan, Team, Unit, names};

#[derive(Debug, Clone, PartialEq)]
pub struct Employee {
    pub id: EmployeeId,
    pub name: String,
    /// Only those of [`demo_accounts`] have a password in the demo.
    pub username: String,
    pub job_title: &'static str,
    pub unit: UnitId,
    pub team: Option<TeamId>,
    pub grants: Vec<Grant>,
}

const EMPLOYEES: usize = 120;
const JOB_TITLES: &[&str] = &["sagsbehandler", "sagsbehandler", "fuldmægtig", "konsulent"];

/// The demo accounts come first, in their order.
pub(super) fn generate(plan: &Plan, units: &[Unit], teams: &[Team]) -> Vec<Employee> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut employees: Vec<Employee> = Vec::with_capacity(EMPLOYEES);
    for account in demo_accounts() {
        taken.insert(account.username.to_owned());
        employees.push(from_account(plan, account, employees.len(), units, teams));
    }

    let heads = units.iter().filter(|unit| {
        let is_department = unit.parent == units.first().map(|municipality| municipality.id);
        let is_municipality = unit.parent.is_none();
        let has_head = employees
            .iter()
            .any(|employee| employee.unit == unit.id && is(employee, Role::Manager));
        is_municipality || (is_department && !has_head)
    });
    let heads: Vec<&Unit> = heads.collect();
    for unit in heads {
        let index = employees.len();
        let title = if unit.parent.is_none() {
            "kommunaldirektør"
        } else {
            "chef"
        };
        let place = (unit.id, None, title);
        employees.push(invented(plan, index, place, Role::Manager, &mut taken));
    }
    let mut next_team = 0;
    while employees.len() < EMPLOYEES {
        let team = &teams[next_team % teams.len()];
        let leads = next_team < teams.len()
            && !employees
                .iter()
                .any(|employee| employee.team == Some(team.id) && is(employee, Role::TeamLead));
        next_team += 1;
        let index = employees.len();
        let mut dice = Dice::new(plan.seed, Stream::Employee, !(index as u64));
        let (role, title) = if leads {
            (Role::TeamLead, "teamleder")
        } else {
            (Role::Caseworker, dice.pick(JOB_TITLES))
        };
        let place = (team.unit, Some(team.id), title);
        employees.push(invented(plan, index, place, role, &mut taken));
    }
    employees
}

pub(super) fn is(employee: &Employee, role: Role) -> bool {
    employee.grants.iter().any(|grant| grant.role == role)
}

fn from_account(
    plan: &Plan,
    account: &DemoAccount,
    index: usize,
    units: &[Unit],
    teams: &[Team],
) -> Employee {
    let unit = units
        .iter()
        .find(|unit| unit.name == account.unit)
        .map_or_else(|| units[0].id, |unit| unit.id);
    let (kle, up_to, reach) = match account.role {
        Role::Caseworker => (
            KleScope::parse(CASEWORKER_MAIN_GROUP).ok(),
            Sensitivity::Sensitive,
            Some(unit),
        ),
        Role::TeamLead | Role::Manager => (None, Sensitivity::Sensitive, Some(unit)),
        Role::Dpo => (None, Sensitivity::Vip, None),
        Role::Administrator => (None, Sensitivity::NotConfidential, None),
    };
    Employee {
        id: EmployeeId::new(id(plan.seed, Stream::Employee, index as u64)),
        name: account.name.to_owned(),
        username: account.username.to_owned(),
        job_title: account.job_title,
        unit,
        team: teams
            .iter()
            .find(|team| Some(team.name) == account.team)
            .map(|team| team.id),
        grants: vec![Grant {
            id: GrantId::new(id(plan.seed, Stream::Grant, index as u64)),
            role: account.role,
            kle,
            unit: reach,
            team: None,
            up_to,
            valid_from: plan.today - Days::new(ACCOUNTS_FIRST_DAY),
            valid_to: None,
        }],
    }
}

fn invented(
    plan: &Plan,
    index: usize,
    (unit, team, job_title): (UnitId, Option<TeamId>, &'static str),
    role: Role,
    taken: &mut HashSet<String>,
) -> Employee {
    let mut dice = Dice::new(plan.seed, Stream::Employee, index as u64);
    let woman = dice.per_mille(680);
    let name = format!(
        "{} {}",
        names::given_name(&mut dice, woman),
        names::surname(&mut dice)
    );
    Employee {
        id: EmployeeId::new(id(plan.seed, Stream::Employee, index as u64)),
        username: username(&name, taken),
        name,
        job_title,
        unit,
        team,
        grants: vec![Grant {
            id: GrantId::new(id(plan.seed, Stream::Grant, index as u64)),
            role,
            kle: None,
            unit: Some(unit),
            team: team.filter(|_| role == Role::Caseworker),
            up_to: Sensitivity::Sensitive,
            valid_from: first_day(plan.today, &mut dice),
            valid_to: None,
        }],
    }
}

/// Two letters of the given name and three of the last, as town halls do: `mehol`, `mehol2`.
fn username(name: &str, taken: &mut HashSet<String>) -> String {
    let mut words = name.split(' ');
    let first = words.next().map(fold).unwrap_or_default();
    let last = words.next_back().map(fold).unwrap_or_default();
    let base: String = first.chars().take(2).chain(last.chars().take(3)).collect();
    let mut username = base.clone();
    let mut number = 1;
    while !taken.insert(username.clone()) {
        number += 1;
        username = format!("{base}{number}");
    }
    username
}

fn first_day(today: NaiveDate, dice: &mut Dice) -> NaiveDate {
    today - Days::new(30 + dice.below(4_000) as u64)
}
