//! Which of the case's people a found name can be. A name fits a person when none of its words contradicts
//! the person's name.

use super::register::{Owner, PartyRegister};
use super::{Role, names::FullName};
use crate::finding::Evidence;

/// One word of a name as it stands in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    pub hash: u64,
    pub folded: &'a [u8],
    /// `K.`
    pub initial: bool,
    /// It is borne as a last name, hardly as a given one.
    pub surname: bool,
    /// It is a well-known name itself, and so no slip for another.
    pub known: bool,
}

/// People that share a word are tried up to here; a word that more share says too little.
const MOST_TRIED: usize = 512;
const EXACT: i32 = 10;
const SLIP: i32 = 6;
const INITIAL: i32 = 4;
const STRANGE: i32 = -9;

#[derive(Debug, Clone)]
pub(crate) struct Fit {
    pub owner: Owner,
    /// All words stood letter for letter in the register.
    pub exact: bool,
    /// How many words of the register's name were met, initials not counted.
    pub words: usize,
    /// The first name is among them.
    pub given: bool,
}

impl PartyRegister {
    /// The person that fits best. Where several fit alike, the one that must be protected.
    pub(crate) fn fit(&self, written: &[Written]) -> Option<Fit> {
        let names = self.names();
        // A slip of the pen is looked for only beside a word that was met, or in a word that is no name.
        let met = written
            .iter()
            .any(|word| !word.initial && names.find(word.hash).is_some());
        let unknown_alone = written.len() == 1 && !written[0].known;
        if !met && !unknown_alone {
            return None;
        }
        let mut slips: Vec<Vec<u64>> = Vec::with_capacity(written.len());
        let mut bearing: Vec<&[u32]> = Vec::new();
        let mut nearly: Vec<u32> = Vec::new();
        for word in written {
            let mut meant = Vec::new();
            if word.initial {
                slips.push(meant);
                continue;
            }
            if let Some(index) = names.find(word.hash) {
                meant.push(names.hash(index));
                bearing.push(names.bearers(index));
            } else if !word.known || written.len() > 1 {
                for index in names.near(word.folded) {
                    meant.push(names.hash(index));
                    if !met {
                        nearly.extend_from_slice(names.bearers(index));
                    }
                }
            }
            slips.push(meant);
        }
        let mut tried = if met {
            bearers_of_all(&bearing)
        } else {
            nearly.sort_unstable();
            nearly.dedup();
            nearly
        };
        // Among more people than are tried there may be one that must be protected.
        let too_many = tried.len() > MOST_TRIED;
        tried.truncate(MOST_TRIED);
        let mut best: Option<(i32, u8, u32, Met)> = None;
        let mut equals = 0;
        for person in tried {
            let Some(name) = names.people.get(person as usize) else {
                continue;
            };
            let Some((score, met)) = fits(name, written, &slips) else {
                continue;
            };
            let need = need(self.role(person as usize));
            match best {
                Some((other, _, _, _)) if score < other => {}
                Some((other, other_need, _, _)) if score == other => {
                    equals += 1;
                    if need > other_need {
                        best = Some((score, need, person, met));
                    }
                }
                _ => {
                    equals = 1;
                    best = Some((score, need, person, met));
                }
            }
        }
        let (_, need_of_best, person, met) = best?;
        if too_many && need_of_best < need(Role::ThirdParty) {
            return None;
        }
        let message = if !met.exact {
            "register.name.near"
        } else if equals > 1 {
            "register.name.several"
        } else {
            "register.name"
        };
        Some(Fit {
            owner: self.owner(person as usize, message),
            exact: met.exact,
            words: met.words,
            given: met.given,
        })
    }
}

/// What of a register's name was met.
#[derive(Clone, Copy)]
struct Met {
    exact: bool,
    words: usize,
    given: bool,
}

/// Who bears all the words; where nobody does, who bears the rarest.
fn bearers_of_all(bearing: &[&[u32]]) -> Vec<u32> {
    let Some(rarest) = bearing.iter().min_by_key(|people| people.len()) else {
        return Vec::new();
    };
    let all: Vec<u32> = rarest
        .iter()
        .filter(|person| {
            bearing
                .iter()
                .all(|people| people.binary_search(person).is_ok())
        })
        .take(MOST_TRIED + 1)
        .copied()
        .collect();
    if all.is_empty() {
        return rarest.iter().take(MOST_TRIED + 1).copied().collect();
    }
    all
}

fn need(role: Role) -> u8 {
    match role {
        Role::ThirdParty => 3,
        Role::Requester => 2,
        Role::Employee => 1,
        Role::Public => 0,
    }
}

/// How well, and what was met.
fn fits(name: &FullName, written: &[Written], meant: &[Vec<u64>]) -> Option<(i32, Met)> {
    let mut used = [false; 16];
    let (mut score, mut exact, mut words, mut strange) = (0, true, 0, 0);
    let mut met_given = false;
    let mut met_last = false;
    for (word, meant) in written.iter().zip(meant) {
        let place = name
            .parts
            .iter()
            .take(16)
            .enumerate()
            .position(|(at, part)| {
                !used[at]
                    && if word.initial {
                        Some(&part.initial) == word.folded.first()
                    } else {
                        meant.contains(&part.hash)
                    }
            });
        let Some(place) = place else {
            strange += 1;
            continue;
        };
        used[place] = true;
        let part = &name.parts[place];
        met_last |= part.last;
        met_given |= place == 0;
        if word.initial {
            score += INITIAL;
        } else {
            let letter_for_letter = is_written_so(part.hash, word);
            score += if letter_for_letter { EXACT } else { SLIP };
            exact &= letter_for_letter;
            words += 1;
        }
    }
    // "Mette Kirstine Rask" can be Mette Rask; "Poul Rask" is not Kirsten Rask.
    let crumb = written
        .iter()
        .zip(meant)
        .any(|(word, meant)| meant.is_empty() && word.folded.len() <= 3);
    let whole = met_given && words >= 2 && (met_last || crumb);
    if strange > 1 || strange == 1 && !whole {
        return None;
    }
    // "Hr. Bonde" is not Gudrun Bonde Holm.
    if let [word] = written
        && word.surname
        && !met_given
        && !met_last
    {
        return None;
    }
    let met = Met {
        exact,
        words,
        given: met_given,
    };
    (words > 0).then_some((score + STRANGE * strange, met))
}

fn is_written_so(hash: u64, word: &Written) -> bool {
    hash == word.hash
        || word
            .folded
            .strip_suffix(b"s")
            .is_some_and(|stem| crate::text::hash_folded(stem) == hash)
}

impl PartyRegister {
    /// Whose initials these are, where they are only one person's.
    pub(crate) fn by_initials(&self, hash: u64) -> Option<Owner> {
        let person = self.names().by_initials(hash)?;
        Some(self.owner(person as usize, "register.initials"))
    }

    /// What a name that no person of the case bears has in common with one that does.
    pub(crate) fn same_surname(&self, written: &[Written]) -> Option<Evidence> {
        let last = written.iter().rev().find(|word| !word.initial)?;
        let names = self.names();
        let index = names.find(last.hash)?;
        let hash = names.hash(index);
        let bears_it_last = |person: &&u32| {
            names
                .people
                .get(**person as usize)
                .is_some_and(|name| name.parts.iter().any(|part| part.last && part.hash == hash))
        };
        let bearers = names.bearers(index);
        let person = *bearers.iter().take(MOST_TRIED).find(bears_it_last)?;
        Some(Evidence::with(
            "name.same_surname",
            self.name(person as usize),
        ))
    }
}
