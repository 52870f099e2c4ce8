use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::index::{Effect, Reference};
use crate::xml::{Malformed, Name, Ns, Reader, Writer};

/// A unit (*OrganisationEnhed*) as the organisation has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitEntry {
    pub id: Uuid,
    pub registrations: Vec<UnitRegistration>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitRegistration {
    pub at: Option<DateTime<Utc>>,
    /// `Opstaaet`, `Importeret`, `Passiveret` or `Slettet`.
    pub life_cycle: Option<String>,
    pub names: Vec<Told<String>>,
    /// Whether it is active.
    pub active: Vec<Told<bool>>,
    pub above: Vec<Told<Option<Reference>>>,
    pub belongs_to: Vec<Told<Option<Reference>>>,
}

/// Something that holds for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    pub effect: Option<Effect>,
    pub what: T,
}

pub(super) const fn unit(local: &'static str) -> Name {
    Name(Ns::OrganisationUnit, local)
}

const fn shared(local: &'static str) -> Name {
    Name(Ns::Organisation, local)
}

pub(super) const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

/// What holds at a moment, the last that was said first.
fn holding<T>(told: &[Told<T>], moment: DateTime<Utc>) -> Option<&T> {
    let holds = |told: &&Told<T>| {
        told.effect
            .as_ref()
            .is_none_or(|effect| effect.holds_at(moment))
    };
    told.iter().rev().find(holds).map(|told| &told.what)
}

impl UnitEntry {
    /// What was said last of it. Where no moment is given, the last that stands there.
    pub fn newest(&self) -> Option<&UnitRegistration> {
        self.registrations
            .iter()
            .max_by_key(|registration| registration.at)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.element(unit("FiltreretOejebliksbillede"), |writer| {
            writer.element(unit("ObjektType"), |writer| {
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
                "Registrering" => registrations.push(UnitRegistration::read(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("a unit"))?,
            registrations,
        })
    }
}

impl UnitRegistration {
    /// What it is called, or was last: a name may end with the unit.
    pub fn name_at(&self, moment: DateTime<Utc>) -> Option<&str> {
        let last = || self.names.last().map(|told| &told.what);
        holding(&self.names, moment)
            .or_else(last)
            .map(String::as_str)
    }

    /// Taken down, or said to be out of use at that moment.
    pub fn is_gone_at(&self, moment: DateTime<Utc>) -> bool {
        matches!(self.life_cycle.as_deref(), Some("Passiveret" | "Slettet"))
            || holding(&self.active, moment) == Some(&false)
    }

    /// What it lies under. What is gone lies where it lay last.
    pub fn above_at(&self, moment: DateTime<Utc>) -> Option<Uuid> {
        let last = || {
            let told = self.above.last().map(|told| &told.what);
            told.filter(|_| self.is_gone_at(moment))
        };
        match holding(&self.above, moment).or_else(last)? {
            Some(Reference::Id(id)) => Some(*id),
            _ => None,
        }
    }

    pub fn organisation_at(&self, moment: DateTime<Utc>) -> Option<Uuid> {
        match holding(&self.belongs_to, moment)? {
            Some(Reference::Id(id)) => Some(*id),
            _ => None,
        }
    }

    fn write(&self, writer: &mut Writer) {
        let effect = |writer: &mut Writer, effect: &Option<Effect>| {
            if let Some(effect) = effect {
                effect.write(writer, sd("Virkning"));
            }
        };
        let relation = |writer: &mut Writer, name, told: &Told<Option<Reference>>| {
            writer.element(sd(name), |writer| {
                effect(writer, &told.effect);
                if let Some(reference) = &told.what {
                    reference.write(writer, sd("ReferenceID"));
                }
            });
        };
        writer.element(unit("Registrering"), |writer| {
            if let Some(at) = self.at {
                writer.text(sd("Tidspunkt"), &crate::xml::moment_text(at));
            }
            writer.optional(sd("LivscyklusKode"), self.life_cycle.as_deref());
            writer.element(unit("AttributListe"), |writer| {
                for told in &self.names {
                    writer.element(unit("Egenskab"), |writer| {
                        effect(writer, &told.effect);
                        writer.text(sd("EnhedNavn"), &told.what);
                    });
                }
            });
            writer.element(unit("TilstandListe"), |writer| {
                for told in &self.active {
                    writer.element(shared("Gyldighed"), |writer| {
                        effect(writer, &told.effect);
                        let code = if told.what { "Aktiv" } else { "Inaktiv" };
                        writer.text(shared("GyldighedStatusKode"), code);
                    });
                }
            });
            writer.element(unit("RelationListe"), |writer| {
                for told in &self.above {
                    relation(writer, "Overordnet", told);
                }
                for told in &self.belongs_to {
                    relation(writer, "Tilhoerer", told);
                }
            });
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut read = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "Tidspunkt" => read.at = Some(reader.moment()?),
                "LivscyklusKode" => read.life_cycle = reader.some_text()?,
                "AttributListe" => reader.children(|reader, what| {
                    if what.is(unit("Egenskab")) {
                        let (effect, name) = read_told(reader, sd("EnhedNavn"), Reader::some_text)?;
                        // A period may say something else than the name.
                        if let Some(what) = name.flatten() {
                            read.names.push(Told { effect, what });
                        }
                    }
                    Ok(())
                })?,
                "TilstandListe" => reader.children(|reader, what| {
                    if what.is(shared("Gyldighed")) {
                        let code = shared("GyldighedStatusKode");
                        let (effect, code) = read_told(reader, code, Reader::text)?;
                        let what = code.is_none_or(|code| code.trim() != "Inaktiv");
                        read.active.push(Told { effect, what });
                    }
                    Ok(())
                })?,
                "RelationListe" => reader.children(|reader, what| {
                    let list = match (what.ns, what.local) {
                        (Ns::Sd, "Overordnet") => &mut read.above,
                        (Ns::Sd, "Tilhoerer") => &mut read.belongs_to,
                        _ => return Ok(()),
                    };
                    let (effect, what) = read_told(reader, sd("ReferenceID"), Reference::read)?;
                    let what = what.flatten();
                    list.push(Told { effect, what });
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(read)
    }
}

fn read_told<'a, T>(
    reader: &mut Reader<'a>,
    wanted: Name,
    read: impl Fn(&mut Reader<'a>) -> Result<T, Malformed>,
) -> Result<(Option<Effect>, Option<T>), Malformed> {
    let (mut effect, mut found) = (None, None);
    reader.children(|reader, what| {
        if what.is(sd("Virkning")) {
            effect = Some(Effect::read(reader)?);
        } else if what.is(wanted) {
            found = Some(read(reader)?);
        }
        Ok(())
    })?;
    Ok((effect, found))
}
