use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::index::{Effect, Reference, Sensitivity};
use crate::xml::{Malformed, Name, Ns, Reader, Writer, moment_text};

/// A grant (*bevilling*): a decision by which somebody gets one benefit or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantEntry {
    pub id: Uuid,
    pub registrations: Vec<GrantRegistration>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GrantRegistration {
    /// The sender's moment and the index's own.
    pub at: Option<DateTime<Utc>>,
    pub received: Option<DateTime<Utc>>,
    /// `Opstaaet`, `Importeret`, `Rettet`, `Passiveret` or `Slettet`.
    pub life_cycle: Option<String>,
    pub properties: Vec<GrantProperties>,
    pub benefits: Vec<Benefit>,
    pub relations: Vec<GrantRelation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GrantProperties {
    pub effect: Option<Effect>,
    pub user_key: Option<String>,
    /// The schema has these as any text.
    pub from: Option<String>,
    pub to: Option<String>,
    pub sensitivity: Option<Sensitivity>,
}

/// One benefit (*bevilget ydelse*) of a grant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Benefit {
    pub effect: Option<Effect>,
    pub id: Option<String>,
    pub name: Option<String>,
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    pub system_name: Option<String>,
    /// As the plan of subjects has it.
    pub class: Option<String>,
    pub plans: Vec<PaymentPlan>,
}

/// How it is paid out (*økonomisk effektueringsplan*).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentPlan {
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    pub frequency: Option<String>,
    /// Kroner, as the wire has it.
    pub amount: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantRelationKind {
    Case,
    Party,
    Actor,
    /// Those who may see it.
    Protection,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRelation {
    pub kind: GrantRelationKind,
    pub effect: Option<Effect>,
    pub role: Option<Reference>,
    pub reference: Option<Reference>,
    pub user_key: Option<String>,
    pub full_name: Option<String>,
    pub cvr: Option<String>,
}

pub(super) const fn yi(local: &'static str) -> Name {
    Name(Ns::Benefits, local)
}

pub(super) const fn gi(local: &'static str) -> Name {
    Name(Ns::Grants, local)
}

pub(super) const fn gd(local: &'static str) -> Name {
    Name(Ns::Gd, local)
}

pub(super) const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

impl GrantRelationKind {
    const ALL: [Self; 4] = [Self::Case, Self::Party, Self::Actor, Self::Protection];

    const fn local(self) -> &'static str {
        match self {
            Self::Case => "Bevillingssag",
            Self::Party => "Bevillingspart",
            Self::Actor => "Bevillingsaktoer",
            Self::Protection => "Sikkerhedsprofil",
        }
    }
}

impl GrantEntry {
    /// What was said last of it.
    pub fn newest(&self) -> Option<&GrantRegistration> {
        self.registrations
            .iter()
            .max_by_key(|registration| (registration.received, registration.at))
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.element(yi("BevillingFiltreretOejebliksbillede"), |writer| {
            writer.element(gi("ObjektType"), |writer| {
                writer.text(sd("UUIDIdentifikator"), &self.id.to_string());
            });
            for registration in &self.registrations {
                registration.write(writer);
            }
        });
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut id, mut registrations) = (None, Vec::new());
        reader.children(|reader, what| {
            match what.local {
                "ObjektType" => reader.children(|reader, what| {
                    if what.is(sd("UUIDIdentifikator")) {
                        id = Some(reader.uuid()?);
                    }
                    Ok(())
                })?,
                "Registrering" => registrations.push(GrantRegistration::read(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("a grant"))?,
            registrations,
        })
    }
}

impl GrantRegistration {
    /// What is said of it at a moment, the last that was said first.
    pub fn properties_at(&self, moment: DateTime<Utc>) -> Option<&GrantProperties> {
        let holds = |said: &&GrantProperties| {
            said.effect
                .as_ref()
                .is_none_or(|effect| effect.holds_at(moment))
        };
        self.properties.iter().rev().find(holds)
    }

    pub fn is_gone(&self) -> bool {
        matches!(self.life_cycle.as_deref(), Some("Passiveret" | "Slettet"))
    }

    fn write(&self, writer: &mut Writer) {
        writer.element(gi("Registrering"), |writer| {
            moment(writer, sd("Tidspunkt"), self.at);
            writer.optional(sd("LivscyklusKode"), self.life_cycle.as_deref());
            moment(writer, gd("StsTidspunkt"), self.received);
            writer.element(gi("AttributListe"), |writer| {
                for properties in &self.properties {
                    properties.write(writer);
                }
                for benefit in &self.benefits {
                    benefit.write(writer);
                }
            });
            writer.empty(gi("TilstandListe"));
            writer.element(gi("RelationListe"), |writer| {
                // The schema has them kind by kind.
                for kind in GrantRelationKind::ALL {
                    for relation in self.relations.iter().filter(|one| one.kind == kind) {
                        relation.write(writer);
                    }
                }
            });
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut read = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "Tidspunkt" => read.at = Some(reader.moment()?),
                "StsTidspunkt" => read.received = Some(reader.moment()?),
                "LivscyklusKode" => read.life_cycle = reader.some_text()?,
                "AttributListe" => reader.children(|reader, what| {
                    match what.local {
                        "Egenskaber" => read.properties.push(GrantProperties::read(reader)?),
                        "BevilgetYdelse" => read.benefits.push(Benefit::read(reader)?),
                        _ => {}
                    }
                    Ok(())
                })?,
                "RelationListe" => reader.children(|reader, what| {
                    let kind = GrantRelationKind::ALL
                        .into_iter()
                        .find(|kind| kind.local() == what.local);
                    if let Some(kind) = kind {
                        read.relations.push(GrantRelation::read(reader, kind)?);
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(read)
    }
}

impl GrantProperties {
    fn write(&self, writer: &mut Writer) {
        writer.element(gi("Egenskaber"), |writer| {
            effect(writer, gi("Virkning"), self.effect.as_ref());
            writer.optional(gi("BrugervendtNoegle"), self.user_key.as_deref());
            writer.optional(gi("Bevillingstartdato"), self.from.as_deref());
            writer.optional(gi("Bevillingslutdato"), self.to.as_deref());
            writer.optional(gi("Foelsomhed"), self.sensitivity.map(Sensitivity::code));
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut read = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "Virkning" => read.effect = Some(Effect::read(reader)?),
                "BrugervendtNoegle" => read.user_key = reader.some_text()?,
                "Bevillingstartdato" => read.from = reader.some_text()?,
                "Bevillingslutdato" => read.to = reader.some_text()?,
                "Foelsomhed" => read.sensitivity = Sensitivity::from_code(&reader.text()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(read)
    }
}

impl Benefit {
    fn write(&self, writer: &mut Writer) {
        writer.element(gi("BevilgetYdelse"), |writer| {
            effect(writer, gi("Virkning"), self.effect.as_ref());
            writer.optional(gi("Id"), self.id.as_deref());
            writer.optional(gi("Navn"), self.name.as_deref());
            moment(writer, gi("BevilgetYdelseStartdato"), self.from);
            moment(writer, gi("BevilgetYdelseSlutdato"), self.to);
            if let Some(name) = &self.system_name {
                writer.element(gi("ItSystem"), |writer| {
                    writer.text(gi("SystemNavn"), name);
                });
            }
            if let Some(class) = &self.class {
                writer.element(gi("Ydelse"), |writer| {
                    writer.element(gi("Klassifikation"), |writer| {
                        writer.text(gi("BrugervendtNoegle"), class);
                    });
                });
            }
            for plan in &self.plans {
                plan.write(writer);
            }
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut read = Self::default();
        let mut kind = None;
        reader.children(|reader, what| {
            match what.local {
                "Virkning" => read.effect = Some(Effect::read(reader)?),
                "Id" => read.id = reader.some_text()?,
                "Navn" => read.name = reader.some_text()?,
                "BevilgetYdelseStartdato" => read.from = Some(reader.moment()?),
                "BevilgetYdelseSlutdato" => read.to = Some(reader.moment()?),
                "ItSystem" => reader.children(|reader, what| {
                    if what.local == "SystemNavn" && read.system_name.is_none() {
                        read.system_name = reader.some_text()?;
                    }
                    Ok(())
                })?,
                "Ydelse" => reader.children(|reader, what| {
                    match what.local {
                        "Ydelsesnavn" => kind = reader.some_text()?,
                        "Klassifikation" => reader.children(|reader, what| {
                            if what.local == "BrugervendtNoegle" {
                                read.class = reader.some_text()?;
                            }
                            Ok(())
                        })?,
                        _ => {}
                    }
                    Ok(())
                })?,
                "OekonomiskEffektueringsplan" => read.plans.push(PaymentPlan::read(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        // What it is called in general, where it has no name of its own.
        read.name = read.name.or(kind);
        Ok(read)
    }
}

impl PaymentPlan {
    fn write(&self, writer: &mut Writer) {
        writer.element(gi("OekonomiskEffektueringsplan"), |writer| {
            moment(writer, gi("EffektueringsplanStartdato"), self.from);
            moment(writer, gi("EffektueringsplanSlutdato"), self.to);
            writer.optional(gi("Beregningsfrekvens"), self.frequency.as_deref());
            writer.optional(gi("Ydelsesbeloeb"), self.amount.as_deref());
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut read = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "EffektueringsplanStartdato" => read.from = Some(reader.moment()?),
                "EffektueringsplanSlutdato" => read.to = Some(reader.moment()?),
                "Beregningsfrekvens" => read.frequency = reader.some_text()?,
                "Ydelsesbeloeb" => read.amount = reader.some_text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(read)
    }
}

impl GrantRelation {
    pub fn new(kind: GrantRelationKind, reference: Reference) -> Self {
        Self {
            kind,
            effect: None,
            role: None,
            reference: Some(reference),
            user_key: None,
            full_name: None,
            cvr: None,
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.element(gi(self.kind.local()), |writer| {
            effect(writer, gd("Virkning"), self.effect.as_ref());
            if let Some(role) = &self.role {
                role.write(writer, gd("Rolle"));
            }
            if let Some(reference) = &self.reference {
                reference.write(writer, gd("ReferenceID"));
            }
            writer.optional(gi("BrugervendtNoegle"), self.user_key.as_deref());
            writer.optional(gi("FuldtNavn"), self.full_name.as_deref());
            writer.optional(gi("CVR-nr"), self.cvr.as_deref());
        });
    }

    fn read(reader: &mut Reader<'_>, kind: GrantRelationKind) -> Result<Self, Malformed> {
        let (mut effect, mut role, mut reference) = (None, None, None);
        let (mut user_key, mut full_name, mut cvr) = (None, None, None);
        reader.children(|reader, what| {
            match what.local {
                "Virkning" => effect = Some(Effect::read(reader)?),
                "Rolle" => role = Reference::read(reader)?,
                "ReferenceID" => reference = Reference::read(reader)?,
                "BrugervendtNoegle" => user_key = reader.some_text()?,
                "FuldtNavn" => full_name = reader.some_text()?,
                "CVR-nr" => cvr = reader.some_text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            kind,
            effect,
            role,
            reference,
            user_key,
            full_name,
            cvr,
        })
    }
}

fn effect(writer: &mut Writer, name: Name, said: Option<&Effect>) {
    if let Some(said) = said {
        said.write(writer, name);
    }
}

fn moment(writer: &mut Writer, name: Name, at: Option<DateTime<Utc>>) {
    if let Some(at) = at {
        writer.text(name, &moment_text(at));
    }
}
