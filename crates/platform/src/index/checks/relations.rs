use std::collections::HashSet;

use super::{Found, Rule, effects, texts};
use crate::index::effect::Reference;
use crate::index::relation::{Relation, RelationKind};
use crate::index::roles::{Role, RoleBook};

/// How many of a role an entry has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Many {
    ExactlyOne,
    AtMostOne,
    Any,
}

/// The parties' schemes, and the length of what stands in them where it is given.
const PARTY_SCHEMES: [(&str, Option<usize>); 6] = [
    ("urn:oio:cpr-nr:", Some(10)),
    ("urn:oio:cvr-nr:", Some(8)),
    ("urn:oio:pnr:", Some(10)),
    ("urn:oio:us:personid:", None),
    ("urn:oio:udk:borgerid:", None),
    ("urn:oio:", None),
];

pub(super) fn check(
    found: &mut Found,
    relations: &[Relation],
    roles: &RoleBook,
    allowed: &[(Role, &'static str, Many)],
) {
    for (role, part, many) in allowed {
        let of_role: Vec<&Relation> = relations
            .iter()
            .filter(|relation| roles.role_of(relation.role.as_ref()) == Some(*role))
            .collect();
        match (many, of_role.len()) {
            (Many::ExactlyOne, 0) => found.breach(Rule::NoSuchRelation, part),
            (Many::ExactlyOne | Many::AtMostOne, 2..) if overlap(&of_role) => {
                found.breach(Rule::MoreThanOne, part);
            }
            _ => {}
        }
        let mut indexes = HashSet::new();
        for relation in of_role {
            effects::check(found, part, relation.effect.as_ref());
            match (&relation.index, many) {
                (Some(_), Many::ExactlyOne | Many::AtMostOne) => {
                    found.breach(Rule::IndexedAlone, part);
                }
                (None, Many::Any) => found.breach(Rule::NotIndexed, part),
                (Some(index), Many::Any) => {
                    texts::line(found, part, Some(index), 36);
                    found.unless(indexes.insert(index), Rule::NotIndexed, part);
                }
                (None, _) => {}
            }
            found.unless(relation.object_type.is_some(), Rule::Missing, part);
            one(found, part, relation);
        }
    }
}

/// Two of a role are fine one after the other, and never at once.
fn overlap(relations: &[&Relation]) -> bool {
    use crate::index::effect::End;
    let mut spans: Vec<_> = relations
        .iter()
        .map(|relation| {
            let effect = relation.effect.as_ref();
            let from = match effect.and_then(|effect| effect.from) {
                Some(End::At(from)) => from,
                _ => chrono::DateTime::<chrono::Utc>::MIN_UTC,
            };
            let to = match effect.and_then(|effect| effect.to) {
                Some(End::At(to)) => to,
                _ => chrono::DateTime::<chrono::Utc>::MAX_UTC,
            };
            (from, to)
        })
        .collect();
    spans.sort_unstable();
    spans
        .windows(2)
        .any(|pair| matches!(pair, [(_, to), (next, _)] if to > next))
}

/// What each kind must say of the one it points at.
fn one(found: &mut Found, part: &'static str, relation: &Relation) {
    let extension = &relation.extension;
    match relation.kind {
        RelationKind::CaseActor | RelationKind::DocumentActor => {
            let is_digits = |cvr: &str| cvr.len() == 8 && cvr.bytes().all(|b| b.is_ascii_digit());
            // The unit's own number is asked for on cases alone.
            if part != "document_responsible" {
                let has_cvr = extension.cvr.as_deref().is_some_and(is_digits);
                found.unless(has_cvr, Rule::NoCvr, part);
            }
            named(found, part, extension.full_name.as_deref());
            pointed(found, part, relation);
        }
        RelationKind::CaseClass | RelationKind::DocumentClass => {
            let key = extension.user_key.as_deref().unwrap_or_default();
            let is_good = if part == "case_action" {
                is_facet(key)
            } else {
                is_subject(key)
            };
            found.unless(is_good, Rule::BadClass, part);
            pointed(found, part, relation);
        }
        RelationKind::CaseParty | RelationKind::DocumentParty => party(found, part, relation),
        RelationKind::CaseSystem | RelationKind::DocumentSystem => {
            named(found, part, relation.system_name.as_deref());
            let is_clear = relation.system_address.is_none();
            found.unless(is_clear, Rule::SystemAddress, part);
            pointed(found, part, relation);
        }
        RelationKind::CaseJournal => journal(found, part, relation),
        _ => pointed(found, part, relation),
    }
}

fn named(found: &mut Found, part: &'static str, name: Option<&str>) {
    match name {
        Some(name) if !name.trim().is_empty() => texts::line(found, part, Some(name), 255),
        _ => found.breach(Rule::NoName, part),
    }
}

fn pointed(found: &mut Found, part: &'static str, relation: &Relation) {
    match &relation.reference {
        Some(reference) => effects::reference(found, part, reference),
        None => found.breach(Rule::BadReference, part),
    }
}

fn party(found: &mut Found, part: &'static str, relation: &Relation) {
    let Some(Reference::Urn(urn)) = &relation.reference else {
        found.breach(Rule::PartyById, part);
        return;
    };
    let scheme = PARTY_SCHEMES
        .iter()
        .find(|(scheme, _)| urn.starts_with(scheme));
    let Some((scheme, length)) = scheme else {
        found.breach(Rule::BadReference, part);
        return;
    };
    let rest = urn.get(scheme.len()..).unwrap_or_default();
    let is_good = match length {
        Some(length) => rest.len() == *length && rest.bytes().all(|byte| byte.is_ascii_digit()),
        None => !rest.is_empty() && urn.len() <= 255,
    };
    found.unless(is_good, Rule::BadReference, part);
    if *scheme == "urn:oio:cpr-nr:" && is_good {
        let is_cpr = sagsbord_domain::Cpr::parse(rest).is_ok();
        found.unless(is_cpr, Rule::BadCpr, part);
    }
    texts::line(found, part, relation.extension.full_name.as_deref(), 255);
}

/// A document that is in the index, or a note that says all of itself.
fn journal(found: &mut Found, part: &'static str, relation: &Relation) {
    const LARGEST_NOTE: usize = 100 * 1024;
    let is_note = matches!(&relation.reference, Some(Reference::Urn(urn)) if urn == "URN:Empty");
    if !is_note {
        let is_document = matches!(relation.reference, Some(Reference::Id(_)));
        found.unless(is_document, Rule::BadReference, part);
        let journal = relation.journal.as_ref();
        let title = journal.and_then(|journal| journal.document_title.as_deref());
        texts::line(found, part, title, 255);
        return;
    }
    let Some(journal) = &relation.journal else {
        found.breach(Rule::NoteIncomplete, part);
        return;
    };
    let has_all = journal.note_title.is_some() && journal.note_format.is_some();
    found.unless(has_all, Rule::NoteIncomplete, part);
    texts::line(found, part, journal.note_title.as_deref(), 255);
    match &journal.note {
        Some(note) => {
            // Base64 is a third longer than what it stands for.
            let is_small = note.len() / 4 * 3 <= LARGEST_NOTE;
            found.unless(is_small, Rule::NoteTooLarge, part);
        }
        None => found.breach(Rule::NoteIncomplete, part),
    }
}

/// `27.35.04`.
fn is_subject(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    let is_two_digits = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_two_digits)
}

/// `G01`, in one of the seven categories.
fn is_facet(key: &str) -> bool {
    let mut signs = key.chars();
    let has_category = signs.next().is_some_and(|sign| "APSØGKI".contains(sign));
    let digits = signs.as_str();
    has_category && digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
