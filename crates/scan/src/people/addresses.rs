//! The addresses of the case's people, by street and number.

use std::collections::HashMap;

use super::near::distance;
use super::register::{Owner, PartyRegister};
use super::{Person, Role};
use crate::text::{fold_word, hash_folded};

/// So many addresses are compared one by one when a street is misspelt.
const MOST_COMPARED: usize = 64;

#[derive(Debug, Default)]
pub(super) struct Addresses {
    by_street_and_number: HashMap<u64, Vec<usize>>,
    all: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    person: usize,
    street: Vec<u8>,
    number: Vec<u8>,
    floor: Option<Vec<u8>>,
}

impl Addresses {
    pub(super) fn new(people: &[Person]) -> Self {
        let mut addresses = Addresses::default();
        for (person, known) in people.iter().enumerate() {
            let Some(known) = known
                .address
                .as_deref()
                .and_then(|text| parsed(person, text))
            else {
                continue;
            };
            addresses
                .by_street_and_number
                .entry(key(&known.street, &known.number))
                .or_default()
                .push(addresses.all.len());
            addresses.all.push(known);
        }
        addresses
    }
}

impl PartyRegister {
    /// Who lives there. Where the requester does, it is the requester's address, whoever else does too.
    pub(crate) fn by_address(
        &self,
        street: &[u8],
        number: &[u8],
        floor: Option<&[u8]>,
    ) -> Option<Owner> {
        let addresses = self.addresses();
        let exact = addresses
            .by_street_and_number
            .get(&key(street, number))
            .into_iter()
            .flatten()
            .filter_map(|index| addresses.all.get(*index));
        let near = addresses
            .all
            .iter()
            .take(if addresses.all.len() <= MOST_COMPARED {
                MOST_COMPARED
            } else {
                0
            })
            .filter(|known| known.number == number && distance(&known.street, street) == 1);
        let fits = |known: &&Known| match (&known.floor, floor) {
            (Some(known), Some(written)) => known.as_slice() == written,
            _ => true,
        };
        let need = |known: &&Known| match self.role(known.person) {
            Role::Requester => 3,
            Role::ThirdParty => 2,
            Role::Employee => 1,
            Role::Public => 0,
        };
        let (known, message) = exact
            .filter(fits)
            .max_by_key(need)
            .map(|known| (known, "register.address"))
            .or_else(|| {
                near.filter(fits)
                    .max_by_key(need)
                    .map(|known| (known, "register.address.near"))
            })?;
        Some(self.owner(known.person, message))
    }
}

impl PartyRegister {
    /// Whose house has that number, where only one person's (or household's) has it.
    pub(crate) fn by_house_number(&self, number: &[u8]) -> Option<Owner> {
        let addresses = self.addresses();
        if addresses.all.len() > MOST_COMPARED {
            return None;
        }
        let mut living = addresses.all.iter().filter(|known| known.number == number);
        let first = living.next()?;
        let same_house = living.all(|known| known.street == first.street);
        let person = addresses
            .all
            .iter()
            .filter(|known| known.number == number)
            .max_by_key(|known| u8::from(self.role(known.person) == Role::Requester))?;
        same_house.then(|| self.owner(person.person, "register.address"))
    }
}

fn key(street: &[u8], number: &[u8]) -> u64 {
    hash_folded(street) ^ hash_folded(number).rotate_left(17)
}

/// `Elmegade 14, 2. tv., 8600 Silkeborg`
fn parsed(person: usize, text: &str) -> Option<Known> {
    let first = text.split([',', '\n']).next()?;
    let words: Vec<&str> = first.split_whitespace().collect();
    // The last word that begins with a digit, and is not the street's first (`10. Februar Vej 7`).
    let at = words
        .iter()
        .rposition(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 6)
        .filter(|at| *at > 0)?;
    // `Violvej 3 1. th`: the first of several numbers behind the street's words.
    let at = (1..=at)
        .find(|place| {
            words[*place].starts_with(|c: char| c.is_ascii_digit()) && !words[*place].ends_with('.')
        })
        .unwrap_or(at);
    let mut number = fold_word(words[at]);
    let mut behind = at + 1;
    if let Some(letter) = words
        .get(behind)
        .filter(|word| word.len() == 1 && word.starts_with(char::is_alphabetic))
    {
        number.extend(fold_word(letter));
        behind += 1;
    }
    // `Violvej 3 1. th` without a comma.
    let direct = words.get(behind).copied();
    let rest = direct.unwrap_or(&text[first.len()..]);
    Some(Known {
        person,
        street: words[..at]
            .iter()
            .flat_map(|word| fold_word(word))
            .collect(),
        number,
        floor: floor(rest),
    })
}

fn floor(rest: &str) -> Option<Vec<u8>> {
    let part = rest
        .trim_start_matches([',', '\n', ' '])
        .split([',', ' ', '.'])
        .next()?;
    let folded = fold_word(part);
    match folded.as_slice() {
        b"st" | b"stuen" | b"stue" => Some(b"st".to_vec()),
        b"kl" | b"kld" | b"kaelder" => Some(b"kl".to_vec()),
        digits if (1..=2).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) => {
            Some(folded)
        }
        _ => None,
    }
}
