use uuid::Uuid;

use super::unit::{UnitEntry, sd, unit};
use crate::index::{Reference, Return};
use crate::xml::{Bounds, Malformed, Ns, Reader, Writer};

/// Which units an organisation has, a page at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchUnits {
    pub organisation: Uuid,
    pub first: i64,
    pub most: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitIds {
    pub answer: Return,
    pub ids: Vec<Uuid>,
}

/// What stands of each of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListUnits {
    pub ids: Vec<Uuid>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitList {
    pub answer: Return,
    pub units: Vec<UnitEntry>,
}

const NAMESPACES: [Ns; 3] = [Ns::OrganisationUnit, Ns::Organisation, Ns::Sd];

fn message<T>(
    untrusted: &str,
    bounds: Bounds,
    name: &'static str,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Malformed>,
) -> Result<T, Malformed> {
    Reader::new(untrusted, bounds).root(|reader, what| {
        if what.is(unit(name)) {
            read(reader)
        } else {
            Err(Malformed::AnotherMessage)
        }
    })
}

impl SearchUnits {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(unit("SoegInput"), &NAMESPACES, |writer| {
            writer.text(sd("FoersteResultatReference"), &self.first.to_string());
            writer.text(sd("MaksimalAntalKvantitet"), &self.most.to_string());
            writer.empty(unit("AttributListe"));
            writer.empty(unit("TilstandListe"));
            writer.element(unit("RelationListe"), |writer| {
                writer.element(sd("Tilhoerer"), |writer| {
                    Reference::Id(self.organisation).write(writer, sd("ReferenceID"));
                });
            });
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        message(untrusted, bounds, "SoegInput", |reader| {
            let (mut first, mut most, mut organisation) = (0, i64::MAX, None);
            reader.children(|reader, what| {
                match what.local {
                    "FoersteResultatReference" => first = reader.number()?,
                    "MaksimalAntalKvantitet" => most = reader.number()?,
                    "RelationListe" => reader.children(|reader, what| {
                        if !what.is(sd("Tilhoerer")) {
                            return Ok(());
                        }
                        reader.children(|reader, what| {
                            if what.is(sd("ReferenceID")) {
                                organisation = Reference::read(reader)?;
                            }
                            Ok(())
                        })
                    })?,
                    _ => {}
                }
                Ok(())
            })?;
            let Some(Reference::Id(organisation)) = organisation else {
                return Err(Malformed::NotA("an organisation"));
            };
            Ok(Self {
                organisation,
                first,
                most,
            })
        })
    }
}

impl UnitIds {
    pub(super) const NAME: &str = "SoegOutput";

    pub fn write(&self, writer: &mut Writer) {
        writer.root(unit(Self::NAME), &NAMESPACES, |writer| {
            self.answer.write_standard(writer);
            writer.element(sd("IdListe"), |writer| {
                for id in &self.ids {
                    writer.text(sd("UUIDIdentifikator"), &id.to_string());
                }
            });
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        message(untrusted, bounds, Self::NAME, Self::read_within)
    }

    pub(super) fn read_within(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut answer, mut ids) = (None, Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "StandardRetur") => answer = Some(Return::read(reader)?),
                (Ns::Sd, "IdListe") => reader.children(|reader, what| {
                    if what.is(sd("UUIDIdentifikator")) {
                        ids.push(reader.uuid()?);
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        let answer = answer.ok_or(Malformed::NotA("a status"))?;
        Ok(Self { answer, ids })
    }
}

impl ListUnits {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(unit("ListInput"), &NAMESPACES, |writer| {
            for id in &self.ids {
                writer.text(sd("UUIDIdentifikator"), &id.to_string());
            }
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        message(untrusted, bounds, "ListInput", |reader| {
            let mut ids = Vec::new();
            reader.children(|reader, what| {
                if what.is(sd("UUIDIdentifikator")) {
                    ids.push(reader.uuid()?);
                }
                Ok(())
            })?;
            Ok(Self { ids })
        })
    }
}

impl UnitList {
    pub(super) const NAME: &str = "ListOutput";

    pub fn write(&self, writer: &mut Writer) {
        writer.root(unit(Self::NAME), &NAMESPACES, |writer| {
            self.answer.write_standard(writer);
            for entry in &self.units {
                entry.write(writer);
            }
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        message(untrusted, bounds, Self::NAME, Self::read_within)
    }

    pub(super) fn read_within(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut answer, mut units) = (None, Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "StandardRetur") => answer = Some(Return::read(reader)?),
                (Ns::OrganisationUnit, "FiltreretOejebliksbillede") => {
                    units.push(UnitEntry::read(reader)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        let answer = answer.ok_or(Malformed::NotA("a status"))?;
        Ok(Self { answer, units })
    }
}
