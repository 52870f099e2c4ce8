use super::effect::{Effect, Reference};
use crate::xml::{Malformed, Name, Ns, Reader, Writer};

/// That a case or a document has to do with somebody or something. What it is known by is its kind, its role and,
/// where there may be several, its index; none of these may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub kind: RelationKind,
    pub effect: Option<Effect>,
    pub role: Option<Reference>,
    pub object_type: Option<Reference>,
    pub index: Option<String>,
    pub reference: Option<Reference>,
    pub extension: Extension,
    pub system_name: Option<String>,
    pub system_address: Option<String>,
    pub journal: Option<JournalNote>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    CaseActor,
    CaseClass,
    CaseParty,
    CaseRelation,
    CaseObject,
    CaseJournal,
    CaseSystem,
    CaseProtection,
    DocumentRelation,
    DocumentActor,
    DocumentParty,
    DocumentClass,
    DocumentSystem,
    DocumentProtection,
}

/// What is said of the one who is referred to, for receivers that cannot look it up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extension {
    pub user_key: Option<String>,
    pub full_name: Option<String>,
    pub cvr: Option<String>,
    pub facet_title: Option<String>,
    pub class_title: Option<String>,
    pub text: Option<String>,
}

/// What a case's journal says: the title of a document, or a note of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JournalNote {
    pub document_title: Option<String>,
    pub note_title: Option<String>,
    /// Base64, as the wire has it.
    pub note: Option<String>,
    pub note_format: Option<String>,
}

const fn gd(local: &'static str) -> Name {
    Name(Ns::Gd, local)
}

const fn sag(local: &'static str) -> Name {
    Name(Ns::Sag, local)
}

impl RelationKind {
    pub const ALL: [Self; 14] = [
        Self::CaseActor,
        Self::CaseClass,
        Self::CaseParty,
        Self::CaseRelation,
        Self::CaseObject,
        Self::CaseJournal,
        Self::CaseSystem,
        Self::CaseProtection,
        Self::DocumentRelation,
        Self::DocumentActor,
        Self::DocumentParty,
        Self::DocumentClass,
        Self::DocumentSystem,
        Self::DocumentProtection,
    ];

    pub fn is_of_case(self) -> bool {
        self <= Self::CaseProtection
    }

    /// The index added these to the standard's own list, at its end.
    pub(super) fn is_added(self) -> bool {
        matches!(
            self,
            Self::CaseSystem
                | Self::CaseProtection
                | Self::DocumentSystem
                | Self::DocumentProtection
        )
    }

    pub(super) fn name(self) -> Name {
        match self {
            Self::CaseActor => sag("Sagsaktoer"),
            Self::CaseClass => sag("Sagsklasse"),
            Self::CaseParty => sag("Sagspart"),
            Self::CaseRelation => sag("Sagsrelation"),
            Self::CaseObject => sag("Sagsgenstande"),
            Self::CaseJournal => sag("Journalpost"),
            Self::CaseSystem => Name(Ns::Si, "SagsitsystemRelation"),
            Self::CaseProtection => Name(Ns::Si, "Sikkerhedsprofil"),
            Self::DocumentRelation => Name(Ns::Di, "Dokumentrelation"),
            Self::DocumentActor => Name(Ns::Di, "Dokumentaktoer"),
            Self::DocumentParty => Name(Ns::Di, "Dokumentpart"),
            Self::DocumentClass => Name(Ns::Di, "Dokumentklasse"),
            Self::DocumentSystem => Name(Ns::Di, "DokumentitsystemRelation"),
            Self::DocumentProtection => Name(Ns::Di, "Sikkerhedsprofil"),
        }
    }

    fn extension(self) -> Option<Name> {
        Some(match self {
            Self::CaseActor => Name(Ns::Si, "SagsaktoerLokalUdvidelse"),
            Self::CaseClass => Name(Ns::Si, "SagsklasseLokalUdvidelse"),
            Self::CaseParty => Name(Ns::Si, "SagspartLokalUdvidelse"),
            Self::CaseObject => Name(Ns::Si, "SagsgenstandeLokalUdvidelse"),
            Self::DocumentActor => Name(Ns::Di, "DokumentaktoerLokalUdvidelse"),
            Self::DocumentParty => Name(Ns::Di, "DokumentpartLokalUdvidelse"),
            Self::DocumentClass => Name(Ns::Di, "DokumentklasseLokalUdvidelse"),
            _ => return None,
        })
    }

    pub(super) fn named(ns: Ns, local: &str) -> Option<Self> {
        let of_document = ns == Ns::Di;
        let kinds = if of_document {
            &Self::ALL[8..]
        } else {
            &Self::ALL[..8]
        };
        kinds
            .iter()
            .copied()
            .find(|kind| kind.name().0 == ns && kind.name().1 == local)
    }
}

impl Relation {
    pub fn new(kind: RelationKind) -> Self {
        Self {
            kind,
            effect: None,
            role: None,
            object_type: None,
            index: None,
            reference: None,
            extension: Extension::default(),
            system_name: None,
            system_address: None,
            journal: None,
        }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.element(self.kind.name(), |writer| {
            if let Some(effect) = &self.effect {
                effect.write(writer, gd("Virkning"));
            }
            if let Some(role) = &self.role {
                role.write(writer, gd("Rolle"));
            }
            if let Some(object_type) = &self.object_type {
                object_type.write(writer, gd("Type"));
            }
            writer.optional(gd("Indeks"), self.index.as_deref());
            if let Some(reference) = &self.reference {
                reference.write(writer, gd("ReferenceID"));
            }
            if let Some(name) = self.kind.extension()
                && self.extension != Extension::default()
            {
                writer.element(gd("LokalUdvidelseListe"), |writer| {
                    writer.element(name, |writer| self.extension.write(writer, self.kind));
                });
            }
            if self.kind.is_added() {
                let ns = self.kind.name().0;
                writer.optional(Name(ns, "SystemNavn"), self.system_name.as_deref());
                writer.optional(Name(ns, "SystemURI"), self.system_address.as_deref());
            }
            if let Some(journal) = &self.journal {
                journal.write(writer);
            }
        });
    }

    pub(super) fn read(reader: &mut Reader<'_>, kind: RelationKind) -> Result<Self, Malformed> {
        let mut relation = Self::new(kind);
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Gd, "Virkning") => relation.effect = Some(Effect::read(reader)?),
                (Ns::Gd, "Rolle") => relation.role = Reference::read(reader)?,
                (Ns::Gd, "Type") => relation.object_type = Reference::read(reader)?,
                (Ns::Gd, "Indeks") => relation.index = reader.some_text()?,
                (Ns::Gd, "ReferenceID") => relation.reference = Reference::read(reader)?,
                (Ns::Gd, "LokalUdvidelseListe") => {
                    reader.children(|reader, what| {
                        if kind.extension().is_some_and(|name| what.is(name)) {
                            relation.extension = Extension::read(reader)?;
                        }
                        Ok(())
                    })?;
                }
                (Ns::Si | Ns::Di, "SystemNavn") => relation.system_name = reader.some_text()?,
                (Ns::Si | Ns::Di, "SystemURI") => relation.system_address = reader.some_text()?,
                (Ns::Sag, "JournalpostEgenskaber") => {
                    relation.journal = Some(JournalNote::read(reader)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(relation)
    }
}

impl Extension {
    /// Each kind knows its own fields, in its own order, and one of them under two names.
    fn write(&self, writer: &mut Writer, kind: RelationKind) {
        let ns = if kind.is_of_case() { Ns::Si } else { Ns::Di };
        let mut field = |local, value: &Option<String>| {
            writer.optional(Name(ns, local), value.as_deref());
        };
        match kind {
            RelationKind::CaseClass | RelationKind::DocumentClass => {
                if kind == RelationKind::CaseClass {
                    field("Facettitel", &self.facet_title);
                }
                field("Klassetitel", &self.class_title);
                field("BrugervendtNoegle", &self.user_key);
            }
            RelationKind::CaseObject => field("Tekstfelt", &self.text),
            _ => {
                field("BrugervendtNoegle", &self.user_key);
                field("FuldtNavn", &self.full_name);
                match kind {
                    RelationKind::CaseActor => field("CVR-Nummer", &self.cvr),
                    RelationKind::DocumentActor => field("CVR-Nr", &self.cvr),
                    _ => {}
                }
            }
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut extension = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "BrugervendtNoegle" => extension.user_key = reader.some_text()?,
                "FuldtNavn" => extension.full_name = reader.some_text()?,
                "CVR-Nummer" | "CVR-Nr" => extension.cvr = reader.some_text()?,
                "Facettitel" => extension.facet_title = reader.some_text()?,
                "Klassetitel" => extension.class_title = reader.some_text()?,
                "Tekstfelt" => extension.text = reader.some_text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(extension)
    }
}

impl JournalNote {
    fn write(&self, writer: &mut Writer) {
        writer.element(sag("JournalpostEgenskaber"), |writer| {
            writer.optional(sag("Dokumenttitel"), self.document_title.as_deref());
            if self.note_title.is_some() || self.note.is_some() || self.note_format.is_some() {
                writer.element(sag("JournalnotatEgenskaber"), |writer| {
                    writer.optional(sag("Titel"), self.note_title.as_deref());
                    writer.optional(sag("Notat"), self.note.as_deref());
                    writer.optional(sag("Format"), self.note_format.as_deref());
                });
            }
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut journal = Self::default();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sag, "Dokumenttitel") => journal.document_title = reader.some_text()?,
                (Ns::Sag, "JournalnotatEgenskaber") => reader.children(|reader, what| {
                    match (what.ns, what.local) {
                        (Ns::Sag, "Titel") => journal.note_title = reader.some_text()?,
                        (Ns::Sag, "Notat") => journal.note = reader.some_text()?,
                        (Ns::Sag, "Format") => journal.note_format = reader.some_text()?,
                        _ => {}
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(journal)
    }
}
