use std::collections::HashMap;

use serde::Deserialize;
use uuid::Uuid;

use super::effect::Reference;
use crate::classification::Classification;

/// What roles and kinds of objects are called on the wire.
#[derive(Debug, Clone)]
pub struct RoleBook {
    roles: HashMap<Role, Named>,
    kinds: HashMap<ObjectKind, Named>,
}

/// How well we know that the platform calls it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Published,
    Seen,
    Invented,
    /// Read from the platform's own classification.
    Read,
}

#[derive(Debug, Clone, Deserialize)]
struct Named {
    id: Uuid,
    standing: Standing,
    /// Where the guidance has it: the relation, and the role's own word.
    relation: Option<String>,
    word: Option<String>,
}

#[derive(Debug, thiserror::Error)]
#[error("the book of roles cannot be read, or lacks one")]
pub struct BadRoleBook;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $key:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($variant,)*
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }
        }
    };
}

named! {
    Role {
        CaseOwner = "case_owner",
        CaseResponsible = "case_responsible",
        CaseHandler = "case_handler",
        CaseParty = "case_party",
        CaseClass = "case_class",
        CaseAction = "case_action",
        CaseMaster = "case_master",
        CaseSender = "case_sender",
        JournalFiled = "journal_filed",
        JournalAttached = "journal_attached",
        JournalNote = "journal_note",
        DocumentOwner = "document_owner",
        DocumentResponsible = "document_responsible",
        DocumentClass = "document_class",
        DocumentMaster = "document_master",
        DocumentSender = "document_sender",
        DocumentParty = "document_party",
    }
}

named! {
    /// What a relation may point at.
    ObjectKind {
        Organisation = "organisation",
        Unit = "unit",
        User = "user",
        Person = "person",
        DocumentPerson = "document_person",
        Class = "class",
        System = "system",
        Document = "document",
    }
}

#[derive(Deserialize)]
struct Written {
    role: HashMap<String, Named>,
    kind: HashMap<String, Named>,
}

impl RoleBook {
    pub fn shipped() -> Result<Self, BadRoleBook> {
        Self::read(include_str!("../../data/roles.toml"))
    }

    fn read(text: &str) -> Result<Self, BadRoleBook> {
        let written: Written = toml::from_str(text).map_err(|_| BadRoleBook)?;
        let mut book = Self {
            roles: HashMap::new(),
            kinds: HashMap::new(),
        };
        for role in Role::ALL {
            let named = written.role.get(role.key()).ok_or(BadRoleBook)?;
            book.roles.insert(*role, named.clone());
        }
        for kind in ObjectKind::ALL {
            let named = written.kind.get(kind.key()).ok_or(BadRoleBook)?;
            book.kinds.insert(*kind, named.clone());
        }
        Ok(book)
    }

    /// What the platform itself says it is called.
    pub fn learn(&mut self, role: Role, id: Uuid) {
        if let Some(named) = self.roles.get_mut(&role) {
            named.id = id;
            named.standing = Standing::Read;
        }
    }

    /// The roles that these plans name, by the guidance's own words for them. How the platform titles its classes is
    /// not published: a role that is not found, or found twice, stays as it is.
    pub fn found_in(&self, classifications: &[Classification]) -> Vec<(Role, Uuid)> {
        let is = |text: &str, word: &str| text.trim().to_lowercase() == word.to_lowercase();
        Role::ALL
            .iter()
            .filter_map(|role| {
                let named = self.roles.get(role)?;
                let (relation, word) = (named.relation.as_ref()?, named.word.as_ref()?);
                let mut found = classifications
                    .iter()
                    .flat_map(|classification| &classification.facets)
                    .filter(|facet| is(&facet.title, relation))
                    .flat_map(|facet| &facet.classes)
                    .filter(|class| is(&class.title, word) && class.ended().is_none());
                match (found.next(), found.next()) {
                    (Some(class), None) => Some((*role, class.uuid()?)),
                    _ => None,
                }
            })
            .collect()
    }

    pub fn role(&self, role: Role) -> Reference {
        Reference::Id(self.roles.get(&role).map_or(Uuid::nil(), |named| named.id))
    }

    pub fn kind(&self, kind: ObjectKind) -> Reference {
        Reference::Id(self.kinds.get(&kind).map_or(Uuid::nil(), |named| named.id))
    }

    pub fn role_of(&self, reference: Option<&Reference>) -> Option<Role> {
        let Some(Reference::Id(id)) = reference else {
            return None;
        };
        Role::ALL
            .iter()
            .copied()
            .find(|role| self.roles.get(role).is_some_and(|named| named.id == *id))
    }

    /// Those that nobody has told us: against the real platform they must be read first.
    pub fn invented(&self) -> Vec<Role> {
        Role::ALL
            .iter()
            .copied()
            .filter(|role| {
                self.roles
                    .get(role)
                    .is_some_and(|named| named.standing == Standing::Invented)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_name_of_its_own() {
        let book = RoleBook::shipped().unwrap();
        for role in Role::ALL {
            assert_eq!(book.role_of(Some(&book.role(*role))), Some(*role));
        }
        assert!(
            book.invented()
                .iter()
                .all(|role| format!("{role:?}").starts_with("Document"))
        );
        assert!(RoleBook::read("[role]\n[kind]\n").is_err());
    }

    #[test]
    fn a_role_is_learned_only_where_its_class_cannot_be_mistaken() {
        use crate::classification::{Class, Facet};
        let mut book = RoleBook::shipped().unwrap();
        let class = |number: u128, title: &str| Class {
            id: if number == 0 {
                "X1".to_owned()
            } else {
                Uuid::from_u128(number).to_string()
            },
            key: title.to_owned(),
            title: title.to_owned(),
            parent: None,
            published: Vec::new(),
            mappings: Vec::new(),
        };
        let facet = |title: &str, classes: Vec<Class>| Facet {
            id: Uuid::from_u128(1),
            key: title.to_owned(),
            title: title.to_owned(),
            classes,
        };
        let classification = Classification {
            id: Uuid::from_u128(1),
            key: "Roller".to_owned(),
            title: "Roller".to_owned(),
            owner: "KOMBIT".to_owned(),
            facets: vec![
                facet(
                    "Dokumentaktør",
                    vec![
                        class(7, " ejer"),
                        class(8, "Ansvarlig"),
                        class(9, "Ansvarlig"),
                    ],
                ),
                facet("Dokumentklasse", vec![class(0, "Primær klasse")]),
                facet("Noget andet", vec![class(3, "Master")]),
            ],
        };
        let found = book.found_in(&[classification]);
        assert_eq!(found, [(Role::DocumentOwner, Uuid::from_u128(7))]);
        for (role, id) in found {
            book.learn(role, id);
        }
        assert_eq!(
            book.role(Role::DocumentOwner),
            Reference::Id(Uuid::from_u128(7))
        );
        assert!(!book.invented().contains(&Role::DocumentOwner));
        assert!(book.invented().contains(&Role::DocumentClass));
    }
}
