use std::collections::HashMap;

use sagsbord_domain::access::Role;
use sagsbord_domain::{CitizenId, EmployeeId, TeamId};

use super::{
    Citizen, Employee, KleEntry, Plan, Team, Unit, accounts, citizens, employees, kle, units,
};

/// The people, the places and the plan of subjects: all but cases and documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// `Havrelunde Kommune`.
    pub name: &'static str,
    /// Parents before children.
    pub units: Vec<Unit>,
    pub teams: Vec<Team>,
    /// Those of [`super::demo_accounts`] first, in their order.
    pub employees: Vec<Employee>,
    /// Main groups, groups and subjects.
    pub kle: Vec<KleEntry>,
    pub citizens: Vec<Citizen>,
    /// The systems that cases come from; the first is the program itself.
    pub sources: &'static [&'static str],
    pub(super) index: Index,
}

/// Places in the lists, so that drawing a case looks nothing up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Index {
    /// For each team, who works on its cases; the demo's caseworker is first in hers.
    pub(super) caseworkers: Vec<Vec<usize>>,
    pub(super) demo_team: usize,
    pub(super) children: Vec<usize>,
    pub(super) adults: Vec<usize>,
    pub(super) elders: Vec<usize>,
    citizens: HashMap<CitizenId, usize>,
}

const SOURCES: &[&str] = &[
    sagsbord_domain::OWN_SOURCE,
    "Tårnfalk ESDH",
    "Kornblomst Ydelse",
];

impl Town {
    pub(super) fn generate(plan: &Plan) -> Self {
        let (units, teams) = units::generate(plan.seed);
        let employees = employees::generate(plan, &units, &teams);
        let citizens = citizens::generate(plan);
        let index = Index::new(plan, &teams, &employees, &citizens);
        Self {
            name: units::MUNICIPALITY,
            units,
            teams,
            employees,
            kle: kle::plan(),
            citizens,
            sources: SOURCES,
            index,
        }
    }

    pub(crate) fn team_of_the_caseworker(&self) -> TeamId {
        self.teams[self.index.demo_team].id
    }

    /// Herself, where she works alone.
    pub(crate) fn colleague_of_the_caseworker(&self) -> EmployeeId {
        let team = &self.index.caseworkers[self.index.demo_team];
        let place = team.get(1).or(team.first()).copied().unwrap_or(0);
        self.employees[place].id
    }

    pub fn citizen(&self, id: CitizenId) -> Option<&Citizen> {
        self.citizens.get(*self.index.citizens.get(&id)?)
    }
}

impl Index {
    fn new(plan: &Plan, teams: &[Team], employees: &[Employee], citizens: &[Citizen]) -> Self {
        let caseworkers = teams
            .iter()
            .map(|team| {
                let in_team = |index: &usize| {
                    let employee = &employees[*index];
                    employee.team == Some(team.id) && employees::is(employee, Role::Caseworker)
                };
                (0..employees.len()).filter(in_team).collect()
            })
            .collect();
        let of_age = |first: u32, last: u32| -> Vec<usize> {
            (0..citizens.len())
                .filter(|index| {
                    citizens[*index]
                        .cpr
                        .age_on(plan.today)
                        .is_some_and(|age| (first..=last).contains(&age))
                })
                .collect()
        };
        Self {
            caseworkers,
            demo_team: teams
                .iter()
                .position(|team| team.name == accounts::CASEWORKER_TEAM)
                .unwrap_or(0),
            children: of_age(0, 17),
            // Old enough to have been grown up when the oldest case was opened.
            adults: of_age(24, 70),
            elders: of_age(67, 120),
            citizens: citizens
                .iter()
                .enumerate()
                .map(|(index, citizen)| (citizen.id, index))
                .collect(),
        }
    }
}
