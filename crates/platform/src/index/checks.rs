//! The platform's guidance (*anvisninger* 1.7), held before anything is sent: the index takes nearly everything, and
//! what is wrong in it is wrong for every municipality's systems that read it.

mod case;
mod document;
mod effects;
mod relations;
mod texts;

use super::case::CaseEntry;
use super::document::DocumentEntry;
use super::roles::RoleBook;

/// A rule that is broken, and where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Breach {
    pub rule: Rule,
    /// The part that it is about: a field or a role, in our own word for it.
    pub part: &'static str,
}

/// Each has a sentence of its own in the message files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Nothing is said of it at all.
    NoRegistration,
    /// Whoever says something says when.
    NoMoment,
    NotImported,
    NoUser,
    /// An id of the organisation, or a name in one of the schemes that begin with `urn:oio:`.
    BadReference,
    Missing,
    TooLong,
    /// A line break or a sign that no screen shows, where there may be none.
    BadSign,
    /// The number and the key that people know it by must be the same.
    NumberIsNotKey,
    /// Something is true from a moment, never from always.
    NoBeginning,
    EndsBeforeItBegins,
    NoActor,
    /// Only a person or a system changes anything.
    BadActorKind,
    /// A case is told from its beginning (*Opstaaet*).
    HistoryBeginsLate,
    /// A step begins where the one before it ends.
    HistoryHasGaps,
    HistoryOverlaps,
    /// A relation that every entry has.
    NoSuchRelation,
    /// One only.
    MoreThanOne,
    /// Where there may be one, it has no index.
    IndexedAlone,
    /// Where there may be several, each has an index of its own.
    NotIndexed,
    NoCvr,
    NoName,
    /// `xx.xx.xx`.
    BadClass,
    /// The system's address is not used any more.
    SystemAddress,
    /// A party is a name in a scheme, never an id.
    PartyById,
    BadCpr,
    NoSensitivity,
    NoteTooLarge,
    NoteIncomplete,
}

/// Every rule that a new case breaks; none, and it may be sent.
pub fn breaches_of_case(entry: &CaseEntry, roles: &RoleBook) -> Vec<Breach> {
    let mut found = Found::default();
    case::check(entry, roles, &mut found);
    found.breaches
}

pub fn breaches_of_document(entry: &DocumentEntry, roles: &RoleBook) -> Vec<Breach> {
    let mut found = Found::default();
    document::check(entry, roles, &mut found);
    found.breaches
}

#[derive(Default)]
struct Found {
    breaches: Vec<Breach>,
}

impl Found {
    fn breach(&mut self, rule: Rule, part: &'static str) {
        let breach = Breach { rule, part };
        if !self.breaches.contains(&breach) {
            self.breaches.push(breach);
        }
    }

    fn unless(&mut self, holds: bool, rule: Rule, part: &'static str) {
        if !holds {
            self.breach(rule, part);
        }
    }
}
