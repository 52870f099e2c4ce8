use super::effect::Reference;
use super::{INDEX_NAMESPACES, sdi};
use crate::xml::{Bounds, Malformed, Ns, Reader, Writer};

/// Cases that are gone at their owner's, and so must be gone from the index (*fjern*).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Removal {
    pub cases: Vec<Reference>,
    /// Documents that would stand without a case are left there, rather than removed with it.
    pub leaves_documents: bool,
    pub with_benefits: bool,
}

impl Removal {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(
            sdi("FjernSagDokumentIndeksInput"),
            &INDEX_NAMESPACES,
            |writer| {
                for case in &self.cases {
                    case.write(writer, sdi("SagUuid"));
                }
                let leaves = if self.leaves_documents {
                    "true"
                } else {
                    "false"
                };
                writer.text(sdi("EfterladSagsloeseDokumenter"), leaves);
                let benefits = if self.with_benefits { "true" } else { "false" };
                writer.text(sdi("FjernOgsaaYdelse"), benefits);
            },
        );
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(sdi("FjernSagDokumentIndeksInput")) {
                return Err(Malformed::AnotherMessage);
            }
            let mut removal = Self::default();
            reader.children(|reader, what| {
                match (what.ns, what.local) {
                    (Ns::Sdi, "SagUuid") => removal.cases.extend(Reference::read(reader)?),
                    (Ns::Sdi, "EfterladSagsloeseDokumenter") => {
                        removal.leaves_documents = reader.flag()?;
                    }
                    (Ns::Sdi, "FjernOgsaaYdelse") => removal.with_benefits = reader.flag()?,
                    _ => {}
                }
                Ok(())
            })?;
            Ok(removal)
        })
    }
}
