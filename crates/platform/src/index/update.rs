use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::case::{CaseLists, Lists};
use super::document::DocumentLists;
use super::{INDEX_NAMESPACES, sdi};
use crate::xml::{Bounds, Malformed, Name, Ns, Reader, Writer, moment_text};

/// What changed in entries that the index has (*opdater*). Only what is named changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    pub documents: Vec<DocumentUpdate>,
    pub cases: Vec<CaseUpdate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseUpdate {
    pub id: Uuid,
    pub note: Option<String>,
    pub lists: CaseLists,
    /// Strictly later than that of any earlier message about the case.
    pub at: DateTime<Utc>,
    pub quietly: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentUpdate {
    pub id: Uuid,
    pub note: Option<String>,
    pub lists: DocumentLists,
    pub at: DateTime<Utc>,
}

const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

impl Update {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(
            sdi("OpdaterSagDokumentIndeksInput"),
            &INDEX_NAMESPACES,
            |writer| {
                for document in &self.documents {
                    document.write(writer);
                }
                for case in &self.cases {
                    case.write(writer);
                }
            },
        );
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(sdi("OpdaterSagDokumentIndeksInput")) {
                return Err(Malformed::AnotherMessage);
            }
            let mut update = Self::default();
            reader.children(|reader, what| {
                match (what.ns, what.local) {
                    (Ns::Sdi, "OpdaterDokumentIndeks") => {
                        update.documents.push(DocumentUpdate::read(reader)?);
                    }
                    (Ns::Sdi, "OpdaterSagIndeks") => update.cases.push(CaseUpdate::read(reader)?),
                    _ => {}
                }
                Ok(())
            })?;
            Ok(update)
        })
    }
}

impl CaseUpdate {
    fn write(&self, writer: &mut Writer) {
        writer.element(sdi("OpdaterSagIndeks"), |writer| {
            writer.text(sd("UUIDIdentifikator"), &self.id.to_string());
            writer.optional(sd("NoteTekst"), self.note.as_deref());
            self.lists.write(writer, Lists::Filled);
            writer.text(sdi("Tidspunkt"), &moment_text(self.at));
            if self.quietly {
                writer.text(sdi("UdenNotifikation"), "true");
            }
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut id, mut note, mut at, mut quietly) = (None, None, None, false);
        let mut lists = CaseLists::default();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "UUIDIdentifikator") => id = Some(reader.uuid()?),
                (Ns::Sd, "NoteTekst") => note = reader.some_text()?,
                (Ns::Sdi, "Tidspunkt") => at = Some(reader.moment()?),
                (Ns::Sdi, "UdenNotifikation") => quietly = reader.flag()?,
                (ns, local) => lists.take(reader, ns, local)?,
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("an id"))?,
            note,
            lists,
            at: at.ok_or(Malformed::NotA("a moment"))?,
            quietly,
        })
    }
}

impl DocumentUpdate {
    fn write(&self, writer: &mut Writer) {
        writer.element(sdi("OpdaterDokumentIndeks"), |writer| {
            writer.text(sd("UUIDIdentifikator"), &self.id.to_string());
            writer.optional(sd("NoteTekst"), self.note.as_deref());
            self.lists.write(writer, Lists::Filled);
            writer.text(sdi("Tidspunkt"), &moment_text(self.at));
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut id, mut note, mut at) = (None, None, None);
        let mut lists = DocumentLists::default();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "UUIDIdentifikator") => id = Some(reader.uuid()?),
                (Ns::Sd, "NoteTekst") => note = reader.some_text()?,
                (Ns::Sdi, "Tidspunkt") => at = Some(reader.moment()?),
                (ns, local) => lists.take(reader, ns, local)?,
            }
            Ok(())
        })?;
        Ok(Self {
            id: id.ok_or(Malformed::NotA("an id"))?,
            note,
            lists,
            at: at.ok_or(Malformed::NotA("a moment"))?,
        })
    }
}
