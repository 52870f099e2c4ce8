use super::grant::{GrantEntry, gi, sd, yi};
use crate::index::{Page, Reference, Return};
use crate::xml::{Bounds, Malformed, Ns, Reader, Writer};

/// Everything that somebody is granted, a page at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchGrants {
    pub party: Reference,
    pub page: Page,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundGrants {
    pub answer: Return,
    pub grants: Vec<GrantEntry>,
}

const NAMESPACES: [Ns; 4] = [Ns::Grants, Ns::Gd, Ns::Sd, Ns::Benefits];
/// With nothing to show the index answers with nothing.
const SHOWN: [&str; 7] = [
    "egenskaber",
    "bevilgetydelse",
    "sag",
    "part",
    "aktoer-ejer",
    "aktoer-ansvarlig",
    "sikkerhedsprofil",
];

impl SearchGrants {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(yi("FremsoegYdelseIndeksInput"), &NAMESPACES, |writer| {
            writer.element(yi("SoegUdtryk"), |writer| {
                writer.element(yi("SoegBevillingIndeks"), |writer| {
                    writer.text(sd("FoersteResultatReference"), &self.page.first.to_string());
                    writer.text(sd("MaksimalAntalKvantitet"), &self.page.most.to_string());
                    writer.empty(gi("AttributListe"));
                    writer.empty(gi("TilstandListe"));
                    writer.element(gi("RelationListe"), |writer| {
                        writer.element(gi("Bevillingspart"), |writer| {
                            self.party.write(writer, super::grant::gd("ReferenceID"));
                        });
                    });
                });
            });
            writer.element(yi("Filter"), |writer| {
                for shown in SHOWN {
                    writer.element(yi("BevillingVis"), |writer| {
                        writer.text(yi("Vis"), shown);
                    });
                }
            });
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        let (mut first, mut most, mut party) = (0, i64::MAX, None);
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(yi("FremsoegYdelseIndeksInput")) {
                return Err(Malformed::AnotherMessage);
            }
            reader.children(|reader, what| {
                if !what.is(yi("SoegUdtryk")) {
                    return Ok(());
                }
                reader.children(|reader, what| {
                    if !what.is(yi("SoegBevillingIndeks")) {
                        return Ok(());
                    }
                    reader.children(|reader, what| {
                        match what.local {
                            "FoersteResultatReference" => first = reader.number()?,
                            "MaksimalAntalKvantitet" => most = reader.number()?,
                            "RelationListe" => party = read_party(reader)?,
                            _ => {}
                        }
                        Ok(())
                    })
                })
            })
        })?;
        Ok(Self {
            party: party.ok_or(Malformed::NotA("a party"))?,
            page: Page { first, most },
        })
    }
}

fn read_party(reader: &mut Reader<'_>) -> Result<Option<Reference>, Malformed> {
    let mut party = None;
    reader.children(|reader, what| {
        if !what.is(gi("Bevillingspart")) {
            return Ok(());
        }
        reader.children(|reader, what| {
            if what.local == "ReferenceID" {
                party = Reference::read(reader)?;
            }
            Ok(())
        })
    })?;
    Ok(party)
}

impl FoundGrants {
    pub(super) const NAME: &str = "FremsoegYdelseIndeksOutput";

    pub fn write(&self, writer: &mut Writer) {
        writer.root(yi(Self::NAME), &NAMESPACES, |writer| {
            self.answer.write_standard(writer);
            for grant in &self.grants {
                grant.write(writer);
            }
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if what.is(yi(Self::NAME)) {
                Self::read_within(reader)
            } else {
                Err(Malformed::AnotherMessage)
            }
        })
    }

    pub(super) fn read_within(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut answer, mut grants) = (None, Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "StandardRetur") => answer = Some(Return::read(reader)?),
                (Ns::Benefits, "BevillingFiltreretOejebliksbillede") => {
                    grants.push(GrantEntry::read(reader)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        let answer = answer.ok_or(Malformed::NotA("a status"))?;
        Ok(Self { answer, grants })
    }
}
