use uuid::Uuid;

use super::{INDEX_NAMESPACES, sdi};
use crate::xml::{Bounds, Malformed, Name, Ns, Reader, Writer};

/// What became of a message: of each object by itself, since some may be taken and others not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Each(Vec<ObjectReturn>),
    /// One answer for the whole message.
    Whole(Vec<Return>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectReturn {
    pub id: Uuid,
    /// `Sag` or `Dokument`; what stands there is not to be relied on.
    pub object_type: String,
    pub answer: Return,
}

/// The texts are for a person to read. Nothing may be decided by them: they are not documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    pub code: StatusCode,
    pub text: Option<String>,
    pub detail: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusCode {
    /// 20
    Done,
    /// 40: the message is wrong, and stays wrong when it is sent again.
    BadInput,
    /// 41: the token is too old or allows too little.
    NotAllowed,
    /// 44: it is not there.
    NotFound,
    /// 49: it is there already, or in a state that does not allow it.
    WrongState,
    Other(i64),
}

/// The messages that an outcome answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    Import,
    Update,
    Removal,
}

const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

impl StatusCode {
    pub const fn of(number: i64) -> Self {
        match number {
            20 => Self::Done,
            40 => Self::BadInput,
            41 => Self::NotAllowed,
            44 => Self::NotFound,
            49 => Self::WrongState,
            other => Self::Other(other),
        }
    }

    pub const fn number(self) -> i64 {
        match self {
            Self::Done => 20,
            Self::BadInput => 40,
            Self::NotAllowed => 41,
            Self::NotFound => 44,
            Self::WrongState => 49,
            Self::Other(number) => number,
        }
    }
}

impl Return {
    pub fn of(code: StatusCode) -> Self {
        Self {
            code,
            text: None,
            detail: None,
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.text(sd("StatusKode"), &self.code.number().to_string());
        writer.optional(sd("FejlbeskedTekst"), self.text.as_deref());
        writer.optional(sd("DetaljeretFejlbesked"), self.detail.as_deref());
    }

    pub(crate) fn write_standard(&self, writer: &mut Writer) {
        writer.element(sd("StandardRetur"), |writer| self.write(writer));
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(read_return(reader)?.0)
    }
}

fn read_return(
    reader: &mut Reader<'_>,
) -> Result<(Return, Option<Uuid>, Option<String>), Malformed> {
    let (mut code, mut text, mut detail, mut id, mut object_type) = (None, None, None, None, None);
    reader.children(|reader, what| {
        match (what.ns, what.local) {
            (Ns::Sd, "StatusKode") => code = Some(StatusCode::of(reader.number()?)),
            (Ns::Sd, "FejlbeskedTekst") => text = reader.some_text()?,
            (Ns::Sd, "DetaljeretFejlbesked") => detail = reader.some_text()?,
            (Ns::Sd, "Type") => object_type = reader.some_text()?,
            (Ns::Sd, "UUIDIdentifikator") => id = Some(reader.uuid()?),
            _ => {}
        }
        Ok(())
    })?;
    let code = code.ok_or(Malformed::NotA("a status"))?;
    Ok((Return { code, text, detail }, id, object_type))
}

impl Answers {
    pub(super) fn is_named(self, local: &str) -> bool {
        self.name().1 == local
    }

    const fn name(self) -> Name {
        match self {
            Self::Import => sdi("ImporterSagDokumentIndeksOutput"),
            Self::Update => sdi("OpdaterSagDokumentIndeksOutput"),
            Self::Removal => sdi("FjernSagDokumentIndeksOutput"),
        }
    }
}

impl Outcome {
    pub fn write(&self, writer: &mut Writer, answers: Answers) {
        writer.root(answers.name(), &INDEX_NAMESPACES, |writer| match self {
            Self::Each(objects) => {
                for object in objects {
                    writer.element(sd("UnikRetur"), |writer| {
                        object.answer.write(writer);
                        writer.text(sd("Type"), &object.object_type);
                        writer.text(sd("UUIDIdentifikator"), &object.id.to_string());
                    });
                }
            }
            Self::Whole(returns) => {
                for answer in returns {
                    answer.write_standard(writer);
                }
            }
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds, answers: Answers) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(answers.name()) {
                return Err(Malformed::AnotherMessage);
            }
            Self::read_within(reader)
        })
    }

    pub(crate) fn read_within(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (mut objects, mut whole) = (Vec::new(), Vec::new());
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "UnikRetur") => {
                    let (answer, id, object_type) = read_return(reader)?;
                    objects.push(ObjectReturn {
                        id: id.ok_or(Malformed::NotA("an id"))?,
                        object_type: object_type.unwrap_or_default(),
                        answer,
                    });
                }
                (Ns::Sd, "StandardRetur") => whole.push(Return::read(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(if whole.is_empty() {
            Self::Each(objects)
        } else {
            Self::Whole(whole)
        })
    }

    /// What was said of one object. Nothing said is `None`: then nobody knows what became of it.
    pub fn of(&self, id: Uuid) -> Option<&Return> {
        match self {
            Self::Each(objects) => objects
                .iter()
                .find(|object| object.id == id)
                .map(|object| &object.answer),
            Self::Whole(returns) => returns
                .iter()
                .find(|answer| answer.code != StatusCode::Done)
                .or(returns.first()),
        }
    }
}
