use super::case::CaseEntry;
use super::document::DocumentEntry;
use super::outcome::Return;
use super::search::Page;
use super::{INDEX_NAMESPACES, sdi};
use crate::xml::{Bounds, Malformed, Name, Ns, Reader, Writer};

/// What the index found, a page at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchReply {
    pub answer: Return,
    pub counts: Vec<Count>,
    pub cases: Vec<CaseEntry>,
    pub documents: Vec<DocumentEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub of: Counted,
    pub number: i64,
    pub page: Option<Page>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Cases,
    Documents,
    JournalNotes,
}

impl Counted {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Cases, "sager"),
        (Self::Documents, "dokumenter"),
        (Self::JournalNotes, "journalnotater"),
    ];

    fn code(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(counted, _)| *counted == self)
            .map_or("", |(_, code)| code)
    }
}

const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

impl SearchReply {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(
            sdi("FremsoegSagDokumentIndeksOutput"),
            &INDEX_NAMESPACES,
            |writer| {
                self.answer.write_standard(writer);
                for count in &self.counts {
                    count.write(writer);
                }
                for case in &self.cases {
                    writer.element(sdi("SagFiltreretOejebliksbillede"), |writer| {
                        writer.element(Name(Ns::Sag, "ObjektType"), |writer| {
                            writer.text(sd("UUIDIdentifikator"), &case.id.to_string());
                        });
                        for registration in &case.registrations {
                            registration.write(writer);
                        }
                    });
                }
                for document in &self.documents {
                    writer.element(sdi("DokumentFiltreretOejebliksbillede"), |writer| {
                        writer.element(Name(Ns::Di, "ObjektType"), |writer| {
                            writer.text(sd("UUIDIdentifikator"), &document.id.to_string());
                        });
                        for registration in &document.registrations {
                            registration.write(writer);
                        }
                    });
                }
            },
        );
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(sdi("FremsoegSagDokumentIndeksOutput")) {
                return Err(Malformed::AnotherMessage);
            }
            Self::read_within(reader)
        })
    }

    pub(crate) fn read_within(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut answer = None;
        let (mut counts, mut cases, mut documents) = (Vec::new(), Vec::new(), Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "StandardRetur") => answer = Some(Return::read(reader)?),
                (Ns::Sdi, "Antal") => counts.extend(Count::read(reader)?),
                (Ns::Sdi, "SagFiltreretOejebliksbillede") => cases.push(CaseEntry::read(reader)?),
                (Ns::Sdi, "DokumentFiltreretOejebliksbillede") => {
                    documents.push(DocumentEntry::read(reader)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            answer: answer.ok_or(Malformed::NotA("a status"))?,
            counts,
            cases,
            documents,
        })
    }
}

impl Count {
    fn write(&self, writer: &mut Writer) {
        writer.element(sdi("Antal"), |writer| {
            writer.text(sdi("Element"), self.of.code());
            writer.text(sdi("Antal"), &self.number.to_string());
            if let Some(page) = self.page {
                writer.element(sdi("Paginering"), |writer| {
                    writer.text(sd("FoersteResultatReference"), &page.first.to_string());
                    writer.text(sd("MaksimalAntalKvantitet"), &page.most.to_string());
                });
            }
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Option<Self>, Malformed> {
        let (mut of, mut number, mut first, mut most) = (None, None, None, None);
        reader.children(|reader, what| {
            match what.local {
                "Element" => {
                    let code = reader.text()?;
                    of = Counted::ALL
                        .iter()
                        .find(|(_, known)| *known == code)
                        .map(|(counted, _)| *counted);
                }
                "Antal" => number = Some(reader.number()?),
                "Paginering" => reader.children(|reader, what| {
                    match what.local {
                        "FoersteResultatReference" => first = Some(reader.number()?),
                        "MaksimalAntalKvantitet" => most = Some(reader.number()?),
                        _ => {}
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        let page = first.zip(most).map(|(first, most)| Page { first, most });
        Ok(of.zip(number).map(|(of, number)| Self { of, number, page }))
    }
}
