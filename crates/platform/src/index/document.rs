use chrono::NaiveDate;
use uuid::Uuid;

use super::case::{Exempt, Lists, Progress, RegistrationHead, object_id};
use super::case::{read_relations, write_relations};
use super::codes::{DocumentStep, DocumentType, Sensitivity};
use super::effect::Effect;
use super::relation::Relation;
use crate::xml::{Malformed, Name, Ns, Reader, Writer};

/// A document as the index has it: what is known of it, never its bytes (*DokumentIndeks*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    pub id: Uuid,
    pub registrations: Vec<DocumentRegistration>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentRegistration {
    pub head: RegistrationHead,
    pub lists: DocumentLists,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentLists {
    pub properties: Vec<DocumentProperties>,
    pub progress: Vec<Progress<DocumentStep>>,
    pub relations: Vec<Relation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentProperties {
    pub effect: Option<Effect>,
    pub user_key: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub letter_date: Option<NaiveDate>,
    pub exempt: Option<Exempt>,
    pub version: Option<i64>,
    pub subversion: Option<i64>,
    pub disposal: Option<String>,
    pub number: Option<String>,
    pub sensitivity: Option<Sensitivity>,
    pub document_type: Option<DocumentType>,
}

const fn di(local: &'static str) -> Name {
    Name(Ns::Di, local)
}

impl DocumentEntry {
    pub(super) fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| {
            writer.text(Name(Ns::Sd, "UUIDIdentifikator"), &self.id.to_string());
            for registration in &self.registrations {
                registration.write(writer);
            }
        });
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut id = None;
        let mut registrations = Vec::new();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "UUIDIdentifikator") => id = Some(reader.uuid()?),
                (Ns::Di, "ObjektType") => id = object_id(reader)?,
                (Ns::Di, "Registrering") => {
                    registrations.push(DocumentRegistration::read(reader)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("an id"))?,
            registrations,
        })
    }

    /// The newest, by the index's own clock.
    pub fn newest(&self) -> Option<&DocumentRegistration> {
        self.registrations
            .iter()
            .max_by_key(|registration| (registration.head.received, registration.head.at))
    }
}

impl DocumentRegistration {
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.element(di("Registrering"), |writer| {
            self.head.write(writer);
            self.lists.write(writer, Lists::All);
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut registration = Self::default();
        reader.children(|reader, what| {
            if !registration.head.take(reader, what.ns, what.local)? {
                registration.lists.take(reader, what.ns, what.local)?;
            }
            Ok(())
        })?;
        Ok(registration)
    }
}

impl DocumentLists {
    pub(super) fn write(&self, writer: &mut Writer, which: Lists) {
        let all = which == Lists::All;
        if all || !self.properties.is_empty() {
            writer.element(di("AttributListe"), |writer| {
                for properties in &self.properties {
                    properties.write(writer);
                }
            });
        }
        if all || !self.progress.is_empty() {
            writer.element(di("TilstandListe"), |writer| {
                for progress in &self.progress {
                    progress.write(writer, Ns::Di, DocumentStep::code);
                }
            });
        }
        if all || !self.relations.is_empty() {
            writer.element(di("RelationListe"), |writer| {
                write_relations(writer, &self.relations);
            });
        }
    }

    pub(super) fn take(
        &mut self,
        reader: &mut Reader<'_>,
        ns: Ns,
        local: &str,
    ) -> Result<(), Malformed> {
        match (ns, local) {
            (Ns::Di, "AttributListe") => reader.children(|reader, what| {
                if what.is(di("Egenskaber")) {
                    self.properties.push(DocumentProperties::read(reader)?);
                }
                Ok(())
            }),
            (Ns::Di, "TilstandListe") => reader.children(|reader, what| {
                if what.is(di("Fremdrift")) {
                    self.progress
                        .push(Progress::read(reader, DocumentStep::from_code)?);
                }
                Ok(())
            }),
            (Ns::Di, "RelationListe") => read_relations(reader, &mut self.relations),
            _ => Ok(()),
        }
    }
}

impl DocumentProperties {
    fn write(&self, writer: &mut Writer) {
        writer.element(di("Egenskaber"), |writer| {
            if let Some(effect) = &self.effect {
                effect.write(writer, di("Virkning"));
            }
            writer.optional(di("BrugervendtNoegle"), self.user_key.as_deref());
            writer.optional(di("Titel"), self.title.as_deref());
            writer.optional(di("Beskrivelse"), self.description.as_deref());
            let letter_date = self.letter_date.map(|date| date.to_string());
            writer.optional(di("BrevDato"), letter_date.as_deref());
            if let Some(exempt) = &self.exempt {
                exempt.write(writer, di("OffentlighedUndtaget"));
            }
            let version = self.version.map(|version| version.to_string());
            writer.optional(di("VersionIdentifikator"), version.as_deref());
            let subversion = self.subversion.map(|version| version.to_string());
            writer.optional(di("UnderversionIdentifikator"), subversion.as_deref());
            writer.optional(di("Kassationskode"), self.disposal.as_deref());
            writer.optional(di("Dokumentnummer"), self.number.as_deref());
            writer.optional(di("Foelsomhed"), self.sensitivity.map(Sensitivity::code));
            writer.optional(di("Type"), self.document_type.map(DocumentType::code));
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut properties = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "Virkning" => properties.effect = Some(Effect::read(reader)?),
                "BrugervendtNoegle" => properties.user_key = reader.some_text()?,
                "Titel" => properties.title = reader.some_text()?,
                "Beskrivelse" => properties.description = reader.some_text()?,
                "BrevDato" => properties.letter_date = Some(date(reader)?),
                "OffentlighedUndtaget" => properties.exempt = Some(Exempt::read(reader)?),
                "VersionIdentifikator" => properties.version = Some(reader.number()?),
                "UnderversionIdentifikator" => properties.subversion = Some(reader.number()?),
                "Kassationskode" => properties.disposal = reader.some_text()?,
                "Dokumentnummer" => properties.number = reader.some_text()?,
                "Foelsomhed" => properties.sensitivity = Sensitivity::from_code(&reader.text()?),
                "Type" => properties.document_type = DocumentType::from_code(&reader.text()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(properties)
    }
}

/// A date may carry a zone, which says nothing of the day.
fn date(reader: &mut Reader<'_>) -> Result<NaiveDate, Malformed> {
    let text = reader.text()?;
    text.trim()
        .get(..10)
        .and_then(|day| day.parse().ok())
        .ok_or(Malformed::NotA("a date"))
}
