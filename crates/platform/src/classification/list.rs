use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::class::{Classification, trimmed};
use crate::soap::{Blame, Fault};
use crate::xml::{Bounds, Malformed, Name, Ns, Reader, Writer, moment_text};

/// Which plans are asked for, by the keys that people know them by. All of each comes, also what is not in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub keys: Vec<String>,
}

/// What the classification answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListReply {
    pub transaction: Uuid,
    pub at: DateTime<Utc>,
    /// The platform says by this, in an answer that is otherwise good, that it could not.
    pub fault: Option<Fault>,
    pub classifications: Vec<Classification>,
}

const QUESTION: &str = "KlassifikationListeHent_I";
pub(super) const ANSWER: &str = "KlassifikationListeHent_O";
const NAMESPACES: [Ns; 2] = [Ns::Kombit, Ns::Context];

const fn k(local: &'static str) -> Name {
    Name(Ns::Kombit, local)
}

const fn c(local: &'static str) -> Name {
    Name(Ns::Context, local)
}

fn write_context(writer: &mut Writer, transaction: Uuid, at: DateTime<Utc>) {
    writer.text(c("TransaktionsId"), &transaction.to_string());
    writer.text(c("TransaktionsTid"), &moment_text(at));
}

impl Wanted {
    pub fn write(&self, writer: &mut Writer, transaction: Uuid, at: DateTime<Utc>) {
        writer.root(k(QUESTION), &NAMESPACES, |writer| {
            writer.element(c("HovedOplysninger"), |writer| {
                write_context(writer, transaction, at);
            });
            writer.element(k("KlassifikationKriterieListe"), |writer| {
                for key in &self.keys {
                    writer.element(k("IdentifikationKriterie"), |writer| {
                        writer.element(k("BrugervendtNøgleKriterie"), |writer| {
                            writer.text(k("KlassifikationBrugervendtNøgle"), key);
                        });
                    });
                }
            });
            // Cases lie under numbers that are out of use, and somebody must be able to read what they meant.
            writer.text(k("KunAktuelle"), "false");
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(k(QUESTION)) {
                return Err(Malformed::AnotherMessage);
            }
            let mut keys = Vec::new();
            reader.children(|reader, what| {
                if !what.is(k("KlassifikationKriterieListe")) {
                    return Ok(());
                }
                reader.children(|reader, _| {
                    reader.children(|reader, _| {
                        reader.children(|reader, what| {
                            if what.is(k("KlassifikationBrugervendtNøgle")) {
                                keys.push(trimmed(reader)?);
                            }
                            Ok(())
                        })
                    })
                })
            })?;
            Ok(Self { keys })
        })
    }
}

impl ListReply {
    pub fn write(&self, writer: &mut Writer) {
        writer.root(k(ANSWER), &NAMESPACES, |writer| {
            writer.element(c("HovedOplysningerSvar"), |writer| {
                write_context(writer, self.transaction, self.at);
                if let Some(fault) = &self.fault {
                    writer.element(c("SvarReaktion"), |writer| {
                        writer.element(c("Fejl"), |writer| {
                            writer.text(c("FejlId"), fault.code.as_deref().unwrap_or_default());
                            writer.text(c("FejlTekst"), fault.text.as_deref().unwrap_or("?"));
                        });
                    });
                }
            });
            if !self.classifications.is_empty() {
                writer.element(k("KlassifikationListe"), |writer| {
                    for classification in &self.classifications {
                        classification.write(writer);
                    }
                });
            }
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(k(ANSWER)) {
                return Err(Malformed::AnotherMessage);
            }
            Self::read_within(reader)
        })
    }

    pub(super) fn read_within(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut transaction, mut at, mut fault) = (None, None, None);
        let mut classifications = Vec::new();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Context, "HovedOplysningerSvar") => reader.children(|reader, what| {
                    match (what.ns, what.local) {
                        // Said to be any text: only ours is known again.
                        (Ns::Context, "TransaktionsId") => {
                            transaction = Uuid::try_parse(&trimmed(reader)?).ok();
                        }
                        (Ns::Context, "TransaktionsTid") => at = Some(reader.moment()?),
                        (Ns::Context, "SvarReaktion") => {
                            let said = read_reaction(reader)?;
                            fault = fault.take().or(said);
                        }
                        _ => {}
                    }
                    Ok(())
                })?,
                (Ns::Kombit, "KlassifikationListe") => reader.children(|reader, what| {
                    if what.is(k("KlassifikationStruktur")) {
                        classifications.push(Classification::read(reader)?);
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self {
            transaction: transaction.unwrap_or_default(),
            at: at.ok_or(Malformed::NotA("an answer"))?,
            fault,
            classifications,
        })
    }
}

/// `None` for what is only said, and stopped nothing (*Advis*).
fn read_reaction(reader: &mut Reader<'_>) -> Result<Option<Fault>, Malformed> {
    let mut fault = None;
    reader.children(|reader, what| {
        if !what.is(c("Fejl")) {
            return Ok(());
        }
        let (mut code, mut text) = (None, None);
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Context, "FejlId") => code = reader.some_text()?,
                (Ns::Context, "FejlTekst") => text = reader.some_text()?,
                _ => {}
            }
            Ok(())
        })?;
        let blame = Blame::Sender;
        fault = Some(Fault { blame, code, text });
        Ok(())
    })?;
    Ok(fault)
}
