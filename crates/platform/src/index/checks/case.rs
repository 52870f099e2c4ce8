use super::relations::Many;
use super::{Found, Rule, effects, relations, texts};
use crate::index::case::{CaseEntry, RegistrationHead};
use crate::index::codes::CaseStep;
use crate::index::roles::{Role, RoleBook};

const ROLES: [(Role, &str, Many); 11] = [
    (Role::CaseOwner, "case_owner", Many::ExactlyOne),
    (Role::CaseResponsible, "case_responsible", Many::ExactlyOne),
    (Role::CaseHandler, "case_handler", Many::AtMostOne),
    (Role::CaseParty, "case_party", Many::AtMostOne),
    (Role::CaseClass, "case_class", Many::ExactlyOne),
    (Role::CaseAction, "case_action", Many::ExactlyOne),
    (Role::CaseMaster, "case_master", Many::ExactlyOne),
    (Role::CaseSender, "case_sender", Many::ExactlyOne),
    (Role::JournalFiled, "journal_filed", Many::Any),
    (Role::JournalAttached, "journal_attached", Many::Any),
    (Role::JournalNote, "journal_note", Many::Any),
];

pub(super) fn check(entry: &CaseEntry, roles: &RoleBook, found: &mut Found) {
    found.unless(!entry.id.is_nil(), Rule::BadReference, "id");
    let Some(newest) = entry
        .registrations
        .iter()
        .max_by_key(|registration| registration.head.at)
    else {
        found.breach(Rule::NoRegistration, "case");
        return;
    };
    for registration in &entry.registrations {
        head(found, &registration.head);
    }
    let lists = &newest.lists;
    found.unless(!lists.properties.is_empty(), Rule::Missing, "properties");
    for properties in &lists.properties {
        effects::check(found, "properties", properties.effect.as_ref());
        texts::needed(found, "number", properties.number.as_deref(), 50);
        texts::needed(found, "title", properties.title.as_deref(), 255);
        found.unless(
            properties.number == properties.user_key,
            Rule::NumberIsNotKey,
            "number",
        );
        texts::lines(
            found,
            "description",
            properties.description.as_deref(),
            4096,
        );
        texts::line(
            found,
            "legal_basis",
            properties.legal_basis.as_deref(),
            1024,
        );
        texts::line(found, "disposal", properties.disposal.as_deref(), 50);
    }
    let has_sensitivity = lists
        .index_properties
        .iter()
        .any(|properties| properties.sensitivity.is_some());
    found.unless(has_sensitivity, Rule::NoSensitivity, "sensitivity");
    for properties in &lists.index_properties {
        effects::check(found, "index_properties", properties.effect.as_ref());
        texts::line(found, "status", properties.status.as_deref(), 255);
        texts::line(found, "category", properties.category.as_deref(), 255);
        texts::line(found, "location", properties.location.as_deref(), 255);
    }
    effects::history(found, &lists.progress, Some(CaseStep::Opstaaet));
    relations::check(found, &lists.relations, roles, &ROLES);
}

/// Who said it, and when. What the index sets itself is left to it.
pub(super) fn head(found: &mut Found, head: &RegistrationHead) {
    found.unless(head.at.is_some(), Rule::NoMoment, "registration");
    let is_imported = head.life_cycle.as_deref() == Some("Importeret");
    found.unless(is_imported, Rule::NotImported, "registration");
    match &head.by {
        Some(by) => effects::reference(found, "registration", by),
        None => found.breach(Rule::NoUser, "registration"),
    }
    texts::lines(found, "note", head.note.as_deref(), 1024);
}
