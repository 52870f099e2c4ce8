use super::relations::Many;
use super::{Found, Rule, case, effects, relations, texts};
use crate::index::document::DocumentEntry;
use crate::index::roles::{Role, RoleBook};

const ROLES: [(Role, &str, Many); 6] = [
    (Role::DocumentOwner, "document_owner", Many::ExactlyOne),
    (
        Role::DocumentResponsible,
        "document_responsible",
        Many::ExactlyOne,
    ),
    (Role::DocumentClass, "document_class", Many::ExactlyOne),
    (Role::DocumentMaster, "document_master", Many::ExactlyOne),
    (Role::DocumentSender, "document_sender", Many::ExactlyOne),
    (Role::DocumentParty, "document_party", Many::Any),
];

pub(super) fn check(entry: &DocumentEntry, roles: &RoleBook, found: &mut Found) {
    found.unless(!entry.id.is_nil(), Rule::BadReference, "id");
    let Some(newest) = entry
        .registrations
        .iter()
        .max_by_key(|registration| registration.head.at)
    else {
        found.breach(Rule::NoRegistration, "document");
        return;
    };
    for registration in &entry.registrations {
        case::head(found, &registration.head);
    }
    let lists = &newest.lists;
    found.unless(!lists.properties.is_empty(), Rule::Missing, "properties");
    for properties in &lists.properties {
        effects::check(found, "properties", properties.effect.as_ref());
        texts::needed(found, "number", properties.number.as_deref(), 50);
        texts::needed(found, "title", properties.title.as_deref(), 255);
        texts::lines(
            found,
            "description",
            properties.description.as_deref(),
            4096,
        );
        let has_sensitivity = properties.sensitivity.is_some();
        found.unless(has_sensitivity, Rule::NoSensitivity, "sensitivity");
        found.unless(properties.document_type.is_some(), Rule::Missing, "type");
    }
    effects::history(found, &lists.progress, None);
    relations::check(found, &lists.relations, roles, &ROLES);
}
