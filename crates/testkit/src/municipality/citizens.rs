use std::collections::HashSet;
use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use sagsbord_domain::{CitizenId, Cpr};

use super::dice::{Stream, id};
use super::{Dice, Plan, names};

#[derive(Debug, Clone, PartialEq)]
pub struct Citizen {
    pub id: CitizenId,
    /// Day + 60, so that it can be nobody's.
    pub cpr: Cpr,
    pub name: String,
    pub born: NaiveDate,
    pub deceased: Option<NaiveDate>,
    /// Name and address protection.
    pub protected: bool,
    pub address: Address,
    /// Those with the same number live together.
    pub household: u32,
    /// Set for children at home.
    pub parents: Vec<CitizenId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// `Birkevej 14, 2. tv.`
    pub street: String,
    pub postcode: &'static str,
    pub town: &'static str,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} {}", self.street, self.postcode, self.town)
    }
}

impl Citizen {
    pub fn lived_on(&self, day: NaiveDate) -> bool {
        self.born <= day && self.deceased.is_none_or(|died| day <= died)
    }
}

/// Household after household until there are enough; the last one may lack members.
pub(super) fn generate(plan: &Plan) -> Vec<Citizen> {
    let mut builder = Builder {
        plan,
        citizens: Vec::with_capacity(plan.citizens),
        cprs: HashSet::with_capacity(plan.citizens),
    };
    let mut household = 0;
    while builder.citizens.len() < plan.citizens {
        builder.add_household(household);
        household += 1;
    }
    builder.citizens.truncate(plan.citizens);
    builder.citizens
}

struct Builder<'a> {
    plan: &'a Plan,
    citizens: Vec<Citizen>,
    cprs: HashSet<String>,
}

struct Home {
    household: u32,
    address: Address,
    protected: bool,
}

impl Builder<'_> {
    fn add_household(&mut self, household: u32) {
        let mut dice = Dice::new(self.plan.seed, Stream::Household, u64::from(household));
        let home = Home {
            household,
            address: address(&mut dice),
            protected: dice.per_mille(15),
        };
        let surname = names::surname(&mut dice);
        let woman = dice.per_mille(500);
        match dice.weighted(&[22, 20, 24, 24, 10]) {
            0 => {
                let age = dice.between(18, 66);
                self.add(&mut dice, &home, &surname, woman, age, &[]);
            }
            1 => {
                let age = dice.between(67, 97);
                self.add(&mut dice, &home, &surname, woman, age, &[]);
            }
            2 => {
                let age = dice.between(22, 88);
                self.add(&mut dice, &home, &surname, true, age, &[]);
                self.add_partner(&mut dice, &home, &surname, age);
            }
            3 => {
                let age = dice.between(24, 52);
                let mother = self.add(&mut dice, &home, &surname, true, age, &[]);
                let father = self.add_partner(&mut dice, &home, &surname, age);
                self.add_children(&mut dice, &home, &surname, age, &[mother, father]);
            }
            _ => {
                let age = dice.between(24, 52);
                let parent = self.add(&mut dice, &home, &surname, woman, age, &[]);
                self.add_children(&mut dice, &home, &surname, age, &[parent]);
            }
        }
    }

    fn add_partner(&mut self, dice: &mut Dice, home: &Home, surname: &str, age: i64) -> CitizenId {
        let age = (age + dice.between(-4, 6)).clamp(20, 96);
        let own = names::surname(dice);
        let name = if dice.per_mille(450) { surname } else { &own };
        self.add(dice, home, name, false, age, &[])
    }

    fn add_children(
        &mut self,
        dice: &mut Dice,
        home: &Home,
        surname: &str,
        parent_age: i64,
        parents: &[CitizenId],
    ) {
        let eldest = (parent_age - 21).clamp(0, 17);
        let youngest = (parent_age - 43).clamp(0, eldest);
        for _ in 0..=dice.weighted(&[35, 45, 20]) {
            let age = dice.between(youngest, eldest);
            let woman = dice.per_mille(500);
            self.add(dice, home, surname, woman, age, parents);
        }
    }

    fn add(
        &mut self,
        dice: &mut Dice,
        home: &Home,
        surname: &str,
        woman: bool,
        age: i64,
        parents: &[CitizenId],
    ) -> CitizenId {
        let today = self.plan.today;
        let days_old = (age * 365 + age / 4) as u64 + dice.below(360) as u64;
        let born = today - Days::new(days_old);
        let given = names::given_name(dice, woman);
        let dies = dice.per_mille(if age > 80 { 60 } else { 3 });
        let deceased = (dies && parents.is_empty())
            .then(|| today - Days::new(dice.below(days_old.min(900) as usize) as u64));
        let index = self.citizens.len() as u64;
        let citizen = CitizenId::new(id(self.plan.seed, Stream::Citizen, index));
        let cpr = self.new_cpr(dice, born, woman);
        self.citizens.push(Citizen {
            id: citizen,
            cpr,
            name: format!("{given} {surname}"),
            born,
            deceased,
            protected: home.protected,
            address: home.address.clone(),
            household: home.household,
            parents: parents.to_vec(),
        });
        citizen
    }

    fn new_cpr(&mut self, dice: &mut Dice, born: NaiveDate, woman: bool) -> Cpr {
        let centuries: &[i64] = match born.year() {
            ..2000 => &[0, 1, 2, 3],
            _ => &[4, 5, 6, 7, 8, 9],
        };
        loop {
            let seventh = centuries[dice.below(centuries.len())];
            let last = dice.between(0, 4) * 2 + i64::from(!woman);
            let text = format!(
                "{:02}{:02}{:02}{seventh}{:02}{last}",
                born.day() + 60,
                born.month(),
                born.year() % 100,
                dice.between(0, 99),
            );
            if let Ok(cpr) = Cpr::parse(&text)
                && self.cprs.insert(text)
            {
                return cpr;
            }
        }
    }
}

fn address(dice: &mut Dice) -> Address {
    let number = dice.between(1, 120);
    let floor = match dice.weighted(&[62, 10, 10, 9, 9]) {
        0 => String::new(),
        1 => format!(", st. {}", dice.pick(&["tv.", "th."])),
        floor => format!(", {}. {}", floor - 1, dice.pick(&["tv.", "mf.", "th."])),
    };
    let (postcode, town) = names::TOWNS[dice.weighted(&[60, 18, 13, 9])];
    Address {
        street: format!("{} {number}{floor}", names::street(dice)),
        postcode,
        town,
    }
}
