use super::case::CaseEntry;
use super::document::DocumentEntry;
use super::{INDEX_NAMESPACES, sdi};
use crate::xml::{Bounds, Malformed, Ns, Reader, Writer};

/// What the index has not seen before, with its whole history (*importer*).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// First, because a case's journal may only name documents that are there.
    pub documents: Vec<DocumentEntry>,
    pub cases: Vec<CaseEntry>,
}

impl Import {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(
            sdi("ImporterSagDokumentIndeksInput"),
            &INDEX_NAMESPACES,
            |writer| {
                for document in &self.documents {
                    document.write(writer, sdi("DokumentIndeks"));
                }
                for case in &self.cases {
                    case.write(writer, sdi("SagIndeks"));
                }
            },
        );
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(sdi("ImporterSagDokumentIndeksInput")) {
                return Err(Malformed::AnotherMessage);
            }
            Self::read_within(reader)
        })
    }

    pub(crate) fn read_within(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut import = Self::default();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sdi, "DokumentIndeks") => import.documents.push(DocumentEntry::read(reader)?),
                (Ns::Sdi, "SagIndeks") => import.cases.push(CaseEntry::read(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(import)
    }
}
