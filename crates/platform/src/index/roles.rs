use std::collections::HashMap;

use serde::Deserialize;
use uuid::Uuid;

use super::effect::Reference;

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

#[derive(Debug, Clone, Copy, Deserialize)]
struct Named {
    id: Uuid,
    standing: Standing,
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

            const fn key(self) -> &'static str {
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
            book.roles.insert(*role, *named);
        }
        for kind in ObjectKind::ALL {
            let named = written.kind.get(kind.key()).ok_or(BadRoleBook)?;
            book.kinds.insert(*kind, *named);
        }
        Ok(book)
    }

    /// What the platform itself says it is called.
    pub fn learn(&mut self, role: Role, id: Uuid) {
        let standing = Standing::Read;
        self.roles.insert(role, Named { id, standing });
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
}
