//! Everything the case's people can be recognised by, made ready for look-ups.

use std::collections::{HashMap, HashSet};

use super::addresses::Addresses;
use super::names::Names;
use super::{CasePeople, Person, Role};
use crate::finding::{Evidence, Whose};
use crate::lexicon::{Sex, sex_of_given};
use crate::text::{fold_word, hash_folded};
use crate::words::Context;

#[derive(Debug)]
pub(crate) struct PartyRegister {
    people: CasePeople,
    cpr: HashMap<u64, usize>,
    /// By `ddmmyy`, of CPR numbers alone; nobody where several were born that day.
    birth: HashMap<u32, Option<usize>>,
    phone: HashMap<u64, usize>,
    email: HashMap<Vec<u8>, usize>,
    own_case_numbers: HashSet<Vec<u8>>,
    /// Nobody where several bear the relation.
    relation: HashMap<Vec<u8>, Option<usize>>,
    requester: Option<usize>,
    names: Names,
    has_protected_address: bool,
    addresses: Addresses,
}

/// Whose a found piece is, and how that was seen.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    pub person: usize,
    pub whose: Whose,
    pub evidence: Evidence,
}

impl PartyRegister {
    pub(crate) fn new(people: CasePeople) -> Self {
        let mut register = PartyRegister {
            cpr: HashMap::new(),
            birth: HashMap::new(),
            phone: HashMap::new(),
            email: HashMap::new(),
            own_case_numbers: people
                .own_case_numbers
                .iter()
                .map(|number| fold_word(number))
                .collect(),
            relation: HashMap::new(),
            requester: None,
            addresses: Addresses::new(&people.people),
            has_protected_address: people.people.iter().any(|person| person.protected_address),
            names: Names::new(people.people.iter().map(|person| person.name.as_str())),
            people: CasePeople::default(),
        };
        for (index, person) in people.people.iter().enumerate() {
            if let Some(number) = person.cpr.as_deref().and_then(digits) {
                register.cpr.entry(number).or_insert(index);
                register
                    .birth
                    .entry(day_of_birth(number))
                    .and_modify(|bearer| *bearer = None)
                    .or_insert(Some(index));
            }
            if let Some(number) = person.phone.as_deref().and_then(digits) {
                register.phone.entry(subscriber(number)).or_insert(index);
            }
            if let Some(relation) = person.relation.as_deref() {
                register
                    .relation
                    .entry(fold_word(relation))
                    .and_modify(|bearer| *bearer = None)
                    .or_insert(Some(index));
            }
            if let Some(address) = person.email.as_deref() {
                register.email.entry(mail_key(address)).or_insert(index);
            }
        }
        let mut requesters = (0..people.people.len())
            .filter(|person| people.people[*person].role == Role::Requester);
        register.requester = requesters.next().filter(|_| requesters.next().is_none());
        register.people = people;
        register
    }

    /// Folded, without signs.
    pub(crate) fn own_case_numbers(&self) -> &HashSet<Vec<u8>> {
        &self.own_case_numbers
    }

    pub(crate) fn is_own_domain(&self, domain: &str) -> bool {
        self.people
            .own_mail_domains
            .iter()
            .any(|own| fold_word(own) == fold_word(domain))
    }

    pub(crate) fn has_protected_address(&self) -> bool {
        self.has_protected_address
    }

    /// The one the case is about, where there is exactly one.
    pub(crate) fn requester(&self) -> Option<usize> {
        self.requester
    }

    /// By the last digit of the CPR number, which is even for women, else by what they are to the requester, else by
    /// the first name.
    pub(crate) fn sex(&self, person: usize) -> Option<Sex> {
        let person = self.people.people.get(person)?;
        if let Some(number) = person.cpr.as_deref().and_then(digits)
            && (10_000_000..10_000_000_000).contains(&number)
        {
            return Some(if number % 2 == 0 {
                Sex::Woman
            } else {
                Sex::Man
            });
        }
        let relation = fold_word(person.relation.as_deref().unwrap_or_default());
        if Context::WOMAN.has(&relation) {
            Some(Sex::Woman)
        } else if Context::MAN.has(&relation) {
            Some(Sex::Man)
        } else {
            let first = person
                .name
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            sex_of_given(hash_folded(&fold_word(first)))
        }
    }

    /// The requester has a child in the register and is its mother (or father), and nobody else is called so.
    pub(crate) fn requester_is_parent(&self, mother: bool) -> bool {
        let (sex, names): (_, [&[u8]; 2]) = if mother {
            (Sex::Woman, [b"mor", b"moder"])
        } else {
            (Sex::Man, [b"far", b"fader"])
        };
        let has_child = [b"soen".as_slice(), b"datter", b"barn"]
            .iter()
            .any(|child| self.relation.contains_key(*child));
        has_child
            && !names.iter().any(|name| self.relation.contains_key(*name))
            && self
                .requester
                .is_some_and(|person| self.sex(person) == Some(sex))
    }

    /// The only person of the case who is called so: `mor`.
    pub(crate) fn by_relation(&self, folded: &[u8]) -> Option<Owner> {
        let person = (*self.relation.get(folded)?)?;
        Some(self.owner(person, "subject.register"))
    }

    /// The word of the people's names with that hash.
    #[inline]
    pub(crate) fn form(&self, hash: u64) -> Option<u32> {
        self.names.find(hash)
    }

    /// `number` is the ten digits read as one number.
    pub(crate) fn by_cpr(&self, number: u64) -> Option<Owner> {
        let person = *self.cpr.get(&number)?;
        Some(self.owner(person, "register.cpr"))
    }

    /// The only one of the case who was born that day, by the CPR number.
    pub(crate) fn by_birth(&self, day: u32, month: u32, year: u32) -> Option<Owner> {
        let born = (day * 100 + month) * 100 + year % 100;
        Some(self.owner((*self.birth.get(&born)?)?, "register.birth"))
    }

    /// `number` is the digits read as one number, with or without 45 in front.
    pub(crate) fn by_phone(&self, number: u64) -> Option<Owner> {
        let person = *self.phone.get(&subscriber(number))?;
        Some(self.owner(person, "register.phone"))
    }

    pub(crate) fn by_email(&self, address: &str) -> Option<Owner> {
        let person = *self.email.get(&mail_key(address))?;
        Some(self.owner(person, "register.email"))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.people.people.is_empty()
    }

    pub(super) fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn role(&self, person: usize) -> Role {
        self.people
            .people
            .get(person)
            .map_or(Role::ThirdParty, |person| person.role)
    }

    pub(super) fn name(&self, person: usize) -> &str {
        self.people
            .people
            .get(person)
            .map_or("", |person| person.name.as_str())
    }

    pub(super) fn owner(&self, person: usize, message: &'static str) -> Owner {
        let known: &Person = &self.people.people[person];
        Owner {
            person,
            whose: match known.role {
                Role::Requester => Whose::Requester,
                Role::ThirdParty => Whose::ThirdParty,
                Role::Employee => Whose::Employee,
                Role::Public => Whose::Public,
            },
            evidence: Evidence::with(message, known.name.clone()),
        }
    }
}

fn digits(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The first six of ten digits, without the 60 that a number given in place of a CPR number has on its day.
fn day_of_birth(number: u64) -> u32 {
    let born = (number / 10_000 % 1_000_000) as u32;
    if born >= 600_000 {
        born - 600_000
    } else {
        born
    }
}

/// Without the country's 45.
fn subscriber(number: u64) -> u64 {
    if (4_500_000_000..4_600_000_000).contains(&number) {
        number - 4_500_000_000
    } else {
        number
    }
}

/// Signs within a mail address tell addresses apart, accents and capitals do not.
fn mail_key(address: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(address.len());
    for part in address
        .trim()
        .split_inclusive(|c: char| !c.is_alphanumeric())
    {
        key.extend(fold_word(part));
        if let Some(sign) = part.chars().next_back().filter(char::is_ascii_punctuation) {
            key.push(sign as u8);
        }
    }
    key
}
