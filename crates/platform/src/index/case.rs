use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::codes::{CaseStep, Sensitivity};
use super::effect::{Effect, Reference};
use super::relation::{Relation, RelationKind};
use crate::xml::{Malformed, Name, Ns, Reader, What, Writer, moment_text};

/// A case as the index has it (*Sag*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    pub id: Uuid,
    pub registrations: Vec<CaseRegistration>,
    /// Nobody is told of it by an event.
    pub quietly: bool,
}

/// What one work step said of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseRegistration {
    pub head: RegistrationHead,
    pub lists: CaseLists,
}

/// Who said it and when: their own moment, and the one at which the index took it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegistrationHead {
    pub note: Option<String>,
    pub at: Option<DateTime<Utc>>,
    pub life_cycle: Option<String>,
    pub by: Option<Reference>,
    pub received: Option<DateTime<Utc>>,
}

/// What can be said of a case, each with the time in which it is true.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseLists {
    pub properties: Vec<CaseProperties>,
    pub index_properties: Vec<CaseIndexProperties>,
    pub progress: Vec<Progress<CaseStep>>,
    pub relations: Vec<Relation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseProperties {
    pub effect: Option<Effect>,
    pub user_key: Option<String>,
    pub handed_over: Option<bool>,
    pub description: Option<String>,
    pub legal_basis: Option<String>,
    pub disposal: Option<String>,
    pub exempt: Option<Exempt>,
    pub sets_precedent: Option<bool>,
    pub number: Option<String>,
    pub title: Option<String>,
}

/// What the index added to the standard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseIndexProperties {
    pub effect: Option<Effect>,
    pub status: Option<String>,
    pub category: Option<String>,
    pub sensitivity: Option<Sensitivity>,
    pub location: Option<String>,
    pub created: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress<Step> {
    pub effect: Option<Effect>,
    pub step: Option<Step>,
}

/// Kept from public view, with the title that may be shown instead (*OffentlighedUndtaget*).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exempt {
    pub other_title: String,
    pub basis: String,
}

const fn sag(local: &'static str) -> Name {
    Name(Ns::Sag, local)
}

const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

impl CaseEntry {
    pub(crate) fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| {
            writer.text(sd("UUIDIdentifikator"), &self.id.to_string());
            for registration in &self.registrations {
                registration.write(writer);
            }
            if self.quietly {
                writer.text(sag("UdenNotifikation"), "true");
            }
        });
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut id = None;
        let mut registrations = Vec::new();
        let mut quietly = false;
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "UUIDIdentifikator") => id = Some(reader.uuid()?),
                // A search answers with the id one step further in.
                (Ns::Sag, "ObjektType") => id = object_id(reader)?,
                (Ns::Sag, "Registrering") => registrations.push(CaseRegistration::read(reader)?),
                (Ns::Sag, "UdenNotifikation") => quietly = reader.flag()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("an id"))?,
            registrations,
            quietly,
        })
    }

    /// The newest, by the index's own clock.
    pub fn newest(&self) -> Option<&CaseRegistration> {
        self.registrations
            .iter()
            .max_by_key(|registration| (registration.head.received, registration.head.at))
    }
}

pub(super) fn object_id(reader: &mut Reader<'_>) -> Result<Option<Uuid>, Malformed> {
    let mut id = None;
    reader.children(|reader, what| {
        if what.is(sd("UUIDIdentifikator")) {
            id = Some(reader.uuid()?);
        }
        Ok(())
    })?;
    Ok(id)
}

impl CaseRegistration {
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.element(sag("Registrering"), |writer| {
            self.head.write(writer);
            self.lists.write(writer, Lists::All);
        });
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
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

impl RegistrationHead {
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.optional(sd("NoteTekst"), self.note.as_deref());
        writer.optional(sd("Tidspunkt"), self.at.map(moment_text).as_deref());
        writer.optional(sd("LivscyklusKode"), self.life_cycle.as_deref());
        if let Some(by) = &self.by {
            by.write(writer, sd("BrugerRef"));
        }
        let received = self.received.map(moment_text);
        writer.optional(Name(Ns::Gd, "StsTidspunkt"), received.as_deref());
    }

    /// Whether this element was one of its own.
    pub(super) fn take(
        &mut self,
        reader: &mut Reader<'_>,
        ns: Ns,
        local: &str,
    ) -> Result<bool, Malformed> {
        match (ns, local) {
            (Ns::Sd, "NoteTekst") => self.note = reader.some_text()?,
            (Ns::Sd, "Tidspunkt") => self.at = Some(reader.moment()?),
            (Ns::Sd, "LivscyklusKode") => self.life_cycle = reader.some_text()?,
            (Ns::Sd, "BrugerRef") => self.by = Reference::read(reader)?,
            (Ns::Gd, "StsTidspunkt") => self.received = Some(reader.moment()?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Whether lists with nothing in them are written: an update names only what changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lists {
    All,
    Filled,
}

impl CaseLists {
    pub(super) fn write(&self, writer: &mut Writer, which: Lists) {
        let is_filled = !self.properties.is_empty() || !self.index_properties.is_empty();
        if which == Lists::All || is_filled {
            writer.element(sag("AttributListe"), |writer| {
                for properties in &self.properties {
                    properties.write(writer);
                }
                if !self.index_properties.is_empty() {
                    writer.element(Name(Ns::Gd, "LokalUdvidelseListe"), |writer| {
                        for properties in &self.index_properties {
                            properties.write(writer);
                        }
                    });
                }
            });
        }
        self.write_after_attributes(writer, which);
    }

    pub(super) fn write_after_attributes(&self, writer: &mut Writer, which: Lists) {
        let all = which == Lists::All;
        if all || !self.progress.is_empty() {
            writer.element(sag("TilstandListe"), |writer| {
                for progress in &self.progress {
                    progress.write(writer, Ns::Sag, CaseStep::code);
                }
            });
        }
        if all || !self.relations.is_empty() {
            writer.element(sag("RelationListe"), |writer| {
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
            (Ns::Sag, "AttributListe") => reader.children(|reader, what| {
                if what.is(Name(Ns::Gd, "LokalUdvidelseListe")) {
                    return reader.children(|reader, what| self.take_extension(reader, &what));
                }
                self.take_attribute(reader, &what)
            }),
            (Ns::Sag, "TilstandListe") => reader.children(|reader, what| {
                if what.is(sag("Fremdrift")) {
                    self.progress
                        .push(Progress::read(reader, CaseStep::from_code)?);
                }
                Ok(())
            }),
            (Ns::Sag, "RelationListe") => read_relations(reader, &mut self.relations),
            _ => Ok(()),
        }
    }
}

impl CaseLists {
    pub(super) fn take_attribute(
        &mut self,
        reader: &mut Reader<'_>,
        what: &What<'_>,
    ) -> Result<(), Malformed> {
        if what.is(sag("Egenskaber")) {
            self.properties.push(CaseProperties::read(reader)?);
        }
        Ok(())
    }

    pub(super) fn take_extension(
        &mut self,
        reader: &mut Reader<'_>,
        what: &What<'_>,
    ) -> Result<(), Malformed> {
        if what.is(Name(Ns::Si, "SagIndeksEgenskaber")) {
            self.index_properties
                .push(CaseIndexProperties::read(reader)?);
        }
        Ok(())
    }
}

/// In the schema's order, and those that the index added in a list of their own at the end.
pub(super) fn write_relations(writer: &mut Writer, relations: &[Relation]) {
    let mut sorted: Vec<&Relation> = relations.iter().collect();
    sorted.sort_by_key(|relation| relation.kind);
    let (added, standard): (Vec<&Relation>, Vec<&Relation>) = sorted
        .into_iter()
        .partition(|relation| relation.kind.is_added());
    for relation in standard {
        relation.write(writer);
    }
    if !added.is_empty() {
        writer.element(Name(Ns::Gd, "LokalUdvidelseListe"), |writer| {
            for relation in added {
                relation.write(writer);
            }
        });
    }
}

pub(super) fn read_relations(
    reader: &mut Reader<'_>,
    relations: &mut Vec<Relation>,
) -> Result<(), Malformed> {
    reader.children(|reader, what| {
        if let Some(kind) = RelationKind::named(what.ns, what.local) {
            relations.push(Relation::read(reader, kind)?);
        } else if what.is(Name(Ns::Gd, "LokalUdvidelseListe")) {
            reader.children(|reader, what| {
                if let Some(kind) = RelationKind::named(what.ns, what.local) {
                    relations.push(Relation::read(reader, kind)?);
                }
                Ok(())
            })?;
        }
        Ok(())
    })
}

impl<Step: Copy> Progress<Step> {
    pub(super) fn write(&self, writer: &mut Writer, ns: Ns, code: fn(Step) -> &'static str) {
        writer.element(Name(ns, "Fremdrift"), |writer| {
            if let Some(effect) = &self.effect {
                effect.write(writer, Name(ns, "Virkning"));
            }
            writer.optional(Name(ns, "FremdriftStatusKode"), self.step.map(code));
        });
    }

    pub(super) fn read(
        reader: &mut Reader<'_>,
        from_code: fn(&str) -> Option<Step>,
    ) -> Result<Self, Malformed> {
        let mut progress = Self {
            effect: None,
            step: None,
        };
        reader.children(|reader, what| {
            match what.local {
                "Virkning" => progress.effect = Some(Effect::read(reader)?),
                "FremdriftStatusKode" => progress.step = from_code(&reader.text()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(progress)
    }
}

impl CaseProperties {
    fn write(&self, writer: &mut Writer) {
        writer.element(sag("Egenskaber"), |writer| {
            if let Some(effect) = &self.effect {
                effect.write(writer, sag("Virkning"));
            }
            writer.optional(sag("BrugervendtNoegle"), self.user_key.as_deref());
            writer.optional(sag("AfleveretIndikator"), self.handed_over.map(yes_or_no));
            writer.optional(sag("Beskrivelse"), self.description.as_deref());
            writer.optional(sag("HjemmelSpecifikation"), self.legal_basis.as_deref());
            writer.optional(sag("Kassationskode"), self.disposal.as_deref());
            if let Some(exempt) = &self.exempt {
                exempt.write(writer, sag("OffentlighedUndtaget"));
            }
            writer.optional(
                sag("PrincipielIndikator"),
                self.sets_precedent.map(yes_or_no),
            );
            writer.optional(sag("Sagsnummer"), self.number.as_deref());
            writer.optional(sag("Titel"), self.title.as_deref());
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut properties = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "Virkning" => properties.effect = Some(Effect::read(reader)?),
                "BrugervendtNoegle" => properties.user_key = reader.some_text()?,
                "AfleveretIndikator" => properties.handed_over = Some(reader.flag()?),
                "Beskrivelse" => properties.description = reader.some_text()?,
                "HjemmelSpecifikation" => properties.legal_basis = reader.some_text()?,
                "Kassationskode" => properties.disposal = reader.some_text()?,
                "OffentlighedUndtaget" => properties.exempt = Some(Exempt::read(reader)?),
                "PrincipielIndikator" => properties.sets_precedent = Some(reader.flag()?),
                "Sagsnummer" => properties.number = reader.some_text()?,
                "Titel" => properties.title = reader.some_text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(properties)
    }
}

impl CaseIndexProperties {
    fn write(&self, writer: &mut Writer) {
        let si = |local| Name(Ns::Si, local);
        writer.element(si("SagIndeksEgenskaber"), |writer| {
            if let Some(effect) = &self.effect {
                effect.write(writer, Name(Ns::Gd, "Virkning"));
            }
            writer.optional(si("Sagsstatus"), self.status.as_deref());
            writer.optional(si("Sagskategori"), self.category.as_deref());
            writer.optional(si("Foelsomhed"), self.sensitivity.map(Sensitivity::code));
            writer.optional(si("Lokation"), self.location.as_deref());
            let created = self.created.map(moment_text);
            writer.optional(si("OprettetTidspunkt"), created.as_deref());
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut properties = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "Virkning" => properties.effect = Some(Effect::read(reader)?),
                "Sagsstatus" => properties.status = reader.some_text()?,
                "Sagskategori" => properties.category = reader.some_text()?,
                "Foelsomhed" => properties.sensitivity = Sensitivity::from_code(&reader.text()?),
                "Lokation" => properties.location = reader.some_text()?,
                "OprettetTidspunkt" => properties.created = Some(reader.moment()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(properties)
    }
}

impl Exempt {
    pub(super) fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| {
            writer.text(sd("TitelAlternativTekst"), &self.other_title);
            writer.text(sd("OffentlighedUndtagetHjemmelTekst"), &self.basis);
        });
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut exempt = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "TitelAlternativTekst" => exempt.other_title = reader.text()?,
                "OffentlighedUndtagetHjemmelTekst" => exempt.basis = reader.text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(exempt)
    }
}

pub(super) const fn yes_or_no(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
