use chrono::{DateTime, Utc};

use crate::index::{End, Reference};
use crate::xml::{Malformed, Name, Ns, Reader, Writer};

/// What stands on the outside of an event (*Haendelsesbesked*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventHead {
    /// The same event may come more than once, and is known by this.
    pub id: Reference,
    pub kind: Reference,
    pub responsible: Option<Reference>,
    pub allowed: Vec<Reference>,
    pub objects: Vec<ObjectTold>,
    pub created: Option<DateTime<Utc>>,
    pub transaction: Option<Reference>,
    pub classification: Option<Reference>,
    pub valid_from: Option<DateTime<Utc>>,
    pub valid_to: Option<DateTime<Utc>>,
}

/// One object that the event is about, and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObjectTold {
    pub registration: Option<Reference>,
    pub by: Option<Reference>,
    pub at: Option<DateTime<Utc>>,
    pub authority: Option<Reference>,
    pub object: Option<Reference>,
    pub object_type: Option<Reference>,
    pub action: Option<Reference>,
    pub subject: Option<Reference>,
}

const fn k(local: &'static str) -> Name {
    Name(Ns::Envelope, local)
}

impl EventHead {
    pub fn new(id: Reference, kind: Reference) -> Self {
        Self {
            id,
            kind,
            responsible: None,
            allowed: Vec::new(),
            objects: Vec::new(),
            created: None,
            transaction: None,
            classification: None,
            valid_from: None,
            valid_to: None,
        }
    }

    /// Everything before the event's own content.
    pub(super) fn write(&self, writer: &mut Writer) {
        self.id.write(writer, k("BeskedId"));
        writer.text(k("BeskedVersion"), "1.0");
        writer.element(k("Beskedkuvert"), |writer| {
            writer.element(k("Filtreringsdata"), |writer| {
                self.kind.write(writer, k("Beskedtype"));
                optional(writer, "BeskedAnsvarligAktoer", self.responsible.as_ref());
                for allowed in &self.allowed {
                    allowed.write(writer, k("TilladtModtager"));
                }
                for object in &self.objects {
                    object.write(writer);
                }
            });
            writer.element(k("Leveranceinformation"), |writer| {
                moment(writer, "Dannelsestidspunkt", self.created);
                optional(writer, "TransaktionsId", self.transaction.as_ref());
                let classification = self.classification.as_ref();
                optional(writer, "Sikkerhedsklassificering", classification);
            });
            moment(writer, "GyldighedFra", self.valid_from);
            moment(writer, "GyldighedTil", self.valid_to);
        });
    }
}

impl ObjectTold {
    fn write(&self, writer: &mut Writer) {
        writer.element(k("ObjektRegistrering"), |writer| {
            optional(writer, "ObjektRegistreringId", self.registration.as_ref());
            optional(writer, "RegistreringsAktoer", self.by.as_ref());
            moment(writer, "Registreringstidspunkt", self.at);
            optional(writer, "ObjektAnsvarligMyndighed", self.authority.as_ref());
            optional(writer, "ObjektId", self.object.as_ref());
            optional(writer, "ObjektType", self.object_type.as_ref());
            optional(writer, "ObjektHandling", self.action.as_ref());
            optional(writer, "OpgaveEmne", self.subject.as_ref());
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut object = Self::default();
        reader.children(|reader, what| {
            if what.ns != Ns::Envelope {
                return Ok(());
            }
            match what.local {
                "ObjektRegistreringId" => object.registration = Reference::read(reader)?,
                "RegistreringsAktoer" => object.by = Reference::read(reader)?,
                "Registreringstidspunkt" => object.at = read_moment(reader)?,
                "ObjektAnsvarligMyndighed" => object.authority = Reference::read(reader)?,
                "ObjektId" => object.object = Reference::read(reader)?,
                "ObjektType" => object.object_type = Reference::read(reader)?,
                "ObjektHandling" => object.action = Reference::read(reader)?,
                "OpgaveEmne" => object.subject = Reference::read(reader)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(object)
    }
}

/// A head of which not all has been read.
#[derive(Default)]
pub(super) struct HeadSoFar {
    id: Option<Reference>,
    kind: Option<Reference>,
    responsible: Option<Reference>,
    allowed: Vec<Reference>,
    objects: Vec<ObjectTold>,
    created: Option<DateTime<Utc>>,
    transaction: Option<Reference>,
    classification: Option<Reference>,
    valid_from: Option<DateTime<Utc>>,
    valid_to: Option<DateTime<Utc>>,
}

impl HeadSoFar {
    pub(super) fn take_id(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        self.id = Reference::read(reader)?;
        Ok(())
    }

    pub(super) fn take_envelope(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        reader.children(|reader, what| {
            if what.ns != Ns::Envelope {
                return Ok(());
            }
            match what.local {
                "Filtreringsdata" => self.take_filter(reader),
                "Leveranceinformation" => self.take_delivery(reader),
                "GyldighedFra" => {
                    self.valid_from = read_moment(reader)?;
                    Ok(())
                }
                "GyldighedTil" => {
                    self.valid_to = read_moment(reader)?;
                    Ok(())
                }
                _ => Ok(()),
            }
        })
    }

    fn take_filter(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        reader.children(|reader, what| {
            if what.ns != Ns::Envelope {
                return Ok(());
            }
            match what.local {
                "Beskedtype" => self.kind = Reference::read(reader)?,
                "BeskedAnsvarligAktoer" => self.responsible = Reference::read(reader)?,
                "TilladtModtager" => self.allowed.extend(Reference::read(reader)?),
                "ObjektRegistrering" => self.objects.push(ObjectTold::read(reader)?),
                _ => {}
            }
            Ok(())
        })
    }

    fn take_delivery(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        reader.children(|reader, what| {
            if what.ns != Ns::Envelope {
                return Ok(());
            }
            match what.local {
                "Dannelsestidspunkt" => self.created = read_moment(reader)?,
                "TransaktionsId" => self.transaction = Reference::read(reader)?,
                "Sikkerhedsklassificering" => self.classification = Reference::read(reader)?,
                _ => {}
            }
            Ok(())
        })
    }

    pub(super) fn whole(self) -> Result<EventHead, Malformed> {
        Ok(EventHead {
            id: self.id.ok_or(Malformed::NotA("an event's id"))?,
            kind: self.kind.ok_or(Malformed::NotA("an event's kind"))?,
            responsible: self.responsible,
            allowed: self.allowed,
            objects: self.objects,
            created: self.created,
            transaction: self.transaction,
            classification: self.classification,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        })
    }
}

fn optional(writer: &mut Writer, local: &'static str, reference: Option<&Reference>) {
    if let Some(reference) = reference {
        reference.write(writer, k(local));
    }
}

fn moment(writer: &mut Writer, local: &'static str, moment: Option<DateTime<Utc>>) {
    if let Some(moment) = moment {
        writer.element(k(local), |writer| {
            let text = crate::xml::moment_text(moment);
            writer.text(Name(Ns::Sd, "TidsstempelDatoTid"), &text);
        });
    }
}

fn read_moment(reader: &mut Reader<'_>) -> Result<Option<DateTime<Utc>>, Malformed> {
    Ok(match End::read(reader)? {
        Some(End::At(moment)) => Some(moment),
        Some(End::Never) | None => None,
    })
}
