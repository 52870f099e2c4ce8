use chrono::NaiveDate;
use uuid::Uuid;

use crate::xml::{Malformed, Name, Ns, Reader, Writer, moment_text};

/// One plan, with its views (*facetter*) and their classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classification {
    pub id: Uuid,
    pub key: String,
    pub title: String,
    pub owner: String,
    pub facets: Vec<Facet>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub id: Uuid,
    pub key: String,
    pub title: String,
    pub classes: Vec<Class>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The schema gives it 30 signs and its description calls it a UUID, which has 36. So it is read as it comes.
    pub id: String,
    /// The number in the plan.
    pub key: String,
    pub title: String,
    pub parent: Option<String>,
    /// When it is in force. Nothing: always.
    pub published: Vec<Span>,
    pub mappings: Vec<Mapping>,
}

/// From its first day to before its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// Another class that says the same, or takes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// What it is called in the classification; which words there are is not published.
    pub role: String,
    pub key: String,
    /// The plan that the other class stands in.
    pub classification: String,
}

const fn k(local: &'static str) -> Name {
    Name(Ns::Kombit, local)
}

/// Every part of a plan must say when it was last changed. Only the stand-in writes plans, and its never change.
const CHANGED: &str = "KlassifikationSidstÆndretTidspunkt";

impl Class {
    /// Its id, where it is one.
    pub fn uuid(&self) -> Option<Uuid> {
        Uuid::try_parse(self.id.trim()).ok()
    }

    /// The first day that it is not in force any more; `None` while any of its times has no end.
    pub fn ended(&self) -> Option<NaiveDate> {
        let ends: Option<Vec<NaiveDate>> = self.published.iter().map(|span| span.until).collect();
        ends?.into_iter().max()
    }

    fn write(&self, writer: &mut Writer) {
        writer.element(k("KlasseStruktur"), |writer| {
            writer.text(k("KlasseIdentifikation"), &self.id);
            writer.text(k("KlasseBrugervendtNøgle"), &self.key);
            writer.text(k("KlasseTitel"), &self.title);
            writer.empty(k("KlasseBeskrivelse"));
            writer.text(k("KlasseSidstÆndretTidspunkt"), &beginning());
            writer.element(k("KlassePubliceretListe"), |writer| {
                for span in &self.published {
                    writer.element(k("KlassePubliceret"), |writer| {
                        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
                        writer.optional(k("KlassePubliceretFraDato"), day(span.from).as_deref());
                        writer.optional(k("KlassePubliceretTilDato"), day(span.until).as_deref());
                    });
                }
            });
            if let Some(parent) = &self.parent {
                writer.element(k("ForældreKlasse"), |writer| {
                    writer.text(k("KlasseIdentifikation"), "");
                    writer.text(k("KlasseBrugervendtNøgle"), parent);
                });
            }
            if !self.mappings.is_empty() {
                writer.element(k("KlasseMapningListe"), |writer| {
                    for mapping in &self.mappings {
                        mapping.write(writer);
                    }
                });
            }
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut id, mut key, mut title) = (None, None, None);
        let (mut parent, mut published, mut mappings) = (None, Vec::new(), Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Kombit, "KlasseIdentifikation") => id = Some(trimmed(reader)?),
                (Ns::Kombit, "KlasseBrugervendtNøgle") => key = Some(trimmed(reader)?),
                (Ns::Kombit, "KlasseTitel") => title = Some(trimmed(reader)?),
                (Ns::Kombit, "KlassePubliceretListe") => reader.children(|reader, what| {
                    if what.is(k("KlassePubliceret")) {
                        published.push(Span::read(reader)?);
                    }
                    Ok(())
                })?,
                (Ns::Kombit, "ForældreKlasse") => reader.children(|reader, what| {
                    if what.is(k("KlasseBrugervendtNøgle")) {
                        parent = Some(trimmed(reader)?);
                    }
                    Ok(())
                })?,
                (Ns::Kombit, "KlasseMapningListe") => reader.children(|reader, what| {
                    if what.is(k("KlasseMapning")) {
                        mappings.extend(Mapping::read(reader)?);
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.unwrap_or_default(),
            key: key.ok_or(Malformed::NotA("a class"))?,
            title: title.unwrap_or_default(),
            parent,
            published,
            mappings,
        })
    }
}

impl Span {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut span = Self::default();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Kombit, "KlassePubliceretFraDato") => span.from = Some(day(reader)?),
                (Ns::Kombit, "KlassePubliceretTilDato") => span.until = Some(day(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(span)
    }
}

impl Mapping {
    fn write(&self, writer: &mut Writer) {
        writer.element(k("KlasseMapning"), |writer| {
            writer.element(k("KlasseMapningRolle"), |writer| {
                writer.text(k("KlasseIdentifikation"), "");
                writer.text(k("KlasseBrugervendtNøgle"), &self.role);
            });
            writer.element(k("KlasseIdentifiktionValg"), |writer| {
                writer.element(k("KlasseIdenitifkationStruktur"), |writer| {
                    let nil = Uuid::nil().to_string();
                    writer.text(k("KlasseIdentifikation"), "");
                    writer.text(k("KlasseBrugervendtNøgle"), &self.key);
                    writer.text(k("FacetIdentifikation"), &nil);
                    writer.text(k("FacetBrugervendtNøgle"), "");
                    writer.text(k("KlassifikationIdentifikation"), &nil);
                    writer.text(k("KlassifikationBrugervendtNøgle"), &self.classification);
                });
            });
        });
    }

    /// `None` for a class outside the shared plans, which is named by an address of its own.
    fn read(reader: &mut Reader<'_>) -> Result<Option<Self>, Malformed> {
        let (mut role, mut key, mut classification) = (String::new(), None, String::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Kombit, "KlasseMapningRolle") => reader.children(|reader, what| {
                    if what.is(k("KlasseBrugervendtNøgle")) {
                        role = trimmed(reader)?;
                    }
                    Ok(())
                })?,
                (Ns::Kombit, "KlasseIdentifiktionValg") => reader.children(|reader, what| {
                    if !what.is(k("KlasseIdenitifkationStruktur")) {
                        return Ok(());
                    }
                    reader.children(|reader, what| {
                        match (what.ns, what.local) {
                            (Ns::Kombit, "KlasseBrugervendtNøgle") => key = Some(trimmed(reader)?),
                            (Ns::Kombit, "KlassifikationBrugervendtNøgle") => {
                                classification = trimmed(reader)?;
                            }
                            _ => {}
                        }
                        Ok(())
                    })
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(key.map(|key| Self {
            role,
            key,
            classification,
        }))
    }
}

impl Facet {
    fn write(&self, writer: &mut Writer) {
        writer.element(k("FacetStruktur"), |writer| {
            writer.text(k("FacetIdentifikation"), &self.id.to_string());
            writer.text(k("FacetBrugervendtNøgle"), &self.key);
            writer.text(k("FacetTitel"), &self.title);
            writer.empty(k("FacetBeskrivelse"));
            writer.text(k("FacetSidstÆndretTidspunkt"), &beginning());
            writer.element(k("KlasseListe"), |writer| {
                for class in &self.classes {
                    class.write(writer);
                }
            });
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut id, mut key, mut title, mut classes) = (None, None, None, Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Kombit, "FacetIdentifikation") => id = Some(reader.uuid()?),
                (Ns::Kombit, "FacetBrugervendtNøgle") => key = Some(trimmed(reader)?),
                (Ns::Kombit, "FacetTitel") => title = Some(trimmed(reader)?),
                (Ns::Kombit, "KlasseListe") => reader.children(|reader, what| {
                    if what.is(k("KlasseStruktur")) {
                        classes.push(Class::read(reader)?);
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("a facet"))?,
            key: key.ok_or(Malformed::NotA("a facet"))?,
            title: title.unwrap_or_default(),
            classes,
        })
    }
}

impl Classification {
    pub(super) fn write(&self, writer: &mut Writer) {
        writer.element(k("KlassifikationStruktur"), |writer| {
            writer.text(k("KlassifikationIdentifikation"), &self.id.to_string());
            writer.text(k("KlassifikationBrugervendtNøgle"), &self.key);
            writer.text(k("KlassifikationTitel"), &self.title);
            writer.empty(k("KlassifikationBeskrivelse"));
            writer.text(k("KlassifikationEjer"), &self.owner);
            writer.text(k(CHANGED), &beginning());
            writer.element(k("FacetListe"), |writer| {
                for facet in &self.facets {
                    facet.write(writer);
                }
            });
        });
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut id, mut key, mut title) = (None, None, None);
        let (mut owner, mut facets) = (None, Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Kombit, "KlassifikationIdentifikation") => id = Some(reader.uuid()?),
                (Ns::Kombit, "KlassifikationBrugervendtNøgle") => key = Some(trimmed(reader)?),
                (Ns::Kombit, "KlassifikationTitel") => title = Some(trimmed(reader)?),
                (Ns::Kombit, "KlassifikationEjer") => owner = Some(trimmed(reader)?),
                (Ns::Kombit, "FacetListe") => reader.children(|reader, what| {
                    if what.is(k("FacetStruktur")) {
                        facets.push(Facet::read(reader)?);
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("a classification"))?,
            key: key.ok_or(Malformed::NotA("a classification"))?,
            title: title.unwrap_or_default(),
            owner: owner.unwrap_or_default(),
            facets,
        })
    }
}

fn beginning() -> String {
    moment_text(chrono::DateTime::UNIX_EPOCH)
}

pub(super) fn trimmed(reader: &mut Reader<'_>) -> Result<String, Malformed> {
    Ok(reader.text()?.trim().to_owned())
}

/// A day of XML Schema may carry a zone, which says nothing of a day.
fn day(reader: &mut Reader<'_>) -> Result<NaiveDate, Malformed> {
    let text = trimmed(reader)?;
    text.get(..10)
        .and_then(|day| day.parse().ok())
        .ok_or(Malformed::NotA("a day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_ended_when_each_of_its_times_has_an_end() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let check = |spans: &[(Option<&str>, Option<&str>)], expected: Option<&str>| {
            let class = Class {
                id: String::new(),
                key: "27.18.02".to_owned(),
                title: String::new(),
                parent: None,
                published: spans
                    .iter()
                    .map(|(from, until)| Span {
                        from: from.map(day),
                        until: until.map(day),
                    })
                    .collect(),
                mappings: Vec::new(),
            };
            assert_eq!(class.ended(), expected.map(day), "{spans:?}");
        };
        check(&[], None);
        check(&[(Some("2020-01-01"), None)], None);
        check(&[(None, Some("2026-02-01"))], Some("2026-02-01"));
        check(
            &[
                (Some("2025-01-01"), Some("2026-02-01")),
                (Some("2020-01-01"), Some("2021-01-01")),
            ],
            Some("2026-02-01"),
        );
        check(
            &[(None, Some("2021-01-01")), (Some("2025-01-01"), None)],
            None,
        );
    }
}
